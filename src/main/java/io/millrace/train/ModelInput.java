package io.millrace.train;

import io.millrace.batch.DeviceNormalize;

/** What a model is given, N x 3 x height x width. */
public enum ModelInput {
  /** Pictures as they are: uint8 levels, or floats where the data set gives these. */
  AS_STORED,
  /** float32 in [0, 1]. */
  UNIT,
  /** float32, normalised by ImageNet's mean and deviation, as torchvision's models want it. */
  IMAGENET;

  DeviceNormalize normalize() {
    return this == IMAGENET ? DeviceNormalize.IMAGENET : DeviceNormalize.NONE;
  }
}
