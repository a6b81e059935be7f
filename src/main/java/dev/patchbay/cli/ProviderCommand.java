package dev.patchbay.cli;

import dev.patchbay.cli.Command.UsageException;
import dev.patchbay.provider.ContractProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Contract mode, from its options until SIGTERM. */
public final class ProviderCommand {

  private static final int PORT_MAX = 65_535;

  private ProviderCommand() {}

  public static int run(
      List<String> options, Map<String, String> environment, Command.Streams streams)
      throws Exception {
    ContractProvider provider = ContractProvider.start(parse(options), environment);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  provider.close();
                  // An orderly end on a signal is a success.
                  Runtime.getRuntime().halt(0);
                },
                "shutdown"));
    streams.messages().println(provider.announcement());
    new CountDownLatch(1).await();
    return 0;
  }

  /**
   * Reads the options.
   *
   * @throws UsageException naming the first that is not understood
   */
  static ContractProvider.Options parse(List<String> options) {
    // Beside the ports of a service that runs with its defaults.
    int port = 8090;
    String statesHost = "127.0.0.1";
    int statesPort = 8091;
    for (Iterator<String> rest = options.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new UsageException("not understood: " + option);
      }
      String value = rest.next();
      switch (option) {
        case "--port" -> port = port(value);
        case "--states-port" -> statesPort = port(value);
        case "--states-host" -> statesHost = value;
        default -> throw new UsageException("not understood: " + option);
      }
    }
    return new ContractProvider.Options(port, statesHost, statesPort);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= PORT_MAX) {
        return port;
      }
    } catch (NumberFormatException none) {
      // Answered below, as a number out of range is.
    }
    throw new UsageException("not a port: " + text);
  }
}
