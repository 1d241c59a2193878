package io.millrace.item;

import java.util.Objects;

/**
 * A picture with its depth map: the reference's {@code DepthItem}.
 *
 * @param fields picture, label, mask, {@link ItemField#DEPTH_MAP} and paths
 */
public record DepthItem(ImageItem fields) {
  public DepthItem {
    Objects.requireNonNull(fields, "fields");
  }

  /** The picture: 3 x height x width. */
  public HostTensor image() {
    return fields.image();
  }

  /** Distances, channels x height x width, float32; 0 where there is no reading. */
  public HostTensor depthMap() {
    return fields.tensor(ItemField.DEPTH_MAP);
  }

  /** Whether the sample is anomalous. */
  public boolean gtLabel() {
    return fields.gtLabel();
  }

  /** The ground truth: height x width, 0 or 1. */
  public HostTensor gtMask() {
    return fields.gtMask();
  }
}
