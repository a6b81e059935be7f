package dev.patchbay.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Another instance, in this process or another one, has locked the data directory. */
public final class DataDirectoryInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  DataDirectoryInUseException(Path directory) {
    super(
        "the data directory "
            + directory
            + " is in use by another instance; stop it or choose another");
  }
}
