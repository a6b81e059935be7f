package dev.patchbay;

/** Stub. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.out.println("ok");
  }
}
