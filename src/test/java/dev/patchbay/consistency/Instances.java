package dev.patchbay.consistency;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.server.PatchbayServer;
import dev.patchbay.testkit.Http;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instances of the service in this process, numbered from 0. */
final class Instances implements AutoCloseable {

  /** For work without faults on a machine that may be busy with other things. */
  static final Map<String, String> PATIENT =
      Map.of(
          "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS", "8000",
          "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS", "8000",
          "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS", "16000");

  private final List<Map<String, String>> environments = new ArrayList<>();
  private final List<PatchbayServer> servers = new ArrayList<>();

  /** Starts one instance for each Redis. */
  static Instances start(Map<String, String> settings, URI... redis) {
    Instances instances = new Instances();
    for (URI uri : redis) {
      Map<String, String> environment = new HashMap<>(settings);
      environment.put("PATCHBAY_REDIS_URI", uri.toString());
      environment.put("PATCHBAY_HTTP_PORT", "0");
      environment.put("PATCHBAY_MANAGEMENT_PORT", "0");
      environment.put("PATCHBAY_GATEWAY_PORT", "0");
      environment.put("PATCHBAY_SHUTDOWN_SECONDS", "1");
      environment.put("PATCHBAY_THROTTLE_RATE", "0");
      instances.environments.add(environment);
      instances.servers.add(start(environment));
    }
    return instances;
  }

  private static PatchbayServer start(Map<String, String> environment) {
    try {
      return PatchbayServer.start(ServiceConfig.from(environment));
    } catch (Exception failure) {
      throw new IllegalStateException("the service did not start", failure);
    }
  }

  synchronized URI address(int instance) {
    return servers.get(instance).address();
  }

  Http http(int instance) {
    return new Http(address(instance));
  }

  Client client(int instance) {
    return new HttpClient(() -> address(instance));
  }

  /** Ends one instance under its callers and starts another in its place, on another port. */
  void restart(int instance) {
    PatchbayServer ended;
    synchronized (this) {
      ended = servers.get(instance);
    }
    ended.close();
    PatchbayServer started = start(environments.get(instance));
    synchronized (this) {
      servers.set(instance, started);
    }
  }

  /** The paths of new integration responses in one integration, each of the revision 1. */
  static List<String> createResponses(int count, URI redis) {
    try (Instances patient = start(PATIENT, redis)) {
      return createResponses(count, patient.http(0));
    }
  }

  static List<String> createResponses(int count, Http http) {
    String integration = http.createIntegration(http.createApi());
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String body = new JsonObject().put("integrationResponseKey", "/" + i + "/").encode();
      paths.add(http.create(integration + "/integrationresponses", body));
    }
    return paths;
  }

  @Override
  public void close() {
    servers.forEach(PatchbayServer::close);
  }
}
