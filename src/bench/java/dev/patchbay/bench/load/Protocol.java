package dev.patchbay.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Finds where an answer ends. */
enum Protocol {
  /** HTTP/1.1 with Content-Length, as the service and the floors answer. */
  HTTP {
    @Override
    int end(byte[] buffer, int length) {
      int head = indexOf(buffer, length, HEAD_END);
      if (head < 0) {
        return INCOMPLETE;
      }
      int end = head + HEAD_END.length + contentLength(buffer, head);
      return end <= length ? end : INCOMPLETE;
    }

    @Override
    int status(byte[] buffer, int end) {
      return number(buffer, "HTTP/1.1 ".length());
    }
  },

  /** One frame of a WebSocket. */
  WEB_SOCKET {
    @Override
    int end(byte[] buffer, int length) {
      if (length < 2) {
        return INCOMPLETE;
      }
      int payload = buffer[1] & 0x7f;
      int end = 2 + payload;
      if (payload == 126) {
        if (length < 4) {
          return INCOMPLETE;
        }
        end = 4 + (((buffer[2] & 0xff) << 8) | (buffer[3] & 0xff));
      }
      return end <= length ? end : INCOMPLETE;
    }

    /** Frames that are not text are bad, and so are those that say why there is no answer. */
    @Override
    int status(byte[] buffer, int end) {
      boolean isError = new String(buffer, 0, end, US_ASCII).contains("{\"message\": \"");
      return buffer[0] != (byte) 0x81 || isError ? 500 : 200;
    }
  },

  /** The replies of Redis to one {@link RedisPipelines pipeline}. */
  REDIS {
    @Override
    int end(byte[] buffer, int length) {
      int position = 0;
      for (int reply = 0; reply < RedisPipelines.COMMANDS && position >= 0; reply++) {
        position = skip(buffer, position, length);
      }
      return position;
    }

    /** EXEC is last and answers a list of one, or nothing where the key had changed. */
    @Override
    int status(byte[] buffer, int end) {
      String replies = new String(buffer, 0, end, US_ASCII);
      boolean failed = replies.startsWith("-") || replies.contains("\r\n-");
      return failed || !replies.endsWith("*1\r\n+OK\r\n") ? 500 : 200;
    }
  };

  static final int INCOMPLETE = -1;

  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
  private static final byte[] CONTENT_LENGTH = "\r\ncontent-length:".getBytes(US_ASCII);

  /** Where the answer at the begin of the buffer ends, or {@link #INCOMPLETE}. */
  abstract int end(byte[] buffer, int length);

  abstract int status(byte[] buffer, int end);

  private static int contentLength(byte[] buffer, int headEnd) {
    for (int at = 0; at < headEnd; at++) {
      int matched = 0;
      while (matched < CONTENT_LENGTH.length
          && at + matched < headEnd
          && lower(buffer[at + matched]) == CONTENT_LENGTH[matched]) {
        matched++;
      }
      if (matched == CONTENT_LENGTH.length) {
        int digits = at + matched;
        while (buffer[digits] == ' ') {
          digits++;
        }
        return number(buffer, digits);
      }
    }
    return 0;
  }

  private static int lower(byte character) {
    return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
  }

  /** The end of one reply of RESP2. */
  private static int skip(byte[] buffer, int begin, int length) {
    int lineEnd = begin < length ? indexOf(buffer, begin, length, LINE_END) : INCOMPLETE;
    if (lineEnd < 0) {
      return INCOMPLETE;
    }
    int next = lineEnd + LINE_END.length;
    if (buffer[begin] != '$' && buffer[begin] != '*') {
      return next;
    }
    int count = buffer[begin + 1] == '-' ? -1 : number(buffer, begin + 1);
    if (buffer[begin] == '$') {
      int end = count < 0 ? next : next + count + LINE_END.length;
      return end <= length ? end : INCOMPLETE;
    }
    for (int element = 0; element < count && next >= 0; element++) {
      next = skip(buffer, next, length);
    }
    return next;
  }

  private static int number(byte[] buffer, int begin) {
    int number = 0;
    for (int at = begin; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
      number = number * 10 + buffer[at] - '0';
    }
    return number;
  }

  private static int indexOf(byte[] buffer, int length, byte[] wanted) {
    return indexOf(buffer, 0, length, wanted);
  }

  private static int indexOf(byte[] buffer, int begin, int length, byte[] wanted) {
    for (int at = begin; at + wanted.length <= length; at++) {
      int matched = 0;
      while (matched < wanted.length && buffer[at + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return at;
      }
    }
    return INCOMPLETE;
  }
}
