import { p as strictObject, u as number } from "./schemas.js";
import { a as codeAt, i as StringsBuilder, o as shareValues } from "./table.js";

// src/contract/check.ts
function defineCheck(check) {
	return check;
}

// src/checks/dataset/change/words.ts
/** Names come from the pull request and may have any length. */
const NAME_LIMIT = 100;
/** Classes named in one line; the others are counted. */
const NAMED$1 = 3;
const NO_CLASS = "no class";
/** References of a finding: enough to look at, few enough for a comment. */
const REFS$2 = 5;
function clip$2(name) {
	return name.length <= NAME_LIMIT ? name : `${name.slice(0, NAME_LIMIT)}…`;
}
function className(label, row) {
	const code = label.codes[row];
	return code < 0 ? NO_CLASS : clip$2(label.values[code]);
}
/** `all night`, or `cat 80, dog 30, bird 5, 2 others 9`: most first, then by name. */
function tally(counts) {
	const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
	if (sorted.length === 1) return sorted[0][0] === "no class" ? NO_CLASS : `all ${sorted[0][0]}`;
	const parts = sorted.slice(0, NAMED$1).map(([name, count]) => `${name} ${count}`);
	const rest = sorted.slice(NAMED$1);
	if (rest.length > 0) parts.push(`${rest.length} others ${rest.reduce((sum, [, count]) => sum + count, 0)}`);
	return parts.join(", ");
}
function countBy(rows, name) {
	const counts = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const key = name(row);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}
/** The first images, and the line on which the first of them stands. */
function refs$2(side, dataset, rows) {
	const images = rows.slice(0, REFS$2).map((row) => ({
		kind: "image",
		side,
		id: dataset.path.get(row)
	}));
	const line = rows.length > 0 ? dataset.line[rows[0]] : 0;
	if (line === 0) return images;
	return [{
		kind: "file",
		side,
		path: dataset.source.values[dataset.source.codes[rows[0]]],
		line
	}, ...images];
}
/** Names the images of a finding whatever their order: content ids, or paths where there are none. */
function basisOf(dataset, rows, more = () => "") {
	const line = (row) => `${dataset.content.text(row) || dataset.path.get(row)} ${more(row)}\n`;
	const { hashes } = dataset.content;
	const key = Float64Array.from(rows, (row) => {
		const at = row * 32;
		const [a, b, c] = [
			hashes[at],
			hashes[at + 1],
			hashes[at + 2]
		];
		return ((a * 256 + b) * 256 + c) * 2 ** 24 + (hashes[at + 3] * 256 + hashes[at + 4]) * 256 + hashes[at + 5];
	});
	const order = Int32Array.from(rows.keys()).sort((a, b) => key[a] - key[b] || (line(rows[a]) < line(rows[b]) ? -1 : 1));
	const lines = new StringsBuilder();
	for (const index of order) lines.push(line(rows[index]));
	return new TextDecoder().decode(lines.build().pool);
}

// src/checks/dataset/change/box-changes.ts
const REFS$1 = 5;
/**
* Annotations without an equal one (class, box, crowd) on the same image of the other side. A box that was moved is one
* removed and one added.
*/
function boxFindings({ match, base, head }) {
	if (!base.boxes && !head.boxes) return [];
	return [...oneSide("annotations-added", "head", head, base, match.headToBase), ...oneSide("annotations-removed", "base", base, head, match.baseToHead)];
}
function oneSide(code, side, dataset, other, partners) {
	const bySplit = /* @__PURE__ */ new Map();
	const there = byImage(other);
	for (const [row, boxes] of byImage(dataset)) {
		const partner = partners[row];
		const left = without(dataset, boxes, other, partner < 0 ? [] : there.get(partner) ?? []);
		if (left.length === 0) continue;
		const split = dataset.split.codes[row];
		const group = bySplit.get(split) ?? {
			boxes: [],
			alone: 0
		};
		bySplit.set(split, group);
		for (const box of left) group.boxes.push(box);
		if (partner < 0) group.alone += left.length;
	}
	return [...bySplit].map(([split, { boxes, alone }]) => {
		const name = dataset.split.values[split];
		return {
			code,
			args: {
				count: boxes.length,
				split: clip$2(name),
				alone,
				classes: tally(countBy(boxes, (box) => classOf(dataset, box)))
			},
			about: boxes.slice(0, REFS$1).map((box) => refOf$1(side, dataset, box)),
			age: "new",
			count: boxes.length,
			subject: name,
			basis: boxes.map((box) => `${dataset.path.get(dataset.boxes.image[box])} ${keyOf$3(dataset, box)}`).sort().join("\n")
		};
	});
}
/** Boxes of each image that has any. */
function byImage(dataset) {
	const map = /* @__PURE__ */ new Map();
	for (const [box, image] of (dataset.boxes?.image ?? /* @__PURE__ */ new Int32Array(0)).entries()) {
		const known = map.get(image);
		if (known) known.push(box);
		else map.set(image, [box]);
	}
	return map;
}
/** Boxes that are left when each equal one of the other side takes one away. */
function without(dataset, boxes, other, others) {
	const keys = /* @__PURE__ */ new Map();
	for (const box of others) keys.set(keyOf$3(other, box), (keys.get(keyOf$3(other, box)) ?? 0) + 1);
	return boxes.filter((box) => {
		const equal = keys.get(keyOf$3(dataset, box)) ?? 0;
		keys.set(keyOf$3(dataset, box), equal - 1);
		return equal <= 0;
	});
}
function keyOf$3(dataset, box) {
	const { xywh, crowd } = dataset.boxes;
	return `${xywh.subarray(box * 4, box * 4 + 4).join(" ")} ${crowd[box]} ${classOf(dataset, box)}`;
}
function classOf(dataset, box) {
	const label = dataset.boxes.label[box];
	return label < 0 ? NO_CLASS : clip$2(dataset.classes[label]);
}
function refOf$1(side, dataset, box) {
	const { image, xywh } = dataset.boxes;
	const [x, y, w, h] = xywh.subarray(box * 4, box * 4 + 4);
	return {
		kind: "image",
		side,
		id: dataset.path.get(image[box]),
		box: [
			x,
			y,
			w,
			h
		]
	};
}

// src/contract/byte-index.ts
/**
* Joins over byte strings without an object a row: open addressing over typed arrays, linear probing, at most half full.
* A million paths take 16 MB and about 0.2 s.
*/
/** FNV-1a with a final mix; `seed` chains the hash of several parts. */
function hashBytes(bytes, start, end, seed = 2166136261) {
	let hash = seed;
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 16777619);
	return mix(hash);
}
/** Finaliser of MurmurHash3: every input bit reaches every output bit, so the low bits can be the slot. */
function mix(hash) {
	let mixed = hash;
	mixed = Math.imul(mixed ^ mixed >>> 16, 2246822507);
	mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
	return mixed ^ mixed >>> 16;
}
function equalBytes(a, aStart, aEnd, b, bStart, bEnd) {
	if (aEnd - aStart !== bEnd - bStart) return false;
	for (let i = aStart, j = bStart; i < aEnd; i++, j++) if (a[i] !== b[j]) return false;
	return true;
}
/** The least power of two that holds `rows` at most half full. */
function slotsFor(rows) {
	let slots = 16;
	while (slots < rows * 2) slots *= 2;
	return slots;
}
/** Finds the first row of a column that holds given bytes. */
var RowIndex = class {
	#column;
	/** Two numbers a slot, so that one look at memory settles most slots: row or −1, and the hash of its bytes. */
	#slots;
	#mask;
	/** Row of an earlier equal string, or −1. */
	duplicateOf;
	constructor(column) {
		const size = slotsFor(column.rows);
		this.#column = column;
		this.#slots = new Int32Array(size * 2).fill(-1);
		this.#mask = size - 1;
		this.duplicateOf = new Int32Array(column.rows).fill(-1);
		for (let row = 0; row < column.rows; row++) {
			const start = column.start(row);
			const end = column.ends[row];
			const hash = hashBytes(column.pool, start, end);
			const slot = this.#slot(hash, column.pool, start, end);
			const first = this.#slots[slot];
			if (first >= 0) this.duplicateOf[row] = first;
			else {
				this.#slots[slot] = row;
				this.#slots[slot + 1] = hash;
			}
		}
	}
	/** −1 when no row holds `bytes[start, end)`. */
	find(bytes, start = 0, end = bytes.length) {
		return this.#slots[this.#slot(hashBytes(bytes, start, end), bytes, start, end)];
	}
	#slot(hash, bytes, start, end) {
		const { pool, ends } = this.#column;
		let slot = hash & this.#mask;
		for (;;) {
			const row = this.#slots[slot * 2];
			if (row < 0) return slot * 2;
			if (this.#slots[slot * 2 + 1] === hash && equalBytes(pool, row === 0 ? 0 : ends[row - 1], ends[row], bytes, start, end)) return slot * 2;
			slot = slot + 1 & this.#mask;
		}
	}
};
/** Numbers distinct byte strings in the order in which they first come. */
var ByteDictionary = class {
	#slots = (/* @__PURE__ */ new Int32Array(64)).fill(-1);
	#hashes = /* @__PURE__ */ new Int32Array(32);
	#starts = /* @__PURE__ */ new Uint32Array(32);
	#ends = /* @__PURE__ */ new Uint32Array(32);
	#pool = /* @__PURE__ */ new Uint8Array(1024);
	#used = 0;
	#size = 0;
	get size() {
		return this.#size;
	}
	code(bytes, start, end) {
		const hash = hashBytes(bytes, start, end);
		const mask = this.#slots.length - 1;
		let slot = hash & mask;
		for (;;) {
			const code = this.#slots[slot];
			if (code < 0) break;
			if (this.#hashes[code] === hash && equalBytes(this.#pool, this.#starts[code], this.#ends[code], bytes, start, end)) return code;
			slot = slot + 1 & mask;
		}
		this.#slots[slot] = this.#add(hash, bytes, start, end);
		const added = this.#size - 1;
		if (this.#size * 2 > this.#slots.length) this.#rehash();
		return added;
	}
	values() {
		const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
		return Array.from({ length: this.#size }, (_, code) => decoder.decode(this.#pool.subarray(this.#starts[code], this.#ends[code])));
	}
	#add(hash, bytes, start, end) {
		const code = this.#size++;
		if (code === this.#hashes.length) {
			this.#hashes = grown(this.#hashes, code * 2);
			this.#starts = grown(this.#starts, code * 2);
			this.#ends = grown(this.#ends, code * 2);
		}
		const used = this.#used + end - start;
		if (used > this.#pool.length) this.#pool = grown(this.#pool, Math.max(used, this.#pool.length * 2));
		this.#hashes[code] = hash;
		this.#starts[code] = this.#used;
		for (let i = start, to = this.#used; i < end; i++) this.#pool[to++] = bytes[i];
		this.#ends[code] = used;
		this.#used = used;
		return code;
	}
	#rehash() {
		const slots = new Int32Array(this.#slots.length * 2).fill(-1);
		const mask = slots.length - 1;
		for (let code = 0; code < this.#size; code++) {
			let slot = this.#hashes[code] & mask;
			while (slots[slot] >= 0) slot = slot + 1 & mask;
			slots[slot] = code;
		}
		this.#slots = slots;
	}
};
/** A longer copy of a typed array, the rest zero. */
function grown(array, length) {
	const longer = new array.constructor(length);
	longer.set(array);
	return longer;
}

// src/checks/dataset/change/changes.ts
/** In the order in which they are shown: what endangers the verdict first. */
const IMAGE_CODES = [
	"moved-between-splits",
	"images-removed",
	"images-added",
	"relabelled",
	"images-edited",
	"images-renamed"
];
/**
* What became of every image, in one pass. An image may be in several groups (moved and edited), with one exception:
* renamed is what changed its path and neither split nor class, for both stand in the path of an image folder.
*/
function findChanges({ match, base, head }) {
	const split = shareValues(base.split, head.split);
	const label = shareValues(base.label, head.label);
	const groups = /* @__PURE__ */ new Map();
	for (let row = 0; row < head.rows; row++) {
		const to = split.head[row];
		const partner = match.headToBase[row];
		if (partner < 0) {
			add("images-added", to, row);
			continue;
		}
		const from = split.base[partner];
		const moved = from !== to;
		const relabelled = label.base[partner] !== label.head[row];
		const samePath = isSamePath(base, partner, head, row);
		if (moved) add("moved-between-splits", to, row, from);
		if (relabelled) add("relabelled", to, row);
		if (!samePath && !moved && !relabelled) add("images-renamed", to, row);
		const known = base.content.kinds[partner] !== 0 && head.content.kinds[row] !== 0;
		if (samePath && known && match.sameContent[row] === 0) add("images-edited", to, row);
	}
	for (let row = 0; row < base.rows; row++) if (match.baseToHead[row] < 0) add("images-removed", split.base[row], row);
	return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
	function add(code, to, row, from = -1) {
		const width = split.values.length + 1;
		const key = (IMAGE_CODES.indexOf(code) * width + to) * width + from + 1;
		const known = groups.get(key);
		if (known) known.rows.push(row);
		else groups.set(key, {
			code,
			split: split.values[to],
			from: split.values[from] ?? null,
			rows: [row]
		});
	}
}
function isSamePath(base, partner, head, row) {
	return equalBytes(base.path.pool, base.path.start(partner), base.path.ends[partner], head.path.pool, head.path.start(row), head.path.ends[row]);
}

// src/checks/dataset/change/class-changes.ts
/** Rows of an examples table. */
const EXAMPLES$2 = 50;
/** Names in the finding's line. */
const NAMED = 5;
/** Classes added, removed, or standing at another place: a model counts its outputs by that place. */
function classChanges({ base, head }) {
	const before = new Map(base.classes.map((name, index) => [name, index]));
	const after = new Map(head.classes.map((name, index) => [name, index]));
	const added = head.classes.filter((name) => !before.has(name));
	const removed = base.classes.filter((name) => !after.has(name));
	const renumbered = head.classes.filter((name) => before.has(name) && before.get(name) !== after.get(name));
	const changed = [
		...added,
		...removed,
		...renumbered
	];
	if (changed.length === 0) return null;
	const marks = [
		...added.map((name) => `+${clip$2(name)}`),
		...removed.map((name) => `−${clip$2(name)}`),
		...renumbered.map((name) => `${clip$2(name)} ${before.get(name)}→${after.get(name)}`)
	];
	const rest = marks.length > NAMED ? `, ${marks.length - NAMED} more` : "";
	return {
		finding: {
			code: "classes-changed",
			args: {
				added: added.length,
				removed: removed.length,
				renumbered: renumbered.length,
				classes: marks.slice(0, NAMED).join(", ") + rest
			},
			about: [],
			age: "new",
			count: changed.length,
			subject: "classes",
			basis: JSON.stringify([base.classes, head.classes])
		},
		exhibit: {
			kind: "table",
			title: "Classes changed",
			columns: [
				{
					name: "class",
					unit: "text"
				},
				{
					name: "place on base",
					unit: "count"
				},
				{
					name: "place on head",
					unit: "count"
				}
			],
			rows: changed.slice(0, EXAMPLES$2).map((name) => [
				clip$2(name),
				before.get(name) ?? null,
				after.get(name) ?? null
			]),
			total: changed.length
		}
	};
}

// src/checks/dataset/change/composition.ts
/** Rows of the table: the classes of a thousand-class dataset that changed, and some that did not. */
const ROWS = 200;
const counted$2 = {
	code: "deterministic",
	args: {}
};
/** Images (and annotations) of each split: metrics, and a table with their classes. */
function composition(given) {
	const counts = [imageCount(given), ...boxCount(given)];
	return {
		metrics: counts.flatMap(metricsOf$1),
		exhibits: counts.map(tableOf)
	};
}
function imageCount({ match, base, head }) {
	const split = shareValues(base.split, head.split);
	const shared = /* @__PURE__ */ new Map();
	const stay = new Int32Array(split.values.length);
	for (let row = 0; row < head.rows; row++) {
		const partner = match.headToBase[row];
		if (partner >= 0 && split.base[partner] === split.head[row]) stay[split.head[row]]++;
	}
	for (const [code, name] of split.values.entries()) shared.set(name, stay[code]);
	return {
		of: "image",
		id: "images",
		title: "Images by split and class",
		base,
		head,
		shared
	};
}
function boxCount({ base, head }) {
	if (!base.boxes && !head.boxes) return [];
	return [{
		of: "box",
		id: "annotations",
		title: "Annotations by split and class",
		base: boxColumns(base),
		head: boxColumns(head),
		shared: /* @__PURE__ */ new Map()
	}];
}
function boxColumns({ boxes, split, classes }) {
	return {
		split: {
			codes: (boxes?.image ?? /* @__PURE__ */ new Int32Array(0)).map((row) => split.codes[row]),
			values: split.values
		},
		label: {
			codes: boxes?.label ?? /* @__PURE__ */ new Int32Array(0),
			values: classes
		}
	};
}
function metricsOf$1({ id, of, base, head, shared }) {
	const split = shareValues(base.split, head.split);
	const before = countCodes(split.base, split.values.length);
	const after = countCodes(split.head, split.values.length);
	const estimate = (value, n) => ({
		value,
		n,
		of,
		interval: counted$2
	});
	const absent = (side) => ({
		value: null,
		reason: {
			code: `absent-on-${side}`,
			args: {}
		}
	});
	return split.values.map((name, code) => {
		const onBase = base.split.values.includes(name);
		const onHead = head.split.values.includes(name);
		const all = before[code] + after[code] - (shared.get(name) ?? 0);
		const delta = estimate(after[code] - before[code], all);
		return {
			id,
			slice: name,
			unit: "count",
			better: "neither",
			base: onBase ? estimate(before[code], before[code]) : absent("base"),
			head: onHead ? estimate(after[code], after[code]) : absent("head"),
			delta: onBase && onHead ? delta : absent(onBase ? "head" : "base")
		};
	});
}
function tableOf({ title, base, head }) {
	const split = shareValues(base.split, head.split);
	const label = shareValues(base.label, head.label);
	const cells = /* @__PURE__ */ new Map();
	const width = label.values.length + 1;
	count(split.base, label.base, "base");
	count(split.head, label.head, "head");
	const sorted = [...cells.values()].sort((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base) || a.split - b.split || a.label - b.label);
	return {
		kind: "table",
		title,
		columns: [
			{
				name: "split",
				unit: "text"
			},
			{
				name: "class",
				unit: "text"
			},
			{
				name: "base",
				unit: "count"
			},
			{
				name: "head",
				unit: "count"
			},
			{
				name: "Δ",
				unit: "count"
			}
		],
		rows: sorted.slice(0, ROWS).map((cell) => [
			clip$2(split.values[cell.split]),
			cell.label < 0 ? null : clip$2(label.values[cell.label]),
			cell.base,
			cell.head,
			cell.head - cell.base
		]),
		total: sorted.length
	};
	function count(splits, labels, side) {
		const counts = new Int32Array(split.values.length * width);
		for (let row = 0; row < splits.length; row++) counts[splits[row] * width + labels[row] + 1]++;
		for (const [key, many] of counts.entries()) {
			if (many === 0) continue;
			const cell = cells.get(key) ?? {
				split: Math.floor(key / width),
				label: key % width - 1,
				base: 0,
				head: 0
			};
			cell[side] = many;
			cells.set(key, cell);
		}
	}
}
function countCodes(codes, values) {
	const counts = new Int32Array(values);
	for (const code of codes) counts[code]++;
	return counts;
}

// src/checks/dataset/change/examples.ts
const EXAMPLES$1 = 50;
const columns = {
	split: (group) => clip$2(group.split),
	from: (group) => clip$2(group.from ?? ""),
	to: (group) => clip$2(group.split),
	image: (group, row, { base, head }) => (group.code === "images-removed" ? base : head).path.get(row),
	"image on base": (_, row, { match, base }) => base.path.get(match.headToBase[row]),
	class: (group, row, { base, head }) => className((group.code === "images-removed" ? base : head).label, row),
	"class on base": (_, row, { match, base }) => className(base.label, match.headToBase[row])
};
const TABLES = {
	"moved-between-splits": {
		title: "Images moved between splits",
		columns: [
			"from",
			"to",
			"class",
			"image"
		]
	},
	"images-removed": {
		title: "Images removed",
		columns: [
			"split",
			"class",
			"image"
		]
	},
	"images-added": {
		title: "Images added",
		columns: [
			"split",
			"class",
			"image"
		]
	},
	relabelled: {
		title: "Images relabelled",
		columns: [
			"split",
			"class on base",
			"class",
			"image"
		]
	},
	"images-edited": {
		title: "Images edited",
		columns: [
			"split",
			"class",
			"image"
		]
	},
	"images-renamed": {
		title: "Images renamed",
		columns: [
			"split",
			"image on base",
			"image"
		]
	}
};
/** A table of examples for each code that has any: the first ones of every split in turn. */
function exampleTables(groups, given) {
	return IMAGE_CODES.flatMap((code) => {
		const { title, columns: names } = TABLES[code];
		const of = groups.filter((group) => group.code === code);
		const total = of.reduce((sum, group) => sum + group.rows.length, 0);
		if (total === 0) return [];
		const share = Math.ceil(EXAMPLES$1 / of.length);
		const rows = of.flatMap((group) => group.rows.slice(0, share).map((row) => names.map((name) => columns[name](group, row, given))));
		return [{
			kind: "table",
			title,
			columns: names.map((name) => ({
				name,
				unit: "text"
			})),
			rows: rows.slice(0, EXAMPLES$1),
			total
		}];
	});
}

// src/checks/dataset/change/image-findings.ts
/** One finding for each code and split, with the classes of its images. */
function imageFinding(group, { match, base, head }) {
	const { code, split, from, rows } = group;
	const side = code === "images-removed" ? "base" : "head";
	const dataset = side === "base" ? base : head;
	const nameOf = (row) => {
		const now = className(dataset.label, row);
		return code === "relabelled" ? `${className(base.label, match.headToBase[row])} → ${now}` : now;
	};
	return {
		code,
		args: {
			count: rows.length,
			split: clip$2(split),
			classes: tally(countBy(rows, nameOf)),
			...from === null ? {} : { from: clip$2(from) }
		},
		about: refs$2(side, dataset, rows),
		age: "new",
		count: rows.length,
		subject: JSON.stringify([from, split]),
		basis: basisOf(dataset, rows, code === "relabelled" ? nameOf : void 0)
	};
}

// src/checks/dataset/change/check.ts
const look = "Look at the examples, and say in the description of the pull request why.";
const check$7 = defineCheck({
	id: "dataset/change",
	title: "Change of the dataset",
	failureTitle: "The dataset changed",
	why: "A number that moved is worth nothing until the reviewer knows which images it was measured on.",
	pitfalls: [],
	cost: "static",
	needs: {
		match: {
			evidence: "match",
			at: "pair"
		},
		base: {
			evidence: "dataset",
			at: "base"
		},
		head: {
			evidence: "dataset",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		"moved-between-splits": {
			text: "images moved from {from} to {split}: {count} ({classes})",
			fix: "Keep images in their split: a model that was trained on an image cannot be tested on it.",
			severity: "warn"
		},
		"classes-changed": {
			text: "classes changed: {added} added, {removed} removed, {renumbered} renumbered ({classes})",
			fix: "Train and export the model with the new classes, or append new ones at the end and keep the numbers of the others.",
			severity: "warn"
		},
		"images-removed": {
			text: "images removed from {split}: {count} ({classes})",
			fix: look,
			severity: "info"
		},
		"images-added": {
			text: "images added to {split}: {count} ({classes})",
			fix: look,
			severity: "info"
		},
		relabelled: {
			text: "images relabelled in {split}: {count} ({classes})",
			fix: look,
			severity: "info"
		},
		"images-edited": {
			text: "images edited in {split}, same name, other bytes: {count} ({classes})",
			fix: look,
			severity: "info"
		},
		"images-renamed": {
			text: "images renamed in {split}: {count} ({classes})",
			fix: look,
			severity: "info"
		},
		"annotations-removed": {
			text: "annotations removed in {split}: {count}, {alone} of them with their image ({classes})",
			fix: look,
			severity: "info"
		},
		"annotations-added": {
			text: "annotations added in {split}: {count}, {alone} of them on added images ({classes})",
			fix: look,
			severity: "info"
		}
	},
	references: [],
	run(given) {
		const groups = findChanges(given);
		const classes = classChanges(given);
		const { metrics, exhibits } = composition(given);
		return {
			status: "measured",
			metrics,
			claims: [],
			findings: [
				...classes ? [classes.finding] : [],
				...groups.map((group) => imageFinding(group, given)),
				...boxFindings(given)
			],
			exhibits: [
				...exhibits,
				...classes ? [classes.exhibit] : [],
				...exampleTables(groups, given)
			]
		};
	}
});

// src/stats/log-gamma.ts
/** ln Γ(x) for x > 0, by Lanczos' series (g = 607/128, n = 15; P. Godfrey's coefficients), relative error about 1e-15. */
const COEFFICIENTS = [
	.9999999999999971,
	57.15623566586292,
	-59.59796035547549,
	14.136097974741746,
	-.4919138160976202,
	3399464998481189e-20,
	4652362892704858e-20,
	-9837447530487956e-20,
	.0001580887032249125,
	-.00021026444172410488,
	.00021743961811521265,
	-.0001643181065367639,
	8441822398385275e-20,
	-26190838401581408e-21,
	36899182659531625e-22
];
const HALF_LOG_TWO_PI = .9189385332046728;
function logGamma(x) {
	let sum = COEFFICIENTS[0];
	for (let i = 1; i < COEFFICIENTS.length; i++) sum += COEFFICIENTS[i] / (x - 1 + i);
	const t = x - 1 + 607 / 128 + .5;
	return (x - .5) * Math.log(t) - t + HALF_LOG_TWO_PI + Math.log(sum);
}

// src/stats/beta.ts
const TINY = 1e-300;
const STEPS = 1e4;
/** Regularised incomplete beta function I_x(a, b), a, b > 0, by Lentz's continued fraction (Numerical Recipes §6.4). */
function regularisedBeta(x, a, b) {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
	if (x < (a + 1) / (a + b + 2)) return front * continuedFraction(x, a, b) / a;
	return 1 - front * continuedFraction(1 - x, b, a) / b;
}
function continuedFraction(x, a, b) {
	let c = 1;
	let d = 1 / away(1 - (a + b) * x / (a + 1));
	let value = d;
	for (let m = 1; m <= STEPS; m++) {
		const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / away(1 + even * d);
		c = away(1 + even / c);
		value *= d * c;
		const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / away(1 + odd * d);
		c = away(1 + odd / c);
		const factor = d * c;
		value *= factor;
		if (Math.abs(factor - 1) < 1e-16) break;
	}
	return value;
}
function away(value) {
	return Math.abs(value) < TINY ? TINY : value;
}

// src/stats/normal.ts
/** Standard normal distribution. Cdf through erfc by W. J. Cody's rational approximations (Math. Comp. 1969), relative error below 1e-15; quantile by M. J. Wichura's AS 241. */
const SQRT_2 = Math.SQRT2;
const ONE_OVER_SQRT_PI = .5641895835477563;
function polynomial(x, coefficients) {
	let sum = 0;
	for (const coefficient of coefficients) sum = sum * x + coefficient;
	return sum;
}
const ERF_P = [
	.18577770618460315,
	3.1611237438705655,
	113.86415415105016,
	377.485237685302,
	3209.3775891384694
];
const ERF_Q = [
	1,
	23.601290952344122,
	244.02463793444417,
	1282.6165260773723,
	2844.236833439171
];
const ERFC_P = [
	2.1531153547440383e-8,
	.5641884969886701,
	8.883149794388377,
	66.11919063714163,
	298.6351381974001,
	881.952221241769,
	1712.0476126340707,
	2051.0783778260716,
	1230.3393547979972
];
const ERFC_Q = [
	1,
	15.744926110709835,
	117.6939508913125,
	537.1811018620099,
	1621.3895745666903,
	3290.7992357334597,
	4362.619090143247,
	3439.3676741437216,
	1230.3393548037495
];
const TAIL_P = [
	.016315387137302097,
	.30532663496123236,
	.36034489994980445,
	.12578172611122926,
	.016083785148742275,
	.0006587491615298378
];
const TAIL_Q = [
	1,
	2.568520192289822,
	1.8729528499234604,
	.5279051029514285,
	.06051834131244132,
	.0023352049762686918
];
/** Complementary error function. */
function erfc(x) {
	const y = Math.abs(x);
	if (y <= .46875) return 1 - x * polynomial(y * y, ERF_P) / polynomial(y * y, ERF_Q);
	let tail;
	if (y <= 4) tail = polynomial(y, ERFC_P) / polynomial(y, ERFC_Q);
	else {
		const inverse = 1 / (y * y);
		tail = (ONE_OVER_SQRT_PI - inverse * polynomial(inverse, TAIL_P) / polynomial(inverse, TAIL_Q)) / y;
	}
	const rounded = Math.trunc(y * 16) / 16;
	const value = Math.exp(-rounded * rounded) * Math.exp(-(y - rounded) * (y + rounded)) * tail;
	return x < 0 ? 2 - value : value;
}
/** P(Z ≤ x). */
function normalCdf(x) {
	return .5 * erfc(-x / SQRT_2);
}
/** P(Z > x), exact in the upper tail. */
function normalSf(x) {
	return .5 * erfc(x / SQRT_2);
}
const CENTRAL_A = [
	2509.0809287301227,
	33430.57558358813,
	67265.7709270087,
	45921.95393154987,
	13731.69376550946,
	1971.5909503065513,
	133.14166789178438,
	3.3871328727963665
];
const CENTRAL_B = [
	5226.495278852546,
	28729.085735721943,
	39307.89580009271,
	21213.794301586597,
	5394.196021424751,
	687.1870074920579,
	42.31333070160091,
	1
];
const MIDDLE_C = [
	.0007745450142783414,
	.022723844989269184,
	.2417807251774506,
	1.2704582524523684,
	3.6478483247632045,
	5.769497221460691,
	4.630337846156546,
	1.4234371107496835
];
const MIDDLE_D = [
	1.0507500716444169e-9,
	.0005475938084995345,
	.015198666563616457,
	.14810397642748008,
	.6897673349851,
	1.6763848301838038,
	2.053191626637759,
	1
];
const FAR_E = [
	2.0103343992922881e-7,
	27115555687434876e-21,
	.0012426609473880784,
	.026532189526576124,
	.29656057182850487,
	1.7848265399172913,
	5.463784911164114,
	6.657904643501103
];
const FAR_F = [
	20442631033899397e-31,
	1.421511758316446e-7,
	18463183175100548e-21,
	.0007868691311456133,
	.014875361290850615,
	.1369298809227358,
	.599832206555888,
	1
];
/** x with P(Z ≤ x) = p; ±Infinity at 0 and 1, NaN outside. */
function normalQuantile(p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	const q = p - .5;
	if (Math.abs(q) <= .425) {
		const r = .180625 - q * q;
		return q * polynomial(r, CENTRAL_A) / polynomial(r, CENTRAL_B);
	}
	const tail = Math.min(p, 1 - p);
	if (tail === 0) return q < 0 ? -1e400 : 1e400;
	const r = Math.sqrt(-Math.log(tail));
	const value = r <= 5 ? polynomial(r - 1.6, MIDDLE_C) / polynomial(r - 1.6, MIDDLE_D) : polynomial(r - 5, FAR_E) / polynomial(r - 5, FAR_F);
	return q < 0 ? -value : value;
}

// src/stats/student-t.ts
/** P(T ≤ t) of Student's t with real `df` > 0 degrees of freedom. */
function tCdf(t, df) {
	if (Number.isNaN(t)) return NaN;
	if (!Number.isFinite(t)) return t > 0 ? 1 : 0;
	const tail = .5 * regularisedBeta(df / (df + t * t), df / 2, .5);
	return t > 0 ? 1 - tail : tail;
}
/** P(T > t), exact in the upper tail. */
function tSf(t, df) {
	return tCdf(-t, df);
}
/** t with P(T ≤ t) = p, by bisection from a bracket around the normal quantile. */
function tQuantile(p, df) {
	if (!(p > 0 && p < 1)) return p === 0 ? -1e400 : p === 1 ? 1e400 : NaN;
	if (p === .5) return 0;
	let hi = Math.max(1, Math.abs(normalQuantile(p)));
	const tail = Math.min(p, 1 - p);
	while (tSf(hi, df) > tail) hi *= 2;
	let lo = 0;
	while (hi - lo > Number.EPSILON * hi) {
		const middle = (lo + hi) / 2;
		if (middle === lo || middle === hi) break;
		if (tSf(middle, df) > tail) lo = middle;
		else hi = middle;
	}
	return p < .5 ? -hi : hi;
}

// src/stats/cluster.ts
/** Fewer groups than this cannot give a one-sided p of .05 even by sign flips (2⁻⁴ = .0625): nothing is decided. */
const LEAST_GROUPS = 5;
/**
* Paired difference with groups (patient, video, scene) as sampling units. `sums`: gains − regressions of each group,
* `sizes`: its images. Δ = Σs/Σn, SE² = G/(G−1)·Σ(s − nΔ)²/n², referred to t with G − 1.
*/
function clusterDifference(sums, sizes) {
	let total = 0;
	let n = 0;
	for (let g = 0; g < sums.length; g++) {
		total += sums[g];
		n += sizes[g];
	}
	const delta = n > 0 ? total / n : 0;
	let squares = 0;
	for (let g = 0; g < sums.length; g++) squares += (sums[g] - sizes[g] * delta) ** 2;
	const groups = sums.length;
	return {
		delta,
		se: groups > 1 ? Math.sqrt(groups / (groups - 1) * squares) / n : Number.POSITIVE_INFINITY,
		df: groups - 1,
		groups
	};
}
/** p of H0: Δ ≤ −margin. */
function clusterNotInferior(difference, margin) {
	return upper$1(difference, difference.delta + margin);
}
/** p of H0: Δ ≥ −margin. */
function clusterBeyondMargin(difference, margin) {
	return upper$1(difference, -(difference.delta + margin));
}
/** p of H0: Δ ≥ 0. */
function clusterWorse(difference) {
	return upper$1(difference, -difference.delta);
}
function clusterInterval({ delta, se, df, groups }, level) {
	if (groups < LEAST_GROUPS) return {
		lo: -1,
		hi: 1
	};
	const half = se === 0 ? 0 : tQuantile(.5 + level / 2, df) * se;
	return {
		lo: delta - half,
		hi: delta + half
	};
}
function upper$1({ se, df, groups }, distance) {
	if (groups < LEAST_GROUPS) return 1;
	if (se === 0) return distance > 0 ? 0 : distance < 0 ? 1 : .5;
	return tSf(distance / se, df);
}

// src/stats/binomial.ts
/** P(X = k) for X ~ Bin(n, p), through logarithms. */
function binomialPmf(k, n, p) {
	if (k < 0 || k > n) return 0;
	if (p === 0 || p === 1) return k === n * p ? 1 : 0;
	const logChoose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
	return Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
}
/** P(X ≤ k), summed term by term from the larger ones. */
function binomialCdf(k, n, p) {
	if (k < 0) return 0;
	if (k >= n) return 1;
	if (p === 0 || p === 1) return p === 0 ? 1 : 0;
	const lower = k <= n * p;
	const odds = p / (1 - p);
	let term = binomialPmf(lower ? k : k + 1, n, p);
	let sum = term;
	if (lower) {
		for (let i = k; i > 0 && term > sum * 1e-18; i--) {
			term *= i / ((n - i + 1) * odds);
			sum += term;
		}
		return Math.min(1, sum);
	}
	for (let i = k + 1; i < n && term > sum * 1e-18; i++) {
		term *= (n - i) * odds / (i + 1);
		sum += term;
	}
	return Math.max(0, 1 - sum);
}

// src/stats/mcnemar.ts
/** One-sided mid-p under "no change": the probability of at most this few gains among all flips. Small = head is worse. */
function mcnemarMidPWorse(gains, regressions) {
	const n = gains + regressions;
	if (n === 0) return 1;
	return binomialCdf(gains, n, .5) - .5 * binomialPmf(gains, n, .5);
}

// src/stats/tango.ts
/**
* Tango's score statistic for H0: Δ = delta0, with Δ = (gains − regressions)/n (T. Tango, Stat. Med. 1998). Signed: large
* = Δ is above delta0. Where the variance vanishes the sign decides (±Infinity, or 0).
*/
function tangoZ({ gains, regressions, n }, delta0) {
	const a = 2 * n;
	const b = -regressions - gains + (2 * n - gains + regressions) * delta0;
	const c = -regressions * delta0 * (1 - delta0);
	const variance = n * (2 * ((Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)) + delta0 * (1 - delta0));
	const excess = gains - regressions - n * delta0;
	if (excess === 0) return 0;
	return variance <= 0 ? Math.sign(excess) * 1e400 : excess / Math.sqrt(variance);
}
/** p of H0: Δ ≤ −margin. Small = shown not to be worse than the margin. */
function tangoNotInferior(counts, margin) {
	return counts.n === 0 ? 1 : normalSf(tangoZ(counts, -margin));
}
/** p of H0: Δ ≥ −margin. Small = shown to be worse than the margin. */
function tangoBeyondMargin(counts, margin) {
	return counts.n === 0 ? 1 : normalCdf(tangoZ(counts, -margin));
}
/** Two-sided score interval of Δ at `level` (.95), by bisection of z(Δ0) = ±z. n = 0 → [−1, 1]. */
function tangoInterval(counts, level) {
	if (counts.n === 0) return {
		lo: -1,
		hi: 1
	};
	const z = normalQuantile(.5 + level / 2);
	const estimate = (counts.gains - counts.regressions) / counts.n;
	return {
		lo: bound(counts, z, -1, estimate),
		hi: bound(counts, -z, estimate, 1)
	};
}
/** z falls as Δ0 grows: where it crosses `wanted` between lo and hi. */
function bound(counts, wanted, lo, hi) {
	let [from, to] = [lo, hi];
	for (let step = 0; step < 200 && to - from > 1e-15; step++) {
		const middle = (from + to) / 2;
		if (tangoZ(counts, middle) > wanted) from = middle;
		else to = middle;
	}
	return (from + to) / 2;
}

// src/stats/paired.ts
/** Paired right/wrong answers against a margin: Tango and McNemar mid-p over images, or t over groups. */
function comparePaired(counts, groups, margin, level = .95) {
	const gain = counts.n === 0 ? 0 : (counts.gains - counts.regressions) / counts.n;
	if (groups) return {
		gain,
		interval: clusterInterval(groups, level),
		method: "cluster-t",
		p: {
			beyondMargin: clusterBeyondMargin(groups, margin),
			worse: clusterWorse(groups),
			notInferior: clusterNotInferior(groups, margin)
		}
	};
	return {
		gain,
		interval: tangoInterval(counts, level),
		method: "tango",
		p: {
			beyondMargin: tangoBeyondMargin(counts, margin),
			worse: mcnemarMidPWorse(counts.gains, counts.regressions),
			notInferior: tangoNotInferior(counts, margin)
		}
	};
}
/** The test images are the whole population: no sampling error, the difference itself against −margin. */
function compareCounted(counts, margin) {
	const gain = counts.n === 0 ? 0 : (counts.gains - counts.regressions) / counts.n;
	const beyond = gain < -margin;
	return {
		gain,
		interval: {
			lo: gain,
			hi: gain
		},
		method: "counted",
		p: {
			beyondMargin: beyond ? 0 : 1,
			worse: gain < 0 ? 0 : 1,
			notInferior: beyond || counts.n === 0 ? 1 : 0
		}
	};
}
/** Equivalence (two one-sided tests): not worse and not better than the margin; its p is the larger one. */
function equivalence(comparison, mirrored) {
	const notInferior = Math.max(comparison.p.notInferior, mirrored.p.notInferior);
	const beyondMargin = Math.min(comparison.p.beyondMargin, mirrored.p.beyondMargin);
	return {
		...comparison,
		p: {
			...comparison.p,
			notInferior,
			beyondMargin
		}
	};
}
function mirror({ gains, regressions, n }) {
	return {
		gains: regressions,
		regressions: gains,
		n
	};
}

// src/stats/power.ts
/** Smallest true loss that a paired comparison of n units with discordance psi shows with power .80 at one-sided .05. */
function mde80(psi, n, delta = 0) {
	return 2.4864748605243863 * Math.sqrt(Math.max(0, psi - delta * delta)) / Math.sqrt(n);
}
/** Units needed to show "not worse than margin" with power .80 when nothing changed. */
function n80(psi, margin) {
	return 2.4864748605243863 ** 2 * psi / (margin * margin);
}

// src/stats/wilson.ts
/** Wilson's score interval of a proportion (E. B. Wilson, JASA 1927). n = 0 → [0, 1]. */
function wilsonInterval(successes, n, level) {
	if (n === 0) return {
		lo: 0,
		hi: 1
	};
	const z = normalQuantile(.5 + level / 2);
	const p = successes / n;
	const centre = p + z * z / (2 * n);
	const half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	const scale = 1 + z * z / n;
	return {
		lo: successes === 0 ? 0 : (centre - half) / scale,
		hi: successes === n ? 1 : (centre + half) / scale
	};
}

// src/checks/paired-accuracy.ts
/** Discordance assumed while this pull request shows too few flips to tell its own. */
const PSI = .05;
const LEAST_FLIPS = 10;
const LEVEL$1 = .95;
const COUNTED = {
	code: "deterministic",
	args: {}
};
/** Base's groups: what decides is not the pull request's. Head's where base has none, for they can only widen. */
function unitsOf({ baseRow, headRow }, base, head) {
	if (base.group) return {
		groups: base.group,
		rows: baseRow
	};
	return head.group ? {
		groups: head.group,
		rows: headRow
	} : null;
}
/** Accuracy of base and head on some of the judged images, and the claim that head is not worse than the tolerance. */
function pairedAccuracy(judgement, { at, slice, role, tolerance, code }, primary, units) {
	const { baseRight, headRight } = judgement;
	const n = at.length;
	const [base, head] = [sum(at, baseRight), sum(at, headRight)];
	const counts = flips(at, baseRight, headRight);
	const counted = primary.population === "fixed";
	const clusters = units && !counted ? clustersOf$1(at, baseRight, headRight, units) : null;
	const margin = typeof tolerance === "number" ? tolerance : Math.max(Number.EPSILON, tolerance.relative * base / n);
	const { gain, interval: bounds, method, p } = compare$4(counts, clusters, margin, primary);
	const interval = counted ? COUNTED : {
		...bounds,
		level: LEVEL$1,
		method
	};
	const [deltaN, of] = clusters ? [clusters.groups, "group"] : [n, "image"];
	const delta = {
		value: gain,
		n: deltaN,
		of,
		interval
	};
	const { args, ...power } = powerOf(counts, clusters, margin, counted);
	return {
		metric: {
			id: "accuracy",
			slice,
			unit: "ratio",
			better: "higher",
			base: units && !counted ? groupedShare(at, baseRight, units) : share(base, n, counted),
			head: units && !counted ? groupedShare(at, headRight, units) : share(head, n, counted),
			delta
		},
		claim: {
			metric: "accuracy",
			slice,
			role,
			code: counted ? code.counted : code.sampled,
			unit: "ratio",
			n,
			gain,
			margin,
			interval,
			p: {
				...p,
				notInferiorToAnchor: role === "primary" ? anchorP(judgement, at, margin, counted, units) : null
			},
			...power,
			args: {
				...slice === null ? {} : { slice },
				n,
				baseRatio: base / n,
				headRatio: head / n,
				deltaPp: gain,
				...counted ? {} : {
					loPp: bounds.lo,
					hiPp: bounds.hi
				},
				limitPp: -margin,
				gains: counts.gains,
				regressions: counts.regressions,
				...args
			}
		}
	};
}
/** A share with Wilson's interval; none where it is counted, not sampled. */
function share(right, n, counted) {
	if (n === 0) return {
		value: null,
		reason: {
			code: "undefined",
			args: {}
		}
	};
	const wilson = {
		...wilsonInterval(right, n, LEVEL$1),
		level: LEVEL$1,
		method: "wilson"
	};
	return {
		value: right / n,
		n,
		of: "image",
		interval: counted ? COUNTED : wilson
	};
}
/** A share of images, with groups as sampling units. */
function groupedShare(at, right, units) {
	const { delta, ...spread } = clustersOf$1(at, new Uint8Array(right.length), right, units);
	const { lo, hi } = clusterInterval({
		delta,
		...spread
	}, LEVEL$1);
	const interval = {
		lo: Math.max(0, lo),
		hi: Math.min(1, hi),
		level: LEVEL$1,
		method: "cluster-t"
	};
	return {
		value: delta,
		n: spread.groups,
		of: "group",
		interval
	};
}
function compare$4(counts, clusters, margin, { population, test }) {
	const compared = one(counts, clusters);
	if (test === "non-inferiority") return compared;
	return equivalence(compared, one(mirror(counts), clusters && {
		...clusters,
		delta: -clusters.delta
	}));
	function one(of, groups) {
		return population === "fixed" ? compareCounted(of, margin) : comparePaired(of, groups, margin, LEVEL$1);
	}
}
/** Not worse than the last release by twice the margin; null without one. What it cannot answer is left out. */
function anchorP({ anchorRight, headRight }, at, margin, counted, units) {
	if (anchorRight === null) return null;
	const known = at.filter((one) => anchorRight[one] !== 2);
	const counts = flips(known, anchorRight, headRight);
	if (counted) return compareCounted(counts, 2 * margin).p.notInferior;
	const clusters = units && clustersOf$1(known, anchorRight, headRight, units);
	return comparePaired(counts, clusters, 2 * margin, LEVEL$1).p.notInferior;
}
/**
* What so many images can show. ψ is this pull request's own where enough answers flip; with groups their own standard
* error stands for √(ψ/n). Where nothing is sampled there is nothing to show.
*/
function powerOf({ gains, regressions, n }, clusters, margin, counted) {
	if (counted) return {
		mde80: null,
		n80: null,
		args: {}
	};
	const own = gains + regressions >= LEAST_FLIPS;
	const flipped = own ? (gains + regressions) / n : PSI;
	const psi = own && clusters && clusters.se > 0 && Number.isFinite(clusters.se) ? n * clusters.se ** 2 : flipped;
	const args = {
		psi: flipped,
		psiSource: own ? "this pull request" : "assumed"
	};
	return {
		mde80: mde80(psi, n),
		n80: n80(psi, margin),
		args
	};
}
function flips(at, before, after) {
	let [gains, regressions] = [0, 0];
	for (const one of at) if (after[one] > before[one]) gains++;
	else if (after[one] < before[one]) regressions++;
	return {
		gains,
		regressions,
		n: at.length
	};
}
/** Images without a group are groups of their own. */
function clustersOf$1(at, before, after, { groups, rows }) {
	const alone = [];
	const sums = /* @__PURE__ */ new Map();
	for (const one of at) {
		const group = codeAt(groups, rows[one]);
		const known = group === null ? void 0 : sums.get(group);
		const entry = known ?? [0, 0];
		entry[0] += after[one] - before[one];
		entry[1]++;
		if (group === null) alone.push(entry);
		else if (!known) sums.set(group, entry);
	}
	const entries = [...sums.values(), ...alone];
	return clusterDifference(Float64Array.from(entries, ([difference]) => difference), Float64Array.from(entries, ([, size]) => size));
}
function sum(at, column) {
	let total = 0;
	for (const one of at) total += column[one];
	return total;
}

// src/checks/evaluation/metric-regression/exhibits.ts
const SHOWN$3 = 100;
const BARS = 20;
/** Counts of right answers, largest loss of accuracy first. */
function classes({ truth, baseRight, headRight }) {
	const counts = /* @__PURE__ */ new Map();
	for (const [at, name] of truth.entries()) {
		const count = counts.get(name) ?? {
			name,
			n: 0,
			base: 0,
			head: 0
		};
		counts.set(name, count);
		count.n++;
		count.base += baseRight[at];
		count.head += headRight[at];
	}
	const change = ({ n, base, head }) => (head - base) / n;
	return [...counts.values()].sort((a, b) => change(a) - change(b) || compare$3(a.name, b.name));
}
function classTable(judgement) {
	const all = classes(judgement);
	return {
		kind: "table",
		title: "Accuracy per class, largest loss first",
		columns: [
			{
				name: "class",
				unit: "text"
			},
			{
				name: "images",
				unit: "count"
			},
			{
				name: "base",
				unit: "ratio"
			},
			{
				name: "head",
				unit: "ratio"
			},
			{
				name: "change",
				unit: "ratio"
			}
		],
		rows: all.slice(0, SHOWN$3).map(({ name, n, base, head }) => [
			name,
			n,
			base / n,
			head / n,
			(head - base) / n
		]),
		total: all.length
	};
}
function classBars(judgement) {
	return {
		kind: "bars",
		title: "Accuracy per class",
		unit: "ratio",
		bars: classes(judgement).slice(0, BARS).map(({ name, n, base, head }) => ({
			name,
			base: base / n,
			head: head / n
		}))
	};
}
/** Base's answer is the class itself: it had these right. */
function answersLost({ headRow, truth, baseRight, headRight, headAnswer }, data) {
	const rows = [...headRow.keys()].filter((at) => baseRight[at] === 1 && headRight[at] === 0).map((at) => [
		data.path.get(headRow[at]),
		truth[at],
		headAnswer[at]
	]).sort(([a], [b]) => compare$3(a, b));
	return {
		kind: "table",
		title: "Images that base has right and head has wrong",
		columns: [
			{
				name: "image",
				unit: "text"
			},
			{
				name: "class",
				unit: "text"
			},
			{
				name: "answer of head",
				unit: "text"
			}
		],
		rows: rows.slice(0, SHOWN$3),
		total: rows.length
	};
}
function compare$3(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/checks/evaluation/metric-regression/check.ts
/** Images named in a finding. */
const SHOWN$2 = 5;
/** Accuracy of head against base on the images that are the same on both sides. */
const check$6 = defineCheck({
	id: "evaluation/metric-regression",
	title: "Primary metric",
	failureTitle: "Primary metric regressed",
	why: "A drop is a regression only when it is larger than chance and larger than what was agreed to tolerate.",
	pitfalls: [5],
	cost: "cpu",
	needs: {
		judgement: {
			evidence: "judgement",
			at: "pair"
		},
		baseData: {
			evidence: "dataset",
			at: "base"
		},
		headData: {
			evidence: "dataset",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		regression: {
			text: "accuracy {baseRatio} → {headRatio} ({deltaPp}, 95 % CI {loPp} … {hiPp}; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Look at the images that head loses (report.html), and train or label for them.",
			severity: "block"
		},
		"regression-counted": {
			text: "accuracy {baseRatio} → {headRatio} ({deltaPp}, counted; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Look at the images that head loses (report.html): they are all listed or counted there.",
			severity: "block"
		},
		"missing-prediction": {
			text: "head gives no usable answer ({why}) for {count} images that base answers, for example {example}",
			fix: "A model must answer every image that base answers; NaN usually comes from the export or the preprocessing.",
			severity: "block"
		},
		"nothing-to-judge": {
			text: "no image of the judged split {split} is the same on base and head ({baseCount} answered on base, {headCount} on head)",
			fix: "Change the test set in a pull request of its own, without changing the model.",
			severity: "block"
		}
	},
	references: ["Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Stat. Med. 1998", "Fagerland, Lydersen & Laake, The McNemar test for binary matched-pairs data, BMC Med. Res. Methodol. 2013"],
	run({ judgement, baseData, headData }, { target }) {
		const { primary } = target;
		if (primary === null) return {
			status: "not-applicable",
			reason: {
				code: "no-primary",
				args: {}
			}
		};
		const whole = wholeSplit(judgement, primary.population === "fixed");
		const findings = missing(judgement, headData);
		if (judgement.headRow.length === 0) {
			if (findings.length === 0) findings.push(nothingToJudge(judgement, target.gateSplit));
			return {
				status: "measured",
				metrics: whole,
				claims: [],
				findings,
				exhibits: []
			};
		}
		const subset = {
			at: [...judgement.headRow.keys()],
			slice: null,
			role: "primary",
			tolerance: primary.tolerance,
			code: {
				sampled: "regression",
				counted: "regression-counted"
			}
		};
		const { metric, claim } = pairedAccuracy(judgement, subset, primary, unitsOf(judgement, baseData, headData));
		return {
			status: "measured",
			metrics: [metric, ...whole],
			claims: [claim],
			findings,
			exhibits: [
				classTable(judgement),
				classBars(judgement),
				answersLost(judgement, headData)
			]
		};
	}
});
/** One finding for each reason: a broken export fails on every image. */
function missing({ headMissing }, data) {
	const byReason = /* @__PURE__ */ new Map();
	for (const [row, why] of headMissing) {
		const rows = byReason.get(why);
		if (rows) rows.push(row);
		else byReason.set(why, [row]);
	}
	return [...byReason].map(([why, rows]) => {
		const images = rows.map((row) => ({
			path: data.path.get(row),
			content: data.content.text(row)
		}));
		images.sort((a, b) => a.path < b.path ? -1 : 1);
		return {
			code: "missing-prediction",
			args: {
				why,
				count: rows.length,
				example: images[0].path
			},
			about: images.slice(0, SHOWN$2).map(({ path }) => ({
				kind: "image",
				side: "head",
				id: path
			})),
			age: "new",
			count: rows.length,
			subject: why,
			basis: images.map(({ content }) => content).join(" ")
		};
	});
}
/** Old when base had nothing that could be compared either. */
function nothingToJudge({ answered }, split) {
	const args = {
		split,
		baseCount: answered.base.length,
		headCount: answered.head.length
	};
	return {
		code: "nothing-to-judge",
		args,
		about: [],
		age: args.baseCount === 0 ? "pre-existing" : "new",
		count: 1,
		subject: split,
		basis: JSON.stringify(args)
	};
}
/** What each side scores on its own judged split, when that is not the same set of images. */
function wholeSplit({ whole, headRow }, counted) {
	if (whole.base.n === headRow.length && whole.head.n === headRow.length) return [];
	return [{
		id: "accuracy-whole-split",
		slice: null,
		unit: "ratio",
		better: "higher",
		base: share(whole.base.right, whole.base.n, counted),
		head: share(whole.head.right, whole.head.n, counted),
		delta: {
			value: null,
			reason: {
				code: "different-images",
				args: {}
			}
		}
	}];
}

// src/evidence/pixels/types.ts
/** Per row of the dataset of the same side. */
const PIXEL_STATUS = [
	"ok",
	"absent",
	"missing",
	"unreadable",
	"unsupported-format",
	"too-large",
	"out-of-memory",
	"timeout",
	"crash"
];

// src/checks/integrity/unreadable-image/faults.ts
/** Images told one by one; what is beyond is told as one number for each kind of fault. */
const SINGLY$1 = 1e3;
function statusAt({ pixels }, row) {
	return PIXEL_STATUS[pixels.status[row]];
}
/** Neither sound nor merely not here. */
function isFault(status) {
	return status !== "ok" && status !== "absent";
}
/** Images that are missing or cannot be decoded, new ones first, by path. Old: at fault on base, same path and bytes. */
function faultFindings(head, base) {
	const known = new Set(base ? faultyRows(base).map((row) => keyOf$2(base.data, row)) : []);
	const faults = faultyRows(head).map((row) => {
		const age = known.has(keyOf$2(head.data, row)) ? "pre-existing" : "new";
		return {
			row,
			path: head.data.path.get(row),
			status: statusAt(head, row),
			age
		};
	});
	faults.sort((a, b) => compare$2(a.age, b.age) || compare$2(a.path, b.path));
	return [...faults.slice(0, SINGLY$1).map((fault) => single$1(fault, head)), ...folded(faults.slice(SINGLY$1), head)];
}
function single$1({ row, path, status, age }, head) {
	const missing = status === "missing";
	return {
		code: missing ? "missing-file" : "unreadable",
		args: missing ? { path } : {
			path,
			status,
			detail: head.pixels.detail.get(row) ?? ""
		},
		about: refs$1(head.data, row, path),
		age,
		count: 1,
		subject: path,
		basis: `${head.data.content.text(row)} ${status}`
	};
}
function folded(rest, { data }) {
	const groups = /* @__PURE__ */ new Map();
	for (const fault of rest) {
		const key = `${fault.age} ${fault.status}`;
		const known = groups.get(key);
		if (known) known.push(fault);
		else groups.set(key, [fault]);
	}
	return [...groups].sort(([a], [b]) => compare$2(a, b)).map(([subject, group]) => {
		const [{ row, path, status, age }] = group;
		return {
			code: "more-at-fault",
			args: {
				count: group.length,
				status,
				path
			},
			about: refs$1(data, row, path),
			age,
			count: group.length,
			subject,
			basis: group.map((one) => keyOf$2(data, one.row)).join("\n")
		};
	});
}
function faultyRows(read) {
	const rows = [];
	for (let row = 0; row < read.data.rows; row++) if (isFault(statusAt(read, row))) rows.push(row);
	return rows;
}
function keyOf$2(data, row) {
	return `${data.path.get(row)} ${data.content.text(row)}`;
}
/** The record in its manifest, or else the file. */
function refs$1(data, row, path) {
	const line = data.line[row];
	const source = data.source.values[data.source.codes[row]];
	return [line > 0 && source !== void 0 ? {
		kind: "file",
		side: "head",
		path: source,
		line
	} : {
		kind: "file",
		side: "head",
		path
	}, {
		kind: "image",
		side: "head",
		id: path
	}];
}
function compare$2(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/checks/integrity/unreadable-image/record-problems.ts
const EXAMPLES = 50;
const REFS = 5;
/** Records that are left out or incomplete: what base had as well is old. Nothing that was not read goes unsaid. */
function problemFindings({ base, head }) {
	const known = countByText(base);
	const groups = /* @__PURE__ */ new Map();
	for (const problem of head.problems) {
		if (problem.code === "missing-file") continue;
		const key = JSON.stringify([problem.code, problem.file]);
		const group = groups.get(key) ?? {
			of: problem,
			all: 0,
			fresh: [],
			count: 0
		};
		groups.set(key, group);
		group.all += problem.count;
		const text = textOf(problem);
		const before = known.get(text) ?? 0;
		known.set(text, Math.max(0, before - problem.count));
		if (problem.count <= before) continue;
		group.fresh.push(problem);
		group.count += problem.count - before;
	}
	return [...groups].map(([subject, { of, all, fresh, count }]) => {
		const shown = fresh.length > 0 ? fresh : head.problems.filter((one) => one.code === of.code && one.file === of.file);
		return {
			code: "record-at-fault",
			args: {
				count: count || all,
				file: of.file,
				problem: of.code,
				example: shown[0].text
			},
			about: shown.slice(0, REFS).map(refOf),
			age: count > 0 ? "new" : "pre-existing",
			count: count || all,
			subject,
			basis: shown.map(textOf).sort().join("\n")
		};
	});
}
function problemTable({ head }) {
	if (head.problems.length === 0) return [];
	return [{
		kind: "table",
		title: "Records at fault on head",
		columns: [
			{
				name: "file",
				unit: "text"
			},
			{
				name: "line",
				unit: "count"
			},
			{
				name: "problem",
				unit: "text"
			},
			{
				name: "records",
				unit: "count"
			}
		],
		rows: head.problems.slice(0, EXAMPLES).map(({ file, line, text, count }) => [
			file,
			line || null,
			text,
			count
		]),
		total: head.problems.length
	}];
}
function countByText(dataset) {
	const counts = /* @__PURE__ */ new Map();
	for (const problem of dataset?.problems ?? []) counts.set(textOf(problem), (counts.get(textOf(problem)) ?? 0) + problem.count);
	return counts;
}
/** What a problem says, wherever its line moved. */
function textOf({ code, file, text }) {
	return JSON.stringify([
		code,
		file,
		text
	]);
}
function refOf({ file, line }) {
	return line > 0 ? {
		kind: "file",
		side: "head",
		path: file,
		line
	} : {
		kind: "file",
		side: "head",
		path: file
	};
}

// src/checks/integrity/unreadable-image/splits.ts
/** Of every configured split, also of those without an image. */
function countSplits(read) {
	const { split, rows } = read.data;
	const counts = split.values.map(() => ({
		all: 0,
		faulty: 0,
		absent: 0
	}));
	for (let row = 0; row < rows; row++) {
		const count = counts[split.codes[row]];
		if (!count) continue;
		const status = statusAt(read, row);
		count.all++;
		if (status === "absent") count.absent++;
		else if (isFault(status)) count.faulty++;
	}
	return new Map(split.values.map((name, code) => [name, counts[code]]));
}
function splitMetrics(head, base) {
	return [...head].map(([slice, { faulty, all }]) => {
		const was = base?.get(slice);
		return {
			id: "unreadable-images",
			slice,
			unit: "count",
			better: "lower",
			base: was ? counted$1(was.faulty, was.all) : absent,
			head: counted$1(faulty, all),
			delta: was ? counted$1(faulty - was.faulty, all) : absent
		};
	});
}
const absent = {
	value: null,
	reason: {
		code: "absent-on-base",
		args: {}
	}
};
function counted$1(value, n) {
	return {
		value,
		n,
		of: "image",
		interval: {
			code: "deterministic",
			args: {}
		}
	};
}
/** Images whose bytes are not on this machine. */
function notRead(head, base) {
	return [...head].flatMap(([split, { absent: count }]) => {
		if (count === 0) return [];
		return [{
			...told(split, (base?.get(split)?.absent ?? 0) >= count),
			code: "not-read",
			args: {
				count,
				split
			},
			count,
			basis: String(count)
		}];
	});
}
/** Splits in which nothing could be decoded, though everything was looked at. */
function emptySplits(head, base) {
	return [...head].flatMap(([split, counts]) => {
		if (!isEmpty(counts)) return [];
		const was = base?.get(split);
		const old = was !== void 0 && isEmpty(was);
		const args = {
			split,
			count: counts.all
		};
		return [{
			...told(split, old),
			code: "empty-split",
			args,
			count: 1,
			basis: String(counts.all)
		}];
	});
}
function isEmpty({ all, faulty }) {
	return all === faulty;
}
function told(split, old) {
	return {
		about: [],
		age: old ? "pre-existing" : "new",
		subject: split
	};
}

// src/checks/integrity/unreadable-image/check.ts
/** Every picture is decoded once; what cannot be is told, with the line that names it. */
const check$5 = defineCheck({
	id: "integrity/unreadable-image",
	title: "Readable images",
	failureTitle: "Images that cannot be read",
	why: "A truncated picture is skipped in silence by one loader, kills the training of another, and makes every metric a metric of something else.",
	pitfalls: [2],
	cost: "cpu",
	needs: {
		baseData: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		headData: {
			evidence: "dataset",
			at: "head"
		},
		basePixels: {
			evidence: "pixels",
			at: "base",
			optional: true
		},
		headPixels: {
			evidence: "pixels",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		unreadable: {
			text: "{path} cannot be decoded ({status}): {detail}",
			fix: "Replace the file, or remove it and its record.",
			severity: "block"
		},
		"missing-file": {
			text: "{path} is named by the manifest and is not there",
			fix: "Commit the file, or remove its record.",
			severity: "block"
		},
		"more-at-fault": {
			text: "{count} more images are at fault ({status}), for example {path}",
			fix: "Replace the files, or remove them and their records.",
			severity: "block"
		},
		"not-read": {
			text: "{count} images of {split} were not read: their bytes are not on this machine",
			fix: "Fetch them before the run (`git lfs pull`, or a `data-root`), or accept that nothing is known of them.",
			severity: "warn"
		},
		"record-at-fault": {
			text: "records at fault in {file}: {count}, {problem} ({example})",
			fix: "Correct the records on the lines shown: they are left out, or lack a label.",
			severity: "block"
		},
		"empty-split": {
			text: "the split {split} has no image that can be decoded ({count} listed)",
			fix: "Correct `data.splits`, or commit the images.",
			severity: "block"
		}
	},
	references: [],
	run({ baseData, headData, basePixels, headPixels }) {
		const head = {
			data: headData,
			pixels: headPixels
		};
		const base = baseData && basePixels ? {
			data: baseData,
			pixels: basePixels
		} : null;
		const [now, was] = [countSplits(head), base && countSplits(base)];
		return {
			status: "measured",
			metrics: splitMetrics(now, was),
			claims: [],
			findings: [
				...faultFindings(head, base),
				...notRead(now, was),
				...problemFindings({
					base: baseData,
					head: headData
				}),
				...emptySplits(now, was)
			],
			exhibits: problemTable({ head: headData })
		};
	}
});

// src/stats/log-ratio.ts
/** The round is the unit: one value a side a round, never the single run. */
function logRatio(base, head) {
	const rounds = Math.min(base.length, head.length);
	let sum = 0;
	for (let r = 0; r < rounds; r++) sum += Math.log(head[r] / base[r]);
	const mean = rounds > 0 ? sum / rounds : 0;
	let squares = 0;
	for (let r = 0; r < rounds; r++) squares += (Math.log(head[r] / base[r]) - mean) ** 2;
	return {
		mean,
		se: rounds > 1 ? Math.sqrt(squares / (rounds - 1) / rounds) : Number.POSITIVE_INFINITY,
		df: Math.max(0, rounds - 1)
	};
}
/** Two-sided t interval of the mean log-ratio. */
function logRatioInterval({ mean, se, df }, level) {
	if (df < 1) return {
		lo: -1e400,
		hi: 1e400
	};
	const half = se === 0 ? 0 : tQuantile(.5 + level / 2, df) * se;
	return {
		lo: mean - half,
		hi: mean + half
	};
}
/** p of H0: ratio ≤ rho. Small = shown to be slower than rho. */
function slowerThan({ mean, se, df }, rho) {
	return upper(mean - Math.log(rho), se, df);
}
/** p of H0: ratio ≥ rho. Small = shown not to be slower than rho. */
function notSlowerThan({ mean, se, df }, rho) {
	return upper(Math.log(rho) - mean, se, df);
}
function upper(distance, se, df) {
	if (df < 1) return 1;
	if (se === 0) return distance > 0 ? 0 : distance < 0 ? 1 : .5;
	return tSf(distance / se, df);
}

// src/checks/latency/latency-regression/check.ts
const LEAST_ROUNDS = 6;
/** A 95th percentile needs this many runs to have an order statistic above it (binomial, 99 %, one run beyond). */
const RUNS_FOR_P95 = 130;
const LEVEL = .95;
const QUANTILES = {
	p50: "median",
	p95: "95th percentile"
};
const ratio = (standard, what) => number().gt(1).max(10).default(standard).meta({ description: `tolerated head/base ratio of the ${what}` });
/** Time of one inference, base and head measured in turn. The round is the unit, never the single run. */
const check$4 = defineCheck({
	id: "latency/latency-regression",
	title: "Latency",
	failureTitle: "Inference became slower",
	why: "A slower model costs on every image, for ever; a single benchmark run finds a slowdown where there is none three times out of four.",
	pitfalls: [5, 10],
	cost: "cpu",
	needs: { latency: {
		evidence: "latency",
		at: "pair"
	} },
	options: strictObject({
		"ratio-p50": ratio(1.05, QUANTILES.p50),
		"ratio-p95": ratio(1.1, QUANTILES.p95)
	}),
	messages: {
		slower: {
			text: "{metric} of one inference {baseMs} → {headMs} (× {times}, 95 % CI × {lo} … × {hi}; limit × {limit}; {n} rounds)",
			fix: "See the operators that were added (model/change), or raise the limit if the cost is wanted.",
			severity: "block"
		},
		unsteady: {
			text: "{count} of {sides} timed processes never became steady: the machine was busy",
			fix: "Use a quieter runner for latency: the intervals are wider than they need be.",
			severity: "info"
		}
	},
	references: ["Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017", "Kalibera & Jones, Rigorous benchmarking in reasonable time, ISMM 2013"],
	run({ latency }, { options }) {
		const made = (latency.runsPerRound >= RUNS_FOR_P95 ? ["p50", "p95"] : ["p50"]).map((quantile) => compare$1(latency, quantile, options[`ratio-${quantile}`]));
		return {
			status: "measured",
			metrics: made.flatMap(({ metrics }) => metrics),
			claims: made.map(({ claim }) => claim),
			findings: unsteady(latency),
			exhibits: [rounds(latency)]
		};
	}
});
function compare$1({ base, head, rounds: n }, quantile, limit) {
	const logs = logRatio(base[quantile], head[quantile]);
	const enough = n >= LEAST_ROUNDS;
	const { lo, hi } = enough ? logRatioInterval(logs, LEVEL) : {
		lo: 0,
		hi: 0
	};
	const [baseMs, headMs] = [median(base[quantile]), median(head[quantile])];
	const id = `latency-${quantile}`;
	const interval = (from, to) => enough ? {
		lo: from,
		hi: to,
		level: LEVEL,
		method: "t-log-ratio"
	} : {
		code: "too-few",
		args: { n }
	};
	const estimate = (value, range) => ({
		value,
		n,
		of: "round",
		interval: range
	});
	const alone = {
		code: "paired-only",
		args: {}
	};
	return {
		metrics: [{
			id,
			slice: null,
			unit: "ms",
			better: "lower",
			base: estimate(baseMs, alone),
			head: estimate(headMs, alone),
			delta: estimate(headMs - baseMs, interval(baseMs * Math.expm1(lo), baseMs * Math.expm1(hi)))
		}],
		claim: {
			metric: id,
			slice: null,
			role: "limit",
			code: "slower",
			unit: "ms",
			n,
			gain: 0 - logs.mean,
			margin: Math.log(limit),
			interval: interval(-hi, -lo),
			p: enough ? probabilities(logs, limit) : {
				beyondMargin: 1,
				worse: 1,
				notInferior: 1,
				notInferiorToAnchor: null
			},
			mde80: null,
			n80: null,
			args: {
				metric: QUANTILES[quantile],
				baseMs,
				headMs,
				times: rounded(Math.exp(logs.mean)),
				lo: enough ? rounded(Math.exp(lo)) : "?",
				hi: enough ? rounded(Math.exp(hi)) : "?",
				limit,
				n
			}
		}
	};
}
function probabilities(logs, limit) {
	return {
		beyondMargin: slowerThan(logs, limit),
		worse: slowerThan(logs, 1),
		notInferior: notSlowerThan(logs, limit),
		notInferiorToAnchor: null
	};
}
/** The machine's doing, not the pull request's: never new. */
function unsteady({ unsteady: count, rounds: n, profile }) {
	if (count === 0) return [];
	return [{
		code: "unsteady",
		args: {
			count,
			sides: 2 * n
		},
		about: [],
		age: "pre-existing",
		count: 1,
		subject: profile,
		basis: ""
	}];
}
function median(values) {
	const sorted = Float64Array.from(values).sort();
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
function rounded(value) {
	return Math.round(value * 1e3) / 1e3;
}
function rounds({ base, head, rounds: n }) {
	return {
		kind: "table",
		title: "Median of one inference, per round",
		columns: [
			{
				name: "round",
				unit: "count"
			},
			{
				name: "base",
				unit: "ms"
			},
			{
				name: "head",
				unit: "ms"
			},
			{
				name: "head to base",
				unit: "score"
			}
		],
		rows: Array.from({ length: n }, (_, round) => [
			round + 1,
			base.p50[round],
			head.p50[round],
			head.p50[round] / base.p50[round]
		]),
		total: n
	};
}

// src/checks/leakage/exact-duplicate/clusters.ts
const OK = 0;
const HASH = 32;
/** Clusters of two and more, in the order of their first path. O(rows), over typed arrays. */
function clustersOf(data, pixels) {
	const clusters = duplicateRows(data, pixels).map((rows) => {
		const placed = rows.map((row) => ({
			row,
			path: data.path.get(row),
			split: splitOf(data, row)
		}));
		placed.sort((a, b) => compare(a.path, b.path) || compare(a.split, b.split));
		return {
			rows: placed.map(({ row }) => row),
			splits: [...new Set(placed.map(({ split }) => split))].sort(),
			ids: idsOf(data, pixels, rows)
		};
	});
	const first = new Map(clusters.map((cluster) => [cluster, data.path.get(cluster.rows[0])]));
	return clusters.sort((a, b) => compare(first.get(a), first.get(b)) || compare(a.ids[0], b.ids[0]));
}
function splitOf({ split }, row) {
	return split.values[split.codes[row]] ?? "";
}
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
/** Rows with equal decoded pixels or equal bytes (by id, so also where the bytes are not here), united. */
function duplicateRows(data, pixels) {
	const parent = new Int32Array(data.rows);
	for (let row = 0; row < data.rows; row++) parent[row] = row;
	join(parent, pixels.hash, pixels.status, (status) => status === OK);
	join(parent, data.content.hashes, data.content.kinds, (kind) => kind !== 0);
	const clusters = /* @__PURE__ */ new Map();
	for (let row = 0; row < data.rows; row++) {
		const top = root(parent, row);
		if (top === row) continue;
		const known = clusters.get(top);
		if (known) known.push(row);
		else clusters.set(top, [top, row]);
	}
	return [...clusters.values()];
}
/** Unites rows with equal hashes and equal kinds, in one pass of open addressing; hashes are their own hash. */
function join(parent, hashes, kinds, counts) {
	const mask = slotsFor(parent.length) - 1;
	const slots = new Int32Array(mask + 1).fill(-1);
	for (let row = 0; row < parent.length; row++) {
		if (!counts(kinds[row])) continue;
		const at = row * HASH;
		let slot = (hashes[at] | hashes[at + 1] << 8 | hashes[at + 2] << 16 | hashes[at + 3] << 24) & mask;
		for (; slots[slot] >= 0; slot = slot + 1 & mask) {
			const other = slots[slot];
			const there = other * HASH;
			if (kinds[other] === kinds[row] && equalBytes(hashes, at, at + HASH, hashes, there, there + HASH)) break;
		}
		if (slots[slot] < 0) slots[slot] = row;
		else unite(parent, slots[slot], row);
	}
}
/** The smaller row is the root, so that clusters do not depend on the order of joining. */
function unite(parent, a, b) {
	const [x, y] = [root(parent, a), root(parent, b)];
	if (x < y) parent[y] = x;
	else parent[x] = y;
}
function root(parent, row) {
	let top = row;
	while (parent[top] !== top) top = parent[top];
	for (let at = row; parent[at] !== top;) {
		const next = parent[at];
		parent[at] = top;
		at = next;
	}
	return top;
}
function idsOf({ content }, pixels, rows) {
	const ids = /* @__PURE__ */ new Set();
	for (const row of rows) {
		if (pixels.status[row] === OK) ids.add(`pixels:${hex(pixels.hash, row * HASH)}`);
		if (content.kind(row) !== "none") ids.add(content.text(row));
	}
	return [...ids].sort();
}
/** 128 bits are enough to name a picture. */
function hex(bytes, start) {
	let text = "";
	for (let i = start; i < start + 16; i++) text += bytes[i].toString(16).padStart(2, "0");
	return text;
}

// src/checks/leakage/exact-duplicate/findings.ts
/** Pictures told one by one; what is beyond is told as one number for each combination of splits. */
const SINGLY = 1e3;
/**
* Clusters that cross splits, new ones first. A picture is new in its splits unless base has it in all of them already: a
* further copy in the same splits is not a new leak, a copy in a further split is.
*/
function ordered(head, base) {
	const before = /* @__PURE__ */ new Map();
	for (const { ids, splits } of base) if (splits.length > 1) for (const id of ids) before.set(id, new Set(splits));
	const aged = head.filter(({ splits }) => splits.length > 1).map((cluster) => {
		return {
			cluster,
			age: cluster.ids.some((id) => {
				const there = before.get(id);
				return there !== void 0 && cluster.splits.every((split) => there.has(split));
			}) ? "pre-existing" : "new"
		};
	});
	return [...aged.filter(({ age }) => age === "new"), ...aged.filter(({ age }) => age !== "new")];
}
function acrossFindings(crossing, head) {
	const folded = /* @__PURE__ */ new Map();
	for (const one of crossing.slice(SINGLY)) {
		const key = `${one.age} ${one.cluster.splits.join("\0")}`;
		const known = folded.get(key);
		if (known) known.push(one);
		else folded.set(key, [one]);
	}
	return [...crossing.slice(0, SINGLY).map((one) => single(one, head)), ...[...folded].sort(([a], [b]) => compare(a, b)).map(([key, rest]) => more(key, rest, head))];
}
function single({ cluster, age }, head) {
	const { rows, splits, ids } = cluster;
	const { data } = head;
	const [first, second] = pairOf(cluster, head);
	return {
		code: "across-splits",
		args: {
			splits: splits.join(" and "),
			first: data.path.get(first),
			second: data.path.get(second),
			count: rows.length
		},
		about: newFirst([first, second], head).flatMap((row) => refs(data, row)),
		age,
		count: rows.length,
		subject: `${nameOf(ids)} ${splits.join("\0")}`,
		basis: rows.map((row) => `${data.path.get(row)} ${data.content.text(row)}`).join("\n")
	};
}
function more(key, rest, head) {
	const [{ cluster, age }] = rest;
	const { data } = head;
	const [first, second] = pairOf(cluster, head);
	const args = {
		count: rest.length,
		splits: cluster.splits.join(" and "),
		first: data.path.get(first),
		second: data.path.get(second)
	};
	const basis = rest.map((one) => nameOf(one.cluster.ids)).sort();
	return {
		code: "more-across-splits",
		args,
		about: newFirst([first, second], head).flatMap((row) => refs(data, row)),
		age,
		count: rest.length,
		subject: key,
		basis: basis.join(" ")
	};
}
/** One finding a split: what is new in it, or else what was there. */
function withinFindings(head, base, data) {
	const before = new Set(base.flatMap(({ ids, splits }) => splits.length === 1 ? ids.map((id) => `${splits} ${id}`) : []));
	const bySplit = /* @__PURE__ */ new Map();
	for (const cluster of head) {
		const [split, other] = cluster.splits;
		if (other !== void 0) continue;
		const group = bySplit.get(split) ?? {
			all: [],
			fresh: []
		};
		bySplit.set(split, group);
		group.all.push(cluster);
		if (!cluster.ids.some((id) => before.has(`${split} ${id}`))) group.fresh.push(cluster);
	}
	return [...bySplit].sort(([a], [b]) => compare(a, b)).map(([split, { all, fresh }]) => {
		const told = fresh.length > 0 ? fresh : all;
		const [first, second] = told[0].rows.map((row) => data.path.get(row));
		return {
			code: "within-split",
			args: {
				count: told.length,
				split,
				first,
				second
			},
			about: told[0].rows.slice(0, 2).flatMap((row) => refs(data, row)),
			age: fresh.length > 0 ? "new" : "pre-existing",
			count: told.length,
			subject: split,
			basis: told.map(({ ids }) => nameOf(ids)).sort().join(" ")
		};
	});
}
/** Two images of a cluster from different splits, the first from the gate split if one is there; new ones rather than old. */
function pairOf({ rows }, head) {
	const { data, gateSplit } = head;
	const choice = newFirst(rows, head);
	const first = choice.find((row) => splitOf(data, row) === gateSplit) ?? choice[0];
	return [first, choice.find((row) => splitOf(data, row) !== splitOf(data, first))];
}
function newFirst(rows, { isNew }) {
	return [...rows.filter(isNew), ...rows.filter((row) => !isNew(row))];
}
/** Whether base lacks an image of this path in this split: what the pull request added or moved. */
function novelty(data, base) {
	if (base === null) return () => true;
	let index = null;
	return (row) => {
		index ??= new RowIndex(base.path);
		const there = index.find(data.path.pool, data.path.start(row), data.path.ends[row]);
		return there < 0 || splitOf(base, there) !== splitOf(data, row);
	};
}
function imageRef({ path }, row) {
	return {
		kind: "image",
		side: "head",
		id: path.get(row)
	};
}
/** By its pixels where any of its images is decoded, else by its bytes. */
function nameOf(ids) {
	return ids.find((id) => id.startsWith("pixels:")) ?? ids[0];
}
function refs(data, row) {
	const line = data.line[row];
	const source = data.source.values[data.source.codes[row]];
	return [...line > 0 && source !== void 0 ? [{
		kind: "file",
		side: "head",
		path: source,
		line
	}] : [], imageRef(data, row)];
}

// src/checks/leakage/exact-duplicate/metrics.ts
/** With more splits than this only the pairs with the gate split are counted. */
const MOST_SPLITS = 10;
/** Pictures that are in both splits of a pair: pairs with the gate split, and others that have any. */
function metrics(base, head, gateSplit) {
	const splits = [.../* @__PURE__ */ new Set([...head.data.split.values, ...base?.data.split.values ?? []])].sort();
	const withGate = (a, b) => a === gateSplit || b === gateSplit;
	const wanted = splits.length > MOST_SPLITS ? withGate : () => true;
	const [now, was] = [countPairs(head, wanted), base && countPairs(base, wanted)];
	const size = {
		head: images(head.data),
		base: base && images(base.data)
	};
	const made = [];
	for (const [index, a] of splits.entries()) for (const b of splits.slice(index + 1)) {
		const key = keyOf$1(a, b);
		const [after, before] = [now.get(key) ?? 0, was && (was.get(key) ?? 0)];
		if (!withGate(a, b) && after === 0 && !before) continue;
		const n = (sizes) => (sizes.get(a) ?? 0) + (sizes.get(b) ?? 0);
		made.push({
			id: "pictures-in-both",
			slice: `${a} and ${b}`,
			unit: "count",
			better: "lower",
			base: counted(before, size.base ? n(size.base) : 0),
			head: counted(after, n(size.head)),
			delta: counted(before === null ? null : after - before, n(size.head))
		});
	}
	return made;
}
function counted(value, n) {
	if (value === null) return {
		value,
		reason: {
			code: "absent-on-base",
			args: {}
		}
	};
	return {
		value,
		n,
		of: "image",
		interval: {
			code: "deterministic",
			args: {}
		}
	};
}
function countPairs({ clusters }, counts) {
	const pairs = /* @__PURE__ */ new Map();
	for (const { splits } of clusters) for (const [index, a] of splits.entries()) for (const b of splits.slice(index + 1)) if (counts(a, b)) pairs.set(keyOf$1(a, b), (pairs.get(keyOf$1(a, b)) ?? 0) + 1);
	return pairs;
}
function keyOf$1(a, b) {
	return compare(a, b) < 0 ? `${a}\0${b}` : `${b}\0${a}`;
}
function images({ split }) {
	const counts = /* @__PURE__ */ new Map();
	const byCode = split.values.map(() => 0);
	for (const code of split.codes) if (code >= 0) byCode[code]++;
	for (const [code, name] of split.values.entries()) counts.set(name, byCode[code]);
	return counts;
}

// src/checks/leakage/exact-duplicate/check.ts
const PAIRS_SHOWN = 50;
/** The same picture in two splits: by decoded, oriented pixels, or by the ids of its bytes where they are not here. */
const check$3 = defineCheck({
	id: "leakage/exact-duplicate",
	title: "Exact duplicates across splits",
	failureTitle: "The same image is in two splits",
	why: "A model that has seen the test image in training is tested on its memory.",
	pitfalls: [3],
	cost: "cpu",
	needs: {
		baseData: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		headData: {
			evidence: "dataset",
			at: "head"
		},
		basePixels: {
			evidence: "pixels",
			at: "base",
			optional: true
		},
		headPixels: {
			evidence: "pixels",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		"across-splits": {
			text: "the same picture is in {splits}: {first} and {second} ({count} files)",
			fix: "Keep it in one split: remove the copy, or move it back.",
			severity: "block"
		},
		"more-across-splits": {
			text: "{count} more pictures are in {splits}, for example {first} and {second}",
			fix: "Keep each in one split: remove the copies, or move them back.",
			severity: "block"
		},
		"within-split": {
			text: "{count} pictures are in {split} more than once, for example {first} and {second}",
			fix: "Remove the copies: they count double.",
			severity: "info"
		}
	},
	references: ["Kapoor & Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 2023", "Barz & Denzler, Do we train on test data? Purging CIFAR of near-duplicates, J. Imaging 2020"],
	run({ baseData, headData, basePixels, headPixels }, { target }) {
		const head = {
			data: headData,
			clusters: clustersOf(headData, headPixels)
		};
		const base = baseData && basePixels ? {
			data: baseData,
			clusters: clustersOf(baseData, basePixels)
		} : null;
		const crossing = ordered(head.clusters, base?.clusters ?? []);
		const side = {
			data: headData,
			gateSplit: target.gateSplit,
			isNew: novelty(headData, baseData ?? null)
		};
		return {
			status: "measured",
			metrics: metrics(base, head, target.gateSplit),
			claims: [],
			findings: [...acrossFindings(crossing, side), ...withinFindings(head.clusters, base?.clusters ?? [], headData)],
			exhibits: pairs(crossing)
		};
		function pairs(shown) {
			if (shown.length === 0) return [];
			const image = (row) => imageRef(headData, row);
			return [{
				kind: "pairs",
				title: "The same picture in two splits",
				pairs: shown.slice(0, PAIRS_SHOWN).map(({ cluster }) => {
					const [first, second] = pairOf(cluster, side);
					const text = {
						code: "in-splits",
						args: { splits: cluster.splits.join(" and ") }
					};
					return {
						left: image(first),
						right: image(second),
						text
					};
				}),
				total: shown.length
			}];
		}
	}
});

// src/checks/model/change/exhibits.ts
/** Rows of a table; the totals are told. */
const SHOWN$1 = 100;
/** Characters of a name or a list: names may have 64 KB, a cell should not. */
const LONGEST$1 = 200;
function exhibitsOf(base, head, change) {
	return [
		facts(base, head),
		operators(base, head),
		kinds(change),
		tensors(change)
	];
}
/** Versions, producer and signature; numbers stand among the metrics. */
function facts(base, head) {
	const fact = (name, of) => [
		name,
		of(base),
		of(head)
	];
	const metadata = [.../* @__PURE__ */ new Set([...base.metadata.keys(), ...head.metadata.keys()])].filter((key) => base.metadata.get(key) !== head.metadata.get(key)).sort().map((key) => fact(`metadata ${clip$1(key)}`, ({ metadata }) => metadata.has(key) ? clip$1(metadata.get(key)) : null));
	const rows = [
		fact("producer", ({ producer }) => clip$1(producer)),
		fact("IR version", ({ irVersion }) => irVersion),
		fact("operator sets", ({ opsets }) => list([...opsets].map(([domain, of]) => `${domain || "ai.onnx"} ${of}`))),
		fact("inputs", ({ inputs }) => list(inputs.map(portText$1))),
		fact("outputs", ({ outputs }) => list(outputs.map(portText$1))),
		fact("nodes", ({ nodes }) => nodes.length),
		fact("parameters", ({ parameters }) => parameters),
		fact("bytes", ({ bytes }) => bytes),
		fact("external data", ({ external }) => list(external)),
		...metadata
	];
	return table("Facts", text("fact", "base", "head"), rows);
}
/** Operators whose number changed, the largest changes first. */
function operators(base, head) {
	const rows = [.../* @__PURE__ */ new Set([...base.operators.keys(), ...head.operators.keys()])].sort().map((name) => [
		name,
		base.operators.get(name) ?? 0,
		head.operators.get(name) ?? 0
	]).filter(([, before, after]) => before !== after).sort((a, b) => Math.abs(b[2] - b[1]) - Math.abs(a[2] - a[1])).map(([name, before, after]) => [
		clip$1(name),
		before,
		after
	]);
	return table("Operators whose number changed", [...text("operator"), ...counts("base", "head")], rows);
}
/** How many tensors, weights and elements are of each kind; for pairs, the elements of head. */
function kinds(change) {
	const heads = (pairs) => pairs.map(([, head]) => head);
	const row = (name, tensors) => [
		name,
		tensors.length,
		tensors.filter(({ role }) => role === "weight").length,
		tensors.reduce((sum, { elements }) => sum + elements, 0)
	];
	const rows = [
		row("equal", heads(change.equal)),
		row("equal under another name", heads(change.renamed)),
		row("other values", heads(change.changed)),
		row("other shape", heads(change.reshaped)),
		row("other type", heads(change.retyped)),
		row("added", change.added),
		row("removed", change.removed),
		row("stored once more", change.copied),
		row("stored once less", change.merged)
	].filter(([, count]) => count !== 0);
	return table("Tensors", [...text(""), ...counts("tensors", "weights", "elements")], rows);
}
function tensors({ changed, reshaped, retyped, added, removed }) {
	const pair = (name) => (of) => [
		name,
		names(of),
		tensorText(of[0]),
		tensorText(of[1])
	];
	const rows = [
		...reshaped.map(pair("other shape")),
		...retyped.map(pair("other type")),
		...removed.map((tensor) => [
			"removed",
			clip$1(tensor.name),
			tensorText(tensor),
			null
		]),
		...added.map((tensor) => [
			"added",
			clip$1(tensor.name),
			null,
			tensorText(tensor)
		]),
		...changed.map(pair("other values"))
	];
	return table("Tensors that are not the same", text("change", "tensor", "base", "head"), rows);
}
function names([base, head]) {
	return base.name === head.name ? clip$1(base.name) : `${clip$1(base.name)} → ${clip$1(head.name)}`;
}
function tensorText({ dtype, dims }) {
	return `${dtype} [${dims.join(", ")}]`;
}
function portText$1({ name, dtype, dims }) {
	return `${clip$1(name)} ${dtype} ${dims === null ? "of any shape" : `[${dims.map((dim) => dim ?? "?").join(", ")}]`}`;
}
function list(items) {
	return clip$1([...items].join(", "));
}
function clip$1(value) {
	return value.length <= LONGEST$1 ? value : `${value.slice(0, LONGEST$1)}…`;
}
function table(title, columns, rows) {
	return {
		kind: "table",
		title,
		columns,
		rows: rows.slice(0, SHOWN$1),
		total: rows.length
	};
}
function text(...columns) {
	return columns.map((name) => ({
		name,
		unit: "text"
	}));
}
function counts(...columns) {
	return columns.map((name) => ({
		name,
		unit: "count"
	}));
}

// src/checks/model/change/measures.ts
/** Counted on one file each: no interval. */
function metricsOf(base, head, change) {
	const { changed, reshaped, retyped, added, removed } = change;
	const paired = changed.length + reshaped.length + retyped.length;
	return [
		metric$1("parameters", "count", "neither", base.parameters, head.parameters),
		metric$1("bytes", "byte", "lower", base.bytes, head.bytes),
		metric$1("nodes", "count", "neither", base.nodes.length, head.nodes.length),
		metric$1("tensors", "count", "neither", base.tensors.length, head.tensors.length),
		metric$1("tensors-of-its-own", "count", "neither", paired + removed.length, paired + added.length)
	];
}
function metric$1(id, unit, better, base, head) {
	const interval = {
		code: "deterministic",
		args: {}
	};
	const estimate = (value) => ({
		value,
		n: 1,
		of: "file",
		interval
	});
	return {
		id,
		slice: null,
		unit,
		better,
		base: estimate(base),
		head: estimate(head),
		delta: estimate(head - base)
	};
}

// src/checks/model/change/summary.ts
const messages$1 = {
	"same-network": {
		text: "the same network in another file: graph and all {tensors} tensors are equal",
		fix: "Metadata, names or versions differ: see the facts. A changed list of classes changes what the outputs mean.",
		severity: "info"
	},
	"same-weights": {
		text: "all {weights} weights equal by content, {renamed} of them under another name; nodes {before} → {after}, other constants: {constants}",
		fix: "Nothing was trained. Look at the operators and constants: a new export, another input size, or decoding moved into the graph.",
		severity: "info"
	},
	retrained: {
		text: "the same graph, {changed} of {tensors} tensors have other values",
		fix: "The network was trained again or its weights were edited: see the tensors.",
		severity: "info"
	},
	resized: {
		text: "the same graph, of {tensors} tensors {changed} with other values, {reshaped} with another shape or type",
		fix: "Layers became wider or narrower, for example for other classes: see the tensors.",
		severity: "info"
	},
	converted: {
		text: "{retyped} of {weights} weights with another type, the others equal; nodes {before} → {after}",
		fix: "Quantised or cast: nothing was trained, but the outputs are not the same.",
		severity: "info"
	},
	extended: {
		text: "all {weights} weights kept, {added} new; nodes {before} → {after}",
		fix: "A part was put onto a frozen network: see the operators and the new tensors.",
		severity: "info"
	},
	restructured: {
		text: "another graph: nodes {before} → {after}; of {weights} weights {kept} equal, {changed} with other values, {reshaped} with another shape or type, {removed} gone; {added} new",
		fix: "See the operators and the tensors.",
		severity: "info"
	}
};
/** What happened, in one sentence; none when the files are the same. */
function summary(base, head, change) {
	if (base.digest === head.digest) return [];
	const { code, args } = sentence(base, head, change);
	return [{
		code,
		args,
		about: [{
			kind: "file",
			side: "head",
			path: head.path
		}],
		age: "new",
		count: 1,
		subject: "model",
		basis: `${base.digest} ${head.digest}`
	}];
}
function sentence(base, head, change) {
	const { sameGraph, equal, renamed, changed, reshaped, retyped, added, removed, copied, merged } = change;
	const tensors = base.tensors.length;
	const nodes = {
		before: base.nodes.length,
		after: head.nodes.length
	};
	const others = changed.length + reshaped.length + retyped.length;
	const unpaired = added.length + removed.length;
	if (sameGraph && others + unpaired + copied.length + merged.length === 0) return {
		code: "same-network",
		args: { tensors }
	};
	const kept = (pair) => isWeight(pair[0]) && pair[0].digest === pair[1].digest;
	const weights = count(base.tensors, isWeight);
	const same = count([
		...equal,
		...renamed,
		...reshaped
	], kept) + count(merged, isWeight);
	const lost = weights - same;
	const fresh = count([
		...changed,
		...reshaped,
		...retyped
	], (pair) => isWeight(pair[1]) && !kept(pair));
	const gained = count(added, isWeight) + fresh;
	if (lost === 0 && gained === 0) {
		const constants = others + unpaired - count(reshaped, kept);
		return {
			code: "same-weights",
			args: {
				weights,
				renamed: count(renamed, kept),
				constants,
				...nodes
			}
		};
	}
	if (sameGraph && unpaired === 0) {
		const args = {
			tensors,
			changed: changed.length,
			reshaped: reshaped.length + retyped.length
		};
		return {
			code: args.reshaped === 0 ? "retrained" : "resized",
			args
		};
	}
	if (lost === 0) return {
		code: "extended",
		args: {
			weights,
			added: gained,
			...nodes
		}
	};
	const ofWeights = (pair) => isWeight(pair[0]) && !kept(pair);
	if (lost === count(retyped, ofWeights)) return {
		code: "converted",
		args: {
			weights,
			retyped: lost,
			...nodes
		}
	};
	return {
		code: "restructured",
		args: {
			weights,
			kept: same,
			changed: count(changed, ofWeights),
			reshaped: count([...reshaped, ...retyped], ofWeights),
			added: count(added, isWeight),
			removed: count(removed, isWeight),
			...nodes
		}
	};
}
function isWeight({ role }) {
	return role === "weight";
}
function count(items, is) {
	return items.filter(is).length;
}

// src/checks/model/change/align.ts
/** A table of 16 MB; real sequences are a few hundred long after their equal ends are cut off. */
const MOST_CELLS = 4e6;
/**
* Longest common subsequence: pairs of indices with equal tokens, in order. Of sequences that are too long for the
* table only the equal beginning and end.
*/
function align(a, b) {
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let tail = 0;
	while (tail < Math.min(a.length, b.length) - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
	const pairs = [];
	for (let index = 0; index < start; index++) pairs.push([index, index]);
	const middle = common(a.slice(start, a.length - tail), b.slice(start, b.length - tail));
	for (const [left, right] of middle) pairs.push([start + left, start + right]);
	for (let index = tail; index > 0; index--) pairs.push([a.length - index, b.length - index]);
	return pairs;
}
function common(a, b) {
	const width = b.length + 1;
	if ((a.length + 1) * width > MOST_CELLS) return [];
	/** Length of the longest common subsequence of what follows a[i] and b[j]. */
	const lengths = new Uint32Array((a.length + 1) * width);
	for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) lengths[i * width + j] = a[i] === b[j] ? lengths[(i + 1) * width + j + 1] + 1 : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
	const pairs = [];
	for (let i = 0, j = 0; i < a.length && j < b.length;) if (a[i] === b[j]) pairs.push([i++, j++]);
	else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
	else j++;
	return pairs;
}

// src/checks/model/change/trace.ts
function traceOf(model) {
	return new Tracer(model).trace();
}
function sameSteps(a, b) {
	return a.steps.length === b.steps.length && a.steps.every((step, index) => step === b.steps[index]);
}
var Tracer = class {
	#model;
	#tensors = /* @__PURE__ */ new Map();
	/** What stands for a value instead of its name: the step that makes it, or the order in which it first comes. */
	#values = /* @__PURE__ */ new Map();
	#uses = [];
	constructor(model) {
		this.#model = model;
	}
	trace() {
		for (const tensor of this.#model.tensors) {
			const key = keyOf(tensor.within, tensor.name);
			if (!this.#tensors.has(key)) this.#tensors.set(key, tensor);
		}
		for (const [index, { name }] of this.#model.inputs.entries()) this.#values.set(keyOf("", name), `input ${index}`);
		const steps = [];
		for (const node of this.#model.nodes) if (!isConstant(node)) steps.push(this.#step(node, steps.length));
		const outputs = this.#model.outputs.map(({ name }) => this.#value("", name, "output"));
		steps.push(JSON.stringify(outputs));
		return {
			steps,
			uses: this.#uses
		};
	}
	#step({ domain, operator, within, attributes, inputs, outputs }, index) {
		const from = inputs.map((name, slot) => this.#value(within, name, `${operator} ${slot}`));
		for (const [slot, name] of outputs.entries()) this.#values.set(keyOf(within, name), `${index}.${slot}`);
		return JSON.stringify([
			domain,
			operator,
			within,
			attributes,
			from,
			outputs.length
		]);
	}
	#value(within, name, role) {
		if (name === "") return "";
		const key = keyOf(within, name);
		const tensor = this.#tensors.get(key);
		if (tensor) {
			this.#uses.push({
				tensor,
				role
			});
			return "tensor";
		}
		const known = this.#values.get(key);
		if (known !== void 0) return known;
		const made = `value ${this.#values.size}`;
		this.#values.set(key, made);
		return made;
	}
};
function isConstant({ domain, operator }) {
	return domain === "" && operator === "Constant";
}
function keyOf(within, name) {
	return `${within}\0${name}`;
}

// src/checks/model/change/tensors.ts
/**
* By place where the graphs are the same, which no renaming and no retraining disturbs. Else by content first (exporters
* renumber: by name alone a new export looks like a retraining), then by names that people or modules gave, then by the
* order of uses, then by what names are left.
*/
function compareTensors(base, head) {
	const [before, after] = [traceOf(base), traceOf(head)];
	const sameGraph = sameSteps(before, after);
	const matching = new Matching(inOrderOfUse(base, before), inOrderOfUse(head, after));
	if (sameGraph) matching.byPlace(before.uses, after.uses);
	matching.byKey(({ name, digest, dims }) => `${name}\0${digest}\0${dims}`);
	matching.byKey(({ digest, dims, elements }) => elements > 1 ? `${digest}\0${dims}` : null);
	matching.byKey(({ digest, elements }) => elements > 1 ? digest : null);
	matching.byKey(({ name }) => givenName(name));
	const [left, right] = [roles(before), roles(after)];
	matching.byOrder((tensor, side) => `${(side === "base" ? left : right).get(tensor)} ${tensor.dims}`);
	matching.byOrder((tensor, side) => `${(side === "base" ? left : right).get(tensor)} ${tensor.dims.length}`);
	matching.byKey(({ name }) => bare(name));
	return matching.result(sameGraph);
}
var Matching = class {
	#left;
	#right;
	#pairs = [];
	constructor(left, right) {
		this.#left = new Set(left);
		this.#right = new Set(right);
	}
	byPlace(before, after) {
		for (const [index, { tensor }] of before.entries()) this.#pair(tensor, after[index].tensor);
	}
	/** Equal keys, one for one in the order of use; null = not to be matched so. */
	byKey(key) {
		const waiting = /* @__PURE__ */ new Map();
		for (const tensor of [...this.#right].reverse()) {
			const of = key(tensor);
			if (of === null) continue;
			const others = waiting.get(of);
			if (others) others.push(tensor);
			else waiting.set(of, [tensor]);
		}
		for (const tensor of [...this.#left]) {
			const of = key(tensor);
			const partner = of === null ? void 0 : waiting.get(of)?.pop();
			if (partner) this.#pair(tensor, partner);
		}
	}
	byOrder(token) {
		const [left, right] = [[...this.#left], [...this.#right]];
		const pairs = align(left.map((tensor) => token(tensor, "base")), right.map((tensor) => token(tensor, "head")));
		for (const [a, b] of pairs) this.#pair(left[a], right[b]);
	}
	#pair(a, b) {
		if (!this.#left.has(a) || !this.#right.has(b)) return;
		this.#left.delete(a);
		this.#right.delete(b);
		this.#pairs.push([a, b]);
	}
	result(sameGraph) {
		const pairs = {
			equal: [],
			renamed: [],
			changed: [],
			reshaped: [],
			retyped: []
		};
		for (const pair of this.#pairs) pairs[kindOf(pair)].push(pair);
		const known = (side) => new Set(this.#pairs.map((pair) => pair[side].digest));
		const [onBase, onHead] = [known(0), known(1)];
		const isCopy = (tensor, of) => tensor.elements > 1 && of.has(tensor.digest);
		const [left, right] = [[...this.#left], [...this.#right]];
		return {
			sameGraph,
			...pairs,
			added: right.filter((tensor) => !isCopy(tensor, onBase)),
			removed: left.filter((tensor) => !isCopy(tensor, onHead)),
			copied: right.filter((tensor) => isCopy(tensor, onBase)),
			merged: left.filter((tensor) => isCopy(tensor, onHead))
		};
	}
};
function kindOf([a, b]) {
	if (a.dtype !== b.dtype) return "retyped";
	if (String(a.dims) !== String(b.dims)) return "reshaped";
	if (a.digest !== b.digest) return "changed";
	return a.name === b.name ? "equal" : "renamed";
}
/** Tensors in the order in which they are first used, those that nothing uses last. */
function inOrderOfUse({ tensors }, { uses }) {
	return /* @__PURE__ */ new Set([...uses.map(({ tensor }) => tensor), ...tensors]);
}
function roles({ uses }) {
	const first = /* @__PURE__ */ new Map();
	for (const { tensor, role } of uses) if (!first.has(tensor)) first.set(tensor, role);
	return first;
}
/**
* Null for a name that an exporter counted out (`614`, `onnx::Conv_614`, `const_fold_opt__614`): the next export gives
* it to another tensor.
*/
function givenName(name) {
	const own = bare(name);
	return /^\d+$|^onnx::|__\d+$/.test(own) ? null : own;
}
/** Quantisers append a word. */
function bare(name) {
	return name.replace(/_quantized$/, "");
}

// src/checks/model/change/check.ts
/** The model as a reviewer would want to see it: what is the same, what was trained, what was added. */
const check$2 = defineCheck({
	id: "model/change",
	title: "Change of the model",
	failureTitle: "The model changed",
	why: "A binary file in a pull request shows nothing: was it retrained, exported again, or replaced?",
	pitfalls: [7],
	cost: "static",
	needs: {
		base: {
			evidence: "model",
			at: "base"
		},
		head: {
			evidence: "model",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: messages$1,
	references: [],
	run({ base, head }) {
		const change = compareTensors(base, head);
		return {
			status: "measured",
			metrics: metricsOf(base, head, change),
			claims: [],
			findings: summary(base, head, change),
			exhibits: exhibitsOf(base, head, change)
		};
	}
});

// src/checks/model/contract-change/shapes.ts
/** Names of dynamic dimensions promise nothing: `N`, `batch` and an unknown one are the same. */
function sameShape(a, b) {
	if (a === null || b === null) return a === b;
	return a.length === b.length && a.every((dim, axis) => sameDim(dim, b[axis]));
}
function sameDim(a, b) {
	return typeof a === "number" || typeof b === "number" ? a === b : true;
}
/**
* `narrowed`: a dimension is fixed that was dynamic; `widened`: only the other way; `changed`: another number of axes, or
* another size on an axis that is fixed on both sides.
*/
function shapeChange(base, head) {
	if (sameShape(base, head)) return "same";
	if (base === null) return "narrowed";
	if (head === null) return "widened";
	if (base.length !== head.length) return "changed";
	let narrowed = false;
	for (const [axis, before] of base.entries()) {
		const after = head[axis];
		if (typeof after !== "number" || before === after) continue;
		if (typeof before === "number") return "changed";
		narrowed = true;
	}
	return narrowed ? "narrowed" : "widened";
}
/** Sizes of the one axis, other than the first, that differs while both sizes are fixed; null if it is not the only one. */
function widthChange(base, head) {
	if (base === null || head === null || base.length !== head.length) return null;
	const axes = [...base.keys()].filter((axis) => !sameDim(base[axis], head[axis]));
	const [axis] = axes;
	if (axes.length !== 1 || axis === 0) return null;
	const [before, after] = [base[axis], head[axis]];
	return typeof before === "number" && typeof after === "number" ? {
		before,
		after
	} : null;
}
function shapeText(dims) {
	return dims === null ? "any shape" : `[${dims.map((dim) => dim ?? "?").join(", ")}]`;
}
function portText({ dtype, dims }) {
	return `${dtype} ${shapeText(dims)}`;
}

// src/checks/model/contract-change/breaks.ts
function breaksOf(base, head) {
	const before = new Map(base.inputs.map(({ name, dims }) => [name, dims]));
	const sameInputs = head.inputs.every(({ name, dims }) => !before.has(name) || sameShape(before.get(name), dims));
	return [
		...portBreaks("input", base.inputs, head.inputs, false),
		...portBreaks("output", base.outputs, head.outputs, sameInputs),
		...opsetBreaks(base, head),
		...irBreaks(base, head),
		...domainBreaks(base, head),
		...externalBreaks(base, head)
	];
}
/** By name; what is left over is a renaming where the type at the same place agrees and no size contradicts, else gone or new. */
function portBreaks(kind, base, head, widths) {
	const before = new Map(base.map((port) => [port.name, port]));
	const after = new Map(head.map((port) => [port.name, port]));
	const breaks = [];
	const known = new Set(before.keys());
	for (const [place, port] of base.entries()) {
		const { name } = port;
		const subject = `${kind} ${name}`;
		const kept = after.get(name);
		const there = head[place];
		if (kept) breaks.push(...portChange(kind, port, kept, widths));
		else if (there && !known.has(there.name) && isRenamed(port, there)) {
			known.add(there.name);
			breaks.push({
				code: `${kind}-renamed`,
				args: {
					name,
					after: there.name
				},
				subject
			});
			breaks.push(...portChange(kind, port, there, widths));
		} else breaks.push({
			code: `${kind}-removed`,
			args: {
				name,
				before: portText(port)
			},
			subject
		});
	}
	for (const port of head) if (!known.has(port.name)) breaks.push({
		code: `${kind}-added`,
		args: {
			name: port.name,
			after: portText(port)
		},
		subject: `${kind} ${port.name}`
	});
	return [...breaks, ...orderBreak(kind, base, head)];
}
function isRenamed(base, head) {
	return base.dtype === head.dtype && shapeChange(base.dims, head.dims) !== "changed";
}
function portChange(kind, base, head, widths) {
	const { name } = base;
	const subject = `${kind} ${name}`;
	if (base.dtype !== head.dtype) return [{
		code: `${kind}-type`,
		args: {
			name,
			before: portText(base),
			after: portText(head)
		},
		subject
	}];
	const change = shapeChange(base.dims, head.dims);
	if (change === "same") return [];
	const args = {
		name,
		before: shapeText(base.dims),
		after: shapeText(head.dims)
	};
	if (change !== "changed") return [{
		code: `${kind}-${change}`,
		args,
		subject
	}];
	const width = kind === "output" && widths ? widthChange(base.dims, head.dims) : null;
	if (width === null) return [{
		code: `${kind}-shape`,
		args,
		subject
	}];
	return [{
		code: "output-width",
		args: {
			...args,
			width: width.after,
			formerWidth: width.before
		},
		subject
	}];
}
/** Names that stand at another place than before. Python callers often take outputs by place. */
function orderBreak(kind, base, head) {
	const places = new Map(head.map(({ name }, place) => [name, place]));
	if (!base.some(({ name }, place) => places.has(name) && places.get(name) !== place)) return [];
	const names = (ports) => ports.map(({ name }) => name).join(", ");
	return [{
		code: `${kind}-order`,
		args: {
			before: names(base),
			after: names(head)
		},
		subject: `${kind}s`
	}];
}
/** Of the standard operators, and of the extensions that are used: exporters list others as well. */
function opsetBreaks(base, head) {
	const used = /* @__PURE__ */ new Set(["", ...head.nodes.map(({ domain }) => domain)]);
	return [...head.opsets].flatMap(([domain, after]) => {
		const before = base.opsets.get(domain);
		if (!used.has(domain) || before === void 0 || before === after) return [];
		return [{
			code: after > before ? "opset-raised" : "opset-lowered",
			args: {
				domain: domain || "ai.onnx",
				before,
				after
			},
			subject: `opset ${domain}`
		}];
	});
}
function irBreaks({ irVersion: before }, { irVersion: after }) {
	return after > before ? [{
		code: "ir-raised",
		args: {
			before,
			after
		},
		subject: "ir"
	}] : [];
}
/** Part of ONNX itself: every complete runtime has them. */
const STANDARD = /* @__PURE__ */ new Set([
	"",
	"ai.onnx.ml",
	"ai.onnx.training",
	"ai.onnx.preview",
	"ai.onnx.preview.training"
]);
function domainBreaks(base, head) {
	const before = foreignOperators(base);
	return [...foreignOperators(head)].flatMap(([domain, operators]) => {
		if (before.has(domain)) return [];
		return [{
			code: "domain-added",
			args: {
				domain,
				after: [...operators].sort().join(", ")
			},
			subject: domain
		}];
	});
}
/** Domain → operators that neither the standard nor the file itself defines. */
function foreignOperators({ nodes, functions }) {
	const domains = /* @__PURE__ */ new Map();
	for (const { domain, operator } of nodes) {
		if (STANDARD.has(domain) || functions.has(`${domain}::${operator}`)) continue;
		const operators = domains.get(domain);
		if (operators) operators.add(operator);
		else domains.set(domain, /* @__PURE__ */ new Set([operator]));
	}
	return domains;
}
function externalBreaks(base, head) {
	if (base.external.length > 0 || head.external.length === 0) return [];
	return [{
		code: "external-data",
		args: { after: head.external.join(", ") },
		subject: "external data"
	}];
}

// src/checks/model/contract-change/messages.ts
const newVersion = "Keep it as it was, or release the model as a new version together with its callers.";
const everyRuntime = "Make sure that every runtime that loads the model is new enough, or export with the old version.";
/** Inputs and outputs have codes of their own: what widens an input weakens the promise of an output. */
const messages = {
	"input-added": {
		text: "a new input {name}, {after}",
		fix: "Callers that do not give it fail. Make it a constant of the graph, or release a new version.",
		severity: "block"
	},
	"input-removed": {
		text: "the input {name} is gone, {before}",
		fix: `Callers that give it fail. ${newVersion}`,
		severity: "block"
	},
	"input-renamed": {
		text: "the input {name} is now called {after}",
		fix: "Export it under the old name (`input_names`).",
		severity: "block"
	},
	"input-type": {
		text: "the input {name} has another type: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"input-shape": {
		text: "the input {name} has another shape: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"input-narrowed": {
		text: "the input {name} is fixed where it was dynamic: {before} → {after}",
		fix: "Callers that give another size, for example a batch, fail. Export it dynamic (`dynamic_axes`, `dynamic_shapes`).",
		severity: "block"
	},
	"input-widened": {
		text: "the input {name} is dynamic where it was fixed: {before} → {after}",
		fix: "Nothing breaks; a runtime may be slower without fixed sizes.",
		severity: "info"
	},
	"input-order": {
		text: "the inputs stand in another order: {before} → {after}",
		fix: "Callers that give them by place are wrong: export them in the old order.",
		severity: "warn"
	},
	"output-added": {
		text: "a new output {name}, {after}",
		fix: "Callers that count the outputs must know; the others are not affected.",
		severity: "warn"
	},
	"output-removed": {
		text: "the output {name} is gone, {before}",
		fix: `Callers that read it fail. ${newVersion}`,
		severity: "block"
	},
	"output-renamed": {
		text: "the output {name} is now called {after}",
		fix: "Export it under the old name (`output_names`).",
		severity: "block"
	},
	"output-type": {
		text: "the output {name} has another type: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"output-shape": {
		text: "the output {name} has another shape: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"output-width": {
		text: "the output {name} is {width} wide, no longer {formerWidth}: {before} → {after}",
		fix: "Another number of classes? Class lists and decoding of every caller must change with it: release a new version.",
		severity: "block"
	},
	"output-narrowed": {
		text: "the output {name} is fixed where it was dynamic: {before} → {after}",
		fix: "Make sure that the size is really constant: callers believe it.",
		severity: "warn"
	},
	"output-widened": {
		text: "the output {name} is dynamic where it was fixed: {before} → {after}",
		fix: "Callers that reserve memory of the fixed size must ask for the size first.",
		severity: "warn"
	},
	"output-order": {
		text: "the outputs stand in another order: {before} → {after}",
		fix: "Callers that read them by place get the wrong one, without any error: export them in the old order.",
		severity: "block"
	},
	"opset-raised": {
		text: "the operator set {domain} rises from {before} to {after}",
		fix: everyRuntime,
		severity: "warn"
	},
	"opset-lowered": {
		text: "the operator set {domain} falls from {before} to {after}",
		fix: "Nothing breaks; an older exporter may have been used by mistake.",
		severity: "info"
	},
	"ir-raised": {
		text: "the IR version rises from {before} to {after}",
		fix: everyRuntime,
		severity: "warn"
	},
	"domain-added": {
		text: "operators of {domain}, which is not standard ONNX: {after}",
		fix: "Only runtimes with this extension load the model: export with standard operators.",
		severity: "block"
	},
	"external-data": {
		text: "tensors now lie outside the model, in {after}",
		fix: "Ship these files with the model, or save it as one file.",
		severity: "warn"
	}
};

// src/checks/model/contract-change/check.ts
/** Rows of the table, and characters of a text: names may have 64 KB. */
const SHOWN = 100;
const LONGEST = 200;
/** Everything that whoever loads the model relies on: names, types and shapes of inputs and outputs, operator sets. */
const check$1 = defineCheck({
	id: "model/contract-change",
	title: "Contract of the model",
	failureTitle: "The contract of the model changed",
	why: "A renamed input or a batch fixed at 1 passes every metric and breaks the service on the day of the release.",
	pitfalls: [1, 9],
	cost: "static",
	needs: {
		base: {
			evidence: "model",
			at: "base"
		},
		head: {
			evidence: "model",
			at: "head"
		}
	},
	options: strictObject({}),
	messages,
	references: ["ONNX, Open Neural Network Exchange Intermediate Representation: onnx.ai/onnx/repo-docs/IR.html", "ONNX versioning: onnx.ai/onnx/repo-docs/Versioning.html"],
	run({ base, head }) {
		const breaks = breaksOf(base, head);
		return {
			status: "measured",
			metrics: [metric("inputs", base.inputs.length, head.inputs.length), metric("outputs", base.outputs.length, head.outputs.length)],
			claims: [],
			findings: breaks.map((one) => toFound(one, head)),
			exhibits: breaks.length > 0 ? [signature(base, head)] : []
		};
	}
});
function toFound({ code, args, subject }, head) {
	const shown = Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? clip(value) : value]);
	return {
		code,
		args: Object.fromEntries(shown),
		about: [{
			kind: "file",
			side: "head",
			path: head.path
		}],
		age: "new",
		count: 1,
		subject,
		basis: JSON.stringify(args)
	};
}
/** Counted on one file each; the breaks themselves are the findings. */
function metric(id, base, head) {
	const interval = {
		code: "deterministic",
		args: {}
	};
	const estimate = (value) => ({
		value,
		n: 1,
		of: "file",
		interval
	});
	return {
		id,
		slice: null,
		unit: "count",
		better: "neither",
		base: estimate(base),
		head: estimate(head),
		delta: estimate(head - base)
	};
}
function signature(base, head) {
	const rows = [...ports("input", base.inputs, head.inputs), ...ports("output", base.outputs, head.outputs)];
	return {
		kind: "table",
		title: "Inputs and outputs",
		columns: [
			"",
			"name",
			"base",
			"head"
		].map((name) => ({
			name,
			unit: "text"
		})),
		rows: rows.slice(0, SHOWN),
		total: rows.length
	};
}
function ports(kind, base, head) {
	const before = new Map(base.map((port) => [port.name, portText(port)]));
	const after = new Map(head.map((port) => [port.name, portText(port)]));
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].map((name) => [
		kind,
		clip(name),
		clipped(before.get(name)),
		clipped(after.get(name))
	]);
}
function clipped(text) {
	return text === void 0 ? null : clip(text);
}
function clip(text) {
	return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

// src/checks/slices/slice-regression/slices.ts
/** Slices of one bare column: more would make Holm's correction swallow what a slice can show. */
const MOST_VALUES = 100;
/** Rules as they are; a bare column name is one slice for each value that `rows` have, those with the most images first. */
function declaredSlices(declared, data, rows, tolerance) {
	const unjudged = [];
	return {
		slices: declared.flatMap((slice) => {
			if (typeof slice !== "string") return [slice];
			if (!data.columns.has(slice)) return [{
				id: slice,
				where: { [slice]: "" },
				tolerance
			}];
			const values = valuesOf(slice, data, rows);
			if (values.length > 100) unjudged.push({
				column: slice,
				values: values.length
			});
			return values.slice(0, 100).sort().map((value) => ({
				id: `${slice}=${value}`,
				where: { [slice]: value },
				tolerance
			}));
		}),
		unjudged
	};
}
function valuesOf(column, data, rows) {
	const { codes, values } = data.columns.get(column);
	const counts = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const value = values[codes[row]];
		if (value !== void 0) counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value);
}
/** Columns that the slice names and the data lack. */
function unknownColumns({ where }, data) {
	return Object.keys(where).filter((column) => !data.columns.has(column));
}
/**
* Whether a row meets every condition; a value that is absent, or no number where a range is asked, does not. Each value
* of a column is looked at once. Null when the data lack a column.
*/
function membership(slice, data) {
	if (unknownColumns(slice, data).length > 0) return null;
	const conditions = Object.entries(slice.where).map(([name, wanted]) => {
		const { codes, values } = data.columns.get(name);
		return {
			codes,
			meets: Uint8Array.from(values, (value) => meets(value, wanted) ? 1 : 0)
		};
	});
	return (row) => conditions.every(({ codes, meets: met }) => met[codes[row]] === 1);
}
function meets(value, wanted) {
	if (typeof wanted === "string") return value === wanted;
	if (isList(wanted)) return wanted.includes(value);
	const number = value.trim() === "" ? NaN : Number(value);
	return Number.isFinite(number) && number >= (wanted.min ?? -1e400) && number <= (wanted.max ?? 1e400);
}
function isList(wanted) {
	return Array.isArray(wanted);
}

// src/checks/slices/slice-regression/check.ts
/**
* Declared slices, each against its own tolerance; Holm over all of them and the primary metric is the verdict's. Which
* image is in which slice is what base says: a pull request cannot move its failures out of a slice.
*/
const check = defineCheck({
	id: "slices/slice-regression",
	title: "Declared slices",
	failureTitle: "A slice regressed",
	why: "An average hides the night, the rare class and the other camera: a model can gain overall and fail where it matters.",
	pitfalls: [4],
	cost: "cpu",
	needs: {
		judgement: {
			evidence: "judgement",
			at: "pair"
		},
		baseData: {
			evidence: "dataset",
			at: "base"
		},
		headData: {
			evidence: "dataset",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		"slice-regression": {
			text: "slice {slice}: accuracy {baseRatio} → {headRatio} ({deltaPp}, 95 % CI {loPp} … {hiPp}; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Add training images of this slice, or look at what the new training leaves out.",
			severity: "block"
		},
		"slice-regression-counted": {
			text: "slice {slice}: accuracy {baseRatio} → {headRatio} ({deltaPp}, counted; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Add training images of this slice, or look at what the new training leaves out.",
			severity: "block"
		},
		"slice-vanished": {
			text: "slice {slice} has no image any more that both models can be judged on; on base there are {baseCount}",
			fix: "Keep the images of the slice in the judged split, and change them in a pull request of their own.",
			severity: "block"
		},
		"empty-slice": {
			text: "slice {slice} has no judged image on base ({headCount} on head)",
			fix: "Correct its `where`, or add images: nothing is known of it.",
			severity: "warn"
		},
		"unknown-column": {
			text: "slice {slice} names the column {column}, which the data on {side} do not have (columns: {known})",
			fix: "Correct the column in the configuration, or give it back to the manifest.",
			severity: "block"
		},
		"values-not-judged": {
			text: "the column {column} has {values} values: only the {judged} with the most images are judged",
			fix: "Declare the slices that matter by rules with `where`.",
			severity: "warn"
		}
	},
	references: ["Holm, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 1979"],
	run({ judgement, baseData, headData }, { target }) {
		const { primary } = target;
		if (primary === null) return {
			status: "not-applicable",
			reason: {
				code: "no-primary",
				args: {}
			}
		};
		if (target.slices.length === 0) return {
			status: "not-applicable",
			reason: {
				code: "no-slices",
				args: {}
			}
		};
		const declared = declaredSlices(target.slices, baseData, judgement.answered.base, primary.tolerance);
		const findings = declared.unjudged.map(valuesNotJudged);
		const metrics = [];
		const claims = [];
		const units = unitsOf(judgement, baseData, headData);
		for (const slice of declared.slices) {
			const inSlice = membership(slice, baseData);
			findings.push(...unknownColumn(slice, baseData, headData));
			if (!inSlice) continue;
			const at = [...judgement.baseRow.keys()].filter((one) => inSlice(judgement.baseRow[one]));
			if (at.length === 0) findings.push(nothingIn(slice, judgement, baseData, headData));
			else {
				const subset = {
					at,
					slice: slice.id,
					role: "protected",
					tolerance: slice.tolerance,
					code: {
						sampled: "slice-regression",
						counted: "slice-regression-counted"
					}
				};
				const { metric, claim } = pairedAccuracy(judgement, subset, primary, units);
				metrics.push(metric);
				claims.push(claim);
			}
		}
		return {
			status: "measured",
			metrics,
			claims,
			findings,
			exhibits: metrics.length > 0 ? [bars(metrics)] : []
		};
	}
});
const plain = {
	about: [],
	count: 1
};
/** New when base has images of the slice, so that this pull request took them away. */
function nothingIn(slice, { answered }, base, head) {
	const count = (data, rows) => rows.filter(membership(slice, data) ?? (() => false)).length;
	const args = {
		slice: slice.id,
		baseCount: count(base, answered.base),
		headCount: count(head, answered.head)
	};
	const shared = {
		...plain,
		args,
		subject: slice.id,
		basis: JSON.stringify(args)
	};
	if (args.baseCount > 0) return {
		...shared,
		code: "slice-vanished",
		age: "new"
	};
	return {
		...shared,
		code: "empty-slice",
		age: "pre-existing"
	};
}
/** Without the column on base nothing can be judged; without it on head the next pull request could not be. */
function* unknownColumn(slice, base, head) {
	const side = unknownColumns(slice, base).length > 0 ? "base" : "head";
	const data = side === "base" ? base : head;
	for (const column of unknownColumns(slice, data)) {
		const known = [...data.columns.keys()].slice(0, 10).join(", ") || "none";
		yield {
			...plain,
			code: "unknown-column",
			args: {
				slice: slice.id,
				column,
				side,
				known
			},
			age: side === "base" ? "pre-existing" : "new",
			subject: column,
			basis: known
		};
	}
}
function valuesNotJudged({ column, values }) {
	const args = {
		column,
		values,
		judged: 100
	};
	return {
		...plain,
		code: "values-not-judged",
		args,
		age: "pre-existing",
		subject: column,
		basis: String(values)
	};
}
function bars(metrics) {
	const value = ({ value }) => value;
	return {
		kind: "bars",
		title: "Accuracy per slice",
		unit: "ratio",
		bars: metrics.slice(0, 100).map((metric) => ({
			name: metric.slice ?? "",
			base: value(metric.base),
			head: value(metric.head)
		}))
	};
}

// src/checks/registry.generated.ts
const checks = [
	check$7,
	check$6,
	check$5,
	check$4,
	check$3,
	check$2,
	check$1,
	check
];

// src/engine/policy-change.ts
const shared = {
	pitfalls: [],
	cost: "static",
	references: []
};
/** The engine's own findings, described as checks are. */
const engineChecks = [
	{
		...shared,
		id: "policy/changed",
		title: "Configuration",
		failureTitle: "Configuration changed",
		why: "A change of the rules is judged by the old rules, and must be seen.",
		messages: { changed: {
			text: "the setting {key} changes: {before} → {after}",
			fix: "It takes effect for the pull requests after this one.",
			severity: "info"
		} }
	},
	{
		...shared,
		id: "policy/requirement-weakened",
		title: "Requirements",
		failureTitle: "Requirement weakened",
		why: "Loosening a limit in the pull request that fails it is how regressions get in.",
		messages: { weakened: {
			text: "the setting {key} is loosened: {before} → {after}",
			fix: "This pull request is judged by the old setting. Change the rules in a pull request of their own.",
			severity: "warn"
		} }
	},
	{
		...shared,
		id: "policy/not-proven",
		title: "Proof",
		failureTitle: "Not proven",
		why: "A test set that is too small can neither show that a model is good enough nor that it is not.",
		messages: { "not-proven": {
			text: "not proven for {metric} {slice}: n = {n} is too small to decide",
			fix: "Add test images, widen the tolerance, or let a maintainer accept it.",
			severity: "block"
		} }
	},
	{
		...shared,
		id: "policy/model-removed",
		title: "Presence of the model",
		failureTitle: "Model removed",
		why: "A gate without a model gates nothing.",
		messages: {
			missing: {
				text: "the configuration names {path}, which head does not have",
				fix: "Commit the model, or correct `model.path`.",
				severity: "block"
			},
			dropped: {
				text: "head no longer names a model; base had {path}",
				fix: "Keep `model` in the target, or remove the whole target in a pull request of its own.",
				severity: "block"
			}
		}
	},
	{
		...shared,
		id: "policy/target-removed",
		title: "Targets",
		failureTitle: "Target removed",
		why: "A target that is removed is no longer checked by anything.",
		messages: { removed: {
			text: "head removes the target {target}",
			fix: "Remove it in a pull request of its own that a maintainer merges.",
			severity: "block"
		} }
	}
];
/** What head's configuration changes against base's: every setting, and those that loosen the gate once more by name. */
function configurationChanges(base, head) {
	const before = flat(base.policy);
	const after = flat(head.policy);
	const changes = [];
	for (const key of [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort()) {
		const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
		if (was === is) continue;
		const rest = {
			args: {
				key,
				before: was ?? "absent",
				after: is ?? "absent"
			},
			about: [],
			age: "new",
			count: 1,
			subject: key,
			basis: `${was} → ${is}`
		};
		changes.push({
			check: "policy/changed",
			found: {
				...rest,
				code: "changed"
			}
		});
	}
	for (const { key, was, is } of weakenings(base.policy, head.policy)) {
		const args = {
			key,
			before: was,
			after: is
		};
		changes.push({
			check: "policy/requirement-weakened",
			found: {
				code: "weakened",
				args,
				about: [],
				age: "new",
				count: 1,
				subject: key,
				basis: `${was} → ${is}`
			}
		});
	}
	return changes;
}
/** Leaves by key path, as JSON text. */
function flat(value, path = "", into = /* @__PURE__ */ new Map()) {
	if (value !== null && typeof value === "object" && Object.keys(value).length > 0) for (const [key, inner] of Object.entries(value)) flat(inner, path ? `${path}.${key}` : key, into);
	else into.set(path, JSON.stringify(value) ?? "absent");
	return into;
}
const SEVERITIES = [
	"off",
	"info",
	"warn",
	"block"
];
const ON_INCONCLUSIVE = [
	"allow",
	"review",
	"block"
];
function weakenings(base, head) {
	const found = [];
	function add(key, was, is) {
		found.push({
			key,
			was: String(was),
			is: String(is)
		});
	}
	if (base.mode === "enforce" && head.mode === "advisory") add("mode", base.mode, head.mode);
	if (base.looks === "strict" && head.looks === "normal") add("looks", base.looks, head.looks);
	if (ON_INCONCLUSIVE.indexOf(head.onInconclusive) < ON_INCONCLUSIVE.indexOf(base.onInconclusive)) add("on-inconclusive", base.onInconclusive, head.onInconclusive);
	for (const [id, { severity }] of Object.entries(head.checks)) {
		const before = Object.hasOwn(base.checks, id) ? base.checks[id].severity : null;
		if (severity === null || severity === before) continue;
		if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(before ?? "block")) add(`checks.${id}.severity`, before ?? "default", severity);
	}
	for (const [id, { severity }] of Object.entries(base.checks)) if (severity === "block" && !Object.hasOwn(head.checks, id)) add(`checks.${id}.severity`, "block", "default");
	for (const [name, target] of Object.entries(base.targets)) if (Object.hasOwn(head.targets, name)) weakenedTarget(`targets.${name}`, target, head.targets[name], add);
	return found;
}
function weakenedTarget(key, base, head, add) {
	if (base.gateSplit !== head.gateSplit) add(`${key}.gate-split`, base.gateSplit, head.gateSplit);
	if (base.primary && !head.primary) add(`${key}.primary`, base.primary.metric, "absent");
	if (base.primary && head.primary && isLooser(base.primary.tolerance, head.primary.tolerance)) add(`${key}.primary.tolerance`, tolerance(base.primary.tolerance), tolerance(head.primary.tolerance));
	const after = new Map(head.slices.map((slice) => [sliceId(slice), slice]));
	for (const slice of base.slices) {
		const now = after.get(sliceId(slice));
		if (now === void 0) add(`${key}.slices`, sliceId(slice), "absent");
		else if (typeof slice !== "string" && typeof now !== "string") {
			if (now.tolerance > slice.tolerance) add(`${key}.slices.${slice.id}.tolerance`, tolerance(slice.tolerance), tolerance(now.tolerance));
			if (JSON.stringify(now.where) !== JSON.stringify(slice.where)) add(`${key}.slices.${slice.id}.where`, JSON.stringify(slice.where), JSON.stringify(now.where));
		}
	}
}
/** Absolute and relative tolerances cannot be ordered: a change of kind counts as loosening. */
function isLooser(base, head) {
	if (typeof base === "number" && typeof head === "number") return head > base;
	if (typeof base === "object" && typeof head === "object") return head.relative > base.relative;
	return true;
}
function tolerance(value) {
	return typeof value === "number" ? `${+(value * 100).toFixed(6)}pp` : `${+(value.relative * 100).toFixed(6)}%`;
}
function sliceId(slice) {
	return typeof slice === "string" ? slice : slice.id;
}
/** Head names a model that it lacks, or no longer names the one that base had. */
function modelRemoved(base, head, headHasModel) {
	const path = head?.model?.path ?? base?.model?.path;
	if (path === void 0 || head?.model && headHasModel) return [];
	const code = head?.model ? "missing" : "dropped";
	return [{
		check: "policy/model-removed",
		found: {
			code,
			args: { path },
			about: [{
				kind: "file",
				side: "head",
				path
			}],
			age: "new",
			count: 1,
			subject: path,
			basis: code
		}
	}];
}
/** Head's configuration lacks a target that the policy has. */
function targetRemoved(target, head) {
	if (head === null || Object.hasOwn(head.policy.targets, target)) return [];
	return [{
		check: "policy/target-removed",
		found: {
			code: "removed",
			args: { target },
			about: [],
			age: "new",
			count: 1,
			subject: target,
			basis: target
		}
	}];
}

// src/app/catalogue.ts
/** Everything that can stand in a report: the checks on disk, and the engine's own findings. */
const catalogue = new Map([...checks, ...engineChecks].map((check) => [check.id, check]));
const optionSchemas = new Map(checks.map((check) => [check.id, { options: check.options }]));

export { mix as _, targetRemoved as a, logRatioInterval as c, n80 as d, ByteDictionary as f, hashBytes as g, grown as h, modelRemoved as i, PIXEL_STATUS as l, equalBytes as m, optionSchemas as n, checks as o, RowIndex as p, configurationChanges as r, logRatio as s, catalogue as t, mde80 as u, slotsFor as v };