"""Prints how many images a second scripts/millrace_torch.py reads: bench.py [STORE].

Without a store it writes one of 4,000 drawn pictures of 256 x 256 (786 MB) and removes it. Beside
the reader stand plain numbers of this machine: a copy of batches in memory, and stock safetensors.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Callable

import torch
from safetensors import safe_open

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "scripts")]

import millrace_torch  # noqa: E402
from small_store import draw, write_store  # noqa: E402


def report(name: str, images: Callable[[], int], rounds: int = 3) -> None:
    """Prints the best of a few rounds."""
    best = (0.0, 0.0)
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        count = images()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        best = max(best, (count / wall, count / cpu))
    print(f"{name:44} {best[0]:8.0f} images/s {best[1]:8.0f} images/s of CPU")


def stock(store: millrace_torch.Store) -> int:
    """Reads every shard by safetensors, 64 rows at a time."""
    count = 0
    for shard in store.shards:
        path = f"{store.folder}/data/{shard['name'][:2]}/{shard['name']}.safetensors"
        with safe_open(path, framework="pt") as file:
            image = file.get_slice("image")
            for first in range(0, shard["rows"], 64):
                count += len(image[first : first + 64].clone())
    return count


def copies(store: millrace_torch.Store) -> int:
    """Copies a batch of 32 rows a hundred times."""
    batch = torch.zeros((32, *store.row.shape), dtype=torch.from_numpy(store.row).dtype)
    return sum(len(batch.clone()) for _ in range(100))


def main(root: str) -> None:
    """Reads the training split of a store."""
    store = millrace_torch.Store(root)
    print(f"torch {torch.__version__}, CRC-32C checked: {millrace_torch.crc32c is not None}")
    report("copy of batches of 32", lambda: copies(store))
    report("stock safetensors, chunks of 64, in order", lambda: stock(store))
    for dtype in (None, torch.float32):
        dataset = millrace_torch.MillraceDataset(store, batch_size=32, dtype=dtype)
        name = f"MillraceDataset, {dtype or 'as stored'}"
        report(name, lambda data=dataset: sum(map(rows, data)))


def rows(batch: dict) -> int:
    """How many images a batch has."""
    return len(batch["image"])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            write_store(Path(folder), draw(4000, 0, size=256), shard_rows=640, chunk_rows=64)
            main(folder)
