package io.millrace.spark.profile;

import io.millrace.report.twins.NearTwins;
import io.millrace.report.twins.Print;
import io.millrace.report.twins.Usual;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Compares the prints of a partition with earlier ones: of each picture that has a near twin among
 * them the nearest, as later place, earlier place, distance.
 *
 * @param starts place of each partition's first sample
 * @param usual of each category
 */
@SuppressWarnings("ArrayRecordComponent") // travels to executors once and is never compared
record ComparePrints(int[] starts, SortedMap<String, Usual> usual, Broadcast<EarlierPrints> earlier)
    implements Function2<Integer, Iterator<Row>, Iterator<Row>> {
  @Override
  public Iterator<Row> call(Integer partition, Iterator<Row> told) {
    List<Row> near = new ArrayList<>(); // of the few that have one
    int place = starts[partition];
    while (told.hasNext()) {
      Row row = told.next();
      if (MeasureSamples.isSample(row)) {
        compare(place++, row, near);
      }
    }

    return near.iterator();
  }

  private void compare(int place, Row row, List<Row> near) {
    EarlierPrints others = earlier.value();
    int first = others.first(place);
    if (first == others.size()) {
      return;
    }

    Usual category = usual.get(SampleRows.category(row.getStruct(MeasureSamples.ROW)));
    Print print = Print.of(row.<byte[]>getAs(MeasureSamples.PRINT));
    double least = Double.POSITIVE_INFINITY;
    int nearest = 0;
    for (int pair = first; pair < others.size() && others.later(pair) == place; pair++) {
      double distance = category.distance(others.print(pair), print);
      if (distance < least) {
        least = distance;
        nearest = others.earlier(pair);
      }
    }

    if (least <= NearTwins.FARTHEST) {
      near.add(RowFactory.create(place, nearest, least));
    }
  }
}
