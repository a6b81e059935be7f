package dev.patchbay.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Data of layout 1, as the last release that had it wrote it.
 *
 * <p>The jar of commit 9226e29 was started with an empty {@code PATCHBAY_DATA_DIR}; three WebSocket
 * APIs and two HTTP APIs were created with integrations, routes and responses, some were changed
 * and one API was deleted, over HTTP. {@code commands.resp} is the file {@code
 * appendonlydir/appendonly.aof.1.incr.aof} of its embedded Redis after that, and {@code
 * export.jsonl} is what {@code java -jar patchbay.jar export} of that jar wrote.
 */
public final class Layout1 {

  private static final String POSITION = "\"position\":[0-9]+,";

  private Layout1() {}

  /** The commands that make the data, in order. */
  public static List<String[]> commands() throws IOException {
    byte[] bytes = resource("commands.resp");
    List<String[]> commands = new ArrayList<>();
    int[] next = {0};
    while (next[0] < bytes.length) {
      String[] command = new String[length(bytes, next)];
      for (int i = 0; i < command.length; i++) {
        int length = length(bytes, next);
        command[i] = new String(bytes, next[0], length, UTF_8);
        next[0] += length + 2;
      }
      commands.add(command);
    }
    return commands;
  }

  /** Of a line such as {@code *3} or {@code $12}, which is passed over. */
  private static int length(byte[] bytes, int[] next) {
    int begin = next[0] + 1;
    int end = begin;
    while (bytes[end] != '\r') {
      end++;
    }
    next[0] = end + 2;
    return Integer.parseInt(new String(bytes, begin, end - begin, UTF_8));
  }

  /** The export of that data, in version 1. */
  public static String export() throws IOException {
    return new String(resource("export.jsonl"), UTF_8);
  }

  /** The same without positions, and each collection in the order of its identifiers. */
  public static String asVersion2(String version1) {
    StringBuilder text = new StringBuilder("{\"format\":\"patchbay-export\",\"version\":2}\n");
    Map<String, List<String>> apis = new TreeMap<>();
    List<String> api = new ArrayList<>();
    String last = "";
    for (String line : version1.lines().skip(1).toList()) {
      if (line.startsWith("{\"end\":\"export\"")) {
        last =
            line.replace(
                ",\"resources\"",
                ",\"domainnames\":0,\"vpclinks\":0,\"account\":0,\"portals\":0,\"portalproducts\":0,\"resources\"");
      } else {
        api.add(line.replaceFirst(POSITION, ""));
      }
      if (line.startsWith("{\"end\":\"Api\"")) {
        apis.put(pathOf(api.get(0)), api);
        api = new ArrayList<>();
      }
    }
    for (List<String> lines : apis.values()) {
      String end = lines.remove(lines.size() - 1);
      lines.sort(Comparator.comparing(line -> branchOf(line) + pathOf(line)));
      lines.add(end);
      lines.forEach(line -> text.append(line).append('\n'));
    }
    return text.append(last).append('\n').toString();
  }

  /** Of the tree below an API, which comes first. */
  private static int branchOf(String line) {
    return line.contains("\"type\":\"Route") ? 2 : line.contains("\"type\":\"Integration") ? 1 : 0;
  }

  private static String pathOf(String line) {
    return line.replaceFirst(".*\"path\":\\[([^]]*)].*", "$1").replaceAll("[\",]+", "/");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file = Layout1.class.getResourceAsStream("/layout-1/" + name)) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }
}
