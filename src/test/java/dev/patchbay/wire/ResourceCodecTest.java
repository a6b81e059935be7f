package dev.patchbay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Seeded;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResourceCodecTest {

  private static final int[] CODE_POINTS = {
    0, 1, '\t', '\n', ' ', '"', '\\', '/', '<', 'a', 0x7f, 0xe9, 0x2028, 0x2029, 0xd7ff, 0xe000,
    0xfeff, 0xffff, 0x10000, 0x1f600, 0x10ffff
  };

  @Test
  void decodedResourceEqualsTheEncodedOne() {
    long seed = Seeded.seed();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Object> members = map(random, 3);

      Map<String, Object> decoded = ResourceCodec.decode(ResourceCodec.encode(members));

      // The text tells the order of maps too, which equality of maps does not.
      assertThat(decoded).as("-Dpatchbay.seed=%d, case %d", seed, i).isEqualTo(members);
      assertThat(decoded.toString())
          .as("-Dpatchbay.seed=%d, case %d", seed, i)
          .isEqualTo(members.toString());
      assertThat(ResourceCodec.encode(new LinkedHashMap<>(decoded)))
          .as("-Dpatchbay.seed=%d, case %d", seed, i)
          .isEqualTo(ResourceCodec.encode(members));
    }
  }

  private static Map<String, Object> map(SplittableRandom random, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int size = random.nextInt(6); size > 0; size--) {
      map.put(text(random), value(random, depth));
    }
    return map;
  }

  private static Object value(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> text(random);
      case 3 -> {
        List<Object> list = new ArrayList<>();
        for (int size = random.nextInt(4); size > 0; size--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> map(random, depth - 1);
    };
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return text.toString();
  }

  @Test
  void writesPlainUtf8() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("z", "\uD83D\uDE00\u2028/\u0000\"");
    members.put("a", 5L);

    assertThat(new String(ResourceCodec.encode(members), UTF_8))
        .isEqualTo("{\"z\":\"\uD83D\uDE00\u2028/\\u0000\\\"\",\"a\":5}");
  }

  @Test
  void readsAPartOfAnArray() {
    byte[] bytes = "7\n{\"a\":1}\n".getBytes(UTF_8);

    assertThat(ResourceCodec.decode(bytes, 2, 7)).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void theBytesOfAResourceAreMadeOnce() {
    byte[] record = "7\n{\"a\":1}\n".getBytes(UTF_8);
    Map<String, Object> read = ResourceCodec.decode(record, 2, 7);
    record[4] = 'b';

    assertThat(ResourceCodec.encode(read))
        .isEqualTo("{\"a\":1}".getBytes(UTF_8))
        .isSameAs(ResourceCodec.encode(read));
  }

  @Test
  void aTemplateOfEveryLengthIsRead() {
    Map<String, Object> members = Map.of("t", "\uD83D\uDE00".repeat(40_000));

    assertThat(ResourceCodec.decode(ResourceCodec.encode(members))).isEqualTo(members);
  }

  @Test
  void bytesOfSomethingElseAreNotReadSilently() {
    for (String damaged : List.of("", "[]", "{", "{}x", "{\"a\":}", "null")) {
      assertThatThrownBy(() -> ResourceCodec.decode(damaged.getBytes(UTF_8)))
          .as(damaged)
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void bytesThatAreNotUtf8AreNotReadSilently() {
    byte[] damaged = "{\"a\":\"x\"}".getBytes(UTF_8);
    damaged[6] = (byte) 0xff;

    assertThatThrownBy(() -> ResourceCodec.decode(damaged))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void refusesValuesThatJsonCannotHold() {
    assertThatThrownBy(() -> ResourceCodec.encode(Map.of("a", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decodedValuesAreUnmodifiable() {
    Map<String, Object> decoded = ResourceCodec.decode("{\"a\":[{\"b\":1}]}".getBytes(UTF_8));

    assertThatThrownBy(decoded::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThat(decoded.get("a"))
        .isInstanceOfSatisfying(
            List.class,
            list -> {
              assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
              assertThatThrownBy(((Map<?, ?>) list.get(0))::clear)
                  .isInstanceOf(UnsupportedOperationException.class);
            });
  }
}
