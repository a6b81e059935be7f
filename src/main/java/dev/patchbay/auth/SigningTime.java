package dev.patchbay.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The header X-Amz-Date: its form, and how far it may be from the server's clock. */
final class SigningTime {
  /** AWS's own tolerance for this service, both ways. A captured request is good as long. */
  static final Duration SKEW_MAX = Duration.ofMinutes(5);

  private static final int LENGTH = "20150830T123600Z".length();

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private SigningTime() {}

  /**
   * Checks the date of a request against the clock, both to the second.
   *
   * @throws AuthException {@link AuthError#INCOMPLETE_SIGNATURE} if it is no ISO-8601 basic date
   *     and time in UTC, {@link AuthError#INVALID_SIGNATURE} with AWS's texts, which SDKs look for,
   *     if it is more than five minutes off
   */
  static void requireCurrent(String amzDate, Instant now) {
    Instant signed = parse(amzDate);
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    Instant earliest = second.minus(SKEW_MAX);
    Instant latest = second.plus(SKEW_MAX);
    if (signed.isBefore(earliest)) {
      throw refused(
          "Signature expired: %s is now earlier than %s (%s - 5 min.)", signed, earliest, second);
    }
    if (signed.isAfter(latest)) {
      throw refused(
          "Signature not yet current: %s is still later than %s (%s + 5 min.)",
          signed, latest, second);
    }
  }

  /** In the form that the header has. */
  static String format(Instant at) {
    return BASIC.format(at);
  }

  private static Instant parse(String amzDate) {
    if (amzDate.length() == LENGTH) {
      try {
        return BASIC.parse(amzDate, Instant::from);
      } catch (DateTimeParseException e) {
        // Answered below, without its text: the exception quotes what the request brought.
      }
    }
    throw new AuthException(
        AuthError.INCOMPLETE_SIGNATURE,
        "Date must be in ISO-8601 'basic format'. See http://en.wikipedia.org/wiki/ISO_8601");
  }

  private static AuthException refused(String message, Instant signed, Instant limit, Instant now) {
    return new AuthException(
        AuthError.INVALID_SIGNATURE,
        String.format(
            Locale.ROOT, message, BASIC.format(signed), BASIC.format(limit), BASIC.format(now)));
  }
}
