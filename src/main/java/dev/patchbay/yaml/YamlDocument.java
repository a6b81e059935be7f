package dev.patchbay.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * A map in YAML 1.2, of which JSON is a part. Only maps, lists, strings, numbers, booleans and null
 * are read; a tag names no type of Java.
 */
public final class YamlDocument {

  /** Bodies of cases are a few levels deep, and each level takes stack. */
  static final int DEPTH_MAX = 64;

  /** Parts that cases repeat are few. */
  private static final int ALIASES_MAX = 100;

  /**
   * A hundred templates of the largest size fit, and a reply of the largest size in base64 does
   * too. It is the size of a text, which is in memory already.
   */
  private static final int CHARACTERS_MAX = 4 * 1024 * 1024;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setCodePointLimit(CHARACTERS_MAX)
          .setMaxAliasesForCollections(ALIASES_MAX)
          .build();

  private final String text;
  private final MappingNode root;
  private final Map<String, @Nullable Object> values;

  private YamlDocument(String text, MappingNode root, Map<String, @Nullable Object> values) {
    this.text = text;
    this.root = root;
    this.values = values;
  }

  /**
   * Parses a text. A whole number is a Long however it is written.
   *
   * @throws YamlException when it is anything else than one map within the limits
   */
  public static YamlDocument parse(String text) throws YamlException {
    return parse(text, new YamlValues(false, YamlValues.OF_FILE_MAX));
  }

  /**
   * Parses a text, and takes each decimal number as its text, for a version 1.0 is not a version 1.
   *
   * @param valuesMax how many values it may have; the values of an alias count each time
   * @throws YamlException when it is anything else than one map within the limits
   */
  public static YamlDocument parseWithDecimalTexts(String text, int valuesMax)
      throws YamlException {
    return parse(text, new YamlValues(true, valuesMax));
  }

  private static YamlDocument parse(String text, YamlValues values) throws YamlException {
    try {
      checkShape(text);
      MappingNode root =
          new Compose(SETTINGS)
              .composeString(text)
              .filter(MappingNode.class::isInstance)
              .map(MappingNode.class::cast)
              .orElseThrow(() -> new YamlException("it is not a map"));
      return new YamlDocument(text, root, values.map(root));
    } catch (MarkedYamlEngineException e) {
      throw new YamlException(place(e.getProblemMark()) + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new YamlException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  /** The parser keeps its state in a list, and the composer of its events recurses. */
  private static void checkShape(String text) throws YamlException {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEPTH_MAX) {
        throw tooDeep(event.getStartMark());
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (event instanceof AliasEvent && ++aliases > ALIASES_MAX) {
        throw at(event.getStartMark(), "it has more than " + ALIASES_MAX + " aliases");
      }
    }
  }

  /**
   * Aliases nest deeper than the text does, without an end where an alias lies inside its own
   * anchor.
   */
  static YamlException tooDeep(Optional<Mark> mark) {
    return at(mark, "it is deeper than " + DEPTH_MAX + " levels");
  }

  static YamlException at(Optional<Mark> mark, String problem) {
    return new YamlException(place(mark) + problem);
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(
            each -> "line %d, column %d: ".formatted(each.getLine() + 1, each.getColumn() + 1))
        .orElse("");
  }

  public String text() {
    return text;
  }

  /** The map as the parser has it, with the places of its parts. */
  public MappingNode root() {
    return root;
  }

  /** The values by name, in their order. */
  public Map<String, @Nullable Object> values() {
    return new LinkedHashMap<>(values);
  }
}
