package dev.patchbay.conformance;

/** Why a case expects what it expects. */
public enum Basis {
  /** Users of AWS, or AWS itself, published what it answers. */
  RECORDED("recorded", "as recorded"),

  /** What AWS answers is not known, and Patchbay chose. */
  DECIDED("decided", "as decided");

  private final String word;
  private final String verdict;

  Basis(String word, String verdict) {
    this.word = word;
    this.verdict = verdict;
  }

  /** The name that a case has it under. */
  public String word() {
    return word;
  }

  /** The verdict on a case that was met. */
  public String verdict() {
    return verdict;
  }
}
