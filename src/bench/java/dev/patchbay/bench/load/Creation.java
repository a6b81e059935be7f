package dev.patchbay.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends each request once, and keeps the identifiers of the created resources. */
final class Creation implements Script {

  private final List<byte[]> requests;
  private final String idMember;
  private final @Nullable String[] ids;
  private final int[] underWay;
  private int next;

  Creation(List<byte[]> requests, String idMember, int connections) {
    this.requests = requests;
    this.idMember = idMember;
    this.ids = new @Nullable String[requests.size()];
    this.underWay = new int[connections];
  }

  /** In the order of the requests. */
  List<String> ids() {
    List<String> all = new ArrayList<>();
    for (String id : ids) {
      if (id == null) {
        throw new IllegalStateException("not all were created");
      }
      all.add(id);
    }
    return all;
  }

  @Override
  public byte @Nullable [] next(int connection) {
    if (next == requests.size()) {
      return null;
    }
    underWay[connection] = next;
    return requests.get(next++);
  }

  @Override
  public boolean isGood(int connection, Answer answer) {
    if (answer.status() != 201) {
      return false;
    }
    ids[underWay[connection]] = answer.member(idMember);
    return true;
  }
}
