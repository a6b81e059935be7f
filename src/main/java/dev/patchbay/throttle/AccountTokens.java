package dev.patchbay.throttle;

import dev.patchbay.throttle.Admission.Decider;
import dev.patchbay.throttle.TokenCounter.Drawn;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** The leased tokens of one account under one limit, on one event loop. */
final class AccountTokens {

  /**
   * A block and the remaining tokens last for four fifths of the lapse, so that under steady demand
   * a block is spent before it lapses.
   */
  private static final int BLOCK_LEADS = 3;

  /** Tokens that may be spent until a time of the clock. */
  private static final class Block {

    private final long lapsesNanos;
    private long tokens;

    Block(long tokens, long lapsesNanos) {
      this.tokens = tokens;
      this.lapsesNanos = lapsesNanos;
    }
  }

  private final TokenCounter counter;
  private final LongSupplier nanoClock;
  private final String accountId;
  private final RateLimit limit;
  private final Leasing leasing;
  private final Deque<Promise<Admission>> waiting = new ArrayDeque<>();

  /** The oldest block is first; no block is empty. */
  private final Deque<Block> blocks = new ArrayDeque<>();

  private boolean drawing;
  private long remaining;
  private long periodNanos;
  private long requestsOfPeriod;
  private long requestsBefore;

  AccountTokens(TokenCounter counter, LongSupplier nanoClock, String accountId, RateLimit limit) {
    this.counter = counter;
    this.nanoClock = nanoClock;
    this.accountId = accountId;
    this.limit = limit;
    this.leasing = Leasing.of(limit);
    this.periodNanos = nanoClock.getAsLong();
  }

  Future<Admission> admit() {
    long now = nanoClock.getAsLong();
    countDemand(now);
    if (waiting.isEmpty() && take(now)) {
      Admission admission = admitted(remaining + inHand(now));
      if (!drawing && ahead(now) > 0) {
        draw(now);
      }
      return Future.succeededFuture(admission);
    }
    Promise<Admission> decided = Promise.promise();
    waiting.add(decided);
    if (!drawing) {
      draw(now);
    }
    return decided.future();
  }

  private void countDemand(long now) {
    long periods = leasing.leadNanos() == 0 ? 0 : (now - periodNanos) / leasing.leadNanos();
    if (periods > 0) {
      requestsBefore = periods == 1 ? requestsOfPeriod : 0;
      requestsOfPeriod = 0;
      periodNanos = now;
    }
    requestsOfPeriod++;
  }

  /**
   * Returns the number of tokens to lease in advance; a first request does not predict a second.
   */
  private int ahead(long now) {
    long demand = Math.min(leasing.blockMax() / 2, Math.max(requestsBefore, requestsOfPeriod));
    return inHand(now + leasing.leadNanos()) >= demand
        ? 0
        : (int) Math.min(leasing.blockMax(), BLOCK_LEADS * (demand - 1));
  }

  private boolean take(long now) {
    while (!blocks.isEmpty() && blocks.peek().lapsesNanos - now <= 0) {
      blocks.remove();
    }
    Block oldest = blocks.peek();
    if (oldest == null) {
      return false;
    }
    oldest.tokens--;
    if (oldest.tokens == 0) {
      blocks.remove();
    }
    return true;
  }

  private long inHand(long at) {
    long tokens = 0;
    for (Block block : blocks) {
      tokens += block.lapsesNanos - at > 0 ? block.tokens : 0;
    }
    return tokens;
  }

  private void draw(long now) {
    drawing = true;
    int needed = waiting.size();
    int ahead = ahead(now);
    Future.succeededFuture()
        .compose(begun -> counter.draw(accountId, leasing.drawn(), needed, ahead))
        .onSuccess(drawn -> decide(drawn, needed, now + leasing.lapseNanos()))
        .onFailure(this::fail);
  }

  /** The lapse counts from before the call, so it ends no later than the proof assumes. */
  private void decide(Drawn drawn, int needed, long lapsesNanos) {
    drawing = false;
    remaining = drawn.remaining();
    List<Runnable> decisions = new ArrayList<>();
    for (int i = 0; i < needed; i++) {
      decide(
          decisions,
          i < drawn.tokens()
              ? admitted(drawn.remaining() + drawn.tokens() - 1 - i)
              : new Admission(false, limit, 0, drawn.waitMicros(), Decider.COUNTER));
    }
    if (drawn.tokens() > needed) {
      keep(drawn.tokens() - needed, lapsesNanos);
    }
    long now = nanoClock.getAsLong();
    while (!waiting.isEmpty() && take(now)) {
      decide(decisions, admitted(remaining + inHand(now)));
    }
    if (!waiting.isEmpty()) {
      draw(now);
    }
    decisions.forEach(Runnable::run);
  }

  /** Tokens that were leased soon after others lapse with them, so that there are few blocks. */
  private void keep(long tokens, long lapsesNanos) {
    Block newest = blocks.peekLast();
    if (newest != null && lapsesNanos - newest.lapsesNanos < leasing.leadNanos() / 2) {
      newest.tokens += tokens;
    } else {
      blocks.add(new Block(tokens, lapsesNanos));
    }
  }

  private void decide(List<Runnable> decisions, Admission admission) {
    Promise<Admission> request = waiting.remove();
    decisions.add(() -> request.complete(admission));
  }

  private Admission admitted(long remainingAfter) {
    return new Admission(true, limit, remainingAfter, 0, Decider.COUNTER);
  }

  private void fail(Throwable failure) {
    drawing = false;
    List<Promise<Admission>> requests = List.copyOf(waiting);
    waiting.clear();
    requests.forEach(request -> request.fail(failure));
  }
}
