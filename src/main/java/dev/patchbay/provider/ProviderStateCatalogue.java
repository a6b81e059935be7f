package dev.patchbay.provider;

import static java.util.stream.Collectors.joining;

import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import java.util.List;
import java.util.stream.Stream;

/** The provider states that contracts can name, one row for each. */
final class ProviderStateCatalogue {

  private final List<ProviderState> all;

  ProviderStateCatalogue(ResourceTypes types) {
    this.all =
        Stream.of(
                TypeStates.of(types),
                ResourceScenarios.ALL,
                ConnectionScenarios.ALL,
                FaultScenarios.ALL)
            .flatMap(List::stream)
            .toList();
  }

  List<ProviderState> all() {
    return all;
  }

  /**
   * Returns the row of a state.
   *
   * @throws ServiceException BAD_REQUEST when there is none of that name
   */
  ProviderState find(String name) {
    return all.stream()
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ServiceException.badRequest(
                    "There is no state \"%s\". There are: %s"
                        .formatted(
                            name, all.stream().map(ProviderState::name).collect(joining(", ")))));
  }

  /** Returns the states as a Markdown table of four columns, without a trailing line break. */
  String markdownTable() {
    return all.stream()
        .map(ProviderState::markdownRow)
        .collect(
            joining(
                "\n",
                "| state | parameters and defaults | returns | meaning |\n|---|---|---|---|\n",
                ""));
  }
}
