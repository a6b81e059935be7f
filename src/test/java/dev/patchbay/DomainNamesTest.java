package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameStatus;
import software.amazon.awssdk.services.apigatewayv2.model.EndpointType;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.RoutingMode;
import software.amazon.awssdk.services.apigatewayv2.model.SecurityPolicy;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDomainNameResponse;

/** Domain names as AWS answers and refuses them, with a certificate that is not looked up. */
class DomainNamesTest {

  private static final String CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/c";

  private static final String CONFIGURATION =
      "'domainNameConfigurations':[{'certificateArn':'" + CERTIFICATE + "'}]";

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();
  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  private static String json(String members) {
    return "{" + members.replace('\'', '"') + "}";
  }

  private Answer create(String name, String members) {
    return http.post("/v2/domainnames", json("'domainName':'" + name + "'," + members));
  }

  @Test
  void everyMemberIsAnsweredAndChanged() {
    CreateDomainNameResponse created =
        aws.createDomainName(
            d ->
                d.domainName("api.example.com")
                    .domainNameConfigurations(
                        DomainNameConfiguration.builder().certificateArn(CERTIFICATE).build())
                    .tags(Map.of("team", "blue")));
    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.apiMappingSelectionExpression()).isEqualTo("$request.basepath");
    assertThat(created.domainNameArn())
        .isEqualTo("arn:aws:apigateway:us-east-1::/domainnames/api.example.com");
    assertThat(created.routingMode()).isEqualTo(RoutingMode.API_MAPPING_ONLY);
    assertThat(created.mutualTlsAuthentication()).isNull();
    DomainNameConfiguration first = created.domainNameConfigurations().get(0);
    assertThat(first.apiGatewayDomainName())
        .matches("d-[a-z0-9]{10}\\.execute-api\\.us-east-1\\.amazonaws\\.com");
    assertThat(first.domainNameStatus()).isEqualTo(DomainNameStatus.AVAILABLE);
    assertThat(first.endpointType()).isEqualTo(EndpointType.REGIONAL);
    assertThat(first.hostedZoneId()).isEqualTo("Z1UJRXOUMOOFQ8");
    assertThat(first.ipAddressType()).isEqualTo(IpAddressType.IPV4);
    assertThat(first.securityPolicy()).isEqualTo(SecurityPolicy.TLS_1_2);

    UpdateDomainNameResponse updated =
        aws.updateDomainName(
            d ->
                d.domainName("api.example.com")
                    .routingMode(RoutingMode.ROUTING_RULE_ONLY)
                    .mutualTlsAuthentication(
                        m -> m.truststoreUri("s3://b/k").truststoreVersion("1"))
                    .domainNameConfigurations(
                        DomainNameConfiguration.builder()
                            .ipAddressType(IpAddressType.DUALSTACK)
                            .build()));
    assertThat(updated.domainNameConfigurations())
        .containsExactly(first.toBuilder().ipAddressType(IpAddressType.DUALSTACK).build());
    assertThat(updated.mutualTlsAuthentication().truststoreVersion()).isEqualTo("1");
    assertThat(updated.tags()).isEqualTo(Map.of("team", "blue"));
    assertThat(aws.getDomainName(d -> d.domainName("api.example.com")).toString())
        .isEqualTo(updated.toString().replace("Update", "Get"));
    assertThat(aws.getDomainNames(d -> {}).items())
        .extracting("domainName")
        .containsExactly("api.example.com");
    aws.deleteDomainName(d -> d.domainName("api.example.com"));
    http.get("/v2/domainnames/api.example.com")
        .assertError(404, "NotFoundException", "Invalid domain name identifier specified");
  }

  @Test
  void wildcardsAreFoundRawAndPercentEncoded() {
    assertThat(create("*.example.com", CONFIGURATION).status()).isEqualTo(201);
    for (String path : List.of("*.example.com", "%2A.example.com", "%2A%2Eexample%2Ecom")) {
      assertThat(http.get("/v2/domainnames/" + path).json().getString("domainName"))
          .isEqualTo("*.example.com");
    }
    String arn = aws.getDomainName(d -> d.domainName("*.example.com")).domainNameArn();
    aws.tagResource(t -> t.resourceArn(arn).tags(Map.of("a", "1")));
    assertThat(aws.getDomainName(d -> d.domainName("*.example.com")).tags())
        .isEqualTo(Map.of("a", "1"));
    aws.untagResource(t -> t.resourceArn(arn).tagKeys("a"));
    assertThat(aws.getTags(t -> t.resourceArn(arn)).tags()).isEmpty();
    aws.deleteDomainName(d -> d.domainName("*.example.com"));
  }

  @Test
  void aNameIsTakenOnce() {
    assertThat(create("a.example.com", CONFIGURATION).status()).isEqualTo(201);
    create("a.example.com", CONFIGURATION)
        .assertError(409, "ConflictException", "The domain name you provided already exists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A.example.com", "a..b", "a.*.b", "*", ".a", "a.", "a_b.c", "a/b", "a b"})
  void otherNamesAreRefused(String name) {
    assertThat(create(name, CONFIGURATION).assertError(400, "BadRequestException").message())
        .contains("domainName");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'routingMode':null                | Invalid input. Expected one domain name configuration
          'domainNameConfigurations':[]     | Invalid input. Expected one domain name configuration
          'domainNameConfigurations':[~,~]  | Invalid input. Expected one domain name configuration
          'domainNameConfigurations':[{}]   | certificateArn is required
          'domainNameConfigurations':[{'certificateArn':''}] | certificateArn is required
          'domainNameConfigurations':[{'certificateArn':'arn:aws:acm:eu-west-1:0:certificate/c'}] | Invalid certificate ARN: arn:aws:acm:eu-west-1:0:certificate/c. Certificate must be in 'us-east-1'.
          'domainNameConfigurations':[{'certificateArn':'x','endpointType':'EDGE'}] | EDGE endpoint type is not supported for APIGatewayV2 domainName
          'domainNameConfigurations':[~],'mutualTlsAuthentication':{'truststoreVersion':'1'} | truststoreUri must have the form s3://bucket/key
          'domainNameConfigurations':[~],'mutualTlsAuthentication':{'truststoreUri':'b/k'} | truststoreUri must have the form s3://bucket/key
          """)
  void configurationsAreRefused(String members, String text) {
    String configuration = "{'certificateArn':'" + CERTIFICATE + "'}";
    create("a.example.com", members.replace("~", configuration))
        .assertError(400, "BadRequestException", text);
  }

  @Test
  void anUpdateMergesTheConfigurationAndCannotChangeTheEndpoint() {
    JsonObject before =
        create(
                "a.example.com",
                "'domainNameConfigurations':[{'certificateArn':'%s','certificateName':'n'}]"
                    .formatted(CERTIFICATE))
            .json();
    String path = "/v2/domainnames/a.example.com";

    Answer same =
        http.patch(
            path,
            json(
                "'domainNameConfigurations':[{'apiGatewayDomainName':'x','hostedZoneId':'y',"
                    + "'domainNameStatus':'UPDATING','certificateArn':null}]"));
    assertThat(same.json()).isEqualTo(before);

    JsonObject cleared =
        http.patch(path, json("'domainNameConfigurations':[{'certificateName':''}]")).json();
    before.getJsonArray("domainNameConfigurations").getJsonObject(0).remove("certificateName");
    assertThat(cleared).isEqualTo(before);
    http.patch(path, json("'domainNameConfigurations':[]"))
        .assertError(
            400, "BadRequestException", "Invalid input. Expected one domain name configuration");
    http.patch(path, json("'domainNameConfigurations':[{'certificateArn':''}]"))
        .assertError(400, "BadRequestException", "certificateArn is required");
    assertThat(http.get(path).json()).isEqualTo(before);
  }

  @Test
  void anEmptyTruststoreRemovesMutualTls() {
    String tls = "'mutualTlsAuthentication':";
    String path = "/v2/domainnames/a.example.com";
    JsonObject created =
        create("a.example.com", CONFIGURATION + "," + tls + "{'truststoreUri':'s3://b/k'}").json();
    JsonObject versioned = http.patch(path, json(tls + "{'truststoreVersion':'2'}")).json();
    assertThat(versioned.getJsonObject("mutualTlsAuthentication").encode())
        .isEqualTo("{\"truststoreUri\":\"s3://b/k\",\"truststoreVersion\":\"2\"}");
    assertThat(http.patch(path, json(tls + "{}")).json()).isEqualTo(versioned);
    assertThat(http.patch(path, json(tls + "{'truststoreVersion':''}")).json()).isEqualTo(created);
    assertThat(http.patch(path, json(tls + "{'truststoreUri':''}")).json().fieldNames())
        .doesNotContain("mutualTlsAuthentication");
  }

  @Test
  void anAccountHas120DomainNames() {
    for (int i = 0; i < 120; i++) {
      assertThat(create("n" + i + ".example.com", CONFIGURATION).status()).isEqualTo(201);
    }
    create("more.example.com", CONFIGURATION).assertError(429, "TooManyRequestsException");
    assertThat(aws.getDomainNames(d -> d.maxResults("500")).items()).hasSize(120);
  }
}
