package io.millrace.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors file format: 8 bytes little-endian header length, a JSON header, the tensors one
 * after the other, little-endian (format description of the safetensors project). The header is
 * padded with spaces so that the data begins at a multiple of 64 bytes.
 *
 * @param metadata the header's free text entries, in order
 * @param tensors the tensors by name, in the order of the file; give wider types first, so that
 *     each stays aligned
 */
public record Safetensors(Map<String, String> metadata, Map<String, HostTensor> tensors) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 64;
  private static final long MAX_HEADER = 100_000_000; // the limit of the reference reader

  public Safetensors {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** One tensor alone, without metadata. */
  public static Safetensors of(String name, HostTensor tensor) {
    return new Safetensors(Map.of(), Map.of(name, tensor));
  }

  /**
   * The file's first part, length and header, ready to be written before the data of the tensors in
   * their order.
   */
  public ByteBuffer header() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      metadata.forEach(texts::put);
    }

    long offset = 0;
    for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
      offset = describe(root.putObject(entry.getKey()), entry.getValue(), offset);
    }

    byte[] text = root.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (8 + text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - 8;
    ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(text);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }

    return header.flip();
  }

  private static long describe(ObjectNode node, HostTensor tensor, long offset) {
    long end = offset + tensor.data().remaining();
    node.put("dtype", tensor.type().name());
    ArrayNode shape = node.putArray("shape");
    for (long axis : tensor.shape()) {
      shape.add(axis);
    }

    node.putArray("data_offsets").add(offset).add(end);
    return end;
  }

  /** The whole file as one array; for small ones, such as a sample in a table's cell. */
  public byte[] encode() {
    ByteBuffer header = header();
    int size = header.remaining();
    for (HostTensor tensor : tensors.values()) {
      size = Math.addExact(size, tensor.data().remaining());
    }

    ByteBuffer file = ByteBuffer.allocate(size).put(header);
    tensors.values().forEach(tensor -> file.put(tensor.data()));
    return file.array();
  }

  /**
   * Reads a file that lies in memory; the tensors are views of it.
   *
   * @throws IOException naming what is wrong with the header
   */
  public static Safetensors decode(ByteBuffer file) throws IOException {
    ByteBuffer bytes = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < 8) {
      throw new IOException("Invalid safetensors: " + bytes.remaining() + " bytes (no header)");
    }

    long length = bytes.getLong(0);
    if (length < 2 || length > Math.min(MAX_HEADER, bytes.remaining() - 8L)) {
      throw new IOException(
          "Invalid safetensors: header of %s bytes in a file of %d"
              .formatted(Long.toUnsignedString(length), bytes.remaining()));
    }

    byte[] text = new byte[(int) length];
    bytes.get(8, text);
    ByteBuffer data = bytes.slice((int) length + 8, bytes.remaining() - (int) length - 8);
    return parse(json(text), data);
  }

  private static JsonNode json(byte[] text) throws IOException {
    try {
      JsonNode root = JSON.readTree(text);
      if (root.isObject() && root.path(METADATA).isObject() == root.has(METADATA)) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new IOException("Invalid safetensors: the header is no JSON", e);
    }

    throw new IOException("Invalid safetensors: the header is no JSON object of objects");
  }

  private static Safetensors parse(JsonNode root, ByteBuffer data) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> it = root.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      if (entry.getKey().equals(METADATA)) {
        entry
            .getValue()
            .fields()
            .forEachRemaining(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
      }
    }

    return new Safetensors(metadata, tensors);
  }

  private static HostTensor tensor(String name, JsonNode node, ByteBuffer data) throws IOException {
    try {
      DType type = DType.valueOf(node.path("dtype").asText());
      long[] shape = integers(node.path("shape"));
      long[] offsets = integers(node.path("data_offsets"));
      int from = Math.toIntExact(offsets[0]);
      return HostTensor.of(type, shape, data.slice(from, Math.toIntExact(offsets[1]) - from));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new IOException("Invalid safetensors: tensor " + name + " is " + node, e);
    }
  }

  private static long[] integers(JsonNode list) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("Invalid list: " + list);
    }

    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      if (!list.get(i).canConvertToLong() || !list.get(i).isIntegralNumber()) {
        throw new IllegalArgumentException("Invalid integer: " + list.get(i));
      }
      values[i] = list.get(i).longValue();
    }

    return values;
  }
}
