package io.millrace.spark.source.functions;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.OnBadSample;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;

/**
 * One call of a function in a query: null for null, and what becomes of bad data.
 *
 * @param name of the function
 * @param lenient name of its twin that gives null
 * @param policy QUARANTINE gives null for what cannot be read
 */
record CheckedFunction(String name, String lenient, Work work, OnBadSample policy)
    implements ScalarFunction<Object> {
  @Override
  public DataType[] inputTypes() {
    return work.inputTypes();
  }

  @Override
  public DataType resultType() {
    return work.resultType();
  }

  @Override
  public Object produceResult(InternalRow arguments) {
    for (int i = 0; i < arguments.numFields(); i++) {
      if (arguments.isNullAt(i)) {
        return null;
      }
    }

    try {
      return work.of(arguments);
    } catch (IOException e) {
      if (policy == OnBadSample.QUARANTINE) {
        return null;
      }

      throw failure(Finding.of(e, "", work.subject(arguments)), e);
    }
  }

  private BadSampleException failure(Finding finding, IOException cause) {
    BadSampleException failure =
        new BadSampleException(
            "Cannot evaluate %s: %s %s (%s; %s gives null instead)"
                .formatted(
                    name, finding.path(), finding.detail(), work.wayOut(finding.reason()), lenient),
            finding);
    failure.initCause(cause);
    return failure;
  }
}
