package dev.patchbay.evaluation;

import java.io.Writer;

/** Collects the rendered text and counts its bytes in UTF-8. */
final class BoundedWriter extends Writer {

  /** Most frames are shorter, and a longer one makes more room. */
  private static final int CAPACITY_MAX = 1024;

  private final StringBuilder out;
  private final Budget budget;
  private long bytes;

  /**
   * A writer without text.
   *
   * @param expectedLength of the text, by which the first copies are saved
   */
  BoundedWriter(Budget budget, int expectedLength) {
    this.budget = budget;
    this.out = new StringBuilder(Math.min(expectedLength, CAPACITY_MAX));
  }

  @Override
  public void write(char[] units, int offset, int length) {
    write(new String(units, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      char unit = text.charAt(i);
      // Each half of a surrogate pair is two of its four bytes.
      bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
    budget.outputBytes(bytes);
    if (length == text.length()) {
      out.append(text); // Copies the whole text at once, not character by character.
    } else {
      out.append(text, offset, offset + length);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return out.toString();
  }
}
