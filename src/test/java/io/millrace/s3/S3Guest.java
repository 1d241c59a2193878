package io.millrace.s3;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the one server and its front to tests that ask for it, without faults of the test before.
 */
public final class S3Guest implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == S3Front.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    S3Front front =
        context
            .getRoot()
            .getStore(Namespace.create(S3Guest.class))
            .getOrComputeIfAbsent(Shared.class, key -> Shared.open(), Shared.class)
            .front;
    front.reset();
    return front;
  }

  private record Shared(S3Front front, Path folder) implements CloseableResource {
    private static Shared open() {
      try {
        Path folder = Files.createTempDirectory("millrace-s3-");
        return new Shared(S3Front.start(folder), folder);
      } catch (Exception e) {
        throw new IllegalStateException("no S3 server", e);
      }
    }

    @Override
    public void close() throws Throwable {
      front.close();
      front.awaitEnd();
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
