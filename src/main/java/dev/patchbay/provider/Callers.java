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

/** Who the requests of a verification come from. Safe for use by many threads. */
final class Callers {

  /** One caller of the service. */
  enum Who {
    READ_WRITE(Role.READWRITE, Duration.ZERO),
    READ_ONLY(Role.READONLY, Duration.ZERO),
    /** Signs as of long ago, three times what the service tolerates. */
    EXPIRED(Role.READWRITE, Duration.ofMinutes(15)),
    OTHER_ACCOUNT(Role.READWRITE, Duration.ZERO);

    private final Role role;
    private final Duration age;

    Who(Role role, Duration age) {
      this.role = role;
      this.age = age;
    }
  }

  private static final String OTHER_ACCOUNT_ID = "999999999999";
  private static final int SECRET_BYTES = 20;

  private final Map<Who, Credential> credentials = new EnumMap<>(Who.class);
  private final Map<Who, String> secrets = new EnumMap<>(Who.class);
  private final RequestSigner signer;

  /** Callers with keys that nobody else knows. */
  Callers(String accountId, String region) {
    this.signer = new RequestSigner(region);
    SecureRandom random = new SecureRandom();
    for (Who who : Who.values()) {
      byte[] secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      String account =
          who != Who.OTHER_ACCOUNT
              ? accountId
              : accountId.equals(OTHER_ACCOUNT_ID) ? "888888888888" : OTHER_ACCOUNT_ID;
      Caller caller =
          new Caller(
              "AKIA" + who.name().replace("_", ""),
              account,
              who.role,
              OptionalInt.empty(),
              OptionalInt.empty());
      secrets.put(who, HexFormat.of().formatHex(secret));
      credentials.put(who, new Credential(caller, secrets.get(who), null));
    }
  }

  /** A credentials file of all of them. */
  String file() {
    return Arrays.stream(Who.values()).map(this::profile).collect(Collectors.joining("\n"));
  }

  private String profile(Who who) {
    Caller caller = credential(who).caller();
    return """
        [%s]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        patchbay_account_id = %s
        patchbay_role = %s
        """
        .formatted(
            who.name().toLowerCase(Locale.ROOT),
            caller.accessKeyId(),
            secrets.get(who),
            caller.accountId(),
            caller.role().name().toLowerCase(Locale.ROOT));
  }

  private Credential credential(Who who) {
    return Objects.requireNonNull(credentials.get(who));
  }

  /** The headers that a request of this caller needs in addition. */
  Map<String, String> sign(Who who, RequestHead head, byte[] body) {
    return signer.sign(head, body, credential(who), Instant.now().minus(who.age));
  }
}
