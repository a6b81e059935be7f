package dev.patchbay.model;

/**
 * How many resources of a type one collection takes.
 *
 * @param setting the environment variable that says it, empty for none
 * @param count how many where no setting says it
 */
public record Quota(String setting, int count) {

  /** As many as an environment variable of the service says. */
  public static Quota ofSetting(String setting) {
    return new Quota(setting, 0);
  }

  /** As many as AWS allows, whatever the settings. */
  public static Quota of(int count) {
    return new Quota("", count);
  }
}
