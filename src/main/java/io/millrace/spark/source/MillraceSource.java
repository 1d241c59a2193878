package io.millrace.spark.source;

import io.millrace.config.InvalidConfigException;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.store.InvalidStoreException;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.RelationProvider;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map;

/**
 * The data source {@code millrace}: {@code spark.read.format("millrace").option("data",
 * "MVTecAD").option("category", "bottle").load(root)}, or {@code load(store)}. Options are the keys
 * of the configuration, and {@code config}, {@code snapshot} and {@code partition_bytes}.
 */
public final class MillraceSource
    implements RelationProvider, CreatableRelationProvider, DataSourceRegister {
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
    try {
      return SampleRelation.open(
          context,
          SourceOptions.read(new TreeMap<>(JavaConverters.mapAsJavaMap(options)), storage));
    } catch (InvalidStoreException e) {
      InvalidConfigException refused = new InvalidConfigException(List.of(e.getMessage()));
      refused.initCause(e);
      throw refused;
    }
  }

  /** Nothing is written: a store is made of files, and not of rows. */
  @Override
  public BaseRelation createRelation(
      SQLContext context, SaveMode mode, Map<String, String> options, Dataset<Row> rows) {
    throw new InvalidConfigException(
        List.of(
            "Unsupported: writing format(\"millrace\") (millrace prepare makes a store of the files, as"
                + " DataModule.prepare does; rows of a query can be kept as Parquet)"));
  }
}
