package dev.patchbay.cli;

import dev.patchbay.cli.Command.UsageException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of export and import.
 *
 * @param accountIds the accounts asked for; none for those of the configuration
 * @param skipExisting whether an import passes over APIs that are there already
 */
record BackupOptions(Set<String> accountIds, boolean skipExisting) {

  /**
   * Reads options.
   *
   * @throws UsageException naming the first that is not understood
   */
  static BackupOptions parse(List<String> options, boolean isImport) {
    Set<String> accountIds = new TreeSet<>();
    boolean skipExisting = false;
    for (Iterator<String> rest = options.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      if (option.equals("--account") && rest.hasNext()) {
        accountIds.add(accountId(rest.next()));
      } else if (option.equals("--skip-existing") && isImport) {
        skipExisting = true;
      } else {
        throw new UsageException("not understood: " + option);
      }
    }
    return new BackupOptions(accountIds, skipExisting);
  }

  private static String accountId(String text) {
    if (!text.matches("[0-9]{12}")) {
      throw new UsageException("an account has 12 digits: " + text);
    }
    return text;
  }
}
