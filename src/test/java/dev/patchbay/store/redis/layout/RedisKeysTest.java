package dev.patchbay.store.redis.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RedisKeysTest {

  /** Identifiers that try to be another key. */
  private static final List<String> IDENTIFIERS =
      List.of(
          "a",
          "b",
          "A",
          "",
          " ",
          "+",
          "%",
          "%2F",
          "%2f",
          "/",
          "//",
          "a/b",
          "a%2Fb",
          "a/routes/b",
          "a}",
          "{a",
          "{a}",
          "}",
          "}{",
          "#",
          "#order",
          "a#order",
          "a#routeKey=x",
          "=",
          ":",
          "*",
          "?",
          "\\",
          "\n",
          "\r\n",
          "\0",
          "é",
          "e\u0301",
          "漢",
          "\ud83d\ude00",
          "..",
          ".",
          "-",
          "_",
          "~");

  @Test
  void namesAreReadable() {
    ResourceId route =
        new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.ROUTE, List.of("api1", "r1"));
    assertThat(RedisKeys.record(route))
        .isEqualTo("patchbay:{api1}:000000000000/apis/api1/routes/r1");
    assertThat(RedisKeys.order(route.collection()))
        .isEqualTo("patchbay:{api1}:000000000000/apis/api1/routes#order");
    assertThat(RedisKeys.holders(route.collection(), "routeKey", "$connect"))
        .isEqualTo("patchbay:{api1}:000000000000/apis/api1/routes#routeKey=$connect");
    assertThat(RedisKeys.record(route.root())).isEqualTo("patchbay:{api1}:000000000000/apis/api1");
    assertThat(RedisKeys.order(Samples.APIS))
        .isEqualTo("patchbay:{000000000000}:000000000000/apis#order");
  }

  @Test
  void noTwoThingsShareAName() {
    Map<String, Object> owners = new HashMap<>();
    for (ResourceType type :
        List.of(ApiGatewayTypes.API, ApiGatewayTypes.ROUTE, ApiGatewayTypes.ROUTE_RESPONSE)) {
      for (List<String> path : paths(type.depth())) {
        ResourceId id = new ResourceId(Samples.ACCOUNT, type, path);
        own(owners, RedisKeys.record(id), id);
        for (ResourceType child : ApiGatewayTypes.ALL.childrenOf(type)) {
          ResourceCollection collection = id.children(child);
          own(owners, RedisKeys.order(collection), "order of " + collection);
          for (String value : List.of("", "a", "order", "#order", "/a", "=", "a#routeKey=x")) {
            for (String member : child.indexedMembers()) {
              own(
                  owners,
                  RedisKeys.holders(collection, member, value),
                  "holders of " + member + value + " in " + collection);
            }
          }
        }
      }
    }
    ResourceId foreign = new ResourceId("111111111111", ApiGatewayTypes.API, List.of("a"));
    own(owners, RedisKeys.record(foreign), foreign);
    own(owners, RedisKeys.order(foreign.collection()), "order of " + foreign.collection());
    assertThat(owners).hasSizeGreaterThan(60_000);
  }

  @Test
  void allKeysOfAnApiLieInOneSlot() {
    for (String api : IDENTIFIERS) {
      if (api.isEmpty()) {
        continue; // An empty hash tag is none; no stored API has it.
      }
      ResourceId id = new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.ROUTE, List.of(api, "}{x}/"));
      String tag = hashTag(RedisKeys.record(id.root()));
      assertThat(hashTag(RedisKeys.record(id))).isEqualTo(tag);
      assertThat(hashTag(RedisKeys.order(id.collection()))).isEqualTo(tag);
      assertThat(hashTag(RedisKeys.holders(id.collection(), "routeKey", "{other}"))).isEqualTo(tag);
    }
  }

  @Test
  void keysArePlainText() {
    for (String identifier : IDENTIFIERS) {
      ResourceId id = new ResourceId(Samples.ACCOUNT, ApiGatewayTypes.API, List.of(identifier));
      assertThat(RedisKeys.record(id)).matches("[!-~]+");
    }
  }

  /** As Redis Cluster cuts it out. */
  private static String hashTag(String key) {
    int open = key.indexOf('{');
    return key.substring(open + 1, key.indexOf('}', open));
  }

  private static void own(Map<String, Object> owners, String key, Object owner) {
    Object other = owners.put(key, owner);
    assertThat(other).as("another owner of %s beside %s", key, owner).isNull();
  }

  private static List<List<String>> paths(int depth) {
    List<List<String>> paths = new ArrayList<>();
    paths.add(List.of());
    for (int i = 0; i < depth; i++) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> path : paths) {
        for (String identifier : IDENTIFIERS) {
          List<String> next = new ArrayList<>(path);
          next.add(identifier);
          longer.add(next);
        }
      }
      paths = longer;
    }
    return paths;
  }
}
