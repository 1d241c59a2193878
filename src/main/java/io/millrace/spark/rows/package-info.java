/**
 * The rows that cross Spark: columns and their meaning, used by {@code spark} and its sub-rooms
 * alike.
 *
 * <p>May import: {@code sample}, {@code datasets}, {@code storage} and Spark SQL.
 */
package io.millrace.spark.rows;
