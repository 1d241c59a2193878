package io.millrace.sample;

/** Whether a data set has masks ({@link #SEGMENTATION}) or labels alone. */
public enum Task {
  CLASSIFICATION,
  SEGMENTATION
}
