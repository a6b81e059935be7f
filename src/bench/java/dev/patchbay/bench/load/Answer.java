package dev.patchbay.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One complete answer, valid until the next one is read on its connection. */
final class Answer {

  private final int status;
  private final byte[] buffer;
  private final int end;

  /**
   * The begin of a buffer.
   *
   * @param status of HTTP; of Redis 200, or 500 where any reply is an error or EXEC was void
   */
  Answer(int status, byte[] buffer, int end) {
    this.status = status;
    this.buffer = buffer;
    this.end = end;
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status >= 200 && status <= 299;
  }

  /** The text value of a member that is written without escapes. */
  String member(String name) {
    String text = toString();
    int begin = text.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return text.substring(begin, text.indexOf('"', begin));
  }

  /** Its first line and its last one: of HTTP the status and the body. */
  String brief() {
    List<String> lines = toString().lines().toList();
    return lines.get(0) + " " + lines.get(lines.size() - 1);
  }

  @Override
  public String toString() {
    return new String(buffer, 0, end, StandardCharsets.UTF_8);
  }
}
