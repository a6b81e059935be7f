package dev.patchbay.backup;

import dev.patchbay.store.InMemoryBacking;

final class InMemoryBackupTest extends BackupContract {

  InMemoryBackupTest() {
    super(new InMemoryBacking());
  }
}
