package io.millrace.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.NamedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs an anomaly model of DJL on pictures: columns {@code pred_score}, a float32, and, if the
 * model gives one, {@code anomaly_map}. The score is the first floating array that has a number for
 * each sample; a model without one is scored by the maximum of its map, the first floating array
 * that has more.
 *
 * @param models as for {@link Embed}
 * @param input what the first one is given
 * @param encoding of the map's column
 */
public record Score(List<String> models, ModelInput input, EncodedRows encoding)
    implements BatchFunction {
  public Score {
    models = new PictureModels(models, input).models(); // checks both
    Objects.requireNonNull(encoding, "encoding");
  }

  @Override
  public Opened open(Device device) throws IOException {
    return new PictureModels(models, input).open(device, this::columns);
  }

  private NamedValues columns(NDManager manager, NDList output) throws Exception {
    Optional<NDArray> map = output.stream().filter(array -> isMap(array)).findFirst();
    NamedValues scores = NamedValues.of("pred_score", scores(output, map));
    return map.isEmpty()
        ? scores
        : scores.and("anomaly_map", encoding.encode(manager, new NDList(map.get())));
  }

  private static boolean isMap(NDArray array) {
    return array.getDataType().isFloating() && array.size() > array.getShape().get(0);
  }

  private static boolean isScore(NDArray array) {
    return array.getDataType().isFloating()
        && array.getShape().dimension() > 0
        && array.size() == array.getShape().get(0);
  }

  private List<Float> scores(NDList output, Optional<NDArray> map) {
    NDArray scores =
        output.stream()
            .filter(Score::isScore)
            .findFirst()
            .or(() -> map.map(Score::maximum))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Unsupported model %s: it gives neither scores nor a map in floating point"
                            .formatted(models)));
    List<Float> list = new ArrayList<>();
    for (float score : scores.toType(DataType.FLOAT32, false).toFloatArray()) {
      list.add(score);
    }

    return list;
  }

  private static NDArray maximum(NDArray map) {
    return map.reshape(map.getShape().get(0), -1).max(new int[] {1});
  }
}
