package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.gateway.event.RequestIds;
import dev.patchbay.gateway.socket.ConnectionIds;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of identifiers, as they were recorded on AWS. */
final class IdentifiersTest {

  private static final ConnectionIds IDS = new ConnectionIds(new SecureRandom());

  @Test
  void anIdentifierOfAConnectionHasTwentyCharactersAndIsKnownAgain() {
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = IDS.next("api");
      assertThat(id).matches("[A-Za-z0-9_-]{18}==");
      assertThat(ConnectionIds.isIssued(id, "api")).isTrue();
      drawn.add(id);
    }
    assertThat(drawn).hasSize(10_000);
  }

  @Test
  void anIdentifierWithOneOtherCharacterWasNeverOne() {
    String id = IDS.next("api");
    for (int i = 0; i < 18; i++) {
      char other = id.charAt(i) == 'A' ? 'B' : 'A';
      String changed = id.substring(0, i) + other + id.substring(i + 1);
      assertThat(ConnectionIds.isIssued(changed, "api")).as(changed).isFalse();
    }
  }

  @Test
  void anIdentifierIsOfOneApiOnly() {
    assertThat(ConnectionIds.isIssued(IDS.next("api"), "other")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAA=",
        "cjy8yuv05000001jm9t3uh8ig",
        "AbgHN0-zjQAYKEjhgA==",
        "********************",
        "AbgHN0-zjQAYKEjhgA=A"
      })
  void anotherTextWasNeverAnIdentifier(String text) {
    assertThat(ConnectionIds.isIssued(text, "api")).isFalse();
  }

  @Test
  void requestsAndMessagesHaveIdentifiersOfTheirOwnForms() {
    RequestIds ids = new RequestIds(new SplittableRandom(Seeded.seed()));
    assertThat(ids.nextRequest()).matches("[A-Za-z0-9_-]{15}=");
    assertThat(ids.nextMessage()).matches("[A-Za-z0-9_-]{18}==");
  }
}
