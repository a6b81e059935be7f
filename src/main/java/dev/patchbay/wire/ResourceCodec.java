package dev.patchbay.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.patchbay.model.Members;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the members of a resource, in one form for the wire and for the store.
 * Decoding an encoded value returns an equal one, with the order of maps and every character.
 */
public final class ResourceCodec {

  private ResourceCodec() {}

  /**
   * Writes members as one JSON object in UTF-8, without white space. Those of a resource are
   * written once, and the array is theirs: it must not be changed.
   *
   * @param members String, Boolean, Long, Integer, Double, BigInteger, null, and Lists and Maps of
   *     them; strings without half surrogate pairs, as {@link JsonReader} gives them
   * @throws IllegalArgumentException when a value is of another type
   */
  public static byte[] encode(Map<String, ?> members) {
    return members instanceof Members ofResource
        ? ofResource.encoded(ResourceCodec::write)
        : write(members);
  }

  private static byte[] write(Map<String, ?> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = JsonValues.FACTORY.createGenerator(bytes)) {
      write(generator, members);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON value", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes bytes of {@link #encode}.
   *
   * @return the members in the order written; it and every value in it is unmodifiable. They are
   *     written again as they were read.
   * @throws UncheckedIOException when the bytes are anything else
   */
  public static Map<String, Object> decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** Decodes a part of an array, as {@link #decode(byte[])} does. */
  @SuppressWarnings("NullAway") // Encoded members hold no null at the top.
  public static Map<String, Object> decode(byte[] bytes, int offset, int length) {
    try (JsonParser parser = JsonValues.parser(bytes, offset, length)) {
      return Members.read(
          new JsonValues(parser, Integer.MAX_VALUE).readObject(),
          Arrays.copyOfRange(bytes, offset, offset + length));
    } catch (IOException e) {
      throw new UncheckedIOException("not the bytes of a resource", e);
    }
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName((String) entry.getKey());
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object item : list) {
        write(generator, item);
      }
      generator.writeEndArray();
    } else {
      writeScalar(generator, value);
    }
  }

  private static void writeScalar(JsonGenerator generator, @Nullable Object value)
      throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Long || value instanceof Integer) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger number) {
      generator.writeNumber(number);
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }
  }
}
