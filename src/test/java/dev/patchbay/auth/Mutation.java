package dev.patchbay.auth;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One change of the good PATCH.
 *
 * @param beforeSigning whether the change is signed, so that only a rule can refuse it
 * @param answer the refusal that is right; null if the request stays good
 */
record Mutation(
    String name,
    boolean beforeSigning,
    Consumer<MutableRequest> change,
    @Nullable AuthError answer) {

  MutableRequest apply() {
    MutableRequest request = new MutableRequest();
    if (beforeSigning) {
      change.accept(request);
      request.sign();
    } else {
      request.sign();
      change.accept(request);
    }
    return request;
  }

  @Override
  public String toString() {
    return name;
  }
}
