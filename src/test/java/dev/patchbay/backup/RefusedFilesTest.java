package dev.patchbay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.backup.BackupReplica.Outcome;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceId;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.InMemoryResourceStore;
import dev.patchbay.store.Replica;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not as an export wrote them: two APIs, of which the first one is spoilt. */
final class RefusedFilesTest {

  private final InMemoryResourceStore.Records records = new InMemoryResourceStore.Records();
  private final EventLoop loop = new EventLoop();
  private final BackupReplica backup =
      new BackupReplica(new Replica(loop, new InMemoryResourceStore(records, 8)));

  private String file = "";
  private String firstApi = "";

  /** Identifiers are drawn until the lines come in the order that the table below names. */
  @BeforeEach
  void exportTwoApis() {
    do {
      records.clear();
      export();
    } while (file.indexOf("\"first\"") > file.indexOf("\"second\"")
        || file.indexOf("\"/1/\"") > file.indexOf("\"/2/\""));
    records.clear();
  }

  private void export() {
    ResourceId first = backup.webSocketApi("first");
    ResourceId integration = backup.integration(first);
    backup.response(integration, "/1/");
    backup.response(integration, "/2/");
    backup.create(
        first.children(ApiGatewayTypes.ROUTE),
        Map.of("routeKey", "r", "target", "integrations/" + integration.value()));
    backup.integration(backup.webSocketApi("second"));
    file = backup.exported().text();
    firstApi = first.value();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  // Lines: 1 header, 2 Api, 3 Integration, 4 and 5 IntegrationResponse, 6 Route, 7 end, 8 Api, 9
  // Integration, 10 end, 11 end of the export.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2 | "type":"Api"                | "type":"Apis"               | type is not one of a resource
          2 | "type"                      | "extra":1,"type"            | it does not have the names type, account
          2 | "revision":1                | "revision":0                | revision is not a whole number
          2 | "revision":1                | "revision":1.5              | revision is not a whole number
          2 | "revision":1                | "revision":9007199254740993 | revision is not a whole number
          2 | "revision":1                | "revision":1,"revision":1   | it is not one JSON object
          2 | "revision":1                | "revision":1,"position":1   | it does not have the names type, account
          2 | "account":"000000000000"    | "account":"00000000000"     | account is not 12 digits
          2 | "account":"000000000000"    | "account":"111122223333"    | --account 111122223333 takes it
          2 | "WEBSOCKET"                 | "SOCKET"                    | protocolType
          2 | "WEBSOCKET"                 | "HTTP"                      | Route selection expression is currently limited
          2 | "name":"first"              | "name":""                   | name
          2 | "name":"first"              | "name":["first"]            | name
          2 | "name":"first"              | "name":"first","color":"x"  | Api has no member color
          2 | "name":"first"              | "name":null                 | name is null
          2 | wss:                        | https:                      | apiEndpoint is not what the service would have stored
          2 | .amazonaws.com              | .example.com                | apiEndpoint is not that of an API
          2 | "createdDate":"2            | "createdDate":"x2           | createdDate is not a date
          2 | "ipAddressType":"ipv4",     | ``                          | ipAddressType is not what the service would have stored
          3 | "timeoutInMillis":29000     | "timeoutInMillis":29001     | Timeout should be between 50 ms and 29000 ms
          3 | statuscode                  | body.errorMessage           | integrationResponseSelectionExpression is not
          3 | "revision":1                | "revision":true             | revision is not a whole number
          5 | /2/                         | /1/                         | integrationResponseKey is that of another
          4 | "members":{                 | "members":{"responseTemplates":{"a":1}, | responseTemplates
          4 | "members":{                 | "members":{"responseParameters":{},     | responseParameters is not what
          6 | "target":"integrations/     | "target":"integrations/x    | Integration identifier
          6 | "routeKey":"r"              | "routeKey":"\\ud83d"      | half a surrogate pair
          6 | "authorizationType":"NONE"  | "authorizationType":"JWT"   | requires a valid JWT authorizer
          7 | "resources":5               | "resources":6               | should have 6 resources, and has 5
          7 | "end":"Api"                 | "end":"Apis"                | end is neither Api, DomainName, VpcLink, Account, Portal, PortalProduct nor export
          """)
  void aMalformedLineRefusesItsApiAndNoOther(int number, String was, String is, String why) {
    List<String> lines = lines();
    String line = lines.get(number - 1);
    assertThat(line).contains(was);
    lines.set(number - 1, line.replace(was, is));
    Outcome stored = backup.imported(String.join("\n", lines));
    assertThat(stored.complete()).isFalse();
    assertThat(stored.report()).contains(why).contains("Imported 1 API, 2 resources");
    assertThat(stored.reports().get(0)).startsWith("line ").doesNotContain("Exception");
    if (!why.startsWith("line")) {
      assertThat(stored.reports().get(0)).startsWith("line " + number + ":");
    }
    assertOnlySecond();
  }

  /** 33 templates of 32 KiB: each is allowed, and together they exceed the size of a resource. */
  @Test
  void aResourceThatIsTooLargeRefusesItsApi() {
    StringBuilder templates = new StringBuilder();
    for (int i = 0; i < 33; i++) {
      templates.append(templates.isEmpty() ? "" : ",");
      templates.append("\"t").append(i).append("\":\"").append("x".repeat(32_768)).append('"');
    }
    List<String> lines = lines();
    String line = lines.get(3);
    assertThat(line).contains("\"members\":{");
    lines.set(
        3,
        line.replace("\"members\":{", "\"members\":{\"responseTemplates\":{" + templates + "},"));
    Outcome stored = backup.imported(String.join("\n", lines));
    assertThat(stored.complete()).isFalse();
    assertThat(stored.reports().get(0))
        .startsWith("line 4:")
        .contains("responseTemplates", "1048576");
    assertOnlySecond();
  }

  @Test
  void eachMissingOrRepeatedLineIsDetected() {
    for (int i = 0; i < lines().size(); i++) {
      List<String> without = lines();
      without.remove(i);
      assertThat(importing(without)).as("without line %d", i + 1).isFalse();
      List<String> twice = lines();
      twice.add(i, twice.get(i));
      assertThat(importing(twice)).as("line %d twice", i + 1).isFalse();
    }
  }

  @Test
  void aTruncatedFileIsDetectedAndStoresWholeApisOnly() {
    byte[] whole = file.getBytes(UTF_8);
    for (int length = 0; length < whole.length - 1; length += 7) {
      records.clear();
      Outcome stored = backup.imported(Arrays.copyOf(whole, length), false);
      assertThat(stored.complete()).as("cut at %d", length).isFalse();
      assertThat(records.byName().size()).as("cut at %d", length).isIn(0, 5, 7);
    }
  }

  @Test
  void aFileWithChangedBytesStoresWholeApisOnly() {
    for (long seed = 1; seed <= 300; seed++) {
      records.clear();
      Random random = new Random(seed);
      byte[] garbled = file.getBytes(UTF_8);
      for (int i = 0; i <= random.nextInt(4); i++) {
        garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
      }
      backup.imported(garbled, false);
      assertThat(records.byName().size()).as("seed %d", seed).isIn(0, 2, 5, 7);
    }
  }

  @Test
  void aFileThatIsNoExportIsRefusedAtItsFirstLine() {
    for (String other :
        List.of(
            "",
            "\n",
            "PK\u0003\u0004",
            "{}",
            "[".repeat(100_000),
            "{\"format\":\"patchbay-export\",\"version\":3}\n" + file,
            "\ufeff" + file)) {
      Outcome stored = backup.imported(other);
      assertThat(stored.complete()).isFalse();
      assertThat(stored.reports()).hasSize(2);
      assertThat(records.byName()).isEmpty();
    }
  }

  private boolean importing(List<String> lines) {
    records.clear();
    return backup.imported(String.join("\n", lines)).complete();
  }

  private List<String> lines() {
    return new ArrayList<>(file.lines().toList());
  }

  private void assertOnlySecond() {
    assertThat(records.byName()).hasSize(2);
    assertThat(records.byName().keySet()).noneMatch(name -> name.contains(firstApi));
  }
}
