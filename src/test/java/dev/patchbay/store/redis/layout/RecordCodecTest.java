package dev.patchbay.store.redis.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import dev.patchbay.store.Entry;
import dev.patchbay.store.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordCodecTest {

  private static final int SAMPLES = 2_000;

  /** The characters of random texts: separators and escapes of the formats. */
  private static final String CHARACTERS =
      "aZ09 \n\r\t\0\u001f\u007f\u0085\u00a0\u2028\ufeff\uffff{}[]:,\"'\\/#%+$é漢\ud83d\ude00";

  private final ResourceId id = Samples.responses().member("abc1234");

  @Test
  void aRecordIsALineAndTheMembersOfTheWire() {
    Resource resource = new Resource(id, 3, Map.of("integrationResponseKey", "/200/"));
    assertThat(RecordCodec.encodeRecord(resource, "s1.2").toString(UTF_8))
        .isEqualTo("3 s1.2\n{\"integrationResponseKey\":\"/200/\"}");
  }

  @Test
  void entryHoldsItsIdentifierAndItsIndexedMembers() {
    Entry entry = new Entry(id, Map.of("integrationResponseKey", "/2 00/"));
    assertThat(RecordCodec.encodeEntry(entry)).isEqualTo("abc1234 integrationResponseKey=6:/2 00/");
  }

  @Test
  void everyRecordComesBackAsItWas() {
    for (long seed = 0; seed < SAMPLES; seed++) {
      Resource resource = resource(new Random(seed));
      byte[] bytes = RecordCodec.encodeRecord(resource, "s1.2").getBytes();
      Resource back = RecordCodec.decodeRecord(resource.id(), bytes);
      assertThat(back).as("seed %d", seed).isEqualTo(resource);
      assertThat(back.toString()) // Which shows the order of maps.
          .as("seed %d", seed)
          .isEqualTo(resource.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 17 s1.2", "3 17", "3 s1.2"})
  void recordsOfLayoutOneAreReadToo(String header) {
    byte[] record = (header + "\n{\"integrationResponseKey\":\"/200/\"}").getBytes(UTF_8);
    assertThat(RecordCodec.decodeRecord(id, record))
        .isEqualTo(new Resource(id, 3, Map.of("integrationResponseKey", "/200/")));
  }

  @Test
  void entriesAreOrderedByIdentifierWhateverIsIndexed() {
    assertThat(List.of("a !", "a x=1:y", "a", "a0", "aa", "b x=1:"))
        .allSatisfy(
            entry ->
                assertThat(entry.compareTo(RecordCodec.endOfEntries("a")) < 0)
                    .isEqualTo(RecordCodec.idOfEntry(entry).equals("a")));
  }

  @Test
  void everyEntryComesBackAsItWas() {
    ResourceCollection routes =
        new ResourceCollection(Samples.ACCOUNT, ApiGatewayTypes.ROUTE, List.of("apiapiapi1"));
    for (long seed = 0; seed < SAMPLES; seed++) {
      RandomGenerator random = new Random(seed);
      Map<String, String> indexed = new LinkedHashMap<>();
      for (String member : ApiGatewayTypes.ROUTE.indexedMembers()) {
        if (random.nextBoolean()) {
          indexed.put(member, text(random));
        }
      }
      Entry entry = new Entry(routes.member("abc1234"), indexed);
      assertThat(RecordCodec.decodeEntry(routes, RecordCodec.encodeEntry(entry)))
          .as("seed %d", seed)
          .isEqualTo(entry);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        " ",
        "1 2",
        "1 2{}",
        "1\n2 {}",
        "x 2\n{}",
        "1 x y\n{}",
        "1 2 3 4\n{}",
        "1 \n{}",
        "1 2\n",
        "1 2\n{",
        "1 2\n[]",
        "1 2\n{\"a\":}",
        "1 2\n\0\0\0",
        "99999999999999999999 2\n{}",
        "{}"
      })
  void anythingElseIsAnInternalFailureThatTellsNothing(String record) {
    ServiceException refusal =
        Assertions.catchThrowableOfType(
            ServiceException.class, () -> RecordCodec.decodeRecord(id, record.getBytes(UTF_8)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    assertThat(refusal).hasMessage("The stored IntegrationResponse cannot be read");
  }

  // -- random resources

  private static Resource resource(RandomGenerator random) {
    Map<String, Object> members = new LinkedHashMap<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      members.put(text(random), value(random, 3));
    }
    ResourceId id = Samples.responses().member("abc1234");
    return new Resource(id, 1 + random.nextLong(Long.MAX_VALUE - 1), members);
  }

  private static Object value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0, 1 -> text(random);
      case 2 -> random.nextBoolean();
      case 3 -> random.nextLong();
      case 4 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static String text(RandomGenerator random) {
    int[] alphabet = CHARACTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
