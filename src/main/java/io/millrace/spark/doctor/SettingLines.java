package io.millrace.spark.doctor;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;

/** Settings of a cluster without which ranks do not outlive a lost executor; see conf/. */
final class SettingLines {
  private static final int ATTEMPTS = 10;

  private SettingLines() {}

  static List<Line> look(SparkConf conf) {
    List<Line> lines = new ArrayList<>();
    if (conf.get("spark.master", "").startsWith("local")) {
      return lines;
    }

    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      lines.add(
          Line.warn(
              "settings",
              "dynamic allocation is on: ranks are refused, all else works",
              "set spark.dynamicAllocation.enabled=false"));
    }

    if (conf.getInt("spark.stage.maxConsecutiveAttempts", 4) < ATTEMPTS) {
      lines.add(
          Line.warn(
              "settings",
              "spark.stage.maxConsecutiveAttempts is "
                  + conf.get("spark.stage.maxConsecutiveAttempts", "4")
                  + ": so often may executors be lost before the job is given up",
              "set it to 10 or more"));
    }

    if (!conf.getBoolean("spark.task.reaper.enabled", false)) {
      lines.add(
          Line.warn(
              "settings",
              "nobody sees to it that ended tasks have ended",
              "set spark.task.reaper.enabled=true, see conf/"));
    }

    if (lines.isEmpty()) {
      lines.add(Line.ok("settings", "ranks outlive lost executors"));
    }

    return lines;
  }
}
