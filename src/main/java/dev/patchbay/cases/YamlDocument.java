package dev.patchbay.cases;

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
final class YamlDocument {

  /** Bodies of cases are a few levels deep, and each level takes stack. */
  static final int DEPTH_MAX = 64;

  /** Parts that cases repeat are few. */
  private static final int ALIASES_MAX = 100;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setCodePointLimit(InputText.BYTES_MAX)
          .setMaxAliasesForCollections(ALIASES_MAX)
          .build();

  private final String text;
  private final MappingNode root;

  private YamlDocument(String text, MappingNode root) {
    this.text = text;
    this.root = root;
  }

  static YamlDocument parse(String text) throws InputException {
    try {
      checkShape(text);
      return new Compose(SETTINGS)
          .composeString(text)
          .filter(MappingNode.class::isInstance)
          .map(node -> new YamlDocument(text, (MappingNode) node))
          .orElseThrow(() -> new InputException("it is not a map"));
    } catch (MarkedYamlEngineException e) {
      throw new InputException(place(e.getProblemMark()) + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new InputException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  /** The parser keeps its state in a list, and the composer of its events recurses. */
  private static void checkShape(String text) throws InputException {
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
  static InputException tooDeep(Optional<Mark> mark) {
    return at(mark, "it is deeper than " + DEPTH_MAX + " levels");
  }

  static InputException at(Optional<Mark> mark, String problem) {
    return new InputException(place(mark) + problem);
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(
            each -> "line %d, column %d: ".formatted(each.getLine() + 1, each.getColumn() + 1))
        .orElse("");
  }

  String text() {
    return text;
  }

  MappingNode root() {
    return root;
  }

  /** The values by name, in their order. */
  Map<String, @Nullable Object> values() throws InputException {
    return new LinkedHashMap<>(new YamlValues().map(root));
  }
}
