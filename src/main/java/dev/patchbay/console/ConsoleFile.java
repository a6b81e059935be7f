package dev.patchbay.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** One file, plain and compressed. Its arrays are never changed. */
public final class ConsoleFile {

  /** The CRC-32 and the length of the content, with which GZIP ends. */
  private static final int TAG_BYTES = 8;

  private final String contentType;
  private final String entityTag;
  private final byte[] plain;
  private final byte[] gzip;

  ConsoleFile(String name, byte[] plain) {
    this.contentType = contentType(name);
    this.plain = plain;
    this.gzip = gzip(plain);
    this.entityTag = tag(gzip);
  }

  public String contentType() {
    return contentType;
  }

  /** Names the content; it is weak, because it names both encodings. */
  public String entityTag() {
    return entityTag;
  }

  public byte[] plain() {
    return plain;
  }

  public byte[] gzip() {
    return gzip;
  }

  private static String contentType(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no content type for " + name);
    };
  }

  private static String tag(byte[] gzip) {
    return "W/\"" + HexFormat.of().formatHex(gzip, gzip.length - TAG_BYTES, gzip.length) + '"';
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
      stream.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
