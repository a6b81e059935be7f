package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import dev.patchbay.evaluation.JsonParser.NotJsonException;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ShownValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the schema of a model at the cost of the current budget. A reference leads to a place of
 * the same schema, {@code #/definitions/a}, or of another model by the address that API Gateway
 * documents, {@code https://apigateway.amazonaws.com/restapis/{apiId}/models/{name}}.
 */
final class ModelCompiler {

  private static final int LENGTH_MAX = Limit.MODEL_SCHEMAS.intValue();

  private static final Pattern MODEL =
      Pattern.compile("https?://apigateway\\.amazonaws\\.com/restapis/([^/#]+)/models/([^/#]+)");

  private final MessageModel model;
  private final Map<String, @Nullable Object> documents = new HashMap<>();
  private final IdentityHashMap<Object, MessageSchema> compiled = new IdentityHashMap<>();
  private int level;

  private ModelCompiler(MessageModel model) {
    this.model = model;
  }

  /**
   * Compiles a model.
   *
   * @throws EvaluationFault where it cannot be used
   */
  static MessageSchema compile(MessageModel model) {
    Budget.compiling();
    if (model.length() > LENGTH_MAX) {
      throw fault("its schemas have more than " + LENGTH_MAX + " characters");
    }
    ModelCompiler compiler = new ModelCompiler(model);
    return compiler.schema(compiler.document(model.name()), model.name());
  }

  static EvaluationFault fault(String reason) {
    return new EvaluationFault(Kind.MODEL, "the model cannot be used: " + reason);
  }

  private @Nullable Object document(String name) {
    if (!documents.containsKey(name)) {
      String text = model.schema(name);
      if (text == null) {
        throw fault("there is no model " + name);
      }
      try {
        documents.put(name, JsonParser.parse(text));
      } catch (NotJsonException e) {
        throw fault("its schema is not JSON: " + e.getMessage());
      }
    }
    return documents.get(name);
  }

  /**
   * Returns the schema of a value of a document.
   *
   * @param document the name of the model with the value
   */
  MessageSchema schema(@Nullable Object value, String document) {
    if (!(value instanceof TemplateMap members)) {
      throw fault("a schema is not an object");
    }
    MessageSchema known = compiled.get(members);
    if (known != null) {
      return known;
    }
    if (++level > MessageSchema.LEVELS_MAX) {
      throw fault("its schemas lie deeper than " + MessageSchema.LEVELS_MAX);
    }
    MessageSchema schema = new MessageSchema();
    compiled.put(members, schema);
    schema.setRules(rules(members, document));
    level--;
    return schema;
  }

  private List<SchemaRule> rules(TemplateMap members, String document) {
    if (members.get("$ref") instanceof String address) {
      return List.of(referred(address, document)); // Draft 4 ignores the other keywords.
    }
    List<SchemaRule> rules = new ArrayList<>(ValueRules.of(members));
    rules.addAll(new NestedRules(each -> schema(each, document)).of(members));
    return rules;
  }

  private MessageSchema referred(String address, String document) {
    int hash = address.indexOf('#');
    String resource = hash < 0 ? address : address.substring(0, hash);
    String pointer = hash < 0 ? "" : address.substring(hash + 1);
    String target = resource.isEmpty() ? document : modelName(resource);
    return schema(at(document(target), pointer), target);
  }

  private String modelName(String address) {
    Matcher parts = MODEL.matcher(address);
    if (!parts.matches() || !model.apiId().equals(parts.group(1))) {
      throw fault("it refers to " + ShownValue.cut(address) + ", which is no model of its API");
    }
    return Objects.requireNonNull(parts.group(2));
  }

  /** The value at a JSON pointer (RFC 6901) in a fragment. */
  private static @Nullable Object at(@Nullable Object document, String fragment) {
    String pointer;
    try {
      pointer = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw fault("a reference is not encoded: #" + ShownValue.cut(fragment));
    }
    if (pointer.isEmpty()) {
      return document;
    }
    Object value = document;
    for (String token : pointer.substring(1).split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      if (value instanceof TemplateMap members && members.containsKey(name)) {
        value = members.get(name);
      } else if (value instanceof TemplateList items && isIndex(name, items.size())) {
        value = items.get(Integer.parseInt(name));
      } else {
        throw fault("nothing is at #" + ShownValue.cut(pointer));
      }
    }
    return value;
  }

  private static boolean isIndex(String name, int size) {
    return name.matches("0|[1-9][0-9]{0,5}") && Integer.parseInt(name) < size;
  }
}
