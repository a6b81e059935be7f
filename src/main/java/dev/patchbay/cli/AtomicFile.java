package dev.patchbay.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file that is replaced as a whole, or not at all. */
final class AtomicFile {

  /** Writes a content. */
  @FunctionalInterface
  interface Content {

    /** Returns whether the content is complete. */
    boolean writeTo(OutputStream output) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a temporary file beside the file, forces it to the disk and renames it. An incomplete
   * content becomes {@code FILE.incomplete} instead, and the file stays as it was. After an
   * exception both are as they were. The file is readable by its owner only.
   *
   * @param incomplete gets the path of an incomplete content
   * @return whether the content is complete
   */
  static boolean write(Path file, Content content, Consumer<Path> incomplete) throws IOException {
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null || Files.isDirectory(target)) {
      throw new IOException(target + " is a directory");
    }
    if (!Files.isDirectory(directory)) {
      throw new IOException("there is no directory " + directory);
    }
    Path temporary = Files.createTempFile(directory, target.getFileName() + ".", ".part");
    try {
      boolean complete;
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        complete = content.writeTo(Channels.newOutputStream(channel));
        channel.force(true);
      }
      Path written =
          complete ? target : target.resolveSibling(target.getFileName() + ".incomplete");
      Files.move(temporary, written, StandardCopyOption.ATOMIC_MOVE);
      force(directory);
      if (!complete) {
        incomplete.accept(written);
      }
      return complete;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Without this, the rename may be lost with the power. Windows cannot open directories. */
  private static void force(Path directory) throws IOException {
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
