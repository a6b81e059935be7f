package dev.patchbay.contract;

import au.com.dius.pact.provider.HttpClientFactory;
import au.com.dius.pact.provider.IHttpClientFactory;
import au.com.dius.pact.provider.IProviderInfo;
import java.io.IOException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one test class. Pact by itself makes one for each request, which takes longer
 * than the request.
 */
final class KeptHttpClient implements IHttpClientFactory, AutoCloseable {

  private final HttpClientFactory factory = new HttpClientFactory();
  private @Nullable CloseableHttpClient client;

  /** Returns the same client each time. */
  @Override
  public synchronized CloseableHttpClient newClient(IProviderInfo provider) {
    CloseableHttpClient kept = client;
    if (kept == null) {
      kept = factory.newClient(provider);
      client = kept;
    }
    return kept;
  }

  @Override
  public synchronized void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }
}
