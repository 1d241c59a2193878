/** The body of {@code storage} on Hadoop's file systems: local disks, HDFS, S3A and others. */
package io.millrace.spark.hadoop;
