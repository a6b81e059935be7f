package dev.patchbay.backup;

import static dev.patchbay.model.ServiceException.badRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a file line by line and counts the lines. */
final class LineReader {

  /** Longer than any resource: four times the largest body that can be configured. */
  static final int LINE_BYTES_MAX = 64 * 1024 * 1024;

  private final InputStream input;
  private long number;
  private long bytes;

  /** Reads byte by byte, so the input should be buffered. */
  LineReader(InputStream input) {
    this.input = input;
  }

  /** Returns the number of the last line, from 1. */
  long number() {
    return number;
  }

  long bytes() {
    return bytes;
  }

  /**
   * Returns the next line without its line feed; empty at the end of the file.
   *
   * @throws dev.patchbay.model.ServiceException when it is too long, after reading all of it
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    long length = 0;
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        if (length == 0) {
          return Optional.empty();
        }
        break;
      }
      length++;
      bytes++;
      if (length <= LINE_BYTES_MAX) {
        line.write(next);
      }
    }
    bytes++;
    number++;
    if (length > LINE_BYTES_MAX) {
      throw badRequest("it is longer than %d bytes".formatted(LINE_BYTES_MAX));
    }
    return Optional.of(line.toByteArray());
  }
}
