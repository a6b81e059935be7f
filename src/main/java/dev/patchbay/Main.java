package dev.patchbay;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ServiceConfig;

/** Starts the service as the environment says, and ends it on SIGTERM. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    try {
      PatchbayServer server = PatchbayServer.start(ServiceConfig.from(System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown"));
      System.out.println(server.announcement());
    } catch (ConfigException refused) {
      fail(String.valueOf(refused.getMessage()));
    } catch (Exception failure) {
      fail("Patchbay did not start: " + failure.getMessage());
    }
  }

  /** An orderly end on a signal is a success; a JVM left to itself would exit with 143. */
  private static void end(PatchbayServer server) {
    int status = 0;
    try {
      server.close();
    } catch (RuntimeException failure) {
      System.err.println("Patchbay did not end well: " + failure.getMessage());
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  private static void fail(String message) {
    System.err.println(message);
    Runtime.getRuntime().halt(1);
  }
}
