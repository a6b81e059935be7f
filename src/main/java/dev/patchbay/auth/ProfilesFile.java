package dev.patchbay.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the profiles of a file in the INI format of AWS's shared credentials file. Comments start
 * with {@code #} or {@code ;}, at the start of a line or after a blank. Indentation has no meaning.
 *
 * @param known the properties that are read; others are ignored
 * @param ownPrefix the beginning of names that no other tool uses; others of them are refused
 */
record ProfilesFile(Set<String> known, String ownPrefix) {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /**
   * Reads a whole file.
   *
   * @param content UTF-8
   * @throws CredentialsFileException if a line is malformed, a profile or a property stands twice,
   *     or there is no profile
   */
  List<Profile> profiles(byte[] content) throws CredentialsFileException {
    Set<String> names = new HashSet<>();
    List<Profile> profiles = new ArrayList<>();
    @Nullable Profile profile = null;
    int number = 0;
    for (String raw : decode(content).split("\r?\n", -1)) {
      number++;
      String line = withoutComment(raw).strip();
      if (line.isEmpty()) {
        continue;
      }
      if (line.startsWith("[")) {
        profile = new Profile(profileName(line, number), number);
        if (!names.add(profile.name())) {
          throw broken(number, "this profile stands twice");
        }
        profiles.add(profile);
      } else if (profile == null) {
        throw broken(number, "a property stands before the first profile");
      } else {
        readProperty(profile, line, number);
      }
    }
    if (profiles.isEmpty()) {
      throw new CredentialsFileException("there is no profile in it");
    }
    return profiles;
  }

  private void readProperty(Profile profile, String line, int number)
      throws CredentialsFileException {
    int equals = line.indexOf('=');
    if (equals <= 0) {
      throw broken(number, "neither a profile, a property nor a comment");
    }
    String property = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    profile.put(property, line.substring(equals + 1).strip(), number, known, ownPrefix);
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
