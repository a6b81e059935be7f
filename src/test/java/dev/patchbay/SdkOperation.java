package dev.patchbay;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.ResourceType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Request;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Response;
import software.amazon.awssdk.utils.builder.Buildable;

/** One operation of the model inside the AWS SDK for Java, which reflection reads. */
record SdkOperation(String name, Method method, Class<?> request) {

  /** All operations by name. */
  static Map<String, SdkOperation> all() {
    Map<String, SdkOperation> all = new TreeMap<>();
    for (Method method : ApiGatewayV2Client.class.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (parameters.length == 1
          && ApiGatewayV2Request.class.isAssignableFrom(parameters[0])
          && ApiGatewayV2Response.class.isAssignableFrom(method.getReturnType())) {
        String name = parameters[0].getSimpleName().replaceAll("Request$", "");
        all.put(name, new SdkOperation(name, method, parameters[0]));
      }
    }
    return all;
  }

  /** The operations of the table of types under the paths of AWS. */
  static Stream<SdkOperation> served() {
    Map<String, SdkOperation> all = all();
    return ApiGatewayTypes.ALL.operations().stream()
        .filter(each -> each.path().startsWith("/v2/"))
        .map(each -> Objects.requireNonNull(all.get(each.name()), each.name()));
  }

  /** The type that this operation creates resources of; empty where it is no creation. */
  Optional<ResourceType> created() {
    return ApiGatewayTypes.ALL.served().stream()
        .filter(each -> LifecycleOperation.CREATE.nameOn(each).equals(name))
        .findFirst();
  }

  /** The names of the errors that the model declares. */
  Set<String> errors() {
    return Stream.of(method.getExceptionTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.toSet());
  }

  /** The members of the request in a place, by their names on the wire. */
  Map<String, SdkField<?>> inputs(MarshallLocation location) throws ReflectiveOperationException {
    return fields((SdkPojo) builder(), location);
  }

  /** The members of the answer's body, by their names on the wire. */
  Map<String, SdkField<?>> outputs() throws ReflectiveOperationException {
    return fields(
        (SdkPojo) method.getReturnType().getMethod("builder").invoke(null),
        MarshallLocation.PAYLOAD);
  }

  static Map<String, SdkField<?>> fields(SdkPojo pojo, MarshallLocation location) {
    Map<String, SdkField<?>> fields = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      if (field.location() == location) {
        fields.put(field.locationName(), field);
      }
    }
    return fields;
  }

  /**
   * Makes the call.
   *
   * @param members by their names on the wire; others than those of the request are left out
   */
  ApiGatewayV2Response call(ApiGatewayV2Client aws, Map<String, ?> members) {
    try {
      Object builder = builder();
      set((SdkPojo) builder, members);
      return (ApiGatewayV2Response) method.invoke(aws, ((Buildable) builder).build());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object builder() throws ReflectiveOperationException {
    return request.getMethod("builder").invoke(null);
  }

  private static void set(SdkPojo builder, Map<?, ?> members) {
    for (SdkField<?> field : builder.sdkFields()) {
      Object value = members.get(field.locationName());
      if (value != null) {
        field.set(builder, value(field, value));
      }
    }
  }

  private static Object value(SdkField<?> field, Object value) {
    if (field.marshallingType() == MarshallingType.INTEGER) {
      return Integer.valueOf(value.toString());
    }
    if (field.marshallingType() == MarshallingType.SDK_POJO) {
      SdkPojo builder = field.constructor().get();
      set(builder, (Map<?, ?>) value);
      return ((Buildable) builder).build();
    }
    if (field.marshallingType() == MarshallingType.LIST) {
      SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> items = new ArrayList<>();
      ((List<?>) value).forEach(each -> items.add(value(item, each)));
      return items;
    }
    if (field.marshallingType() == MarshallingType.MAP) {
      SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((name, each) -> entries.put(name, value(entry, each)));
      return entries;
    }
    return value;
  }

  /** The value of an answer's member, by its name on the wire. */
  static Optional<Object> member(ApiGatewayV2Response answer, String name) {
    @Nullable SdkField<?> field = fields((SdkPojo) answer, MarshallLocation.PAYLOAD).get(name);
    return field == null ? Optional.empty() : Optional.ofNullable(field.getValueOrDefault(answer));
  }

  @Override
  public String toString() {
    return name;
  }
}
