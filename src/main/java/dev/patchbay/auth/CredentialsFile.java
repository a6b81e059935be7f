package dev.patchbay.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * <p>Comments start with {@code #} or {@code ;}, at the start of a line or after a blank.
 * Indentation has no meaning. Properties of other tools, such as region, are ignored.
 */
public final class CredentialsFile {
  private static final String BYTE_ORDER_MARK = "\ufeff";

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
  public Credentials parse(byte[] content) throws CredentialsFileException {
    List<CredentialsProfile> profiles = profiles(decode(content));
    if (profiles.isEmpty()) {
      throw new CredentialsFileException("there is no profile in it");
    }
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

  private static List<CredentialsProfile> profiles(String text) throws CredentialsFileException {
    Map<String, CredentialsProfile> profiles = new HashMap<>();
    List<CredentialsProfile> inOrder = new ArrayList<>();
    @Nullable CredentialsProfile profile = null;
    int number = 0;
    for (String raw : text.split("\r?\n", -1)) {
      number++;
      String line = withoutComment(raw).strip();
      if (line.isEmpty()) {
        continue;
      }
      if (line.startsWith("[")) {
        profile = new CredentialsProfile(profileName(line, number), number);
        if (profiles.put(profile.name(), profile) != null) {
          throw broken(number, "this profile stands twice");
        }
        inOrder.add(profile);
      } else if (profile == null) {
        throw broken(number, "a property stands before the first profile");
      } else {
        readProperty(profile, line, number);
      }
    }
    return inOrder;
  }

  private static void readProperty(CredentialsProfile profile, String line, int number)
      throws CredentialsFileException {
    int equals = line.indexOf('=');
    if (equals <= 0) {
      throw broken(number, "neither a profile, a property nor a comment");
    }
    String property = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    profile.put(property, line.substring(equals + 1).strip(), number);
  }

  private static String profileName(String line, int number) throws CredentialsFileException {
    String name = line.endsWith("]") ? line.substring(1, line.length() - 1).strip() : "";
    // The name is quoted in messages.
    boolean printable = name.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != ']');
    if (name.isEmpty() || !printable) {
      throw broken(number, "a profile is a name in brackets, in printable ASCII");
    }
    return name;
  }

  private static String withoutComment(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean first = i == 0 || Character.isWhitespace(line.charAt(i - 1));
      if (first && (c == '#' || c == ';')) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static String decode(byte[] content) throws CredentialsFileException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CredentialsFileException("it is not UTF-8");
    }
  }

  private static CredentialsFileException broken(int line, String reason) {
    return new CredentialsFileException("line " + line + ": " + reason);
  }
}
