package dev.patchbay.gateway.redis;

import java.util.List;

/**
 * The heartbeat of a replica, which it writes every second.
 *
 * @param count grows with each beat
 * @param isComplete whether all connections of the replica are in Redis
 * @param host the address for the other replicas
 * @param key a secret: commands for the replica are signed with it
 */
record Heartbeat(long count, boolean isComplete, String host, int port, String key) {

  private static final int FIELDS = 5;

  String encode() {
    return ConnectionRecord.encode(
        List.of(
            Long.toString(count), Boolean.toString(isComplete), host, Integer.toString(port), key));
  }

  /**
   * Reads a beat.
   *
   * @throws IllegalArgumentException where it is none
   */
  static Heartbeat decode(String text) {
    List<String> fields = ConnectionRecord.decode(text);
    if (fields.size() < FIELDS) {
      throw new IllegalArgumentException("a beat has five fields");
    }
    return new Heartbeat(
        Long.parseLong(fields.get(0)),
        Boolean.parseBoolean(fields.get(1)),
        fields.get(2),
        Integer.parseInt(fields.get(3)),
        fields.get(4));
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "Heartbeat[" + host + ":" + port + "]";
  }
}
