package dev.patchbay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** From the command line to the first answer, with the embedded Redis and no data. */
final class StartUp {

  private StartUp() {}

  /** The median of some starts. */
  static double medianSeconds(List<String> java, int times) throws IOException {
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      Path data = Files.createTempDirectory(Child.DIRECTORY, "start-");
      long begin = System.nanoTime();
      try (Child service =
          Child.service("start", java, Child.JAR, Map.of("PATCHBAY_DATA_DIR", data.toString()))) {
        service.awaitAnswer(status -> status == 200);
        seconds[i] = (System.nanoTime() - begin) / 1e9;
      }
      delete(data);
    }
    return Results.median(seconds);
  }

  /** Deletes a directory with everything in it. */
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
