package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes into stages why an API could not be deployed to them. */
record FailedDeployments(
    ResourceTypes types, ResourceStore store, ResourceDecisions decisions, InstantSource clock) {

  /**
   * Stores a refusal in the stages that do not show it yet.
   *
   * @param deployments the type of deployments
   * @return whether a stage has changed; fails with the failure where it is no refusal
   */
  Future<Boolean> report(List<Resource> stages, ResourceType deployments, Throwable failure) {
    if (!(failure instanceof ServiceException refusal) || refusal.code() != ErrorCode.BAD_REQUEST) {
      return Future.failedFuture(failure);
    }
    String message = StageRules.NOT_DEPLOYED.formatted(refusal.message());
    Operation operation = types.operation("Create" + deployments.typeName()).orElseThrow();
    List<Future<Resource>> said =
        stages.stream()
            .filter(stage -> !message.equals(stage.text(StageRules.MESSAGE)))
            .map(stage -> say(stage.id(), operation, message))
            .toList();
    Future<?> all = Future.all(said);
    return all.map(!said.isEmpty());
  }

  private Future<Resource> say(ResourceId stage, Operation operation, String message) {
    Read.OfResource read = new Read.OfResource(stage);
    Instant now = clock.instant();
    return store.commit(
        new Transition<>(
            Call.ofTheService(),
            read,
            Set.of(read),
            snapshot ->
                Decision.orReject(
                    () ->
                        decisions.edit(
                            stage, operation, members -> with(members, message), now, snapshot))));
  }

  /** Another update may have ended {@code autoDeploy} meanwhile. */
  private static Map<String, Object> with(Map<String, Object> members, String message) {
    if (Boolean.TRUE.equals(members.get(StageRules.IS_AUTOMATIC))) {
      members.put(StageRules.MESSAGE, message);
    }
    return members;
  }
}
