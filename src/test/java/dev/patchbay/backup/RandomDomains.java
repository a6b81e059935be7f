package dev.patchbay.backup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests for domain names and their mappings, at random. */
record RandomDomains(Random random) {

  Map<String, Object> domainName() {
    Map<String, Object> domainName = new HashMap<>();
    if (random.nextBoolean()) {
      domainName.put("mutualTlsAuthentication", Map.of("truststoreUri", "s3://b/k"));
      domainName.put("tags", Map.of("k", "v"));
    }
    domainName.put("domainName", "*." + random.nextInt(9) + ".example.com");
    domainName.put("domainNameConfigurations", configuration());
    return domainName;
  }

  Map<String, Object> change() {
    return random.nextBoolean()
        ? Map.of("domainNameConfigurations", configuration())
        : Map.of("routingMode", "ROUTING_RULE_ONLY");
  }

  /** The key of some is the text "null". */
  Map<String, Object> mapping(String apiId) {
    Map<String, Object> mapping = new HashMap<>(Map.of("apiId", apiId, "stage", "prod"));
    if (random.nextBoolean()) {
      mapping.put("apiMappingKey", List.of("null", "v1", "a_b").get(random.nextInt(3)));
    }
    return mapping;
  }

  /** It may say of a base path that it stays, or say nothing. */
  Map<String, Object> rule(String apiId) {
    Map<String, Object> invokeApi = new HashMap<>(Map.of("apiId", apiId, "stage", "prod"));
    if (random.nextBoolean()) {
      invokeApi.put("stripBasePath", random.nextBoolean());
    }
    return Map.of(
        "actions",
        List.of(Map.of("invokeApi", invokeApi)),
        "conditions",
        random.nextBoolean()
            ? List.of()
            : List.of(Map.of("matchBasePaths", Map.of("anyOf", List.of("orders")))),
        "priority",
        1L + random.nextInt(9));
  }

  private List<Object> configuration() {
    String certificate = "arn:aws:acm:us-east-1:000000000000:certificate/" + random.nextInt(9);
    return List.of(
        random.nextBoolean()
            ? Map.of("certificateArn", certificate, "ipAddressType", "dualstack")
            : Map.of("certificateArn", certificate, "certificateName", ""));
  }
}
