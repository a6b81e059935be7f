package dev.patchbay.wire;

import dev.patchbay.model.Limit;
import dev.patchbay.model.ServiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of requests to check their syntax, within a budget of work. Equal texts
 * in a request are compiled once, and a recently compiled text is not compiled again, so that an
 * update which repeats stored values costs nothing. The budget counts every text nevertheless, so
 * that no answer depends on earlier requests. Safe for all threads.
 */
final class Expressions {

  /**
   * A unit is a character, and once more for each filter of the text. The most that a request can
   * ask for takes the processor a few milliseconds, some 30 before the JIT compiler has seen the
   * parser.
   */
  static final int WORK_MAX = Limit.EXPRESSION_WORK.intValue();

  /** A megabyte at most, for no text is longer than 1024 characters. */
  private static final int REMEMBERED_MAX = 512;

  private final Formats formats = new Formats();
  private final Set<String> remembered = ConcurrentHashMap.newKeySet();
  private final LongAdder compiledUnits = new LongAdder();

  /**
   * Refuses members with an invalid expression, or whose expressions are too much work.
   *
   * @param schema accepts the members
   */
  void check(CompiledSchema schema, Map<String, Object> members) {
    Work work = work(schema, members);
    if (work.tooMuch != null) {
      throw tooMuch(work.tooMuch);
    }
    for (FormattedText each : work.distinct) {
      if (!remembered.contains(each.text())) {
        compile(each);
      }
    }
  }

  /**
   * Refuses a change after which the expressions of a resource are too much work for a request that
   * names them all.
   */
  static void checkWork(
      CompiledSchema schema, Map<String, Object> before, Map<String, Object> after) {
    Work work = work(schema, after);
    if (work.tooMuch != null && work.units > work(schema, before).units) {
      throw tooMuch(work.tooMuch);
    }
  }

  private void compile(FormattedText each) {
    compiledUnits.add(Formats.work(each.text()));
    String reason = formats.validateFormat("string", each.format(), each.text());
    if (reason != null) {
      throw Violations.refusal(each, reason);
    }
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    remembered.add(each.text());
  }

  /** The expressions of some members. */
  private static final class Work implements Consumer<FormattedText> {
    private final List<FormattedText> distinct = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();
    private int units;
    private @Nullable Place tooMuch;

    @Override
    public void accept(FormattedText each) {
      if (Formats.isCompiled(each.format(), each.text()) && texts.add(each.text())) {
        distinct.add(each);
        units += Formats.work(each.text());
        tooMuch = units > WORK_MAX && tooMuch == null ? each.place() : tooMuch;
      }
    }
  }

  private static Work work(CompiledSchema schema, Map<String, Object> members) {
    Work work = new Work();
    FormattedText.find(schema, members, Place.top(members), work);
    return work;
  }

  private static ServiceException tooMuch(Place place) {
    Place member = place;
    while (member.parent() != null && member.parent().parent() != null) {
      member = member.parent();
    }
    return ServiceException.badRequest(
            ("Invalid %s specified: its expressions are too much work to check. Allowed: %d"
                    + " characters of different JSON expressions, where one with filters counts"
                    + " once more for each filter.")
                .formatted(member.path(), WORK_MAX))
        .about(member.path());
  }

  /** Returns the units that were compiled so far. */
  long compiledUnits() {
    return compiledUnits.sum();
  }
}
