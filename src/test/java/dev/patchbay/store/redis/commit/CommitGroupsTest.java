package dev.patchbay.store.redis.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.store.Read;
import dev.patchbay.store.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CommitGroupsTest {

  /** A commit that the test ends. */
  private static final class Passenger implements CommitGroups.Member {

    private final Read subject;
    private final int number;
    private final Promise<String> end = Promise.promise();
    private boolean late;
    private boolean shortOfTime;

    private Passenger(String subject, int number) {
      this.subject = new Read.OfResource(Samples.responses().member(subject));
      this.number = number;
    }

    @Override
    public Read subject() {
      return subject;
    }

    @Override
    public void refuse() {
      end.fail("refused");
    }

    @Override
    public boolean refuseIfLate() {
      if (late) {
        refuse();
      }
      return late;
    }

    @Override
    public boolean isShortOfTime() {
      return shortOfTime;
    }

    @Override
    public void fail(Throwable cause) {
      end.tryFail(cause);
    }

    @Override
    public Future<?> ended() {
      return end.future();
    }

    @Override
    public String toString() {
      return String.valueOf(number);
    }
  }

  /** A group that has left. */
  private record Departure(
      List<Passenger> group,
      Promise<Void> arrival,
      Consumer<CommitGroups.Departure<Passenger>> following) {

    void arrive() {
      arrival.complete();
      group.forEach(each -> each.end.tryComplete("done"));
    }
  }

  private final Deque<Runnable> endOfTick = new ArrayDeque<>();
  private final List<Departure> departures = new ArrayList<>();
  private final NodePlaces node = new NodePlaces(endOfTick::add, Integer.MAX_VALUE);
  private final CommitGroups<Passenger> groups = groups(2, 3);

  private CommitGroups<Passenger> groups(int groupsMax, int membersMax) {
    return groups(new CommitGroups.Limits(groupsMax, membersMax, membersMax));
  }

  private CommitGroups<Passenger> groups(CommitGroups.Limits limits) {
    return new CommitGroups<>(endOfTick::add, limits, () -> node, this::leave);
  }

  private Future<?> leave(
      List<Passenger> group, Consumer<CommitGroups.Departure<Passenger>> following) {
    Departure departure = new Departure(List.copyOf(group), Promise.promise(), following);
    departures.add(departure);
    return departure.arrival().future();
  }

  /** A group is on its way, so that another one may follow it. */
  private void followed(int departure) {
    departures.get(departure).following().accept(this::leave);
  }

  private void endTick() {
    for (int i = endOfTick.size(); i > 0; i--) {
      endOfTick.remove().run();
    }
  }

  private Passenger add(String subject, int number) {
    Passenger passenger = new Passenger(subject, number);
    groups.add(passenger);
    return passenger;
  }

  private List<String> left() {
    return departures.stream().map(departure -> departure.group().toString()).toList();
  }

  @Test
  void whatComesInOneTickLeavesTogetherAtItsEnd() {
    add("a", 1);
    add("b", 2);
    assertThat(departures).isEmpty();
    endTick();
    assertThat(left()).containsExactly("[1, 2]");
  }

  @Test
  void noGroupIsLargerAndNoMoreAreUnderWayThanAllowed() {
    IntStream.range(0, 10).forEach(i -> add("s" + i, i));
    endTick();
    assertThat(left()).containsExactly("[0, 1, 2]", "[3, 4, 5]");
    departures.get(1).arrive();
    endTick();
    assertThat(left()).endsWith("[6, 7, 8]").hasSize(3);
  }

  @Test
  void oneSubjectMayHaveMoreMembersInAGroupThanTheGroupHasSubjects() {
    CommitGroups<Passenger> few = groups(new CommitGroups.Limits(4, 2, 4));
    IntStream.range(0, 6).forEach(i -> few.add(new Passenger("hot", i)));
    IntStream.range(6, 9).forEach(i -> few.add(new Passenger("s" + i, i)));
    endTick();
    assertThat(left()).containsExactly("[0, 1, 2, 3]", "[6, 7]", "[8]");
  }

  @Test
  void membersOfOneSubjectLeaveInOrderAndNeverInTwoGroupsAtOnce() {
    IntStream.range(0, 5).forEach(i -> add("hot", i));
    add("cold", 5);
    endTick();
    assertThat(left()).containsExactly("[0, 1, 2]", "[5]");
    departures.get(0).arrive();
    endTick();
    assertThat(left()).endsWith("[3, 4]");
  }

  @Test
  void thoseWhoWaitForTheSubjectOfAGroupMayFollowIt() {
    IntStream.range(0, 8).forEach(i -> add("hot", i));
    endTick();
    followed(0);
    assertThat(left()).containsExactly("[0, 1, 2]", "[3, 4, 5]");
    departures.get(0).arrive();
    followed(1);
    assertThat(left()).endsWith("[6, 7]").hasSize(3);
    departures.get(1).arrive();
    followed(2);
    endTick();
    assertThat(left()).as("nobody waits").hasSize(3);
  }

  @Test
  void nobodyFollowsWhereOthersWait() {
    IntStream.range(0, 5).forEach(i -> add("hot", i));
    IntStream.range(5, 9).forEach(i -> add("s" + i, i));
    endTick();
    followed(0);
    assertThat(left()).containsExactly("[0, 1, 2]", "[5, 6, 7]");
    departures.get(0).arrive();
    endTick();
    assertThat(left()).endsWith("[8, 3, 4]").hasSize(3);
  }

  @Test
  void nobodyFollowsAGroupOfSeveralSubjects() {
    add("a", 0);
    add("b", 1);
    endTick();
    add("a", 2);
    followed(0);
    assertThat(left()).containsExactly("[0, 1]");
  }

  @Test
  void nobodyFollowsWhileAMemberOfAnEarlierGroupIsUnderWay() {
    IntStream.range(0, 9).forEach(i -> add("hot", i));
    endTick();
    followed(0);
    Departure first = departures.get(0);
    first.arrival().complete();
    first.group().subList(1, 3).forEach(each -> each.end.complete("done"));
    followed(1);
    assertThat(left()).containsExactly("[0, 1, 2]", "[3, 4, 5]");
    departures.get(1).arrive();
    endTick();
    assertThat(left()).hasSize(2);
    first.group().get(0).end.complete("done at last");
    endTick();
    assertThat(left()).endsWith("[6, 7, 8]").hasSize(3);
  }

  @Test
  void aSubjectWaitsForMembersThatGoOnAloneWhileOthersDoNot() {
    Passenger alone = add("hot", 0);
    endTick();
    departures.get(0).arrival().complete();
    add("hot", 1);
    add("cold", 2);
    endTick();
    assertThat(left()).containsExactly("[0]", "[2]");
    alone.end.complete("done");
    endTick();
    assertThat(left()).endsWith("[1]");
  }

  @Test
  void whoIsLateWhenTheGroupLeavesIsRefused() {
    add("a", 0).late = true;
    Passenger second = add("a", 1);
    second.late = true;
    add("b", 2);
    endTick();
    assertThat(left()).containsExactly("[2]");
    assertThat(second.ended().cause()).hasMessage("refused");
    add("a", 3);
    endTick();
    assertThat(left()).endsWith("[3]");
  }

  @Test
  void memberThatIsShortOfTimeGoesAlone() {
    CommitGroups<Passenger> many = groups(new CommitGroups.Limits(4, 3, 3));
    Passenger old = new Passenger("a", 1);
    old.shortOfTime = true;
    many.add(old);
    IntStream.range(2, 6).forEach(i -> many.add(new Passenger("s" + i, i)));
    endTick();
    assertThat(left()).containsExactlyInAnyOrder("[2, 3, 4]", "[1]", "[5]");
  }

  @Test
  void oneGoesAloneAtATimeSoThatTheOthersGoOn() {
    CommitGroups<Passenger> many = groups(new CommitGroups.Limits(4, 3, 3));
    List<Passenger> old = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Passenger passenger = new Passenger("old" + i, i);
      passenger.shortOfTime = true;
      old.add(passenger);
      many.add(passenger);
    }
    IntStream.range(5, 11).forEach(i -> many.add(new Passenger("s" + i, i)));
    endTick();
    assertThat(left()).containsExactlyInAnyOrder("[5, 6, 7]", "[0]", "[8, 9, 10]");
    old.get(1).late = true;
    departures.stream()
        .filter(each -> each.group().contains(old.get(0)))
        .forEach(Departure::arrive);
    endTick();
    assertThat(old.get(1).ended().cause()).hasMessage("refused");
    assertThat(left()).endsWith("[2]").hasSize(4);
    old.get(3).late = true;
    many.add(new Passenger("another", 12));
    endTick();
    assertThat(old.get(3).ended().cause()).as("as soon as it is late").hasMessage("refused");
    assertThat(left()).endsWith("[12]");
  }

  @Test
  void laterMembersOfItsSubjectWaitForTheOneThatGoesAlone() {
    Passenger old = add("a", 1);
    old.shortOfTime = true;
    add("a", 2);
    add("a", 3);
    endTick();
    assertThat(left()).containsExactly("[1]");
    departures.get(0).arrive();
    endTick();
    assertThat(left()).containsExactly("[1]", "[2, 3]");
  }

  @Test
  void beginThatThrowsEndsItsMembersAndGivesItsPlaceBack() {
    NodePlaces one = new NodePlaces(endOfTick::add, 1);
    List<Integer> begun = new ArrayList<>();
    CommitGroups<Passenger> throwing =
        new CommitGroups<>(
            endOfTick::add,
            new CommitGroups.Limits(1, 1, 1),
            () -> one,
            (group, following) -> {
              begun.add(group.get(0).number);
              if (group.get(0).number < 2) {
                throw new IllegalStateException("for the test");
              }
              return Future.succeededFuture();
            });
    List<Passenger> members =
        IntStream.range(0, 3).mapToObj(i -> new Passenger("s" + i, i)).toList();
    members.forEach(throwing::add);
    while (!endOfTick.isEmpty()) {
      endTick();
    }
    assertThat(begun).containsExactly(0, 1, 2);
    assertThat(members.get(0).ended().cause()).hasMessage("for the test");
    assertThat(members.get(1).ended().cause()).hasMessage("for the test");
    assertThat(members.get(2).ended().isComplete()).isFalse();
  }

  @Test
  void moreThanTheBoundAreRefusedAtOnce() {
    IntStream.range(0, CommitGroups.WAITERS_MAX).forEach(i -> add("s" + i, i));
    assertThat(add("surplus", -1).ended().cause()).hasMessage("refused");
    endTick();
    assertThat(add("later", -2).ended().isComplete()).isFalse();
  }

  @Test
  void thousandsThatEndAtOnceDoNotOverflowTheStack() throws InterruptedException {
    IntStream.range(0, CommitGroups.WAITERS_MAX).forEach(i -> add("hot", i));
    Thread shallow = // The default stack would hide a recursion of thousands.
        new Thread(
            null,
            () -> {
              for (int next = 0; !endOfTick.isEmpty(); ) {
                endTick();
                while (next < departures.size()) {
                  departures.get(next++).arrive();
                }
              }
            },
            "shallow",
            160 * 1024);
    shallow.start();
    shallow.join(10_000);
    assertThat(departures.stream().flatMap(each -> each.group().stream()).map(each -> each.number))
        .containsExactlyElementsOf(IntStream.range(0, CommitGroups.WAITERS_MAX).boxed().toList());
  }

  /** Whatever the order of arrivals and ends. */
  @Test
  void everyMemberLeavesOnceInTheOrderOfItsSubject() {
    for (long seed = 0; seed < 200; seed++) {
      departures.clear();
      SplittableRandom random = new SplittableRandom(seed);
      List<Departure> underWay = new ArrayList<>();
      Set<Departure> seen = new HashSet<>();
      for (int step = 0; step < 300; step++) {
        int choice = random.nextInt(5);
        if (choice < 2 && step < 200) {
          add("s" + random.nextInt(5), step).shortOfTime = random.nextInt(6) == 0;
        } else if (choice == 2 || underWay.isEmpty()) {
          endTick();
          departures.stream().filter(seen::add).forEach(underWay::add);
        } else if (choice == 3) {
          underWay.remove(random.nextInt(underWay.size())).arrive();
        } else {
          underWay.get(random.nextInt(underWay.size())).following().accept(this::leave);
        }
      }
      while (!endOfTick.isEmpty() || !underWay.isEmpty()) {
        endTick();
        departures.stream().filter(seen::add).forEach(underWay::add);
        underWay.forEach(Departure::arrive);
        underWay.clear();
      }
      assertThat(departures.stream().flatMap(each -> each.group().stream()))
          .as("seed %d", seed)
          .doesNotHaveDuplicates();
      for (int subject = 0; subject < 5; subject++) {
        Read read = new Read.OfResource(Samples.responses().member("s" + subject));
        assertThat(
                departures.stream()
                    .flatMap(each -> each.group().stream())
                    .filter(each -> each.subject.equals(read))
                    .map(each -> each.number))
            .as("seed %d", seed)
            .isSorted();
      }
    }
  }
}
