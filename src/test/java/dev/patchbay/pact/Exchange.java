package dev.patchbay.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.BaseMockServer;
import au.com.dius.pact.consumer.MockHttpServerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.HttpInteractionBuilder;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.consumer.model.MockServerImplementation;
import au.com.dius.pact.core.model.Consumer;
import au.com.dius.pact.core.model.ContentType;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.Provider;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.V4Pact;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One exchange that a consumer relies on, and the consumer's own code that makes it.
 *
 * @param states the provider states to set up, in order
 * @param call the consumer's code, which makes the call and reads the answer
 */
record Exchange(
    String description, List<ProviderState> states, Request request, Answer answer, Call call)
    implements Expectation {

  /** The values that states return, and their examples where no service runs. */
  static final Map<String, String> EXAMPLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("apiId", "a1b2c3d4e5"),
              Map.entry("integrationId", "i1i1i1i"),
              Map.entry("integrationResponseId", "r1r1r1r"),
              Map.entry("routeId", "t1t1t1t"),
              Map.entry("routeResponseId", "p1p1p1p"),
              Map.entry("stageName", "prod"),
              Map.entry("connectionId", "gbikm26u_QAYKEjiHA%3D%3D"),
              Map.entry("entityTag", "\"7\""),
              Map.entry("changeId", "1760000000000-0"),
              Map.entry("nextToken", "bmV4dA"),
              Map.entry("cursor", "Y3Vyc29y")));

  /** Content types as the SDKs of AWS write them. */
  private static final String JSON_SENT = "^application/(json|x-amz-json-1\\.[01])( *;.*)?$";

  private static final String JSON_ANSWERED = "^application/json( *;.*)?$";

  /** The consumer's code, against the address of a server. */
  @FunctionalInterface
  interface Call {
    void make(URI address) throws Exception;
  }

  /**
   * A request; values of states are named like {@code ${apiId}}.
   *
   * @param body null for none
   */
  record Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      @Nullable Shape body) {

    static Request of(String method, String path) {
      return new Request(method, path, Map.of(), Map.of(), null);
    }

    Request query(String name, String value) {
      return new Request(method, path, with(query, name, value), headers, body);
    }

    Request header(String name, String value) {
      return new Request(method, path, query, with(headers, name, value), body);
    }

    Request body(Shape sent) {
      return new Request(method, path, query, headers, sent);
    }
  }

  /**
   * An answer.
   *
   * @param headers forms of values by name
   * @param body null where the contract does not constrain it
   */
  record Answer(int status, Map<String, Form> headers, @Nullable Shape body) {

    Answer header(String name, String regex, String example) {
      return new Answer(status, with(headers, name, new Form(regex, example)), body);
    }
  }

  /** The form of a header's value. */
  record Form(String regex, String example) {}

  private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
    Map<String, T> more = new TreeMap<>(map);
    more.put(name, value);
    return more;
  }

  static ProviderState state(String name, Object... parametersInTurn) {
    Map<String, Object> parameters = new TreeMap<>();
    for (int i = 0; i < parametersInTurn.length; i += 2) {
      parameters.put((String) parametersInTurn[i], parametersInTurn[i + 1]);
    }
    return new ProviderState(name, parameters);
  }

  /** A text in which the examples stand for the values of states. */
  static String example(String template) {
    String text = template;
    for (Map.Entry<String, String> value : EXAMPLES.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  /** Lets the consumer talk to Pact's server, which knows nothing but this exchange. */
  @Override
  public void run() throws Exception {
    V4Pact pact =
        new V4Pact(
            new Consumer("consumer"),
            new Provider("provider"),
            new ArrayList<>(List.of(interaction())));
    BaseMockServer server =
        MockHttpServerKt.mockServer(
            pact,
            MockProviderConfig.httpConfig(
                "127.0.0.1", 0, PactSpecVersion.V4, MockServerImplementation.JavaHttpServer));
    server.start();
    try {
      server.waitForServer();
      call.make(URI.create(server.getUrl()));
      PactVerificationResult result = server.validateMockServerState(null);
      assertThat(result).as(result.getDescription()).isInstanceOf(PactVerificationResult.Ok.class);
    } finally {
      server.stop();
    }
  }

  @Override
  public V4Interaction interaction() {
    V4Interaction.SynchronousHttp built =
        (V4Interaction.SynchronousHttp)
            new HttpInteractionBuilder(description, new ArrayList<>(states), new ArrayList<>())
                .withRequest(this::put)
                .willRespondWith(this::put)
                .build()
                .withGeneratedKey();
    if (request.body != null) {
      built.getRequest().setBody(json(request.body));
      request.body.addTo(built.getRequest().getMatchingRules().addCategory("body"));
    }
    if (answer.body != null) {
      built.getResponse().setBody(json(answer.body));
      answer.body.addTo(built.getResponse().getMatchingRules().addCategory("body"));
    }
    return built;
  }

  private static OptionalBody json(Shape shape) {
    return OptionalBody.body(
        shape.json().getBytes(UTF_8), ContentType.fromString("application/json"));
  }

  private HttpRequestBuilder put(HttpRequestBuilder builder) {
    builder.method(request.method);
    if (request.path.contains("${")) {
      builder.path(Matchers.fromProviderState(request.path, example(request.path)));
    } else {
      builder.path(request.path);
    }
    request.query.forEach((name, value) -> builder.queryParameter(name, valueOrState(value)));
    request.headers.forEach((name, value) -> builder.header(name, valueOrState(value)));
    if (request.body != null) {
      builder.header("Content-Type", Matchers.regexp(JSON_SENT, "application/json"));
    }
    return builder;
  }

  private static Object valueOrState(String value) {
    return value.contains("${") ? Matchers.fromProviderState(value, example(value)) : value;
  }

  private HttpResponseBuilder put(HttpResponseBuilder builder) {
    builder.status(answer.status);
    answer.headers.forEach(
        (name, form) -> builder.header(name, Matchers.regexp(form.regex, form.example)));
    if (answer.body != null) {
      builder.header("Content-Type", Matchers.regexp(JSON_ANSWERED, "application/json"));
    }
    return builder;
  }
}
