package dev.patchbay.call;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** One request as the store sees it. Immutable; one is equal to itself alone. */
public final class Call {

  /**
   * The caller of a request.
   *
   * @param accessKeyId the access key id of its signature; empty where no signature is required
   * @param requestId the {@code x-amzn-RequestId} of the answer
   */
  public record Author(String accessKeyId, String requestId) {}

  private static final Author THE_SERVICE = new Author("", "");

  private final Author author;
  private final Future<?> admission;
  private final Consumer<TransactionTally> tallies;

  /**
   * A request whose admission is pending.
   *
   * @param admission reads may be sent before it completes, but nothing is stored or answered; its
   *     failure fails the request
   * @param tallies receives the tally of each transaction of the request, before the future of the
   *     transaction completes
   */
  public Call(Author author, Future<?> admission, Consumer<TransactionTally> tallies) {
    this.author = author;
    this.admission = admission;
    this.tallies = tallies;
  }

  /** A call of the service itself, without a request. */
  public static Call ofTheService() {
    return new Call(THE_SERVICE, Future.succeededFuture(), tally -> {});
  }

  /** The same request, whose tallies another observer is given first. */
  public Call observedBy(Consumer<TransactionTally> observer) {
    return new Call(author, admission, observer.andThen(tallies));
  }

  public Author author() {
    return author;
  }

  /** Completes when the request is admitted; fails with the refusal. */
  public Future<?> admission() {
    return admission;
  }

  /** One of its transactions has ended. For stores, once for each. */
  public void ended(TransactionTally tally) {
    tallies.accept(tally);
  }
}
