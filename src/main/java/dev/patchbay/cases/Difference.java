package dev.patchbay.cases;

/** A value that differs from what is expected, as texts of one or more lines. */
record Difference(String name, String expected, String actual) {}
