package dev.patchbay.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The started parts of contract mode, which are closed in the reverse order of their start. */
final class StartedParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StartedParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private StartedParts() {}

  /** Returns a list without parts, which an end of the process closes too. */
  static StartedParts closedWithTheProcess() {
    StartedParts parts = new StartedParts();
    // A test run that is aborted during the start must stop its Redis too.
    Thread ending = new Thread(parts::close, "contract-provider-end");
    Runtime.getRuntime().addShutdownHook(ending);
    parts.add(() -> removeHook(ending));
    return parts;
  }

  private static void removeHook(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException ignored) {
      // The hook runs already; closing twice has no effect.
    }
  }

  synchronized void add(AutoCloseable part) {
    parts.push(part);
  }

  /** Creates a directory, which is deleted with its files. */
  Path addDirectory() throws IOException {
    Path directory = Files.createTempDirectory("patchbay-provider");
    add(() -> deleteAll(directory));
    return directory;
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Closes all parts; a second thread waits for the first one. Blocks. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("A part was not closed", e);
      }
    }
  }
}
