package dev.patchbay.evaluation;

import java.util.List;
import java.util.Map;

/**
 * The warnings of {@link Lint}, kept by their subject: an integration is evaluated often between
 * two changes, and its warnings cost four times as much as an evaluation. Safe for all threads.
 */
public final class LintCache {

  /** Characters of the integrations and integration responses that are kept: 1 MiB at most. */
  private static final int CHARACTERS_MAX = 512 * 1024;

  private record Subject(Integration integration, List<IntegrationResponse> responses) {

    int length() {
      return length(integration.requestTemplates())
          + responses.stream()
              .mapToInt(
                  each ->
                      each.key().length()
                          + length(each.responseTemplates())
                          + length(each.responseParameters()))
              .sum();
    }

    /** An entry takes some memory beside its characters. */
    private static int length(Map<String, String> texts) {
      return texts.entrySet().stream()
          .mapToInt(each -> 100 + each.getKey().length() + each.getValue().length())
          .sum();
    }
  }

  private final LruCache<Subject, List<LintWarning>> warnings;

  public LintCache(Lint lint) {
    warnings =
        new LruCache<>(
            CHARACTERS_MAX,
            Subject::length,
            subject -> lint.check(subject.integration(), subject.responses(), List.of()));
  }

  /** The warnings where it is not known which replies come. */
  public List<LintWarning> check(Integration integration, List<IntegrationResponse> responses) {
    return warnings.get(new Subject(integration, List.copyOf(responses)));
  }
}
