package dev.patchbay.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The files that {@code files.txt} lists, some beside it and some of libraries. They are read once,
 * at the start, so that an event loop never waits for the jar.
 */
public final class ConsoleFiles {

  private ConsoleFiles() {}

  /** The files by their paths below the console's own; the path of the page is empty. */
  public static Map<String, ConsoleFile> load() {
    return new String(read("files.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split(" ", 2))
        .collect(
            Collectors.toUnmodifiableMap(
                words -> words[0].equals("index.html") ? "" : words[0],
                words -> new ConsoleFile(words[0], read(words[words.length - 1]))));
  }

  private static byte[] read(String resource) {
    try (InputStream stream = ConsoleFiles.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(stream, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
