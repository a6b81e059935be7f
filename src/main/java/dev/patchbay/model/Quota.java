package dev.patchbay.model;

/**
 * How many resources of a type one collection takes.
 *
 * @param setting the environment variable that says it, empty for none
 * @param count how many where no setting says it
 */
public record Quota(String setting, int count) {

  /** The value of an environment variable of the service. */
  public static Quota ofSetting(String setting) {
    return new Quota(setting, 0);
  }

  /** The quota of AWS, which no setting changes. */
  public static Quota of(int count) {
    return new Quota("", count);
  }
}
