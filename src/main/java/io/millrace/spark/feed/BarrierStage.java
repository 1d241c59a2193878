package io.millrace.spark.feed;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** The one place that knows how Java starts a barrier stage. */
final class BarrierStage {
  private BarrierStage() {}

  /** What each of the tasks of the stage makes of its partition, in the order of their ends. */
  static List<byte[]> run(JavaRDD<byte[]> partitions, RankTask<?> task) {
    ClassTag<byte[]> bytes = ClassTag$.MODULE$.apply(byte[].class);
    RDD<byte[]> results = partitions.rdd().barrier().mapPartitions(new Body(task), false, bytes);
    // a shuffle, since Spark gives a job up that loses an executor in its last stage
    return JavaRDD.fromRDD(results, bytes).repartition(1).collect();
  }

  private static final class Body
      extends AbstractFunction1<
          scala.collection.Iterator<byte[]>, scala.collection.Iterator<byte[]>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RankTask<?> task;

    Body(RankTask<?> task) {
      this.task = task;
    }

    @Override
    public scala.collection.Iterator<byte[]> apply(scala.collection.Iterator<byte[]> rows) {
      Iterator<byte[]> dealt = JavaConverters.asJavaIteratorConverter(rows).asJava();
      try {
        Iterator<byte[]> result = List.of(task.run(dealt)).iterator();
        return JavaConverters.asScalaIteratorConverter(result).asScala();
      } catch (Exception e) {
        throw thrown(e);
      }
    }

    /** As it is: Scala knows no checked exceptions. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E thrown(Exception e) throws E {
      throw (E) e;
    }
  }
}
