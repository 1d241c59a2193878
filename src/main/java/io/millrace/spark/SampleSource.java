package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.item.BatchLayout;
import io.millrace.sample.Contents;
import io.millrace.sample.Split;
import io.millrace.spark.feed.FeedInput;
import io.millrace.spark.feed.MapCall;
import io.millrace.spark.job.PrepareInput;
import io.millrace.spark.profile.ProfileInput;
import io.millrace.split.SplitRule;
import io.millrace.store.StoreFacts;
import io.millrace.store.StorePaths;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a data module reads: the files of a data set, or a store that was made of them. */
interface SampleSource extends AutoCloseable {
  /** The session that it is read by. */
  SparkSession spark();

  /** Checks that it is there. */
  void check();

  /** Finds the samples. A second call changes nothing. */
  void setup();

  /** What samples consist of. */
  Contents contents();

  /** Train, then validation, then test, each in path order; rows of {@code SampleRows.FULL}. */
  Dataset<Row> all();

  /** One subset in path order; rows of {@code SampleRows.FULL}. */
  Dataset<Row> subset(Split split);

  /** Number of samples, in a subset or not. */
  int size();

  /** Number of samples of a subset. */
  int count(Split split);

  /** What is wrong with the data: rows of {@link FindingRows#SCHEMA}. */
  Dataset<Row> audit(AuditDepth depth);

  /** What each picture is. */
  Dataset<Row> pictures();

  /** How many samples have been read for that. */
  long picturesRead();

  /** What the data is, as a store says it. */
  StoreFacts.Dataset dataset();

  /** What divides the samples. */
  SplitRule rule();

  /**
   * The good samples, for that store.
   *
   * @throws io.millrace.sample.BadSampleException if more are bad than the options allow
   */
  PrepareInput.Source toPrepare(PrepareOptions options, StorePaths store);

  /**
   * The samples of those subsets as they are stored, for a profile.
   *
   * @param training what becomes of training samples
   */
  ProfileInput toProfile(Set<Split> splits, Recipe training);

  /** The visible columns of a subset, then its pixels. */
  Dataset<Row> tensors(Split split, Recipe recipe);

  /** The samples of a subset that a query wants, each once whatever its columns are. */
  Dataset<Row> scan(Split split, Recipe recipe, SampleScan scan);

  /** What a function gives for the rows of a subset. */
  Dataset<Row> map(Split split, Recipe recipe, MapCall call);

  /** The rows of a subset for a loader, which closes them. */
  SplitRows rows(Split split, Recipe recipe);

  /** What every row of a batch looks like, if that is known before any picture is read. */
  Optional<BatchLayout> layout(Recipe recipe);

  /**
   * What ranks are fed with: by those recipes, which have a layout, in steps of so many rows of all
   * ranks together.
   */
  Fed feed(Map<Split, Recipe> recipes, int globalBatch);

  /**
   * What ranks are fed with.
   *
   * @param identity of the training rows
   */
  record Fed(FeedInput input, TrainStart.Identity identity) {}

  @Override
  void close();
}
