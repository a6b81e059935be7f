package dev.patchbay.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;

/**
 * The standard streams of the process.
 *
 * @param input of an import
 * @param output of an export and of texts that were asked for; a failure to write is an exception
 * @param messages of progress and of failures
 * @param terminal whether the output is a terminal, asked for when it matters
 */
public record Streams(
    InputStream input, OutputStream output, PrintStream messages, BooleanSupplier terminal) {

  /** Streams of which the output is no terminal. */
  public Streams(InputStream input, OutputStream output, PrintStream messages) {
    this(input, output, messages, () -> false);
  }

  boolean isTerminal() {
    return terminal.getAsBoolean();
  }
}
