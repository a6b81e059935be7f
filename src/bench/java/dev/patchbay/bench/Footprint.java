package dev.patchbay.bench;

import dev.patchbay.bench.load.Load;
import dev.patchbay.embedded.AppendFsync;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/**
 * The resources of a process beside the time of requests.
 *
 * @param startSeconds NaN where it was not measured
 * @param residentMebibytes after the run
 * @param patchBytes the bytes that its event loops allocate for a PATCH
 * @param getBytes the same for a GET; NaN where it serves none
 */
record Footprint(
    String what,
    double startSeconds,
    double residentMebibytes,
    double patchBytes,
    double getBytes) {

  /** Looks at a process of a run that is over. */
  static Footprint of(Bed bed, Target target, String what, double startSeconds, double seconds)
      throws IOException {
    double resident = ProcessStats.residentMebibytes(bed.handle(target));
    boolean servesGet = target.floor().isEmpty();
    return new Footprint(
        what,
        startSeconds,
        resident,
        allocated(bed, target, Load.PATCH, seconds),
        servesGet ? allocated(bed, target, Load.GET, seconds) : Double.NaN);
  }

  private static double allocated(Bed bed, Target target, Load load, double seconds)
      throws IOException {
    Row row = new Row("", "", target, load, "spread", 64, 0, AppendFsync.EVERYSEC, "");
    try (Allocation allocation = new Allocation(bed.handle(target))) {
      long before = allocation.bytes();
      long requests = bed.slice(row, seconds).load().answered();
      return (allocation.bytes() - before) / (double) requests;
    }
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("what", what)
        .put("startSeconds", Results.orNull(startSeconds))
        .put("residentMebibytes", Results.orNull(residentMebibytes))
        .put("patchBytes", Results.orNull(patchBytes))
        .put("getBytes", Results.orNull(getBytes));
  }
}
