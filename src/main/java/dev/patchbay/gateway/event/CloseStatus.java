package dev.patchbay.gateway.event;

/** How a connection ended: the code of its close frame and the reason with it. */
public record CloseStatus(int code, String reason) {

  /** No close frame came (RFC 6455, section 7.1.5). */
  public static final CloseStatus LOST = new CloseStatus(1006, "Connection closed abnormally");
}
