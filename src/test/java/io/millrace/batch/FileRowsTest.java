package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.decode.Decoding;
import io.millrace.item.Precision;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import io.millrace.transform.Compose;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.Resize;
import org.junit.jupiter.api.Test;

class FileRowsTest {
  private static final Clips CLIPS = new Clips(2, 1, TargetFrame.LAST);

  private static Recipe recipe(Clips clips, Compose transforms) {
    Contents contents = new Contents(Task.CLASSIFICATION, clips, Depth.NONE, OriginalFrames.DROP);
    return new Recipe(transforms, Precision.FLOAT32, contents, 0, Decoding.standard());
  }

  @Test
  void keepsFinishedFramesOfClipsThatNothingRandomHasTouched() {
    Compose still = Compose.of(Resize.exact(8, 8));
    Compose random = Compose.of(Resize.exact(8, 8), new RandomHorizontalFlip(0.5));

    assertThat(FileRows.keptBytes(recipe(CLIPS, still))).isEqualTo(64 << 20);
    assertThat(FileRows.keptBytes(recipe(CLIPS, random))).isZero();
    assertThat(FileRows.keptBytes(recipe(Clips.NONE, still))).isZero();
  }
}
