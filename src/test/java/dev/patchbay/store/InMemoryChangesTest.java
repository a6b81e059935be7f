package dev.patchbay.store;

final class InMemoryChangesTest extends ChangesContract {

  InMemoryChangesTest() {
    super(new InMemoryBacking(new InMemoryResourceStore.Records(CHANGES_MAX)));
  }
}
