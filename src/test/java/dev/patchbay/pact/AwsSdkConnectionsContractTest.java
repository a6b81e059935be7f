package dev.patchbay.pact;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of backends that reach connections by the AWS SDK for Java. */
class AwsSdkConnectionsContractTest {

  @TestFactory
  Stream<DynamicTest> contract() {
    return new ContractFile("aws-sdk-java-connections")
        .tests(
            Stream.of(
                    AwsSdkConnections.posting(),
                    AwsSdkConnections.reading(),
                    AwsSdkConnections.deleting(),
                    AwsSdkConnections.refusals())
                .flatMap(List::stream)
                .toList());
  }
}
