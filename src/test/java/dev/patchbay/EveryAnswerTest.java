package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Operation;
import dev.patchbay.model.ResourceType;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** The answers on the wire, against the model inside the AWS SDK for Java. */
class EveryAnswerTest {

  private static final Map<String, SdkOperation> SDK = SdkOperation.all();

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final Http http = PATCHBAY.http();

  @Test
  void answersHaveTheNamesAndTypesOfTheModel() throws Exception {
    SdkWalk walk = new SdkWalk();
    for (ResourceType type : ApiGatewayTypes.ALL.served()) {
      Operation create = Operation.of(type, LifecycleOperation.CREATE);
      String collection = resolved(create.path(), walk);
      Answer created = http.post(collection, new JsonObject(walk.body(type)).encode());
      assertThat(created.status()).as(created.body()).isEqualTo(201);
      String id = created.json().getString(type.idMember());
      walk.made(type.idMember(), id);
      String path = collection + "/" + id;
      assertOfModel(created.json(), create.name());
      assertOfModel(http.get(path).json(), LifecycleOperation.GET.nameOn(type));
      String update = LifecycleOperation.UPDATE.nameOn(type);
      assertOfModel(
          type.isReplaced()
              ? http.send("PUT", path, new JsonObject(walk.body(type)).encode()).json()
              : http.patch(path, "{}").json(),
          update);
      JsonObject page = http.get(collection).json();
      assertOfModel(page, LifecycleOperation.GET_ALL.nameOn(type));
      assertThat(page.getJsonArray(type.list().items()).getJsonObject(0))
          .isEqualTo(new JsonObject(type.summary(http.get(path).json().getMap())));
    }
  }

  private static String resolved(String path, SdkWalk walk) {
    String resolved = path;
    for (Map.Entry<String, Object> each : walk.request("").entrySet()) {
      resolved = resolved.replace("{" + each.getKey() + "}", String.valueOf(each.getValue()));
    }
    return resolved;
  }

  private static void assertOfModel(JsonObject answer, String operation) throws Exception {
    assertThat(answer.fieldNames()).as(operation).isNotEmpty();
    assertMembers(answer, Objects.requireNonNull(SDK.get(operation)).outputs());
  }

  private static void assertMembers(JsonObject answer, Map<String, SdkField<?>> members) {
    assertThat(new TreeSet<>(members.keySet())).containsAll(answer.fieldNames());
    answer.forEach(
        member ->
            assertType(
                member.getKey(),
                member.getValue(),
                Objects.requireNonNull(members.get(member.getKey()))));
  }

  private static void assertType(String name, @Nullable Object value, SdkField<?> field) {
    if (field.marshallingType() == MarshallingType.LIST) {
      SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
      ((JsonArray) Objects.requireNonNull(value)).forEach(each -> assertType(name, each, item));
    } else if (field.marshallingType() == MarshallingType.MAP) {
      SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
      ((JsonObject) Objects.requireNonNull(value))
          .forEach(each -> assertType(name, each.getValue(), entry));
    } else if (field.marshallingType() == MarshallingType.SDK_POJO) {
      SdkPojo structure = field.constructor().get();
      assertMembers(
          (JsonObject) Objects.requireNonNull(value),
          SdkOperation.fields(structure, MarshallLocation.PAYLOAD));
    } else {
      assertThat(value).as(name).isInstanceOf(scalar(field.marshallingType()));
    }
  }

  private static Class<?> scalar(MarshallingType<?> type) {
    if (type == MarshallingType.BOOLEAN) {
      return Boolean.class;
    }
    return type == MarshallingType.STRING || type == MarshallingType.INSTANT
        ? String.class
        : Number.class;
  }
}
