package dev.patchbay.gateway.socket;

/** Why a connection ended, for meters: several causes close with the code 1001. */
public enum CloseCause {
  /** The client sent the first close frame. */
  CLIENT,
  /** The connection broke without a close frame. */
  LOST,
  IDLE,
  LIFETIME,
  /** Its stage or its deployment does not exist any more. */
  STAGE_GONE,
  /** The service stops. */
  DRAIN,
  /** A backend closed it. */
  DELETED,
  /** A frame that is binary, too long, not UTF-8 or against the protocol. */
  REFUSED_FRAME,
  /** The answer to a message is too long for a frame. */
  LONG_ANSWER,
  /** Another replica considered this one dead, and has run the disconnection. */
  TAKEN_OVER
}
