"""Reads a Millrace store of tensors in PyTorch, Lightning and anomalib: one file to copy or import.

The same snapshot, seed and epoch give the same rows at the same step as in Java, and a state_dict()
is Java's resume token. Batches have memory of their own: they are no views of a file. Checksums of
chunks are checked where the package crc32c is installed, and not elsewhere.
Needs Python 3.9, torch 1.13, numpy and pyarrow; uses Lightning and anomalib where they are.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Sequence
from urllib.parse import unquote, urlparse

import numpy as np
import pyarrow.compute
import pyarrow.fs
import pyarrow.parquet
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info


try:
    from crc32c import crc32c
except ImportError:
    crc32c = None
try:
    from lightning.pytorch import LightningDataModule
except ImportError:
    LightningDataModule = object

FEATURES = ("crc32c", "parquet-index", "safetensors")
POLICIES = ("drop_tail", "keep_tail", "wrap", "torch")
STATE = ["version", "snapshotId", "split", "seed", "epoch", "laneOffset", "lanes", "window"]
STATE += ["rowsPerLane", "policy", "transformHash"]
DTYPES = {"U8": np.uint8, "F16": np.float16, "F32": np.float32}
LEVEL = float(np.array(0x3B808081, np.uint32).view(np.float32))  # 1 of 255, as Java reads it back
TEXTS = ["sample_id", "image_path", "mask_path"]
LOG = logging.getLogger("millrace")


class StoreError(RuntimeError):
    """A store that cannot be read: missing, of another kind or version, or damaged."""


def mix(z: np.ndarray) -> np.ndarray:
    """SplitMix64's finaliser of z + 0x9E3779B97F4A7C15: uint64 to uint64, one to one."""
    z = np.atleast_1d(z).astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def key(*parts: int) -> np.uint64:
    """One key of several whole numbers, taken as two's complement of 64 bits; order counts."""
    h = np.uint64(0)
    for part in parts:
        h = mix(h ^ np.uint64(part % 2**64))[0]
    return h


def perm(n: int, k: np.uint64) -> np.ndarray:
    """The indices 0..n-1 sorted by unsigned mix(k ^ mix(i))."""
    return np.argsort(mix(k ^ mix(np.arange(n))), kind="stable")


class Step(NamedTuple):
    """A rank's rows of a step: ordinals, whether each is a repeat, its place in the epoch."""

    rows: np.ndarray
    repeats: np.ndarray
    places: np.ndarray

    def hash(self) -> int:
        """Those of all steps and ranks add up, modulo 2^64, to the hash of the epoch's order."""
        return int(mix(self.rows.astype(np.uint64) ^ mix(self.places)).sum(dtype=np.uint64))


class Rule(NamedTuple):
    """How training rows are ordered and dealt; those of a lane are shuffled window by window."""

    seed: int
    lanes: int
    window: int
    rows_per_lane: int
    policy: str

    @staticmethod
    def of(seed: int, batch: int, ranks: int, policy: str) -> Rule:
        """The usual rule for a global batch that is first read by that many ranks."""
        lanes = next(n for n in range(min(batch, max(8, ranks)), 0, -1) if batch % n == 0)
        return Rule(seed, lanes, max(64, 2048 // lanes), batch // lanes, policy)


class Lane:
    """The order of a lane's rows in an epoch; holds its segments and the last windows asked for."""

    def __init__(self, starts: np.ndarray, ends: np.ndarray, rule: Rule, epoch: int, lane: int):
        order = perm(len(starts), key(rule.seed, 2, epoch, lane))
        lengths = (ends - starts)[order]
        self.starts, self.places = starts[order], np.cumsum(lengths) - lengths
        self.rows, self.window, self.held = int(lengths.sum()), rule.window, (0, 0, starts)
        self.key = key(rule.seed, 3, epoch, lane)

    def take(self, at: np.ndarray) -> np.ndarray:
        """The ordinals at these positions."""
        low, high = int(at.min()) // self.window, int(at.max()) // self.window + 1
        if self.held[:2] != (low, high):
            plain = np.arange(low * self.window, min(high * self.window, self.rows))
            windows, within = np.divmod(plain, self.window)
            draws = mix(mix(self.key ^ windows.astype(np.uint64)) ^ mix(within))
            segments = np.searchsorted(self.places, plain, "right") - 1
            rows = self.starts[segments] + plain - self.places[segments]
            self.held = (low, high, rows[np.lexsort((draws, windows))])
        return self.held[2][at - low * self.window]


class TrainPlan:
    """Which rows make which global batch: a function of chunk sizes, rule and epoch alone."""

    def __init__(self, sizes: Sequence[int], rule: Rule):
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.rule, self.batch = rule, rule.lanes * rule.rows_per_lane
        self.rows = int(self.starts[-1])
        if rule.policy not in POLICIES:
            raise ValueError(f"Invalid policy: {rule.policy} (must be {' or '.join(POLICIES)})")
        if self.batch > self.rows and rule.policy in ("drop_tail", "wrap"):
            lanes = max(1, min(rule.lanes, self.rows))
            why = f"the largest that works is {self.rows // lanes * lanes} with {lanes} lanes"
            raise ValueError(f"Cannot make batches of {self.batch} rows from {self.rows} ({why})")
        self.order = perm(len(self.starts) - 1, key(rule.seed, 1))
        self.ends = np.cumsum(np.diff(self.starts)[self.order])
        self.lane = lru_cache(rule.lanes)(lambda n, e: Lane(*self.segments(n), rule, e, n))

    def segments(self, lane: int) -> tuple[np.ndarray, np.ndarray]:
        """Where a lane's segments of ordinals start and end, the same in every epoch."""
        low, high = (n * self.rows // self.rule.lanes for n in (lane, lane + 1))
        some = slice(np.searchsorted(self.ends, low, "right"), np.searchsorted(self.ends, high) + 1)
        begins, nexts = self.starts[self.order[some]], self.starts[self.order[some] + 1]
        starts = np.maximum(begins, nexts - (self.ends[some] - low))
        ends = nexts - np.maximum(0, self.ends[some] - high)
        return starts[ends > starts], ends[ends > starts]

    def steps(self, offset: int = 0) -> int:
        """Steps left in an epoch of whose lanes that many rows each have been used."""
        lanes, m = self.rule.lanes, self.rule.rows_per_lane
        if self.rule.policy == "torch":
            return -(-(self.rows - min(self.rows, offset * lanes)) // self.batch)
        if self.rule.policy == "drop_tail":
            return max(0, self.rows // lanes - offset) // m
        return -(-max(0, -(-self.rows // lanes) - offset) // m)

    def epoch(self, epoch: int, offset: int = 0, rank: int = 0, world: int = 1) -> Iterator[Step]:
        """A rank's part of the steps left; fewer rows or none where an epoch's tail is kept."""
        rule, m, used = self.rule, self.rule.rows_per_lane, offset * self.rule.lanes
        if self.batch % world:
            why = "the number of ranks must divide the batch"
            raise ValueError(f"Cannot share {self.batch} rows among {world} ranks ({why})")
        within, share = np.arange(self.batch // world), self.batch // world
        lane, first = np.divmod(rank * share + within, m)
        sizes = (lane + 1) * self.rows // rule.lanes - lane * self.rows // rule.lanes
        if rule.policy == "torch":  # DistributedSampler's: padded from the head, then dealt
            generator = torch.Generator().manual_seed((rule.seed + epoch) % 2**64)
            order = torch.randperm(self.rows, generator=generator).numpy()
            padded = self.rows + (used - self.rows) % world
        for step in range(self.steps(offset)):
            places = used + step * self.batch + rank * share + within
            if rule.policy == "torch":
                at = used + step * self.batch + within * world + rank
                rows, repeats, has = order[at % self.rows], at >= self.rows, at < padded
            else:
                at, rows = offset + step * m + first, np.empty(share, np.int64)
                repeats, has = at >= sizes, (at < sizes) | (rule.policy == "wrap")
                at = np.where(repeats, at - sizes, at)
                for n in range(lane[0], lane[-1] + 1):
                    some = has & (lane == n)
                    if some.any():
                        rows[some] = self.lane(n, epoch).take(at[some])
            yield Step(rows[has], repeats[has], places[has])


class EvalPlan(NamedTuple):
    """Rows in their order: each once, equal steps on every rank, so that last ones may be empty."""

    rows: int
    world: int
    batch: int

    def steps(self) -> int:
        """Steps of every rank."""
        return -(-(-(-self.rows // self.world)) // self.batch)

    def steps_of(self, rank: int) -> Iterator[Step]:
        """One rank's steps."""
        low, high = (r * self.rows // self.world for r in (rank, rank + 1))
        for first in range(low, low + self.steps() * self.batch, self.batch):
            some = np.arange(min(first, high), min(first + self.batch, high))
            yield Step(some, np.zeros(len(some), bool), some)


class Chunk(NamedTuple):
    """The rows of a split in one chunk; mask is None where all are 0. The store reuses memory."""

    memory: np.ndarray
    image: torch.Tensor
    mask: torch.Tensor | None
    label: np.ndarray
    texts: dict[str, list[str | None]]


class Store:
    """One snapshot of a store of tensors, the newest unless given. Any thread may use it."""

    def __init__(self, root: str | os.PathLike, number: int | None = None):
        self.root = str(root).rstrip("/")
        path = unquote(urlparse(self.root).path) if self.root.startswith("file:") else self.root
        self.files, self.folder = pyarrow.fs.LocalFileSystem(), os.path.abspath(path)
        if "://" in path:  # s3a: is what Hadoop calls s3:
            path = re.sub("^s3[an]:", "s3:", path)
            self.files, self.folder = pyarrow.fs.FileSystem.from_uri(path)
        snapshot = self.snapshot = self._snapshot(number)
        self.id, self.shards, image = snapshot["snapshot_id"], snapshot["shards"], snapshot["image"]
        self.row = np.zeros((3, image["height"], image["width"]), DTYPES[image["dtype"]])
        self.has_masks = snapshot["dataset"]["task"] == "segmentation"
        self.transform_hash = hashlib.sha256(snapshot["transform"].encode()).hexdigest()[:16]
        self.spare: deque[np.ndarray] = deque(maxlen=32)  # fresh memory costs more than a read
        self.head, self.index = lru_cache(None)(self._head), lru_cache(2048)(self._index)
        self.open = lru_cache(128)(self.files.open_input_file)

    def _snapshot(self, number: int | None) -> dict[str, Any]:
        folder = pyarrow.fs.FileSelector(f"{self.folder}/_millrace/snapshots", allow_not_found=True)
        paths = (file.path for file in self.files.get_file_info(folder))
        names = filter(None, (re.fullmatch(r".*/(\d{8,18})\.json", path) for path in paths))
        found = {int(name[1]): name[0] for name in names}
        wanted = max(found, default=0) if number is None else number
        if wanted not in found:
            way_out = "check the path, or run 'scripts/millrace prepare --kind tensors'"
            raise StoreError(f"Missing snapshot of a store: {self.root} has {[*found]} ({way_out})")
        with self.files.open_input_stream(found[wanted]) as stream:
            snapshot = json.loads(stream.read())
        version = f"{snapshot.get('format')} {snapshot.get('version')}"
        unknown = [each for each in snapshot.get("requires", []) if each not in FEATURES]
        if version != "millrace-store 1":
            why = f"version: {version} (this file reads millrace-store 1: use a newer one)"
        elif unknown:
            why = f"feature: {unknown[0]} (this file knows {', '.join(FEATURES)}: use a newer one)"
        elif snapshot["kind"] != "tensors":
            way_out = f"scripts/millrace prepare --kind tensors --from {self.root} --out OTHER"
            why = f"kind: {snapshot['kind']} (make a store of tensors of it: {way_out})"
        else:
            return snapshot
        raise StoreError(f"Cannot read the store {self.root}: Unsupported {why}")

    def chunks(self, split: str) -> np.ndarray:
        """Of each chunk that has rows of the split: its shard, its number there, how many rows."""
        found = []
        for number, shard in enumerate(self.shards):
            each, rows, counts = shard["chunk_rows"], shard["rows"], shard["part"].get(split, [])
            if split in shard["whole"]:
                counts = [min(each, rows - first) for first in range(0, rows, each)]
            found += [(number, chunk, count) for chunk, count in enumerate(counts) if count]
        return np.array(found, np.int64).reshape(-1, 3)

    def chunk(self, split: str, number: int, chunk: int, count: int) -> Chunk:
        """Reads a chunk's rows of a split; StoreError names shard and chunk if it is damaged."""
        shard, index = self.shards[number], self.index(number, split)
        first = chunk * shard["chunk_rows"]
        n = min(shard["chunk_rows"], shard["rows"] - first)
        low, high = np.searchsorted(index["row"].to_numpy(), [first, first + n])
        rows = index["row"].to_numpy()[low:high]
        if len(rows) != count:
            why = f"its index has {len(rows)} of {count} rows of chunk {chunk}"
            raise self._damaged(shard, why)
        memory = self._memory((shard["chunk_rows"], *self.row.shape))
        image, (begins, labels) = memory[:n], self.head(number)
        place = (begins["image"] + first * self.row.nbytes, f"chunk {chunk} of image")
        self._fill(image, shard, *place, shard["crc32c"]["image"][chunk])
        mask = None
        if "gt_mask" in shard["crc32c"]:
            mask = np.empty((n, *self.row.shape[1:]), np.uint8)
            place = (begins["gt_mask"] + first * mask[0].nbytes, f"chunk {chunk} of gt_mask")
            self._fill(mask, shard, *place, shard["crc32c"]["gt_mask"][chunk])
        if count < n:
            image, mask = image[rows - first], None if mask is None else mask[rows - first]
        texts = index.select(TEXTS).slice(low, count).to_pydict()
        tensors = (torch.from_numpy(image), None if mask is None else torch.from_numpy(mask))
        return Chunk(memory, *tensors, labels[rows], texts)

    def _memory(self, shape: tuple[int, ...]) -> np.ndarray:
        try:
            memory = self.spare.pop()
        except IndexError:  # another thread may have taken the last
            memory = np.empty(shape, self.row.dtype)
        return memory if memory.shape == shape else np.empty(shape, self.row.dtype)

    def _head(self, number: int) -> tuple[dict[str, int], np.ndarray]:
        """Where the tensors begin in the file, and the label of each row."""
        shard = self.shards[number]
        head = np.empty(shard["head"]["bytes"], np.uint8)
        self._fill(head, shard, 0, "its head", shard["head"]["crc32c"])
        data = 8 + int(head[:8].view("<u8")[0])
        header = json.loads(head[8:data].tobytes())
        begins = {k: data + v["data_offsets"][0] for k, v in header.items() if k != "__metadata__"}
        return begins, head[begins["gt_label"] :][: shard["rows"]].view(np.int8)

    def _index(self, number: int, split: str) -> Any:
        """The split's rows of a shard, as a table."""
        name, shard = self.snapshot["index"][number]["name"], self.shards[number]
        try:
            with self.files.open_input_stream(f"{self.folder}/_millrace/index/{name}.parquet") as f:
                file = f.read()
        except FileNotFoundError as e:
            raise self._damaged(shard, f"its index {name} is missing") from e
        if hashlib.sha256(file).hexdigest()[:32] != name:
            raise self._damaged(shard, f"its index {name} was changed")
        columns = ["split", "row", *TEXTS]
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(file), columns=columns)
        return table.filter(pyarrow.compute.equal(table["split"], split))

    def _fill(self, array: np.ndarray, shard: dict, begin: int, what: str, crc: int) -> None:
        try:
            file = self.open(f"{self.folder}/data/{shard['name'][:2]}/{shard['name']}.safetensors")
        except FileNotFoundError as e:
            raise self._damaged(shard, "it is missing") from e
        view = memoryview(array).cast("B")
        if file.get_stream(begin, array.nbytes).readinto(view) < array.nbytes:
            raise self._damaged(shard, f"{what} is cut short")
        if crc32c is not None and crc32c(view) != crc:
            raise self._damaged(shard, f"{what} has not the CRC-32C {crc:08x}")

    def _damaged(self, shard: dict, why: str) -> StoreError:
        way_out = f"(run 'scripts/millrace verify {self.root}', then prepare again)"
        return StoreError(f"Cannot read shard {shard['name']} of {self.root}: {why} {way_out}")


class MillraceDataset(IterableDataset):
    """Whole batches of one rank, as dictionaries: for DataLoader(dataset, batch_size=None).

    image (N, 3, H, W) as stored, or float32 in [0, 1] if that is the dtype; gt_label (N) int8, -1
    unknown; gt_mask (N, H, W) uint8, 0 or 1, where the data set has masks; ordinal (N) int64, the
    row of the split; repeat (N) bool; lists of texts sample_id, image_path, mask_path.
    The split train comes in the order of the plan, each iteration being the next epoch, and the
    others in their own. Holds the chunks that the next steps need: a window of each lane it reads.
    """

    def __init__(
        self, store: str | os.PathLike | Store, split: str = "train", rank: int = 0, world: int = 1,
        epoch: int = 0, state: str | Mapping[str, Any] | None = None, *,
        batch_size: int | None = None, rule: Rule | None = None, seed: int | None = None,
        policy: str | None = None, dtype: torch.dtype | None = None,
        threads: int = 4, ahead: int = 4,
    ):  # fmt: skip
        """A rank's part; batch_size is a rank's (32, or the state's), the seed usually the store's.

        Without a policy one process keeps the short last batch and several drop the tail, so that
        all make equal steps. threads read chunks; batches are made up to ahead steps early.
        """
        if split not in ("train", "val", "test") or dtype not in (None, torch.float32):
            must = "(must be train, val or test; None, which is as stored, or torch.float32)"
            raise ValueError(f"Invalid split or dtype: {split}, {dtype} {must}")
        self.store = store if isinstance(store, Store) else Store(store)
        self.split, self.rank, self.world, self.dtype = split, rank, world, dtype
        self.threads, self.ahead, self.batch_size = threads, ahead, batch_size
        self.chunks, self.at, self.begun = self.store.chunks(split), (epoch, 0), False
        self.starts = np.concatenate([[0], np.cumsum(self.chunks[:, 2])])
        self.evaluation = EvalPlan(int(self.starts[-1]), world, batch_size or 32)
        if split == "train" and state is None:
            policy = policy or ("keep_tail" if world == 1 else "drop_tail")
            seed = self.store.snapshot["split"]["seed"] if seed is None else seed
            rule = rule or Rule.of(seed, (batch_size or 32) * world, world, policy)
            self.plan = TrainPlan(self.chunks[:, 2], rule)
        elif split == "train" and state is not None:
            self.load_state_dict(state)

    def __len__(self) -> int:
        """Steps of an epoch, those done before a resume included, as Lightning counts them."""
        if self.split != "train":
            return self.evaluation.steps()
        return self.at[1] // self.plan.rule.rows_per_lane + self.plan.steps(self.at[1])

    def set_epoch(self, epoch: int) -> None:
        """The epoch of the next iteration: from its beginning, or where a state of it stood."""
        if self.begun or epoch != self.at[0]:
            self.at, self.begun = (epoch, 0), False

    def state_dict(self) -> dict[str, Any]:
        """Where training stands after the batches given so far: as JSON, Java's resume token."""
        rule, where = self.plan.rule, (1, self.store.id, self.split, self.plan.rule.seed, *self.at)
        return dict(zip(STATE, (*where, *rule[1:], self.store.transform_hash)))

    def load_state_dict(self, state: str | Mapping[str, Any]) -> None:
        """Goes on from a state in its order and, without a batch_size, its global batches."""
        state = json.loads(state) if isinstance(state, str) else state
        if state.get("version") != 1:
            why = f"version {state.get('version')} (this file reads 1: use the one that wrote it)"
            raise ValueError(f"Unsupported state of a plan: {why}")
        if set(STATE) != set(state):
            wrong = ", ".join(sorted(set(STATE) ^ set(state)))
            raise ValueError(f"Invalid state of a plan: missing or unknown {wrong}")
        here = (self.store.id, self.split, self.store.transform_hash)
        pairs = [(k, state[k], v) for k, v in zip(("snapshotId", "split", "transformHash"), here)]
        if any(there != value for _, there, value in pairs):
            text = "; ".join(f"{k} is {a} in the state and {b} here" for k, a, b in pairs if a != b)
            way_out = "(give the store and the snapshot that it was made with)"
            raise ValueError(f"Cannot go on from the state: {text} {way_out}")
        lanes, batch = state["lanes"], (self.batch_size or 0) * self.world
        if batch % lanes:
            why = f"the state has {lanes} lanes, which must divide them; or give no batch_size"
            raise ValueError(f"Cannot make global batches of {batch} rows ({why})")
        m = batch // lanes or state["rowsPerLane"]
        rule = Rule(state["seed"], lanes, state["window"], m, state["policy"])
        self.plan = TrainPlan(self.chunks[:, 2], rule)
        self.at, self.begun = (state["epoch"], state["laneOffset"]), False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if get_worker_info() is not None:
            way_out = "(give DataLoader num_workers=0: the dataset has threads of its own)"
            raise ValueError(f"Unsupported: worker processes {way_out}")
        if self.split != "train":
            steps = self.evaluation.steps_of(self.rank)
            yield from (batch for _, batch in self._early(steps, self.ahead))
            return
        self.at = (self.at[0] + 1, 0) if self.begun else self.at
        (epoch, offset), rule, self.begun, order = self.at, self.plan.rule, True, 0
        steps = self.plan.epoch(epoch, offset, self.rank, self.world)
        windows = 1 if rule.policy == "torch" else 2 * rule.window // rule.rows_per_lane + 2
        for done, (step, batch) in enumerate(self._early(steps, windows), 1):
            order += step.hash()
            self.at = (epoch, offset + done * rule.rows_per_lane)
            if done == self.plan.steps(offset):
                self.at, self.begun = (epoch + 1, 0), False
                place = (epoch, offset, self.rank, self.world, order % 2**64)
                LOG.info("epoch %d from row %d of a lane on, rank %d of %d: order %016x", *place)
            yield batch

    def _early(self, steps: Iterator[Step], horizon: int) -> Iterator[tuple[Step, dict]]:
        """Batches, made in a thread a few steps before they are asked for."""
        pool, batches = ThreadPoolExecutor(1, "millrace-batch"), self._batches(steps, horizon)
        try:
            coming = deque(pool.submit(next, batches, None) for _ in range(self.ahead))
            while (item := coming.popleft().result()) is not None:
                coming.append(pool.submit(next, batches, None))
                yield item
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _batches(self, steps: Iterator[Step], horizon: int) -> Iterator[tuple[Step, dict]]:
        """Reads a few steps early, and keeps a chunk while one of the next steps needs it."""
        coming: deque[tuple[Step, list[int]]] = deque()
        uses: Counter[int] = Counter()
        held: dict[int, Future[Chunk]] = {}
        pool = ThreadPoolExecutor(self.threads, "millrace-read")
        try:
            while True:
                for step in islice(steps, horizon - len(coming)):
                    numbers = (np.searchsorted(self.starts, step.rows, "right") - 1).tolist()
                    coming.append((step, numbers))
                    uses.update(numbers)
                if not coming:
                    return
                for number in (n for _, numbers in islice(coming, self.ahead) for n in numbers):
                    if number not in held:
                        place = self.chunks[number].tolist()
                        held[number] = pool.submit(self.store.chunk, self.split, *place)
                step, numbers = coming.popleft()
                yield step, self._batch(step, numbers, [held[n].result() for n in numbers])
                uses.subtract(numbers)
                for number in {n for n in numbers if not uses[n]}:
                    self.store.spare.append(held.pop(number).result().memory)
                    del uses[number]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _batch(self, step: Step, numbers: list[int], chunks: list[Chunk]) -> dict[str, Any]:
        rows = [*zip(chunks, (step.rows - self.starts[numbers]).tolist())]
        stored = torch.from_numpy(self.store.row)
        image = torch.empty((len(rows), *stored.shape), dtype=self.dtype or stored.dtype)
        mask = torch.zeros((len(rows), *stored.shape[1:]), dtype=torch.uint8)
        for i, (chunk, row) in enumerate(rows):
            image[i].copy_(chunk.image[row])
            if stored.dtype == torch.uint8 != image.dtype:
                image[i].mul_(LEVEL)  # here it is still in the processor's cache
            if chunk.mask is not None:
                mask[i].copy_(chunk.mask[row])
        label = np.array([chunk.label[row] for chunk, row in rows], np.int8)
        batch = {"image": image, "gt_label": torch.from_numpy(label)}
        if self.store.has_masks:
            batch["gt_mask"] = mask
        texts = {name: [chunk.texts[name][row] or "" for chunk, row in rows] for name in TEXTS}
        places = {"ordinal": torch.from_numpy(step.rows), "repeat": torch.from_numpy(step.repeats)}
        return {**batch, **texts, **places}


def anomalib_batch(batch: dict[str, Any]) -> Any:
    """The batch as anomalib's ImageBatch; without labels if one of them is unknown."""
    from anomalib.data import ImageBatch

    label = batch["gt_label"].bool() if (batch["gt_label"] >= 0).all() else None
    fields = {name: batch.get(name) for name in ("image", "gt_mask", "image_path", "mask_path")}
    return ImageBatch(gt_label=label, **fields)


class MillraceDataModule(LightningDataModule):
    """A store for Lightning's Trainer and anomalib's Engine, in place of one of their data modules.

    Batches are float32, and anomalib's ImageBatch where anomalib is installed, else dictionaries;
    batch changes that. num_workers are threads. Checkpoints hold where training stands.
    """

    def __init__(
        self, store: str | os.PathLike, train_batch_size: int = 32, eval_batch_size: int = 32,
        num_workers: int = 4, seed: int | None = None, policy: str | None = None,
        batch: Callable[[dict[str, Any]], Any] | None = None,
    ):  # fmt: skip
        super().__init__()
        self.store, self.seed, self.policy = Store(store), seed, policy
        self.train_batch_size, self.eval_batch_size = train_batch_size, eval_batch_size
        self.num_workers = num_workers
        self.train_data: MillraceDataset | None = None
        self.state: dict[str, Any] | None = None
        self.batch = batch or (anomalib_batch if find_spec("anomalib") else None)
        dataset = self.store.snapshot["dataset"]  # anomalib names its folders by these
        self.name, self.category = dataset["name"], "-".join(dataset["categories"])
        self.task = dataset["task"]

    def _loader(self, split: str, **options: Any) -> DataLoader:
        trainer = getattr(self, "trainer", None)
        rank, world = (trainer.global_rank, trainer.world_size) if trainer else (0, 1)
        epoch = trainer.current_epoch if trainer else 0
        options = {"dtype": torch.float32, "threads": self.num_workers, **options}
        dataset = MillraceDataset(self.store, split, rank, world, epoch, **options)
        return DataLoader(dataset, batch_size=None, collate_fn=self.batch)

    def train_dataloader(self) -> DataLoader:
        """Training in the order of the plan; a checkpoint's state is gone on from once."""
        state, self.state = self.state, None
        size = None if state else self.train_batch_size
        plan = {"state": state, "seed": self.seed, "policy": self.policy}
        loader = self._loader("train", batch_size=size, **plan)
        self.train_data = loader.dataset
        return loader

    def val_dataloader(self) -> DataLoader:
        """The validation set in order."""
        return self._loader("val", batch_size=self.eval_batch_size)

    def test_dataloader(self) -> DataLoader:
        """The test set in order."""
        return self._loader("test", batch_size=self.eval_batch_size)

    predict_dataloader = test_dataloader

    def state_dict(self) -> dict[str, Any]:
        """Where training stands, for Lightning's checkpoints."""
        return self.train_data.state_dict() if self.train_data is not None else {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Lets the next training loader go on from there."""
        self.state = state_dict or None
