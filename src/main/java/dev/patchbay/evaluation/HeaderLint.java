package dev.patchbay.evaluation;

import dev.patchbay.evaluation.LintWarning.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds mappings of headers that no reply has. */
final class HeaderLint {

  private static final Pattern SOURCE =
      Pattern.compile("integration\\.response\\.(?:multivalue)?header\\.(.*)", Pattern.DOTALL);

  /** The characters of a header's name in RFC 9110. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private HeaderLint() {}

  static void check(
      Integration integration,
      IntegrationResponse response,
      List<BackendReply> replies,
      List<LintWarning> warnings) {
    response
        .responseParameters()
        .forEach(
            (parameter, expression) -> {
              var source = SOURCE.matcher(expression);
              if (source.matches()) {
                doubt(source.group(1), integration, replies)
                    .ifPresent(
                        message ->
                            warnings.add(
                                LintWarning.of(
                                    Kind.HEADER_NEVER_PRESENT, response, parameter, message)));
              }
            });
  }

  private static Optional<String> doubt(
      String name, Integration integration, List<BackendReply> replies) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("'" + name + "' is no name of a header");
    }
    if (integration.isMock()) {
      return Optional.of("a mock integration replies without headers");
    }
    if (replies.isEmpty() || replies.stream().anyMatch(each -> each.header(name).isPresent())) {
      return Optional.empty();
    }
    String similar =
        replies.stream()
            .flatMap(each -> each.headers().keySet().stream())
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .map(each -> "; " + each + " is another one, for case matters")
            .orElse("");
    return Optional.of("no reply has the header " + name + similar);
  }
}
