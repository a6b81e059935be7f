package dev.patchbay.evaluation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An evaluation with a template of 1 KB, which parses a body of 1 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluationBenchmarks {

  private static final String TEMPLATE =
      """
      #set($root = $input.path('$'))
      #set($quote = '"')
      {
        "type": "orders",
        "connection": "$context.connectionId",
        "stage": "$stageVariables.stage",
        "customer": {
          "name": "$util.escapeJavaScript($root.customer.name)",
          "city": "$util.escapeJavaScript($root.customer.city)",
      #if($root.customer.premium)
          "level": "premium",
      #else
          "level": "standard",
      #end
          "tags": $input.json('$.customer.tags')
        },
        "orders": [
      #foreach($order in $root.orders)
          {
            "id": ${quote}$order.id${quote},
            "title": "$util.escapeJavaScript($order.title)",
            "price": $order.price,
            "quantity": $order.quantity,
      #if($order.quantity > 1)
            "several": true,
      #end
            "total": $order.total
          }#if($foreach.hasNext),#end

      #end
        ],
        "count": $root.orders.size(),
        "first": $input.json('$.orders[0].id'),
        "note": "$!root.note",
        "request": "$context.requestId",
        "time": $context.requestTimeEpoch
      }
      """;

  private final EvaluationRequest request =
      new EvaluationRequest(
          "${integration.response.statuscode}",
          List.of(
              response("r1", "/4\\d\\d/", "refused"),
              response("r2", "200", TEMPLATE),
              response("r3", "$default", "failed")),
          BackendReply.of(200, body()),
          new EvaluationContext(
              Map.of("connectionId", "c-1", "requestId", "r-1", "requestTimeEpoch", 1_767_225_600L),
              Map.of("stage", "production"),
              "",
              Map.of()));

  private final Evaluator evaluator = new Evaluator(EvaluationLimits.defaults(), System::nanoTime);

  private static IntegrationResponse response(String id, String key, String template) {
    return new IntegrationResponse(id, key, null, Map.of(), Map.of("$default", template), null);
  }

  private static String body() {
    String orders =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    """
                    {"id":"order-%d","title":"The %d. \\\"thing\\\" of many","price":%d.5,"quantity":%d,\
                    "total":%d,"address":"12 Long Street, 89073 Ulm, Germany, second floor",\
                    "history":["ordered","paid","packed","sent","delivered"]}"""
                        .formatted(i, i, i + 10, i % 3 + 1, 40))
            .collect(Collectors.joining(","));
    return """
    {"customer":{"name":"Ada O'Neil","city":"Ulm","premium":true,"tags":["a","b","c"],\
    "email":"ada@example.com"},"orders":[%s]}"""
        .formatted(orders);
  }

  @Benchmark
  public Object evaluate() {
    return evaluator.evaluate(request);
  }
}
