package dev.patchbay.provider;

import dev.patchbay.auth.Caller;
import dev.patchbay.auth.Credential;
import dev.patchbay.auth.RequestHead;
import dev.patchbay.auth.RequestSigner;
import dev.patchbay.auth.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The callers that requests of a verification are signed for. Safe for use by many threads. */
final class Callers {

  /** One caller of the service. */
  enum Identity {
    READ_WRITE(Role.READWRITE, Duration.ZERO),
    READ_ONLY(Role.READONLY, Duration.ZERO),
    /** Signs with a date three times older than the service tolerates. */
    EXPIRED(Role.READWRITE, Duration.ofMinutes(15)),
    OTHER_ACCOUNT(Role.READWRITE, Duration.ZERO);

    private final Role role;
    private final Duration age;

    Identity(Role role, Duration age) {
      this.role = role;
      this.age = age;
    }
  }

  private static final String OTHER_ACCOUNT_ID = "999999999999";
  private static final int SECRET_BYTES = 20;

  private final Map<Identity, Credential> credentials = new EnumMap<>(Identity.class);
  private final Map<Identity, String> secrets = new EnumMap<>(Identity.class);
  private final Map<SignedService, RequestSigner> signers = new EnumMap<>(SignedService.class);
  private final String region;

  /** Generates a key for each caller. */
  Callers(String accountId, String region) {
    this.region = region;
    for (SignedService service : SignedService.values()) {
      signers.put(service, new RequestSigner(service.signedName()));
    }
    SecureRandom random = new SecureRandom();
    for (Identity identity : Identity.values()) {
      byte[] secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      String account =
          identity != Identity.OTHER_ACCOUNT
              ? accountId
              : accountId.equals(OTHER_ACCOUNT_ID) ? "888888888888" : OTHER_ACCOUNT_ID;
      Caller caller =
          new Caller(
              "AKIA" + identity.name().replace("_", ""),
              account,
              identity.role,
              OptionalInt.empty(),
              OptionalInt.empty());
      secrets.put(identity, HexFormat.of().formatHex(secret));
      credentials.put(identity, new Credential(caller, secrets.get(identity), null));
    }
  }

  /** Returns a credentials file with all callers. */
  String file() {
    return Arrays.stream(Identity.values()).map(this::profile).collect(Collectors.joining("\n"));
  }

  private String profile(Identity identity) {
    Caller caller = credential(identity).caller();
    return """
    [%s]
    aws_access_key_id = %s
    aws_secret_access_key = %s
    patchbay_account_id = %s
    patchbay_role = %s
    """
        .formatted(
            identity.name().toLowerCase(Locale.ROOT),
            caller.accessKeyId(),
            secrets.get(identity),
            caller.accountId(),
            caller.role().name().toLowerCase(Locale.ROOT));
  }

  private Credential credential(Identity identity) {
    return Objects.requireNonNull(credentials.get(identity));
  }

  /** Returns the headers that sign a request to a service for this caller. */
  Map<String, String> sign(
      Identity identity, SignedService service, RequestHead head, byte[] body) {
    return Objects.requireNonNull(signers.get(service))
        .sign(head, body, credential(identity), region, Instant.now().minus(identity.age));
  }
}
