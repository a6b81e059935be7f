package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Limit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDescriptorsTest {

  @ParameterizedTest
  @CsvSource({
    "1, false, 1048576, 4096, 20000, 1024",
    "1, true, 1048576, 4096, 20000, 1024",
    "2, true, 1048576, 4096, 10000, 1024",
    "1, false, 1024, 768, 384, 96",
    "1, true, 1024, 192, 384, 96",
    "2, true, 1024, 96, 192, 48",
    "1, true, 100, 1, 1, 1"
  })
  void eachKindOfConnectionHasItsShare(
      int eventLoops,
      boolean hasGateway,
      long descriptors,
      int callers,
      int clients,
      int backends) {
    assertThat(FileDescriptors.of(eventLoops, hasGateway, descriptors))
        .isEqualTo(new FileDescriptors(callers, clients, backends));
  }

  @ParameterizedTest
  @CsvSource({"1, 1024", "2, 1024", "4, 4096", "1, 1048576"})
  void allTogetherLeaveDescriptors(int eventLoops, long descriptors) {
    FileDescriptors each = FileDescriptors.of(eventLoops, true, descriptors);
    long all = (long) eventLoops * (each.callers() + each.clients() + 2L * each.backends());
    assertThat(all).isLessThanOrEqualTo(descriptors - Limit.RESERVED_DESCRIPTORS.value());
  }
}
