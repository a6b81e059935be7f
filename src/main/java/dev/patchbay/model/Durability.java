package dev.patchbay.model;

/** The failures that a confirmed change survives. */
public enum Durability {
  /** The loss of any one machine: the change is on a disk and on a replica. */
  STRICT,
  /** The crash of any process. */
  STANDARD;

  /** How many replicas have a change before it is answered. */
  public int replicasToAwait() {
    return this == STRICT ? 1 : 0;
  }
}
