package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret, token or signature in a message or a toString. */
class SecretsStayInsideTest {
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:30Z");
  private static final String FILE =
      "[a]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = "
          + SignedRequest.SESSION_SECRET
          + "\naws_session_token = "
          + SignedRequest.SESSION_TOKEN
          + "\n";

  @Test
  void notInToString(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("credentials"), FILE);
    CredentialsFile parser = new CredentialsFile("000000000000");
    ReloadedFile<Credentials> source = ReloadedFile.open(file, parser);
    SigV4Verifier verifier = new SigV4Verifier(source, () -> NOW);
    MutableRequest request = sessionRequest();
    UnverifiedSignature signature = verifier.inspect(request.head());

    List<Object> objects =
        List.of(
            source,
            parser,
            source.get(),
            SignedRequest.SESSION,
            source.refresh(),
            verifier,
            request.head(),
            signature,
            signature.authorization,
            verifier.verify(signature, request.body));

    assertThat(objects).allSatisfy(object -> assertSilent(object.toString(), request.signature()));
  }

  @Test
  void notInRefusals() {
    SigV4Verifier verifier = new SigV4Verifier(() -> SignedRequest.CREDENTIALS, () -> NOW);
    List<String> messages = new ArrayList<>();
    for (Mutation mutation : SigV4MutationTest.mutations()) {
      MutableRequest request = mutation.apply();
      try {
        verifier.verify(verifier.inspect(request.head()), request.body);
      } catch (AuthException e) {
        assertThat(e).hasNoCause();
        assertSilent(e.toString(), request.target.startsWith("/v2/apis/a1b2c3") ? "a1b2c3" : "x/");
        messages.add(e.toString());
      }
    }
    assertThat(messages).hasSizeGreaterThan(70);
  }

  /** Each line of a good file is spoilt, cut or doubled in turn; whatever is told has no secret. */
  @Test
  void notInComplaintsAboutTheFile() {
    CredentialsFile parser = new CredentialsFile("000000000000");
    int complaints = 0;
    for (int cut = 1; cut < FILE.length(); cut++) {
      for (String text :
          List.of(
              FILE.substring(0, cut),
              FILE.substring(cut),
              "[b]\n" + FILE.substring(cut),
              FILE.substring(0, cut) + "\n" + FILE.substring(cut),
              FILE.substring(0, cut) + " " + FILE.substring(cut),
              FILE + FILE.substring(cut))) {
        try {
          parser.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (CredentialsFileException e) {
          complaints++;
          assertThat(e).hasNoCause();
          assertSilent(e.toString(), "je7Mt");
        }
      }
    }
    assertThat(complaints).isGreaterThan(500);
  }

  @Test
  void noPublicMethodGivesThemAway() {
    assertThat(
            List.of(
                Credential.class, Credentials.class, UnverifiedSignature.class, ReloadedFile.class))
        .flatExtracting(type -> List.of(type.getDeclaredMethods()))
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .extracting(Method::getName)
        .containsOnly(
            "accountIds",
            "caller",
            "of",
            "only",
            "size",
            "sizeText",
            "file",
            "get",
            "open",
            "refresh",
            "toString");
  }

  private static MutableRequest sessionRequest() {
    MutableRequest request = new MutableRequest();
    request.accessKeyId = "ASIAIOSFODNN7EXAMPLE";
    request.secret = SignedRequest.SESSION_SECRET;
    request.signed("x-amz-security-token", SignedRequest.SESSION_TOKEN);
    request.sign();
    return request;
  }

  private static void assertSilent(String text, String another) {
    assertThat(text)
        .doesNotContain(
            SignedRequest.SECRET,
            SignedRequest.SESSION_SECRET,
            SignedRequest.SESSION_TOKEN,
            another);
  }
}
