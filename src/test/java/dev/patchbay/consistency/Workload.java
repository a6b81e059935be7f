package dev.patchbay.consistency;

import dev.patchbay.faults.FaultTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that read and change a few resources at once, and a record of their operations. An
 * operation counts when it has an answer with a known outcome.
 */
final class Workload {

  /** Clients retry after an outage as AWS SDKs do, only sooner. */
  private static final int BACKOFF_MILLIS = 15;

  private static final Value INITIAL = new Value(1, "");

  private final List<String> paths;
  private final int operationsMin;
  private final long seed;
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean faultsEnded;
  private final Map<String, List<Operation>> history = new HashMap<>();

  Workload(List<String> paths, int operationsMin, long seed) {
    this.paths = paths;
    this.operationsMin = operationsMin;
    this.seed = seed;
    paths.forEach(path -> history.put(path, new ArrayList<>()));
  }

  /** How many operations have been answered so far. */
  int answered() {
    return answered.get();
  }

  /** Runs each client in a thread of its own until the faults ended and enough was answered. */
  void run(List<Client> clients, Runnable faults) {
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int i = 0; i < clients.size(); i++) {
        running.add(CompletableFuture.runAsync(new ClientLoop(i, clients.get(i)), threads));
      }
      faults.run();
      faultsEnded = true;
      running.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
    paths.forEach(path -> readLast(path, clients.get(0)));
  }

  /** The last read detects a change that was lost at the very end. */
  private void readLast(String path, Client client) {
    while (!isTelling(call(path, client, Call.get()))) {
      pause();
    }
  }

  /** The first answer that cannot be, of any resource. */
  Optional<String> violation() {
    return paths.stream()
        .flatMap(
            path ->
                LinearizabilityChecker.violation(INITIAL, history.getOrDefault(path, List.of()))
                    .map(operation -> path + ": " + operation)
                    .stream())
        .findFirst();
  }

  long count(Answer.Outcome outcome) {
    return history.values().stream()
        .flatMap(List::stream)
        .filter(operation -> operation.answer().outcome() == outcome)
        .count();
  }

  String summary() {
    return "seed %d: %d ok, %d refused, %d not made, %d unknown"
        .formatted(
            seed,
            count(Answer.Outcome.OK),
            count(Answer.Outcome.REFUSED),
            count(Answer.Outcome.NO_EFFECT),
            count(Answer.Outcome.UNKNOWN));
  }

  /**
   * Prints the line of the table of faults; at least one change is lost where no order explains
   * all.
   */
  void printRow(String fault, Optional<String> violation) {
    List<Operation> all = history.values().stream().flatMap(List::stream).toList();
    List<Operation> done =
        all.stream()
            .filter(operation -> operation.answer().outcome() == Answer.Outcome.OK)
            .toList();
    long worstNanos =
        all.stream().mapToLong(each -> each.endedNanos() - each.invokedNanos()).max().orElse(0);
    FaultTable.line(
        fault,
        done.stream().filter(operation -> operation.call().write()).count(),
        violation.isPresent() ? 1 : 0,
        Duration.ofNanos(worstNanos),
        longestGap(done));
  }

  /** The longest time in which no client was served. */
  private static Duration longestGap(List<Operation> done) {
    long[] ends = done.stream().mapToLong(Operation::endedNanos).sorted().toArray();
    return Duration.ofNanos(
        IntStream.range(1, ends.length).mapToLong(i -> ends[i] - ends[i - 1]).max().orElse(0));
  }

  private Answer call(String path, Client client, Call call) {
    long invokedNanos = System.nanoTime();
    Answer answer = client.call(path, call);
    record(path, new Operation(call, answer, invokedNanos, System.nanoTime()));
    return answer;
  }

  private static boolean isTelling(Answer answer) {
    return answer.outcome() == Answer.Outcome.OK || answer.outcome() == Answer.Outcome.REFUSED;
  }

  private synchronized void record(String path, Operation operation) {
    history.computeIfAbsent(path, key -> new ArrayList<>()).add(operation);
  }

  private final class ClientLoop implements Runnable {

    private final int number;
    private final Client client;
    private final SplittableRandom random;
    private final Map<String, Value> lastSeen = new HashMap<>();
    private int calls;

    private ClientLoop(int number, Client client) {
      this.number = number;
      this.client = client;
      this.random = new SplittableRandom(seed + number);
    }

    @Override
    public void run() {
      while (!faultsEnded || answered.get() < operationsMin) {
        String path = paths.get(random.nextInt(paths.size()));
        Call call = anyCall(lastSeen.getOrDefault(path, INITIAL));
        Answer answer = call(path, client, call);
        if (answer.value() != null) {
          lastSeen.put(path, answer.value());
        }
        if (isTelling(answer)) {
          answered.incrementAndGet();
        } else {
          pause();
        }
      }
    }

    private Call anyCall(Value last) {
      String marker = "c" + number + "n" + calls++;
      return switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4, 5, 6 -> Call.get();
        case 7 -> Call.touch();
        case 8 -> Call.put(last.marker());
        case 9, 10, 11, 12 -> Call.putIf(last.revision(), marker);
        default -> Call.put(marker);
      };
    }
  }

  static void pause() {
    try {
      Thread.sleep(BACKOFF_MILLIS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
