package dev.patchbay.call;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** One request as the store sees it. Immutable; one is equal to itself alone. */
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
  private final Consumer<TransactionTally> tallies;

  /**
   * A request that may not be admitted yet.
   *
   * @param admission what is read may be read before it completes, but nothing is stored and
   *     nothing is answered; its failure is that of the request
   * @param tallies is given what each transaction of the request took, when that has ended and
   *     before its caller learns the outcome
   */
  public Call(Author author, Future<?> admission, Consumer<TransactionTally> tallies) {
    this.author = author;
    this.admission = admission;
    this.tallies = tallies;
  }

  /** Something that the service does on its own behalf. */
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

  /** Completes when it is known that the request may be served; fails with the refusal. */
  public Future<?> admission() {
    return admission;
  }

  /** One of its transactions has ended. For stores, once for each. */
  public void ended(TransactionTally tally) {
    tallies.accept(tally);
  }
}
