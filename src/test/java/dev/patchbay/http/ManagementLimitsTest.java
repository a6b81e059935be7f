package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Probes get in whatever else is connected to the management port. */
class ManagementLimitsTest {

  private static final int WAIT_MILLIS_MAX = 30_000;

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  @Test
  void probesGetInWhileOthersHoldAllConnections() throws IOException {
    URI management = PATCHBAY.managementAddress();
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < Limit.MANAGEMENT_CONNECTIONS.intValue() + 10; i++) {
        idle.add(new Socket(management.getHost(), management.getPort()));
      }

      assertThat(new Http(management).get("/health/live").status()).isEqualTo(200);
      idle.get(0).setSoTimeout(WAIT_MILLIS_MAX);
      assertThat(idle.get(0).getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }
}
