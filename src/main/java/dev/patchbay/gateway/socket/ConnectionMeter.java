package dev.patchbay.gateway.socket;

/** Receives what happens to connections, on their event loops. */
public interface ConnectionMeter {

  /** A handshake is done. */
  void opened();

  void closed(CloseCause cause);

  /** A frame of the client, a ping and a part of a message too. */
  void received();

  /** A message to the client. */
  void sent();

  /** Changes the number of messages that wait for the one before them. */
  void waiting(int change);

  /** Changes the number of clients that do not read what is sent to them. */
  void slow(int change);
}
