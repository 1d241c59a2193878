package io.millrace.spark.job;

/** Reads the files of one member. What cannot be read is told by {@link Fetched#bytes}. */
interface Fetch {
  Fetched fetch(Member member);
}
