package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Response;

/** Every operation of the model inside the AWS SDK for Java. */
class EveryOperationTest {

  private static final Map<String, SdkOperation> SDK = SdkOperation.all();

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final ApiGatewayV2Client aws = PATCHBAY.aws();
  private final SdkWalk walk = new SdkWalk();
  private final Set<String> called = new TreeSet<>();

  private static SdkOperation sdk(String name) {
    return Objects.requireNonNull(SDK.get(name), name);
  }

  @Test
  void allAreServed() {
    assertThat(SdkOperation.served().map(SdkOperation::name))
        .hasSizeGreaterThanOrEqualTo(103)
        .containsExactlyInAnyOrderElementsOf(SDK.keySet());
  }

  @Test
  void eachSucceedsWithAValidRequest() {
    List<ResourceType> types = ApiGatewayTypes.ALL.served();
    types.forEach(this::create);
    types.forEach(this::readAndUpdate);
    others().forEach(this::callOther);
    for (int i = types.size() - 1; i >= 0; i--) {
      String delete = LifecycleOperation.DELETE.nameOn(types.get(i));
      call(delete, walk.request(delete));
    }
    assertThat(called)
        .containsExactlyInAnyOrderElementsOf(
            SdkOperation.served().map(SdkOperation::name).toList());
  }

  private static Stream<Operation> others() {
    Set<String> lifecycle = new TreeSet<>();
    for (ResourceType type : ApiGatewayTypes.ALL.served()) {
      for (LifecycleOperation each : LifecycleOperation.values()) {
        lifecycle.add(each.nameOn(type));
      }
    }
    return ApiGatewayTypes.ALL.operations().stream()
        .filter(each -> each.path().startsWith("/v2/") && !lifecycle.contains(each.name()));
  }

  private void callOther(Operation operation) {
    ApiGatewayV2Response answer = call(operation.name(), walk.request(operation.name()));
    if (operation.name().equals(Operation.IMPORT)) {
      walk.imported(SdkOperation.member(answer, "apiId").orElseThrow());
    }
  }

  private void create(ResourceType type) {
    ApiGatewayV2Response created =
        call(LifecycleOperation.CREATE.nameOn(type), walk.creation(type));
    walk.made(type.idMember(), SdkOperation.member(created, type.idMember()).orElseThrow());
  }

  private ApiGatewayV2Response call(String name, Map<String, Object> members) {
    ApiGatewayV2Response answer = sdk(name).call(aws, members);
    assertThat(answer.sdkHttpResponse().statusCode())
        .as(name)
        .isEqualTo(ApiGatewayTypes.ALL.operation(name).orElseThrow().successStatus());
    called.add(name);
    return answer;
  }

  private void readAndUpdate(ResourceType type) {
    String update = LifecycleOperation.UPDATE.nameOn(type);
    ApiGatewayV2Response updated = call(update, walk.request(update));
    String get = LifecycleOperation.GET.nameOn(type);
    ApiGatewayV2Response read = call(get, walk.request(get));
    assertThat(read.toString().replaceFirst("Get", update.replaceFirst("(?<=[a-z])[A-Z].*", "")))
        .isEqualTo(updated.toString());
    String freeText = type.example().freeText();
    if (!freeText.isEmpty()) {
      assertThat(SdkOperation.member(read, freeText)).contains("changed");
    }
    pages(type);
  }

  /** A route has one response only, so that no page follows. */
  private void pages(ResourceType type) {
    Set<Object> ids = new TreeSet<>();
    ids.add(walk.request("").get(type.idMember()));
    if (type == ApiGatewayTypes.ROUTE_RESPONSE) {
      list(type, ids);
      return;
    }
    ApiGatewayV2Response second =
        sdk(LifecycleOperation.CREATE.nameOn(type)).call(aws, walk.second(type));
    Object secondId = SdkOperation.member(second, type.idMember()).orElseThrow();
    ids.add(secondId);
    list(type, ids);
    String delete = LifecycleOperation.DELETE.nameOn(type);
    Map<String, Object> request = walk.request(delete);
    request.put(type.idMember(), secondId);
    call(delete, request);
  }

  private void list(ResourceType type, Set<Object> ids) {
    String list = LifecycleOperation.GET_ALL.nameOn(type);
    Map<String, Object> request = walk.request(list);
    request.put("maxResults", "1");
    List<Object> found = new ArrayList<>();
    Optional<Object> token;
    do {
      ApiGatewayV2Response page = call(list, request);
      List<?> items = (List<?>) SdkOperation.member(page, type.list().items()).orElseThrow();
      assertThat(items).hasSize(1);
      SdkPojo item = (SdkPojo) items.get(0);
      found.add(
          Objects.requireNonNull(
                  SdkOperation.fields(item, MarshallLocation.PAYLOAD).get(type.idMember()))
              .getValueOrDefault(item));
      token = SdkOperation.member(page, "nextToken");
      token.ifPresent(next -> request.put("nextToken", next));
    } while (token.isPresent());
    assertThat(found).containsExactlyElementsOf(ids);
  }
}
