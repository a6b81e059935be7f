package dev.patchbay.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One section of a credentials file while it is parsed: its properties and their lines. */
final class CredentialsProfile {
  private static final Set<String> KNOWN =
      Set.of(
          "aws_access_key_id",
          "aws_secret_access_key",
          "aws_session_token",
          "patchbay_account_id",
          "patchbay_role",
          "patchbay_throttle_rate",
          "patchbay_throttle_burst");

  /** AWS's key ids have 16 to 128 characters; tests often have shorter ones. */
  private static final int KEY_ID_LENGTH_MAX = 128;

  /** AWS's tokens reach 2 KiB; a longer one would exceed the limit of a header. */
  private static final int SECRET_LENGTH_MAX = 4_096;

  private static final int ACCOUNT_ID_LENGTH = 12;

  /** More than one instance can serve, so a larger number is a mistake. */
  private static final int THROTTLE_MAX = 1_000_000;

  private final String name;
  private final int line;
  private final Map<String, Property> properties = new HashMap<>();

  CredentialsProfile(String name, int line) {
    this.name = name;
    this.line = line;
  }

  String name() {
    return name;
  }

  /** Adds a property. Properties of other tools, such as region, are ignored. */
  void put(String property, String value, int propertyLine) throws CredentialsFileException {
    if (KNOWN.contains(property)) {
      if (properties.put(property, new Property(value, propertyLine)) != null) {
        throw broken(propertyLine, property + " stands twice");
      }
    } else if (property.startsWith("patchbay_")) {
      // A misspelt role must not become the default role.
      throw broken(propertyLine, "no patchbay_ property has this name");
    }
  }

  String accessKeyId() throws CredentialsFileException {
    return require(
        "aws_access_key_id",
        KEY_ID_LENGTH_MAX,
        c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
  }

  String secretAccessKey() throws CredentialsFileException {
    return require("aws_secret_access_key", SECRET_LENGTH_MAX, c -> true);
  }

  @Nullable String sessionToken() throws CredentialsFileException {
    if (!properties.containsKey("aws_session_token")) {
      return null;
    }
    return require("aws_session_token", SECRET_LENGTH_MAX, c -> true);
  }

  String accountId(String defaultAccountId) throws CredentialsFileException {
    Property property = properties.get("patchbay_account_id");
    if (property == null) {
      return defaultAccountId;
    }
    if (!isAccountId(property.value())) {
      throw broken(property.line(), "patchbay_account_id must be twelve digits");
    }
    return property.value();
  }

  Role role() throws CredentialsFileException {
    Property property = properties.get("patchbay_role");
    if (property == null || property.value().equals("readwrite")) {
      return Role.READWRITE;
    }
    if (property.value().equals("readonly")) {
      return Role.READONLY;
    }
    throw broken(property.line(), "patchbay_role must be readwrite or readonly");
  }

  OptionalInt throttleRatePerSecond() throws CredentialsFileException {
    return number("patchbay_throttle_rate", 0);
  }

  OptionalInt throttleBurst() throws CredentialsFileException {
    return number("patchbay_throttle_burst", 1);
  }

  /** Returns the error of a property, or of the profile where the property is missing. */
  CredentialsFileException broken(String property, String reason) {
    Property found = properties.get(property);
    return broken(found == null ? line : found.line(), property + " " + reason);
  }

  static boolean isAccountId(String text) {
    return text.length() == ACCOUNT_ID_LENGTH && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private String require(String property, int lengthMax, Predicate<Character> allowed)
      throws CredentialsFileException {
    Property found = properties.get(property);
    if (found == null || found.value().isEmpty()) {
      throw broken(property, "is missing");
    }
    String value = found.value();
    if (value.length() > lengthMax) {
      throw broken(property, "is longer than " + lengthMax + " characters");
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f && allowed.test((char) c))) {
      throw broken(property, "holds a character that it may not");
    }
    return value;
  }

  private OptionalInt number(String property, int min) throws CredentialsFileException {
    Property found = properties.get(property);
    if (found == null) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(found.value());
      if (number >= min && number <= THROTTLE_MAX) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      // The error below does not quote the value.
    }
    throw broken(property, "must be a whole number from " + min + " to " + THROTTLE_MAX);
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
