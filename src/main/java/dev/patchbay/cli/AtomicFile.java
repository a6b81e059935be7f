package dev.patchbay.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
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
    Path directory = directory(target);
    Path temporary = Files.createTempFile(directory, target.getFileName() + ".", ".part");
    return write(temporary, target, directory, content, incomplete);
  }

  /**
   * Writes a text as {@link #write} does, with the permissions of the file that it replaces, or of
   * any new file. A link to a file stays one.
   */
  static void replaceText(Path file, String text) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path directory = directory(target);
    Path temporary = directory.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part");
    Files.createFile(temporary);
    if (Files.exists(target) && isPosix(target)) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean unused =
        write(
            temporary,
            target,
            directory,
            output -> {
              output.write(bytes);
              return true;
            },
            incomplete -> {});
  }

  private static Path directory(Path target) throws IOException {
    Path directory = target.getParent();
    if (directory == null || Files.isDirectory(target)) {
      throw new IOException(target + " is a directory");
    }
    if (!Files.isDirectory(directory)) {
      throw new IOException("there is no directory " + directory);
    }
    return directory;
  }

  private static boolean write(
      Path temporary, Path target, Path directory, Content content, Consumer<Path> incomplete)
      throws IOException {
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
    if (isPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix");
  }
}
