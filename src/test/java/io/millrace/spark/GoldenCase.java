package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.batch.ImageBatch;
import io.millrace.config.LoadConfig;
import io.millrace.config.PixelConfig;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.config.SplitConfig;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTec3D;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.random.Golden;
import io.millrace.sample.Depth;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A case of the golden files: what the reference makes of one real data set. */
enum GoldenCase {
  GRID("mvtecad_grid", MVTecAD.at(real("MVTecAD")).category("grid")),
  CABLE_GLAND("mvtec3d_cable_gland", MVTec3D.at(real("MVTec3D")).category("cable_gland")),
  TRANSISTOR("mvtecad_transistor", MVTecAD.at(real("MVTecAD_reduced")).category("transistor")),
  HAZELNUT(
      "folder_hazelnut",
      Folder.at("hazelnut", real("hazelnut_toy"))
          .normalDir("train/good")
          .abnormalDir("test/colour")
          .normalTestDir("test/good")
          .maskDir("ground_truth/colour"));

  private static final float BATCH_TOLERANCE = 1e-5f;
  private static final JsonNode WHOLE =
      JsonNodeFactory.instance.objectNode().put("val_split_mode", "none");
  private static final LoadConfig ONE_BY_ONE = LoadConfig.DEFAULTS.batchSizes(1, 1);

  private final String file;
  private final DatasetLayout layout;

  GoldenCase(String file, DatasetLayout layout) {
    this.file = file;
    this.layout = layout;
  }

  static String real(String folder) {
    return root().resolve(folder).toString();
  }

  static Path root() {
    return Path.of(System.getenv().getOrDefault("MILLRACE_SHARED", "../shared"))
        .resolve("data/real")
        .toAbsolutePath()
        .normalize();
  }

  JsonNode golden() {
    JsonNode golden = Golden.read(file + ".json");
    assumeTrue(Files.isDirectory(root()), () -> "Skipped: " + root() + " is missing");
    return golden;
  }

  /** The run of one of the case's configurations. */
  RunConfig config(JsonNode arguments) {
    SplitConfig defaults = SplitConfig.defaults(layout);
    SplitConfig splits =
        new SplitConfig(
            TestSplitMode.of(arguments.path("test_split_mode").asText(defaults.testMode().text())),
            arguments.path("test_split_ratio").asDouble(defaults.testRatio()),
            ValSplitMode.of(arguments.path("val_split_mode").asText(defaults.valMode().text())),
            arguments.path("val_split_ratio").asDouble(defaults.valRatio()),
            Seed.of(arguments.path("seed").asLong(0)));
    return RunConfig.of(layout(arguments)).with(splits);
  }

  /** Every golden item of that name beside ours, made with those operations. */
  List<ItemPair> pairs(String name, PixelConfig pixels) {
    JsonNode golden = golden(); // first: it skips the test where there is none
    Map<String, ImageItem> ours = items(pixels);
    List<ItemPair> pairs = new ArrayList<>();
    for (JsonNode item : golden.get(name)) {
      String path = item.get("image_path").asText();
      pairs.add(new ItemPair(path, ours.get(path), item));
    }

    return pairs;
  }

  /** Our items of train and test by path. */
  private Map<String, ImageItem> items(PixelConfig pixels) {
    // the reference never moves a depth map, and keeps its three channels
    Depth asStored = new Depth(Depth.Channels.XYZ, Depth.Resizing.OFF, Depth.Valid.OFF);
    RunConfig config = config(WHOLE).with(pixels.with(asStored)).with(ONE_BY_ONE);
    Map<String, ImageItem> items = new HashMap<>();
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session()).config(config).build()) {
      module.setup();
      module.trainDataloader().forEach(batch -> keep(batch, items));
      module.testDataloader().forEach(batch -> keep(batch, items));
    }

    return items;
  }

  /** Collates the samples of the golden batch and compares with that field of it. */
  void assertBatch(PixelConfig pixels, JsonNode batch, String field) {
    Map<String, ImageItem> all = items(pixels);
    List<ImageItem> items = new ArrayList<>();
    batch.get("image_path").forEach(path -> items.add(all.get(path.asText())));
    try (ImageBatch ours = ImageBatch.collate(items)) {
      for (int i = 0; i < items.size(); i++) {
        assertThat(ours.gtLabel().getBoolean(i))
            .isEqualTo(batch.get("gt_label").get(i).asBoolean());
      }

      Map<ItemField, HostTensor> tensors = ours.host().tensors();
      ItemPair.assertClose(file, tensors.get(ItemField.IMAGE), batch.get(field), BATCH_TOLERANCE);
      if (batch.hasNonNull("gt_mask")) {
        assertThat(ItemPair.sha256(tensors.get(ItemField.GT_MASK)))
            .isEqualTo(batch.get("gt_mask").get("sha256").asText());
      }
    }
  }

  private static void keep(ImageBatch batch, Map<String, ImageItem> items) {
    items.put(strip(batch.imagePath().get(0)), batch.item(0));
  }

  /** The path as the golden files write it. */
  static String strip(String path) {
    return path.substring(root().toString().length() + 1);
  }

  private DatasetLayout layout(JsonNode arguments) {
    if (!(layout instanceof Folder folder)) {
      return layout;
    }

    Folder changed = folder;
    if (arguments.has("abnormal_dir")) {
      changed = changed.abnormalDir(strings(arguments.get("abnormal_dir")));
    }
    if (arguments.has("normal_test_dir")) {
      changed = changed.normalTestDir(strings(arguments.get("normal_test_dir")));
    }
    if (arguments.has("mask_dir")) {
      changed = changed.maskDir(strings(arguments.get("mask_dir")));
    }

    return changed;
  }

  private static String[] strings(JsonNode node) {
    List<String> strings = new ArrayList<>();
    if (node.isTextual()) {
      strings.add(node.asText());
    }
    node.forEach(each -> strings.add(each.asText()));
    return strings.toArray(new String[0]);
  }

  @Override
  public String toString() {
    return file;
  }
}
