package io.millrace.train;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.millrace.batch.DeviceNormalize;
import io.millrace.batch.TensorMemory;
import io.millrace.feed.Device;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Models of the engine on a device, each of which is given what the one before it gives: a
 * preprocessor, then the model. Safe for use by several threads: a thread that computes has
 * predictors of its own meanwhile.
 */
final class OpenModels implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final NDManager root;
  private final List<Model> models = new ArrayList<>();
  private final Queue<Chain> idle = new ConcurrentLinkedQueue<>();

  /** A predictor for each model. */
  private record Chain(List<Predictor<NDList, NDList>> predictors) {}

  private OpenModels(Device device) {
    this.root = TensorMemory.open(EngineDevice.of(device));
  }

  /**
   * Loads models.
   *
   * @param names TorchScript files, or addresses of DJL's model zoo, such as {@code djl://...}
   * @throws IOException naming the model that cannot be loaded
   */
  static OpenModels open(List<String> names, Device device) throws IOException {
    OpenModels open = new OpenModels(device);
    try {
      for (String name : names) {
        open.models.add(load(name, device));
      }
      return open;
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private static Model load(String name, Device device) throws IOException {
    try {
      return name.contains("://") ? zoo(name, device) : file(Path.of(name), device);
    } catch (MalformedModelException | ModelNotFoundException | RuntimeException e) {
      throw new IOException(
          "Cannot load the model %s: %s (a TorchScript file of torch.jit.trace, or an address of DJL's model zoo)"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static Model zoo(String name, Device device)
      throws IOException, ModelNotFoundException, MalformedModelException {
    return Criteria.builder()
        .setTypes(NDList.class, NDList.class)
        .optModelUrls(name)
        .optEngine(ENGINE)
        .optDevice(EngineDevice.of(device))
        .optTranslator(new NoopTranslator())
        .build()
        .loadModel();
  }

  private static Model file(Path path, Device device) throws IOException, MalformedModelException {
    if (!Files.isRegularFile(path)) {
      throw new IOException(
          "Missing model %s: no such file on this machine (put it at the same path on every executor, or give spark-submit --files and here its bare name)"
              .formatted(path.toAbsolutePath()));
    }

    Model model = Model.newInstance(path.getFileName().toString(), EngineDevice.of(device), ENGINE);
    try (InputStream input = new BufferedInputStream(Files.newInputStream(path))) {
      model.load(input);
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The pictures on the device, as the models want them; they belong to that manager. */
  static NDArray input(NDManager manager, HostTensor pictures, ModelInput input) {
    if (input == ModelInput.AS_STORED && pictures.type() != DType.F16) {
      return DeviceNormalize.asStored(manager, pictures);
    }

    return input.normalize().apply(manager, pictures);
  }

  /** A manager for the arrays of one batch; the caller closes it. */
  NDManager newManager() {
    return root.newSubManager();
  }

  /** What the models make of an input; belongs to that manager. */
  NDList predict(NDManager manager, NDArray input) throws TranslateException {
    Chain chain = take();
    try {
      NDList values = new NDList(input);
      for (Predictor<NDList, NDList> predictor : chain.predictors) {
        values = predictor.predict(values);
        values.attach(manager);
      }
      return values;
    } finally {
      idle.add(chain);
    }
  }

  private Chain take() {
    Chain chain = idle.poll();
    return chain != null
        ? chain
        : new Chain(
            models.stream()
                .<Predictor<NDList, NDList>>map(model -> model.newPredictor(new NoopTranslator()))
                .toList());
  }

  /** Arrays that have outlived their batch. */
  int alive() {
    return root.getManagedArrays().size();
  }

  /** Nobody computes any more. */
  @Override
  public void close() {
    for (Chain chain = idle.poll(); chain != null; chain = idle.poll()) {
      chain.predictors.forEach(Predictor::close);
    }

    models.forEach(Model::close);
    root.close();
  }
}
