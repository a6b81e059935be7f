package dev.patchbay.consistency;

/** Makes calls on resources. */
@FunctionalInterface
interface Client {

  /**
   * Makes one call; a fault never makes it throw.
   *
   * @param path of the resource
   */
  Answer call(String path, Call call);
}
