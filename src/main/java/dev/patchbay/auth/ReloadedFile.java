package dev.patchbay.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;

/**
 * The secrets of a file that may change while the service runs, as a mounted Kubernetes Secret
 * does. It compares the content, because such a mount swaps a symbolic link and leaves its date.
 * Safe for use by many threads.
 */
public final class ReloadedFile<T> implements Supplier<T> {
  /** The size limit of a Kubernetes Secret; it holds thousands of profiles. */
  static final int FILE_BYTES_MAX = 1024 * 1024;

  /** How the content of a file is read. */
  public interface Format<T> {
    /**
     * Reads a whole file.
     *
     * @throws CredentialsFileException if it is invalid
     */
    T parse(byte[] content) throws CredentialsFileException;

    /** Returns the number of its entries in words, for the log. */
    String sizeText(T content);
  }

  private final Path file;
  private final Format<T> format;
  private volatile Loaded<T> loaded;

  private ReloadedFile(Path file, Format<T> format, Loaded<T> loaded) {
    this.file = file;
    this.format = format;
    this.loaded = loaded;
  }

  /**
   * Reads the file for the first time. Blocks.
   *
   * @throws CredentialsFileException if it is invalid
   * @throws IOException if it cannot be read
   */
  public static <T> ReloadedFile<T> open(Path file, Format<T> format) throws IOException {
    byte[] content = read(file);
    return new ReloadedFile<>(file, format, new Loaded<>(format.parse(content), digest(content)));
  }

  public Path file() {
    return file;
  }

  /** Returns the content of the last valid file. Does not block. */
  @Override
  public T get() {
    return loaded.content();
  }

  /**
   * Reads the file again, and uses its content if it has changed and is valid. Blocks, so call it
   * from a worker thread. Never throws; equal results mean that nothing has changed since.
   */
  public synchronized Refresh refresh() {
    byte[] content;
    try {
      content = read(file);
    } catch (CredentialsFileException e) {
      return new Refresh(Outcome.KEPT_BROKEN, describe(e));
    } catch (IOException e) {
      return new Refresh(Outcome.KEPT_UNREADABLE, e.getClass().getSimpleName());
    }
    byte[] digest = digest(content);
    if (MessageDigest.isEqual(digest, loaded.digest())) {
      return new Refresh(Outcome.UNCHANGED, format.sizeText(loaded.content()));
    }
    try {
      loaded = new Loaded<>(format.parse(content), digest);
      return new Refresh(Outcome.RELOADED, format.sizeText(loaded.content()));
    } catch (CredentialsFileException e) {
      return new Refresh(Outcome.KEPT_BROKEN, describe(e));
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(FILE_BYTES_MAX + 1);
      if (content.length > FILE_BYTES_MAX) {
        throw new CredentialsFileException("it is larger than " + FILE_BYTES_MAX + " bytes");
      }
      return content;
    }
  }

  private static String describe(CredentialsFileException e) {
    String message = e.getMessage();
    return message == null ? "broken" : message;
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The outcome of a refresh. After both KEPT outcomes the older content is in force. */
  public enum Outcome {
    UNCHANGED,
    RELOADED,
    KEPT_UNREADABLE,
    KEPT_BROKEN
  }

  /**
   * The result of a refresh.
   *
   * @param detail for the log: the number of secrets, or the error and its line; never a secret
   */
  public record Refresh(Outcome outcome, String detail) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Loaded<T>(T content, byte[] digest) {}
}
