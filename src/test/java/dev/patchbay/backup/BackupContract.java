package dev.patchbay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.backup.BackupReplica.Outcome;
import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.PageRequest;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Backing;
import dev.patchbay.store.EventLoop;
import dev.patchbay.store.Layout1;
import dev.patchbay.store.Replica;
import dev.patchbay.store.Samples;
import dev.patchbay.store.TwoReplicas;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The promises of export and import on every store. */
public abstract class BackupContract extends TwoReplicas {

  /** Four together have resources of all types; {@code -Dbackup.trees=10} makes them more. */
  private static final int TREES = Integer.getInteger("backup.trees", 4);

  private static final String TEXT = "templateSelectionExpression";

  protected BackupContract(Backing backing) {
    super(backing);
  }

  @Test
  void anExportIsImportedAndExportedToTheSameBytes() {
    StringBuilder all = new StringBuilder();
    for (long seed = 1; seed <= TREES; seed++) {
      clear();
      new RandomTree(backup(ours), new Random(seed)).grow();
      Map<String, ?> before = everything();
      Outcome first = backup(ours).exported();
      assertThat(first.complete()).isTrue();
      all.append(first.text());
      clear();
      Outcome stored = backup(rival).imported(first.text());
      assertThat(stored.complete()).as("seed %d: %s", seed, stored.report()).isTrue();
      assertThat(everything()).as("seed %d", seed).isEqualTo(before);
      assertThat(backup(rival).exported().text()).as("seed %d", seed).isEqualTo(first.text());
    }
    for (ResourceType type : ApiGatewayTypes.ALL.all()) {
      assertThat(all.indexOf("\"type\":\"" + type.typeName() + "\""))
          .as(type.typeName())
          .isPositive();
    }
    for (String rare : List.of("\"corsConfiguration\":{}", "\"tlsConfig\":{}", "\"target\":")) {
      assertThat(all.indexOf(rare)).as(rare).isPositive();
    }
  }

  /** Earlier versions stored such integrations. */
  @Test
  void anHttpProxyWithoutAMethodIsImported() {
    ResourceId api =
        backup(ours).create(Samples.APIS, Map.of("name", "web", "protocolType", "HTTP"));
    backup(ours).create(api.children(ApiGatewayTypes.INTEGRATION), RandomTree.privateIntegration());
    String without = backup(ours).exported().text().replace("\"integrationMethod\":\"POST\",", "");
    assertThat(without).doesNotContain("integrationMethod");
    clear();
    Outcome stored = backup(rival).imported(without);
    assertThat(stored.complete()).as(stored.report()).isTrue();
    assertThat(backup(rival).exported().text()).isEqualTo(without);
  }

  @Test
  void anEmptyAccountIsAFileOfTwoLines() {
    Outcome empty = backup(ours).exported();
    assertThat(empty.text())
        .isEqualTo(
            """
            {"format":"patchbay-export","version":2}
            {"end":"export","apis":0,"domainnames":0,"vpclinks":0,"account":0,"portals":0,"portalproducts":0,"resources":0}
            """);
    assertThat(backup(ours).imported(empty.text()).complete()).isTrue();
    assertThat(everything()).isEmpty();
  }

  @Test
  void aSecondImportChangesNothing() {
    new RandomTree(backup(ours), new Random(3)).grow();
    String file = backup(ours).exported().text();
    Map<String, ?> before = everything();
    Outcome again = backup(ours).imported(file);
    assertThat(again.complete()).isFalse();
    assertThat(again.report()).contains("is there already", "Imported 0 APIs");
    assertThat(everything()).isEqualTo(before);
    Outcome skipping = backup(ours).imported(file, true);
    assertThat(skipping.complete()).isTrue();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void listsAfterAnImportAreInTheOrderOfIdentifiers() {
    BackupReplica backup = backup(ours);
    ResourceId first = backup.webSocketApi("first");
    ResourceId second = backup.webSocketApi("second");
    ResourceId integration = backup.integration(second);
    backup.delete(backup.response(integration, "/1/"));
    ResourceId kept = backup.response(integration, "/2/");
    backup.response(integration, "/3/");
    String file = backup.exported().text();
    clear();
    assertThat(backup.imported(file).complete()).isTrue();
    ResourceId third = backup.webSocketApi("third");
    assertThat(list(first))
        .extracting(each -> each.id().value())
        .isSorted()
        .containsExactlyInAnyOrder(first.value(), second.value(), third.value());
    backup.response(integration, "/4/");
    assertThat(list(kept)).extracting(each -> each.id().value()).isSorted();
    assertThat(list(kept))
        .extracting(each -> each.text("integrationResponseKey"))
        .containsExactlyInAnyOrder("/2/", "/3/", "/4/");
  }

  /** The file is the export of layout-1/commands.resp by the release that wrote both. */
  @Test
  void aFileOfVersionOneIsImportedAndItsPositionsAreLeftOut() throws IOException {
    String file = Layout1.export();
    Outcome stored = backup(ours).imported(file);
    assertThat(stored.complete()).as(stored.report()).isTrue();
    assertThat(backup(rival).exported().text()).isEqualTo(Layout1.asVersion2(file));
  }

  @Test
  void anApiOfAnySizeIsExportedAndImported() {
    BackupReplica backup = backup(ours);
    ResourceId api = backup.webSocketApi("small");
    ResourceId response = backup.response(backup.integration(api), "/0/");
    String file = BigApi.file(backup.exported().text(), api, response, 300, 20);
    clear();
    Outcome stored = backup.imported(file);
    assertThat(stored.complete()).as(stored.report()).isTrue();
    assertThat(stored.report()).contains("Imported 1 API, 6301 resources");
    assertThat(backup.exported().text()).isEqualTo(file);
  }

  @Test
  void everyApiIsExportedAsOfOneMoment() {
    BackupReplica backup = backup(ours);
    ResourceId integration = backup.integration(backup.webSocketApi("api"));
    List<ResourceId> pair =
        List.of(backup.response(integration, "/a/"), backup.response(integration, "/b/"));
    for (int i = 0; i < 20; i++) {
      backup.response(integration, "/" + i + "/");
    }
    CompletableFuture<List<Boolean>> writers =
        rival.commitEach(300, i -> BackupReplica.writeBoth(pair, "t" + i));
    Set<String> texts = new HashSet<>();
    do {
      Outcome exported = backup.exported();
      assertThat(exported.complete()).as(exported.report()).isTrue();
      List<String> both =
          exported.text().lines().filter(line -> line.matches(".*\"/[ab]/\".*")).toList();
      assertThat(both).hasSize(2);
      assertThat(textOf(both.get(0))).isEqualTo(textOf(both.get(1)));
      texts.add(textOf(both.get(0)));
    } while (!writers.isDone());
    EventLoop.await(writers);
    assertThat(texts).isNotEmpty();
  }

  @Test
  void anApiDeletedDuringTheExportIsLeftOut() {
    ResourceId gone = backup(ours).webSocketApi("gone");
    ResourceId stays = backup(ours).webSocketApi("stays");
    Replica observed =
        ours.observed(
            decision -> {
              if (decision == 1) {
                backup(rival).delete(gone);
              }
            });
    Outcome exported = backup(observed).exported();
    assertThat(exported.complete()).isTrue();
    assertThat(exported.text())
        .contains(stays.value(), "{\"end\":\"export\",\"apis\":1,")
        .doesNotContain(gone.value());
  }

  private static String textOf(String line) {
    return line.replaceAll(".*\"" + TEXT + "\":\"([^\"]*)\".*", "$1").replaceAll("\\{.*", "none");
  }

  private List<Resource> list(ResourceId sibling) {
    return ours.list(sibling.collection(), new PageRequest("", 500)).resources();
  }

  private static BackupReplica backup(Replica replica) {
    return new BackupReplica(replica);
  }
}
