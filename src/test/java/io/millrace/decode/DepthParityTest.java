package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.random.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Depth maps and masks of videos against what the reference makes of the same files. */
class DepthParityTest {
  private static byte[] real(String path) throws IOException {
    String shared = System.getenv().getOrDefault("MILLRACE_SHARED", "../shared");
    return Files.readAllBytes(Path.of(shared, "data/real").resolve(path));
  }

  @Test
  void readsTheSameDepthMaps() throws Exception {
    JsonNode items = Golden.read("mvtec3d_cable_gland.json").get("items_raw");
    assertThat(items).hasSize(6);
    for (JsonNode item : items) {
      String picture = item.get("image_path").asText();
      byte[] file = real(picture.replace("/rgb/", "/xyz/").replace(".png", ".tiff"));
      float[] values = Planes.of(file).values();
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      assertThat(HexFormat.of().formatHex(digest))
          .as(picture)
          .isEqualTo(item.get("depth_map").get("sha256").asText());
    }
  }

  @Test
  void readsTheSameMasksOfEveryFrame() throws Exception {
    JsonNode golden = Golden.read("avenue_masks.json");
    assertThat(golden).hasSize(2);
    for (Map.Entry<String, JsonNode> entry : golden.properties()) {
      byte[] file = real("Avenue/ground_truth_demo/testing_label_mask/" + entry.getKey());
      MaskVolume volume = MaskVolume.read(file, Limits.standard());
      JsonNode sums = entry.getValue().get("mask_sum_per_frame");
      assertThat(volume.frames()).isEqualTo(entry.getValue().get("frames").asInt());
      for (int i = 0; i < volume.frames(); i++) {
        assertThat(volume.pixels(i)).as(entry.getKey() + " " + i).isEqualTo(sums.get(i).asLong());
        assertThat(volume.size(i)).hasToString("360 x 640");
      }
    }
  }
}
