package dev.patchbay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

  @TempDir private Path temporary;

  @Test
  void isLockedOnceInAJvmWhateverItsName() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);
    try (DataDirectory held = DataDirectory.lock(temporary)) {
      assertThatThrownBy(() -> DataDirectory.lock(link))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use")
          .hasMessageContaining(held.path().toString());
    }
    DataDirectory.lock(link).close();
  }

  @Test
  void aRefusalDoesNotReleaseTheLockForOtherProcesses() throws Exception {
    try (DataDirectory held = DataDirectory.lock(temporary)) {
      assertThatThrownBy(() -> DataDirectory.lock(temporary)).hasMessageContaining("in use");
      Process child = EmbeddedRedisChild.launch(temporary);
      assertThat(EmbeddedRedisChild.answer(child))
          .contains("in use by another instance")
          .contains(held.path().toString());
      child.waitFor();
    }
  }

  @Test
  void aSecondCloseDoesNotReleaseTheNextLock() throws Exception {
    DataDirectory first = DataDirectory.lock(temporary);
    first.close();
    try (DataDirectory second = DataDirectory.lock(temporary)) {
      first.close();
      assertThatThrownBy(() -> DataDirectory.lock(second.path())).hasMessageContaining("in use");
    }
  }

  @Test
  void aFileIsRefused() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.lock(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
