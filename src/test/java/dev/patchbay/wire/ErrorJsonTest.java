package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorJsonTest {

  @Test
  void saysTheMessageAndTheDetails() {
    ResourceId api = new ResourceId("000000000000", ApiGatewayTypes.API, List.of("a\"b"));

    assertThat(new String(ErrorJson.encode(ServiceException.notFound(api)), UTF_8))
        .isEqualTo(
            "{\"message\":\"Invalid API identifier specified 000000000000:a\\\"b\","
                + "\"apiId\":\"a\\\"b\",\"resourceType\":\"Api\"}");
    assertThat(new String(ErrorJson.encode(ServiceException.badRequest("no")), UTF_8))
        .isEqualTo("{\"message\":\"no\"}");
    assertThat(
            new String(
                ErrorJson.encode(
                    new ServiceException(
                        ErrorCode.TOO_MANY_REQUESTS, "slow", Map.of("limitType", "rate"))),
                UTF_8))
        .isEqualTo("{\"message\":\"slow\",\"limitType\":\"rate\"}");
  }
}
