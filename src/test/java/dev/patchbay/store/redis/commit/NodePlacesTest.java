package dev.patchbay.store.redis.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots that share the connections of a node. */
final class NodePlacesTest {

  /** One with so many groups to begin. */
  private final class ManyGroups implements NodePlaces.Slot {

    private final String name;
    private int left;

    private ManyGroups(String name, int left) {
      this.name = name;
      this.left = left;
    }

    @Override
    public boolean begin(NodePlaces place) {
      if (left == 0) {
        return false;
      }
      left--;
      place.take();
      begun.add(name);
      return true;
    }
  }

  private final Deque<Runnable> endOfTick = new ArrayDeque<>();
  private final List<String> begun = new ArrayList<>();
  private final NodePlaces places = new NodePlaces(endOfTick::add, 3);

  private void enter(String name, int groups) {
    places.enter(new ManyGroups(name, groups));
  }

  private void giveBack(int groups) {
    for (int i = 0; i < groups; i++) {
      places.giveBack();
    }
    while (!endOfTick.isEmpty()) {
      endOfTick.remove().run();
    }
  }

  @Test
  void noMoreGroupsAreUnderWayThanTheNodeHasPlaces() {
    enter("a", 2);
    enter("b", 2);
    assertThat(begun).containsExactly("a", "a", "b");
    giveBack(1);
    assertThat(begun).containsExactly("a", "a", "b", "b");
    giveBack(3);
    enter("c", 9);
    assertThat(begun).containsExactly("a", "a", "b", "b", "c", "c", "c");
  }

  @Test
  void slotsTakeTurns() {
    enter("busy", 100);
    enter("b", 2);
    enter("c", 1);
    assertThat(begun).containsExactly("busy", "busy", "busy");
    giveBack(1);
    giveBack(1);
    giveBack(1);
    giveBack(1);
    giveBack(1);
    assertThat(begun.subList(3, 8)).containsExactly("busy", "b", "c", "busy", "b");
  }

  @Test
  void slotThatHasNothingLeftLosesItsTurnOnly() {
    enter("a", 3);
    ManyGroups gone = new ManyGroups("gone", 1);
    places.enter(gone);
    enter("b", 1);
    gone.left = 0;
    giveBack(1);
    assertThat(begun).containsExactly("a", "a", "a", "b");
  }
}
