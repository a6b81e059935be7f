package dev.patchbay.cases;

import dev.patchbay.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Replaces the expectation in the text of a case, and keeps every other character. */
final class ExpectationEdit {

  private static final String NAME = "expected";

  private final YamlDocument document;
  private final String text;
  private final List<NodeTuple> entries;

  ExpectationEdit(YamlDocument document) {
    this.document = document;
    this.text = document.text();
    this.entries = document.root().getValue();
  }

  /**
   * The text with another expectation.
   *
   * @throws InputException where the text is written in a way that does not allow it
   */
  String with(Expectation expectation) throws InputException {
    boolean flow = document.root().getFlowStyle() == FlowStyle.FLOW;
    String edited = flow ? flow(expectation) : block(expectation);
    if (!isAsMeant(edited, expectation)) {
      throw new InputException(
          "the expectation cannot be written into this file; write it by hand: "
              + Json.compact(expectation.values()));
    }
    return edited;
  }

  private boolean isAsMeant(String edited, Expectation expectation) throws InputException {
    Map<String, @Nullable Object> before = document.values();
    Map<String, @Nullable Object> after;
    try {
      after = new LinkedHashMap<>(InputText.yaml(edited).values());
    } catch (InputException e) {
      return false;
    }
    boolean same = Expectation.of(after.remove(NAME)).equals(expectation);
    before.remove(NAME);
    return same && before.equals(after);
  }

  private String flow(Expectation expectation) {
    NodeTuple entry = entry().orElse(entries.get(entries.size() - 1));
    int keyStart = start(entry.getKeyNode());
    int lineStart = text.lastIndexOf('\n', keyStart - 1) + 1;
    String indent = text.substring(lineStart, keyStart);
    boolean oneLine = !indent.isBlank();
    String value =
        oneLine ? Json.compact(expectation.values()) : Json.pretty(expectation.values(), indent);
    int end = end(entry.getValueNode());
    if (entry().isPresent()) {
      return text.substring(0, start(entry.getValueNode())) + value + text.substring(end);
    }
    String separator = oneLine ? ", " : ",\n" + indent;
    return "%s%s\"%s\": %s%s"
        .formatted(text.substring(0, end), separator, NAME, value, text.substring(end));
  }

  private String block(Expectation expectation) {
    if (entry().isEmpty()) {
      String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
      String indent = " ".repeat(column());
      return text + separator + indent + BlockYaml.entry(NAME, expectation.values(), indent) + "\n";
    }
    NodeTuple entry = entry().get();
    int begin = start(entry.getKeyNode());
    int end = end(entry.getValueNode());
    while (end > begin && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int lineEnd = text.indexOf('\n', end);
    String rest = text.substring(end, lineEnd < 0 ? text.length() : lineEnd);
    if (rest.isBlank() || rest.strip().startsWith("#")) {
      end += rest.length() - (rest.endsWith("\r") ? 1 : 0);
    }
    String indent = " ".repeat(column());
    return text.substring(0, begin)
        + BlockYaml.entry(NAME, expectation.values(), indent)
        + text.substring(end);
  }

  private int column() {
    return document.root().getStartMark().map(Mark::getColumn).orElse(0);
  }

  private Optional<NodeTuple> entry() {
    return entries.stream()
        .filter(each -> each.getKeyNode() instanceof ScalarNode key && key.getValue().equals(NAME))
        .findFirst();
  }

  private int start(Node node) {
    return offset(node.getStartMark());
  }

  /** The end of its last text; that of a map by indentation is where the next entry begins. */
  private int end(Node node) {
    boolean block =
        node instanceof CollectionNode<?> collection
            && collection.getFlowStyle() == FlowStyle.BLOCK
            && !collection.getValue().isEmpty();
    if (block && node instanceof MappingNode mapping) {
      return end(mapping.getValue().get(mapping.getValue().size() - 1).getValueNode());
    }
    if (block && node instanceof SequenceNode sequence) {
      return end(sequence.getValue().get(sequence.getValue().size() - 1));
    }
    return offset(node.getEndMark());
  }

  /** Marks count code points. */
  private int offset(Optional<Mark> mark) {
    return text.offsetByCodePoints(0, mark.map(Mark::getIndex).orElse(0));
  }
}
