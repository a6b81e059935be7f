package dev.patchbay.cases;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results in the form of JUnit, which CI systems read. */
final class JunitXml {

  private static final int NANO_DIGITS = 9;

  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(List<CaseResult> results) {
    StringWriter text = new StringWriter();
    try {
      new JunitXml(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).write(results);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory takes everything", e);
    }
    return text.append('\n').toString();
  }

  private void write(List<CaseResult> results) throws XMLStreamException {
    long errors = results.stream().filter(each -> each.unreadable().isPresent()).count();
    long failed = results.stream().filter(CaseResult::failed).count();
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", "patchbay evaluate");
    attribute("tests", results.size());
    attribute("failures", failed - errors);
    attribute("errors", errors);
    attribute("skipped", 0);
    attribute("time", seconds(results.stream().mapToLong(CaseResult::nanos).sum()));
    for (CaseResult result : results) {
      xml.writeCharacters("\n  ");
      write(result);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(CaseResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", "patchbay.evaluate");
    attribute("name", result.name());
    attribute("time", seconds(result.nanos()));
    if (result.unreadable().isPresent()) {
      problem("error", "the case cannot be read", result.unreadable().get());
    } else if (result.failed()) {
      problem(
          "failure",
          result.differences().stream().map(Difference::name).collect(Collectors.joining(", "))
              + " differs",
          String.join("\n", CaseReport.plain(result)));
    }
    xml.writeEndElement();
  }

  private void problem(String element, String message, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("message", message);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, allowed(String.valueOf(value)));
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, NANO_DIGITS).toPlainString();
  }

  /** XML 1.0 has no control characters, not even as references. */
  private static String allowed(String text) {
    return text.codePoints()
        .map(
            each ->
                each == '\t'
                        || each == '\n'
                        || (each >= ' ' && each <= 0xD7FF)
                        || (each >= 0xE000 && each <= 0xFFFD)
                        || each > 0xFFFF
                    ? each
                    : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
