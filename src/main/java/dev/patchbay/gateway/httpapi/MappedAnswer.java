package dev.patchbay.gateway.httpapi;

import dev.patchbay.gateway.route.ParameterMapping;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Changes the answers of integrations as their mappings say. */
final class MappedAnswer {

  private static final String HEADER = "response.header.";
  private static final String BODY = "response.body";

  private MappedAnswer() {}

  /** Applies the mappings for the status of an answer; one whose value is missing does nothing. */
  static ApiAnswer of(List<ParameterMapping> mappings, ApiVariables variables, ApiAnswer answer) {
    if (mappings.isEmpty()) {
      return answer;
    }
    MultiMap headers = HttpHeaders.headers().addAll(answer.headers());
    int status = answer.status();
    BodyValues body = new BodyValues(answer.body());
    for (ParameterMapping mapping : mappings) {
      Optional<String> value =
          mapping.value().evaluate(name -> value(name, variables, answer, body));
      switch (mapping.subject()) {
        case HEADER -> change(mapping, value, headers);
        case STATUSCODE ->
            status =
                value
                    .filter(text -> text.matches("[2-5][0-9]{2}"))
                    .map(Integer::parseInt)
                    .orElse(status);
        case QUERYSTRING, PATH -> {}
      }
    }
    return ApiAnswer.of(status, headers, answer.body());
  }

  private static Optional<String> value(
      String name, ApiVariables variables, ApiAnswer answer, BodyValues body) {
    if (name.startsWith(HEADER)) {
      List<String> values = answer.headers().getAll(name.substring(HEADER.length()));
      return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
    return name.equals(BODY) || name.startsWith(BODY + ".")
        ? body.find(name.substring(BODY.length()))
        : variables.value(name);
  }

  private static void change(ParameterMapping mapping, Optional<String> value, MultiMap headers) {
    switch (mapping.action()) {
      case REMOVE -> headers.remove(mapping.name());
      case OVERWRITE ->
          value.ifPresent(
              text -> {
                headers.remove(mapping.name());
                AnswerHeaders.add(mapping.name(), text, headers);
              });
      case APPEND -> value.ifPresent(text -> AnswerHeaders.add(mapping.name(), text, headers));
    }
  }
}
