#!/usr/bin/env python3
"""Times the reference's way of reading pictures: Pillow and torchvision, one thread, CPU time.

    bench_reference.py PICTURE...     prints the ms of each way, the median of some rounds
    bench_reference.py --serve        answers 'millrace bench decode', which it is timed beside

A picture goes open().convert("RGB") -> to_image -> to_dtype(float32, scale) -> Resize(antialias) ->
Normalize -> row of a batch; a mask open().convert("L") -> values of 0 and 1 -> Resize (nearest) ->
row of a batch. Files are in memory.

Served, it reads a line, and bytes after it where the line says so, and answers with a line:

    load MODE LENGTH...    and the files, one after the other; MODE is RGB or L: "loaded COUNT"
    round WORK PASSES      WORK is decode or tensor, over all files: the CPU seconds that it took
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from pathlib import Path

import PIL
import torch
import torchvision
from PIL import Image
from torchvision import tv_tensors
from torchvision.transforms import v2

SIZE = (256, 256)
ROWS = 32
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


class Pictures:
    """Files in memory, and what is done with them."""

    def __init__(self, mode: str, files: list[bytes]) -> None:
        self.mode = mode
        self.files = files
        self.resize = v2.Resize(SIZE, antialias=True)
        self.normalize = v2.Normalize(MEAN, STD)
        shape = (ROWS, 3, *SIZE) if mode == "RGB" else (ROWS, *SIZE)
        self.batch = torch.empty(shape, dtype=torch.float32 if mode == "RGB" else torch.uint8)

    def decode(self, file: bytes) -> Image.Image:
        """Pixels as Pillow gives them."""
        image = Image.open(io.BytesIO(file)).convert(self.mode)
        image.load()
        return image

    def tensor(self, file: bytes) -> torch.Tensor:
        """A row of a batch."""
        image = v2.functional.to_image(self.decode(file))
        if self.mode == "L":
            mask = tv_tensors.Mask(image.squeeze(0) / 255, dtype=torch.uint8)
            return self.resize(mask)
        return self.normalize(self.resize(v2.functional.to_dtype(image, torch.float32, scale=True)))

    def round(self, work: str, passes: int) -> float:
        """CPU seconds of so many passes over all files."""
        start = time.process_time()
        for _ in range(passes):
            for number, file in enumerate(self.files):
                if work == "decode":
                    self.decode(file)
                else:
                    self.batch[number % ROWS] = self.tensor(file)
        return time.process_time() - start


def versions() -> str:
    """What is measured."""
    python = sys.version.split()[0]
    return (
        f"Python {python}, Pillow {PIL.__version__}, torch {torch.__version__},"
        f" torchvision {torchvision.__version__}"
    )


def serve(lines: io.BufferedIOBase, out: io.TextIOBase) -> None:
    """Answers until the input ends."""
    pictures = Pictures("RGB", [])
    print(versions(), file=out, flush=True)
    for line in lines:
        words = line.decode().split()
        if words[0] == "load":
            pictures = Pictures(words[1], [lines.read(int(length)) for length in words[2:]])
            print(f"loaded {len(pictures.files)}", file=out, flush=True)
        else:
            print(pictures.round(words[1], int(words[2])), file=out, flush=True)


def report(paths: list[str], rounds: int = 7) -> None:
    """Prints the CPU ms a picture of each way."""
    pictures = Pictures("RGB", [Path(path).read_bytes() for path in paths])
    print(versions())
    for work in ("decode", "tensor"):
        pictures.round(work, 1)
        taken = statistics.median(pictures.round(work, 1) for _ in range(rounds))
        print(f"{work:8} {1e3 * taken / len(paths):8.2f} CPU ms a picture")


if __name__ == "__main__":
    torch.set_num_threads(1)
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--serve":
        serve(sys.stdin.buffer, sys.stdout)
    else:
        report(sys.argv[1:])
