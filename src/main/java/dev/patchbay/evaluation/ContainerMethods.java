package dev.patchbay.evaluation;

import static dev.patchbay.evaluation.Arguments.key;
import static dev.patchbay.evaluation.Arguments.number;
import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of lists, maps and entries that templates may call. */
final class ContainerMethods {

  static final Map<String, Method<TemplateList>> LIST =
      Map.ofEntries(
          entry("size/0", (l, a) -> l.size()),
          entry("count/0", (l, a) -> l.size()),
          entry("isEmpty/0", (l, a) -> l.isEmpty()),
          entry("get/1", (l, a) -> element(l, number(a, 0))),
          entry("contains/1", (l, a) -> l.contains(a.get(0))),
          entry("indexOf/1", (l, a) -> l.indexOf(a.get(0))),
          entry("lastIndexOf/1", (l, a) -> l.lastIndexOf(a.get(0))),
          entry("add/1", (l, a) -> l.add(a.get(0))),
          entry("add/2", (l, a) -> insert(l, number(a, 0), a.get(1))),
          entry("addAll/1", (l, a) -> l.addAll(elements(a.get(0)))),
          entry("set/2", (l, a) -> l.set(number(a, 0), a.get(1))),
          entry("remove/1", (l, a) -> remove(l, a.get(0))),
          entry("equals/1", (l, a) -> l.equals(a.get(0))),
          entry("toString/0", (l, a) -> l.toString()));

  static final Map<String, Method<TemplateMap>> MAP =
      Map.ofEntries(
          entry("size/0", (m, a) -> m.size()),
          entry("isEmpty/0", (m, a) -> m.isEmpty()),
          entry("get/1", (m, a) -> m.get(key(a, 0))),
          entry("getOrDefault/2", (m, a) -> m.containsKey(key(a, 0)) ? m.get(key(a, 0)) : a.get(1)),
          entry("containsKey/1", (m, a) -> m.containsKey(key(a, 0))),
          entry("containsValue/1", (m, a) -> values(m).contains(a.get(0))),
          entry("put/2", (m, a) -> m.put(key(a, 0), a.get(1))),
          entry("putAll/1", (m, a) -> putAll(m, a.get(0))),
          entry("remove/1", (m, a) -> m.remove(key(a, 0))),
          entry("keySet/0", (m, a) -> keys(m)),
          entry("values/0", (m, a) -> values(m)),
          entry("entrySet/0", (m, a) -> entries(m)),
          entry("equals/1", (m, a) -> m.equals(a.get(0))),
          entry("toString/0", (m, a) -> m.toString()));

  static final Map<String, Method<TemplateEntry>> ENTRY =
      Map.ofEntries(
          entry("getKey/0", (e, a) -> e.key()),
          entry("getValue/0", (e, a) -> e.value()),
          entry("toString/0", (e, a) -> e.toString()));

  private ContainerMethods() {}

  private static @Nullable Object element(TemplateList list, int index) {
    return index >= 0 && index < list.size() ? list.get(index) : null;
  }

  private static @Nullable Object insert(TemplateList list, int index, @Nullable Object element) {
    list.add(index, element);
    return null;
  }

  /** A copy, for a list may be added to itself. */
  private static List<@Nullable Object> elements(@Nullable Object list) {
    if (list instanceof TemplateList elements) {
      Budget.current().steps(elements.size());
      return new ArrayList<>(elements);
    }
    throw new Arguments.MismatchException();
  }

  private static @Nullable Object remove(TemplateList list, @Nullable Object element) {
    if (element instanceof Integer index) {
      return index >= 0 && index < list.size() ? list.remove((int) index) : null;
    }
    return list.remove(element);
  }

  private static @Nullable Object putAll(TemplateMap map, @Nullable Object other) {
    if (other instanceof TemplateMap entries) {
      for (Object each : entries(entries)) {
        TemplateEntry entry = (TemplateEntry) each;
        map.put(entry.key(), entry.value());
      }
      return null;
    }
    throw new Arguments.MismatchException();
  }

  private static TemplateList keys(TemplateMap map) {
    TemplateList keys = TemplateList.plain();
    map.entrySet().forEach(entry -> keys.add(entry.getKey()));
    return keys;
  }

  static TemplateList values(TemplateMap map) {
    TemplateList values = TemplateList.plain();
    map.entrySet().forEach(entry -> values.add(entry.getValue()));
    return values;
  }

  private static TemplateList entries(TemplateMap map) {
    TemplateList entries = TemplateList.plain();
    map.entrySet()
        .forEach(entry -> entries.add(new TemplateEntry(entry.getKey(), entry.getValue())));
    return entries;
  }
}
