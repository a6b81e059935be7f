package dev.patchbay.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parses the commands that a client sends to Redis. One reader serves one connection. */
final class CommandReader {

  private byte[] pending = new byte[0];
  private int position;

  /**
   * Returns the commands that are complete with this chunk.
   *
   * @return each with its name first; each byte is one character
   */
  List<List<String>> read(byte[] chunk, int length) {
    int held = pending.length;
    pending = Arrays.copyOf(pending, held + length);
    System.arraycopy(chunk, 0, pending, held, length);
    List<List<String>> commands = new ArrayList<>();
    int end = 0;
    position = 0;
    for (Optional<List<String>> next = next(); next.isPresent(); next = next()) {
      commands.add(next.get());
      end = position;
    }
    pending = Arrays.copyOfRange(pending, end, pending.length);
    return commands;
  }

  /** Returns an empty list where the command is not complete yet. */
  private Optional<List<String>> next() {
    int arguments = number('*');
    List<String> command = new ArrayList<>();
    for (int i = 0; i < arguments; i++) {
      int length = number('$');
      if (length < 0 || position + length + 2 > pending.length) {
        return Optional.empty();
      }
      command.add(new String(pending, position, length, StandardCharsets.ISO_8859_1));
      position += length + 2;
    }
    return arguments < 0 ? Optional.empty() : Optional.of(command);
  }

  /** Parses a line of a sign and a number; returns -1 where it is not complete yet. */
  private int number(char sign) {
    int lineEnd = position;
    while (lineEnd < pending.length && pending[lineEnd] != '\r') {
      lineEnd++;
    }
    if (lineEnd + 2 > pending.length) {
      return -1;
    }
    if (pending[position] != sign) {
      throw new IllegalStateException("a client of Redis sends arrays of strings");
    }
    String digits =
        new String(pending, position + 1, lineEnd - position - 1, StandardCharsets.US_ASCII);
    position = lineEnd + 2;
    return Integer.parseInt(digits);
  }
}
