package dev.patchbay.sample;

import dev.patchbay.model.Operation;
import dev.patchbay.service.OperationFunction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Operations that some of the sample types have: an edit, one with a body, and a read. */
final class SampleOperations {

  private static final String GAUGE = "/v2/apis/{apiId}/gauges/{gaugeId}";

  static final List<Operation> ALL =
      List.of(
          new Operation("ResetGauge", SampleTypes.GAUGE, "DELETE", GAUGE + "/text", 204),
          new Operation("MarkGauge", SampleTypes.GAUGE, "POST", GAUGE + "/marks", 201),
          new Operation("GetTarget", SampleTypes.ZONE, "GET", "/v2/targets/{resource-arn+}", 200));

  static final Map<String, OperationFunction> FUNCTIONS =
      Map.of("ResetGauge", reset(), "MarkGauge", mark(), "GetTarget", target());

  private SampleOperations() {}

  private static OperationFunction reset() {
    return (service, request) ->
        service
            .edit(
                request.call(),
                request.id(),
                request.operation(),
                (members, now) -> {
                  members.remove("description");
                  return members;
                })
            .map(edited -> Optional.empty());
  }

  private static OperationFunction mark() {
    return (service, request) ->
        service
            .edit(
                request.call(),
                request.id(),
                request.operation(),
                (members, now) -> {
                  members.put("tags", Objects.requireNonNull(request.members().get("marks")));
                  return members;
                })
            .map(edited -> Optional.of(Map.of()));
  }

  private static OperationFunction target() {
    return (service, request) ->
        Future.succeededFuture(
            Optional.of(
                Map.of(
                    "target",
                    request.identifiers().get(0),
                    "keys",
                    request.query().getOrDefault("key", List.of()))));
  }
}
