package dev.patchbay.backup;

import dev.patchbay.model.ResourceType;

/** Formats numbers with their nouns, for reports. */
final class Count {

  private Count() {}

  static String of(long number, ResourceType type) {
    return of(number, type.spokenName());
  }

  static String resources(long number) {
    return of(number, "resource");
  }

  private static String of(long number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + "s";
  }
}
