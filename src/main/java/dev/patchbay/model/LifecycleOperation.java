package dev.patchbay.model;

/**
 * The operations of every type of resource. Method and success status depend on the operation,
 * unless the row of a type has others.
 *
 * <p>Source: the AWS API Gateway v2 service model, API version 2018-11-29.
 */
public enum LifecycleOperation {
  CREATE("Create", "POST", 201),
  GET("Get", "GET", 200),
  GET_ALL("Get", "GET", 200),
  UPDATE("Update", "PATCH", 200),
  DELETE("Delete", "DELETE", 204);

  private final String verb;
  private final String method;
  private final int successStatus;

  LifecycleOperation(String verb, String method, int successStatus) {
    this.verb = verb;
    this.method = method;
    this.successStatus = successStatus;
  }

  /**
   * The operation's name in the AWS model, for example {@code UpdateIntegrationResponse} or {@code
   * GetRoutes}.
   */
  public String nameOn(ResourceType type) {
    return switch (this) {
      case GET_ALL -> type.list().verb() + type.pluralName();
      case UPDATE -> type.updateVerb() + type.typeName();
      case CREATE, GET, DELETE -> verb + type.typeName();
    };
  }

  public String methodOn(ResourceType type) {
    return this == UPDATE && type.isReplaced() ? "PUT" : method;
  }

  public int successStatus() {
    return successStatus;
  }

  /** Whether the path ends in a collection ({@code /v2/apis}) and not in an identifier. */
  public boolean onCollection() {
    return this == CREATE || this == GET_ALL;
  }

  /** Whether the request carries members in its body. */
  public boolean hasBody() {
    return this == CREATE || this == UPDATE;
  }

  /** Whether {@code If-Match} is honoured. */
  public boolean isConditional() {
    return this == UPDATE || this == DELETE;
  }
}
