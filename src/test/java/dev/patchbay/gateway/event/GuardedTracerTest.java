package dev.patchbay.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.event.GatewayTracer.CallSpan;
import dev.patchbay.gateway.event.GatewayTracer.HttpRequest;
import dev.patchbay.gateway.event.GatewayTracer.HttpSpan;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests to HTTP APIs and to connections while the tracer throws. */
final class GuardedTracerTest {

  /** Begins spans if it shall, and throws everything else. */
  private static GatewayTracer broken(boolean begins) {
    return (GatewayTracer)
        Proxy.newProxyInstance(
            GuardedTracerTest.class.getClassLoader(),
            new Class<?>[] {
              GatewayTracer.class, HttpSpan.class, CallSpan.class, GatewayTracer.RequestSpan.class
            },
            (proxy, method, arguments) -> {
              if (begins && List.of("begin", "calling").contains(method.getName())) {
                return proxy;
              }
              throw new IllegalStateException("broken by the test");
            });
  }

  @Test
  void theyGoOn() {
    for (boolean begins : List.of(true, false)) {
      GatewayTracer guarded = new GuardedTracer(broken(begins));
      HttpSpan request =
          guarded.begin(new HttpRequest("GET", "api", "$default", "request"), List.of());
      CallSpan call = request.calling("HTTP_PROXY");
      assertThat(call.headers()).isEmpty();
      call.replied(200);
      call.failed(new IllegalStateException());
      request.end("GET /", 200, Optional.empty());
      guarded
          .begin("GetConnection", "api", "$default", "connection", List.of())
          .end(200, Optional.empty());
    }
  }
}
