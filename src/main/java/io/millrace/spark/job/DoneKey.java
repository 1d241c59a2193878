package io.millrace.spark.job;

import io.millrace.sample.Clips;
import io.millrace.store.ContentName;
import io.millrace.store.IndexRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names the inputs of a shard: equal inputs give equal shards and equal parts of the index. */
final class DoneKey {
  private final StringBuilder text = new StringBuilder();

  private DoneKey() {}

  /** The hash of all that a shard of these samples, in this order, is made from. */
  static String of(BakeOrder order, List<Member> members) {
    DoneKey key = new DoneKey();
    key.add(order.facts().canonical())
        .add(order.facts().dataset().task().name())
        .add(order.recipe().limits().maxPixels());
    Clips clips = order.facts().dataset().contents().clips();
    if (clips.exist()) {
      key.add(clips.length()).add(clips.step()).add(clips.target().text());
    }

    for (Member member : members) {
      Member.Who who = member.who();
      key.add(who.id())
          .add(who.category())
          .add(who.label())
          .add(who.labelIndex().index())
          .add(who.splits())
          .add(member.image())
          .add(member.mask());
      if (member.depth().exists()) {
        key.add(member.depth());
      }

      if (clips.exist()) {
        key.add(member.video().frames()).add(member.video().labels());
      }
    }

    return ContentName.of(key.text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private DoneKey add(IndexRow.FileFacts file) {
    return add(file.path()).add(file.length()).add(file.modified());
  }

  private DoneKey add(long number) {
    text.append(number).append('\n');
    return this;
  }

  /** With its length: no two lists of texts are one text. */
  private DoneKey add(String value) {
    text.append(value.length()).append(':').append(value).append('\n');
    return this;
  }
}
