package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** A reader of safetensors files that owes nothing to the writer: made from the format's page. */
record SafetensorsFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
  record Tensor(String type, String shape, ByteBuffer data) {}

  static SafetensorsFile read(Path path) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(file.getLong());
    String json = new String(file.array(), Long.BYTES, header, StandardCharsets.UTF_8);
    Map<String, String> metadata = new TreeMap<>();
    Map<String, Tensor> tensors = new TreeMap<>();
    int bytes = 0;
    Iterator<Map.Entry<String, JsonNode>> entries = new ObjectMapper().readTree(json).fields();
    while (entries.hasNext()) {
      Map.Entry<String, JsonNode> entry = entries.next();
      JsonNode value = entry.getValue();
      if (entry.getKey().equals("__metadata__")) {
        value
            .fields()
            .forEachRemaining(each -> metadata.put(each.getKey(), each.getValue().textValue()));
        continue;
      }

      int from = value.get("data_offsets").get(0).intValue();
      int to = value.get("data_offsets").get(1).intValue();
      ByteBuffer data =
          file.slice(Long.BYTES + header + from, to - from).order(ByteOrder.LITTLE_ENDIAN);
      tensors.put(
          entry.getKey(),
          new Tensor(value.get("dtype").textValue(), value.get("shape").toString(), data));
      bytes += to - from;
    }

    // whole: the tensors fill the file to its last byte
    if (Long.BYTES + header + bytes != file.capacity()) {
      throw new IOException(path + " is not whole");
    }

    return new SafetensorsFile(metadata, tensors);
  }
}
