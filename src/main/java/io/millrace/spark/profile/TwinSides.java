package io.millrace.spark.profile;

import io.millrace.item.Size;
import io.millrace.report.measure.Subject;
import io.millrace.report.profile.Thumb;
import io.millrace.report.profile.Twins;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/** Gives pairs the pictures of both sides, which are read once more. */
record TwinSides(JavaRDD<Row> told, OpensItems items) {
  /**
   * The pairs, those whose pictures can still be read.
   *
   * @param rows place, row, print by place
   */
  List<Twins.Pair> pairs(List<Twin> shown, Map<Integer, Row> rows) {
    Map<Integer, Twins.Side> sides = sides(rows);
    List<Twins.Pair> pairs = new ArrayList<>();
    for (Twin each : shown) {
      Twins.Side earlier = sides.get(each.pair().earlier());
      Twins.Side later = sides.get(each.pair().later());
      if (earlier != null && later != null) {
        pairs.add(new Twins.Pair(each.kind(), earlier, later, each.distance()));
      }
    }

    return pairs;
  }

  private Map<Integer, Twins.Side> sides(Map<Integer, Row> rows) {
    Map<Integer, Twins.Side> sides = new HashMap<>();
    if (rows.isEmpty()) {
      return sides;
    }

    JavaSparkContext context = JavaSparkContext.fromSparkContext(told.context());
    int slices = Math.min(rows.size(), context.defaultParallelism());
    List<Row> drawn =
        context
            .parallelize(List.copyOf(rows.values()), slices)
            .mapPartitions(new DrawPictures(items))
            .collect();
    for (Row each : drawn) {
      Row row = rows.get(each.getInt(0)).getStruct(1);
      Subject subject = new Subject(SampleRows.sample(row), Set.of(SampleRows.split(row)), 0);
      Thumb thumb = new Thumb(new Size(each.getInt(1), each.getInt(2)), each.<byte[]>getAs(3));
      sides.put(each.getInt(0), new Twins.Side(subject.title(), thumb));
    }

    return sides;
  }
}
