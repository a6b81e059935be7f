package dev.patchbay.service;

import dev.patchbay.model.ChangeId;
import dev.patchbay.model.ResourceCollection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cache of views of collections, which are valid until a change below their root. The least
 * recently used views are removed while all together have more bytes than the limit. Belongs to one
 * event loop.
 */
final class ViewCache {

  /** Decoded views take some four times as much; the views of a hundred integrations fit. */
  static final long BYTES_MAX = 1024 * 1024;

  /** The memory of a view beside its stored bytes. */
  private static final long BYTES_EACH = 1024;

  private record Kept(ChangeId newest, CollectionView view) {}

  private final Map<ResourceCollection, Kept> views = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * The view of a collection.
   *
   * @param newest the newest change below the root now
   */
  Optional<CollectionView> find(ResourceCollection collection, ChangeId newest) {
    return Optional.ofNullable(views.get(collection))
        .filter(kept -> kept.newest.equals(newest))
        .map(Kept::view);
  }

  /**
   * Keeps a view.
   *
   * @param newest the newest change below the root before the view was read; a view without one is
   *     not kept, for its age is unknown
   */
  void keep(ChangeId newest, CollectionView view) {
    if (newest.equals(ChangeId.ZERO)) {
      return;
    }
    bytes += size(view);
    Kept before = views.put(view.collection(), new Kept(newest, view));
    if (before != null) {
      bytes -= size(before.view);
    }
    Iterator<Kept> oldest = views.values().iterator();
    while (bytes > BYTES_MAX) {
      bytes -= size(oldest.next().view);
      oldest.remove();
    }
  }

  private static long size(CollectionView view) {
    return BYTES_EACH + view.bytes();
  }

  long bytes() {
    return bytes;
  }
}
