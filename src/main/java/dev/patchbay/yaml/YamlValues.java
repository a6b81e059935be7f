package dev.patchbay.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Makes values of nodes: String, Boolean, Long, BigInteger, Double, null, Map and List. A number
 * that is an integer of 64 bits is a Long however it is written.
 */
final class YamlValues {

  /** A file of the largest size holds as many, and aliases may not multiply them. */
  static final int OF_FILE_MAX = 1_000_000;

  /** A double has 17 digits; arithmetic with longer numbers has no bound. */
  private static final int NUMBER_LENGTH_MAX = 100;

  private final boolean decimalTexts;
  private final int valuesMax;
  private int values;

  /**
   * The values of one document.
   *
   * @param decimalTexts whether a decimal number is the text that it is written as
   * @param valuesMax how many values the document may have
   */
  YamlValues(boolean decimalTexts, int valuesMax) {
    this.decimalTexts = decimalTexts;
    this.valuesMax = valuesMax;
  }

  Map<String, @Nullable Object> map(MappingNode node) throws YamlException {
    return map(node, 1);
  }

  private Map<String, @Nullable Object> map(MappingNode node, int depth) throws YamlException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw YamlDocument.at(entry.getKeyNode().getStartMark(), "a name must be a text");
      }
      if (map.containsKey(key.getValue())) {
        throw YamlDocument.at(key.getStartMark(), key.getValue() + " is there twice");
      }
      map.put(key.getValue(), value(entry.getValueNode(), depth + 1));
    }
    return map;
  }

  private @Nullable Object value(Node node, int depth) throws YamlException {
    if (++values > valuesMax) {
      throw YamlDocument.at(node.getStartMark(), "it has more than " + valuesMax + " values");
    }
    if (depth > YamlDocument.DEPTH_MAX && !(node instanceof ScalarNode)) {
      throw YamlDocument.tooDeep(node.getStartMark());
    }
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return map(mapping, depth);
    }
    if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Node each : sequence.getValue()) {
        list.add(value(each, depth + 1));
      }
      return list;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    throw YamlDocument.at(node.getStartMark(), "the tag " + node.getTag() + " is not supported");
  }

  private @Nullable Object scalar(ScalarNode node) throws YamlException {
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return node.getValue();
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(node.getValue());
    }
    if (tag.equals(Tag.FLOAT) && decimalTexts) {
      return node.getValue();
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(node);
    }
    throw YamlDocument.at(node.getStartMark(), "the tag " + tag + " is not supported");
  }

  private static Object number(ScalarNode node) throws YamlException {
    String text = node.getValue();
    if (text.length() <= NUMBER_LENGTH_MAX) {
      try {
        return node.getTag().equals(Tag.INT) ? integer(new BigInteger(text)) : decimal(text);
      } catch (NumberFormatException e) {
        // It is a number of YAML that JSON does not have, for example .inf.
      }
    }
    throw YamlDocument.at(node.getStartMark(), text + " is no number of JSON, or it is too long");
  }

  private static Object integer(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private static Object decimal(String text) {
    BigDecimal number = new BigDecimal(text);
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      double value = number.doubleValue();
      if (Double.isInfinite(value)) {
        throw new NumberFormatException(text);
      }
      return value;
    }
  }
}
