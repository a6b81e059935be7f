package dev.patchbay.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often issuers are asked for their keys. */
final class IssuerKeysTest {

  private final List<String> asked = new ArrayList<>();
  private final IssuerKeys keys =
      new IssuerKeys(
          issuer -> {
            asked.add(issuer);
            return Future.succeededFuture(KeySet.EMPTY);
          },
          new ManualClock());

  @Test
  void anIssuerIsForgottenForOneThatIsUsedLater() {
    int most = Limit.JWT_ISSUERS.intValue();
    for (int i = 0; i <= most; i++) {
      keys.find("issuer " + i, "k");
    }
    keys.find("issuer " + most, "k");
    keys.find("issuer 1", "k");
    assertThat(asked).hasSize(most + 1);
    keys.find("issuer 0", "k");
    assertThat(asked).hasSize(most + 2).endsWith("issuer 0");
  }

  @Test
  void requestsOfOneMomentAwaitOneRead() {
    Promise<KeySet> read = Promise.promise();
    IssuerKeys waiting =
        new IssuerKeys(
            issuer -> {
              asked.add(issuer);
              return read.future();
            },
            new ManualClock());
    Future<KeySet> one = waiting.find("issuer", "a");
    Future<KeySet> other = waiting.find("issuer", "b");
    read.complete(KeySet.EMPTY);
    assertThat(one.result()).isSameAs(other.result());
    assertThat(asked).containsExactly("issuer");
  }
}
