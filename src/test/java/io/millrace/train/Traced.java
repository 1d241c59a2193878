package io.millrace.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tiny TorchScript files, traced by a Python that has torch. */
record Traced(Path folder) {
  private static final String PROGRAM =
      """
      import sys, torch

      class Scale(torch.nn.Module):  # a preprocessor: levels to numbers
          def forward(self, x):
              return x.float() / 2

      class Maps(torch.nn.Module):  # two levels of features
          def forward(self, x):
              return torch.nn.functional.avg_pool2d(x, 2), torch.nn.functional.avg_pool2d(x * 2, 4)

      class Judge(torch.nn.Module):  # score, verdict, map
          def forward(self, x):
              score = x.flatten(1).max(1).values
              return score, score > 1, x.mean(1, keepdim=True)

      x = torch.zeros(2, 3, 8, 8)
      for name, module in dict(scale=Scale(), maps=Maps(), judge=Judge()).items():
          torch.jit.trace(module.eval(), x).save(sys.argv[1] + "/" + name + ".pt")
      """;

  /** Traces the three modules; empty where no Python here has torch. */
  static Optional<Traced> into(Path folder) throws IOException, InterruptedException {
    String told = System.getenv().getOrDefault("MILLRACE_PYTHON", "python3");
    for (String python :
        Stream.of("target/python/bin/python", told, "python3").distinct().toList()) {
      if (runs(List.of(python, "-c", PROGRAM, folder.toString()))) {
        return Optional.of(new Traced(folder));
      }
    }

    return Optional.empty();
  }

  private static boolean runs(List<String> command) throws IOException, InterruptedException {
    if (command.get(0).contains("/") && !Files.isExecutable(Path.of(command.get(0)))) {
      return false;
    }

    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) { // no such program
      return false;
    }
  }

  String file(String name) {
    return folder.resolve(name + ".pt").toString();
  }
}
