package dev.patchbay.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The distance between calls, which is there beyond this machine only. */
final class EndpointTest {

  private static final int CALLS = 8;

  private final AtomicLong millis = new AtomicLong();

  /** The name resolves nowhere, so no call leaves the machine. */
  @Test
  void callsToAnotherMachineKeepBelowFiveInASecond() {
    send(URI.create("http://service.invalid"));
    assertThat(millis.get()).isEqualTo((CALLS - 1) * 250L);
  }

  @Test
  void callsToThisMachineKeepNoDistance() {
    send(URI.create("http://127.0.0.1:1"));
    assertThat(millis).hasValue(0);
  }

  private void send(URI address) {
    Endpoint endpoint =
        new Endpoint(address, (request, body, service) -> request, millis::addAndGet, millis::get);
    for (int i = 0; i < CALLS; i++) {
      assertThatThrownBy(() -> endpoint.send("GET", "/v2/apis", null, "", 0))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("no answer");
    }
  }

  @Test
  void nothingIsSentAfterTheStop() {
    Endpoint endpoint =
        new Endpoint(
            URI.create("http://127.0.0.1:1"),
            (request, body, service) -> request,
            millis::addAndGet,
            millis::get);
    endpoint.stop();
    assertThatThrownBy(() -> endpoint.send("GET", "/v2/apis", null, "", 0))
        .isInstanceOf(StoppedException.class);
    assertThatThrownBy(() -> endpoint.sendAtTheEnd("GET", "/v2/apis"))
        .isInstanceOf(NoAnswerException.class);
  }
}
