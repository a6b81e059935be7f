package dev.patchbay.server;

import dev.patchbay.auth.Credentials;
import dev.patchbay.auth.ReloadedFile;
import dev.patchbay.config.ServiceConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The facts about a service that has started, for its operator.
 *
 * @param console the address of the console, empty where it is off
 * @param gateway the address to which clients of APIs connect, empty where there is none
 * @param redis where the data is
 * @param credentials which callers are accepted
 * @param signed whether requests must be signed
 */
public record Announcement(
    URI address,
    URI management,
    Optional<URI> console,
    Optional<URI> gateway,
    String region,
    String redis,
    String credentials,
    boolean signed) {

  static Announcement of(
      ServiceConfig config,
      URI address,
      URI management,
      Optional<URI> gateway,
      Optional<ReloadedFile<Credentials>> callers) {
    return new Announcement(
        address,
        management,
        config.http().console() ? Optional.of(address.resolve("/console/")) : Optional.empty(),
        gateway,
        config.account().region(),
        config.redis().isEmbedded()
            ? "embedded, data in " + config.embedded().dataDirectory().toAbsolutePath()
            : config.redis().address(),
        callers
            .map(known -> "signed requests of " + known.get().sizeText())
            .orElse("any are accepted"),
        callers.isPresent());
  }

  /** One line, for a log. */
  public String line() {
    return "Patchbay listens on %s (management: %s). Clients: %s. Redis: %s. Credentials: %s. Console: %s."
        .formatted(address, management, clients(), redis, credentials, browser());
  }

  /** The first lines on a terminal. */
  public List<String> lines() {
    return List.of(
        "Patchbay listens on %s (management: %s)".formatted(address, management),
        "  Clients:      " + clients(),
        "  Redis:        " + redis,
        "  Credentials:  " + credentials,
        "  Console:      " + browser(),
        "  Quick start:  " + quickStart());
  }

  private String clients() {
    return gateway.map(uri -> uri + "/execute-api/{apiId}/{stage}").orElse("none connect");
  }

  private String browser() {
    return console.map(URI::toString).orElse("off");
  }

  private String quickStart() {
    return "%saws apigatewayv2 create-api --endpoint-url %s --region %s --name chat --protocol-type WEBSOCKET --route-selection-expression '$request.body.action'"
        .formatted(
            signed ? "" : "AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any ", address, region);
  }
}
