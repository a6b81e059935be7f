package dev.patchbay.cases;

/** An actual value that differs from the expected one, as texts of one or more lines. */
record Difference(String name, String expected, String actual) {}
