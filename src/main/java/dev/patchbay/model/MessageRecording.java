package dev.patchbay.model;

import java.util.List;

/**
 * The latest messages of a connection that was recorded.
 *
 * @param sinceMillis when the recording began, since the epoch
 * @param recorded how many messages have arrived since then
 * @param messages the latest of them that have their outcome, in their order
 */
public record MessageRecording(long sinceMillis, long recorded, List<MessageRecord> messages) {
  public MessageRecording {
    messages = List.copyOf(messages);
  }
}
