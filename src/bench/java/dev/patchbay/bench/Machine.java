package dev.patchbay.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The machine of the figures. */
final class Machine {

  private Machine() {}

  static JsonObject describe() throws IOException {
    return new JsonObject()
        .put("date", LocalDate.now(ZoneOffset.UTC).toString())
        .put("processors", Runtime.getRuntime().availableProcessors())
        .put("processor", field("/proc/cpuinfo", "model name"))
        .put("memory", field("/proc/meminfo", "MemTotal"))
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  private static String field(String file, String name) throws IOException {
    Path path = Path.of(file);
    return Files.exists(path)
        ? Files.readAllLines(path).stream()
            .filter(line -> line.startsWith(name))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown")
        : "unknown";
  }
}
