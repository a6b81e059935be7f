package dev.patchbay.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kit in a project of the two snippets in the guide to contracts, built by Maven with the
 * packaged jars, Pact and JUnit.
 */
@Timeout(600)
final class ContractKitIT {

  /** The second compiler and a parallel collector would not earn what they cost. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Path SERVICE = Path.of("target", "patchbay.jar").toAbsolutePath();
  private static final Path KIT =
      Path.of("target", "patchbay-" + property("project.version") + "-contract.jar")
          .toAbsolutePath();

  @TempDir private Path project;

  @Test
  void theGuidesClassVerifiesContractsAndFailsWhenTheyDoNotHold() throws Exception {
    Files.writeString(project.resolve("pom.xml"), pom());
    Path test = project.resolve("src/test/java/PatchbayContractTest.java");
    Files.createDirectories(test.getParent());
    Files.writeString(test, snippet("verification", "java"));
    Path contract =
        Files.createDirectories(project.resolve("pacts")).resolve("independent-consumer.json");
    Files.writeString(contract, contract());

    assertThat(build("test")).contains("Tests run: 2, Failures: 0, Errors: 0", "BUILD SUCCESS");

    Files.writeString(contract, contract().replace("\"status\": 409", "\"status\": 200"));
    // The class is compiled by now.
    assertThat(build("surefire:test"))
        .contains("Tests run: 2, Failures: 1", "expected status of 200 but was 409")
        .contains("BUILD FAILURE");
  }

  @Test
  void theJarsHaveTheirOwnAndNoMore() throws IOException {
    assertThat(entries(SERVICE))
        .contains("dev/patchbay/provider/ContractProvider.class")
        .noneMatch(name -> name.startsWith("dev/patchbay/contract/"))
        .noneMatch(name -> name.startsWith("au/com/dius/"))
        .noneMatch(name -> name.startsWith("org/junit/"))
        .noneMatch(name -> name.endsWith("http-conditional-writer.json"));
    assertThat(entries(KIT))
        .contains(
            "dev/patchbay/contract/PatchbayProvider.class",
            "dev/patchbay/contract/pacts/http-conditional-writer.json",
            "schemas/UpdateIntegrationResponseRequest.json")
        // Pact would read this folder instead of its user's.
        .doesNotContain("pacts/")
        .allMatch(
            name ->
                name.endsWith("/")
                    || name.startsWith("META-INF/")
                    || name.startsWith("dev/patchbay/contract/")
                    || name.startsWith("schemas/"));
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }

  /** The text between two markers of the guide, without the fence. */
  private static String snippet(String marker, String language) throws IOException {
    String guide = Files.readString(Path.of("src", "site", "markdown", "contracts.md"));
    String begin = "<!-- " + marker + " -->\n```" + language + "\n";
    String end = "```\n<!-- /" + marker + " -->";
    assertThat(guide).containsOnlyOnce(begin).containsOnlyOnce(end);
    return guide.substring(guide.indexOf(begin) + begin.length(), guide.indexOf(end));
  }

  private static String contract() throws IOException {
    try (InputStream contract =
        ContractKitIT.class.getResourceAsStream("independent-consumer.json")) {
      return new String(Objects.requireNonNull(contract).readAllBytes(), UTF_8);
    }
  }

  /**
   * The two jars are named by their paths: from a repository they would have to be copied into that
   * of this machine, and the next build would find those of this one.
   */
  private static String pom() throws IOException {
    String version = "  <version>" + property("project.version") + "</version>\n";
    String dependencies =
        snippet("dependencies", "xml")
            .replace(version + "  <scope>test</scope>\n", version + atPath(SERVICE))
            .replace(
                version + "  <classifier>contract</classifier>\n  <scope>test</scope>\n",
                version + "  <classifier>contract</classifier>\n" + atPath(KIT));
    assertThat(dependencies)
        .contains(SERVICE.toString(), KIT.toString())
        .contains(property("pact.version"), property("junit.version"));
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>consumer</groupId>
      <artifactId>consumer</artifactId>
      <version>1</version>
      <properties>
        <maven.compiler.release>17</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      <dependencies>
    %s
      </dependencies>
      <build>
        <plugins>
          <plugin>
            <artifactId>maven-resources-plugin</artifactId>
            <version>3.3.1</version>
          </plugin>
          <plugin>
            <artifactId>maven-compiler-plugin</artifactId>
            <version>3.16.0</version>
          </plugin>
          <plugin>
            <artifactId>maven-surefire-plugin</artifactId>
            <version>%s</version>
          </plugin>
        </plugins>
      </build>
    </project>
    """
        .formatted(dependencies, property("surefire.version"));
  }

  private static String atPath(Path jar) {
    return "  <scope>system</scope>\n  <systemPath>" + jar + "</systemPath>\n";
  }

  /** Builds the project up to a phase or goal and answers what Maven says. */
  private String build(String goal) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(property("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-Dstyle.color=never", "-Dpact_do_not_track=true"));
    command.add("-DargLine=" + SHORT_LIVED);
    // The repository of the build that this test is a part of.
    command.add("-Dmaven.repo.local=" + property("localRepository"));
    if (property("maven.offline").endsWith("true")) {
      command.add("-o");
    }
    command.add(goal);
    Path output = project.resolve("output.txt");
    ProcessBuilder maven =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    maven.environment().merge("MAVEN_OPTS", SHORT_LIVED, (own, more) -> own + " " + more);
    assertThat(maven.start().waitFor(280, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output);
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
