package dev.patchbay.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;

/**
 * The credentials of a file that may change while the service runs, as a mounted Kubernetes Secret
 * does. It compares the content, because such a mount swaps a symbolic link and leaves its date.
 * Safe for use by many threads.
 */
public final class CredentialsSource implements Supplier<Credentials> {
  /** The size limit of a Kubernetes Secret; it holds thousands of profiles. */
  static final int FILE_BYTES_MAX = 1024 * 1024;

  private final Path file;
  private final CredentialsFile parser;
  private volatile Loaded loaded;

  private CredentialsSource(Path file, CredentialsFile parser, Loaded loaded) {
    this.file = file;
    this.parser = parser;
    this.loaded = loaded;
  }

  /**
   * Reads the file for the first time. Blocks.
   *
   * @throws CredentialsFileException if it is invalid
   * @throws IOException if it cannot be read
   */
  public static CredentialsSource open(Path file, CredentialsFile parser) throws IOException {
    byte[] content = read(file);
    return new CredentialsSource(file, parser, new Loaded(parser.parse(content), digest(content)));
  }

  public Path file() {
    return file;
  }

  /** Returns the credentials of the last valid file. Does not block. */
  @Override
  public Credentials get() {
    return loaded.credentials();
  }

  /**
   * Reads the file again, and uses its callers if it has changed and is valid. Blocks, so call it
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
      return new Refresh(Outcome.UNCHANGED, loaded.credentials().sizeText());
    }
    try {
      loaded = new Loaded(parser.parse(content), digest);
      return new Refresh(Outcome.RELOADED, loaded.credentials().sizeText());
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

  /** The outcome of a refresh. After both KEPT outcomes the older credentials are in force. */
  public enum Outcome {
    UNCHANGED,
    RELOADED,
    KEPT_UNREADABLE,
    KEPT_BROKEN
  }

  /**
   * The result of a refresh.
   *
   * @param detail for the log: the number of callers, or the error and its line; never a secret
   */
  public record Refresh(Outcome outcome, String detail) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Loaded(Credentials credentials, byte[] digest) {}
}
