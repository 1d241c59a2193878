package io.millrace.spark;

import io.millrace.datasets.Entry;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.SampleRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Makes the samples of one key, each with the most likely of the key's masks and depth maps. */
record PairSamples(Want want) implements FlatMapFunction<Tuple2<String, Iterable<Row>>, Row> {
  /**
   * What pictures meet.
   *
   * @param task whether abnormal ones must have a mask
   * @param video whether they are videos, whose labels may be in their masks
   * @param depth whether each must have a depth map
   */
  record Want(Task task, boolean video, boolean depth) implements Serializable {
    /** Whether it is a picture that may have a mask or a depth map. */
    boolean isMet(Row row) {
      return EntryRows.is(row, Entry.Role.IMAGE)
          && (depth || EntryRows.isAbnormal(row) || (video && isTest(row)));
    }

    boolean mustHaveMask(Row image) {
      boolean unknown = EntryRows.label(image) == Label.UNKNOWN && isTest(image);
      return task == Task.SEGMENTATION && (EntryRows.isAbnormal(image) || (video && unknown));
    }

    private static boolean isTest(Row image) {
      return EntryRows.split(image) != Split.TRAIN;
    }
  }

  @Override
  public Iterator<Row> call(Tuple2<String, Iterable<Row>> group) {
    Map<Entry.Role, List<Row>> rows = new EnumMap<>(Entry.Role.class);
    for (Row row : group._2()) {
      rows.computeIfAbsent(EntryRows.role(row), role -> new ArrayList<>()).add(row);
    }

    List<Row> images = rows.getOrDefault(Entry.Role.IMAGE, List.of());
    List<Row> masks = best(group._1(), rows.getOrDefault(Entry.Role.MASK, List.of()));
    List<Row> depths = best(group._1(), rows.getOrDefault(Entry.Role.DEPTH, List.of()));
    return images.stream().map(image -> sample(image, images.size(), masks, depths)).iterator();
  }

  /** Those for which this key is the likeliest, by path; folders of masks before volumes. */
  private static List<Row> best(String key, List<Row> parts) {
    int rank = parts.stream().mapToInt(part -> rank(key, part)).min().orElse(0);
    boolean folders = parts.stream().anyMatch(part -> EntryRows.frames(part) > 0);
    return parts.stream()
        .filter(part -> rank(key, part) == rank)
        .filter(part -> !folders || EntryRows.frames(part) > 0)
        .sorted(Comparator.comparing(EntryRows::path, PathOrder.BY_CODE_POINT))
        .toList();
  }

  private static int rank(String key, Row part) {
    return List.of(EntryRows.keys(part)).indexOf(key);
  }

  private Row sample(Row image, int images, List<Row> masks, List<Row> depths) {
    Map<Field, Row> files = new EnumMap<>(Field.class);
    files.put(Field.IMAGE, image);
    if (!masks.isEmpty()) {
      files.put(Field.MASK, masks.get(0));
    }

    if (!depths.isEmpty()) {
      files.put(Field.DEPTH, depths.get(0));
    }

    return SampleRows.row(files, finding(image, images, masks, depths));
  }

  private List<String> finding(Row image, int images, List<Row> masks, List<Row> depths) {
    if (masks.isEmpty() && want.mustHaveMask(image)) {
      String what = want.video ? "has no masks" : "is abnormal and has no mask";
      return SampleRows.finding(Reason.MISSING_MASK, what);
    }

    if (depths.isEmpty() && want.depth) {
      return SampleRows.finding(Reason.MISSING_DEPTH, "has no depth map");
    }

    if (masks.size() > 1) {
      return SampleRows.finding(Reason.DUPLICATE_MASK, "has several masks: " + paths(masks));
    }

    if (depths.size() > 1) {
      return SampleRows.finding(Reason.DUPLICATE_DEPTH, "has several depth maps: " + paths(depths));
    }

    if (images > 1 && !(masks.isEmpty() && depths.isEmpty())) {
      String shared = masks.isEmpty() ? "depth map" : "mask";
      return SampleRows.finding(
          Reason.DUPLICATE_IMAGE,
          "shares its %s with another picture: %s"
              .formatted(shared, paths(masks.isEmpty() ? depths : masks)));
    }

    return List.of();
  }

  private static String paths(List<Row> parts) {
    return String.join(", ", parts.stream().map(EntryRows::path).toList());
  }
}
