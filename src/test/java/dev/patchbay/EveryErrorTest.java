package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceType;
import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;

/** The errors that the model inside the AWS SDK for Java declares, of every operation. */
class EveryErrorTest {

  /** These create and list roots, so that nothing which they name can be missing. */
  private static final Set<String> NEVER_NOT_FOUND =
      Set.of(
          "CreateApi",
          "CreateDomainName",
          "CreatePortal",
          "CreatePortalProduct",
          "CreateVpcLink",
          "GetApis",
          "GetDomainNames",
          "GetVpcLinks",
          "ImportApi",
          "ListPortalProducts",
          "ListPortals");

  /** The model declares no missing resource for it, and this service answers one. */
  private static final Set<String> NOT_FOUND_UNDECLARED = Set.of("DeletePortal");

  /** The model declares no conflict for these, and nothing of theirs is unique. */
  private static final Set<String> NEVER_CONFLICT =
      Set.of(
          "CreatePortal",
          "CreatePortalProduct",
          "CreateProductPage",
          "CreateProductRestEndpointPage",
          "CreateVpcLink");

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  @RegisterExtension
  static final PatchbayServerExtension THROTTLED =
      PatchbayServerExtension.with(
          Map.of("PATCHBAY_THROTTLE_RATE", "1", "PATCHBAY_THROTTLE_BURST", "1"));

  private final ApiGatewayV2Client aws = PATCHBAY.aws();

  static Stream<SdkOperation> served() {
    return SdkOperation.served();
  }

  static Stream<SdkOperation> creations() {
    return served().filter(each -> each.created().isPresent());
  }

  @ParameterizedTest
  @MethodSource("served")
  void absentResourceIsNotFound(SdkOperation operation) {
    if (NEVER_NOT_FOUND.contains(operation.name())) {
      return;
    }
    assertThat(operation.errors().contains("NotFoundException"))
        .isEqualTo(!NOT_FOUND_UNDECLARED.contains(operation.name()));
    assertThatThrownBy(() -> operation.call(aws, ofNothing(operation)))
        .isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @MethodSource("served")
  void throttledAccountGetsTooManyRequests(SdkOperation operation) {
    assertThat(operation.errors()).contains("TooManyRequestsException");
    ApiGatewayV2Client throttled = THROTTLED.aws();
    for (int i = 0; ; i++) {
      try {
        operation.call(throttled, ofNothing(operation));
      } catch (TooManyRequestsException expected) {
        return;
      } catch (NotFoundException | ConflictException ignored) {
        // One request a second is let through.
      }
      assertThat(i).isLessThan(100);
    }
  }

  /** A valid request whose identifiers lead nowhere. */
  private static Map<String, Object> ofNothing(SdkOperation operation) {
    SdkWalk nothing = SdkWalk.ofNothing();
    return operation
        .created()
        .map(nothing::creation)
        .orElseGet(() -> nothing.request(operation.name()));
  }

  @ParameterizedTest
  @MethodSource("creations")
  void aSecondOneWithTheSameKeyIsAConflict(SdkOperation operation) {
    ResourceType type = operation.created().orElseThrow();
    assertThat(operation.errors().contains("ConflictException"))
        .isEqualTo(!NEVER_CONFLICT.contains(operation.name()));
    if (type.uniqueMember().isEmpty() && !type.identifier().isGiven()) {
      return;
    }
    SdkWalk walk = new SdkWalk();
    for (ResourceType each : ApiGatewayTypes.ALL.served()) {
      SdkOperation create =
          creations()
              .filter(c -> c.created().filter(each::equals).isPresent())
              .findFirst()
              .orElseThrow();
      walk.made(
          each.idMember(),
          SdkOperation.member(create.call(aws, walk.creation(each)), each.idMember())
              .orElseThrow());
    }
    assertThatThrownBy(() -> operation.call(aws, walk.creation(type)))
        .isInstanceOf(ConflictException.class);
  }

  @ParameterizedTest
  @MethodSource("served")
  void aPageOfNoSizeIsABadRequest(SdkOperation operation) throws ReflectiveOperationException {
    if (operation.inputs(MarshallLocation.QUERY_PARAM).containsKey("maxResults")) {
      assertThat(operation.errors()).contains("BadRequestException");
      Map<String, Object> members = SdkWalk.ofNothing().request(operation.name());
      boolean isNumber =
          Objects.requireNonNull(operation.inputs(MarshallLocation.QUERY_PARAM).get("maxResults"))
                  .marshallingType()
              == MarshallingType.INTEGER;
      members.put("maxResults", isNumber ? "0" : "x");
      assertThatThrownBy(() -> operation.call(aws, members))
          .isInstanceOf(BadRequestException.class);
    }
  }
}
