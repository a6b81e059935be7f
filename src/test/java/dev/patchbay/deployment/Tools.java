package dev.patchbay.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs that the build does without: where one is not on the path, its tests are skipped. */
final class Tools {

  private Tools() {}

  static String kubectlKustomize(Path directory) {
    return run(List.of("kubectl", "kustomize", directory.toString()), Path.of(""));
  }

  static String promtool(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(Arrays.asList(arguments));
    return run(command, directory);
  }

  /** Returns its output; fails unless it exits with 0. */
  private static String run(List<String> command, Path directory) {
    String program = command.get(0);
    boolean present =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    assumeTrue(present, program + " is not on the path");
    try {
      Path errors = Files.createTempFile(program, ".err");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toAbsolutePath().toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      assertThat(status).as("%s%n%s%s", command, output, Files.readString(errors)).isZero();
      Files.delete(errors);
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
