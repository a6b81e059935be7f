package dev.patchbay.backup;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.service.ImportPlan;
import dev.patchbay.service.ImportResult;
import dev.patchbay.store.Transition;
import java.util.Set;

/** The lines of an export that belong to one root, while they are read. */
final class ImportBlock {

  private final ResourceId root;
  private final long firstLine;
  private final ImportPlan plan;
  private long lines;
  private boolean refused;

  ImportBlock(ResourceId root, long firstLine, ImportPlan plan) {
    this.root = root;
    this.firstLine = firstLine;
    this.plan = plan;
  }

  ResourceId root() {
    return root;
  }

  long firstLine() {
    return firstLine;
  }

  /** Returns the number of lines read, refused ones included. */
  long lines() {
    return lines;
  }

  /** Returns the name for reports, for example {@code API a1b2c3d4e5}. */
  String name() {
    return root.type().spokenName() + " " + root.value();
  }

  /** Records that a line was refused, so that the root is not stored. */
  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }

  /**
   * Adds a resource; after a refused one only counts it.
   *
   * @throws dev.patchbay.model.ServiceException when the resource is refused
   */
  void add(Resource resource, Set<String> accountIds) {
    lines++;
    if (refused) {
      return;
    }
    ResourceId id = resource.id();
    if (!id.root().equals(root)) {
      throw badRequest("it is not of " + name() + ", which has not ended");
    }
    if (!accountIds.contains(id.accountId())) {
      throw badRequest(
          "account %1$s is not that of the configuration (--account %1$s takes it)"
              .formatted(id.accountId()));
    }
    plan.add(resource);
  }

  /**
   * Returns the transition that stores the root.
   *
   * @throws dev.patchbay.model.ServiceException when the last line does not fit the lines before
   */
  Transition<ImportResult> end(ExportLine.EndOfRoot end) {
    if (!root.equals(end.root())) {
      throw badRequest("it is not the end of " + name());
    }
    if (lines != end.resources()) {
      throw badRequest(
          "%s should have %s, and has %d"
              .formatted(name(), Count.resources(end.resources()), lines));
    }
    return plan.transition();
  }
}
