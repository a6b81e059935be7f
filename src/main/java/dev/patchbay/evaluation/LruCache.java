package dev.patchbay.evaluation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Values that are computed from keys, kept by key. The least recently used go when the keys
 * together have more characters than the limit. Safe for all threads; two threads may make the same
 * value at once, and failures are not kept.
 */
final class LruCache<K, V> {

  private final int charactersMax;
  private final ToIntFunction<K> length;
  private final Function<K, V> maker;
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private int characters;

  LruCache(int charactersMax, ToIntFunction<K> length, Function<K, V> maker) {
    this.charactersMax = charactersMax;
    this.length = length;
    this.maker = maker;
  }

  /** One whose keys are texts. */
  static <V> LruCache<String, V> ofTexts(int charactersMax, Function<String, V> maker) {
    return new LruCache<>(charactersMax, String::length, maker);
  }

  V get(K key) {
    synchronized (entries) {
      V known = entries.get(key);
      if (known != null) {
        return known;
      }
    }
    V made = maker.apply(key);
    synchronized (entries) {
      if (entries.put(key, made) == null) {
        characters += length.applyAsInt(key);
      }
      Iterator<Map.Entry<K, V>> oldest = entries.entrySet().iterator();
      while (characters > charactersMax && oldest.hasNext()) {
        characters -= length.applyAsInt(oldest.next().getKey());
        oldest.remove();
      }
    }
    return made;
  }

  int characters() {
    synchronized (entries) {
      return characters;
    }
  }
}
