/**
 * The run as one value: records, read from anomalib's own YAML, from flags, or built in code.
 *
 * <p>May import: the rooms above it but {@code train}. The way of a file: {@link
 * io.millrace.config.YamlText} makes nodes of it, {@link io.millrace.config.FileForm} and {@link
 * io.millrace.config.SettingForm} gather the data set's keys in a draft, and each key of {@link
 * io.millrace.config.DataKeys} reads its value; {@link io.millrace.config.KeyTable} says the same
 * in words. Decisions:
 *
 * <ul>
 *   <li>A key is called {@code data.KEY} in every message, whichever of its forms the file has.
 *   <li>Problems carry their offset in the file, so that they are told in its order; settings come
 *       behind it.
 *   <li>Files and flags have pictures of 256 x 256 unless told otherwise, as the guide has it;
 *       {@link io.millrace.config.RunConfig#of} keeps native sizes. Who resizes every subset by
 *       augmentations has said a size, and gets no other.
 *   <li>A setting is YAML only where it begins like a list, mapping or quoted text, so that paths
 *       need no quotes; a text with commas is one text or a list, whichever its key wants.
 * </ul>
 */
package io.millrace.config;
