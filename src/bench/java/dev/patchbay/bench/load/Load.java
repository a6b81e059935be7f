package dev.patchbay.bench.load;

/** A kind of request. */
public enum Load {
  /** A body of {@value Bodies#PATCH_BYTES} bytes that changes three members. */
  PATCH,
  /** A body that replaces a template of {@value Bodies#TEMPLATE_BYTES} bytes. */
  PATCH_TEMPLATE,
  /** The body of {@link #PATCH} with the values that are stored already. */
  PATCH_WITHOUT_EFFECT,
  GET,
  /** The first 100 of a collection. */
  GET_PAGE,
  /** Each connection in turns creates a response and deletes it; two requests. */
  CREATE_AND_DELETE,
  /** Evaluates a template of 1 KiB over a reply of 1 KiB. */
  EVALUATE,
  /** A frame of {@value Messages#BYTES} bytes to the gateway, whose answer is a frame. */
  MESSAGE,
  /** No HTTP: the commands of a PATCH, sent to Redis itself. */
  REDIS_PIPELINE
}
