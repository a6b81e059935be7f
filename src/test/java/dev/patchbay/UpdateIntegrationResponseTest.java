package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.UpdateTable.Row;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each row of {@code update-integration-response.txt}, over HTTP and down to the bytes in Redis.
 */
class UpdateIntegrationResponseTest {

  @RegisterExtension
  static final PatchbayServerExtension MERGE =
      PatchbayServerExtension.with("PATCHBAY_TEMPLATE_PATCH", "merge");

  @RegisterExtension
  static final PatchbayServerExtension REPLACE =
      PatchbayServerExtension.with("PATCHBAY_TEMPLATE_PATCH", "replace");

  static Stream<Arguments> rows() {
    return Stream.concat(
        UpdateTable.rows("merge").map(row -> Arguments.of(Named.of("merge", MERGE), row)),
        UpdateTable.rows("replace").map(row -> Arguments.of(Named.of("replace", REPLACE), row)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void updates(PatchbayServerExtension patchbay, Row row) {
    Http http = patchbay.http();
    String path = http.createIntegrationResponse(row.stored());
    http.post(
        path.substring(0, path.lastIndexOf('/')), "{\"integrationResponseKey\":\"/sibling/\"}");
    Answer before = http.get(path);
    assertThat(before.json().encode()).isEqualTo(withId(row.stored(), path));

    Answer answer = http.patch(path, row.sent());
    Answer after = http.get(path);

    switch (row.kind()) {
      case REFUSED -> {
        answer.assertError(row.error().status(), row.error().shape());
        if (row.isPrefix()) {
          assertThat(answer.message()).startsWith(row.message());
        } else {
          assertThat(answer.message()).isEqualTo(row.message());
        }
        assertUnchanged(before, after);
      }
      case UNCHANGED -> {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertUnchanged(before, answer);
        assertUnchanged(before, after);
      }
      case CHANGED -> {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().encode()).isEqualTo(withId(row.after(), path));
        assertThat(answer.etag()).isNotEqualTo(before.etag());
        assertUnchanged(answer, after);
      }
    }
    assertThat(patchbay.record(path)).endsWith("\n" + after.body());
  }

  private static void assertUnchanged(Answer before, Answer after) {
    assertThat(after.body()).isEqualTo(before.body());
    assertThat(after.etag()).isEqualTo(before.etag());
  }

  /** The members in the order of the AWS model; those that are not set are absent. */
  private static String withId(JsonObject members, String path) {
    JsonObject resource = new JsonObject();
    for (String member :
        Arrays.asList(
            "contentHandlingStrategy",
            "integrationResponseId",
            "integrationResponseKey",
            "responseParameters",
            "responseTemplates",
            "templateSelectionExpression")) {
      if (member.equals("integrationResponseId")) {
        resource.put(member, path.substring(path.lastIndexOf('/') + 1));
      } else if (members.containsKey(member)) {
        resource.put(member, members.getValue(member));
      }
    }
    return resource.encode();
  }
}
