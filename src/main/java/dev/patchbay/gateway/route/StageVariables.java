package dev.patchbay.gateway.route;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a stage in the addresses of an API. */
public final class StageVariables {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{stageVariables\\.([A-Za-z0-9_]+)}");

  private StageVariables() {}

  /** Fills in the variables of an address; an unknown one is empty, as at AWS. */
  public static String expand(String address, Map<String, String> variables) {
    return PLACEHOLDER
        .matcher(address)
        .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), "")));
  }
}
