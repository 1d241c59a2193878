package io.millrace.spark.feed;

import io.millrace.feed.CancelledRankException;
import io.millrace.feed.LostPeerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.RDDInfo;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Hears what ranks say with their heartbeats, and how their tasks end. */
final class FeedListener extends SparkListener {
  private static final int NONE = -1;

  private final Job job;
  private final Consumer<RankStatus> news;
  private final Consumer<Failure> failed;
  private int stage = NONE;

  /**
   * What is ours of all that Spark tells.
   *
   * @param group of the jobs
   * @param accumulator id of the statuses
   */
  record Job(String group, long accumulator) {}

  /**
   * A task that has failed.
   *
   * @param exception what it threw, empty where it could not be sent
   */
  record Failure(int rank, String host, String description, Optional<Throwable> exception) {
    /** Whether only the loss of another rank has ended it. */
    boolean isConsequence() {
      return exception.isPresent()
          && (exception.get() instanceof LostPeerException
              || exception.get() instanceof CancelledRankException);
    }
  }

  FeedListener(Job job, Consumer<RankStatus> news, Consumer<Failure> failed) {
    this.job = job;
    this.news = news;
    this.failed = failed;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task : list(update.accumUpdates())) {
      list(task._4()).forEach(this::told);
    }
  }

  private static <T> List<T> list(Seq<T> seq) {
    return new ArrayList<>(JavaConverters.seqAsJavaListConverter(seq).asJava());
  }

  private void told(AccumulableInfo info) {
    if (info.id() == job.accumulator
        && info.update().isDefined()
        && info.update().get() instanceof List<?> statuses) {
      statuses.forEach(status -> news.accept((RankStatus) status));
    }
  }

  /** Of the stages of our job, the ranks are those of the one with a barrier. */
  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    boolean ours =
        submitted.properties() != null
            && job.group().equals(submitted.properties().getProperty("spark.jobGroup.id"));
    if (ours && list(submitted.stageInfo().rddInfos()).stream().anyMatch(RDDInfo::isBarrier)) {
      stage = submitted.stageInfo().stageId();
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.stageId() == stage && end.reason() instanceof ExceptionFailure failure) {
      String described = Optional.ofNullable(failure.description()).orElse("");
      failed.accept(
          new Failure(
              end.taskInfo().index(),
              end.taskInfo().host(),
              described.isEmpty() ? failure.className() : described,
              Optional.ofNullable(failure.exception().getOrElse(() -> null))));
    }
  }
}
