package dev.patchbay.store.redis.topology;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Sentinels that watch one master. */
record SentinelGroup(List<Sentinel> sentinels) {

  /**
   * The newest report of the master.
   *
   * @param ofMajority whether most Sentinels have answered
   */
  record Newest(Sentinel.MasterReport report, boolean ofMajority) {}

  /** Asks all Sentinels; empty where none answers. */
  Future<Optional<Newest>> newest() {
    List<Future<Sentinel.MasterReport>> answers =
        sentinels.stream()
            .map(sentinel -> Future.succeededFuture().compose(begun -> sentinel.ask()))
            .toList();
    return Future.join(answers)
        .transform((all, someFailed) -> Future.succeededFuture(newest(answers)));
  }

  private Optional<Newest> newest(List<Future<Sentinel.MasterReport>> answers) {
    List<Sentinel.MasterReport> reports =
        answers.stream().filter(Future::succeeded).map(Future::result).toList();
    boolean ofMajority = reports.size() * 2 > sentinels.size();
    return reports.stream()
        .max(Comparator.comparingLong(Sentinel.MasterReport::configEpoch))
        .map(newest -> new Newest(newest, ofMajority));
  }

  void close() {
    sentinels.forEach(Sentinel::close);
  }
}
