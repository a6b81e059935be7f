package dev.patchbay.conformance;

import java.net.http.HttpRequest;

/** Signs requests with the credentials of the caller. */
@FunctionalInterface
public interface RequestSigning {

  /**
   * Returns the request with its signature, or as it is where the caller has no credentials.
   *
   * @param body the body of the request
   * @param service part of the signed scope: {@code apigateway}, or {@code execute-api}
   */
  HttpRequest sign(HttpRequest request, byte[] body, String service);
}
