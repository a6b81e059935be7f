package dev.patchbay.auth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads API keys from the INI format of AWS's shared credentials file, one profile a key:
 *
 * <pre>
 * [mobile]                              # $context.identity.apiKeyId
 * api_key = 6fT0c...                    # 20 to 128 characters, as at AWS
 * api_stages = a1b2c3d4e5/prod, f6g7h8  # a stage, or all stages of an API
 * </pre>
 */
public final class ApiKeysFile implements ReloadedFile.Format<ApiKeys> {
  private static final String KEY = "api_key";
  private static final String STAGES = "api_stages";

  /** AWS's shortest key: a shorter one could be guessed. */
  private static final int KEY_LENGTH_MIN = 20;

  private static final Pattern STAGE =
      Pattern.compile("[A-Za-z0-9]{1,64}(?:/[A-Za-z0-9_$-]{1,128})?");

  private static final ProfilesFile FILE = new ProfilesFile(Set.of(KEY, STAGES), "");

  /**
   * Reads a whole file.
   *
   * @param content UTF-8
   * @throws CredentialsFileException if a line is malformed, a profile lacks its key or its stages,
   *     a profile or a key is duplicated, or there is no profile
   */
  @Override
  public ApiKeys parse(byte[] content) throws CredentialsFileException {
    List<ApiKeys.Entry> entries = new ArrayList<>();
    Set<String> values = new HashSet<>();
    for (Profile profile : FILE.profiles(content)) {
      String value = profile.require(KEY, ApiKeys.LENGTH_MAX, c -> true);
      if (value.length() < KEY_LENGTH_MIN) {
        throw profile.broken(KEY, "is shorter than " + KEY_LENGTH_MIN + " characters");
      }
      if (!values.add(value)) {
        throw profile.broken(KEY, "is that of another profile");
      }
      entries.add(new ApiKeys.Entry(value, new ApiKeys.ApiKey(profile.name(), stages(profile))));
    }
    return ApiKeys.of(entries);
  }

  @Override
  public String sizeText(ApiKeys keys) {
    return keys.sizeText();
  }

  private static Set<String> stages(Profile profile) throws CredentialsFileException {
    String text = profile.find(STAGES);
    if (text == null) {
      throw profile.broken(STAGES, "is missing");
    }
    Set<String> stages = new HashSet<>();
    for (String stage : text.split(",", -1)) {
      if (!STAGE.matcher(stage.strip()).matches()) {
        throw profile.broken(STAGES, "must be apiId or apiId/stage, between commas");
      }
      stages.add(stage.strip());
    }
    return stages;
  }
}
