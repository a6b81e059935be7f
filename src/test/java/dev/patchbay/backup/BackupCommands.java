package dev.patchbay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.cli.ExportCommand;
import dev.patchbay.cli.ImportCommand;
import dev.patchbay.cli.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;

/** The commands of backups on the Redis of some settings, which must succeed. */
public final class BackupCommands {

  private BackupCommands() {}

  /** The work of a command. */
  private interface Command {
    int run(Streams streams) throws Exception;
  }

  /** Exports the accounts of the settings, and returns the file. */
  public static String export(Map<String, String> settings) throws Exception {
    return run("", streams -> new ExportCommand(settings, streams).run(Set.of(), null));
  }

  /** Imports a file. */
  public static void importFile(Map<String, String> settings, String file) throws Exception {
    assertThat(
            run(file, streams -> new ImportCommand(settings, streams).run(Set.of(), false, null)))
        .isEmpty();
  }

  private static String run(String input, Command command) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(UTF_8)), output, new PrintStream(messages));
    assertThat(command.run(streams)).as(messages.toString(UTF_8)).isZero();
    return output.toString(UTF_8);
  }
}
