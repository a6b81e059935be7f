package dev.patchbay.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** What the jar does when its first argument names it. */
@FunctionalInterface
public interface Command {

  /** What a command reads, what it writes, and where it talks to people. */
  record Streams(InputStream input, OutputStream output, PrintStream messages) {}

  /** Not everything was done; the messages say what was not. */
  int FAILED = 1;

  /** The arguments are not understood; nothing was begun. */
  int USAGE = 2;

  /**
   * Runs to its end.
   *
   * @return the status of the process: 0, or {@link #FAILED}
   * @throws UsageException when the options are not understood
   * @throws Exception saying what could not be done
   */
  int run(List<String> options, Map<String, String> environment, Streams streams) throws Exception;

  /** The arguments are not understood. */
  final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
      super(message);
    }
  }
}
