package dev.patchbay.pact;

import static dev.patchbay.contract.ProviderStates.A_CONNECTION;
import static dev.patchbay.contract.ProviderStates.A_CONNECTION_ON_ANOTHER_REPLICA;
import static dev.patchbay.contract.ProviderStates.A_GONE_CONNECTION;
import static dev.patchbay.contract.ProviderStates.A_SLOW_CONSUMER;
import static dev.patchbay.contract.ProviderStates.CALLER_OF_ANOTHER_ACCOUNT;
import static dev.patchbay.contract.ProviderStates.CALLER_READ_ONLY;
import static dev.patchbay.contract.ProviderStates.CREDENTIALS_EXPIRED;
import static dev.patchbay.pact.Answers.answer;
import static dev.patchbay.pact.Answers.deleted;
import static dev.patchbay.pact.Answers.done;
import static dev.patchbay.pact.Answers.error;
import static dev.patchbay.pact.Answers.errorWithoutMessage;
import static dev.patchbay.pact.Exchange.example;
import static dev.patchbay.pact.Exchange.state;
import static dev.patchbay.pact.Shape.containing;
import static dev.patchbay.pact.Shape.is;
import static dev.patchbay.pact.Shape.like;
import static dev.patchbay.pact.Shape.matching;
import static dev.patchbay.pact.Shape.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.core.model.ProviderState;
import dev.patchbay.pact.Exchange.Answer;
import dev.patchbay.pact.Exchange.Request;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;

/** PostToConnection, GetConnection and DeleteConnection. */
final class AwsSdkConnections {

  private static final String API = "/execute-api/${apiId}";
  private static final String STAGE = API + "/${stageName}";
  private static final String CONNECTION = "/@connections/${connectionId}";
  private static final String PATH = STAGE + CONNECTION;

  /** In a path the SDK encodes the equals signs. */
  private static final String ID = example("${connectionId}").replace("%3D", "=");

  private static final Shape MESSAGE = object("type", is("greeting"));
  private static final String TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$";

  private static final Answer GONE = errorWithoutMessage(410, "GoneException");

  private static final Answer FACTS =
      answer(
          200,
          object(
              "connectedAt",
              matching(TIME, "2026-01-01T00:00:00.123Z"),
              "identity",
              object("sourceIp", like("127.0.0.1")),
              "lastActiveAt",
              matching(TIME, "2026-01-01T00:00:01.123Z")));

  private AwsSdkConnections() {}

  static List<Exchange> posting() {
    return List.of(
        posted("a connection", A_CONNECTION),
        posted("a connection on another replica", A_CONNECTION_ON_ANOTHER_REPLICA),
        new Exchange(
            "PostToConnection of a connection that is gone",
            List.of(state(A_GONE_CONNECTION)),
            message(PATH),
            GONE,
            failing(GoneException.class, 410, AwsSdkConnections::post)),
        new Exchange(
            "PostToConnection of a slow consumer",
            List.of(state(A_SLOW_CONSUMER)),
            message(PATH),
            errorWithoutMessage(429, "LimitExceededException"),
            failing(LimitExceededException.class, 429, AwsSdkConnections::post)));
  }

  static List<Exchange> reading() {
    return List.of(
        read("a connection", List.of(state(A_CONNECTION))),
        read("a connection on another replica", List.of(state(A_CONNECTION_ON_ANOTHER_REPLICA))),
        read("a slow consumer", List.of(state(A_SLOW_CONSUMER))),
        read(
            "a connection by a caller that may only read",
            List.of(state(A_CONNECTION), state(CALLER_READ_ONLY))),
        new Exchange(
            "GetConnection of a connection that is gone",
            List.of(state(A_GONE_CONNECTION)),
            Request.of("GET", PATH),
            GONE,
            failing(GoneException.class, 410, AwsSdkConnections::get)));
  }

  static List<Exchange> deleting() {
    return Stream.of(A_CONNECTION, A_CONNECTION_ON_ANOTHER_REPLICA, A_SLOW_CONSUMER)
        .map(
            name ->
                new Exchange(
                    "DeleteConnection of " + name,
                    List.of(state(name)),
                    Request.of("DELETE", PATH),
                    deleted(),
                    call(AwsSdkConnections::delete)))
        .toList();
  }

  static List<Exchange> refusals() {
    return List.of(
        new Exchange(
            "DeleteConnection of a connection that is gone",
            List.of(state(A_GONE_CONNECTION)),
            Request.of("DELETE", PATH),
            GONE,
            failing(GoneException.class, 410, AwsSdkConnections::delete)),
        new Exchange(
            "PostToConnection of a text that is no identifier",
            List.of(state(A_CONNECTION)),
            message(STAGE + "/@connections/AAAAAAAAAAAAAAA%3D"),
            error(400, "BadRequestException"),
            failing(
                ApiGatewayManagementApiException.class, 400, aws -> post(aws, "AAAAAAAAAAAAAAA="))),
        new Exchange(
            "PostToConnection through an unknown stage",
            List.of(state(A_CONNECTION)),
            message(API + "/none" + CONNECTION),
            error(403, "ForbiddenException"),
            failing(API + "/none", ForbiddenException.class, 403, AwsSdkConnections::post)),
        denied("a caller that may only read", CALLER_READ_ONLY),
        denied("a caller of another account", CALLER_OF_ANOTHER_ACCOUNT),
        new Exchange(
            "PostToConnection with a signature that has expired",
            List.of(state(A_CONNECTION), state(CREDENTIALS_EXPIRED)),
            message(PATH),
            error(403, "InvalidSignatureException"),
            failing(ApiGatewayManagementApiException.class, 403, AwsSdkConnections::post)));
  }

  private static Request message(String path) {
    return Request.of("POST", path).body(MESSAGE);
  }

  private static Exchange posted(String what, String state) {
    return new Exchange(
        "PostToConnection of " + what,
        List.of(state(state)),
        message(PATH),
        done(200),
        call(AwsSdkConnections::post));
  }

  private static Exchange read(String what, List<ProviderState> states) {
    return new Exchange(
        "GetConnection of " + what,
        states,
        Request.of("GET", PATH),
        FACTS,
        call(
            aws -> {
              GetConnectionResponse facts = get(aws);
              assertThat(facts.identity().sourceIp()).isNotEmpty();
              assertThat(facts.lastActiveAt()).isAfterOrEqualTo(facts.connectedAt());
            }));
  }

  /** The message has a capital letter, as at AWS. */
  private static Exchange denied(String what, String state) {
    return new Exchange(
        "PostToConnection by " + what,
        List.of(state(A_CONNECTION), state(state)),
        message(PATH),
        error(
            403,
            "AccessDeniedException",
            object(
                "Message",
                containing(
                    "is not authorized to perform: execute-api:ManageConnections",
                    "User: A is not authorized to perform: execute-api:ManageConnections on B"))),
        failing(ApiGatewayManagementApiException.class, 403, AwsSdkConnections::post));
  }

  private static void post(ApiGatewayManagementApiClient aws) {
    post(aws, ID);
  }

  private static void post(ApiGatewayManagementApiClient aws, String id) {
    aws.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String(MESSAGE.json())));
  }

  private static GetConnectionResponse get(ApiGatewayManagementApiClient aws) {
    return aws.getConnection(r -> r.connectionId(ID));
  }

  private static void delete(ApiGatewayManagementApiClient aws) {
    aws.deleteConnection(r -> r.connectionId(ID));
  }

  private static Exchange.Call call(Consumer<ApiGatewayManagementApiClient> code) {
    return call(STAGE, code);
  }

  private static Exchange.Call call(String stage, Consumer<ApiGatewayManagementApiClient> code) {
    return address -> call(URI.create(address + example(stage)), code);
  }

  private static void call(URI stage, Consumer<ApiGatewayManagementApiClient> code) {
    try (ApiGatewayManagementApiClient client =
        ApiGatewayManagementApiClient.builder()
            .endpointOverride(stage)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
            .httpClient(AwsSdk.HTTP)
            .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build()) {
      code.accept(client);
    }
  }

  /** A call that ends in the exception that programs catch. */
  private static <T extends ApiGatewayManagementApiException> Exchange.Call failing(
      Class<T> type, int status, Consumer<ApiGatewayManagementApiClient> code) {
    return failing(STAGE, type, status, code);
  }

  private static <T extends ApiGatewayManagementApiException> Exchange.Call failing(
      String stage, Class<T> type, int status, Consumer<ApiGatewayManagementApiClient> code) {
    return call(
        stage,
        aws -> {
          T failure = catchThrowableOfType(type, () -> code.accept(aws));
          assertThat(failure.statusCode()).isEqualTo(status);
          assertThat(failure.requestId()).isNotEmpty();
        });
  }
}
