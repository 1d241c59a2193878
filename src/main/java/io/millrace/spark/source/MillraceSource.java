package io.millrace.spark.source;

import io.millrace.config.InvalidConfigException;
import io.millrace.spark.hadoop.HadoopStorage;
import java.util.TreeMap;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.RelationProvider;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map;

/**
 * The data source {@code millrace}: {@code spark.read.format("millrace").option("data",
 * "MVTecAD").option("category", "bottle").load(root)}, or {@code load(store)}. Options are the keys
 * of the configuration, and {@code config}, {@code snapshot} and {@code partition_bytes}.
 */
public final class MillraceSource implements RelationProvider, DataSourceRegister {
  @Override
  public String shortName() {
    return "millrace";
  }

  /**
   * The samples of a data set or of a store, which must be there; files are not listed yet.
   *
   * @throws InvalidConfigException with everything that is wrong with the options
   */
  @Override
  public BaseRelation createRelation(SQLContext context, Map<String, String> options) {
    HadoopStorage storage =
        new HadoopStorage(context.sparkSession().sparkContext().hadoopConfiguration());
    return SampleRelation.open(
        context, SourceOptions.read(new TreeMap<>(JavaConverters.mapAsJavaMap(options)), storage));
  }
}
