package dev.patchbay.consistency;

/** Makes calls on resources. */
@FunctionalInterface
interface Client {

  /**
   * Makes one call; never throws for what a fault does.
   *
   * @param path of the resource
   */
  Answer call(String path, Call call);
}
