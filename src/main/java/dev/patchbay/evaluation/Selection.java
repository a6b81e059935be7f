package dev.patchbay.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the integration response for a value: the first whose key matches in their order, then
 * {@code $default}.
 */
final class Selection {

  /** Characters of patterns that are kept compiled; each takes some hundred bytes. */
  private static final int CACHED_CHARACTERS_MAX = 32 * 1024;

  private final LruCache<String, BoundedPattern> patterns =
      LruCache.ofTexts(CACHED_CHARACTERS_MAX, BoundedPattern::compile);

  /** The integration response that is used, null for none, and all candidates. */
  record Outcome(@Nullable IntegrationResponse selected, List<Candidate> candidates) {}

  /** A key with the outcome of its comparison. */
  private record Match(IntegrationResponse response, boolean matched, String reason) {}

  Outcome select(Optional<String> value, List<IntegrationResponse> responses) {
    List<Match> matches = new ArrayList<>(responses.size());
    int selected = -1;
    for (IntegrationResponse response : responses) {
      Match match = match(response, value);
      boolean precedes =
          selected < 0 || (isDefault(responses.get(selected)) && !isDefault(response));
      if (match.matched && precedes) {
        selected = matches.size();
      }
      matches.add(match);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      candidates.add(candidate(matches, i, selected));
    }
    return new Outcome(selected < 0 ? null : responses.get(selected), candidates);
  }

  private static Candidate candidate(List<Match> matches, int index, int selected) {
    Match match = matches.get(index);
    IntegrationResponse response = match.response;
    String reason =
        match.matched && index != selected
            ? match.reason + ", but " + matches.get(selected).response.key() + " precedes it"
            : match.reason;
    return new Candidate(response.id(), response.key(), match.matched, index == selected, reason);
  }

  private static boolean isDefault(IntegrationResponse response) {
    return response.key().equals(IntegrationResponse.DEFAULT_KEY);
  }

  /** Whether a key is a regular expression, which stands between slashes. */
  static boolean isExpression(String key) {
    return key.length() >= 2 && key.startsWith("/") && key.endsWith("/");
  }

  private Match match(IntegrationResponse response, Optional<String> value) {
    Budget.current().step();
    String key = response.key();
    if (isDefault(response)) {
      return new Match(response, true, "$default matches every reply");
    }
    if (value.isEmpty()) {
      return new Match(response, false, "the reply has no value to match");
    }
    String text = value.get();
    if (!isExpression(key)) {
      return key.equals(text)
          ? new Match(response, true, "the text equals the value")
          : new Match(response, false, "the text differs from the value");
    }
    try {
      return patterns.get(key.substring(1, key.length() - 1)).matches(text)
          ? new Match(response, true, "the regular expression matches the whole value")
          : new Match(response, false, "the regular expression does not match the whole value");
    } catch (PatternSyntaxException e) {
      return new Match(
          response, false, "the regular expression does not compile: " + e.getDescription());
    }
  }
}
