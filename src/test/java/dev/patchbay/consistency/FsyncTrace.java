package dev.patchbay.consistency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The writes of redis-server to its append-only file and its fsync calls, as strace saw its system
 * calls. Times are microseconds of the wall clock.
 */
final class FsyncTrace {

  /** {@code pid seconds.micros write(7</path>, ""..., 90) = 90 <0.000021>}, or in two lines. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?<pid>\\d+) +(?<seconds>\\d+)\\.(?<micros>\\d{6}) "
              + "(?:(?<call>\\w+)\\(\\d+<(?<file>[^>]*)>|<\\.\\.\\. (?<resumed>\\w+) resumed>).*?"
              + "(?:(?<unfinished><unfinished \\.\\.\\.>)|= (?<result>-?\\d+).*"
              + "<(?<took>\\d+\\.\\d{6})>)");

  private record Moment(long micros, long bytes) {}

  private final List<Moment> written = new ArrayList<>();
  private final List<Moment> forced = new ArrayList<>();
  private final Map<String, Long> forcing = new HashMap<>();
  private final Map<String, String> calls = new HashMap<>();
  private long bytes;

  private FsyncTrace() {}

  /** The command in front of redis-server that traces it and its threads. */
  static String[] launcher(Path trace) {
    return new String[] {
      "strace",
      "-f",
      "--seccomp-bpf",
      "-y",
      "-ttt",
      "-T",
      "-s",
      "0",
      "-e",
      "trace=write,pwrite64,writev,fsync,fdatasync",
      "-o",
      trace.toString()
    };
  }

  /** Whether this machine has strace, and lets it trace. */
  static boolean isPossible(Path directory) {
    try {
      List<String> command =
          new ArrayList<>(List.of(launcher(directory.resolve("possible.trace"))));
      command.add("true");
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static FsyncTrace read(Path trace, Path file) throws IOException {
    FsyncTrace read = new FsyncTrace();
    for (String line : Files.readAllLines(trace)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        read.add(parts, file.toString());
      }
    }
    return read;
  }

  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private void add(Matcher line, String tracedFile) {
    String pid = line.group("pid");
    String call = line.group("call");
    long micros = Long.parseLong(line.group("seconds") + line.group("micros"));
    if (call != null) {
      if (!tracedFile.equals(line.group("file"))) {
        return;
      }
      calls.put(pid, call);
      forcing.put(pid, bytes); // A write while the disk is busy may miss this fsync.
    }
    if (line.group("unfinished") != null) {
      return;
    }
    String ended = calls.remove(pid);
    if (ended == null) {
      return; // Of another file.
    }
    long result = Long.parseLong(line.group("result"));
    long endMicros =
        call == null ? micros : micros + Math.round(Double.parseDouble(line.group("took")) * 1e6);
    if (!ended.endsWith("sync")) {
      bytes += Math.max(0, result);
      written.add(new Moment(endMicros, bytes));
    } else if (result == 0) {
      forced.add(new Moment(endMicros, forcing.getOrDefault(pid, 0L)));
    }
  }

  /** All that was ever written. */
  long bytesWritten() {
    return bytes;
  }

  /** How much of the file had been written at the moment, be it forced or not. */
  long bytesWrittenAt(long micros) {
    return latest(written, micros);
  }

  /** How much of the file the disk holds if power fails at the moment, for any disk. */
  long bytesForcedAt(long micros) {
    return latest(forced, micros);
  }

  private static long latest(List<Moment> moments, long micros) {
    return moments.stream()
        .filter(moment -> moment.micros() <= micros)
        .mapToLong(Moment::bytes)
        .max()
        .orElse(0);
  }
}
