package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDescriptorsTest {

  @ParameterizedTest
  @CsvSource({
    "1, false, 1048576, 4096, 20000, 1024, 0",
    "1, true, 1048576, 4096, 20000, 1024, 1024",
    "2, true, 1048576, 4096, 10000, 1024, 1024",
    "1, false, 1024, 768, 384, 96, 0",
    "1, true, 1024, 168, 336, 84, 48",
    "2, true, 1024, 84, 168, 42, 48",
    "1, true, 100, 1, 1, 1, 1"
  })
  void eachKindOfConnectionHasItsShare(
      int eventLoops,
      boolean hasGateway,
      long descriptors,
      int callers,
      int clients,
      int backends,
      int replicas) {
    assertThat(FileDescriptors.of(eventLoops, hasGateway, descriptors))
        .isEqualTo(new FileDescriptors(callers, clients, backends, replicas));
  }

  @ParameterizedTest
  @CsvSource({"1, 1024", "2, 1024", "4, 4096", "1, 1048576"})
  void allTogetherLeaveDescriptors(int eventLoops, long descriptors) {
    FileDescriptors each = FileDescriptors.of(eventLoops, true, descriptors);
    long all = (long) eventLoops * (each.callers() + each.clients() + 2L * each.backends());
    all += 2L * each.replicas();
    assertThat(all).isLessThanOrEqualTo(descriptors - Limit.RESERVED_DESCRIPTORS.value());
  }
}
