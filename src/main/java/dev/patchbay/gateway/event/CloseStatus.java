package dev.patchbay.gateway.event;

/** How a connection ended: the code of its close frame and the reason with it. */
public record CloseStatus(int code, String reason) {}
