import { D as logRatioInterval, E as logRatio, T as rawSchema, _ as equalBytes, b as mix, g as SEED$1, h as RowIndex, l as ORPHAN_KINDS, m as ByteDictionary, p as EDIT_KINDS, s as checks, u as PIXEL_STATUS, x as slotsFor, y as hashBytes } from "./catalogue.js";
import { r as asGateError, t as GateError } from "./errors.js";
import { a as codeAt, i as StringsBuilder, n as Contents, r as Strings, s as shareValues } from "./table.js";
import { _ as tuple, d as number, h as string, l as int, m as strictObject, o as array } from "./schemas.js";
import { D as hasImageExtension, F as IntColumn, M as Problems, N as quoted, S as outsideGit, a as sideOf$1, i as modelUnavailable, m as ParquetImages, n as MODEL_LIMIT, o as readerOf, p as PARQUET_LIMIT, r as modelAt, t as evidence$10, u as SHARD_LIMIT } from "./evidence.js";
import { t as SPLIT_LIST } from "./config.js";
import { l as folderOf, s as distDigest, t as Repository } from "./repository.js";
import { n as sha256 } from "./hash.js";
import { r as describeMachine, t as createSandbox } from "./sandbox.js";
import { t as VERSION$4 } from "./version.js";
import { dirname, join } from "node:path";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";

// src/evidence/dataset/collisions.ts
const encoder = new TextEncoder();
/**
* Images whose paths differ only by case or by Unicode form (NFC, NFD): on the file systems of Windows and macOS they are
* one file, so that who trains there has fewer images than the gate has judged. One pass, a hash a row; a path is only
* made a string where it is not ASCII, or where two hashes meet.
*/
function nameCollisions(dataset) {
	const { rows, path, source, line } = dataset;
	const problems = new Problems();
	const mask = slotsFor(rows) - 1;
	const slots = new Int32Array(mask + 1).fill(-1);
	const hashes = new Int32Array(rows);
	const told = /* @__PURE__ */ new Set();
	for (let row = 0; row < rows; row++) {
		const hash = foldedHash(path.pool, path.start(row), path.ends[row]);
		hashes[row] = hash;
		let slot = hash & mask;
		let other = slots[slot];
		while (other >= 0 && !(hashes[other] === hash && sameFile(dataset, other, row))) {
			slot = slot + 1 & mask;
			other = slots[slot];
		}
		if (other < 0) slots[slot] = row;
		else if (!equalBytes(path.pool, path.start(row), path.ends[row], path.pool, path.start(other), path.ends[other])) {
			const [name, first] = [path.get(row), path.get(other)];
			if (told.has(name)) continue;
			told.add(name);
			const text = `${quoted(name)} and ${quoted(first)} are one file where case or Unicode form does not count`;
			problems.add("name-collision", codeAt(source, row) ?? name, line[row], text);
		}
	}
	return problems.build();
}
function sameFile({ path }, a, b) {
	return equalBytes(path.pool, path.start(a), path.ends[a], path.pool, path.start(b), path.ends[b]) || fold(path.get(a)) === fold(path.get(b));
}
/** As APFS and NTFS compare names, nearly: full case folding of a few letters beyond ASCII is theirs alone. */
function fold(path) {
	return path.normalize("NFC").toLowerCase().normalize("NFC");
}
/** Hash of `fold`; of ASCII without making a string. */
function foldedHash(pool, start, end) {
	let hash = SEED$1;
	for (let i = start; i < end; i++) {
		const byte = pool[i];
		if (byte >= 128) return hashText(pool.subarray(start, end));
		const lower = byte >= 65 && byte <= 90 ? byte | 32 : byte;
		hash = Math.imul(hash ^ lower, 16777619);
	}
	return mix(hash);
}
function hashText(bytes) {
	const folded = encoder.encode(fold(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)));
	return hashBytes(folded, 0, folded.length);
}

// src/evidence/absence.ts
/** Why an image was not read, after a colon. */
const ABSENCE = {
	"not-here": "not on this machine",
	"other-bytes": "the file is there, and holds other bytes than its digest says",
	"outside-root": "behind a link that leaves the data root",
	"not-a-file": "no regular file has this name",
	"too-large": "larger than any image that is read",
	"not-shown-to-forks": "base does not name it, and a pull request from a fork is shown no other"
};

// src/evidence/dataset/data-root.ts
/** Files that are read at once. */
const IN_FLIGHT = 16;
/** Whether the bytes of images are known only by reading them: they lie outside git, and no column names them. */
function isUnnamed(data) {
	return outsideGit(data) && data.columns.digest === null;
}
/**
* Names the images of a data root by the sha-256 of what lies there now. Base and head are then read from the same files:
* an image that was replaced under its name is no change that can be seen, which a digest column would show.
*
* @throws GateError `data-root-not-given`
*/
async function nameByReading(dataset, images) {
	if (images.digest === null) throw new GateError("data-root-not-given", "host", "the images lie below a data root, and this run has none", { hint: "Give it: `--data-root DIR` (in a workflow: the input `data-root`); or name images by a digest column." });
	const content = Contents.empty(dataset.rows);
	const problems = new Problems();
	const flying = [];
	let done = 0;
	const settle = async () => {
		const found = await flying.shift();
		const row = done++;
		if (typeof found !== "string") return content.set(row, "sha256", found.sha256);
		const file = codeAt(dataset.source, row) ?? "";
		problems.add("missing-file", file, dataset.line[row], `${quoted(dataset.path.get(row))}: ${ABSENCE[found]}`);
	};
	for (let row = 0; row < dataset.rows; row++) {
		flying.push(images.digest(dataset.path.get(row)));
		if (flying.length >= IN_FLIGHT) await settle();
	}
	while (flying.length > 0) await settle();
	return {
		...dataset,
		content,
		problems: [...dataset.problems, ...problems.build()]
	};
}

// src/evidence/dataset/orphans.ts
const SLASH = 47;
const DOT = 46;
const IMAGE = ORPHAN_KINDS.indexOf("image");
const LABEL = ORPHAN_KINDS.indexOf("label");
/** Images that belong to an image by their name: no record names them itself. */
const COMPANION = /[_-](mask|masks|label|labels|seg|gt|depth)\.\w+$/i;
/** Other pictures of one annotation, as Cityscapes has them beside `…_labelIds.png`. */
const SIBLING = /_(color|instanceIds|labelTrainIds|instanceTrainIds|polygons)\.\w+$/;
/** What tools leave beside annotations: lists of classes, notes. */
const NO_LABEL = /(^|\/)(_?annotations|classes|labels|predefined_classes|notes|readme)[^/]*$/i;
/** Not where every file is a record, nor where records are no files. */
function mayHaveOrphans({ format, splits }) {
	if (format === "folder") return Object.values(splits).some((place) => SPLIT_LIST.test(place));
	return format !== "webdataset";
}
/**
* Files of the listing that no record names: images in the folders that hold named images, and in the folders that hold
* annotation files those of the same kind without an image of their name. Other folders are nobody's business: a
* repository holds many pictures that are no data. One pass over the listing and one over the rows.
*/
function orphansOf({ path: listed }, { path, annotations }) {
	const named = new RowIndex(path);
	const folders = keysOf(path, folderKey);
	const labels = annotations ? {
		named: new RowIndex(annotations),
		homes: keysOf(annotations, homeKey)
	} : null;
	const stems = labels && new RowIndex(stemsOf(listed, folders));
	const found = new StringsBuilder();
	const kind = new IntColumn();
	for (let row = 0; row < listed.rows; row++) {
		const start = listed.start(row);
		const end = listed.ends[row];
		const { pool } = listed;
		if (isIn(folders, folderKey, pool, start, end) && hasImageExtension(pool, start, end)) {
			if (named.find(pool, start, end) < 0 && !COMPANION.test(listed.get(row))) add(IMAGE, start, end);
		} else if (labels && stems && isIn(labels.homes, homeKey, pool, start, end)) {
			const [from, to] = stemOf(pool, start, end);
			if (labels.named.find(pool, start, end) < 0 && stems.find(pool, from, to) < 0 && !NO_LABEL.test(listed.get(row)) && !SIBLING.test(listed.get(row))) add(LABEL, start, end);
		}
	}
	return {
		rows: kind.rows,
		path: found.build(),
		kind: Uint8Array.from(kind.build())
	};
	function add(code, start, end) {
		found.pushRange(listed.pool, start, end);
		kind.push(code);
	}
}
let scratch = /* @__PURE__ */ new Uint8Array(1024);
/** The folder, with its slash. */
function folderKey(pool, start, end) {
	if (end - start > scratch.length) scratch = new Uint8Array((end - start) * 2);
	let length = lastOf(SLASH, pool, start, end) + 1 - start;
	if (length <= 0) length = 0;
	for (let i = 0; i < length; i++) scratch[i] = pool[start + i];
	return end === start ? -1 : length;
}
/** The folder and the extension. */
function homeKey(pool, start, end) {
	let length = folderKey(pool, start, end);
	if (length < 0) return -1;
	const dot = lastOf(DOT, pool, start + length, end);
	if (dot >= 0) for (let i = dot; i < end; i++) scratch[length++] = pool[i];
	return length;
}
function keysOf(column, key) {
	const keys = new ByteDictionary();
	for (let row = 0; row < column.rows; row++) {
		const length = key(column.pool, column.start(row), column.ends[row]);
		if (length >= 0) keys.code(scratch, 0, length);
	}
	return new RowIndex(Strings.of(keys.values()));
}
function isIn(keys, key, pool, start, end) {
	const length = key(pool, start, end);
	return length >= 0 && keys.find(scratch, 0, length) >= 0;
}
/** Names without folder and extension of the images in `folders`, whether a record names them or not. */
function stemsOf(listed, folders) {
	const stems = new StringsBuilder();
	for (let row = 0; row < listed.rows; row++) {
		const start = listed.start(row);
		const end = listed.ends[row];
		if (!hasImageExtension(listed.pool, start, end) || !isIn(folders, folderKey, listed.pool, start, end)) continue;
		const [from, to] = stemOf(listed.pool, start, end);
		stems.pushRange(listed.pool, from, to);
	}
	return stems.build();
}
function stemOf(pool, start, end) {
	const from = Math.max(start, lastOf(SLASH, pool, start, end) + 1);
	const dot = lastOf(DOT, pool, from + 1, end);
	return [from, dot < 0 ? end : dot];
}
function lastOf(byte, pool, start, end) {
	for (let at = end - 1; at >= start; at--) if (pool[at] === byte) return at;
	return -1;
}

// src/evidence/dataset/evidence.ts
/** Formats whose annotations name classes by numbers. */
const NUMBERED = /* @__PURE__ */ new Set([
	"coco",
	"yolo",
	"masks"
]);
/** The index of a dataset on one side: which images, in which split, of which class, with which bytes. Reads no image. */
const evidence$9 = {
	id: "dataset",
	version: 5,
	perMachine: false,
	async unavailable(scene, at) {
		const side = sideOf(at);
		const place = placeOf$1(scene, side);
		if (side === "head" && place) return null;
		if (place && (await leaves(place.placement, place.tree)).some((oid) => oid !== null)) return null;
		return {
			code: side === "anchor" ? "no-anchor" : side === "base" ? "no-data-on-base" : "absent-on-head",
			args: {}
		};
	},
	needs: () => [],
	async inputs(scene, at) {
		const { placement, tree } = mustPlace(scene, at);
		const { classes } = placement.data;
		const classesFile = classes !== null && "file" in classes ? await tree.oid(classes.file) : null;
		const oids = [...await leaves(placement, tree), classesFile];
		return [
			JSON.stringify(placement.data),
			scene.policy.task,
			...oids.map((oid) => oid ?? "absent")
		];
	},
	async compute(scene, at, _resolve, ports) {
		const { placement, tree } = mustPlace(scene, at);
		const { data } = placement;
		if (Object.keys(data.splits).length === 0) throw new GateError("no-splits", "user", "the dataset has no splits", { hint: "Name at least one split under `data.splits` in .github/cv-gate.yml." });
		const read = await readerOf(data.format).read(data, scene.policy.task, tree, ports.hash);
		const dataset = isUnnamed(data) && !read.members ? await nameByReading(read, ports.images) : read;
		const listed = mayHaveOrphans(data) && !outsideGit(data);
		const numbered = data.classes !== null || NUMBERED.has(data.format);
		return {
			...dataset,
			numbered,
			problems: [...dataset.problems, ...nameCollisions(dataset)],
			orphans: listed ? orphansOf(await tree.list(data.root), dataset) : null
		};
	}
};
/** Object ids of all that is read, null where there is nothing. */
function leaves({ data }, tree) {
	return readerOf(data.format).leaves(data, tree);
}
function placeOf$1(scene, side) {
	const placement = scene.placement[side];
	const tree = scene.tree[side];
	return placement && tree ? {
		placement,
		tree
	} : null;
}
function mustPlace(scene, at) {
	const place = placeOf$1(scene, sideOf(at));
	if (place) return place;
	throw new GateError("internal", "us", `no dataset at ${sideOf(at)}`, { hint: "Please report this defect." });
}
function sideOf(at) {
	if (at !== "pair" && typeof at === "string") return at;
	throw new GateError("internal", "us", "the dataset is evidence of one side", { hint: "Please report this defect." });
}

// src/evidence/member-stream.ts
/** A shard as it streams by: members are read forwards, what lies between them is passed over. */
var MemberStream = class {
	path;
	#chunks;
	#chunk = /* @__PURE__ */ new Uint8Array(0);
	/** Where the present chunk begins in the shard, and how much of it is used. */
	#start = 0;
	#used = 0;
	constructor(path, tree) {
		this.path = path;
		this.#chunks = tree.stream(path, SHARD_LIMIT)[Symbol.asyncIterator]();
	}
	/** The next byte that can be had. */
	get at() {
		return this.#start + this.#used;
	}
	/** `size` bytes from byte `from` on, which is not before `at`; null when the shard ends before. */
	async read(from, size) {
		const bytes = new Uint8Array(size);
		let done = 0;
		for (;;) {
			const skip = Math.max(0, from + done - this.at);
			this.#used += Math.min(skip, this.#chunk.length - this.#used);
			if (this.at === from + done) {
				const piece = this.#chunk.subarray(this.#used, this.#used + size - done);
				bytes.set(piece, done);
				done += piece.length;
				this.#used += piece.length;
			}
			if (done === size) return bytes;
			const next = await this.#chunks.next();
			if (next.done) return null;
			this.#start += this.#chunk.length;
			this.#chunk = next.value;
			this.#used = 0;
		}
	}
	async close() {
		await this.#chunks.return?.();
	}
};

// src/evidence/image-reader.ts
/**
* Bytes of the images of a dataset, files or members of shards and Parquet files. Rows asked for in their order read every
* container once; no shard is in memory as a whole. What comes out of a container is believed when its sha-256 is the
* content id.
*/
var ImageReader = class {
	#dataset;
	#tree;
	#ports;
	#stream = null;
	#parquet = null;
	constructor(dataset, tree, ports) {
		this.#dataset = dataset;
		this.#tree = tree;
		this.#ports = ports;
	}
	async read(row) {
		const { members, path, content, source } = this.#dataset;
		if (!members) return this.#ports.images.read(path.get(row), content, row);
		if (!this.#tree) return "not-here";
		try {
			const bytes = await this.#member(members, source.values[source.codes[row]], row, this.#tree);
			return bytes && isEqual(this.#ports.hash(bytes), content.hash(row)) ? bytes : "other-bytes";
		} catch (error) {
			if (error instanceof GateError && error.code === "content-absent") return "not-here";
			throw error;
		}
	}
	/** Lets go of the shard that is being read. */
	async close() {
		await this.#stream?.close();
		this.#stream = null;
	}
	async #member(members, container, row, tree) {
		const at = members.at[row];
		if (members.container === "tar") {
			if (this.#stream?.path !== container || at < this.#stream.at) {
				await this.close();
				this.#stream = new MemberStream(container, tree);
			}
			return this.#stream.read(at, members.size[row]);
		}
		if (this.#parquet?.path !== container) {
			this.#parquet = null;
			const bytes = await tree.read(container, PARQUET_LIMIT);
			this.#parquet = {
				path: container,
				images: new ParquetImages(bytes, container, members.column)
			};
		}
		return this.#parquet.images.bytes(at);
	}
};
function isEqual(a, b) {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

// src/evidence/edits/evidence.ts
const VERSION$3 = 1;
/** kind (u8) · share of changed pixels (f64 LE) · mean difference (f64 LE) */
const RECORD$3 = 17;
/** Both versions of every image whose bytes changed, decoded and compared: the cost is that of what changed. */
const evidence$8 = {
	id: "edits",
	version: VERSION$3,
	perMachine: false,
	unavailable: async () => null,
	needs: () => [
		{
			evidence: "match",
			at: "pair"
		},
		{
			evidence: "dataset",
			at: "base"
		},
		{
			evidence: "dataset",
			at: "head"
		}
	],
	inputs: async () => [],
	async compute(scene, _at, resolve, ports) {
		const [match, base, head] = await Promise.all([
			resolve("match", "pair"),
			resolve("dataset", "base"),
			resolve("dataset", "head")
		]);
		const headRow = changedRows(match, base, head);
		const edits = {
			baseRow: headRow.map((row) => match.headToBase[row]),
			headRow,
			kind: new Uint8Array(headRow.length),
			changed: new Float64Array(headRow.length).fill(NaN),
			mean: new Float64Array(headRow.length).fill(NaN)
		};
		if (headRow.length > 0) await compareAll(edits, base, head, scene, ports);
		return edits;
	},
	swap: (edits) => ({
		...edits,
		baseRow: edits.headRow,
		headRow: edits.baseRow
	})
};
/** Rows of head whose partner has other bytes, where both are known. */
function changedRows(match, base, head) {
	const rows = [];
	for (let row = 0; row < head.rows; row++) {
		const partner = match.headToBase[row];
		if (partner < 0 || match.sameContent[row] === 1) continue;
		if (base.content.kinds[partner] !== 0 && head.content.kinds[row] !== 0) rows.push(row);
	}
	return Int32Array.from(rows);
}
async function compareAll(edits, base, head, { tree }, ports) {
	const table = await ports.each.open(`edits-${VERSION$3}`, RECORD$3);
	const keyOf = (at) => ports.hash(base.content.hash(edits.baseRow[at]), head.content.hash(edits.headRow[at]));
	const todo = [...edits.headRow.keys()].filter((at) => !fill$1(edits, at, table.get(keyOf(at))));
	if (todo.length === 0) return;
	await ports.log.stage("compare edited images", async (progress) => {
		progress.total(todo.length);
		async function* pairs() {
			const [ofBase, ofHead] = [new ImageReader(base, tree.base, ports), new ImageReader(head, tree.head, ports)];
			try {
				for (const at of todo) {
					const before = await ofBase.read(edits.baseRow[at]);
					const after = await ofHead.read(edits.headRow[at]);
					if (typeof before !== "string" && typeof after !== "string") yield {
						key: at,
						before,
						after
					};
					else ports.unsettled();
				}
			} finally {
				await ofBase.close();
				await ofHead.close();
			}
		}
		try {
			for await (const one of ports.sandbox.compare(pairs())) {
				progress.step();
				if (one.status === "ok") save(edits, one.key, one, table, keyOf(one.key));
				else ports.unsettled();
			}
		} catch (error) {
			ports.unsettled();
			ports.log.warn(`edited images were not compared: ${asGateError(error).message}`);
		}
		await table.save();
	});
}
function save(edits, at, { same, resized, changed, mean }, table, key) {
	const kind = same ? "re-encoded" : resized ? "resized" : "edited";
	const record = new Uint8Array(RECORD$3);
	const view = new DataView(record.buffer);
	record[0] = EDIT_KINDS.indexOf(kind);
	view.setFloat64(1, changed, true);
	view.setFloat64(9, resized ? NaN : mean, true);
	table.put(key, record);
	fill$1(edits, at, record);
}
function fill$1({ kind, changed, mean }, at, record) {
	if (record === null) return false;
	const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
	kind[at] = record[0];
	changed[at] = view.getFloat64(1, true);
	mean[at] = view.getFloat64(9, true);
	return true;
}

// src/evidence/history/evidence.ts
/** Handed in with the scene; its digest is of exactly what it gives. */
const evidence$7 = {
	id: "history",
	version: 1,
	perMachine: false,
	unavailable: async ({ history }) => history === null ? {
		code: "no-history",
		args: {}
	} : null,
	needs: () => [],
	inputs: async ({ history }) => [JSON.stringify(history)],
	async compute({ history }) {
		if (history !== null) return history;
		throw new GateError("internal", "us", "there is no history", { hint: "Please report this defect." });
	},
	swap: (value) => value
};

// src/evidence/predictions/types.ts
const PREDICTION_STATUS = [
	"ok",
	"not-finite",
	"absent",
	"missing",
	"unreadable",
	"unsupported-format",
	"too-large",
	"out-of-memory",
	"timeout",
	"crash"
];

// src/evidence/judgement/judge-rows.ts
/** As many scores a row as ports.ts keeps. */
const TOP = 5;
const OK = 0;
/** The picture's own fault, not the model's: integrity/unreadable-image speaks of it. */
const PICTURE_FAULTS = /* @__PURE__ */ new Set([
	"missing",
	"unreadable",
	"unsupported-format",
	"too-large"
]);
/** The machine's fault, perhaps: nothing is known. */
const DIED = /* @__PURE__ */ new Set([
	"out-of-memory",
	"timeout",
	"crash"
]);
/**
* Pairs the gate splits of both sides. An answer is right when its class is the label and nothing ties with it. Where
* what would be shown is not known, it is an error: bytes that are not here, a process that died, no answer of base. Only
* head's missing answers are the pull request's.
*/
function judgeRows(match, base, head, anchor) {
	const basePlace = placeOf(base);
	const anchorPlace = anchor ? placeOf({
		dataset: head.dataset,
		predictions: anchor
	}) : null;
	const rows = {
		head: [],
		base: [],
		baseRight: [],
		headRight: [],
		anchorRight: [],
		anchorKnown: []
	};
	const text = {
		base: [],
		head: [],
		truth: []
	};
	const headMissing = /* @__PURE__ */ new Map();
	for (const [at, row] of head.predictions.rows.entries()) {
		const partner = match.headToBase[row];
		const other = partner >= 0 && match.sameContent[row] === 1 ? basePlace[partner] : -1;
		const label = codeAt(head.dataset.label, row);
		if (other < 0 || label === null || label !== codeAt(base.dataset.label, partner)) continue;
		const [ours, theirs] = [statusOf(head.predictions, at), statusOf(base.predictions, other)];
		if (ours === "absent" || theirs === "absent") throw absent(head.dataset, row);
		if (DIED.has(theirs)) throw notAnswered(base.dataset, partner, "base", theirs);
		if (DIED.has(ours)) throw notAnswered(head.dataset, row, "head", ours);
		if (PICTURE_FAULTS.has(ours) && PICTURE_FAULTS.has(theirs)) continue;
		if (theirs !== "ok") throw notAnswered(base.dataset, partner, "base", theirs);
		if (ours !== "ok") {
			headMissing.set(row, ours);
			continue;
		}
		rows.head.push(row);
		rows.base.push(partner);
		rows.baseRight.push(right(base.predictions, other));
		rows.headRight.push(right(head.predictions, at));
		if (anchor && anchorPlace) {
			const third = anchorPlace[row];
			const known = third >= 0 && anchor.status[third] === OK;
			rows.anchorKnown.push(known ? 1 : 0);
			rows.anchorRight.push(known ? right(anchor, third) : 0);
		}
		text.base.push(answer(base.predictions, other));
		text.head.push(answer(head.predictions, at));
		text.truth.push(label);
	}
	return {
		headRow: Int32Array.from(rows.head),
		baseRow: Int32Array.from(rows.base),
		baseRight: Uint8Array.from(rows.baseRight),
		headRight: Uint8Array.from(rows.headRight),
		anchorRight: anchor ? Uint8Array.from(rows.anchorRight) : null,
		anchorKnown: anchor ? Uint8Array.from(rows.anchorKnown) : null,
		pooled: 1,
		baseAnswer: text.base,
		headAnswer: text.head,
		truth: text.truth,
		headMissing,
		answered: {
			base: answeredRows(base.predictions),
			head: answeredRows(head.predictions)
		},
		whole: {
			base: wholeOf(base.predictions),
			head: wholeOf(head.predictions)
		}
	};
}
function swapJudgement(value) {
	const order = [...value.baseRow.keys()].sort((a, b) => value.baseRow[a] - value.baseRow[b]);
	const pick = (column) => order.map((at) => column[at]);
	return {
		headRow: Int32Array.from(pick(value.baseRow)),
		baseRow: Int32Array.from(pick(value.headRow)),
		baseRight: Uint8Array.from(pick(value.headRight)),
		headRight: Uint8Array.from(pick(value.baseRight)),
		anchorRight: value.anchorRight ? Uint8Array.from(pick(value.anchorRight)) : null,
		anchorKnown: value.anchorKnown ? Uint8Array.from(pick(value.anchorKnown)) : null,
		pooled: value.pooled,
		baseAnswer: pick(value.headAnswer),
		headAnswer: pick(value.baseAnswer),
		truth: pick(value.truth),
		headMissing: /* @__PURE__ */ new Map(),
		answered: {
			base: value.answered.head,
			head: value.answered.base
		},
		whole: {
			base: value.whole.head,
			head: value.whole.base
		}
	};
}
/** Row of the dataset → index into the predictions, or −1. */
function placeOf({ dataset, predictions }) {
	const place = new Int32Array(dataset.rows).fill(-1);
	for (const [at, row] of predictions.rows.entries()) place[row] = at;
	return place;
}
function statusOf(predictions, at) {
	return PREDICTION_STATUS[predictions.status[at]];
}
/** By name: two outputs may stand for one class. */
function right({ classes, truth, tied, names }, at) {
	const [best, wanted] = [names[classes[at * TOP]], names[truth[at]]];
	return best !== void 0 && best === wanted && tied[at] === 1 ? 1 : 0;
}
function answer({ classes, names }, at) {
	return names[classes[at * TOP]] ?? "";
}
function answered({ status, truth }, at) {
	return status[at] === OK && truth[at] !== -1;
}
function answeredRows(predictions) {
	return predictions.rows.filter((_, at) => answered(predictions, at));
}
function wholeOf(predictions) {
	let [n, correct] = [0, 0];
	for (let at = 0; at < predictions.rows.length; at++) {
		if (!answered(predictions, at)) continue;
		n++;
		correct += right(predictions, at);
	}
	return {
		n,
		right: correct
	};
}
function absent(dataset, row) {
	return new GateError("content-absent", "host", `${dataset.path.get(row)}: its bytes are not on this machine, so it cannot be judged`, { hint: "Fetch the images of the judged split before the run (Git LFS: `git lfs pull`; DVC: `dvc fetch`; a mount: `data-root`)." });
}
function notAnswered(dataset, row, side, why) {
	const died = DIED.has(why);
	return new GateError(died ? "prediction-died" : "base-not-predicted", died ? "host" : "artifact", `${dataset.path.get(row)}: the model on ${side} gives no answer (${why}), so the two cannot be compared`, { hint: died ? "Run again, on a machine with more memory or more time if it stays." : "Repair the model on base, or take the image out of the judged split in a pull request of its own." });
}

// src/contract/pooled.ts
/** What an attempt leaves of its measurements for the next: one run each, as text, and anybody's by the time it is read. */
/** Columns are bits as base64 (evidence/bits.ts). */
const judgementRunSchema = strictObject({
	/** A bit a row of head's dataset, up to the last one judged; all others have a bit a judged row. */
	rows: string(),
	base: string(),
	head: string(),
	/** null: there is none. */
	anchor: strictObject({
		right: string(),
		known: string()
	}).nullable(),
	/** Rows that head does not answer, by the reason. */
	missing: array(tuple([string().max(100), string()])).max(10)
});
/** Rounds of latency in one run. */
const MOST_ROUNDS = 20;
/** Milliseconds, by round: what no machine takes would be no finite ratio. */
const times = array(number().min(1e-6).max(1e9)).min(1).max(20);
const side = strictObject({
	p50: times,
	p95: times
});
const latencyRunSchema = strictObject({
	base: side,
	head: side,
	unsteady: int().nonnegative()
}).refine(({ base, head }) => [
	base.p95,
	head.p50,
	head.p95
].every((one) => one.length === base.p50.length)).refine(({ base, unsteady }) => unsteady <= 2 * base.p50.length);

// src/evidence/bits.ts
/** Zeros and ones, eight a byte, lowest bit first, as base64. */
function bitsToText(bits) {
	const bytes = new Uint8Array(Math.ceil(bits.length / 8));
	for (let at = 0; at < bits.length; at++) if (bits[at] !== 0) bytes[at >> 3] |= 1 << (at & 7);
	let text = "";
	for (let from = 0; from < bytes.length; from += CHUNK) text += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
	return btoa(text);
}
/** Arguments of one call. */
const CHUNK = 8192;
/** null when it is not the text of so many bits. */
function textToBits(text, count) {
	const bytes = decoded(text);
	if (bytes?.length !== Math.ceil(count / 8)) return null;
	const bits = new Uint8Array(count);
	for (let at = 0; at < count; at++) bits[at] = bytes.charCodeAt(at >> 3) >> (at & 7) & 1;
	return bits;
}
function decoded(base64) {
	try {
		return atob(base64);
	} catch {
		return null;
	}
}

// src/evidence/judgement/pool.ts
const WHY = PREDICTION_STATUS;
/**
* Every image scores the share of the runs in which it is right. What head leaves unanswered in any run is missing; the
* anchor's share is of those runs in which it has an answer. A run that judged other images than this one counts as absent:
* the inputs are the same, so one of the two is damaged.
*/
const pool$1 = {
	write(fresh) {
		const rows = judgedRows(fresh);
		const { base, head, anchor, missing } = runOf(fresh, rows);
		const reasons = [...new Set(missing)].filter((code) => code > 0);
		return JSON.stringify({
			rows: rowsText(rows),
			base: bitsToText(base),
			head: bitsToText(head),
			anchor: anchor && {
				right: bitsToText(anchor.right),
				known: bitsToText(anchor.known)
			},
			missing: reasons.map((code) => [PREDICTION_STATUS[code - 1], bitsToText(missing.map((one) => +(one === code)))])
		});
	},
	join(fresh, earlier) {
		const rows = judgedRows(fresh);
		const key = rowsText(rows);
		const runs = earlier.flatMap((text) => read$1(text, key, rows.length, fresh.anchorRight !== null) ?? []);
		return runs.length === 0 ? fresh : joined(fresh, rows, [runOf(fresh, rows), ...runs]);
	}
};
function joined(fresh, rows, runs) {
	const headMissing = new Map(fresh.headMissing);
	for (const { missing } of runs) for (let at = 0; at < rows.length; at++) if (missing[at] > 0 && !headMissing.has(rows[at])) headMissing.set(rows[at], WHY[missing[at] - 1]);
	const kept = [];
	const judged = [];
	for (let at = 0, index = 0; at < rows.length; at++) {
		const row = rows[at];
		if (fresh.headRow[index] !== row) continue;
		if (!headMissing.has(row)) {
			kept.push(index);
			judged.push(at);
		}
		index++;
	}
	const total = (column) => {
		const sums = new Uint8Array(judged.length);
		for (const run of runs) {
			const own = column(run);
			for (let index = 0; index < judged.length; index++) sums[index] += own[judged[index]];
		}
		return sums;
	};
	const pick = (column) => kept.map((at) => column[at]);
	const anchored = fresh.anchorRight !== null;
	return {
		...fresh,
		headRow: Int32Array.from(pick(fresh.headRow)),
		baseRow: Int32Array.from(pick(fresh.baseRow)),
		baseRight: total(({ base }) => base),
		headRight: total(({ head }) => head),
		anchorRight: anchored ? total(({ anchor }) => anchor.right) : null,
		anchorKnown: anchored ? total(({ anchor }) => anchor.known) : null,
		pooled: runs.length,
		baseAnswer: pick(fresh.baseAnswer),
		headAnswer: pick(fresh.headAnswer),
		truth: pick(fresh.truth),
		headMissing
	};
}
/** Rows of head that are judged, whether head answers or not, ascending. */
function judgedRows({ headRow, headMissing }) {
	if (headMissing.size === 0) return headRow;
	const rows = new Int32Array(headRow.length + headMissing.size);
	rows.set(headRow);
	rows.set([...headMissing.keys()], headRow.length);
	return rows.sort();
}
function rowsText(rows) {
	const bits = new Uint8Array((rows.at(-1) ?? -1) + 1);
	for (const row of rows) bits[row] = 1;
	return bitsToText(bits);
}
function runOf(value, rows) {
	const { headRow, headMissing, baseRight, headRight, anchorRight, anchorKnown } = value;
	const column = (of) => {
		const wider = new Uint8Array(rows.length);
		for (let at = 0, index = 0; at < rows.length; at++) if (rows[at] === headRow[index]) wider[at] = of[index++];
		return wider;
	};
	const missing = new Uint8Array(rows.length);
	if (headMissing.size > 0) for (let at = 0; at < rows.length; at++) {
		const why = headMissing.get(rows[at]);
		if (why !== void 0) missing[at] = 1 + WHY.indexOf(why);
	}
	return {
		base: column(baseRight),
		head: column(headRight),
		anchor: anchorRight && anchorKnown && {
			right: column(anchorRight),
			known: column(anchorKnown)
		},
		missing
	};
}
function read$1(text, rows, n, anchored) {
	const run = parsed(text);
	if (run === null || run.rows !== rows || run.anchor !== null !== anchored) return null;
	const [base, head] = [textToBits(run.base, n), textToBits(run.head, n)];
	const right = run.anchor && textToBits(run.anchor.right, n);
	const known = run.anchor && textToBits(run.anchor.known, n);
	const missing = new Uint8Array(n);
	for (const [why, bits] of run.missing) {
		const [of, code] = [textToBits(bits, n), 1 + WHY.indexOf(why)];
		if (of === null || code === 0) return null;
		for (let at = 0; at < n; at++) if (of[at] === 1) missing[at] = code;
	}
	if (base === null || head === null || anchored && (right === null || known === null)) return null;
	if (right?.some((one, at) => one > known[at])) return null;
	return {
		base,
		head,
		anchor: right && known && {
			right,
			known
		},
		missing
	};
}
function parsed(text) {
	try {
		return judgementRunSchema.safeParse(JSON.parse(text)).data ?? null;
	} catch {
		return null;
	}
}

// src/evidence/judgement/evidence.ts
/** Base, head and anchor on the images that are the same on both sides. */
const evidence$6 = {
	id: "judgement",
	version: 1,
	perMachine: false,
	unavailable: async ({ policy }) => {
		if (policy.task !== "classification") return {
			code: "task-not-measured",
			args: { task: policy.task }
		};
		return policy.primary === null ? {
			code: "no-primary",
			args: {}
		} : null;
	},
	needs: () => [
		{
			evidence: "match",
			at: "pair"
		},
		{
			evidence: "dataset",
			at: "base"
		},
		{
			evidence: "dataset",
			at: "head"
		},
		{
			evidence: "predictions",
			at: {
				model: "base",
				data: "base"
			}
		},
		{
			evidence: "predictions",
			at: {
				model: "head",
				data: "head"
			}
		},
		{
			evidence: "predictions",
			at: {
				model: "anchor",
				data: "head"
			},
			optional: true
		}
	],
	inputs: async () => [],
	async compute(scene, _at, resolve) {
		const match = await resolve("match", "pair");
		const base = {
			dataset: await resolve("dataset", "base"),
			predictions: await resolve("predictions", {
				model: "base",
				data: "base"
			})
		};
		const head = {
			dataset: await resolve("dataset", "head"),
			predictions: await resolve("predictions", {
				model: "head",
				data: "head"
			})
		};
		const anchor = scene.tree.anchor ? await resolve("predictions", {
			model: "anchor",
			data: "head"
		}) : null;
		const judgement = judgeRows(match, base, head, anchor);
		if (isEmpty(judgement)) throw nothingJudged(scene.policy.gateSplit);
		return judgement;
	},
	pool: pool$1,
	swap: swapJudgement
};
/** Nothing on either side: no pull request did this, and none can be shown to be good. */
function isEmpty({ answered, headMissing }) {
	return answered.base.length + answered.head.length + headMissing.size === 0;
}
function nothingJudged(split) {
	return new GateError("empty-split", "user", `neither base nor head has a labelled image to judge in \`${split}\``, { hint: "Correct `data.splits` or `gate-split` in the configuration, or add labelled images to the judged split." });
}

// src/evidence/latency/pool.ts
/** Rounds of all runs side by side: the round is the unit, whichever run it is of. */
const pool = {
	write({ base, head, unsteady }) {
		const columns = ({ p50, p95 }) => ({
			p50: [...p50],
			p95: [...p95]
		});
		return JSON.stringify({
			base: columns(base),
			head: columns(head),
			unsteady
		});
	},
	join(fresh, earlier) {
		const runs = earlier.flatMap((text) => read(text) ?? []);
		if (runs.length === 0) return fresh;
		const joined = (of, quantile) => Float64Array.from([...runs.flatMap((run) => run[of][quantile]), ...fresh[of][quantile]]);
		const sideOf = (of) => ({
			p50: joined(of, "p50"),
			p95: joined(of, "p95")
		});
		return {
			...fresh,
			pooled: runs.length + 1,
			rounds: runs.reduce((sum, { base }) => sum + base.p50.length, fresh.rounds),
			base: sideOf("base"),
			head: sideOf("head"),
			unsteady: runs.reduce((sum, { unsteady }) => sum + unsteady, fresh.unsteady)
		};
	}
};
function read(text) {
	try {
		return latencyRunSchema.safeParse(JSON.parse(text)).data ?? null;
	} catch {
		return null;
	}
}

// src/evidence/latency/evidence.ts
/**
* Rounds at least, the seconds of timed runs after which none is added, and what one side of a round does. `full` follows
* the long procedure for releases; `quick` does not keep a person waiting for a model that takes 60 ms an inference.
*/
const PROFILES = {
	quick: {
		rounds: 8,
		patience: 90,
		warmup: {
			runs: 50,
			seconds: .2
		},
		windows: 3,
		runsPerWindow: 50
	},
	full: {
		rounds: 10,
		patience: 1e400,
		warmup: {
			runs: 50,
			seconds: 2
		},
		windows: 6,
		runsPerWindow: 100
	}
};
/** While the 90 % interval of the ratio of medians holds this, a further round is measured. */
const RATIO = 1.05;
/** Windows of one process whose medians differ by more than this were not steady. */
const STEADY = 1.1;
const SEED = 20260101;
/** Base and head in turn (ABBA), one fresh process a side a round: what is compared is the ratio within the round. */
const evidence$5 = {
	id: "latency",
	version: 1,
	perMachine: true,
	unavailable: async (scene) => await modelUnavailable(scene, "head") ?? await modelUnavailable(scene, "base"),
	needs: () => [],
	async inputs(scene) {
		const sides = ["base", "head"].map(async (side) => {
			const { model, tree } = modelAt(scene, side);
			return `${await tree.oid(model.path)} ${JSON.stringify(model.preprocess)}`;
		});
		return [...await Promise.all(sides), JSON.stringify(scene.policy.latency)];
	},
	async compute(scene, _at, _resolve, ports) {
		const { profile, batch } = scene.policy.latency;
		const { rounds, patience, ...procedure } = PROFILES[profile];
		const job = async ({ model, tree }) => ({
			bytes: await tree.read(model.path, MODEL_LIMIT),
			preprocess: model.preprocess,
			batch,
			seed: SEED,
			...procedure
		});
		const jobs = {
			base: await job(modelAt(scene, "base")),
			head: await job(modelAt(scene, "head"))
		};
		return ports.log.stage("latency", async (progress) => {
			progress.total(rounds);
			const measured = new Rounds();
			const goesOn = () => measured.isOpen() && measured.seconds < patience;
			for (let round = 0; round < rounds || round < 20 && goesOn(); round++) {
				if (round === rounds) progress.total(20);
				const order = round % 2 === 0 ? ["base", "head"] : ["head", "base"];
				for (const side of order) measured.add(side, await timed(jobs[side], ports));
				progress.step();
			}
			return {
				...measured.columns(),
				runsPerRound: procedure.windows * procedure.runsPerWindow,
				batch,
				profile,
				pooled: 1
			};
		});
	},
	pool,
	swap: (value) => ({
		...value,
		base: value.head,
		head: value.base
	})
};
async function timed(job, ports) {
	const run = await ports.sandbox.time(job);
	if (run.windows.some((window) => window.length === 0 || window.some((time) => !(time > 0)))) throw new GateError("latency-not-measured", "host", "a timed run took no measurable time", { hint: "Run the check again." });
	return run;
}
var Rounds = class {
	#p50 = {
		base: [],
		head: []
	};
	#p95 = {
		base: [],
		head: []
	};
	#unsteady = 0;
	/** Of timed runs so far. */
	seconds = 0;
	add(side, { windows }) {
		const all = Float64Array.from(windows.flatMap((window) => [...window])).sort();
		const medians = windows.map((window) => quantile(Float64Array.from(window).sort(), .5));
		if (Math.max(...medians) / Math.min(...medians) > STEADY) this.#unsteady++;
		this.seconds += all.reduce((sum, ms) => sum + ms, 0) / 1e3;
		this.#p50[side].push(quantile(all, .5));
		this.#p95[side].push(quantile(all, .95));
	}
	isOpen() {
		const { lo, hi } = logRatioInterval(logRatio(Float64Array.from(this.#p50.base), Float64Array.from(this.#p50.head)), .9);
		return lo <= Math.log(RATIO) && hi >= Math.log(RATIO);
	}
	columns() {
		const side = (name) => ({
			p50: Float64Array.from(this.#p50[name]),
			p95: Float64Array.from(this.#p95[name])
		});
		return {
			rounds: this.#p50.head.length,
			base: side("base"),
			head: side("head"),
			unsteady: this.#unsteady
		};
	}
};
/** The order statistic ⌈n·q⌉ of sorted values. */
function quantile(sorted, q) {
	return sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)];
}

// src/evidence/decode-each.ts
/** What may be the machine's fault, and is tried again in the next run. */
const NOT_KEPT$1 = /* @__PURE__ */ new Set([
	"absent",
	"missing",
	"timeout",
	"crash",
	"out-of-memory"
]);
function pictureRecord(status, width) {
	const record = new Uint8Array(width);
	record[0] = PIXEL_STATUS.indexOf(status);
	return record;
}
/** The columns that every record begins with. */
function fillPicture({ status, width, height }, row, record) {
	const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
	status[row] = record[0];
	width[row] = view.getUint32(1, true);
	height[row] = view.getUint32(5, true);
}
/** Decodes each content once, keeps what may be kept, and says what may come out otherwise next time. */
async function decodeEach(decoding, ports) {
	const { stage, groups, content, table, indices } = decoding;
	await ports.log.stage(stage, async (progress) => {
		progress.total(groups.length);
		const finish = (key, status, record, detail) => {
			const rows = groups[key];
			for (const row of rows) {
				decoding.fill(row, record);
				if (detail) decoding.detail.set(row, detail);
			}
			if (NOT_KEPT$1.has(status)) ports.unsettled();
			else table.put(content.hash(rows[0]), record);
			progress.step();
		};
		async function* jobs() {
			for (const [key, rows] of groups.entries()) {
				const bytes = await decoding.read(rows[0]);
				if (typeof bytes !== "string") yield {
					key,
					bytes
				};
				else finish(key, "absent", pictureRecord("absent", decoding.width), ABSENCE[bytes]);
			}
		}
		for await (const one of ports.sandbox.decode(jobs(), { indices })) {
			const record = pictureRecord(one.status, decoding.width);
			if (one.status !== "ok") {
				finish(one.key, one.status, record, one.detail);
				continue;
			}
			const view = new DataView(record.buffer);
			view.setUint32(1, one.width, true);
			view.setUint32(5, one.height, true);
			decoding.write(record, one);
			finish(one.key, "ok", record, null);
		}
		await table.save();
	});
}

// src/evidence/rows-by-content.ts
/**
* Rows grouped by content id, groups in the order of their first row; rows without one (`none`) stand alone. Open
* addressing over the ids themselves, which are hashes already.
*/
function rowsByContent({ rows, content }, wanted) {
	const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(8, rows * 2)))).fill(-1);
	const groups = [];
	for (const row of wanted ?? range(rows)) {
		if (content.kinds[row] === 0) {
			groups.push([row]);
			continue;
		}
		const slot = find(slots, groups, content, row);
		const known = slots[slot];
		if (known >= 0) groups[known].push(row);
		else slots[slot] = groups.push([row]) - 1;
	}
	return groups;
}
/** How many of the groups have a record; a group without content id needs none. */
function keptOf(content, groups, table) {
	const kept = groups.filter(([row]) => content.kinds[row] === 0 || table.get(content.hash(row)) !== null);
	return {
		images: groups.length,
		kept: kept.length
	};
}
function find(slots, groups, content, row) {
	const { hashes } = content;
	const at = row * 32;
	let slot = (hashes[at] | hashes[at + 1] << 8 | hashes[at + 2] << 16 | hashes[at + 3] << 24) & slots.length - 1;
	while (slots[slot] >= 0 && !same(content, groups[slots[slot]][0], row)) slot = slot + 1 & slots.length - 1;
	return slot;
}
function same({ kinds, hashes }, a, b) {
	if (kinds[a] !== kinds[b]) return false;
	for (let i = 0; i < 32; i++) if (hashes[a * 32 + i] !== hashes[b * 32 + i]) return false;
	return true;
}
function* range(rows) {
	for (let row = 0; row < rows; row++) yield row;
}

// src/evidence/masks/mask-files.ts
/** null: the annotations of this dataset are no pictures. */
function maskFiles({ rows, boxes, annotations, annotationContent, masks, maskContent }) {
	if (masks && maskContent) return {
		rows,
		path: masks,
		content: maskContent
	};
	if (boxes || !annotations || !annotationContent) return null;
	return {
		rows,
		path: annotations,
		content: annotationContent
	};
}

// src/evidence/masks/evidence.ts
const VERSION$2 = 1;
/** status (u8) · width (u32 LE) · height (u32 LE) · whether its values are known (u8) · values (256 bits) · sha-256 */
const VALUES_AT = 9 + 1;
const HASH_AT$1 = VALUES_AT + 32;
const RECORD$2 = HASH_AT$1 + 32;
/** Formats that may have masks; whether a dataset has some, its reader says. */
const MASKED = /* @__PURE__ */ new Set([
	"masks",
	"voc",
	"coco"
]);
/** One decode of every picture that is an annotation; each content id is decoded once in its life. */
const evidence$4 = {
	id: "masks",
	version: VERSION$2,
	perMachine: false,
	async unavailable({ placement }, at) {
		const format = placement[sideOf$1(at)]?.data.format;
		return format && MASKED.has(format) ? null : {
			code: "no-masks",
			args: {}
		};
	},
	needs: (at) => [{
		evidence: "dataset",
		at
	}, {
		evidence: "pixels",
		at
	}],
	inputs: async () => [],
	async compute(_scene, at, resolve, ports) {
		const files = maskFiles(await resolve("dataset", at));
		if (files === null) return emptyMasks(NONE);
		const { width, height } = await resolve("pixels", at);
		const masks = {
			...emptyMasks(files),
			imageWidth: width,
			imageHeight: height
		};
		const table = await open$2(ports);
		const todo = [];
		for (const rows of rowsByContent(files, pictures(files))) {
			const record = table.get(files.content.hash(rows[0]));
			if (record) for (const one of rows) fill(masks, one, record);
			else todo.push(rows);
		}
		if (todo.length === 0) return masks;
		const { path, content } = files;
		const read = (row) => ports.images.read(path.get(row), content, row);
		const into = (row, record) => fill(masks, row, record);
		const how = {
			table,
			width: RECORD$2,
			indices: true,
			read,
			write: write$1,
			fill: into,
			detail: masks.detail
		};
		await decodeEach({
			stage: `decode masks of ${sideOf$1(at)}`,
			groups: todo,
			content,
			...how
		}, ports);
		return masks;
	},
	async kept(_scene, at, resolve, ports) {
		const files = maskFiles(await resolve("dataset", at));
		const groups = files ? rowsByContent(files, pictures(files)) : [];
		return files ? keptOf(files.content, groups, await open$2(ports)) : {
			images: 0,
			kept: 0
		};
	}
};
/** Rows with a mask that is a picture: an array of NumPy is none. */
function* pictures({ rows, path, content }) {
	for (let row = 0; row < rows; row++) if (content.kinds[row] !== 0 && hasImageExtension(path.pool, path.start(row), path.ends[row])) yield row;
}
function open$2(ports) {
	return ports.each.open(`masks-${VERSION$2}`, RECORD$2);
}
const NONE = {
	rows: 0,
	path: Strings.of([]),
	content: Contents.empty(0)
};
function emptyMasks({ rows, path, content }) {
	return {
		rows,
		path,
		content,
		status: new Uint8Array(rows).fill(PIXEL_STATUS.indexOf("missing")),
		hash: new Uint8Array(rows * 32),
		width: new Uint32Array(rows),
		height: new Uint32Array(rows),
		valued: new Uint8Array(rows),
		values: new Uint8Array(rows * 32),
		detail: /* @__PURE__ */ new Map(),
		imageWidth: new Uint32Array(rows),
		imageHeight: new Uint32Array(rows)
	};
}
function fill(masks, row, record) {
	fillPicture(masks, row, record);
	masks.valued[row] = record[VALUES_AT - 1];
	masks.values.set(record.subarray(VALUES_AT, HASH_AT$1), row * 32);
	masks.hash.set(record.subarray(HASH_AT$1), row * 32);
}
function write$1(record, { sha256, indices }) {
	record[VALUES_AT - 1] = indices ? 1 : 0;
	for (const value of indices ?? []) record[VALUES_AT + (value >> 3)] |= 1 << (value & 7);
	record.set(sha256, HASH_AT$1);
}

// src/evidence/match/match-rows.ts
/** From the surest to the weakest; each looks only at rows that the earlier ones left over. */
const KEYS = [
	{
		path: true,
		content: true,
		split: true,
		label: true
	},
	{
		path: true,
		content: true,
		split: true,
		label: false
	},
	{
		path: true,
		content: true,
		split: false,
		label: false
	},
	{
		path: false,
		content: true,
		split: true,
		label: true
	},
	{
		path: false,
		content: true,
		split: true,
		label: false
	},
	{
		path: false,
		content: true,
		split: false,
		label: false
	},
	{
		path: true,
		content: false,
		split: true,
		label: true
	},
	{
		path: true,
		content: false,
		split: true,
		label: false
	},
	{
		path: true,
		content: false,
		split: false,
		label: false
	}
];
/**
* Matches images of two datasets one to one, in O(rows) and with typed arrays only. Rows with equal keys are paired in
* their order on both sides, so exchanging the sides exchanges the result.
*/
function matchRows(base, head) {
	const sides = {
		base,
		head,
		split: shareValues(base.split, head.split),
		label: shareValues(base.label, head.label),
		path: {
			base: hashPaths(base),
			head: hashPaths(head)
		},
		content: {
			base: hashContents(base),
			head: hashContents(head)
		}
	};
	const headToBase = new Int32Array(head.rows).fill(-1);
	const baseToHead = new Int32Array(base.rows).fill(-1);
	for (const key of KEYS) matchBy(key, sides, headToBase, baseToHead);
	const sameContent = new Uint8Array(head.rows);
	for (let row = 0; row < head.rows; row++) {
		const partner = headToBase[row];
		if (partner >= 0 && sameBytes(base.content, partner, head.content, row)) sameContent[row] = 1;
	}
	return {
		headToBase,
		baseToHead,
		sameContent
	};
}
/** The match with base and head exchanged. */
function swapMatch({ headToBase, baseToHead, sameContent }) {
	const same = baseToHead.map((row) => row < 0 ? 0 : sameContent[row]);
	return {
		headToBase: baseToHead,
		baseToHead: headToBase,
		sameContent: Uint8Array.from(same)
	};
}
function matchBy(key, sides, headToBase, baseToHead) {
	const { base, head } = sides;
	const free = count(baseToHead);
	if (free === 0 || count(headToBase) === 0) return;
	const mask = slotsFor(free) - 1;
	const first = new Int32Array(mask + 1).fill(-1);
	const next = new Int32Array(base.rows);
	for (let row = base.rows - 1; row >= 0; row--) {
		if (baseToHead[row] >= 0 || key.content && base.content.kinds[row] === 0) continue;
		const slot = hashRow(key, sides, "base", row) & mask;
		next[row] = first[slot];
		first[slot] = row;
	}
	for (let row = 0; row < head.rows; row++) {
		if (headToBase[row] >= 0 || key.content && head.content.kinds[row] === 0) continue;
		const slot = hashRow(key, sides, "head", row) & mask;
		let before = -1;
		for (let partner = first[slot]; partner >= 0; before = partner, partner = next[partner]) {
			if (!equalRows(key, sides, partner, row)) continue;
			if (before < 0) first[slot] = next[partner];
			else next[before] = next[partner];
			headToBase[row] = partner;
			baseToHead[partner] = row;
			break;
		}
	}
}
function count(partners) {
	let free = 0;
	for (const partner of partners) if (partner < 0) free++;
	return free;
}
function hashPaths({ rows, path }) {
	const hashes = new Int32Array(rows);
	for (let row = 0; row < rows; row++) hashes[row] = hashBytes(path.pool, path.start(row), path.ends[row]);
	return hashes;
}
function hashContents({ rows, content }) {
	const hashes = new Int32Array(rows);
	for (let row = 0; row < rows; row++) hashes[row] = hashBytes(content.hashes, row * 32, row * 32 + 32);
	return hashes;
}
function hashRow(key, { path, content, split, label }, side, row) {
	let hash = 0;
	if (key.path) hash = mix(path[side][row]);
	if (key.content) hash = mix(hash ^ content[side][row]);
	if (key.split) hash = mix(hash ^ split[side][row]);
	if (key.label) hash = mix(hash ^ label[side][row]);
	return hash;
}
function equalRows(key, sides, baseRow, headRow) {
	const { base, head, split, label, path, content } = sides;
	if (key.path && path.base[baseRow] !== path.head[headRow]) return false;
	if (key.content && content.base[baseRow] !== content.head[headRow]) return false;
	if (key.split && split.base[baseRow] !== split.head[headRow]) return false;
	if (key.label && label.base[baseRow] !== label.head[headRow]) return false;
	if (key.content && !sameBytes(base.content, baseRow, head.content, headRow)) return false;
	if (!key.path) return true;
	return equalBytes(base.path.pool, base.path.start(baseRow), base.path.ends[baseRow], head.path.pool, head.path.start(headRow), head.path.ends[headRow]);
}
/** Equal content ids; what has none is never the same. */
function sameBytes(base, baseRow, head, headRow) {
	const kind = base.kinds[baseRow];
	if (kind === 0 || kind !== head.kinds[headRow]) return false;
	return equalBytes(base.hashes, baseRow * 32, baseRow * 32 + 32, head.hashes, headRow * 32, headRow * 32 + 32);
}

// src/evidence/match/evidence.ts
/** Which image of base is which image of head, from paths and content ids alone. */
const evidence$3 = {
	id: "match",
	version: 1,
	perMachine: false,
	unavailable: async () => null,
	needs: () => [{
		evidence: "dataset",
		at: "base"
	}, {
		evidence: "dataset",
		at: "head"
	}],
	inputs: async () => [],
	async compute(_scene, _at, resolve) {
		const [base, head] = await Promise.all([resolve("dataset", "base"), resolve("dataset", "head")]);
		return matchRows(base, head);
	},
	swap: swapMatch
};

// src/evidence/pixels/evidence.ts
const VERSION$1 = 2;
/** status (u8) · width (u32 LE) · height (u32 LE) · sha-256 of the pixels · quality (five f64 LE) · grey (u8) */
const HASH_AT = 9;
const QUALITY_AT = 41;
const GREY_AT = 81;
const RECORD$1 = 82;
const MEASURES = [
	"dark",
	"light",
	"entropy",
	"edges",
	"spread"
];
/** One decode of every picture; each content id is decoded once in its life. */
const evidence$2 = {
	id: "pixels",
	version: VERSION$1,
	perMachine: false,
	unavailable: async () => null,
	needs: (at) => [{
		evidence: "dataset",
		at
	}],
	inputs: async () => [],
	async compute(scene, at, resolve, ports) {
		const dataset = await resolve("dataset", at);
		const table = await open$1(ports);
		const { pixels, fill } = empty(dataset.rows);
		const todo = [];
		for (const rows of rowsByContent(dataset)) {
			const [row] = rows;
			const record = dataset.content.kind(row) === "none" ? pictureRecord("missing", RECORD$1) : table.get(dataset.content.hash(row));
			if (record) for (const one of rows) fill(one, record);
			else todo.push(rows);
		}
		if (todo.length === 0) return pixels;
		const images = new ImageReader(dataset, scene.tree[sideOf$1(at)], ports);
		const { content } = dataset;
		const read = (row) => images.read(row);
		const how = {
			table,
			width: RECORD$1,
			indices: false,
			read,
			write,
			fill,
			detail: pixels.detail
		};
		try {
			await decodeEach({
				stage: `decode ${sideOf$1(at)}`,
				groups: todo,
				content,
				...how
			}, ports);
		} finally {
			await images.close();
		}
		return pixels;
	},
	async kept(_scene, at, resolve, ports) {
		const dataset = await resolve("dataset", at);
		return keptOf(dataset.content, rowsByContent(dataset), await open$1(ports));
	}
};
function open$1(ports) {
	return ports.each.open(`pixels-${VERSION$1}`, RECORD$1);
}
function empty(rows) {
	const pixels = {
		rows,
		status: new Uint8Array(rows),
		hash: new Uint8Array(rows * 32),
		width: new Uint32Array(rows),
		height: new Uint32Array(rows),
		quality: {
			dark: new Float64Array(rows),
			light: new Float64Array(rows),
			entropy: new Float64Array(rows),
			edges: new Float64Array(rows),
			spread: new Float64Array(rows),
			grey: new Uint8Array(rows)
		},
		detail: /* @__PURE__ */ new Map()
	};
	const fill = (row, record) => {
		fillPicture(pixels, row, record);
		const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
		pixels.hash.set(record.subarray(HASH_AT, QUALITY_AT), row * 32);
		for (const [at, name] of MEASURES.entries()) pixels.quality[name][row] = view.getFloat64(QUALITY_AT + at * 8, true);
		pixels.quality.grey[row] = record[GREY_AT];
	};
	return {
		pixels,
		fill
	};
}
function write(record, { sha256, quality }) {
	const view = new DataView(record.buffer);
	record.set(sha256, HASH_AT);
	for (const [at, name] of MEASURES.entries()) view.setFloat64(QUALITY_AT + at * 8, quality[name], true);
	record[GREY_AT] = quality.grey ? 1 : 0;
}

// src/evidence/predictions/names.ts
/**
* Names of the outputs, in their order: the configuration's, else the model's own metadata, else the dataset's classes.
* As many as the model has outputs, or it is an error: an answer could not be compared with a label.
*/
function outputNames({ path, classes: metadata, configured }, classes, outputs) {
	const names = configured?.names ?? metadata ?? classes;
	const source = configured?.source ?? (metadata ? "the model's metadata" : "the dataset");
	if (outputs === 0 || names.length === outputs) return names;
	throw new GateError("class-width-mismatch", "artifact", `${path}: the model has ${outputs} outputs, and ${source} names ${names.length} classes`, {
		hint: "List the classes in the order of the outputs: `model.classes` in .github/cv-gate.yml, a list or a file with one a line.",
		place: { path }
	});
}
/** Output index of the true class of each row; a label that no output stands for is an error. */
function truthOf(dataset, rows, names, side) {
	const index = /* @__PURE__ */ new Map();
	for (const [at, name] of names.entries()) if (!index.has(name)) index.set(name, at);
	const byCode = dataset.label.values.map((label) => index.get(label) ?? -1);
	const truth = new Int32Array(rows.length).fill(-1);
	for (const [at, row] of rows.entries()) {
		const code = dataset.label.codes[row];
		if (code < 0) continue;
		if (byCode[code] === -1) throw unknown(dataset, row, names, side);
		truth[at] = byCode[code];
	}
	return truth;
}
function unknown(dataset, row, names, side) {
	const [label, line] = [codeAt(dataset.label, row), dataset.line[row]];
	const place = line > 0 ? `${codeAt(dataset.source, row)}:${line}` : dataset.path.get(row);
	const some = names.slice(0, 8).map((name) => JSON.stringify(name)).join(", ");
	return new GateError("label-unknown-to-model", "artifact", `${place}: no output of the ${side} model stands for the class ${JSON.stringify(label)}`, { hint: `The outputs are ${some}${names.length > 8 ? ", …" : ""}: correct the labels or \`model.classes\`.` });
}

// src/evidence/predictions/evidence.ts
const VERSION = 1;
/** status (u8) · tied (u32) · outputs (u32) · TOP classes (i32) · TOP scores (f32), little endian */
const RECORD = 9 + 8 * 5;
const NOT_KEPT = /* @__PURE__ */ new Set([
	"absent",
	"missing",
	"timeout",
	"crash",
	"out-of-memory"
]);
/** What one model says of the gate split of one dataset; each content id is inferred once per model and preprocessing. */
const evidence$1 = {
	id: "predictions",
	version: VERSION,
	perMachine: false,
	varies: true,
	unavailable: (scene, at) => modelUnavailable(scene, sidesOf(at).model),
	needs: (at) => [{
		evidence: "dataset",
		at: sidesOf(at).data
	}, {
		evidence: "model",
		at: sidesOf(at).model
	}],
	async inputs(scene, at) {
		const { model, tree } = modelAt(scene, sidesOf(at).model);
		const classes = model.classes && "file" in model.classes ? await tree.oid(model.classes.file) : null;
		return [
			JSON.stringify({
				...model,
				path: ""
			}),
			await tree.oid(model.path) ?? "absent",
			classes ?? "",
			scene.policy.gateSplit
		];
	},
	async compute(scene, at, resolve, ports) {
		const sides = sidesOf(at);
		const dataset = await resolve("dataset", sides.data);
		const structure = await resolve("model", sides.model);
		const { model, tree } = modelAt(scene, sides.model);
		if (structure.external.length > 0) throw externalData(model.path);
		const rows = gateRows(dataset, scene.policy.gateSplit);
		const table = await open(scene, sides.model, ports);
		const found = await predictAll(dataset, scene.tree[sides.data], rows, table, ports, `infer ${sides.model}`, async () => ({
			bytes: await tree.read(model.path, MODEL_LIMIT),
			preprocess: model.preprocess
		}));
		const names = outputNames(structure, dataset.classes, found.outputs);
		return {
			rows,
			...found.columns,
			names,
			truth: truthOf(dataset, rows, names, sides.model)
		};
	},
	async kept(scene, at, resolve, ports) {
		const sides = sidesOf(at);
		const dataset = await resolve("dataset", sides.data);
		const groups = rowsByContent(dataset, gateRows(dataset, scene.policy.gateSplit));
		return keptOf(dataset.content, groups, await open(scene, sides.model, ports));
	}
};
/** The records of one model with one preprocessing. */
async function open(scene, side, ports) {
	const { model, tree } = modelAt(scene, side);
	const oid = await tree.oid(model.path) ?? "absent";
	const key = hex16(ports.hash(oid, JSON.stringify([model.preprocess, model.adapter])));
	return ports.each.open(`predictions-${VERSION}-${key}`, RECORD);
}
function sidesOf(at) {
	if (typeof at === "object") return at;
	throw new GateError("internal", "us", "predictions are of one model on one dataset", { hint: "Please report this defect." });
}
function gateRows(dataset, split) {
	const code = dataset.split.values.indexOf(split);
	const rows = [];
	for (let row = 0; row < dataset.rows; row++) if (dataset.split.codes[row] === code) rows.push(row);
	return Int32Array.from(rows);
}
async function predictAll(dataset, dataTree, rows, table, ports, stage, model) {
	const place = /* @__PURE__ */ new Map();
	for (const [at, row] of rows.entries()) place.set(row, at);
	const columns = {
		status: new Uint8Array(rows.length),
		classes: new Int32Array(rows.length * 5).fill(-1),
		scores: new Float32Array(rows.length * 5),
		tied: new Int32Array(rows.length)
	};
	let outputs = 0;
	function fill(group, record) {
		const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
		outputs = Math.max(outputs, view.getUint32(5, true));
		for (const row of group) {
			const at = place.get(row);
			columns.status[at] = record[0];
			columns.tied[at] = view.getUint32(1, true);
			for (let i = 0; i < 5; i++) {
				columns.classes[at * 5 + i] = view.getInt32(9 + 4 * i, true);
				columns.scores[at * 5 + i] = view.getFloat32(9 + 4 * 5 + 4 * i, true);
			}
		}
	}
	const todo = [];
	for (const group of rowsByContent(dataset, rows)) {
		const [row] = group;
		const record = dataset.content.kind(row) === "none" ? recordOf("missing") : table.get(dataset.content.hash(row));
		if (record) fill(group, record);
		else todo.push(group);
	}
	if (todo.length === 0) return {
		columns,
		outputs
	};
	await ports.log.stage(stage, async (progress) => {
		progress.total(todo.length);
		async function* jobs() {
			const images = new ImageReader(dataset, dataTree, ports);
			try {
				for (const [key, group] of todo.entries()) {
					const bytes = await images.read(group[0]);
					if (typeof bytes !== "string") yield {
						key,
						bytes
					};
					else {
						ports.unsettled();
						fill(group, recordOf("absent"));
					}
				}
			} finally {
				await images.close();
			}
		}
		for await (const one of ports.sandbox.predict(await model(), jobs())) {
			const group = todo[one.key];
			const record = one.status === "ok" ? recordOf("ok", one) : recordOf(one.status);
			fill(group, record);
			if (NOT_KEPT.has(one.status)) ports.unsettled();
			else table.put(dataset.content.hash(group[0]), record);
			progress.step();
		}
		await table.save();
	});
	return {
		columns,
		outputs
	};
}
function recordOf(status, ok) {
	const record = new Uint8Array(RECORD);
	const view = new DataView(record.buffer);
	record[0] = PREDICTION_STATUS.indexOf(status);
	view.setUint32(1, ok?.tied ?? 0, true);
	view.setUint32(5, ok?.outputs ?? 0, true);
	for (let i = 0; i < 5; i++) {
		view.setInt32(9 + 4 * i, ok?.classes[i] ?? -1, true);
		view.setFloat32(9 + 4 * 5 + 4 * i, ok?.scores[i] ?? 0, true);
	}
	return record;
}
function hex16(bytes) {
	return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function externalData(path) {
	return new GateError("model-external-data", "artifact", `${path}: its weights lie in other files; this version infers models of one file`, {
		hint: "Export the model as one file (`onnx.save(model, path, save_as_external_data=False)`).",
		place: { path }
	});
}

// src/evidence/registry.generated.ts
const evidence = [
	evidence$9,
	evidence$8,
	evidence$7,
	evidence$6,
	evidence$5,
	evidence$4,
	evidence$3,
	evidence$10,
	evidence$2,
	evidence$1
];

// src/host/each-store.ts
const MAGIC = "cvgate-each-2\n";
const KEY = 32;
const TRAILER = 32;
/**
* Records by content id, one file a table: magic, then `key (32 bytes) · record (width bytes)` again and again, then
* the sha-256 of the table's name and all before. A file that is damaged, truncated, of another table or width is ignored
* and written anew. What the disk does not take is said and done without. `seed` is asked for what the disk does not have.
*/
function eachStore(directory, warn = () => {}, seed = async () => null) {
	const opened = /* @__PURE__ */ new Map();
	async function table(name, width) {
		const file = `${name}.bin`;
		const path = directory === null ? null : join(directory, file);
		const saved = path === null ? null : await readFile(path).catch(() => null);
		let records = saved && verified(saved, name, width);
		if (records === null) {
			const other = await seed(file);
			records = other && verified(other, name, width);
		}
		return new Table(path, name, width, records ?? /* @__PURE__ */ new Uint8Array(), warn);
	}
	const store = {
		open(name, width) {
			const key = `${name} ${width}`;
			const known = opened.get(key) ?? table(name, width);
			opened.set(key, known);
			return known;
		},
		async touched() {
			const files = /* @__PURE__ */ new Map();
			for (const one of await Promise.all(opened.values())) {
				const file = one.touched();
				if (file !== null) files.set(`${one.name}.bin`, file);
			}
			return files;
		},
		anew: () => anew(store)
	};
	return store;
}
/** Tables in memory answer; what is put goes to both. */
function anew(kept) {
	const memory = eachStore(null);
	return {
		async open(name, width) {
			const [own, old] = await Promise.all([memory.open(name, width), kept.open(name, width)]);
			return {
				get: (key) => own.get(key),
				put(key, record) {
					own.put(key, record);
					old.put(key, record);
				},
				save: () => old.save()
			};
		},
		anew: () => anew(kept)
	};
}
function verified(file, name, width) {
	const body = file.subarray(0, file.length - TRAILER);
	const head = new TextEncoder().encode(MAGIC);
	const length = body.length - head.length;
	if (length < 0 || length % (KEY + width) !== 0) return null;
	if (head.some((byte, at) => body[at] !== byte)) return null;
	return sealOf(name, body).equals(file.subarray(file.length - TRAILER)) ? Uint8Array.from(body.subarray(head.length)) : null;
}
function sealed(name, records) {
	const body = Buffer.concat([Buffer.from(MAGIC), records]);
	return Buffer.concat([body, sealOf(name, body)]);
}
function sealOf(name, body) {
	return createHash("sha256").update(`${name}\n`).update(body).digest();
}
/** Open addressing over one buffer of records; keys are hashes already, so their first bytes place them. */
var Table = class {
	#path;
	name;
	#width;
	#records;
	#count;
	#slots;
	#dirty = false;
	/** By row: whether it was read or written. */
	#used;
	#warn;
	constructor(path, name, width, records, warn) {
		this.name = name;
		this.#warn = warn;
		this.#path = path;
		this.#width = width;
		this.#records = records;
		this.#count = records.length / (KEY + width);
		this.#slots = /* @__PURE__ */ new Int32Array(0);
		this.#used = new Uint8Array(this.#count);
		this.#index(Math.max(64, this.#count * 2));
	}
	get(key) {
		const row = this.#slots[this.#slot(key)];
		if (row < 0) return null;
		this.#used[row] = 1;
		const start = row * (KEY + this.#width) + KEY;
		return this.#records.subarray(start, start + this.#width);
	}
	put(key, record) {
		if (key.length !== KEY || record.length !== this.#width) throw new RangeError("key or record of the wrong width");
		const slot = this.#slot(key);
		const known = this.#slots[slot];
		const row = known >= 0 ? known : this.#count++;
		const start = row * (KEY + this.#width);
		this.#reserve(start + KEY + this.#width);
		this.#records.set(key, start);
		this.#records.set(record, start + KEY);
		this.#slots[slot] = row;
		this.#use(row);
		this.#dirty = true;
		if (this.#count * 2 > this.#slots.length) this.#index(this.#slots.length * 2);
	}
	async save() {
		if (this.#path === null || !this.#dirty) return;
		const file = sealed(this.name, this.#records.subarray(0, this.#count * (KEY + this.#width)));
		const temporary = `${this.#path}.${randomBytes(6).toString("hex")}`;
		try {
			await mkdir(dirname(this.#path), {
				recursive: true,
				mode: 448
			});
			await writeFile(temporary, file, { mode: 384 });
			await rename(temporary, this.#path);
			this.#dirty = false;
		} catch (thrown) {
			await rm(temporary, { force: true }).catch(() => void 0);
			this.#warn(`nothing is kept for the next run: ${thrown.message}`);
		}
	}
	touched() {
		const length = KEY + this.#width;
		const rows = Array.from({ length: this.#count }, (_, row) => row).filter((row) => this.#used[row] === 1);
		const records = new Uint8Array(rows.length * length);
		for (const [at, row] of rows.entries()) records.set(this.#records.subarray(row * length, (row + 1) * length), at * length);
		return rows.length === 0 ? null : sealed(this.name, records);
	}
	#use(row) {
		if (row >= this.#used.length) {
			const wider = new Uint8Array(Math.max(64, 2 * row));
			wider.set(this.#used);
			this.#used = wider;
		}
		this.#used[row] = 1;
	}
	#slot(key) {
		const mask = this.#slots.length - 1;
		let slot = (key[0] | key[1] << 8 | key[2] << 16 | key[3] << 24) & mask;
		while (this.#slots[slot] >= 0 && !this.#equals(this.#slots[slot], key)) slot = slot + 1 & mask;
		return slot;
	}
	#equals(row, key) {
		const start = row * (KEY + this.#width);
		for (let i = 0; i < KEY; i++) if (this.#records[start + i] !== key[i]) return false;
		return true;
	}
	#index(atLeast) {
		this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(atLeast))).fill(-1);
		for (let row = 0; row < this.#count; row++) {
			const start = row * (KEY + this.#width);
			this.#slots[this.#slot(this.#records.subarray(start, start + KEY))] = row;
		}
	}
	#reserve(length) {
		if (length <= this.#records.length) return;
		const wider = new Uint8Array(Math.max(length, this.#records.length * 2));
		wider.set(this.#records);
		this.#records = wider;
	}
};

// src/host/outcome-store.ts
/**
* One JSON file an outcome, its first line the sha-256 of its digest and the rest: a file that is damaged, or another's,
* counts as absent. Writing fails in silence, for nothing is lost by measuring again.
*/
function outcomeStore(cache) {
	const folder = join(cache, "outcomes");
	return {
		async get(digest) {
			const text = await readFile(join(folder, `${digest}.json`), "utf8").catch(() => "");
			const end = text.indexOf("\n");
			const body = text.slice(end + 1);
			if (end <= 0 || text.slice(0, end) !== checksum(digest, body)) return null;
			return rawSchema.safeParse(JSON.parse(body)).data ?? null;
		},
		async put(digest, outcome) {
			const body = JSON.stringify(outcome);
			const path = join(folder, `${digest}.json`);
			const fresh = `${path}.${randomBytes(6).toString("hex")}`;
			try {
				await mkdir(folder, { recursive: true });
				await writeFile(fresh, `${checksum(digest, body)}\n${body}`);
				await rename(fresh, path);
			} catch {}
		}
	};
}
function checksum(digest, body) {
	return createHash("sha256").update(`${digest}\n${body}`).digest("hex");
}

// src/app/open-gate.ts
/** Introduces the rooms to each other: the only place where adapters, evidence and checks meet. */
async function openGate(around, options) {
	const folder = folderOf(around.entry);
	const clock = { now: around.now };
	const sandbox = createSandbox({
		folder,
		nativesDir: options.nativesDir,
		env: around.env,
		log: around.log
	});
	let machine = null;
	return {
		tool: {
			version: VERSION$4,
			dist: await distDigest(folder)
		},
		repository: await Repository.open(around.cwd, around.env),
		checks,
		evidence: new Map(evidence.map((one) => [one.id, one])),
		each: eachStore(options.cache, around.log.warn, options.seed ?? void 0),
		outcomes: recordedIn(options),
		sandbox,
		hash: sha256,
		log: around.log,
		clock,
		machine: () => {
			machine ??= Promise.resolve(describeMachine("cpu", sandbox.level()));
			return machine;
		},
		dataRoot: options.dataRoot
	};
}
function recordedIn({ recorded, cache }) {
	if (recorded !== "in-cache") return recorded;
	return cache === null ? null : outcomeStore(cache);
}

export { openGate as t };