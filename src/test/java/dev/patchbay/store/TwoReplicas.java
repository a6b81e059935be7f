package dev.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ServiceException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Two stores over the same empty data, each on an event loop of its own: {@link #ours} is under
 * test, {@link #rival} writes in between.
 */
public abstract class TwoReplicas {

  /** Enough to outlast a rival in a crowd, few enough to reach the bound in a second. */
  protected static final int ATTEMPTS_MAX = 8;

  @SuppressWarnings("NullAway.Init") // Made by open, before each test.
  protected Replica ours;

  @SuppressWarnings("NullAway.Init")
  protected Replica rival;

  private final Backing backing;

  protected TwoReplicas(Backing backing) {
    this.backing = backing;
  }

  /** As {@link Backing#clear}. */
  protected final void clear() {
    backing.clear();
  }

  /** Returns {@link Backing#everything}, or the part of it that the tests compare. */
  protected Map<String, ?> everything() {
    return backing.everything();
  }

  @BeforeEach
  void open() {
    clear();
    ours = newReplica();
    rival = newReplica();
  }

  @AfterEach
  void close() {
    ours.close();
    rival.close();
  }

  private Replica newReplica() {
    EventLoop loop = new EventLoop();
    return new Replica(loop, loop.make(backing::newStore));
  }

  /** The refusal that a call ends in. */
  protected static ServiceException refusal(ThrowingCallable call) {
    ServiceException refusal = catchThrowableOfType(ServiceException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  protected static void assertConcurrentModification(ServiceException refusal) {
    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(refusal)
        .hasMessage(
            "Unable to complete operation due to concurrent modification. Please try again later.");
  }
}
