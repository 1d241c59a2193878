package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleReader;
import io.millrace.item.BatchLayout;
import io.millrace.item.ItemField;
import io.millrace.item.Slots;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.ClipRows;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardTensor;
import io.millrace.store.ShardWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/**
 * Makes rows of a shard of the frames of videos: each that any clip uses once, in order, so that a
 * video is decoded from its beginning to its end. For one thread.
 */
final class VideoBaker implements AutoCloseable {
  /** A frame is a clip of one. */
  private static final Clips FRAMES = new Clips(1, 1, TargetFrame.LAST);

  private final Clips clips;
  private final VideoFiles files;
  private final Runnable refuseKilled;
  private final SampleReader reader;
  private final Slots slots;

  /** Bakes by that order; {@code refuseKilled} throws where the task has been given up. */
  VideoBaker(BakeOrder order, HadoopStorage storage, Runnable refuseKilled) {
    Contents contents = order.facts().dataset().contents();
    Recipe frame =
        order.recipe().with(new Contents(contents.task(), FRAMES, Depth.NONE, OriginalFrames.DROP));
    BatchLayout layout = frame.layout().orElseThrow();
    this.clips = contents.clips();
    this.files = new VideoFiles(storage);
    this.refuseKilled = refuseKilled;
    this.reader = SampleReader.of(storage, frame);
    this.slots =
        new Slots(layout, 1, ByteBuffer.allocateDirect(Math.toIntExact(layout.batchBytes(1))));
  }

  /**
   * Appends the frames of a video.
   *
   * @return the member with what its files are now known to be
   * @throws BadSampleException if they are bad; frames before that may have been appended
   * @throws IOException if the shard cannot be spooled
   */
  Member add(Member member, ShardWriter shard) throws IOException {
    Member known = member.with(facts(member, Field.IMAGE), facts(member, Field.MASK));
    int next = 0;
    for (int k = 0; k < clips.count(member.video().frames()); k++) {
      FrameRange clip = clips.clip(k);
      for (int frame = Math.max(next, clip.first()); frame < clip.end(); frame++) {
        refuseKilled.run();
        add(member, frame, shard);
      }

      next = clip.end();
    }

    return known;
  }

  private void add(Member member, int frame, ShardWriter shard) throws IOException {
    Label label = label(member, frame);
    String id = ClipRows.clipId(member.id(), frame);
    reader.read(sample(member, id, frame, label), 0, slots, 0);
    Map<ShardTensor, ByteBuffer> row = new EnumMap<>(ShardTensor.class);
    row.put(ShardTensor.IMAGE, slots.row(ItemField.IMAGE, 0).data());
    if (member.mask().exists() && label == Label.ABNORMAL) {
      row.put(ShardTensor.MASK, slots.row(ItemField.GT_MASK, 0).data());
    }

    shard.add(id, label, row);
  }

  private static Label label(Member member, int frame) {
    if (member.video().labels().isEmpty()) {
      return member.who().labelIndex();
    }

    return member.video().isAbnormal(frame) ? Label.ABNORMAL : Label.NORMAL;
  }

  private static Sample sample(Member member, String id, int frame, Label label) {
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    FrameRange range = new FrameRange(frame, 1);
    sources.put(Field.IMAGE, member.image().source(range, member.video().frames()));
    if (member.mask().exists()) {
      sources.put(Field.MASK, member.mask().source(range, member.video().frames()));
    }

    Member.Who who = member.who();
    return new Sample(id, who.category(), Split.TRAIN, who.label(), label, sources);
  }

  private IndexRow.FileFacts facts(Member member, Field field) {
    IndexRow.FileFacts file = member.file(field);
    try {
      return file.exists() ? files.facts(file) : file;
    } catch (IOException e) {
      throw new BadSampleException(field, Finding.of(e, member.id(), file.path()), e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
