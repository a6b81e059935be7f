package dev.patchbay.pact;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a program that speaks plain HTTP and must not overwrite a version that it has not
 * read.
 */
class ConditionalWriterContractTest {

  @TestFactory
  Stream<DynamicTest> contract() {
    return new ContractFile("http-conditional-writer")
        .tests(
            Stream.of(
                    ConditionalWrites.exchanges(),
                    ConditionalWrites.refusals(),
                    ConditionalWrites.paging(),
                    ChangeReads.exchanges())
                .flatMap(List::stream)
                .toList());
  }
}
