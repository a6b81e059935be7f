package dev.patchbay.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Runs the JMH benchmarks. They are compiled once more for it, because the code that JMH generates
 * would not pass the checks of the build.
 */
final class JmhRun {

  private static final String BENCHMARK_FILES = "Benchmarks.java";

  private JmhRun() {}

  /** The results of each benchmark: microseconds and allocated bytes for one operation. */
  static JsonArray run() throws IOException, InterruptedException {
    Path classes = Files.createDirectories(Child.DIRECTORY.resolve("jmh"));
    compile(classes);
    Path report = Child.DIRECTORY.resolve("jmh.json");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes + ":" + System.getProperty("java.class.path"),
            "org.openjdk.jmh.Main",
            "-prof",
            "gc",
            "-rf",
            "json",
            "-rff",
            report.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Child.DIRECTORY.resolve("logs").resolve("jmh.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("JMH failed, see " + Child.DIRECTORY.resolve("logs/jmh.log"));
    }
    JsonArray results = new JsonArray();
    for (Object each : new JsonArray(Files.readString(report))) {
      JsonObject result = (JsonObject) each;
      String name = result.getString("benchmark");
      results.add(
          new JsonObject()
              .put("name", name.substring(name.lastIndexOf('.') + 1))
              .put("micros", score(result.getJsonObject("primaryMetric")))
              .put(
                  "bytes",
                  score(
                      result
                          .getJsonObject("secondaryMetrics")
                          .getJsonObject("gc.alloc.rate.norm"))));
    }
    return results;
  }

  private static double score(JsonObject metric) {
    return metric.getDouble("score");
  }

  private static void compile(Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-d",
                classes.toString(),
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "-processorpath",
                System.getProperty("java.class.path"),
                "-processor",
                "org.openjdk.jmh.generators.BenchmarkProcessor"));
    try (Stream<Path> sources = Files.walk(Path.of("src", "bench", "java"))) {
      sources
          .filter(source -> source.toString().endsWith(BENCHMARK_FILES))
          .forEach(source -> arguments.add(source.toString()));
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    if (status != 0) {
      throw new IOException("not compiled: " + Arrays.toString(arguments.toArray()));
    }
  }
}
