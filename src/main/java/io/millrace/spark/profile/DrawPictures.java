package io.millrace.spark.profile;

import io.millrace.item.HostTensor;
import io.millrace.report.measure.Thumbs;
import io.millrace.report.profile.Thumb;
import io.millrace.sample.BadSampleException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes small pictures of samples, place and row: place, height, width, pixels. */
record DrawPictures(OpensItems items) implements FlatMapFunction<Iterator<Row>, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ItemReader reader = items.openForTask(rows, row -> row.getStruct(1));
    List<Row> drawn = new ArrayList<>(); // of the few that are shown
    while (reader.rows().hasNext()) {
      Row row = reader.rows().next();
      try {
        HostTensor image = reader.picture(row.getStruct(1));
        Thumb thumb = Thumbs.picture(image.rank() == 3 ? image : image.slice(image.axis(0) - 1));
        drawn.add(
            RowFactory.create(
                row.getInt(0), thumb.size().height(), thumb.size().width(), thumb.rgb()));
      } catch (BadSampleException ignored) {
        // it was read a moment ago: who deletes files meanwhile loses the picture, not the report
      }
    }

    return drawn.iterator();
  }
}
