package dev.patchbay.auth;

import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One caller of a credentials file while it is parsed. */
record CredentialsProfile(Profile profile) {
  static final Set<String> PROPERTIES =
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

  String accessKeyId() throws CredentialsFileException {
    return profile.require(
        "aws_access_key_id",
        KEY_ID_LENGTH_MAX,
        c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
  }

  String secretAccessKey() throws CredentialsFileException {
    return profile.require("aws_secret_access_key", SECRET_LENGTH_MAX, c -> true);
  }

  @Nullable String sessionToken() throws CredentialsFileException {
    if (profile.find("aws_session_token") == null) {
      return null;
    }
    return profile.require("aws_session_token", SECRET_LENGTH_MAX, c -> true);
  }

  String accountId(String defaultAccountId) throws CredentialsFileException {
    String accountId = profile.find("patchbay_account_id");
    if (accountId == null) {
      return defaultAccountId;
    }
    if (!isAccountId(accountId)) {
      throw profile.broken("patchbay_account_id", "must be twelve digits");
    }
    return accountId;
  }

  Role role() throws CredentialsFileException {
    String role = profile.find("patchbay_role");
    if (role == null || role.equals("readwrite")) {
      return Role.READWRITE;
    }
    if (role.equals("readonly")) {
      return Role.READONLY;
    }
    throw profile.broken("patchbay_role", "must be readwrite or readonly");
  }

  OptionalInt throttleRatePerSecond() throws CredentialsFileException {
    return number("patchbay_throttle_rate", 0);
  }

  OptionalInt throttleBurst() throws CredentialsFileException {
    return number("patchbay_throttle_burst", 1);
  }

  CredentialsFileException broken(String property, String reason) {
    return profile.broken(property, reason);
  }

  static boolean isAccountId(String text) {
    return text.length() == ACCOUNT_ID_LENGTH && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private OptionalInt number(String property, int min) throws CredentialsFileException {
    String found = profile.find(property);
    if (found == null) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(found);
      if (number >= min && number <= THROTTLE_MAX) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      // The error below does not quote the value.
    }
    throw broken(property, "must be a whole number from " + min + " to " + THROTTLE_MAX);
  }
}
