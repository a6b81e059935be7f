package dev.patchbay.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.FakeTokenCounter.Call;
import dev.patchbay.throttle.TokenCounter.Drawn;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeasedTokensTest {

  private static final String ACCOUNT = "000000000000";
  private static final RateLimit DEFAULT = new RateLimit(100_000, 100_000);
  private static final long MILLI = 1_000_000;

  private long nanos;
  private final FakeTokenCounter counter = new FakeTokenCounter(() -> nanos);

  @ParameterizedTest
  @CsvSource({"10,40", "1,1", "0.5,10", "499,100000", "2,1000000", "10000,1999", "100000,100"})
  void smallLimitsLeaseNothingInAdvanceAndHaveTheirWholeBurst(double rate, int burst) {
    RateLimit limit = new RateLimit(rate, burst);
    assertThat(Leasing.of(limit)).isEqualTo(new Leasing(limit, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "100000,  100000,  95000,  50, 2000",
    "10000,   20000,   19500,  50, 200",
    "10000,   5000,    4750,   25, 200",
    "10000,   2000,    1900,   10, 200",
    "1000000, 1000000, 950000, 50, 20000",
    "500,     1000,    975,    50, 10",
    "500,     100,     95,     10, 10"
  })
  void otherLimitsReserveTheTokensOfALapse(
      double rate, int burst, int drawn, long lapseMillis, int blockMax) {
    assertThat(Leasing.of(new RateLimit(rate, burst)))
        .isEqualTo(new Leasing(new RateLimit(rate, drawn), lapseMillis * MILLI, blockMax));
  }

  @Test
  void underASmallLimitItDecidesAsTheBucketDoes() {
    int requests = 0;
    for (long seed = 0; seed < 200; seed++) {
      ArrivalTrace trace = ArrivalTrace.random(seed, 300);
      if (Leasing.of(trace.limit()).lapseNanos() > 0) {
        continue;
      }
      RateLimiter leased = limiter();
      RateLimiter local = new LocalRateLimiter(() -> nanos, 1);
      String account = "account-" + seed;
      for (long micros : trace.micros()) {
        nanos = micros * 1_000;
        assertThat(leased.admit(account, trace.limit()).result())
            .as("%s at %s", trace, micros)
            .isEqualTo(local.admit(account, trace.limit()).result().by(Decider.COUNTER));
        requests++;
      }
    }
    assertThat(requests).isGreaterThan(30_000);
    assertThat(counter.calls())
        .hasSize(requests)
        .allMatch(call -> call.needed() == 1 && call.ahead() == 0);
  }

  @Test
  void noWindowExceedsTheLimitWhateverTheDelays() {
    long fromHand = 0;
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rate = 500 + random.nextInt(seed % 2 == 0 ? 2_000 : 20_000);
      RateLimit limit = new RateLimit(rate, rate / (1 + random.nextInt(5)) + 1);
      Simulation run = new Simulation(limit, 1 + random.nextInt(5), random);
      run.delayMax =
          new long[] {MILLI / 2, 3 * MILLI, 15 * MILLI, 40 * MILLI}[(int) (seed / 2 % 4)];
      run.crowdsAndPauses(500 * MILLI);
      assertThat(WindowLaw.excess(limit, run.passed))
          .as("seed %s, %s, %s passed", seed, limit, run.passed.size())
          .isLessThanOrEqualTo(0);
      fromHand += run.fromHand;
    }
    assertThat(fromHand).isGreaterThan(50_000);
  }

  /**
   * The worst case: the bucket has filled again while blocks of all replicas were in hand, and all
   * is used in one instant. Without what is kept back these would be more than the burst.
   */
  @Test
  void leasedBlocksAndAFullBucketAreWithinTheBurst() {
    List<Long> passed = new ArrayList<>();
    List<RateLimiter> replicas = List.of(limiter(), limiter());
    assertThat(admitted(replicas.get(0), DEFAULT, 750)).isEqualTo(750);
    assertThat(admitted(replicas.get(1), DEFAULT, 500)).isEqualTo(500);
    IntStream.range(0, 1_250).forEach(i -> passed.add(nanos));
    long drawn = counter.calls().stream().mapToLong(call -> call.drawn().tokens()).sum();
    assertThat(drawn).as("the bucket is full again").isBetween(3_000L, 5_000L);
    nanos += Leasing.of(DEFAULT).lapseNanos() - 1;

    int fromBucket = admitted(limiter(), DEFAULT, 200_000);
    int fromHand = replicas.stream().mapToInt(each -> admitted(each, DEFAULT, 200_000)).sum();

    IntStream.range(0, fromBucket + fromHand).forEach(i -> passed.add(nanos));
    assertThat(fromBucket).isBetween(94_999, 95_000);
    assertThat(fromHand).isEqualTo((int) drawn - 1_250);
    assertThat(WindowLaw.excess(DEFAULT, passed)).isLessThanOrEqualTo(0);
  }

  @Test
  void aLeasedTokenLapses() {
    RateLimiter limiter = limiter();
    admitted(limiter, DEFAULT, 500);
    nanos += Leasing.of(DEFAULT).lapseNanos() - 1;
    int calls = counter.calls().size();
    assertThat(admitted(limiter, DEFAULT, 100)).isEqualTo(100);
    assertThat(counter.calls().subList(calls, counter.calls().size()))
        .as("nobody had to be waited for")
        .allMatch(call -> call.needed() == 0);
    RateLimiter other = limiter();
    admitted(other, DEFAULT, 500);
    nanos += Leasing.of(DEFAULT).lapseNanos();
    admitted(other, DEFAULT, 1);
    assertThat(last()).extracting(Call::nanos, Call::needed).containsExactly(nanos, 1);
  }

  @Test
  void tokensThatArriveTooLateAreNotUsed() {
    Draws draws = new Draws();
    RateLimiter limiter = new LeasedTokens(draws, () -> nanos);
    Future<Admission> first = limiter.admit(ACCOUNT, DEFAULT);
    nanos += Leasing.of(DEFAULT).lapseNanos();
    draws.answer(new Drawn(100, 50, 0));
    assertThat(first.result()).isEqualTo(new Admission(true, DEFAULT, 149, 0, Decider.COUNTER));
    assertThat(limiter.admit(ACCOUNT, DEFAULT).isComplete()).isFalse();
  }

  /** One draw at a time; whoever comes while it is under way is counted by the next one. */
  @Test
  void aRequestWithoutATokenWaitsForADraw() {
    Draws draws = new Draws();
    RateLimiter limiter = new LeasedTokens(draws, () -> nanos);
    RateLimit limit = new RateLimit(10, 40);
    List<Future<Admission>> requests =
        IntStream.range(0, 5).mapToObj(i -> limiter.admit(ACCOUNT, limit)).toList();
    assertThat(draws.needed).containsExactly(1);
    draws.answer(new Drawn(1, 9, 0));
    assertThat(draws.needed).containsExactly(1, 4);
    assertThat(requests)
        .extracting(Future::isComplete)
        .containsExactly(true, false, false, false, false);
    draws.answer(new Drawn(2, 0, 30_000));
    assertThat(requests.stream().map(Future::result))
        .containsExactly(
            new Admission(true, limit, 9, 0, Decider.COUNTER),
            new Admission(true, limit, 1, 0, Decider.COUNTER),
            new Admission(true, limit, 0, 0, Decider.COUNTER),
            new Admission(false, limit, 0, 30_000, Decider.COUNTER),
            new Admission(false, limit, 0, 30_000, Decider.COUNTER));
    assertThat(draws.needed).hasSize(2);
  }

  @Test
  void aWaitingRequestTakesTokensLeasedMeanwhile() {
    Draws draws = new Draws();
    RateLimiter limiter = new LeasedTokens(draws, () -> nanos);
    Future<Admission> first = limiter.admit(ACCOUNT, DEFAULT);
    Future<Admission> second = limiter.admit(ACCOUNT, DEFAULT);
    draws.answer(new Drawn(3, 7, 0));
    assertThat(first.result().remaining()).isEqualTo(9);
    assertThat(second.result().remaining()).isEqualTo(8);
    assertThat(limiter.admit(ACCOUNT, DEFAULT).result().remaining()).isEqualTo(7);
  }

  @Test
  void aFailureFailsTheWaitingRequests() {
    Draws draws = new Draws();
    RateLimiter limiter = new LeasedTokens(draws, () -> nanos);
    Future<Admission> first = limiter.admit(ACCOUNT, DEFAULT);
    Future<Admission> second = limiter.admit(ACCOUNT, DEFAULT);
    draws.waiting.remove().fail("away");
    assertThat(first.failed()).isTrue();
    assertThat(second.failed()).isTrue();
    Future<Admission> third = limiter.admit(ACCOUNT, DEFAULT);
    draws.answer(new Drawn(5, 0, 0));
    assertThat(third.succeeded()).isTrue();
    Future<Admission> fourth = limiter.admit(ACCOUNT, DEFAULT);
    assertThat(draws.waiting).as("a draw beside it").hasSize(1);
    draws.waiting.remove().fail("away");
    assertThat(fourth.result().admitted()).isTrue();
    assertThat(limiter.admit(ACCOUNT, DEFAULT).result().admitted()).isTrue();
  }

  @Test
  void aCounterThatThrowsFailsTheRequestAndNotTheNextOne() {
    boolean[] broken = {true};
    RateLimiter limiter =
        new LeasedTokens(
            (account, limit, needed, ahead) -> {
              if (broken[0]) {
                throw new IllegalStateException("broken");
              }
              return counter.draw(account, limit, needed, ahead);
            },
            () -> nanos);
    assertThat(limiter.admit(ACCOUNT, DEFAULT).failed()).isTrue();
    broken[0] = false;
    assertThat(limiter.admit(ACCOUNT, DEFAULT).result().admitted()).isTrue();
  }

  /** One caller at 1,500 requests a second, a counter that takes up to four milliseconds. */
  @Test
  void underSteadyDemandNoRequestWaitsAndCallsAreRare() {
    Simulation run = new Simulation(DEFAULT, 1, new SplittableRandom(1));
    run.delayMax = 2 * MILLI;
    run.steady(1_500, 2_000 * MILLI);
    assertThat(run.passed).hasSize(3_000);
    assertThat(run.lastWaited).as("who waited came at the very beginning").isLessThan(20 * MILLI);
    assertThat(counter.calls()).hasSizeBetween(40, 100);
    assertThat(counter.calls().stream().mapToLong(call -> call.drawn().tokens()).sum())
        .as("hardly any token lapses")
        .isLessThan(3_150);
  }

  @Test
  void aLoneRequestDrawsOneToken() {
    RateLimiter limiter = limiter();
    for (int i = 0; i < 10; i++) {
      admitted(limiter, DEFAULT, 1);
      nanos += 100 * MILLI;
    }
    assertThat(counter.calls()).hasSize(10).allMatch(call -> call.drawn().tokens() == 1);
  }

  /** Four replicas with the same part of a demand that the limit just bears. */
  @Test
  void noReplicaStarvesAnother() {
    RateLimit limit = new RateLimit(2_000, 1_000);
    Simulation run = new Simulation(limit, 4, new SplittableRandom(2));
    run.delayMax = 2 * MILLI;
    run.steady(1_800, 3_000 * MILLI);
    assertThat(run.refused).isZero();
  }

  @Test
  void aFloodPassesAsFarAsTheLimitAllows() {
    RateLimit limit = new RateLimit(2_000, 1_000);
    Simulation run = new Simulation(limit, 4, new SplittableRandom(3));
    run.delayMax = 2 * MILLI;
    run.steady(8_000, 2_000 * MILLI);
    assertThat(WindowLaw.excess(limit, run.passed)).isLessThanOrEqualTo(0);
    assertThat(run.passed.size()).isGreaterThan((int) (0.98 * (1_000 + 2 * 2_000)));
  }

  @Test
  void noBlockIsLargerThanTheLimitYieldsInTwentyMilliseconds() {
    admitted(limiter(), DEFAULT, 90_000);
    assertThat(counter.calls())
        .allMatch(call -> call.ahead() <= 2_000)
        .anyMatch(call -> call.ahead() == 2_000);
  }

  @Test
  void aLimitThatIsOffCallsNothing() {
    assertThat(limiter().admit(ACCOUNT, RateLimit.OFF).result()).isEqualTo(Admission.unlimited());
    assertThat(counter.calls()).isEmpty();
  }

  // -- what the tests above share

  private RateLimiter limiter() {
    return new LeasedTokens(counter, () -> nanos);
  }

  /** Asks until it is refused. */
  private static int admitted(RateLimiter limiter, RateLimit limit, int requestsMax) {
    int admitted = 0;
    while (admitted < requestsMax && limiter.admit(ACCOUNT, limit).result().admitted()) {
      admitted++;
    }
    return admitted;
  }

  private Call last() {
    return counter.calls().get(counter.calls().size() - 1);
  }

  /** A counter that answers when the test says so. */
  private static final class Draws implements TokenCounter {

    private final List<Integer> needed = new ArrayList<>();
    private final Queue<Promise<Drawn>> waiting = new ArrayDeque<>();

    @Override
    public Future<Drawn> draw(String accountId, RateLimit limit, int needed, int ahead) {
      this.needed.add(needed);
      Promise<Drawn> drawn = Promise.promise();
      waiting.add(drawn);
      return drawn.future();
    }

    void answer(Drawn drawn) {
      waiting.remove().complete(drawn);
    }
  }

  /** Replicas, one counter, and the way between them; time goes on from event to event. */
  private final class Simulation {

    private record Event(long nanos, long order, Runnable work) {}

    private final RateLimit limit;
    private final SplittableRandom random;
    private final List<RateLimiter> replicas;
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::order));
    private final List<Long> passed = new ArrayList<>();
    private long delayMax;
    private long order;
    private int fromHand;
    private int refused;
    private int admittedByReply;
    private long lastWaited;

    Simulation(RateLimit limit, int replicas, SplittableRandom random) {
      this.limit = limit;
      this.random = random;
      counter.calls().clear();
      this.replicas =
          IntStream.range(0, replicas)
              .<RateLimiter>mapToObj(i -> new LeasedTokens(this::draw, () -> nanos))
              .toList();
    }

    void steady(int perSecond, long forNanos) {
      long begin = nanos;
      long gap = 1_000_000_000 / perSecond;
      for (int i = 0; i * 1_000_000_000L / perSecond < forNanos; i++) {
        RateLimiter replica = replicas.get(i % replicas.size());
        at(begin + i * gap, () -> request(replica));
      }
      run();
    }

    /** Some of them at one instant. */
    void crowdsAndPauses(long forNanos) {
      long at = nanos;
      long end = nanos + forNanos;
      double interval = 1_000_000_000 / limit.ratePerSecond();
      while (at < end) {
        double meanGap =
            switch (random.nextInt(4)) {
              case 0 -> 0;
              case 1 -> interval / 5;
              case 2 -> interval / 2;
              default -> interval;
            };
        int crowd = 1 + random.nextInt(1 + limit.burst() / 4);
        for (int i = 0; i < crowd && at < end; i++) {
          at += (long) (meanGap * 2 * random.nextDouble());
          RateLimiter replica = replicas.get(random.nextInt(replicas.size()));
          at(at, () -> request(replica));
        }
        at += random.nextInt(3) == 0 ? random.nextLong(80 * MILLI) : 0;
      }
      run();
    }

    private void run() {
      while (!events.isEmpty()) {
        Event next = events.remove();
        nanos = next.nanos();
        next.work().run();
      }
    }

    private void at(long eventNanos, Runnable work) {
      events.add(new Event(eventNanos, order++, work));
    }

    private void request(RateLimiter replica) {
      Future<Admission> decided = replica.admit("account-" + limit, limit);
      if (decided.isComplete()) {
        fromHand++;
        passed.add(nanos);
        return;
      }
      lastWaited = nanos;
      decided.onSuccess(
          admission -> {
            if (admission.admitted()) {
              admittedByReply++;
            } else {
              refused++;
            }
          });
    }

    /** The counter decides on the requests that wait for it, and the replica on all others. */
    private Future<Drawn> draw(String accountId, RateLimit drawnUnder, int needed, int ahead) {
      Promise<Drawn> replied = Promise.promise();
      at(
          nanos + delay(),
          () -> {
            Drawn drawn = counter.count(accountId, drawnUnder, needed, ahead);
            long countedNanos = nanos;
            at(
                nanos + delay(),
                () -> {
                  admittedByReply = 0;
                  replied.complete(drawn);
                  int byCounter = (int) Math.min(needed, drawn.tokens());
                  for (int i = 0; i < admittedByReply; i++) {
                    passed.add(i < byCounter ? countedNanos : nanos);
                  }
                });
          });
      return replied.future();
    }

    private long delay() {
      return delayMax == 0 || random.nextInt(5) == 0 ? 0 : random.nextLong(delayMax);
    }
  }
}
