package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The steps of a case that concern its connection to the gateway. It has one at a time. */
final class Sockets {

  private static final Pattern STAGE =
      Pattern.compile("/v2/apis/(?<api>[^/]+)/stages/(?<stage>[^/?]+)(?<query>\\?.*)?");

  private final Optional<GatewayAddress> gateway;
  private Optional<SocketClient> client = Optional.empty();

  Sockets(Optional<GatewayAddress> gateway) {
    this.gateway = gateway;
  }

  Outcome run(Step step, Variables variables) throws NoAnswerException {
    @Nullable Object value = variables.fill(step.value());
    String text = Objects.toString(value, "");
    switch (step.action()) {
      case CONNECT -> {
        return connect(step, text, variables);
      }
      case SEND -> open().sendText(Texts.sent(value));
      case BINARY -> open().sendBinary(text.getBytes(UTF_8));
      case CLOSE -> {
        String[] words = text.split(" ", 2);
        open().sendClose(Integer.parseInt(words[0]), words.length == 2 ? words[1] : "");
      }
      case CLOSED -> {
        return receives(step, "close " + text, variables);
      }
      case RECEIVES -> {
        return receives(step, text, variables);
      }
      default -> throw new IllegalArgumentException(step.action() + " needs no connection");
    }
    return Outcome.met("");
  }

  /** The value is the path of a stage, or any other with a stage that is not there. */
  private Outcome connect(Step step, String stage, Variables variables) throws NoAnswerException {
    close();
    Matcher path = STAGE.matcher(stage);
    if (!path.matches()) {
      throw new IllegalArgumentException(stage + " is no stage");
    }
    GatewayAddress address = gateway.orElseThrow();
    String query = Objects.toString(path.group("query"), "");
    SocketClient opened =
        SocketClient.connect(
            URI.create(address.socket(path.group("api"), path.group("stage")) + query));
    client = Optional.of(opened);
    variables.put("connections", address.connections(path.group("api"), path.group("stage")));
    Outcome outcome = step.checks().of(opened.handshake(), variables);
    return new Outcome("the handshake gets " + outcome.observed(), outcome.expected());
  }

  private Outcome receives(Step step, String expected, Variables variables)
      throws NoAnswerException {
    Optional<String> received = open().next();
    if (received.isEmpty()) {
      return Outcome.differs("no message", step.checks().values().isEmpty() ? expected : "one");
    }
    Outcome outcome = step.checks().of(received.get(), expected, variables);
    return new Outcome("receives " + outcome.observed(), outcome.expected());
  }

  private SocketClient open() {
    return client.orElseThrow(() -> new IllegalStateException("the case has no connection"));
  }

  void close() {
    client.ifPresent(SocketClient::close);
  }
}
