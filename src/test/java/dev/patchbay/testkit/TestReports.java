package dev.patchbay.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The XML reports of Surefire and Failsafe. */
final class TestReports {

  private static final Pattern METHOD = Pattern.compile("\\w+");

  private TestReports() {}

  /**
   * One execution of a test.
   *
   * @param className with its package
   * @param method empty where the class failed or was skipped as a whole
   * @param skipped whether it was, be it by an assumption
   * @param reason why it was skipped, else empty
   */
  record TestCase(String className, String method, boolean skipped, String reason) {

    @Override
    public String toString() {
      return className.substring(className.lastIndexOf('.') + 1)
          + (method.isEmpty() ? "" : "#" + method);
    }
  }

  /** Returns the reports since then, for an earlier report may be of a deleted test. */
  static List<TestCase> read(Path directory, Instant since) throws IOException {
    List<TestCase> cases = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(TestReports::isReport).sorted().toList()) {
          if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
            read(file, cases);
          }
        }
      }
    }
    return cases;
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("TEST-") && name.endsWith(".xml");
  }

  private static void read(Path file, List<TestCase> cases) throws IOException {
    Element suite = parse(file).getDocumentElement();
    NodeList elements = suite.getElementsByTagName("testcase");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      Matcher method = METHOD.matcher(element.getAttribute("name"));
      NodeList skips = element.getElementsByTagName("skipped");
      boolean skipped = skips.getLength() > 0;
      cases.add(
          new TestCase(
              suite.getAttribute("name"),
              method.lookingAt() ? method.group() : "",
              skipped,
              skipped ? reason((Element) skips.item(0)) : ""));
    }
  }

  /** A test that its class skips has no message, but a stack trace that begins with the reason. */
  private static String reason(Element skip) {
    String message = skip.getAttribute("message");
    return message.isEmpty()
        ? skip.getTextContent().strip().lines().findFirst().orElse("")
        : message;
  }

  private static Document parse(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
