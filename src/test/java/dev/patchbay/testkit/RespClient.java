package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A blocking RESP2 connection with which tests act beside the code under test: they look at keys,
 * change settings, watch the commands that arrive. Not safe for use by several threads.
 *
 * <p>Replies come as {@code String} (simple and bulk, as UTF-8), {@code Long}, {@code List}, or
 * null.
 */
public final class RespClient implements AutoCloseable {

  /**
   * No command of a test takes longer, so a test that waits for a reply fails instead of hanging.
   */
  private static final int REPLY_MILLIS_MAX = 30_000;

  private final Socket socket;
  private final DataInputStream input;

  private RespClient(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Connects and authenticates to {@code redis://[user][:password]@host:port}. */
  public static RespClient connect(URI uri) {
    try {
      Socket socket = new Socket(uri.getHost(), uri.getPort());
      socket.setSoTimeout(REPLY_MILLIS_MAX);
      RespClient client = new RespClient(socket);
      if (uri.getUserInfo() != null) {
        client.call("AUTH", uri.getUserInfo().substring(uri.getUserInfo().indexOf(':') + 1));
      }
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends one command and returns its reply.
   *
   * @throws ErrorReply when Redis answers with an error
   */
  public @Nullable Object call(String... command) {
    send(command);
    return read();
  }

  /** Sends one command and leaves its reply to {@link #read}. */
  public void send(String... command) {
    try {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(("*" + command.length + "\r\n").getBytes(UTF_8));
      for (String argument : command) {
        byte[] bytes = argument.getBytes(UTF_8);
        request.writeBytes(("$" + bytes.length + "\r\n").getBytes(UTF_8));
        request.writeBytes(bytes);
        request.writeBytes(new byte[] {'\r', '\n'});
      }
      request.writeTo(socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply; after {@code MONITOR}, the next command that the server saw. */
  public @Nullable Object read() {
    try {
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object reply() throws IOException {
    int type = input.readByte();
    String line = line();
    return switch (type) {
      case '+' -> line;
      case '-' -> throw new ErrorReply(line);
      case ':' -> Long.valueOf(line);
      case '$' -> bulk(Integer.parseInt(line));
      case '*' -> list(Integer.parseInt(line));
      default -> throw new IOException("not RESP2: " + (char) type + line);
    };
  }

  private @Nullable String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    input.readFully(bytes);
    input.skipNBytes(2);
    return new String(bytes, UTF_8);
  }

  private @Nullable List<@Nullable Object> list(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      elements.add(reply());
    }
    return elements;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.readByte(); next != '\r'; next = input.readByte()) {
      line.write(next);
    }
    input.skipNBytes(1);
    return line.toString(UTF_8);
  }

  /** An error that Redis answered, such as {@code NOAUTH Authentication required.} */
  public static final class ErrorReply extends RuntimeException {
    private static final long serialVersionUID = 1;

    ErrorReply(String message) {
      super(message);
    }
  }
}
