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
    if (Templates.isLiteral(template)) {
      return new Rendered(Templates.literal(template), ResponseOverride.NONE);
    }
    TemplateMap responseOverride = overrides("header");
    RenderContext rendering =
        new RenderContext(
            given ->
                switch (given) {
                  case INPUT -> new InputObject(paths, body, context.requestParameters());
                  case UTIL -> new UtilObject();
                  case CONTEXT -> variables(context, responseOverride);
                  case STAGE_VARIABLES -> stageVariables(context);
                });
    String text = templates.render(template, rendering);
    return new Rendered(text, ResponseOverride.of(responseOverride));
  }

  private static TemplateMap variables(EvaluationContext context, TemplateMap responseOverride) {
    TemplateMap requestOverride = overrides("header", "querystring", "path");
    TemplateMap variables =
        new TemplateMap(
            Map.of(RESPONSE_OVERRIDE, responseOverride, REQUEST_OVERRIDE, requestOverride));
    context.variables().forEach(variables::put);
    return variables;
  }

  private static TemplateMap stageVariables(EvaluationContext context) {
    TemplateMap variables = new TemplateMap();
    context.stageVariables().forEach(variables::put);
    return variables;
  }

  private static TemplateMap overrides(String... kinds) {
    TemplateMap overrides = new TemplateMap();
    for (String kind : kinds) {
      overrides.put(kind, new TemplateMap());
    }
    return overrides;
  }
}
