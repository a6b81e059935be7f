package dev.patchbay.config;

/**
 * The listening sockets.
 *
 * @param host the address both ports bind
 * @param port of the control plane; 0 for a free one
 * @param managementPort of health and metrics; 0 for a free one
 * @param bodyBytesMax the largest request body
 * @param console whether the control plane serves the console
 */
public record HttpConfig(
    String host, int port, int managementPort, int bodyBytesMax, boolean console) {}
