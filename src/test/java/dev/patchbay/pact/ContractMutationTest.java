package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.pact.BreakingProxy.Message;
import dev.patchbay.pact.BreakingProxy.Seen;
import dev.patchbay.pact.Contracts.Clause;
import dev.patchbay.provider.ContractProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Would the contracts notice? Each breakage is switched on before the real service, and a contract
 * must then fail that holds without it.
 */
@Timeout(600)
class ContractMutationTest {

  private static final Path TABLE = Path.of("target", "contract-mutations.md");
  private static final String NOT_CAUGHT = "";

  /**
   * Whether every breakage is tried, and each contract asked if it notices; else a sample is, and
   * one contract that notices is enough.
   */
  private static final boolean OF_EACH = Boolean.getBoolean("contracts.table");

  /** A sample of all kinds, for neighbours in the list are of one kind. */
  private static final int SAMPLE_STEP = 6;

  private static ContractProvider patchbay;
  private static BreakingProxy proxy;
  private static Contracts contracts;

  @BeforeAll
  static void start() throws Exception {
    patchbay = ContractProvider.start();
    proxy = new BreakingProxy(patchbay.url());
    contracts = new Contracts(proxy.address(), patchbay.statesUrl());
  }

  @AfterAll
  static void end() throws Exception {
    proxy.close();
    patchbay.close();
  }

  @Test
  void eachBreakageIsCaught() throws IOException {
    List<Tried> clauses = unbroken();
    List<String> consumers =
        clauses.stream().map(each -> each.clause.consumer()).distinct().sorted().toList();
    List<String> rows = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < Breakages.ALL.size(); i += OF_EACH ? 1 : SAMPLE_STEP) {
      Breakage breakage = Breakages.ALL.get(i);
      List<String> catching = new ArrayList<>();
      for (String consumer : consumers) {
        boolean known = !OF_EACH && !catching.stream().allMatch(NOT_CAUGHT::equals);
        catching.add(known ? "not asked" : catching(breakage, consumer, clauses));
      }
      rows.add("| " + breakage.name() + " | " + String.join(" | ", catching) + " |");
      if (catching.stream().allMatch(NOT_CAUGHT::equals)) {
        missed.add(breakage.name());
      }
    }
    rows.add(0, "| breakage | " + String.join(" | ", consumers) + " |");
    rows.add(1, "|---".repeat(consumers.size() + 1) + "|");
    Files.write(TABLE, rows);
    assertThat(missed).as("breakages that no contract notices, of those in %s", TABLE).isEmpty();
  }

  /** A clause, how long it takes, and what goes back and forth when nothing is broken. */
  private record Tried(Clause clause, long nanos, Seen seen) {

    /** An answer that would still do needs no trial; what becomes of another request does. */
    boolean mayBeBrokenBy(Breakage breakage) {
      Message answer = breakage.answer(seen.request(), seen.answer().copy());
      return !breakage.request(seen.request().copy()).sameAs(seen.request())
          || (!answer.sameAs(seen.answer()) && !Contracts.holds(clause, answer));
    }
  }

  /** All of them hold; the quickest come first. */
  private static List<Tried> unbroken() throws IOException {
    List<Tried> tried = new ArrayList<>();
    for (Clause clause : Contracts.committed()) {
      long begun = System.nanoTime();
      assertThat(contracts.holds(clause)).as(clause.interaction().getDescription()).isTrue();
      Seen seen = Objects.requireNonNull(proxy.lastSeen());
      assertThat(Contracts.holds(clause, seen.answer())).isTrue();
      tried.add(new Tried(clause, System.nanoTime() - begun, seen));
    }
    tried.sort(Comparator.comparingLong(Tried::nanos));
    return tried;
  }

  /** The first clause of the consumer that fails under a breakage. */
  private static String catching(Breakage breakage, String consumer, List<Tried> clauses) {
    proxy.breakWith(breakage);
    try {
      return clauses.stream()
          .filter(each -> each.clause.consumer().equals(consumer))
          .filter(each -> each.mayBeBrokenBy(breakage))
          .filter(each -> !contracts.holds(each.clause))
          .map(each -> each.clause.interaction().getDescription())
          .findFirst()
          .orElse(NOT_CAUGHT);
    } finally {
      proxy.breakWith(Breakage.NONE);
    }
  }
}
