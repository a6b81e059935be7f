package dev.patchbay.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.patchbay.sample.SampleTypes;
import dev.patchbay.testkit.Http;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The states that types of a table alone have. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SampleTypesStatesTest {

  private ContractProvider provider;
  private Http service;

  @BeforeAll
  void start() throws Exception {
    provider =
        ContractProvider.start(SampleTypes.SERVICE, ContractProvider.Options.FREE_PORTS, Map.of());
    service = new Http(provider.url());
  }

  @AfterAll
  void end() {
    provider.close();
  }

  @Test
  void aTypeUnderAnApi() {
    Map<String, Object> ids = provider.setUp("a gauge", Map.of("name", "heat"));
    assertThat(ids).containsKeys("apiId", "gaugeId", "entityTag", "changeId");
    String path = "/v2/apis/%s/gauges/%s".formatted(ids.get("apiId"), ids.get("gaugeId"));
    assertThat(service.get(path).json().getMap()).contains(entry("name", "heat"));
    provider.tearDown();
    assertThat(service.get(path).status()).isEqualTo(404);
    Map<String, Object> none = provider.setUp("no gauge", Map.of());
    String api = "/v2/apis/" + none.get("apiId");
    assertThat(service.get(api).status()).isEqualTo(200);
    assertThat(service.get(api + "/gauges/" + none.get("gaugeId")).status()).isEqualTo(404);
    provider.tearDown();
  }

  @Test
  void aRootWithAGivenIdentifier() {
    Map<String, Object> ids = provider.setUp("a zone", Map.of("description", "mine"));
    assertThat(service.get("/v2/zones/" + ids.get("zoneName")).json().getMap())
        .contains(entry("description", "mine"));
    provider.tearDown();
    Map<String, Object> none = provider.setUp("no zone", Map.of());
    assertThat(service.get("/v2/zones/" + none.get("zoneName")).status()).isEqualTo(404);
    provider.tearDown();
  }

  @Test
  void referencedResourceOfAnotherRootIsThere() {
    Map<String, Object> ids = provider.setUp("a binding", Map.of());
    String path = "/v2/zones/%s/bindings/%s".formatted(ids.get("zoneName"), ids.get("bindingId"));
    Map<String, Object> binding = service.get(path).json().getMap();
    assertThat(
            service
                .get(
                    "/v2/apis/%s/gauges/%s".formatted(binding.get("apiId"), binding.get("gaugeId")))
                .status())
        .isEqualTo(200);
    provider.tearDown();
    assertThat(service.get("/v2/zones").json().getJsonArray("items")).isEmpty();
    assertThat(service.get("/v2/apis").json().getJsonArray("items")).isEmpty();
  }

  @Test
  void anotherWriterOvertakes() {
    Map<String, Object> ids = provider.setUp("a zone", Map.of());
    String zone = "/v2/zones/" + ids.get("zoneName");
    String overtaken = "the next write is overtaken by a concurrent modification";
    provider.setUp(overtaken, Map.of());
    assertThat(service.patch(zone, "{\"description\":\"new\"}").status()).isEqualTo(409);
    provider.tearDown();
    provider.setUp(overtaken, Map.of());
    assertThat(service.post("/v2/zones", "{\"zoneName\":\"z\"}").status()).isEqualTo(409);
    provider.tearDown();
    assertThat(service.get("/v2/zones").json().getJsonArray("items")).isEmpty();
  }
}
