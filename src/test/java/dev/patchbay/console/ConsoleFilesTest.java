package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConsoleFilesTest {

  private static final Path FOLDER =
      Path.of("src", "main", "resources", "dev", "patchbay", "console");

  /** A module is read as a whole, so none may be longer. */
  private static final int LINES_MAX = 200;

  private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

  /** The files that a browser loads before it shows a list: the page, styles and modules. */
  private static final int FIRST_VIEW_BYTES_MAX = 150 * 1024;

  @Test
  void theListNamesEveryFileOfTheFolder() throws IOException {
    assertThat(ConsoleFiles.load().keySet().stream().filter(name -> !name.startsWith("lib/")))
        .containsExactlyInAnyOrderElementsOf(
            own().stream().map(name -> name.equals("index.html") ? "" : name).toList());
  }

  @Test
  void noFileIsLongerThanTwoHundredLines() throws IOException {
    for (String name : own()) {
      assertThat(Files.readAllLines(FOLDER.resolve(name))).as(name).hasSizeLessThan(LINES_MAX);
    }
  }

  @Test
  void everyImportedModuleIsServed() throws IOException {
    Set<String> served = ConsoleFiles.load().keySet();
    for (String name : own()) {
      assertThat(IMPORT.matcher(text(name)).results().map(found -> found.group(1)))
          .as(name)
          .allSatisfy(module -> assertThat(served).contains(module));
    }
  }

  @Test
  void allFilesButTheEditorFitIntoTheBudgetOfTheFirstView() {
    int bytes =
        ConsoleFiles.load().entrySet().stream()
            .filter(file -> !file.getKey().startsWith("lib/codemirror"))
            .mapToInt(file -> file.getValue().gzip().length)
            .sum();
    assertThat(bytes).isLessThan(FIRST_VIEW_BYTES_MAX);
  }

  /** The policy of the page would refuse them as well. */
  @Test
  void noFileHasAnInlineScriptOrStyle() throws IOException {
    for (String name : own()) {
      assertThat(text(name))
          .as(name)
          .doesNotContainPattern("<script(?![^>]* src=)")
          .doesNotContainPattern("<style|<[a-z][^>]* style=\"|\\son[a-z]+=\"")
          .doesNotContain("unsafeHTML", "innerHTML", "eval(");
    }
  }

  private static List<String> own() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("files.txt"))
          .collect(Collectors.toList());
    }
  }

  private static String text(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }
}
