package io.millrace.spark.source;

import io.millrace.batch.ImageBatch;
import io.millrace.config.Seed;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import io.millrace.spark.SampleScan;
import io.millrace.spark.rows.SampleRows;
import java.util.List;
import java.util.Set;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.PrunedFilteredScan;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The samples of a data set or of a store as Spark scans them. Safe for several threads. */
final class SampleRelation extends BaseRelation implements PrunedFilteredScan {
  private static final Logger LOG = LoggerFactory.getLogger(SampleRelation.class);

  private final SQLContext context;
  private final SourceOptions options;
  private final DataModule<ImageBatch>
      module; // its loaders, which alone make batches, are not used

  private SampleRelation(SQLContext context, SourceOptions options, DataModule<ImageBatch> module) {
    this.context = context;
    this.options = options;
    this.module = module;
  }

  static SampleRelation open(SQLContext context, SourceOptions options) {
    DataModuleBuilder builder = DataModule.builder(context.sparkSession()).config(options.run());
    options.snapshot().forEach(builder::snapshot);
    DataModule<ImageBatch> module = builder.build();
    module.prepareData();
    options.warnings().forEach(LOG::warn);
    if (module.config().splits().seed().origin() == Seed.Origin.CHOSEN) {
      LOG.warn("Seed {} was chosen: give option seed to divide alike again", module.seed());
    }

    return new SampleRelation(context, options, module);
  }

  @Override
  public SQLContext sqlContext() {
    return context;
  }

  @Override
  public StructType schema() {
    return SampleScan.schema(module.contents());
  }

  /** The scan gives Spark's own rows. */
  @Override
  public boolean needConversion() {
    return false;
  }

  private Set<String> conditionColumns() {
    return Set.of(SampleRows.visibleSchema(module.contents()).fieldNames());
  }

  @Override
  public Filter[] unhandledFilters(Filter[] filters) {
    return new PushedFilters(List.of(filters), conditionColumns()).unhandled();
  }

  @Override
  @SuppressWarnings("unchecked") // internal rows: see needConversion
  public synchronized RDD<Row> buildScan(String[] columns, Filter[] filters) {
    PushedFilters pushed = new PushedFilters(List.of(filters), conditionColumns());
    SampleScan scan =
        new SampleScan(List.of(columns), pushed.splits(), pushed.conditions(), partitionBytes());
    return (RDD<Row>) (RDD<?>) scan.of(module).queryExecution().toRdd();
  }

  private long partitionBytes() {
    return options.partitionBytes().stream()
        .findFirst()
        .orElseGet(() -> SQLConf.get().filesMaxPartitionBytes());
  }

  /** As {@code explain} shows it. */
  @Override
  public String toString() {
    return "millrace %s %s"
        .formatted(module.config().dataset().name(), module.config().dataset().root());
  }
}
