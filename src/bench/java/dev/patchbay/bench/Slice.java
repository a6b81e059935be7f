package dev.patchbay.bench;

import dev.patchbay.bench.load.Outcome;
import io.vertx.core.json.JsonObject;

/**
 * One stretch of load on one target.
 *
 * @param serviceMicros processor time of the target for each request
 * @param redisMicros the same of Redis
 * @param redisReads how often Redis read from a socket for each request
 * @param redisCommands the commands of Redis for each request, calls inside of scripts included
 */
record Slice(
    Outcome load,
    double serviceMicros,
    double redisMicros,
    double generatorMicros,
    double redisReads,
    double redisCommands) {

  JsonObject toJson() {
    return new JsonObject()
        .put("requests", load.requests())
        .put("failed", load.failed())
        .put("perSecond", load.perSecond())
        .put("late", load.late())
        .put("p50", load.micros().p50())
        .put("p99", load.micros().p99())
        .put("p999", load.micros().p999())
        .put("max", load.micros().max())
        .put("serviceMicros", serviceMicros)
        .put("redisMicros", redisMicros)
        .put("generatorMicros", generatorMicros)
        .put("redisReads", redisReads)
        .put("redisCommands", redisCommands);
  }
}
