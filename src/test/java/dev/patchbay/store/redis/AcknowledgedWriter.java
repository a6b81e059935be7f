package dev.patchbay.store.redis;

import static dev.patchbay.store.Samples.append;
import static dev.patchbay.store.Samples.textOf;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Replica;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Appends a word of its own to one resource again and again, and remembers which of them were
 * acknowledged and the longest time without an acknowledgement.
 */
public final class AcknowledgedWriter implements Runnable {

  private static final int PAUSE_MILLIS = 5;

  private final Replica replica;
  private final ResourceId id;
  private final String prefix;
  private final List<String> acknowledged = new ArrayList<>();
  private volatile boolean ended;
  private volatile int words;
  private long lastNanos = System.nanoTime();
  private long gapNanosMax;
  private long slowestNanos;
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

  public AcknowledgedWriter(Replica replica, ResourceId id, String prefix) {
    this.replica = replica;
    this.id = id;
    this.prefix = prefix;
  }

  @Override
  public void run() {
    for (int i = 0; !ended; i++) {
      String word = prefix + i + ",";
      long begunNanos = System.nanoTime();
      try {
        replica.commit(append(id, word));
        long now = System.nanoTime();
        gapNanosMax = Math.max(gapNanosMax, now - lastNanos);
        lastNanos = now;
        acknowledged.add(word);
        words = acknowledged.size();
        slowestNanos = Math.max(slowestNanos, now - begunNanos);
        Thread.sleep(PAUSE_MILLIS);
      } catch (ServiceException refusal) {
        refusals.add(refusal.getMessage());
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - begunNanos);
        if (refusal.code() != ErrorCode.SERVICE_UNAVAILABLE
            && refusal.code() != ErrorCode.CONFLICT) {
          throw refusal;
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  public Thread begin() {
    Thread thread = new Thread(this, prefix);
    thread.start();
    return thread;
  }

  public void end() {
    ended = true;
  }

  /** How many are stored so far; from any thread. */
  public int words() {
    return words;
  }

  /** After its end. */
  public List<String> acknowledged() {
    return acknowledged;
  }

  /** The longest time without an acknowledged write, after its end. */
  public long gapMillisMax() {
    return gapNanosMax / 1_000_000;
  }

  /** The longest time that it waited for any answer, after its end. */
  public long slowestMillis() {
    return slowestNanos / 1_000_000;
  }

  /** Which of the acknowledged words a resource does not have, after its end. */
  public List<String> missingIn(Resource resource) {
    Set<String> stored = new HashSet<>(List.of(textOf(resource).split("(?<=,)", -1)));
    return acknowledged.stream().filter(word -> !stored.contains(word)).toList();
  }

  /** How many were refused so far; from any thread. */
  public int refused() {
    return refusals.size();
  }

  /** Returns the refusals so far; safe for use by many threads. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }
}
