package dev.patchbay.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.yaml.YamlDocument;
import dev.patchbay.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file or of an answer. */
final class InputText {

  /** A hundred templates of the largest size fit, and so does the largest reply in base64. */
  static final int BYTES_MAX = 4 * 1024 * 1024;

  private InputText() {}

  static String read(Path file) throws InputException {
    try (InputStream input = Files.newInputStream(file)) {
      return read(input);
    } catch (NoSuchFileException e) {
      throw new InputException("there is no file " + file, e);
    } catch (IOException e) {
      throw new InputException("it cannot be read: " + e.getMessage(), e);
    }
  }

  /** A text as a map in YAML, of which JSON is a part. */
  static YamlDocument yaml(String text) throws InputException {
    try {
      return YamlDocument.parse(text);
    } catch (YamlException e) {
      throw new InputException(e.reason(), e);
    }
  }

  static String read(InputStream input) throws IOException, InputException {
    byte[] bytes = input.readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      throw new InputException("it is larger than " + BYTES_MAX + " bytes");
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InputException("it is not UTF-8", e);
    }
  }
}
