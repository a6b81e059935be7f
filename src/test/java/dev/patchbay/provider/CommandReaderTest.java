package dev.patchbay.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandReaderTest {

  private static final String BYTES =
      "*2\r\n$5\r\nWATCH\r\n$3\r\na\r\n\r\n*1\r\n$4\r\nEXEC\r\n*3\r\n$3\r\nSET\r\n$0\r\n\r\n$2\r\n*1\r\n";

  private static final List<List<String>> COMMANDS =
      List.of(List.of("WATCH", "a\r\n"), List.of("EXEC"), List.of("SET", "", "*1"));

  @Test
  void commandsAreParsedWhereverTheChunksEnd() {
    for (int size = 1; size <= BYTES.length(); size++) {
      CommandReader reader = new CommandReader();
      List<List<String>> commands = new ArrayList<>();
      for (int start = 0; start < BYTES.length(); start += size) {
        byte[] chunk =
            BYTES.substring(start, Math.min(BYTES.length(), start + size)).getBytes(ISO_8859_1);
        commands.addAll(reader.read(chunk, chunk.length));
      }
      assertThat(commands).as("chunks of %s", size).isEqualTo(COMMANDS);
    }
  }

  @Test
  void aCommandIsReturnedWithTheChunkThatEndsIt() {
    CommandReader reader = new CommandReader();
    byte[] all = BYTES.getBytes(ISO_8859_1);
    int end = BYTES.indexOf("*3");
    assertThat(reader.read(all, end - 1)).hasSize(1);
    byte[] last = {all[end - 1]};
    assertThat(reader.read(last, 1)).containsExactly(List.of("EXEC"));
  }
}
