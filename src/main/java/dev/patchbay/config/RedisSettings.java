package dev.patchbay.config;

import dev.patchbay.model.Durability;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of the connection to Redis. */
final class RedisSettings {

  static final Setting<RedisMode> MODE =
      Setting.oneOf(
          "PATCHBAY_REDIS_MODE",
          RedisMode.STANDALONE,
          "What is at PATCHBAY_REDIS_URI: one server, Sentinels, or nodes of a Redis Cluster.");

  static final Setting<List<URI>> URI =
      new Setting<>(
          "PATCHBAY_REDIS_URI",
          "",
          RedisUri.FORM,
          "The Redis to use, a secret; without it an embedded one starts. Sentinels and nodes of a"
              + " Cluster: several, separated by commas.",
          true,
          RedisUri::parseAll);

  static final Setting<Optional<Path>> URI_FILE =
      Setting.file("PATCHBAY_REDIS_URI_FILE", "a file", "A file that holds PATCHBAY_REDIS_URI.");

  static final Setting<String> MASTER_NAME =
      Setting.text(
          "PATCHBAY_REDIS_MASTER_NAME",
          "",
          Pattern.compile("[A-Za-z0-9._-]*"),
          "letters, digits, dots, dashes and underscores",
          "What the Sentinels call the master; needed with them.");

  static final Setting<Optional<String>> USER =
      optional("PATCHBAY_REDIS_USER", "The ACL user; without it the default one.", false);

  static final Setting<Optional<String>> PASSWORD =
      optional("PATCHBAY_REDIS_PASSWORD", "The password of Redis, a secret.", true);

  static final Setting<Optional<Path>> PASSWORD_FILE =
      Setting.file(
          "PATCHBAY_REDIS_PASSWORD_FILE", "a file", "A file that holds PATCHBAY_REDIS_PASSWORD.");

  static final Setting<Optional<String>> SENTINEL_USER =
      optional("PATCHBAY_REDIS_SENTINEL_USER", "The ACL user of the Sentinels.", false);

  static final Setting<Optional<String>> SENTINEL_PASSWORD =
      optional(
          "PATCHBAY_REDIS_SENTINEL_PASSWORD",
          "The password of the Sentinels, a secret; without it they need none.",
          true);

  static final Setting<Optional<Path>> SENTINEL_PASSWORD_FILE =
      Setting.file(
          "PATCHBAY_REDIS_SENTINEL_PASSWORD_FILE",
          "a file",
          "A file that holds PATCHBAY_REDIS_SENTINEL_PASSWORD.");

  static final Setting<Optional<Path>> TLS_CA_FILE =
      Setting.file(
          "PATCHBAY_REDIS_TLS_CA_FILE",
          "a PEM file",
          "The authority that rediss:// servers are checked against; without it those that Java"
              + " trusts.");

  static final Setting<Integer> POOL_SIZE =
      Setting.number(
          "PATCHBAY_REDIS_POOL_SIZE", 32, 1, 1024, "Connections to each server of Redis at most.");

  static final Setting<Integer> COMMAND_TIMEOUT_MILLIS =
      Setting.number(
          "PATCHBAY_REDIS_COMMAND_TIMEOUT_MILLIS",
          500,
          10,
          60_000,
          "How long a Redis command may take, in milliseconds; at most three quarters of a"
              + " request's time.");

  static final Setting<Integer> ACQUIRE_TIMEOUT_MILLIS =
      Setting.number(
          "PATCHBAY_REDIS_ACQUIRE_TIMEOUT_MILLIS",
          250,
          10,
          60_000,
          "How long a request may wait for a Redis connection, in milliseconds; at most three"
              + " quarters of its time.");

  /** Together with the third of it that the throttle has before, it stays below a second. */
  static final Setting<Integer> REQUEST_TIMEOUT_MILLIS =
      Setting.number(
          "PATCHBAY_REDIS_REQUEST_TIMEOUT_MILLIS",
          700,
          10,
          60_000,
          "How long all that a request does with the store may take, in milliseconds: its turn, its"
              + " attempts and its waits.");

  static final Setting<Optional<Durability>> DURABILITY =
      new Setting<>(
          "PATCHBAY_DURABILITY",
          "",
          "strict, standard",
          "What a change that was answered survives; when it is not set, strict where the Redis has"
              + " replicas at the start, else standard.",
          false,
          text ->
              text.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Setting.constant(Durability.class, text)));

  /** In the order operators read them. */
  static final List<Setting<?>> ALL =
      List.of(
          MODE,
          URI,
          URI_FILE,
          MASTER_NAME,
          USER,
          PASSWORD,
          PASSWORD_FILE,
          SENTINEL_USER,
          SENTINEL_PASSWORD,
          SENTINEL_PASSWORD_FILE,
          TLS_CA_FILE,
          POOL_SIZE,
          COMMAND_TIMEOUT_MILLIS,
          ACQUIRE_TIMEOUT_MILLIS,
          REQUEST_TIMEOUT_MILLIS,
          DURABILITY);

  /** The variables that may name a file in place of a value. */
  static final List<String> SECRETS =
      List.of(URI.name(), PASSWORD.name(), SENTINEL_PASSWORD.name());

  private RedisSettings() {}

  static RedisConfig from(Map<String, String> environment) {
    return new RedisConfig(
        MODE.from(environment),
        URI.from(environment),
        MASTER_NAME.from(environment),
        new RedisLogin(USER.from(environment), PASSWORD.from(environment)),
        new RedisLogin(SENTINEL_USER.from(environment), SENTINEL_PASSWORD.from(environment)),
        TLS_CA_FILE.from(environment),
        POOL_SIZE.from(environment),
        COMMAND_TIMEOUT_MILLIS.from(environment),
        ACQUIRE_TIMEOUT_MILLIS.from(environment),
        REQUEST_TIMEOUT_MILLIS.from(environment),
        DURABILITY.from(environment));
  }

  private static Setting<Optional<String>> optional(String name, String meaning, boolean secret) {
    return new Setting<>(
        name,
        "",
        "any text without control characters",
        meaning,
        secret,
        text -> {
          Setting.require(text.chars().noneMatch(Character::isISOControl));
          return Optional.of(text).filter(some -> !some.isEmpty());
        });
  }
}
