package dev.patchbay.backup;

import dev.patchbay.store.InMemoryBacking;

final class InMemorySampleTypesTest extends SampleTypesContract {

  InMemorySampleTypesTest() {
    super(new InMemoryBacking());
  }
}
