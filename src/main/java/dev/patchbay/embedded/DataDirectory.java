package dev.patchbay.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The files of one server, which one instance uses at a time by a file lock that the operating
 * system releases with the process.
 */
final class DataDirectory implements AutoCloseable {

  /** The server writes its pid file once its port is bound, and removes it on a clean exit. */
  static final String PID_FILE = "redis.pid";

  private static final String OWNER_ONLY = "rwx------";

  /**
   * The directories that this JVM has locked. POSIX releases a process's lock when any channel of
   * the file is closed, also that of a refused second lock, so the JVM must not try a second one.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates the directory when absent and locks it.
   *
   * @throws IOException when it cannot be written, or when another instance has locked it, in this
   *     process or another one
   */
  static DataDirectory lock(Path directory) throws IOException {
    Path path = create(directory).toRealPath();
    if (!HELD.add(path)) {
      throw new DataDirectoryInUseException(path);
    }
    try {
      return new DataDirectory(path, lockFile(path));
    } catch (Throwable e) {
      HELD.remove(path);
      throw e;
    }
  }

  /**
   * Returns the absolute path without symbolic links, to be compared with the command of a running
   * process.
   */
  Path path() {
    return path;
  }

  Path log() {
    return path.resolve("redis.log");
  }

  /** Returns the directory of the binary, for its owner only; created when absent. */
  Path binaries() throws IOException {
    return create(path.resolve("bin"));
  }

  /** Returns the process of the pid file, which may have ended; empty after a clean exit. */
  OptionalLong serverPid() throws IOException {
    try {
      String text = Files.readString(pidFile(), ISO_8859_1).strip();
      return text.matches("[0-9]{1,18}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (NoSuchFileException ignored) {
      return OptionalLong.empty();
    }
  }

  /** Prepares a run: deletes the pid file and rotates the log, of which one old file is kept. */
  void prepare() throws IOException {
    Files.deleteIfExists(pidFile());
    if (Files.exists(log())) {
      Files.move(log(), path.resolve("redis.log.1"), REPLACE_EXISTING);
    }
  }

  String logTail(int linesMax) throws IOException {
    List<String> lines = Files.readAllLines(log(), ISO_8859_1);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - linesMax), lines.size()));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + path, e);
    } finally {
      HELD.remove(path);
    }
  }

  private Path pidFile() {
    return path.resolve(PID_FILE);
  }

  private static Path create(Path directory) throws IOException {
    // Java 17 refuses to "create" a directory that is there as a symbolic link.
    if (Files.isDirectory(directory)) {
      return directory;
    }
    return Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
  }

  private static FileChannel lockFile(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new DataDirectoryInUseException(path);
      }
      return channel;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }
}
