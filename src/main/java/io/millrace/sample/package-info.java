/**
 * What a sample is: an id, a split, a label, and for each field where its bytes are. Values only.
 *
 * <p>May import: {@code java.*}. A sample's id is its path relative to {@code data.root} with
 * {@code /}, category included; hashes, placement and random draws hang on it.
 */
package io.millrace.sample;
