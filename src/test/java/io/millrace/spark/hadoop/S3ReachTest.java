package io.millrace.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class S3ReachTest {
  private static Configuration at(String endpoint) {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.s3a.endpoint", endpoint);
    return configuration;
  }

  private static String closed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void saysAtOnceThatNobodyAnswers() throws IOException {
    String endpoint = closed();

    assertThatIOException()
        .isThrownBy(() -> S3Reach.check("unreached", at(endpoint)))
        .withMessage(
            "nobody answers at %s: Connection refused (check fs.s3a.endpoint, and that the server runs)",
            endpoint);
    assertThatIOException()
        .isThrownBy(() -> S3Reach.check("unreached", at("s3.invalid")))
        .withMessageStartingWith("nobody answers at s3.invalid: unknown host (");
    assertThatIOException()
        .isThrownBy(() -> new HadoopStorage(at(endpoint)).list("s3a://unreached/x"))
        .withMessageStartingWith("nobody answers at " + endpoint);
  }

  @Test
  void asksOnceABucketAndLeavesProxiesAlone() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      S3Reach.check("reached", at("http://127.0.0.1:" + server.getLocalPort()));
    }

    S3Reach.check("reached", at(closed()));
    Configuration proxied = at(closed());
    proxied.set("fs.s3a.bucket.proxied.proxy.host", "proxy.example.org");
    S3Reach.check("proxied", proxied);
    S3Reach.check("of-amazon", new Configuration(false));
  }
}
