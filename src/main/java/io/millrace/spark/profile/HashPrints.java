package io.millrace.spark.profile;

import io.millrace.report.twins.Print;
import io.millrace.report.twins.PrintTable;
import io.millrace.report.twins.Usual;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Hashes the prints of a partition: one part of a {@link PrintTable}.
 *
 * @param categories sorted
 * @param usual of each
 */
record HashPrints(List<String> categories, List<Usual> usual)
    implements FlatMapFunction<Iterator<Row>, byte[]> {
  @Override
  public Iterator<byte[]> call(Iterator<Row> told) {
    PrintTable table = new PrintTable();
    while (told.hasNext()) {
      Row row = told.next();
      if (MeasureSamples.isSample(row)) {
        table.add(entry(row.getStruct(MeasureSamples.ROW), row.getAs(MeasureSamples.PRINT)));
      }
    }

    return Stream.of(table.bytes()).iterator();
  }

  private PrintTable.Entry entry(Row row, byte[] bytes) {
    Print print = Print.of(bytes);
    int category = categories.indexOf(SampleRows.category(row));
    return print.isFlat() || category < 0
        ? new PrintTable.Entry(print.content(), 0, PrintTable.BLIND, SampleRows.split(row))
        : new PrintTable.Entry(
            print.content(), usual.get(category).hash(print), category, SampleRows.split(row));
  }
}
