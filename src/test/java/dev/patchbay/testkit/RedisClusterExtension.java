package dev.patchbay.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * Gives constructors a {@link RedisCluster}, one for all tests of the run that leave it as it is; a
 * test that moves its slots or kills its masters starts a Cluster of its own.
 */
public final class RedisClusterExtension extends TypeBasedParameterResolver<RedisCluster> {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RedisClusterExtension.class);

  @Override
  public RedisCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(RedisCluster.class, type -> RedisCluster.start(), RedisCluster.class);
  }
}
