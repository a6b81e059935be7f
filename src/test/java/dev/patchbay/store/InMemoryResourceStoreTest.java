package dev.patchbay.store;

final class InMemoryResourceStoreTest extends ResourceStoreContract {

  InMemoryResourceStoreTest() {
    super(new InMemoryBacking());
  }
}
