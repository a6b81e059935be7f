package dev.patchbay.http;

import dev.patchbay.model.ServiceException;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.HashMap;
import java.util.List;
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
    Map<String, String> values = new HashMap<>();
    parameters(context)
        .forEach(parameter -> values.putIfAbsent(parameter.getKey(), parameter.getValue()));
    return values;
  }

  /**
   * A parameter that is true or false.
   *
   * @throws ServiceException BAD_REQUEST when it is anything else
   */
  static boolean flag(Map<String, String> query, String name, boolean otherwise) {
    String value = query.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.equals("true") && !value.equals("false")) {
      throw ServiceException.invalid(name, value, "true or false");
    }
    return value.equals("true");
  }

  /** All values of each parameter in their order; refuses as {@link #firstValues}. */
  static Map<String, List<String>> allValues(RoutingContext context) {
    Map<String, List<String>> values = new HashMap<>();
    MultiMap parameters = parameters(context);
    parameters.names().forEach(name -> values.put(name, parameters.getAll(name)));
    return values;
  }

  private static MultiMap parameters(RoutingContext context) {
    try {
      return context.queryParams();
    } catch (HttpException malformed) {
      throw ServiceException.badRequest("The query string is not percent-encoded UTF-8");
    }
  }
}
