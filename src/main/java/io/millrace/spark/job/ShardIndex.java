package io.millrace.spark.job;

import io.millrace.sample.Clips;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.spark.rows.ClipRows;
import io.millrace.split.Membership;
import io.millrace.store.IndexRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The part of the index of one shard while it is written. */
final class ShardIndex {
  private final Clips clips;
  private final List<Written> written = new ArrayList<>();

  /** A member and its first row. */
  private record Written(int row, Member member) {}

  /** Of members that are pictures, or videos cut like that. */
  ShardIndex(Clips clips) {
    this.clips = clips;
  }

  /** A member whose rows begin there; members come in the order of their rows. */
  void add(int row, Member member) {
    written.add(new Written(row, member));
  }

  boolean isEmpty() {
    return written.isEmpty();
  }

  /** All rows, by split, then by row of the shard. */
  List<IndexRow> rows() {
    List<IndexRow> rows = new ArrayList<>();
    for (Split split : Split.values()) {
      written.stream()
          .filter(each -> Membership.contains(each.member.who().splits(), split))
          .flatMap(each -> rows(split, each))
          .forEach(rows::add);
    }

    return rows;
  }

  private Stream<IndexRow> rows(Split split, Written each) {
    return clips.exist()
        ? IntStream.range(0, clips.count(each.member.video().frames()))
            .mapToObj(k -> clip(split, each, k))
        : Stream.of(picture(split, each));
  }

  private static IndexRow picture(Split split, Written each) {
    Member member = each.member;
    Member.Who who = member.who();
    return new IndexRow(
        split,
        each.row,
        who.id(),
        who.category(),
        who.label(),
        who.labelIndex(),
        member.image(),
        member.mask(),
        member.depth(),
        FrameRange.WHOLE,
        0);
  }

  private IndexRow clip(Split split, Written each, int k) {
    Member member = each.member;
    FrameRange frames = clips.clip(k);
    boolean known = !member.video().labels().isEmpty();
    Label label = known ? clips.label(k, member.video()::isAbnormal) : member.who().labelIndex();
    return new IndexRow(
        split,
        each.row + clips.firstUsed(k),
        ClipRows.clipId(member.id(), frames.first()),
        member.who().category(),
        ClipRows.labelText(member.who().label(), member.who().labelIndex(), label),
        label,
        member.image(),
        member.mask(),
        IndexRow.FileFacts.NONE,
        frames,
        member.video().frames());
  }
}
