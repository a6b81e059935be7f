package dev.patchbay.evaluation;

import java.util.Objects;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.runtime.Renderable;
import org.apache.velocity.util.introspection.Info;
import org.jspecify.annotations.Nullable;

/** Makes undefined references empty, as API Gateway does, and prints values within the limits. */
final class ReferenceEvents
    implements ReferenceInsertionEventHandler, InvalidReferenceEventHandler {

  @Override
  public Object referenceInsert(Context context, String reference, @Nullable Object value) {
    // A block of #define is printed here too, so that its text is charged.
    String text = value == null || value instanceof String ? Printer.text(value) : textOf(value);
    Budget.current().copy(text.length());
    return text;
  }

  private static String textOf(Object value) {
    Object admitted = Values.admit(value);
    if (admitted instanceof Renderable block) {
      // A block that contains itself has no text beyond Velocity's depth.
      return Objects.requireNonNullElse(block.toString(), "");
    }
    return Printer.text(admitted);
  }

  @Override
  public Object invalidGetMethod(
      Context context,
      String reference,
      @Nullable Object target,
      @Nullable String property,
      Info info) {
    Budget.current().note(Place.of(info) + reference + " has no value; it is empty");
    return "";
  }

  @Override
  public boolean invalidSetMethod(
      Context context, String leftReference, String rightReference, Info info) {
    Budget.current().note(Place.of(info) + leftReference + " cannot be set");
    return true;
  }

  @Override
  public Object invalidMethod(
      Context context,
      String reference,
      @Nullable Object target,
      @Nullable String method,
      Info info) {
    return "";
  }
}
