package dev.patchbay.gateway.socket;

/** Receives the events of connections, on their event loops. */
public interface ConnectionMeter {

  /** A handshake is done. */
  void opened();

  void closed(CloseCause cause);

  /** A frame of the client, a ping and a part of a message too. */
  void received();

  /** A message to the client. */
  void sent();

  /** Changes the number of messages that wait for an earlier message. */
  void waiting(int change);

  /** Changes the number of clients that do not read their messages. */
  void slow(int change);
}
