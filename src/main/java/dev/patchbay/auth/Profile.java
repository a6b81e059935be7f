package dev.patchbay.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** One section of a file in the INI format of AWS: its known properties and their lines. */
final class Profile {
  private final String name;
  private final int line;
  private final Map<String, Property> properties = new HashMap<>();

  Profile(String name, int line) {
    this.name = name;
    this.line = line;
  }

  String name() {
    return name;
  }

  /**
   * Adds a property. Unknown properties belong to other tools and are ignored.
   *
   * @param known the properties that are read
   * @param ownPrefix the beginning of names that no other tool uses: a misspelt property must not
   *     be taken for a missing one
   */
  void put(String property, String value, int propertyLine, Set<String> known, String ownPrefix)
      throws CredentialsFileException {
    if (known.contains(property)) {
      if (properties.put(property, new Property(value, propertyLine)) != null) {
        throw broken(propertyLine, property + " stands twice");
      }
    } else if (property.startsWith(ownPrefix)) {
      throw broken(
          propertyLine, ("no " + ownPrefix + " property has this name").replace("  ", " "));
    }
  }

  @Nullable String find(String property) {
    Property found = properties.get(property);
    return found == null ? null : found.value();
  }

  /** Returns the value of a property that must be there, in printable ASCII without blanks. */
  String require(String property, int lengthMax, IntPredicate allowed)
      throws CredentialsFileException {
    String value = find(property);
    if (value == null || value.isEmpty()) {
      throw broken(property, "is missing");
    }
    if (value.length() > lengthMax) {
      throw broken(property, "is longer than " + lengthMax + " characters");
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f && allowed.test(c))) {
      throw broken(property, "holds a character that it may not");
    }
    return value;
  }

  /** Returns the error of a property, or of the profile where the property is missing. */
  CredentialsFileException broken(String property, String reason) {
    Property found = properties.get(property);
    return broken(found == null ? line : found.line(), property + " " + reason);
  }

  private CredentialsFileException broken(int atLine, String reason) {
    return new CredentialsFileException("profile \"" + name + "\", line " + atLine + ": " + reason);
  }

  private record Property(String value, int line) {
    @Override
    public String toString() {
      return "Property[line " + line + "]";
    }
  }
}
