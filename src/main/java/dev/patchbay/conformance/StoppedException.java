package dev.patchbay.conformance;

/** The process ends: the run sends nothing more. */
final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
