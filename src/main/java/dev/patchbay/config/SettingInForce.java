package dev.patchbay.config;

import java.util.List;
import java.util.Map;

/**
 * The value that a setting has now.
 *
 * @param value in the form of the variable; a placeholder for a secret that is set
 * @param isSet false for the default
 */
public record SettingInForce(String name, String value, boolean isSet) {

  /**
   * Returns all settings, in the order operators read them.
   *
   * @throws ConfigException when the file of a secret cannot be read
   */
  public static List<SettingInForce> all(Map<String, String> given) {
    Map<String, String> environment = SecretFiles.readInto(given, Settings.SECRETS);
    return Settings.ALL.stream().map(setting -> of(setting, environment)).toList();
  }

  private static SettingInForce of(Setting<?> setting, Map<String, String> environment) {
    return new SettingInForce(
        setting.name(), setting.shownText(environment), setting.isSet(environment));
  }
}
