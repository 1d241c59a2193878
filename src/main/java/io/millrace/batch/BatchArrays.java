package io.millrace.batch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The engine's side of a batch: its arrays, and the manager that owns them from first use on. */
final class BatchArrays implements AutoCloseable {
  private final Device device;
  private final Map<ItemField, NDArray> arrays = new EnumMap<>(ItemField.class);
  private NDManager manager;

  BatchArrays(Device device) {
    this.device = device;
  }

  Device device() {
    return device;
  }

  Set<ItemField> fields() {
    return arrays.keySet();
  }

  /** Axes of the field's array, which is there. */
  int rank(ItemField field) {
    return arrays.get(field).getShape().dimension();
  }

  /** The field's array; if there is none yet, one over the memory of {@code tensor}. */
  NDArray over(ItemField field, HostTensor tensor) {
    return arrays.computeIfAbsent(
        field,
        key ->
            manager()
                .create(
                    tensor.data(),
                    new Shape(tensor.shape()),
                    typeOf(key, ArrayTypes.of(tensor.type()))));
  }

  /** Owns the array from now on, as the field's type. */
  void put(ItemField field, NDArray array) {
    array.attach(manager());
    NDArray typed = array.toType(typeOf(field, array.getDataType()), false);
    typed.attach(manager());
    arrays.put(field, typed);
  }

  /** A copy on a device. DJL's own copy to the device that an array is on shares its memory. */
  static NDArray copy(NDArray array, Device target) {
    return array.getDevice().equals(target) ? array.duplicate() : array.toDevice(target, true);
  }

  /** The field's array in host memory of its own. */
  HostTensor copy(ItemField field) {
    NDArray array = arrays.get(field);
    ByteBuffer bytes = array.toByteBuffer();
    ByteBuffer own = ByteBuffer.allocateDirect(bytes.remaining());
    own.put(bytes).flip();
    return HostTensor.of(
        ArrayTypes.host(field, ArrayTypes.of(array)), array.getShape().getShape(), own);
  }

  private static DataType typeOf(ItemField field, DataType given) {
    if (ArrayTypes.isFlag(field)) {
      return DataType.BOOLEAN;
    }

    return switch (field) {
      case ORIGINAL_IMAGE, TARGET_FRAME, FRAMES, LAST_FRAME -> given;
      case IMAGE -> given == DataType.UINT8 ? given : DataType.FLOAT32;
      default -> DataType.FLOAT32;
    };
  }

  private NDManager manager() {
    if (manager == null) {
      manager = TensorMemory.open(device);
    }

    return manager;
  }

  @Override
  public void close() {
    if (manager != null) {
      manager.close();
    }
  }
}
