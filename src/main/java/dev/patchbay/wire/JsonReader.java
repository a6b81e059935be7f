package dev.patchbay.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request: RFC 8259 to the letter, in UTF-8 without a byte order mark, and an
 * object at the top.
 */
public final class JsonReader {

  static final int VALUES_MAX = Limit.JSON_VALUES.intValue();

  private JsonReader() {}

  /** Reads the members of a request, without reporting ignored ones. */
  public static Map<String, Object> read(byte[] body, Set<String> known) {
    return read(body, known, name -> {});
  }

  /**
   * Reads the members of a request.
   *
   * @param body the bytes received; none are a request without members
   * @param known the members that the operation has; others are read and left out, as is every null
   *     member
   * @param ignored receives the name of every unknown member
   * @return the members in the order of the text, unmodifiable: String, Boolean, Long, BigInteger,
   *     Double, List and Map; null only inside of List and Map
   * @throws ServiceException SERIALIZATION when the body is anything else
   */
  public static Map<String, Object> read(byte[] body, Set<String> known, Consumer<String> ignored) {
    return read(
        body,
        name -> {
          boolean isKnown = known.contains(name);
          if (!isKnown) {
            ignored.accept(name);
          }
          return isKnown;
        });
  }

  /**
   * Reads a text that a request holds, with the limits of a request.
   *
   * @throws IOException when it is not one JSON object
   */
  static Map<String, @Nullable Object> readNested(String text) throws IOException {
    return parse(text.getBytes(StandardCharsets.UTF_8), VALUES_MAX);
  }

  /**
   * Reads a document that a request holds as a text, which may have more values than a request.
   *
   * @throws ServiceException SERIALIZATION when it is not one JSON object
   */
  public static Map<String, @Nullable Object> readDocument(String text) {
    try {
      return parse(text.getBytes(StandardCharsets.UTF_8), Limit.OPENAPI_VALUES.intValue());
    } catch (RefusedJsonException e) {
      throw new ServiceException(ErrorCode.SERIALIZATION, e.reason());
    }
  }

  /** As {@link #read}, for a request whose schema refuses members that it does not know. */
  public static Map<String, Object> readAll(byte[] body) {
    return read(body, name -> true);
  }

  private static Map<String, Object> read(byte[] body, Predicate<String> taken) {
    if (body.length == 0) {
      return Map.of();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    parseRequest(body)
        .forEach(
            (name, value) -> {
              if (taken.test(name) && value != null) {
                members.put(name, value);
              }
            });
    return Collections.unmodifiableMap(members);
  }

  private static Map<String, @Nullable Object> parseRequest(byte[] body) {
    try {
      return parse(body, VALUES_MAX);
    } catch (RefusedJsonException e) {
      throw new ServiceException(
          ErrorCode.SERIALIZATION, "The request can not be read: " + e.reason() + ".");
    }
  }

  /**
   * Reads a line of a file, which may hold any number of values but no name twice.
   *
   * @return its members in the order of the text, as {@link #read} gives them, nulls included
   * @throws ServiceException SERIALIZATION when it is not one JSON object
   */
  public static Map<String, @Nullable Object> readLine(byte[] line) {
    try {
      return parse(line, Integer.MAX_VALUE, JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    } catch (RefusedJsonException e) {
      throw new ServiceException(
          ErrorCode.SERIALIZATION, "it is not one JSON object: " + e.reason());
    }
  }

  /**
   * Reads a text that is one JSON value of any type, without a name twice in a map.
   *
   * @throws ServiceException SERIALIZATION when it is anything else
   */
  public static @Nullable Object readValue(byte[] text) {
    try {
      return parse(
              text,
              values -> Optional.ofNullable(values.readValue()),
              Integer.MAX_VALUE,
              JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .orElse(null);
    } catch (RefusedJsonException e) {
      throw new ServiceException(
          ErrorCode.SERIALIZATION, "it is not one JSON value: " + e.reason());
    }
  }

  private static Map<String, @Nullable Object> parse(
      byte[] body, int valuesMax, JsonParser.Feature... features) throws RefusedJsonException {
    return parse(body, JsonValues::readObject, valuesMax, features);
  }

  /** Receives the values of a text. */
  @FunctionalInterface
  private interface Reading<T> {
    T from(JsonValues values) throws IOException;
  }

  private static <T> T parse(
      byte[] body, Reading<T> reading, int valuesMax, JsonParser.Feature... features)
      throws RefusedJsonException {
    try (JsonParser parser = JsonValues.parser(body, 0, body.length)) {
      for (JsonParser.Feature feature : features) {
        parser.enable(feature);
      }
      return reading.from(new JsonValues(parser, valuesMax));
    } catch (CharacterCodingException e) {
      throw new RefusedJsonException("the body is not UTF-8");
    } catch (RefusedJsonException e) {
      throw e;
    } catch (StreamConstraintsException e) {
      throw new RefusedJsonException("a number has more than 1000 digits or a string is too long");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new RefusedJsonException(
          at == null
              ? "the body is not JSON"
              : "the body is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    } catch (IOException | NumberFormatException e) {
      throw new RefusedJsonException("the body is not JSON");
    }
  }
}
