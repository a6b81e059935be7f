package dev.patchbay.evaluation;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list that templates see. All that is done with it is charged to the current budget. */
final class TemplateList extends AbstractList<@Nullable Object> implements RandomAccess {

  private final List<@Nullable Object> elements;
  private final boolean json;

  private TemplateList(List<@Nullable Object> elements, boolean json) {
    this.elements = elements;
    this.json = json;
  }

  /** A list of JSON, which prints as JSON. */
  static TemplateList json() {
    return new TemplateList(new ArrayList<>(), true);
  }

  /** A list of the template language, which prints as Java does. */
  static TemplateList plain() {
    return new TemplateList(new ArrayList<>(), false);
  }

  static TemplateList plain(Collection<? extends @Nullable Object> values) {
    TemplateList list = plain();
    values.forEach(list::add);
    return list;
  }

  boolean isJson() {
    return json;
  }

  @Override
  public @Nullable Object get(int index) {
    Budget.current().step();
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public boolean add(@Nullable Object element) {
    add(elements.size(), element);
    return true;
  }

  @Override
  public void add(int index, @Nullable Object element) {
    Budget budget = Budget.current();
    budget.elements(elements.size() + 1L);
    budget.scan(elements.size() - index);
    elements.add(index, Values.admit(element));
  }

  @Override
  public @Nullable Object set(int index, @Nullable Object element) {
    Budget.current().step();
    return elements.set(index, Values.admit(element));
  }

  @Override
  public @Nullable Object remove(int index) {
    Budget.current().scan(elements.size() - index);
    return elements.remove(index);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return Comparison.equal(this, other);
  }

  /** Depends on the size alone: the elements may be nested deeply, and lists are rarely keys. */
  @Override
  public int hashCode() {
    return elements.size();
  }

  @Override
  public String toString() {
    return Printer.text(this);
  }
}
