package io.millrace.store;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/** JSON as text, streamed: a store of ten million samples has megabytes of it. */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** Writes one object, from its start to its end. */
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** For people: a line for each field, UTF-8. */
  static byte[] pretty(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    write(bytes, new DefaultPrettyPrinter().withObjectIndenter(indenter), content);
    bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** The {@link ContentName} of the text without spaces, UTF-8. */
  static String name(Content content) {
    MessageDigest sha = ContentName.sha256();
    write(new DigestOutputStream(OutputStream.nullOutputStream(), sha), null, content);
    return ContentName.name(sha);
  }

  private static void write(OutputStream output, DefaultPrettyPrinter printer, Content content) {
    try (JsonGenerator json = JSON.createGenerator(output, JsonEncoding.UTF8)) {
      json.setPrettyPrinter(printer);
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }

    json.writeEndArray();
  }

  static void counts(JsonGenerator json, String name, List<Integer> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (int value : values) {
      json.writeNumber(value);
    }

    json.writeEndArray();
  }

  /** Numbers of 32 bits as unsigned ones. */
  static void unsigned(JsonGenerator json, String name, List<Integer> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (int value : values) {
      json.writeNumber(Integer.toUnsignedLong(value));
    }

    json.writeEndArray();
  }
}
