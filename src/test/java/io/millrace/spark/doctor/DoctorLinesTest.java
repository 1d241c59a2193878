package io.millrace.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.decode.jpeg.OpenCv;
import io.millrace.decode.natives.MissingLibrary;
import io.millrace.feed.GpuMemory;
import io.millrace.kernel.Accelerators;
import io.millrace.spark.doctor.Line.Level;
import io.millrace.spark.hadoop.HadoopStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorLinesTest {
  private static final List<GpuMemory> TWO =
      GpuMemory.parse("0, GPU-a, T4, 15000, 14900\n1, GPU-b, T4, 15000, 20\n", "GPU-b, 7, java, 9");

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(line -> line.text(12)).toList();
  }

  @Test
  void saysThatThereIsNoGpuWhereThereIsNone() {
    assertThat(texts(new GpuLines(List.of(), "", List.of()).look()))
        .containsExactly("  ok    gpu          none: ranks compute on the processor");
    assertThat(texts(new GpuLines(List.of(), "0", TWO).look()).get(0))
        .isEqualTo(
            "  warn  gpu          none assigned, though the machine has 2, CUDA_VISIBLE_DEVICES is 0 (for ranks with GPUs see conf/ and scripts/gpus.sh; drivers need none)");
  }

  @Test
  void saysWhichGpuATaskHasAndWhoHoldsItsMemory() {
    assertThat(texts(new GpuLines(List.of("1"), "0,1", TWO).look()))
        .containsExactly(
            "  ok    gpu          address 1 is gpu 1 of this process, CUDA_VISIBLE_DEVICES is 0,1",
            "  ok    gpu memory   0 T4: 14900 of 15000 MiB free",
            "  warn  gpu memory   1 T4: 20 of 15000 MiB free, held by process 7 java (9 MiB) (end who holds it, or leave its address out)");
  }

  @Test
  void failsForAnAddressThatTheProcessCannotUse() {
    assertThat(new GpuLines(List.of("1"), "0", TWO).look().get(0).level()).isEqualTo(Level.FAIL);
    assertThat(texts(new GpuLines(List.of("5"), "", TWO).look()).get(0))
        .isEqualTo(
            "  fail  gpu          address 5 is gpu 5 of this process, which nvidia-smi does not list (run scripts/gpus.sh there)");
  }

  @Test
  void findsThatThisJvmIsWell() {
    assertThat(JavaLines.look()).noneMatch(line -> line.level() == Level.FAIL);
    assertThat(DecoderLines.look()).noneMatch(line -> line.level() == Level.FAIL);
    assertThat(JavaLines.look().get(2).text()).startsWith("PyTorch 2.7.1, makes tensors");
  }

  @Test
  void saysWhichAcceleratorsAreOn() {
    Accelerators chosen = Accelerators.chosen();
    Line line = DecoderLines.accelerators(chosen);
    assertThat(line.level()).isEqualTo(chosen.missing().isEmpty() ? Level.OK : Level.WARN);
    assertThat(line.text())
        .isEqualTo(chosen.on().isEmpty() ? "none" : String.join(", ", chosen.on()));
  }

  @Test
  void saysWhatDecodesJpegs() {
    assertThat(texts(List.of(DecoderLines.jpeg(Optional.of(new MissingLibrary("a", "b"))))))
        .containsExactly("  warn  jpeg         no OpenCV, JPEGs take twice as long: a (b)");
    assumeTrue(OpenCv.missing().isEmpty(), () -> "Skipped: " + OpenCv.missing());
    assertThat(texts(DecoderLines.look()))
        .contains("  ok    jpeg         OpenCV 4.13.0")
        .anyMatch(text -> text.startsWith("  ok    decoders     bmp=millrace, jpeg=opencv, png="));
  }

  @Test
  void comparesBuffersWithTheOverheadOfContainers() {
    SparkConf local = new SparkConf(false).set("spark.master", "local[2]");
    assertThat(MemoryLines.look(local).get(0).level()).isEqualTo(Level.OK);
    SparkConf yarn = new SparkConf(false).set("spark.master", "yarn");
    assertThat(
            MemoryLines.look(yarn.clone().set("spark.executor.memoryOverhead", "1m")).get(0).text())
        .contains("spark.executor.memoryOverhead 1 MiB: the container may be killed");
    assertThat(
            MemoryLines.look(yarn.clone().set("spark.executor.memoryOverhead", "900g"))
                .get(0)
                .level())
        .isEqualTo(Level.OK);
  }

  @Test
  void namesSettingsThatRanksNeedOnClusters() {
    SparkConf cluster = new SparkConf(false).set("spark.master", "spark://host:7077");
    assertThat(texts(SettingLines.look(cluster)))
        .hasSize(2)
        .allMatch(text -> text.startsWith("  warn  settings"));
    SparkConf set =
        cluster
            .clone()
            .set("spark.stage.maxConsecutiveAttempts", "20")
            .set("spark.task.reaper.enabled", "true");
    assertThat(texts(SettingLines.look(set)))
        .containsExactly("  ok    settings     ranks outlive lost executors");
    assertThat(SettingLines.look(set.set("spark.dynamicAllocation.enabled", "true"))).hasSize(1);
    assertThat(SettingLines.look(new SparkConf(false).set("spark.master", "local[2]"))).isEmpty();
  }

  @Test
  void measuresTheLargestFileOfAFolder(@TempDir Path folder) throws IOException {
    HadoopStorage storage = new HadoopStorage(new Configuration(false));
    Files.write(folder.resolve("small"), new byte[10]);
    Files.write(folder.resolve("large"), new byte[5_000_000]);
    Line read = new ReadProbe(folder.toString()).look(storage);
    assertThat(read.level()).as(read.text()).isEqualTo(Level.OK);
    assertThat(read.text()).matches("[0-9]+ MB/s by one thread, 5[.]0 MB of .*/large");
    Line missing = new ReadProbe(folder.resolve("none").toString()).look(storage);
    assertThat(missing.text(9))
        .isEqualTo(
            "  fail  read rate cannot read %s/none: there is no such file or folder (check the path, and credentials by spark.hadoop.* settings)"
                .formatted(folder));
  }
}
