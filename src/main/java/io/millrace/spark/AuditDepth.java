package io.millrace.spark;

/** How much an audit reads. */
public enum AuditDepth {
  /** The listing alone: pairing and files without a place. */
  LISTING,
  /** Every picture and mask too: readable, of one size, masks not empty, no bytes twice. */
  PIXELS
}
