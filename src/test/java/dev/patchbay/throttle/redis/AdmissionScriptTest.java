package dev.patchbay.throttle.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.throttle.Admission;
import dev.patchbay.throttle.ArrivalTrace;
import dev.patchbay.throttle.LocalRateLimiter;
import dev.patchbay.throttle.RateLimit;
import dev.patchbay.throttle.RateLimiter;
import dev.patchbay.throttle.WindowLaw;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The script in a real Redis, on a clock of the test's. {@code -Dthrottle.traces=100} makes it
 * long.
 */
@ExtendWith(RedisServerExtension.class)
final class AdmissionScriptTest {

  private static final int TRACES = Integer.getInteger("throttle.traces", 25);

  private static final String ACCOUNT = "000000000000";
  private static final String KEY = RedisTokenCounter.key(ACCOUNT);

  private final RedisServer redis;
  private String digest = "";

  AdmissionScriptTest(RedisServer redis) {
    this.redis = redis;
  }

  @BeforeEach
  void load() {
    redis.flushAll();
    String clockless = RedisTokenCounter.SOURCE.replace("redis.call('TIME')", "{ARGV[5], ARGV[6]}");
    assertThat(clockless).isNotEqualTo(RedisTokenCounter.SOURCE);
    digest = String.valueOf(redis.command("SCRIPT", "LOAD", clockless));
  }

  @Test
  void admitsExactlyTheLimit() {
    for (long seed = 0; seed < TRACES; seed++) {
      ArrivalTrace trace = ArrivalTrace.random(seed, 200);
      WindowLaw law = new WindowLaw(trace.limit());
      redis.flushAll();
      for (long micros : trace.micros()) {
        List<?> reply = ask(trace.limit(), micros);
        assertThat(reply.get(0).equals(1L))
            .as("%s at %s", trace, micros)
            .isEqualTo(law.allows(micros));
        if (reply.get(0).equals(1L)) {
          law.admit(micros);
        } else {
          long due = micros + (Long) reply.get(2);
          assertThat(law.allows(due)).as("%s due at %s", trace, due).isTrue();
          assertThat(law.allows(due - 1)).as("%s due before %s", trace, due).isFalse();
        }
      }
    }
  }

  /** Limits that change, rates that are no whole numbers, a clock that is set back and forth. */
  @Test
  void decidesAsTheLocalBucketDoes() {
    for (long seed = 0; seed < Math.max(1, TRACES / 5); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] micros = {1_790_000_000_000_000L};
      RateLimiter local = new LocalRateLimiter(() -> micros[0] * 1_000, 1);
      RateLimit limit = new RateLimit(10, 40);
      redis.flushAll();
      for (int i = 0; i < 500; i++) {
        if (random.nextInt(50) == 0) {
          double rate = Math.pow(10, random.nextDouble() * 8 - 2);
          limit = new RateLimit(rate, 1 + random.nextInt(50));
        }
        micros[0] += (long) (random.nextDouble() * 2_000_000 / limit.ratePerSecond());
        if (random.nextInt(50) == 0) {
          micros[0] += random.nextLong(-3_600_000_000L, 3_600_000_000L);
        }
        Admission expected = local.admit(ACCOUNT, limit).result();
        assertThat(ask(limit, micros[0]))
            .as("seed %s, arrival %s, %s", seed, i, limit)
            .isEqualTo(
                List.of(
                    expected.admitted() ? 1L : 0L,
                    expected.remaining(),
                    expected.retryAfterMicros()));
      }
    }
  }

  @Test
  void aRefusalWritesNothing() {
    RateLimit limit = new RateLimit(10, 1);
    ask(limit, 1_000_000);
    Object before = redis.command("GET", KEY);
    assertThat(before).isEqualTo("1000000 1000000");
    assertThat(ask(limit, 1_050_000)).isEqualTo(List.of(0L, 0L, 50_000L));
    assertThat(redis.command("GET", KEY)).isEqualTo(before);
  }

  @Test
  void fractionsAreKeptInFull() {
    RateLimit third = new RateLimit(1.0 / 3, 10);
    ask(third, 1_000_000);
    ask(third, 1_000_001);
    assertThat(redis.command("GET", KEY)).isEqualTo("1999999.6666666665 1000001");
  }

  /** A drained bucket is as good as none, so its key need not outlive it. */
  @Test
  void theKeyLastsAsLongAsItsDebt() {
    for (int i = 0; i < 3; i++) {
      ask(new RateLimit(0.5, 10), 1_000_000);
    }
    assertThat((Long) redis.command("PTTL", KEY)).isBetween(6_000L, 7_000L);
    redis.flushAll();
    ask(new RateLimit(RateLimit.RATE_PER_SECOND_MIN, Integer.MAX_VALUE), 1_790_000_000_000_000L);
    assertThat((Long) redis.command("PTTL", KEY)).isBetween(1_000_000L, 1_001_000L);
  }

  @Test
  void aKeyThatMakesNoSenseIsAnEmptyBucket() {
    redis.command("SET", KEY, "nonsense here");
    assertThat(ask(new RateLimit(10, 3), 1_000_000)).isEqualTo(List.of(1L, 2L, 0L));
    assertThat(ask(new RateLimit(10, 3), 1_000_000)).isEqualTo(List.of(1L, 1L, 0L));
  }

  /** As the requests of one tick are. */
  @Test
  void someAtOnceAreDecidedAsOneAfterTheOther() {
    for (long seed = 0; seed < Math.max(1, TRACES / 2); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RateLimit limit = new RateLimit(1 + random.nextInt(100), 1 + random.nextInt(50));
      long[] micros = {1_790_000_000_000_000L};
      RateLimiter local = new LocalRateLimiter(() -> micros[0] * 1_000, 1);
      redis.flushAll();
      for (int i = 0; i < 50; i++) {
        micros[0] += random.nextLong(2_000_000);
        int count = 1 + random.nextInt(60);
        long admitted = 0;
        Admission last = local.admit(ACCOUNT, limit).result();
        for (int n = 1; ; n++) {
          admitted += last.admitted() ? 1 : 0;
          if (n == count) {
            break;
          }
          last = local.admit(ACCOUNT, limit).result();
        }
        assertThat(ask(limit, micros[0], count))
            .as("seed %s, arrival %s of %s, %s", seed, i, count, limit)
            .isEqualTo(List.of(admitted, last.remaining(), last.retryAfterMicros()));
      }
    }
  }

  /** A draw for later requests leaves half of the bucket to the waiting ones. */
  @Test
  void tokensAheadOfNeedComeFromTheUpperHalf() {
    RateLimit limit = new RateLimit(10, 40);
    assertThat(ask(limit, 1_000_000, 0, 5)).isEqualTo(List.of(5L, 35L, 0L));
    assertThat(ask(limit, 1_000_000, 2, 30)).isEqualTo(List.of(15L, 20L, 0L));
    assertThat(ask(limit, 1_099_999, 0, 30)).isEqualTo(List.of(0L, 20L, 0L));
    assertThat(ask(limit, 1_100_000, 0, 30)).isEqualTo(List.of(1L, 20L, 0L));
    assertThat(ask(limit, 1_100_000, 21, 30)).isEqualTo(List.of(20L, 0L, 100_000L));
    assertThat(ask(limit, 1_200_000, 1, 30)).isEqualTo(List.of(1L, 0L, 0L));
    assertThat(ask(limit, 1_200_000, 1, 30)).isEqualTo(List.of(0L, 0L, 100_000L));
  }

  @Test
  void tokensAheadOfNeedAreSpent() {
    RateLimit limit = new RateLimit(10, 40);
    ask(limit, 1_000_000, 1, 7);
    assertThat(redis.command("GET", KEY)).isEqualTo("8000000 1000000");
    ask(limit, 1_000_000, 32, 7);
    assertThat(redis.command("GET", KEY)).isEqualTo("40000000 1000000");
  }

  private List<?> ask(RateLimit limit, long micros) {
    return ask(limit, micros, 1);
  }

  private List<?> ask(RateLimit limit, long micros, int count) {
    return ask(limit, micros, count, 0);
  }

  private List<?> ask(RateLimit limit, long micros, int count, int ahead) {
    Object reply =
        redis.command(
            "EVALSHA",
            digest,
            "1",
            KEY,
            String.valueOf(limit.ratePerSecond()),
            String.valueOf(limit.burst()),
            String.valueOf(count),
            String.valueOf(ahead),
            String.valueOf(micros / 1_000_000),
            String.valueOf(micros % 1_000_000));
    return reply instanceof List<?> numbers ? numbers : List.of();
  }
}
