package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The routes that the two tables make, on one page: {@code routes.txt}. */
class RoutesTest {

  @Test
  void theRoutesAreTheseAndNoOthers() throws IOException {
    assertThat(routes()).isEqualTo(golden());
  }

  private static String routes() {
    return ApiGatewayTypes.ALL.served().stream()
        .flatMap(
            type ->
                Arrays.stream(LifecycleOperation.values()).map(operation -> route(type, operation)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String route(ResourceType type, LifecycleOperation operation) {
    String path = Operation.of(type, operation).path();
    return "%-26s %-6s %s".formatted(operation.nameOn(type), operation.methodOn(type), path);
  }

  private static String golden() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(RoutesTest.class.getResourceAsStream("routes.txt"))) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
