package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate for 127.0.0.1 that signs itself. It is encoded here (RFC 5280, DER), for
 * the tool of the JDK takes a second for each.
 */
public final class TestCertificate {

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  private static final byte[] ECDSA_WITH_SHA256 =
      der(OBJECT_IDENTIFIER, new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2});
  private static final byte[] COMMON_NAME = der(OBJECT_IDENTIFIER, new byte[] {0x55, 4, 3});
  private static final byte[] SUBJECT_ALTERNATIVE_NAME =
      der(OBJECT_IDENTIFIER, new byte[] {0x55, 0x1d, 0x11});

  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestCertificate(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  public static TestCertificate make(String commonName) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    byte[] content = content(commonName, keys);
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(keys.getPrivate());
    signer.update(content);
    byte[] encoded =
        der(
            SEQUENCE,
            content,
            der(SEQUENCE, ECDSA_WITH_SHA256),
            der(BIT_STRING, new byte[] {0}, signer.sign()));
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return new TestCertificate(
        keys, (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
  }

  private static byte[] content(String commonName, KeyPair keys) {
    byte[] name =
        der(
            SEQUENCE,
            der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, commonName.getBytes(US_ASCII)))));
    byte[] names =
        der(
            SEQUENCE,
            der(DNS_NAME, "localhost".getBytes(US_ASCII)),
            der(IP_ADDRESS, new byte[] {127, 0, 0, 1}));
    return der(
        SEQUENCE,
        der(VERSION, der(INTEGER, new byte[] {2})),
        der(INTEGER, new BigInteger(64, new SecureRandom()).toByteArray()),
        der(SEQUENCE, ECDSA_WITH_SHA256),
        name,
        der(SEQUENCE, time("20200101000000Z"), time("21200101000000Z")),
        name,
        keys.getPublic().getEncoded(),
        der(
            EXTENSIONS,
            der(SEQUENCE, der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(OCTET_STRING, names)))));
  }

  private static byte[] time(String text) {
    return der(GENERALIZED_TIME, text.getBytes(US_ASCII));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      value.writeBytes(part);
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.write(tag);
    if (value.size() >= 0x100) {
      encoded.write(0x82);
      encoded.write(value.size() >> 8);
    } else if (value.size() >= 0x80) {
      encoded.write(0x81);
    }
    encoded.write(value.size());
    encoded.writeBytes(value.toByteArray());
    return encoded.toByteArray();
  }

  /** Key first: for a moment the two files do not belong together, as in a mount being changed. */
  public void write(Path certificateFile, Path keyFile) throws Exception {
    Files.writeString(keyFile, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
  }

  /** Trusts this certificate and no other. */
  public SSLContext trust() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
