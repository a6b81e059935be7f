package dev.patchbay.evaluation;

import java.util.SplittableRandom;

/** Makes templates of the language's parts, in part broken ones. */
final class RandomTemplate {

  private static final String[] NAMES = {"a", "b", "input", "util", "context", "foreach", "l"};

  private static final String[] MEMBERS = {
    "class",
    "body",
    "key",
    "index",
    "stage",
    "x",
    "getClass()",
    "size()",
    "toString()",
    "keySet()",
    "entrySet()",
    "values()",
    "add(%s)",
    "addAll(%s)",
    "put(%s, %s)",
    "get(%s)",
    "set(%s, %s)",
    "path(%s)",
    "json(%s)",
    "params()",
    "parseJson(%s)",
    "urlEncode(%s)",
    "base64Decode(%s)",
    "escapeJavaScript(%s)",
    "replace(%s, %s)",
    "replaceAll(%s, %s)",
    "split(%s)",
    "matches(%s)",
    "concat(%s)",
    "substring(%s)",
    "indexOf(%s)",
    "remove(%s)",
    "containsValue(%s)",
    "repeat(%s)",
    "getOrDefault(%s, %s)",
    "responseOverride",
    "forName(%s)",
    "equals(%s)",
    "compareTo(%s)"
  };

  private static final String[] LITERALS = {
    "1",
    "3",
    "2.5",
    "999999999999",
    "true",
    "''",
    "'x'",
    "'$.a'",
    "'$..*'",
    "'(a+)+$'",
    "'.*'",
    "[]",
    "{}",
    "[1..5]",
    "[1..2000000000]",
    "'{\"k\":[1,2]}'",
    "'$1$1'",
    "'\\\\'"
  };

  private static final String[] OPERATORS = {"+", "-", "*", "/", "%", "==", "!=", "<", "&&", "||"};

  private final SplittableRandom random;

  RandomTemplate(SplittableRandom random) {
    this.random = random;
  }

  String next() {
    StringBuilder out = new StringBuilder();
    blocks(out, 4);
    if (random.nextInt(30) == 0) {
      int cut = random.nextInt(out.length() + 1);
      out.delete(cut, Math.min(out.length(), cut + 1 + random.nextInt(5)));
    }
    return out.toString();
  }

  private void blocks(StringBuilder out, int depth) {
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      block(out, depth);
    }
  }

  private void block(StringBuilder out, int depth) {
    switch (random.nextInt(depth > 0 ? 10 : 5)) {
      case 0 -> out.append("text \n").append("\\,{}".charAt(random.nextInt(4)));
      case 1, 2 -> out.append(reference(2));
      case 3, 4 ->
          out.append("#set($").append(pick(NAMES)).append(" = ").append(value(3)).append(')');
      case 5, 6 -> nested(out, "#foreach($i in %s)".formatted(value(2)), depth);
      case 7 -> nested(out, "#if(%s)".formatted(value(2)), depth);
      case 8 -> {
        nested(out, "#macro(m%d $a)".formatted(depth), depth);
        out.append("#m").append(random.nextInt(5)).append('(').append(value(1)).append(')');
      }
      default -> nested(out, "#define($%s)".formatted(pick(NAMES)), depth);
    }
  }

  private void nested(StringBuilder out, String head, int depth) {
    out.append(head);
    blocks(out, depth - 1);
    out.append("#end");
  }

  private String reference(int depth) {
    StringBuilder out = new StringBuilder("$").append(pick(NAMES));
    for (int i = random.nextInt(3); i > 0; i--) {
      String member = pick(MEMBERS);
      while (member.contains("%s")) {
        member = member.replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(value(depth)));
      }
      out.append('.').append(member);
    }
    return random.nextInt(9) == 0 ? out + "[" + random.nextInt(3) + "]" : out.toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 2)) {
      case 0, 1 -> pick(LITERALS);
      case 2, 3 -> reference(depth - 1);
      case 4 -> value(depth - 1) + " " + pick(OPERATORS) + " " + value(depth - 1);
      case 5 -> "[" + value(depth - 1) + ", " + value(depth - 1) + "]";
      default -> "\"" + reference(0).replace("\"", "") + "$a$b\"";
    };
  }

  private String pick(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
