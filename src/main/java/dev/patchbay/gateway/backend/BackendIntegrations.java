package dev.patchbay.gateway.backend;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.event.ApiArns;
import dev.patchbay.gateway.event.GatewayError;
import dev.patchbay.gateway.event.RequestIds;
import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.gateway.execution.IntegrationCall;
import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.gateway.execution.Integrations;
import dev.patchbay.gateway.execution.LambdaFunctions;
import dev.patchbay.gateway.execution.PendingBytes;
import dev.patchbay.model.Limit;
import dev.patchbay.model.NetworkBlock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** The integrations of one event loop, by their types, on the connections that they share. */
public final class BackendIntegrations implements Integrations {

  /**
   * The components that all event loops share.
   *
   * @param lambdaEndpoint has the operation Invoke of Lambda
   * @param lambdaUrls of functions by their names
   * @param serviceEndpoints of other services of AWS by their names
   * @param signer of requests to services of AWS
   * @param arns of the APIs that call them
   * @param certificates a PEM file of trusted certificates, in place of the JVM's own
   * @param callsMax of HTTP backends under way on an event loop, and of services of AWS
   */
  public record Components(
      AddressGuard guard,
      Optional<String> lambdaEndpoint,
      Map<String, String> lambdaUrls,
      Map<String, String> serviceEndpoints,
      ServiceSigner signer,
      ApiArns arns,
      Optional<Path> certificates,
      int callsMax,
      PendingBytes pending,
      LongSupplier nanoClock) {}

  /** A lookup waits for a name server, and few names are looked up at the same time. */
  private static final int LOOKUP_THREADS = 4;

  /** Servers of Node and Python close theirs after five, and a request that meets it is lost. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  /** Operators choose these addresses, not the authors of APIs. */
  private static final AddressGuard OPERATORS =
      new AddressGuard(List.of(NetworkBlock.of("0.0.0.0/0"), NetworkBlock.of("::/0")));

  private final HttpClient client;
  private final WorkerExecutor lookups;
  private final Integrations http;
  private final HttpBackends proxied;
  private final LambdaFunctions functions;
  private final Integrations aws;

  public BackendIntegrations(Vertx vertx, Components shared) {
    this.client = vertx.createHttpClient(options(shared.certificates()), pool());
    this.lookups = vertx.createSharedWorkerExecutor("patchbay-lookup", LOOKUP_THREADS);
    HttpBackend guarded = backend(vertx, shared, shared.guard());
    this.http = new HttpIntegrations(guarded);
    this.proxied = new ProxiedRequests(guarded);
    HttpBackend operators = backend(vertx, shared, OPERATORS);
    ServiceHeaders headers =
        new ServiceHeaders(new RequestIds(new SplittableRandom()), InstantSource.system());
    this.functions =
        new InvokedFunctions(
            operators, shared.lambdaEndpoint(), shared.lambdaUrls(), shared.signer(), headers);
    this.aws =
        new AwsIntegrations(
            new LambdaIntegrations(functions, shared.arns()),
            new ServiceIntegrations(
                operators, shared.serviceEndpoints(), shared.signer(), headers, shared.arns()));
  }

  private HttpBackend backend(Vertx vertx, Components shared, AddressGuard guard) {
    HostNames hosts = new HostNames(guard, InetAddress::getAllByName, lookups, shared.nanoClock());
    return new HttpBackend(vertx, client, hosts, shared.callsMax(), shared.pending());
  }

  /** Invokes functions for other purposes than the integration of a route. */
  public LambdaFunctions functions() {
    return functions;
  }

  /** Passes requests of HTTP APIs on. */
  public HttpBackends proxied() {
    return proxied;
  }

  static HttpClientOptions options(Optional<Path> certificates) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(Limit.BACKEND_CONNECT_TIME.intValue())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setDecompressionSupported(false)
            .setTcpNoDelay(true);
    certificates.ifPresent(
        file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    return options;
  }

  static PoolOptions pool() {
    return new PoolOptions()
        .setHttp1MaxSize(Limit.BACKEND_CONNECTIONS.intValue())
        .setMaxWaitQueueSize(Limit.BACKEND_WAITING.intValue());
  }

  @Override
  public Future<BackendReply> call(IntegrationCall call) {
    String type = call.integration().integration().type();
    try {
      if (call.integration().target().isThroughVpcLink()) {
        return refused("VPC links are not supported");
      }
      return switch (type) {
        case "HTTP", "HTTP_PROXY" -> http.call(call);
        case "AWS", "AWS_PROXY" -> aws.call(call);
        default -> refused("integrations of type " + type + " are not supported");
      };
    } catch (IntegrationException e) {
      return Future.failedFuture(e);
    }
  }

  private static Future<BackendReply> refused(String reason) {
    return Future.failedFuture(new IntegrationException(GatewayError.INTERNAL, reason));
  }

  /** Closes the connections. */
  public void close() {
    client.close();
    lookups.close();
  }
}
