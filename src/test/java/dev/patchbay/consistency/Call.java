package dev.patchbay.consistency;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A call on a register with compare-and-set by revision.
 *
 * @param write whether it is an update, be it one that changes nothing
 * @param marker the new value of the member; null leaves it
 * @param ifMatch the revision that the update demands
 */
record Call(boolean write, @Nullable String marker, OptionalLong ifMatch) {

  static Call get() {
    return new Call(false, null, OptionalLong.empty());
  }

  static Call touch() {
    return new Call(true, null, OptionalLong.empty());
  }

  static Call put(String marker) {
    return new Call(true, marker, OptionalLong.empty());
  }

  static Call putIf(long revision, String marker) {
    return new Call(true, marker, OptionalLong.of(revision));
  }

  boolean isRefusedBy(Value current) {
    return ifMatch.isPresent() && ifMatch.getAsLong() != current.revision();
  }

  /** Returns the resource after the call: an update that changes nothing keeps the revision. */
  Value applyTo(Value current) {
    return marker == null || marker.equals(current.marker()) || isRefusedBy(current)
        ? current
        : new Value(current.revision() + 1, marker);
  }

  @Override
  public String toString() {
    String condition = ifMatch.isPresent() ? " if " + ifMatch.getAsLong() : "";
    return write ? "put " + (marker == null ? "{}" : marker) + condition : "get";
  }
}
