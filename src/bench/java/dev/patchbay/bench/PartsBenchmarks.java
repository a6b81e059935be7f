package dev.patchbay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.LifecycleOperation;
import dev.patchbay.model.Member;
import dev.patchbay.model.PatchSemantics;
import dev.patchbay.model.TemplatePatch;
import dev.patchbay.wire.JsonReader;
import dev.patchbay.wire.RequestSchemas;
import dev.patchbay.wire.ResourceCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The computations of a PATCH between its bytes and the bytes of the answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PartsBenchmarks {

  private static final String OPERATION = "UpdateIntegrationResponse";

  private final byte[] body =
      """
      {"contentHandlingStrategy":"CONVERT_TO_TEXT","templateSelectionExpression":"$kind",\
      "responseParameters":{"method.response.header.X-Kind":"integration.response.header.Kind"}}"""
          .getBytes(UTF_8);
  private final byte[] stored =
      """
      {"integrationResponseId":"abc1234","integrationResponseKey":"/200/",\
      "contentHandlingStrategy":"CONVERT_TO_BINARY","templateSelectionExpression":"$other",\
      "responseParameters":{"method.response.header.X-Kind":"integration.response.header.Other"},\
      "responseTemplates":{"application/json":"%s"}}"""
          .formatted("t".repeat(400))
          .getBytes(UTF_8);

  private final RequestSchemas schemas = RequestSchemas.load(ApiGatewayTypes.ALL);
  private final PatchSemantics semantics = new PatchSemantics(TemplatePatch.MERGE);
  private final Set<String> known =
      ApiGatewayTypes.INTEGRATION_RESPONSE.members().values().stream()
          .filter(member -> member.isInputOf(LifecycleOperation.UPDATE))
          .map(Member::name)
          .collect(Collectors.toUnmodifiableSet());
  private final Map<String, Object> patch = JsonReader.read(body, known);
  private final Map<String, Object> current = new LinkedHashMap<>(ResourceCodec.decode(stored));

  @Benchmark
  public Object readBody() {
    return JsonReader.read(body, known);
  }

  @Benchmark
  public Object checkSchema() {
    return schemas.check(OPERATION, patch);
  }

  @Benchmark
  public Object decodeRecord() {
    return ResourceCodec.decode(stored);
  }

  @Benchmark
  public Object encodeRecord() {
    return ResourceCodec.encode(current);
  }

  @Benchmark
  public Object applyPatch() {
    return semantics.apply(ApiGatewayTypes.INTEGRATION_RESPONSE, current, patch);
  }
}
