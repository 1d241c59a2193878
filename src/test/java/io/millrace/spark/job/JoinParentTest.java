package io.millrace.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.split.Membership;
import io.millrace.store.IndexRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Two training shards (0, 1) and two evaluation shards (2, 3) before; what becomes of a sample. */
class JoinParentTest {
  private static final EvalSlots SLOTS = new EvalSlots(List.of("t/b", "t/f"));
  private static final ShardSizes SIZES = new ShardSizes(10, 40);
  private static final ParentLayout LAYOUT =
      new ParentLayout(2, EvalCuts.of(SLOTS, new long[] {4, 4}, SIZES));

  private static List<String> join(List<Row> listed, List<Row> stored) {
    List<String> joined = new ArrayList<>();
    new JoinParent(LAYOUT)
        .call(new Tuple2<>("id", new Tuple2<>(listed, stored)))
        .forEachRemaining(tuple -> joined.add(text(tuple)));
    return joined;
  }

  /** Place, whether it is touched, and of the member whether it is copied. */
  private static String text(Tuple2<Integer, Row> joined) {
    String touched = JoinParent.isTouched(joined) ? " touched" : " stays";
    if (!JoinParent.isMember(joined)) {
      return joined._1() + touched + " gap";
    }

    Member member = Member.of(JoinParent.member(joined)._2());
    return joined._1() + touched + (member.kept().exists() ? " copy" : " read");
  }

  private static List<Row> listed(Member member) {
    int cut = member.trains() ? PlaceMembers.TRAIN : SLOTS.slot(member.image().path());
    return List.of(JoinParent.placed(cut, member.row()));
  }

  private static List<Row> stored(Member member, int shard, int row) {
    IndexRow.FileFacts image = member.image();
    IndexRow.FileFacts read =
        new IndexRow.FileFacts(image.path(), image.length(), image.modified(), "ab", "png");
    Member known =
        new Member(
            member.who(),
            read,
            member.mask(),
            member.depth(),
            member.video(),
            Member.StoredRow.NONE,
            member.packed());
    return List.of(known.kept(new Member.StoredRow(shard, row), known).row());
  }

  @Test
  void leavesWhatHasNotChanged() {
    Member train = Members.train("a", 1);
    Member test = Members.test("t/c", 1);
    assertThat(join(listed(train), stored(train, 1, 7))).containsExactly("1 stays copy");
    assertThat(join(listed(test), stored(test, 2, 7))).containsExactly("2 stays copy");
  }

  @Test
  void readsWhatIsNewChangedOrLost() {
    Member train = Members.train("a", 1);
    assertThat(join(listed(train), List.of())).containsExactly("-1 touched read");
    assertThat(join(listed(Members.test("t/g", 1)), List.of())).containsExactly("3 touched read");
    assertThat(join(listed(Members.train("a", 2)), stored(train, 1, 7)))
        .containsExactly("1 touched read");
    assertThat(join(listed(train), stored(train, 1, ReadIndex.LOST)))
        .containsExactly("1 touched read");
  }

  @Test
  void leavesAGapWhereOneIsGone() {
    assertThat(join(List.of(), stored(Members.train("a", 1), 1, 7)))
        .containsExactly("1 touched gap");
    assertThat(join(List.of(), stored(Members.test("t/g", 1), 3, 0)))
        .containsExactly("3 touched gap");
  }

  @Test
  void movesASampleOfAnotherSplitAndCopiesItsRow() {
    Member train = Members.train("t/c", 1);
    Member test = Members.test("t/c", 1);
    assertThat(join(listed(test), stored(train, 1, 7)))
        .containsExactly("2 touched copy", "1 touched gap");
    assertThat(join(listed(train), stored(test, 2, 7)))
        .containsExactly("-1 touched copy", "2 touched gap");
    Member both = Members.of("t/c", 1, (byte) (Membership.TEST | Membership.VAL));
    assertThat(join(listed(both), stored(test, 2, 7))).containsExactly("2 touched copy");
    // it lies before the beginning of the shard that it was in
    assertThat(join(listed(test), stored(test, 3, 7)))
        .containsExactly("2 touched copy", "3 touched gap");
  }

  @Test
  void copiesIntoAnotherLayout() {
    ParentLayout none = new ParentLayout(0, EvalCuts.of(EvalSlots.NONE, new long[] {4}, SIZES));
    List<String> joined = new ArrayList<>();
    Member test = Members.test("t/c", 1);
    List<Row> listed = List.of(JoinParent.placed(0, test.row()));
    new JoinParent(none)
        .call(new Tuple2<>("id", new Tuple2<>(listed, stored(test, 3, 7))))
        .forEachRemaining(tuple -> joined.add(text(tuple)));
    assertThat(joined).containsExactly("0 touched copy");
  }
}
