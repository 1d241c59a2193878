package io.millrace.spark.profile;

import io.millrace.batch.Recipe;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.PlaneSink;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.report.measure.Thumbs;
import io.millrace.report.profile.Steps;
import io.millrace.report.profile.Thumb;
import io.millrace.sample.Field;
import io.millrace.transform.Compose;
import io.millrace.transform.Transform;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a pipeline makes of one picture, operation by operation, with the draws of epoch 0. */
record PipelineSteps(Recipe recipe) {
  private static final float WHITE = 255;

  /**
   * Applies it.
   *
   * @param picture uint8, 3 x height x width
   */
  Steps of(String sampleId, HostTensor picture) {
    Draws draws = Draws.of(recipe.seed(), 0, sampleId);
    List<Transform> operations = recipe.transforms().transforms();
    List<Steps.Step> steps = new ArrayList<>();
    for (int count = 0; count <= operations.size(); count++) {
      HostTensor made = apply(new Compose(operations.subList(0, count)), picture, draws);
      Range range = Range.of(made);
      steps.add(
          new Steps.Step(
              count == 0 ? "" : operations.get(count - 1).operation(),
              count == 0 ? "" : operations.get(count - 1).canonical(),
              size(made),
              range.low,
              range.high,
              range.small(made)));
    }

    return new Steps(sampleId, steps);
  }

  private static Size size(HostTensor picture) {
    return new Size(picture.axis(1), picture.axis(2));
  }

  private HostTensor apply(Compose operations, HostTensor picture, Draws draws) {
    Size from = size(picture);
    TensorSink made = TensorSink.picture(operations.outputSize(from), Precision.FLOAT32);
    PlaneSink sink = operations.planes(from, Field.IMAGE, draws, made);
    ByteBuffer levels = picture.data();
    float[] row = new float[from.width()];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < from.height(); y++) {
        for (int x = 0; x < row.length; x++) {
          row[x] = recipe.levels().value(levels.get() & 0xFF);
        }

        sink.row(channel, y, row);
      }
    }

    return made.tensor();
  }

  /** The least and the greatest value of a picture. */
  private record Range(float low, float high) {
    static Range of(HostTensor picture) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      FloatBuffer values = picture.data().asFloatBuffer();
      while (values.hasRemaining()) {
        float value = values.get();
        low = Math.min(low, value);
        high = Math.max(high, value);
      }

      return new Range(low, high);
    }

    Thumb small(HostTensor picture) {
      float black = Math.min(0, low);
      float white = Math.max(1, high);
      FloatBuffer values = picture.data().asFloatBuffer();
      HostTensor levels = HostTensor.zeros(DType.U8, picture.shape());
      ByteBuffer target = levels.data();
      while (values.hasRemaining()) {
        target.put((byte) Math.round((values.get() - black) / (white - black) * WHITE));
      }

      return Thumbs.picture(levels);
    }
  }
}
