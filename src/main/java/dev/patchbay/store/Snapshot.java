package dev.patchbay.store;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The results of the reads of a transition. The getters throw IllegalStateException for a read that
 * was not made, which is a mistake of the program.
 */
public final class Snapshot {

  private final Map<Read, Object> found;

  /**
   * A snapshot of results.
   *
   * @param found not to be changed while this is in use: for each read an Optional of Resource, a
   *     Set of identifiers, a Long for a size or a length or a List of Entry
   */
  public Snapshot(Map<Read, Object> found) {
    this.found = found;
  }

  /** The same with more reads. */
  public Snapshot with(Map<Read, Object> more) {
    Map<Read, Object> all = new HashMap<>(found);
    all.putAll(more);
    return new Snapshot(all);
  }

  /** Returns the result of a read, in the form that the constructor takes. */
  public Object found(Read read) {
    return get(read);
  }

  public boolean has(Read read) {
    return found.containsKey(read);
  }

  @SuppressWarnings("unchecked")
  public Optional<Resource> resource(ResourceId id) {
    return (Optional<Resource>) get(new Read.OfResource(id));
  }

  /** The identifiers of the resources that have this value in this member. */
  @SuppressWarnings("unchecked")
  public Set<String> holders(ResourceCollection collection, String member, String value) {
    return (Set<String>) get(new Read.OfHolders(collection, member, value));
  }

  /** How many bytes the record of a resource has, 0 where there is none. */
  public long length(ResourceId id) {
    return (Long) get(new Read.OfLength(id));
  }

  /** How many resources are in the collection. */
  public long size(ResourceCollection collection) {
    return (Long) get(new Read.OfSize(collection));
  }

  /** Everything in the collection, in ascending order of identifiers. */
  public List<Entry> entries(ResourceCollection collection) {
    return entries(new Read.OfEntries(collection));
  }

  /** Returns the entries that a read has found. */
  @SuppressWarnings("unchecked")
  public List<Entry> entries(Read.OfEntries read) {
    return (List<Entry>) get(read);
  }

  private Object get(Read read) {
    Object value = found.get(read);
    if (value == null) {
      throw new IllegalStateException("not read: " + read);
    }
    return value;
  }
}
