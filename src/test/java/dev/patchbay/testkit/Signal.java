package dev.patchbay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send. */
public final class Signal {

  private Signal() {}

  /** Sends one, such as {@code -STOP}, and returns when it is delivered. */
  public static void send(Process process, String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
