package dev.patchbay.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The row of a type while the table is written; each method names one column. */
public final class ResourceTypeBuilder {

  final String typeName;
  final String collectionSegment;
  String spokenName;
  Identifier identifier;
  @Nullable ResourceType parent;
  @Nullable String uniqueMember;
  boolean absentIsUnique;
  @Nullable String alreadyExistsText;
  List<Reference> references = List.of();
  Member.Protocol protocol = Member.Protocol.ANY;
  String otherProtocolText = "";
  Map<String, Member> members = Map.of();
  Quota quota = Quota.ofSetting("PATCHBAY_MAX_CHILDREN");
  String notFoundText;
  @Nullable String createdMember;
  @Nullable String updatedMember;
  boolean tagged;
  boolean internal;
  @Nullable ResourceType snapshotType;
  String changesName;
  Example example = Example.NONE;
  ListOperation list = ListOperation.GET;
  boolean replaced;
  int deleteStatus = LifecycleOperation.DELETE.successStatus();
  @Nullable String arnMember;
  UnaryOperator<Map<String, Object>> answerForm = UnaryOperator.identity();
  String summaryShape;
  UnaryOperator<Map<String, Object>> summaryForm = UnaryOperator.identity();

  ResourceTypeBuilder(String typeName, String collectionSegment) {
    this.typeName = typeName;
    this.collectionSegment = collectionSegment;
    this.spokenName = typeName;
    this.changesName = typeName + "Changes";
    this.summaryShape = typeName;
    this.identifier = Identifier.generated(idMember(), 7);
    this.notFoundText = "Invalid " + typeName + " identifier specified";
  }

  private String idMember() {
    return Character.toLowerCase(typeName.charAt(0)) + typeName.substring(1) + "Id";
  }

  /** The type in whose resources these lie; a type without one is a root. */
  public ResourceTypeBuilder under(ResourceType type) {
    parent = type;
    return this;
  }

  /** The name in error texts, where it is not the type's name. */
  public ResourceTypeBuilder spokenAs(String name) {
    spokenName = name;
    return this;
  }

  /**
   * The service draws identifiers.
   *
   * @param formerLengths of identifiers that are stored and are not drawn any more
   */
  public ResourceTypeBuilder generatedId(int length, Integer... formerLengths) {
    identifier = Identifier.generated(idMember(), length, formerLengths);
    return this;
  }

  /** The caller names the identifier in a member when it creates the resource. */
  public ResourceTypeBuilder givenId(String member) {
    identifier = Identifier.given(member);
    return this;
  }

  /** The same, of a narrower form; the refusal is AWS's answer to another one. */
  public ResourceTypeBuilder givenId(String member, Pattern form, Refusal refusal) {
    identifier = Identifier.given(member, form, refusal);
    return this;
  }

  /** No two resources of one collection have the same value in this member. */
  public ResourceTypeBuilder unique(String member) {
    uniqueMember = member;
    return this;
  }

  /** The same, where the lack of the member is a value that only one resource has. */
  public ResourceTypeBuilder uniqueEvenAbsent(String member) {
    uniqueMember = member;
    absentIsUnique = true;
    return this;
  }

  /**
   * AWS's text for a second resource with the same value in the unique member, or with the same
   * given identifier; {key} stands for the value.
   */
  public ResourceTypeBuilder alreadyExists(String text) {
    alreadyExistsText = text;
    return this;
  }

  /** Members that name other resources. */
  public ResourceTypeBuilder references(Reference... all) {
    references = List.of(all);
    return this;
  }

  /** Only roots of a protocol have resources of this type; the text refuses others. */
  public ResourceTypeBuilder onlyOn(Member.Protocol only, String text) {
    protocol = only;
    otherProtocolText = text;
    return this;
  }

  public ResourceTypeBuilder quota(Quota most) {
    quota = most;
    return this;
  }

  /** AWS's text for an identifier that leads nowhere; {account} and {id} stand for values. */
  public ResourceTypeBuilder notFound(String text) {
    notFoundText = text;
    return this;
  }

  /** The service writes the time of creation into this member. */
  public ResourceTypeBuilder createdIn(String member) {
    createdMember = member;
    return this;
  }

  /** The service writes the time of the last accepted update into this member. */
  public ResourceTypeBuilder updatedIn(String member) {
    updatedMember = member;
    return this;
  }

  /** The service writes the ARN, which names the account, into this member. */
  public ResourceTypeBuilder arnIn(String member) {
    arnMember = member;
    return this;
  }

  /** Answers show the members in another form than they are stored in. */
  public ResourceTypeBuilder answeredAs(UnaryOperator<Map<String, Object>> form) {
    answerForm = form;
    return this;
  }

  /**
   * Lists show less of each resource than its own answer.
   *
   * @param shape the name in the AWS model
   * @param form makes it of the members of the answer
   */
  public ResourceTypeBuilder summarizedAs(String shape, UnaryOperator<Map<String, Object>> form) {
    summaryShape = shape;
    summaryForm = form;
    return this;
  }

  /** The noun of the operations that read the change log of a root. */
  public ResourceTypeBuilder changesNamed(String name) {
    changesName = name;
    return this;
  }

  /** AWS tags resources of this type: {@code tags} is there, and empty where none are given. */
  public ResourceTypeBuilder tagged() {
    tagged = true;
    return this;
  }

  /** The service alone creates and reads resources of this type: it has no operations. */
  public ResourceTypeBuilder internal() {
    internal = true;
    return this;
  }

  /**
   * A creation takes a snapshot of the resources in the same root whose types stand before the type
   * of snapshots in the table.
   */
  public ResourceTypeBuilder snapshotOf(ResourceType snapshots) {
    snapshotType = snapshots;
    return this;
  }

  /** The operation that lists the collection, where it is not named as most are. */
  public ResourceTypeBuilder listedBy(ListOperation operation) {
    list = operation;
    return this;
  }

  /** The operation that updates one is a PUT, whose requests name all members. */
  public ResourceTypeBuilder replacedByPut() {
    replaced = true;
    return this;
  }

  /** The status of the answer to a deletion, where it is not 204; its body is empty braces then. */
  public ResourceTypeBuilder deletedWith(int status) {
    deleteStatus = status;
    return this;
  }

  /** A request that creates one, for contracts and tests. */
  public ResourceTypeBuilder example(Example request) {
    example = request;
    return this;
  }

  /** The members in the order of the AWS model, which is that of the wire and of the store. */
  public ResourceTypeBuilder members(Member... all) {
    Map<String, Member> byName = new LinkedHashMap<>();
    Arrays.stream(all).forEach(member -> byName.put(member.name(), member));
    members = Collections.unmodifiableMap(byName);
    return this;
  }

  public ResourceType build() {
    return new ResourceType(this);
  }
}
