package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.MappedParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The mapped parameters of a request, by kind and name; mappings without a value are left out. */
record CallParameters(
    Map<String, String> headers, Map<String, String> query, Map<String, String> path) {

  private static final String PREFIX = "integration.request.";

  static CallParameters of(List<MappedParameter> mapped) {
    CallParameters parameters =
        new CallParameters(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    mapped.forEach(parameters::add);
    return parameters;
  }

  private void add(MappedParameter mapped) {
    if (mapped.value() == null || !mapped.key().startsWith(PREFIX)) {
      return;
    }
    String[] kindAndName = mapped.key().substring(PREFIX.length()).split("\\.", 2);
    if (kindAndName.length == 2) {
      switch (kindAndName[0].toLowerCase(Locale.ROOT)) {
        case "header" -> headers.put(kindAndName[1], mapped.value());
        case "querystring" -> query.put(kindAndName[1], mapped.value());
        case "path" -> path.put(kindAndName[1], mapped.value());
        default -> {}
      }
    }
  }
}
