package io.millrace.spark.doctor;

import io.millrace.spark.hadoop.HadoopStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Looks at the process in which it runs, once a round: the first task does, the others wait until
 * it has looked, so that other executors get theirs.
 *
 * @param round tells it from others
 */
record LookHere(Broadcast<SerializableConfiguration> configuration, String probe, String round)
    implements FlatMapFunction<Iterator<Integer>, Examination> {
  private static final Set<String> DONE = ConcurrentHashMap.newKeySet();
  private static final long WAIT_MILLIS = 500;

  @Override
  public Iterator<Examination> call(Iterator<Integer> tasks)
      throws IOException, InterruptedException {
    if (!DONE.add(round)) {
      Thread.sleep(WAIT_MILLIS);
      return List.<Examination>of().iterator();
    }

    String process = "executor " + SparkEnv.get().executorId();
    Examination found = look(process, addresses(), configuration.value().value(), probe);
    Thread.sleep(WAIT_MILLIS);
    return List.of(found).iterator();
  }

  private static List<String> addresses() {
    ResourceInformation gpus = TaskContext.get().resourcesJMap().get("gpu");
    return gpus == null ? List.of() : List.of(gpus.addresses());
  }

  static Examination look(
      String process, List<String> addresses, Configuration configuration, String probe)
      throws IOException {
    List<Line> lines = new ArrayList<>(JavaLines.look());
    lines.addAll(DecoderLines.look());
    lines.addAll(GpuLines.here(addresses).look());
    lines.addAll(MemoryLines.look(SparkEnv.get().conf()));
    lines.addAll(new S3Lines(probe).settings(configuration));
    if (!probe.isEmpty()) {
      lines.add(new ReadProbe(probe).look(new HadoopStorage(configuration)));
    }

    return new Examination(process, InetAddress.getLocalHost().getHostName(), lines);
  }
}
