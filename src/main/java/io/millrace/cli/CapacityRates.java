package io.millrace.cli;

import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import io.millrace.transform.Normalize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rates of feeding: read from documents, and measured where these have none. */
final class CapacityRates {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int BATCH = 32;
  private static final int IMAGES_A_WORKER = 64;
  private static final int STORE_ROWS = 4096;

  @Mixin private BenchPictures pictures;
  @Mixin private Rounds rounds;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "JSON of 'bench direct' or 'bench prepared'; give it once for each.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--prepared-as",
      defaultValue = "UINT8",
      description =
          "Batches from the store: ${COMPLETION-CANDIDATES}. uint8 leaves normalising to the GPU.")
  private Batches batches;

  /** What a store of bytes gives. */
  enum Batches {
    UINT8("u8 store -> uint8"),
    FLOAT32("u8 store -> normalised float32");

    private final String row;

    Batches(String row) {
      this.row = row;
    }
  }

  /** Of decoding files. */
  Feeding direct(BenchOutput output) throws IOException {
    Optional<Feeding> read = Rates.read(files).direct();
    if (read.isPresent()) {
      return read.get();
    }

    output.say("measuring how files are decoded, workers: " + CORES);
    try (ScratchFolder scratch = ScratchFolder.create()) {
      int images = IMAGES_A_WORKER * CORES;
      return Rates.of(
          "direct",
          DirectLoading.of(pictures.images(), scratch.path(), images, BATCH)
              .measure(CORES, rounds));
    }
  }

  /** Of reading a store. */
  Feeding prepared(BenchOutput output) throws IOException {
    Optional<Feeding> read = Rates.read(files).prepared(batches.row);
    if (read.isPresent()) {
      return read.get();
    }

    output.say("measuring how a store is read, workers: " + CORES);
    try (ScratchFolder scratch = ScratchFolder.create();
        SparkSession spark = Sessions.here("plan-capacity")) {
      String store =
          new NoiseStore(scratch.path().resolve("store"), BenchPrepared.SIDE, DType.U8)
              .write(STORE_ROWS);
      DataModuleBuilder builder = DataModule.builder(spark).store(store);
      DataModuleBuilder asked =
          switch (batches) {
            case UINT8 -> builder.precision(Precision.UINT8);
            case FLOAT32 -> builder.normalize(Normalize.IMAGENET);
          };
      return Rates.of("prepared", new PreparedLoading(CORES, rounds).epochs(asked));
    }
  }
}
