package dev.patchbay.auth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The date of a signature: its form, and its tolerance against the server's clock. */
final class SigningTime {
  /**
   * AWS's tolerance for this service, in both directions. A captured request can be replayed for as
   * long.
   */
  static final Duration SKEW_MAX = Duration.ofMinutes(5);

  private static final String FORM = "ddddddddTddddddZ";

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SigningTime() {}

  /**
   * Checks the date of a request against the clock, both to the second.
   *
   * @param validity how long after its date the signature is valid
   * @throws AuthException {@link AuthError#INCOMPLETE_SIGNATURE} if it is no ISO-8601 basic date
   *     and time in UTC, {@link AuthError#INVALID_SIGNATURE} with AWS's texts, which SDKs look for,
   *     if it is no longer valid, or more than five minutes ahead
   */
  static void requireCurrent(String amzDate, Duration validity, Instant now) {
    Instant signed = parse(amzDate);
    Instant second = Instant.ofEpochSecond(now.getEpochSecond());
    Instant earliest = second.minus(validity);
    Instant latest = second.plus(SKEW_MAX);
    if (signed.isBefore(earliest)) {
      throw refused(
          "Signature expired: %s is now earlier than %s (%s - " + text(validity) + ")",
          signed,
          earliest,
          second);
    }
    if (signed.isAfter(latest)) {
      throw refused(
          "Signature not yet current: %s is still later than %s (%s + 5 min.)",
          signed, latest, second);
    }
  }

  /** AWS names minutes. */
  private static String text(Duration validity) {
    return validity.toSecondsPart() == 0
        ? validity.toMinutes() + " min."
        : validity.toSeconds() + " sec.";
  }

  /** Formats a time as the header. */
  static String format(Instant at) {
    return BASIC.format(at);
  }

  /** Parsed by hand, because the formatter takes longer than the digests of the request. */
  private static Instant parse(String amzDate) {
    if (hasForm(amzDate)) {
      try {
        return LocalDateTime.of(
                number(amzDate, 0, 4),
                number(amzDate, 4, 6),
                number(amzDate, 6, 8),
                number(amzDate, 9, 11),
                number(amzDate, 11, 13),
                number(amzDate, 13, 15))
            .toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // The error below does not quote the exception, which holds text of the request.
      }
    }
    throw new AuthException(
        AuthError.INCOMPLETE_SIGNATURE,
        "Date must be in ISO-8601 'basic format'. See http://en.wikipedia.org/wiki/ISO_8601");
  }

  private static boolean hasForm(String text) {
    boolean same = text.length() == FORM.length();
    for (int i = 0; same && i < FORM.length(); i++) {
      char c = text.charAt(i);
      same = FORM.charAt(i) == 'd' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
    }
    return same;
  }

  private static int number(String digits, int start, int end) {
    return Integer.parseInt(digits, start, end, 10);
  }

  private static AuthException refused(String message, Instant signed, Instant limit, Instant now) {
    return new AuthException(
        AuthError.INVALID_SIGNATURE,
        String.format(
            Locale.ROOT, message, BASIC.format(signed), BASIC.format(limit), BASIC.format(now)));
  }
}
