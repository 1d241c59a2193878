package io.millrace.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import io.millrace.item.ItemField;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Runs models of DJL on pictures: column {@code embedding}, all arrays that the last one gives for
 * a sample. Loaded once an executor and device, used by all tasks there.
 *
 * @param models TorchScript files or addresses of DJL's model zoo ({@code djl://...}), each given
 *     what the one before it gives: a traced PreProcessor, then the model
 * @param input what the first one is given
 * @param encoding of the column
 */
public record Embed(List<String> models, ModelInput input, EncodedRows encoding)
    implements BatchFunction {
  public Embed {
    models = List.copyOf(models);
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(encoding, "encoding");
    if (models.isEmpty()) {
      throw new IllegalArgumentException("Missing model: name at least one TorchScript file");
    }
  }

  @Override
  public Opened open(Device device) throws IOException {
    return new Open(OpenModels.open(models, device));
  }

  private final class Open implements Opened {
    private final OpenModels loaded;

    private Open(OpenModels loaded) {
      this.loaded = loaded;
    }

    @Override
    public NamedValues apply(FeedBatch batch) throws Exception {
      try (NDManager manager = loaded.newManager()) {
        var pictures = batch.host().tensors().get(ItemField.IMAGE);
        NDList output = loaded.predict(manager, OpenModels.input(manager, pictures, input));
        return NamedValues.of("embedding", encoding.encode(manager, output));
      }
    }

    @Override
    public void close() {
      loaded.close();
    }
  }
}
