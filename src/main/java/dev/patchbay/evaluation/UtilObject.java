package dev.patchbay.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code $util}: the six functions that API Gateway has. */
final class UtilObject implements TemplateObject {

  @Override
  public Optional<Object> property(String name) {
    return Optional.empty();
  }

  @Override
  public @Nullable Call method(String name, int arguments) {
    return switch (name + "/" + arguments) {
      case "escapeJavaScript/1" -> given -> of(given, UtilObject::escapeJavaScript);
      case "urlEncode/1" -> given -> of(given, text -> URLEncoder.encode(text, UTF_8));
      case "urlDecode/1" -> given -> of(given, text -> URLDecoder.decode(text, UTF_8));
      case "base64Encode/1" ->
          given -> of(given, text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
      case "base64Decode/1" ->
          given -> of(given, text -> new String(Base64.getDecoder().decode(text), UTF_8));
      case "parseJson/1" -> UtilObject::parseJson;
      default -> null;
    };
  }

  private static String of(List<@Nullable Object> arguments, UnaryOperator<String> function) {
    String text = Printer.text(arguments.get(0));
    Budget.current().scan(text.length());
    return function.apply(text);
  }

  private static @Nullable Object parseJson(List<@Nullable Object> arguments) {
    try {
      return JsonParser.parse(Printer.text(arguments.get(0)));
    } catch (JsonParser.NotJsonException e) {
      throw new IllegalArgumentException("the text is not JSON: " + e.getMessage(), e);
    }
  }

  /** As {@code escapeEcmaScript} of Apache Commons. */
  private static String escapeJavaScript(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    JsonText.escape(text, "'\"\\/", '\u007f', out);
    return out.toString();
  }

  @Override
  public String toString() {
    return "$util";
  }
}
