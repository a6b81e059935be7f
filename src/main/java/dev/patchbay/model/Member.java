package dev.patchbay.model;

import java.util.Map;

/**
 * One member of a resource.
 *
 * @param name the name on the wire
 * @param kind the effect of an update on it
 * @param input which requests may set it; elsewhere it is an unknown member and is ignored
 * @param protocol the protocol that the API must have for this member to be set
 * @param createRefusal the text for an API of another protocol when a resource is created
 * @param updateRefusal the same when it is updated
 * @param isPresentWhenEmpty whether a resource without entries in this map has an empty map
 * @param isHidden whether the store alone has it, and no answer
 */
public record Member(
    String name,
    MemberKind kind,
    Input input,
    Protocol protocol,
    String createRefusal,
    String updateRefusal,
    boolean isPresentWhenEmpty,
    boolean isHidden) {

  /** Which requests carry a member. */
  public enum Input {
    CREATE_AND_UPDATE,
    CREATE,
    UPDATE,
    NONE
  }

  /** Which APIs know a member. */
  public enum Protocol {
    ANY,
    WEBSOCKET,
    HTTP;

    /** The protocol of an API, which its {@code protocolType} names. */
    public static Protocol of(Map<String, ?> members) {
      return valueOf(String.valueOf(members.get("protocolType")));
    }
  }

  /** A member that requests of both kinds carry. */
  public static Member input(String name, MemberKind kind) {
    return new Member(name, kind, Input.CREATE_AND_UPDATE, Protocol.ANY, "", "", false, false);
  }

  /** A member that the service alone sets. */
  public static Member output(String name) {
    return new Member(name, MemberKind.VALUE, Input.NONE, Protocol.ANY, "", "", false, false);
  }

  public Member onCreateOnly() {
    return in(Input.CREATE);
  }

  public Member onUpdateOnly() {
    return in(Input.UPDATE);
  }

  private Member in(Input requests) {
    return new Member(
        name, kind, requests, protocol, createRefusal, updateRefusal, isPresentWhenEmpty, isHidden);
  }

  public Member onlyOn(Protocol only) {
    String text = name + " is only supported for " + only + " APIs";
    return onlyOn(only, text, text);
  }

  /** AWS has texts of its own for some members. */
  public Member onlyOn(Protocol only, String refusalOfCreate, String refusalOfUpdate) {
    return new Member(
        name, kind, input, only, refusalOfCreate, refusalOfUpdate, isPresentWhenEmpty, isHidden);
  }

  /** A map that answers show empty where it has no entries. */
  public Member presentWhenEmpty() {
    return new Member(name, kind, input, protocol, createRefusal, updateRefusal, true, isHidden);
  }

  /** A member of the service's own, which no answer and no change shows. */
  public Member hidden() {
    return new Member(
        name, kind, input, protocol, createRefusal, updateRefusal, isPresentWhenEmpty, true);
  }

  /** Whether a request of this operation may carry the member. */
  public boolean isInputOf(LifecycleOperation operation) {
    return switch (operation) {
      case CREATE -> input == Input.CREATE_AND_UPDATE || input == Input.CREATE;
      case UPDATE -> input == Input.CREATE_AND_UPDATE || input == Input.UPDATE;
      case GET, GET_ALL, DELETE -> false;
    };
  }
}
