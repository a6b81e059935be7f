package dev.patchbay.server;

import dev.patchbay.config.RedisConfig;
import dev.patchbay.config.RedisLogin;
import dev.patchbay.config.ServiceConfig;
import dev.patchbay.config.ThrottleConfig;
import dev.patchbay.embedded.AppendFsync;
import dev.patchbay.embedded.EmbeddedRedis;
import dev.patchbay.store.redis.connection.RedisAccess;
import dev.patchbay.store.redis.topology.RedisTopology;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Builds the topologies of Redis that the settings describe. */
public final class RedisTopologies {

  private RedisTopologies() {}

  /** Starts the embedded Redis; empty where another Redis is configured. Blocks. */
  static Optional<EmbeddedRedis> startEmbedded(ServiceConfig config)
      throws IOException, InterruptedException {
    return config.redis().isEmbedded()
        ? Optional.of(
            EmbeddedRedis.start(
                config.embedded().dataDirectory(),
                AppendFsync.valueOf(config.embedded().fsync().name())))
        : Optional.empty();
  }

  /** Returns the embedded Redis where one runs, else the Redis of the settings. */
  public static RedisTopology of(RedisConfig config, Optional<EmbeddedRedis> embedded)
      throws IOException {
    return embedded.isPresent() ? new RedisTopology.Standalone(embedded.get().uri()) : of(config);
  }

  /** Returns the Redis of the counters, where it is not the Redis of the data. */
  static Optional<RedisTopology> ofThrottle(ThrottleConfig throttle, RedisConfig data)
      throws IOException {
    if (throttle.redis().isEmpty()) {
      return Optional.empty();
    }
    URI uri = throttle.redis().get();
    RedisAccess access =
        RedisAccess.of(uri).checkedAgainst(authority(data.certificateAuthorityFile()));
    return Optional.of(new RedisTopology.Standalone(uri, access));
  }

  /**
   * Reads the file of the certificate authority. Blocks; not for an event loop.
   *
   * @throws IOException when the file cannot be read or holds no certificate
   */
  private static RedisTopology of(RedisConfig config) throws IOException {
    Optional<Buffer> authority = authority(config.certificateAuthorityFile());
    RedisAccess access = access(config, config.login(), authority);
    return switch (config.mode()) {
      case STANDALONE -> new RedisTopology.Standalone(config.uris().get(0), access);
      case SENTINEL ->
          new RedisTopology.Sentinels(
              config.uris(),
              config.masterName(),
              access(config, config.sentinelLogin(), authority),
              access);
      case CLUSTER -> new RedisTopology.Cluster(config.uris(), access);
    };
  }

  private static RedisAccess access(
      RedisConfig config, RedisLogin login, Optional<Buffer> authority) {
    return new RedisAccess(config.isTls(), authority, login.user(), login.password());
  }

  private static Optional<Buffer> authority(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    byte[] pem = Files.readAllBytes(file.get());
    try {
      if (CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .isEmpty()) {
        throw new IOException(file.get() + " holds no certificate");
      }
    } catch (CertificateException e) {
      throw new IOException(file.get() + " is not a PEM file of certificates", e);
    }
    return Optional.of(Buffer.buffer(pem));
  }
}
