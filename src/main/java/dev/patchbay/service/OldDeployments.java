package dev.patchbay.service;

import dev.patchbay.call.Call;
import dev.patchbay.model.Limit;
import dev.patchbay.model.Precondition;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.store.Decision;
import dev.patchbay.store.Read;
import dev.patchbay.store.ResourceStore;
import dev.patchbay.store.Transition;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;

/** Deletes the oldest automatic deployments of an API that has too many. */
record OldDeployments(ResourceTypes types, ResourceStore store) {

  private static final int KEPT_MAX = Limit.AUTOMATIC_DEPLOYMENTS.intValue();

  /** Deletes the ones beyond the limit; one that a stage names stays. */
  Future<?> remove(ResourceCollection deployments) {
    return WholeCollection.filtered(
            store,
            deployments,
            each -> Boolean.TRUE.equals(each.members().get(DeploymentRules.IS_AUTOMATIC)))
        .compose(automatic -> removeOldest(automatic));
  }

  private Future<?> removeOldest(List<Resource> automatic) {
    return Future.join(
        automatic.stream()
            .sorted(Comparator.comparing(OldDeployments::created))
            .limit(Math.max(0, automatic.size() - KEPT_MAX))
            .map(old -> remove(old.id()))
            .toList());
  }

  /** The times are in UTC and in whole seconds, so their texts have their order. */
  private static String created(Resource deployment) {
    return deployment
        .id()
        .type()
        .createdMember()
        .map(member -> String.valueOf(deployment.text(member)))
        .orElse("");
  }

  private Future<Boolean> remove(ResourceId id) {
    return store.commit(
        new Transition<>(
            Call.ofTheService(),
            new Read.OfSize(id.collection()),
            CascadeDelete.reads(types, id),
            snapshot ->
                Decision.orReject(
                    () -> CascadeDelete.decide(types, id, Precondition.NONE, snapshot))));
  }
}
