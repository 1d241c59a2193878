/**
 * The body of {@code storage} on Hadoop's file systems: local disks, HDFS, S3A and others.
 *
 * <p>Of S3A:
 *
 * <ul>
 *   <li>Its classes are touched nowhere: capabilities are asked for by name, and exceptions are
 *       told by theirs. So an older client, or none, is refused with a sentence and not by the JVM.
 *   <li>Its positional reads take turns on a stream, so ranges are read by vectored reads of one
 *       range. Those do not mend a connection that breaks midway; {@code HadoopRangeFile} does.
 *   <li>The answer to a conditional create may be lost and the request made again by the client,
 *       which is then refused by the object that it has made itself: what is there is read back.
 *   <li>Closing a stream shows the object, also after an exception: it is aborted first.
 *   <li>It asks for minutes where nobody listens, and says nothing meanwhile: the endpoint is
 *       connected to once before.
 *   <li>Parts of an upload are larger than a shard, so that a shard is one request.
 * </ul>
 */
package io.millrace.spark.hadoop;
