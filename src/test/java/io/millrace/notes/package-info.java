/**
 * Runs the paragraphs of {@code notebooks/} and the README's Scala in this process: Scala's own
 * interpreter beside the tests' Spark session, in the place of Zeppelin's.
 */
package io.millrace.notes;
