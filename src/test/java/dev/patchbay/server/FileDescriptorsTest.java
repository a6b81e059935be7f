package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDescriptorsTest {

  @ParameterizedTest
  @CsvSource({"1, 1048576, 4096", "1, 1024, 768", "2, 1024, 384", "1, 4352, 4096", "1, 100, 1"})
  void callersLeaveSomeDescriptors(int eventLoops, long descriptors, int connections) {
    assertThat(FileDescriptors.connectionsMax(eventLoops, descriptors)).isEqualTo(connections);
  }
}
