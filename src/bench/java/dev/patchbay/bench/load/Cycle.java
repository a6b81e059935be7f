package dev.patchbay.bench.load;

import java.util.List;

/** Sends the same requests in the same order, again and again; only 2xx is good. */
final class Cycle implements Script {

  private final List<byte[]> requests;
  private int next;

  Cycle(List<byte[]> requests) {
    this.requests = requests;
  }

  @Override
  public byte[] next(int connection) {
    byte[] request = requests.get(next);
    next = (next + 1) % requests.size();
    return request;
  }

  @Override
  public boolean isGood(int connection, Answer answer) {
    return answer.isSuccess();
  }
}
