package dev.patchbay;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Random input that can be had again: every run has the same seed, so that it fails for everybody
 * or for nobody; {@code -Dpatchbay.seed=} sets another one, and a failure says it.
 *
 * @param random where the input comes from
 */
public record Seeded(SplittableRandom random) {

  /** The seed of this run. */
  public static long seed() {
    return Long.getLong("patchbay.seed", 20_261_127);
  }

  /** Checks a law on as many inputs as are asked for. */
  public static void times(int rounds, Consumer<Seeded> law) {
    long first = seed();
    for (int round = 0; round < rounds; round++) {
      long seed = first + round;
      try {
        law.accept(new Seeded(new SplittableRandom(seed)));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("with -Dpatchbay.seed=" + seed + ": " + failure, failure);
      }
    }
  }

  public <T extends @Nullable Object> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** True once in so many times. */
  public boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }
}
