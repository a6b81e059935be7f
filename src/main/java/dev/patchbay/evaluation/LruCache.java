package dev.patchbay.evaluation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is made of texts, kept by text. The least recently used go when the texts together are
 * longer than the limit. Safe for all threads; two threads may make the same value at once, and
 * what fails is not kept.
 */
final class LruCache<V> {

  private final int charactersMax;
  private final Function<String, V> maker;
  private final Map<String, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private int characters;

  LruCache(int charactersMax, Function<String, V> maker) {
    this.charactersMax = charactersMax;
    this.maker = maker;
  }

  V get(String text) {
    synchronized (entries) {
      V known = entries.get(text);
      if (known != null) {
        return known;
      }
    }
    V made = maker.apply(text);
    synchronized (entries) {
      if (entries.put(text, made) == null) {
        characters += text.length();
      }
      Iterator<Map.Entry<String, V>> oldest = entries.entrySet().iterator();
      while (characters > charactersMax && oldest.hasNext()) {
        characters -= oldest.next().getKey().length();
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
