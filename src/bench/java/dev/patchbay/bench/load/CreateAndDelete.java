package dev.patchbay.bench.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Each connection creates a response, deletes it, and begins again. */
final class CreateAndDelete implements Script {

  /** Keys must differ from keys that an earlier run has left behind. */
  private static int runs;

  private final HttpRequests requests;
  private final String collection;
  private final int run = runs++;
  private final @Nullable String[] created;

  CreateAndDelete(HttpRequests requests, String collection, int connections) {
    this.requests = requests;
    this.collection = collection;
    this.created = new @Nullable String[connections];
    Arrays.fill(created, null);
  }

  @Override
  public byte[] next(int connection) {
    String id = created[connection];
    return id == null
        ? requests.post(collection, Bodies.create("c" + run + "-" + connection, false))
        : requests.delete(collection + "/" + id);
  }

  @Override
  public boolean isGood(int connection, Answer answer) {
    created[connection] = answer.status() == 201 ? answer.member("integrationResponseId") : null;
    return answer.isSuccess();
  }
}
