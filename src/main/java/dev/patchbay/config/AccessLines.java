package dev.patchbay.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests that the access log has a line for.
 *
 * @param errors whether requests that ended in an error are logged
 * @param oneSuccessIn one of so many successful requests is logged; 0 for none
 */
public record AccessLines(boolean errors, int oneSuccessIn) {

  static final String FORM = "all, errors, off, or 1/2 to 1/1000000";

  private static final Pattern SAMPLE = Pattern.compile("1/([1-9][0-9]{0,5}|1000000)");

  static AccessLines parse(String text) {
    return switch (text) {
      case "all" -> new AccessLines(true, 1);
      case "errors" -> new AccessLines(true, 0);
      case "off" -> new AccessLines(false, 0);
      default -> {
        Matcher sample = SAMPLE.matcher(text);
        Setting.require(sample.matches() && !sample.group(1).equals("1"));
        yield new AccessLines(true, Integer.parseInt(sample.group(1)));
      }
    };
  }
}
