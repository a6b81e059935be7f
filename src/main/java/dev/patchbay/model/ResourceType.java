package dev.patchbay.model;

import dev.patchbay.model.Member.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One type of resources: the single description from which routes, schemas, keys of the store,
 * references, quotas, errors, backup and documentation follow. {@link ResourceTypes} holds all
 * types of a service.
 */
public final class ResourceType {

  private final String typeName;
  private final String spokenName;
  private final String collectionSegment;
  private final Identifier identifier;
  private final @Nullable ResourceType parent;
  private final @Nullable String uniqueMember;
  private final boolean absentIsUnique;
  private final @Nullable String alreadyExistsText;
  private final List<Reference> references;
  private final Protocol protocol;
  private final String otherProtocolText;
  private final List<String> indexedMembers;
  private final Map<String, Member> members;
  private final Quota quota;
  private final String notFoundText;
  private final @Nullable String createdMember;
  private final @Nullable String updatedMember;
  private final boolean tagged;
  private final boolean internal;
  private final @Nullable ResourceType snapshotType;
  private final boolean hasHidden;
  private final String changesName;
  private final Example example;
  private final ListOperation list;
  private final boolean replaced;
  private final int deleteStatus;
  private final @Nullable String arnMember;
  private final UnaryOperator<Map<String, Object>> answerForm;
  private final String summaryShape;
  private final UnaryOperator<Map<String, Object>> summaryForm;
  private final List<ResourceType> lineage;

  ResourceType(ResourceTypeBuilder row) {
    this.typeName = row.typeName;
    this.spokenName = row.spokenName;
    this.collectionSegment = row.collectionSegment;
    this.identifier = row.identifier;
    this.parent = row.parent;
    this.uniqueMember = row.uniqueMember;
    this.absentIsUnique = row.absentIsUnique;
    this.alreadyExistsText = row.alreadyExistsText;
    this.references = row.references;
    this.protocol = row.protocol;
    this.otherProtocolText = row.otherProtocolText;
    this.indexedMembers =
        Stream.concat(
                Stream.ofNullable(uniqueMember),
                references.stream()
                    .filter(each -> each.isBlocking() || each.isOwned())
                    .map(Reference::member))
            .distinct()
            .toList();
    this.members = row.members;
    this.quota = row.quota;
    this.notFoundText = row.notFoundText;
    this.createdMember = row.createdMember;
    this.updatedMember = row.updatedMember;
    this.tagged = row.tagged;
    this.internal = row.internal;
    this.snapshotType = row.snapshotType;
    this.hasHidden = members.values().stream().anyMatch(Member::isHidden);
    this.changesName = row.changesName;
    this.example = row.example;
    this.list = row.list;
    this.replaced = row.replaced;
    this.deleteStatus = row.deleteStatus;
    this.arnMember = row.arnMember;
    this.answerForm = row.answerForm;
    this.summaryShape = row.summaryShape;
    this.summaryForm = row.summaryForm;
    this.lineage =
        Stream.concat(
                Stream.ofNullable(parent).flatMap(each -> each.lineage.stream()), Stream.of(this))
            .toList();
  }

  /**
   * Begins the row of a type.
   *
   * @param typeName the shape's name in the AWS model, for example {@code IntegrationResponse}
   * @param collectionSegment the path segment of the collection
   */
  public static ResourceTypeBuilder named(String typeName, String collectionSegment) {
    return new ResourceTypeBuilder(typeName, collectionSegment);
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
    return spokenName;
  }

  /** The path segment of the collection, for example {@code integrationresponses}. */
  public String collectionSegment() {
    return collectionSegment;
  }

  public Identifier identifier() {
    return identifier;
  }

  /**
   * The member and path label that holds the identifier, for example {@code integrationResponseId}.
   */
  public String idMember() {
    return identifier.member();
  }

  /** Empty for a root, whose collection belongs to the account. */
  public Optional<ResourceType> parent() {
    return Optional.ofNullable(parent);
  }

  /** The outermost ancestor, or this type itself. */
  public ResourceType root() {
    return lineage.get(0);
  }

  /** How many identifiers lead to a resource of this type: 1 for a root. */
  public int depth() {
    return lineage.size();
  }

  /** The types from the root down to this one. */
  public List<ResourceType> lineage() {
    return lineage;
  }

  /** The member whose value no two resources of one collection share. */
  public Optional<String> uniqueMember() {
    return Optional.ofNullable(uniqueMember);
  }

  /** The members by whose values the store finds resources of a collection. */
  public List<String> indexedMembers() {
    return indexedMembers;
  }

  /** Returns the index value of a missing indexed member; empty where it is not indexed. */
  public Optional<String> valueOfAbsent(String member) {
    return absentIsUnique && member.equals(uniqueMember) ? Optional.of("") : Optional.empty();
  }

  /** Members that name other resources. */
  public List<Reference> references() {
    return references;
  }

  /** The protocol that a root must have for resources of this type to be created. */
  public Protocol protocol() {
    return protocol;
  }

  /**
   * Checks that resources of this type may be in a root.
   *
   * @throws ServiceException BAD_REQUEST with AWS's text where the root has another protocol
   */
  public void checkProtocolOf(Resource root) {
    if (protocol != Protocol.ANY && protocol != Protocol.of(root.members())) {
      throw ServiceException.badRequest(otherProtocolText);
    }
  }

  /** All members by name, in the order of the wire. */
  public Map<String, Member> members() {
    return members;
  }

  public Quota quota() {
    return quota;
  }

  /** The member that holds the time of creation. */
  public Optional<String> createdMember() {
    return Optional.ofNullable(createdMember);
  }

  /** The member that holds the time of the last accepted update. */
  public Optional<String> updatedMember() {
    return Optional.ofNullable(updatedMember);
  }

  /** The member that holds the ARN, where the ARN names the account. */
  public Optional<String> arnMember() {
    return Optional.ofNullable(arnMember);
  }

  /** Whether AWS tags resources of this type, in the member {@code tags}. */
  public boolean isTagged() {
    return tagged;
  }

  /** Whether the service alone creates and reads such resources, without operations. */
  public boolean isInternal() {
    return internal;
  }

  /** The type of the snapshots that creations of this type take; empty for most types. */
  public Optional<ResourceType> snapshotType() {
    return Optional.ofNullable(snapshotType);
  }

  /** The members of a resource of this type without hidden ones. */
  public <V> Map<String, V> shown(Map<String, V> stored) {
    if (!hasHidden) {
      return stored;
    }
    Map<String, V> shown = new LinkedHashMap<>(stored);
    shown.keySet().removeIf(this::isHidden);
    return shown;
  }

  private boolean isHidden(String member) {
    Member known = members.get(member);
    return known != null && known.isHidden();
  }

  /** The members of the answer about one resource. */
  public Map<String, Object> answer(Map<String, Object> stored) {
    return answerForm.apply(shown(stored));
  }

  /** The members that a list shows of one resource. */
  public Map<String, Object> summary(Map<String, Object> stored) {
    return summaryForm.apply(answer(stored));
  }

  /** The shape of {@link #summary} in the AWS model; the type's name where lists show all. */
  public String summaryShape() {
    return summaryShape;
  }

  /** A request that creates one, for contracts and tests. */
  public Example example() {
    return example;
  }

  /** How the operation that lists the collection is named, and its answer. */
  public ListOperation list() {
    return list;
  }

  /** Whether an update is a PUT, whose requests name all members. */
  public boolean isReplaced() {
    return replaced;
  }

  /** The start of the name of the operation that updates one. */
  String updateVerb() {
    return replaced ? "Put" : "Update";
  }

  /** The status of the answer to a deletion. */
  int deleteStatus() {
    return deleteStatus;
  }

  /** The noun of the operations that read the change log of a root. */
  String changesName() {
    return changesName;
  }

  /** AWS's text for a second resource with the same key; {key} stands for it. */
  String alreadyExistsText() {
    return alreadyExistsText != null
        ? alreadyExistsText
        : "%s with key {key} already exists for this %s"
            .formatted(typeName, parent == null ? "account" : parent.spokenName);
  }

  /** AWS's text for an identifier that leads nowhere; {account} and {id} stand for values. */
  String notFoundText() {
    return notFoundText;
  }

  @Override
  public String toString() {
    return typeName;
  }
}
