package dev.patchbay.cli;

import dev.patchbay.provider.ContractProvider;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Serves in contract mode until SIGTERM. */
final class ProviderCommand {

  private final Map<String, String> environment;
  private final Streams streams;

  ProviderCommand(Map<String, String> environment, Streams streams) {
    this.environment = environment;
    this.streams = streams;
  }

  int run(ContractProvider.Options options, ProcessLog log) throws Exception {
    ContractProvider provider = ContractProvider.start(options, environment);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(provider), "shutdown"));
    streams.messages().println(provider.announcement());
    log.started();
    new CountDownLatch(1).await();
    return ExitStatus.DONE;
  }

  /** An orderly end on a signal is a success. */
  private static void end(ContractProvider provider) {
    provider.close();
    Runtime.getRuntime().halt(ExitStatus.DONE);
  }
}
