package dev.patchbay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One good PATCH, changed in one thing at a time. What is changed "after signing" keeps the old
 * signature; what is changed "before signing" is signed as changed, so that only a rule can refuse
 * it, not the arithmetic.
 */
class SigV4MutationTest {
  private static final SigV4Verifier VERIFIER =
      new SigV4Verifier(
          () -> SignedRequest.CREDENTIALS,
          InstantSource.fixed(Instant.parse("2015-08-30T12:36:30.999Z")));

  static List<Mutation> mutations() {
    return Stream.of(RequestMutations.table(), AuthorizationMutations.table(), KeyMutations.table())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void theTableIsAsLongAsPromised() {
    assertThat(mutations()).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void isDecidedRight(Mutation mutation) {
    MutableRequest request = mutation.apply();

    if (mutation.answer() == null) {
      assertThat(VERIFIER.verify(VERIFIER.inspect(request.head()), request.body).accountId())
          .isEqualTo("000000000000");
    } else {
      assertThatExceptionOfType(AuthException.class)
          .isThrownBy(() -> VERIFIER.verify(VERIFIER.inspect(request.head()), request.body))
          .returns(mutation.answer(), AuthException::error);
    }
  }
}
