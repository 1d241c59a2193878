package io.millrace.spark.job;

import io.millrace.sample.Label;
import io.millrace.split.Membership;
import io.millrace.store.IndexRow;

/** Members for tests. */
final class Members {
  private Members() {}

  /** A sample whose id is its picture's path. */
  static Member of(String path, long bytes, byte splits) {
    Member.Who who = new Member.Who(path, "c", "good", Label.NORMAL, splits);
    return new Member(
        who,
        new IndexRow.FileFacts(path, bytes, 5, "", ""),
        IndexRow.FileFacts.NONE,
        IndexRow.FileFacts.NONE,
        Member.Video.NONE,
        Member.StoredRow.NONE,
        Member.StoredRow.NONE);
  }

  static Member train(String path, long bytes) {
    return of(path, bytes, Membership.TRAIN);
  }

  static Member test(String path, long bytes) {
    return of(path, bytes, Membership.TEST);
  }
}
