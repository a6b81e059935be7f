package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EventDeliveryTest {

  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final EventDelivery delivery = new EventDelivery(1_000, turns::add);
  private final List<Integer> served = new ArrayList<>();

  private Future<Void> deliver(int first, int count, int bytes) {
    return delivery.deliver(
        IntStream.range(first, first + count).boxed().toList(), bytes, served::add);
  }

  private void nextTurn() {
    Objects.requireNonNull(turns.poll()).run();
  }

  @Test
  void oneTurnSendsNoMoreThanItsBytes() {
    Future<Void> all = deliver(0, 25, 100);

    assertThat(served).hasSize(10);
    nextTurn();
    assertThat(served).hasSize(20);
    assertThat(all.isComplete()).isFalse();
    nextTurn();
    assertThat(served).containsExactlyElementsOf(IntStream.range(0, 25).boxed().toList());
    assertThat(all.succeeded()).isTrue();
  }

  @Test
  void pagesOfOneTurnShareItsBytesAndKeepTheirOrder() {
    Future<Void> first = deliver(0, 8, 100);
    Future<Void> second = deliver(8, 8, 100);

    assertThat(served).hasSize(10);
    assertThat(first.succeeded()).isTrue();
    assertThat(second.isComplete()).isFalse();
    nextTurn();
    assertThat(served).hasSize(16).isSorted();
    assertThat(second.succeeded()).isTrue();
  }

  @Test
  void aReceiverThatThrowsKeepsNoOtherFromItsEvents() {
    Future<Void> all =
        delivery.deliver(
            List.of(1, 2, 3),
            600,
            receiver -> {
              if (receiver != 3) {
                throw new IllegalStateException("receiver " + receiver);
              }
              served.add(receiver);
            });
    Future<Void> others = deliver(4, 1, 100);
    assertThat(all.isComplete()).isFalse();

    nextTurn();

    assertThat(served).containsExactly(3, 4);
    assertThat(all.cause()).hasMessage("receiver 1");
    assertThat(others.succeeded()).isTrue();
  }

  @Test
  void nothingIsHeldWhereNobodyWaits() {
    assertThat(deliver(0, 0, 100).succeeded()).isTrue();
    assertThat(turns).isEmpty();

    deliver(0, 1, 5_000);
    assertThat(served).hasSize(1);
    nextTurn();
    assertThat(turns).isEmpty();
  }
}
