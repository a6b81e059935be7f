package dev.patchbay.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MembersTest {

  private final Map<String, Object> values = new LinkedHashMap<>(Map.of("a", "1"));

  @Test
  void areTheMapThatTheyWereMadeOf() {
    values.put("b", 2L);
    Members members = Members.of(values);
    assertThat(members).isEqualTo(values).hasSameHashCodeAs(values).hasToString("{a=1, b=2}");
    assertThat(values).isEqualTo(members);
    assertThat(members.get("b")).isEqualTo(2L);
    assertThat(members.get("c")).isNull();
    assertThat(members.keySet()).containsExactly("a", "b");
    assertThat(members.values()).containsExactly("1", 2L);
  }

  @Test
  void stayAsTheyWere() {
    Members members = Members.of(values);
    values.put("b", "2");
    assertThat(members).isEqualTo(Map.of("a", "1"));
    assertThat(Members.of(members)).isSameAs(members);
  }

  @Test
  void nobodyChangesThem() {
    for (Members members : new Members[] {Members.of(values), Members.read(values, new byte[0])}) {
      assertThatThrownBy(() -> members.put("b", "2"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.remove("a"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.keySet().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.values().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.entrySet().iterator().next().setValue("2"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(values).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void areEncodedOnce() {
    Members members = Members.of(values);
    AtomicInteger times = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      assertThat(members.encoded(each -> (each + "" + times.incrementAndGet()).getBytes(UTF_8)))
          .asString(UTF_8)
          .isEqualTo("{a=1}1");
    }
  }

  @Test
  void areEncodedAsTheyWereRead() {
    byte[] bytes = {1};
    assertThat(Members.read(values, bytes).encoded(each -> new byte[0])).isSameAs(bytes);
  }
}
