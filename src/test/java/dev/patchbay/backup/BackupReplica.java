package dev.patchbay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.call.Call;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.service.ApiGatewayRules;
import dev.patchbay.service.Quotas;
import dev.patchbay.service.ResourceService;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.Transition;
import dev.patchbay.store.Write;
import dev.patchbay.wire.ContentHash;
import dev.patchbay.wire.ModelSchema;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceSizes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A replica with the service's operations, export and import, for a test that waits for each. */
record BackupReplica(Replica replica, ResourceTypes types, RequestSchemas schemas) {

  BackupReplica(Replica replica) {
    this(replica, ApiGatewayTypes.ALL, SCHEMAS);
  }

  static final RequestSchemas SCHEMAS = RequestSchemas.load(ApiGatewayTypes.ALL);

  /** How an export or an import ended. */
  record Outcome(boolean complete, String text, List<String> reports) {
    String report() {
      return String.join("\n", reports);
    }
  }

  Outcome exported() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    List<String> reports = new ArrayList<>();
    try {
      boolean complete =
          new Export(types, replica::commit, output, reports::add).run(List.of(Samples.ACCOUNT));
      return new Outcome(complete, output.toString(UTF_8), reports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Outcome imported(String file) {
    return imported(file, false);
  }

  Outcome imported(String file, boolean skipExisting) {
    return imported(file.getBytes(UTF_8), skipExisting);
  }

  Outcome imported(byte[] file, boolean skipExisting) {
    List<String> reports = new ArrayList<>();
    Import.Options options = new Import.Options(Set.of(Samples.ACCOUNT), skipExisting);
    try {
      boolean complete =
          new Import(
                  types,
                  ApiGatewayRules.of("us-east-1", ModelSchema::isValid, ContentHash::of),
                  replica::commit,
                  schemas::check,
                  new ResourceSizes(schemas, 1_048_576)::check,
                  new Quotas(Map.of("PATCHBAY_MAX_APIS", 10_000, "PATCHBAY_MAX_CHILDREN", 300)),
                  options,
                  reports::add)
              .run(new ByteArrayInputStream(file));
      return new Outcome(complete, "", reports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ResourceId create(ResourceCollection collection, Map<String, Object> request) {
    ResourceService service = replica.service();
    Map<String, Object> checked =
        collection.type().isInternal()
            ? request
            : schemas.check("Create" + collection.type().typeName(), request);
    return replica.loop().call(() -> service.create(Call.ofTheService(), collection, checked)).id();
  }

  Resource update(ResourceId id, Map<String, Object> request) {
    ResourceService service = replica.service();
    Map<String, Object> checked =
        schemas.check(LifecycleOperation.UPDATE.nameOn(id.type()), request);
    return replica
        .loop()
        .call(() -> service.update(Call.ofTheService(), id, checked, Precondition.NONE));
  }

  void delete(ResourceId id) {
    ResourceService service = replica.service();
    replica.loop().call(() -> service.delete(Call.ofTheService(), id, Precondition.NONE).map(true));
  }

  ResourceId webSocketApi(String name) {
    return create(
        Samples.APIS,
        Map.of(
            "name",
            name,
            "protocolType",
            "WEBSOCKET",
            "routeSelectionExpression",
            "$request.body.action"));
  }

  ResourceId integration(ResourceId api) {
    return create(api.children(ApiGatewayTypes.INTEGRATION), Map.of("integrationType", "MOCK"));
  }

  ResourceId response(ResourceId integration, String key) {
    return create(
        integration.children(ApiGatewayTypes.INTEGRATION_RESPONSE),
        Map.of("integrationResponseKey", key));
  }

  /** Gives both integration responses one text, in one transaction. */
  static Transition<Boolean> writeBoth(List<ResourceId> pair, String text) {
    Read first = new Read.OfResource(pair.get(0));
    Read second = new Read.OfResource(pair.get(1));
    return new Transition<>(
        first,
        Set.of(first, second),
        snapshot ->
            new Decision.Commit<>(
                pair.stream()
                    .map(id -> snapshot.resource(id).orElseThrow())
                    .map(each -> Write.replace(each, Samples.withText(each, text)))
                    .toList(),
                true));
  }
}
