package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Invariants.NamedTest;
import dev.patchbay.testkit.TestReports.TestCase;
import dev.patchbay.testkit.TestRunCheck.AllowedSkip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestRunCheckTest {

  private static final String ME = TestRunCheckTest.class.getName();

  /** In the form of Surefire 3. */
  private static final String REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="%s" tests="3">
        <properties><property name="java.version" value="17"/></properties>
        <testcase name="passes(Path)[1]" classname="%1$s" time="0.1">
          <system-out><![CDATA[<skipped message="no"/>]]></system-out>
        </testcase>
        <testcase name="needsATool" classname="%1$s" time="0.1">
          <skipped message="Assumption failed: the tool is not on the path" type="x"/>
        </testcase>
        <testcase name="" classname="%1$s" time="0">
          <skipped type="x"><![CDATA[x: Assumption failed: another reason
            at Assumptions.assumeTrue(Assumptions.java:127)]]></skipped>
        </testcase>
      </testsuite>
      """
          .formatted(ME);

  @TempDir private Path directory;

  @Test
  void reportsTellMethodsAndReasonsOfSkippedTests() throws IOException {
    assertThat(cases(Instant.EPOCH))
        .containsExactly(
            new TestCase(ME, "passes", false, ""),
            new TestCase(ME, "needsATool", true, "Assumption failed: the tool is not on the path"),
            new TestCase(ME, "", true, "x: Assumption failed: another reason"));
  }

  @Test
  void aReportOfARunBeforeIsNotRead() throws IOException {
    Instant begun = Instant.parse("2026-01-01T00:00:00Z");
    cases(Instant.EPOCH);
    Files.setLastModifiedTime(report(), FileTime.from(begun.minusSeconds(1)));
    assertThat(TestReports.read(directory, begun)).isEmpty();
  }

  @Test
  void aSkippedTestIsAllowedByItsNameAndReasonAlone() throws IOException {
    assertThat(skipsThatAreNotAllowed()).hasSize(2);
    assertThat(skipsThatAreNotAllowed("TestRunCheckTest | the tool is not on the path"))
        .singleElement()
        .asString()
        .startsWith("TestRunCheckTest was skipped");
    assertThat(skipsThatAreNotAllowed("TestRunCheckTest#needsATool | the tool is not on the path"))
        .hasSize(1);
    assertThat(skipsThatAreNotAllowed("TestRunCheckTest#needs | the tool is not on the path"))
        .hasSize(2);
    assertThat(skipsThatAreNotAllowed("TestRunCheck | Assumption failed")).hasSize(2);
    assertThat(skipsThatAreNotAllowed("# why", "", "TestRunCheckTest | Assumption failed"))
        .isEmpty();
  }

  @Test
  void anInvariantNamesATestThatRan() throws IOException {
    NamedTest whole = new NamedTest("TestRunCheckTest", "");
    NamedTest passed = new NamedTest("TestRunCheckTest", "passes");
    NamedTest inherited = new NamedTest("Object", "passes");
    NamedTest skipped = new NamedTest("TestRunCheckTest", "needsATool");
    NamedTest absent = new NamedTest("TestRunCheckTest", "renamed");
    NamedTest otherClass = new NamedTest("TestRunCheck", "");
    List<NamedTest> named = List.of(whole, passed, inherited, skipped, absent, otherClass);
    List<TestCase> cases = cases(Instant.EPOCH);
    assertThat(new TestRunCheck(cases, List.of()).notRun(named))
        .extracting(violation -> violation.split(" ", 2)[0])
        .containsExactly("TestRunCheckTest#needsATool", "TestRunCheckTest#renamed", "TestRunCheck");
    List<AllowedSkip> allowed = List.of(new AllowedSkip("TestRunCheckTest", "the tool"));
    assertThat(new TestRunCheck(cases, allowed).notRun(List.of(skipped))).isEmpty();
  }

  private List<String> skipsThatAreNotAllowed(String... list) throws IOException {
    Path file = Files.write(directory.resolve("list.txt"), List.of(list));
    return new TestRunCheck(cases(Instant.EPOCH), AllowedSkip.read(file)).skipsThatAreNotAllowed();
  }

  private List<TestCase> cases(Instant since) throws IOException {
    Files.writeString(report(), REPORT);
    return TestReports.read(directory, since);
  }

  private Path report() {
    return directory.resolve("TEST-" + ME + ".xml");
  }
}
