package io.millrace.spark.job;

import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The one result of a partition, or empty text where it had no members. */
final class FirstResult extends AbstractFunction1<Iterator<String>, String>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public String apply(Iterator<String> results) {
    return results.hasNext() ? results.next() : "";
  }
}
