package dev.patchbay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Secrets in mounted files: the text of the file that {@code NAME_FILE} names, without white space
 * around it, is the value of {@code NAME}. Read once, at the start.
 */
final class SecretFiles {

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private SecretFiles(Map<String, String> environment) {
    this.environment = new HashMap<>(environment);
  }

  /**
   * The environment with the values of the files in it.
   *
   * @throws ConfigException naming each variable that is set beside its file, and each file that
   *     cannot be read or is blank
   */
  static Map<String, String> readInto(Map<String, String> environment, List<String> names) {
    SecretFiles files = new SecretFiles(environment);
    names.forEach(files::read);
    if (!files.problems.isEmpty()) {
      throw new ConfigException(files.problems);
    }
    return files.environment;
  }

  private void read(String name) {
    String variable = name + "_FILE";
    String file = environment.getOrDefault(variable, "").strip();
    if (file.isEmpty()) {
      return;
    }
    if (!environment.getOrDefault(name, "").isBlank()) {
      problems.add(name + " and " + variable + " are both set: set one of them");
      return;
    }
    try {
      String secret = Files.readString(Path.of(file)).strip();
      if (secret.isEmpty()) {
        problems.add(variable + " is " + file + ", which is blank");
      }
      environment.put(name, secret);
    } catch (IOException | InvalidPathException ignored) {
      problems.add(variable + " is " + file + ", which cannot be read");
    }
  }
}
