package io.millrace.cli;

import io.millrace.spark.doctor.Doctor;
import io.millrace.spark.doctor.Examination;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at what a run will need. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Look at what runs need, on the driver and on every executor: Java and its flags, the engine,",
      "decoders, GPUs, memory, disks, and how fast a path is read. Each line is ok, warn or fail,",
      "with a way out. Exit code 2 if anything fails."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  millrace doctor", "  millrace doctor --probe s3a://bucket/store"})
final class DoctorCommand implements Callable<Integer> {
  private static final int TOPIC_WIDTH = 12;

  @Spec private CommandSpec command;

  @Option(
      names = "--probe",
      defaultValue = "",
      paramLabel = "URI",
      description = "Measure the read rate of this file, or of the largest file of this folder.")
  private String probe;

  @Override
  public Integer call() throws IOException {
    try (SparkSession spark = Sessions.open("doctor")) {
      List<Examination> found = new Doctor(spark, probe).look();
      PrintWriter out = command.commandLine().getOut();
      for (Examination each : found) {
        out.println(each.process() + " on " + each.host());
        each.lines().forEach(line -> out.println(line.text(TOPIC_WIDTH)));
      }

      out.flush();
      return found.stream().anyMatch(Examination::fails) ? Failures.USAGE : 0;
    }
  }
}
