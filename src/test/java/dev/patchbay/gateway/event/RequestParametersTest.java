package dev.patchbay.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.LocalGateway;
import dev.patchbay.gateway.RawWebSocket;
import dev.patchbay.gateway.SnapshotBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parameters of a handshake, as they were recorded on AWS. */
final class RequestParametersTest {

  private static RequestParameters of(String query, String... headers) throws Exception {
    try (LocalGateway gateway =
            LocalGateway.start().deploy(SnapshotBuilder.selecting("x").echoing("$default"));
        RawWebSocket client =
            RawWebSocket.open(gateway.port(), LocalGateway.PATH + query, headers)) {
      assertThat(client.head()).contains(" 101 ");
      return gateway.events.take().parameters();
    }
  }

  @Test
  void namesAreSortedAndRepeatedValuesKeepTheirOrder() throws Exception {
    RequestParameters parameters =
        of("?repeat=first&context=query+value&repeat=second&a=a%2Bb+space", "x-B: 1", "X-b: 2");
    assertThat(parameters.query().toString())
        .isEqualTo("{a=[a+b space], context=[query value], repeat=[first, second]}");
    assertThat(parameters.headers().get("X-B")).isEqualTo(List.of("1", "2"));
    assertThat(parameters.byKind().get("querystring")).containsEntry("repeat", "second");
    assertThat(parameters.byKind().get("header")).containsEntry("x-b", "2");
  }

  @Test
  void theHeadersOfALoadBalancerAreAdded() throws Exception {
    RequestParameters parameters = of("", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: ftp");
    assertThat(parameters.query()).isEmpty();
    assertThat(parameters.headers().get("X-Forwarded-For"))
        .isEqualTo(List.of("192.0.2.1, 127.0.0.1"));
    assertThat(parameters.headers().get("X-Forwarded-Proto")).isEqualTo(List.of("http"));
    assertThat(parameters.headers().get("X-Forwarded-Port")).hasSize(1);
    assertThat(parameters.headers().get("X-Amzn-Trace-Id"))
        .singleElement()
        .asString()
        .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
  }

  @Test
  void aTraceOfTheClientStays() throws Exception {
    assertThat(of("", "x-amzn-trace-id: Root=1-a-b").headers().get("X-Amzn-Trace-Id"))
        .isEqualTo(List.of("Root=1-a-b"));
  }
}
