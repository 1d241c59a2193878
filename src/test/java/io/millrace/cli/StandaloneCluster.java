package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Spark cluster of this machine's processes: a master and two workers of one core and one GPU
 * that is pretended each, addresses 0 and 1, on ports that were free. Closing it ends them and all
 * that they started.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int WORKERS = 2;

  private final Path folder;
  private final SparkHome home;
  private final Deque<Command.Running> daemons = new ArrayDeque<>(); // the last one first
  private final Thread atExit = new Thread(this::end);
  private String master = "";

  private StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    this.home = SparkHome.in(folder);
  }

  /** Starts one; the folder gets its files. */
  static StandaloneCluster start(Path folder) throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    try {
      cluster.startAll();
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }

    return cluster;
  }

  private void startAll() throws Exception {
    master = await(daemon("127.0.0.1", "master.Master"), "Starting Spark master at (spark://\\S+)");
    List<Command.Running> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      Path work = Files.createDirectory(work(i));
      workers.add(
          daemon(
              "127.0.0." + (i + 2), // Spark tries a slow task again on another host only
              "worker.Worker",
              "--cores",
              "1",
              "--memory",
              "1g",
              "--work-dir",
              work.toString(),
              "--properties-file",
              gpu(i).toString(),
              master));
    }

    for (Command.Running worker : workers) {
      await(worker, "Successfully registered with (master)");
    }
  }

  private Path work(int worker) {
    return folder.resolve("worker" + worker);
  }

  /** A worker's properties: a script says which GPU it has. */
  private Path gpu(int address) throws IOException {
    Path script = folder.resolve("gpu" + address + ".sh");
    Files.writeString(
        script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"" + address + "\"]}'\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("Cannot make " + script + " executable");
    }

    return Files.writeString(
        folder.resolve("worker" + address + ".properties"),
        "spark.worker.resource.gpu.amount 1\nspark.worker.resource.gpu.discoveryScript "
            + script
            + "\n");
  }

  private Command.Running daemon(String host, String name, String... words) throws IOException {
    Command command =
        new Command(
                List.of(home.bin("spark-class"), "org.apache.spark.deploy." + name),
                Map.of(
                    "SPARK_LOCAL_IP",
                    host,
                    "SPARK_DAEMON_MEMORY",
                    "200m",
                    "SPARK_DAEMON_JAVA_OPTS",
                    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"))
            .and("--host", host, "--port", "0", "--webui-port", "0")
            .and((Object[]) words);
    Command.Running running = command.start();
    daemons.push(running);
    return running;
  }

  /** Waits for a line of its log and gives the group in it. */
  private static String await(Command.Running daemon, String line) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      String log = Files.readString(daemon.folder().resolve("err"));
      Matcher matcher = Pattern.compile(line).matcher(log);
      if (matcher.find()) {
        return matcher.group(1);
      }

      if (!daemon.process().isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("no line '" + line + "' in: " + log);
      }

      Thread.sleep(20);
    }
  }

  /** Commands that it runs, their driver on this side. */
  Submit submit() {
    return Submit.to(master, home);
  }

  /** Standard output of a driver that it ran. */
  String printed(String driver) throws IOException {
    for (int i = 0; i < WORKERS; i++) {
      Path file = work(i).resolve(driver).resolve("stdout");
      if (Files.exists(file)) {
        return Files.readString(file);
      }
    }

    throw new IOException("no worker has run " + driver);
  }

  /** All that its daemons, drivers and executors have logged or printed. */
  String written() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Command.Running daemon : daemons) {
      all.append(Files.readString(daemon.folder().resolve("err")));
    }

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(each -> each.endsWith("stderr") || each.endsWith("stdout")).toList()) {
        all.append(Files.readString(file));
      }
    }

    return all.toString();
  }

  /** The executors that live. */
  List<ProcessHandle> executors() {
    return started("ExecutorBackend");
  }

  /** What its daemons have started and what lives, by a word of its command line. */
  List<ProcessHandle> started(String word) {
    return daemons.stream()
        .flatMap(daemon -> daemon.process().descendants())
        .filter(each -> each.info().commandLine().orElse("").contains(word))
        .toList();
  }

  private void end() {
    daemons.forEach(Command.Running::close);
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
