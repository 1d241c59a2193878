package io.millrace.spark;

import io.millrace.sample.Clips;
import io.millrace.spark.rows.SampleRows;
import io.millrace.split.Membership;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What the split rules need of a partition of samples: the runs of equal category (names, counts)
 * and one byte a row, the bit of its folder's split and its label; of videos also how many clips
 * each is cut into.
 */
record CodePartition(Clips clips) implements FlatMapFunction<Iterator<Row>, Row> {
  private static final int LABEL_SHIFT = 4;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    List<String> categories = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    List<Integer> sizes = new ArrayList<>();
    CutClips cut = new CutClips(clips);
    while (rows.hasNext()) {
      Row row = rows.next();
      int last = categories.size() - 1;
      if (last < 0 || !categories.get(last).equals(SampleRows.category(row))) {
        categories.add(SampleRows.category(row));
        counts.add(1);
      } else {
        counts.set(last, counts.get(last) + 1);
      }

      if (clips.exist()) {
        sizes.add(cut.rows(row));
      }

      int label = SampleRows.label(row).index() + 1;
      codes.write(label << LABEL_SHIFT | Membership.bit(SampleRows.split(row)));
    }

    return List.of(
            RowFactory.create(
                categories.toArray(new String[0]),
                counts.toArray(new Integer[0]),
                codes.toByteArray(),
                sizes.toArray(new Integer[0])))
        .iterator();
  }

  static byte folder(byte code) {
    return (byte) (code & (1 << LABEL_SHIFT) - 1);
  }

  static byte label(byte code) {
    return (byte) ((code >> LABEL_SHIFT) - 1);
  }
}
