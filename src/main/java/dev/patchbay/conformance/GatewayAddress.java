package dev.patchbay.conformance;

import java.net.URI;

/**
 * The address of the clients of an API.
 *
 * @param form an address with {@code {apiId}} and {@code {stage}}
 */
public record GatewayAddress(String form) {

  private static final String API = "{apiId}";
  private static final String STAGE = "{stage}";
  private static final String BY_PATH = "/execute-api/" + API + "/" + STAGE;

  /** An address without the two places is that of a gateway with addresses by path. */
  public static GatewayAddress of(String address) {
    String trimmed = address.replaceFirst("/+$", "");
    return new GatewayAddress(trimmed.contains(API) ? trimmed : trimmed + BY_PATH);
  }

  /** The address with a name in the place of an API, to look at its scheme and its host. */
  public URI example() {
    return URI.create(form.replace(API, "a").replace(STAGE, "s"));
  }

  /** Returns the address of the clients of a stage. */
  URI socket(String apiId, String stage) {
    return URI.create(form.replace(API, apiId).replace(STAGE, stage));
  }

  /** Returns the address of the connections of a stage, for backends. */
  String connections(String apiId, String stage) {
    return socket(apiId, stage).toString().replaceFirst("^ws", "http") + "/@connections";
  }
}
