package dev.patchbay.testkit;

import dev.patchbay.testkit.Invariants.NamedTest;
import dev.patchbay.testkit.TestReports.TestCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at the reports of a whole run of the tests. Every skipped test must be on the list of
 * permitted skips, with the reason given there; and every test that the invariants name must have
 * run, or be skipped by that list. Where the environment has {@code CI=true} a violation fails the
 * build, elsewhere it is only printed.
 */
public final class TestRunCheck {

  private static final Path LIST = Path.of("src", "test", "skipped-tests.txt");

  private final List<TestCase> cases;
  private final List<AllowedSkip> allowed;

  TestRunCheck(List<TestCase> cases, List<AllowedSkip> allowed) {
    this.cases = cases;
    this.allowed = allowed;
  }

  /**
   * A line of the list.
   *
   * @param test a class without its package, and perhaps a method: {@code Class#method}
   * @param reason the reason that the test gives, or a part of it
   */
  record AllowedSkip(String test, String reason) {

    static List<AllowedSkip> read(Path list) throws IOException {
      return Files.readAllLines(list).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", 2))
          .map(columns -> new AllowedSkip(columns[0].strip(), columns[1].strip()))
          .toList();
    }

    boolean covers(TestCase skipped) {
      String name = skipped.toString();
      return (name.equals(test) || name.startsWith(test + "#"))
          && skipped.reason().contains(reason);
    }
  }

  /**
   * The build's last step.
   *
   * @param arguments the time at which the build began, and the directories of the reports
   */
  public static void main(String[] arguments) throws IOException {
    Instant begun = Instant.parse(arguments[0]);
    List<TestCase> cases = new ArrayList<>();
    for (String directory : List.of(arguments).subList(1, arguments.length)) {
      cases.addAll(TestReports.read(Path.of(directory), begun));
    }
    TestRunCheck check = new TestRunCheck(cases, AllowedSkip.read(LIST));
    cases.stream()
        .filter(TestCase::skipped)
        .map(each -> "Skipped: " + each + ": " + each.reason())
        .distinct()
        .forEach(System.out::println);
    List<String> violations = new ArrayList<>(check.skipsThatAreNotAllowed());
    violations.addAll(check.notRun(Invariants.read()));
    violations.forEach(System.out::println);
    if (!violations.isEmpty() && "true".equals(System.getenv("CI"))) {
      System.exit(1);
    }
  }

  List<String> skipsThatAreNotAllowed() {
    return cases.stream()
        .filter(TestCase::skipped)
        .filter(each -> !isAllowed(each))
        .map(each -> each + " was skipped and is not in " + LIST + " with: " + each.reason())
        .distinct()
        .toList();
  }

  List<String> notRun(List<NamedTest> named) {
    return named.stream()
        .filter(test -> cases.stream().noneMatch(each -> proves(each, test)))
        .map(test -> test + " is named by an invariant and did not run")
        .toList();
  }

  private boolean proves(TestCase each, NamedTest test) {
    return (test.method().isEmpty() || test.method().equals(each.method()))
        && (!each.skipped() || isAllowed(each))
        && typesOf(each.className()).contains(test.className());
  }

  private boolean isAllowed(TestCase skipped) {
    return allowed.stream().anyMatch(skip -> skip.covers(skipped));
  }

  /** Returns the class and the types from which it inherits tests, without packages. */
  private static Set<String> typesOf(String className) {
    Set<String> types = new HashSet<>();
    try {
      addTypes(Class.forName(className, false, TestRunCheck.class.getClassLoader()), types);
    } catch (ClassNotFoundException e) {
      types.add(className);
    }
    return types;
  }

  private static void addTypes(Class<?> type, Set<String> types) {
    types.add(type.getSimpleName());
    if (type.getSuperclass() != null) {
      addTypes(type.getSuperclass(), types);
    }
    for (Class<?> each : type.getInterfaces()) {
      addTypes(each, types);
    }
  }
}
