package dev.patchbay.gateway.route;

import dev.patchbay.evaluation.SelectionExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of one parameter of a request to a backend, or of its answer.
 *
 * @param name of a header or of a parameter of the query; empty for a path and a status
 * @param value of the parameter, without effect where it is removed
 */
public record ParameterMapping(
    Action action, Subject subject, String name, SelectionExpression value) {

  /** What happens to the parameter. */
  public enum Action {
    APPEND,
    OVERWRITE,
    REMOVE
  }

  /** What the parameter is. */
  public enum Subject {
    HEADER,
    QUERYSTRING,
    PATH,
    STATUSCODE
  }

  private static final Pattern NAMED =
      Pattern.compile("(append|overwrite|remove):(header|querystring)\\.(.+)");
  private static final Pattern WHOLE = Pattern.compile("(overwrite):(path|statuscode)()");

  /** AWS keeps these headers to itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-location",
          "forwarded",
          "keep-alive",
          "origin",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailers",
          "transfer-encoding",
          "upgrade",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "via");

  private static final List<String> RESERVED_PREFIXES =
      List.of("access-control-", "apigw-", "x-amz-", "x-amzn-");

  /** Reads a map of mappings; an entry that is none, or of a reserved header, is left out. */
  static List<ParameterMapping> of(@Nullable Object members) {
    List<ParameterMapping> mappings = new ArrayList<>();
    if (members instanceof Map<?, ?> map) {
      map.forEach((key, value) -> add(String.valueOf(key), String.valueOf(value), mappings));
    }
    return List.copyOf(mappings);
  }

  private static void add(String key, String value, List<ParameterMapping> mappings) {
    Matcher named = NAMED.matcher(key);
    Matcher form = named.matches() ? named : WHOLE.matcher(key);
    if (!form.matches()) {
      return;
    }
    ParameterMapping mapping =
        new ParameterMapping(
            Action.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
            Subject.valueOf(form.group(2).toUpperCase(Locale.ROOT)),
            form.group(3),
            SelectionExpression.parse(value));
    if (!mapping.isReserved()) {
      mappings.add(mapping);
    }
  }

  private boolean isReserved() {
    String lower = name.toLowerCase(Locale.ROOT);
    return subject == Subject.HEADER
        && (RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith));
  }
}
