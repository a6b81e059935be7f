package dev.patchbay.pact;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a program relies on that speaks plain HTTP and must not overwrite what it has not seen. */
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
