package dev.patchbay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * Gives tests, constructors and lifecycle methods a {@link RedisServer} parameter. The server
 * starts with the first parameter and stops after the last test of the run, for any number of test
 * classes.
 */
public final class RedisServerExtension extends TypeBasedParameterResolver<RedisServer> {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RedisServerExtension.class);

  @Override
  public RedisServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context);
  }

  /** The server of this run, for extensions that build on it. */
  public static RedisServer shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(RedisServer.class, type -> start(), RedisServer.class);
  }

  private static RedisServer start() {
    try {
      return RedisServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Redis started", e);
    }
  }
}
