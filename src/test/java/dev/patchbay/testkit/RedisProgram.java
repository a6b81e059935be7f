package dev.patchbay.testkit;

import dev.patchbay.embedded.RedisBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The redis-server of the servers that tests start themselves. It is extracted once for all tests
 * of this JVM: a Cluster of nine would write as many copies of six megabytes.
 */
final class RedisProgram {

  /** Deleted when the JVM ends, the file before its directory. */
  private static final Path FILE = extract();

  private RedisProgram() {}

  static String path() {
    return FILE.toString();
  }

  private static Path extract() {
    try {
      Path directory = Files.createTempDirectory("patchbay-redis-server-");
      directory.toFile().deleteOnExit();
      Path file = RedisBinary.extractTo(directory);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
