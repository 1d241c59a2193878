/**
 * The command line: each command parses its flags and calls the method of the same name. Standard
 * output holds what was asked for; progress, seeds and warnings go to standard error.
 *
 * <p>May import every room. Exit codes: 0 done, 1 unexpected failure, 2 wrong command line or
 * configuration, 3 the data is bad.
 */
package io.millrace.cli;
