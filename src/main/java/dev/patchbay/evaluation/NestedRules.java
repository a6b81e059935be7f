package dev.patchbay.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The keywords of draft 4 that lead to other schemas. */
final class NestedRules {

  private final Function<@Nullable Object, MessageSchema> compiler;

  /** Compiles nested schemas with a function. */
  NestedRules(Function<@Nullable Object, MessageSchema> compiler) {
    this.compiler = compiler;
  }

  List<SchemaRule> of(TemplateMap schema) {
    List<SchemaRule> rules = new ArrayList<>();
    addMembers(schema, rules);
    addItems(schema, rules);
    addDependencies(schema, rules);
    rules.addAll(list(schema.get("allOf")));
    addAlternatives("anyOf", schema, count -> count > 0, rules);
    addAlternatives("oneOf", schema, count -> count == 1, rules);
    if (schema.containsKey("not")) {
      MessageSchema refused = compiler.apply(schema.get("not"));
      rules.add(
          (value, level) -> refused.accepts(value, level) ? ValueRules.refusalBy("not") : null);
    }
    return rules;
  }

  private void addMembers(TemplateMap schema, List<SchemaRule> rules) {
    Map<String, MessageSchema> named = schemas(schema.get("properties"));
    Map<BoundedPattern, MessageSchema> patterns = new LinkedHashMap<>();
    schemas(schema.get("patternProperties"))
        .forEach((pattern, each) -> patterns.put(ValueRules.pattern(pattern), each));
    Object additional = schema.get("additionalProperties");
    if (!named.isEmpty() || !patterns.isEmpty() || additional != null) {
      rules.add(new MemberRule(named, patterns, rest("additionalProperties", additional)));
    }
  }

  private void addItems(TemplateMap schema, List<SchemaRule> rules) {
    Object items = schema.get("items");
    if (items instanceof TemplateList list) {
      List<MessageSchema> first = list(list);
      SchemaRule rest = rest("additionalItems", schema.get("additionalItems"));
      rules.add(itemRule(index -> index < first.size() ? first.get(index) : rest));
    } else if (items != null) {
      MessageSchema each = compiler.apply(items);
      rules.add(itemRule(index -> each));
    }
  }

  private static SchemaRule itemRule(Function<Integer, SchemaRule> rules) {
    return (value, level) -> {
      if (value instanceof TemplateList list) {
        for (int i = 0; i < list.size(); i++) {
          String refusal = rules.apply(i).refusal(list.get(i), level);
          if (refusal != null) {
            return refusal;
          }
        }
      }
      return null;
    };
  }

  /** The rule for members or items without a schema of their own. */
  private SchemaRule rest(String keyword, @Nullable Object schema) {
    if (schema == null || Boolean.TRUE.equals(schema)) {
      return (value, level) -> null;
    }
    return Boolean.FALSE.equals(schema)
        ? (value, level) -> ValueRules.refusalBy(keyword)
        : compiler.apply(schema);
  }

  private void addDependencies(TemplateMap schema, List<SchemaRule> rules) {
    if (!(schema.get("dependencies") instanceof TemplateMap dependencies)) {
      return;
    }
    for (Map.Entry<Object, @Nullable Object> each : dependencies.entrySet()) {
      SchemaRule rule =
          each.getValue() instanceof TemplateMap
              ? compiler.apply(each.getValue())
              : allPresent(ValueRules.texts(each.getValue()));
      rules.add(
          (value, level) ->
              value instanceof TemplateMap map && map.containsKey(each.getKey())
                  ? rule.refusal(value, level)
                  : null);
    }
  }

  private static SchemaRule allPresent(List<String> names) {
    return (value, level) ->
        value instanceof TemplateMap map && names.stream().allMatch(map::containsKey)
            ? null
            : ValueRules.refusalBy("dependencies");
  }

  /** Adds a rule about the number of these schemas that accept a value. */
  private void addAlternatives(
      String keyword, TemplateMap schema, LongPredicate suffices, List<SchemaRule> rules) {
    List<MessageSchema> schemas = list(schema.get(keyword));
    if (!schemas.isEmpty()) {
      rules.add(
          (value, level) ->
              suffices.test(schemas.stream().filter(each -> each.accepts(value, level)).count())
                  ? null
                  : ValueRules.refusalBy(keyword));
    }
  }

  private List<MessageSchema> list(@Nullable Object schemas) {
    return schemas instanceof TemplateList list ? list.stream().map(compiler).toList() : List.of();
  }

  private Map<String, MessageSchema> schemas(@Nullable Object members) {
    Map<String, MessageSchema> schemas = new LinkedHashMap<>();
    if (members instanceof TemplateMap map) {
      map.forEach((name, schema) -> schemas.put(String.valueOf(name), compiler.apply(schema)));
    }
    return schemas;
  }

  /** The schemas of the members of an object. */
  private record MemberRule(
      Map<String, MessageSchema> named,
      Map<BoundedPattern, MessageSchema> patterns,
      SchemaRule additional)
      implements SchemaRule {

    @Override
    public @Nullable String refusal(@Nullable Object value, int level) {
      if (!(value instanceof TemplateMap map)) {
        return null;
      }
      Budget.current().steps(map.size());
      for (Map.Entry<Object, @Nullable Object> member : map.entrySet()) {
        String refusal = refusal(String.valueOf(member.getKey()), member.getValue(), level);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    }

    private @Nullable String refusal(String name, @Nullable Object value, int level) {
      List<SchemaRule> matching = new ArrayList<>();
      MessageSchema own = named.get(name);
      if (own != null) {
        matching.add(own);
      }
      patterns.forEach(
          (pattern, schema) -> {
            if (pattern.apply(name, Matcher::find)) {
              matching.add(schema);
            }
          });
      for (SchemaRule each : matching.isEmpty() ? List.of(additional) : matching) {
        String refusal = each.refusal(value, level);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    }
  }
}
