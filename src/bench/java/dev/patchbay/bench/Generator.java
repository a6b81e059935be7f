package dev.patchbay.bench;

import dev.patchbay.bench.load.GeneratorMain;
import dev.patchbay.bench.load.Load;
import dev.patchbay.bench.load.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process of the load generator, as the benchmark sees it. Blocks until an order is done. */
final class Generator implements AutoCloseable {

  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  private Generator(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  static Generator start() throws IOException {
    Path log = Files.createDirectories(Child.DIRECTORY.resolve("logs")).resolve("generator.log");
    return new Generator(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // One thread that hardly allocates: no threads for a collector beside it.
                "-XX:+UseSerialGC",
                "-Xms768m",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                GeneratorMain.class.getName())
            .redirectError(log.toFile())
            .start());
  }

  /** Creates an API whose responses are a set from then on. */
  void seed(int port, String set, int integrations, int responses, boolean large)
      throws IOException {
    ask(
        order("responses")
            .put("port", port)
            .put("set", set)
            .put("integrations", integrations)
            .put("responses", responses)
            .put("large", large));
  }

  /** Creates an API whose responses are a set for evaluations from then on. */
  void seedEvaluated(int port, String set, int integrations) throws IOException {
    ask(order("evaluated").put("port", port).put("set", set).put("integrations", integrations));
  }

  /** Creates an API that answers messages, and a set of it. */
  void seedMessages(int port, String set, int backend) throws IOException {
    ask(order("messages").put("port", port).put("set", set).put("backend", backend));
  }

  /** Makes some of a set a set, too. */
  void part(String set, String of, int count) throws IOException {
    ask(order("part").put("set", set).put("of", of).put("count", count));
  }

  void seedApis(int port, int count) throws IOException {
    ask(order("apis").put("port", port).put("count", count));
  }

  /**
   * Sends load.
   *
   * @param ports over which the connections are spread
   * @param perSecond the rate of an open loop; 0 for a closed one
   */
  Outcome load(
      Load load,
      String set,
      boolean signed,
      List<Integer> ports,
      int connections,
      double seconds,
      double perSecond)
      throws IOException {
    return Outcome.of(
        ask(
            order("load")
                .put("load", load.name())
                .put("set", set)
                .put("signed", signed)
                .put("ports", new JsonArray(ports))
                .put("connections", connections)
                .put("seconds", seconds)
                .put("perSecond", perSecond)));
  }

  private static JsonObject order(String what) {
    return new JsonObject().put("do", what);
  }

  private JsonObject ask(JsonObject order) throws IOException {
    orders.write(order.encode() + "\n");
    orders.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the load generator ended");
    }
    JsonObject answer = new JsonObject(line);
    if (answer.containsKey("error")) {
      throw new IOException(answer.getString("error"));
    }
    return answer;
  }

  long cpuMicros() {
    return ProcessStats.cpuMicros(process.toHandle());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
