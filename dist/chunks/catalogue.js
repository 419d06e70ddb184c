import { f as strictObject, l as number } from "./schemas.js";
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
function clip(name) {
	return name.length <= NAME_LIMIT ? name : `${name.slice(0, NAME_LIMIT)}…`;
}
function className(label, row) {
	const code = label.codes[row];
	return code < 0 ? NO_CLASS : clip(label.values[code]);
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
				split: clip(name),
				alone,
				classes: tally(countBy(boxes, (box) => classOf(dataset, box)))
			},
			about: boxes.slice(0, REFS$1).map((box) => refOf$1(side, dataset, box)),
			age: "new",
			count: boxes.length,
			subject: name,
			basis: boxes.map((box) => `${dataset.path.get(dataset.boxes.image[box])} ${keyOf$1(dataset, box)}`).sort().join("\n")
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
	for (const box of others) keys.set(keyOf$1(other, box), (keys.get(keyOf$1(other, box)) ?? 0) + 1);
	return boxes.filter((box) => {
		const equal = keys.get(keyOf$1(dataset, box)) ?? 0;
		keys.set(keyOf$1(dataset, box), equal - 1);
		return equal <= 0;
	});
}
function keyOf$1(dataset, box) {
	const { xywh, crowd } = dataset.boxes;
	return `${xywh.subarray(box * 4, box * 4 + 4).join(" ")} ${crowd[box]} ${classOf(dataset, box)}`;
}
function classOf(dataset, box) {
	const label = dataset.boxes.label[box];
	return label < 0 ? NO_CLASS : clip(dataset.classes[label]);
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
		...added.map((name) => `+${clip(name)}`),
		...removed.map((name) => `−${clip(name)}`),
		...renumbered.map((name) => `${clip(name)} ${before.get(name)}→${after.get(name)}`)
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
				clip(name),
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
const counted = {
	code: "deterministic",
	args: {}
};
/** Images (and annotations) of each split: metrics, and a table with their classes. */
function composition(given) {
	const counts = [imageCount(given), ...boxCount(given)];
	return {
		metrics: counts.flatMap(metricsOf),
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
function metricsOf({ id, of, base, head, shared }) {
	const split = shareValues(base.split, head.split);
	const before = countCodes(split.base, split.values.length);
	const after = countCodes(split.head, split.values.length);
	const estimate = (value, n) => ({
		value,
		n,
		of,
		interval: counted
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
			clip(split.values[cell.split]),
			cell.label < 0 ? null : clip(label.values[cell.label]),
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
	split: (group) => clip(group.split),
	from: (group) => clip(group.from ?? ""),
	to: (group) => clip(group.split),
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
			split: clip(split),
			classes: tally(countBy(rows, nameOf)),
			...from === null ? {} : { from: clip(from) }
		},
		about: refs$2(side, dataset, rows),
		age: "new",
		count: rows.length,
		subject: JSON.stringify([from, split]),
		basis: basisOf(dataset, rows, code === "relabelled" ? nameOf : void 0)
	};
}

// src/checks/dataset/change/check.ts
const look$1 = "Look at the examples, and say in the description of the pull request why.";
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
			fix: look$1,
			severity: "info"
		},
		"images-added": {
			text: "images added to {split}: {count} ({classes})",
			fix: look$1,
			severity: "info"
		},
		relabelled: {
			text: "images relabelled in {split}: {count} ({classes})",
			fix: look$1,
			severity: "info"
		},
		"images-edited": {
			text: "images edited in {split}, same name, other bytes: {count} ({classes})",
			fix: look$1,
			severity: "info"
		},
		"images-renamed": {
			text: "images renamed in {split}: {count} ({classes})",
			fix: look$1,
			severity: "info"
		},
		"annotations-removed": {
			text: "annotations removed in {split}: {count}, {alone} of them with their image ({classes})",
			fix: look$1,
			severity: "info"
		},
		"annotations-added": {
			text: "annotations added in {split}: {count}, {alone} of them on added images ({classes})",
			fix: look$1,
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
/** Accuracy of base and head on some of the judged images, and the claim that head is not worse than the tolerance. */
function pairedAccuracy(judgement, { at, slice, role }, primary, tolerance, groups, code) {
	const n = at.length;
	const [base, head] = [sum(at, judgement.baseRight), sum(at, judgement.headRight)];
	const counts = flips$1(at, judgement.baseRight, judgement.headRight);
	const clusters = groups ? clustersOf(at, judgement.baseRight, judgement.headRight, judgement.headRow, groups) : null;
	const margin = typeof tolerance === "number" ? tolerance : Math.max(Number.EPSILON, tolerance.relative * base / Math.max(1, n));
	const compared = compare$2(counts, clusters, margin, primary);
	const flipped = counts.gains + counts.regressions;
	const psi = flipped >= LEAST_FLIPS ? flipped / n : PSI;
	const interval = compared.method === "counted" ? {
		code: "deterministic",
		args: {}
	} : {
		...compared.interval,
		level: LEVEL$1,
		method: compared.method
	};
	const of = clusters ? "group" : "image";
	const delta = n === 0 ? nothing : {
		value: compared.gain,
		n: clusters ? clusters.groups : n,
		of,
		interval
	};
	return {
		metric: {
			id: "accuracy",
			slice,
			unit: "ratio",
			better: "higher",
			base: share(base, n),
			head: share(head, n),
			delta
		},
		claim: {
			metric: "accuracy",
			slice,
			role,
			code,
			unit: "ratio",
			n,
			gain: compared.gain,
			margin,
			interval,
			p: {
				...compared.p,
				notInferiorToAnchor: role === "primary" ? anchorP(judgement, at, margin, primary) : null
			},
			mde80: n === 0 ? null : mde80(psi, n),
			n80: n80(psi, margin),
			args: {
				slice: slice ?? "",
				n,
				baseRatio: n === 0 ? 0 : base / n,
				headRatio: n === 0 ? 0 : head / n,
				deltaPp: compared.gain,
				loPp: compared.interval.lo,
				hiPp: compared.interval.hi,
				limitPp: -margin,
				gains: counts.gains,
				regressions: counts.regressions,
				psi,
				psiSource: flipped >= LEAST_FLIPS ? "this pull request" : "assumed"
			}
		}
	};
}
const nothing = {
	value: null,
	reason: {
		code: "undefined",
		args: {}
	}
};
/** A share with Wilson's interval. */
function share(right, n) {
	if (n === 0) return nothing;
	return {
		value: right / n,
		n,
		of: "image",
		interval: {
			...wilsonInterval(right, n, LEVEL$1),
			level: LEVEL$1,
			method: "wilson"
		}
	};
}
function compare$2(counts, clusters, margin, { population, test }) {
	const compared = population === "fixed" ? compareCounted(counts, margin) : comparePaired(counts, clusters, margin, LEVEL$1);
	if (test === "non-inferiority") return compared;
	const mirrored = mirror(counts);
	const turned = clusters ? {
		...clusters,
		delta: -clusters.delta
	} : null;
	return equivalence(compared, population === "fixed" ? compareCounted(mirrored, margin) : comparePaired(mirrored, turned, margin, LEVEL$1));
}
/** Not worse than the last release by twice the margin; null without an anchor. */
function anchorP({ anchorRight, headRight }, at, margin, { population }) {
	if (anchorRight === null) return null;
	const counts = flips$1(at.filter((one) => anchorRight[one] !== 2), anchorRight, headRight);
	return (population === "fixed" ? compareCounted(counts, 2 * margin) : comparePaired(counts, null, 2 * margin, LEVEL$1)).p.notInferior;
}
function flips$1(at, before, after) {
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
function clustersOf(at, before, after, rows, groups) {
	const sums = /* @__PURE__ */ new Map();
	for (const one of at) {
		const key = codeAt(groups, rows[one]) ?? one;
		const entry = sums.get(key) ?? [0, 0];
		entry[0] += after[one] - before[one];
		entry[1]++;
		sums.set(key, entry);
	}
	const ordered = [...sums].sort(([a], [b]) => String(a) < String(b) ? -1 : 1).map(([, entry]) => entry);
	return clusterDifference(Float64Array.from(ordered, ([total]) => total), Float64Array.from(ordered, ([, size]) => size));
}
function sum(at, column) {
	let total = 0;
	for (const one of at) total += column[one];
	return total;
}

// src/checks/evaluation/metric-regression/check.ts
const SHOWN$1 = 100;
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
		"missing-prediction": {
			text: "head gives no usable answer for {path}: {why}",
			fix: "A model must answer every image that base answers; NaN usually comes from the export or the preprocessing.",
			severity: "block"
		},
		"nothing-to-judge": {
			text: "no image of the judged split {split} is the same on base and head ({baseCount} on base, {headCount} on head)",
			fix: "Change the test set in a pull request of its own, without changing the model.",
			severity: "block"
		}
	},
	references: ["Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Stat. Med. 1998", "Fagerland, Lydersen & Laake, The McNemar test for binary matched-pairs data, BMC Med. Res. Methodol. 2013"],
	run({ judgement, headData }, { target }) {
		const { primary } = target;
		if (primary === null) return {
			status: "not-applicable",
			reason: {
				code: "no-primary",
				args: {}
			}
		};
		const at = [...judgement.headRow.keys()];
		const findings = [...missing(judgement, (row) => headData.path.get(row))];
		const metrics = [];
		const claims = [];
		if (at.length === 0) findings.push(nothingToJudge(judgement, target.gateSplit));
		else {
			const { metric, claim } = pairedAccuracy(judgement, {
				at,
				slice: null,
				role: "primary"
			}, primary, primary.tolerance, headData.group ?? null, "regression");
			metrics.push(metric);
			claims.push(claim);
		}
		metrics.push(...wholeSplit(judgement));
		return {
			status: "measured",
			metrics,
			claims,
			findings,
			exhibits: at.length === 0 ? [] : [perClass(judgement), flips(judgement, headData.path)]
		};
	}
});
function* missing({ headMissing }, pathOf) {
	for (const [row, why] of headMissing) {
		const path = pathOf(row);
		yield {
			code: "missing-prediction",
			args: {
				path,
				why
			},
			about: [{
				kind: "image",
				side: "head",
				id: path
			}],
			age: "new",
			count: 1,
			subject: path,
			basis: why
		};
	}
}
function nothingToJudge({ whole }, split) {
	const args = {
		split,
		baseCount: whole.base.n,
		headCount: whole.head.n
	};
	return {
		code: "nothing-to-judge",
		args,
		about: [],
		age: "new",
		count: 1,
		subject: split,
		basis: JSON.stringify(args)
	};
}
/** What each side scores on its own judged split, when that is not the same set of images. */
function wholeSplit({ whole, headRow }) {
	if (whole.base.n === headRow.length && whole.head.n === headRow.length) return [];
	return [{
		id: "accuracy-whole-split",
		slice: null,
		unit: "ratio",
		better: "higher",
		base: share(whole.base.right, whole.base.n),
		head: share(whole.head.right, whole.head.n),
		delta: {
			value: null,
			reason: {
				code: "different-images",
				args: {}
			}
		}
	}];
}
function perClass({ truth, baseRight, headRight }) {
	const classes = /* @__PURE__ */ new Map();
	for (const [at, name] of truth.entries()) {
		const entry = classes.get(name) ?? [
			0,
			0,
			0
		];
		entry[0]++;
		entry[1] += baseRight[at];
		entry[2] += headRight[at];
		classes.set(name, entry);
	}
	const rows = [...classes].map(([name, [n, base, head]]) => [
		name,
		n,
		base / n,
		head / n,
		(head - base) / n
	]);
	rows.sort((a, b) => a[4] - b[4] || (a[0] < b[0] ? -1 : 1));
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
			}
		],
		rows: rows.slice(0, SHOWN$1).map((row) => row.slice(0, 4)),
		total: rows.length
	};
}
function flips({ headRow, truth, baseRight, headRight, headAnswer }, path) {
	const rows = [...headRow.keys()].filter((at) => baseRight[at] === 1 && headRight[at] === 0).map((at) => [
		path.get(headRow[at]),
		truth[at],
		headAnswer[at]
	]).sort((a, b) => a[0] < b[0] ? -1 : 1);
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
		rows: rows.slice(0, SHOWN$1),
		total: rows.length
	};
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

// src/checks/integrity/unreadable-image/check.ts
const FAULTS = /* @__PURE__ */ new Set([
	"unreadable",
	"unsupported-format",
	"too-large",
	"out-of-memory",
	"timeout",
	"crash"
]);
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
		const before = knownFaults(baseData, basePixels);
		return {
			status: "measured",
			metrics: headData.split.values.map((_, split) => metric$1(split, baseData, basePixels, headData, headPixels)),
			claims: [],
			findings: [
				...faults(headData, headPixels, before),
				...notRead(headData, headPixels, baseData, basePixels),
				...problemFindings({
					base: baseData,
					head: headData
				}),
				...emptySplits(headData, headPixels, baseData, basePixels)
			],
			exhibits: problemTable({ head: headData })
		};
	}
});
function statusAt(pixels, row) {
	return PIXEL_STATUS[pixels.status[row]];
}
/** Path and content of what was wrong on base already. */
function knownFaults(data, pixels) {
	const known = /* @__PURE__ */ new Set();
	if (!data || !pixels) return known;
	for (let row = 0; row < data.rows; row++) if (pixels.status[row] !== 0) known.add(subjectOf(data, row));
	return known;
}
function subjectOf(data, row) {
	return `${data.path.get(row)} ${data.content.text(row)}`;
}
function* faults(data, pixels, before) {
	for (let row = 0; row < data.rows; row++) {
		if (pixels.status[row] === 0) continue;
		const status = statusAt(pixels, row);
		const missing = status === "missing";
		if (!missing && !FAULTS.has(status)) continue;
		const path = data.path.get(row);
		yield {
			code: missing ? "missing-file" : "unreadable",
			args: missing ? { path } : {
				path,
				status,
				detail: pixels.detail.get(row) ?? ""
			},
			about: refs$1(data, row, path),
			age: before.has(subjectOf(data, row)) ? "pre-existing" : "new",
			count: 1,
			subject: path,
			basis: `${data.content.text(row)} ${status}`
		};
	}
}
function refs$1(data, row, path) {
	const line = data.line[row];
	const source = data.source.values[data.source.codes[row]];
	return [...line > 0 && source !== void 0 ? [{
		kind: "file",
		side: "head",
		path: source,
		line
	}] : [{
		kind: "file",
		side: "head",
		path,
		line: 1
	}], {
		kind: "image",
		side: "head",
		id: path
	}];
}
function countsBySplit(data, pixels, wanted) {
	const counts = data.split.values.map(() => 0);
	for (let row = 0; row < data.rows; row++) {
		const split = data.split.codes[row];
		if (split >= 0 && wanted(statusAt(pixels, row))) counts[split]++;
	}
	return counts;
}
function* notRead(head, headPixels, base, basePixels) {
	const absent = (status) => status === "absent";
	const before = base && basePixels ? countsBySplit(base, basePixels, absent) : [];
	for (const [code, count] of countsBySplit(head, headPixels, absent).entries()) {
		if (count === 0) continue;
		const split = head.split.values[code];
		const was = before[base?.split.values.indexOf(split) ?? -1] ?? 0;
		yield {
			code: "not-read",
			args: {
				count,
				split
			},
			about: [],
			age: was >= count ? "pre-existing" : "new",
			count,
			subject: split,
			basis: String(count)
		};
	}
}
/** A split in which nothing could be decoded, though everything was looked at. */
function* emptySplits(head, headPixels, base, basePixels) {
	const before = base && basePixels ? emptyOf(base, basePixels) : /* @__PURE__ */ new Map();
	for (const [split, count] of emptyOf(head, headPixels)) {
		const age = before.has(split) ? "pre-existing" : "new";
		yield {
			code: "empty-split",
			args: {
				split,
				count
			},
			about: [],
			age,
			count: 1,
			subject: split,
			basis: String(count)
		};
	}
}
function emptyOf(data, pixels) {
	const usable = countsBySplit(data, pixels, (status) => status === "ok" || status === "absent");
	const all = countsBySplit(data, pixels, () => true);
	return new Map(data.split.values.flatMap((split, code) => usable[code] === 0 ? [[split, all[code]]] : []));
}
function metric$1(split, base, basePixels, head, headPixels) {
	const name = head.split.values[split];
	const fault = (status) => FAULTS.has(status) || status === "missing";
	const headCount = countsBySplit(head, headPixels, fault)[split];
	const at = base?.split.values.indexOf(name) ?? -1;
	const baseCount = base && basePixels && at >= 0 ? countsBySplit(base, basePixels, fault)[at] : null;
	const interval = {
		code: "deterministic",
		args: {}
	};
	const absent = {
		value: null,
		reason: {
			code: "absent-on-base",
			args: {}
		}
	};
	return {
		id: "unreadable-images",
		slice: name,
		unit: "count",
		better: "lower",
		base: baseCount === null ? absent : {
			value: baseCount,
			n: base.rows,
			of: "image",
			interval
		},
		head: {
			value: headCount,
			n: head.rows,
			of: "image",
			interval
		},
		delta: baseCount === null ? absent : {
			value: headCount - baseCount,
			n: head.rows,
			of: "image",
			interval
		}
	};
}

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
/** A 95th percentile needs this many runs to have an order statistic above it. */
const RUNS_FOR_P95 = 130;
const LEVEL = .95;
/** Time of one inference, base and head measured in turn. */
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
		"ratio-p50": number().gt(1).max(10).default(1.05).meta({ description: "tolerated head/base ratio of the median" }),
		"ratio-p95": number().gt(1).max(10).default(1.1).meta({ description: "tolerated head/base ratio of the 95th percentile" })
	}),
	messages: {
		slower: {
			text: "{metric} of one inference {baseMs} → {headMs} (× {times}, 95 % CI × {lo} … × {hi}; limit × {limit}; {n} rounds)",
			fix: "See the operators that were added (model/change), or raise the limit if the cost is wanted.",
			severity: "block"
		},
		unsteady: {
			text: "{count} of {sides} timed processes never became steady: the machine was busy",
			fix: "Use a quieter runner for latency.",
			severity: "info"
		},
		"too-few-rounds": {
			text: "only {rounds} rounds were measured: too few to tell anything",
			fix: "Raise the budget of the run.",
			severity: "warn"
		}
	},
	references: ["Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017"],
	run({ latency }, { options }) {
		const quantiles = latency.runsPerRound >= RUNS_FOR_P95 ? ["p50", "p95"] : ["p50"];
		const enough = latency.rounds >= LEAST_ROUNDS;
		const made = quantiles.map((quantile) => compare$1(latency, quantile, options[`ratio-${quantile}`]));
		const findings = [];
		const shared = {
			about: [],
			age: "new",
			count: 1,
			subject: latency.profile
		};
		if (latency.unsteady > 0) {
			const args = {
				count: latency.unsteady,
				sides: 2 * latency.rounds
			};
			findings.push({
				...shared,
				code: "unsteady",
				args,
				basis: ""
			});
		}
		if (!enough) findings.push({
			...shared,
			code: "too-few-rounds",
			args: { rounds: latency.rounds },
			basis: String(latency.rounds)
		});
		return {
			status: "measured",
			metrics: made.flatMap(({ metrics }) => metrics),
			claims: enough ? made.map(({ claim }) => claim) : [],
			findings,
			exhibits: [rounds(latency)]
		};
	}
});
function compare$1({ base, head, rounds }, quantile, limit) {
	const estimate = logRatio(base[quantile], head[quantile]);
	const log = logRatioInterval(estimate, LEVEL);
	const finite = Number.isFinite(log.lo) && Number.isFinite(log.hi);
	const [baseMs, headMs] = [median(base[quantile]), median(head[quantile])];
	const id = `latency-${quantile}`;
	const ratioInterval = finite ? {
		lo: Math.exp(log.lo),
		hi: Math.exp(log.hi),
		level: LEVEL,
		method: "t-log-ratio"
	} : tooFew(rounds);
	const gain = -estimate.mean;
	return {
		metrics: [{
			id,
			slice: null,
			unit: "ms",
			better: "lower",
			base: time(baseMs, rounds),
			head: time(headMs, rounds),
			delta: {
				value: headMs - baseMs,
				n: rounds,
				of: "round",
				interval: finite ? {
					lo: baseMs * (Math.exp(log.lo) - 1),
					hi: baseMs * (Math.exp(log.hi) - 1),
					level: LEVEL,
					method: "t-log-ratio"
				} : tooFew(rounds)
			}
		}],
		claim: {
			metric: id,
			slice: null,
			role: "limit",
			code: "slower",
			unit: "ms",
			n: rounds,
			gain: gain === 0 ? 0 : gain,
			margin: Math.log(limit),
			interval: finite ? {
				lo: -log.hi,
				hi: -log.lo,
				level: LEVEL,
				method: "t-log-ratio"
			} : tooFew(rounds),
			p: {
				beyondMargin: slowerThan(estimate, limit),
				worse: slowerThan(estimate, 1),
				notInferior: notSlowerThan(estimate, limit),
				notInferiorToAnchor: null
			},
			mde80: null,
			n80: null,
			args: {
				metric: quantile === "p50" ? "median" : "95th percentile",
				baseMs,
				headMs,
				times: rounded(Math.exp(estimate.mean)),
				lo: "lo" in ratioInterval ? rounded(ratioInterval.lo) : "?",
				hi: "hi" in ratioInterval ? rounded(ratioInterval.hi) : "?",
				limit,
				n: rounds
			}
		}
	};
}
function time(value, n) {
	return {
		value,
		n,
		of: "round",
		interval: {
			code: "paired-only",
			args: {}
		}
	};
}
function tooFew(n) {
	return {
		code: "too-few",
		args: { n }
	};
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
				name: "head / base",
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
/** Rows of images that are the same, by decoded pixels or by content id; only clusters of two and more. */
function duplicateClusters(data, pixels) {
	const parent = Int32Array.from({ length: data.rows }, (_, row) => row);
	join(parent, pixels.hash, (row) => pixels.status[row] === 0);
	join(parent, data.content.hashes, (row) => data.content.kinds[row] !== 0);
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
/** Unites rows with equal 32-byte hashes, in one pass of open addressing. */
function join(parent, hashes, counts) {
	const rows = parent.length;
	const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(8, rows * 2)))).fill(-1);
	for (let row = 0; row < rows; row++) {
		if (!counts(row)) continue;
		const at = row * 32;
		let slot = (hashes[at] | hashes[at + 1] << 8 | hashes[at + 2] << 16 | hashes[at + 3] << 24) & slots.length - 1;
		while (slots[slot] >= 0 && !same(hashes, slots[slot], row)) slot = slot + 1 & slots.length - 1;
		if (slots[slot] < 0) slots[slot] = row;
		else unite(parent, slots[slot], row);
	}
}
function same(hashes, a, b) {
	for (let i = 0; i < 32; i++) if (hashes[a * 32 + i] !== hashes[b * 32 + i]) return false;
	return true;
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
			fix: "Keep it in one split; remove the copy that this pull request adds.",
			severity: "block"
		},
		"within-split": {
			text: "{count} pictures stand more than once in {split}, for example {first} and {second}",
			fix: "Remove the copies: they count double.",
			severity: "info"
		}
	},
	references: ["Kapoor & Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 2023"],
	run({ baseData, headData, basePixels, headPixels }) {
		const head = look(headData, headPixels);
		const base = baseData && basePixels ? look(baseData, basePixels) : null;
		return {
			status: "measured",
			metrics: metrics$1(base, head),
			claims: [],
			findings: [...across(head, base), ...within(head, base)],
			exhibits: pairs(head)
		};
	}
});
function look(data, pixels) {
	const clusters = duplicateClusters(data, pixels).map((rows) => {
		const ordered = [...rows].sort((a, b) => compare(`${data.path.get(a)}\0${splitOf(data, a)}`, `${data.path.get(b)}\0${splitOf(data, b)}`));
		return {
			rows: ordered,
			splits: [...new Set(ordered.map((row) => splitOf(data, row)))].sort(),
			key: keyOf(data, pixels, ordered)
		};
	});
	clusters.sort((a, b) => compare(data.path.get(a.rows[0]), data.path.get(b.rows[0])) || compare(a.key, b.key));
	return {
		data,
		pixels,
		crossing: clusters.filter((cluster) => cluster.splits.length > 1),
		inside: clusters.filter((cluster) => cluster.splits.length === 1)
	};
}
/** The smallest hash of the cluster: of the pixels where any is decoded, else of the bytes. */
function keyOf(data, pixels, rows) {
	const decoded = rows.filter((row) => pixels.status[row] === 0).map((row) => hex(pixels.hash, row));
	return decoded.length > 0 ? `pixels:${decoded.sort()[0]}` : rows.map((row) => data.content.text(row)).sort()[0];
}
function hex(hashes, row) {
	let text = "";
	for (let i = 0; i < 16; i++) text += hashes[row * 32 + i].toString(16).padStart(2, "0");
	return text;
}
function splitOf({ split }, row) {
	return split.values[split.codes[row]] ?? "";
}
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
/** New when base does not have this picture in these splits already. */
function* across(head, base) {
	const before = new Set(base?.crossing.map(({ key, splits }) => `${key} ${splits.join(" ")}`));
	for (const { rows, splits, key } of head.crossing) {
		const { data } = head;
		const first = rows[0];
		const second = rows.find((row) => splitOf(data, row) !== splitOf(data, first));
		const subject = `${key} ${splits.join(" ")}`;
		yield {
			code: "across-splits",
			args: {
				splits: splits.join(" and "),
				first: data.path.get(first),
				second: data.path.get(second),
				count: rows.length
			},
			about: [first, second].flatMap((row) => refs(data, row)),
			age: before.has(subject) ? "pre-existing" : "new",
			count: rows.length,
			subject,
			basis: rows.map((row) => `${data.path.get(row)} ${data.content.text(row)}`).join("\n")
		};
	}
}
function refs(data, row) {
	const path = data.path.get(row);
	const line = data.line[row];
	const source = data.source.values[data.source.codes[row]];
	const image = {
		kind: "image",
		side: "head",
		id: path
	};
	return line > 0 && source !== void 0 ? [{
		kind: "file",
		side: "head",
		path: source,
		line
	}, image] : [image];
}
function* within(head, base) {
	const before = new Set(base?.inside.map(({ key, splits }) => `${key} ${splits[0]}`));
	const bySplit = /* @__PURE__ */ new Map();
	for (const cluster of head.inside) bySplit.set(cluster.splits[0], [...bySplit.get(cluster.splits[0]) ?? [], cluster]);
	for (const [split, clusters] of [...bySplit].sort(([a], [b]) => compare(a, b))) {
		const [example] = clusters;
		const [first, second] = example.rows.map((row) => head.data.path.get(row));
		const known = clusters.every(({ key }) => before.has(`${key} ${split}`));
		yield {
			code: "within-split",
			args: {
				count: clusters.length,
				split,
				first,
				second
			},
			about: [],
			age: known ? "pre-existing" : "new",
			count: clusters.length,
			subject: split,
			basis: clusters.map(({ key }) => key).sort().join(" ")
		};
	}
}
/** Pictures that stand in both splits, for each pair of splits. */
function metrics$1(base, head) {
	const splits = [...head.data.split.values].sort();
	const made = [];
	for (const [index, a] of splits.entries()) for (const b of splits.slice(index + 1)) {
		const count = ({ crossing }) => crossing.filter((cluster) => cluster.splits.includes(a) && cluster.splits.includes(b)).length;
		const interval = {
			code: "deterministic",
			args: {}
		};
		const absent = {
			value: null,
			reason: {
				code: "absent-on-base",
				args: {}
			}
		};
		const [now, was] = [count(head), base ? count(base) : null];
		made.push({
			id: "pictures-in-both",
			slice: `${a} and ${b}`,
			unit: "count",
			better: "lower",
			base: was === null ? absent : {
				value: was,
				n: base.data.rows,
				of: "image",
				interval
			},
			head: {
				value: now,
				n: head.data.rows,
				of: "image",
				interval
			},
			delta: was === null ? absent : {
				value: now - was,
				n: head.data.rows,
				of: "image",
				interval
			}
		});
	}
	return made;
}
function pairs({ data, crossing }) {
	if (crossing.length === 0) return [];
	const image = (row) => ({
		kind: "image",
		side: "head",
		id: data.path.get(row)
	});
	return [{
		kind: "pairs",
		title: "The same picture in two splits",
		pairs: crossing.slice(0, PAIRS_SHOWN).map(({ rows, splits }) => {
			const first = rows[0];
			const second = rows.find((row) => splitOf(data, row) !== splitOf(data, first));
			return {
				left: image(first),
				right: image(second),
				text: {
					code: "in-splits",
					args: { splits: splits.join(" and ") }
				}
			};
		}),
		total: crossing.length
	}];
}

// src/checks/model/change/tensors.ts
function compareTensors(base, head) {
	const left = new Set(base.tensors);
	const right = new Set(head.tensors);
	const equal = pair(left, right, ({ name, digest, dims }) => `${name}\0${digest}\0${dims}`, () => true);
	const renamed = pair(left, right, ({ digest }) => digest, ({ elements }) => elements > 1);
	const byName = pair(left, right, ({ name }) => name, () => true);
	const changed = byName.filter(([a, b]) => a.dtype === b.dtype && String(a.dims) === String(b.dims));
	const reshaped = byName.filter(([a, b]) => a.dtype !== b.dtype || String(a.dims) !== String(b.dims));
	return {
		equal: equal.length,
		renamed: renamed.length,
		changed,
		reshaped,
		added: [...right],
		removed: [...left]
	};
}
/** Takes out of both sets what has the same key, one for one. */
function pair(left, right, key, counts) {
	const waiting = /* @__PURE__ */ new Map();
	for (const tensor of right) if (counts(tensor)) waiting.set(key(tensor), [...waiting.get(key(tensor)) ?? [], tensor]);
	const pairs = [];
	for (const tensor of left) {
		const partner = counts(tensor) ? waiting.get(key(tensor))?.shift() : void 0;
		if (!partner) continue;
		left.delete(tensor);
		right.delete(partner);
		pairs.push([tensor, partner]);
	}
	return pairs;
}

// src/checks/model/change/check.ts
const SHOWN = 100;
/** The model as a reviewer would want to see it: what is the same, what was trained, what was added. */
const check$2 = defineCheck({
	id: "model/change",
	title: "What changed in the model",
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
	messages: {
		"re-exported": {
			text: "exported again: all {total} tensors are equal by content, {renamed} under another name",
			fix: "Nothing was trained.",
			severity: "info"
		},
		retrained: {
			text: "same graph, {changed} of {total} tensors have other values",
			fix: "See the table of tensors.",
			severity: "info"
		},
		restructured: {
			text: "another graph: operators {before} → {after}; of {total} tensors {equal} equal, {changed} changed, {reshaped} reshaped, {added} added, {removed} removed",
			fix: "See the tables of operators and tensors.",
			severity: "info"
		}
	},
	references: [],
	run({ base, head }) {
		const tensors = compareTensors(base, head);
		return {
			status: "measured",
			metrics: metrics(base, head),
			claims: [],
			findings: findings(base, head, tensors),
			exhibits: [
				facts(base, head),
				tensorTable(tensors, head),
				operators(base, head)
			]
		};
	}
});
function findings(base, head, change) {
	const { equal, renamed, changed, reshaped, added, removed } = change;
	const total = base.tensors.length;
	const sameGraph = [...operatorNames(base, head)].every((name) => base.operators.get(name) === head.operators.get(name));
	const values = changed.length + reshaped.filter(([a]) => a.elements > 1).length;
	const structural = [...added, ...removed].some((tensor) => tensor.elements > 1);
	if (sameGraph && values === 0 && !structural && renamed === 0 && added.length + removed.length + reshaped.length === 0) return [];
	const code = values === 0 && !structural ? "re-exported" : sameGraph && !structural && reshaped.length === 0 ? "retrained" : "restructured";
	const args = {
		total,
		renamed,
		equal: equal + renamed,
		changed: changed.length,
		reshaped: reshaped.length,
		added: added.length,
		removed: removed.length,
		before: base.nodes,
		after: head.nodes
	};
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
		basis: JSON.stringify(args)
	}];
}
function operatorNames(base, head) {
	return new Set([...base.operators.keys(), ...head.operators.keys()].sort());
}
function metrics(base, head) {
	const one = (id, unit, of, value, n) => {
		const interval = {
			code: "deterministic",
			args: {}
		};
		const estimate = (side, shown) => ({
			value: shown,
			n: n(side),
			of,
			interval
		});
		return {
			id,
			slice: null,
			unit,
			better: "lower",
			base: estimate(base, value(base)),
			head: estimate(head, value(head)),
			delta: estimate(head, value(head) - value(base))
		};
	};
	return [
		one("parameters", "count", "tensor", (model) => model.parameters, (model) => model.tensors.length),
		one("model-bytes", "byte", "file", (model) => model.bytes, () => 1),
		one("operators", "count", "node", (model) => model.nodes, (model) => model.nodes)
	];
}
function facts(base, head) {
	const opsets = ({ opsets }) => [...opsets].map(([domain, version]) => `${domain || "ai.onnx"} ${version}`).sort().join(", ");
	const rows = [
		[
			"producer",
			base.producer,
			head.producer
		],
		[
			"operator sets",
			opsets(base),
			opsets(head)
		],
		[
			"IR version",
			String(base.irVersion),
			String(head.irVersion)
		],
		[
			"parameters",
			String(base.parameters),
			String(head.parameters)
		],
		[
			"bytes",
			String(base.bytes),
			String(head.bytes)
		],
		[
			"operators",
			String(base.nodes),
			String(head.nodes)
		],
		[
			"tensors",
			String(base.tensors.length),
			String(head.tensors.length)
		]
	];
	return {
		kind: "table",
		title: "Facts",
		columns: text("fact", "base", "head"),
		rows,
		total: rows.length
	};
}
function tensorTable({ changed, reshaped, added, removed }, head) {
	const shape = (tensor) => `${tensor.dtype} [${tensor.dims.join(", ")}]`;
	const rows = [
		...changed.map(([a, b]) => [
			"other values",
			b.name,
			shape(a),
			shape(b)
		]),
		...reshaped.map(([a, b]) => [
			"other shape",
			b.name,
			shape(a),
			shape(b)
		]),
		...removed.map((tensor) => [
			"removed",
			tensor.name,
			shape(tensor),
			""
		]),
		...added.map((tensor) => [
			"added",
			tensor.name,
			"",
			shape(tensor)
		])
	];
	return {
		kind: "table",
		title: `Tensors that are not the same (head has ${head.tensors.length})`,
		columns: text("change", "tensor", "base", "head"),
		rows: rows.slice(0, SHOWN),
		total: rows.length
	};
}
function operators(base, head) {
	const rows = [...operatorNames(base, head)].map((name) => [
		name,
		base.operators.get(name) ?? 0,
		head.operators.get(name) ?? 0
	]).filter(([, before, after]) => before !== after);
	return {
		kind: "table",
		title: "Operators whose number changed",
		columns: [
			...text("operator"),
			{
				name: "base",
				unit: "count"
			},
			{
				name: "head",
				unit: "count"
			}
		],
		rows: rows.slice(0, SHOWN),
		total: rows.length
	};
}
function text(...names) {
	return names.map((name) => ({
		name,
		unit: "text"
	}));
}

// src/checks/model/contract-change/breaks.ts
function breaksOf(base, head) {
	return [
		...portBreaks("input", base.inputs, head.inputs),
		...portBreaks("output", base.outputs, head.outputs),
		...opsetBreaks(base, head),
		...domainBreaks(base, head),
		...head.irVersion > base.irVersion ? [{
			code: "ir-raised",
			args: {
				before: base.irVersion,
				after: head.irVersion
			},
			subject: "ir"
		}] : [],
		...externalBreaks(base, head)
	];
}
/** By name; what is left over is a renaming when type and shape at the same position agree, else added and removed. */
function portBreaks(kind, base, head) {
	const after = new Map(head.map((port) => [port.name, port]));
	const before = new Map(base.map((port) => [port.name, port]));
	const breaks = [];
	const renamed = /* @__PURE__ */ new Set();
	for (const [position, port] of base.entries()) {
		const same = after.get(port.name);
		if (same) breaks.push(...changed(kind, port, same));
		else {
			const there = head[position];
			if (there && !before.has(there.name) && there.dtype === port.dtype && sameShape(port.dims, there.dims)) {
				renamed.add(there.name);
				breaks.push({
					code: "port-renamed",
					args: {
						port: `${kind} ${port.name}`,
						after: there.name
					},
					subject: `${kind} ${port.name}`
				});
			} else breaks.push({
				code: "port-removed",
				args: {
					port: `${kind} ${port.name}`,
					before: describe(port)
				},
				subject: `${kind} ${port.name}`
			});
		}
	}
	for (const port of head) if (!before.has(port.name) && !renamed.has(port.name)) breaks.push({
		code: "port-added",
		args: {
			port: `${kind} ${port.name}`,
			after: describe(port)
		},
		subject: `${kind} ${port.name}`
	});
	return breaks;
}
function changed(kind, base, head) {
	const subject = `${kind} ${base.name}`;
	if (base.dtype !== head.dtype) return [{
		code: "type-changed",
		args: {
			port: subject,
			before: describe(base),
			after: describe(head)
		},
		subject
	}];
	if (sameShape(base.dims, head.dims)) return [];
	const args = {
		port: subject,
		before: shapeText(base.dims),
		after: shapeText(head.dims)
	};
	return [{
		code: shapeCode(kind, base.dims, head.dims),
		args,
		subject
	}];
}
/** For an input fixed → dynamic takes more; for an output it promises less, so the two exchange their names. */
function shapeCode(kind, base, head) {
	if (base === null || head === null) return head === null === (kind === "input") ? "shape-widened" : "shape-narrowed";
	if (base.length !== head.length) return "shape-changed";
	let [widened, narrowed] = [false, false];
	for (const [axis, before] of base.entries()) {
		const after = head[axis];
		if (typeof before === "number" && typeof after === "number" && before !== after) return "shape-changed";
		if (typeof before === "number" && typeof after !== "number") widened = true;
		if (typeof before !== "number" && typeof after === "number") narrowed = true;
	}
	if (kind === "output") return narrowed && !widened ? "shape-narrowed" : widened && !narrowed ? "shape-widened" : "shape-changed";
	return narrowed ? "shape-narrowed" : "shape-widened";
}
/** Names of dynamic dimensions are no promise: `N` and `batch` are the same. */
function sameShape(a, b) {
	if (a === null || b === null) return a === b;
	return a.length === b.length && a.every((dim, axis) => typeof dim === "number" ? dim === b[axis] : typeof b[axis] !== "number");
}
function shapeText(dims) {
	return dims === null ? "any shape" : `[${dims.map((dim) => typeof dim === "number" ? dim : dim ?? "?").join(", ")}]`;
}
function describe({ dtype, dims }) {
	return `${dtype} ${shapeText(dims)}`;
}
function opsetBreaks(base, head) {
	return [...base.opsets].flatMap(([domain, before]) => {
		const after = head.opsets.get(domain);
		if (after === void 0 || after === before) return [];
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
function domainBreaks(base, head) {
	const of = ({ operators }) => {
		const domains = /* @__PURE__ */ new Map();
		for (const name of operators.keys()) {
			const [domain, operator] = name.split("::");
			if (operator !== void 0 && domain !== void 0) domains.set(domain, [...domains.get(domain) ?? [], operator]);
		}
		return domains;
	};
	const before = of(base);
	return [...of(head)].flatMap(([domain, operators]) => before.has(domain) ? [] : [{
		code: "domain-added",
		args: {
			domain,
			after: operators.sort().slice(0, 5).join(", ")
		},
		subject: `domain ${domain}`
	}]);
}
function externalBreaks(base, head) {
	const added = head.external.filter((file) => !base.external.includes(file));
	return added.length === 0 ? [] : [{
		code: "external-data",
		args: { after: added.sort().slice(0, 5).join(", ") },
		subject: "external"
	}];
}

// src/checks/model/contract-change/check.ts
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
	messages: {
		"port-added": {
			text: "new: {port}, {after}",
			fix: "Callers must give or read it: keep the signature, or release it as a new version.",
			severity: "block"
		},
		"port-removed": {
			text: "{port} is gone ({before})",
			fix: "Callers that use it break: keep it, or release a new version.",
			severity: "block"
		},
		"port-renamed": {
			text: "{port} is now called {after}",
			fix: "Export with the old name (`input_names`, `output_names`).",
			severity: "block"
		},
		"type-changed": {
			text: "{port} changes its type: {before} → {after}",
			fix: "Cast inside the graph, or release a new version.",
			severity: "block"
		},
		"shape-narrowed": {
			text: "{port} is fixed where it was dynamic: {before} → {after}",
			fix: "Export with the dynamic dimension (`dynamic_axes`).",
			severity: "block"
		},
		"shape-changed": {
			text: "{port} changes its shape: {before} → {after}",
			fix: "Callers must change with it: release a new version.",
			severity: "block"
		},
		"shape-widened": {
			text: "{port} is dynamic where it was fixed: {before} → {after}",
			fix: "Nothing to do.",
			severity: "info"
		},
		"opset-raised": {
			text: "the operator set {domain} rises from {before} to {after}",
			fix: "Check that every runtime that loads the model knows it.",
			severity: "warn"
		},
		"opset-lowered": {
			text: "the operator set {domain} falls from {before} to {after}",
			fix: "Nothing to do, if it is meant.",
			severity: "info"
		},
		"ir-raised": {
			text: "the IR version rises from {before} to {after}",
			fix: "Check that every runtime that loads the model knows it.",
			severity: "warn"
		},
		"domain-added": {
			text: "operators of {domain} are used ({after})",
			fix: "Only runtimes with this extension load the model: use standard operators.",
			severity: "block"
		},
		"external-data": {
			text: "tensors lie outside the model, in {after}",
			fix: "Ship these files with the model, or export it as one file.",
			severity: "warn"
		}
	},
	references: ["ONNX intermediate representation and versioning (onnx.ai)"],
	run({ base, head }) {
		const breaks = breaksOf(base, head);
		return {
			status: "measured",
			metrics: [metric(base, head)],
			claims: [],
			findings: breaks.map((one) => toFound(one, head)),
			exhibits: []
		};
	}
});
function toFound({ code, args, subject }, head) {
	return {
		code,
		args,
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
/** Inputs and outputs, so that the number of each is seen; the breaks themselves are the findings. */
function metric(base, head) {
	const ports = ({ inputs, outputs }) => inputs.length + outputs.length;
	const interval = {
		code: "deterministic",
		args: {}
	};
	const one = (value, n) => ({
		value,
		n,
		of: "tensor",
		interval
	});
	return {
		id: "inputs-and-outputs",
		slice: null,
		unit: "count",
		better: "neither",
		base: one(ports(base), ports(base)),
		head: one(ports(head), ports(head)),
		delta: one(ports(head) - ports(base), ports(head))
	};
}

// src/checks/slices/slice-regression/slices.ts
/** Rules as they are; a bare column name is one slice for each of its values, on either side. */
function declaredSlices(declared, sides, tolerance) {
	return declared.flatMap((slice) => {
		if (typeof slice !== "string") return [slice];
		const values = new Set(sides.flatMap((data) => data.columns.get(slice)?.values ?? []));
		if (values.size === 0) return [{
			id: slice,
			where: { [slice]: "" },
			tolerance
		}];
		return [...values].sort().map((value) => ({
			id: `${slice}=${value}`,
			where: { [slice]: value },
			tolerance
		}));
	});
}
function unknownColumns({ where }, data) {
	return Object.keys(where).filter((column) => !data.columns.has(column));
}
/** Whether a row meets every condition; a value that is absent, or no number where a range is asked, does not. */
function inSlice({ where }, data, row) {
	return Object.entries(where).every(([column, wanted]) => {
		const value = codeAt(data.columns.get(column), row);
		if (value === null) return false;
		if (typeof wanted === "string") return value === wanted;
		if (Array.isArray(wanted)) return wanted.includes(value);
		const { min, max } = wanted;
		const number = value.trim() === "" ? NaN : Number(value);
		return Number.isFinite(number) && number >= (min ?? -1e400) && number <= (max ?? 1e400);
	});
}

// src/checks/slices/slice-regression/check.ts
/** Declared slices, each against its own tolerance; Holm over all of them and the primary metric is the verdict's. */
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
		"slice-vanished": {
			text: "slice {slice} has no judged image on head any more; base had {baseCount}",
			fix: "Keep the images of the slice in the judged split.",
			severity: "block"
		},
		"empty-slice": {
			text: "slice {slice} matches no judged image",
			fix: "Correct its `where`, or add images: nothing is known of it.",
			severity: "warn"
		},
		"unknown-column": {
			text: "the slice {slice} names the column {column}, which the data do not have (columns: {known})",
			fix: "Correct the column, or add it to the manifest.",
			severity: "block"
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
		const findings = [];
		const metrics = [];
		const claims = [];
		for (const slice of declaredSlices(target.slices, [baseData, headData], primary.tolerance)) {
			const lacking = unknownColumns(slice, headData);
			if (lacking.length > 0) {
				findings.push(unknownColumn(slice.id, lacking[0], headData));
				continue;
			}
			const at = [...judgement.headRow.keys()].filter((one) => inSlice(slice, headData, judgement.headRow[one]));
			if (at.length === 0) {
				findings.push(emptySlice(slice.id, countIn(slice, baseData, target.gateSplit)));
				continue;
			}
			const { metric, claim } = pairedAccuracy(judgement, {
				at,
				slice: slice.id,
				role: "protected"
			}, primary, slice.tolerance, headData.group ?? null, "slice-regression");
			metrics.push(metric);
			claims.push(claim);
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
function countIn(slice, data, split) {
	if (unknownColumns(slice, data).length > 0) return 0;
	const code = data.split.values.indexOf(split);
	let count = 0;
	for (let row = 0; row < data.rows; row++) if (data.split.codes[row] === code && inSlice(slice, data, row)) count++;
	return count;
}
function emptySlice(slice, baseCount) {
	return {
		code: baseCount > 0 ? "slice-vanished" : "empty-slice",
		args: {
			slice,
			baseCount
		},
		about: [],
		age: "new",
		count: 1,
		subject: slice,
		basis: String(baseCount)
	};
}
function unknownColumn(slice, column, data) {
	const known = [...data.columns.keys()].slice(0, 10).join(", ") || "none";
	return {
		code: "unknown-column",
		args: {
			slice,
			column,
			known
		},
		about: [],
		age: "new",
		count: 1,
		subject: `${slice} ${column}`,
		basis: known
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
		title: "Configuration unchanged",
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
		title: "Requirements kept",
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
		title: "Claims proven",
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
		title: "Model present",
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
		title: "Targets kept",
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

export { targetRemoved as a, logRatioInterval as c, RowIndex as d, equalBytes as f, slotsFor as g, mix as h, modelRemoved as i, PIXEL_STATUS as l, hashBytes as m, optionSchemas as n, checks as o, grown as p, configurationChanges as r, logRatio as s, catalogue as t, ByteDictionary as u };