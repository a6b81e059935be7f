package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.patchbay.auth.ReloadedFile.Outcome;
import dev.patchbay.auth.ReloadedFile.Refresh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedFileTest {
  private static final FileTime DATE = FileTime.fromMillis(1_440_938_160_000L);

  private final CredentialsFile parser = new CredentialsFile("000000000000");

  @TempDir Path directory;

  @Test
  void aChangedFileIsTaken() throws IOException {
    Path file = write("credentials", profile("ONE"));
    ReloadedFile<Credentials> source = ReloadedFile.open(file, parser);
    assertThat(source.refresh()).isEqualTo(new Refresh(Outcome.UNCHANGED, "1 caller"));

    write("credentials", profile("ONE") + profile("TWO"));

    assertThat(source.refresh()).isEqualTo(new Refresh(Outcome.RELOADED, "2 callers"));
    assertThat(source.get().find("AKIDTWO")).isNotNull();
    assertThat(source.refresh()).isEqualTo(new Refresh(Outcome.UNCHANGED, "2 callers"));
  }

  /** As a kubelet does it: two links and a directory, and dates that say nothing. */
  @Test
  void aSwappedLinkIsNoticedWithoutADate() throws IOException {
    Files.createDirectories(directory.resolve("..1"));
    Files.createDirectories(directory.resolve("..2"));
    Files.setLastModifiedTime(write("..1/credentials", profile("ONE")), DATE);
    Files.setLastModifiedTime(write("..2/credentials", profile("TWO")), DATE);
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
    Path file =
        Files.createSymbolicLink(directory.resolve("credentials"), Path.of("..data/credentials"));
    ReloadedFile<Credentials> source = ReloadedFile.open(file, parser);

    Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2"));
    Files.move(next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    assertThat(source.refresh().outcome()).isEqualTo(Outcome.RELOADED);
    assertThat(source.get().find("AKIDONE")).isNull();
    assertThat(source.get().find("AKIDTWO")).isNotNull();
  }

  @Test
  void aBrokenFileChangesNothingAndIsReportedUntilItIsRepaired() throws IOException {
    Path file = write("credentials", profile("ONE"));
    ReloadedFile<Credentials> source = ReloadedFile.open(file, parser);
    Credentials before = source.get();

    write("credentials", profile("TWO") + "s3cr3t");
    Refresh broken =
        new Refresh(Outcome.KEPT_BROKEN, "line 4: neither a profile, a property nor a comment");

    assertThat(source.refresh()).isEqualTo(broken);
    assertThat(source.refresh()).isEqualTo(broken);
    assertThat(source.get()).isSameAs(before);
    write("credentials", "");
    assertThat(source.refresh())
        .isEqualTo(new Refresh(Outcome.KEPT_BROKEN, "there is no profile in it"));
    write("credentials", profile("TWO"));
    assertThat(source.refresh().outcome()).isEqualTo(Outcome.RELOADED);
  }

  @Test
  void aMissingFileChangesNothing() throws IOException {
    Path file = write("credentials", profile("ONE"));
    ReloadedFile<Credentials> source = ReloadedFile.open(file, parser);

    Files.delete(file);

    assertThat(source.refresh())
        .isEqualTo(new Refresh(Outcome.KEPT_UNREADABLE, "NoSuchFileException"));
    assertThat(source.get().find("AKIDONE")).isNotNull();
    Files.createDirectory(file);
    assertThat(source.refresh().outcome()).isEqualTo(Outcome.KEPT_UNREADABLE);
  }

  @Test
  void aFileThatIsTooLargeIsNotReadToItsEnd() throws IOException {
    Path file = write("credentials", profile("ONE"));
    ReloadedFile<Credentials> source = ReloadedFile.open(file, parser);

    write("credentials", profile("TWO") + "#".repeat(ReloadedFile.FILE_BYTES_MAX));

    assertThat(source.refresh())
        .isEqualTo(new Refresh(Outcome.KEPT_BROKEN, "it is larger than 1048576 bytes"));
  }

  @Test
  void theFirstReadFailsOnABrokenFile() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> ReloadedFile.open(directory.resolve("absent"), parser));
    Path broken = write("credentials", "s3cr3t");
    assertThatExceptionOfType(CredentialsFileException.class)
        .isThrownBy(() -> ReloadedFile.open(broken, parser))
        .withMessage("line 1: a property stands before the first profile");
  }

  @Test
  void aReloadTakesEffectForTheNextRequest() throws IOException {
    MutableRequest request = new MutableRequest();
    request.sign();
    String keys =
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = "
            + SignedRequest.SECRET
            + "\n";
    ReloadedFile<Credentials> source = ReloadedFile.open(write("c", "[a]\n" + keys), parser);
    SigV4Verifier verifier =
        new SigV4Verifier(source, () -> java.time.Instant.parse("2015-08-30T12:36:00Z"));
    UnverifiedSignature signature = verifier.inspect(request.head());
    assertThat(verifier.verify(signature, request.body).role()).isEqualTo(Role.READWRITE);

    write("c", "[a]\n" + keys + "patchbay_role = readonly\n");
    source.refresh();
    assertThat(verifier.verify(signature, request.body).role()).isEqualTo(Role.READONLY);

    write("c", "[a]\n" + keys.replace("EXAMPLEKEY", "EXAMPLEKEX"));
    source.refresh();
    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> verifier.verify(signature, request.body))
        .returns(AuthError.INVALID_SIGNATURE, AuthException::error);

    write("c", profile("ONE"));
    source.refresh();
    assertThatExceptionOfType(AuthException.class)
        .isThrownBy(() -> verifier.verify(signature, request.body))
        .returns(AuthError.UNRECOGNIZED_CLIENT, AuthException::error);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String profile(String id) {
    return "[%s]\naws_access_key_id = AKID%s\naws_secret_access_key = s3cr3t\n".formatted(id, id);
  }
}
