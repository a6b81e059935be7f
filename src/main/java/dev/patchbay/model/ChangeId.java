package dev.patchbay.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a change in the change log of its API. The positions of one API increase in the
 * order in which its changes are stored.
 *
 * @param millis the time of storing, since 1970, by the clock of the server; never decreasing
 * @param sequence distinguishes changes of one millisecond
 */
public record ChangeId(long millis, long sequence) implements Comparable<ChangeId> {

  /** Before every change. */
  public static final ChangeId ZERO = new ChangeId(0, 0);

  /** Digits that fit into a long, whatever they are. */
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  private static final Comparator<ChangeId> ORDER =
      Comparator.comparingLong(ChangeId::millis).thenComparingLong(ChangeId::sequence);

  /** Parses the text of {@link #toString}; empty for any other text. */
  public static Optional<ChangeId> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new ChangeId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  public Instant time() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public int compareTo(ChangeId other) {
    return ORDER.compare(this, other);
  }

  /** For example {@code 1700000000000-0}. */
  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
