package io.millrace.spark.submit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.DeployMessages.DriverStatusResponse;
import org.apache.spark.deploy.DeployMessages.RequestDriverStatus;
import org.apache.spark.internal.config.package$;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.util.Utils;
import scala.Option;
import scala.reflect.ClassTag$;

/** The master of a standalone cluster, asked as spark-submit does. Whoever opens it closes it. */
public final class StandaloneMaster implements AutoCloseable {
  private static final String NAME = "Master"; // Spark's own, of the master's end of its messages

  private final String url;
  private final List<RpcAddress> addresses = new ArrayList<>();
  private final RpcEnv messages;

  /**
   * The one of that address, {@code spark://host:port}, or those of {@code
   * spark://one:port,two:port} of which one is in charge.
   */
  public StandaloneMaster(String url, SparkConf settings) {
    this.url = url;
    for (String each : url.replaceFirst("^spark://", "").split(",", -1)) {
      addresses.add(address("spark://" + each));
    }

    SparkConf conf = settings.clone().setIfMissing("spark.rpc.askTimeout", "10s");
    SecurityManager security =
        new SecurityManager(conf, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE());
    this.messages = RpcEnv.create("wait", Utils.localHostName(), 0, conf, security, true);
  }

  private static RpcAddress address(String url) {
    try {
      return RpcAddress.fromSparkURL(url);
    } catch (Exception e) { // Scala's are not declared
      throw new IllegalArgumentException(
          "Invalid master: " + url + " (must be spark://host:port)", e);
    }
  }

  /**
   * What it says of a driver.
   *
   * @throws IOException if no master answers
   */
  public DriverStatus status(String driver) throws IOException {
    IOException failure = new IOException("there is none");
    for (RpcAddress address : addresses) {
      try {
        DriverStatusResponse answer = ask(address, driver);
        // one that is not in charge, or not yet, says so
        if (answer.found() || answer.exception().isEmpty()) {
          return status(answer);
        }

        failure = new IOException(answer.exception().get().getMessage());
      } catch (Exception e) { // Scala's are not declared
        failure = new IOException(e.getMessage(), e);
      }
    }

    throw new IOException("Cannot ask the master " + url + ": " + failure.getMessage(), failure);
  }

  private DriverStatusResponse ask(RpcAddress address, String driver) {
    return messages
        .setupEndpointRef(address, NAME)
        .askSync(
            new RequestDriverStatus(driver), ClassTag$.MODULE$.apply(DriverStatusResponse.class));
  }

  private static DriverStatus status(DriverStatusResponse answer) {
    String problem =
        answer.exception().isEmpty() ? "" : String.valueOf(answer.exception().get().getMessage());
    String worker = answer.workerHostPort().isEmpty() ? "" : answer.workerHostPort().get();
    DriverStatus.State state =
        answer.state().isEmpty()
            ? DriverStatus.State.FORGOTTEN
            : DriverStatus.State.valueOf(answer.state().get().toString());
    return new DriverStatus(state, worker, problem);
  }

  @Override
  public void close() {
    messages.shutdown();
    messages.awaitTermination();
  }
}
