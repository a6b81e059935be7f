package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import dev.patchbay.testkit.RawAnswer;
import dev.patchbay.testkit.RawExchange;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Valid requests with something changed in target, headers or body, for {@code -Dfuzz.seconds} (4)
 * from {@code -Dfuzz.seed} (1): never an error of the server, always a typed answer, and a service
 * that works afterwards.
 */
class MutationFuzzTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private static final long SECONDS = Long.getLong("fuzz.seconds", 4);
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  /** A body that says it is longer than it is gets no answer; that is not waited for long. */
  private static final int SILENCE_MILLIS = 250;

  /** Deletions take away what the requests are about. */
  private static final int ROUND = 150;

  @Test
  void noMutationIsAServerError() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Integer> outcomes = new TreeMap<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    int sent = 0;
    while (System.nanoTime() < end) {
      PATCHBAY.redis().flushAll();
      FuzzedRequests requests = FuzzedRequests.of(PATCHBAY.http());
      for (int i = 0; i < ROUND && System.nanoTime() < end; i++) {
        byte[] request = requests.next(random);
        RawExchange exchange =
            RawExchange.of(PATCHBAY.http().address(), request, 1, SILENCE_MILLIS);
        sent++;
        outcomes.merge(exchange.outcome(), 1, Integer::sum);
        String text = new String(request, ISO_8859_1);
        assertThat(exchange.ends()).as("seed %d, request %d: %s", SEED, sent, text).isTrue();
        for (RawAnswer answer : exchange.finalAnswers()) {
          assertThat(answer.flaw()).as("seed %d, request %d: %s", SEED, sent, text).isEmpty();
        }
      }
    }

    Http http = PATCHBAY.http();
    assertThat(http.get(http.createApi()).status()).isEqualTo(200);
    assertThat(sent).isGreaterThan((int) (5 * SECONDS));
    assertThat(outcomes).as("some requests must pass all checks").containsKeys("200", "400", "404");
  }
}
