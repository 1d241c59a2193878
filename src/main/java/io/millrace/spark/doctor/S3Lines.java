package io.millrace.spark.doctor;

import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.S3Settings;
import io.millrace.store.InvalidStoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What S3A does in this process, where the probe lies there. Shows no credentials.
 *
 * @param probe path, empty for none
 */
record S3Lines(String probe) {
  private static final String TOPIC = "s3";

  /** The limits, by this process's cores; nothing where the probe lies elsewhere. */
  List<Line> settings(Configuration configuration) {
    List<Line> lines = new ArrayList<>();
    if (HadoopStorage.isS3(probe)) {
      S3Settings.lines(configuration).forEach(line -> lines.add(Line.ok(TOPIC, line)));
    }

    return lines;
  }

  /** Whether a store can be committed to there; writes one key and deletes it. */
  List<Line> commits(Configuration configuration) {
    if (!HadoopStorage.isS3(probe)) {
      return List.of();
    }

    try {
      new HadoopStorage(configuration).checkCommits(probe);
      return List.of(Line.ok(TOPIC, "of two writers one wins: prepare can commit there"));
    } catch (InvalidStoreException | IOException e) {
      return List.of(
          Line.warn(
              TOPIC,
              "prepare cannot commit there: " + e.getMessage(),
              "reading needs none of this"));
    }
  }
}
