package dev.patchbay.testkit;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.server.ServiceDefinition;
import dev.patchbay.server.ServiceTiming;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/**
 * The service as users run it, in this process and on the real Redis of the test run. Classes that
 * ask for the same settings share one; each test starts with an empty Redis.
 *
 * <p>To be registered in a static field.
 */
public final class PatchbayServerExtension implements BeforeAllCallback, BeforeEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(PatchbayServerExtension.class);

  /** No time passes by it. */
  private static final LongSupplier STOPPED_CLOCK = new ManualClock();

  /** Instances that are equal in this share a service. */
  private record Start(Map<String, String> settings, LongSupplier nanoClock) {

    /** Tests count the commands of the Redis that all share, so that no replica beats. */
    ServiceTiming timing() {
      return new ServiceTiming(
          nanoClock,
          ServiceTiming.REAL.reloadMillis(),
          TimeUnit.DAYS.toMillis(1),
          ServiceTiming.REAL.drainDelay());
    }
  }

  private final Start start;
  private @Nullable Running running;

  private PatchbayServerExtension(Map<String, String> settings, LongSupplier nanoClock) {
    this.start = new Start(settings, nanoClock);
  }

  public static PatchbayServerExtension withDefaults() {
    return with(Map.of());
  }

  /**
   * With the defaults, and with a clock that stands still: whatever the service ends, it does not
   * end because it has waited.
   */
  public static PatchbayServerExtension withStoppedClock() {
    return new PatchbayServerExtension(Map.of(), STOPPED_CLOCK);
  }

  /** With one setting more than the defaults. */
  public static PatchbayServerExtension with(String setting, String value) {
    return with(Map.of(setting, value));
  }

  /** With these settings instead of the defaults. */
  public static PatchbayServerExtension with(Map<String, String> settings) {
    return new PatchbayServerExtension(Map.copyOf(settings), ServiceTiming.REAL.nanoClock());
  }

  /** Requests of a client that is no AWS SDK. */
  public Http http() {
    return new Http(running().server.address());
  }

  /** A real client, which tries each call once so that tests see every answer. */
  public ApiGatewayV2Client aws() {
    return running().aws;
  }

  /** The Redis in which the service keeps its data. */
  public RedisServer redis() {
    return running().redis;
  }

  /**
   * Returns the record of one resource in Redis: revision and stamp, and in the next line its
   * members.
   *
   * @param path the resource's path over HTTP
   */
  public String record(String path) {
    String apiId = path.substring("/v2/apis/".length()).replaceFirst("/.*", "");
    String key = "patchbay:{" + apiId + "}:000000000000" + path.substring("/v2".length());
    return String.valueOf(running().redis.command("GET", key));
  }

  public URI managementAddress() {
    return running().server.managementAddress();
  }

  /** The address to which clients of APIs connect. */
  public URI gatewayAddress() {
    return running().server.gatewayAddress().orElseThrow();
  }

  private Running running() {
    return Objects.requireNonNull(running, "to be registered in a static field");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    RedisServer redis = RedisServerExtension.shared(context);
    running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(start, key -> start(redis, key), Running.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    RedisServer redis = running().redis;
    redis.flushAll();
    // Or a server that looks at it now and then writes it back in the middle of a test.
    redis.command("SET", "patchbay:layout", "3");
  }

  private static Running start(RedisServer redis, Start start) {
    Map<String, String> environment = new HashMap<>(start.settings);
    environment.put("PATCHBAY_REDIS_URI", redis.uri().toString());
    environment.put("PATCHBAY_HTTP_PORT", "0");
    environment.put("PATCHBAY_MANAGEMENT_PORT", "0");
    environment.put("PATCHBAY_GATEWAY_PORT", "0");
    environment.put("PATCHBAY_SHUTDOWN_SECONDS", "1");
    environment.putIfAbsent("PATCHBAY_THROTTLE_RATE", "0");
    environment.putAll(LocalPatchbay.PATIENT);
    try {
      PatchbayServer server =
          PatchbayServer.start(
              ServiceDefinition.API_GATEWAY, ServiceConfig.from(environment), start.timing());
      return new Running(server, redis, awsClient(server.address()));
    } catch (Exception e) {
      throw new IllegalStateException("the service did not start", e);
    }
  }

  private static ApiGatewayV2Client awsClient(URI address) {
    return ApiGatewayV2Client.builder()
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** Closed by JUnit at the end of the run, before the Redis below it. */
  private record Running(PatchbayServer server, RedisServer redis, ApiGatewayV2Client aws)
      implements AutoCloseable {

    @Override
    public void close() {
      aws.close();
      server.close();
    }
  }
}
