package dev.patchbay.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The standard streams of the process.
 *
 * @param input of an import
 * @param output of an export and of texts that were asked for; a failure to write is an exception
 * @param messages of progress and of failures
 */
public record Streams(InputStream input, OutputStream output, PrintStream messages) {}
