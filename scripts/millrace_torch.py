"""Reads a Millrace store of tensors in PyTorch, Lightning and anomalib; needs torch, numpy and pyarrow."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache, partialmethod, reduce
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Sequence

import numpy as np
import torch
from pyarrow import BufferReader, Table, fs, parquet
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

crc32c = import_module("crc32c").crc32c if find_spec("crc32c") else None
DataModule = import_module("lightning.pytorch").LightningDataModule if find_spec("lightning") else object
FEATURES = ("clips", "crc32c", "depth", "parquet-index", "safetensors")
POLICIES = ("drop_tail", "keep_tail", "wrap", "torch", "in_order")
STATE = "version snapshotId split seed epoch laneOffset lanes window rowsPerLane policy transformHash".split()
DTYPES = {"U8": np.uint8, "F16": np.float16, "F32": np.float32}
LEVEL = float(np.uint32(0x3B808081).view(np.float32))  # 1 of 255, as Java reads it back
TEXTS = ("sample_id", "image_path", "mask_path")
CHANNELS = {"z": 1, "xyz": 3}
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
    return reduce(lambda h, part: mix(h ^ np.uint64(part % 2**64))[0], parts, np.uint64(0))


@lru_cache(1024)
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
        most = ranks if policy == "in_order" else max(8, ranks)
        lanes = next(n for n in range(min(batch, most), 0, -1) if batch % n == 0)
        return Rule(seed, lanes, max(64, 2048 // lanes), batch // lanes, policy)


class Plan:
    """Which rows make which global batch: a function of chunk sizes, rule and epoch alone."""

    def __init__(self, sizes: Sequence[int], rule: Rule):
        self.rule, self.batch, self.rows = rule, rule.lanes * rule.rows_per_lane, int(sum(sizes))
        if rule.policy not in POLICIES:
            raise ValueError(f"Invalid policy: {rule.policy} (must be {' or '.join(POLICIES)})")
        if self.batch > self.rows and rule.policy in ("drop_tail", "wrap"):
            lanes = max(1, min(rule.lanes, self.rows))
            why = f"the largest that works is {self.rows // lanes * lanes} with {lanes} lanes"
            raise ValueError(f"Cannot make batches of {self.batch} rows from {self.rows} ({why})")
        order = perm(len(sizes), key(rule.seed, 1))
        self.ends = np.cumsum(np.asarray(sizes)[order])  # of chunks in the order in which lanes are cut
        self.shifts = np.cumsum(sizes)[order] - self.ends
        self.segments = lru_cache(rule.lanes)(self._segments)
        self.window = lru_cache(2 * rule.lanes)(self._window)

    def _segments(self, lane: int) -> tuple[np.ndarray, np.ndarray]:
        """Where a lane's segments of ordinals start and end, the same in every epoch."""
        low, high = (n * self.rows // self.rule.lanes for n in (lane, lane + 1))
        cuts = np.unique(np.clip(np.append(self.ends, low), low, high))
        shifts = self.shifts[np.searchsorted(self.ends, cuts[:-1], "right")]
        return cuts[:-1] + shifts, cuts[1:] + shifts

    def _window(self, epoch: int, lane: int, number: int) -> np.ndarray:
        """The ordinals of a lane's window in their order."""
        (starts, ends), rule = self.segments(lane), self.rule
        order = perm(len(starts), key(rule.seed, 2, epoch, lane))
        ends = np.cumsum((ends - starts)[order])
        shifts = starts[order] - np.append(0, ends[:-1])
        places = np.arange(number * rule.window, min((number + 1) * rule.window, ends[-1]))
        rows = places + shifts[np.searchsorted(ends, places, "right")]
        return rows[perm(len(rows), key(rule.seed, 3, epoch, lane, number))]

    def steps(self, offset: int = 0) -> int:
        """Steps left in an epoch of whose lanes that many rows each have been used."""
        if self.rule.policy == "drop_tail":
            return max(0, self.rows // self.rule.lanes - offset) // self.rule.rows_per_lane
        if self.rule.policy == "torch":
            return max(0, -((offset * self.rule.lanes - self.rows) // self.batch))
        return max(0, -((offset - -(-self.rows // self.rule.lanes)) // self.rule.rows_per_lane))

    def epoch(self, epoch: int, offset: int = 0, rank: int = 0, world: int = 1) -> Iterator[Step]:
        """A rank's part of the steps left; fewer rows or none where an epoch's tail is kept."""
        if self.batch % world:
            raise ValueError(f"Cannot share {self.batch} rows among {world} ranks (they must divide it)")
        rule, share = self.rule, np.arange(self.batch // world)
        lanes, first = np.divmod(rank * len(share) + share, rule.rows_per_lane)
        lows = lanes * self.rows // rule.lanes
        sizes = (lanes + 1) * self.rows // rule.lanes - lows
        begins, stride, ends = offset + first, rule.rows_per_lane, np.inf if rule.policy == "wrap" else sizes
        if rule.policy == "torch":  # DistributedSampler's: padded from the head, then dealt
            generator = torch.Generator().manual_seed((rule.seed + epoch) % 2**64)
            order, sizes = torch.randperm(self.rows, generator=generator).numpy(), self.rows
            begins, stride = offset * rule.lanes + share * world + rank, self.batch
            ends = self.rows + (offset * rule.lanes - self.rows) % world
        for step in range(self.steps(offset)):
            at = begins + step * stride
            has, repeats, at = at < ends, at >= sizes, at % np.maximum(sizes, 1)
            if rule.policy == "torch":
                rows = order[at]
            elif rule.policy == "in_order":
                rows = lows + at
            else:
                rows, (numbers, within) = np.empty(len(at), np.int64), np.divmod(at, rule.window)
                for lane, number in {*zip(lanes[has].tolist(), numbers[has].tolist())}:
                    some = has & (lanes == lane) & (numbers == number)
                    rows[some] = self.window(epoch, lane, number)[within[some]]
            places = offset * rule.lanes + step * self.batch + rank * len(share) + share
            yield Step(rows[has], repeats[has], places[has])


class Store:
    """One snapshot of a store of tensors, the newest unless given. Any thread may use it."""

    def __init__(self, root: str | os.PathLike, number: int | None = None):
        uri = re.sub("^s3[an]:", "s3:", str(root).rstrip("/"))  # s3a: is what Hadoop calls s3:
        self.root = uri if re.match(r"\w+:/", uri) else os.path.abspath(uri)
        self.files, self.folder = fs.FileSystem.from_uri(self.root)
        folder = fs.FileSelector(f"{self.folder}/_millrace/snapshots", allow_not_found=True)
        files = [f for f in self.files.get_file_info(folder) if re.fullmatch(r"\d{8,18}\.json", f.base_name)]
        found = {int(file.base_name[:-5]): file.path for file in files}
        number = max(found, default=0) if number is None else number
        if number not in found:
            raise StoreError(f"Missing snapshot of a store: {self.root} has {[*found]} (check the path)")
        self.snapshot = json.loads(self.files.open_input_stream(found[number]).read())
        if reason := self._refusal(f"{self.snapshot.get('format')} {self.snapshot.get('version')}"):
            raise StoreError(f"Cannot read the store {self.root}: Unsupported {reason}")
        self.id, self.shards, image = (self.snapshot[k] for k in ("snapshot_id", "shards", "image"))
        self.row = np.zeros((3, image["height"], image["width"]), DTYPES[image["dtype"]])
        data, size = self.snapshot["dataset"], self.row.shape[1:]
        self.shapes = {"image": (self.row.dtype, self.row.shape), "gt_mask": (np.dtype(np.uint8), size)}
        if "depth" in data:
            self.shapes["depth_map"] = np.dtype(np.float32), (CHANNELS[data["depth"]["channels"]], *size)
        # a shard's row is a frame of a video: a clip is so many rows, and some of them have its label
        self.frames, target = (data["clips"]["length"], data["clips"]["target"]) if "clips" in data else (1, "")
        places = {"first": 0, "mid": self.frames // 2, "last": self.frames - 1}
        self.targets = slice(0, self.frames) if target == "all" else slice(at := places.get(target, 0), at + 1)
        self.transform_hash = hashlib.sha256(self.snapshot["transform"].encode()).hexdigest()[:16]
        self.shard, self.open = lru_cache(2048)(self._shard), lru_cache(128)(self.files.open_input_file)

    def _refusal(self, version: str) -> str | None:
        if version != "millrace-store 1":
            return f"version: {version} (this file reads millrace-store 1: use a newer one)"
        for feature in {*self.snapshot.get("requires", [])}.difference(FEATURES):
            return f"feature: {feature} (this file knows {', '.join(FEATURES)}: use a newer one)"
        kind, way_out = self.snapshot["kind"], f"prepare --kind tensors --from {self.root} --out OTHER"
        return None if kind == "tensors" else f"kind: {kind} (run 'scripts/millrace {way_out}')"

    def chunks(self, split: str) -> np.ndarray:
        """Of each chunk that has rows of the split: its shard, its number there, how many rows."""
        found = []
        for number, shard in enumerate(self.shards):
            each, rows, counts = shard["chunk_rows"], shard["rows"], shard["part"].get(split, [])
            if split in shard["whole"]:
                counts = [min(each, rows - first) for first in range(0, rows, each)]
            found += [(number, chunk, count) for chunk, count in enumerate(counts) if count]
        return np.array(found, np.int64).reshape(-1, 3)

    def chunk(self, split: str, number: int, chunk: int, memory: np.ndarray) -> dict[str, Any]:
        """A chunk's rows of a split: where they are in its arrays, labels, texts; gt_mask unless it is all 0."""
        shard = self.shards[number]
        try:
            table, labels, begins = self.shard(number, split)
            first, end = (min(n * shard["chunk_rows"], shard["rows"]) for n in (chunk, chunk + 1))
            low, high = np.searchsorted(table["row"].to_numpy(), [first, end])
            rows, each = table["row"].to_numpy()[low:high], shard["chunk_rows"]
            last = min(shard["rows"], (int(rows.max()) + self.frames - 1) // each * each + each)  # clips reach on
            some = {"at": rows - first, "labels": labels[first:last], **table.slice(low, high - low).to_pydict()}
            for name, (dtype, shape) in self.shapes.items():
                if name in shard["crc32c"]:
                    fits = name == "image" and last == end
                    some[name] = memory[: end - first] if fits else np.empty((last - first, *shape), dtype)
                    for number in range(chunk, -(-last // each)):
                        part = some[name][(number - chunk) * each :][:each]
                        begin, what = begins[name] + number * each * part[0].nbytes, f"chunk {number} of {name}"
                        self._fill(part, shard, begin, shard["crc32c"][name][number], what)
            return some
        except (StoreError, FileNotFoundError) as e:
            why = f"a file is missing: {e}" if isinstance(e, FileNotFoundError) else e
            way_out = f"run 'scripts/millrace verify {self.root}', then prepare again"
            raise StoreError(f"Cannot read shard {shard['name']} of {self.root}: {why} ({way_out})") from e

    def _shard(self, number: int, split: str) -> tuple[Table, np.ndarray, dict[str, int]]:
        """A split's rows of a shard and their texts; the labels of all rows; where its tensors begin."""
        shard, name = self.shards[number], self.snapshot["index"][number]["name"]
        file = self.files.open_input_stream(f"{self.folder}/_millrace/index/{name}.parquet").read()
        if hashlib.sha256(file).hexdigest()[:32] != name:
            raise StoreError(f"its index {name} was changed")
        wanted = {"columns": ["row", *TEXTS], "filters": [("split", "=", split)]}
        head = np.empty(shard["head"]["bytes"], np.uint8)
        self._fill(head, shard, 0, shard["head"]["crc32c"], "its head")
        data = 8 + int(head[:8].view("<u8")[0])
        header = json.loads(head[8:data].tobytes())
        begins = {k: data + v["data_offsets"][0] for k, v in header.items() if k != "__metadata__"}
        labels = head[begins["gt_label"] :][: shard["rows"]].view(np.int8)
        return parquet.read_table(BufferReader(file), **wanted), labels, begins

    def _fill(self, array: np.ndarray, shard: dict[str, Any], begin: int, crc: int, what: str) -> None:
        file = self.open(f"{self.folder}/data/{shard['name'][:2]}/{shard['name']}.safetensors")
        stream, view, seen = file.get_stream(begin, array.nbytes), memoryview(array).cast("B"), 0
        block = 2**20 if isinstance(self.files, fs.LocalFileSystem) else len(view)  # or one request
        for part in (view[at : at + block] for at in range(0, len(view), block)):
            if stream.readinto(part) < len(part):
                raise StoreError(f"{what} is cut short")
            seen = crc32c(part, seen) if crc32c else crc
        if seen != crc:
            raise StoreError(f"{what} has not the CRC-32C {crc:08x}")


class MillraceDataset(IterableDataset):
    """Whole batches of a rank, for DataLoader(dataset, batch_size=None); each iteration is the next epoch."""

    def __init__(
        self, store: str | os.PathLike | Store, split: str = "train", rank: int = 0, world: int = 1,
        epoch: int = 0, state: str | Mapping[str, Any] | None = None, *, batch_size: int | None = None,
        rule: Rule | None = None, seed: int | None = None, policy: str | None = None,
        dtype: torch.dtype | None = None, threads: int = 4, ahead: int = 8,
    ):  # fmt: skip
        """A rank's part; batch_size is a rank's (32, or the state's), the seed usually the store's."""
        if split not in ("train", "val", "test") or dtype not in (None, torch.float32):
            raise ValueError(f"Invalid split or dtype: {split}, {dtype} (or train, val, test; torch.float32)")
        self.store = store if isinstance(store, Store) else Store(store)
        self.split, self.rank, self.world, self.batch_size = split, rank, world, batch_size
        self.dtype = self.store.row.dtype if dtype is None else np.dtype(np.float32)
        self.threads, self.ahead, self.chunks = threads, ahead, self.store.chunks(split)
        self.starts = np.append(0, np.cumsum(self.chunks[:, 2]))
        self.spare: deque[np.ndarray] = deque(maxlen=32)  # fresh memory costs more than a read
        self.at = self.next = (epoch, 0)  # epoch and used rows of a lane: now, and of the next iteration
        if state is not None and split == "train":
            self.load_state_dict(state)
            return
        seed = self.store.snapshot["split"]["seed"] if seed is None else seed
        policy = policy or ("keep_tail" if world == 1 else "drop_tail")  # so that all ranks make equal steps
        if split != "train":
            rule, policy = None, "in_order"
        rule = rule or Rule.of(seed, (batch_size or 32) * world, world, policy)
        self.plan = Plan(self.chunks[:, 2], rule)

    def __len__(self) -> int:
        """Steps of an epoch, those done before a resume included, as Lightning counts them."""
        return self.at[1] // self.plan.rule.rows_per_lane + self.plan.steps(self.at[1])

    def set_epoch(self, epoch: int) -> None:
        """The epoch of the next iteration: from its beginning, or where a state of it stood."""
        self.at = self.next = self.next if epoch == self.next[0] else (epoch, 0)

    def state_dict(self) -> dict[str, Any]:
        """Where training stands after the batches given so far: as JSON, Java's resume token."""
        rule, where = self.plan.rule, (1, self.store.id, self.split, self.plan.rule.seed, *self.at)
        return dict(zip(STATE, (*where, *rule[1:], self.store.transform_hash)))

    def load_state_dict(self, state: str | Mapping[str, Any]) -> None:
        """Goes on from a state in its order and, without a batch_size, its global batches."""
        state = json.loads(state) if isinstance(state, str) else state
        wrong = ", ".join(sorted({*STATE} ^ {*state})) or "nothing"
        if wrong != "nothing" or state["version"] != 1:
            what = f"version {state.get('version')} (must be 1), missing or unknown {wrong}"
            raise ValueError(f"Unsupported state of a plan: {what}")
        here = {"snapshotId": self.store.id, "split": self.split, "transformHash": self.store.transform_hash}
        differ = [f"{k} is {state[k]} in the state and {v} here" for k, v in here.items() if state[k] != v]
        if differ:
            raise ValueError(f"Cannot go on from the state: {'; '.join(differ)} (give what it was made with)")
        lanes, batch = state["lanes"], (self.batch_size or 0) * self.world
        if batch % lanes:
            why = f"the state has {lanes} lanes, which must divide them; or give no batch_size"
            raise ValueError(f"Cannot make global batches of {batch} rows ({why})")
        m = batch // lanes or state["rowsPerLane"]
        rule = Rule(state["seed"], lanes, state["window"], m, state["policy"])
        self.plan = Plan(self.chunks[:, 2], rule)
        self.at = self.next = (state["epoch"], state["laneOffset"])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if get_worker_info() is not None:
            raise ValueError("Unsupported: worker processes (give num_workers=0: it has threads of its own)")
        begin = epoch, offset = self.at = self.next
        self.next, order = (epoch + 1, 0), 0
        for step, batch in self._batches(self.plan.epoch(epoch, offset, self.rank, self.world)):
            order, offset = order + step.hash(), offset + self.plan.rule.rows_per_lane
            self.at = (epoch, offset) if self.plan.steps(offset) else self.next
            if self.split == "train" and self.at == self.next:
                place = (*begin, self.rank, self.world, order % 2**64)
                LOG.info("epoch %d from row %d of a lane on, rank %d of %d: order %016x", *place)
            yield batch

    def _batches(self, steps: Iterator[Step]) -> Iterator[tuple[Step, dict[str, Any]]]:
        """Has batches made a few steps early; holds a chunk until all of its rows have been given."""
        making, held, row = deque(), {}, self.store.row
        each = max((shard["chunk_rows"] for shard in self.store.shards), default=0)
        left = self.chunks[:, 2] * (self.plan.rule.policy != "torch")  # whose rows are spread over the epoch
        pool = ThreadPoolExecutor(self.threads, "millrace")
        try:
            while True:
                for step in islice(steps, self.ahead - len(making)):
                    numbers = (np.searchsorted(self.starts, step.rows, "right") - 1).tolist()
                    for number in {*numbers}.difference(held):
                        memory = self.spare.pop() if self.spare else np.empty((each, *row.shape), row.dtype)
                        place = self.chunks[number, :2].tolist()
                        held[number] = memory, pool.submit(self.store.chunk, self.split, *place, memory)
                    chunks = [held[number][1] for number in numbers]
                    batch = pool.submit(self._batch, step, numbers, chunks)  # after what it waits for
                    np.subtract.at(left, numbers, 1)
                    making.append((step, batch, [held.pop(n)[0] for n in {*numbers} if left[n] <= 0]))
                if not making:
                    return
                step, batch, unused = making.popleft()
                yield step, batch.result()
                self.spare.extend(unused)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _batch(self, step: Step, numbers: list[int], chunks: list[Future[dict[str, Any]]]) -> dict[str, Any]:
        places = [*zip((chunk.result() for chunk in chunks), (step.rows - self.starts[numbers]).tolist())]
        store, targets, count = self.store, self.store.targets, len(places)
        image = np.empty((count, store.frames, *store.row.shape), self.dtype)
        mask = np.zeros((count, len(range(store.frames)[targets]), *image.shape[3:]), np.uint8)
        label = np.empty(mask.shape[:2], np.int8)
        arrays = {"image": image, "gt_label": label, "gt_mask": mask}
        for i, (chunk, row) in enumerate(places):
            rows = slice(at := chunk["at"][row], at + store.frames)
            if store.row.dtype == np.uint8 != self.dtype:
                if "depth_map" in store.shapes:  # as the reference reads pictures with depth maps
                    np.divide(chunk["image"][rows], np.float32(255), out=image[i], dtype=np.float32)
                else:
                    np.multiply(chunk["image"][rows], LEVEL, out=image[i], dtype=np.float32)
            else:
                image[i] = chunk["image"][rows]
            label[i] = chunk["labels"][rows][targets]
            if "gt_mask" in chunk:
                mask[i] = chunk["gt_mask"][rows][targets]
        if "depth_map" in store.shapes:
            arrays["depth_map"] = np.stack([chunk["depth_map"][chunk["at"][row]] for chunk, row in places])
        if store.snapshot["dataset"]["task"] != "segmentation":
            del arrays["gt_mask"]
        # one frame has no axis of its own, as in the reference
        squeezed = {k: a[:, 0] if k != "depth_map" and a.shape[1] == 1 else a for k, a in arrays.items()}
        arrays = {**squeezed, "ordinal": step.rows, "repeat": step.repeats}
        texts = {name: [chunk[name][row] or "" for chunk, row in places] for name in TEXTS}
        return {**{name: torch.from_numpy(array) for name, array in arrays.items()}, **texts}


def anomalib_batch(batch: dict[str, Any]) -> Any:
    """The batch as anomalib's ImageBatch, VideoBatch or DepthBatch; no labels if one of them is unknown."""
    from anomalib.data import DepthBatch, ImageBatch, VideoBatch

    label = batch["gt_label"].bool() if (batch["gt_label"] >= 0).all() else None
    fields = {"gt_label": label, **{k: batch.get(k) for k in ("image", "gt_mask", "mask_path")}}
    if batch["image"].dim() == 5:
        return VideoBatch(video_path=batch["image_path"], **fields)
    if "depth_map" in batch:
        return DepthBatch(depth_map=batch["depth_map"], image_path=batch["image_path"], **fields)
    return ImageBatch(image_path=batch["image_path"], **fields)


class MillraceDataModule(DataModule):
    """A store for Lightning's Trainer and anomalib's Engine, in place of one of their data modules."""

    def __init__(
        self, store: str | os.PathLike, train_batch_size: int = 32, eval_batch_size: int = 32,
        num_workers: int = 4, seed: int | None = None, policy: str | None = None,
        batch: Callable[[dict[str, Any]], Any] | None = None,
    ):  # fmt: skip
        super().__init__()
        self.store, self.seed, self.policy, self.num_workers = Store(store), seed, policy, num_workers
        self.train_batch_size, self.eval_batch_size = train_batch_size, eval_batch_size
        self.train_data, self.state = None, None
        self.batch = batch or (anomalib_batch if find_spec("anomalib") else None)
        facts = self.store.snapshot["dataset"]  # anomalib names its folders by these
        self.name, self.category, self.task = facts["name"], "-".join(facts["categories"]), facts["task"]

    def _loader(self, split: str, **options: Any) -> DataLoader:
        trainer = getattr(self, "trainer", None)
        place = (trainer.global_rank, trainer.world_size, trainer.current_epoch) if trainer else ()
        usual = {"batch_size": self.eval_batch_size, "dtype": torch.float32, "threads": self.num_workers}
        dataset = MillraceDataset(self.store, split, *place, **{**usual, **options})
        return DataLoader(dataset, batch_size=None, collate_fn=self.batch)

    def train_dataloader(self) -> DataLoader:
        """Training in the order of the plan; a checkpoint's state is gone on from once."""
        size = None if self.state else self.train_batch_size
        loader = self._loader("train", batch_size=size, state=self.state, seed=self.seed, policy=self.policy)
        self.state, self.train_data = None, loader.dataset
        return loader

    val_dataloader = partialmethod(_loader, "val")
    test_dataloader = predict_dataloader = partialmethod(_loader, "test")

    def state_dict(self) -> dict[str, Any]:
        """Where training stands, for Lightning's checkpoints."""
        return self.train_data.state_dict() if self.train_data is not None else {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Lets the next training loader go on from there."""
        self.state = state_dict or None
