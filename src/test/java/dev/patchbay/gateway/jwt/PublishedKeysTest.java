package dev.patchbay.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.evaluation.BackendReply;
import dev.patchbay.gateway.execution.HttpBackends;
import dev.patchbay.model.Limit;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the two documents of an issuer are read. */
final class PublishedKeysTest {

  private final List<HttpBackends.ProxyRequest> sent = new ArrayList<>();

  private Future<KeySet> read(String configuration, String keys) {
    return new PublishedKeys(
            request -> {
              sent.add(request);
              return Future.succeededFuture(
                  BackendReply.of(200, request.uri().endsWith("/keys") ? keys : configuration));
            })
        .read("https://issuer.example");
  }

  @Test
  void eachDocumentHasItsTime() {
    assertThat(read("{\"jwks_uri\":\"https://issuer.example/keys\"}", "{}").result())
        .isEqualTo(KeySet.EMPTY);
    assertThat(sent)
        .extracting(HttpBackends.ProxyRequest::uri)
        .containsExactly(
            "https://issuer.example/.well-known/openid-configuration",
            "https://issuer.example/keys");
    assertThat(sent).allMatch(request -> request.timeoutMillis() == Limit.JWT_READ_TIME.value());
  }
}
