package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.batch.ImageBatch;
import io.millrace.config.PixelConfig;
import io.millrace.sample.Split;
import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the reference makes of real pictures, row by row and value by value. */
class GoldenParitySparkTest {
  @ParameterizedTest
  @EnumSource
  void givesTheReferencesSubsetsRowByRow(GoldenCase golden) {
    for (JsonNode config : golden.golden().get("configs")) {
      try (DataModule<ImageBatch> module =
          DataModule.builder(LocalSpark.session())
              .config(golden.config(config.get("arguments")))
              .build()) {
        module.setup();
        for (Split split : Split.values()) {
          JsonNode expected = config.get("subsets").path(split.text()).path("samples");
          assertThat(rows(module, split))
              .as(config.get("label") + " " + split)
              .isEqualTo(expected(expected));
        }
      }
    }
  }

  private static List<String> rows(DataModule<ImageBatch> module, Split split) {
    List<String> rows = new ArrayList<>();
    for (Row row : module.samples(split).collectAsList()) {
      rows.add(
          GoldenCase.strip(row.getAs("image_path"))
              + " "
              + row.getAs("label")
              + " "
              + row.getAs("label_index")
              + " "
              + stripped(row, "mask_path")
              + (module.contents().depth().exists() ? " " + stripped(row, "depth_path") : ""));
    }

    return rows;
  }

  private static String stripped(Row row, String column) {
    return row.getAs(column) == null ? null : GoldenCase.strip(row.getAs(column));
  }

  private static List<String> expected(JsonNode samples) {
    List<String> rows = new ArrayList<>();
    for (JsonNode sample : samples) {
      String text = sample.get("mask_path").isNull() ? "" : sample.get("mask_path").asText();
      String mask = text.equals("nan") ? "" : text; // of training rows with depth maps
      rows.add(
          sample.get("image_path").asText()
              + " "
              + sample.get("label").asText()
              + " "
              + sample.get("label_index").asInt()
              + " "
              + (mask.isEmpty() ? null : mask)
              + (sample.has("depth_path") ? " " + sample.get("depth_path").asText() : ""));
    }

    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void givesTheReferencesPixelsAtNativeSize(GoldenCase golden) {
    golden.pairs("items_raw", PixelConfig.DEFAULTS).forEach(ItemPair::assertSameBits);
  }

  @ParameterizedTest
  @EnumSource
  void resizesAsTheReferenceDoes(GoldenCase golden) {
    PixelConfig resized = PixelConfig.DEFAULTS.with(PixelConfig.Sizing.exact(256, 256));
    golden.pairs("items_resize256", resized).forEach(ItemPair::assertClose);
  }

  @ParameterizedTest
  @EnumSource
  void cropsAsTheReferenceDoes(GoldenCase golden) {
    Compose crop = Compose.of(Resize.shorterSide(256), new CenterCrop(224, 224));
    Map<Split, Compose> all = new EnumMap<>(Split.class);
    all.put(Split.TRAIN, crop);
    all.put(Split.TEST, crop);
    golden
        .pairs("items_resize224_crop", PixelConfig.DEFAULTS.with(all))
        .forEach(ItemPair::assertClose);
  }

  @ParameterizedTest
  @EnumSource
  void batchesAndNormalisesAsTheReferenceDoes(GoldenCase golden) {
    JsonNode batch = golden.golden().get("test_batch0");
    PixelConfig resized = PixelConfig.DEFAULTS.with(PixelConfig.Sizing.exact(256, 256));
    golden.assertBatch(resized, batch, "image");
    golden.assertBatch(resized.with(Normalize.IMAGENET), batch, "normalised_image");
  }
}
