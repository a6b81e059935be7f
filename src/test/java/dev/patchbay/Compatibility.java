package dev.patchbay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The table of operations in {@code src/site/compatibility.txt}, and the part of the compatibility
 * page that is made of it. What is decided and what is left are topics of the guide to differences,
 * which has their texts.
 *
 * @param headings the operations below each heading
 */
record Compatibility(Map<String, List<Row>> headings) {

  private static final Path SITE = Path.of("src", "site");

  static final Path PAGE = SITE.resolve("markdown").resolve("compatibility.md");

  private static final String BEGIN = "<!-- operations -->";

  private static final String END = "<!-- /operations -->";

  /**
   * One operation.
   *
   * @param exact what is known of AWS and the same here, with its source
   * @param decided the topics that AWS's sources leave open
   * @param left the topics that are not the same as at AWS
   */
  record Row(String operation, List<String> exact, List<String> decided, List<String> left) {

    private void add(String line) {
      String[] words = line.strip().split(" ", 2);
      switch (words[0]) {
        case "exact" -> exact.add(words[1]);
        case "decided" -> decided.add(words[1]);
        case "left" -> left.add(words[1]);
        default -> throw new IllegalArgumentException(operation + ": " + line);
      }
    }
  }

  /** One topic of the guide to differences. */
  record Topic(String section, String text) {}

  static Compatibility read() throws IOException {
    Map<String, List<Row>> headings = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(SITE.resolve("compatibility.txt"))) {
      if (line.startsWith("# ")) {
        rows = new ArrayList<>();
        headings.put(line.substring(2), rows);
      } else if (line.startsWith(" ")) {
        rows.get(rows.size() - 1).add(line);
      } else if (!line.isBlank()) {
        rows.add(new Row(line, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
      }
    }
    return new Compatibility(headings);
  }

  /** The topics of the guide to differences, by their names. */
  static Map<String, Topic> topics() throws IOException {
    Map<String, Topic> topics = new LinkedHashMap<>();
    String section = "";
    for (String line : Files.readAllLines(SITE.resolve("markdown").resolve("differences.md"))) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (line.startsWith("| ") && !line.startsWith("| topic ")) {
        String[] cells = line.substring(2).split(" \\| ", -1);
        topics.put(cells[0], new Topic(section, cells[1]));
      }
    }
    return topics;
  }

  List<Row> rows() {
    return headings.values().stream().flatMap(List::stream).toList();
  }

  /** The part of the page that is made of the table. */
  String markdown() throws IOException {
    Map<String, Topic> topics = topics();
    StringBuilder markdown = new StringBuilder();
    headings.forEach(
        (heading, rows) -> {
          markdown.append("\n## ").append(heading).append("\n\n");
          markdown.append("| operation | exact | decided | left |\n|---|---|---|---|\n");
          for (Row row : rows) {
            markdown
                .append("| %s | %s |".formatted(row.operation, String.join("; ", row.exact)))
                .append(
                    " %s | %s |\n".formatted(cell(row.decided, topics), cell(row.left, topics)));
          }
        });
    return markdown.toString();
  }

  private static String cell(List<String> names, Map<String, Topic> topics) {
    return names.stream()
        .map(
            name ->
                "*%s*: %s"
                    .formatted(name, Objects.requireNonNull(topics.get(name), name).text())
                    .replace("](#", "](differences.md#"))
        .collect(Collectors.joining("<br>"));
  }

  /** The same part as the page has it. */
  static String ofPage() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)).substring(1);
  }

  /** Writes the page anew, after the table or the guide to differences has changed. */
  public static void main(String[] arguments) throws IOException {
    String page = Files.readString(PAGE);
    Files.writeString(
        PAGE,
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + "\n"
            + read().markdown()
            + page.substring(page.indexOf(END)));
  }
}
