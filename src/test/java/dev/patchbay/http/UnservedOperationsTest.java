package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.Operation;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

class UnservedOperationsTest {

  private static final UnservedOperations UNSERVED = new UnservedOperations(ApiGatewayTypes.ALL);

  private static final String SDK = "software.amazon.awssdk.services.apigatewayv2.";

  /** The operations of the SDK's model by name, as method and path. */
  private static Map<String, OperationInfo> operations() throws Exception {
    TreeMap<String, OperationInfo> operations = new TreeMap<>();
    for (var method : ApiGatewayV2Client.class.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (parameters.length > 0 && parameters[0].getName().startsWith(SDK + "model.")) {
        String request = parameters[0].getSimpleName();
        Field binding =
            Class.forName(SDK + "transform." + request + "Marshaller")
                .getDeclaredField("SDK_OPERATION_BINDING");
        binding.setAccessible(true);
        operations.put(request.replaceAll("Request$", ""), (OperationInfo) binding.get(null));
      }
    }
    return operations;
  }

  @Test
  void eachOperationOfTheModelIsServedOrNamed() throws Exception {
    Set<String> served =
        ApiGatewayTypes.ALL.operations().stream()
            .filter(each -> each.path().startsWith("/v2/"))
            .map(Operation::name)
            .collect(Collectors.toSet());
    Map<String, OperationInfo> operations = operations();
    assertThat(operations)
        .hasSizeGreaterThanOrEqualTo(100)
        .containsKeys(served.toArray(String[]::new));
    operations.forEach(
        (name, operation) -> {
          String path = operation.requestUri().replaceAll("\\{[^}]*}", "x1");
          assertThat(UNSERVED.name(operation.httpMethod().name(), path))
              .as(operation.httpMethod() + " " + path)
              .isEqualTo(served.contains(name) ? Optional.empty() : Optional.of(name));
        });
  }

  @Test
  void otherPathsAreNoOperations() {
    for (String path :
        Set.of("/v2/apis/a/stage", "/v2/apis/a/stages/b/c", "/v2/", "/v2", "/v2/tags")) {
      assertThat(UNSERVED.name("GET", path)).as(path).isEmpty();
    }
    assertThat(UNSERVED.name("PATCH", "/v2/apis/a/stages")).isEmpty();
    assertThat(UNSERVED.name("GET", "/v2/tags/arn:aws:apigateway:eu-west-1::/apis/a")).isEmpty();
  }
}
