package dev.patchbay.http;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations of AWS's model that this version does not serve; the 404 answer names the
 * operation. Immutable and safe for all threads.
 */
final class UnservedOperations {

  /**
   * One operation.
   *
   * @param segments of its path; one in braces stands for any text, and a greedy one for the rest
   */
  private record Row(String name, String method, List<String> segments) {

    boolean matches(String askedMethod, List<String> asked) {
      if (!method.equals(askedMethod)) {
        return false;
      }
      int last = segments.size() - 1;
      boolean greedy = segments.get(last).endsWith("-arn}");
      if (greedy ? asked.size() <= last : asked.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        if (!segment.startsWith("{") && !segment.equals(asked.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Row> unserved;

  UnservedOperations(ResourceTypes types) {
    Set<String> served =
        types.operations().stream().map(Operation::name).collect(Collectors.toSet());
    this.unserved = load().stream().filter(each -> !served.contains(each.name())).toList();
  }

  /** The refusal of a request that asks for one of them, empty for any other request. */
  Optional<ServiceException> refusal(HttpServerRequest request) {
    String path = request.path();
    if (path == null || !path.startsWith("/v2/")) {
      return Optional.empty();
    }
    return name(request.method().name(), path)
        .map(
            name ->
                new ServiceException(
                    ErrorCode.UNKNOWN_OPERATION,
                    name
                        + " is not served by this version of Patchbay. GET /openapi.json lists the"
                        + " operations that are."));
  }

  /** The operation that has a method and a path. */
  Optional<String> name(String method, String path) {
    List<String> asked = segments(path);
    return unserved.stream().filter(each -> each.matches(method, asked)).map(Row::name).findFirst();
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static List<Row> load() {
    try (InputStream stream =
        Objects.requireNonNull(
            UnservedOperations.class.getResourceAsStream("aws-operations.txt"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 3))
          .map(parts -> new Row(parts[0], parts[1], segments(parts[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
