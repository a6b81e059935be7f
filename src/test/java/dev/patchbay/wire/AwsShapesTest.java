package dev.patchbay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Seeded;
import dev.patchbay.wire.AwsShapes.Constraints;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema against the shape of AWS's own model: {@code aws-shapes.txt}. */
class AwsShapesTest {

  /** Shapes of operations that are not in this model of AWS. */
  private static final Set<String> OF_PATCHBAY =
      Set.of(
          "ConnectionMessages",
          "EvaluateIntegrationResponsesRequest",
          "Evaluation",
          "PostToConnectionRequest",
          "UpdateAccountRequest");

  /** Members of answers that only APIs have which another service manages, or an import makes. */
  private static final Set<String> NEVER_SET_IN_API =
      Set.of("apiGatewayManaged", "importInfo", "warnings");

  /** The service alone sets these; in a request they are left out as unknown members are. */
  private static final Set<String> OUTPUT_ONLY =
      Set.of(
          "domainNameConfigurations[].apiGatewayDomainName",
          "domainNameConfigurations[].certificateUploadDate",
          "domainNameConfigurations[].domainNameStatus",
          "domainNameConfigurations[].domainNameStatusMessage",
          "domainNameConfigurations[].hostedZoneId");

  /** AWS takes requests without these, although its model requires them. */
  private static final Set<String> NOT_REQUIRED =
      Set.of("CreateAuthorizerRequest identitySource", "UpdateApiMappingRequest apiId");

  /** AWS refuses wrong values of these by a rule with a text of its own. */
  private static final Set<String> CHECKED_BY_RULES =
      Set.of(
          "authorizerType",
          "authorizerResultTtlInSeconds",
          "defaultRouteSettings.loggingLevel",
          "routeSettings{}.loggingLevel");

  private static final Map<String, Map<String, Constraints>> MODEL = AwsShapes.ofModel();
  private static final Map<String, String> DOCUMENTS = documents();
  private static final SchemaRepository REPOSITORY = SchemaDocuments.repository(DOCUMENTS);

  private static Map<String, String> documents() {
    try (Stream<Path> files = Files.list(Path.of("schemas"))) {
      return files.collect(
          Collectors.toMap(
              file -> String.valueOf(file.getFileName()).replace(".json", ""),
              AwsShapesTest::text,
              (one, other) -> one,
              TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> shapes() {
    return MODEL.keySet().stream();
  }

  static Stream<String> requests() {
    return shapes().filter(AwsShapesTest::isRequest);
  }

  private static boolean isRequest(String shape) {
    return shape.endsWith("Request");
  }

  @Test
  void theModelAndTheSchemasNameTheSameShapes() {
    Set<String> schemas = new TreeSet<>(DOCUMENTS.keySet());
    schemas.remove("definitions");
    schemas.removeAll(OF_PATCHBAY);

    assertThat(schemas).containsExactlyInAnyOrderElementsOf(MODEL.keySet());
    DOCUMENTS.forEach(
        (name, text) ->
            assertThat(new JsonObject(text).getString("$id"))
                .isEqualTo("/schemas/" + name + ".json"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void membersAtEveryDepthFollowTheModel(String shape) {
    Set<String> expected = new TreeSet<>(shapeOfModel(shape).keySet());
    expected.removeAll(isRequest(shape) ? OUTPUT_ONLY : Set.of());
    if (shape.equals("Api")) {
      expected.removeAll(NEVER_SET_IN_API);
    }
    Set<String> members = new TreeSet<>(AwsShapes.ofSchema(REPOSITORY, shape).keySet());

    if (isRequest(shape)) {
      assertThat(members).isEqualTo(expected);
    } else {
      assertThat(members).isSubsetOf(expected);
      expected.removeIf(member -> member.matches(".*[.{\\[].*"));
      assertThat(members).containsAll(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void typesAndValuesFollowTheModel(String shape) {
    Map<String, Constraints> model = shapeOfModel(shape);
    AwsShapes.ofSchema(REPOSITORY, shape)
        .forEach(
            (member, schema) -> {
              Constraints expected = model.get(member);
              if (expected != null) {
                assertThat(schema.type()).as(member).isEqualTo(expected.type());
                if (!CHECKED_BY_RULES.contains(member)) {
                  assertThat(schema.values()).as(member).isEqualTo(expected.values());
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requiredMembersAndBoundsFollowTheModel(String shape) {
    Map<String, Constraints> model = shapeOfModel(shape);
    AwsShapes.ofSchema(REPOSITORY, shape)
        .forEach(
            (member, schema) -> {
              Constraints expected = Objects.requireNonNull(model.get(member));
              assertThat(schema.isRequired())
                  .as(member)
                  .isEqualTo(expected.isRequired() && !NOT_REQUIRED.contains(shape + " " + member));
              if (expected.most() != null && !CHECKED_BY_RULES.contains(member)) {
                assertThat(schema.most()).as(member).isEqualTo(expected.most());
                assertThat(isLeast(schema, expected)).as(member).isTrue();
              }
            });
  }

  /**
   * An empty string clears a text, so that it is taken where AWS gives texts a lower bound of 1.
   */
  private static boolean isLeast(Constraints schema, Constraints model) {
    int least = schema.least() == null ? 0 : schema.least();
    return (least == 0 && model.type().equals("string")) || Objects.equals(least, model.least());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void compiledSchemasAgreeWithTheValidator(String shape) {
    JsonObject document = (JsonObject) REPOSITORY.find(SchemaDocuments.uri(shape));
    CompiledSchema schema = new SchemaCompiler(REPOSITORY).compile(document);
    Validator validator = REPOSITORY.validator(SchemaDocuments.uri(shape));
    Expressions expressions = new Expressions();
    long seed = Seeded.seed();
    RandomValues values = new RandomValues(new SplittableRandom(seed), REPOSITORY);
    int accepted = 0;
    for (int i = 0; i < 500 || (accepted == 0 && i < 50_000); i++) {
      if (values.of(document) instanceof Map<?, ?> request) {
        boolean valid = validator.validate(RandomValues.json(request)).getValid();

        assertThat(RandomValues.isAccepted(schema, expressions, request))
            .as("-Dpatchbay.seed=%d, %s", seed, request)
            .isEqualTo(valid);
        accepted += valid ? 1 : 0;
      }
    }
    assertThat(accepted).isPositive();
  }

  private static Map<String, Constraints> shapeOfModel(String shape) {
    return Objects.requireNonNull(MODEL.get(shape), shape);
  }
}
