package dev.patchbay.bench.load;

import dev.patchbay.bench.floor.ThrottleCommand;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The process of the load generator: an order a line on its input, an answer a line on output. */
public final class GeneratorMain {

  private static final int UPGRADES_MAX = 20;

  private final Map<String, List<String>> sets = new HashMap<>();
  private final Scripts scripts = new Scripts(ThrottleCommand.words("000000000000"));

  private GeneratorMain() {}

  public static void main(String[] arguments) throws IOException {
    GeneratorMain generator = new GeneratorMain();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println(generator.answer(new JsonObject(order)).encode());
    }
  }

  private JsonObject answer(JsonObject order) {
    try {
      return switch (order.getString("do")) {
        case "responses" -> responses(order);
        case "evaluated" -> evaluated(order);
        case "messages" -> messages(order);
        case "part" -> part(order);
        case "apis" -> apis(order);
        case "load" -> load(order);
        default -> throw new IllegalArgumentException("not understood");
      };
    } catch (IOException | RuntimeException failure) {
      return new JsonObject().put("error", order.encode() + ": " + failure);
    }
  }

  private JsonObject responses(JsonObject order) throws IOException {
    List<String> paths =
        new Seeder(order.getInteger("port"))
            .responses(
                order.getInteger("integrations"),
                order.getInteger("responses"),
                order.getBoolean("large"));
    sets.put(order.getString("set"), paths);
    return new JsonObject();
  }

  private JsonObject evaluated(JsonObject order) throws IOException {
    sets.put(
        order.getString("set"),
        new Seeder(order.getInteger("port")).evaluated(order.getInteger("integrations")));
    return new JsonObject();
  }

  private JsonObject messages(JsonObject order) throws IOException {
    String set = order.getString("set");
    int backend = order.getInteger("backend");
    sets.put(set, List.of(new Seeder(order.getInteger("port")).messages(set, backend)));
    return new JsonObject();
  }

  /** Another name for some of a set, evenly spread. */
  private JsonObject part(JsonObject order) {
    List<String> whole = paths(order.getString("of"));
    int count = Math.min(order.getInteger("count"), whole.size());
    sets.put(
        order.getString("set"),
        IntStream.range(0, count)
            .mapToObj(i -> whole.get((int) ((long) i * whole.size() / count)))
            .toList());
    return new JsonObject();
  }

  private JsonObject apis(JsonObject order) throws IOException {
    new Seeder(order.getInteger("port")).apis(order.getInteger("count"));
    return new JsonObject();
  }

  private JsonObject load(JsonObject order) throws IOException {
    Load load = Load.valueOf(order.getString("load"));
    List<Integer> ports = order.getJsonArray("ports").stream().map(Integer.class::cast).toList();
    int connections = order.getInteger("connections");
    double seconds = order.getDouble("seconds");
    double perSecond = order.getDouble("perSecond");
    Script script =
        scripts.script(
            new Scripts.Key(
                load,
                load == Load.REDIS_PIPELINE ? List.of() : paths(order.getString("set")),
                order.getBoolean("signed"),
                ports.get(0)),
            connections);
    try (LoadLoop loop = loop(order, load, ports, script)) {
      return (perSecond > 0 ? loop.open(seconds, perSecond) : loop.closed(seconds)).toJson();
    }
  }

  /** Repeats handshakes while a machine without time does not read a stage. */
  private LoadLoop loop(JsonObject order, Load load, List<Integer> ports, Script script)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      LoadLoop loop = new LoadLoop(ports, order.getInteger("connections"), protocol(load), script);
      if (load != Load.MESSAGE
          || loop.upgrade(Messages.handshake(paths(order.getString("set")).get(0)))) {
        return loop;
      }
      loop.close();
      if (attempt == UPGRADES_MAX) {
        throw new IOException("no stage can be read");
      }
    }
  }

  private static Protocol protocol(Load load) {
    return switch (load) {
      case REDIS_PIPELINE -> Protocol.REDIS;
      case MESSAGE -> Protocol.WEB_SOCKET;
      default -> Protocol.HTTP;
    };
  }

  private List<String> paths(String set) {
    List<String> paths = sets.get(set);
    if (paths == null) {
      throw new IllegalArgumentException("no set " + set);
    }
    return paths;
  }
}
