package dev.patchbay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Read;
import dev.patchbay.store.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A search for the resources that name another one has a bounded number of reads. */
final class ReferrersTest {

  private static final int PARENTS_MAX = Limit.SEARCHED_PARENTS.intValue();
  private static final ResourceTypes TYPES = ApiGatewayTypes.ALL;
  private static final ResourceId API =
      new ResourceId("000000000000", ApiGatewayTypes.API, List.of("a123456789"));
  private static final Resource MODEL =
      new Resource(
          API.children(ApiGatewayTypes.MODEL).member("m12345"), 1, Map.of("name", "Order"));

  private final Map<Read, Object> found = new HashMap<>();

  private Set<Read> check() {
    return Referrers.check(TYPES, MODEL, all -> true, new Snapshot(found));
  }

  /** Answers the first reads for an API with that many routes, none of which names the model. */
  private void answerFirstReads(int routes) {
    for (Read read : check()) {
      if (read instanceof Read.OfEntries entries) {
        found.put(read, routes(entries.collection(), Math.min(routes, entries.entriesMax())));
      } else {
        found.put(read, Set.of());
      }
    }
  }

  private static List<Entry> routes(ResourceCollection collection, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Entry(collection.member("r%06d".formatted(i)), Map.of()))
        .toList();
  }

  @Test
  void everyParentWithinTheLimitIsSearched() {
    answerFirstReads(PARENTS_MAX);
    assertThat(check()).hasSize(PARENTS_MAX);
  }

  @Test
  void moreParentsAreNeitherReadNorSearched() {
    answerFirstReads(1_000_000);
    assertThat(found.values())
        .filteredOn(List.class::isInstance)
        .allSatisfy(entries -> assertThat((List<?>) entries).hasSize(PARENTS_MAX + 1));
    assertThatThrownBy(this::check)
        .isInstanceOf(ServiceException.class)
        .hasMessage("The API has too many Routes to find out whether the Model is in use");
  }
}
