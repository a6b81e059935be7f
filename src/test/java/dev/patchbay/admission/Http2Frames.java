package dev.patchbay.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.patchbay.testkit.RawExchange;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One connection of HTTP/2 whose frames are written by hand (RFC 9113, section 4.1). */
final class Http2Frames implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;

  static final int END_HEADERS = 4;

  /** END_STREAM and END_HEADERS. */
  static final int WHOLE = 5;

  private static final int ACK = 1;
  private static final int PRIORITY = 0x20;

  private final SSLSocket socket;

  private Http2Frames(SSLSocket socket) {
    this.socket = socket;
  }

  static Http2Frames open(SSLContext trust, URI address) throws IOException {
    SSLSocket socket =
        (SSLSocket) trust.getSocketFactory().createSocket(address.getHost(), address.getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(RawExchange.HANG_MILLIS);
    socket.setTcpNoDelay(true);
    socket.startHandshake();
    if (!socket.getApplicationProtocol().equals("h2")) {
      throw new IOException("the server does not speak HTTP/2");
    }
    Http2Frames frames = new Http2Frames(socket);
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    frames.send(SETTINGS, 0, 0, new byte[0]);
    return frames;
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    String head = "%06x%02x%02x%08x".formatted(payload.length, type, flags, stream);
    frame.writeBytes(HexFormat.of().parseHex(head));
    frame.writeBytes(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** GET of a path over https, without Huffman coding (RFC 7541, section 6.2.2). */
  static byte[] get(String path) {
    return request((byte) 0x82, path);
  }

  static byte[] post(String path) {
    return request((byte) 0x83, path);
  }

  private static byte[] request(byte method, String path) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(new byte[] {method, (byte) 0x87, 0x04, (byte) path.length()});
    block.writeBytes(path.getBytes(US_ASCII));
    block.writeBytes(new byte[] {0x01, 1, 'a'});
    return block.toByteArray();
  }

  /** A frame that came. */
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(int type, byte[] payload) {}

  /**
   * Reads frames until one of the types comes, acknowledgements of settings aside.
   *
   * @return null where the connection ends or nothing comes
   */
  Frame await(Integer... types) throws IOException {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int head = in.readInt();
        int type = head & 0xff;
        int flags = in.readUnsignedByte();
        in.readInt();
        int dependency = type == HEADERS && (flags & PRIORITY) != 0 ? 5 : 0;
        in.skipNBytes(dependency);
        byte[] payload = in.readNBytes((head >>> 8) - dependency);
        boolean acknowledgement = type == SETTINGS && (flags & ACK) != 0;
        if (List.of(types).contains(type) && !acknowledgement) {
          return new Frame(type, payload);
        }
      }
    } catch (EOFException | SocketException ignored) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
