package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.provider.ContractProvider;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Eventually;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that cannot succeed, and an embedded Redis that dies. */
final class StartTest {

  @TempDir private Path directory;

  private ServiceConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PATCHBAY_HTTP_PORT", "0");
    settings.put("PATCHBAY_MANAGEMENT_PORT", "0");
    settings.put("PATCHBAY_GATEWAY_PORT", "0");
    settings.put("PATCHBAY_SHUTDOWN_SECONDS", "1");
    settings.put("PATCHBAY_DATA_DIR", directory.resolve("data").toString());
    settings.putAll(more);
    return ServiceConfig.from(settings);
  }

  @Test
  void aPortThatIsTakenIsNamedWithItsSettingBeforeAnythingIsDone() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String setting : new String[] {"PATCHBAY_HTTP_PORT", "PATCHBAY_MANAGEMENT_PORT"}) {
        assertThatThrownBy(
                () ->
                    PatchbayServer.start(
                        config(Map.of(setting, String.valueOf(taken.getLocalPort())))))
            .isInstanceOf(IOException.class)
            .hasMessage(
                "127.0.0.1:%d is in use by another process; %s sets the port"
                    .formatted(taken.getLocalPort(), setting));
      }
    }
    assertThat(Files.exists(directory.resolve("data"))).isFalse();
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    Map<String, String> elsewhere =
        Map.of(
            "PATCHBAY_HTTP_HOST", "192.0.2.1", "PATCHBAY_AUTH", "off", "PATCHBAY_HTTP_PORT", "0");
    assertThatThrownBy(() -> PatchbayServer.start(config(elsewhere)))
        .hasMessage("192.0.2.1 is not an address of this machine; PATCHBAY_HTTP_HOST sets it");
  }

  @Test
  void contractModeNamesItsOptions() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      ContractProvider.Options states =
          new ContractProvider.Options(0, "127.0.0.1", port, Optional.empty());
      assertThatThrownBy(() -> ContractProvider.start(states, Map.of()))
          .hasMessage(
              "127.0.0.1:%d is in use by another process; --states-port sets the port"
                  .formatted(port));
    }
  }

  @Test
  void requestsSucceedAgainAfterTheEmbeddedRedisWasKilled() throws Exception {
    try (PatchbayServer server = PatchbayServer.start(config(Map.of()))) {
      Http http = new Http(server.address());
      String api = http.createApi();
      ProcessHandle redis =
          ProcessHandle.current()
              .children()
              .filter(child -> child.info().command().orElse("").startsWith(directory.toString()))
              .findFirst()
              .orElseThrow();
      redis.destroyForcibly();
      Eventually.eventually("redis-server is gone", () -> !redis.isAlive());
      Eventually.eventually("reads succeed", () -> http.get(api).status() == 200);
      Eventually.eventually(
          "updates succeed", () -> http.patch(api, "{\"name\": \"after\"}").status() == 200);
      assertThat(new Http(server.managementAddress()).get("/metrics").body())
          .contains("\npatchbay_embedded_redis_restarts_total 1.0\n");
      assertThat(server.lost().toCompletableFuture()).isNotCompleted();
    }
  }

  /** The pauses between the attempts take six seconds. */
  @Test
  @Tag("faults")
  void theProcessEndsWithTheReasonWhenTheEmbeddedRedisCannotBeStartedAgain() throws Exception {
    Path output = directory.resolve("output");
    ProcessBuilder command = JavaProcess.service();
    command.environment().put("PATCHBAY_DATA_DIR", directory.resolve("data").toString());
    Process service = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      Eventually.eventually(
          "it listens", () -> Files.readString(output).contains("Patchbay listens on"));
      Path manifest = directory.resolve("data/appendonlydir/appendonly.aof.manifest");
      Files.writeString(manifest, "nonsense\n");
      service.children().forEach(ProcessHandle::destroyForcibly);
      assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(service.exitValue()).isEqualTo(1);
      assertThat(output)
          .content()
          .contains("Patchbay ends, for it cannot go on: redis-server cannot be started again: ")
          .contains("Invalid AOF manifest file format", "Patchbay has stopped");
    } finally {
      service.destroyForcibly();
    }
  }
}
