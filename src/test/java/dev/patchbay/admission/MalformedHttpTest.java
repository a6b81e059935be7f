package dev.patchbay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.PatchbayServerExtension;
import dev.patchbay.testkit.RawExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Bytes that are no proper HTTP/1.1, or just so: each case of {@code malformed-http.txt} gets one
 * of its outcomes, typed and in time, and none leaves a key in Redis.
 */
class MalformedHttpTest {

  /** The limits of time have tests of their own, and would end here every wait in the end. */
  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withStoppedClock();

  private static final int CONNECTIONS_MAX = 24;

  @Test
  void isAnsweredWithATypedErrorInTimeAndStoresNothing() throws Exception {
    List<MalformedRequest> requests = MalformedRequest.all();
    assertThat(requests).hasSizeGreaterThan(240).doesNotHaveDuplicates();

    List<String> flaws = new ArrayList<>();
    exchangeAll(requests)
        .forEach(
            (request, exchange) -> {
              String flaw = flaw(request, exchange);
              if (!flaw.isEmpty()) {
                flaws.add(request.name() + ": " + flaw);
              }
            });

    assertThat(String.join("\n", flaws)).isEmpty();
    assertThat(StoredKeys.in(PATCHBAY.redis())).isEmpty();
    assertThat(PATCHBAY.http().get("/v2/apis").status()).isEqualTo(200);
  }

  /** Without this the test above would hold for a service that stores nothing at all. */
  @Test
  void theBodyOfTheCasesIsValid() {
    assertThat(PATCHBAY.http().post("/v2/apis", MalformedRequest.STORABLE).status()).isEqualTo(201);
    assertThat(StoredKeys.in(PATCHBAY.redis())).isNotEmpty();
  }

  private static String flaw(MalformedRequest request, RawExchange exchange) {
    if (!request.outcomes().contains(exchange.outcome())) {
      return "%s instead of %s: %s"
          .formatted(exchange.outcome(), request.outcomes(), exchange.answers());
    }
    if (!exchange.ends()) {
      return "the server keeps the connection of a client that hung up";
    }
    return exchange.answers().stream()
        .map(answer -> answer.flaw().isEmpty() ? "" : answer.flaw() + ": " + answer)
        .filter(flaw -> !flaw.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Map<MalformedRequest, RawExchange> exchangeAll(List<MalformedRequest> requests)
      throws Exception {
    URI address = PATCHBAY.http().address();
    ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS_MAX);
    try {
      Map<MalformedRequest, Future<RawExchange>> running = new HashMap<>();
      for (MalformedRequest request : requests) {
        running.put(request, clients.submit(() -> exchange(address, request)));
      }
      Map<MalformedRequest, RawExchange> exchanges = new HashMap<>();
      for (Map.Entry<MalformedRequest, Future<RawExchange>> each : running.entrySet()) {
        exchanges.put(each.getKey(), each.getValue().get());
      }
      return exchanges;
    } finally {
      clients.shutdownNow();
    }
  }

  private static RawExchange exchange(URI address, MalformedRequest request) throws IOException {
    return RawExchange.of(address, request.bytes(), request.answersMin(), request.silenceMillis());
  }
}
