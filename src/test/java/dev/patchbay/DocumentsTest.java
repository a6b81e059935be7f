package dev.patchbay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README and the guides: their links resolve, their marked commands are valid shell, and the
 * classes that they name are there.
 */
final class DocumentsTest {

  private static final Path README = Path.of("README.md");
  private static final Path GUIDES = Path.of("src", "site", "markdown");

  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]+`");

  /** A name of several words in code font, with or without a member. */
  private static final Pattern CLASS =
      Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)(?:\\.[A-Z]\\w*|#\\w+)?`");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern RUN =
      Pattern.compile("(?ms)^<!-- run -->\n(```(\\w*)\n(.*?)^```$)?");

  @Test
  void everyRelativeLinkAndAnchorResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      String text = CODE.matcher(prose(document)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        String target = link.group(1);
        if (!target.contains("://")) {
          links++;
          if (!resolves(document, target)) {
            broken.add(document + ": " + target);
          }
        }
      }
    }
    assertThat(links).isPositive();
    assertThat(broken).isEmpty();
  }

  @Test
  void everyGuideIsReachableFromTheReadme() throws IOException {
    String index = Files.readString(GUIDES.resolve("decisions").resolve("index.md"));
    String readme = Files.readString(README);
    for (Path document : documents()) {
      String name = document.getFileName().toString();
      if (document.startsWith(GUIDES.resolve("decisions")) && !name.equals("index.md")) {
        assertThat(index).contains("](" + name + ")");
      } else if (!document.equals(README)) {
        assertThat(readme).contains("](" + document.toString().replace('\\', '/') + ")");
      }
    }
  }

  @Test
  void everyClassThatTheGuidesForDevelopersNameIsThere() throws IOException {
    Set<String> classes;
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      classes =
          sources
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    for (String guide : List.of("architecture.md", "contributing.md")) {
      assertThat(CLASS.matcher(prose(GUIDES.resolve(guide))).results().map(each -> each.group(1)))
          .as(guide)
          .isNotEmpty()
          .isSubsetOf(classes);
    }
  }

  @Test
  void everyPackageIsInTheTableOfPackages() throws IOException {
    String guide = Files.readString(GUIDES.resolve("architecture.md"));
    String packages =
        guide.substring(
            guide.indexOf("\n## Packages\n"), guide.indexOf("\n## Types and operations\n"));
    Path root = Path.of("src", "main", "java", "dev", "patchbay");
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(
              files
                  .filter(file -> file.endsWith("package-info.java"))
                  .map(Path::getParent)
                  .filter(each -> !each.equals(root))
                  .map(each -> each.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(packages).containsPattern("`([a-z]+\\.)*" + name + "`"));
    }
  }

  @Test
  void everyMarkedCommandBlockIsValidShell() throws Exception {
    int blocks = 0;
    for (Path document : documents()) {
      for (MatchResult block : RUN.matcher(Files.readString(document)).results().toList()) {
        assertThat(block.group(2)).as("the language of a block in %s", document).isEqualTo("sh");
        assertValidShell(document, block.group(3));
        blocks++;
      }
    }
    assertThat(blocks).isPositive();
  }

  private static void assertValidShell(Path document, String commands) throws Exception {
    Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
    try (var input = shell.outputWriter(UTF_8)) {
      input.write(commands);
    }
    String messages = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as("%s: %s", document, messages).isZero();
  }

  private static boolean resolves(Path document, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** The anchors that GitHub gives to headings; a second heading of one text gets a number. */
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new HashSet<>();
    for (MatchResult heading : HEADING.matcher(prose(document)).results().toList()) {
      String anchor =
          heading
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      String unique = anchor;
      for (int i = 1; anchors.contains(unique); i++) {
        unique = anchor + "-" + i;
      }
      anchors.add(unique);
    }
    return anchors;
  }

  private static String prose(Path document) throws IOException {
    return FENCED.matcher(Files.readString(document)).replaceAll("");
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> guides = Files.walk(GUIDES)) {
      return Stream.concat(
              Stream.of(README), guides.filter(file -> file.toString().endsWith(".md")))
          .sorted()
          .toList();
    }
  }
}
