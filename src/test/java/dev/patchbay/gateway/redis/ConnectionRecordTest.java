package dev.patchbay.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.ClientConnection;
import dev.patchbay.gateway.event.ConnectionAccess;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Records of connections as they are stored. */
final class ConnectionRecordTest {

  private static ConnectionRecord record(ConnectionAccess access) {
    return new ConnectionRecord(
        "r",
        new ClientConnection("id", "api", "prod", "a.example", "::1", Optional.of(""), 17, access));
  }

  private static ConnectionRecord stored(ConnectionRecord record) {
    return ConnectionRecord.decode("api", "id", record.encode());
  }

  @Test
  void aRecordKeepsTheAccessOfTheClient() {
    ConnectionRecord record =
        record(
            new ConnectionAccess(
                Map.of("caller", "a b"),
                Optional.of(Map.of("principalId", "", "n", "1 + 1", "-", "\u2603")),
                OptionalLong.empty()));
    assertThat(stored(record)).isEqualTo(record);
    ConnectionRecord empty =
        record(new ConnectionAccess(Map.of(), Optional.of(Map.of()), OptionalLong.empty()));
    assertThat(stored(empty)).isEqualTo(empty);
  }

  @Test
  void aRecordOfAClientThatNothingWasAskedOfHasSixFields() {
    ConnectionRecord record = record(ConnectionAccess.OPEN);
    assertThat(stored(record)).isEqualTo(record);
    assertThat(record.encode().split(" ", -1)).hasSize(6);
  }
}
