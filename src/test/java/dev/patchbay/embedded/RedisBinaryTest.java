package dev.patchbay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedisBinaryTest {

  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   redis-server-7.0.15-linux-amd64",
    "Linux,    aarch64, redis-server-7.0.15-linux-arm64",
    "Mac OS X, x86_64,  redis-server-7.0.15-darwin-amd64",
    "Mac OS X, aarch64, redis-server-7.0.15-darwin-arm64",
  })
  void isInTheJarForEveryPlatform(String osName, String osArch, String name) throws Exception {
    assertThat(RedisBinary.nameFor(osName, osArch)).isEqualTo(name);
    assertThat(RedisBinary.class.getResource("/" + name)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "Linux, i386"})
  void otherPlatformsAreNamed(String osName, String osArch) {
    assertThatThrownBy(() -> RedisBinary.nameFor(osName, osArch))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(osName)
        .hasMessageContaining(osArch)
        .hasMessageContaining("PATCHBAY_REDIS_URI");
  }

  @Test
  void windowsIsPointedToWsl() {
    assertThatThrownBy(() -> RedisBinary.nameFor("Windows 11", "amd64"))
        .hasMessage(
            "the jar has a Redis for Linux and macOS on amd64 and arm64, and none for Windows 11 on"
                + " amd64. Set PATCHBAY_REDIS_URI=redis://host:6379 to use a Redis of your own, or"
                + " start the jar inside WSL, which is Linux");
  }

  @Test
  void isExtractedOnce() throws Exception {
    Path binary = RedisBinary.extractTo(temporary);
    Object written = Files.getAttribute(binary, "unix:ino");
    RedisBinary.extractTo(temporary);
    assertThat(Files.isExecutable(binary)).isTrue();
    assertThat(Files.getAttribute(binary, "unix:ino")).isEqualTo(written);
  }

  @Test
  void aTamperedFileIsReplaced() throws Exception {
    Path binary = RedisBinary.extractTo(temporary);
    byte[] original = Files.readAllBytes(binary);
    byte[] tampered = original.clone();
    tampered[tampered.length / 2] ^= 1;
    Files.write(binary, tampered);
    RedisBinary.extractTo(temporary);
    assertThat(Files.readAllBytes(binary)).isEqualTo(original);
  }

  @Test
  void anIncompleteFileIsReplaced() throws Exception {
    Path binary = RedisBinary.extractTo(temporary);
    long size = Files.size(binary);
    Files.writeString(binary, "half", StandardOpenOption.TRUNCATE_EXISTING);
    Files.writeString(temporary.resolve(binary.getFileName() + ".part"), "half");
    RedisBinary.extractTo(temporary);
    assertThat(binary).hasSize(size);
    assertThat(temporary).isDirectoryNotContaining("glob:**.part");
  }
}
