package io.millrace.spark.source.functions;

import io.millrace.sample.Reason;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** What a function does with finished arguments, none of them null. Is sent to the executors. */
interface Work extends Serializable {
  /** Types of the arguments. */
  DataType[] inputTypes();

  /** Type of the result. */
  DataType resultType();

  /**
   * The result, in Spark's internal form.
   *
   * @throws IOException if the data cannot be read, saying why as half a sentence
   * @throws IllegalArgumentException if another argument is wrong
   */
  Object of(InternalRow arguments) throws IOException;

  /** What one can do about data that cannot be read, as half a sentence. */
  default String wayOut(Reason reason) {
    // the setting that the reason names is none of a query's
    return reason == Reason.TOO_LARGE ? "make it smaller" : reason.wayOut();
  }

  /** What the first argument is, for messages: its path, or how many bytes it has. */
  default String subject(InternalRow arguments) {
    return "a value of " + arguments.getBinary(0).length + " bytes";
  }
}
