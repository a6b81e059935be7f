package dev.patchbay.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.Consumer;
import au.com.dius.pact.core.model.DefaultPactWriter;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.Provider;
import au.com.dius.pact.core.model.V4Pact;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A contract in {@code pacts/}: the interactions on which one consumer relies, as its tests have
 * shown.
 *
 * @param consumer the consumer's name, which the file has too
 */
record ContractFile(String consumer) {

  static final String PROVIDER = "patchbay";
  static final Path FOLDER = Path.of("pacts");

  /**
   * Set to write the files anew instead of comparing them with the contracts that the tests make.
   */
  private static final String WRITE = "pacts.write";

  /** A test for each part; the last one is for the file, and covers the parts that passed. */
  Stream<DynamicTest> tests(List<? extends Expectation> expectations) {
    List<Interaction> shown = new ArrayList<>();
    Stream<DynamicTest> each =
        expectations.stream()
            .map(
                expectation ->
                    DynamicTest.dynamicTest(
                        expectation.description(),
                        () -> {
                          expectation.run();
                          shown.add(expectation.interaction());
                        }));
    DynamicTest file =
        DynamicTest.dynamicTest(
            "pacts/" + consumer + ".json is up to date",
            () -> {
              assertThat(shown).as("parts that passed").hasSameSizeAs(expectations);
              settle(shown);
            });
    return Stream.concat(each, Stream.of(file));
  }

  Path path() {
    return FOLDER.resolve(consumer + ".json");
  }

  private void settle(List<Interaction> shown) throws IOException {
    assertThat(shown).extracting(Interaction::getDescription).doesNotHaveDuplicates();
    String text = text(shown);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FOLDER);
      Files.writeString(path(), text);
    }
    assertThat(path()).as("mvn test -Dtest='*ContractTest' -D%s=true writes it", WRITE).exists();
    assertThat(Files.readString(path()))
        .as("mvn test -Dtest='*ContractTest' -D%s=true writes it anew", WRITE)
        .isEqualTo(text);
  }

  private String text(List<Interaction> shown) {
    List<Interaction> sorted = new ArrayList<>(shown);
    sorted.sort(Comparator.comparing(Interaction::getDescription));
    V4Pact pact = new V4Pact(new Consumer(consumer), new Provider(PROVIDER), sorted);
    StringWriter text = new StringWriter();
    DefaultPactWriter.INSTANCE.writePact(pact, new PrintWriter(text, true), PactSpecVersion.V4);
    return text.toString().strip() + "\n";
  }
}
