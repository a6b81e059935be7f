package dev.patchbay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.cli.Command.UsageException;
import dev.patchbay.provider.ContractProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProviderCommandTest {

  @Test
  void withoutOptionsTheStatesAreOnLoopback() {
    assertThat(ProviderCommand.parse(List.of()))
        .isEqualTo(new ContractProvider.Options(8090, "127.0.0.1", 8091));
  }

  @Test
  void eachOptionHasAValue() {
    assertThat(
            ProviderCommand.parse(
                List.of("--states-host", "0.0.0.0", "--port", "0", "--states-port", "65535")))
        .isEqualTo(new ContractProvider.Options(0, "0.0.0.0", 65_535));
  }

  @Test
  void whatIsNotUnderstoodIsNamed() {
    for (List<String> options :
        List.of(
            List.of("--prot", "1"),
            List.of("--port"),
            List.of("--port", "65536"),
            List.of("--port", "-1"),
            List.of("--states-port", "x"))) {
      assertThatThrownBy(() -> ProviderCommand.parse(options))
          .isInstanceOf(UsageException.class)
          .hasMessageMatching("not (understood|a port): .+");
    }
  }
}
