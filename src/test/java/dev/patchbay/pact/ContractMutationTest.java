package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.SynchronousRequestResponse;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  private static final String NOT_ASKED = "not asked";

  /**
   * Whether every breakage is tried, and each contract asked if it notices; else a sample is, and
   * one contract that notices is enough.
   */
  private static final boolean OF_EACH = Boolean.getBoolean("contracts.table");

  /** A sample of all kinds, for neighbours in the list are of one kind. */
  private static final int SAMPLE_STEP = 40;

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
    List<Trial> trials = trials();
    List<String> consumers =
        trials.stream().map(each -> each.clause.consumer()).distinct().sorted().toList();
    List<String> rows = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    List<Breakage> breakages =
        Stream.of(Breakages.ALL, FrameBreakages.ALL, ConnectionBreakages.ALL)
            .flatMap(List::stream)
            .toList();
    for (int i = 0; i < breakages.size(); i += OF_EACH ? 1 : SAMPLE_STEP) {
      Breakage breakage = breakages.get(i);
      List<String> catching =
          OF_EACH ? ofEach(consumers, breakage, trials) : ofFirst(consumers, breakage, trials);
      rows.add("| " + breakage.name() + " | " + String.join(" | ", catching) + " |");
      if (catching.stream().allMatch(List.of(NOT_CAUGHT, NOT_ASKED)::contains)) {
        missed.add(breakage.name());
      }
    }
    rows.add(0, "| breakage | " + String.join(" | ", consumers) + " |");
    rows.add(1, "|---".repeat(consumers.size() + 1) + "|");
    Files.write(TABLE, rows);
    assertThat(missed).as("breakages that no contract notices, of those in %s", TABLE).isEmpty();
  }

  /** A clause, with its request and answer when nothing is broken. */
  private static final class Trial {

    private final Clause clause;
    private @Nullable Seen unbroken;

    private Trial(Clause clause) {
      this.clause = clause;
    }

    /** Refusals of the store and of the throttle wait for it. */
    private boolean isSlow() {
      if (!(clause.interaction() instanceof SynchronousRequestResponse exchange)) {
        return false;
      }
      int status = exchange.getResponse().getStatus();
      return status == 409 || status == 429 || status == 503;
    }

    /** It holds, which is tried once. */
    private Seen unbroken() {
      Seen known = unbroken;
      if (known == null) {
        proxy.breakWith(Breakage.NONE);
        assertThat(contracts.holds(clause)).as(description()).isTrue();
        known = Objects.requireNonNull(proxy.lastSeen());
        assertThat(Contracts.holds(clause, known.answer())).isTrue();
        unbroken = known;
      }
      return known;
    }

    /** An answer that would still do needs no trial; a changed request does. */
    private boolean mayBeBrokenBy(Breakage breakage) {
      Seen seen = unbroken();
      Message answer = breakage.answer(seen.request(), seen.answer().copy());
      return !breakage.request(seen.request().copy()).sameAs(seen.request())
          || (!answer.sameAs(seen.answer()) && !Contracts.holds(clause, answer));
    }

    private String description() {
      return clause.interaction().getDescription();
    }

    private boolean isBrokenBy(Breakage breakage) {
      proxy.breakWith(breakage);
      try {
        return !contracts.holds(clause);
      } finally {
        proxy.breakWith(Breakage.NONE);
      }
    }
  }

  /** The quicker ones first, for the first that notices is enough. */
  private static List<Trial> trials() throws IOException {
    return Contracts.committed().stream()
        .map(Trial::new)
        .sorted(Comparator.comparing(Trial::isSlow))
        .toList();
  }

  /** For each consumer the first of its clauses that notices. */
  private static List<String> ofEach(
      List<String> consumers, Breakage breakage, List<Trial> trials) {
    return consumers.stream()
        .map(
            consumer ->
                noticing(
                        breakage,
                        trials.stream().filter(each -> each.clause.consumer().equals(consumer)))
                    .map(Trial::description)
                    .orElse(NOT_CAUGHT))
        .toList();
  }

  /** The first clause of all that notices, in the column of its consumer. */
  private static List<String> ofFirst(
      List<String> consumers, Breakage breakage, List<Trial> trials) {
    Optional<Trial> first = noticing(breakage, trials.stream());
    return consumers.stream()
        .map(
            consumer ->
                first
                    .filter(each -> each.clause.consumer().equals(consumer))
                    .map(Trial::description)
                    .orElse(NOT_ASKED))
        .toList();
  }

  private static Optional<Trial> noticing(Breakage breakage, Stream<Trial> trials) {
    return trials
        .filter(each -> each.mayBeBrokenBy(breakage))
        .filter(each -> each.isBrokenBy(breakage))
        .findFirst();
  }
}
