package dev.patchbay.config;

import java.util.Optional;

/**
 * The prefix of the endpoints of APIs, that of HTTP APIs with http or https.
 *
 * @param isAws whether they have AWS's form, which names no address of this gateway
 * @param address at which clients reach the gateway; empty for the address that it listens on
 */
public record GatewayUrl(boolean isAws, Optional<String> address) {

  static final String FORM = "aws, or a ws or wss URL";

  private static final String AWS = "aws";

  static GatewayUrl parse(String text) {
    if (text.isEmpty() || text.equals(AWS)) {
      return new GatewayUrl(!text.isEmpty(), Optional.empty());
    }
    Setting.require(text.matches("wss?://[A-Za-z0-9.:\\[\\]_-]{1,255}(/[A-Za-z0-9._~/-]{0,255})?"));
    return new GatewayUrl(false, Optional.of(text.replaceFirst("/+$", "")));
  }
}
