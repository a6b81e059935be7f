package dev.patchbay.pact;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.provider.VerificationResult;
import dev.patchbay.pact.BreakingProxy.Message;
import dev.patchbay.pact.BreakingProxy.Seen;
import dev.patchbay.pact.Contracts.Clause;
import dev.patchbay.provider.ContractProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Would the contracts notice? Each breakage is switched on before the real service, and a contract
 * must then fail that holds without it.
 */
@Timeout(240)
class ContractMutationTest {

  private static final Path TABLE = Path.of("target", "contract-mutations.md");
  private static final String UNCONCERNED = "";

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
    Map<Clause, Seen> unbroken = new LinkedHashMap<>();
    for (Clause clause : Contracts.committed()) {
      assertThat(holds(clause)).as(clause.interaction().getDescription()).isTrue();
      unbroken.put(clause, Objects.requireNonNull(proxy.lastSeen()));
    }
    List<String> consumers =
        unbroken.keySet().stream().map(Clause::consumer).distinct().sorted().toList();
    List<String> rows = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Breakage breakage : Breakage.ALL) {
      List<String> caughtBy = new ArrayList<>();
      for (String consumer : consumers) {
        caughtBy.add(catchingClause(breakage, consumer, unbroken));
      }
      rows.add("| " + breakage.name() + " | " + String.join(" | ", caughtBy) + " |");
      if (caughtBy.stream().allMatch(UNCONCERNED::equals)) {
        missed.add(breakage.name());
      }
    }
    String head = "| breakage | " + String.join(" | ", consumers) + " |\n|---";
    Files.writeString(
        TABLE,
        head
            + consumers.stream().map(each -> "|---").collect(joining())
            + "|\n"
            + String.join("\n", rows)
            + "\n");
    assertThat(missed).isEmpty();
  }

  /** The first clause of the consumer that a breakage breaks; empty where none is. */
  private static String catchingClause(
      Breakage breakage, String consumer, Map<Clause, Seen> unbroken) {
    proxy.breakWith(breakage);
    try {
      return unbroken.entrySet().stream()
          .filter(each -> each.getKey().consumer().equals(consumer))
          .filter(each -> concerns(breakage, each.getValue()))
          .map(Map.Entry::getKey)
          .filter(clause -> !holds(clause))
          .map(clause -> clause.interaction().getDescription())
          .findFirst()
          .orElse(UNCONCERNED);
    } finally {
      proxy.breakWith(Breakage.NONE);
    }
  }

  private static boolean concerns(Breakage breakage, Seen seen) {
    Message request = breakage.request(seen.request().copy());
    Message answer = breakage.answer(seen.request(), seen.answer().copy());
    return !request.sameAs(seen.request()) || !answer.sameAs(seen.answer());
  }

  private static boolean holds(Clause clause) {
    return contracts.verify(clause) instanceof VerificationResult.Ok;
  }
}
