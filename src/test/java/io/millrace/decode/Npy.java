package io.millrace.decode;

/** Draws small .npy files. */
final class Npy {
  private Npy() {}

  /** Version 1, little-endian header, whatever the numbers are. */
  static byte[] write(String descr, String shape, byte[] numbers) {
    return file(1, dictionary("'" + descr + "'", "False", shape), numbers);
  }

  static String dictionary(String descr, String fortran, String shape) {
    return "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n".formatted(descr, fortran, shape);
  }

  static byte[] file(int version, String header, byte[] numbers) {
    Bytes bytes = Bytes.little().text("\u0093NUMPY").u8(version, 0);
    bytes = version == 1 ? bytes.u16(header.length()) : bytes.u32(header.length());
    return bytes.text(header).raw(numbers).done();
  }
}
