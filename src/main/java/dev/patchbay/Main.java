package dev.patchbay;

import dev.patchbay.cli.Commands;
import dev.patchbay.cli.Streams;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Gives the arguments, the environment and the standard streams of the process to the commands. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // System.out would hide that the disk is full.
    Streams streams =
        new Streams(
            System.in, new FileOutputStream(FileDescriptor.out), System.err, Commands::isTerminal);
    Runtime.getRuntime().exit(Commands.run(arguments, System.getenv(), streams));
  }
}
