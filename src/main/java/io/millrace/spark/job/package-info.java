/**
 * Jobs that write or check a store: prepare and verify. {@code spark.DataModule} calls them; they
 * never call back.
 */
package io.millrace.spark.job;
