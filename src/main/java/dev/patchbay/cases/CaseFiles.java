package dev.patchbay.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of cases that paths name. */
public final class CaseFiles {

  /** A folder with more files was named by mistake. */
  private static final int FILES_MAX = 10_000;

  /** Folders of cases are a few levels deep. */
  private static final int DEPTH_MAX = 16;

  private CaseFiles() {}

  /**
   * The files as they are named, and the files of folders whose names end with .json, .yaml or
   * .yml, in the order of their names. Links to folders inside a folder are not followed.
   *
   * @param others files in the folders that are no cases
   * @throws InputException where there is none
   */
  public static List<Path> find(List<Path> paths, Set<Path> others) throws InputException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(walk(path, others));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new InputException("there is no file " + path);
      }
      if (files.size() > FILES_MAX) {
        throw new InputException(path + " has more than " + FILES_MAX + " cases");
      }
    }
    return new ArrayList<>(files);
  }

  private static List<Path> walk(Path folder, Set<Path> others) throws InputException {
    try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
      List<Path> cases =
          files
              .filter(
                  file ->
                      isCase(file) && Files.isRegularFile(file) && !others.contains(absolute(file)))
              .limit(FILES_MAX + 1L)
              .sorted()
              .toList();
      if (cases.isEmpty()) {
        throw new InputException("there are no cases in " + folder);
      }
      return cases;
    } catch (IOException e) {
      throw new InputException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A path that can be compared. */
  public static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static boolean isCase(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
