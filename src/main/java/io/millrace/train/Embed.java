package io.millrace.train;

import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.NamedValues;
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
    models = new PictureModels(models, input).models(); // checks both
    Objects.requireNonNull(encoding, "encoding");
  }

  @Override
  public Opened open(Device device) throws IOException {
    return new PictureModels(models, input)
        .open(
            device,
            (manager, output) -> NamedValues.of("embedding", encoding.encode(manager, output)));
  }
}
