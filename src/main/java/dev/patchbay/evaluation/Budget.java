package dev.patchbay.evaluation;

import dev.patchbay.evaluation.EvaluationError.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The use that one evaluation has made of its limits. Each charge beyond a limit throws {@link
 * EvaluationFault}. Velocity hands no context to the methods that it calls, so the budget belongs
 * to the thread while the evaluation runs.
 */
final class Budget {

  private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

  /** Reading the clock costs as much as dozens of steps. */
  private static final int STEPS_PER_CLOCK_READING = 256;

  /** A processor compares or copies some hundred characters while it evaluates one node. */
  private static final int CHARACTERS_PER_STEP = 256;

  /** An author reads no more notes, and a loop would repeat them. */
  private static final int NOTES_MAX = 50;

  private final EvaluationLimits limits;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private Set<String> notes = Set.of();
  private long steps;
  private long nextClockReading = STEPS_PER_CLOCK_READING;
  private long patternReads;
  private long copied;
  private int line;
  private int column;
  private boolean exceeded;

  Budget(EvaluationLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  /** The budget of the evaluation that runs on this thread. */
  static Budget current() {
    Budget budget = CURRENT.get();
    if (budget == null) {
      throw new IllegalStateException("no evaluation runs on this thread");
    }
    return budget;
  }

  /** The budget of a run that evaluations are part of; null where each has its own. */
  static @Nullable Budget running() {
    return CURRENT.get();
  }

  /** Runs work whose charges go to this budget. */
  <T> T run(Supplier<T> work) {
    Budget outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  EvaluationLimits limits() {
    return limits;
  }

  void step() {
    steps(1);
  }

  void steps(long count) {
    steps += count;
    if (steps > limits.steps()) {
      throw fault(Kind.STEP_LIMIT, "the evaluation takes more than " + limits.steps() + " steps");
    }
    if (steps >= nextClockReading) {
      nextClockReading = steps + STEPS_PER_CLOCK_READING;
      if (nanoClock.getAsLong() - startNanos > limits.timeNanos()) {
        throw fault(
            Kind.TIME_LIMIT,
            "the evaluation takes longer than " + limits.timeNanos() / 1_000_000 + " ms");
      }
    }
  }

  /** Charges the reading of a text by code whose steps are not counted. */
  void scan(long length) {
    steps(1 + length / CHARACTERS_PER_STEP);
  }

  /** Ends a brief evaluation before a compilation, for which it has no time. */
  static void compiling() {
    Budget budget = running();
    if (budget != null && budget.limits.isBrief()) {
      throw budget.fault(Kind.TIME_LIMIT, "nothing is compiled in a brief evaluation");
    }
  }

  /** Charges the creation of a text of this length. */
  void copy(long length) {
    if (length > limits.textLength()) {
      throw fault(Kind.TEXT_LIMIT, "a text is longer than " + limits.textLength() + " characters");
    }
    copied += length;
    if (copied > limits.copiedLength()) {
      throw fault(
          Kind.COPY_LIMIT,
          "the texts of the evaluation have more than " + limits.copiedLength() + " characters");
    }
  }

  void patternReads(long count) {
    patternReads += count;
    if (patternReads > limits.patternReads()) {
      throw fault(
          Kind.PATTERN_LIMIT,
          "the regular expressions read more than " + limits.patternReads() + " characters");
    }
  }

  void elements(long count) {
    if (count > limits.elements()) {
      throw fault(
          Kind.ELEMENT_LIMIT, "a list or map has more than " + limits.elements() + " elements");
    }
  }

  void nesting(int levels) {
    if (levels > limits.nesting()) {
      throw fault(
          Kind.NESTING_LIMIT, "values lie deeper than " + limits.nesting() + " in one another");
    }
  }

  void numberBits(long bits) {
    if (bits > limits.numberBits()) {
      throw fault(Kind.NUMBER_LIMIT, "a number has more than " + limits.numberBits() + " bits");
    }
  }

  void outputBytes(long bytes) {
    if (bytes > limits.outputBytes()) {
      throw fault(Kind.OUTPUT_LIMIT, "the frame has more than " + limits.outputBytes() + " bytes");
    }
  }

  /** Sets the current place in the template, for errors without a place of their own. */
  void at(int newLine, int newColumn) {
    line = newLine;
    column = newColumn;
  }

  /** Returns an error at the current place in the template. */
  EvaluationFault fault(Kind kind, String message) {
    exceeded = true;
    return new EvaluationFault(kind, message, line, column, null);
  }

  /** Whether a limit was reached, or the evaluation ended with another error of its own. */
  boolean isExceeded() {
    return exceeded;
  }

  /** Adds a sentence for the author of the template. */
  void note(String sentence) {
    if (notes.isEmpty()) {
      notes = new LinkedHashSet<>();
    }
    if (notes.size() < NOTES_MAX) {
      notes.add(sentence);
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
