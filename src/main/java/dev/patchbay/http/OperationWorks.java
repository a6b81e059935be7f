package dev.patchbay.http;

import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.openapi.ApiReader;
import java.util.Objects;

/** Makes the work of each operation, for one event loop. */
final class OperationWorks {

  private final ControlPlaneComponents shared;
  private final ControlPlaneLoopComponents parts;
  private final LargeResources large;
  private final WorkerTasks tasks;
  private final ApiReader reader;

  OperationWorks(
      ControlPlaneComponents shared, ControlPlaneLoopComponents parts, LargeResources large) {
    this.shared = shared;
    this.parts = parts;
    this.large = large;
    this.tasks = new WorkerTasks(shared.workers());
    this.reader = new ApiReader(shared.region(), shared.schemas()::check);
  }

  OperationWork of(Operation operation) {
    return operation
        .lifecycle()
        .map(lifecycle -> ofLifecycle(operation, lifecycle))
        .orElseGet(() -> ofSingle(operation));
  }

  private OperationWork ofLifecycle(Operation operation, LifecycleOperation lifecycle) {
    return new LifecycleWork(
        operation, lifecycle, parts.service(), shared.schemas(), large, shared.answered());
  }

  private OperationWork ofSingle(Operation operation) {
    return switch (operation.name()) {
      case Operation.EVALUATE -> evaluation(operation);
      case Operation.CONNECTIONS ->
          new ConnectionsWork(operation.type(), parts.service(), parts.connections());
      case Operation.POST_TO_CONNECTION,
          Operation.DELETE_CONNECTION,
          Operation.CONNECTION_MESSAGES ->
          new ConnectionCommandWork(
              operation, parts.service(), shared.schemas(), shared.connections());
      case Operation.IMPORT, Operation.REIMPORT ->
          new ImportWork(
              operation, reader, parts.imports(), tasks, shared.answered(), shared.schemas());
      case Operation.EXPORT ->
          new ExportWork(operation.type(), parts.exports(), tasks, shared.answered());
      default ->
          new SingleOperationWork(
              operation,
              Objects.requireNonNull(shared.functions().get(operation.name()), operation.name()),
              parts.service(),
              shared.schemas());
    };
  }

  private OperationWork evaluation(Operation operation) {
    ResourceType responses = shared.types().childrenOf(operation.type()).get(0);
    EvaluationRunner runner =
        new EvaluationRunner(
            shared.workers(), shared.evaluator(), shared.lint(), shared.metrics().evaluations());
    return new EvaluationWork(responses, parts.previews(), shared.schemas(), runner, large);
  }
}
