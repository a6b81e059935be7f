package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

  @TempDir private Path directory;

  private final List<Path> incomplete = new ArrayList<>();

  @Test
  void aCompleteContentReplacesTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    assertThat(write(file, "new", true)).isTrue();
    assertThat(file).hasContent("new");
    assertThat(directory).isDirectoryContaining("glob:**/file");
    assertThat(files()).containsExactly(file);
    assertThat(incomplete).isEmpty();
  }

  @Test
  void anIncompleteContentIsKeptBesideTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    assertThat(write(file, "some", false)).isFalse();
    assertThat(file).hasContent("old");
    Path other = directory.resolve("file.incomplete");
    assertThat(incomplete).containsExactly(other);
    assertThat(other).hasContent("some");
    assertThat(files()).containsExactlyInAnyOrder(file, other);
  }

  @Test
  void aFailureLeavesTheFileAsItWasAndNothingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    output -> {
                      output.write(1);
                      assertThat(file).hasContent("old");
                      throw new IOException("No space left on device");
                    },
                    incomplete::add))
        .hasMessage("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path file = directory.resolve("missing").resolve("file");
    assertThatThrownBy(() -> write(file, "new", true))
        .hasMessage("there is no directory " + file.getParent());
    assertThatThrownBy(() -> write(directory, "new", true))
        .hasMessage(directory + " is a directory");
  }

  private boolean write(Path file, String content, boolean complete) throws IOException {
    return AtomicFile.write(
        file,
        output -> {
          output.write(content.getBytes(UTF_8));
          return complete;
        },
        incomplete::add);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }
}
