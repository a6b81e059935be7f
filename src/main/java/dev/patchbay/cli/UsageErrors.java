package dev.patchbay.cli;

import dev.patchbay.config.NearestName;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports arguments that are wrong, with the name that is near a misspelled one. */
final class UsageErrors {

  /** An argument that differs in more characters is not taken for a misspelling. */
  private static final int DISTANCE_MAX = 3;

  private UsageErrors() {}

  /** Returns the exit status. */
  static int report(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String reason =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched().get(0), command)
            : e.getMessage();
    command.getErr().println(reason);
    command.getErr().println("See '" + name + " --help'.");
    return ExitStatus.USAGE;
  }

  private static String unmatched(String argument, CommandLine command) {
    Set<String> known =
        argument.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    String kind =
        known.isEmpty() ? "an argument" : argument.startsWith("-") ? "an option" : "a command";
    return "'%s' is not %s of %s%s"
        .formatted(
            argument,
            kind,
            command.getCommandSpec().qualifiedName(),
            NearestName.of(argument, known, DISTANCE_MAX)
                .map(near -> ": is " + near + " meant?")
                .orElse(""));
  }
}
