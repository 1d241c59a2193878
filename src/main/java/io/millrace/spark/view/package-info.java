/**
 * What notebooks show: texts that begin with {@code %html} or {@code %table}, which Zeppelin
 * displays as such when a paragraph prints them.
 *
 * <p>May import: {@code report}, {@code item}, {@code train} and the rooms below. Decisions:
 *
 * <ul>
 *   <li>Executors draw; the driver gets small pictures only.
 *   <li>Methods take and give what Scala reads without a conversion: tables, texts and integers,
 *       one method a name.
 *   <li>Zeppelin takes a cell of a table that begins with {@code %html} for HTML: such a cell gets
 *       a space before it.
 * </ul>
 */
package io.millrace.spark.view;
