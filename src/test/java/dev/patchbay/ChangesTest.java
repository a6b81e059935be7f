package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.EventStream;
import dev.patchbay.testkit.EventStream.Event;
import dev.patchbay.testkit.Http;
import dev.patchbay.testkit.Http.Answer;
import dev.patchbay.testkit.PatchbayServerExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The change log of an API as callers read and subscribe to it. */
@Timeout(60)
class ChangesTest {

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private Http http;
  private String api;
  private String changes;

  @BeforeEach
  void createApi() {
    http = PATCHBAY.http();
    api = http.createApi();
    changes = changesOf(api);
  }

  private static String changesOf(String api) {
    return "/patchbay/v1" + api.substring("/v2".length()) + "/changes";
  }

  // -- in pages

  @Test
  void changeHoldsAuthorTimeAndChangedMembers() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String integration = http.createIntegration(api);
    String response = http.create(integration + "/integrationresponses", key("/1/"));
    Answer patched = http.patch(response, "{\"responseTemplates\":{\"a\":\"secret\"}}");
    Answer deleted = http.delete(integration);

    JsonArray items = items(changes);
    assertThat(items).hasSize(5);
    JsonObject update = items.getJsonObject(3);
    String[] path = response.split("/", -1);
    assertThat(update.copy().put("changeId", "").put("time", ""))
        .isEqualTo(
            new JsonObject()
                .put("changeId", "")
                .put("time", "")
                .put("operation", "UpdateIntegrationResponse")
                .put("resourceType", "IntegrationResponse")
                .put("apiId", path[3])
                .put("integrationId", path[5])
                .put("integrationResponseId", path[7])
                .put("revisionBefore", 1)
                .put("revisionAfter", 2)
                .put("changedMembers", new JsonArray().add("responseTemplates"))
                .put("requestId", patched.header("x-amzn-RequestId")));
    Instant time = Instant.parse(update.getString("time"));
    assertThat(update.getString("changeId")).startsWith(time.toEpochMilli() + "-");
    assertThat(time).isBetween(before, Instant.now());
    JsonObject last = items.getJsonObject(4);
    assertThat(last.getString("operation")).isEqualTo("DeleteIntegration");
    assertThat(last.getString("requestId")).isEqualTo(deleted.header("x-amzn-RequestId"));
    assertThat(last.getInteger("revisionBefore")).isEqualTo(1);
    assertThat(last.containsKey("revisionAfter")).isFalse();
    assertThat(items.getJsonObject(0).containsKey("revisionBefore")).isFalse();
    assertThat(items.encode()).doesNotContain("secret");
  }

  @Test
  void pagesAreWalkedByToken() {
    for (int i = 0; i < 6; i++) {
      rename(i);
    }
    List<String> all = ids(items(changes));
    assertThat(all).hasSize(7).isSorted();
    List<String> walked = new ArrayList<>();
    String query = "?maxResults=3";
    for (int pages = 1; ; pages++) {
      JsonObject page = http.get(changes + query).json();
      walked.addAll(ids(page.getJsonArray("items")));
      if (!page.containsKey("nextToken")) {
        assertThat(pages).isEqualTo(3);
        break;
      }
      query = "?maxResults=3&after=0-0&nextToken=" + page.getString("nextToken");
    }
    assertThat(walked).isEqualTo(all);
    assertThat(ids(items(changes + "?after=" + all.get(4)))).isEqualTo(all.subList(5, 7));
    assertThat(items(changes + "?after=" + all.get(6))).isEmpty();
  }

  @Test
  void wrongParametersAreRefused() {
    for (String query :
        List.of("after=1", "after=x-1", "nextToken=%2B", "after=-", "after=1-2-3")) {
      assertThat(http.get(changes + "?" + query).assertError(400, "BadRequestException").message())
          .contains(query.replaceFirst("=.*", ""), "the changeId of a change");
    }
    http.get(changes + "?maxResults=0").assertError(400, "BadRequestException");
    http.get(changes + "?maxResults=501").assertError(400, "BadRequestException");
    http.send("GET", changes, null, "Accept", "text/event-stream", "Last-Event-ID", "zero")
        .assertError(400, "BadRequestException");
    Answer post = http.post(changes, "{}").assertError(405, "MethodNotAllowedException");
    assertThat(post.header("Allow")).isEqualTo("GET");
    http.get(changes + "/").assertError(404, "UnknownOperationException");
    http.get("/patchbay/v1/apis").assertError(404, "UnknownOperationException");
    String stream = "text/event-stream";
    for (String accept : List.of("application/json", stream)) {
      http.send("GET", changesOf("/v2/apis/none"), null, "Accept", accept)
          .assertError(404, "NotFoundException");
    }
  }

  @Test
  void aChangeThatIsNotKeptAnyMoreIsGone() {
    String first = ids(items(changes)).get(0);
    rename(1);
    PATCHBAY.redis().command("XTRIM", key(), "MAXLEN", "1");
    http.get(changes + "?after=" + first).assertError(410, "TrimmedDataAccessException");
    assertThat(items(changes)).hasSize(1);
  }

  @Test
  void theChangeLogOfADeletedApiCanBeReadToItsEnd() {
    String first = ids(items(changes)).get(0);
    http.delete(api);
    JsonArray rest = items(changes + "?after=" + first);
    assertThat(rest).hasSize(1);
    JsonObject end = rest.getJsonObject(0);
    assertThat(end.getString("operation")).isEqualTo("DeleteApi");
    http.get(changes + "?after=" + end.getString("changeId")).assertError(404, "NotFoundException");
  }

  // -- as a stream

  @Test
  void aSubscriberReceivesItsPositionAndThenEachChange() throws IOException {
    String newest = ids(items(changes)).get(0);
    try (EventStream stream = follow()) {
      assertThat(next(stream))
          .isEqualTo(new Event(newest, "position", new JsonObject().put("changeId", newest)));
      for (int i = 0; i < 3; i++) {
        Answer patched = rename(i);
        Event change = next(stream);
        assertThat(change.type()).isEqualTo("change");
        assertThat(change.data().getString("changeId")).isEqualTo(change.id());
        assertThat(change.data().getString("requestId"))
            .isEqualTo(patched.header("x-amzn-RequestId"));
      }
      assertThat(items(changes).getJsonObject(3).getInteger("revisionAfter")).isEqualTo(4);
    }
  }

  @Test
  void aSubscriberContinuesAtItsPosition() throws IOException {
    String first = ids(items(changes)).get(0);
    rename(1);
    rename(2);
    List<String> all = ids(items(changes));
    try (EventStream byHeader =
            EventStream.open(
                http.address(), changes + "?after=1-1", "Last-Event-ID: " + all.get(1));
        EventStream byParameter = EventStream.open(http.address(), changes + "?after=" + first)) {
      assertThat(next(byHeader).id()).isEqualTo(all.get(2));
      assertThat(next(byParameter).id()).isEqualTo(all.get(1));
      assertThat(next(byParameter).id()).isEqualTo(all.get(2));
      rename(3);
      Event last = next(byHeader);
      assertThat(last.id()).isGreaterThan(all.get(2));
      assertThat(next(byParameter)).isEqualTo(last);
    }
  }

  @Test
  void aSubscriberBehindTheTrimmedChangesReceivesAGap() throws IOException {
    String first = ids(items(changes)).get(0);
    rename(1);
    rename(2);
    PATCHBAY.redis().command("XTRIM", key(), "MAXLEN", "1");
    String newest = ids(items(changes)).get(0);
    try (EventStream stream =
        EventStream.open(http.address(), changes, "Last-Event-ID: " + first)) {
      assertThat(next(stream))
          .isEqualTo(new Event(newest, "gap", new JsonObject().put("changeId", newest)));
      rename(3);
      assertThat(next(stream).type()).isEqualTo("change");
    }
  }

  /** As after a failover to a server that had not received the newest changes. */
  @Test
  void aSubscriberAheadOfTheChangeLogReceivesAGap() throws IOException {
    try (EventStream stream = follow()) {
      String position = next(stream).id();
      rename(1);
      String lost = next(stream).id();
      PATCHBAY.redis().command("XDEL", key(), lost);
      assertThat(next(stream))
          .isEqualTo(new Event(position, "gap", new JsonObject().put("changeId", position)));
    }
  }

  @Test
  void theStreamEndsWithItsApi() throws IOException {
    try (EventStream stream = follow()) {
      next(stream);
      http.createIntegration(api);
      http.delete(api);
      assertThat(next(stream).data().getString("operation")).isEqualTo("CreateIntegration");
      Event end = next(stream);
      assertThat(end.data().getString("operation")).isEqualTo("DeleteApi");
      assertThat(stream.next()).isNull();
      http.send("GET", changes, null, "Accept", "text/event-stream", "Last-Event-ID", end.id())
          .assertError(404, "NotFoundException");
    }
  }

  // -- what the tests above share

  private EventStream follow() throws IOException {
    return EventStream.open(http.address(), changes);
  }

  private static Event next(EventStream stream) throws IOException {
    return Objects.requireNonNull(stream.next(), "the stream has ended");
  }

  private Answer rename(int number) {
    Answer renamed = http.patch(api, "{\"name\":\"n%d\"}".formatted(number));
    assertThat(renamed.status()).isEqualTo(200);
    return renamed;
  }

  private JsonArray items(String path) {
    Answer page = http.get(path);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("application/json");
    return page.json().getJsonArray("items");
  }

  private static List<String> ids(JsonArray items) {
    return items.stream().map(item -> ((JsonObject) item).getString("changeId")).toList();
  }

  private static String key(String value) {
    return new JsonObject().put("integrationResponseKey", value).encode();
  }

  /** The key of the change log. */
  private String key() {
    String id = api.substring("/v2/apis/".length());
    return "patchbay:{" + id + "}:000000000000/apis/" + id + "#changes";
  }
}
