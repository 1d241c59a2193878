package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Our item and what the reference makes of the same files. */
record ItemPair(String name, ImageItem ours, JsonNode golden) {
  private static final float TOLERANCE = 1e-6f;

  void assertSameBits() {
    assertThat(sha256(ours.image())).as(name).isEqualTo(sha256("image"));
    assertSameMask();
  }

  void assertClose() {
    assertClose(name, ours.image(), golden.get("image"), TOLERANCE);
    assertSameMask();
  }

  /** Compares the values that the golden file keeps. */
  static void assertClose(String name, HostTensor ours, JsonNode golden, float tolerance) {
    assertThat(ours.shape()).as(name).isEqualTo(shape(golden));
    for (int i = 0; i < golden.get("probe_index").size(); i++) {
      int index = golden.get("probe_index").get(i).asInt();
      double value = golden.get("probe_value").get(i).asDouble();
      assertThat((double) ours.data().getFloat(index * Float.BYTES))
          .as(name + " value " + index)
          .isBetween(value - tolerance, value + tolerance);
    }
  }

  private static long[] shape(JsonNode golden) {
    long[] shape = new long[golden.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = golden.get("shape").get(i).asLong();
    }

    return shape;
  }

  private void assertSameMask() {
    if (golden.hasNonNull("depth_map")) {
      assertThat(sha256(ours.tensor(ItemField.DEPTH_MAP)))
          .as(name + " depth")
          .isEqualTo(sha256("depth_map"));
    }

    assertThat(ours.keys().contains(ItemField.GT_MASK)).isEqualTo(golden.hasNonNull("gt_mask"));
    if (golden.hasNonNull("gt_mask")) {
      assertThat(sha256(ours.gtMask())).as(name + " mask").isEqualTo(sha256("gt_mask"));
    }
  }

  private String sha256(String field) {
    return golden.get(field).get("sha256").asText();
  }

  static String sha256(HostTensor tensor) {
    try {
      ByteBuffer bytes = tensor.data();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
