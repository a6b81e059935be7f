package dev.patchbay.backup;

/** Numbers of things, as reports spell them. */
final class Count {

  private Count() {}

  static String apis(long number) {
    return of(number, "API");
  }

  static String resources(long number) {
    return of(number, "resource");
  }

  private static String of(long number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + "s";
  }
}
