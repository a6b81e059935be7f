package dev.patchbay.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template that the schema of a model suggests: an object of the schema's shape with values to
 * be replaced. References and alternatives are not followed, and have an empty object.
 */
public final class ModelTemplate {

  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder("#set($inputRoot = $input.path('$'))\n");

  private ModelTemplate() {}

  /**
   * Makes the template.
   *
   * @param schema the text of a valid schema
   */
  public static String of(String schema) {
    ModelTemplate template = new ModelTemplate();
    try {
      template.value(JsonReader.readNested(schema), "");
    } catch (IOException e) {
      throw new IllegalArgumentException("not a schema", e);
    }
    return template.text.append('\n').toString();
  }

  /**
   * Appends a value.
   *
   * @param indent of the line that it begins in
   */
  private void value(@Nullable Object schema, String indent) {
    Map<?, ?> members = schema instanceof Map<?, ?> map ? map : Map.of();
    switch (members.get("type") instanceof String type ? type : "object") {
      case "string" -> text.append("\"foo\"");
      case "integer" -> text.append("42");
      case "number" -> text.append("42.0");
      case "boolean" -> text.append("true");
      case "null" -> text.append("null");
      case "array" -> array(members.get("items"), indent);
      default -> object(members.get("properties"), indent);
    }
  }

  private void object(@Nullable Object properties, String indent) {
    text.append('{');
    if (properties instanceof Map<?, ?> map && !map.isEmpty()) {
      for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator(); each.hasNext(); ) {
        Map.Entry<?, ?> property = each.next();
        String name = String.valueOf(property.getKey());
        text.append('\n').append(indent).append(INDENT).append('"');
        text.append(JsonStringEncoder.getInstance().quoteAsString(name)).append("\" : ");
        value(property.getValue(), indent + INDENT);
        text.append(each.hasNext() ? "," : "");
      }
      text.append('\n').append(indent);
    }
    text.append('}');
  }

  private void array(@Nullable Object items, String indent) {
    text.append("[\n##TODO: Update this foreach loop to reference array from input json\n");
    text.append("#foreach($elem in $inputRoot)\n").append(indent).append(INDENT);
    value(items, indent + INDENT);
    text.append("#if($foreach.hasNext),#end\n#end\n").append(indent).append(']');
  }
}
