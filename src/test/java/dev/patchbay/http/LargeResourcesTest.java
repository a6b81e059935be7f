package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class LargeResourcesTest {

  private final LargeResources resources = new LargeResources(100, 10, 2, 2);
  private final List<Promise<String>> begun = new ArrayList<>();

  private Future<String> ask(String key) {
    return ask(key, () -> false);
  }

  private Future<String> ask(String key, BooleanSupplier answered) {
    return resources.inTurn(
        key,
        answered,
        () -> {
          Promise<String> operation = Promise.promise();
          begun.add(operation);
          return operation.future();
        });
  }

  @Test
  void smallAndUnknownOnesNeverWait() {
    resources.made("small", 10);
    for (int i = 0; i < 50; i++) {
      ask("small");
      ask("unknown");
    }

    assertThat(begun).hasSize(100);
  }

  @Test
  void largeOnesWaitForEachOtherInOrder() {
    resources.made("large", 60);
    resources.made("larger", 1_000);
    Future<String> first = ask("large");
    Future<String> second = ask("larger");
    Future<String> third = ask("large");
    assertThat(begun).hasSize(1);

    begun.get(0).complete("a");
    assertThat(first.result()).isEqualTo("a");
    assertThat(begun).hasSize(2);

    begun.get(1).fail("b");
    assertThat(second.failed()).isTrue();
    assertThat(begun).hasSize(3);

    begun.get(2).complete("c");
    assertThat(third.result()).isEqualTo("c");
    ask("large");
    assertThat(begun).hasSize(4);
  }

  @Test
  void oneTooManyIsRefused() {
    resources.made("large", 100);
    ask("large");
    ask("large");
    ask("large");

    Future<String> refused = ask("large");

    assertThat(refused.cause())
        .isInstanceOfSatisfying(
            ServiceException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
              assertThat(error.retryAfterMillis()).isPresent();
            });
    assertThat(begun).hasSize(1);
  }

  @Test
  void anOperationThatThrowsReturnsItsBytes() {
    resources.made("large", 100);
    for (int i = 0; i < 3; i++) {
      Future<String> thrown =
          resources.inTurn(
              "large",
              () -> false,
              () -> {
                throw new IllegalStateException("no answer");
              });
      assertThat(thrown.cause()).hasMessage("no answer");
    }

    ask("large");

    assertThat(begun).hasSize(1);
  }

  @Test
  void waitingOperationsOfAnsweredRequestsDoNotRun() {
    AtomicBoolean answered = new AtomicBoolean();
    resources.made("large", 100);
    ask("large");
    Future<String> late = ask("large", answered::get);
    ask("large");
    answered.set(true);

    begun.get(0).complete("a");

    assertThat(late.failed()).isTrue();
    assertThat(begun).hasSize(2);
  }

  @Test
  void waitingOperationsOfAnsweredRequestsTakeNoPlace() {
    AtomicBoolean answered = new AtomicBoolean();
    resources.made("large", 100);
    ask("large");
    ask("large");
    Future<String> late = ask("large", answered::get);
    answered.set(true);

    Future<String> next = ask("large");

    assertThat(late.failed()).isTrue();
    assertThat(next.isComplete()).isFalse();
  }

  @Test
  void smallAndUnusedResourcesAreForgotten() {
    resources.made("shrunk", 100);
    resources.made("shrunk", 5);
    ask("shrunk");
    ask("shrunk");
    assertThat(begun).hasSize(2);

    resources.made("old", 100);
    resources.made("new", 100);
    resources.made("newer", 100);
    ask("old");
    ask("old");
    assertThat(begun).hasSize(4);
  }
}
