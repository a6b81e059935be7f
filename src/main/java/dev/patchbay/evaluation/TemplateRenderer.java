package dev.patchbay.evaluation;

import java.util.Map;

/** Renders templates with the variables of API Gateway. Safe for all threads. */
final class TemplateRenderer {

  private static final String RESPONSE_OVERRIDE = "responseOverride";
  private static final String REQUEST_OVERRIDE = "requestOverride";

  private final Templates templates = new Templates();
  private final JsonPaths paths;

  TemplateRenderer(JsonPaths paths) {
    this.paths = paths;
  }

  /** The output of a template. */
  record Rendered(String text, ResponseOverride override) {}

  /** Renders a template over a body at the cost of the current budget. */
  Rendered render(String template, String body, EvaluationContext context) {
    TemplateMap response = overrides("header");
    TemplateMap request = overrides("header", "querystring", "path");
    TemplateMap variables =
        new TemplateMap(Map.of(RESPONSE_OVERRIDE, response, REQUEST_OVERRIDE, request));
    context.variables().forEach(variables::put);
    TemplateMap stageVariables = new TemplateMap();
    context.stageVariables().forEach(stageVariables::put);
    RenderContext rendering = new RenderContext();
    rendering.put("input", new InputObject(paths, body, context.requestParameters()));
    rendering.put("util", new UtilObject());
    rendering.put("context", variables);
    rendering.put("stageVariables", stageVariables);
    String text = templates.render(template, rendering);
    return new Rendered(text, ResponseOverride.of(response));
  }

  private static TemplateMap overrides(String... kinds) {
    TemplateMap overrides = new TemplateMap();
    for (String kind : kinds) {
      overrides.put(kind, new TemplateMap());
    }
    return overrides;
  }
}
