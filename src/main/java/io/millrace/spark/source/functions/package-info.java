/**
 * Functions for SQL over pictures and tensors: {@code mr_decode} and its neighbours.
 *
 * <p>Sees {@code decode}, {@code transform}, {@code item} and {@code spark.hadoop}; knows neither
 * data sets nor stores. Decisions:
 *
 * <ul>
 *   <li>A function is a {@code ScalarFunction} of Spark's connector API in a Catalyst expression,
 *       not a UDF: numbers stay Spark's own, arguments are cast as for its own functions, and
 *       {@code DESCRIBE FUNCTION} has something to say.
 *   <li>Null in, null out. What cannot be read ends the query with what is wrong and the way out;
 *       each function has a twin, {@code mr_try_...}, that gives null instead, as Spark's {@code
 *       try_cast} does. A wrong argument ends the query in both.
 *   <li>The bytes say what they are: a picture's file, safetensors or NPZ. Numbers alone, which
 *       only {@code mr_safetensors} takes, are taken for such if they fit the shape and are none of
 *       these.
 *   <li>The driver chooses what decodes JPEGs when a query is analysed, as everywhere else.
 *   <li>Two calls of {@code mr_image_info} over paths are equal though each has a broadcast of its
 *       own, or Spark would refuse to group by one and select the other.
 * </ul>
 */
package io.millrace.spark.source.functions;
