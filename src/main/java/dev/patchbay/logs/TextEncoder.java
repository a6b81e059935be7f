package dev.patchbay.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Encodes an event as text: time, level, logger, message, then names and values. The lines of a
 * stack trace follow; they, and no others, begin with a tab.
 *
 * <p>The patterns of Logback escape nothing.
 */
final class TextEncoder extends EncoderBase<ILoggingEvent> {

  /** A longer chain of causes repeats itself. */
  private static final int CAUSES_MAX = 10;

  private final TimestampFormat times = new TimestampFormat();

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String logger = event.getLoggerName();
    StringBuilder line = new StringBuilder(256);
    times.append(line, event.getTimeStamp());
    line.append(' ').append(event.getLevel()).append(' ');
    EscapedText.append(line, logger.substring(logger.lastIndexOf('.') + 1));
    line.append(' ');
    EscapedText.append(line, event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        line.append(' ').append(pair.key).append('=');
        EscapedText.appendValue(line, String.valueOf(pair.value));
      }
    }
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      appendTrace(line, "", event.getThrowableProxy(), CAUSES_MAX);
    }
    return line.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void appendTrace(
      StringBuilder lines, String role, IThrowableProxy thrown, int causesMax) {
    lines.append('\t').append(role).append(thrown.getClassName());
    if (thrown.getMessage() != null) {
      lines.append(": ");
      EscapedText.append(lines, thrown.getMessage());
    }
    lines.append('\n');
    StackTraceElementProxy[] trace = thrown.getStackTraceElementProxyArray();
    for (int i = 0; i < trace.length - thrown.getCommonFrames(); i++) {
      lines.append("\t\t");
      EscapedText.append(lines, trace[i].getSTEAsString());
      lines.append('\n');
    }
    if (causesMax == 0) {
      return;
    }
    for (IThrowableProxy suppressed : thrown.getSuppressed()) {
      appendTrace(lines, "suppressed: ", suppressed, causesMax - 1);
    }
    if (thrown.getCause() != null) {
      appendTrace(lines, "caused by: ", thrown.getCause(), causesMax - 1);
    }
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
