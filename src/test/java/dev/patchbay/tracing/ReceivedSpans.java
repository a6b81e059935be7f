package dev.patchbay.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;

/** Finds spans, and their attributes, among those that a collector has received. */
final class ReceivedSpans {

  private ReceivedSpans() {}

  static Span named(String name, List<Span> spans) {
    List<Span> found = allNamed(name, spans);
    assertThat(found).as(name + " of " + spans.stream().map(Span::getName).toList()).hasSize(1);
    return found.get(0);
  }

  static List<Span> allNamed(String name, List<Span> spans) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  static AnyValue attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not in " + span));
  }

  static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
