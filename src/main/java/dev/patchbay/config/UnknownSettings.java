package dev.patchbay.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Environment variables that begin like settings of the service and are none. The start logs a
 * warning for each and goes on, because orchestrators add variables of their own.
 */
public final class UnknownSettings {

  private static final String PREFIX = "PATCHBAY_";

  /** A name that differs in more characters is not taken for a misspelling. */
  private static final int DISTANCE_MAX = 5;

  /**
   * The variables that Kubernetes, and Docker with its links, set for a Service whose name begins
   * with "patchbay": {@code PATCHBAY_SERVICE_HOST}, {@code PATCHBAY_WEB_SERVICE_PORT_HTTP} and so
   * on.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "PATCHBAY_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  /** {@code PATCHBAY_PORT=tcp://10.0.0.1:8080}: its value distinguishes it from a misspelling. */
  private static final Pattern SERVICE_PORT = Pattern.compile("PATCHBAY_(\\w+_)?PORT");

  private static final Pattern SERVICE_PORT_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

  private UnknownSettings() {}

  /** Returns one sentence for each, in the order of names, without values. */
  public static List<String> describe(Map<String, String> environment) {
    List<String> known = Settings.ALL.stream().map(Setting::name).toList();
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().toUpperCase(Locale.ROOT).startsWith(PREFIX))
        .filter(variable -> !known.contains(variable.getKey()))
        .filter(variable -> !isServiceLink(variable.getKey(), variable.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .map(name -> describe(name, known))
        .toList();
  }

  private static boolean isServiceLink(String name, String value) {
    return SERVICE_LINK.matcher(name).matches()
        || (SERVICE_PORT.matcher(name).matches() && SERVICE_PORT_VALUE.matcher(value).matches());
  }

  private static String describe(String name, List<String> known) {
    return nearest(name.toUpperCase(Locale.ROOT), known)
        .map(near -> "%s is not a setting and is ignored: is %s meant?".formatted(name, near))
        .orElse(
            name
                + " is not a setting and is ignored: the guide to configuration lists the"
                + " settings");
  }

  private static Optional<String> nearest(String name, List<String> known) {
    // PATCHBAY_PORT for PATCHBAY_HTTP_PORT: only a word in the middle is missing.
    return known.stream()
        .filter(setting -> name.startsWith(PREFIX))
        .filter(setting -> setting.endsWith(name.substring(PREFIX.length() - 1)))
        .findFirst()
        .or(() -> NearestName.of(name, known, DISTANCE_MAX));
  }
}
