package dev.patchbay.http;

import dev.patchbay.model.ServiceException;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** The query of a request. */
final class Query {

  private Query() {}

  /**
   * The first value of each parameter.
   *
   * @throws ServiceException BAD_REQUEST when the query is not percent-encoded UTF-8
   */
  static Map<String, String> firstValues(RoutingContext context) {
    try {
      Map<String, String> values = new HashMap<>();
      context
          .queryParams()
          .forEach(parameter -> values.putIfAbsent(parameter.getKey(), parameter.getValue()));
      return values;
    } catch (RuntimeException malformed) {
      throw ServiceException.badRequest("The query string is not percent-encoded UTF-8");
    }
  }
}
