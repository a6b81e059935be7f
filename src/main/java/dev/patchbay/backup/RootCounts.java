package dev.patchbay.backup;

import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts roots by type. */
final class RootCounts {

  private final ResourceTypes types;
  private final Map<ResourceType, Long> counts = new LinkedHashMap<>();

  RootCounts(ResourceTypes types) {
    this.types = types;
    types.roots().forEach(root -> counts.put(root, 0L));
  }

  void add(ResourceType root) {
    counts.merge(root, 1L, Long::sum);
  }

  boolean isZero() {
    return sum() == 0;
  }

  long sum() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the counts by the segment of the root's collection. */
  Map<String, Long> bySegment() {
    Map<String, Long> bySegment = new LinkedHashMap<>();
    counts.forEach((root, count) -> bySegment.put(root.collectionSegment(), count));
    return bySegment;
  }

  /** Returns the counts of a file for the same types; types of later versions may be missing. */
  RootCounts of(Map<String, Long> bySegment) {
    RootCounts others = new RootCounts(types);
    others.counts.replaceAll((root, none) -> bySegment.getOrDefault(root.collectionSegment(), 0L));
    return others;
  }

  boolean isAsIn(Map<String, Long> bySegment) {
    return of(bySegment).counts.equals(counts);
  }

  /** Returns a text: the count of the first root type, and other counts that are not zero. */
  String text() {
    return counts.entrySet().stream()
        .filter(each -> each.getValue() > 0 || each.getKey().equals(first()))
        .map(each -> Count.of(each.getValue(), each.getKey()))
        .collect(Collectors.joining(", "));
  }

  private ResourceType first() {
    return counts.keySet().iterator().next();
  }
}
