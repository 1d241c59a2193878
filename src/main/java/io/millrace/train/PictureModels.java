package io.millrace.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Models of the engine over the pictures of batches, whatever is made of what they give. */
record PictureModels(List<String> models, ModelInput input) {
  PictureModels {
    models = List.copyOf(models);
    Objects.requireNonNull(input, "input");
    if (models.isEmpty()) {
      throw new IllegalArgumentException("Missing model: name at least one TorchScript file");
    }
  }

  /** Makes columns of what the models give for a batch. */
  @FunctionalInterface
  interface Columns {
    NamedValues of(NDManager manager, NDList output) throws Exception;
  }

  /** Loads them. */
  BatchFunction.Opened open(Device device, Columns columns) throws IOException {
    return new Open(OpenModels.open(models, device), input, columns);
  }

  private record Open(OpenModels loaded, ModelInput input, Columns columns)
      implements BatchFunction.Opened {
    @Override
    public NamedValues apply(FeedBatch batch) throws Exception {
      try (NDManager manager = loaded.newManager()) {
        HostTensor pictures = batch.host().tensors().get(ItemField.IMAGE);
        return columns.of(
            manager, loaded.predict(manager, OpenModels.input(manager, pictures, input)));
      }
    }

    @Override
    public void close() {
      loaded.close();
    }
  }
}
