package dev.patchbay.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;

/** The redis-server in the jar for this platform. */
public final class RedisBinary {

  private static final String PREFIX = "redis-server-7.0.15-";

  private RedisBinary() {}

  /**
   * Extracts the executable into the directory. An existing file is kept only when it equals the
   * resource byte for byte, so an incomplete, modified or older file is replaced. The caller holds
   * the lock of the directory.
   *
   * @throws IOException when the platform is not linux or mac on amd64 or arm64, or the file cannot
   *     be written
   */
  public static Path extractTo(Path directory) throws IOException {
    String name = nameFor(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    byte[] content = resource(name);
    Path binary = directory.resolve(name);
    if (!holds(binary, content)) {
      Path part = directory.resolve(name + ".part");
      Files.write(part, content);
      Files.move(part, binary, ATOMIC_MOVE);
    }
    Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
    return binary;
  }

  /**
   * To be called first, because other platforms lack the file permissions of the data directory
   * too.
   *
   * @throws IOException with a remedy where the jar has no redis-server for this platform
   */
  static void checkPlatform() throws IOException {
    nameFor(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** Maps {@code os.name} and {@code os.arch} to the name of the resource. */
  static String nameFor(String osName, String osArch) throws IOException {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
    String processor =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> "";
        };
    if (system.isEmpty() || processor.isEmpty()) {
      throw new IOException(
          ("the jar has a Redis for Linux and macOS on amd64 and arm64, and none for %s on %s. Set"
                  + " PATCHBAY_REDIS_URI=redis://host:6379 to use a Redis of your own%s")
              .formatted(
                  osName,
                  osArch,
                  os.startsWith("windows") ? ", or start the jar inside WSL, which is Linux" : ""));
    }
    return PREFIX + system + "-" + processor;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (stream == null) {
        throw new IOException("the resource " + name + " is missing from the class path");
      }
      return stream.readAllBytes();
    }
  }

  private static boolean holds(Path binary, byte[] content) throws IOException {
    return Files.isRegularFile(binary)
        && Files.size(binary) == content.length
        && Arrays.equals(Files.readAllBytes(binary), content);
  }
}
