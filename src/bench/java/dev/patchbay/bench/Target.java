package dev.patchbay.bench;

import dev.patchbay.bench.floor.FloorMain.Floor;
import java.util.Optional;

/** The receivers of load; each is a process of its own. */
enum Target {
  /** The jar with the JVM flags of the image, no signatures. */
  SERVICE,
  /** The same with SigV4. */
  SERVICE_SIGNED,
  /** As {@link #SERVICE}, but with other flags and settings: none, if nothing else is said. */
  SERVICE_OTHER,
  FLOOR_JSON(Floor.BARE_JSON),
  FLOOR_PATCH(Floor.BARE_PATCH),
  FLOOR_PATCH_UNTHROTTLED(Floor.BARE_PATCH_UNTHROTTLED),
  FLOOR_PATCH_MERGING(Floor.BARE_PATCH_MERGING),
  FLOOR_GET_POOLED(Floor.BARE_GET_POOLED),
  FLOOR_GET_SHARED(Floor.BARE_GET_SHARED),
  FLOOR_ECHO(Floor.BARE_ECHO),
  FLOOR_RENDERING(Floor.BARE_RENDERING),
  FLOOR_RELAY(Floor.BARE_RELAY),
  FLOOR_RENDERING_RELAY(Floor.BARE_RENDERING_RELAY),
  /** The backend of messages. */
  BACKEND(Floor.BARE_BACKEND),
  /** Redis itself. */
  REDIS;

  private final Optional<Floor> floor;

  Target(Floor floor) {
    this.floor = Optional.of(floor);
  }

  Target() {
    this.floor = Optional.empty();
  }

  Optional<Floor> floor() {
    return floor;
  }
}
