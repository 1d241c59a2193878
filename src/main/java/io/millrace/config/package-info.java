/**
 * The run as one value: records, read from anomalib's own YAML, from flags, or built in code.
 *
 * <p>May import: the rooms above it but {@code train}.
 */
package io.millrace.config;
