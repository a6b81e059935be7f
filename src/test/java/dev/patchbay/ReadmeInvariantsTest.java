package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Invariants;
import dev.patchbay.testkit.Invariants.NamedTest;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Each test that the invariants name is one that plain {@code mvn verify} runs. That it did run is
 * checked afterwards, by {@link dev.patchbay.testkit.TestRunCheck}.
 */
final class ReadmeInvariantsTest {

  private static final Path TESTS = Path.of("src", "test", "java");

  @Test
  void everyTestThatIsNamedRunsByDefault() throws Exception {
    List<NamedTest> named = Invariants.read();
    assertThat(named).isNotEmpty();
    for (NamedTest test : named) {
      assertRunsByDefault(test);
    }
  }

  private static void assertRunsByDefault(NamedTest named) throws Exception {
    Class<?> type = find(named.className());
    assertThat(isLeftOut(type)).as("%s is left out by default", named).isFalse();
    assertThat(
            testsOf(type).filter(test -> named.method().isEmpty() || named.method().equals(test)))
        .as("tests of %s that run by default", named)
        .isNotEmpty();
  }

  private static Class<?> find(String className) throws IOException, ClassNotFoundException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      Path file =
          files
              .filter(each -> each.endsWith(className + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no " + className));
      String path = TESTS.relativize(file).toString();
      return Class.forName(
          path.substring(0, path.length() - ".java".length()).replace('/', '.'),
          false,
          ReadmeInvariantsTest.class.getClassLoader());
    }
  }

  /** The rules of ArchUnit are fields. */
  private static Stream<String> testsOf(Class<?> type) {
    Stream<String> methods =
        ReflectionSupport.findMethods(
                type, ReadmeInvariantsTest::isRun, HierarchyTraversalMode.TOP_DOWN)
            .stream()
            .map(method -> method.getName());
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(ReadmeInvariantsTest::isRun)
            .map(field -> field.getName());
    return Stream.concat(methods, fields);
  }

  private static boolean isRun(AnnotatedElement test) {
    return AnnotationSupport.isAnnotated(test, Testable.class) && !isLeftOut(test);
  }

  private static boolean isLeftOut(AnnotatedElement test) {
    return AnnotationSupport.isAnnotated(test, Disabled.class)
        || AnnotationSupport.findRepeatableAnnotations(test, Tag.class).stream()
            .anyMatch(tag -> tag.value().equals("faults"));
  }
}
