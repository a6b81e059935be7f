package dev.patchbay.pact;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of programs on the AWS SDK for Java. */
class AwsSdkContractTest {

  @TestFactory
  Stream<DynamicTest> contract() {
    return new ContractFile("aws-sdk-java-integration-responses")
        .tests(
            Stream.of(
                    AwsSdkUpdates.exchanges(),
                    AwsSdkRefusals.exchanges(),
                    AwsSdkCreations.creating(),
                    AwsSdkReads.getting(),
                    AwsSdkPages.listing(),
                    AwsSdkReads.deleting())
                .flatMap(List::stream)
                .toList());
  }
}
