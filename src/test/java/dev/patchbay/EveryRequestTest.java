package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.BrokenRequests.Broken;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Requests that are made out of the model inside the AWS SDK for Java and the constraints of the
 * schemas: invalid values are refused with the shape of its errors.
 */
class EveryRequestTest {

  private static final RequestSchemas SCHEMAS = RequestSchemas.load(ApiGatewayTypes.ALL);

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  static Stream<SdkOperation> withBody() {
    return SdkOperation.served()
        .filter(each -> ApiGatewayTypes.ALL.operation(each.name()).orElseThrow().hasBody());
  }

  /** A path whose identifiers lead nowhere: bodies are checked before parents are looked up. */
  private static String path(Operation operation) {
    return operation
        .path()
        .replace("{resource-arn+}", "arn:aws:apigateway:us-east-1::/apis/none")
        .replaceAll("\\{[^}]*}", "none");
  }

  private Answer send(SdkOperation operation, JsonObject body) {
    Operation row = ApiGatewayTypes.ALL.operation(operation.name()).orElseThrow();
    return http.send(row.method(), path(row), body.encode());
  }

  /** A valid body, but for parents and references that are not there. */
  private static JsonObject valid(SdkOperation operation) {
    return ApiGatewayTypes.ALL.served().stream()
        .filter(type -> isWhole(type, operation.name()))
        .findFirst()
        .map(type -> new JsonObject(SdkWalk.ofNothing().body(type)))
        .orElseGet(JsonObject::new);
  }

  /** Whether a request of the operation names all members of a resource. */
  private static boolean isWhole(ResourceType type, String operation) {
    return LifecycleOperation.CREATE.nameOn(type).equals(operation)
        || (type.isReplaced() && LifecycleOperation.UPDATE.nameOn(type).equals(operation));
  }

  private static JsonObject schema(SdkOperation operation) {
    return new JsonObject(SCHEMAS.documents().get(operation.name() + "Request"));
  }

  private static void assertRefused(Answer answer, String type, String member) {
    answer.assertError(400, type);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("x-amzn-RequestId")).isNotEmpty();
    assertThat(answer.message()).contains(member);
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aMemberOfAnotherTypeIsRefused(SdkOperation operation) throws Exception {
    Map<String, SdkField<?>> members = operation.inputs(MarshallLocation.PAYLOAD);
    assertThat(members.keySet())
        .isEqualTo(schema(operation).getJsonObject("properties").fieldNames());
    for (Map.Entry<String, SdkField<?>> member : members.entrySet()) {
      JsonObject body = valid(operation).put(member.getKey(), otherType(member.getValue()));
      assertRefused(send(operation, body), "SerializationException", member.getKey());
    }
  }

  private static Object otherType(SdkField<?> field) {
    return field.marshallingType() == MarshallingType.STRING ? new JsonArray() : "text";
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aNestedValueOfAnotherTypeIsRefused(SdkOperation operation) throws Exception {
    for (Map.Entry<String, SdkField<?>> each :
        operation.inputs(MarshallLocation.PAYLOAD).entrySet()) {
      for (Object nested : wrongInside(each.getValue())) {
        JsonObject body = valid(operation).put(each.getKey(), nested);
        assertRefused(send(operation, body), "SerializationException", each.getKey());
      }
    }
  }

  /** Values with one wrong value one level down; none for scalars. */
  private static List<Object> wrongInside(SdkField<?> field) {
    List<Object> values = new ArrayList<>();
    if (field.marshallingType() == MarshallingType.LIST) {
      SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
      values.add(new JsonArray().add(otherType(item)));
      wrongInside(item).forEach(each -> values.add(new JsonArray().add(each)));
    } else if (field.marshallingType() == MarshallingType.MAP) {
      SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
      values.add(new JsonObject().put("k", otherType(entry)));
      wrongInside(entry).forEach(each -> values.add(new JsonObject().put("k", each)));
    } else if (field.marshallingType() == MarshallingType.SDK_POJO) {
      inputs(field)
          .forEach((name, each) -> values.add(new JsonObject().put(name, otherType(each))));
    }
    return values;
  }

  /** Members of a structure that the service alone sets are left out of a request unread. */
  private static Map<String, SdkField<?>> inputs(SdkField<?> structure) {
    Map<String, SdkField<?>> members =
        new LinkedHashMap<>(
            SdkOperation.fields(structure.constructor().get(), MarshallLocation.PAYLOAD));
    members
        .keySet()
        .removeAll(
            Set.of(
                "apiGatewayDomainName",
                "certificateUploadDate",
                "domainNameStatus",
                "domainNameStatusMessage",
                "hostedZoneId"));
    return members;
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void oneBrokenConstraintAtAnyDepthIsRefused(SdkOperation operation) {
    for (Broken broken :
        BrokenRequests.of(SCHEMAS.documents(), operation.name(), valid(operation))) {
      assertRefused(send(operation, broken.body()), broken.error(), broken.text());
    }
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aRequiredMemberIsMissed(SdkOperation operation) {
    for (Object member : schema(operation).getJsonArray("required", new JsonArray())) {
      JsonObject body = valid(operation);
      body.remove((String) member);
      String text = BrokenRequests.missing((String) member, schema(operation));
      assertRefused(send(operation, body), "BadRequestException", text);
      assertRefused(send(operation, body.putNull((String) member)), "BadRequestException", text);
    }
  }
}
