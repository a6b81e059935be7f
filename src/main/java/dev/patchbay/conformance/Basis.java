package dev.patchbay.conformance;

/** The source of the expectation of a case. */
public enum Basis {
  /** The answer of AWS was published by its users, or by AWS itself. */
  RECORDED("recorded", "as recorded"),

  /** The answer of AWS is unknown, and Patchbay chose one. */
  DECIDED("decided", "as decided");

  private final String word;
  private final String verdict;

  Basis(String word, String verdict) {
    this.word = word;
    this.verdict = verdict;
  }

  /** Returns its name in the files of cases. */
  public String word() {
    return word;
  }

  /** The verdict on a case that was met. */
  public String verdict() {
    return verdict;
  }
}
