/**
 * Samples as a data source: {@code spark.read.format("millrace")}, {@code USING millrace} in SQL.
 *
 * <p>Sees the rooms below {@code spark}, and {@code spark}, {@code spark.rows} and {@code
 * spark.hadoop}. Nothing of ours sees it: Spark finds it by its name. Decisions:
 *
 * <ul>
 *   <li>A relation with pruned columns and filters, not a scan of version 2: the partitions of that
 *       one are objects of the driver, and samples never reach it. Here the rows stay an RDD, the
 *       same that {@code tensors} has, and SQL text takes it as well.
 *   <li>The scan is a query of its own over the samples table, whose rows are handed on as they
 *       are, in Spark's internal form: no row is turned into objects for the sake of the relation.
 *   <li>Filters over the columns of samples are conditions of that query, so that nothing is
 *       decoded for rows that they leave out; those that name a split choose which subsets are read
 *       at all. Spark itself evaluates the others, after decoding.
 *   <li>A row is there whatever columns are asked for: a bad sample counts, and the policy {@code
 *       on_bad_sample} decides when its pixels are asked for.
 *   <li>Of a store of tensors each pixel column has a reader of its own, which reads its bytes of a
 *       chunk and no other; where fields are decoded together, they share one that reads them all.
 *   <li>Writing is taken only to be refused: Spark's own refusal does not name the way out.
 *   <li>Files are listed once, by the first query, and a relation keeps what it saw: a view has the
 *       same samples in each query. To see new files, load again.
 *   <li>Nobody closes a relation. All that its data module keeps are Spark's own cached blocks and
 *       broadcasts, which Spark frees once the relation is garbage; there is no file and no thread.
 * </ul>
 */
package io.millrace.spark.source;
