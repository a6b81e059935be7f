package dev.patchbay.evaluation;

import dev.patchbay.model.Limit;
import java.util.Iterator;
import org.apache.velocity.util.introspection.Info;
import org.jspecify.annotations.Nullable;

/** Ends a loop after as many rounds as API Gateway makes. */
final class BoundedIterator implements Iterator<@Nullable Object> {

  private static final int ROUNDS_MAX = Limit.EVALUATION_ROUNDS.intValue();

  private final Iterator<?> elements;
  private final Info info;
  private int rounds;

  BoundedIterator(Iterator<?> elements, Info info) {
    this.elements = elements;
    this.info = info;
  }

  @Override
  public boolean hasNext() {
    if (!elements.hasNext()) {
      return false;
    }
    if (rounds == ROUNDS_MAX) {
      Budget.current().note(Place.of(info) + "#foreach stops after " + ROUNDS_MAX + " rounds");
      return false;
    }
    return true;
  }

  @Override
  public @Nullable Object next() {
    rounds++;
    Budget.current().step();
    return elements.next();
  }
}
