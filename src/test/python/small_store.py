"""Writes small stores of tensors in Python: odd ones, and where there is no Java."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet

try:
    from crc32c import crc32c
except ImportError:

    def crc32c(data) -> int:
        """No checksum: the reader does not look where the package is missing."""
        return 0


SAFETENSORS = {"int8": "I8", "int64": "I64", "uint8": "U8", "float16": "F16", "float32": "F32"}


class Sample:
    """A drawn sample: its pixels follow from its number."""

    def __init__(self, number: int, splits: tuple[str, ...], label: int, dtype: str, size: int):
        random = np.random.default_rng(number)
        self.id = f"{splits[0]}/{'good' if label == 0 else 'bent'}/{number:03}.png"
        self.splits, self.label = splits, label
        self.image = random.integers(0, 256, (3, size, size)).astype(np.uint8)
        if dtype != "uint8":
            self.image = random.random((3, size, size)).astype(dtype)
        self.mask = np.zeros((size, size), np.uint8)
        if label == 1:
            self.mask = random.integers(0, 2, (size, size)).astype(np.uint8)


def draw(train: int, test: int, dtype: str = "uint8", size: int = 4) -> list[Sample]:
    """Good samples to train with; good and bad ones to test with, every other one in val too."""
    samples = [Sample(i, ("train",), 0, dtype, size) for i in range(train)]
    for i in range(test):
        splits = ("test", "val") if i % 2 == 0 else ("test",)
        samples.append(Sample(train + i, splits, i // 3 % 2, dtype, size))
    return samples


def write_store(root: Path, samples: list[Sample], shard_rows: int, chunk_rows: int) -> dict:
    """Writes a store of one snapshot, with shards and chunks of that many rows; gives its JSON."""
    shards, index = [], []
    for first in range(0, len(samples), shard_rows):
        some = samples[first : first + shard_rows]
        shards.append(_shard(root, some, chunk_rows))
        index.append(_index(root, some))
    first = samples[0]
    snapshot = {
        "format": "millrace-store",
        "version": 1,
        "requires": ["crc32c", "parquet-index", "safetensors"],
        "snapshot_id": hashlib.sha256(json.dumps(shards).encode()).hexdigest()[:32],
        "number": 1,
        "kind": "tensors",
        "image": {
            "dtype": SAFETENSORS[first.image.dtype.name],
            "height": first.image.shape[1],
            "width": first.image.shape[2],
        },
        "transform": '[{"op":"Resize","height":4,"width":4}]',
        "dataset": {"name": "Drawn", "categories": ["plate"], "task": "segmentation"},
        "split": {"seed": 42},
        "shards": shards,
        "index": index,
    }
    write_snapshot(root, snapshot)
    return snapshot


def write_snapshot(root: Path, snapshot: dict) -> None:
    """Writes a snapshot, whatever is in it."""
    path = root / f"_millrace/snapshots/{snapshot['number']:08}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(snapshot, indent=2))


def _shard(root: Path, samples: list[Sample], chunk_rows: int) -> dict:
    n = len(samples)
    small = {"gt_label": np.array([s.label for s in samples], np.int8)}
    small["sample_hash"] = np.arange(n, dtype=np.int64)
    large = {"image": np.stack([s.image for s in samples])}
    masks = np.stack([s.mask for s in samples])
    if masks.any():
        large["gt_mask"] = masks
    header: dict = {"__metadata__": {"format": "millrace", "version": "1"}}
    data = b""
    for name, array in {**small, **large}.items():
        pad = -len(data) % 64
        if pad:
            pads = sum(key.startswith("_pad") for key in header)
            header[f"_pad{pads}"] = _tensor("U8", [pad], len(data), pad)
            data += bytes(pad)
        dtype = SAFETENSORS[array.dtype.name]
        header[name] = _tensor(dtype, list(array.shape), len(data), array.nbytes)
        data += array.tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    head = len(text).to_bytes(8, "little") + text
    file = head + data
    name = hashlib.sha256(file).hexdigest()[:32]
    path = root / "data" / name[:2] / f"{name}.safetensors"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file)
    starts = range(0, n, chunk_rows)
    sums = {k: [crc32c(a[i : i + chunk_rows].tobytes()) for i in starts] for k, a in large.items()}
    shard = {"name": name, "bytes": len(file), "rows": n, "chunk_rows": chunk_rows, "crc32c": sums}
    head_bytes = len(head) + header["image"]["data_offsets"][0]
    shard["head"] = {"bytes": head_bytes, "crc32c": crc32c(file[:head_bytes])}
    shard["whole"], shard["part"] = [], {}
    for split in ("train", "val", "test"):
        counts = [sum(split in s.splits for s in samples[i : i + chunk_rows]) for i in starts]
        if sum(counts) == n:
            shard["whole"].append(split)
        elif any(counts):
            shard["part"][split] = counts
    return shard


def _tensor(dtype: str, shape: list[int], begin: int, size: int) -> dict:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, begin + size]}


def _index(root: Path, samples: list[Sample]) -> dict:
    rows = [(s, i, each) for s in ("train", "val", "test") for i, each in enumerate(samples)]
    rows = [row for row in rows if row[0] in row[2].splits]
    masks = [f"/raw/mask/{each.id}" if each.label == 1 else None for _, _, each in rows]
    table = pyarrow.table(
        {
            "split": [split for split, _, _ in rows],
            "row": pyarrow.array([row for _, row, _ in rows], pyarrow.int32()),
            "sample_id": [each.id for _, _, each in rows],
            "image_path": [f"/raw/{each.id}" for _, _, each in rows],
            "mask_path": pyarrow.array(masks, pyarrow.string()),
        }
    )
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink)
    file = sink.getvalue().to_pybytes()
    name = hashlib.sha256(file).hexdigest()[:32]
    path = root / f"_millrace/index/{name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file)
    return {"name": name, "bytes": len(file), "rows": len(rows)}
