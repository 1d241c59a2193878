package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.VideoBatch;
import io.millrace.datasets.Avenue;
import io.millrace.decode.video.VideoLibrary;
import io.millrace.random.Golden;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Real videos of the Avenue data set, and what the reference makes of them. */
class AvenueSparkTest {
  private static Avenue avenue() {
    assumeTrue(
        Files.isDirectory(GoldenCase.root()),
        () -> "Skipped: " + GoldenCase.root() + " is missing");
    assumeTrue(VideoLibrary.missing().isEmpty(), "Skipped: FFmpeg's native library is missing");
    return Avenue.at(GoldenCase.real("Avenue")).gtDir(GoldenCase.real("Avenue/ground_truth_demo"));
  }

  private static DataModule<VideoBatch> module(Avenue avenue) {
    DataModule<VideoBatch> module =
        DataModule.builder(LocalSpark.session())
            .dataset(avenue)
            .imageSize(256, 256)
            .seed(1)
            .buildVideo();
    module.setup();
    return module;
  }

  @Test
  void givesTheShapesOfTheGuide() {
    Avenue clips =
        avenue().clipLengthInFrames(2).framesBetweenClips(1).targetFrame(TargetFrame.LAST);
    try (DataModule<VideoBatch> module = module(clips);
        Dataloader<VideoBatch> train = module.trainDataloader();
        BatchStream<VideoBatch> epoch = train.iterator()) {
      VideoBatch batch = epoch.next();

      assertThat(batch.image().getShape().getShape()).containsExactly(32, 2, 3, 256, 256);
      assertThat(batch.gtMask().getShape().getShape()).containsExactly(32, 256, 256);
      assertThat(batch.frames().getShape().getShape()).containsExactly(32);
      assertThat(batch.videoPath()).allMatch(path -> path.endsWith("training_videos/12.avi"));
      assertThat(batch.lastFrame().toIntArray()).containsOnly(144);
      assertThat(train.samples()).isEqualTo(144);
    }
  }

  @Test
  void labelsClipsByTheMaskOfTheirTargetFrame() {
    JsonNode sums = Golden.read("avenue_masks.json");
    for (TargetFrame target : List.of(TargetFrame.FIRST, TargetFrame.MID, TargetFrame.LAST)) {
      try (DataModule<VideoBatch> module =
          module(avenue().clipLengthInFrames(3).targetFrame(target))) {
        List<String> ours = new ArrayList<>();
        for (Row row : module.samples(Split.TEST).collectAsList()) {
          ours.add(row.getAs("sample_id") + " " + row.getAs("label_index"));
        }

        assertThat(ours).as(target.text()).isEqualTo(expected(sums, target.of(3).first()));
      }
    }
  }

  private static List<String> expected(JsonNode sums, int offset) {
    List<String> rows = new ArrayList<>();
    for (String video : List.of("08", "21")) {
      String mask = Integer.parseInt(video) + "_label.mat";
      JsonNode frames = sums.get(mask).get("mask_sum_per_frame");
      for (int first = 0; first + 3 <= frames.size(); first++) {
        int label = frames.get(first + offset).asLong() > 0 ? 1 : 0;
        rows.add("Avenue Dataset/testing_videos/%s.avi#%06d %d".formatted(video, first, label));
      }
    }

    return rows;
  }

  @Test
  void stacksMasksAndLabelsOfAllFrames() {
    JsonNode sums = Golden.read("avenue_masks.json").get("8_label.mat").get("mask_sum_per_frame");
    Avenue clips =
        avenue().clipLengthInFrames(4).framesBetweenClips(2).targetFrame(TargetFrame.ALL);
    try (DataModule<VideoBatch> module = module(clips);
        Dataloader<VideoBatch> test = module.testDataloader();
        BatchStream<VideoBatch> epoch = test.iterator()) {
      VideoBatch batch = epoch.next();

      assertThat(batch.gtMask().getShape().getShape()).containsExactly(32, 4, 256, 256);
      assertThat(batch.gtLabel().getShape().getShape()).containsExactly(32, 4);
      for (int clip = 0; clip < 17; clip++) {
        for (int t = 0; t < 4; t++) {
          assertThat(batch.frames().getLong(clip, t)).isEqualTo(2L * clip + t);
          assertThat(batch.gtLabel().getBoolean(clip, t))
              .isEqualTo(sums.get(2 * clip + t).asLong() > 0);
        }
      }
    }
  }
}
