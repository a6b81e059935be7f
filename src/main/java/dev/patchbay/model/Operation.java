package dev.patchbay.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the service: the single description from which its route, its labels in logs and
 * metrics and its part of the OpenAPI document follow.
 *
 * @param name as AWS names it, for example {@code UpdateIntegrationResponse}
 * @param type the type of the resource that it is about
 * @param lifecycle empty for one that not every type has
 * @param path with labels in braces, for example {@code /v2/apis/{apiId}}; a last one with a plus,
 *     {@code {arn+}}, takes the rest of the path
 * @param successStatus the status of an answer that is not an error
 * @param labels the names of the identifiers in the path, outermost first
 * @param isReadOnly whether a read-only caller may call it
 */
public record Operation(
    String name,
    ResourceType type,
    Optional<LifecycleOperation> lifecycle,
    String method,
    String path,
    int successStatus,
    List<String> labels,
    boolean isReadOnly) {

  /** The name of the operation that evaluates integration responses on the reply of a backend. */
  public static final String EVALUATE = "EvaluateIntegrationResponses";

  /** The name of the operation that lists the connections of a stage. */
  public static final String CONNECTIONS = "GetConnections";

  /** The name of the operation that sends a message to a client. */
  public static final String POST_TO_CONNECTION = "PostToConnection";

  /** The name of the operation that closes a connection. */
  public static final String DELETE_CONNECTION = "DeleteConnection";

  /** The name of the operation that reads how the messages of a client went. */
  public static final String CONNECTION_MESSAGES = "GetConnectionMessages";

  /** The name of the operation that creates an API as a document describes it. */
  public static final String IMPORT = "ImportApi";

  /** The name of the operation that replaces an API as a document describes it. */
  public static final String REIMPORT = "ReimportApi";

  /** The name of the operation that describes an API in a document. */
  public static final String EXPORT = "ExportApi";

  private static final Set<String> BODIES = Set.of("POST", "PUT", "PATCH");

  private static final Pattern LABEL = Pattern.compile("\\{([^}+]+)\\+?}");

  /** An operation that is not a lifecycle operation. */
  public Operation(String name, ResourceType type, String method, String path, int successStatus) {
    this(
        name,
        type,
        Optional.empty(),
        method,
        path,
        successStatus,
        labels(path),
        method.equals("GET"));
  }

  public Operation {
    labels = List.copyOf(labels);
  }

  /** A lifecycle operation of a type. */
  public static Operation of(ResourceType type, LifecycleOperation lifecycle) {
    String path = "/v2" + path(type, !lifecycle.onCollection());
    return new Operation(
        lifecycle.nameOn(type),
        type,
        Optional.of(lifecycle),
        lifecycle.methodOn(type),
        path,
        lifecycle == LifecycleOperation.DELETE ? type.deleteStatus() : lifecycle.successStatus(),
        labels(path),
        lifecycle.methodOn(type).equals("GET"));
  }

  /** Reads the change log of a root in pages. */
  public static Operation changePages(ResourceType root) {
    return changes("Get", root);
  }

  /** Reads the change log of a root as a stream of events; it has the path of the pages. */
  public static Operation changeEvents(ResourceType root) {
    return changes("Follow", root);
  }

  /** Evaluates the integration responses of an integration on a reply, and stores nothing. */
  public static Operation evaluation(ResourceType integration) {
    String path = "/patchbay/v1" + path(integration, true) + "/evaluations";
    return new Operation(
        EVALUATE, integration, Optional.empty(), "POST", path, 200, labels(path), true);
  }

  /** Lists the connections of a stage in pages. */
  public static Operation connections(ResourceType stage) {
    String path = "/patchbay/v1" + path(stage, true) + "/connections";
    return new Operation(CONNECTIONS, stage, "GET", path, 200);
  }

  /** Sends a message to a client of a stage. */
  public static Operation postToConnection(ResourceType stage) {
    return new Operation(POST_TO_CONNECTION, stage, "POST", connectionPath(stage), 204);
  }

  /** Closes a connection of a stage. */
  public static Operation deleteConnection(ResourceType stage) {
    return new Operation(DELETE_CONNECTION, stage, "DELETE", connectionPath(stage), 204);
  }

  /** Reads how the latest messages of a client went, and has its messages recorded. */
  public static Operation connectionMessages(ResourceType stage) {
    String path = connectionPath(stage) + "/messages";
    return new Operation(CONNECTION_MESSAGES, stage, "GET", path, 200);
  }

  private static String connectionPath(ResourceType stage) {
    return connections(stage).path() + "/{connectionId}";
  }

  private static Operation changes(String verb, ResourceType root) {
    return new Operation(
        verb + root.changesName(),
        root,
        "GET",
        "/patchbay/v1" + path(root, true) + "/changes",
        200);
  }

  private static String path(ResourceType type, boolean toResource) {
    StringBuilder path = new StringBuilder();
    for (ResourceType each : type.lineage()) {
      path.append('/').append(each.collectionSegment());
      if (each != type || toResource) {
        path.append("/{").append(each.idMember()).append('}');
      }
    }
    return path.toString();
  }

  private static List<String> labels(String path) {
    List<String> labels = new ArrayList<>();
    for (Matcher label = LABEL.matcher(path); label.find(); ) {
      labels.add(label.group(1));
    }
    return labels;
  }

  /** Whether it is this operation of the lifecycle. */
  public boolean is(LifecycleOperation one) {
    return lifecycle.filter(one::equals).isPresent();
  }

  /** Whether a request carries members in its body. */
  public boolean hasBody() {
    return lifecycle.map(LifecycleOperation::hasBody).orElse(BODIES.contains(method));
  }

  /** Whether an answer that is not an error has a body. */
  public boolean hasAnswer() {
    return successStatus != LifecycleOperation.DELETE.successStatus();
  }
}
