/**
 * A profile as one HTML file.
 *
 * <p>May import: {@code report}, {@code report.profile}, {@code sample}, {@code item}, {@code
 * java.*}; only it knows the templates (jte) and the charts (XChart). Decisions:
 *
 * <ul>
 *   <li>The page runs no script and loads nothing, and its policy forbids both: a name that would
 *       get past the escaping could still do nothing.
 *   <li>Charts are PNGs, one for light pages and one for dark ones: XChart's writer of SVG is under
 *       the LGPL, and has no place in the jar.
 *   <li>Each chart has its numbers beside it. They are all there is where Java has no fonts.
 *   <li>The line around a mask is a picture of its own above the sample's, so that it stays sharp
 *       and can be taken away.
 *   <li>The page is bounded: pictures go in by turns until its room is used up, and it says how
 *       many were left out.
 * </ul>
 */
package io.millrace.report.page;
