package dev.patchbay.backup;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** APIs as clients leave them behind: created, changed and deleted at random. */
final class RandomTree {

  private static final int STEPS = 120;

  private static final ResourceCollection DOMAIN_NAMES =
      new ResourceCollection(Samples.ACCOUNT, ApiGatewayTypes.DOMAIN_NAME, List.of());

  private static final ResourceCollection VPC_LINKS =
      new ResourceCollection(Samples.ACCOUNT, ApiGatewayTypes.VPC_LINK, List.of());

  private final BackupReplica backup;
  private final Random random;
  private final RandomDomains domains;
  private final RandomVpcLinks vpcLinks;
  private final RandomPortals portals;
  private final List<ResourceId> all = new ArrayList<>();

  RandomTree(BackupReplica backup, Random random) {
    this.backup = backup;
    this.random = random;
    this.domains = new RandomDomains(random);
    this.vpcLinks = new RandomVpcLinks(random);
    this.portals = new RandomPortals(random);
  }

  /** Resources that the rules refuse are left out: only stored ones are imported. */
  void grow() {
    all.add(backup.webSocketApi("first"));
    all.add(backup.integration(all.get(0)));
    all.add(backup.create(all.get(0).children(ApiGatewayTypes.STAGE), Map.of("stageName", "prod")));
    all.add(backup.create(all.get(0).children(ApiGatewayTypes.ROUTE), Map.of("routeKey", "b")));
    all.add(backup.create(all.get(0).children(ApiGatewayTypes.DEPLOYMENT), Map.of()));
    backup.create(
        new ResourceCollection(Samples.ACCOUNT, ApiGatewayTypes.ACCOUNT, List.of()),
        Map.of(
            "accountId", Samples.ACCOUNT, "cloudwatchRoleArn", "arn:aws:iam::000000000000:role/r"));
    ResourceId web = backup.create(Samples.APIS, Map.of("name", "web", "protocolType", "HTTP"));
    all.add(web);
    all.add(backup.create(web.children(ApiGatewayTypes.INTEGRATION), privateIntegration()));
    for (int i = 0; i < STEPS; i++) {
      try {
        step();
      } catch (ServiceException ignored) {
        // The next one may fare better.
      }
    }
    ResourceId product = createOfPortals(ApiGatewayTypes.PORTAL_PRODUCT);
    ResourceType page = ApiGatewayTypes.PRODUCT_REST_ENDPOINT_PAGE;
    backup.create(product.children(page), portals.members(page));
  }

  private void step() {
    ResourceId some = all.get(random.nextInt(all.size()));
    int kind = random.nextInt(10);
    if (kind == 0) {
      all.add(root());
    } else if (kind < 6) {
      List<ResourceType> children =
          ApiGatewayTypes.ALL.childrenOf(some.type()).stream()
              .filter(type -> !type.isInternal())
              .toList();
      if (!children.isEmpty()) {
        ResourceType type = children.get(random.nextInt(children.size()));
        Map<String, Object> members =
            RandomPortals.TYPES.contains(type) ? portals.members(type) : members(some, type);
        all.add(backup.create(some.children(type), members));
      }
    } else if (kind < 9) {
      backup.update(some, members(some, some.type()));
    } else if (all.size() > 5 && !some.equals(all.get(0))) {
      backup.delete(some);
      all.removeIf(each -> each.path().containsAll(some.path()));
    }
  }

  private ResourceId root() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> backup.create(DOMAIN_NAMES, domains.domainName());
      case 2 -> backup.create(VPC_LINKS, vpcLinks.vpcLink());
      case 3 -> createOfPortals(ApiGatewayTypes.PORTAL);
      case 4 -> createOfPortals(ApiGatewayTypes.PORTAL_PRODUCT);
      default -> backup.create(Samples.APIS, api());
    };
  }

  private ResourceId createOfPortals(ResourceType root) {
    return backup.create(
        new ResourceCollection(Samples.ACCOUNT, root, List.of()), portals.members(root));
  }

  private Map<String, Object> api() {
    Map<String, Object> api = new HashMap<>(Map.of("name", "näme \ud83d\ude00 \" \\ \u007f\u2028"));
    if (random.nextBoolean()) {
      api.put("protocolType", "HTTP");
      api.put("corsConfiguration", withNull("maxAge"));
      if (random.nextInt(3) == 0) {
        api.put("target", "https://example.com");
      }
      return api;
    }
    api.put("protocolType", "WEBSOCKET");
    api.put("routeSelectionExpression", "$request.body.action");
    api.put("tags", Map.of("k", "v"));
    api.put("disableSchemaValidation", true);
    return api;
  }

  private Map<String, Object> members(ResourceId near, ResourceType type) {
    if (type == ApiGatewayTypes.API) {
      return pick("description", text(), "version", text(), "name", "renamed");
    }
    if (type == ApiGatewayTypes.INTEGRATION) {
      return integration();
    }
    if (type == ApiGatewayTypes.ROUTE) {
      return route(near);
    }
    if (type == ApiGatewayTypes.MODEL) {
      Map<String, Object> model = pick("description", text(), "contentType", text());
      model.put("name", List.of("b", "n", "other").get(random.nextInt(3)));
      model.put("schema", "{\"title\": \"é\" }");
      return model;
    }
    if (RandomPortals.TYPES.contains(type)) {
      return portals.change(type);
    }
    if (type == ApiGatewayTypes.VPC_LINK) {
      return vpcLinks.change();
    }
    if (type == ApiGatewayTypes.DOMAIN_NAME) {
      return domains.change();
    }
    if (type == ApiGatewayTypes.API_MAPPING) {
      return domains.mapping(all.get(0).value());
    }
    if (type == ApiGatewayTypes.ROUTING_RULE) {
      return domains.rule(all.get(0).value());
    }
    if (type == ApiGatewayTypes.AUTHORIZER) {
      return authorizer();
    }
    if (type == ApiGatewayTypes.INTEGRATION_RESPONSE) {
      Map<String, Object> response =
          pick("responseTemplates", templates(), "contentHandlingStrategy", "CONVERT_TO_TEXT");
      response.put("integrationResponseKey", "/" + random.nextInt(30) + "/");
      return response;
    }
    if (type == ApiGatewayTypes.DEPLOYMENT) {
      return pick("description", text());
    }
    if (type == ApiGatewayTypes.STAGE) {
      return stage(near);
    }
    Map<String, Object> response =
        pick("responseModels", Map.of("a", "b"), "modelSelectionExpression", text());
    response.put("routeResponseKey", "$default");
    response.put("responseParameters", Map.of("p", withNull("required")));
    return response;
  }

  private Map<String, Object> integration() {
    Map<String, Object> integration =
        pick(
            "description",
            text(),
            "requestTemplates",
            templates(),
            "timeoutInMillis",
            50L + random.nextInt(20_000),
            "passthroughBehavior",
            "NEVER",
            "requestParameters",
            Map.of("integration.request.header.x", "'y'"));
    List<String> types = List.of("MOCK", "HTTP", "AWS", "HTTP_PROXY", "AWS_PROXY");
    integration.put("integrationType", types.get(random.nextInt(types.size())));
    if (random.nextBoolean()) {
      integration.put("integrationMethod", "POST");
      integration.put("integrationUri", "https://example.com/" + random.nextInt(9));
    }
    if (random.nextBoolean()) {
      integration.keySet().removeAll(List.of("requestTemplates", "passthroughBehavior"));
      integration.put("connectionType", "VPC_LINK");
      integration.put("connectionId", "link");
      integration.put("tlsConfig", withNull("serverNameToVerify"));
    }
    return integration;
  }

  static Map<String, Object> privateIntegration() {
    return Map.of(
        "integrationType",
        "HTTP_PROXY",
        "integrationMethod",
        "POST",
        "integrationUri",
        "https://example.com/",
        "payloadFormatVersion",
        "1.0",
        "connectionType",
        "VPC_LINK",
        "connectionId",
        "link",
        "tlsConfig",
        withNull("serverNameToVerify"));
  }

  private Map<String, Object> stage(ResourceId near) {
    Map<String, Object> stage =
        pick("description", text(), "routeSettings", Map.of("a", Map.of("loggingLevel", "DEBUG")));
    stage.put("stageName", List.of("$default", "prod", "tf-acc_1").get(random.nextInt(3)));
    some(ApiGatewayTypes.DEPLOYMENT, near)
        .ifPresent(deployment -> stage.put("deploymentId", deployment.value()));
    stage.put("stageVariables", Map.of("v", random.nextBoolean() ? "1" : "", "w", "x/y?z=1"));
    stage.put(
        "defaultRouteSettings", Map.of("throttlingRateLimit", (1 + 2 * random.nextInt(9)) / 4.0));
    return stage;
  }

  private Map<String, Object> authorizer() {
    Map<String, Object> authorizer =
        pick(
            "identitySource",
            List.of("route.request.header.A"),
            "identityValidationExpression",
            "a.*",
            "authorizerCredentialsArn",
            "arn:aws:iam::000000000000:role/r");
    authorizer.put("authorizerType", "REQUEST");
    authorizer.put("name", "a" + random.nextInt(9));
    authorizer.put(
        "authorizerUri",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations");
    return authorizer;
  }

  private Map<String, Object> route(ResourceId near) {
    Map<String, Object> route =
        pick("operationName", text(), "apiKeyRequired", true, "requestModels", Map.of("m", "n"));
    List<String> keys = List.of("$connect", "$disconnect", "$default", "a", "b", "GET /c");
    route.put("routeKey", keys.get(random.nextInt(keys.size())));
    if (random.nextBoolean()) {
      some(ApiGatewayTypes.INTEGRATION, near)
          .ifPresent(target -> route.put("target", "integrations/" + target.value()));
    }
    if (route.get("routeKey").equals("$connect")) {
      some(ApiGatewayTypes.AUTHORIZER, near)
          .ifPresent(
              authorizer -> {
                route.put("authorizationType", "CUSTOM");
                route.put("authorizerId", authorizer.value());
              });
    }
    return route;
  }

  private Optional<ResourceId> some(ResourceType type, ResourceId near) {
    List<ResourceId> found =
        all.stream()
            .filter(each -> each.type() == type)
            .filter(each -> each.root().equals(near.root()))
            .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(random.nextInt(found.size())));
  }

  private String text() {
    return List.of("", "text", "$request.body.x").get(random.nextInt(3));
  }

  private static Map<String, Object> templates() {
    return Map.of("application/json", "{\"a\":\n\"$input\"}", "empty", "");
  }

  private static Map<String, Object> withNull(String name) {
    Map<String, Object> structure = new HashMap<>();
    structure.put(name, null);
    return Collections.unmodifiableMap(structure);
  }

  /** Some of these members. */
  private Map<String, Object> pick(Object... namesAndValues) {
    Map<String, Object> picked = new HashMap<>();
    List<Object> all = Arrays.asList(namesAndValues);
    for (int i = 0; i < all.size(); i += 2) {
      if (random.nextBoolean()) {
        picked.put((String) all.get(i), all.get(i + 1));
      }
    }
    return picked;
  }
}
