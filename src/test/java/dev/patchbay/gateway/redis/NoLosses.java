package dev.patchbay.gateway.redis;

/** Ignores the loss of connections. */
final class NoLosses implements Membership.Listener {
  @Override
  public void claimed() {}

  @Override
  public void unknown() {}
}
