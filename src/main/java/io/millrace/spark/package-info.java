/**
 * The public face, {@link io.millrace.spark.DataModule}, and the samples table behind it.
 *
 * <p>With {@code cli} the only room that imports Spark, Hadoop or Scala; may import every room but
 * {@code cli}. Decisions:
 *
 * <ul>
 *   <li>Only rows cross Spark; what is shipped to executors is a record that implements the Spark
 *       function.
 *   <li>Folders are listed level by level, each level one job with a folder a record: only folders
 *       reach the driver, files never do.
 *   <li>Files and samples are kept, and shuffled, as bytes: as objects a million of them neither
 *       fit a small heap nor can be measured at no cost, which Spark does with all that it keeps.
 *   <li>The driver holds one byte a sample: the label and the folder's split in, the subsets out. A
 *       row finds its byte by its partition and its place in the path order.
 *   <li>A video is one row until the subsets are made, so that no two share one; executors count
 *       its frames, read its masks and then cut it, and the driver holds a number a video.
 *   <li>Each category is split by itself: loading two gives what loading each gives.
 *   <li>A loader's rows are spooled to a local file, a byte of memory a sample, so that an epoch in
 *       any order needs no Spark job.
 *   <li>A store is opened when the data module is built: its snapshot says the splits, the seed and
 *       what was baked, and a wrong pipeline is refused before anything is read. Its loaders start
 *       no Spark job.
 *   <li>{@code tensors} of a store keeps the store's order: path order would read a chunk for each
 *       training row.
 * </ul>
 */
package io.millrace.spark;
