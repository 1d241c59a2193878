package io.millrace.spark;

import io.millrace.datasets.Entry;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import io.millrace.sample.Task;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Makes the abnormal samples of one key, each with the most likely of the key's masks. */
record PairSamples(Task task) implements FlatMapFunction<Tuple2<String, Iterable<Row>>, Row> {
  @Override
  public Iterator<Row> call(Tuple2<String, Iterable<Row>> group) {
    List<Row> images = new ArrayList<>();
    List<Row> masks = new ArrayList<>();
    for (Row row : group._2()) {
      (EntryRows.is(row, Entry.Role.IMAGE) ? images : masks).add(row);
    }

    List<Row> best = best(group._1(), masks);
    return images.stream().map(image -> sample(image, images.size(), best)).iterator();
  }

  /** The masks for which this key is the likeliest, by path. */
  private static List<Row> best(String key, List<Row> masks) {
    int rank = masks.stream().mapToInt(mask -> rank(key, mask)).min().orElse(0);
    return masks.stream()
        .filter(mask -> rank(key, mask) == rank)
        .sorted(Comparator.comparing(EntryRows::path, PathOrder.BY_CODE_POINT))
        .toList();
  }

  private static int rank(String key, Row mask) {
    return List.of(EntryRows.keys(mask)).indexOf(key);
  }

  private Row sample(Row image, int images, List<Row> masks) {
    if (masks.isEmpty()) {
      return SampleRows.row(
          image,
          task == Task.SEGMENTATION
              ? SampleRows.Mask.bad(Reason.MISSING_MASK, "is abnormal and has no mask")
              : SampleRows.Mask.NONE);
    }

    SampleRows.Mask mask = SampleRows.Mask.of(masks.get(0));
    if (masks.size() > 1) {
      List<String> paths = masks.stream().map(EntryRows::path).toList();
      mask = mask.but(Reason.DUPLICATE_MASK, "has several masks: " + String.join(", ", paths));
    } else if (images > 1) {
      mask =
          mask.but(Reason.DUPLICATE_IMAGE, "shares its mask with another picture: " + mask.path());
    }

    return SampleRows.row(image, mask);
  }
}
