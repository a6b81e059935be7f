package dev.patchbay.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The mutations of keys, session tokens and the hash of the body. */
final class KeyMutations {
  private final List<Mutation> table = new ArrayList<>();

  static List<Mutation> table() {
    KeyMutations mutations = new KeyMutations();
    mutations.tokensAndHashes();
    return mutations.table;
  }

  private void tokensAndHashes() {
    before(
        "an unknown key",
        r -> r.accessKeyId = "AKIAI44QH8DHBEXAMPLE",
        AuthError.UNRECOGNIZED_CLIENT);
    before(
        "a key id in lower case",
        r -> r.accessKeyId = "akiaiosfodnn7example",
        AuthError.UNRECOGNIZED_CLIENT);
    before("no key id", r -> r.accessKeyId = "", AuthError.UNRECOGNIZED_CLIENT);
    before("another secret", r -> r.secret += "x", AuthError.INVALID_SIGNATURE);
    before(
        "a made-up token on a long-term key",
        r -> r.signed("x-amz-security-token", "any"),
        AuthError.UNRECOGNIZED_CLIENT);
    before("a session key without its token", r -> session(r), AuthError.UNRECOGNIZED_CLIENT);
    before(
        "a session key with its token",
        r -> {
          session(r);
          r.signed("x-amz-security-token", SignedRequest.SESSION_TOKEN);
        },
        null);
    before(
        "a session key with another token",
        r -> {
          session(r);
          r.signed("x-amz-security-token", SignedRequest.SESSION_TOKEN + "A");
        },
        AuthError.UNRECOGNIZED_CLIENT);
    before(
        "a session key with its token unsigned",
        r -> {
          session(r);
          r.header("x-amz-security-token", SignedRequest.SESSION_TOKEN);
        },
        AuthError.INVALID_SIGNATURE);
    before(
        "a session key with two tokens",
        r -> {
          session(r);
          r.signed("x-amz-security-token", SignedRequest.SESSION_TOKEN);
          r.header("x-amz-security-token", "x");
        },
        AuthError.INCOMPLETE_SIGNATURE);
    before(
        "the hash of the body",
        r -> r.signed("x-amz-content-sha256", MutableRequest.hash(r.body)),
        null);
    before(
        "the hash of no body",
        r -> r.signed("x-amz-content-sha256", MutableRequest.hash(new byte[0])),
        AuthError.INVALID_SIGNATURE);
    before(
        "the hash in capitals",
        r -> r.signed("x-amz-content-sha256", MutableRequest.hash(r.body).toUpperCase(Locale.ROOT)),
        AuthError.INVALID_SIGNATURE);
    before(
        "the hash unsigned",
        r -> r.header("x-amz-content-sha256", MutableRequest.hash(r.body)),
        AuthError.INVALID_SIGNATURE);
    before(
        "unsigned payload",
        r -> r.signed("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
        AuthError.INVALID_SIGNATURE);
    before(
        "streaming payload",
        r -> r.signed("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
        AuthError.INVALID_SIGNATURE);
  }

  private static void session(MutableRequest request) {
    request.accessKeyId = "ASIAIOSFODNN7EXAMPLE";
    request.secret = SignedRequest.SESSION_SECRET;
  }

  private void before(String name, Consumer<MutableRequest> change, @Nullable AuthError answer) {
    table.add(new Mutation(name + ", before signing", true, change, answer));
  }
}
