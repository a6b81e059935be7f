package dev.patchbay.gateway.event;

/** The names (ARNs) by which policies and functions know the parts of the APIs of an account. */
public record ApiArns(String region, String accountId) {

  public String route(ClientConnection connection, String routeKey) {
    return of(connection.apiId(), connection.stage() + "/" + routeKey);
  }

  /** The name of a route of an HTTP API, or of a request to it: its method and its path. */
  public String route(String apiId, String stage, String key) {
    return of(apiId, stage + "/" + key.replaceFirst(" ", ""));
  }

  public String authorizer(String apiId, String authorizerId) {
    return of(apiId, "authorizers/" + authorizerId);
  }

  private String of(String apiId, String part) {
    return "arn:aws:execute-api:%s:%s:%s/%s".formatted(region, accountId, apiId, part);
  }
}
