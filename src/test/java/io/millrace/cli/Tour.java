package io.millrace.cli;

import io.millrace.item.Size;
import io.millrace.sampledata.AvenueData;
import io.millrace.sampledata.MVTec3DData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every command of the program on as little as it takes; what is common to all kinds of data on
 * each.
 *
 * @param sources root of drawn pictures, a store of them, and a folder for videos and domes
 * @param out where commands leave what they make
 * @param bucket a folder on S3
 */
record Tour(Sources sources, Path out, String bucket) {
  private static final String SHORT = " --rounds 2 --warm-up 0 --round-seconds 0.05";

  /** What commands read; see {@link #draw}. */
  record Sources(Path pictures, Path store, Path drawn) {
    Path videos() {
      return drawn.resolve("avenue");
    }

    Path domes() {
      return drawn.resolve("mvtec3d");
    }

    /** Where a run of the program has left its result. */
    Path result() {
      return drawn.resolve("earlier.json");
    }

    /** Draws what {@code sample-data} would: two videos, a few domes; and leaves a result. */
    void draw() throws IOException {
      AvenueData.in(videos())
          .withExtent(new AvenueData.Extent(1, 2, 8))
          .withSize(new Size(64, 96))
          .draw(done -> {});
      MVTec3DData.in(domes()).withImages(12).withSize(new Size(64, 64)).draw(done -> {});
      Outcome outcome = new Outcome();
      outcome.begin(result().toString());
      outcome.end(result().toString(), 0);
    }

    private List<String> kinds() {
      String category = " --data.category ";
      return List.of(
          "--data MVTecAD" + category + "millstone --data.root " + pictures,
          "--data Avenue --data.root " + videos() + " --data.gt_dir " + truth(),
          "--data MVTec3D" + category + "dome --data.root " + domes());
    }

    private Path truth() {
      return videos().resolve("ground_truth_demo");
    }
  }

  /** The stops, none of which needs another. */
  List<Stop> stops() {
    return Stream.of(small(), onEachKind(), onStore(), benches()).flatMap(List::stream).toList();
  }

  private List<Stop> small() {
    return List.of(
        Stop.at("datasets", "", "(?m)^ *MVTecAD"),
        Stop.at(
            "doctor",
            "--probe " + sources.pictures.resolve("millstone/train/good"),
            "(?s)driver on .*read rate .*executor"),
        Stop.at(
                "sample-data",
                "--images 10 --size 64x64 --out " + made("drawn"),
                "^10 pictures and 6 masks")
            .leaving(made("drawn/millstone/test/chip/000.png")),
        Stop.at("wait", sources.result().toString(), ""),
        Stop.at(
                "plan-capacity",
                "--gpus 1 --images-per-second 1 --pictures 2 --side 45 --json "
                    + made("capacity.json")
                    + SHORT,
                "no need to prepare")
            .leaving(made("capacity.json")));
  }

  private List<Stop> onEachKind() {
    List<String> names = List.of("pictures", "videos", "domes");
    return Stream.iterate(0, i -> i < names.size(), i -> i + 1)
        .flatMap(
            i -> onData(sources.kinds().get(i), names.get(i)).map(each -> each.on(names.get(i))))
        .toList();
  }

  private Stream<Stop> onData(String kind, String name) {
    String data = " --data.seed 0 " + kind;
    String pixels = data + " --image-size 64x64";
    Path page = made(name + ".html");
    return Stream.of(
        Stop.at("samples", "--format csv --out " + made(name + ".csv") + data, "")
            .leaving(made(name + ".csv")),
        Stop.at("inspect", "--deep" + data, "No errors[.]"),
        Stop.at("report", "--out " + page + data, " in " + page).leaving(page),
        Stop.at("prepare", "--shard-mib 1 --out " + made(name) + pixels, ": snapshot 1, ")
            .leaving(made(name)),
        Stop.at(
                "batches",
                "--split test --steps 1 --out " + made("batches-" + name) + pixels,
                "1 batches, .* 0 left out")
            .leaving(made("batches-" + name + "/test-00000.safetensors")));
  }

  private List<Stop> onStore() {
    String store = sources.store.toString();
    Path state = made("checkpoints");
    return List.of(
        Stop.at("store show", store, "content_fingerprint|fingerprint"),
        Stop.at("vacuum", store, "[0-9]+ files, [0-9]+ bytes"),
        Stop.at("verify", "--deep 2 " + store, "No damage: snapshot 1"),
        Stop.at("plan", "--step 0 --store " + store, "\tmillstone/train/good/"),
        Stop.at("train padim", "--store " + store, "picture AUROC [01][.]"),
        Stop.at(
                "train autoencoder",
                "--batch 8 --epochs 1 --checkpoints " + state + " --store " + store,
                "(?s)picture AUROC [01][.].*rank host device")
            .leaving(state));
  }

  private List<Stop> benches() {
    return Stream.of(
            "decode --kinds png --python none --pictures 2 --side 45" + SHORT,
            "direct --images 4 --batch 2 --pictures 2 --side 45 --workers 1" + SHORT,
            "prepared --rows 64 --files 2" + SHORT,
            "feed --rows 64 --files 8 --epochs 1 --batch 8 --step 1",
            "plan --rows 10000 --world 8 --files 100",
            "io --rows 64 --files 2" + SHORT,
            "prepare --images 10",
            "video --frames 8 --rounds 1 --clips 2",
            "clips --frames 16 --epochs 1",
            "depth --files 1 --rounds 1",
            "twins --hashes 1000 --pictures 5 --side 64",
            "s3 --rows 64 --rounds 1 --at " + bucket)
        .map(this::bench)
        .toList();
  }

  private Stop bench(String line) {
    String name = line.substring(0, line.indexOf(' '));
    Path figures = made("bench-" + name + ".json");
    String words = line.substring(name.length()) + " --json " + figures;
    return Stop.at("bench " + name, words, "\\d").leaving(figures);
  }

  private Path made(String name) {
    return out.resolve(name);
  }
}
