package dev.patchbay.call;

/**
 * The attempts and round trips of transactions.
 *
 * @param attempts how often they were begun
 * @param lostRaces how many attempts stored nothing because another client changed a watched key
 *     before EXEC
 * @param roundTrips of all attempts, lost races included
 * @param exhausted whether one lost every race, the last one too
 * @param unchanged whether one had nothing to write
 */
public record TransactionTally(
    int attempts, int lostRaces, int roundTrips, boolean exhausted, boolean unchanged) {

  public static final TransactionTally NONE = new TransactionTally(0, 0, 0, false, false);

  public TransactionTally plus(TransactionTally other) {
    return new TransactionTally(
        attempts + other.attempts,
        lostRaces + other.lostRaces,
        roundTrips + other.roundTrips,
        exhausted || other.exhausted,
        unchanged || other.unchanged);
  }
}
