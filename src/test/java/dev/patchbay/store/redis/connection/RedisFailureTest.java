package dev.patchbay.store.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ErrorCode;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classification of the messages of Redis and its client. */
final class RedisFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OOM command not allowed when used memory > 'maxmemory'. | OUT_OF_MEMORY",
        "READONLY You can't write against a read only replica.   | READ_ONLY",
        "NOREPLICAS Not enough good replicas to write.           | TOO_FEW_REPLICAS",
        "MISCONF Redis is configured to save RDB snapshots       | CANNOT_PERSIST",
        "LOADING Redis is loading the dataset in memory          | LOADING",
        "MASTERDOWN Link with MASTER is down                     | LOADING",
        "ERR max number of clients reached                       | TOO_MANY_CLIENTS",
        "NOAUTH Authentication required.                         | NOT_AUTHENTICATED",
        "WRONGPASS invalid username-password pair                | NOT_AUTHENTICATED",
        "NOPERM this user has no permissions                     | NOT_PERMITTED",
        "WRONGTYPE Operation against a key                       | WRONG_TYPE",
        "MOVED 3999 127.0.0.1:6381                               | OTHER_NODE",
        "ASK 3999 127.0.0.1:6381                                 | OTHER_NODE",
        "CLUSTERDOWN The cluster is down                         | OTHER_NODE",
        "CONNECTION_CLOSED                                       | CONNECTION_LOST",
        "java.io.IOException: Connection reset by peer           | CONNECTION_LOST",
        "ERR unknown command 'x', with args beginning with:      | REFUSED"
      })
  void anErrorIsRecognizedByItsPrefix(String text, RedisFault fault) {
    assertThat(ofError(text).fault()).isEqualTo(fault);
    assertThat(ofError("ERR [1] " + text.replaceFirst("^ERR ", "")).fault()).isEqualTo(fault);
  }

  @Test
  void theFirstErrorOfABatchIsTheCause() {
    RedisFailure failure =
        ofError(
            "ERR [1] OOM command not allowed\n"
                + "ERR [2] EXECABORT Transaction discarded because of previous errors.");
    assertThat(failure.fault()).isEqualTo(RedisFault.OUT_OF_MEMORY);
    assertThat(failure.refusedTransaction(2)).isTrue();
  }

  @Test
  void anAbortedExecNamesItsCause() {
    RedisFailure failure =
        ofError("ERR [2] EXECABORT Transaction discarded because of: READONLY You can't write");
    assertThat(failure.fault()).isEqualTo(RedisFault.READ_ONLY);
    assertThat(failure.refusedTransaction(2)).isTrue();
  }

  @Test
  void anExecWithoutAReplyIsNotRefused() {
    assertThat(ofError("ERR [2] CONNECTION_CLOSED").refusedTransaction(2)).isFalse();
  }

  @Test
  void commandsThatRanWithoutTheirMultiAreNotRefused() {
    assertThat(
            ofError("ERR [0] NOPERM no permissions\nERR [2] EXEC without MULTI")
                .refusedTransaction(2))
        .isFalse();
    assertThat(
            ofError("ERR [0] NOAUTH a\nERR [1] NOAUTH b\nERR [2] NOAUTH c").refusedTransaction(2))
        .isTrue();
  }

  @Test
  void failuresOfTheClientAreClassified() {
    assertThat(RedisFailure.of(new TimeoutException(), RedisFault.REFUSED).fault())
        .isEqualTo(RedisFault.NO_ANSWER);
    assertThat(
            RedisFailure.of(
                    new IllegalStateException("Connection is closed"), RedisFault.CONNECTION_LOST)
                .fault())
        .isEqualTo(RedisFault.NOT_SENT);
  }

  @Test
  void noAnswerQuotesRedis() {
    for (RedisFault fault : RedisFault.values()) {
      assertThat(fault.answer().message()).doesNotContainIgnoringCase("redis");
      assertThat(fault.answer().code())
          .isEqualTo(
              fault == RedisFault.WRONG_TYPE
                  ? ErrorCode.INTERNAL_FAILURE
                  : ErrorCode.SERVICE_UNAVAILABLE);
    }
  }

  private static RedisFailure ofError(String text) {
    return RedisFailure.of(ErrorType.create(text), RedisFault.REFUSED);
  }
}
