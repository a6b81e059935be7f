package dev.patchbay.deployment;

import dev.patchbay.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is looked for in the manifests of an overlay. */
final class ManifestChecks {

  private static final Pattern SECRET_ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| `([a-z.-]+)` \\|", Pattern.MULTILINE);

  private final Map<String, Set<String>> secrets = secretsOfTheGuide();
  private final Predicate<String> answers;

  /**
   * Checks against a running service.
   *
   * @param management where its management port is
   */
  ManifestChecks(URI management) {
    Http http = new Http(management);
    this.answers = path -> path.startsWith("/") && http.get(path).status() == 200;
  }

  /** The faults, in words; empty where there are none. */
  List<String> problems(Manifests manifests) {
    List<String> typed = manifests.objects().stream().flatMap(TypedModel::problems).toList();
    if (!typed.isEmpty()) {
      return typed;
    }
    return Stream.of(
            new WorkloadChecks(manifests, secrets, answers).problems(),
            new ObjectChecks(manifests, answers).problems(),
            new NetworkChecks(manifests).problems(),
            new SettingsChecks(manifests, secrets).problems())
        .flatMap(problems -> problems)
        .toList();
  }

  /** The Secrets that operators make by hand, and the keys of each. */
  static Map<String, Set<String>> secretsOfTheGuide() {
    try {
      String guide = Files.readString(Path.of("src", "site", "markdown", "kubernetes.md"));
      String table =
          guide.substring(guide.indexOf("<!-- secrets -->"), guide.indexOf("<!-- /secrets -->"));
      return SECRET_ROW
          .matcher(table)
          .results()
          .collect(
              Collectors.groupingBy(
                  row -> row.group(1),
                  Collectors.mapping(row -> row.group(2), Collectors.toSet())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
