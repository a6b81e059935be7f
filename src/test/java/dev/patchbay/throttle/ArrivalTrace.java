package dev.patchbay.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests of one account as they come: crowds, pauses and steady streams, around the rate.
 *
 * @param seed makes the same trace again
 * @param limit of whole requests per second, for which the law is exact
 * @param micros when each request comes, never decreasing
 */
public record ArrivalTrace(long seed, RateLimit limit, List<Long> micros) {

  /** Any real clock is about here, where doubles have few bits left below a microsecond. */
  private static final long START_MICROS = 1_790_000_000_000_000L;

  public static ArrivalTrace random(long seed, int arrivals) {
    SplittableRandom random = new SplittableRandom(seed);
    int rate = (int) Math.round(Math.pow(10, random.nextDouble() * 4.5));
    RateLimit limit = new RateLimit(rate, 1 + random.nextInt(arrivals / 3));
    List<Long> micros = new ArrayList<>();
    long now = START_MICROS + random.nextInt(1_000_000);
    double intervalMicros = 1_000_000.0 / rate;
    while (micros.size() < arrivals) {
      int crowd = 1 + random.nextInt(40);
      double meanGapMicros =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> intervalMicros / 5;
            case 2 -> intervalMicros;
            default -> intervalMicros * 2;
          };
      for (int i = 0; i < crowd && micros.size() < arrivals; i++) {
        now += (long) (meanGapMicros * 2 * random.nextDouble());
        micros.add(now);
      }
      if (random.nextInt(5) == 0) {
        now += (long) (intervalMicros * random.nextInt(1 + limit.burst() * 2));
      }
    }
    return new ArrivalTrace(seed, limit, micros);
  }

  @Override
  public String toString() {
    return "seed %d, %s, %d arrivals".formatted(seed, limit, micros.size());
  }
}
