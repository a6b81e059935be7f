package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.model.ShownValue;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of a domain name. It follows from region and name alone, so that a repeated decision
 * and an import have the same endpoint.
 */
record DomainNameEndpoint(String region, String domainName) {

  /** Hosted zones of AWS's endpoints; any other region has a zone that is made up. */
  private static final Map<String, String> HOSTED_ZONES =
      Map.of("us-east-1", "Z1UJRXOUMOOFQ8", "eu-west-1", "ZLY8HYME6SFDD");

  private static final String OTHER_HOSTED_ZONE = "Z0000000000000";

  /** AWS's targets have this many characters behind {@code d-}. */
  private static final int TARGET_LENGTH = 10;

  /** The members that the service adds to a configuration without them. */
  Map<String, Object> members() {
    return Map.of(
        "apiGatewayDomainName",
        "d-%s.execute-api.%s.amazonaws.com".formatted(target(), region),
        "domainNameStatus",
        "AVAILABLE",
        "endpointType",
        "REGIONAL",
        "hostedZoneId",
        hostedZone(region),
        "ipAddressType",
        "ipv4",
        "securityPolicy",
        "TLS_1_2");
  }

  /** The hosted zone of AWS's endpoints in a region. */
  static String hostedZone(String region) {
    return HOSTED_ZONES.getOrDefault(region, OTHER_HOSTED_ZONE);
  }

  private String target() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(domainName.getBytes(UTF_8));
      return new BigInteger(1, digest).toString(Character.MAX_RADIX).substring(0, TARGET_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  /** The certificate is not looked up; AWS demands one in the region of the endpoint. */
  void checkCertificate(@Nullable Object arn) {
    if (arn == null) {
      throw badRequest("certificateArn is required").about("domainNameConfigurations");
    }
    String form = "arn:[a-z0-9-]+:acm:" + region + ":[0-9]+:certificate/.+";
    if (!arn.toString().matches(form)) {
      throw badRequest(
              "Invalid certificate ARN: %s. Certificate must be in '%s'."
                  .formatted(ShownValue.cut(arn.toString()), region))
          .about("domainNameConfigurations");
    }
  }
}
