package dev.patchbay.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a run as tables for people. */
final class Report {

  private static final double MILLI = 1_000;

  private final JsonObject json;

  Report(JsonObject json) {
    this.json = json;
  }

  /** Replaces the figures of the guide to performance; the plots stay where this run has none. */
  void writeGuide() throws IOException {
    Path guide = Path.of("src", "site", "markdown", "performance.md");
    String text = put("benchmark", figures(), Files.readString(guide));
    Files.writeString(guide, json.containsKey("growth") ? put("plots", plots(), text) : text);
  }

  private static String put(String name, String part, String text) {
    String begin = "<!-- " + name + " -->";
    int from = text.indexOf(begin) + begin.length();
    return text.substring(0, from) + "\n" + part + text.substring(text.indexOf("<!-- /" + name));
  }

  String markdown() {
    return json.containsKey("growth") ? figures() + "\n" + plots() : figures();
  }

  private String figures() {
    List<String> parts = new ArrayList<>(List.of(machine(), rows()));
    if (json.containsKey("openLoop")) {
      parts.add(openLoop());
    }
    if (json.containsKey("besideEvaluations")) {
      parts.add(besideEvaluations());
    }
    parts.add(footprints());
    if (json.containsKey("jmh")) {
      parts.add(jmh());
    }
    parts.add(bars());
    return String.join("\n", parts);
  }

  private String machine() {
    JsonObject machine = json.getJsonObject("machine");
    return """
    Measured %s on %s processors (%s, %s), %s, %s, with `%s`: service, Redis and load generator
    share them. Medians of %s slices of %s s, all rows in turns in one run; a ratio is the median of the rounds'
    ratios. Only ratios of one run compare.
    """
        .formatted(
            machine.getString("date"),
            machine.getInteger("processors"),
            machine.getString("processor"),
            machine.getString("memory"),
            machine.getString("system"),
            machine.getString("java"),
            json.getString("command"),
            json.getInteger("slices"),
            json.getDouble("seconds"));
  }

  private String rows() {
    Table table =
        new Table(
            "what",
            "connections",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "CPU µs service",
            "CPU µs Redis",
            "Redis reads",
            "to (a)",
            "to its floor");
    for (JsonObject row : objects(json.getJsonArray("rows"))) {
      boolean failed = row.getLong("failed") > 0;
      table.add(
          failed
              ? "FAILED, %d answers, first: %s: %s"
                  .formatted(
                      row.getLong("failed"), row.getString("firstFailure"), row.getString("what"))
              : row.getString("what"),
          row.getInteger("connections").toString(),
          number("%,.0f", row.getDouble("perSecond")),
          number("%.2f", row.getDouble("p50") / MILLI),
          number("%.1f", row.getDouble("p99") / MILLI),
          number("%.1f", row.getDouble("p999") / MILLI),
          number("%.0f", row.getDouble("serviceMicros")),
          number("%.0f", row.getDouble("redisMicros")),
          number("%.2f", row.getDouble("redisReads")),
          number("%.2f", row.getDouble("ofFloorA")),
          number("%.2f", row.getDouble("ofFloor")));
    }
    return table.toString();
  }

  private String openLoop() {
    JsonObject open = json.getJsonObject("openLoop");
    Table table =
        new Table(
            "open loop, at half of the peak",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "slices",
            "failed");
    for (JsonObject row : objects(open.getJsonArray("rows"))) {
      table.add(
          row.getString("what"),
          number("%,.0f", row.getDouble("perSecond")),
          millis(row.getDouble("p50")),
          millis(row.getDouble("p99")),
          millis(row.getDouble("p999")),
          row.getInteger("slices").toString(),
          row.getLong("failed").toString());
    }
    return table
        + "\nLatencies count from the planned time; %d slices were refused because more than 1 %% of the sends were late.\n"
            .formatted(open.getInteger("refused"));
  }

  private String besideEvaluations() {
    Table table =
        new Table(
            "open loop, evaluations beside PATCH",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "late",
            "failed");
    JsonObject beside = json.getJsonObject("besideEvaluations");
    Map.of(
            "alone",
            "PATCH alone",
            "beside",
            "PATCH beside evaluations",
            "evaluations",
            "evaluations")
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each -> {
              JsonObject row = beside.getJsonObject(each.getKey());
              table.add(
                  each.getValue(),
                  number("%,.0f", row.getDouble("perSecond")),
                  millis(row.getDouble("p50")),
                  millis(row.getDouble("p99")),
                  row.getLong("late").toString(),
                  row.getLong("failed").toString());
            });
    return table.toString();
  }

  private String footprints() {
    Table table =
        new Table(
            "",
            "start to first answer, s",
            "resident after the run, MiB",
            "allocated for a PATCH, bytes",
            "for a GET, bytes");
    for (JsonObject row : objects(json.getJsonArray("footprints"))) {
      table.add(
          row.getString("what"),
          number("%.2f", row.getDouble("startSeconds")),
          number("%.0f", row.getDouble("residentMebibytes")),
          number("%,.0f", row.getDouble("patchBytes")),
          number("%,.0f", row.getDouble("getBytes")));
    }
    return table.toString();
  }

  private String jmh() {
    Table table = new Table("pure parts (JMH)", "µs", "bytes allocated");
    for (JsonObject row : objects(json.getJsonArray("jmh"))) {
      table.add(
          row.getString("name"),
          number("%.2f", row.getDouble("micros")),
          number("%,.0f", row.getDouble("bytes")));
    }
    return table.toString();
  }

  private String bars() {
    Table table = new Table("bar", "limit", "measured", "holds");
    for (JsonObject bar : objects(json.getJsonArray("bars"))) {
      table.add(
          bar.getString("what"),
          bar.getString("limit"),
          number("%.2f", bar.getDouble("measured")),
          bar.getBoolean("holds") ? "yes" : "**no**");
    }
    return table.toString();
  }

  private String plots() {
    StringBuilder plots = new StringBuilder();
    JsonObject all = json.getJsonObject("growth").getJsonObject("plots");
    for (String name : all.fieldNames()) {
      plots.append(
          "![%s](../../bench/%s.svg)\n"
              .formatted(all.getJsonObject(name).getString("title"), name));
    }
    JsonObject failures = json.getJsonObject("growth").getJsonObject("failures");
    return failures.isEmpty() ? plots.toString() : plots + "\nFailed: " + failures.encode() + "\n";
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static String millis(@Nullable Double micros) {
    return micros == null ? "refused" : number("%.2f", micros / MILLI);
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }
}
