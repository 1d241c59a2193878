package io.millrace.sample;

/**
 * Whether clips keep their target frames as they were decoded: ten times the bytes of a small
 * picture.
 */
public enum OriginalFrames {
  KEEP,
  DROP
}
