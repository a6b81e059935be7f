package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.AN_INTEGRATION_RESPONSE;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.AwsSdk.RESPONSE;
import static dev.patchbay.pact.AwsSdk.update;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponseResponse;

/** The contract of UpdateIntegrationResponse where it succeeds: the effect of each member. */
final class AwsSdkUpdates {

  private static final ProviderState WITH_ALL_MEMBERS =
      state(
          AN_INTEGRATION_RESPONSE,
          "contentHandlingStrategy",
          "CONVERT_TO_BINARY",
          "integrationResponseKey",
          "/200/",
          "responseParameters",
          Map.of("method.response.header.kept", "'kept'"),
          "responseTemplates",
          Map.of("application/json", "kept"),
          "templateSelectionExpression",
          "\\$default");

  private AwsSdkUpdates() {}

  static List<Exchange> exchanges() {
    return List.of(
        exchange(
            "integrationResponseKey alone",
            object("integrationResponseKey", is("/2\\d\\d/")),
            object(
                "integrationResponseId",
                like("r1r1r1r"),
                "integrationResponseKey",
                is("/2\\d\\d/")),
            r -> r.integrationResponseKey("/2\\d\\d/"),
            a -> assertThat(a.integrationResponseKey()).isEqualTo("/2\\d\\d/")),
        exchange(
            "its own integrationResponseKey again",
            object("integrationResponseKey", is("/200/")),
            object("integrationResponseKey", is("/200/")),
            r -> r.integrationResponseKey("/200/"),
            a -> assertThat(a.integrationResponseKey()).isEqualTo("/200/")),
        exchange(
            "contentHandlingStrategy alone",
            object("contentHandlingStrategy", is("CONVERT_TO_TEXT")),
            object(
                "contentHandlingStrategy",
                is("CONVERT_TO_TEXT"),
                "integrationResponseKey",
                is("/200/")),
            r -> r.contentHandlingStrategy("CONVERT_TO_TEXT"),
            a -> assertThat(a.contentHandlingStrategyAsString()).isEqualTo("CONVERT_TO_TEXT")),
        exchange(
            "responseParameters alone, which are merged",
            object("responseParameters", object("method.response.header.set", is("'set'"))),
            object(
                "responseParameters",
                object(
                    "method.response.header.kept", is("'kept'"),
                    "method.response.header.set", is("'set'"))),
            r -> r.responseParameters(Map.of("method.response.header.set", "'set'")),
            a ->
                assertThat(a.responseParameters())
                    .containsEntry("method.response.header.kept", "'kept'")
                    .containsEntry("method.response.header.set", "'set'")),
        exchange(
            "responseTemplates alone, which are replaced",
            object("responseTemplates", object("text/plain", is("set"))),
            object("responseTemplates", object("text/plain", is("set")).withNothingElse()),
            r -> r.responseTemplates(Map.of("text/plain", "set")),
            a -> assertThat(a.responseTemplates()).isEqualTo(Map.of("text/plain", "set"))),
        exchange(
            "templateSelectionExpression alone",
            object("templateSelectionExpression", is("$integration.response.statuscode")),
            object("templateSelectionExpression", is("$integration.response.statuscode")),
            r -> r.templateSelectionExpression("$integration.response.statuscode"),
            a ->
                assertThat(a.templateSelectionExpression())
                    .isEqualTo("$integration.response.statuscode")),
        allMembers(),
        exchange(
            "no member, which changes nothing",
            object(),
            object(
                "contentHandlingStrategy",
                is("CONVERT_TO_BINARY"),
                "integrationResponseId",
                like("r1r1r1r"),
                "integrationResponseKey",
                is("/200/"),
                "responseParameters",
                object("method.response.header.kept", is("'kept'")),
                "responseTemplates",
                object("application/json", is("kept")),
                "templateSelectionExpression",
                is("\\$default")),
            r -> {},
            a -> assertThat(a.responseTemplates()).containsEntry("application/json", "kept")),
        exchange(
            "empty texts, which clear what may be absent",
            object("contentHandlingStrategy", is(""), "templateSelectionExpression", is("")),
            object(
                    "integrationResponseId",
                    like("r1r1r1r"),
                    "integrationResponseKey",
                    is("/200/"),
                    "responseParameters",
                    object("method.response.header.kept", is("'kept'")),
                    "responseTemplates",
                    object("application/json", is("kept")))
                .withNothingElse(),
            r -> r.contentHandlingStrategy("").templateSelectionExpression(""),
            a -> {
              assertThat(a.contentHandlingStrategy()).isNull();
              assertThat(a.templateSelectionExpression()).isNull();
            }),
        exchange(
            "an empty response parameter, which removes its key",
            object(
                "responseParameters",
                object(
                    "method.response.header.kept",
                    is(""),
                    "method.response.header.set",
                    is("'set'"))),
            object(
                "responseParameters",
                object("method.response.header.set", is("'set'")).withNothingElse()),
            r ->
                r.responseParameters(
                    Map.of(
                        "method.response.header.kept", "", "method.response.header.set", "'set'")),
            a ->
                assertThat(a.responseParameters())
                    .isEqualTo(Map.of("method.response.header.set", "'set'"))),
        exchange(
            "an empty template, which is stored",
            object("responseTemplates", object("application/json", is(""))),
            object("responseTemplates", object("application/json", is(""))),
            r -> r.responseTemplates(Map.of("application/json", "")),
            a -> assertThat(a.responseTemplates()).containsEntry("application/json", "")),
        exchange(
            "an empty map of parameters, which changes nothing",
            object("responseParameters", object()),
            object(
                "responseParameters",
                object("method.response.header.kept", is("'kept'")),
                "responseTemplates",
                object("application/json", is("kept"))),
            r -> r.responseParameters(Map.of()),
            a -> assertThat(a.responseParameters()).hasSize(1)));
  }

  private static Exchange allMembers() {
    Shape all =
        object(
            "contentHandlingStrategy",
            is("CONVERT_TO_TEXT"),
            "integrationResponseKey",
            is("$default"),
            "responseParameters",
            object("method.response.header.set", is("integration.response.body.id")),
            "responseTemplates",
            object("text/plain", is("$input.body")),
            "templateSelectionExpression",
            is("$integration.response.header.type"));
    return exchange(
        "all members together",
        all,
        all,
        r ->
            r.contentHandlingStrategy("CONVERT_TO_TEXT")
                .integrationResponseKey("$default")
                .responseParameters(
                    Map.of("method.response.header.set", "integration.response.body.id"))
                .responseTemplates(Map.of("text/plain", "$input.body"))
                .templateSelectionExpression("$integration.response.header.type"),
        a -> assertThat(a.integrationResponseKey()).isEqualTo("$default"));
  }

  private static Exchange exchange(
      String members,
      Shape sent,
      Shape answered,
      Consumer<UpdateIntegrationResponseRequest.Builder> change,
      Consumer<UpdateIntegrationResponseResponse> reading) {
    return new Exchange(
        "UpdateIntegrationResponse of " + members,
        List.of(WITH_ALL_MEMBERS),
        Request.of("PATCH", RESPONSE).body(sent),
        answer(200, answered),
        AwsSdk.call(aws -> reading.accept(update(aws, change))));
  }
}
