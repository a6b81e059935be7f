package dev.patchbay.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which warnings an integration and its integration responses get. */
final class LintTest {

  private final Lint lint = new Lint(EvaluationLimits.defaults(), () -> 0);

  /** Keys in their order, and the warnings "kind key" with a part of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          status | 200 /4\\d\\d/ $default      | -
          status | $default 200 $default       | -
          status | 2xx                         | KEY_NEVER_MATCHES 2xx: as an expression it is /2\\d\\d/
          status | 40x                         | KEY_NEVER_MATCHES 40x: as an expression it is /40\\d/
          status | 999                         | KEY_NEVER_MATCHES 999: no status code from 100 to 599
          status | /2xx/                       | KEY_NEVER_MATCHES /2xx/: no status code
          status | /(/                         | KEY_NEVER_MATCHES /(/: does not compile
          status | /4\\d/                      | KEY_NEVER_MATCHES /4\\d/: no status code
          status | /4../ 404                   | KEY_HIDDEN 404: taken by /4../ before it
          status | 404 /4../                   | -
          status | /4[0-4]./ /4[5-9]./ /4../   | KEY_HIDDEN /4../: taken by /4[0-4]./, /4[5-9]./ before it
          status | /.*/ 200                    | KEY_HIDDEN 200: taken by /.*/
          200    | 200                         | -
          200    | 201                         | KEY_NEVER_MATCHES 201: the only value that the selection expression has is 200
          error  | 2xx                         | -
          error  | /Bad.*/ BadRequest          | KEY_HIDDEN BadRequest: taken by /Bad.*/
          error  | BadRequest /Bad.*/          | -
          error  | /.*/ /x+/                   | KEY_HIDDEN /x+/: taken by /.*/
          error  | /[/                         | KEY_NEVER_MATCHES /[/: does not compile
          """)
  void keys(String expression, String keys, @Nullable String expected) {
    String selection =
        switch (expression) {
          case "status" -> Evaluations.STATUS;
          case "error" -> Evaluations.ERROR_MESSAGE;
          default -> expression;
        };
    List<IntegrationResponse> responses = new ArrayList<>();
    for (String key : keys.split(" ", -1)) {
      responses.add(new IntegrationResponse("r", key, null, Map.of(), Map.of(), null));
    }
    assertWarning(lint.check(http(selection), responses, List.of()), expected);
  }

  @Test
  void moreWarningsThanAPersonReadsAreLeftOut() {
    int most = Limit.LINT_WARNINGS.intValue();
    List<IntegrationResponse> responses =
        Collections.nCopies(
            most + 1, new IntegrationResponse("r", "200", null, Map.of(), Map.of(), null));
    Integration proxy = new Integration("HTTP_PROXY", "https://backend.test/", null, Map.of());
    assertThat(lint.check(proxy, responses, List.of())).hasSize(most);
  }

  private static void assertWarning(List<LintWarning> warnings, @Nullable String expected) {
    if (expected == null) {
      assertThat(warnings).isEmpty();
      return;
    }
    assertThat(warnings).hasSize(1);
    LintWarning warning = warnings.get(0);
    String[] parts = expected.split(": ", 2);
    assertThat(warning.kind() + " " + warning.subject()).isEqualTo(parts[0]);
    assertThat(warning.message()).contains(parts[1]);
  }

  private static Integration http(@Nullable String selection) {
    return new Integration("HTTP", "https://backend.test/", selection, Map.of());
  }

  /** A template, then line, column and kind of the warning with a part of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      textBlock =
          """
          $input.json('$.a') $util.escapeJavaScript($input.body)    | -
          #set($input = {})$input.anything($util)                   | -
          $context.anything.at.all                                  | -
          #if(true)                                                 | 1 TEMPLATE_SYNTAX: does not parse
          ~~#set($a = )                                             | 3 TEMPLATE_SYNTAX: does not parse
          ~~#set($a = 1 .* 2)                                       | 3 TEMPLATE_SYNTAX: does not parse: Lexical error at line 3
          ~#include("x")                                            | 2 TEMPLATE_DIRECTIVE: #include is not available
          $util.toJson($input.body)                                 | 1 UNKNOWN_METHOD: there is no $util.toJson() with 1 argument
          ~$util.escapeJavaScript()                                 | 2 UNKNOWN_METHOD: there is no $util.escapeJavaScript() with 0 arguments
          $input.params.x                                           | 1 UNKNOWN_METHOD: there is no $input.params
          #foreach($i in [1])~#set($x = $input.jsno("$.a"))~#end    | 2 UNKNOWN_METHOD: there is no $input.jsno()
          #set($x = "~ ${util.qr(1)}")                              | 2 UNKNOWN_METHOD: there is no $util.qr()
          $util.urlEncode($util.nothing(1))                         | 1 UNKNOWN_METHOD: there is no $util.nothing()
          """)
  void templates(String template, @Nullable String expected) {
    String text = template.replace('~', '\n');
    IntegrationResponse response =
        new IntegrationResponse("r7", "$default", null, Map.of(), Map.of("k", text), null);
    List<LintWarning> warnings = lint.check(http(Evaluations.STATUS), List.of(response), List.of());
    if (expected == null) {
      assertThat(warnings).isEmpty();
      return;
    }
    assertThat(warnings).hasSize(1);
    LintWarning warning = warnings.get(0);
    String[] parts = expected.replace("TEMPLATE_DIRECTIVE", "TEMPLATE_SYNTAX").split(": ", 2);
    assertThat(warning.line() + " " + warning.kind()).isEqualTo(parts[0]);
    assertThat(warning.column()).isPositive();
    assertThat(warning.integrationResponseId()).isEqualTo("r7");
    assertThat(warning.subject()).isEqualTo("k");
    assertThat(warning.message()).contains(parts[1]);
  }

  @Test
  void templatesOfRequestsAreOfTheIntegration() {
    Integration integration =
        new Integration("MOCK", null, Evaluations.STATUS, Map.of("$default", "\n $util.x()"));
    assertThat(lint.check(integration, List.of(), List.of()))
        .containsExactly(
            new LintWarning(
                LintWarning.Kind.UNKNOWN_METHOD,
                null,
                "$default",
                2,
                8,
                "there is no $util.x() with 0 arguments; it is empty"));
  }

  /** Types of integrations, the header that the reply has, the source, and the warning. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      textBlock =
          """
          HTTP | -    | integration.response.header.X-A           | -
          HTTP | X-A  | integration.response.header.X-A           | -
          HTTP | X-A  | integration.response.multivalueheader.X-A | -
          HTTP | X-B  | integration.response.header.X-A           | HEADER_NEVER_PRESENT p: no reply has the header X-A
          HTTP | x-a  | integration.response.header.X-A           | HEADER_NEVER_PRESENT p: x-a is another one, for case matters
          HTTP | -    | integration.response.header.X A           | HEADER_NEVER_PRESENT p: is no name of a header
          HTTP | X-B  | integration.response.body.X-A             | -
          HTTP | X-B  | 'integration.response.header.X-A'         | -
          MOCK | -    | integration.response.header.X-A           | HEADER_NEVER_PRESENT p: a mock integration replies without headers
          """)
  void headers(String type, @Nullable String header, String source, @Nullable String expected) {
    Integration integration =
        new Integration(type, "https://backend.test/", Evaluations.STATUS, Map.of());
    List<BackendReply> replies =
        header == null
            ? List.of()
            : List.of(new BackendReply(200, Map.of(header, List.of("v")), Payload.EMPTY, null));
    IntegrationResponse response =
        new IntegrationResponse("r", "$default", null, Map.of("p", source), Map.of(), null);
    assertWarning(lint.check(integration, List.of(response), replies), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, MISSING_ADDRESS integrationUri: an integration of type HTTP has no address",
    "AWS, MISSING_ADDRESS integrationUri: an integration of type AWS has no address",
    "MOCK, ",
    "HTTP_PROXY, "
  })
  void addresses(String type, @Nullable String expected) {
    Integration integration = Integration.of(Map.of("integrationType", type));
    assertWarning(lint.check(integration, List.of(), List.of()), expected);
  }

  @Test
  void aProxyUsesNoIntegrationResponses() {
    IntegrationResponse response =
        new IntegrationResponse("r", "2xx", null, Map.of(), Map.of("k", "#if"), null);
    assertThat(
            lint.check(
                Integration.of(Map.of("integrationType", "AWS_PROXY")),
                List.of(response),
                List.of()))
        .extracting(LintWarning::kind)
        .containsExactly(LintWarning.Kind.UNUSED_BY_PROXY);
  }

  /** An expression of exponential work costs no more than one evaluation may. */
  @Test
  void aLimitEndsTheCheckAndKeepsTheWarnings() {
    String nested = "x".repeat(40) + "y";
    List<IntegrationResponse> responses = new ArrayList<>();
    for (String key : List.of("/[/", "/(x+x+)+z/", nested)) {
      responses.add(new IntegrationResponse("r", key, null, Map.of(), Map.of(), null));
    }
    assertThat(lint.check(http(Evaluations.ERROR_MESSAGE), responses, List.of()))
        .extracting(LintWarning::subject)
        .containsExactly("/[/");
  }
}
