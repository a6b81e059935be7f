package dev.patchbay.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads callers from the INI format of AWS's shared credentials file, one profile a caller:
 *
 * <pre>
 * [deploy]
 * aws_access_key_id = AKIDEXAMPLE
 * aws_secret_access_key = ...
 * aws_session_token = ...            # optional: the key is a temporary one
 * patchbay_account_id = 000000000000 # optional
 * patchbay_role = readonly           # or readwrite, which is the default
 * patchbay_throttle_rate = 10        # requests a second for the account; 0 turns it off
 * patchbay_throttle_burst = 40
 * </pre>
 *
 * <p>Properties of other tools, such as region, are ignored.
 */
public final class CredentialsFile implements ReloadedFile.Format<Credentials> {
  private static final ProfilesFile FILE =
      new ProfilesFile(CredentialsProfile.PROPERTIES, "patchbay_");

  private final String defaultAccountId;

  /**
   * A reader.
   *
   * @param defaultAccountId the account of profiles that name none, twelve digits
   */
  public CredentialsFile(String defaultAccountId) {
    if (!CredentialsProfile.isAccountId(defaultAccountId)) {
      throw new IllegalArgumentException("the default account id must be twelve digits");
    }
    this.defaultAccountId = defaultAccountId;
  }

  /**
   * Reads a whole file.
   *
   * @param content UTF-8
   * @throws CredentialsFileException if a line is malformed, a profile lacks its keys, a profile or
   *     an access key id is duplicated, two profiles of one account differ in their throttle, or
   *     there is no profile
   */
  @Override
  public Credentials parse(byte[] content) throws CredentialsFileException {
    List<CredentialsProfile> profiles =
        FILE.profiles(content).stream().map(CredentialsProfile::new).toList();
    Map<String, OptionalInt> rates = new HashMap<>();
    Map<String, OptionalInt> bursts = new HashMap<>();
    Set<String> accessKeyIds = new HashSet<>();
    for (CredentialsProfile profile : profiles) {
      if (!accessKeyIds.add(profile.accessKeyId())) {
        throw profile.broken("aws_access_key_id", "is that of another profile");
      }
      String account = profile.accountId(defaultAccountId);
      settle(rates, account, profile, "patchbay_throttle_rate", profile.throttleRatePerSecond());
      settle(bursts, account, profile, "patchbay_throttle_burst", profile.throttleBurst());
    }
    List<Credential> credentials = new ArrayList<>(profiles.size());
    for (CredentialsProfile profile : profiles) {
      String account = profile.accountId(defaultAccountId);
      Caller caller =
          new Caller(
              profile.accessKeyId(),
              account,
              profile.role(),
              rates.getOrDefault(account, OptionalInt.empty()),
              bursts.getOrDefault(account, OptionalInt.empty()));
      credentials.add(new Credential(caller, profile.secretAccessKey(), profile.sessionToken()));
    }
    return Credentials.of(credentials);
  }

  @Override
  public String sizeText(Credentials credentials) {
    return credentials.sizeText();
  }

  /** The throttle belongs to the account: one profile sets it for all profiles of the account. */
  private static void settle(
      Map<String, OptionalInt> settled,
      String account,
      CredentialsProfile profile,
      String property,
      OptionalInt value)
      throws CredentialsFileException {
    if (value.isEmpty()) {
      return;
    }
    OptionalInt other = settled.put(account, value);
    if (other != null && !other.equals(value)) {
      throw profile.broken(property, "differs from that of another profile of the same account");
    }
  }
}
