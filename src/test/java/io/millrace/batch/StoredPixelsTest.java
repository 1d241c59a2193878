package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.decode.Decoding;
import io.millrace.item.DType;
import io.millrace.item.PlaneSink;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.Field;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Task;
import io.millrace.store.StoredImage;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredPixelsTest {
  private static final Normalize OTHER =
      new Normalize(List.of(0.1f, 0.3f, 0.7f), List.of(0.3f, 0.6f, 3f));

  /** A plane is no multiple of eight levels. */
  private static final Size SIZE = new Size(67, 83);

  static Stream<Recipe> recipes() {
    return Stream.of(
            Compose.NONE,
            Compose.of(Normalize.IMAGENET),
            Compose.of(OTHER),
            Compose.of(Normalize.IMAGENET, OTHER))
        .flatMap(
            transforms ->
                Stream.of(Depth.NONE, Depth.Z)
                    .map(depth -> contents(depth))
                    .map(contents -> recipe(transforms, contents)));
  }

  private static Contents contents(Depth depth) {
    return new Contents(Task.CLASSIFICATION, Clips.NONE, depth, OriginalFrames.DROP);
  }

  private static Recipe recipe(Compose transforms, Contents contents) {
    return new Recipe(transforms, Precision.FLOAT32, contents, 0, Decoding.standard());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void makesOfEveryLevelWhatTheOperationsMakeOfIt(Recipe recipe) {
    byte[] levels = new byte[3 * SIZE.height() * SIZE.width()];
    new Random(3).nextBytes(levels);
    TensorSink found = TensorSink.picture(SIZE, Precision.FLOAT32);
    StoredPixels.of(new StoredImage(DType.U8, SIZE.height(), SIZE.width()), recipe)
        .image(ByteBuffer.wrap(levels), new Draws(0, 0, 0), found);

    assertThat(found.tensor().data()).isEqualTo(rowByRow(levels, recipe).tensor().data());
  }

  private static TensorSink rowByRow(byte[] levels, Recipe recipe) {
    TensorSink expected = TensorSink.picture(SIZE, Precision.FLOAT32);
    PlaneSink sink = recipe.transforms().planes(SIZE, Field.IMAGE, new Draws(0, 0, 0), expected);
    float[] row = new float[SIZE.width()];
    for (int i = 0, at = 0; i < 3 * SIZE.height(); i++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = recipe.levels().value(levels[at++] & 0xFF);
      }
      sink.row(i / SIZE.height(), i % SIZE.height(), row);
    }

    return expected;
  }
}
