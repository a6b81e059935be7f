package dev.patchbay.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

/** The check of a signature that AWS's own signer made. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SignatureBenchmarks {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final byte[] body = "x".repeat(200).getBytes(UTF_8);
  private final RequestHead head =
      AwsSigner.CURRENT.sign(
          new RequestHead(
              "PATCH",
              "/v2/apis/a1b2c3d4e5/integrations/abc1234/integrationresponses/def5678",
              List.of(
                  Map.entry("Content-Type", "application/json"),
                  Map.entry("Content-Length", "200"),
                  Map.entry("Host", "patchbay.example"))),
          body,
          AwsSigner.LONG_TERM,
          NOW);
  private final SigV4Verifier verifier =
      new SigV4Verifier(() -> SignedRequest.CREDENTIALS, InstantSource.fixed(NOW));

  @Benchmark
  public Object checkSignature() {
    return verifier.verify(verifier.inspect(head), body);
  }
}
