package dev.patchbay.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The tests that the table of invariants names, in the guide to the architecture. */
public final class Invariants {

  private static final Path GUIDE = Path.of("src", "site", "markdown", "architecture.md");

  private static final Pattern NAMED_TEST =
      Pattern.compile("`(\\w+(?:Test|IT|Contract))(?:#(\\w+))?`");

  private Invariants() {}

  /**
   * A test that is named.
   *
   * @param className without its package
   * @param method empty where the whole class is named
   */
  public record NamedTest(String className, String method) {

    @Override
    public String toString() {
      return method.isEmpty() ? className : className + "#" + method;
    }
  }

  public static List<NamedTest> read() throws IOException {
    String text = Files.readString(GUIDE);
    return NAMED_TEST
        .matcher(text.substring(text.indexOf("## Invariants")))
        .results()
        .map(name -> new NamedTest(name.group(1), name.group(2) == null ? "" : name.group(2)))
        .distinct()
        .toList();
  }
}
