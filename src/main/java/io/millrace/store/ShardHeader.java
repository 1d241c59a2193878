package io.millrace.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The header of a shard's file, in the safetensors format. Every tensor, and so its first row,
 * begins at a multiple of 64 bytes of the file: gaps are not allowed, so tensors named {@code
 * _pad0}, {@code _pad1} and so on fill them.
 *
 * @param metadata the header's texts, in order
 * @param tensors where each tensor lies, in the order of the file, padding included
 * @param data where the data begins in the file, bytes
 */
record ShardHeader(Map<String, String> metadata, Map<String, Place> tensors, int data) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 64;

  /** A tensor's type, shape, and bytes from where to where, counted from the first data byte. */
  record Place(DType type, List<Long> shape, long from, long to) {}

  ShardHeader {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** What a tensor shall be. */
  record Shape(String name, DType type, List<Long> axes) {
    static Shape of(String name, DType type, long... axes) {
      return new Shape(name, type, LongStream.of(axes).boxed().toList());
    }

    long bytes() {
      return HostTensor.bytes(type, axes.stream().mapToLong(Long::longValue).toArray());
    }
  }

  /** Lays tensors out one after the other, with the padding between them. */
  static ShardHeader lay(Map<String, String> metadata, Iterable<Shape> shapes) {
    Map<String, Place> places = new LinkedHashMap<>();
    long end = 0;
    int pads = 0;
    for (Shape tensor : shapes) {
      long start = align(end);
      if (start > end) {
        places.put("_pad" + pads++, new Place(DType.U8, List.of(start - end), end, start));
      }

      end = start + tensor.bytes();
      places.put(tensor.name(), new Place(tensor.type(), tensor.axes(), start, end));
    }

    int data = Math.toIntExact(align(8L + json(metadata, places).length));
    return new ShardHeader(metadata, places, data);
  }

  private static long align(long offset) {
    return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static byte[] json(Map<String, String> metadata, Map<String, Place> places) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode texts = root.putObject(METADATA);
    metadata.forEach(texts::put);
    places.forEach((name, place) -> describe(root.putObject(name), place));
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void describe(ObjectNode node, Place place) {
    node.put("dtype", place.type().name());
    place.shape().forEach(node.putArray("shape")::add);
    node.putArray("data_offsets").add(place.from()).add(place.to());
  }

  /** The first bytes of the file: the header's length, the header, spaces up to the data. */
  byte[] encode() {
    byte[] text = json(metadata, tensors);
    ByteBuffer bytes = ByteBuffer.allocate(data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(data - 8L).put(text);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }

    return bytes.array();
  }

  /**
   * Reads the header from a file's first bytes.
   *
   * @throws IOException if it is none
   */
  static ShardHeader decode(byte[] head) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long length = head.length < 8 ? -1 : bytes.getLong(0);
    if (length < 2 || length > head.length - 8) {
      throw new IOException("has no header");
    }

    try {
      return parse(JSON.readTree(head, 8, (int) length), 8 + (int) length);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException("has a header that is no safetensors: " + e.getMessage(), e);
    }
  }

  private static ShardHeader parse(JsonNode root, int data) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Place> tensors = new LinkedHashMap<>();
    root.path(METADATA).fields().forEachRemaining(e -> metadata.put(e.getKey(), text(e)));
    root.fields()
        .forEachRemaining(
            entry -> {
              if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), place(entry.getValue()));
              }
            });
    return new ShardHeader(metadata, tensors, data);
  }

  private static String text(Map.Entry<String, JsonNode> entry) {
    return entry.getValue().asText();
  }

  private static Place place(JsonNode node) {
    List<Long> shape = new ArrayList<>();
    node.path("shape").forEach(axis -> shape.add(axis.asLong()));
    JsonNode offsets = node.path("data_offsets");
    DType type = DType.valueOf(node.path("dtype").asText());
    return new Place(type, shape, offsets.path(0).asLong(), offsets.path(1).asLong());
  }

  /** Where a tensor begins in the file; -1 if there is none of that name. */
  long start(String tensor) {
    Place place = tensors.get(tensor);
    return place == null ? -1 : data + place.from();
  }

  /** Bytes of the whole file. */
  long fileBytes() {
    long end = tensors.values().stream().mapToLong(Place::to).max().orElse(0);
    return data + end;
  }
}
