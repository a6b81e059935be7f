package dev.patchbay.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * One complete answer, valid until the next one is read.
 *
 * @param status of HTTP; of Redis 200, or 500 where any reply is an error or EXEC was void
 */
public record Answer(int status, Bytes bytes) {

  /** A part of a buffer. */
  record Bytes(byte[] buffer, int begin, int end) {
    @Override
    public String toString() {
      return new String(buffer, begin, end - begin, StandardCharsets.UTF_8);
    }
  }

  boolean isSuccess() {
    return status >= 200 && status <= 299;
  }

  /** The text value of a member that is written without escapes. */
  String member(String name) {
    String text = bytes.toString();
    int begin = text.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return text.substring(begin, text.indexOf('"', begin));
  }
}
