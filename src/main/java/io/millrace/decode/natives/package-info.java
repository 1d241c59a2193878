/**
 * Native libraries that lie in jars beside Millrace's own: how javacpp unpacks them, and what to
 * tell where one does not work. {@code decode.video} and {@code decode.jpeg} load theirs by it.
 *
 * <p>May import: {@code java.*} alone; the classes of javacpp are the other two's.
 */
package io.millrace.decode.natives;
