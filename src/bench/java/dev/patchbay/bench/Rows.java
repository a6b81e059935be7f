package dev.patchbay.bench;

import static dev.patchbay.bench.Target.FLOOR_ECHO;
import static dev.patchbay.bench.Target.FLOOR_GET_POOLED;
import static dev.patchbay.bench.Target.FLOOR_GET_SHARED;
import static dev.patchbay.bench.Target.FLOOR_JSON;
import static dev.patchbay.bench.Target.FLOOR_PATCH;
import static dev.patchbay.bench.Target.FLOOR_PATCH_MERGING;
import static dev.patchbay.bench.Target.FLOOR_PATCH_UNTHROTTLED;
import static dev.patchbay.bench.Target.FLOOR_RELAY;
import static dev.patchbay.bench.Target.FLOOR_RENDERING;
import static dev.patchbay.bench.Target.FLOOR_RENDERING_RELAY;
import static dev.patchbay.bench.Target.REDIS;
import static dev.patchbay.bench.Target.SERVICE;
import static dev.patchbay.bench.Target.SERVICE_OTHER;
import static dev.patchbay.bench.Target.SERVICE_SIGNED;

import dev.patchbay.bench.load.Load;
import dev.patchbay.embedded.AppendFsync;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The measured rows. */
final class Rows {

  /** The connection mode in which the service reads; its bare GET is the one to compare with. */
  static final String GET_FLOOR = "b-get-pooled";

  static final String EVALUATE = "evaluate";

  private static final double FIXED_RATE = 1_500;

  private static final List<Row> ALL =
      List.of(
          row("patch-1", "PATCH", SERVICE, Load.PATCH, "spread", 1, ""),
          row("patch-8", "PATCH", SERVICE, Load.PATCH, "spread", 8, "b-8"),
          row("patch-64", "PATCH", SERVICE, Load.PATCH, "spread", 64, "b-64"),
          row("patch-256", "PATCH", SERVICE, Load.PATCH, "spread", 256, "b-256"),
          row(
              "patch-other",
              "PATCH, `java -jar` without a flag",
              SERVICE_OTHER,
              Load.PATCH,
              "spread",
              64,
              "b-64"),
          row("patch-signed", "PATCH, SigV4", SERVICE_SIGNED, Load.PATCH, "spread", 64, "b-64"),
          row("patch-hot", "PATCH of one resource", SERVICE, Load.PATCH, "hot", 64, "b-64"),
          row(
              "patch-siblings",
              "PATCH among 100,000 siblings",
              SERVICE,
              Load.PATCH,
              "siblings",
              64,
              "b-64"),
          row(
              "patch-16k",
              "PATCH, template of 16 KiB",
              SERVICE,
              Load.PATCH_TEMPLATE,
              "large",
              64,
              "b-16k"),
          row(
              "patch-no-op",
              "PATCH without effect",
              SERVICE,
              Load.PATCH_WITHOUT_EFFECT,
              "still",
              64,
              "b-64"),
          fixed("patch-fixed", "PATCH, 1,500 a second", SERVICE, "b-fixed"),
          always("get-always", "GET, `appendfsync always`", SERVICE, "b-get-always"),
          row("get", "GET", SERVICE, Load.GET, "spread", 64, GET_FLOOR),
          row(
              "page",
              "GetAll, page of 100 out of 100,000",
              SERVICE,
              Load.GET_PAGE,
              "siblings",
              64,
              ""),
          row(
              "create-delete",
              "Create and Delete",
              SERVICE,
              Load.CREATE_AND_DELETE,
              "churn",
              64,
              ""),
          row(
              EVALUATE,
              "evaluation of a template of 1 KiB",
              SERVICE,
              Load.EVALUATE,
              Bed.EVALUATED,
              64,
              ""),
          message("message", "message, MOCK without templates", SERVICE, "messages", "m-a"),
          message(
              "message-response",
              "message, MOCK with a response template",
              SERVICE,
              "messages-response",
              "m-b"),
          message(
              "message-both", "message, MOCK with both templates", SERVICE, "messages-both", "m-b"),
          message("message-proxy", "message, HTTP_PROXY", SERVICE, "messages-proxy-http", "m-c"),
          message(
              "message-http", "message, HTTP with both templates", SERVICE, "messages-http", "m-d"),
          message("m-a", "(a) of messages: bare echo", FLOOR_ECHO, "messages", ""),
          message(
              "m-b",
              "(b) of messages: Jackson and a cached Velocity template",
              FLOOR_RENDERING,
              "messages",
              ""),
          message("m-c", "(c) of messages: bare relay to the backend", FLOOR_RELAY, "messages", ""),
          message(
              "m-d",
              "(d) of messages: (b) before and after the backend",
              FLOOR_RENDERING_RELAY,
              "messages",
              ""),
          row("a", "(a) Vert.x Web answers JSON", FLOOR_JSON, Load.PATCH, "spread", 64, ""),
          row(
              "b-8",
              "(b) bare WATCH, GET, MULTI, SET, EXEC and a throttle's script for each request",
              FLOOR_PATCH,
              Load.PATCH,
              "spread",
              8,
              ""),
          row("b-64", "(b)", FLOOR_PATCH, Load.PATCH, "spread", 64, ""),
          row("b-256", "(b)", FLOOR_PATCH, Load.PATCH, "spread", 256, ""),
          row(
              "b2-8",
              "(b2) (b) without the script",
              FLOOR_PATCH_UNTHROTTLED,
              Load.PATCH,
              "spread",
              8,
              ""),
          row("b2-64", "(b2)", FLOOR_PATCH_UNTHROTTLED, Load.PATCH, "spread", 64, ""),
          row("b2-256", "(b2)", FLOOR_PATCH_UNTHROTTLED, Load.PATCH, "spread", 256, ""),
          row(
              "b-16k",
              "(b), template of 16 KiB",
              FLOOR_PATCH,
              Load.PATCH_TEMPLATE,
              "large",
              64,
              ""),
          row(
              "b-merging",
              "(b) that parses, merges and writes JSON",
              FLOOR_PATCH_MERGING,
              Load.PATCH,
              "spread",
              64,
              ""),
          fixed("b-fixed", "(b), 1,500 a second", FLOOR_PATCH, ""),
          fixed("b2-fixed", "(b2), 1,500 a second", FLOOR_PATCH_UNTHROTTLED, ""),
          always("b-get-always", "bare GET, `appendfsync always`", FLOOR_GET_POOLED, ""),
          row(
              "b-get-pooled",
              "bare GET, pooled connection",
              FLOOR_GET_POOLED,
              Load.GET,
              "spread",
              64,
              ""),
          row(
              "b-get-shared",
              "bare GET, one shared connection",
              FLOOR_GET_SHARED,
              Load.GET,
              "spread",
              64,
              ""),
          row(
              "c",
              "(c) the same commands in one pipeline, no service",
              REDIS,
              Load.REDIS_PIPELINE,
              "",
              64,
              ""));

  private Rows() {}

  private static final String OTHER = "-other";

  /**
   * The rows of a run, with the floors that they need. A name with {@code -other} behind it is the
   * same row on the other jar, flags and settings.
   */
  static List<Row> of(BenchOptions options) {
    if (options.only().isEmpty()) {
      return ALL;
    }
    List<Row> wanted = new ArrayList<>();
    Set<String> floors = new LinkedHashSet<>();
    for (Row row : ALL) {
      boolean asked = options.only().contains(row.name());
      boolean askedOfOther = row.target() == SERVICE && options.only().contains(row.name() + OTHER);
      if (asked || askedOfOther) {
        floors.add(row.floor());
      }
      if (asked || floors.contains(row.name())) {
        wanted.add(row);
      }
      if (askedOfOther) {
        wanted.add(ofOther(row));
      }
    }
    return wanted;
  }

  private static Row ofOther(Row row) {
    return new Row(
        row.name() + OTHER,
        row.what() + ", the other",
        SERVICE_OTHER,
        row.load(),
        row.set(),
        row.connections(),
        row.perSecond(),
        row.fsync(),
        row.floor());
  }

  private static Row row(
      String name,
      String what,
      Target target,
      Load load,
      String set,
      int connections,
      String floor) {
    return new Row(name, what, target, load, set, connections, 0, AppendFsync.EVERYSEC, floor);
  }

  private static Row message(String name, String what, Target target, String set, String floor) {
    return row(name, what, target, Load.MESSAGE, set, 64, floor);
  }

  /** The cost of one caller that leaves the processor idle most of the time. */
  private static Row fixed(String name, String what, Target target, String floor) {
    return new Row(
        name, what, target, Load.PATCH, "spread", 1, FIXED_RATE, AppendFsync.EVERYSEC, floor);
  }

  /** Reads on a Redis that waits for the disk after each write. */
  private static Row always(String name, String what, Target target, String floor) {
    return new Row(name, what, target, Load.GET, "spread", 8, 0, AppendFsync.ALWAYS, floor);
  }
}
