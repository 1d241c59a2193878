/**
 * Inflate by ISA-L's igzip as Intel's Genomics Kernel Library brings it (Linux and macOS on
 * x86-64); found by name at run time.
 *
 * <p>It is one-shot alone: given an array smaller than the stream makes, a second call gives wrong
 * bytes, and of a truncated stream it says that it is finished. So it gets whole streams and the
 * exact size, and the count is compared with it.
 */
package io.millrace.kernel.igzip;
