package dev.patchbay.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes a map in YAML 1.2, its maps and lists in blocks. */
public final class YamlText {

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setDereferenceAliases(true)
          .build();

  private YamlText() {}

  /**
   * Writes a map.
   *
   * @param map of String, Boolean, numbers, null, and Lists and Maps of them
   */
  public static String of(Map<String, ? extends @Nullable Object> map) {
    return new Dump(SETTINGS).dumpToString(map);
  }
}
