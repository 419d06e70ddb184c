import { t as GateError } from "./errors.js";
import { f as ByteDictionary, h as grown, p as RowIndex } from "./catalogue.js";
import { i as StringsBuilder, n as Contents, r as Strings, t as CONTENT_KINDS } from "./table.js";

// src/formats/json.ts
/** Annotation formats nest at most about eight deep; deeper is an attack on recursive readers. */
const JSON_DEPTH_LIMIT = 64;
/** JSON.parse takes about eight times the bytes in memory, and a V8 string holds at most 512 MiB. */
const JSON_BYTES_LIMIT = 268435456;
const QUOTE$1 = 34;
const BACKSLASH = 92;
const utf8$2 = new TextDecoder("utf-8", { fatal: true });
/**
* JSON.parse behind bounds, with errors that name the place. Keys like `__proto__` become own properties (JSON.parse
* never calls setters): read results with Object.hasOwn or fixed names only.
* @throws GateError `json-…` with file, line, column and remedy
*/
function parseJson(bytes, path) {
	if (bytes.length > 268435456) throw jsonError("json-too-large", `more than ${JSON_BYTES_LIMIT} bytes`, "Split the file.", path, bytes, -1);
	scan(bytes, path);
	let text;
	try {
		text = utf8$2.decode(bytes);
	} catch {
		throw jsonError("json-not-utf8", "the file is not UTF-8", "Save it as UTF-8.", path, bytes, -1);
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		throw syntaxError(error, text, path, bytes);
	}
}
/** Depth, and the words NaN and Infinity that Python's json writes although JSON has no such numbers. */
function scan(bytes, path) {
	let depth = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === QUOTE$1) {
			for (at++; at < bytes.length && bytes[at] !== QUOTE$1; at++) if (bytes[at] === BACKSLASH) at++;
		} else if (byte === 91 || byte === 123) {
			if (++depth <= JSON_DEPTH_LIMIT) continue;
			throw jsonError("json-too-deep", `nested deeper than ${JSON_DEPTH_LIMIT}`, "Annotations are never nested that deep: export the file again.", path, bytes, at);
		} else if (byte === 93 || byte === 125) depth--;
		else if (byte === 78 || byte === 73) throw jsonError("json-not-finite", "NaN, Infinity or another bare word", "JSON has no NaN and no Infinity (Python's json writes them): give a number or leave the record out.", path, bytes, at);
	}
}
/** V8 tells the place in its message, in UTF-16 units, but not for every mistake. */
function syntaxError(error, text, path, bytes) {
	const message = error instanceof Error ? error.message : "";
	const position = /at position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? text.length : null);
	const hint = "Export the file again, or correct it at this place.";
	if (position === null) return jsonError("json-syntax", "not JSON", hint, path, bytes, -1);
	const at = new TextEncoder().encode(text.slice(0, Number(position))).length;
	return jsonError("json-syntax", "not JSON from here on", hint, path, bytes, at);
}
function jsonError(code, what, hint, path, bytes, at) {
	if (at < 0) return new GateError(code, "artifact", `${path}: ${what}`, {
		hint,
		place: { path }
	});
	let line = 1;
	let lineStart = 0;
	for (let i = 0; i < at; i++) {
		if (bytes[i] !== 10) continue;
		line++;
		lineStart = i + 1;
	}
	let column = 1;
	for (let i = lineStart; i < at; i++) if ((bytes[i] & 192) !== 128) column++;
	return new GateError(code, "artifact", `${path}:${line}:${column}: ${what}`, {
		hint,
		place: {
			path,
			line,
			column
		}
	});
}

// src/formats/coco.ts
/**
* Reads images, categories and annotations. What makes references ambiguous (doubled or inexact ids) is an error; an
* annotation that cannot be used is left out and told to `problem`.
* @throws GateError `json-…`, `coco-…` with file and remedy
*/
function readCoco(bytes, path, problem, digestKey = null) {
	const root = parseJson(bytes, path);
	const images = readImages(list(root, "images", path), path, digestKey);
	const categories = readCategories(list(root, "categories", path), path);
	const annotations = readAnnotations(list(root, "annotations", path), images.byId, categories.byId, problem);
	return {
		images: images.columns,
		categories: categories.columns,
		annotations
	};
}
function readImages(items, path, digestKey) {
	const rows = items.length;
	const id = new Float64Array(rows);
	const fileName = new StringsBuilder();
	const width = new Int32Array(rows);
	const height = new Int32Array(rows);
	const digest = digestKey === null ? null : [];
	const byId = /* @__PURE__ */ new Map();
	for (const [row, item] of items.entries()) {
		const name = isItem(item) ? item.file_name : void 0;
		if (!isItem(item) || typeof name !== "string") throw cocoError("coco-image", path, `images[${row}] has no file_name`, "Give every image its file_name.");
		id[row] = safeId(item.id, `images[${row}].id`, path);
		takeId(byId, id[row], row, "images", path);
		fileName.push(name);
		width[row] = pixels(item.width);
		height[row] = pixels(item.height);
		if (digest && digestKey !== null) {
			const value = Object.hasOwn(item, digestKey) ? item[digestKey] : null;
			digest.push(typeof value === "string" ? value : null);
		}
	}
	return {
		columns: {
			rows,
			id,
			fileName: fileName.build(),
			width,
			height,
			digest
		},
		byId
	};
}
function readCategories(items, path) {
	const found = items.map((item, row) => {
		const name = isItem(item) ? item.name : void 0;
		if (!isItem(item) || typeof name !== "string") throw cocoError("coco-category", path, `categories[${row}] has no name`, "Give every category its name.");
		return {
			id: safeId(item.id, `categories[${row}].id`, path),
			name
		};
	});
	found.sort((a, b) => a.id - b.id);
	const byId = /* @__PURE__ */ new Map();
	const names = /* @__PURE__ */ new Set();
	for (const [row, { id, name }] of found.entries()) {
		takeId(byId, id, row, "categories", path);
		if (names.has(name)) throw cocoError("coco-category", path, `two categories have the name "${name}"`, "Give each a name of its own.");
		names.add(name);
	}
	return {
		columns: {
			id: found.map((item) => item.id),
			name: found.map((item) => item.name)
		},
		byId
	};
}
function readAnnotations(items, images, categories, problem) {
	const id = new Float64Array(items.length);
	const image = new Int32Array(items.length);
	const category = new Int32Array(items.length);
	const xywh = new Float64Array(items.length * 4);
	const crowd = new Uint8Array(items.length);
	const seen = /* @__PURE__ */ new Set();
	let rows = 0;
	for (const [index, item] of items.entries()) {
		const fault = isItem(item) ? faultOf(item, images, categories, seen) : "is not an object";
		if (!isItem(item) || fault !== null) {
			problem(`${isItem(item) && typeof item.id === "number" ? `annotation ${item.id}` : `annotations[${index}]`} ${fault}`);
			continue;
		}
		id[rows] = typeof item.id === "number" ? item.id : NaN;
		image[rows] = images.get(item.image_id);
		category[rows] = categories.get(item.category_id);
		xywh.set(item.bbox, rows * 4);
		crowd[rows] = item.iscrowd === 1 || item.iscrowd === true ? 1 : 0;
		rows++;
	}
	return {
		rows,
		id: id.slice(0, rows),
		image: image.slice(0, rows),
		category: category.slice(0, rows),
		xywh: xywh.slice(0, rows * 4),
		crowd: crowd.slice(0, rows)
	};
}
/** Why an annotation cannot be used, or null. */
function faultOf(item, images, categories, seen) {
	if (item.id !== void 0 && !Number.isSafeInteger(item.id)) return `has an id that is not an exact integer`;
	if (!images.has(item.image_id)) return `names image ${shown(item.image_id)}, which is not listed`;
	if (!categories.has(item.category_id)) return `names category ${shown(item.category_id)}, which is not listed`;
	const box = item.bbox;
	if (!Array.isArray(box) || box.length !== 4 || !box.every((value) => Number.isFinite(value))) return "has no bbox of four finite numbers";
	if (box[2] < 0 || box[3] < 0) return "has a box of negative size";
	if (typeof item.id !== "number") return null;
	if (seen.has(item.id)) return "has the id of an earlier annotation";
	seen.add(item.id);
	return null;
}
function list(root, key, path) {
	const value = isItem(root) && Object.hasOwn(root, key) ? root[key] : void 0;
	if (Array.isArray(value)) return value;
	throw cocoError("coco-shape", path, `no list "${key}" at the top`, "Name a COCO file with the lists images, categories and annotations (they may be empty).");
}
function isItem(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** JSON.parse rounds 2^53 + 1 to a neighbour: beyond the safe range two ids can become one. */
function safeId(value, what, path) {
	if (Number.isSafeInteger(value)) return value;
	throw cocoError("coco-id", path, `${what} is ${shown(value)}, not an exact integer`, "Use integers below 2^53 as ids.");
}
function takeId(byId, id, row, what, path) {
	if (byId.has(id)) throw cocoError("coco-id", path, `two ${what} have the id ${id}`, "Give each an id of its own.");
	byId.set(id, row);
}
function pixels(value) {
	return Number.isSafeInteger(value) && value > 0 && value < 2 ** 31 ? value : 0;
}
function shown(value) {
	if (typeof value === "string") return JSON.stringify(value.slice(0, 100));
	return typeof value === "number" || typeof value === "boolean" || value === null ? String(value) : typeof value;
}
function cocoError(code, path, what, hint) {
	return new GateError(code, "artifact", `${path}: ${what}`, {
		hint,
		place: { path }
	});
}

// src/formats/csv-columns.ts
/** A dictionary-encoded column; values are numbered as they first come. */
var CodeColumn = class {
	#dictionary = new ByteDictionary();
	#codes = new IntColumn();
	push(bytes, start, end) {
		this.#codes.push(this.#dictionary.code(bytes, start, end));
	}
	/** Rows below `rows` without a value become −1. */
	padTo(rows) {
		while (this.#codes.rows < rows) this.#codes.push(-1);
	}
	build() {
		return {
			codes: this.#codes.build(),
			values: this.#dictionary.values()
		};
	}
};
/** A growing column of 32-bit integers. */
var IntColumn = class {
	#values = /* @__PURE__ */ new Int32Array(1024);
	#rows = 0;
	get rows() {
		return this.#rows;
	}
	push(value) {
		if (this.#rows === this.#values.length) this.#values = grown(this.#values, this.#rows * 2);
		this.#values[this.#rows++] = value;
	}
	build() {
		return this.#values.slice(0, this.#rows);
	}
};

// src/evidence/dataset/paths.ts
const SLASH = 47;
const DOT = 46;
/** `root` and `path` joined; either may be empty. */
function joinPath(root, path) {
	if (root === "" || path === "") return root + path;
	return `${root}/${path}`;
}
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/**
* A path below some root, as git would list it: `./` and doubled slashes removed. null when it may leave the root:
* absolute, drive, UNC, `..`, backslash, NUL, a URL, or nothing at all.
*/
function normalPath(text) {
	if (/[\\\0]|^\/|^[a-z]:|^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return null;
	const segments = text.split("/").filter((segment) => segment !== "" && segment !== ".");
	return segments.length === 0 || segments.includes("..") ? null : segments.join("/");
}
/** Whether `normalPath` would give `bytes[start, end)` back as it is; never true for what it would change or refuse. */
function isNormal(bytes, start, end) {
	if (start === end || bytes[end - 1] === SLASH) return false;
	if (end - start > 1 && bytes[start + 1] === 58) return false;
	let segment = true;
	for (let i = start; i < end; i++) {
		const byte = bytes[i];
		if (byte === 92 || byte === 0 || segment && (byte === SLASH || byte === DOT)) return false;
		segment = byte === SLASH;
	}
	return true;
}
const extensionKeys = new Set([
	"jpg",
	"jpeg",
	"png",
	"webp",
	"tif",
	"tiff",
	"gif",
	"bmp",
	"ppm",
	"pgm"
].map((name) => keyOf(new TextEncoder().encode(name), 0, name.length)));
function hasImageExtension(bytes, start, end) {
	for (let dot = end - 1; dot >= start && end - dot <= 5; dot--) if (bytes[dot] === DOT) return extensionKeys.has(keyOf(bytes, dot + 1, end));
	return false;
}
/** Up to four ASCII letters, case folded, in one number. */
function keyOf(bytes, start, end) {
	let key = 0;
	for (let i = start; i < end; i++) key = key << 8 | (bytes[i] | 32);
	return key;
}
/** Order of Unicode code points, which is the order of UTF-8 bytes; `<` on strings is the order of UTF-16 units. */
function byCodePoint(a, b) {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const x = a.charCodeAt(i);
		const y = b.charCodeAt(i);
		if (x === y) continue;
		return x >= 55296 && y >= 55296 ? surrogatesLast(x) - surrogatesLast(y) : x - y;
	}
	return a.length - b.length;
}
function surrogatesLast(unit) {
	return unit >= 57344 ? unit - 2048 : unit + 8192;
}

// src/evidence/dataset/classes.ts
/** A thousand class names of 1 KB each. */
const CLASSES_FILE_LIMIT = 1048576;
/** The classes that the configuration names, or null. A file has one a line. */
async function configuredClasses(placement, tree) {
	const { classes } = placement;
	if (classes === null) return null;
	if (!("file" in classes)) return distinct(classes, "The configuration");
	const lines = new TextDecoder().decode(await tree.read(classes.file, CLASSES_FILE_LIMIT)).split(/\r\n|\n|\r/);
	while (lines.at(-1)?.trim() === "") lines.pop();
	return distinct(lines.map((line) => line.trim()), classes.file);
}
function distinct(names, where) {
	const seen = /* @__PURE__ */ new Set();
	for (const [index, name] of names.entries()) {
		if (name !== "" && !seen.has(name)) {
			seen.add(name);
			continue;
		}
		const what = name === "" ? "is empty" : `"${name}" stands there twice`;
		throw new GateError("classes-invalid", "artifact", `${where}: class ${index + 1} ${what}`, { hint: "Name every class once, in the order of the outputs of the model." });
	}
	return names;
}
/** Configured classes in their order, then what else was found; without configuration all that was found, by code point. */
function orderClasses(found, configured) {
	const sorted = [...new Set(found)].sort(byCodePoint);
	if (configured === null) return sorted;
	const known = new Set(configured);
	return [...configured, ...sorted.filter((name) => !known.has(name))];
}

// src/evidence/dataset/problems.ts
/** Objects kept per code: more are counted, for a broken manifest of a million rows must not become a million objects. */
const PROBLEM_LIMIT = 1e3;
/** Longest quotation of a name in a problem's text. */
const QUOTE_LIMIT = 200;
var Problems = class {
	#byCode = /* @__PURE__ */ new Map();
	add(code, file, line, text, count = 1) {
		const of = this.#of(code);
		if (of.kept.length < PROBLEM_LIMIT) of.kept.push({
			code,
			file,
			line,
			text,
			count
		});
		else of.more += count;
	}
	/** One problem whose count grows by every call. */
	counter(code, file, line, text) {
		const of = this.#of(code);
		if (of.kept.length === PROBLEM_LIMIT) return () => of.more++;
		const problem = {
			code,
			file,
			line,
			text,
			count: 0
		};
		of.kept.push(problem);
		return () => problem.count++;
	}
	#of(code) {
		const known = this.#byCode.get(code);
		if (known) return known;
		const fresh = {
			kept: [],
			more: 0
		};
		this.#byCode.set(code, fresh);
		return fresh;
	}
	/** In the order of codes as they first came; the last one of a code may stand for all that were not kept. */
	build() {
		const all = [];
		for (const [code, { kept, more }] of this.#byCode) {
			all.push(...kept);
			if (more > 0) all.push({
				code,
				file: kept[0].file,
				line: 0,
				text: "more of these",
				count: more
			});
		}
		return all;
	}
};
/** A name in a sentence, in quotes, at most 200 characters of it. */
function quoted(name) {
	return name.length <= QUOTE_LIMIT ? `"${name}"` : `"${name.slice(0, QUOTE_LIMIT)}…"`;
}

// src/evidence/dataset/contents.ts
const encoder$2 = new TextEncoder();
/** What the commit has below a folder: which file is there, and which bytes it holds. */
var TreeContents = class {
	files;
	#index;
	#refused;
	constructor(files) {
		this.files = files;
		this.#index = new RowIndex(files.path);
		this.#refused = new Map(files.refused.map(({ path, why }) => [path, why]));
	}
	/** Row of the listing, −1 when the commit has no such file. */
	find(path, start, end) {
		return this.#index.find(path, start, end);
	}
	findText(path) {
		const bytes = encoder$2.encode(path);
		return this.#index.find(bytes, 0, bytes.length);
	}
	/** Why a path has no content. */
	missing(path) {
		const why = this.#refused.get(path);
		return why ? refusal(path, why) : `${quoted(path)} is not in the commit`;
	}
	copy(file, contents, row) {
		const { kinds, hashes } = this.files.content;
		contents.kinds[row] = kinds[file];
		for (let i = 0; i < 32; i++) contents.hashes[row * 32 + i] = hashes[file * 32 + i];
	}
};
function refusal(path, why) {
	const what = why === "symlink" ? "a symbolic link" : "a submodule";
	return `${quoted(path)} is ${what}, which is not followed`;
}
/** @throws GateError `data-root-missing` */
async function listRoot(placement, tree) {
	if (await tree.oid(placement.root) !== null) return tree.list(placement.root);
	const hint = "Correct `data.root` in .github/cv-gate.yml, or commit the folder.";
	const message = `${placement.root}: no such folder on ${tree.side}; it is the root of the dataset`;
	throw new GateError("data-root-missing", "artifact", message, {
		hint,
		place: { path: placement.root }
	});
}
/** @throws GateError `manifest-missing`, and what Tree.read throws */
async function readManifest(tree, path, limit) {
	if (await tree.oid(path) !== null) return tree.read(path, limit);
	const hint = "Correct `data.root`, `data.file` or `data.splits` in .github/cv-gate.yml, or commit the file.";
	const message = `${path}: no such file on ${tree.side}; the dataset is described there`;
	throw new GateError("manifest-missing", "artifact", message, {
		hint,
		place: { path }
	});
}
/** Whether the bytes of images lie outside git: then a digest names them, for the tree does not know them. */
function outsideGit(placement) {
	return placement.images !== null || placement.store === "mount";
}
/** Folder of the images, relative to the repository, or to the data root when they lie outside git. */
function imageRoot(placement) {
	if (!outsideGit(placement)) return placement.root;
	return (placement.images?.root ?? "").replace(/^\$data\/?/, "").replace(/\/+$/, "");
}

// src/evidence/dataset/draft.ts
/** Leaves out rows without split, and those that list a path twice in one split. */
function keepDistinct(draft, splits, problems) {
	const placed = select(draft, (row) => draft.split[row] >= 0);
	const { duplicateOf } = new RowIndex(placed.path);
	const seen = /* @__PURE__ */ new Map();
	const repeated = /* @__PURE__ */ new Set();
	for (let row = 0; row < duplicateOf.length; row++) {
		const first = duplicateOf[row];
		if (first < 0) continue;
		const bySplit = seen.get(first) ?? /* @__PURE__ */ new Map([[placed.split[first], first]]);
		seen.set(first, bySplit);
		const split = placed.split[row];
		const earlier = bySplit.get(split);
		if (earlier === void 0) {
			bySplit.set(split, row);
			continue;
		}
		repeated.add(row);
		const file = placed.source.values[placed.source.codes[row]];
		const where = placed.line[earlier] > 0 ? ` (first on line ${placed.line[earlier]})` : "";
		const relabelled = placed.label.codes[row] !== placed.label.codes[earlier] ? " with another label" : "";
		const what = `${quoted(placed.path.get(row))} is listed again in split ${quoted(splits[split])}${relabelled}${where}`;
		problems.add("duplicate-record", file, placed.line[row], what);
	}
	return select(placed, (row) => !repeated.has(row));
}
function select(draft, keeps) {
	const kept = new Int32Array(draft.path.rows);
	let rows = 0;
	for (let row = 0; row < kept.length; row++) if (keeps(row)) kept[rows++] = row;
	if (rows === kept.length) return draft;
	const keep = kept.subarray(0, rows);
	return {
		path: takeStrings(draft.path, keep),
		content: takeContents(draft.content, keep),
		split: take(draft.split, keep),
		label: takeCodes(draft.label, keep),
		line: take(draft.line, keep),
		source: takeCodes(draft.source, keep),
		columns: new Map([...draft.columns].map(([name, column]) => [name, takeCodes(column, keep)]))
	};
}
function take(values, keep) {
	const taken = new Int32Array(keep.length);
	for (let row = 0; row < keep.length; row++) taken[row] = values[keep[row]];
	return taken;
}
function takeCodes(column, keep) {
	return {
		codes: take(column.codes, keep),
		values: column.values
	};
}
function takeStrings(column, keep) {
	const ends = new Uint32Array(keep.length);
	let length = 0;
	for (let row = 0; row < keep.length; row++) {
		length += column.ends[keep[row]] - column.start(keep[row]);
		ends[row] = length;
	}
	const pool = new Uint8Array(length);
	let at = 0;
	for (const row of keep) for (let i = column.start(row); i < column.ends[row]; i++) pool[at++] = column.pool[i];
	return new Strings(pool, ends);
}
function takeContents(contents, keep) {
	const taken = Contents.empty(keep.length);
	for (let row = 0; row < keep.length; row++) {
		taken.kinds[row] = contents.kinds[keep[row]];
		taken.hashes.set(contents.hash(keep[row]), row * 32);
	}
	return taken;
}
/** Gives the values an order of their own, leaving out or adding values: `order` holds every value that a row has. */
function reorder(column, order) {
	const index = new Map(order.map((value, code) => [value, code]));
	const codes = Int32Array.from(column.values, (value) => index.get(value) ?? -1);
	const moved = new Int32Array(column.codes.length);
	for (let row = 0; row < moved.length; row++) {
		const code = column.codes[row];
		moved[row] = code < 0 ? -1 : codes[code];
	}
	return {
		codes: moved,
		values: order
	};
}
/** Values that at least one row has. */
function usedValues(column) {
	const used = new Uint8Array(column.values.length);
	for (const code of column.codes) if (code >= 0) used[code] = 1;
	return column.values.filter((_, code) => used[code] === 1);
}
/** No row has a value. */
function absent(rows, values = []) {
	return {
		codes: new Int32Array(rows).fill(-1),
		values
	};
}

// src/evidence/dataset/manifest-rows.ts
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder$1 = new TextEncoder();
/** Split of a record that is left out. */
const NONE = -1;
const NO_DIGIT = 16;
/** Value of each byte as a hex digit. */
const HEX = Uint8Array.from({ length: 256 }, (_, byte) => {
	const value = Number.parseInt(String.fromCharCode(byte), 16);
	return Number.isNaN(value) ? NO_DIGIT : value;
});
/** Collects the records of one or more manifests into columns. */
var ManifestRows = class {
	#placement;
	#problems;
	#labelled;
	#outside;
	#root;
	#path = new StringsBuilder();
	#label = new CodeColumn();
	#split = new IntColumn();
	#line = new IntColumn();
	#source = new IntColumn();
	#files = [];
	#columns = /* @__PURE__ */ new Map();
	#hashes = /* @__PURE__ */ new Uint8Array(32768);
	#rows = 0;
	/** What the columns of the present record found; its end decides, for records of other splits are nobody's business. */
	#record = {
		split: NONE,
		fault: null,
		labelled: true,
		hashed: true
	};
	constructor(placement, task, problems) {
		this.#placement = placement;
		this.#problems = problems;
		this.#labelled = task === "classification" || task === "multi-label";
		this.#outside = outsideGit(placement);
		this.#root = imageRoot(placement);
	}
	/** Where the columns of one manifest go. `split` is the split of all its records, null when a column tells it. */
	open(file, split, header) {
		const names = this.#placement.columns;
		if (!this.#files.includes(file)) this.#files.push(file);
		const roles = /* @__PURE__ */ new Map();
		roles.set(names.image, this.#imageColumn());
		if (this.#labelled) roles.set(names.label, this.#labelColumn());
		if (split === null) roles.set(names.split, this.#splitColumn(file));
		if (this.#outside) roles.set(digestName(names.digest, file), this.#digestColumn());
		for (const name of [
			...roles.keys(),
			names.group,
			names.time
		]) if (name !== null && !header.includes(name)) throw missingColumn(name, file, header);
		const ignored = (name) => name === "" || name === names.digest;
		return {
			columns: header.map((name) => roles.get(name) ?? (ignored(name) ? null : this.#otherColumn(name))),
			row: (line) => this.#endRow(file, split, line)
		};
	}
	build() {
		this.#label.padTo(this.#rows);
		for (const column of this.#columns.values()) column.padTo(this.#rows);
		const content = Contents.empty(this.#outside ? 0 : this.#rows);
		const kinds = new Uint8Array(this.#rows).fill(CONTENT_KINDS.indexOf("sha256"));
		return {
			path: this.#path.build(),
			content: this.#outside ? new Contents(kinds, this.#hashes.slice(0, this.#rows * 32)) : content,
			split: this.#split.build(),
			label: this.#label.build(),
			line: this.#line.build(),
			source: {
				codes: this.#source.build(),
				values: this.#files
			},
			columns: new Map([...this.#columns].map(([name, column]) => [name, column.build()]))
		};
	}
	#endRow(file, split, line) {
		const { fault, labelled, hashed } = this.#record;
		let kept = split ?? this.#record.split;
		if (kept !== NONE && fault) {
			this.#problems.add(fault.code, file, line, fault.text);
			kept = NONE;
		}
		if (kept !== NONE && !labelled) this.#problems.add("empty-label", file, line, "the label is empty");
		if (kept !== NONE && !hashed) throw badDigest(file, line);
		this.#split.push(kept);
		this.#line.push(line);
		this.#source.push(this.#files.indexOf(file));
		this.#rows++;
		this.#record.fault = null;
		this.#record.labelled = true;
		this.#record.hashed = true;
	}
	#imageColumn() {
		const prefix = this.#root === "" ? null : encoder$1.encode(`${this.#root}/`);
		const push = (bytes, start, end) => {
			if (isNormal(bytes, start, end)) return this.#path.pushRange(bytes, start, end, prefix);
			const text = decoder.decode(bytes.subarray(start, end));
			const path = normalPath(text);
			this.#path.push(path === null ? "" : joinPath(this.#root, path));
			if (path === null) this.#record.fault = pathFault(text);
		};
		return { push };
	}
	#labelColumn() {
		const push = (bytes, start, end) => {
			this.#label.padTo(this.#rows);
			if (start < end) this.#label.push(bytes, start, end);
			else this.#record.labelled = false;
		};
		return { push };
	}
	#splitColumn(file) {
		const configured = splitsByValue(this.#placement);
		const values = new ByteDictionary();
		const splitOf = [];
		const count = /* @__PURE__ */ new Map();
		const push = (bytes, start, end, line) => {
			const value = values.code(bytes, start, end);
			if (value === splitOf.length) {
				const text = decoder.decode(bytes.subarray(start, end));
				splitOf.push(configured.get(text) ?? NONE);
				const what = `${quoted(text)} is none of the configured splits: its records are not read`;
				if (!configured.has(text)) count.set(value, this.#problems.counter("unknown-split", file, line, what));
			}
			this.#record.split = splitOf[value];
			count.get(value)?.();
		};
		return { push };
	}
	#digestColumn() {
		const push = (bytes, start, end) => {
			const at = this.#rows * 32;
			if (at === this.#hashes.length) this.#hashes = grown(this.#hashes, at * 2);
			this.#record.hashed = parseSha256(bytes, start, end, this.#hashes, at);
		};
		return { push };
	}
	#otherColumn(name) {
		const column = this.#columns.get(name) ?? new CodeColumn();
		this.#columns.set(name, column);
		column.padTo(this.#rows);
		return column;
	}
};
function pathFault(text) {
	if (text === "") return {
		code: "not-an-image",
		text: "the name of the image is empty"
	};
	return {
		code: "outside-root",
		text: `${quoted(text)} is not a path below the root of the dataset`
	};
}
/** Value of the split column → index of the split. */
function splitsByValue(placement) {
	const byValue = /* @__PURE__ */ new Map();
	for (const [index, [name, value]] of Object.entries(placement.splits).entries()) {
		if (byValue.has(value)) {
			const hint = "Give every split in `data.splits` a value of its own.";
			const message = `split "${name}" has the value "${value}" of another split`;
			throw new GateError("splits-ambiguous", "artifact", message, { hint });
		}
		byValue.set(value, index);
	}
	return byValue;
}
/** 64 hex digits, with or without `sha256:` before them; false when it is anything else. */
function parseSha256(bytes, start, end, to, at) {
	let from = start;
	if (end - start === 71 && decoder.decode(bytes.subarray(start, start + 7)) === "sha256:") from += 7;
	if (end - from !== 64) return false;
	let wrong = 0;
	for (let i = 0; i < 32; i++) {
		const high = HEX[bytes[from + 2 * i]];
		const low = HEX[bytes[from + 2 * i + 1]];
		wrong |= high | low;
		to[at + i] = high << 4 | low;
	}
	return wrong < NO_DIGIT;
}
function badDigest(file, line) {
	const message = `${file}:${line}: the digest is not a sha-256 of 64 hex digits`;
	return new GateError("digest-invalid", "artifact", message, {
		hint: "Write the sha-256 of the image file (`sha256sum`): it names the bytes that lie outside git.",
		place: {
			path: file,
			line
		}
	});
}
function digestName(name, file) {
	if (name !== null) return name;
	const hint = "Add a column with the sha-256 of every image and name it as `data.columns.digest`.";
	const message = `${file}: images outside git need a digest column`;
	throw new GateError("digest-column-missing", "artifact", message, {
		hint,
		place: { path: file }
	});
}
function missingColumn(name, file, header) {
	const message = `${file}:1: no column ${quoted(name)}; the header has ${header.slice(0, 20).map(quoted).join(", ")}`;
	return new GateError("manifest-column-missing", "artifact", message, {
		hint: "Correct `data.columns` in .github/cv-gate.yml, or the header of the manifest.",
		place: {
			path: file,
			line: 1
		}
	});
}

// src/evidence/dataset/coco.ts
const encoder = new TextEncoder();
/** JSON file of each split, in the order of the configuration. */
function cocoFiles(placement) {
	const splits = Object.keys(placement.splits);
	if (placement.file === null) return Object.values(placement.splits).map((file) => joinPath(placement.root, file));
	if (splits.length === 1) return [joinPath(placement.root, placement.file)];
	throw new GateError("coco-splits", "user", "one COCO file (`data.file`) holds one split only", { hint: "Name a COCO file for every split: `splits: {train: train.json, test: test.json}`." });
}
/** One JSON file a split; `file_name` lies below the root of the dataset, beside the JSON, or in a folder of images. */
async function readCocoDataset(placement, tree) {
	const problems = new Problems();
	const splits = Object.keys(placement.splits);
	const paths = cocoFiles(placement);
	const outside = outsideGit(placement);
	const digest = outside ? placement.columns.digest ?? "sha256" : null;
	const files = [];
	for (const path of paths) {
		const bytes = await readManifest(tree, path, JSON_BYTES_LIMIT);
		files.push(readCoco(bytes, path, (text) => problems.add("invalid-annotation", path, 0, text), digest));
	}
	const contents = outside ? null : new TreeContents(await listRoot(placement, tree));
	const classes = await classesOf(files, paths, placement, tree, problems);
	const images = new ImageRows(files.reduce((sum, file) => sum + file.images.rows, 0));
	const boxes = new BoxRows(files, classes);
	for (const [index, file] of files.entries()) {
		const source = {
			index,
			path: paths[index],
			file
		};
		const folder = contents ? folderOfImages(placement, splits[index], source.path, file, contents) : imageRoot(placement);
		boxes.add(file, images.add(source, folder, contents, problems));
	}
	const split = images.split.build();
	const rows = split.length;
	return {
		rows,
		path: images.path.build(),
		content: images.content(),
		split: {
			codes: split,
			values: splits
		},
		label: absent(rows, classes),
		line: new Uint32Array(rows),
		source: {
			codes: split,
			values: paths
		},
		columns: /* @__PURE__ */ new Map(),
		boxes: boxes.build(),
		classes,
		problems: problems.build()
	};
}
/** Names by ascending category id over all files, or as configured. */
async function classesOf(files, paths, placement, tree, problems) {
	const nameOf = /* @__PURE__ */ new Map();
	const idOf = /* @__PURE__ */ new Map();
	for (const [index, { categories }] of files.entries()) for (const [row, id] of categories.id.entries()) {
		const name = categories.name[row];
		if ((nameOf.get(id) ?? name) !== name || (idOf.get(name) ?? id) !== id) {
			const hint = "Give a category the same id and name in the files of all splits.";
			const message = `${paths[index]}: category ${id} "${name}" has another id or name in another split`;
			throw new GateError("coco-category", "artifact", message, {
				hint,
				place: { path: paths[index] }
			});
		}
		nameOf.set(id, name);
		idOf.set(name, id);
	}
	const found = [...nameOf].sort(([a], [b]) => a - b).map(([, name]) => name);
	const configured = await configuredClasses(placement, tree);
	if (configured === null) return found;
	const classes = orderClasses(found, configured);
	for (const name of classes.slice(configured.length)) problems.add("unknown-class", paths[0], 0, `category ${quoted(name)} is not one of the configured classes`);
	return classes;
}
/** The folder in which most of the images lie, of those where COCO datasets have them. */
function folderOfImages(placement, split, path, file, contents) {
	let best = placement.root;
	let most = 0;
	for (const folder of imageFolders(placement.root, split, path)) {
		let found = 0;
		for (let image = 0; image < file.images.rows; image++) {
			const name = normalPath(file.images.fileName.get(image));
			if (name !== null && contents.findText(joinPath(folder, name)) >= 0) found++;
		}
		if (found === file.images.rows) return folder;
		if (found <= most) continue;
		most = found;
		best = folder;
	}
	return best;
}
/** Where COCO datasets keep the images of a split: `annotations/instances_val2017.json` has them in `val2017`. */
function imageFolders(root, split, path) {
	const named = path.replace(/^.*[/_]/, "").replace(/\.json$/i, "");
	return [
		"",
		"images",
		split,
		`images/${split}`,
		named,
		`images/${named}`
	].flatMap((below) => [joinPath(root, below), joinPath(folderOf(path), below)]);
}
/** Rows of images over all files. */
var ImageRows = class {
	path = new StringsBuilder();
	split = new IntColumn();
	#contents;
	constructor(capacity) {
		this.#contents = Contents.empty(capacity);
	}
	content() {
		const rows = this.split.rows;
		return new Contents(this.#contents.kinds.slice(0, rows), this.#contents.hashes.slice(0, rows * 32));
	}
	/** Row of each image of the file, −1 where it is left out. */
	add(source, folder, contents, problems) {
		const { images } = source.file;
		const rowOf = new Int32Array(images.rows).fill(-1);
		const seen = /* @__PURE__ */ new Set();
		for (let image = 0; image < images.rows; image++) {
			const name = images.fileName.get(image);
			const below = normalPath(name);
			if (below === null || seen.has(below)) {
				const twice = {
					code: "duplicate-record",
					text: `${quoted(name)} is listed again`
				};
				const { code, text } = below === null ? pathFault(name) : twice;
				problems.add(code, source.path, 0, text);
				continue;
			}
			seen.add(below);
			const row = this.split.rows;
			rowOf[image] = row;
			this.split.push(source.index);
			const path = joinPath(folder, below);
			this.path.push(path);
			if (contents === null) this.#setDigest(row, images.digest?.[image] ?? null, source.path, name);
			else {
				const file = contents.findText(path);
				if (file >= 0) contents.copy(file, this.#contents, row);
				else problems.add("missing-file", source.path, 0, contents.missing(path));
			}
		}
		return rowOf;
	}
	#setDigest(row, digest, path, name) {
		const bytes = encoder.encode(digest ?? "");
		this.#contents.kinds[row] = CONTENT_KINDS.indexOf("sha256");
		if (parseSha256(bytes, 0, bytes.length, this.#contents.hashes, row * 32)) return;
		const message = `${path}: image ${quoted(name)} has no sha-256 of 64 hex digits`;
		throw new GateError("digest-invalid", "artifact", message, {
			hint: "Images outside git are named by their sha-256: give it as `sha256` (or as `data.columns.digest` says).",
			place: { path }
		});
	}
};
/** Annotations over all files, of the images that stay. */
var BoxRows = class {
	#classes;
	#boxes;
	#rows = 0;
	constructor(files, classes) {
		const rows = files.reduce((sum, file) => sum + file.annotations.rows, 0);
		this.#classes = new Map(classes.map((name, code) => [name, code]));
		this.#boxes = {
			image: new Int32Array(rows),
			label: new Int32Array(rows),
			xywh: new Float64Array(rows * 4),
			id: new Float64Array(rows),
			crowd: new Uint8Array(rows)
		};
	}
	add({ annotations, categories }, rowOf) {
		const { image, label, xywh, id, crowd } = this.#boxes;
		const labels = categories.name.map((name) => this.#classes.get(name));
		for (let from = 0; from < annotations.rows; from++) {
			const row = rowOf[annotations.image[from]];
			if (row < 0) continue;
			const to = this.#rows++;
			image[to] = row;
			label[to] = labels[annotations.category[from]];
			id[to] = annotations.id[from];
			crowd[to] = annotations.crowd[from];
			for (let i = 0; i < 4; i++) xywh[to * 4 + i] = annotations.xywh[from * 4 + i];
		}
	}
	build() {
		const rows = this.#rows;
		const { image, label, xywh, id, crowd } = this.#boxes;
		return {
			rows,
			image: image.slice(0, rows),
			label: label.slice(0, rows),
			xywh: xywh.slice(0, rows * 4),
			id: id.slice(0, rows),
			crowd: crowd.slice(0, rows)
		};
	}
};

// src/formats/csv-fault.ts
/** A path has at most 4,096 bytes and a caption a few hundred; what is longer is a quote that was never closed. */
const CSV_FIELD_LIMIT = 65536;
/** The widest annotation tables have some hundred columns; each costs a column of memory for every row. */
const CSV_COLUMN_LIMIT = 1024;
/** Bounds what a stream keeps of an unfinished record. */
const CSV_ROW_LIMIT = 1048576;
/** Rows are counted in 32 bits and a path pool holds 4 GiB. */
const CSV_ROWS_LIMIT = 5e7;
/** What is wrong, and what to do. */
const FAULTS = {
	"csv-empty": ["the file is empty", "Write a header line with the names of the columns."],
	"csv-utf16": ["the file is UTF-16", "Save it as UTF-8."],
	"csv-not-utf8": ["this field is not UTF-8", "Save the file as UTF-8."],
	"csv-not-text": ["a NUL byte: the file is binary or UTF-16", "Save it as UTF-8 text."],
	"csv-stray-quote": ["a quote inside an unquoted field, or text after a closing quote", "Put the whole field in quotes and double the quotes inside it."],
	"csv-unterminated-quote": [`the quote opened here is not closed within ${CSV_FIELD_LIMIT} bytes or before the end of the file`, "Close it, or double a quote that belongs to the text."],
	"csv-field-too-long": [`a field of more than ${CSV_FIELD_LIMIT} bytes`, "Keep long texts in files of their own."],
	"csv-row-too-long": [`a record of more than ${CSV_ROW_LIMIT} bytes`, "Shorten it, or close a quote left open."],
	"csv-too-many-columns": [`more than ${CSV_COLUMN_LIMIT} columns`, "Keep only the columns that describe images."],
	"csv-too-many-rows": [`more than ${CSV_ROWS_LIMIT} records`, "Split the manifest."],
	"csv-extra-field": ["more fields than the header has", "Quote fields that contain the delimiter."],
	"csv-missing-field": ["fewer fields than the header has", "Add the missing fields: empty ones count."],
	"csv-duplicate-column": ["this column name stands twice in the header", "Give every column a name of its own."]
};
const LF$1 = 10;
const CR$1 = 13;
/** The error for byte `at` of a record that begins at byte `from`, on 1-based line `line`. Columns count characters. */
function csvError(code, path, record, at, detail = "") {
	const { data, from } = record;
	let line = record.line;
	let lineStart = from;
	for (let i = from; i < at; i++) {
		if (data[i] !== LF$1 && !(data[i] === CR$1 && data[i + 1] !== LF$1)) continue;
		line++;
		lineStart = i + 1;
	}
	let column = 1;
	for (let i = lineStart; i < at; i++) if ((data[i] & 192) !== 128) column++;
	const [what, hint] = FAULTS[code];
	const place = {
		path,
		line,
		column
	};
	return new GateError(code, "artifact", `${path}:${line}:${column}: ${what}${detail}`, {
		hint,
		place
	});
}

// src/formats/csv.ts
/**
* Reads a whole CSV file. Returns the number of records below the header; see {@link CsvReader} for the grammar.
* @throws GateError `csv-…` with file, line, column and remedy
*/
function readCsv(bytes, path, open) {
	const reader = new CsvReader(path, open);
	reader.push(bytes);
	return reader.end();
}
const QUOTE = 34;
const LF = 10;
const CR = 13;
const DELIMITERS = [
	44,
	59,
	9
];
const PLAIN$1 = 0;
const HIGH = 1;
const STOP = 2;
const utf8$1 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/**
* RFC 4180 over bytes, chunk by chunk, strict where readers disagree: a quote inside an unquoted field, text after a
* closing quote, records of the wrong width, NUL and anything but UTF-8 are refused with their place. Lines end with LF,
* CRLF or a lone CR; a UTF-8 byte order mark and blank lines are skipped; the delimiter (comma, semicolon or tab) is the
* one that the header has most of. The first record is the header.
* @public
*/
var CsvReader = class {
	#path;
	#open;
	#kinds = /* @__PURE__ */ new Uint8Array(256);
	#target = null;
	#delimiter = 0;
	#carry = /* @__PURE__ */ new Uint8Array(0);
	#line = 1;
	#rows = 0;
	#fields = 0;
	#starts = /* @__PURE__ */ new Int32Array(64);
	#ends = /* @__PURE__ */ new Int32Array(64);
	#doubled = /* @__PURE__ */ new Uint8Array(64);
	#unquoted = /* @__PURE__ */ new Uint8Array(256);
	constructor(path, open) {
		this.#path = path;
		this.#open = open;
		this.#kinds.fill(HIGH, 128);
		for (const byte of [
			0,
			LF,
			CR,
			QUOTE
		]) this.#kinds[byte] = STOP;
	}
	push(chunk) {
		const data = this.#carry.length === 0 ? chunk : joined(this.#carry, chunk);
		const used = this.#read(data, false);
		this.#carry = data.slice(used);
		if (this.#carry.length > 1048576) this.#refuse("csv-row-too-long", this.#carry, 0, 0);
	}
	/** Reads what is left and returns the number of records. */
	end() {
		const data = this.#carry;
		this.#carry = /* @__PURE__ */ new Uint8Array(0);
		this.#read(data, true);
		if (!this.#target) this.#refuse("csv-empty", data, 0, 0);
		return this.#rows;
	}
	#read(data, final) {
		let at = 0;
		if (this.#delimiter === 0) {
			at = this.#begin(data, final);
			if (at < 0) return 0;
		}
		while (at < data.length) {
			const next = this.#record(data, at, final);
			if (next < 0) break;
			at = next;
		}
		return at;
	}
	/** Skips the byte order mark and settles the delimiter; −1 when more bytes are needed. */
	#begin(data, final) {
		if (data.length < 3 && !final) return -1;
		if (data[0] === 255 && data[1] === 254 || data[0] === 254 && data[1] === 255) this.#refuse("csv-utf16", data, 0, 0);
		const start = data[0] === 239 && data[1] === 187 && data[2] === 191 ? 3 : 0;
		const counts = DELIMITERS.map(() => 0);
		let quoted = false;
		let named = false;
		let at = start;
		for (; at < data.length; at++) {
			const byte = data[at];
			const ending = byte === LF || byte === CR;
			if (byte === QUOTE) quoted = !quoted;
			else if (ending && !quoted && named) break;
			else if (!quoted && DELIMITERS.includes(byte)) counts[DELIMITERS.indexOf(byte)]++;
			named ||= !ending;
		}
		if (at === data.length && !final) return -1;
		this.#delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))];
		this.#kinds[this.#delimiter] = STOP;
		return start;
	}
	/** Scans one record and hands it on; returns where the next begins, −1 when this one is not complete yet. */
	#record(data, from, final) {
		const kinds = this.#kinds;
		const length = data.length;
		let at = from;
		let lines = 0;
		this.#fields = 0;
		for (;;) {
			let start = at;
			let end = at;
			let doubled = 0;
			let high = false;
			if (at < length && data[at] === QUOTE) {
				start = ++at;
				const bound = Math.min(length, start + CSV_FIELD_LIMIT + 1);
				for (; at < bound; at++) {
					const byte = data[at];
					if (byte === QUOTE) {
						if (at + 1 === length && !final) return -1;
						if (at + 1 === length || data[at + 1] !== QUOTE) break;
						doubled = 1;
						at++;
					} else if (byte === LF || byte === CR && data[at + 1] !== LF) lines++;
					else if (byte >= 128) high = true;
					else if (byte === 0) this.#refuse("csv-not-text", data, from, at);
				}
				if (at >= bound) {
					if (bound === length && !final) return -1;
					this.#refuse("csv-unterminated-quote", data, from, start - 1);
				}
				end = at++;
				if (at < length && data[at] !== this.#delimiter && data[at] !== LF && data[at] !== CR) this.#refuse("csv-stray-quote", data, from, at);
			} else {
				for (; at < length; at++) {
					const kind = kinds[data[at]];
					if (kind === STOP) break;
					if (kind !== PLAIN$1) high = true;
				}
				end = at;
				if (end - start > 65536) this.#refuse("csv-field-too-long", data, from, start);
				if (at < length && data[at] === QUOTE) this.#refuse("csv-stray-quote", data, from, at);
				if (at < length && data[at] === 0) this.#refuse("csv-not-text", data, from, at);
			}
			if (at >= length && !final) return -1;
			if (high && !isUtf8(data.subarray(start, end))) this.#refuse("csv-not-utf8", data, from, start);
			this.#field(data, from, start, end, doubled);
			if (at >= length) break;
			const stop = data[at++];
			if (stop === this.#delimiter) continue;
			if (stop === CR) {
				if (at === length && !final) return -1;
				if (at < length && data[at] === LF) at++;
			}
			lines++;
			break;
		}
		if (at - from > 1048576) this.#refuse("csv-row-too-long", data, from, from);
		if (!(this.#fields === 1 && this.#starts[0] === from && this.#ends[0] === from)) this.#emit(data, from);
		this.#line += lines;
		return at;
	}
	#field(data, from, start, end, doubled) {
		const field = this.#fields++;
		if (!this.#target && field === 1024) this.#refuse("csv-too-many-columns", data, from, start);
		if (this.#target && field === this.#target.columns.length) this.#refuse("csv-extra-field", data, from, start);
		if (field === this.#starts.length) {
			this.#starts = grown(this.#starts, field * 2);
			this.#ends = grown(this.#ends, field * 2);
			this.#doubled = grown(this.#doubled, field * 2);
		}
		this.#starts[field] = start;
		this.#ends[field] = end;
		this.#doubled[field] = doubled;
	}
	#emit(data, from) {
		if (!this.#target) {
			this.#target = this.#open(this.#header(data, from));
			return;
		}
		const { columns } = this.#target;
		if (this.#fields < columns.length) this.#refuse("csv-missing-field", data, from, from, ` (${this.#fields} of ${columns.length})`);
		if (++this.#rows > 5e7) this.#refuse("csv-too-many-rows", data, from, from);
		for (let field = 0; field < columns.length; field++) {
			const column = columns[field];
			if (!column) continue;
			const start = this.#starts[field];
			const end = this.#ends[field];
			if (this.#doubled[field] === 0) column.push(data, start, end, this.#line);
			else column.push(this.#unquoted, 0, this.#unquote(data, start, end), this.#line);
		}
		this.#target.row?.(this.#line);
	}
	#header(data, from) {
		const names = [];
		const seen = /* @__PURE__ */ new Set();
		for (let field = 0; field < this.#fields; field++) {
			const start = this.#starts[field];
			const length = this.#unquote(data, start, this.#ends[field], this.#doubled[field] === 1);
			const name = utf8$1.decode(this.#unquoted.subarray(0, length));
			if (name !== "" && seen.has(name)) this.#refuse("csv-duplicate-column", data, from, start, `: ${name}`);
			seen.add(name);
			names.push(name);
		}
		return names;
	}
	/** Copies a field with `""` made `"`; returns its length. */
	#unquote(data, start, end, doubled = true) {
		if (end - start > this.#unquoted.length) this.#unquoted = new Uint8Array((end - start) * 2);
		let length = 0;
		for (let at = start; at < end; at++) {
			this.#unquoted[length++] = data[at];
			if (doubled && data[at] === QUOTE) at++;
		}
		return length;
	}
	#refuse(code, data, from, at, detail = "") {
		throw csvError(code, this.#path, {
			data,
			from,
			line: this.#line
		}, at, detail);
	}
};
function isUtf8(bytes) {
	try {
		utf8$1.decode(bytes);
		return true;
	} catch {
		return false;
	}
}
function joined(a, b) {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

// src/evidence/sides.ts
/** The side that evidence of one side is asked for. */
function sideOf(at) {
	if (at !== "pair" && typeof at === "string") return at;
	throw new GateError("internal", "us", "this evidence is of one side", { hint: "Please report this defect." });
}
/** Why a side has no model, or null. A model that head's configuration names and head lacks is no reason: reading it fails. */
async function modelUnavailable(scene, side) {
	const model = scene.placement[side]?.model;
	const tree = scene.tree[side];
	if (side === "head") return model && tree ? null : {
		code: "no-model",
		args: {}
	};
	if (side === "anchor" && !tree) return {
		code: "no-anchor",
		args: {}
	};
	if (!scene.placement.head?.model && !model) return {
		code: "no-model",
		args: {}
	};
	if (model && tree && await tree.oid(model.path) !== null) return null;
	return {
		code: "first-model",
		args: {}
	};
}
function modelAt(scene, side) {
	const placement = scene.placement[side];
	const tree = scene.tree[side];
	if (placement?.model && tree) return {
		model: placement.model,
		placement,
		tree
	};
	throw new GateError("internal", "us", `no model at ${side}`, { hint: "Please report this defect." });
}
/** Models larger than this are not read. */
const MODEL_LIMIT = 536870912;

// src/formats/onnx/limits.ts
/** The largest published networks have some ten thousand nodes. */
const MOST_NODES = 2e5;
/** Inputs and outputs of all nodes: ten for each, on average, is already unheard of. */
const MOST_LINKS = 2e6;
/** Attributes and subgraphs: an operator has at most some twenty. */
const MOST_ATTRIBUTES = 1e6;
/** Weights and constants: at most a few for each node. */
const MOST_TENSORS = 5e5;
/** Inputs and outputs as they stand in the file: old exporters list every initializer as an input too. */
const MOST_PORTS = MOST_TENSORS;
/** Inputs (or outputs) that callers see: language models with a cache have some hundreds. */
const MOST_SIGNATURE = 1e4;
const MOST_FUNCTIONS = 1e5;
/** Operator sets, metadata and the description of external data: a handful each. */
const MOST_ENTRIES = 1e4;
/** Names are paths of modules, a few hundred bytes long. */
const LONGEST_NAME = 65536;
/** A metadata value may hold a whole list of classes: 21,000 names of ImageNet take 0.5 MB. */
const LONGEST_VALUE = 16777216;
/** All text that is kept; 50,000 nodes with long names take 20 MB. */
const MOST_TEXT = 67108864;
/** How much of a file is looked at in one go: most messages are shorter, and skipping a tensor costs one of these. */
const WINDOW = 16384;
/** Tensor contents are digested in pieces of this size. It is part of what a digest means. */
const CHUNK = 1048576;

// src/formats/onnx/schema.ts
/** Field numbers of onnx.proto (ONNX 1.20), as far as they are read. */
const MODEL = {
	irVersion: 1,
	producerName: 2,
	producerVersion: 3,
	graph: 7,
	opsetImport: 8,
	metadata: 14,
	function: 25
};
const OPSET = {
	domain: 1,
	version: 2
};
const ENTRY = {
	key: 1,
	value: 2
};
const FUNCTION = {
	name: 1,
	node: 7,
	domain: 10
};
const GRAPH = {
	node: 1,
	initializer: 5,
	input: 11,
	output: 12,
	sparseInitializer: 15
};
const NODE = {
	input: 1,
	output: 2,
	name: 3,
	operator: 4,
	attribute: 5,
	domain: 7
};
const ATTRIBUTE = {
	name: 1,
	float: 2,
	int: 3,
	string: 4,
	tensor: 5,
	graph: 6,
	floats: 7,
	ints: 8,
	strings: 9,
	graphs: 11,
	sparseTensor: 22
};
const TENSOR = {
	dims: 1,
	type: 2,
	floats: 4,
	int32s: 5,
	strings: 6,
	int64s: 7,
	name: 8,
	raw: 9,
	doubles: 10,
	uint64s: 11,
	external: 13,
	location: 14
};
const SPARSE = {
	values: 1,
	indices: 2
};
const PORT = {
	name: 1,
	type: 2
};
const TYPE = {
	tensor: 1,
	sequence: 4,
	map: 5,
	sparseTensor: 8,
	optional: 9
};
const TENSOR_TYPE = {
	element: 1,
	shape: 2
};
const SHAPE = { dim: 1 };
const DIM = {
	value: 1,
	name: 2
};

// src/formats/onnx/wire.ts
function sourceOf(bytes, path) {
	return {
		path,
		size: bytes.length,
		read: (offset, length) => bytes.subarray(offset, offset + length)
	};
}
function malformed(path, what, offset) {
	return new GateError("onnx-malformed", "artifact", `${path}: not a valid ONNX file: ${what} at byte ${offset}`, {
		hint: "Export the model again; `python -m onnx.checker` says more about a file that other tools can read.",
		place: { path }
	});
}
/**
* Protobuf's wire format, read in place: nothing is copied but names, and no length is believed beyond the message that
* holds it.
*/
var Wire = class {
	source;
	#window = /* @__PURE__ */ new Uint8Array(0);
	#from = 0;
	#low = 0;
	#high = 0;
	#text = 0;
	#names = /* @__PURE__ */ new Map();
	constructor(source) {
		this.source = source;
	}
	fault(what, offset) {
		return malformed(this.source.path, what, offset);
	}
	/** Calls `visit` for every field of the message in `span`. */
	walk({ start, end }, visit) {
		const field = {
			number: 0,
			wire: 0,
			low: 0,
			high: 0,
			start: 0,
			end: 0
		};
		for (let at = start; at < end;) {
			const from = at;
			at = this.#varint(at, end);
			if (this.#high !== 0 || this.#low < 8) throw this.fault("a field without a number", from);
			field.number = this.#low >>> 3;
			const wire = this.#low & 7;
			field.start = at;
			if (wire === 0) {
				at = this.#varint(at, end);
				field.low = this.#low;
				field.high = this.#high;
			} else if (wire === 2) {
				const next = this.#varint(at, end);
				if (this.#high !== 0 || this.#low > end - next) throw this.fault("a length that goes past its message", at);
				field.start = next;
				at = next + this.#low;
			} else if (wire === 1 || wire === 5) {
				at += wire === 1 ? 8 : 4;
				if (at > end) throw this.fault("a number that is cut off", field.start);
			} else throw this.fault(`a field of wire type ${wire}`, from);
			field.end = at;
			field.wire = wire;
			visit(field);
		}
	}
	/** Integers of a repeated field, packed or one by one, as the two halves of 64 bits. */
	integers(field, visit) {
		if (field.wire === 0) visit(field.low, field.high);
		else for (let at = field.start, { end } = this.message(field); at < end;) {
			at = this.#varint(at, end);
			visit(this.#low, this.#high);
		}
	}
	/** A single integer, exact up to 2^53. */
	integer(field) {
		if (field.wire !== 0) throw this.fault("no integer where one belongs", field.start);
		return signed(field.low, field.high);
	}
	/** The bytes of an embedded message. */
	message(field) {
		if (field.wire !== 2) throw this.fault("a number where a message belongs", field.start);
		return {
			start: field.start,
			end: field.end
		};
	}
	/** Equal texts are one string. */
	text(field, longest = LONGEST_NAME) {
		const { start, end } = this.message(field);
		if (end - start > longest) throw this.fault(`a text of more than ${longest} bytes`, start);
		const text = decode(this.read(start, end));
		const known = this.#names.get(text);
		if (known !== void 0) return known;
		this.#text += end - start;
		if (this.#text > 67108864) throw this.fault(`more than ${MOST_TEXT} bytes of names`, start);
		this.#names.set(text, text);
		return text;
	}
	read(start, end) {
		if (start >= this.#from && end <= this.#from + this.#window.length) return this.#window.subarray(start - this.#from, end - this.#from);
		const bytes = this.source.read(start, end - start);
		if (bytes.length !== end - start) throw this.fault("the end of the file", start + bytes.length);
		return bytes;
	}
	/** Leaves the number in #low and #high, returns where the next byte is. */
	#varint(at, end) {
		let low = 0;
		let high = 0;
		for (let shift = 0, next = at; next < end; shift += 7) {
			const byte = this.#byte(next++);
			const part = byte & 127;
			if (shift < 28) low |= part << shift;
			else if (shift === 28) {
				low |= part << 28;
				high = part >>> 4;
			} else high |= part << shift - 32;
			if (shift === 63 && byte > 1) throw this.fault("a number of more than 64 bits", at);
			if (byte >= 128) continue;
			this.#low = low >>> 0;
			this.#high = high >>> 0;
			return next;
		}
		throw this.fault("a number that is cut off", at);
	}
	#byte(at) {
		const index = at - this.#from;
		if (index >= 0 && index < this.#window.length) return this.#window[index];
		this.#window = this.source.read(at, Math.min(WINDOW, this.source.size - at));
		this.#from = at;
		if (this.#window.length === 0) throw this.fault("the end of the file", at);
		return this.#window[0];
	}
};
/** The two halves of a signed 64-bit integer as a number, exact up to 2^53. */
function signed(low, high) {
	return (high | 0) * 2 ** 32 + low;
}
const utf8 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** ONNX asks for UTF-8, runtimes take any bytes: others are shown as `\xNN`, so that different names stay different. */
function decode(bytes) {
	try {
		return utf8.decode(bytes);
	} catch {
		return Array.from(bytes, (byte) => byte < 128 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`).join("");
	}
}

// src/formats/onnx/content.ts
/**
* A digest of type, number of elements and values; equal exactly when these are, in whichever field, file or byte the
* values stand, whatever name and shape they have. One step per CHUNK of content: hash(previous, chunk).
* `external` is the file that a tensor with external data names.
*/
function digestTensor(source, tensor, hash, external) {
	let digest = hash(`${tensor.dtype} ${tensor.elements}`);
	const chunks = new Chunks((chunk) => {
		digest = hash(digest, chunk);
	});
	const length = tensor.external ? externalContent(tensor, external, chunks) : ownContent(source, tensor, chunks);
	chunks.end();
	const expected = bytesOf(tensor);
	if (expected !== null && length !== expected) throw malformed(source.path, `a tensor of ${expected} bytes (${tensor.dtype}, [${tensor.dims.join(", ")}]) that holds ${length}`, tensor.span.start);
	return digest;
}
/** Bits an element; text, and types that are not known, are not listed. */
const BITS = {
	float32: 32,
	uint8: 8,
	int8: 8,
	uint16: 16,
	int16: 16,
	int32: 32,
	int64: 64,
	bool: 8,
	float16: 16,
	float64: 64,
	uint32: 32,
	uint64: 64,
	complex64: 64,
	complex128: 128,
	bfloat16: 16,
	float8e4m3fn: 8,
	float8e4m3fnuz: 8,
	float8e5m2: 8,
	float8e5m2fnuz: 8,
	float8e8m0: 8,
	uint4: 4,
	int4: 4,
	float4e2m1: 4,
	uint2: 2,
	int2: 2
};
/** Bytes of the content, or null for text and unknown types. */
function bytesOf({ dtype, elements }) {
	const bits = BITS[dtype];
	return bits === void 0 ? null : Math.ceil(elements * bits / 8);
}
const KINDS$1 = {
	tensor: /* @__PURE__ */ new Map([
		[TENSOR.raw, "bytes"],
		[TENSOR.floats, "bytes"],
		[TENSOR.doubles, "bytes"],
		[TENSOR.int32s, "integers"],
		[TENSOR.int64s, "integers"],
		[TENSOR.uint64s, "integers"],
		[TENSOR.strings, "text"]
	]),
	attribute: /* @__PURE__ */ new Map([
		[ATTRIBUTE.float, "bytes"],
		[ATTRIBUTE.floats, "bytes"],
		[ATTRIBUTE.int, "integers"],
		[ATTRIBUTE.ints, "integers"],
		[ATTRIBUTE.string, "text"],
		[ATTRIBUTE.strings, "text"]
	])
};
/** The content in the form of `raw_data`, whichever field it was written to. Returns its length. */
function ownContent(source, tensor, into) {
	const wire = new Wire(source);
	const kinds = KINDS$1[tensor.form];
	const width = Math.max(1, Math.floor((BITS[tensor.dtype] ?? 8) / 8));
	const number = /* @__PURE__ */ new Uint8Array(8);
	const view = new DataView(number.buffer);
	let length = 0;
	const push = (bytes) => {
		length += bytes.length;
		into.push(bytes);
	};
	const bytes = (field) => {
		if (field.wire === 0) throw wire.fault("tensor data of the wrong kind", field.start);
		for (let at = field.start; at < field.end; at += CHUNK) push(wire.read(at, Math.min(field.end, at + CHUNK)));
	};
	wire.walk(tensor.span, (field) => {
		const kind = kinds.get(field.number);
		if (kind === "bytes") bytes(field);
		else if (kind === "integers") wire.integers(field, (low, high) => {
			view.setUint32(0, low, true);
			view.setUint32(4, high, true);
			push(number.subarray(0, width));
		});
		else if (kind === "text") {
			view.setUint32(0, wire.message(field).end - field.start, true);
			push(number.subarray(0, 4));
			bytes(field);
		}
	});
	return length;
}
function externalContent(tensor, file, into) {
	const { location, offset, length } = tensor.external;
	if (!file) throw new Error(`the content of ${location} was not given`);
	const end = length === null ? file.size : offset + length;
	if (offset > end || end > file.size) throw malformed(file.path, `external data from byte ${offset} to ${end} of a file that ends`, file.size);
	for (let at = offset; at < end; at += CHUNK) into.push(file.read(at, Math.min(end, at + CHUNK) - at));
	return end - offset;
}
/** Cuts a stream of bytes into pieces of CHUNK bytes; many small ones cost one buffer. */
var Chunks = class {
	#visit;
	#buffer = /* @__PURE__ */ new Uint8Array(0);
	#used = 0;
	constructor(visit) {
		this.#visit = visit;
	}
	push(bytes) {
		let at = 0;
		while (at < bytes.length) {
			if (this.#used === 0 && bytes.length - at >= 1048576) {
				this.#visit(bytes.subarray(at, at + CHUNK));
				at += CHUNK;
				continue;
			}
			const take = Math.min(CHUNK - this.#used, bytes.length - at);
			this.#reserve(this.#used + take);
			this.#buffer.set(bytes.subarray(at, at + take), this.#used);
			this.#used += take;
			at += take;
			if (this.#used === 1048576) this.end();
		}
	}
	end() {
		if (this.#used > 0) this.#visit(this.#buffer.subarray(0, this.#used));
		this.#used = 0;
	}
	#reserve(length) {
		if (length <= this.#buffer.length) return;
		const wider = new Uint8Array(Math.min(CHUNK, Math.max(length, this.#buffer.length * 2, 64)));
		wider.set(this.#buffer.subarray(0, this.#used));
		this.#buffer = wider;
	}
};

// src/formats/onnx/types.ts
/** TensorProto.DataType by number. */
const DTYPES = [
	"undefined",
	"float32",
	"uint8",
	"int8",
	"uint16",
	"int16",
	"int32",
	"int64",
	"string",
	"bool",
	"float16",
	"float64",
	"uint32",
	"uint64",
	"complex64",
	"complex128",
	"bfloat16",
	"float8e4m3fn",
	"float8e4m3fnuz",
	"float8e5m2",
	"float8e5m2fnuz",
	"uint4",
	"int4",
	"float4e2m1",
	"float8e8m0",
	"uint2",
	"int2"
];
function dtypeName(code) {
	return DTYPES[code] ?? `type ${code}`;
}

// src/formats/onnx/port.ts
const KINDS = /* @__PURE__ */ new Map([
	[TYPE.sequence, "sequence"],
	[TYPE.map, "map"],
	[TYPE.sparseTensor, "sparse tensor"],
	[TYPE.optional, "optional"]
]);
/** A ValueInfoProto. A type or shape that stands twice is refused: readers would disagree on what it means. */
function readPort(wire, span) {
	let name = "";
	let dtype = null;
	let dims = null;
	wire.walk(span, (field) => {
		if (field.number === PORT.name) name = wire.text(field);
		else if (field.number === PORT.type) wire.walk(wire.message(field), (type) => {
			if (dtype !== null) throw wire.fault("two types of one value", type.start);
			dtype = KINDS.get(type.number) ?? "unknown";
			if (type.number === TYPE.tensor) ({dtype, dims} = readTensorType(wire, wire.message(type)));
		});
	});
	return {
		name,
		dtype: dtype ?? "unknown",
		dims
	};
}
function readTensorType(wire, span) {
	let dtype = "unknown";
	let dims = null;
	wire.walk(span, (field) => {
		if (field.number === TENSOR_TYPE.element) dtype = dtypeName(wire.integer(field));
		else if (field.number === TENSOR_TYPE.shape) {
			if (dims !== null) throw wire.fault("two shapes of one value", field.start);
			dims = readShape(wire, wire.message(field));
		}
	});
	return {
		dtype,
		dims
	};
}
function readShape(wire, span) {
	const dims = [];
	wire.walk(span, (field) => {
		if (field.number !== SHAPE.dim) return;
		if (dims.length === 64) throw wire.fault(`a value of more than ${64} axes`, field.start);
		let dim = null;
		wire.walk(wire.message(field), (part) => {
			if (part.number === DIM.value) dim = wire.integer(part);
			else if (part.number === DIM.name) dim = wire.text(part) || null;
		});
		dims.push(typeof dim === "number" && dim <= 0 ? null : dim);
	});
	return dims;
}

// src/formats/onnx/tensor.ts
const EXTERNAL = 1;
/** A TensorProto, its content untouched. */
function readTensor(wire, span, { source, within, name }) {
	const dims = [];
	const external = /* @__PURE__ */ new Map();
	let own = "";
	let type = 0;
	let outside = false;
	wire.walk(span, (field) => {
		if (field.number === TENSOR.dims) wire.integers(field, (low, high) => {
			if (dims.length === 64) throw wire.fault(`a tensor of more than ${64} axes`, field.start);
			dims.push(signed(low, high));
		});
		else if (field.number === TENSOR.type) type = wire.integer(field);
		else if (field.number === TENSOR.name) own = wire.text(field);
		else if (field.number === TENSOR.external) readEntry(wire, field, external);
		else if (field.number === TENSOR.location) outside = wire.integer(field) === EXTERNAL;
	});
	const elements = dims.reduce((product, dim) => product * dim, 1);
	if (dims.some((dim) => dim < 0) || !Number.isSafeInteger(elements)) throw wire.fault("a tensor of impossible shape", span.start);
	return {
		name: name ?? own,
		source,
		within,
		dtype: dtypeName(type),
		dims,
		elements,
		external: outside ? readExternal$1(wire, span, external) : null,
		span,
		form: "tensor"
	};
}
/** A StringStringEntryProto. */
function readEntry(wire, field, into, longest) {
	let key = "";
	let value = "";
	wire.walk(wire.message(field), (part) => {
		if (part.number === ENTRY.key) key = wire.text(part);
		else if (part.number === ENTRY.value) value = wire.text(part, longest);
	});
	into.set(key, value);
}
function readExternal$1(wire, { start }, entries) {
	const number = (key) => {
		const text = entries.get(key);
		if (text === void 0) return null;
		if (!/^\d{1,15}$/.test(text)) throw wire.fault(`external data without a valid ${key}`, start);
		return Number(text);
	};
	const location = entries.get("location") ?? "";
	if (location === "") throw wire.fault("external data without a location", start);
	return {
		location,
		offset: number("offset") ?? 0,
		length: number("length")
	};
}
/** The value of a Constant node that is not written as a tensor: value_float(s), value_int(s), value_string(s). */
function readPlainConstant(wire, span, origin) {
	let dtype = null;
	let list = false;
	let elements = 0;
	wire.walk(span, (field) => {
		const kind = PLAIN.get(field.number);
		if (kind === void 0) return;
		dtype = kind.dtype;
		list ||= kind.list;
		if (kind.dtype === "float32") elements += field.wire === 2 ? Math.floor((field.end - field.start) / 4) : 1;
		else if (kind.dtype === "int64") wire.integers(field, () => elements++);
		else elements++;
	});
	if (dtype === null) return null;
	const dims = list ? [elements] : [];
	return {
		...origin,
		name: origin.name ?? "",
		dtype,
		dims,
		elements,
		external: null,
		span,
		form: "attribute"
	};
}
const PLAIN = /* @__PURE__ */ new Map([
	[ATTRIBUTE.float, {
		dtype: "float32",
		list: false
	}],
	[ATTRIBUTE.int, {
		dtype: "int64",
		list: false
	}],
	[ATTRIBUTE.string, {
		dtype: "string",
		list: false
	}],
	[ATTRIBUTE.floats, {
		dtype: "float32",
		list: true
	}],
	[ATTRIBUTE.ints, {
		dtype: "int64",
		list: true
	}],
	[ATTRIBUTE.strings, {
		dtype: "string",
		list: true
	}]
]);

// src/formats/onnx/read.ts
/**
* The structure of an ONNX file. Contents of tensors are skipped, not read: `digestTensor` reads them.
* @throws GateError `onnx-malformed` with the byte; also where readers would disagree (a graph that stands twice)
*/
function readOnnx(source) {
	return new ModelReader(new Wire(source)).read();
}
/** `domain::name`, without prefix for the standard operators. */
function qualified(domain, name) {
	return domain === "" ? name : `${domain}::${name}`;
}
var ModelReader = class {
	#wire;
	#opsets = /* @__PURE__ */ new Map();
	#metadata = /* @__PURE__ */ new Map();
	#functions = /* @__PURE__ */ new Set();
	#inputs = [];
	#outputs = [];
	#nodes = [];
	#tensors = [];
	#links = 0;
	#attributes = 0;
	constructor(wire) {
		this.#wire = wire;
	}
	read() {
		const wire = this.#wire;
		const { size } = wire.source;
		let [irVersion, producer, version] = [
			0,
			"",
			""
		];
		let graph = null;
		const functions = [];
		wire.walk({
			start: 0,
			end: size
		}, (field) => {
			if (field.number === MODEL.irVersion) irVersion = wire.integer(field);
			else if (field.number === MODEL.producerName) producer = wire.text(field);
			else if (field.number === MODEL.producerVersion) version = wire.text(field);
			else if (field.number === MODEL.graph) {
				if (graph !== null) throw wire.fault("a second graph", field.start);
				graph = wire.message(field);
			} else if (field.number === MODEL.opsetImport) this.#opset(field);
			else if (field.number === MODEL.metadata) {
				this.#room(this.#metadata.size, MOST_ENTRIES, "metadata entries", field);
				readEntry(wire, field, this.#metadata, LONGEST_VALUE);
			} else if (field.number === MODEL.function) {
				this.#room(functions.length, MOST_FUNCTIONS, "functions", field);
				functions.push(wire.message(field));
			}
		});
		if (graph === null) throw wire.fault("no graph up to the end", size);
		if (this.#opsets.size === 0) throw wire.fault("no operator set up to the end", size);
		const initializers = this.#mainGraph(graph);
		const inputs = this.#inputs.filter((port) => !initializers.has(port.name));
		if (Math.max(inputs.length, this.#outputs.length) > 1e4) throw wire.fault(`more than ${MOST_SIGNATURE} inputs or outputs`, size);
		for (const span of functions) this.#function(span);
		return {
			irVersion,
			producer: `${producer} ${version}`.trim(),
			opsets: this.#opsets,
			metadata: this.#metadata,
			inputs,
			outputs: this.#outputs,
			nodes: this.#nodes,
			functions: this.#functions,
			tensors: this.#tensors
		};
	}
	/** Returns the names of its own initializers: those of subgraphs do not make an input optional. */
	#mainGraph(span) {
		const wire = this.#wire;
		const initializers = /* @__PURE__ */ new Set();
		this.#graph(span, "", 1, (tensor) => initializers.add(tensor.name));
		wire.walk(span, (field) => {
			const ports = field.number === GRAPH.input ? this.#inputs : field.number === GRAPH.output ? this.#outputs : null;
			if (ports === null) return;
			this.#room(ports.length, MOST_PORTS, "inputs or outputs", field);
			ports.push(readPort(wire, wire.message(field)));
		});
		return initializers;
	}
	#graph(span, within, depth, seen = () => {}) {
		const wire = this.#wire;
		if (depth > 33) throw wire.fault(`graphs nested more than ${33} deep`, span.start);
		const origin = {
			source: "initializer",
			within,
			name: null
		};
		wire.walk(span, (field) => {
			if (field.number === GRAPH.node) this.#node(wire.message(field), within, depth);
			else if (field.number === GRAPH.initializer) seen(this.#tensor(wire.message(field), origin));
			else if (field.number === GRAPH.sparseInitializer) seen(this.#sparse(wire.message(field), origin));
		});
	}
	#function(span) {
		const wire = this.#wire;
		let [name, domain] = ["", ""];
		wire.walk(span, (field) => {
			if (field.number === FUNCTION.name) name = wire.text(field);
			else if (field.number === FUNCTION.domain) domain = standard(wire.text(field));
		});
		const within = `${domain}::${name}`;
		this.#functions.add(within);
		wire.walk(span, (field) => {
			if (field.number === FUNCTION.node) this.#node(wire.message(field), within, 1);
		});
	}
	#node(span, within, depth) {
		const wire = this.#wire;
		if (this.#nodes.length === 2e5) throw wire.fault(`more than ${MOST_NODES} nodes`, span.start);
		let [operator, domain, name] = [
			"",
			"",
			""
		];
		const inputs = [];
		const outputs = [];
		const attributes = [];
		wire.walk(span, (field) => {
			if (field.number === NODE.operator) operator = wire.text(field);
			else if (field.number === NODE.domain) domain = standard(wire.text(field));
			else if (field.number === NODE.name) name = wire.text(field);
			else if (field.number === NODE.attribute) {
				this.#room(this.#attributes++, MOST_ATTRIBUTES, "attributes", field);
				attributes.push(this.#attribute(wire.message(field)));
			} else if (field.number === NODE.input || field.number === NODE.output) {
				this.#room(this.#links++, MOST_LINKS, "inputs and outputs of nodes", field);
				(field.number === NODE.input ? inputs : outputs).push(wire.text(field));
			}
		});
		attributes.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.span.start - b.span.start);
		const constant = domain === "" && operator === "Constant";
		const plain = constant ? [] : attributes.filter(({ graphs }) => graphs.length === 0).map((one) => one.span);
		this.#nodes.push({
			domain,
			operator,
			name,
			inputs,
			outputs,
			within,
			attributes: plain
		});
		for (const { graphs } of attributes) for (const graph of graphs) this.#graph(graph, within, depth + 1);
		const origin = {
			source: "constant",
			within,
			name: outputs[0] ?? ""
		};
		if (constant) for (const attribute of attributes) this.#constant(attribute, origin);
	}
	#attribute(span) {
		const wire = this.#wire;
		const attribute = {
			name: "",
			span,
			graphs: []
		};
		wire.walk(span, (field) => {
			if (field.number === ATTRIBUTE.name) attribute.name = wire.text(field);
			else if (field.number === ATTRIBUTE.graph || field.number === ATTRIBUTE.graphs) {
				this.#room(this.#attributes++, MOST_ATTRIBUTES, "attributes", field);
				attribute.graphs.push(wire.message(field));
			}
		});
		return attribute;
	}
	#constant({ span }, origin) {
		const wire = this.#wire;
		let isTensor = false;
		wire.walk(span, (field) => {
			if (field.number === ATTRIBUTE.tensor) this.#tensor(wire.message(field), origin);
			else if (field.number === ATTRIBUTE.sparseTensor) this.#sparse(wire.message(field), origin);
			else return;
			isTensor = true;
		});
		const plain = isTensor ? null : readPlainConstant(wire, span, origin);
		if (plain) this.#keep(plain);
	}
	#tensor(span, origin) {
		return this.#keep(readTensor(this.#wire, span, origin));
	}
	/** Values and indices, as two tensors: the first bears the name. */
	#sparse(span, origin) {
		const wire = this.#wire;
		let values = null;
		wire.walk(span, (field) => {
			if (field.number === SPARSE.values) values = readTensor(wire, wire.message(field), origin);
		});
		const kept = values;
		if (kept === null) throw wire.fault("a sparse tensor without values", span.start);
		this.#keep(kept);
		const { name: own } = kept;
		wire.walk(span, (field) => {
			if (field.number === SPARSE.indices) this.#tensor(wire.message(field), {
				...origin,
				name: `${own} (indices)`
			});
		});
		return kept;
	}
	#keep(tensor) {
		if (this.#tensors.length === 5e5) throw this.#wire.fault(`more than ${MOST_TENSORS} tensors`, tensor.span.start);
		this.#tensors.push(tensor);
		return tensor;
	}
	#opset(field) {
		const wire = this.#wire;
		let [domain, version] = ["", 0];
		this.#room(this.#opsets.size, MOST_ENTRIES, "operator sets", field);
		wire.walk(wire.message(field), (part) => {
			if (part.number === OPSET.domain) domain = standard(wire.text(part));
			else if (part.number === OPSET.version) version = wire.integer(part);
		});
		this.#opsets.set(domain, version);
	}
	#room(count, most, what, { start }) {
		if (count >= most) throw this.#wire.fault(`more than ${most} ${what}`, start);
	}
};
/** Both names of the standard operators mean the same. */
function standard(domain) {
	return domain === "ai.onnx" ? "" : domain;
}

// src/evidence/model/class-names.ts
const MOST = 1e6;
/**
* Class names in a model's metadata, in the order of the outputs: `names` or `classes`, as JSON or as Python prints a
* dict or list (Ultralytics: `{0: 'person', 1: 'bicycle'}`). Null when there are none, or when they leave a number out.
*/
function classNames(metadata) {
	const text = metadata.get("names") ?? metadata.get("classes");
	if (text === void 0) return null;
	const read = new Literal(text).read();
	return read === null || read.length === 0 ? null : read;
}
const ESCAPES = /* @__PURE__ */ new Map([
	["n", "\n"],
	["t", "	"],
	["r", "\r"],
	["b", "\b"],
	["f", "\f"]
]);
const CODES = /* @__PURE__ */ new Map([
	["x", 2],
	["u", 4],
	["U", 8]
]);
/** `['a', "b"]`, `('a',)`, `{0: 'a'}`, `{"0": "a"}`: one level, keys without gaps from 0. Reads every character once. */
var Literal = class {
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	read() {
		const open = this.#next();
		const close = open === "{" ? "}" : open === "[" ? "]" : open === "(" ? ")" : null;
		if (close === null) return null;
		const names = [];
		const keyed = /* @__PURE__ */ new Map();
		while (!this.#takes(close)) {
			if (names.length + keyed.size > 0 && !this.#takes(",")) return null;
			if (this.#takes(close)) break;
			const key = open === "{" ? this.#key() : null;
			if (open === "{" && (key === null || keyed.has(key) || key >= MOST || !this.#takes(":"))) return null;
			const name = this.#string();
			if (name === null) return null;
			if (key === null) names.push(name);
			else keyed.set(key, name);
		}
		if (this.#next() !== "") return null;
		for (let key = 0; key < keyed.size; key++) {
			const name = keyed.get(key);
			if (name === void 0) return null;
			names.push(name);
		}
		return names;
	}
	#key() {
		this.#space();
		const quoted = this.#text[this.#at] === "\"" || this.#text[this.#at] === "'";
		const from = this.#at;
		while (/\d/.test(this.#text[this.#at] ?? "")) this.#at++;
		const digits = quoted ? this.#string() : this.#text.slice(from, this.#at);
		return digits !== null && /^\d{1,7}$/.test(digits) ? Number(digits) : null;
	}
	#string() {
		const quote = this.#next();
		if (quote !== "\"" && quote !== "'") return null;
		let value = "";
		while (this.#at < this.#text.length) {
			const character = this.#text[this.#at++];
			if (character === quote) return value;
			value += character === "\\" ? this.#escape() : character;
		}
		return null;
	}
	#escape() {
		const character = this.#text[this.#at++] ?? "";
		const digits = CODES.get(character);
		if (digits === void 0) return ESCAPES.get(character) ?? character;
		const code = this.#text.slice(this.#at, this.#at + digits);
		if (code.length !== digits || !/^[0-9a-f]+$/i.test(code) || Number.parseInt(code, 16) > 1114111) return character;
		this.#at += digits;
		const number = Number.parseInt(code, 16);
		return digits === 4 ? String.fromCharCode(number) : String.fromCodePoint(number);
	}
	#takes(character) {
		this.#space();
		if (this.#text[this.#at] !== character) return false;
		this.#at++;
		return true;
	}
	#next() {
		this.#space();
		return this.#text[this.#at++] ?? "";
	}
	#space() {
		while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
	}
};

// src/evidence/model/external.ts
const ENDINGS = [
	".data",
	"_data",
	".bin",
	".weights"
];
/**
* Paths beside a model where its external data may lie. A fixed list, because what a model depends on must be known
* before it is read: a file that is not watched could change unseen.
*/
function externalCandidates(path) {
	const stem = path.replace(/\.[^./]*$/, "");
	return [...new Set([path, stem].flatMap((start) => ENDINGS.map((ending) => start + ending)))];
}
/** Every file that the tensors name, by location. Tracked, regular files of the commit only: the tree reads no others. */
async function readExternal(tensors, path, read) {
	const watched = externalCandidates(path);
	const folder = path.slice(0, path.lastIndexOf("/") + 1);
	const byLocation = /* @__PURE__ */ new Map();
	const byPath = /* @__PURE__ */ new Map();
	for (const { external } of tensors) {
		if (external === null || byLocation.has(external.location)) continue;
		const at = folder + external.location.replace(/^\.\//, "");
		if (!watched.includes(at)) throw unwatched(path, external.location);
		const file = byPath.get(at) ?? sourceOf(await read(at), at);
		byPath.set(at, file);
		byLocation.set(external.location, file);
	}
	return byLocation;
}
function unwatched(path, location) {
	const file = path.slice(path.lastIndexOf("/") + 1);
	return new GateError("onnx-external-data", "artifact", `${path}: its tensors lie in ${JSON.stringify(location.slice(0, 200))}, where they are not watched`, {
		hint: `Save the model as one file, or all its external data as ${file}.data beside it.`,
		place: { path }
	});
}

// src/evidence/model/role.ts
/** Types that hold shapes, indices, masks and text; quantised weights are uint8, int8, int32 and below. */
const NEVER = /* @__PURE__ */ new Set([
	"int64",
	"bool",
	"string",
	"undefined"
]);
/** Their further inputs are sizes and scales, which may be floating-point. */
const SIZED = /* @__PURE__ */ new Set(["Resize", "Upsample"]);
/**
* Tells the numbers that training sets from those that the graph needs to work. A heuristic on purpose: single numbers
* are never counted as weights, for epsilons and thresholds cannot be told from them.
*/
function isWeight({ nodes }) {
	const sizes = /* @__PURE__ */ new Set();
	const others = /* @__PURE__ */ new Set();
	for (const { domain, operator, inputs } of nodes) {
		const sized = domain === "" && SIZED.has(operator);
		for (const [slot, name] of inputs.entries()) (sized && slot > 0 ? sizes : others).add(name);
	}
	return ({ name, dtype, elements }) => elements > 1 && !NEVER.has(dtype) && (!sizes.has(name) || others.has(name));
}

// src/evidence/model/evidence.ts
/** The structure of the model of one side, and the digest of each of its tensors. */
const evidence = {
	id: "model",
	version: 1,
	perMachine: false,
	unavailable: (scene, at) => modelUnavailable(scene, sideOf(at)),
	needs: () => [],
	async inputs(scene, at) {
		const { model, tree } = modelAt(scene, sideOf(at));
		const external = await Promise.all(externalCandidates(model.path).map((path) => tree.oid(path)));
		return [await tree.oid(model.path) ?? "absent", ...external.map((id) => id ?? "")];
	},
	async compute(scene, at, _resolve, ports) {
		const { model, tree } = modelAt(scene, sideOf(at));
		const bytes = await tree.read(model.path, MODEL_LIMIT);
		const source = sourceOf(bytes, model.path);
		const read = readOnnx(source);
		const external = await readExternal(read.tensors, model.path, (path) => tree.read(path, MODEL_LIMIT));
		const weights = isWeight(read);
		const tensors = read.tensors.map((tensor) => {
			const { span: _span, form: _form, external: _external, ...known } = tensor;
			const digest = hex(digestTensor(source, tensor, ports.hash, external.get(tensor.external?.location ?? "")));
			return {
				...known,
				role: weights(tensor) ? "weight" : "constant",
				digest
			};
		});
		return {
			...read,
			path: model.path,
			digest: hex(ports.hash(bytes)),
			bytes: bytes.length,
			nodes: read.nodes.map((node) => nodeOf(node, source, ports.hash)),
			operators: countOperators(read.nodes),
			tensors,
			parameters: tensors.reduce((sum, { role, elements }) => role === "weight" ? sum + elements : sum, 0),
			external: [...new Set([...external.values()].map(({ path }) => path))].sort(),
			classes: classNames(read.metadata)
		};
	}
};
function nodeOf(node, source, hash) {
	if (node.attributes.length === 0) return {
		...node,
		attributes: ""
	};
	let digest = "";
	for (const { start, end } of node.attributes) digest = hash(digest, source.read(start, end - start));
	return {
		...node,
		attributes: hex(digest)
	};
}
function countOperators(nodes) {
	const counts = /* @__PURE__ */ new Map();
	for (const { domain, operator } of nodes) {
		const name = qualified(domain, operator);
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return counts;
}
function hex(bytes) {
	let text = "";
	for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
	return text;
}

export { hasImageExtension as C, IntColumn as E, orderClasses as S, CodeColumn as T, readManifest as _, sideOf as a, quoted as b, imageFolders as c, keepDistinct as d, reorder as f, outsideGit as g, listRoot as h, modelUnavailable as i, readCocoDataset as l, TreeContents as m, MODEL_LIMIT as n, readCsv as o, usedValues as p, modelAt as r, cocoFiles as s, evidence as t, ManifestRows as u, refusal as v, joinPath as w, configuredClasses as x, Problems as y };