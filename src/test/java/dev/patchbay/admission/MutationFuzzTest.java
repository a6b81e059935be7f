package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import dev.patchbay.testkit.RawAnswer;
import dev.patchbay.testkit.RawExchange;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code -Dfuzz.requests} valid requests with something changed in target, headers or body: never
 * an error of the server, always a typed answer, and a service that works afterwards.
 */
class MutationFuzzTest {

  /** The limits of time have tests of their own, and would end here every wait in the end. */
  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withStoppedClock();

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 60);
  private static final long SEED = Seeded.seed();

  /** A body that says it is longer than it is gets no answer; that is not waited for long. */
  private static final int SILENCE_MILLIS = 250;

  /** Deletions remove the resources of the requests. */
  private static final int ROUND = 150;

  @Test
  void noMutationIsAServerError() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Integer> outcomes = new TreeMap<>();
    int sent = 0;
    while (sent < REQUESTS) {
      PATCHBAY.redis().flushAll();
      FuzzedRequests requests = FuzzedRequests.of(PATCHBAY.http());
      for (int i = 0; i < ROUND && sent < REQUESTS; i++) {
        byte[] request = requests.next(random);
        RawExchange exchange =
            RawExchange.of(PATCHBAY.http().address(), request, 1, SILENCE_MILLIS);
        sent++;
        outcomes.merge(exchange.outcome(), 1, Integer::sum);
        String text = new String(request, ISO_8859_1);
        assertThat(exchange.ends())
            .as("-Dpatchbay.seed=%d, request %d: %s", SEED, sent, text)
            .isTrue();
        for (RawAnswer answer : exchange.finalAnswers()) {
          assertThat(answer.flaw())
              .as("-Dpatchbay.seed=%d, request %d: %s", SEED, sent, text)
              .isEmpty();
        }
      }
    }

    Http http = PATCHBAY.http();
    assertThat(http.get(http.createApi()).status()).isEqualTo(200);
    assertThat(outcomes).as("some requests must pass all checks").containsKeys("200", "400", "404");
  }
}
