package dev.patchbay.bench.load;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Signs with AWS's own signer, before the clock starts. */
public final class RequestSigner {

  public static final String ACCESS_KEY_ID = "AKIABENCHMARK";
  public static final String SECRET_ACCESS_KEY = "the-secret-of-the-benchmark";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsBasicCredentials caller =
      AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY);

  /** The headers that the signature adds. */
  Map<String, String> headers(String method, String host, String target, byte[] body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(URI.create("http://" + host + target))
            .putHeader("Host", host);
    if (body.length > 0) {
      request.putHeader("Content-Type", "application/json");
      request.putHeader("Content-Length", String.valueOf(body.length));
    }
    SdkHttpRequest signed =
        signer
            .sign(
                terms ->
                    terms
                        .identity(caller)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "apigateway")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    Map<String, String> added = new TreeMap<>();
    signed.forEachHeader((name, values) -> added.put(name, values.get(0)));
    added.keySet().removeAll(java.util.Set.of("Host", "Content-Type", "Content-Length"));
    return added;
  }
}
