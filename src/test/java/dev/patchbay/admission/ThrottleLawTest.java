package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.LocalPatchbay;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import dev.patchbay.testkit.SignedHttp;
import dev.patchbay.testkit.TestCaller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two services on one Redis keep one law: rate times t plus burst in any window, and no request is
 * refused that it allows. Both are asserted so that they hold for any timing.
 */
@ExtendWith(RedisServerExtension.class)
class ThrottleLawTest {

  private static final int ACCOUNTS = 8;
  private static final int ARRIVALS = 100;
  private static final long SEED = 20_261;

  /** Warms up, so that first calls are not counted. */
  private static final TestCaller UNLIMITED =
      TestCaller.inAccount(
          "AKIALAWUNLIMITED0001", "law-Secret", "000000000499", "patchbay_throttle_rate = 0\n");

  /**
   * One request.
   *
   * @param sent and answered: between the two the service decided
   */
  private record Call(long sent, long answered, boolean admitted) {}

  /** A limit and when requests come, in nanoseconds from the start. */
  private record Trace(TestCaller caller, int rate, int burst, List<Long> arrivals) {}

  @Test
  void admitsExactlyTheLimitOverRandomArrivals(RedisServer redis, @TempDir Path directory)
      throws Exception {
    redis.flushAll();
    List<Trace> traces = traces();
    Path file =
        TestCaller.write(
            directory.resolve("callers"),
            Stream.concat(Stream.of(UNLIMITED), traces.stream().map(Trace::caller))
                .toArray(TestCaller[]::new));
    Map<String, String> settings = Map.of("PATCHBAY_CREDENTIALS_FILE", file.toString());
    try (PatchbayServer one = LocalPatchbay.start(redis.uri(), settings);
        PatchbayServer two = LocalPatchbay.start(redis.uri(), settings)) {
      List<PatchbayServer> servers = List.of(one, two);
      servers.forEach(server -> send(server, UNLIMITED));
      List<List<Call>> calls = run(servers, traces);
      long refused = 0;
      for (int i = 0; i < traces.size(); i++) {
        Trace trace = traces.get(i);
        List<Call> ofTrace = calls.get(i);
        String name = "seed %d, account %d of %s".formatted(SEED, i, trace);
        assertThat(excess(ofTrace, trace)).as(name).isLessThanOrEqualTo(0);
        assertThat(ofTrace.stream().filter(call -> !call.admitted()))
            .as(name)
            .allMatch(call -> mayBeRefused(call, ofTrace, trace));
        refused += ofTrace.stream().filter(call -> !call.admitted()).count();
      }
      assertThat(refused).isPositive();
    }
  }

  /** The first account floods at AWS's own limit, the others come in crowds and pauses. */
  private static List<Trace> traces() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Trace> traces = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      int rate = account == 0 ? 10 : 5 + random.nextInt(30);
      int burst = account == 0 ? 40 : 1 + random.nextInt(40);
      List<Long> arrivals = new ArrayList<>();
      long now = 0;
      for (int i = 0; i < ARRIVALS; i++) {
        double meanMillis = account == 0 || i / 25 % 2 == 0 ? 15 : 50;
        now += (long) (meanMillis * 2 * random.nextDouble() * 1_000_000);
        arrivals.add(now);
      }
      traces.add(
          new Trace(
              TestCaller.inAccount(
                  "AKIALAW%013d".formatted(account),
                  "law-Secret",
                  "%012d".formatted(500 + account),
                  "patchbay_throttle_rate = %d%npatchbay_throttle_burst = %d%n"
                      .formatted(rate, burst)),
              rate,
              burst,
              arrivals));
    }
    return traces;
  }

  private static List<List<Call>> run(List<PatchbayServer> servers, List<Trace> traces)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(2 * ACCOUNTS);
    long start = System.nanoTime() + 100_000_000;
    try {
      List<Future<List<Call>>> running = new ArrayList<>();
      for (Trace trace : traces) {
        for (int half = 0; half < 2; half++) {
          int offset = half;
          running.add(clients.submit(() -> run(servers.get(offset), trace, offset, start)));
        }
      }
      List<List<Call>> calls = new ArrayList<>();
      for (int i = 0; i < traces.size(); i++) {
        List<Call> both = new ArrayList<>(running.get(2 * i).get());
        both.addAll(running.get(2 * i + 1).get());
        calls.add(both);
      }
      return calls;
    } finally {
      clients.shutdownNow();
    }
  }

  /** Every second arrival; one that is late comes as soon as it can. */
  private static List<Call> run(PatchbayServer server, Trace trace, int offset, long start)
      throws InterruptedException {
    List<Call> calls = new ArrayList<>();
    for (int i = offset; i < trace.arrivals().size(); i += 2) {
      long wait = start + trace.arrivals().get(i) - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
      long sent = System.nanoTime();
      Answer answer = send(server, trace.caller());
      assertThat(answer.status()).isIn(200, 429);
      calls.add(new Call(sent, System.nanoTime(), answer.status() == 200));
    }
    return calls;
  }

  private static Answer send(PatchbayServer server, TestCaller caller) {
    return new SignedHttp(server.address(), caller).get("/v2/apis");
  }

  /**
   * By how much the worst window exceeds the law. What was sent after its begin and answered before
   * its end was decided inside it.
   */
  private static double excess(List<Call> calls, Trace trace) {
    List<Call> admitted = calls.stream().filter(Call::admitted).toList();
    double worst = Double.NEGATIVE_INFINITY;
    for (Call first : admitted) {
      for (Call last : admitted) {
        double seconds = (last.answered() - first.sent()) / 1e9;
        long inside =
            admitted.stream()
                .filter(c -> c.sent() >= first.sent() && c.answered() <= last.answered())
                .count();
        if (seconds > 0) {
          worst = Math.max(worst, inside - (trace.rate() * seconds + trace.burst()));
        }
      }
    }
    return worst;
  }

  /**
   * Whether the law may have forbidden a request: a window ends with its decision, at the earliest
   * when it was sent, that may hold as many as the law allows, be it that each was decided as late
   * as can be.
   */
  private static boolean mayBeRefused(Call refused, List<Call> calls, Trace trace) {
    List<Call> before =
        calls.stream().filter(c -> c.admitted() && c.sent() <= refused.answered()).toList();
    for (Call first : before) {
      double seconds = Math.max(0, refused.sent() - first.answered()) / 1e9;
      long inside = before.stream().filter(c -> c.answered() >= first.answered()).count();
      if (inside + 1 > trace.rate() * seconds + trace.burst()) {
        return true;
      }
    }
    return false;
  }
}
