package dev.patchbay.store;

final class InMemoryViewTest extends ViewContract {

  InMemoryViewTest() {
    super(new InMemoryBacking());
  }
}
