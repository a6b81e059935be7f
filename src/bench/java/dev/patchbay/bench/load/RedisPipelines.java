package dev.patchbay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The commands of one PATCH in one write: the limit of Redis without a decision between the read
 * and the write.
 */
final class RedisPipelines {

  /** WATCH, GET, EVALSHA, MULTI, SET and EXEC. */
  static final int COMMANDS = 6;

  private RedisPipelines() {}

  /**
   * One pipeline.
   *
   * @param throttle the command that charges the throttle
   */
  static byte[] patch(List<String> throttle, String key, String record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * record.length());
    command(bytes, List.of("WATCH", key));
    command(bytes, List.of("GET", key));
    command(bytes, throttle);
    command(bytes, List.of("MULTI"));
    command(bytes, List.of("SET", key, record));
    command(bytes, List.of("EXEC"));
    return bytes.toByteArray();
  }

  private static void command(ByteArrayOutputStream bytes, List<String> words) {
    bytes.writeBytes(("*" + words.size() + "\r\n").getBytes(UTF_8));
    for (String word : words) {
      byte[] argument = word.getBytes(UTF_8);
      bytes.writeBytes(("$" + argument.length + "\r\n").getBytes(UTF_8));
      bytes.writeBytes(argument);
      bytes.writeBytes("\r\n".getBytes(UTF_8));
    }
  }
}
