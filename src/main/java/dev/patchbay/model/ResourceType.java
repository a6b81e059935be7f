package dev.patchbay.model;

import static dev.patchbay.model.Member.Protocol.HTTP;
import static dev.patchbay.model.Member.Protocol.WEBSOCKET;
import static dev.patchbay.model.Member.input;
import static dev.patchbay.model.Member.output;
import static dev.patchbay.model.MemberKind.LIST;
import static dev.patchbay.model.MemberKind.REQUIRED_TEXT;
import static dev.patchbay.model.MemberKind.STRUCTURE;
import static dev.patchbay.model.MemberKind.STRUCTURE_MAP;
import static dev.patchbay.model.MemberKind.TEMPLATE_MAP;
import static dev.patchbay.model.MemberKind.TEXT;
import static dev.patchbay.model.MemberKind.TEXT_MAP;
import static dev.patchbay.model.MemberKind.TEXT_MAP_MAP;
import static dev.patchbay.model.MemberKind.VALUE;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of resources, one row a kind. Routes, schemas, keys in the store and error texts follow
 * from these rows.
 *
 * <p>Members stand in the order of the AWS model, which is the order on the wire and in the store.
 * Source: the AWS API Gateway v2 service model, API version 2018-11-29.
 */
public enum ResourceType {
  API(
      "Api",
      "apis",
      10,
      null,
      null,
      List.of(),
      output("apiEndpoint"),
      output("apiId"),
      input("apiKeySelectionExpression", TEXT),
      input("corsConfiguration", STRUCTURE).onlyOn(HTTP),
      output("createdDate"),
      input("credentialsArn", TEXT).onlyOn(HTTP),
      input("description", TEXT),
      input("disableExecuteApiEndpoint", VALUE),
      input("disableSchemaValidation", VALUE).onlyOn(WEBSOCKET),
      input("ipAddressType", REQUIRED_TEXT),
      input("name", REQUIRED_TEXT),
      input("protocolType", REQUIRED_TEXT).onCreateOnly(),
      input("routeKey", TEXT).onlyOn(HTTP),
      input("routeSelectionExpression", REQUIRED_TEXT),
      input("tags", TEXT_MAP).onCreateOnly(),
      input("target", TEXT).onlyOn(HTTP),
      input("version", TEXT)),

  INTEGRATION(
      "Integration",
      "integrations",
      7,
      API,
      null,
      List.of(),
      input("connectionId", TEXT),
      input("connectionType", REQUIRED_TEXT),
      input("contentHandlingStrategy", TEXT).onlyOn(WEBSOCKET),
      input("credentialsArn", TEXT),
      input("description", TEXT),
      output("integrationId"),
      input("integrationMethod", TEXT),
      output("integrationResponseSelectionExpression"),
      input("integrationSubtype", TEXT).onlyOn(HTTP),
      input("integrationType", REQUIRED_TEXT),
      input("integrationUri", TEXT),
      input("passthroughBehavior", REQUIRED_TEXT),
      input("payloadFormatVersion", REQUIRED_TEXT),
      input("requestParameters", TEXT_MAP),
      input("requestTemplates", TEMPLATE_MAP).onlyOn(WEBSOCKET),
      input("responseParameters", TEXT_MAP_MAP).onlyOn(HTTP),
      input("templateSelectionExpression", TEXT).onlyOn(WEBSOCKET),
      input("timeoutInMillis", VALUE),
      input("tlsConfig", STRUCTURE).onlyOn(HTTP)),

  INTEGRATION_RESPONSE(
      "IntegrationResponse",
      "integrationresponses",
      7,
      INTEGRATION,
      "integrationResponseKey",
      List.of("integrationResponseKey"),
      input("contentHandlingStrategy", TEXT),
      output("integrationResponseId"),
      input("integrationResponseKey", REQUIRED_TEXT),
      input("responseParameters", TEXT_MAP),
      input("responseTemplates", TEMPLATE_MAP),
      input("templateSelectionExpression", TEXT)),

  ROUTE(
      "Route",
      "routes",
      7,
      API,
      "routeKey",
      List.of("routeKey", "target"),
      input("apiKeyRequired", VALUE),
      input("authorizationScopes", LIST),
      input("authorizationType", REQUIRED_TEXT),
      input("authorizerId", TEXT),
      input("modelSelectionExpression", TEXT).onlyOn(WEBSOCKET),
      input("operationName", TEXT),
      input("requestModels", TEXT_MAP).onlyOn(WEBSOCKET),
      input("requestParameters", STRUCTURE_MAP).onlyOn(WEBSOCKET),
      output("routeId"),
      input("routeKey", REQUIRED_TEXT),
      input("routeResponseSelectionExpression", TEXT).onlyOn(WEBSOCKET),
      input("target", TEXT)),

  ROUTE_RESPONSE(
      "RouteResponse",
      "routeresponses",
      6,
      ROUTE,
      "routeResponseKey",
      List.of("routeResponseKey"),
      input("modelSelectionExpression", TEXT),
      input("responseModels", TEXT_MAP),
      input("responseParameters", STRUCTURE_MAP),
      output("routeResponseId"),
      input("routeResponseKey", REQUIRED_TEXT));

  private final String typeName;
  private final String collectionSegment;
  private final int idLength;
  private final @Nullable ResourceType parent;
  private final @Nullable String uniqueMember;
  private final List<String> indexedMembers;
  private final Map<String, Member> members;
  private final List<ResourceType> lineage;

  ResourceType(
      String typeName,
      String collectionSegment,
      int idLength,
      @Nullable ResourceType parent,
      @Nullable String uniqueMember,
      List<String> indexedMembers,
      Member... members) {
    this.typeName = typeName;
    this.collectionSegment = collectionSegment;
    this.idLength = idLength;
    this.parent = parent;
    this.uniqueMember = uniqueMember;
    this.indexedMembers = indexedMembers;
    Map<String, Member> byName = new LinkedHashMap<>();
    Arrays.stream(members).forEach(member -> byName.put(member.name(), member));
    this.members = Collections.unmodifiableMap(byName);
    this.lineage =
        Stream.concat(
                Stream.ofNullable(parent).flatMap(each -> each.lineage.stream()), Stream.of(this))
            .toList();
  }

  /** The shape's name in the AWS model, for example {@code IntegrationResponse}. */
  public String typeName() {
    return typeName;
  }

  public String pluralName() {
    return typeName + "s";
  }

  /** The name that AWS's error texts use: {@code API}, else the shape's name. */
  public String spokenName() {
    return this == API ? "API" : typeName;
  }

  /** The path segment of the collection, for example {@code integrationresponses}. */
  public String collectionSegment() {
    return collectionSegment;
  }

  /**
   * The member and path label that holds the identifier, for example {@code integrationResponseId}.
   */
  public String idMember() {
    return Character.toLowerCase(typeName.charAt(0)) + typeName.substring(1) + "Id";
  }

  /** How many characters of {@code [a-z0-9]} an identifier has; as seen on AWS. */
  public int idLength() {
    return idLength;
  }

  public Optional<ResourceType> parent() {
    return Optional.ofNullable(parent);
  }

  /** How many identifiers lead to a resource of this kind: 1 for an API. */
  public int depth() {
    return lineage.size();
  }

  /** The kinds from the outermost ancestor down to this one. */
  public List<ResourceType> lineage() {
    return lineage;
  }

  public List<ResourceType> children() {
    return Arrays.stream(values()).filter(type -> type.parent == this).toList();
  }

  /** The member whose value no two resources of one collection share. */
  public Optional<String> uniqueMember() {
    return Optional.ofNullable(uniqueMember);
  }

  /** The members by whose values the store finds resources of a collection. */
  public List<String> indexedMembers() {
    return indexedMembers;
  }

  /** All members by name, in the order of the wire. */
  public Map<String, Member> members() {
    return members;
  }
}
