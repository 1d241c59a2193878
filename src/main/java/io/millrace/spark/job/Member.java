package io.millrace.spark.job;

import io.millrace.sample.Clips;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.spark.rows.ClipRows;
import io.millrace.spark.rows.SampleRows;
import io.millrace.split.Membership;
import io.millrace.store.IndexRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A sample on its way into a shard: what the listing says of it, and where its numbers or bytes are
 * stored already.
 *
 * @param who id, category, label and splits
 * @param image the picture's file; hash and codec are empty until it was read
 * @param mask the mask's file, {@link IndexRow.FileFacts#NONE} where there is none
 * @param depth the depth map's file, {@link IndexRow.FileFacts#NONE} where there is none
 * @param video its frames, {@link Video#NONE} of a still picture
 * @param kept its row in a shard of the store's last snapshot, if it can be copied from there
 * @param packed its row in a shard of the packed store that is baked, if one is
 */
record Member(
    Who who,
    IndexRow.FileFacts image,
    IndexRow.FileFacts mask,
    IndexRow.FileFacts depth,
    Video video,
    StoredRow kept,
    StoredRow packed) {
  /**
   * What a sample is, apart from its files.
   *
   * @param splits bits of {@link Membership}
   */
  record Who(String id, String category, String label, Label labelIndex, byte splits) {}

  /**
   * What a video is.
   *
   * @param frames how many it has
   * @param rows of a shard that it takes: frames that any clip uses
   * @param labels a letter a frame, 1 where it is abnormal and else 0; empty where that is not
   *     known
   */
  record Video(int frames, int rows, String labels) {
    static final Video NONE = new Video(0, 1, "");

    /** Of a row of a video that is not cut. */
    static Video of(Row row, Clips clips) {
      if (!clips.exist()) {
        return NONE;
      }

      StringBuilder labels = new StringBuilder();
      for (byte label : ClipRows.frameLabels(row)) {
        labels.append(label == 0 ? '0' : '1');
      }

      int frames = ClipRows.videoFrames(row);
      return new Video(frames, clips.framesUsed(frames), labels.toString());
    }

    boolean isAbnormal(int frame) {
      return labels.charAt(frame) == '1';
    }
  }

  /** The row of a shard; the shard by its place in a snapshot. */
  record StoredRow(int shard, int row) {
    static final StoredRow NONE = new StoredRow(-1, -1);

    boolean exists() {
      return shard >= 0;
    }
  }

  /** Of a row of {@link SampleRows#DIVIDED}. */
  static Member listed(Row row, Clips clips) {
    Sample sample = SampleRows.sample(row);
    Who who =
        new Who(
            sample.id(),
            sample.category(),
            sample.label(),
            sample.labelIndex(),
            SampleRows.splits(row));
    return new Member(
        who,
        unread(sample, row, Field.IMAGE),
        unread(sample, row, Field.MASK),
        unread(sample, row, Field.DEPTH),
        Video.of(row, clips),
        StoredRow.NONE,
        StoredRow.NONE);
  }

  private static IndexRow.FileFacts unread(Sample sample, Row row, Field field) {
    long modified = SampleRows.modified(row, field);
    return sample
        .source(field)
        .map(file -> new IndexRow.FileFacts(file.path(), file.length(), modified, "", ""))
        .orElse(IndexRow.FileFacts.NONE);
  }

  /** The file of a field, {@link IndexRow.FileFacts#NONE} where there is none. */
  IndexRow.FileFacts file(Field field) {
    return switch (field) {
      case IMAGE -> image;
      case MASK -> mask;
      case DEPTH -> depth;
    };
  }

  /** The sample of an index row, in more splits than that row's alone. */
  static Member stored(IndexRow row, byte splits) {
    Who who = new Who(row.sampleId(), row.category(), row.label(), row.labelIndex(), splits);
    return new Member(
        who, row.image(), row.mask(), row.depth(), Video.NONE, StoredRow.NONE, StoredRow.NONE);
  }

  /** The same sample, whose numbers are those of a stored row. */
  Member kept(StoredRow row, Member stored) {
    return new Member(who, stored.image, stored.mask, stored.depth, video, row, packed);
  }

  /** The same sample, whose bytes are those of a packed row. */
  Member packed(StoredRow row) {
    return new Member(who, image, mask, depth, video, kept, row);
  }

  /** The same sample, to be read again. */
  Member unkept() {
    return new Member(who, image, mask, depth, video, StoredRow.NONE, packed);
  }

  String id() {
    return who.id();
  }

  boolean trains() {
    return Membership.contains(who.splits(), Split.TRAIN);
  }

  /** The same with what picture and mask are now known to be. */
  Member with(IndexRow.FileFacts readImage, IndexRow.FileFacts readMask) {
    return new Member(who, readImage, readMask, depth, video, kept, packed);
  }

  /** Rows of a shard that it takes. */
  int rows() {
    return video.rows();
  }

  /** Bytes of its files. */
  long bytes() {
    return image.length() + mask.length() + depth.length();
  }

  /** Whether the files are those of another listing, as far as a listing can tell. */
  boolean hasFilesOf(Member other) {
    return isSame(image, other.image) && isSame(mask, other.mask) && isSame(depth, other.depth);
  }

  private static boolean isSame(IndexRow.FileFacts one, IndexRow.FileFacts other) {
    return one.path().equals(other.path())
        && one.length() == other.length()
        && one.modified() == other.modified();
  }

  /** The sample; its split is of no consequence. */
  Sample sample() {
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      if (file(field).exists()) {
        sources.put(field, new Source(file(field).path(), file(field).length()));
      }
    }

    return new Sample(
        who.id(), who.category(), Split.TRAIN, who.label(), who.labelIndex(), sources);
  }

  /** As a row that may cross Spark. */
  Row row() {
    List<Object> values =
        new ArrayList<>(
            List.of(
                who.id(),
                who.category(),
                who.label(),
                who.labelIndex().index(),
                (int) who.splits()));
    for (IndexRow.FileFacts file : List.of(image, mask, depth)) {
      values.addAll(
          List.of(file.path(), file.length(), file.modified(), file.sha256(), file.codec()));
    }

    for (StoredRow stored : List.of(kept, packed)) {
      values.addAll(List.of(stored.shard(), stored.row()));
    }

    values.addAll(List.of(video.frames(), video.rows(), video.labels()));

    return RowFactory.create(values.toArray());
  }

  /** What {@link #row()} made. */
  static Member of(Row row) {
    Who who =
        new Who(
            row.getString(0),
            row.getString(1),
            row.getString(2),
            Label.of(row.getInt(3)),
            (byte) row.getInt(4));
    return new Member(
        who,
        file(row, 5),
        file(row, 10),
        file(row, 15),
        new Video(row.getInt(24), row.getInt(25), row.getString(26)),
        stored(row, 20),
        stored(row, 22));
  }

  private static IndexRow.FileFacts file(Row row, int from) {
    return new IndexRow.FileFacts(
        row.getString(from),
        row.getLong(from + 1),
        row.getLong(from + 2),
        row.getString(from + 3),
        row.getString(from + 4));
  }

  private static StoredRow stored(Row row, int from) {
    return new StoredRow(row.getInt(from), row.getInt(from + 1));
  }
}
