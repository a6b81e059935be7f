package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of an account, which deployment tools of the REST API read and change. */
class AccountTest {

  private static final String ROLE = "arn:aws:iam::000000000000:role/logs";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  private Answer patch(String operation) {
    return http.patch("/account", "{\"patchOperations\":[" + operation.replace('\'', '"') + "]}");
  }

  private Answer replace(String role) {
    return patch("{'op':'replace','path':'/cloudwatchRoleArn','value':'" + role + "'}");
  }

  @Test
  void anAccountWithoutARoleHasTheLimitsOfAws() {
    Answer account = http.get("/account");
    assertThat(account.status()).isEqualTo(200);
    assertThat(account.json())
        .isEqualTo(
            new JsonObject(
                "{\"apiKeyVersion\":\"4\",\"features\":[\"UsagePlans\"],"
                    + "\"throttleSettings\":{\"burstLimit\":5000,\"rateLimit\":10000.0}}"));
  }

  @Test
  void aRoleIsSetReplacedAndRemoved() {
    assertThat(replace(ROLE).json().getString("cloudwatchRoleArn")).isEqualTo(ROLE);
    assertThat(http.get("/account").json().getString("cloudwatchRoleArn")).isEqualTo(ROLE);
    assertThat(replace(ROLE + "2").json().getString("cloudwatchRoleArn")).isEqualTo(ROLE + "2");
    assertThat(replace("").json().containsKey("cloudwatchRoleArn")).isFalse();
    replace(ROLE);
    Answer removed = patch("{'op':'remove','path':'/cloudwatchRoleArn'}");
    assertThat(removed.json().containsKey("cloudwatchRoleArn")).isFalse();
    assertThat(http.get("/account").json()).isEqualTo(removed.json());
  }

  @Test
  void aRequestWithoutOperationsChangesNothing() {
    replace(ROLE);
    assertThat(http.patch("/account", "{}").json().getString("cloudwatchRoleArn")).isEqualTo(ROLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'op':'replace','path':'/features','value':'x'} | Invalid patch path '/features'",
        "{'op':'replace','path':'/cloudwatchRoleArn','value':'x'} | Invalid patchOperations",
        "{'op':'move','path':'/cloudwatchRoleArn'} | patchOperations[0].op",
        "{'op':'replace'} | Path is required in patchOperations[0]",
      })
  void otherOperationsAreRefused(String operation, String named) {
    assertThat(patch(operation).assertError(400, "BadRequestException").message()).contains(named);
  }

  @Test
  void theOtherMethodsOfThePathAreRefused() {
    Answer refused = http.post("/account", "{}").assertError(405, "MethodNotAllowedException");
    assertThat(refused.header("Allow")).isEqualTo("GET, PATCH");
  }
}
