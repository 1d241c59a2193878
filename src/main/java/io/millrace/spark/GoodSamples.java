package io.millrace.spark;

import static org.apache.spark.sql.functions.col;

import io.millrace.sample.Finding;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import io.millrace.spark.job.LeaveOut;
import io.millrace.spark.job.PrepareInput;
import io.millrace.spark.job.TooManyBad;
import io.millrace.store.Snapshot.LeftOut;
import io.millrace.store.StorePaths;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** The samples of a data set that an audit finds no error in. */
record GoodSamples(DatasetFiles files, PrepareOptions options) {
  PrepareInput.Source toPrepare(StorePaths store) {
    List<LeftOut> bad = audit(store);
    return PrepareInput.Source.files(rows(bad), bad);
  }

  private JavaRDD<Row> rows(List<LeftOut> bad) {
    List<String> ids = bad.stream().map(LeftOut::sampleId).toList();
    JavaRDD<Row> samples = files.table().divided();
    return ids.isEmpty() ? samples : samples.filter(new LeaveOut(ids));
  }

  /** The samples with errors, if they are not more than may be left out. */
  private List<LeftOut> audit(StorePaths store) {
    int allowed = options.maxBad();
    JavaRDD<Row> errors = errors().cache();
    try {
      List<Finding> first =
          errors.takeOrdered(allowed + TooManyBad.SHOWN, ByText.ORDER).stream()
              .map(FindingRows::finding)
              .toList();
      if (first.size() > allowed) {
        throw new TooManyBad(errors.count(), allowed, first).exception(store);
      }

      return LeaveOut.samples(first);
    } finally {
      errors.unpersist();
    }
  }

  private JavaRDD<Row> errors() {
    return switch (options.audit()) {
      case LISTING -> files.listingErrors();
      case PIXELS ->
          files
              .audit(AuditDepth.PIXELS)
              .where(col("severity").equalTo(Reason.Severity.ERROR.text()))
              .toJavaRDD();
    };
  }

  /** By sample, reason and path: the same ones are told whatever the order they come in. */
  private enum ByText implements Comparator<Row>, Serializable {
    ORDER;

    @Override
    public int compare(Row left, Row right) {
      for (int column : new int[] {2, 1, 3}) {
        int order =
            PathOrder.BY_CODE_POINT.compare(left.getString(column), right.getString(column));
        if (order != 0) {
          return order;
        }
      }

      return 0;
    }
  }
}
