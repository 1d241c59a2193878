/**
 * The classes that Maven makes of {@code src/main/jte}: the markup of reports.
 *
 * <p>May see {@code report.page} and what that sees. All values are escaped by the place where they
 * stand; a template never writes markup that it was given.
 */
package io.millrace.report.templates;
