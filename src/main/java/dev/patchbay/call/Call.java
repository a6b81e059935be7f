package dev.patchbay.call;

import io.vertx.core.Future;

/** One request, from its signature to its answer. Belongs to one event loop. */
public final class Call {

  /**
   * Who makes a request.
   *
   * @param accessKeyId whose signature it bears; empty where signatures are not asked for
   * @param requestId as in the answer's {@code x-amzn-RequestId}
   */
  public record Author(String accessKeyId, String requestId) {}

  private static final Author THE_SERVICE = new Author("", "");

  private final Author author;
  private final Future<?> admission;
  private int attempts;
  private int lostRaces;
  private int roundTrips;
  private boolean exhausted;
  private boolean unchanged;

  /**
   * A request that may not be admitted yet.
   *
   * @param admission what is read may be read before it completes, but nothing is stored and
   *     nothing is answered; its failure is that of the request
   */
  public Call(Author author, Future<?> admission) {
    this.author = author;
    this.admission = admission;
  }

  /** Something that the service does on its own behalf. */
  public static Call ofTheService() {
    return new Call(THE_SERVICE, Future.succeededFuture());
  }

  public Author author() {
    return author;
  }

  /** Completes when it is known that the request may be served; fails with the refusal. */
  public Future<?> admission() {
    return admission;
  }

  /** A transition of this request was begun, or begun again. */
  public void attempted() {
    attempts++;
  }

  /** Something that a transition had read was changed by others before EXEC. */
  public void lostRace() {
    lostRaces++;
  }

  /** It lost its last race, and there is no time or attempt left for another. */
  public void gaveUp() {
    exhausted = true;
  }

  /** What its transition decided is what is stored already. */
  public void leftUnchanged() {
    unchanged = true;
  }

  /** Commands of a transition were sent in one write. */
  public void sent() {
    roundTrips++;
  }

  /** How often its transitions were begun. */
  public int attempts() {
    return attempts;
  }

  /** How many of the attempts came to nothing because others were faster. */
  public int lostRaces() {
    return lostRaces;
  }

  /** Whether it lost every race, the last one too. */
  public boolean isExhausted() {
    return exhausted;
  }

  /** Whether a transition had nothing to write. */
  public boolean isUnchanged() {
    return unchanged;
  }

  /** How many round trips its transitions made, those of lost attempts too. */
  public int roundTrips() {
    return roundTrips;
  }
}
