package io.millrace.train;

import io.millrace.feed.Device;

/** The engine's devices by ours. */
final class EngineDevice {
  private EngineDevice() {}

  static ai.djl.Device of(Device device) {
    return switch (device.kind()) {
      case CPU -> ai.djl.Device.cpu();
      case GPU -> ai.djl.Device.gpu(device.index());
    };
  }
}
