package dev.patchbay.conformance;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

  void millis(long millis) throws InterruptedException;
}
