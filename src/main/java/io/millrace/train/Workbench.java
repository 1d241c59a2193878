package io.millrace.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.batch.DeviceNormalize;
import io.millrace.batch.TensorMemory;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * An autoencoder on a device. Weights come in as a flat vector at each call and gradients go out as
 * one, so that no array outlives a call: {@link #alive} says whether any has. For one thread.
 */
final class Workbench implements AutoCloseable {
  private final CodeNet net;
  private final NDManager root;
  private final GradientTape tape;
  private final FloatBuffer room; // the engine's view of the weights

  private Workbench(CodeNet net, NDManager root, ByteBuffer room) {
    this.net = net;
    this.root = root;
    this.tape = GradientTape.open();
    this.room = room.asFloatBuffer();
  }

  static Workbench open(CodeNet net, Device device) {
    int bytes = Float.BYTES * net.weights().length();
    return new Workbench(
        net,
        TensorMemory.open(EngineDevice.of(device)),
        ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
  }

  /** Arrays that have outlived their call. */
  int alive() {
    return root.getManagedArrays().size();
  }

  /**
   * Sums over the rows of a batch that count: gradients of the loss, then the loss, then how many
   * rows they are. A row's loss is its mean squared error.
   */
  float[] gradients(FeedBatch batch, float[] weights) {
    float[] sums = new float[weights.length + 2];
    try (NDManager manager = root.newSubManager()) {
      float[] counting = counting(batch);
      NDArray pictures = pictures(manager, batch);
      NDArray flat = flat(manager, weights);
      flat.setRequiresGradient(true);
      NDArray errors = net.forward(pictures, flat).sub(pictures).square();
      NDArray loss =
          errors.reshape(batch.size(), -1).mean(new int[] {1}).mul(manager.create(counting)).sum();
      tape.backward(loss);
      try (NDArray gradient = flat.getGradient()) {
        System.arraycopy(gradient.toFloatArray(), 0, sums, 0, weights.length);
      }
      sums[weights.length] = loss.getFloat();
      for (float one : counting) {
        sums[weights.length + 1] += one;
      }
    }

    return sums;
  }

  /** 1 for a row that counts, 0 for one that could not be read or has been in this epoch before. */
  private static float[] counting(FeedBatch batch) {
    float[] counting = new float[batch.size()];
    for (int i = 0; i < counting.length; i++) {
      counting[i] = batch.isValid(i) && !batch.isRepeat(i) ? 1 : 0;
    }

    return counting;
  }

  /** What the autoencoder makes of pictures less the pictures, N x 3 x side x side. */
  float[] residuals(FeedBatch batch, float[] weights) {
    try (NDManager manager = root.newSubManager()) {
      NDArray pictures = pictures(manager, batch);
      return net.forward(pictures, flat(manager, weights)).sub(pictures).toFloatArray();
    }
  }

  private NDArray flat(NDManager manager, float[] weights) {
    room.clear().put(weights).flip();
    return manager.create(room.duplicate(), new Shape(weights.length), DataType.FLOAT32);
  }

  /** The batch's pictures at the network's size: larger ones are averaged. */
  private NDArray pictures(NDManager manager, FeedBatch batch) {
    HostTensor host = batch.host().tensors().get(ItemField.IMAGE);
    NDArray pictures = DeviceNormalize.NONE.apply(manager, host);
    int down = host.axis(2) / net.side();
    int across = host.axis(3) / net.side();
    if (down * net.side() != host.axis(2) || across * net.side() != host.axis(3)) {
      throw new IllegalArgumentException(
          "Cannot shrink pictures of %d x %d to %d x %d (image_size must be a multiple of the autoencoder's side)"
              .formatted(host.axis(2), host.axis(3), net.side(), net.side()));
    }

    if (down == 1 && across == 1) {
      return pictures;
    }

    Shape window = new Shape(down, across);
    return pictures.getNDArrayInternal().avgPool(window, window, new Shape(0, 0), false, false);
  }

  @Override
  public void close() {
    tape.close();
    root.close();
  }
}
