package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDescriptorsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1048576, 4096, 0, 0, 0",
    "1, 1, 1048576, 4096, 20000, 1024, 1024",
    "2, 2, 1048576, 4096, 10000, 1024, 1024",
    "1, 0, 1024, 768, 0, 0, 0",
    "1, 1, 1024, 168, 336, 84, 48",
    "2, 2, 1024, 84, 168, 42, 48",
    "1, 2, 1024, 168, 168, 42, 48",
    "1, 1, 100, 1, 1, 1, 1"
  })
  void eachKindOfConnectionHasItsShare(
      int eventLoops,
      int gatewayLoops,
      long descriptors,
      int callers,
      int clients,
      int backends,
      int replicas) {
    assertThat(FileDescriptors.of(eventLoops, gatewayLoops, descriptors))
        .isEqualTo(new FileDescriptors(callers, clients, backends, replicas));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1024", "2, 2, 1024", "1, 4, 1024", "4, 2, 4096", "1, 1, 1048576"})
  void allTogetherLeaveDescriptors(int eventLoops, int gatewayLoops, long descriptors) {
    FileDescriptors each = FileDescriptors.of(eventLoops, gatewayLoops, descriptors);
    long all =
        (long) eventLoops * each.callers()
            + gatewayLoops * (each.clients() + 2L * each.backends())
            + 2L * each.replicas();
    assertThat(all).isLessThanOrEqualTo(descriptors - Limit.RESERVED_DESCRIPTORS.value());
  }
}
