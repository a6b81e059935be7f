package dev.patchbay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Change;
import dev.patchbay.model.RecordedChange;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.ChangesContract;
import dev.patchbay.store.redis.connection.RedisLimits;
import dev.patchbay.store.redis.layout.RedisKeys;
import dev.patchbay.testkit.RedisServer;
import dev.patchbay.testkit.RedisServerExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisServerExtension.class)
final class RedisChangesTest extends ChangesContract {

  static final RedisLimits LIMITS = new RedisLimits(5_000, 5_000, 15_000, 8, CHANGES_MAX);

  private final RedisServer redis;

  RedisChangesTest(RedisServer redis) {
    super(new RedisBacking(redis, LIMITS));
    this.redis = redis;
  }

  @Test
  void theChangeLogOfADeletedApiExpiresAfterADay() {
    ResourceId api = newApi(ours);
    assertThat(ttl(api)).isEqualTo(-1);
    newIntegration(ours, api);
    delete(ours, api);
    assertThat(RedisReplicas.list(redis.command("KEYS", "*")))
        .extracting(String::valueOf)
        .containsExactlyInAnyOrder(RedisKeys.changeLog(api), RedisKeys.deleted(api.collection()));
    assertThat(ttl(api)).isBetween(86_400L - 60, 86_400L);
  }

  private long ttl(ResourceId api) {
    return Long.parseLong(String.valueOf(redis.command("TTL", RedisKeys.changeLog(api))));
  }

  @Test
  void anEntryThatIsNotOursIsNotShown() {
    ResourceId api = newApi(ours);
    redis.command("XADD", RedisKeys.changeLog(api), "*", "operation", "Nonsense");
    assertThat(refusal(() -> changeLog(api)))
        .hasMessage("The stored changes of the Api cannot be read");
  }

  @Test
  void anEntryWithAFieldForEachPartIsReadToo() {
    ResourceId api = newApi(ours);
    redis.command(
        ("XADD|%s|*|operation|UpdateApi|resource|Api/%s|before|1|after|2|members|name,tags|key||"
                + "request|r1")
            .formatted(RedisKeys.changeLog(api), api.value())
            .split("\\|", -1));
    RecordedChange last = changeLog(api).get(1);
    assertThat(last.requestId()).isEqualTo("r1");
    assertThat(last.accessKeyId()).isEmpty();
    assertThat(last.change())
        .isEqualTo(new Change("UpdateApi", api, 1, 2, List.of("name", "tags")));
  }
}
