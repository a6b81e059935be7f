package dev.patchbay;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.patchbay.faults.FaultTable;
import dev.patchbay.provider.ContractMessage;
import dev.patchbay.provider.ContractProvider;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Which package may depend on which, and which library is used in one package only. */
@AnalyzeClasses(packages = "dev.patchbay", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

  /** Wherever the tests are compiled to, and not in Maven's directory only. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  /** Calls of a method, by name, on one of the types or their subtypes. */
  private static DescribedPredicate<JavaMethodCall> calls(Map<String, List<Class<?>>> methods) {
    return describe(
        "of " + methods.keySet(),
        call ->
            methods.getOrDefault(call.getName(), List.of()).stream()
                .anyMatch(owner -> call.getTargetOwner().isAssignableTo(owner)));
  }

  @ArchTest
  static final ArchRule IMPORTS_RUN_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("main")
          .definedBy("dev.patchbay")
          .layer("cli")
          .definedBy("dev.patchbay.cli..")
          .layer("server")
          .definedBy("dev.patchbay.server..")
          .layer("http")
          .definedBy("dev.patchbay.http..")
          .layer("console")
          .definedBy("dev.patchbay.console..")
          .layer("gateway")
          .definedBy(
              "dev.patchbay.gateway",
              "dev.patchbay.gateway.access..",
              "dev.patchbay.gateway.backend..",
              "dev.patchbay.gateway.event..",
              "dev.patchbay.gateway.execution..",
              "dev.patchbay.gateway.http..",
              "dev.patchbay.gateway.httpapi..",
              "dev.patchbay.gateway.jwt..",
              "dev.patchbay.gateway.log..",
              "dev.patchbay.gateway.management..",
              "dev.patchbay.gateway.recording..",
              "dev.patchbay.gateway.route..",
              "dev.patchbay.gateway.socket..")
          .layer("gatewayRedis")
          .definedBy("dev.patchbay.gateway.redis..")
          .layer("service")
          .definedBy("dev.patchbay.service..")
          .layer("wire")
          .definedBy("dev.patchbay.wire..")
          .layer("store")
          .definedBy("dev.patchbay.store")
          .layer("redis")
          .definedBy("dev.patchbay.store.redis..")
          .layer("throttle")
          .definedBy("dev.patchbay.throttle")
          .layer("throttleRedis")
          .definedBy("dev.patchbay.throttle.redis..")
          .layer("metrics")
          .definedBy("dev.patchbay.metrics..")
          .layer("logs")
          .definedBy("dev.patchbay.logs..")
          .layer("model")
          .definedBy("dev.patchbay.model..")
          .layer("call")
          .definedBy("dev.patchbay.call..")
          .layer("auth")
          .definedBy("dev.patchbay.auth..")
          .layer("config")
          .definedBy("dev.patchbay.config..")
          .layer("embedded")
          .definedBy("dev.patchbay.embedded..")
          .layer("provider")
          .definedBy("dev.patchbay.provider..")
          .layer("tracing")
          .definedBy("dev.patchbay.tracing..")
          .layer("contract")
          .definedBy("dev.patchbay.contract..")
          .layer("backup")
          .definedBy("dev.patchbay.backup..")
          .layer("evaluation")
          .definedBy("dev.patchbay.evaluation..")
          .layer("yaml")
          .definedBy("dev.patchbay.yaml..")
          .layer("openapi")
          .definedBy("dev.patchbay.openapi..")
          .layer("cases")
          .definedBy("dev.patchbay.cases..")
          .layer("conformance")
          .definedBy("dev.patchbay.conformance..")
          .ensureAllClassesAreContainedInArchitecture()
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("main", "cli", "provider")
          .whereLayer("provider")
          .mayOnlyBeAccessedByLayers("cli", "contract")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("console")
          .mayOnlyBeAccessedByLayers("server", "http")
          .whereLayer("gateway")
          .mayOnlyBeAccessedByLayers("server", "gatewayRedis", "tracing")
          .whereLayer("gatewayRedis")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("backup")
          .mayOnlyBeAccessedByLayers("cli", "server", "cases")
          .whereLayer("service")
          .mayOnlyBeAccessedByLayers("main", "cli", "server", "http", "gateway", "backup")
          .whereLayer("wire")
          .mayOnlyBeAccessedByLayers(
              "main",
              "cli",
              "server",
              "http",
              "gateway",
              "redis",
              "provider",
              "backup",
              "openapi",
              "cases",
              "conformance")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers(
              "main", "cli", "server", "service", "redis", "tracing", "backup")
          .whereLayer("redis")
          .mayOnlyBeAccessedByLayers("server", "throttleRedis", "gatewayRedis", "provider")
          .whereLayer("throttleRedis")
          .mayOnlyBeAccessedByLayers("server", "provider")
          .whereLayer("throttle")
          .mayOnlyBeAccessedByLayers(
              "main", "cli", "server", "http", "gateway", "throttleRedis", "provider")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("main", "cli", "server", "http")
          .whereLayer("logs")
          .mayOnlyBeAccessedByLayers("main", "cli", "server")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers(
              "main",
              "cli",
              "server",
              "http",
              "gateway",
              "gatewayRedis",
              "service",
              "wire",
              "store",
              "redis",
              "throttle",
              "config",
              "provider",
              "tracing",
              "backup",
              "evaluation",
              "openapi",
              "cases",
              "conformance")
          .whereLayer("call")
          .mayOnlyBeAccessedByLayers(
              "main", "cli", "server", "http", "service", "store", "redis", "tracing")
          .whereLayer("auth")
          .mayOnlyBeAccessedByLayers("main", "cli", "server", "http", "gateway", "provider")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("main", "cli", "server", "provider")
          .whereLayer("embedded")
          .mayOnlyBeAccessedByLayers("main", "cli", "server", "provider")
          .whereLayer("tracing")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers(
              "cli", "server", "http", "gateway", "cases", "provider", "contract")
          .whereLayer("cases")
          .mayOnlyBeAccessedByLayers("cli", "provider", "contract", "conformance")
          .whereLayer("conformance")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("yaml")
          .mayOnlyBeAccessedByLayers("cases", "openapi", "conformance")
          .whereLayer("openapi")
          .mayOnlyBeAccessedByLayers("http")
          .whereLayer("contract")
          .mayNotBeAccessedByAnyLayer()
          .because(
              "a change in one package must not be felt in packages that it does not serve: JSON"
                  + " never reaches the service, and HTTP never sees the store");

  /** The rule itself is held: a class of a package that no layer names is a violation. */
  @ArchTest
  static void aPackageWithoutALayerIsRefused(JavaClasses known) {
    JavaClasses unlayered = new ClassFileImporter().importClasses(FaultTable.class);
    assertThat(IMPORTS_RUN_ONE_WAY.evaluate(unlayered).hasViolation()).isTrue();
  }

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("dev.patchbay.(**)")
          .should()
          .beFreeOfCycles()
          .because("packages in a cycle can only be understood together");

  @ArchTest
  static final ArchRule THE_DOMAIN_IS_JDK_ONLY =
      classes()
          .that()
          .resideInAnyPackage("dev.patchbay.model", "dev.patchbay.config", "dev.patchbay.auth")
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("java..")
                  .or(resideInAPackage("javax.crypto.."))
                  .or(resideInAPackage("org.jspecify.."))
                  .or(resideInAPackage("dev.patchbay.model"))
                  .or(resideInAPackage("dev.patchbay.config"))
                  .or(resideInAPackage("dev.patchbay.auth")))
          .because("rules, settings and signatures outlive every library");

  private static ArchRule oneHome(String library, String home, String reason) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason);
  }

  @ArchTest
  static final ArchRule JACKSON =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.patchbay.wire", "dev.patchbay.logs")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..")
          .because(
              "one codec decides how JSON is read and written, and lines of the log are not it");

  @ArchTest
  static final ArchRule VERTX_JSON =
      oneHome(
          "io.vertx.core.json..",
          "dev.patchbay.wire",
          "elsewhere members are plain, immutable maps");

  @ArchTest
  static final ArchRule TYPES_ARE_HANDED_DOWN =
      noClasses()
          .that()
          .doNotHaveSimpleName("ServiceDefinition")
          .and()
          .doNotHaveSimpleName("ApiGatewayRules")
          .and()
          .doNotHaveSimpleName("ResourceScenarios")
          .and()
          .doNotHaveSimpleName("ConnectionScenarios")
          .and()
          .doNotHaveSimpleName("ApiGatewayTypes")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("ApiGatewayTypes")
          .because("what works on any type is handed the table of types, and names none of them");

  @ArchTest
  static final ArchRule JSON_SCHEMA =
      oneHome(
          "io.vertx.json.schema..",
          "dev.patchbay.wire",
          "a request is checked once, where it is read");

  @ArchTest
  static final ArchRule JSON_PATH =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.patchbay.wire", "dev.patchbay.evaluation")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.jayway..")
          .because("wire only tells whether an expression parses, and evaluation evaluates it");

  @ArchTest
  static final ArchRule VELOCITY =
      oneHome(
          "org.apache.velocity..",
          "dev.patchbay.evaluation",
          "a template runs in its sandbox or not at all");

  @ArchTest
  static final ArchRule EVALUATION_IS_PURE =
      classes()
          .that()
          .resideInAPackage("dev.patchbay.evaluation..")
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("java..")
                  .and(DescribedPredicate.not(resideInAPackage("java.net.http..")))
                  .or(resideInAPackage("org.jspecify.."))
                  .or(resideInAPackage("org.apache.velocity.."))
                  .or(resideInAPackage("org.slf4j.helpers"))
                  .or(resideInAPackage("com.jayway.."))
                  .or(resideInAPackage("dev.patchbay.model"))
                  .or(resideInAPackage("dev.patchbay.evaluation..")))
          .because("it does no input or output, so that a test and the gateway run the same code");

  @ArchTest
  static final ArchRule REDIS_CLIENT =
      oneHome(
          "io.vertx.redis..",
          "dev.patchbay.store.redis..",
          "nobody above the store sees a connection");

  @ArchTest
  static final ArchRule VERTX_WEB =
      oneHome("io.vertx.ext.web..", "dev.patchbay.http", "only the outermost package speaks HTTP");

  @ArchTest
  static final ArchRule MICROMETER =
      oneHome(
          "io.micrometer..", "dev.patchbay.metrics", "names of meters and labels form one table");

  @ArchTest
  static final ArchRule LOGBACK =
      oneHome(
          "ch.qos.logback..", "dev.patchbay.logs", "what is said does not know how it is written");

  @ArchTest
  static final ArchRule PICOCLI =
      oneHome("picocli..", "dev.patchbay.cli", "commands and their options form one table");

  @ArchTest
  static final ArchRule SNAKE_YAML =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.patchbay.yaml", "dev.patchbay.cases")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..")
          .because("a text is read within its limits or not, and cases edit the places of a file");

  @ArchTest
  static final ArchRule PACT =
      oneHome("au.com.dius..", "dev.patchbay.contract", "the service itself knows of no contracts");

  @ArchTest
  static final ArchRule JUNIT =
      oneHome("org.junit..", "dev.patchbay.contract", "the service itself knows of no tests");

  @ArchTest
  static final ArchRule THE_KIT_IS_AN_ISLAND =
      noClasses()
          .that()
          .resideInAPackage("dev.patchbay.contract..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.patchbay..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.patchbay.contract..")))
                  .and(
                      DescribedPredicate.not(
                          JavaClass.Predicates.belongToAnyOf(
                              ContractProvider.class, ContractMessage.class)))
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage("dev.patchbay.cases", "dev.patchbay.evaluation"))))
          .because(
              "it is published apart and must work with the service as it is started and with the"
                  + " evaluation of integration responses, which needs no service");

  @ArchTest
  static final ArchRule OPEN_TELEMETRY =
      oneHome(
          "io.opentelemetry..",
          "dev.patchbay.tracing",
          "where nothing is traced none of it is loaded");

  @ArchTest
  static final ArchRule PROCESSES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.patchbay.embedded")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .because("the embedded binary is the only program that is started");

  @ArchTest
  static final ArchRule THE_SERVICE_NEEDS_FUTURES_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage("dev.patchbay.service", "dev.patchbay.store")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.vertx..")
                  .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(Future.class))))
          .because("behaviour must be testable without an event loop");

  @ArchTest
  static final ArchRule STATUS_CODES =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.patchbay.http.OperationHandler")
          .and()
          .doNotHaveFullyQualifiedName("dev.patchbay.http.ErrorHandler")
          .and()
          .doNotHaveFullyQualifiedName("dev.patchbay.http.InvalidRequestHandler")
          .and()
          .doNotHaveFullyQualifiedName("dev.patchbay.http.ManagementVerticle")
          .and()
          .doNotHaveFullyQualifiedName("dev.patchbay.http.ConsoleRoutes")
          .and()
          .doNotHaveFullyQualifiedName("dev.patchbay.gateway.http.HttpAnswer")
          .and()
          .resideOutsideOfPackage("dev.patchbay.provider")
          .should()
          .callMethodWhere(calls(Map.of("setStatusCode", List.of(HttpServerResponse.class))))
          .because("an answer is written in one place and an error in one other");

  @ArchTest
  static final ArchRule ENVIRONMENT =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.patchbay.Main")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .because("settings come in typed and ranged, or not at all");

  @ArchTest
  static final ArchRule NOTHING_BLOCKS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.patchbay",
              "dev.patchbay.cli",
              "dev.patchbay.server",
              "dev.patchbay.embedded",
              "dev.patchbay.provider")
          .should()
          .callMethodWhere(
              calls(
                  Map.of(
                      "sleep", List.of(Thread.class),
                      "await", List.of(Future.class, CountDownLatch.class),
                      "get", List.of(java.util.concurrent.Future.class),
                      "join", List.of(Thread.class, CompletableFuture.class),
                      "take", List.of(BlockingQueue.class, CompletionService.class),
                      "park", List.of(LockSupport.class))))
          .because("one event loop that waits stops all requests on it");

  @ArchTest
  static final ArchRule NOTHING_IS_OPEN_BY_ACCIDENT =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areNotAnonymousClasses()
          .should(
              have(
                  describe(
                      "no open door for subclasses",
                      (JavaClass type) ->
                          type.getModifiers().contains(JavaModifier.FINAL)
                              || type.getModifiers().contains(JavaModifier.ABSTRACT)
                              || type.isEnum()
                              || type.reflect().isSealed())))
          .because("what may be extended must be written for it");
}
