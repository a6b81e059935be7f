package dev.patchbay.consistency;

/**
 * The state of a resource at one moment.
 *
 * @param revision grows by one with each change
 * @param marker the value of the one member that the tests change
 */
record Value(long revision, String marker) {

  @Override
  public String toString() {
    return revision + marker;
  }
}
