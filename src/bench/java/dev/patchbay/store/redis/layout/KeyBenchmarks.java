package dev.patchbay.store.redis.layout;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The name of a record's key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class KeyBenchmarks {

  private final ResourceId id =
      new ResourceId(
          "000000000000",
          ApiGatewayTypes.INTEGRATION_RESPONSE,
          List.of("a1b2c3d4e5", "abc1234", "def5678"));

  @Benchmark
  public String recordKey() {
    return RedisKeys.record(id);
  }
}
