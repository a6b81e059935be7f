package dev.patchbay.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.throttle.Admission.Decider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitTest {

  @ParameterizedTest
  @CsvSource({"-1,1", "NaN,1", "Infinity,1", "0.0009,1", "1000001,1", "10,0", "10,-1", "0,-1"})
  void refusesLimitsThatCannotBeCounted(double ratePerSecond, int burst) {
    assertThatThrownBy(() -> new RateLimit(ratePerSecond, burst))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10   | 40    | \"account\";q=40;w=4",
        "10000| 20000 | \"account\";q=20000;w=2",
        "10000| 1     | \"account\";q=1;w=1",
        "0.2  | 1     | \"account\";q=1;w=5"
      })
  void hasThePolicyField(double ratePerSecond, int burst, String field) {
    assertThat(RateLimitFields.policy(new RateLimit(ratePerSecond, burst))).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,r=39",
    "1,1,r=0;t=1",
    "999,1,r=0;t=1",
    "1001,2,r=0;t=1",
    "1000000,1000,r=0;t=1",
    "1000001,1001,r=0;t=2"
  })
  void hasTheStateField(long retryAfterMicros, long retryAfterMillis, String field) {
    boolean admitted = retryAfterMicros == 0;
    Admission admission =
        new Admission(
            admitted, new RateLimit(10, 40), admitted ? 39 : 0, retryAfterMicros, Decider.COUNTER);
    assertThat(admission.retryAfterMillis()).isEqualTo(retryAfterMillis);
    assertThat(RateLimitFields.state(admission)).isEqualTo("\"account\";" + field);
  }
}
