package dev.patchbay.gateway.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policy of IAM that an authorizer answers. */
public final class AuthorizerPolicy {

  private static final String ACTION = "execute-api:invoke";

  /** The effect of a policy on a resource. */
  public enum Effect {
    ALLOWED,
    DENIED,
    NOT_ALLOWED
  }

  private AuthorizerPolicy() {}

  /**
   * Evaluates a policy. A statement with conditions allows nothing, for conditions are not
   * evaluated.
   *
   * @throws IllegalArgumentException where it is no policy
   */
  public static Effect effect(@Nullable Object policy, String resource) {
    Object statements = policy instanceof Map<?, ?> members ? members.get("Statement") : null;
    Effect effect = Effect.NOT_ALLOWED;
    for (Object each : statements instanceof List<?> list ? list : listOf(statements)) {
      require(each instanceof Map<?, ?>);
      Map<?, ?> statement = (Map<?, ?>) each;
      boolean isDeny = "Deny".equals(statement.get("Effect"));
      require(isDeny || "Allow".equals(statement.get("Effect")));
      boolean isAbout = matchesAny(statement.get("Action"), ACTION, true);
      boolean isAt = matchesAny(statement.get("Resource"), resource, false);
      boolean concerns = isAbout && isAt;
      if (concerns && isDeny) {
        effect = Effect.DENIED;
      } else if (concerns && effect != Effect.DENIED && !statement.containsKey("Condition")) {
        effect = Effect.ALLOWED;
      }
    }
    return effect;
  }

  private static List<?> listOf(@Nullable Object statement) {
    require(statement != null);
    return List.of(statement);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("the authorizer answers no policy");
    }
  }

  private static boolean matchesAny(@Nullable Object patterns, String text, boolean anyCase) {
    List<?> all = patterns instanceof List<?> list ? list : listOf(patterns);
    boolean matches = false;
    for (Object each : all) {
      require(each instanceof String);
      String pattern = (String) each;
      matches |= matches(anyCase ? pattern.toLowerCase(Locale.ROOT) : pattern, text);
    }
    return matches;
  }

  /** Whether a text matches a pattern: a star is any text, a question mark any character. */
  public static boolean matches(String pattern, String text) {
    int at = 0;
    int star = -1;
    int retry = 0;
    int next = 0;
    while (at < text.length()) {
      char wanted = next < pattern.length() ? pattern.charAt(next) : 0;
      if (wanted == '*') {
        star = next++;
        retry = at;
      } else if (wanted == '?' || (next < pattern.length() && wanted == text.charAt(at))) {
        next++;
        at++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == '*') {
      next++;
    }
    return next == pattern.length();
  }
}
