package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a domain name. Source of the defaults: answers of AWS, as users of its tools
 * recorded them.
 *
 * @param region the region of the domain name's endpoint and certificate
 */
record DomainNameRules(String region) implements ResourceRules {

  private static final String CONFIGURATIONS = "domainNameConfigurations";

  private static final String MUTUAL_TLS = "mutualTlsAuthentication";

  private static final Pattern ARN =
      Pattern.compile("arn:aws:apigateway:([a-z0-9-]{1,32})::/domainnames/.+");

  private static final Pattern TRUSTSTORE = Pattern.compile("s3://[^/]+/.+");

  /** A domain name keeps its endpoint when the region of the service is changed. */
  @Override
  public ResourceRules of(Resource stored) {
    Matcher arn = ARN.matcher(String.valueOf(stored.members().get("domainNameArn")));
    if (!arn.matches()) {
      throw badRequest("domainNameArn is not that of a domain name");
    }
    return new DomainNameRules(Objects.requireNonNull(arn.group(1)));
  }

  @Override
  public void validate(Draft draft) {
    Map<String, Object> members = draft.members();
    if (draft.isNew()) {
      members.put("apiMappingSelectionExpression", "$request.basepath");
      members.put(
          "domainNameArn",
          "arn:aws:apigateway:%s::/domainnames/%s".formatted(region, draft.id().value()));
    }
    draft.defaultTo("routingMode", "API_MAPPING_ONLY");
    if (draft.isNew() || draft.change().containsKey(CONFIGURATIONS)) {
      members.put(CONFIGURATIONS, List.of(configuration(draft)));
    }
    if (members.get(MUTUAL_TLS) instanceof Map<?, ?> asked) {
      Map<String, Object> mutualTls = withoutEmpty(asked);
      if (mutualTls.isEmpty() || "".equals(asked.get("truststoreUri"))) {
        members.remove(MUTUAL_TLS);
      } else {
        checkTruststore(mutualTls);
        members.put(MUTUAL_TLS, mutualTls);
      }
    }
  }

  private Map<String, Object> configuration(Draft draft) {
    if (!(draft.members().get(CONFIGURATIONS) instanceof List<?> all) || all.size() != 1) {
      throw badRequest("Invalid input. Expected one domain name configuration")
          .about(CONFIGURATIONS);
    }
    Map<String, Object> configuration = withoutEmpty((Map<?, ?>) all.get(0));
    if ("EDGE".equals(configuration.get("endpointType"))) {
      throw badRequest("EDGE endpoint type is not supported for APIGatewayV2 domainName")
          .about(CONFIGURATIONS);
    }
    DomainNameEndpoint endpoint = new DomainNameEndpoint(region, draft.id().value());
    boolean sameCertificate =
        draft
            .before()
            .map(before -> (List<?>) before.members().get(CONFIGURATIONS))
            .filter(
                before ->
                    Objects.equals(
                        ((Map<?, ?>) before.get(0)).get("certificateArn"),
                        configuration.get("certificateArn")))
            .isPresent();
    if (!sameCertificate) {
      endpoint.checkCertificate(configuration.get("certificateArn"));
    }
    endpoint.members().forEach(configuration::putIfAbsent);
    return configuration;
  }

  private static void checkTruststore(Map<String, Object> mutualTls) {
    if (!TRUSTSTORE.matcher(String.valueOf(mutualTls.get("truststoreUri"))).matches()) {
      throw badRequest("truststoreUri must have the form s3://bucket/key").about(MUTUAL_TLS);
    }
  }

  /** A structure whose empty strings are the same as none, in the order of its members' names. */
  private static Map<String, Object> withoutEmpty(Map<?, ?> structure) {
    Map<String, Object> members = new TreeMap<>();
    structure.forEach(
        (name, value) -> {
          if (!"".equals(value)) {
            members.put((String) name, value);
          }
        });
    return members;
  }
}
