package dev.patchbay.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.patchbay.model.Limit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tokens of one JSON text into String, Boolean, Long, BigInteger, Double, null, and
 * unmodifiable Lists and Maps of them. Maps keep the order of the text; of a repeated name the last
 * value stays. A number that is an integer of 64 bits is a Long however it is written.
 */
final class JsonValues {

  /**
   * Names are neither interned nor kept in a table, for clients choose them. The length of names
   * and strings is bounded by the size of the body.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
          .build();

  static final int LEVELS_MAX = Limit.JSON_LEVELS.intValue();

  /** Every integer below is a double of its own: 2^53. */
  private static final double INTEGERS_MAX = 1L << 53;

  private final JsonParser parser;
  private int valuesLeft;

  /**
   * Reads from a parser that stands before the text's first token.
   *
   * @param valuesMax how many values the text may hold
   */
  JsonValues(JsonParser parser, int valuesMax) {
    this.parser = parser;
    this.valuesLeft = valuesMax;
  }

  /**
   * Opens a text in UTF-8. Decoding it first is stricter than the parser's own decoder, which takes
   * other encodings too, and twice as fast on long strings.
   *
   * @throws CharacterCodingException when it is not UTF-8
   */
  static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
    CharBuffer text =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes, offset, length));
    return FACTORY.createParser(
        text.array(), text.arrayOffset() + text.position(), text.remaining());
  }

  /**
   * Reads a text that must be one object and nothing else.
   *
   * @throws RefusedJsonException when it is another value, too deep, too large or not Unicode
   * @throws IOException when it is not JSON
   */
  Map<String, @Nullable Object> readObject() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RefusedJsonException("the body must be a JSON object");
    }
    Map<String, @Nullable Object> object = object(1);
    if (parser.nextToken() != null) {
      throw new RefusedJsonException("there is text after the JSON object");
    }
    return object;
  }

  /**
   * Reads a text that must be one value and nothing else.
   *
   * @throws RefusedJsonException when it is too deep, too large or not Unicode
   * @throws IOException when it is not JSON
   */
  @Nullable Object readValue() throws IOException {
    if (parser.nextToken() == null) {
      throw new RefusedJsonException("there is no value");
    }
    Object value = value(1);
    if (parser.nextToken() != null) {
      throw new RefusedJsonException("there is text after the value");
    }
    return value;
  }

  private Map<String, @Nullable Object> object(int level) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = unicode(parser.currentName());
      parser.nextToken();
      object.put(name, value(level + 1));
    }
    return Collections.unmodifiableMap(object);
  }

  private List<@Nullable Object> array(int level) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(level + 1));
    }
    return Collections.unmodifiableList(array);
  }

  /** Reads the value that the parser stands at; if it is a map or a list, it is of this level. */
  private @Nullable Object value(int level) throws IOException {
    if (--valuesLeft < 0) {
      throw new RefusedJsonException("it holds too many values");
    }
    if (level > LEVELS_MAX && parser.currentToken().isStructStart()) {
      throw new RefusedJsonException("it is nested deeper than " + LEVELS_MAX + " levels");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(level);
      case START_ARRAY -> array(level);
      case VALUE_STRING -> unicode(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new RefusedJsonException("a value is missing");
    };
  }

  private Object integer() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private static Object decimal(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException notAnInteger) {
      double nearest = number.doubleValue();
      return nearest == Math.rint(nearest) && Math.abs(nearest) < INTEGERS_MAX
          ? (Object) (long) nearest
          : nearest;
    }
  }

  /** Only an escape can put half a surrogate pair into a string; no UTF-8 could store it. */
  private static String unicode(String text) throws RefusedJsonException {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean paired =
            Character.isHighSurrogate(unit)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new RefusedJsonException("a string holds half a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }
}
