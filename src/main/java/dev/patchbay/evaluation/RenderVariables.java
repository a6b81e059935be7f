package dev.patchbay.evaluation;

import java.util.Map;

/** Puts the variables of API Gateway into the context of a template. */
final class RenderVariables {

  private static final String RESPONSE_OVERRIDE = "responseOverride";
  private static final String REQUEST_OVERRIDE = "requestOverride";

  private RenderVariables() {}

  /** Sets the variables and returns {@code $context.responseOverride}, which the template fills. */
  static TemplateMap put(
      RenderContext rendering, JsonPaths paths, String body, EvaluationContext context) {
    TemplateMap response = overrides("header");
    TemplateMap request = overrides("header", "querystring", "path");
    TemplateMap variables =
        new TemplateMap(Map.of(RESPONSE_OVERRIDE, response, REQUEST_OVERRIDE, request));
    context.variables().forEach(variables::put);
    TemplateMap stageVariables = new TemplateMap();
    context.stageVariables().forEach(stageVariables::put);
    rendering.put("input", new InputObject(paths, body, context.requestParameters()));
    rendering.put("util", new UtilObject());
    rendering.put("context", variables);
    rendering.put("stageVariables", stageVariables);
    return response;
  }

  private static TemplateMap overrides(String... kinds) {
    TemplateMap overrides = new TemplateMap();
    for (String kind : kinds) {
      overrides.put(kind, new TemplateMap());
    }
    return overrides;
  }
}
