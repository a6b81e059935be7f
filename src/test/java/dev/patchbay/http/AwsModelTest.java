package dev.patchbay.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.ResourceType;
import dev.patchbay.wire.RequestSchemas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of kinds and operations against AWS's own model: {@code aws-model.txt}. */
class AwsModelTest {

  /** The members of APIs that another service of AWS manages, or that AWS has imported. */
  private static final Set<String> NEVER_SET_IN_API =
      Set.of("apiGatewayManaged", "importInfo", "warnings");

  /** The members that AWS does not require, although its model does. */
  private static final Set<String> NOT_REQUIRED =
      Set.of("CreateAuthorizer identitySource*", "UpdateApiMapping apiId*");

  /** Errors that AWS declares for some operations and not for others of the same kind. */
  private static final Map<String, Set<String>> ALSO_DECLARED =
      Map.of(
          "CreateDomainName",
          Set.of("AccessDeniedException"),
          "GetApiMapping",
          Set.of("BadRequestException"),
          "DeleteApiMapping",
          Set.of("BadRequestException"),
          "GetRoutingRule",
          Set.of("BadRequestException"),
          "DeleteRoutingRule",
          Set.of("BadRequestException"));

  /** What AWS declares for the operations on portals, their products and pages alone. */
  private static final Set<String> DECLARED_OF_PORTALS =
      Set.of("AccessDeniedException", "BadRequestException");

  /** Errors that AWS does not declare for some operations, though for others of the same kind. */
  private static final Map<String, Set<String>> NOT_DECLARED =
      Map.of(
          "CreateVpcLink",
          Set.of("ConflictException", "NotFoundException"),
          "GetVpcLinks",
          Set.of("NotFoundException"),
          "UpdateVpcLink",
          Set.of("ConflictException"),
          "CreatePortal",
          Set.of("ConflictException", "NotFoundException"),
          "CreatePortalProduct",
          Set.of("ConflictException", "NotFoundException"),
          "ListPortals",
          Set.of("NotFoundException"),
          "ListPortalProducts",
          Set.of("NotFoundException"),
          "DeletePortal",
          Set.of("NotFoundException"));

  /** Types of which AWS declares no conflict. */
  private static final Set<ResourceType> WITHOUT_CONFLICTS =
      Set.of(
          ApiGatewayTypes.PORTAL_PRODUCT,
          ApiGatewayTypes.PRODUCT_PAGE,
          ApiGatewayTypes.PRODUCT_REST_ENDPOINT_PAGE);

  /** Members that answers of some operations alone have. */
  private static final Map<String, Set<String>> NOT_ANSWERED =
      Map.of(
          "CreatePortal",
          Set.of("preview"),
          "CreateProductRestEndpointPage",
          Set.of("rawDisplayContent"),
          "UpdateProductRestEndpointPage",
          Set.of("rawDisplayContent"));

  private static final RequestSchemas SCHEMAS = RequestSchemas.load(ApiGatewayTypes.ALL);
  private static final Map<String, Integer> ERRORS = new LinkedHashMap<>();
  private static final Map<String, Operation> OPERATIONS = read();

  /** One operation of the model; the three sets hold names, the members with their asterisks. */
  private record Operation(
      String route, Set<String> errors, Set<String> input, Set<String> output) {}

  static Stream<Arguments> operations() {
    return ApiGatewayTypes.ALL.served().stream()
        .flatMap(
            type ->
                Arrays.stream(LifecycleOperation.values())
                    .map(operation -> Arguments.of(type, operation)));
  }

  @Test
  void theModelAndTheTablesNameTheSame103Operations() {
    assertThat(ApiGatewayTypes.ALL.operations())
        .filteredOn(row -> row.path().startsWith("/v2/"))
        .hasSize(103)
        .allSatisfy(
            row ->
                assertThat(
                        row.method()
                            + " "
                            + row.path().replace("+}", "}")
                            + " "
                            + row.successStatus())
                    .isEqualTo(Objects.requireNonNull(OPERATIONS.get(row.name())).route))
        .extracting(dev.patchbay.model.Operation::name)
        .containsExactlyInAnyOrderElementsOf(OPERATIONS.keySet());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void methodPathAndStatusAgree(ResourceType type, LifecycleOperation operation) {
    var row = dev.patchbay.model.Operation.of(type, operation);

    assertThat(row.method() + " " + row.path() + " " + row.successStatus())
        .isEqualTo(model(type, operation).route);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void declaredErrorsDependOnTheOperation(ResourceType type, LifecycleOperation operation) {
    Set<String> declared =
        switch (operation) {
          case CREATE, UPDATE ->
              Set.of(
                  "BadRequestException",
                  "ConflictException",
                  "NotFoundException",
                  "TooManyRequestsException");
          case GET, DELETE -> Set.of("NotFoundException", "TooManyRequestsException");
          case GET_ALL ->
              Set.of("BadRequestException", "NotFoundException", "TooManyRequestsException");
        };

    Set<String> expected = new TreeSet<>(declared);
    expected.addAll(ALSO_DECLARED.getOrDefault(operation.nameOn(type), Set.of()));
    if (type == ApiGatewayTypes.PORTAL || WITHOUT_CONFLICTS.contains(type)) {
      expected.addAll(DECLARED_OF_PORTALS);
    }
    if (WITHOUT_CONFLICTS.contains(type)) {
      expected.remove("ConflictException");
    }
    expected.removeAll(NOT_DECLARED.getOrDefault(operation.nameOn(type), Set.of()));
    assertThat(model(type, operation).errors).isEqualTo(expected);
  }

  @Test
  void everyErrorOfTheModelIsInTheTableWithItsStatus() {
    Map<String, Integer> statuses =
        Arrays.stream(ErrorCode.values())
            .collect(Collectors.toMap(ErrorCode::shape, ErrorCode::status));

    assertThat(statuses).containsAllEntriesOf(ERRORS);
    assertThat(ERRORS).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void requestsHaveTheMembersOfTheModel(ResourceType type, LifecycleOperation operation) {
    Set<String> input = new TreeSet<>();
    for (Member member : type.members().values()) {
      if (member.isInputOf(operation)) {
        input.add(member.name() + (isRequired(type, operation, member.name()) ? "*" : ""));
      }
    }

    Set<String> expected = new TreeSet<>();
    for (String member : model(type, operation).input) {
      expected.add(
          NOT_REQUIRED.contains(operation.nameOn(type) + " " + member)
              ? member.replace("*", "")
              : member);
    }
    assertThat(input).isEqualTo(expected);
  }

  private static boolean isRequired(
      ResourceType type, LifecycleOperation operation, String member) {
    String schema = SCHEMAS.documents().get(operation.nameOn(type) + "Request");
    return new JsonObject(Objects.requireNonNull(schema))
        .getJsonArray("required", new JsonArray())
        .contains(member);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void answersHaveTheMembersOfTheModel(ResourceType type, LifecycleOperation operation) {
    Set<String> output = new HashSet<>(type.shown(type.members()).keySet());
    Set<String> expected = new HashSet<>(model(type, operation).output);
    output.removeAll(NOT_ANSWERED.getOrDefault(operation.nameOn(type), Set.of()));
    if (type == ApiGatewayTypes.API) {
      expected.removeAll(NEVER_SET_IN_API);
    }

    switch (operation) {
      case CREATE, GET, UPDATE -> assertThat(output).isEqualTo(expected);
      case GET_ALL ->
          assertThat(expected).containsExactlyInAnyOrder(type.list().items(), "nextToken");
      case DELETE -> assertThat(expected).isEmpty();
    }
  }

  private static Operation model(ResourceType type, LifecycleOperation operation) {
    return Objects.requireNonNull(OPERATIONS.get(operation.nameOn(type)));
  }

  private static Map<String, Operation> read() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    Operation last = new Operation("", Set.of(), Set.of(), Set.of());
    for (String line : lines()) {
      List<String> words = List.of(line.strip().split(" ", -1));
      Set<String> names = new TreeSet<>(words.subList(1, words.size()));
      switch (words.get(0)) {
        case "errors" -> last.errors.addAll(names);
        case "in" -> last.input.addAll(names);
        case "out" -> last.output.addAll(names);
        case "error" -> ERRORS.put(words.get(1), Integer.valueOf(words.get(2)));
        default -> {
          last =
              new Operation(
                  String.join(" ", words.subList(1, 4)),
                  new TreeSet<>(),
                  new TreeSet<>(),
                  new TreeSet<>());
          operations.put(words.get(0), last);
        }
      }
    }
    return operations;
  }

  private static List<String> lines() {
    try (InputStream stream =
        Objects.requireNonNull(AwsModelTest.class.getResourceAsStream("aws-model.txt"))) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
