package dev.patchbay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.backup.BackupReplica.Outcome;
import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.sample.SampleTypes;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.Backing;
import dev.patchbay.store.Samples;
import dev.patchbay.store.TwoReplicas;
import dev.patchbay.wire.RequestSchemas;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The consequences of the rows of types alone, on every store: references, pages, cascades,
 * backups.
 */
public abstract class SampleTypesContract extends TwoReplicas {

  private static final RequestSchemas SCHEMAS = RequestSchemas.load(SampleTypes.ALL);

  private static final ResourceCollection ZONES =
      new ResourceCollection(Samples.ACCOUNT, SampleTypes.ZONE, List.of());

  protected SampleTypesContract(Backing backing) {
    super(backing);
  }

  private BackupReplica sample() {
    return new BackupReplica(ours, SampleTypes.ALL, SCHEMAS);
  }

  private ResourceId create(ResourceCollection collection, Object... namesAndValues) {
    Map<String, Object> request = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return sample().create(collection, request);
  }

  private ResourceId gauge(ResourceId api, String name) {
    return create(api.children(SampleTypes.GAUGE), "name", name);
  }

  private ResourceId zone(String name) {
    return create(ZONES, "zoneName", name);
  }

  private ResourceId binding(ResourceId zone, ResourceId gauge) {
    return create(
        zone.children(SampleTypes.BINDING),
        "apiId",
        gauge.path().get(0),
        "gaugeId",
        gauge.value(),
        "bindingKey",
        gauge.value());
  }

  @Test
  void importedExportIsExportedToTheSameBytes() {
    ResourceId api = sample().webSocketApi("first");
    ResourceId integration = sample().integration(api);
    create(
        api.children(SampleTypes.GAUGE),
        "name",
        "speed",
        "integration",
        "integrations/" + integration.value(),
        "tags",
        Map.of("a", "b"));
    ResourceId heat = gauge(api, "heat");
    create(api.children(SampleTypes.PANEL), "gauges", Map.of("x", "speed", "y", "heat"));
    binding(zone("$default"), heat);
    ResourceId many = zone("*.example.com");
    binding(many, heat);
    sample().update(many, Map.of("description", "changed"));
    Map<String, ?> before = everything();
    Outcome first = sample().exported();
    assertThat(first.complete()).as(first.report()).isTrue();
    assertThat(first.text())
        .endsWith(
            "{\"end\":\"export\",\"apis\":1,\"domainnames\":0,\"vpclinks\":0,\"account\":0,\"portals\":0,\"portalproducts\":0,\"zones\":2,\"resources\":9}\n");
    assertThat(first.report()).contains("Exported 1 API, 2 Zones, 9 resources");
    clear();
    Outcome stored = sample().imported(first.text());
    assertThat(stored.complete()).as(stored.report()).isTrue();
    assertThat(everything()).isEqualTo(before);
    assertThat(sample().exported().text()).isEqualTo(first.text());
  }

  @Test
  void importRefusesReferencesToAbsentResources() {
    ResourceId api = sample().webSocketApi("first");
    ResourceId heat = gauge(api, "heat");
    create(api.children(SampleTypes.PANEL), "gauges", Map.of("x", "heat"));
    binding(zone("z"), heat);
    String file = sample().exported().text();
    String gauges =
        file.lines().filter(line -> line.contains("\"Gauge\"")).findFirst().orElseThrow();
    clear();
    Outcome refused =
        sample()
            .imported(
                file.replace(gauges + "\n", "")
                    .replace("\"resources\":3}", "\"resources\":2}")
                    .replace("\"resources\":5}", "\"resources\":4}"));
    assertThat(refused.complete()).isFalse();
    assertThat(refused.report()).contains("No gauge is named heat");
    assertThat(refused.report()).contains("Imported 0 APIs, 1 Zone, 2 resources");
  }

  @Test
  void resourceThatNamesADeletedRootIsRestored() {
    ResourceId api = sample().webSocketApi("first");
    binding(zone("z"), gauge(api, "heat"));
    sample().delete(api);
    Map<String, ?> before = everything();
    assertThat(before).isNotEmpty();
    String file = sample().exported().text();
    clear();
    Outcome stored = sample().imported(file);
    assertThat(stored.complete()).as(stored.report()).isTrue();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aFileOfAVersionWithFewerRootsIsRead() {
    sample().webSocketApi("first");
    String file = sample().exported().text();
    assertThat(file).contains(",\"zones\":0");
    clear();
    assertThat(sample().imported(file.replace(",\"zones\":0", "")).complete()).isTrue();
  }

  @Test
  void aGivenIdentifierIsTakenOnce() {
    zone("z");
    assertThat(refusal(() -> zone("z"))).hasMessage("Zone z exists");
    assertThat(refusal(() -> zone("with space")).code()).isEqualTo(ErrorCode.BAD_REQUEST);
    zone("$z");
    zone("z-");
    assertThat(zonesAfter("")).containsExactly("$z", "z");
    assertThat(zonesAfter("z")).containsExactly("z-");
  }

  private List<String> zonesAfter(String id) {
    return ours.list(ZONES, new PageRequest(id, 2)).resources().stream()
        .map(each -> each.id().value())
        .toList();
  }

  @Test
  void deletionOfARootDeletesItsChildren() {
    ResourceId api = sample().webSocketApi("first");
    ResourceId zone = zone("z");
    ResourceId binding = binding(zone, gauge(api, "heat"));
    sample().delete(zone);
    assertThat(ours.find(zone)).isEmpty();
    assertThat(ours.find(binding)).isEmpty();
    assertThat(ours.find(api)).isPresent();
  }

  @Test
  void aReferenceIsCheckedAtEachChangeAndKeptByADeletion() {
    ResourceId api = sample().webSocketApi("first");
    ResourceId heat = gauge(api, "heat");
    ResourceId panel = create(api.children(SampleTypes.PANEL), "gauges", Map.of("x", "heat"));
    assertThat(refusal(() -> sample().delete(heat))).hasMessage("Gauge heat is on panel null");
    assertThat(refusal(() -> sample().update(panel, Map.of("gauges", Map.of("y", "cold")))))
        .hasMessage("No gauge is named cold");
    sample().update(panel, Map.of("gauges", Map.of("x", "")));
    sample().delete(heat);
    ResourceId zone = zone("z");
    assertThat(refusal(() -> binding(zone, heat))).hasMessage("Invalid Gauge identifier specified");
    ResourceId other = sample().webSocketApi("second");
    ResourceId cold = gauge(other, "cold");
    ResourceId binding = binding(zone, cold);
    assertThat(refusal(() -> sample().update(binding, Map.of("apiId", api.value()))))
        .hasMessage("Invalid Gauge identifier specified");
    assertThat(refusal(() -> sample().update(binding, Map.of("gaugeId", heat.value()))))
        .hasMessage("Invalid Gauge identifier specified");
    Resource moved =
        sample()
            .update(binding, Map.of("apiId", api.value(), "gaugeId", gauge(api, "warm").value()));
    assertThat(moved.text("apiId")).isEqualTo(api.value());
  }

  @Test
  void anApiOfAnotherProtocolHasNone() {
    ResourceId api = create(Samples.APIS, "name", "h", "protocolType", "HTTP");
    assertThat(refusal(() -> gauge(api, "heat"))).hasMessage("Gauges are only for WEBSOCKET APIs");
  }

  @Test
  void anUpdateThatChangesNothingMovesItsDate() {
    ResourceId api = sample().webSocketApi("first");
    ResourceService before = at("2026-01-01T00:00:00.900Z");
    ResourceService later = at("2026-01-01T00:00:05Z");
    ResourceId gauge =
        ours.loop()
            .call(
                () ->
                    before.create(
                        Call.ofTheService(),
                        api.children(SampleTypes.GAUGE),
                        Map.of("name", "heat")))
            .id();
    Resource updated =
        ours.loop()
            .call(() -> later.update(Call.ofTheService(), gauge, Map.of(), Precondition.NONE));
    assertThat(updated.members())
        .containsEntry("createdDate", "2026-01-01T00:00:00Z")
        .containsEntry("lastUpdatedDate", "2026-01-01T00:00:05Z");
  }

  private ResourceService at(String time) {
    return ours.service(new Random(3), InstantSource.fixed(Instant.parse(time)));
  }
}
