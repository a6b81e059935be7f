package dev.patchbay.server;

import dev.patchbay.config.ServiceConfig;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.wire.RequestSchemas;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The start of a service: its components are built while its embedded Redis starts. */
final class ServiceStart {

  private ServiceStart() {}

  /** Starts a service, and returns when requests are answered. Blocks. */
  static PatchbayServer of(ServiceDefinition definition, ServiceConfig config, ServiceTiming timing)
      throws Exception {
    ListenPort.checkAll(ListenPort.of(config));
    ConfiguredCredentials credentials = ConfiguredCredentials.open(config);
    CompletableFuture<RequestSchemas> schemas =
        CompletableFuture.supplyAsync(() -> RequestSchemas.load(definition.types()));
    CompletableFuture<PatchbayServer> assembly =
        CompletableFuture.supplyAsync(
            () ->
                new PatchbayServer(
                    new ServiceComponents(definition, config, timing, credentials, schemas),
                    config,
                    timing));
    Optional<EmbeddedRedis> embedded;
    try {
      embedded = RedisTopologies.startEmbedded(config);
    } catch (Exception e) {
      assembly.thenAccept(PatchbayServer::close).exceptionally(ignored -> null).join();
      throw e;
    }
    PatchbayServer server = assembled(assembly, embedded);
    try {
      server.deploy(
          RedisTopologies.of(config.redis(), embedded),
          RedisTopologies.ofThrottle(config.throttle(), config.redis()));
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  private static PatchbayServer assembled(
      CompletableFuture<PatchbayServer> assembly, Optional<EmbeddedRedis> embedded) {
    try {
      PatchbayServer server = assembly.join();
      embedded.ifPresent(server::own);
      return server;
    } catch (CompletionException e) {
      embedded.ifPresent(EmbeddedRedis::close);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
