package io.millrace.spark.job;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/**
 * Compares what is listed under one id with what the last snapshot has under it. Gives a place and
 * a row: whether the shard of that place must be written anew, and the member, if one is left.
 */
record JoinParent(ParentLayout layout)
    implements PairFlatMapFunction<
        Tuple2<String, Tuple2<Iterable<Row>, Iterable<Row>>>, Integer, Row> {

  /** A listed member with its place, as this function takes it. */
  static Row placed(int place, Row member) {
    return RowFactory.create(place, member);
  }

  /** Whether the shard must be written. */
  static boolean isTouched(Tuple2<Integer, Row> joined) {
    return joined._2().getBoolean(0);
  }

  /** Whether there is a member, and not only the gap that one left. */
  static boolean isMember(Tuple2<Integer, Row> joined) {
    return !joined._2().isNullAt(1);
  }

  static Tuple2<Integer, Row> member(Tuple2<Integer, Row> joined) {
    return new Tuple2<>(joined._1(), joined._2().getStruct(1));
  }

  @Override
  public Iterator<Tuple2<Integer, Row>> call(
      Tuple2<String, Tuple2<Iterable<Row>, Iterable<Row>>> group) {
    List<Row> listed = list(group._2()._1());
    List<Row> stored = list(group._2()._2());
    refuseTwins(listed);
    List<Tuple2<Integer, Row>> joined = new ArrayList<>();
    if (listed.isEmpty()) {
      stored.forEach(row -> leave(Member.of(row).kept().shard(), joined));
      return joined.iterator();
    }

    int cut = listed.get(0).getInt(0);
    Member member = Member.of(listed.get(0).getStruct(1));
    if (stored.isEmpty()) {
      int place = layout.place(member, cut, Member.StoredRow.NONE);
      joined.add(result(place, true, member));
    } else {
      compare(member, cut, Member.of(stored.get(0)), joined);
    }

    return joined.iterator();
  }

  private static List<Row> list(Iterable<Row> rows) {
    List<Row> list = new ArrayList<>();
    rows.forEach(list::add);
    return list;
  }

  private static void refuseTwins(List<Row> listed) {
    if (listed.size() > 1) {
      throw twins(Member.of(listed.get(0).getStruct(1)), Member.of(listed.get(1).getStruct(1)));
    }
  }

  static BadSampleException twins(Member one, Member other) {
    Finding finding =
        new Finding(
            Reason.DUPLICATE_IMAGE,
            one.id(),
            one.image().path(),
            "has the same id as " + other.image().path());
    return new BadSampleException("Cannot prepare: " + finding.sentence(), finding);
  }

  private void compare(Member listed, int cut, Member stored, List<Tuple2<Integer, Row>> joined) {
    Member.StoredRow old = stored.kept();
    int place = layout.place(listed, cut, old);
    boolean sameFiles = listed.hasFilesOf(stored);
    boolean stays = layout.place(old.shard()) == place && !layout.isCut(old.shard());
    boolean copies = sameFiles && old.row() != ReadIndex.LOST;
    boolean touched = !(copies && stays && listed.who().equals(stored.who()));
    joined.add(result(place, touched, copies ? listed.kept(old, stored) : listed));
    if (!stays) {
      leave(old.shard(), joined);
    }
  }

  private void leave(int shard, List<Tuple2<Integer, Row>> joined) {
    int place = layout.place(shard);
    if (place != ParentLayout.NOWHERE) {
      joined.add(new Tuple2<>(place, RowFactory.create(true, null)));
    }
  }

  private static Tuple2<Integer, Row> result(int place, boolean touched, Member member) {
    return new Tuple2<>(place, RowFactory.create(touched, member.row()));
  }
}
