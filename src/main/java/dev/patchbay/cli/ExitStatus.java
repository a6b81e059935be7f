package dev.patchbay.cli;

/** The exit statuses of the process, which the help and the guide to operations document. */
final class ExitStatus {

  /** Everything was done; of a service: it ended on a signal. */
  static final int DONE = 0;

  /** Something was not done; the messages name it. */
  static final int FAILED = 1;

  /** The arguments are wrong; nothing was begun. */
  static final int USAGE = 2;

  private ExitStatus() {}
}
