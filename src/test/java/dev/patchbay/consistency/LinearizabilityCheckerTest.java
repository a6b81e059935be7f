package dev.patchbay.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories with a known verdict, and many small ones against the trying of all. */
final class LinearizabilityCheckerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        // One after the other.
        "0-1 get = 1a",
        "0-1 put b = 2b; 2-3 get = 2b; 4-5 put c = 3c; 6-7 get = 3c",
        "0-1 put a = 1a; 2-3 put {} = 1a; 4-5 get = 1a",
        "0-1 put b if 1 = 2b; 2-3 put c if 1 = 412; 4-5 get = 2b",
        "0-1 put b = 409; 2-3 get = 1a",
        "0-1 put b = 2b; 2-3 put a = 3a; 4-5 put b = 4b",
        // At the same time.
        "0-9 put b = 2b; 1-2 get = 1a; 3-4 get = 2b",
        "0-9 put b = 3b; 0-9 put c = 2c; 0-9 get = 1a",
        "0-9 put b if 1 = 2b; 0-9 put c if 1 = 412",
        "0-9 put b = 2b; 0-9 put b = 2b; 10-11 get = 2b",
        "0-5 get = 2b; 3-9 put b = 2b",
        "0-5 put b = 2b; 5-6 get = 1a",
        // Of unknown outcome: it took effect, at once, late or beside the answer of another.
        "0-? put b; 2-3 get = 2b",
        "0-? put b; 2-3 get = 1a; 4-5 get = 2b; 6-7 get = 2b",
        "0-? put b; 2-3 put c = 3c; 4-5 get = 3c",
        "0-? put b; 2-3 put c = 2c; 4-5 get = 3b",
        "0-? put b if 1; 2-3 get = 2b",
        "0-? put b if 2; 2-3 put c = 2c; 4-5 get = 3b",
        "0-? put b; 0-? put c; 0-? put d; 1-2 put e = 4e; 3-4 get = 5c",
        // Of unknown outcome: it took none.
        "0-? put b; 2-3 get = 1a",
        "0-? put b; 2-3 put c = 2c; 4-5 put d = 3d",
        "0-? put b if 1; 2-3 put c = 2c; 4-5 get = 2c",
        "0-? put {}; 0-? get; 2-3 get = 1a"
      })
  void accepts(String history) {
    assertThat(violation(history)).isEqualTo("");
    assertThat(Histories.isLinearizable(Histories.INITIAL, conclusive(history))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Lost, made up or seen too late.
        "0-1 get = 1b",
        "0-1 get = 2a",
        "0-1 put b = 2b; 2-3 get = 1a",
        "0-1 put b = 2b; 2-3 put c = 2c",
        "0-1 put b = 3b",
        "0-1 put b = 2c",
        "0-1 put b = 2b; 2-3 put c = 3c; 4-5 get = 2b",
        "0-9 put b = 2b; 1-2 get = 2b; 3-4 get = 1a",
        "0-1 get = 2b; 2-3 put b = 2b",
        "0-9 put b = 2b; 0-9 put c = 2c",
        "0-1 put b = 409; 2-3 get = 2b",
        // Of an update that changes nothing.
        "0-1 put a = 2a",
        "0-1 put {} = 2a",
        "0-1 put b = 2b; 2-3 put {} = 1a",
        "0-1 put b = 2b; 2-3 put a = 1a",
        // Of compare-and-set.
        "0-9 put b if 1 = 2b; 0-9 put c if 1 = 2c",
        "0-9 put b if 1 = 2b; 0-9 put c if 1 = 3c",
        "0-1 put b if 1 = 412",
        "0-1 put b = 2b; 2-3 put c if 2 = 412",
        // Of unknown outcome: not before its call, not twice, not undone, not another's value.
        "0-1 get = 2b; 2-? put b",
        "0-? put b; 2-3 get = 2b; 4-5 get = 1a",
        "0-? put b; 2-3 get = 2b; 4-5 put c = 3c; 6-7 get = 4b",
        "0-? put b; 2-3 put c = 4c",
        "0-? put b if 1; 2-3 put c = 2c; 4-5 get = 3b",
        "0-? put b; 0-? put c; 1-2 put e = 4e; 3-4 get = 5c",
        "0-? put {}; 2-3 get = 2a"
      })
  void refuses(String history) {
    assertThat(violation(history)).isNotEqualTo("");
    assertThat(Histories.isLinearizable(Histories.INITIAL, conclusive(history))).isFalse();
  }

  @Test
  void saysWhichAnswerCannotBe() {
    assertThat(violation("0-1 put b = 2b; 2-3 get = 2b; 4-5 get = 1a; 6-9 put c = 3c"))
        .isEqualTo("4-5 get = 1a");
  }

  @Test
  void agreesWithTheTryingOfAllOrders() {
    int[] verdicts = new int[2];
    Seeded.times(
        3_000,
        seeded -> {
          List<Operation> history = anyHistory(seeded);
          boolean expected = Histories.isLinearizable(Histories.INITIAL, history);
          assertThat(LinearizabilityChecker.violation(Histories.INITIAL, history).isEmpty())
              .as(history.toString())
              .isEqualTo(expected);
          verdicts[expected ? 1 : 0]++;
        });
    assertThat(verdicts[0]).as("refused").isGreaterThan(300);
    assertThat(verdicts[1]).as("accepted").isGreaterThan(300);
  }

  /** Up to seven calls that took effect in the order of the list; half of the histories spoilt. */
  private static List<Operation> anyHistory(Seeded seeded) {
    List<Operation> history = new ArrayList<>();
    Value value = Histories.INITIAL;
    boolean spoilt = seeded.onceIn(2);
    int calls = 2 + seeded.random().nextInt(6);
    for (int i = 0; i < calls; i++) {
      long moment = 10L * i + 100;
      Call call = anyCall(seeded, value);
      boolean takesEffect = !seeded.onceIn(4);
      Value next = takesEffect ? call.applyTo(value) : value;
      Answer answer = call.isRefusedBy(value) ? Answer.REFUSED : Answer.ok(next);
      if (!takesEffect || seeded.onceIn(4)) {
        answer = Answer.UNKNOWN;
      } else if (spoilt && seeded.onceIn(3) && answer.value() != null) {
        answer = Answer.ok(new Value(1 + seeded.random().nextLong(4), marker(seeded)));
      }
      long from = moment - seeded.random().nextInt(25);
      history.add(new Operation(call, answer, from, moment + seeded.random().nextInt(25)));
      value = next;
    }
    return history;
  }

  private static Call anyCall(Seeded seeded, Value value) {
    return switch (seeded.random().nextInt(6)) {
      case 0, 1 -> Call.get();
      case 2 -> Call.touch();
      case 3 -> Call.putIf(value.revision() - (seeded.onceIn(3) ? 1 : 0), marker(seeded));
      default -> Call.put(marker(seeded));
    };
  }

  private static String marker(Seeded seeded) {
    return seeded.oneOf(List.of("a", "b", "c", "d", "e", "f"));
  }

  private static List<Operation> conclusive(String history) {
    return Histories.parse(history).stream()
        .filter(operation -> operation.answer().outcome() != Answer.Outcome.NO_EFFECT)
        .toList();
  }

  private static String violation(String history) {
    return LinearizabilityChecker.violation(Histories.INITIAL, Histories.parse(history))
        .map(Operation::toString)
        .orElse("");
  }
}
