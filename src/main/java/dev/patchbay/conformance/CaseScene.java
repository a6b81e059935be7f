package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running case: its variables, its socket, and the resources that it has created. */
final class CaseScene {

  /** A step of a fixture that did not succeed ends the case. */
  static final class FixtureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    FixtureException(Outcome outcome) {
      super(outcome.observed());
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }

  private final Endpoint endpoint;
  private final ResourceTypes types;
  private final Map<String, List<Step>> fixtures;
  private final Sockets sockets;
  private final List<String> roots = new ArrayList<>();
  private final Variables variables = new Variables(this::make);

  CaseScene(
      Endpoint endpoint,
      Optional<GatewayAddress> gateway,
      ResourceTypes types,
      Map<String, List<Step>> fixtures,
      String region,
      String name) {
    this.endpoint = endpoint;
    this.types = types;
    this.fixtures = fixtures;
    this.sockets = new Sockets(gateway);
    variables.put("name", name);
    variables.put("region", region);
  }

  /** Runs a step. */
  Outcome run(Step step) throws NoAnswerException {
    if (step.action().isCall()) {
      return call(step);
    }
    Outcome outcome = Outcome.met("");
    switch (step.action()) {
      case SET -> variables.put(named(step), String.valueOf(variables.fill(step.value())));
      case LOWEST, HIGHEST -> variables.put(named(step), extreme(step));
      default -> outcome = sockets.run(step, variables);
    }
    return outcome;
  }

  private static String named(Step step) {
    return step.name().orElseThrow();
  }

  private Outcome call(Step step) throws NoAnswerException {
    String target = target(step.target());
    @Nullable Object body = variables.fill(step.value());
    boolean isEmpty = body == null && !step.action().name().startsWith("P");
    byte[] bytes = Texts.sent(body).getBytes(UTF_8);
    Answer answer =
        endpoint.send(
            step.action().name(),
            target,
            isEmpty ? null : bytes,
            "application/json",
            step.checks().expectsStatus(429) ? 429 : 0);
    if (answer.isSuccess()) {
      Leftovers.rootOf(path(target), answer).ifPresent(roots::add);
    }
    Outcome outcome = step.checks().of(answer, variables);
    if (outcome.expected().isEmpty()) {
      outcome = keep(step, path(target), answer).orElse(outcome);
    }
    return new Outcome(
        step.action() + " " + target + " answers " + outcome.observed(), outcome.expected());
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** A variable in a query is a value, and in a path it is a path. */
  private String target(String text) {
    int query = text.indexOf('?');
    if (query < 0) {
      return variables.fill(text);
    }
    StringBuilder filled = new StringBuilder(variables.fill(text.substring(0, query)));
    String separator = "?";
    for (String parameter : text.substring(query + 1).split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      filled.append(separator).append(parts[0]).append('=');
      filled.append(Texts.encoded(variables.fill(parts.length == 2 ? parts[1] : "")));
      separator = "&";
    }
    return filled.toString();
  }

  /** Sets the variables that a step names; fails where the answer does not have them. */
  private Optional<Outcome> keep(Step step, String target, Answer answer) {
    Map<String, @Nullable Object> members = answer.members();
    for (Map.Entry<String, String> each : step.saved().entrySet()) {
      @Nullable Object value = members.get(each.getValue());
      if (value == null) {
        return Optional.of(
            Outcome.differs(answer.summary() + ", no " + each.getValue(), each.getValue()));
      }
      variables.put(each.getKey(), String.valueOf(value));
    }
    if (step.name().isPresent()) {
      Optional<String> id = idOf(target, members);
      if (id.isEmpty()) {
        return Optional.of(Outcome.differs(answer.summary() + ", no identifier", "an identifier"));
      }
      variables.put(step.name().get(), target + "/" + Texts.encoded(id.get()));
    }
    return Optional.empty();
  }

  private Optional<String> idOf(String collection, Map<String, @Nullable Object> members) {
    String segment = collection.substring(collection.lastIndexOf('/') + 1);
    return types.all().stream()
        .filter(type -> type.collectionSegment().equals(segment))
        .map(ResourceType::idMember)
        .map(members::get)
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .findFirst();
  }

  /** Returns the path with the lowest or the highest identifier among the paths of variables. */
  private String extreme(Step step) {
    List<String> paths = new ArrayList<>();
    if (step.value() instanceof List<?> names) {
      names.forEach(name -> paths.add(variables.value(String.valueOf(name))));
    }
    return step.action() == Step.Action.LOWEST ? Collections.min(paths) : Collections.max(paths);
  }

  /** Runs the steps of a fixture, the last of which makes the resource that the variable holds. */
  private String make(String name) {
    List<Step> steps = fixtures.getOrDefault(name, List.of());
    String made = "";
    for (Step step : steps) {
      try {
        Outcome outcome = run(step);
        if (outcome.expected().isPresent()) {
          throw new FixtureException(outcome);
        }
      } catch (NoAnswerException e) {
        throw new FixtureException(Outcome.differs(e.reason(), "an answer"));
      }
      made = step.name().map(variables::value).orElse("");
    }
    if (made.isEmpty()) {
      throw new IllegalStateException("there is no variable " + name);
    }
    return made;
  }

  /** Closes the connection and deletes the resources of the case; returns the failures. */
  List<String> end() {
    sockets.close();
    List<String> failures = new ArrayList<>();
    for (String root : roots) {
      try {
        Answer answer = endpoint.sendAtTheEnd("DELETE", root);
        if (!answer.isSuccess() && answer.status() != 404) {
          failures.add(root + " stays: " + answer.summary());
        }
      } catch (NoAnswerException e) {
        failures.add(e.reason());
      }
    }
    return failures;
  }
}
