package dev.patchbay.store;

final class InMemoryResourceTreeTest extends ResourceTreeContract {

  InMemoryResourceTreeTest() {
    super(new InMemoryBacking());
  }
}
