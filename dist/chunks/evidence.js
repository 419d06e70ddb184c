import { t as GateError } from "./errors.js";
import { t as gunzipSync } from "./browser.js";
import { S as textHash, b as mix, c as MORE_OF_THESE, h as RowIndex, m as ByteDictionary, v as grown, x as slotsFor } from "./catalogue.js";
import { c as viewOf, i as StringsBuilder, n as Contents, o as roomBeyond, r as Strings, t as CONTENT_KINDS } from "./table.js";
import { n as shallow, r as require_dist, t as SPLIT_LIST } from "./config.js";

// src/formats/csv-columns.ts
/** A dictionary-encoded column; values are numbered as they first come. */
var CodeColumn = class {
	#dictionary = new ByteDictionary();
	#codes = new IntColumn();
	push(bytes, start, end) {
		this.#codes.push(this.#dictionary.code(bytes, start, end));
	}
	/** A column of the first `count` rows of a table. */
	take(cells, column, count) {
		const { values, from } = this.#codes.more(count);
		this.#dictionary.codes(cells, column, count, values, from);
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
		if (this.#rows === this.#values.length) this.#values = grown(this.#values, this.#rows * 4);
		this.#values[this.#rows++] = value;
	}
	/** `count` rows more, to be written to `values` from `from` on. */
	more(count) {
		const from = this.#rows;
		this.#rows += count;
		while (this.#rows > this.#values.length) this.#values = grown(this.#values, this.#values.length * 4);
		return {
			values: this.#values,
			from
		};
	}
	/** The first `count` of `values`. */
	pushAll(values, count) {
		const more = this.more(count);
		more.values.set(values.subarray(0, count), more.from);
	}
	/** `count` rows of the same value. */
	fill(value, count) {
		const { values, from } = this.more(count);
		values.fill(value, from, from + count);
	}
	build() {
		return this.#values.subarray(0, this.#rows);
	}
};
/** A growing column of 64-bit floats. */
var FloatColumn = class {
	#values = /* @__PURE__ */ new Float64Array(1024);
	#rows = 0;
	push(value) {
		if (this.#rows === this.#values.length) this.#values = grown(this.#values, this.#rows * 4);
		this.#values[this.#rows++] = value;
	}
	build() {
		return this.#values.subarray(0, this.#rows);
	}
};

// src/evidence/dataset/problems.ts
/** Objects kept per code: of more there is a hash, for a broken manifest of a million rows must not become a million objects. */
const PROBLEM_LIMIT = 1e3;
/** Longest quotation of a name in a problem's text. */
const QUOTE_LIMIT = 200;
var Problems = class {
	#byCode = /* @__PURE__ */ new Map();
	add(code, file, line, text, { count = 1, column = 0 } = {}) {
		const of = this.#of(code);
		if (of.kept.length < PROBLEM_LIMIT) of.kept.push({
			code,
			file,
			line,
			column,
			text,
			count
		});
		else for (let record = 0; record < count; record++) of.rest.push(textHash(text));
	}
	/** One problem whose count grows by every call. */
	counter(code, file, line, text) {
		const of = this.#of(code);
		if (of.kept.length === PROBLEM_LIMIT) {
			const hash = textHash(text);
			return () => of.rest.push(hash);
		}
		const problem = {
			code,
			file,
			line,
			column: 0,
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
			rest: new FloatColumn()
		};
		this.#byCode.set(code, fresh);
		return fresh;
	}
	/** In the order of codes as they first came; the last one of a code may stand for all that were not kept. */
	build() {
		const all = [];
		for (const [code, { kept, rest }] of this.#byCode) {
			all.push(...kept);
			const hashes = rest.build();
			const more = {
				code,
				file: kept[0].file,
				line: 0,
				column: 0,
				text: MORE_OF_THESE
			};
			if (hashes.length > 0) all.push({
				...more,
				count: hashes.length,
				rest: hashes
			});
		}
		return all;
	}
};
/** A name in a sentence, in quotes, at most 200 characters of it. */
function quoted$1(name) {
	return name.length <= QUOTE_LIMIT ? `"${name}"` : `"${name.slice(0, QUOTE_LIMIT)}…"`;
}

// src/evidence/dataset/paths.ts
const SLASH$5 = 47;
const COLON$1 = 58;
const BACKSLASH$1 = 92;
const DOT$5 = 46;
/** Absolute, drive, UNC or a URL; a backslash or NUL. */
const ROOTED = /[\\\0]|^\/|^[a-z]:|^[a-z][a-z0-9+.-]*:\/\//i;
/** `root` and `path` joined; either may be empty. */
function joinPath(root, path) {
	if (root === "" || path === "") return root + path;
	return `${root}/${path}`;
}
function folderOf$1(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/** The name at the end of a path, of Windows as well. */
function baseName(path) {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
/** A name without its extension. */
function stemOf(name) {
	const dot = name.lastIndexOf(".");
	return dot > 0 ? name.slice(0, dot) : name;
}
/**
* A path below some root, as git would list it: `./` and doubled slashes removed. null when it may leave the root:
* absolute, drive, UNC, `..`, backslash, NUL, a URL, or nothing at all.
*/
function normalPath(text) {
	if (ROOTED.test(text)) return null;
	const segments = text.split("/").filter((segment) => segment !== "" && segment !== ".");
	return segments.length === 0 || segments.includes("..") ? null : segments.join("/");
}
/** As `normalPath`, seen from a folder, and `..` may climb up to the repository's root; `''` is the root itself. */
function resolvePath(folder, text) {
	if (ROOTED.test(text)) return null;
	const segments = folder === "" ? [] : folder.split("/");
	for (const segment of text.split("/")) {
		if (segment === "" || segment === ".") continue;
		if (segment !== "..") segments.push(segment);
		else if (segments.pop() === void 0) return null;
	}
	return segments.join("/");
}
/** Whether `normalPath` would give `bytes[start, end)` back as it is; never true for what it would change or refuse. */
function isNormal(bytes, start, end) {
	if (start === end || bytes[end - 1] === SLASH$5) return false;
	if (end - start > 1 && bytes[start + 1] === COLON$1) return false;
	let segment = true;
	for (let i = start; i < end; i++) {
		const byte = bytes[i];
		if (byte === BACKSLASH$1 || byte === 0 || segment && (byte === SLASH$5 || byte === DOT$5)) return false;
		segment = byte === SLASH$5;
	}
	return true;
}
/** Leading rows of the first `count` whose field in a column is normal: as `isNormal`, four bytes at once. */
function normalCells({ bytes, view, starts, ends, width }, column, count) {
	for (let row = 0, i = column; row < count; row++, i += width) {
		const start = starts[i];
		const last = ends[i] - 4;
		if (last <= start) {
			if (!isNormal(bytes, start, last + 4)) return row;
			continue;
		}
		let odd = 0;
		for (let at = start; at < last; at += 4) odd |= oddPairs(view.getInt32(at, true), view.getInt32(at + 1, true));
		odd |= oddPairs(view.getInt32(last - 1, true), view.getInt32(last, true));
		const first = bytes[start];
		if (odd !== 0 || first === 0 || first === SLASH$5 || first === DOT$5 || first === BACKSLASH$1) return row;
		if (bytes[start + 1] === COLON$1 || bytes[last + 3] === SLASH$5) return row;
	}
	return count;
}
/** Not 0 where `bytes` has a backslash or NUL, or a slash or dot where `before`, one byte earlier, has a slash. */
function oddPairs(before, bytes) {
	return zeroes(before ^ SLASHES) & zeroes((bytes | ONES) ^ SLASHES) | zeroes(bytes ^ BACKSLASHES) | zeroes(bytes);
}
const ONES = 16843009;
const SLASHES = SLASH$5 * ONES;
const BACKSLASHES = BACKSLASH$1 * ONES;
/** The high bit of every byte that is 0, and maybe of bytes behind such a one. */
function zeroes(four) {
	return four - ONES & ~four & 128 * ONES;
}
/** Extensions that count as images in a folder; what the bytes are is for the decoder to say. */
const IMAGE_EXTENSIONS = [
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
];
const extensionKeys = new Set(IMAGE_EXTENSIONS.map((name) => keyOf$1(new TextEncoder().encode(name), 0, name.length)));
function hasImageExtension(bytes, start, end) {
	for (let dot = end - 1; dot >= start && end - dot <= 5; dot--) if (bytes[dot] === DOT$5) return extensionKeys.has(keyOf$1(bytes, dot + 1, end));
	return false;
}
/** Up to four ASCII letters, case folded, in one number. */
function keyOf$1(bytes, start, end) {
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

// src/evidence/dataset/stems.ts
const DOT$4 = 46;
/** The images of a commit by their paths without extensions. What is asked for is not kept: lists may ask for anything. */
var Stems = class {
	#index;
	#rows = [];
	#shared = /* @__PURE__ */ new Set();
	constructor(path, images) {
		const stems = new StringsBuilder();
		for (const row of images) {
			stems.pushRange(path.pool, path.start(row), path.pool.lastIndexOf(DOT$4, path.ends[row] - 1));
			this.#rows.push(row);
		}
		this.#index = new RowIndex(stems.build());
		for (const first of this.#index.duplicateOf) if (first >= 0) this.#shared.add(this.#rows[first]);
	}
	/** Row of the listing, −1 when no image is called so. */
	find(path, start, end) {
		return this.#rows[this.#index.find(path, start, end)] ?? -1;
	}
	/** Whether the image that `find` gave is not the only one that is called so. */
	isShared(row) {
		return this.#shared.has(row);
	}
};

// src/evidence/dataset/contents.ts
const SLASH$4 = 47;
const encoder$12 = new TextEncoder();
/** What the commit has below a folder: which file is there, and which bytes it holds. */
var TreeContents = class {
	files;
	#index;
	#refused;
	#stems = null;
	constructor(files) {
		this.files = files;
		this.#index = new RowIndex(files.path);
		this.#refused = new Map(files.refused.map(({ path, why }) => [path, why]));
	}
	get stems() {
		this.#stems ??= new Stems(this.files.path, this.imagesBelow(""));
		return this.#stems;
	}
	/** Row of the listing, −1 when the commit has no such file. */
	find(path, start, end) {
		return this.#index.find(path, start, end);
	}
	findText(path) {
		const bytes = encoder$12.encode(path);
		return this.#index.find(bytes, 0, bytes.length);
	}
	/** Rows of the files below a folder, at any depth. */
	*below(folder) {
		const [first, end] = this.#range(folder);
		for (let row = first; row < end; row++) yield row;
	}
	/** As `below`, only what counts as an image by its extension. */
	*imagesBelow(folder) {
		const { pool, ends } = this.files.path;
		for (const row of this.below(folder)) if (hasImageExtension(pool, this.files.path.start(row), ends[row])) yield row;
	}
	/** Names of all folders, each once, wherever they lie. */
	folderNames() {
		const { path } = this.files;
		const folders = new ByteDictionary();
		for (let row = 0; row < path.rows; row++) {
			const slash = path.pool.lastIndexOf(SLASH$4, path.ends[row] - 1);
			if (slash >= path.start(row)) folders.code(path.pool, path.start(row), slash);
		}
		return new Set(folders.values().flatMap((folder) => folder.split("/")));
	}
	/** Whether the commit has files below a folder. */
	has(folder) {
		const [first, end] = this.#range(folder);
		return end > first;
	}
	#range(folder) {
		if (folder === "") return [0, this.files.rows];
		return [lowerBound(this.files.path, `${folder}/`), lowerBound(this.files.path, `${folder}0`)];
	}
	/** Why a path has no content. */
	missing(path) {
		return this.refused(path) ?? `${quoted$1(path)} is not in the commit`;
	}
	/** Why a path that is there is not followed, or null. */
	refused(path) {
		const why = this.#refused.get(path);
		return why ? refusal(path, why) : null;
	}
	copy(file, contents, row) {
		contents.copy(row, this.files.content, file);
	}
};
/** First row that is not below `text` in the order of bytes. */
function lowerBound(sorted, text) {
	const bytes = encoder$12.encode(text);
	let low = 0;
	let high = sorted.rows;
	while (low < high) {
		const middle = low + high >>> 1;
		if (isBelow(sorted, middle, bytes)) low = middle + 1;
		else high = middle;
	}
	return low;
}
function isBelow(sorted, row, bytes) {
	const start = sorted.start(row);
	const length = sorted.ends[row] - start;
	for (let i = 0; i < bytes.length; i++) {
		if (i === length) return true;
		const difference = sorted.pool[start + i] - bytes[i];
		if (difference !== 0) return difference < 0;
	}
	return false;
}
/** Links and submodules in a folder of images; those in the place of annotation files are told of the image. */
function tellLinks(folder, contents, problems, annotations = "") {
	for (const { path, why } of contents.files.refused) if ((folder === "" || path === folder || path.startsWith(`${folder}/`)) && !(annotations && path.endsWith(annotations))) problems.add("not-an-image", path, 0, refusal(path, why));
}
const REFUSALS = {
	symlink: "is a symbolic link, which is not followed",
	submodule: "is a submodule, which is not followed",
	"dvc-outside": "names data outside the repository or by another hash than md5, which are not read"
};
function refusal(path, why) {
	return `${quoted$1(path)} ${REFUSALS[why]}`;
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
	await mustExist(tree, path);
	return tree.read(path, limit);
}
/** As `readManifest`, chunk by chunk. */
async function* streamManifest(tree, path, limit) {
	await mustExist(tree, path);
	yield* tree.stream(path, limit);
}
async function mustExist(tree, path) {
	if (await tree.oid(path) !== null) return;
	const hint = "Correct `data.root`, `data.file` or `data.splits` in .github/cv-gate.yml, or commit the file.";
	const message = `${path}: no such file on ${tree.side}; the dataset is described there`;
	throw new GateError("manifest-missing", "artifact", message, {
		hint,
		place: { path }
	});
}
/** Whether the bytes of images lie outside git: then a digest names them, for the tree does not know them. */
function outsideGit({ images, store }) {
	return store === "mount" || images?.root.startsWith("$") === true;
}
/** For formats that list folders and name no digests. @throws GateError `<format>-outside-git` */
function mustBeInGit(placement) {
	if (!outsideGit(placement)) return;
	const hint = "Use a CSV manifest with a sha-256 column: `data: {format: csv, file: …, columns: {digest: …}}`.";
	const message = `images of format ${placement.format} cannot be listed where they lie outside git`;
	throw new GateError(`${placement.format}-outside-git`, "user", message, { hint });
}
/** What stands for the name of the split in `images.root`. */
const SPLIT$1 = "{split}";
/** Folder of the images (of a split), relative to the repository, or to the data root when they lie outside git. */
function imageRoot(placement, split = "") {
	const folder = (placement.images?.root.replaceAll("{split}", () => split) ?? "").replace(/^\$data\/?/, "").replace(/\/+$/, "");
	return outsideGit(placement) ? folder : joinPath(placement.root, folder);
}

// src/formats/utf8.ts
const utf8$5 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function isUtf8(bytes) {
	try {
		utf8$5.decode(bytes);
		return true;
	} catch {
		return false;
	}
}

// src/formats/json-cursor.ts
/** Annotation formats nest at most about eight deep; deeper is an attack on recursive readers. */
const DEPTH_LIMIT$2 = 64;
/** The longest string or number; a mask of a 100-megapixel picture as compressed RLE is shorter. */
const TOKEN_LIMIT$1 = 16777216;
const QUOTE$1 = 34;
const BACKSLASH = 92;
const COMMA$1 = 44;
const COLON = 58;
const MINUS$1 = 45;
const DOT$3 = 46;
const OPEN_LIST = 91;
const CLOSE_LIST$1 = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const LF$5 = 10;
const utf8$4 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const latin = new TextDecoder("latin1");
/** Of ten, exact. */
const POWERS$1 = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
/** Thrown when the bytes at hand end within a value: come back with more. */
const INCOMPLETE = Symbol("incomplete");
/**
* A strict reader of JSON text over a window of bytes, token by token, that knows line and column. Nothing is copied or
* made a string before it is asked for. Where the window ends within a token and more may come, {@link INCOMPLETE} is
* thrown: the caller restores a {@link Mark}, gives a longer window, and reads that value again.
* @throws GateError `json-…` with file, line, column and remedy
*/
var JsonCursor = class {
	path;
	data = /* @__PURE__ */ new Uint8Array(0);
	at = 0;
	/** Where the bytes at hand end. */
	end = 0;
	/** No bytes come after the window. */
	final = false;
	/** 1-based line of `at`. */
	line = 1;
	/** Index at which that line begins, in the window's terms (negative when it began in an earlier one). */
	lineStart = 0;
	/** UTF-8 continuation bytes on this line before `at`: they are no characters. */
	#continued = 0;
	/** The string that was read last: its bytes between the quotes, and whether it has escapes. */
	textStart = 0;
	textEnd = 0;
	escaped = false;
	/** Where the key that was read last begins. */
	keyColumn = 0;
	/** What `readPlainNumbers` read. */
	numbers = /* @__PURE__ */ new Float64Array(1024);
	constructor(path) {
		this.path = path;
	}
	/** 1-based, in characters. */
	get column() {
		return this.at - this.lineStart - this.#continued + 1;
	}
	/** `data[from, end)`, which is on line `line`, is all there is. */
	whole(data, from = 0, end = data.length, line = 1) {
		this.data = data;
		this.final = true;
		this.end = end;
		this.restore({
			at: from,
			line,
			lineStart: from,
			continued: 0
		});
	}
	/** Steps over one. */
	byteOrderMark() {
		const { data, at, end } = this;
		if (end - at < 3 && !this.final) throw INCOMPLETE;
		if (data[at] !== 239 || data[at + 1] !== 187 || data[at + 2] !== 191) return;
		this.at += 3;
		this.lineStart += 3;
	}
	mark() {
		return {
			at: this.at,
			line: this.line,
			lineStart: this.lineStart,
			continued: this.#continued
		};
	}
	restore(mark) {
		this.at = mark.at;
		this.line = mark.line;
		this.lineStart = mark.lineStart;
		this.#continued = mark.continued;
	}
	/** Steps over white space; whether that is all there is at hand. */
	blank() {
		const { data, end } = this;
		let at = this.at;
		for (; at < end; at++) {
			const byte = data[at];
			if (byte > 32) break;
			if (byte === LF$5) {
				this.line++;
				this.lineStart = at + 1;
				this.#continued = 0;
			} else if (byte !== 32 && byte !== 9 && byte !== 13) break;
		}
		this.at = at;
		return at === end;
	}
	/** The next byte that is no white space. */
	peek() {
		return this.blank() ? this.#more() : this.data[this.at];
	}
	kind() {
		const byte = this.peek();
		if (byte === OPEN_OBJECT) return "object";
		if (byte === OPEN_LIST) return "list";
		if (byte === QUOTE$1) return "string";
		if (byte === MINUS$1 || byte >= 48 && byte <= 57) return "number";
		return "word";
	}
	/** Steps into a list or object. */
	open() {
		this.peek();
		this.at++;
	}
	/** Whether the list or object that was stepped into has a further element; steps over the comma or out of it. */
	next(first, close) {
		const byte = this.peek();
		if (byte === close) {
			this.at++;
			return false;
		}
		if (first) return true;
		if (byte !== COMMA$1) this.refuse();
		this.at++;
		if (this.peek() === close) this.refuse();
		return true;
	}
	nextItem(first) {
		return this.next(first, CLOSE_LIST$1);
	}
	/** As `next` for an object: the key is then the string that was read last. */
	nextKey(first) {
		if (!this.next(first, CLOSE_OBJECT)) return false;
		if (this.peek() !== QUOTE$1) this.refuse();
		this.keyColumn = this.column;
		this.string();
		const { textStart, textEnd, escaped } = this;
		if (this.peek() !== COLON) this.refuse();
		this.at++;
		this.textStart = textStart;
		this.textEnd = textEnd;
		this.escaped = escaped;
		return true;
	}
	/** Reads a string; see `textStart`, `text`. */
	string() {
		const { data, end } = this;
		const start = this.at + 1;
		let at = start;
		let continued = 0;
		let high = false;
		this.escaped = false;
		for (; at < end; at++) {
			const byte = data[at];
			if (byte === QUOTE$1) break;
			if (byte < 32) this.#refuseAt(at);
			else if (byte >= 128) {
				high = true;
				if (byte < 192) continued++;
			} else if (byte === BACKSLASH) {
				this.escaped = true;
				at++;
			}
		}
		if (at >= end) {
			if (at - start > TOKEN_LIMIT$1) throw this.error("json-too-large", `a string of more than ${TOKEN_LIMIT$1} bytes`, SPLIT);
			this.at = end;
			this.#more();
		}
		if (high && !isUtf8(data.subarray(start, at))) throw this.error("json-not-utf8", "this text is not UTF-8", "Save the file as UTF-8.");
		this.textStart = start;
		this.textEnd = at;
		if (this.escaped) this.#checkEscapes(start);
		this.#continued += continued;
		this.at = at + 1;
	}
	/** The string that was read last. */
	text() {
		const text = utf8$4.decode(this.data.subarray(this.textStart, this.textEnd));
		return this.escaped ? JSON.parse(`"${text}"`) : text;
	}
	/** Reads a number; exact: what JSON.parse gives. Not finite when it is beyond the range of doubles. */
	number() {
		const { data, end } = this;
		const start = this.at;
		let at = start;
		const negative = data[at] === MINUS$1;
		if (negative) at++;
		const first = at;
		let mantissa = 0;
		let digit = at < end ? data[at] - 48 : 0;
		while (at < end && digit >= 0 && digit <= 9) {
			mantissa = mantissa * 10 + digit;
			digit = ++at < end ? data[at] - 48 : 0;
		}
		let digits = at - first;
		if (at < end && (digits === 0 || digits > 1 && data[first] === 48)) this.#word(start);
		let decimals = 0;
		if (at < end && data[at] === DOT$3) {
			const from = ++at;
			digit = at < end ? data[at] - 48 : 0;
			while (at < end && digit >= 0 && digit <= 9) {
				mantissa = mantissa * 10 + digit;
				digit = ++at < end ? data[at] - 48 : 0;
			}
			decimals = at - from;
			digits += decimals;
			if (decimals === 0 && at < end) this.#refuseAt(at);
		}
		let exponent = false;
		if (at < end && (data[at] | 32) === 101) {
			exponent = true;
			at++;
			if (at < end && (data[at] === 43 || data[at] === MINUS$1)) at++;
			const from = at;
			while (at < end && data[at] >= 48 && data[at] <= 57) at++;
			if (at === from && at < end) this.#refuseAt(at);
		}
		if (at >= end && !this.final) {
			if (at - start > TOKEN_LIMIT$1) throw this.error("json-too-large", "a number without end", SPLIT);
			throw INCOMPLETE;
		}
		if (at >= end && (digits === 0 || data[at - 1] < 48)) this.#refuseAt(at);
		this.at = at;
		if (!exponent && digits <= 19 && mantissa <= Number.MAX_SAFE_INTEGER && decimals <= 22) {
			const value = decimals === 0 ? mantissa : mantissa / POWERS$1[decimals];
			return negative ? -value : value;
		}
		return Number(latin.decode(data.subarray(start, at)));
	}
	/** Reads `true`, `false` or `null`. */
	word() {
		this.peek();
		for (const [text, value] of WORDS) {
			let same = 0;
			while (same < text.length && this.at + same < this.end && this.data[this.at + same] === text.charCodeAt(same)) same++;
			if (same < text.length) {
				if (same > 0 && this.at + same >= this.end) {
					if (!this.final) throw INCOMPLETE;
					this.#refuseAt(this.end);
				}
				continue;
			}
			this.at += text.length;
			return value;
		}
		return this.#word(this.at);
	}
	/** Reads any value, as JSON.parse gives it. */
	value() {
		this.peek();
		const start = this.at;
		this.skip();
		return JSON.parse(utf8$4.decode(this.data.subarray(start, this.at)));
	}
	/** Reads past any value. */
	skip() {
		const kind = this.kind();
		if (kind === "string") this.string();
		else if (kind === "number") this.number();
		else if (kind === "word") this.word();
		else this.#skipNested();
	}
	#skipNested() {
		const closers = [];
		let first = true;
		do {
			const close = closers.at(-1);
			if (close !== void 0) {
				if (!(close === CLOSE_LIST$1 ? this.nextItem(first) : this.nextKey(first))) {
					closers.pop();
					first = false;
					continue;
				}
			}
			first = false;
			const kind = this.kind();
			if (kind === "list" || kind === "object") {
				this.#deeper(closers.length + 1);
				this.open();
				closers.push(kind === "list" ? CLOSE_LIST$1 : CLOSE_OBJECT);
				first = true;
			} else this.skip();
		} while (closers.length > 0);
	}
	/** @throws GateError `json-too-deep` when `depth` lists and objects are too many */
	#deeper(depth) {
		if (depth <= DEPTH_LIMIT$2) return;
		this.peek();
		throw this.error("json-too-deep", `nested deeper than ${DEPTH_LIMIT$2}`, "Annotations are never nested that deep: export the file again.");
	}
	/** @throws GateError `json-not-text` at a byte that no text has */
	checkText() {
		const byte = this.at < this.end ? this.data[this.at] : -1;
		if (byte === 0 || byte >= 254) throw this.error("json-not-text", "the file is binary or UTF-16", "Save it as UTF-8 text.");
	}
	refuse() {
		this.#refuseAt(this.at);
	}
	error(code, what, hint, { line, column } = this) {
		const place = {
			path: this.path,
			line,
			column
		};
		return new GateError(code, "artifact", `${this.path}:${line}:${column}: ${what}`, {
			hint,
			place
		});
	}
	#refuseAt(at) {
		this.at = at;
		this.checkText();
		throw this.error("json-syntax", "not JSON from here on", "Export the file again, or correct it at this place.");
	}
	/** What is neither value nor number: Python's json writes NaN and Infinity although JSON has no such numbers. */
	#word(start) {
		this.at = start;
		const byte = this.data[start];
		const bare = byte === MINUS$1 ? this.data[start + 1] : byte;
		if (bare !== 78 && bare !== 73) this.refuse();
		throw this.error("json-not-finite", "NaN, Infinity or another bare word", "JSON has no NaN and no Infinity (Python's json writes them): give a number or leave the record out.");
	}
	#more() {
		if (!this.final) throw INCOMPLETE;
		return this.refuse();
	}
	#checkEscapes(start) {
		let text = "";
		try {
			text = this.text();
		} catch {
			this.#refuseAt(start);
		}
		if (!/\p{Surrogate}/u.test(text)) return;
		this.at = start;
		throw this.error("json-surrogate", "half of a surrogate pair, which is no character", "Write the character itself, as UTF-8.");
	}
};
const SPLIT = "Split the file, or export it again.";
const WORDS = [
	["true", true],
	["false", false],
	["null", null]
];

// src/formats/json-lists.ts
/** The longest element of a list; a mask of a 100-megapixel picture as a list of runs is shorter. */
const ELEMENT_LIMIT = 67108864;
/**
* Reads a JSON file that is one object with long lists in it (COCO, LabelMe, annotation exports), chunk by chunk: each
* element of a wanted list is handed over as soon as it is there whole, everything else is checked and read past. Holds
* one chunk and one element, never the file.
* @throws GateError `json-…`
*/
var JsonListsReader = class {
	#cursor;
	#lists;
	/** Wanted lists that the file has. */
	found = /* @__PURE__ */ new Set();
	#buffer = /* @__PURE__ */ new Uint8Array(65536);
	/** Bytes at hand below which it is not worth trying again. */
	#wanted = 1;
	#state = "start";
	#first = true;
	#index = 0;
	#read = skip;
	/** Whether the file is an object at all. */
	isObject = false;
	constructor(path, lists) {
		this.#cursor = new JsonCursor(path);
		this.#lists = lists;
	}
	push(chunk) {
		const cursor = this.#cursor;
		const left = cursor.end - cursor.at;
		if (left + chunk.length >= this.#buffer.length) {
			const wider = new Uint8Array(2 ** Math.ceil(Math.log2(left + chunk.length + 1)));
			wider.set(this.#buffer.subarray(cursor.at, cursor.end));
			this.#buffer = wider;
		} else this.#buffer.copyWithin(0, cursor.at, cursor.end);
		this.#buffer.set(chunk, left);
		this.#buffer[left + chunk.length] = 0;
		cursor.data = this.#buffer;
		cursor.lineStart -= cursor.at;
		cursor.at = 0;
		cursor.end = left + chunk.length;
		if (cursor.end >= this.#wanted) this.#run();
	}
	end() {
		this.#cursor.final = true;
		this.#run();
	}
	#run() {
		const cursor = this.#cursor;
		while (this.#state !== "end" || cursor.at < cursor.end) {
			const mark = cursor.mark();
			try {
				this.#step();
				this.#wanted = 1;
			} catch (error) {
				if (error !== INCOMPLETE) throw error;
				cursor.restore(mark);
				const left = cursor.end - cursor.at;
				if (left > ELEMENT_LIMIT) throw cursor.error("json-too-large", `one element of more than ${ELEMENT_LIMIT} bytes`, "Split the file.");
				this.#wanted = left * 2;
				return;
			}
		}
	}
	/** One element, one key with its value, or one bracket: what can be done again when it was not there whole. */
	#step() {
		const cursor = this.#cursor;
		if (this.#state === "start") {
			cursor.byteOrderMark();
			this.isObject = cursor.kind() === "object";
			if (this.isObject) cursor.open();
			else cursor.skip();
			this.#state = this.isObject ? "key" : "end";
		} else if (this.#state === "key") this.#key();
		else if (this.#state === "element") this.#element();
		else if (!cursor.blank()) cursor.refuse();
	}
	#key() {
		const cursor = this.#cursor;
		if (!cursor.nextKey(this.#first)) {
			this.#state = "end";
			return;
		}
		const key = cursor.text();
		if (cursor.kind() === "list") {
			if (this.#lists.has(key) && this.found.has(key)) throw cursor.error("json-duplicate-key", `a second list "${key}"`, "Readers keep the last of two lists and lose the first: merge them.");
			cursor.open();
			this.found.add(key);
			this.#read = this.#lists.get(key) ?? skip;
			this.#index = 0;
			this.#state = "element";
			this.#first = true;
			return;
		}
		cursor.skip();
		this.#first = false;
	}
	#element() {
		const cursor = this.#cursor;
		if (cursor.nextItem(this.#first)) {
			cursor.peek();
			this.#read(cursor, this.#index);
			this.#index++;
		} else this.#state = "key";
		this.#first = false;
	}
};
function skip(cursor) {
	cursor.skip();
}

// src/formats/json-plain-numbers.ts
const COMMA = 44;
const MINUS = 45;
const DOT$2 = 46;
const CLOSE_LIST = 93;
/**
* Reads a list of plain decimal numbers into `cursor.numbers` in one go, as outlines of a hundred million numbers need it:
* their count. −1, with nothing read, when there is anything else in it: exponents, more than 15 digits, other values, line
* breaks, the end of the window. The window has a byte after its end that belongs to no number.
*/
function readPlainNumbers(cursor) {
	const { data, end } = cursor;
	let { numbers } = cursor;
	let at = cursor.at + 1;
	let count = 0;
	for (;;) {
		if (data[at] === 32) at++;
		const negative = data[at] === MINUS;
		if (negative) at++;
		const first = at;
		let mantissa = 0;
		let digit = data[at] - 48;
		while (digit >= 0 && digit <= 9) {
			mantissa = mantissa * 10 + digit;
			digit = data[++at] - 48;
		}
		let digits = at - first;
		if (digits === 0 || digits > 1 && data[first] === 48) return -1;
		let value = mantissa;
		if (data[at] === DOT$2) {
			const from = ++at;
			digit = data[at] - 48;
			while (digit >= 0 && digit <= 9) {
				mantissa = mantissa * 10 + digit;
				digit = data[++at] - 48;
			}
			const decimals = at - from;
			digits += decimals;
			if (decimals === 0) return -1;
			value = mantissa / POWERS$1[decimals];
		}
		if (digits > 15) return -1;
		if (count === numbers.length) {
			numbers = grown(numbers, count * 2);
			cursor.numbers = numbers;
		}
		numbers[count++] = negative ? -value : value;
		const byte = data[at++];
		if (byte === COMMA) continue;
		if (byte !== CLOSE_LIST || at > end) return -1;
		cursor.at = at;
		return count;
	}
}

// src/formats/shape-hash.ts
/**
* Names the outline, mask or joints of an annotation by its numbers: 53 bits, never 0. Equal numbers give equal names
* however they were written (`1`, `1.0`, `1e0`); two different shapes share one with a chance of 10⁻¹⁶.
*/
const one = /* @__PURE__ */ new Float64Array(1);
const number$1 = /* @__PURE__ */ new Float64Array(1);
const bits$1 = new Uint32Array(number$1.buffer);
var ShapeHash = class {
	#low = 0;
	#high = 0;
	/** `kind` keeps a polygon and joints of the same numbers apart. */
	begin(kind) {
		this.#low = 2654435769 ^ kind;
		this.#high = 2246822507;
	}
	add(value) {
		one[0] = value;
		this.addAll(one, 1);
	}
	/** The first `count` of `values`, as `add` takes them one by one: outlines have tens of millions. */
	addAll(values, count) {
		let low = this.#low;
		let high = this.#high;
		for (let i = 0; i < count; i++) {
			number$1[0] = values[i] + 0;
			let mixed = bits$1[0] ^ Math.imul(bits$1[1], 2654435761);
			mixed = Math.imul(mixed ^ mixed >>> 15, 2246822519);
			low = Math.imul(low ^ mixed, 16777619);
			low ^= low >>> 13;
			high = Math.imul(high ^ mixed >>> 7 ^ mixed << 25, 668265263);
			high ^= high >>> 16;
		}
		this.#low = low;
		this.#high = high;
	}
	end() {
		return (Math.imul(this.#high ^ this.#low >>> 11, 3266489909) >>> 11 & 2097151) * 2 ** 32 + (this.#low >>> 0) || 1;
	}
};

// src/formats/coco/id-index.ts
const number = /* @__PURE__ */ new Float64Array(1);
const bits = new Int32Array(number.buffer);
/** Row of each id, over typed arrays: open addressing, at most half full. */
var IdIndex = class {
	#keys = (/* @__PURE__ */ new Float64Array(16)).fill(NaN);
	#rows = /* @__PURE__ */ new Int32Array(16);
	#size = 0;
	/** Row of an earlier equal id, or −1 when this one is new and now stands for `row`. */
	add(id, row) {
		if (this.#size * 2 >= this.#rows.length) this.#grow();
		const slot = this.#slot(id);
		if (this.#keys[slot] === id) return this.#rows[slot];
		this.#keys[slot] = id;
		this.#rows[slot] = row;
		this.#size++;
		return -1;
	}
	/** −1 when no row has this id. */
	find(id) {
		const slot = this.#slot(id);
		return this.#keys[slot] === id ? this.#rows[slot] : -1;
	}
	#slot(id) {
		number[0] = id + 0;
		const mask = this.#rows.length - 1;
		let slot = mix(bits[0] ^ Math.imul(bits[1], 2654435761)) & mask;
		for (;;) {
			const key = this.#keys[slot];
			if (key === id || Number.isNaN(key)) return slot;
			slot = slot + 1 & mask;
		}
	}
	#grow() {
		const [keys, rows] = [this.#keys, this.#rows];
		const size = slotsFor(keys.length);
		this.#keys = new Float64Array(size).fill(NaN);
		this.#rows = new Int32Array(size);
		for (let slot = 0; slot < keys.length; slot++) {
			const id = keys[slot];
			if (Number.isNaN(id)) continue;
			const to = this.#slot(id);
			this.#keys[to] = id;
			this.#rows[to] = rows[slot];
		}
	}
};

// src/formats/coco/key.ts
/** Keys that are read; every other key is checked and read past. */
const NAMES = [
	"id",
	"image_id",
	"category_id",
	"bbox",
	"iscrowd",
	"segmentation",
	"keypoints",
	"num_keypoints",
	"area",
	"segments_info",
	"file_name",
	"coco_url",
	"width",
	"height",
	"name"
];
const BYTES = NAMES.map((name) => new TextEncoder().encode(name));
/** Candidates by length: at most three. */
const BY_LENGTH = [];
for (const [key, { length }] of BYTES.entries()) {
	BY_LENGTH[length] ??= [];
	BY_LENGTH[length].push(key);
}
/** The key that the cursor has just read, null when it is none of ours. */
function keyOf(cursor) {
	if (cursor.escaped) return NAMES.find((name) => name === cursor.text()) ?? null;
	const { data, textStart, textEnd } = cursor;
	const length = textEnd - textStart;
	const candidates = BY_LENGTH[length];
	if (!candidates) return null;
	for (const key of candidates) {
		const bytes = BYTES[key];
		let same = 0;
		while (same < length && bytes[same] === data[textStart + same]) same++;
		if (same === length) return NAMES[key];
	}
	return null;
}

// src/formats/self-crossing.ts
/** Whether an outline crosses itself: `UNTOLD` where looking would take longer than its length allows. */
const SOUND = 0;
const CROSSED = 1;
const UNTOLD = 2;
/** Steps that are taken, in all and for each point: many times what any drawn outline needs. */
const EFFORT = 1024;
const EFFORT_PER_POINT = 64;
/** What an exact orientation costs, in steps. */
const EXACT = 64;
/** Beyond these, products of coordinates would overflow or lose digits: no such number is a place in an image. */
const HUGE = 2 ** 400;
const TINY = 2 ** -400;
/** Points of an outline, and runs, that are too few to take trouble with. */
const FEW = 64;
let effort = 0;
/** The outline, its first point again at the end: along the swept axis, and across it. */
let points = /* @__PURE__ */ new Float64Array(256);
/** Runs of edges that go one way along the axis: the first edge, those that follow, and whether it goes backwards. */
let first = /* @__PURE__ */ new Int32Array(64);
let edges = /* @__PURE__ */ new Int32Array(64);
let back = /* @__PURE__ */ new Uint8Array(64);
/** Where each run begins and ends along the axis, and across it. */
let bounds$1 = /* @__PURE__ */ new Float64Array(256);
let order = /* @__PURE__ */ new Uint32Array(64);
/**
* Whether two edges of the closed outline x y x y … in `numbers[from, from + count)` cross at a point inside both. Edges
* that touch or lie on each other do not cross: outlines are closed by their first point again, and reach a hole by a
* bridge. Edges that go one way along an axis never cross each other: what is compared is such runs, in the order in which
* they begin, edge by edge where they lie beside each other.
*/
function selfCrossing(numbers, from, count) {
	const size = count >> 1;
	if (size < 4) return 0;
	const runs = cutIntoRuns(numbers, from, size, size > FEW ? sweptAxis(numbers, from, size) : 0);
	if (runs < 0) return 2;
	if (runs < 3) order.set([0, 1]);
	else sortRuns(runs);
	effort = EFFORT + EFFORT_PER_POINT * size;
	for (let at = 0; at < runs; at++) {
		const run = order[at];
		const end = bounds$1[run * 4 + 1];
		const low = bounds$1[run * 4 + 2];
		const high = bounds$1[run * 4 + 3];
		for (let next = at + 1; next < runs; next++) {
			const other = order[next];
			if (bounds$1[other * 4] > end) break;
			if (--effort < 0) return 2;
			if (bounds$1[other * 4 + 2] > high || bounds$1[other * 4 + 3] < low) continue;
			if (runsCross(run, other)) return 1;
			if (effort < 0) return 2;
		}
	}
	return 0;
}
/** 0: x, 1: y, along which the outline turns back less often. */
function sweptAxis(numbers, from, size) {
	let turnsX = 0;
	let turnsY = 0;
	let wayX = 0;
	let wayY = 0;
	let lastX = numbers[from + size * 2 - 2];
	let lastY = numbers[from + size * 2 - 1];
	for (let at = from; at < from + size * 2; at += 2) {
		const x = numbers[at];
		const y = numbers[at + 1];
		const stepX = x - lastX;
		const stepY = y - lastY;
		if (stepX * wayX < 0) turnsX++;
		if (stepY * wayY < 0) turnsY++;
		if (stepX !== 0) wayX = stepX;
		if (stepY !== 0) wayY = stepY;
		lastX = x;
		lastY = y;
	}
	return turnsX <= turnsY ? 0 : 1;
}
function isPlace(value) {
	const size = Math.abs(value);
	return size > TINY && size < HUGE || size === 0;
}
/** Fills `points` and the runs; their number, −1 where coordinates are none of an image. */
function cutIntoRuns(numbers, from, size, axis) {
	if (points.length < size * 2 + 2) points = new Float64Array(size * 4);
	let runs = 0;
	let before = numbers[from + axis];
	let begin = 0;
	let way = 0;
	let low = numbers[from + 1 - axis];
	let high = low;
	for (let point = 0; point <= size; point++) {
		const at = point < size ? from + point * 2 : from;
		const along = numbers[at + axis];
		const across = numbers[at + 1 - axis];
		if (!isPlace(along) || !isPlace(across)) return -1;
		points[point * 2] = along;
		points[point * 2 + 1] = across;
		const step = along - before;
		before = along;
		if (way * step < 0) {
			endRun(runs, begin, point - 1, way < 0);
			bounds$1[runs * 4 + 2] = low;
			bounds$1[runs++ * 4 + 3] = high;
			begin = point - 1;
			low = points[begin * 2 + 1];
			high = low;
			way = step;
		} else if (way === 0) way = step;
		if (across < low) low = across;
		else if (across > high) high = across;
	}
	endRun(runs, begin, size, way < 0);
	bounds$1[runs * 4 + 2] = low;
	bounds$1[runs++ * 4 + 3] = high;
	return runs;
}
function endRun(run, begin, end, isBack) {
	if (run === first.length) {
		first = grown(first, run * 2);
		edges = grown(edges, run * 2);
		back = grown(back, run * 2);
		bounds$1 = grown(bounds$1, run * 8);
		order = grown(order, run * 2);
	}
	first[run] = isBack ? end - 1 : begin;
	edges[run] = end - begin;
	back[run] = isBack ? 1 : 0;
	bounds$1[run * 4] = points[(isBack ? end : begin) * 2];
	bounds$1[run * 4 + 1] = points[(isBack ? begin : end) * 2];
}
function sortRuns(runs) {
	if (runs > FEW) {
		for (let run = 0; run < runs; run++) order[run] = run;
		order.subarray(0, runs).sort((a, b) => bounds$1[a * 4] - bounds$1[b * 4]);
		return;
	}
	for (let run = 0; run < runs; run++) {
		const begin = bounds$1[run * 4];
		let at = run;
		for (; at > 0 && bounds$1[order[at - 1] * 4] > begin; at--) order[at] = order[at - 1];
		order[at] = run;
	}
}
/** Compares edges that lie beside each other, from where both runs have begun on. */
function runsCross(run, other) {
	const backA = back[run];
	const backB = back[other];
	const stepA = 1 - 2 * backA;
	const stepB = 1 - 2 * backB;
	let a = first[run];
	let b = first[other];
	const endA = a + stepA * edges[run];
	const endB = b + stepB * edges[other];
	const least = Math.max(bounds$1[run * 4], bounds$1[other * 4]);
	const most = Math.min(bounds$1[run * 4 + 1], bounds$1[other * 4 + 1]);
	while (a !== endA && points[(a + 1 - backA) * 2] < least) a += stepA;
	while (b !== endB && points[(b + 1 - backB) * 2] < least) b += stepB;
	while (a !== endA && b !== endB && effort-- >= 0) {
		const a1 = points[a * 2 + 1];
		const a2 = points[a * 2 + 3];
		const b1 = points[b * 2 + 1];
		const b2 = points[b * 2 + 3];
		if (!(a1 < b1 ? a1 < b2 && a2 < b1 && a2 < b2 : a1 > b2 && a2 > b1 && a2 > b2 && a1 > b1) && edgesCross(a * 2, b * 2)) return true;
		const upToA = points[(a + 1 - backA) * 2];
		const upToB = points[(b + 1 - backB) * 2];
		if (Math.min(upToA, upToB) > most) break;
		if (upToA <= upToB) a += stepA;
		else b += stepB;
	}
	return false;
}
function edgesCross(a, b) {
	const side = orientation(points, a, a + 2, b);
	if (side === 0 || side * orientation(points, a, a + 2, b + 2) >= 0) return false;
	return orientation(points, b, b + 2, a) * orientation(points, b, b + 2, a + 2) < 0;
}
/** Rounding errors of the determinant (Shewchuk 1997, ccwerrboundA). */
const ERROR = (3 + 16 * 2 ** -53) * 2 ** -53;
/**
* On which side of the line through the points at `a` and `b` the one at `c` lies: the sign of their determinant, exact.
* J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, 1997.
*/
function orientation(numbers, a, b, c) {
	const left = (numbers[a] - numbers[c]) * (numbers[b + 1] - numbers[c + 1]);
	const right = (numbers[a + 1] - numbers[c + 1]) * (numbers[b] - numbers[c]);
	const determinant = left - right;
	if (left > 0 !== right > 0 || left < 0 !== right < 0) return Math.sign(determinant);
	if (Math.abs(determinant) > ERROR * Math.abs(left + right)) return Math.sign(determinant);
	if (left === 0) return 0;
	effort -= EXACT;
	return exactSign(numbers, a, b, c);
}
/** A sum without rounding: parts that do not overlap, the greatest last. */
const parts = /* @__PURE__ */ new Float64Array(16);
let length = 0;
function exactSign(numbers, a, b, c) {
	const [ax, ay, bx, by] = [
		numbers[a],
		numbers[a + 1],
		numbers[b],
		numbers[b + 1]
	];
	const [cx, cy] = [numbers[c], numbers[c + 1]];
	length = 0;
	addProduct(ax, by);
	addProduct(-ax, cy);
	addProduct(-cx, by);
	addProduct(-ay, bx);
	addProduct(ay, cx);
	addProduct(cy, bx);
	return length === 0 ? 0 : Math.sign(parts[length - 1]);
}
const SPLITTER = 2 ** 27 + 1;
/** Adds a product, which is the sum of two doubles (Dekker 1971, after Veltkamp). */
function addProduct(a, b) {
	const product = a * b;
	const aHigh = SPLITTER * a - (SPLITTER * a - a);
	const bHigh = SPLITTER * b - (SPLITTER * b - b);
	const [aLow, bLow] = [a - aHigh, b - bHigh];
	add(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
	add(product);
}
function add(value) {
	let sum = value;
	let kept = 0;
	for (let i = 0; i < length; i++) {
		const part = parts[i];
		const next = sum + part;
		const virtual = next - sum;
		const tail = sum - (next - virtual) + (part - virtual);
		if (tail !== 0) parts[kept++] = tail;
		sum = next;
	}
	if (sum !== 0) parts[kept++] = sum;
	length = kept;
}

// src/formats/coco/segmentation.ts
const POLYGON = 1;
const RUNS = 2;
const JOINTS$1 = 3;
/** `segmentation`: polygons (a list of lists of coordinates), or a mask as runs, compressed or not. */
function readSegmentation(cursor, shape, hash) {
	const kind = cursor.kind();
	if (kind === "list") readPolygons(cursor, shape, hash);
	else if (kind === "object") readMask(cursor, shape, hash);
	else {
		if (kind !== "word" || cursor.word() !== null) shape.fault = "has a segmentation that is neither polygons nor a mask";
		if (kind !== "word") cursor.skip();
	}
}
function readPolygons(cursor, shape, hash) {
	hash.begin(POLYGON);
	cursor.open();
	let polygons = 0;
	for (let first = true; cursor.nextItem(first); first = false) {
		if (cursor.kind() !== "list") {
			shape.fault = "has a polygon that is no list of numbers";
			cursor.skip();
			continue;
		}
		polygons++;
		const numbers = readNumbers(cursor, hash);
		if (numbers < 0) shape.fault = "has a polygon that is no list of numbers";
		else if (numbers % 2 !== 0) shape.fault = `has a polygon with an odd number of coordinates (${numbers})`;
		else if (numbers < 6) shape.fault = `has a polygon of ${numbers / 2} points`;
		else if (shape.outlines && shape.crossed !== 1) shape.crossed = selfCrossing(cursor.numbers, 0, numbers) || shape.crossed;
		hash.add(-1 - numbers);
	}
	if (polygons > 0) shape.hash = hash.end();
}
/** Reads a list into `cursor.numbers` and the hash; their count, −1 when there is something else in it. */
function readNumbers(cursor, hash) {
	const plain = readPlainNumbers(cursor);
	if (plain >= 0) {
		hash.addAll(cursor.numbers, plain);
		return plain;
	}
	let count = 0;
	let sound = true;
	cursor.open();
	for (let first = true; cursor.nextItem(first); first = false) if (cursor.kind() === "number") {
		const value = cursor.number();
		if (!Number.isFinite(value)) sound = false;
		hash.add(value);
		if (count === cursor.numbers.length) cursor.numbers = grown(cursor.numbers, count * 2);
		cursor.numbers[count++] = value;
	} else {
		sound = false;
		cursor.skip();
	}
	return sound ? count : -1;
}
function readMask(cursor, shape, hash) {
	let counted = false;
	const size = [];
	shape.covered = 0;
	cursor.open();
	for (let first = true; cursor.nextKey(first); first = false) {
		const key = cursor.escaped ? "" : cursor.text();
		const kind = cursor.kind();
		if (key === "size" && kind === "list") {
			cursor.open();
			for (let one = true; cursor.nextItem(one); one = false) if (cursor.kind() === "number" && size.length < 3) size.push(cursor.number());
			else {
				size.push(NaN);
				cursor.skip();
			}
		} else if (key === "counts" && kind === "list") {
			counted = true;
			readRuns(cursor, shape, hash);
		} else if (key === "counts" && kind === "string") {
			counted = true;
			readCompressed(cursor, shape, hash);
		} else cursor.skip();
	}
	const [height = 0, width = 0] = size;
	if (!counted) shape.fault = "has a mask without counts";
	else if (size.length !== 2 || !isSize(height) || !isSize(width)) shape.fault = "has a mask without a size of two numbers";
	else if (shape.fault === null && shape.covered !== height * width) shape.fault = `has a mask whose runs cover ${shape.covered} pixels, its size is ${height} × ${width}`;
	shape.height = isSize(height) ? height : 0;
	shape.width = isSize(width) ? width : 0;
}
function isSize(value) {
	return Number.isInteger(value) && value > 0 && value < 2 ** 20;
}
function readRuns(cursor, shape, hash) {
	hash.begin(RUNS);
	cursor.open();
	for (let first = true; cursor.nextItem(first); first = false) {
		const run = cursor.kind() === "number" ? cursor.number() : NaN;
		if (Number.isNaN(run)) cursor.skip();
		if (!Number.isInteger(run) || run < 0) shape.fault = "has a mask with a run that is no count of pixels";
		else shape.covered += run;
		hash.add(run);
	}
	shape.hash = hash.end();
}
/**
* pycocotools' compressed runs: five bits a character from 48 on, the sixth says that more follow, the highest of the last
* one is the sign; from the fourth run on the difference to the run two before is written.
*/
function readCompressed(cursor, shape, hash) {
	cursor.string();
	const { data, textStart, textEnd, escaped } = cursor;
	const bytes = escaped ? new TextEncoder().encode(cursor.text()) : data.subarray(textStart, textEnd);
	hash.begin(RUNS);
	let before = 0;
	let last = 0;
	let runs = 0;
	for (let at = 0; at < bytes.length;) {
		let value = 0;
		let shift = 0;
		for (;;) {
			const code = at < bytes.length ? bytes[at++] - 48 : -1;
			if (code < 0 || code > 63 || shift > 25) {
				shape.fault = "has a mask that is no compressed code of runs";
				return;
			}
			value |= (code & 31) << shift;
			shift += 5;
			if ((code & 32) !== 0) continue;
			if ((code & 16) !== 0) value |= -1 << shift;
			break;
		}
		if (runs > 2) value += before;
		if (value < 0) {
			shape.fault = "has a mask with a run that is no count of pixels";
			return;
		}
		before = last;
		last = value;
		runs++;
		shape.covered += value;
		hash.add(value);
	}
	shape.hash = hash.end();
}
/** `keypoints`: x, y and visibility a joint. Joins the name of the shape; returns the number of labelled joints, −1 when at fault. */
function readJoints(cursor, shape, hash) {
	if (cursor.kind() !== "list") {
		shape.fault = "has keypoints that are no list";
		cursor.skip();
		return {
			joints: -1,
			labelled: 0
		};
	}
	hash.begin(JOINTS$1);
	hash.add(shape.hash);
	let numbers = 0;
	let labelled = 0;
	cursor.open();
	for (let first = true; cursor.nextItem(first); first = false) {
		const value = cursor.kind() === "number" ? cursor.number() : NaN;
		if (Number.isNaN(value)) cursor.skip();
		if (!Number.isFinite(value)) shape.fault = "has a keypoint that is no number";
		else if (numbers % 3 === 2 && value !== 0 && value !== 1 && value !== 2) shape.fault = `has a keypoint of visibility ${value}: 0, 1 and 2 are known`;
		else if (numbers % 3 === 2 && value > 0) labelled++;
		hash.add(value);
		numbers++;
	}
	if (numbers % 3 !== 0) shape.fault = `has ${numbers} numbers of keypoints, not three a joint`;
	shape.hash = hash.end();
	return {
		joints: numbers % 3 === 0 ? numbers / 3 : -1,
		labelled
	};
}

// src/formats/coco/values.ts
/** Longest quotation of a value in a problem's text. */
const SHOWN = 100;
/** A value as it stands in the file, for a message: a number or word as it is, a string in quotes, `…` for the rest. */
function shownValue(data, start, end) {
	const text = new TextDecoder().decode(data.subarray(start, Math.min(end, start + SHOWN))).trim();
	if (text.startsWith("[")) return "a list";
	if (text.startsWith("{")) return "an object";
	return end - start > SHOWN ? `${text}…` : text;
}
/**
* An id that others refer to. Readers that hold numbers as doubles round 2^53 + 1 to a neighbour: beyond that two ids can
* become one.
* @throws GateError `coco-id`
*/
function readId(cursor, what) {
	cursor.peek();
	const { line, column, at } = cursor;
	const value = cursor.kind() === "number" ? cursor.number() : NaN;
	if (Number.isNaN(value)) cursor.skip();
	if (Number.isSafeInteger(value)) return value;
	const shown = shownValue(cursor.data, at, cursor.at);
	throw cursor.error("coco-id", `${what} is ${shown}, not an exact integer`, "Use integers below 2^53 as ids.", {
		line,
		column
	});
}

// src/formats/coco/annotations.ts
/**
* Annotations as they stream by. An annotation that cannot be used is told and left out: at once when it shows by itself,
* at the end when it is its image or category, which may come later in the file.
*/
var AnnotationRows = class {
	#problem;
	#hash = new ShapeHash();
	#ids = new IdIndex();
	#id = new FloatColumn();
	#imageId = new FloatColumn();
	#categoryId = new FloatColumn();
	#xywh = new FloatColumn();
	#crowd = new IntColumn();
	#shape = new FloatColumn();
	#crossed = new IntColumn();
	#line = new IntColumn();
	#column = new IntColumn();
	/** Masks state the size of their image. */
	#masks = [];
	/** Row → number of joints, for the rows that have any. */
	#joints = /* @__PURE__ */ new Map();
	#rows = 0;
	#shapeOf;
	#box = /* @__PURE__ */ new Float64Array(4);
	#recordId = 0;
	#image = 0;
	#category = 0;
	#isCrowd = 0;
	#numJoints = -1;
	#labelled = -1;
	#stated = -1;
	#fault = null;
	#odd = null;
	#seen = 0;
	#place = {
		line: 0,
		column: 0
	};
	constructor(problem, outlines) {
		this.#problem = problem;
		this.#shapeOf = {
			fault: null,
			hash: 0,
			outlines,
			crossed: 0,
			height: 0,
			width: 0,
			covered: 0
		};
	}
	/** Reads one annotation. `parent` is the image of a panoptic annotation, whose segments are read by this as well. */
	read(cursor, parent = null) {
		const line = cursor.line;
		const column = cursor.column;
		if (cursor.kind() !== "object") {
			cursor.skip();
			this.#problem("invalid-annotation", "an annotation is no object", {
				line,
				column
			});
			return;
		}
		this.#begin(parent);
		cursor.open();
		for (let first = true; cursor.nextKey(first); first = false) {
			const key = keyOf(cursor);
			if (key === null) {
				cursor.skip();
				continue;
			}
			cursor.peek();
			const [atLine, atColumn] = [cursor.line, cursor.column];
			const before = this.#fault;
			this.#value(cursor, key);
			if (before !== null || this.#fault === null) continue;
			this.#place.line = atLine;
			this.#place.column = atColumn;
		}
		this.#finish(line, column);
	}
	#begin(parent) {
		const shape = this.#shapeOf;
		shape.fault = null;
		shape.hash = 0;
		shape.crossed = 0;
		shape.height = 0;
		shape.width = 0;
		this.#box.fill(NaN);
		this.#recordId = NaN;
		this.#image = parent ?? NaN;
		this.#category = NaN;
		this.#isCrowd = 0;
		this.#numJoints = -1;
		this.#labelled = -1;
		this.#stated = -1;
		this.#fault = null;
		this.#odd = null;
		this.#seen = parent === null ? 0 : SEEN.image_id;
	}
	#value(cursor, key) {
		const seen = SEEN[key];
		if ((this.#seen & seen) !== 0) this.#fault ??= `has "${key}" twice`;
		this.#seen |= seen;
		if (key === "bbox") this.#readBox(cursor);
		else if (key === "segmentation") this.#readShape(cursor);
		else if (key === "keypoints") {
			const { joints, labelled } = readJoints(cursor, this.#shapeOf, this.#hash);
			this.#numJoints = joints;
			this.#labelled = labelled;
			this.#fault ??= this.#shapeOf.fault;
		} else if (key === "id") this.#recordId = this.#readId(cursor, "has an id that is not an exact integer", false);
		else if (key === "image_id") this.#image = this.#readId(cursor, "image", true);
		else if (key === "category_id") this.#category = this.#readId(cursor, "category", true);
		else if (key === "iscrowd") this.#readCrowd(cursor);
		else if (key === "area") this.#readArea(cursor);
		else if (key === "num_keypoints" && cursor.kind() === "number") this.#stated = cursor.number();
		else cursor.skip();
	}
	#readBox(cursor) {
		const box = this.#box;
		let numbers = 0;
		const plain = cursor.kind() === "list" ? readPlainNumbers(cursor) : -1;
		if (plain >= 0) {
			numbers = plain;
			for (let i = 0; i < 4; i++) box[i] = cursor.numbers[i];
		} else if (cursor.kind() === "list") {
			cursor.open();
			for (let first = true; cursor.nextItem(first); first = false) {
				const value = cursor.kind() === "number" ? cursor.number() : NaN;
				if (Number.isNaN(value)) cursor.skip();
				if (numbers < 4) box[numbers] = value;
				numbers++;
			}
		} else cursor.skip();
		if (numbers !== 4 || !box.every((value) => Number.isFinite(value))) this.#fault ??= NO_BOX;
		else if (box[2] < 0 || box[3] < 0) this.#fault ??= "has a box of negative size";
	}
	#readShape(cursor) {
		readSegmentation(cursor, this.#shapeOf, this.#hash);
		this.#fault ??= this.#shapeOf.fault;
	}
	#readId(cursor, what, isReference) {
		const start = cursor.at;
		const kind = cursor.kind();
		const value = kind === "number" ? cursor.number() : NaN;
		if (kind !== "number") cursor.skip();
		if (Number.isSafeInteger(value)) return value;
		const shown = shownValue(cursor.data, start, cursor.at);
		this.#fault ??= isReference ? `names ${what} ${shown}, which is not listed` : what;
		return kind === "number" ? value : NaN;
	}
	#readCrowd(cursor) {
		const value = cursor.kind() === "number" ? cursor.number() : cursor.kind() === "word" ? cursor.word() : null;
		if (value === null) this.#fault ??= "has an iscrowd that is neither 0 nor 1";
		if (value === null && cursor.kind() === "string") cursor.skip();
		if (value !== null && value !== 0 && value !== 1 && typeof value !== "boolean") this.#fault ??= "has an iscrowd that is neither 0 nor 1";
		this.#isCrowd = value === 1 || value === true ? 1 : 0;
	}
	#readArea(cursor) {
		const value = cursor.kind() === "number" ? cursor.number() : NaN;
		if (Number.isNaN(value)) cursor.skip();
		if (!Number.isFinite(value) || value < 0) this.#fault ??= "has an area that is no positive number";
	}
	#finish(line, column) {
		const place = this.#fault === null ? {
			line,
			column
		} : this.#place;
		if ((this.#seen & SEEN.image_id) === 0) this.#fault ??= "names image undefined, which is not listed";
		if ((this.#seen & SEEN.category_id) === 0) this.#fault ??= "names category undefined, which is not listed";
		if ((this.#seen & SEEN.bbox) === 0) this.#fault ??= NO_BOX;
		if (this.#fault === null && !Number.isNaN(this.#recordId) && this.#ids.add(this.#recordId, this.#rows) >= 0) this.#fault = "has the id of an earlier annotation";
		if (this.#stated >= 0 && this.#labelled >= 0 && this.#stated !== this.#labelled) this.#odd ??= `says num_keypoints ${this.#stated} and labels ${this.#labelled}`;
		const name = nameOf$2(this.#recordId);
		if (this.#fault !== null) {
			this.#problem("invalid-annotation", `${name} ${this.#fault}`, place);
			return;
		}
		if (this.#odd !== null) this.#problem("odd-annotation", `${name} ${this.#odd}`, place);
		const shape = this.#shapeOf;
		if (shape.height > 0) this.#masks.push({
			row: this.#rows,
			height: shape.height,
			width: shape.width
		});
		if (this.#numJoints >= 0) this.#joints.set(this.#rows, this.#numJoints);
		this.#id.push(this.#recordId);
		this.#imageId.push(this.#image);
		this.#categoryId.push(this.#category);
		for (let i = 0; i < 4; i++) this.#xywh.push(this.#box[i]);
		this.#crowd.push(this.#isCrowd);
		this.#shape.push(shape.hash);
		this.#crossed.push(shape.crossed);
		this.#line.push(line);
		this.#column.push(column);
		this.#rows++;
	}
	/** Resolves images and categories; leaves out, and tells, what names none or does not fit them. */
	build(images, categories) {
		const ids = this.#id.build();
		const imageIds = this.#imageId.build();
		const categoryIds = this.#categoryId.build();
		const xywh = this.#xywh.build();
		const crowd = this.#crowd.build();
		const shape = this.#shape.build();
		const crossed = this.#crossed.build();
		const line = this.#line.build();
		const column = this.#column.build();
		const image = new Int32Array(this.#rows);
		const category = new Int32Array(this.#rows);
		const masks = new Map(this.#masks.map((mask) => [mask.row, mask]));
		let kept = 0;
		for (let row = 0; row < this.#rows; row++) {
			const ofImage = images.find(imageIds[row]);
			const ofCategory = categories.find(categoryIds[row]);
			const fault = ofImage < 0 ? `names image ${imageIds[row]}, which is not listed` : ofCategory < 0 ? `names category ${categoryIds[row]}, which is not listed` : misfitOf(masks.get(row), images, ofImage) ?? jointsFault(this.#joints.get(row), categories.joints[ofCategory]);
			if (fault !== null) {
				this.#problem("invalid-annotation", `${nameOf$2(ids[row])} ${fault}`, {
					line: line[row],
					column: column[row]
				});
				continue;
			}
			ids[kept] = ids[row];
			image[kept] = ofImage;
			category[kept] = ofCategory;
			for (let i = 0; i < 4; i++) xywh[kept * 4 + i] = xywh[row * 4 + i];
			crowd[kept] = crowd[row];
			shape[kept] = shape[row];
			crossed[kept] = crossed[row];
			line[kept] = line[row];
			column[kept] = column[row];
			kept++;
		}
		return {
			rows: kept,
			id: ids.subarray(0, kept),
			image: image.subarray(0, kept),
			category: category.subarray(0, kept),
			xywh: xywh.subarray(0, kept * 4),
			crowd: Uint8Array.from(crowd.subarray(0, kept)),
			shape: shape.subarray(0, kept),
			crossed: Uint8Array.from(crossed.subarray(0, kept)),
			line: Uint32Array.from(line.subarray(0, kept)),
			column: Uint32Array.from(column.subarray(0, kept))
		};
	}
};
function nameOf$2(id) {
	return Number.isNaN(id) ? "an annotation without id" : `annotation ${id}`;
}
function misfitOf(mask, { width, height }, image) {
	if (!mask || width[image] === 0 || height[image] === 0) return null;
	if (mask.width === width[image] && mask.height === height[image]) return null;
	return `has a mask of ${mask.height} × ${mask.width} on an image of ${height[image]} × ${width[image]}`;
}
function jointsFault(joints, expected) {
	if (joints === void 0 || expected === 0 || joints === expected) return null;
	return `has ${joints} keypoints, its category has ${expected}`;
}
const NO_BOX = "has no bbox of four finite numbers";
const SEEN = {
	id: 1,
	image_id: 2,
	category_id: 4,
	bbox: 8,
	iscrowd: 16,
	segmentation: 32,
	keypoints: 64,
	num_keypoints: 128,
	area: 256,
	segments_info: 512,
	file_name: 0,
	coco_url: 0,
	width: 0,
	height: 0,
	name: 0
};

// src/formats/coco/categories.ts
/** More categories than any dataset has; each costs an object. */
const CATEGORY_LIMIT = 1e5;
/** Categories as they stream by. What makes references ambiguous is an error of the file. */
var CategoryList = class {
	#problem;
	#found = [];
	#ids = /* @__PURE__ */ new Set();
	#names = /* @__PURE__ */ new Set();
	constructor(problem) {
		this.#problem = problem;
	}
	/** @throws GateError `coco-category`, `coco-id` */
	read(cursor) {
		const { line, column } = cursor;
		let id = NaN;
		let name = null;
		let joints = 0;
		if (cursor.kind() !== "object") throw cursor.error("coco-category", "a category is no object", NAME_IT$1);
		cursor.open();
		for (let first = true; cursor.nextKey(first); first = false) {
			const key = keyOf(cursor);
			if (key === "id") id = readId(cursor, "the id of a category");
			else if (key === "name" && cursor.kind() === "string") {
				cursor.string();
				name = cursor.text();
			} else if (key === "keypoints" && cursor.kind() === "list") joints = count(cursor);
			else cursor.skip();
		}
		const place = {
			line,
			column
		};
		if (name === null) throw cursor.error("coco-category", "a category has no name", NAME_IT$1, place);
		if (Number.isNaN(id)) throw cursor.error("coco-id", "a category has no id", "Give every category its id.", place);
		if (this.#ids.has(id)) throw cursor.error("coco-id", `two categories have the id ${id}`, "Give each an id of its own.", place);
		if (this.#names.has(name)) this.#problem("odd-annotation", `two categories have the name "${name}": they are taken for one class`, place);
		if (this.#found.length === CATEGORY_LIMIT) throw cursor.error("coco-category", `more than ${CATEGORY_LIMIT} categories`, "Is this the list of images?", place);
		this.#ids.add(id);
		this.#names.add(name);
		this.#found.push({
			id,
			name,
			joints
		});
	}
	/** Ascending by id. */
	build() {
		this.#found.sort((a, b) => a.id - b.id);
		return {
			id: this.#found.map(({ id }) => id),
			name: this.#found.map(({ name }) => name),
			joints: this.#found.map(({ joints }) => joints)
		};
	}
};
const NAME_IT$1 = "Give every category its name.";
function count(cursor) {
	let items = 0;
	cursor.open();
	for (let first = true; cursor.nextItem(first); first = false) {
		cursor.skip();
		items++;
	}
	return items;
}

// src/formats/coco/images.ts
/** Images as they stream by. What makes references ambiguous is an error of the file. */
var ImageList = class {
	index = new IdIndex();
	#digestKey;
	#digest = [];
	#id = new FloatColumn();
	#fileName = new StringsBuilder();
	#width = new IntColumn();
	#height = new IntColumn();
	#line = new IntColumn();
	#column = new IntColumn();
	#rows = 0;
	constructor(digestKey) {
		this.#digestKey = digestKey;
	}
	/** @throws GateError `coco-image`, `coco-id` */
	read(cursor) {
		const { line, column } = cursor;
		let id = NaN;
		let name = null;
		let url = null;
		let width = 0;
		let height = 0;
		let digest = null;
		if (cursor.kind() !== "object") throw cursor.error("coco-image", "an image is no object", NAME_IT);
		cursor.open();
		for (let first = true; cursor.nextKey(first); first = false) {
			const key = keyOf(cursor);
			const isDigest = this.#digestKey !== null && key === null && cursor.text() === this.#digestKey;
			if (key === "id") id = readId(cursor, "the id of an image");
			else if (key === "file_name" && cursor.kind() === "string") {
				cursor.string();
				name = {
					start: cursor.textStart,
					end: cursor.textEnd,
					text: cursor.escaped ? cursor.text() : null
				};
			} else if (key === "coco_url" && name === null && cursor.kind() === "string") {
				cursor.string();
				url = cursor.text();
			} else if (key === "width") width = pixels$2(cursor);
			else if (key === "height") height = pixels$2(cursor);
			else if (isDigest && cursor.kind() === "string") {
				cursor.string();
				digest = cursor.text();
			} else cursor.skip();
		}
		const place = {
			line,
			column
		};
		const address = name === null ? url?.split("/").slice(-2).join("/") : void 0;
		if (address) name = {
			start: 0,
			end: 0,
			text: address
		};
		if (name === null) throw cursor.error("coco-image", "an image has no file_name", NAME_IT, place);
		if (Number.isNaN(id)) throw cursor.error("coco-id", "an image has no id", "Give every image its id.", place);
		if (this.index.add(id, this.#rows) >= 0) throw cursor.error("coco-id", `two images have the id ${id}`, "Give each an id of its own.", place);
		this.#id.push(id);
		if (name.text === null) this.#fileName.pushRange(cursor.data, name.start, name.end);
		else this.#fileName.push(name.text);
		this.#width.push(width);
		this.#height.push(height);
		this.#line.push(line);
		this.#column.push(column);
		if (this.#digestKey !== null) this.#digest.push(digest);
		this.#rows++;
	}
	build() {
		return {
			rows: this.#rows,
			id: this.#id.build(),
			fileName: this.#fileName.build(),
			width: this.#width.build(),
			height: this.#height.build(),
			digest: this.#digestKey === null ? null : this.#digest,
			line: this.#line.build(),
			column: this.#column.build()
		};
	}
};
const NAME_IT = "Give every image its file_name.";
/** 0 when it is not a size of a picture. */
function pixels$2(cursor) {
	if (cursor.kind() !== "number") {
		cursor.skip();
		return 0;
	}
	const value = cursor.number();
	return Number.isSafeInteger(value) && value > 0 && value < 2 ** 31 ? value : 0;
}

// src/formats/coco/panoptic.ts
/**
* Annotations of a panoptic file: one an image, which names a PNG and lists segments. A segment is read as an annotation of
* that image.
*/
var PanopticList = class {
	#segments;
	#files = /* @__PURE__ */ new Map();
	/** The first annotation tells it of all: no file mixes them. */
	#isPanoptic = null;
	constructor(segments) {
		this.#segments = segments;
	}
	/** Reads an annotation that has segments; false, with the cursor where it was, when it has none. */
	read(cursor) {
		if (this.#isPanoptic === false || cursor.kind() !== "object") return false;
		const mark = cursor.mark();
		const { image, file, segments } = this.#outline(cursor);
		this.#isPanoptic ??= segments !== null;
		if (segments === null || image === null) {
			cursor.restore(mark);
			return false;
		}
		const end = cursor.mark();
		if (file !== null) this.#files.set(image, file);
		cursor.restore(segments);
		cursor.open();
		for (let first = true; cursor.nextItem(first); first = false) {
			cursor.peek();
			this.#segments.read(cursor, image);
		}
		cursor.restore(end);
		return true;
	}
	/** Where the segments stand, and what they belong to: these keys may come after them. */
	#outline(cursor) {
		let image = null;
		let file = null;
		let segments = null;
		cursor.open();
		for (let first = true; cursor.nextKey(first); first = false) {
			const key = keyOf(cursor);
			if (key === "bbox" || key === "segmentation") return {
				image: null,
				file,
				segments: null
			};
			const kind = cursor.kind();
			if (key === "segments_info" && kind === "list") segments = cursor.mark();
			if (key === "image_id" && kind === "number") image = cursor.number();
			else if (key === "file_name" && kind === "string") {
				cursor.string();
				file = cursor.text();
			} else cursor.skip();
		}
		return {
			image,
			file,
			segments
		};
	}
	/** PNG of each image, null when the file is not panoptic. */
	build(images, find) {
		if (this.#files.size === 0) return null;
		const files = new Array(images).fill("");
		for (const [id, file] of this.#files) {
			const row = find(id);
			if (row >= 0) files[row] = file;
		}
		return files;
	}
};

// src/formats/coco/read.ts
/**
* Reads images, categories and annotations (boxes, polygons, masks, joints; panoptic segments) of a COCO file, chunk by
* chunk: only columns are kept. What makes references ambiguous (doubled or inexact ids) is an error; an annotation that
* cannot be used is left out and told to `problem`.
* @throws GateError `json-…`, `coco-…` with file, line, column and remedy
*/
var CocoReader = class {
	#path;
	#images;
	#categories;
	#annotations;
	#panoptic;
	#reader;
	/** `outlines`: whether polygons are looked at for crossing themselves, which takes half as long again as reading. */
	constructor(path, problem, digestKey = null, outlines = true) {
		this.#path = path;
		this.#images = new ImageList(digestKey);
		this.#categories = new CategoryList(problem);
		this.#annotations = new AnnotationRows(problem, outlines);
		this.#panoptic = new PanopticList(this.#annotations);
		this.#reader = new JsonListsReader(path, /* @__PURE__ */ new Map([
			["images", (cursor) => this.#images.read(cursor)],
			["categories", (cursor) => this.#categories.read(cursor)],
			["annotations", (cursor) => this.#annotation(cursor)]
		]));
	}
	push(chunk) {
		this.#reader.push(chunk);
	}
	end() {
		this.#reader.end();
		for (const list of [
			"images",
			"categories",
			"annotations"
		]) if (!this.#reader.found.has(list)) throw this.#lacks(list);
		const images = this.#images.build();
		const categories = this.#categories.build();
		const byId = new IdIndex();
		for (const [row, id] of categories.id.entries()) byId.add(id, row);
		const find = (id) => this.#images.index.find(id);
		const { width, height } = images;
		return {
			images,
			categories,
			annotations: this.#annotations.build({
				find,
				width,
				height
			}, {
				find: (id) => byId.find(id),
				joints: categories.joints
			}),
			panoptic: this.#panoptic.build(images.rows, find)
		};
	}
	#annotation(cursor) {
		if (!this.#panoptic.read(cursor)) this.#annotations.read(cursor);
	}
	#lacks(list) {
		const { isObject } = this.#reader;
		const what = isObject ? `no list "${list}" at the top` : "a list of results, or no object at all, at the top";
		return new GateError("coco-shape", "artifact", `${this.#path}: ${what}`, {
			hint: "Name a COCO file with the lists images, categories and annotations (they may be empty).",
			place: { path: this.#path }
		});
	}
};

// src/evidence/dataset/box-rows.ts
function boxRecord() {
	return {
		image: 0,
		label: -1,
		x: 0,
		y: 0,
		w: 0,
		h: 0,
		id: NaN,
		crowd: 0,
		shape: 0,
		crossed: 0,
		line: 0,
		column: 0
	};
}
/** Fills `box` with annotation `row`. */
function readBox(boxes, row, box) {
	box.image = boxes.image[row];
	box.label = boxes.label[row];
	box.x = boxes.xywh[4 * row];
	box.y = boxes.xywh[4 * row + 1];
	box.w = boxes.xywh[4 * row + 2];
	box.h = boxes.xywh[4 * row + 3];
	box.id = boxes.id[row];
	box.crowd = boxes.crowd[row];
	box.shape = boxes.shape[row];
	box.crossed = boxes.crossed?.[row] ?? 0;
	box.line = boxes.line[row];
	box.column = boxes.column[row];
}
/** Annotations as readers find them, in columns. */
var BoxRows = class {
	#image = new IntColumn();
	#label = new IntColumn();
	#xywh = new FloatColumn();
	#id = new FloatColumn();
	#crowd = new IntColumn();
	#shape = new FloatColumn();
	#crossed = new IntColumn();
	#line = new IntColumn();
	#column = new IntColumn();
	push(box) {
		this.#image.push(box.image);
		this.#label.push(box.label);
		this.#xywh.push(box.x);
		this.#xywh.push(box.y);
		this.#xywh.push(box.w);
		this.#xywh.push(box.h);
		this.#id.push(box.id);
		this.#crowd.push(box.crowd);
		this.#shape.push(box.shape);
		this.#crossed.push(box.crossed);
		this.#line.push(box.line);
		this.#column.push(box.column);
	}
	build(normalised = false) {
		return {
			rows: this.#image.rows,
			image: this.#image.build(),
			label: this.#label.build(),
			xywh: this.#xywh.build(),
			normalised,
			id: this.#id.build(),
			crowd: Uint8Array.from(this.#crowd.build()),
			shape: this.#shape.build(),
			crossed: Uint8Array.from(this.#crossed.build()),
			line: Uint32Array.from(this.#line.build()),
			column: Uint32Array.from(this.#column.build())
		};
	}
};

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
/** Classes that are told by their index only: enough for ImageNet-21k, and a label that is an id of something is none. */
const INDEX_LIMIT = 1e5;
/** `0` … the greatest index, when all that was found are indices; else null. */
function classesByIndex(found) {
	let most = -1;
	for (const value of found) {
		if (!/^(0|[1-9]\d{0,8})$/.test(value) || Number(value) >= INDEX_LIMIT) return null;
		most = Math.max(most, Number(value));
	}
	return most < 0 ? null : Array.from({ length: most + 1 }, (_, index) => String(index));
}
/** Configured classes in their order, then what else was found; without configuration all that was found, by code point. */
function orderClasses(found, configured) {
	const sorted = [...new Set(found)].sort(byCodePoint);
	if (configured === null) return sorted;
	const known = new Set(configured);
	return [...configured, ...sorted.filter((name) => !known.has(name))];
}

// src/evidence/dataset/digests.ts
/** Value of two hex digits, read as a little-endian number; −1 where they are none. */
const PAIRS = (/* @__PURE__ */ new Int16Array(65536)).fill(-1);
for (let value = 0; value < 256; value++) for (const high of spellings(value >> 4)) for (const low of spellings(value & 15)) PAIRS[low << 8 | high] = value;
function spellings(digit) {
	const lower = digit.toString(16);
	return [lower.charCodeAt(0), lower.toUpperCase().charCodeAt(0)];
}
const PREFIX = new TextEncoder().encode("sha256:");
/** A growing column of sha-256 digests. */
var Digests = class {
	#bytes = /* @__PURE__ */ new Uint8Array(16384);
	#view = viewOf(this.#bytes);
	/** 64 hex digits, with or without `sha256:` before them; false when it is anything else. */
	parse(row, bytes, start, end) {
		this.#reserve(row + 1);
		return parseSha256(viewOf(bytes), start, end, this.#view, row * 32);
	}
	/** The same for a column of a table from `row` on; returns how many of the first `count` are digests. */
	parseCells(row, { view, starts, ends, width }, column, count) {
		this.#reserve(row + count);
		for (let i = 0, cell = column; i < count; i++, cell += width) if (!parseSha256(view, starts[cell], ends[cell], this.#view, (row + i) * 32)) return i;
		return count;
	}
	set(row, digest) {
		this.#reserve(row + 1);
		this.#bytes.set(digest, row * 32);
	}
	build(rows) {
		this.#reserve(rows);
		return this.#bytes.subarray(0, rows * 32);
	}
	#reserve(rows) {
		if (rows * 32 <= this.#bytes.length) return;
		this.#bytes = grown(this.#bytes, Math.max(rows * 32, roomBeyond(this.#bytes.length)));
		this.#view = viewOf(this.#bytes);
	}
};
/** Writes the 32 bytes to `to` at `at`; false when there are not 64 hex digits, with or without `sha256:` before them. */
function parseSha256(from, start, end, to, at) {
	let digits = start;
	if (end - start === 71 && PREFIX.every((byte, i) => from.getUint8(start + i) === byte)) digits += PREFIX.length;
	if (end - digits !== 64) return false;
	let wrong = 0;
	for (let i = 0; i < 32; i += 4, digits += 8) {
		const four = from.getInt32(digits, true);
		const next = from.getInt32(digits + 4, true);
		const a = PAIRS[four & 65535];
		const b = PAIRS[four >>> 16];
		const c = PAIRS[next & 65535];
		const d = PAIRS[next >>> 16];
		wrong |= a | b | c | d;
		to.setInt32(at + i, a | b << 8 | c << 16 | d << 24, true);
	}
	return wrong >= 0;
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
		const what = `${quoted$1(placed.path.get(row))} is listed again in split ${quoted$1(splits[split])}${relabelled}${where}`;
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
		split: take$1(draft.split, keep),
		label: takeCodes(draft.label, keep),
		line: take$1(draft.line, keep),
		source: takeCodes(draft.source, keep),
		columns: new Map([...draft.columns].map(([name, column]) => [name, takeCodes(column, keep)])),
		boxes: draft.boxes && {
			...draft.boxes,
			boxes: takeBoxes(draft.boxes.boxes, keep, draft.path.rows)
		},
		members: draft.members && takeMembers(draft.members, keep)
	};
}
/** The annotations of the rows that stay, of `rows` rows. */
function takeBoxes(boxes, keep, rows) {
	const rowOf = new Int32Array(rows).fill(-1);
	for (let row = 0; row < keep.length; row++) rowOf[keep[row]] = row;
	const taken = new BoxRows();
	const box = boxRecord();
	for (let from = 0; from < boxes.rows; from++) {
		const image = rowOf[boxes.image[from]];
		if (image < 0) continue;
		readBox(boxes, from, box);
		box.image = image;
		taken.push(box);
	}
	return taken.build(boxes.normalised);
}
function take$1(values, keep) {
	const taken = new Int32Array(keep.length);
	for (let row = 0; row < keep.length; row++) taken[row] = values[keep[row]];
	return taken;
}
function takeMembers(members, keep) {
	const { at, size } = members;
	const taken = {
		at: Float64Array.from(keep, (row) => at[row]),
		size: Float64Array.from(keep, (row) => size[row])
	};
	return {
		...members,
		...taken
	};
}
function takeCodes(column, keep) {
	return {
		codes: take$1(column.codes, keep),
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
	for (let row = 0; row < keep.length; row++) taken.copy(row, contents, keep[row]);
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
function absent$1(rows, values = []) {
	return {
		codes: new Int32Array(rows).fill(-1),
		values
	};
}

// src/formats/text-place.ts
const LF$4 = 10;
const CR$4 = 13;
/**
* 1-based line and column of byte `at`, for text that begins at byte `from` on line `line`. Lines end with LF, CRLF or a
* lone CR; columns count characters.
*/
function placeInText({ data, from, line: first }, at) {
	let line = first;
	let lineStart = from;
	for (let i = from; i < at; i++) {
		if (data[i] !== LF$4 && !(data[i] === CR$4 && data[i + 1] !== LF$4)) continue;
		line++;
		lineStart = i + 1;
	}
	let column = 1;
	for (let i = lineStart; i < at; i++) if ((data[i] & 192) !== 128) column++;
	return {
		line,
		column
	};
}

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
const FAULTS$3 = {
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
/** The error for byte `at` of a record that begins at byte `from`, on 1-based line `line`. Columns count characters. */
function csvError(code, path, record, at, detail = "") {
	const { line, column } = placeInText(record, at);
	const [what, hint] = FAULTS$3[code];
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

// src/evidence/dataset/object-rows.ts
/**
* Annotations as Hugging Face datasets write them: `{bbox: [[x, y, w, h], …], categories: [class, …]}` (also `category`),
* or a list of `{bbox, category}`; boxes in pixels from the top left corner, as COCO; a class is a name or an index.
*/
var ObjectRows = class {
	#boxes = new BoxRows();
	#codes = /* @__PURE__ */ new Map();
	#box = boxRecord();
	/** The annotations of one record; what is wrong with them goes to `faults`, and is left out. */
	add(value, image, line, faults) {
		const lists = listsOf(value);
		const name = isItem$1(value) ? field(value, "image") : void 0;
		const of = typeof name === "string" ? `${quoted$1(name)}: ` : "";
		if (typeof lists === "string") {
			faults.push(of + lists);
			return;
		}
		for (const [index, box] of lists.bbox.entries()) {
			const category = lists.category[index];
			const fault = faultOf$1(box, category);
			if (fault !== null) {
				faults.push(of + fault);
				continue;
			}
			const [x, y, w, h] = box;
			this.#boxes.push(Object.assign(this.#box, {
				image,
				line,
				x,
				y,
				w,
				h,
				label: this.#code(String(category))
			}));
		}
	}
	build() {
		return {
			boxes: this.#boxes.build(),
			labels: [...this.#codes.keys()]
		};
	}
	#code(label) {
		const known = this.#codes.get(label);
		if (known !== void 0) return known;
		this.#codes.set(label, this.#codes.size);
		return this.#codes.size - 1;
	}
};
/** Boxes and classes in step, or what is wrong. */
function listsOf(value) {
	if (Array.isArray(value)) {
		if (!value.every(isItem$1)) return "an annotation is not an object";
		return {
			bbox: value.map((item) => field(item, "bbox")),
			category: value.map(categoryOf)
		};
	}
	if (!isItem$1(value)) return "`objects` is neither an object nor a list";
	const bbox = field(value, "bbox");
	const category = categoryOf(value);
	if (!Array.isArray(bbox)) return "`objects` has no list `bbox`";
	if (!Array.isArray(category)) return "`objects` has no list `categories`";
	if (bbox.length === category.length) return {
		bbox,
		category
	};
	return `\`bbox\` has ${bbox.length} boxes, \`categories\` ${category.length} classes`;
}
function faultOf$1(box, category) {
	if (!(Array.isArray(box) && box.length === 4 && box.every((side) => Number.isFinite(side)))) return "a box is not four finite numbers";
	if (box[2] < 0 || box[3] < 0) return `box [${box.join(", ")}] has a negative size`;
	if (typeof category === "string") return category === "" ? "a class without a name" : null;
	if (Number.isSafeInteger(category) && category >= 0) return null;
	return `class ${quoted$1(String(JSON.stringify(category)))} is neither a name nor an index`;
}
function categoryOf(item) {
	return field(item, "categories") ?? field(item, "category");
}
function field(item, name) {
	return Object.hasOwn(item, name) ? item[name] : void 0;
}
function isItem$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/evidence/dataset/manifest-rows.ts
const decoder$2 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder$11 = new TextEncoder();
/** Split of a record that is left out. */
const NONE = -1;
const NOTHING$1 = /* @__PURE__ */ new Uint8Array(0);
/** Hugging Face's name for the annotations of an image. */
const OBJECTS = "objects";
const BOXED = [
	"detection",
	"instance-segmentation",
	"keypoints"
];
/** Collects the records of one or more manifests into columns. */
var ManifestRows = class {
	#placement;
	#problems;
	#labelled;
	/** Whether the task has boxes. */
	boxed;
	/** Whether images are named by a digest, of the manifest or of their bytes inside a container. */
	#hashed;
	/** Images outside git whose bytes a column names. */
	#named;
	#container;
	#at = new FloatColumn();
	#size = new FloatColumn();
	#path = new StringsBuilder();
	#label = new CodeColumn();
	#split = new IntColumn();
	#line = new IntColumn();
	#source = new IntColumn();
	#files = [];
	#columns = /* @__PURE__ */ new Map();
	#objects = null;
	#digests = new Digests();
	#rows = 0;
	/** What the columns of the present record found; its end decides, for records of other splits are nobody's business. */
	#record = {
		split: NONE,
		fault: null,
		labelled: true,
		hashed: true,
		objects: []
	};
	/** `container`: the images lie in the manifests themselves, which give `member` of each. */
	constructor(placement, task, problems, container = null) {
		this.#placement = placement;
		this.#problems = problems;
		this.#labelled = task === "classification" || task === "multi-label";
		this.boxed = BOXED.includes(task);
		this.#container = container;
		this.#named = container === null && outsideGit(placement) && placement.columns.digest !== null;
		this.#hashed = container !== null || this.#named;
	}
	/** Where the columns of a manifest go that names them in a header. */
	open(manifest, header) {
		const source = this.#sourceOf(manifest.path);
		const roles = this.#roles(manifest);
		this.#mustHave(roles, manifest.path, header);
		const columns = header.map((name) => {
			const role = roles.get(name);
			return role || this.#ignored(name) ? role ?? null : this.#otherColumn(name);
		});
		const records = (records) => this.#takeOrdinary(columns, manifest, source, records);
		return {
			columns,
			row: (line) => this.#endRow(manifest, source, line),
			records
		};
	}
	/** Column by column; from the first record on that is not ordinary, record by record. */
	#takeOrdinary(columns, { split }, source, records) {
		let count = records.count;
		for (let field = 0; field < columns.length; field++) {
			const column = columns[field];
			if (column && "ordinary" in column) count = column.ordinary(records, field, count);
		}
		if (count === 0) return 0;
		for (let field = 0; field < columns.length; field++) columns[field]?.take(records, field, count);
		if (split !== null) this.#split.fill(split, count);
		this.#line.pushAll(records.lines, count);
		this.#source.fill(source, count);
		this.#rows += count;
		return count;
	}
	/** The same for a manifest whose records name their values themselves; `end` comes after the last one. */
	openRecords(manifest) {
		const source = this.#sourceOf(manifest.path);
		const roles = this.#roles(manifest);
		const names = /* @__PURE__ */ new Set();
		/** Row for which each role had its last value. */
		const last = /* @__PURE__ */ new Map();
		const noted = (role) => ({ push: (bytes, start, end, line) => {
			last.set(role, this.#rows);
			role.push(bytes, start, end, line);
		} });
		return {
			column: (name) => {
				names.add(name);
				const role = roles.get(name);
				if (role) return noted(role);
				if (name === "objects" && this.boxed) return this.#objectsColumn();
				if (this.#ignored(name)) return null;
				if (names.size > 1024 + roles.size) throw tooManyColumns(manifest.path);
				return name === this.#placement.columns.group || name === this.#placement.columns.time ? this.#sparseColumn(name) : {
					...this.#sparseColumn(name),
					nested: () => {}
				};
			},
			row: (line, name) => {
				for (const role of roles.values()) if (last.get(role) !== this.#rows) role.push(NOTHING$1, 0, 0, line);
				this.#endRow(manifest, source, line, name);
			},
			end: () => this.#mustHave(roles, manifest.path, [...names])
		};
	}
	/** What the configuration takes from the manifest. */
	#roles(manifest) {
		const { columns } = this.#placement;
		const roles = /* @__PURE__ */ new Map();
		roles.set(columns.image, this.#imageColumn(manifest.folder));
		if (this.#labelled) roles.set(columns.label, this.#labelColumn());
		if (manifest.split === null) roles.set(columns.split, this.#splitColumn(manifest.path));
		if (this.#named) roles.set(columns.digest, this.#digestColumn());
		return roles;
	}
	#mustHave(roles, path, header) {
		const { group, time } = this.#placement.columns;
		for (const name of [
			...roles.keys(),
			group,
			time
		]) if (name !== null && !header.includes(name)) throw missingColumn(name, path, header);
		if (this.boxed && this.#placement.format === "huggingface" && !header.includes("objects")) throw missingColumn(OBJECTS, path, header);
	}
	/** A digest is no metadata; of images in git it is not believed either, for git names their bytes itself. */
	#ignored(name) {
		return name === "" || name === this.#placement.columns.digest;
	}
	build() {
		this.#label.padTo(this.#rows);
		for (const column of this.#columns.values()) column.padTo(this.#rows);
		const content = Contents.empty(this.#hashed ? 0 : this.#rows);
		const kinds = new Uint8Array(this.#rows).fill(CONTENT_KINDS.indexOf("sha256"));
		return {
			path: this.#path.build(),
			content: this.#hashed ? new Contents(kinds, this.#digests.build(this.#rows)) : content,
			split: this.#split.build(),
			label: this.#label.build(),
			line: this.#line.build(),
			source: {
				codes: this.#source.build(),
				values: this.#files
			},
			columns: new Map([...this.#columns].map(([name, column]) => [name, column.build()])),
			boxes: this.#objects?.build() ?? null,
			members: this.#container && {
				container: this.#container,
				column: this.#placement.columns.image,
				at: this.#at.build(),
				size: this.#size.build()
			}
		};
	}
	#endRow({ path: file, split }, source, line, name = "") {
		const { fault, labelled, hashed, objects } = this.#record;
		let kept = split ?? this.#record.split;
		if (kept !== NONE && fault) {
			this.#problems.add(fault.code, file, line, fault.text);
			kept = NONE;
		}
		if (kept !== NONE && !labelled) {
			const text = `${quoted$1(line > 0 ? this.#path.last() : name)} has no label`;
			this.#problems.add("empty-label", file, line, text);
		}
		if (kept !== NONE && !hashed) throw badDigest(file, line);
		if (kept !== NONE) for (const text of objects) this.#problems.add("invalid-annotation", file, line, text);
		this.#split.push(kept);
		this.#line.push(line);
		this.#source.push(source);
		this.#rows++;
		this.#record.fault = null;
		this.#record.labelled = true;
		this.#record.hashed = true;
		if (objects.length > 0) objects.length = 0;
	}
	#sourceOf(path) {
		const known = this.#files.indexOf(path);
		return known < 0 ? this.#files.push(path) - 1 : known;
	}
	#imageColumn(root) {
		const prefix = root === "" ? null : encoder$11.encode(`${root}/`);
		const push = (bytes, start, end) => {
			if (isNormal(bytes, start, end)) return this.#path.pushRange(bytes, start, end, prefix);
			const text = decoder$2.decode(bytes.subarray(start, end));
			const path = normalPath(text);
			this.#path.push(path === null ? "" : joinPath(root, path));
			if (path === null) this.#record.fault = pathFault(text);
		};
		const take = (records, field, count) => this.#path.pushCells(records, field, count, prefix);
		return {
			push,
			ordinary: normalCells,
			take
		};
	}
	#labelColumn() {
		const push = (bytes, start, end) => {
			this.#label.padTo(this.#rows);
			if (start < end) this.#label.push(bytes, start, end);
			else this.#record.labelled = false;
		};
		const take = (records, field, count) => {
			this.#label.padTo(this.#rows);
			this.#label.take(records, field, count);
		};
		return {
			push,
			ordinary: notEmpty,
			take
		};
	}
	#splitColumn(file) {
		const configured = splitsByValue(this.#placement);
		const values = new ByteDictionary();
		const splitOf = [];
		const count = /* @__PURE__ */ new Map();
		const push = (bytes, start, end, line) => {
			const value = values.code(bytes, start, end);
			if (value === splitOf.length) {
				const text = decoder$2.decode(bytes.subarray(start, end));
				splitOf.push(configured.get(text) ?? NONE);
				const what = `${quoted$1(text)} is none of the configured splits: its records are not read`;
				if (!configured.has(text)) count.set(value, this.#problems.counter("unknown-split", file, line, what));
			}
			this.#record.split = splitOf[value];
			count.get(value)?.();
		};
		let codes = /* @__PURE__ */ new Int32Array(0);
		const ordinary = (records, field, most) => {
			if (codes.length < most) codes = new Int32Array(most);
			values.codes(records, field, most, codes, 0);
			for (let row = 0; row < most; row++) if (codes[row] >= splitOf.length) return row;
			return most;
		};
		const take = (_, __, rows) => {
			const { values: splits, from } = this.#split.more(rows);
			for (let row = 0; row < rows; row++) {
				const split = splitOf[codes[row]];
				splits[from + row] = split;
				if (split === NONE) count.get(codes[row])();
			}
		};
		return {
			push,
			ordinary,
			take
		};
	}
	/** Where and what the image of the present record is, inside the manifest; called once for each record. */
	member(at, size, sha256) {
		this.#at.push(at);
		this.#size.push(size);
		this.#digests.set(this.#rows, sha256);
	}
	/** Leaves out the present record. */
	fail(code, text) {
		this.#record.fault = {
			code,
			text
		};
	}
	#digestColumn() {
		return {
			push: (bytes, start, end) => {
				this.#record.hashed = this.#digests.parse(this.#rows, bytes, start, end);
			},
			ordinary: (records, field, count) => this.#digests.parseCells(this.#rows, records, field, count),
			take: () => {}
		};
	}
	#objectsColumn() {
		const objects = this.#objects ?? new ObjectRows();
		this.#objects = objects;
		const nested = (json, start, end, line) => {
			const value = JSON.parse(decoder$2.decode(json.subarray(start, end)));
			objects.add(value, this.#rows, line, this.#record.objects);
		};
		return {
			nested,
			push: () => this.#record.objects.push("`objects` is neither an object nor a list")
		};
	}
	#otherColumn(name) {
		const column = this.#columns.get(name) ?? new CodeColumn();
		this.#columns.set(name, column);
		column.padTo(this.#rows);
		return column;
	}
	/** A column that not every record has. */
	#sparseColumn(name) {
		const column = this.#otherColumn(name);
		const push = (bytes, start, end) => {
			column.padTo(this.#rows);
			column.push(bytes, start, end);
		};
		return { push };
	}
};
/** Leading records of the first `count` whose field is not empty. */
function notEmpty({ starts, ends, width }, field, count) {
	for (let row = 0, i = field; row < count; row++, i += width) if (starts[i] === ends[i]) return row;
	return count;
}
function pathFault(text) {
	if (text === "") return {
		code: "not-an-image",
		text: "the name of the image is empty"
	};
	return {
		code: "outside-root",
		text: `${quoted$1(text)} is not a path below the root of the dataset`
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
function tooManyColumns(path) {
	const message = `${path}: more than ${CSV_COLUMN_LIMIT} different names of metadata`;
	return new GateError("too-many-columns", "artifact", message, {
		hint: "Keep only the names that describe images, the same in every record.",
		place: { path }
	});
}
function missingColumn(name, file, header) {
	const message = `${file}:1: no column ${quoted$1(name)}; the header has ${header.slice(0, 20).map(quoted$1).join(", ")}`;
	return new GateError("manifest-column-missing", "artifact", message, {
		hint: "Correct `data.columns` in .github/cv-gate.yml, or the header of the manifest.",
		place: {
			path: file,
			line: 1
		}
	});
}

// src/evidence/dataset/panoptic.ts
const PANOPTIC = 4;
/** PNGs lie in the folder that is named like the JSON, beside it, or directly beside it. */
function panopticMasks({ panoptic, images }, path, tree, problems) {
	if (panoptic === null) return null;
	const folders = [path.replace(/\.json$/i, ""), folderOf$1(path)];
	const content = Contents.empty(images.rows);
	return {
		path: panoptic.map((name, image) => {
			const below = normalPath(name);
			for (const folder of below === null ? [] : folders) {
				const mask = joinPath(folder, below);
				const file = tree.findText(mask);
				if (file < 0) continue;
				tree.copy(file, content, image);
				return mask;
			}
			const text = name === "" ? `${quoted$1(images.fileName.get(image))} has no segments` : `its segments ${quoted$1(name)} are not in the commit`;
			problems.add("missing-file", path, images.line[image], text, { column: images.column[image] });
			return "";
		}),
		content
	};
}
/** What a segment is beyond its box: its id in the picture of segments, and which picture that is. */
function segmentShape(hash, content, image, id) {
	hash.begin(PANOPTIC);
	hash.add(id);
	const { hashes } = content;
	for (let at = image * 32; at < image * 32 + 32; at += 4) hash.add(hashes[at] << 24 | hashes[at + 1] << 16 | hashes[at + 2] << 8 | hashes[at + 3]);
	return hash.end();
}

// src/evidence/dataset/coco.ts
const encoder$10 = new TextEncoder();
/** Ten times train2017; it streams by, and its columns are bounded by it. */
const JSON_LIMIT$2 = 4294967296;
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
	const digest = outside ? placement.columns.digest : null;
	const files = [];
	for (const path of paths) {
		const reader = new CocoReader(path, (code, text, { line, column }) => problems.add(code, path, line, text, { column }), digest);
		for await (const chunk of streamManifest(tree, path, JSON_LIMIT$2)) reader.push(chunk);
		files.push(reader.end());
	}
	const contents = outside ? null : new TreeContents(await listRoot(placement, tree));
	const classes = await classesOf$1(files, paths, placement, tree, problems);
	const images = new CocoRows(files.reduce((sum, file) => sum + file.images.rows, 0));
	const boxes = new BoxRows();
	const codes = new Map(classes.map((name, code) => [name, code]));
	for (const [index, file] of files.entries()) {
		const source = {
			index,
			path: paths[index],
			file
		};
		const folder = contents ? folderOfImages(placement, splits[index], source.path, file, contents) : imageRoot(placement);
		const masks = contents && panopticMasks(file, source.path, contents, problems);
		addBoxes(boxes, file, images.add(source, folder, contents, problems, masks), codes, masks);
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
		label: absent$1(rows, classes),
		line: Uint32Array.from(images.line.build()),
		...files.some(({ panoptic }) => panoptic !== null) ? {
			masks: images.masks.build(),
			maskContent: images.maskContent()
		} : {},
		width: images.width.build(),
		height: images.height.build(),
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
async function classesOf$1(files, paths, placement, tree, problems) {
	const nameOf = /* @__PURE__ */ new Map();
	const idOf = /* @__PURE__ */ new Map();
	for (const [index, { categories }] of files.entries()) {
		const own = /* @__PURE__ */ new Set();
		for (const [row, id] of categories.id.entries()) {
			const name = categories.name[row];
			const isFirst = !own.has(name);
			own.add(name);
			if ((nameOf.get(id) ?? name) !== name || isFirst && (idOf.get(name) ?? id) !== id) {
				const hint = "Give a category the same id and name in the files of all splits.";
				const message = `${paths[index]}: category ${id} "${name}" has another id or name in another split`;
				throw new GateError("coco-category", "artifact", message, {
					hint,
					place: { path: paths[index] }
				});
			}
			nameOf.set(id, name);
			if (isFirst) idOf.set(name, id);
		}
	}
	const found = [...idOf].sort(([, a], [, b]) => a - b).map(([name]) => name);
	const configured = await configuredClasses(placement, tree);
	if (configured === null) return found;
	const classes = orderClasses(found, configured);
	for (const name of classes.slice(configured.length)) problems.add("unknown-class", paths[0], 0, `category ${quoted$1(name)} is not one of the configured classes`);
	return classes;
}
/** The folder that is configured, or in which most of the images lie, of those where COCO datasets have them. */
function folderOfImages(placement, split, path, file, contents) {
	if (placement.images !== null) return imageRoot(placement, split);
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
/**
* Where COCO datasets keep the images of a split: `annotations/instances_val2017.json` has them in `val2017`, and so has
* `annotations/custom_val.json` of those who train with scripts written for COCO.
*/
function imageFolders(root, split, path) {
	const named = path.replace(/^.*[/_]/, "").replace(/\.json$/i, "");
	return [
		"",
		split,
		named,
		`${split}2017`,
		`${named}2017`
	].flatMap((folder) => [folder, folder === "" ? "images" : `images/${folder}`]).flatMap((below) => [joinPath(root, below), joinPath(folderOf$1(path), below)]);
}
/** Rows of images over all files. */
var CocoRows = class {
	path = new StringsBuilder();
	masks = new StringsBuilder();
	split = new IntColumn();
	line = new IntColumn();
	width = new IntColumn();
	height = new IntColumn();
	#contents;
	#masks = null;
	constructor(capacity) {
		this.#contents = Contents.empty(capacity);
	}
	content() {
		return this.#first(this.#contents);
	}
	maskContent() {
		return this.#masks && this.#first(this.#masks);
	}
	#first({ kinds, hashes }) {
		const rows = this.split.rows;
		return new Contents(kinds.slice(0, rows), hashes.slice(0, rows * 32));
	}
	/** Row of each image of the file, −1 where it is left out. */
	add(source, folder, contents, problems, masks) {
		const { images } = source.file;
		const rowOf = new Int32Array(images.rows).fill(-1);
		const seen = new ByteDictionary();
		for (let image = 0; image < images.rows; image++) {
			const name = images.fileName.get(image);
			const below = normalPath(name);
			const line = images.line[image];
			const place = { column: images.column[image] };
			const bytes = encoder$10.encode(below ?? "");
			const known = seen.size;
			if (below === null || seen.code(bytes, 0, bytes.length) < known) {
				const again = {
					code: "duplicate-record",
					text: `${quoted$1(name)} is listed again`
				};
				const { code, text } = below === null ? pathFault(name) : again;
				problems.add(code, source.path, line, text, place);
				continue;
			}
			const row = this.split.rows;
			rowOf[image] = row;
			this.split.push(source.index);
			this.line.push(line);
			this.width.push(images.width[image]);
			this.height.push(images.height[image]);
			const path = joinPath(folder, below);
			this.path.push(path);
			this.masks.push(masks?.path[image] ?? "");
			if (masks) {
				this.#masks ??= Contents.empty(this.#contents.kinds.length);
				this.#masks.copy(row, masks.content, image);
			}
			if (contents === null) {
				if (images.digest) this.#setDigest(row, images.digest[image] ?? null, source.path, name);
			} else {
				const file = contents.findText(path);
				if (file >= 0) contents.copy(file, this.#contents, row);
				else problems.add("missing-file", source.path, line, contents.missing(path), place);
			}
		}
		return rowOf;
	}
	#setDigest(row, digest, path, name) {
		const bytes = encoder$10.encode(digest ?? "");
		this.#contents.kinds[row] = CONTENT_KINDS.indexOf("sha256");
		if (parseSha256(viewOf(bytes), 0, bytes.length, viewOf(this.#contents.hashes), row * 32)) return;
		const message = `${path}: image ${quoted$1(name)} has no sha-256 of 64 hex digits`;
		throw new GateError("digest-invalid", "artifact", message, {
			hint: "Images outside git are named by their sha-256: give it as `data.columns.digest` says, or leave that out.",
			place: { path }
		});
	}
};
/** Annotations of the images that stay. */
function addBoxes(boxes, { annotations, categories }, rowOf, classes, masks) {
	const labels = categories.name.map((name) => classes.get(name));
	const box = boxRecord();
	const hash = new ShapeHash();
	for (let from = 0; from < annotations.rows; from++) {
		box.image = rowOf[annotations.image[from]];
		if (box.image < 0) continue;
		box.label = labels[annotations.category[from]];
		box.id = annotations.id[from];
		box.crowd = annotations.crowd[from];
		box.x = annotations.xywh[from * 4];
		box.y = annotations.xywh[from * 4 + 1];
		box.w = annotations.xywh[from * 4 + 2];
		box.h = annotations.xywh[from * 4 + 3];
		box.shape = masks ? segmentShape(hash, masks.content, annotations.image[from], box.id) : annotations.shape[from];
		box.crossed = annotations.crossed[from];
		box.line = annotations.line[from];
		box.column = annotations.column[from];
		boxes.push(box);
	}
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
const LF$3 = 10;
const CR$3 = 13;
const DELIMITERS = [
	44,
	59,
	9
];
const PLAIN$2 = 0;
const HIGH = 1;
const STOP = 2;
/** Fields scanned before the columns get them: they and the bytes they lie in stay in the cache meanwhile. */
const BATCH = 4 * CSV_COLUMN_LIMIT;
const utf8$3 = new TextDecoder("utf-8", {
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
	/** How far a header that is not complete yet was looked at, and what it has. */
	#seen = {
		at: 0,
		quoted: false,
		named: false,
		counts: DELIMITERS.map(() => 0)
	};
	/** In every byte the least number above all bytes that end a plain field. */
	#below = 0;
	/** Bytes of a record that is not complete yet: the first `carried` of these. */
	#carry = /* @__PURE__ */ new Uint8Array(0);
	#carried = 0;
	#line = 1;
	#rows = 0;
	#view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(0));
	#starts = new Int32Array(BATCH);
	#ends = new Int32Array(BATCH);
	#lines = new Int32Array(BATCH);
	/** Fields of a record. */
	#width = 0;
	#count = 0;
	/** Of the record that is being scanned: whether each field holds doubled quotes. */
	#doubled = new Uint8Array(CSV_COLUMN_LIMIT);
	#unquoted = /* @__PURE__ */ new Uint8Array(256);
	constructor(path, open) {
		this.#path = path;
		this.#open = open;
		this.#kinds.fill(HIGH, 128);
		for (const byte of [
			0,
			LF$3,
			CR$3,
			QUOTE
		]) this.#kinds[byte] = STOP;
	}
	push(chunk) {
		const data = this.#carried === 0 ? plain$2(chunk) : this.#behindCarry(chunk);
		const rest = data.subarray(this.#read(data, false));
		if (rest.length > this.#carry.length) this.#carry = new Uint8Array(rest.length * 2);
		this.#carry.set(rest);
		this.#carried = rest.length;
		if (rest.length > 1048576) this.#refuse("csv-row-too-long", rest, 0, 0);
	}
	#behindCarry(chunk) {
		const length = this.#carried + chunk.length;
		if (length > this.#carry.length) this.#carry = grown(this.#carry, length * 2);
		this.#carry.set(chunk, this.#carried);
		return this.#carry.subarray(0, length);
	}
	/** Reads what is left and returns the number of records. */
	end() {
		const data = this.#carry.subarray(0, this.#carried);
		this.#carried = 0;
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
		this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
		while (at < data.length) {
			if (this.#target) at = this.#plainRecords(data, at);
			if (this.#count > 0 && this.#count === this.#most()) this.#handOn(data);
			else if (at < data.length) {
				const next = this.#record(data, at, final);
				if (next < 0) break;
				at = next;
			}
		}
		this.#handOn(data);
		return at;
	}
	/** Skips the byte order mark and settles the delimiter; −1 when more bytes are needed. */
	#begin(data, final) {
		if (data.length < 3 && !final) return -1;
		if (data[0] === 255 && data[1] === 254 || data[0] === 254 && data[1] === 255) this.#refuse("csv-utf16", data, 0, 0);
		const start = data[0] === 239 && data[1] === 187 && data[2] === 191 ? 3 : 0;
		const { counts } = this.#seen;
		let { at, quoted, named } = this.#seen;
		for (at = Math.max(at, start); at < data.length; at++) {
			const byte = data[at];
			const ending = byte === LF$3 || byte === CR$3;
			if (byte === QUOTE) quoted = !quoted;
			else if (ending && !quoted && named) break;
			else if (!quoted && DELIMITERS.includes(byte)) counts[DELIMITERS.indexOf(byte)]++;
			named ||= !ending;
		}
		Object.assign(this.#seen, {
			at,
			quoted,
			named
		});
		if (at === data.length && !final) return -1;
		this.#delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))];
		this.#kinds[this.#delimiter] = STOP;
		this.#below = (Math.max(this.#delimiter, QUOTE, CR$3, LF$3) + 1) * 16843009 | 0;
		return start;
	}
	/** Records that may wait before they are handed on. */
	#most() {
		return Math.min(Math.floor(BATCH / this.#width), CSV_ROWS_LIMIT - this.#rows);
	}
	/** Scans records without a quote, as many as may wait; returns where the first begins that `#record` must look at. */
	#plainRecords(data, from) {
		const starts = this.#starts;
		const ends = this.#ends;
		const view = this.#view;
		const kinds = this.#kinds;
		const below = this.#below;
		const delimiter = this.#delimiter;
		const width = this.#width;
		const most = this.#most();
		const eights = data.length - 7;
		let high = 0;
		let count = this.#count;
		let line = this.#line;
		let next = from;
		scan: while (count < most) {
			let at = next;
			let field = count * width;
			const beyond = field + width;
			for (let stop = delimiter; stop === delimiter;) {
				if (field === beyond) break scan;
				starts[field] = at;
				for (;; at++) {
					let low = 0;
					for (; at < eights; at += 8) {
						const four = view.getInt32(at, true);
						const more = view.getInt32(at + 4, true);
						low = (four | four - below) & 2155905152;
						if (low !== 0) break;
						low = (more | more - below) & 2155905152;
						if (low !== 0) {
							at += 4;
							break;
						}
					}
					if (low === 0) break scan;
					at += 31 - Math.clz32(low & -low) >> 3;
					const kind = kinds[data[at]];
					if (kind === STOP) break;
					high |= kind;
				}
				ends[field++] = at;
				stop = data[at++];
				if (stop === CR$3 && data[at] === LF$3) stop = data[at++];
				if (stop !== delimiter && stop !== LF$3) break scan;
			}
			const blank = width === 1 && starts[field - 1] === ends[field - 1];
			if (field < beyond || blank || at - next > 65536) break;
			this.#lines[count++] = line++;
			next = at;
		}
		if (high === HIGH && !isUtf8(data.subarray(from, next))) return from;
		this.#count = count;
		this.#line = line;
		return next;
	}
	/** Scans one record, whatever it holds; returns where the next begins, −1 when this one is not complete yet. */
	#record(data, from, final) {
		const kinds = this.#kinds;
		const length = data.length;
		let at = from;
		let lines = 0;
		let field = 0;
		let copied = false;
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
					} else if (byte === LF$3 || byte === CR$3 && data[at + 1] !== LF$3) lines++;
					else if (byte >= 128) high = true;
					else if (byte === 0) this.#refuse("csv-not-text", data, from, at);
				}
				if (at >= bound) {
					if (bound === length && !final) return -1;
					this.#refuse("csv-unterminated-quote", data, from, start - 1);
				}
				end = at++;
				if (at < length && data[at] !== this.#delimiter && data[at] !== LF$3 && data[at] !== CR$3) this.#refuse("csv-stray-quote", data, from, at);
			} else {
				for (; at < length; at++) {
					const kind = kinds[data[at]];
					if (kind === STOP) break;
					if (kind !== PLAIN$2) high = true;
				}
				end = at;
				if (end - start > 65536) this.#refuse("csv-field-too-long", data, from, start);
				if (at < length && data[at] === QUOTE) this.#refuse("csv-stray-quote", data, from, at);
				if (at < length && data[at] === 0) this.#refuse("csv-not-text", data, from, at);
			}
			if (at >= length && !final) return -1;
			if (high && !isUtf8(data.subarray(start, end))) this.#refuse("csv-not-utf8", data, from, start);
			this.#field(data, from, field, start, end, doubled);
			copied ||= doubled === 1;
			field++;
			if (at >= length) break;
			const stop = data[at++];
			if (stop === this.#delimiter) continue;
			if (stop === CR$3) {
				if (at === length && !final) return -1;
				if (at < length && data[at] === LF$3) at++;
			}
			lines++;
			break;
		}
		if (at - from > 1048576) this.#refuse("csv-row-too-long", data, from, from);
		const first = this.#count * this.#width;
		if (!(field === 1 && this.#starts[first] === from && this.#ends[first] === from)) this.#endRecord(data, from, field, copied);
		this.#line += lines;
		return at;
	}
	#field(data, from, field, start, end, doubled) {
		if (!this.#target && field === 1024) this.#refuse("csv-too-many-columns", data, from, start);
		if (this.#target && field === this.#width) this.#refuse("csv-extra-field", data, from, start);
		const at = this.#count * this.#width + field;
		this.#starts[at] = start;
		this.#ends[at] = end;
		this.#doubled[field] = doubled;
	}
	#endRecord(data, from, fields, copied) {
		if (!this.#target) {
			this.#target = this.#open(this.#header(data, from, fields));
			this.#width = fields;
			return;
		}
		if (fields < this.#width) this.#refuse("csv-missing-field", data, from, from, ` (${fields} of ${this.#width})`);
		if (this.#count === this.#most()) this.#refuse("csv-too-many-rows", data, from, from);
		this.#lines[this.#count++] = this.#line;
		if (copied) this.#handOnCopy(data);
	}
	/** A record with doubled quotes goes by itself, for its fields are not in the data. */
	#handOnCopy(data) {
		const from = --this.#count * this.#width;
		this.#handOn(data);
		this.#roomFor(this.#ends[from + this.#width - 1] - this.#starts[from]);
		let used = 0;
		for (let field = 0; field < this.#width; field++) {
			const [start, end] = [this.#starts[from + field], this.#ends[from + field]];
			this.#starts[field] = used;
			used = this.#unquote(data, start, end, this.#doubled[field], used);
			this.#ends[field] = used;
		}
		this.#lines[0] = this.#line;
		this.#count = 1;
		this.#handOn(this.#unquoted, new DataView(this.#unquoted.buffer));
	}
	#handOn(bytes, view = this.#view) {
		const target = this.#target;
		const count = this.#count;
		if (!target || count === 0) return;
		this.#count = 0;
		this.#rows += count;
		const width = this.#width;
		for (let row = 0, alone = 1; row < count; alone *= 2) {
			const starts = this.#starts.subarray(row * width, count * width);
			const ends = this.#ends.subarray(row * width, count * width);
			const lines = this.#lines.subarray(row, count);
			row += target.records?.({
				bytes,
				view,
				starts,
				ends,
				lines,
				width,
				count: count - row
			}) ?? 0;
			const last = target.records ? Math.min(count, row + alone) : count;
			for (; row < last; row++) this.#handOnAlone(target, bytes, row);
		}
	}
	#handOnAlone(target, bytes, row) {
		const width = this.#width;
		const line = this.#lines[row];
		for (let field = 0, at = row * width; field < width; field++, at++) target.columns[field]?.push(bytes, this.#starts[at], this.#ends[at], line);
		target.row?.(line);
	}
	#header(data, from, fields) {
		const names = [];
		const seen = /* @__PURE__ */ new Set();
		for (let field = 0; field < fields; field++) {
			const start = this.#starts[field];
			const end = this.#ends[field];
			this.#roomFor(end - start);
			const name = utf8$3.decode(this.#unquoted.subarray(0, this.#unquote(data, start, end, this.#doubled[field], 0)));
			if (name !== "" && seen.has(name)) this.#refuse("csv-duplicate-column", data, from, start, `: ${name}`);
			seen.add(name);
			names.push(name);
		}
		return names;
	}
	#roomFor(length) {
		if (length > this.#unquoted.length) this.#unquoted = new Uint8Array(length * 2);
	}
	/** Copies a field to `to` with `""` made `"`; returns where the copy ends. */
	#unquote(data, start, end, doubled, to) {
		let used = to;
		for (let at = start; at < end; at++) {
			this.#unquoted[used++] = data[at];
			if (doubled === 1 && data[at] === QUOTE) at++;
		}
		return used;
	}
	#refuse(code, data, from, at, detail = "") {
		this.#handOn(data);
		throw csvError(code, this.#path, {
			data,
			from,
			line: this.#line
		}, at, detail);
	}
};
/** The same bytes as no Buffer: code that gets both kinds is compiled twice, and slower. */
function plain$2(bytes) {
	return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// src/formats/lines.ts
/** A path has at most 4,096 bytes. */
const LINE_LIMIT = 65536;
const LF$2 = 10;
const CR$2 = 13;
const FAULTS$2 = {
	"list-empty": ["the file has no lines", "Write one image a line."],
	"list-utf16": ["the file is UTF-16", "Save it as UTF-8."],
	"list-not-utf8": ["this line is not UTF-8", "Save the file as UTF-8."],
	"list-not-text": ["a NUL byte: the file is binary or UTF-16", "Save it as UTF-8 text."],
	"list-line-too-long": [`a line of more than ${LINE_LIMIT} bytes`, "Write one image a line."]
};
/**
* Lines of a UTF-8 text that are not empty, ended by LF, CRLF or a lone CR; a byte order mark is skipped.
* @throws GateError `list-…` with file, line, column and remedy
*/
function readLines(bytes, path, take) {
	const refuse = (code, from, line, at = from) => {
		const place = {
			path,
			...placeInText({
				data: bytes,
				from,
				line
			}, at)
		};
		const [what, hint] = FAULTS$2[code];
		throw new GateError(code, "artifact", `${path}:${place.line}:${place.column}: ${what}`, {
			hint,
			place
		});
	};
	if (bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255) refuse("list-utf16", 0, 1);
	let start = bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
	let taken = false;
	let line = 1;
	while (start < bytes.length) {
		let end = start;
		let high = false;
		for (; end < bytes.length && bytes[end] !== LF$2 && bytes[end] !== CR$2; end++) if (bytes[end] >= 128) high = true;
		else if (bytes[end] === 0) refuse("list-not-text", start, line, end);
		if (end - start > LINE_LIMIT) refuse("list-line-too-long", start, line);
		if (high && !isUtf8(bytes.subarray(start, end))) refuse("list-not-utf8", start, line);
		if (end > start) take(start, end, line);
		taken ||= end > start;
		start = bytes[end] === CR$2 && bytes[end + 1] === LF$2 ? end + 2 : end + 1;
		line++;
	}
	if (!taken) refuse("list-empty", bytes.length, line);
}

// src/evidence/dataset/complete-names.ts
/** Manifests call images without their extensions as well: such paths become those of the files. */
function completeNames(draft, contents, problems) {
	const { path } = draft;
	const listed = contents.files.path;
	let completed = null;
	for (let row = 0; row < path.rows; row++) {
		const start = path.start(row);
		const end = path.ends[row];
		const file = !hasImageExtension(path.pool, start, end) && contents.find(path.pool, start, end) < 0 ? contents.stems.find(path.pool, start, end) : -1;
		if (file >= 0 && completed === null) {
			completed = new StringsBuilder();
			for (let before = 0; before < row; before++) completed.pushRange(path.pool, path.start(before), path.ends[before]);
		}
		if (file < 0) completed?.pushRange(path.pool, start, end);
		else completed.pushRange(listed.pool, listed.start(file), listed.ends[file]);
		if (file < 0 || !contents.stems.isShared(file) || draft.split[row] < 0) continue;
		const text = `${quoted$1(path.get(row))} is the name of several images: write it with its extension`;
		problems.add("invalid-annotation", draft.source.values[draft.source.codes[row]], draft.line[row], text);
	}
	return completed ? {
		...draft,
		path: completed.build()
	} : draft;
}

// src/evidence/dataset/assemble.ts
/** Rows as read → dataset: distinct, joined with the commit, classes in their order. */
async function assemble(rows, assembly) {
	const { placement, tree, problems, contents } = assembly;
	const splits = Object.keys(placement.splits);
	const draft = keepDistinct(contents ? completeNames(rows, contents, problems) : rows, splits, problems);
	if (contents) joinTree(draft, contents, problems);
	const configured = await configuredClasses(placement, tree);
	const known = configured ?? assembly.names;
	const found = draft.boxes ? {
		codes: draft.boxes.boxes.label,
		values: draft.boxes.labels
	} : draft.label;
	const named = assembly.indexed && known ? {
		...found,
		values: found.values.map((value) => nameOf$1(value, known))
	} : found;
	const used = usedValues(named);
	const classes = known === null && assembly.indexed && classesByIndex(used) || orderClasses(used, known);
	const label = reorder(named, classes);
	const whose = configured ? "one of the configured classes" : "a class that the dataset names";
	if (known) tellUnknown(draft, label, known.length, whose, problems);
	return {
		rows: draft.path.rows,
		path: draft.path,
		content: draft.content,
		split: {
			codes: draft.split,
			values: splits
		},
		label: draft.boxes ? absent$1(draft.path.rows, classes) : label,
		line: Uint32Array.from(draft.line),
		source: draft.source,
		columns: draft.columns,
		group: groupColumn(placement, draft.columns),
		members: draft.members,
		boxes: draft.boxes && {
			...draft.boxes.boxes,
			label: label.codes
		},
		classes,
		problems: problems.build()
	};
}
/** The class that a number means, unless it is the name of a class itself. */
function nameOf$1(value, classes) {
	if (!/^(0|[1-9]\d{0,8})$/.test(value) || classes.includes(value)) return value;
	return classes[Number(value)] ?? value;
}
function groupColumn({ columns, file, root }, found) {
	if (columns.group === null) return null;
	const column = found.get(columns.group);
	if (column) return column;
	const path = joinPath(root, file ?? "");
	throw new GateError("unknown-column", "user", `${path}:1: no column ${quoted$1(columns.group)}, which \`columns.group\` names`, {
		hint: `The columns are ${[...found.keys()].map(quoted$1).join(", ")}.`,
		place: {
			path,
			line: 1
		}
	});
}
function joinTree(draft, tree, problems) {
	const { path, content } = draft;
	for (let row = 0; row < path.rows; row++) {
		const file = tree.find(path.pool, path.start(row), path.ends[row]);
		if (file >= 0) tree.copy(file, content, row);
		else {
			const text = tree.missing(path.get(row));
			problems.add("missing-file", draft.source.values[draft.source.codes[row]], draft.line[row], text);
		}
	}
}
/** One problem for each class that is not known, on the line of its first record. */
function tellUnknown(draft, { codes, values }, known, whose, problems) {
	const counts = new Int32Array(values.length);
	const first = new Int32Array(values.length);
	for (let at = codes.length - 1; at >= 0; at--) {
		const label = codes[at];
		if (label < known) continue;
		counts[label]++;
		first[label] = draft.boxes ? draft.boxes.boxes.image[at] : at;
	}
	for (let label = known; label < values.length; label++) {
		const row = first[label];
		const file = draft.source.values[draft.source.codes[row]];
		const text = `label ${quoted$1(values[label])} is not ${whose}`;
		problems.add("unknown-class", file, draft.line[row], text, { count: counts[label] });
	}
}

// src/evidence/dataset/listed-images.ts
const SLASH$3 = 47;
const DOT$1 = 46;
const encoder$9 = new TextEncoder();
/** What lists call images: paths from the folder of the images, or from one above it up to the dataset's root, perhaps without extensions. */
var ListedImages = class {
	#contents;
	#folder;
	/** The folder of the images as seen from the folders above it, up to the dataset's root; the longest first. */
	#within;
	#key = /* @__PURE__ */ new Uint8Array(1024);
	constructor(contents, root, folder) {
		this.#contents = contents;
		this.#folder = encoder$9.encode(folder === "" ? "" : `${folder}/`);
		const parts = folder === root ? [] : folder.slice(root === "" ? 0 : root.length + 1).split("/");
		this.#within = parts.map((_, depth) => encoder$9.encode(`${parts.slice(depth).join("/")}/`));
	}
	/** Where in `bytes[start, end)` the path from the folder of the images begins. */
	start(bytes, from, end) {
		let start = from;
		while (start + 1 < end && bytes[start] === DOT$1 && bytes[start + 1] === SLASH$3) for (start++; start < end && bytes[start] === SLASH$3;) start++;
		const within = this.#within.find((folder) => beginsWith(folder, bytes, start, end));
		if (!within || this.#isThere(bytes, start, end)) return start;
		for (start += within.length; start < end && bytes[start] === SLASH$3;) start++;
		return start;
	}
	/** Whether the commit has an image that is called so. */
	has(bytes, start, end) {
		return this.#isThere(bytes, this.start(bytes, start, end), end);
	}
	#isThere(bytes, start, end) {
		const length = this.#folder.length + end - start;
		if (length > this.#key.length) this.#key = new Uint8Array(length * 2);
		this.#key.set(this.#folder);
		this.#key.set(bytes.subarray(start, end), this.#folder.length);
		if (this.#contents.find(this.#key, 0, length) >= 0) return true;
		return !hasImageExtension(bytes, start, end) && this.#contents.stems.find(this.#key, 0, length) >= 0;
	}
};
function beginsWith(prefix, bytes, start, end) {
	return prefix.length < end - start && prefix.every((byte, i) => bytes[start + i] === byte);
}

// src/evidence/dataset/split-lists.ts
const LIST_LIMIT$2 = 1073741824;
const SLASH$2 = 47;
const NOTHING = /* @__PURE__ */ new Uint8Array(0);
const encoder$8 = new TextEncoder();
/** The lists of images, one a split; none when the splits are folders. */
function splitLists(placement) {
	const places = Object.values(placement.splits);
	const lists = places.filter((place) => SPLIT_LIST.test(place));
	if (lists.length > 0 && lists.length < places.length) throw new GateError("splits-mixed", "user", "some splits are folders, others lists of images", { hint: "Name a folder for every split, or a list for every split." });
	const names = Object.keys(placement.splits);
	return lists.map((place, split) => ({
		path: joinPath(placement.root, place),
		split,
		folder: imageRoot(placement, names[split])
	}));
}
/**
* `class/…/image` a line, below the folder of the images, perhaps without extension, optionally followed by a label,
* which counts more than the folder. A number as label is the index of a class.
*/
async function readSplitLists(placement, lists, task, tree) {
	const problems = new Problems();
	const { columns } = placement;
	const named = {
		...placement,
		columns: {
			...columns,
			group: null,
			time: null,
			digest: null
		}
	};
	const rows = new ManifestRows(named, task, problems);
	const contents = new TreeContents(await listRoot(placement, tree));
	for (const list of lists) {
		const bytes = await readManifest(tree, list.path, LIST_LIMIT$2);
		const images = new ListedImages(contents, placement.root, list.folder);
		const records = new ListRecords(rows.open(list, [columns.image, columns.label]), images, list.path, problems);
		if (/\.txt$/i.test(list.path)) readLines(bytes, list.path, (start, end, line) => records.line(bytes, start, end, line));
		else readCsv(bytes, list.path, (header) => records.table(header));
		if (records.count === 0) throw emptyList(list.path);
	}
	return assemble(rows.build(), {
		placement: named,
		tree,
		problems,
		contents,
		names: null,
		indexed: true
	});
}
/** Gives paths and labels to the columns of a manifest. */
var ListRecords = class {
	#target;
	#images;
	#path;
	#problems;
	/** Lines that name something, right or wrong. */
	count = 0;
	constructor(target, images, path, problems) {
		this.#target = target;
		this.#images = images;
		this.#path = path;
		this.#problems = problems;
	}
	/** A line that goes on after an image and a separator has a label there. */
	line(bytes, from, to, line) {
		let start = from;
		let end = to;
		while (start < end && isSeparator(bytes[start])) start++;
		while (start < end && isSeparator(bytes[end - 1])) end--;
		if (start === end) return;
		this.count++;
		const cut = this.#endOfImage(bytes, start, end);
		let label = cut;
		while (label < end && isSeparator(bytes[label])) label++;
		const texts = String.fromCharCode(...bytes.subarray(label, Math.min(end, label + 20)));
		if (/^-?\d+(\.\d+)?[ \t,;]/.test(texts)) this.#problems.add("invalid-annotation", this.#path, line, "more than one number follows the image");
		else this.#put(bytes, start, cut, bytes, label, end, line);
	}
	/** Behind its extension; where it has none, the whole line or what ends with the first separator behind its folders. */
	#endOfImage(bytes, start, end) {
		if (hasImageExtension(bytes, start, end)) return end;
		for (let at = start; at < end; at++) if (isSeparator(bytes[at]) && hasImageExtension(bytes, start, at)) return at;
		if (this.#images.has(bytes, start, end)) return end;
		let cut = end;
		while (cut > start && bytes[cut - 1] !== SLASH$2) cut--;
		while (cut < end && !isSeparator(bytes[cut])) cut++;
		return cut < end && this.#images.has(bytes, start, cut) ? cut : end;
	}
	/** Path and label in the first two columns; a first line that names no image is a header. */
	table(header) {
		const first = encoder$8.encode(header[0]);
		if (hasImageExtension(first, 0, first.length) || this.#images.has(first, 0, first.length)) {
			this.count++;
			const label = encoder$8.encode(header[1] ?? "");
			this.#put(first, 0, first.length, label, 0, label.length, 1);
		}
		let path = NOTHING;
		let label = NOTHING;
		const takePath = (bytes, start, end) => {
			path = bytes.slice(start, end);
		};
		const takeLabel = (bytes, start, end) => {
			label = bytes.slice(start, end);
		};
		const columns = header.map((_, column) => column > 1 ? null : { push: column === 0 ? takePath : takeLabel });
		const row = (line) => {
			this.count++;
			this.#put(path, 0, path.length, label, 0, label.length, line);
		};
		return {
			columns,
			row
		};
	}
	#put(path, start, end, label, from, to, line) {
		const [image, labels] = this.#target.columns;
		const name = this.#images.start(path, start, end);
		image.push(path, name, end, line);
		if (from < to) labels?.push(label, from, to, line);
		else labels?.push(path, ...folderOf(path, name, end), line);
		this.#target.row(line);
	}
};
function emptyList(path) {
	return new GateError("list-empty", "artifact", `${path}: the list names no image`, {
		hint: "Write one image a line.",
		place: { path }
	});
}
/** The first folder of a path, nothing where it has none. */
function folderOf(path, start, end) {
	const slash = path.subarray(start, end).indexOf(SLASH$2);
	return [start, start + Math.max(0, slash)];
}
function isSeparator(byte) {
	return byte === 32 || byte === 9 || byte === 44 || byte === 59;
}

// src/evidence/dataset/folder.ts
const SLASH$1 = 47;
/** Folder of each split, in the order of the configuration. */
function splitFolders(placement) {
	return Object.values(placement.splits).map((folder) => joinPath(placement.root, folder));
}
/** `<root>/<split>/<class>/…/image`, or lists of such images: the class is the first folder below the split; what is no image is not read. */
async function readFolderDataset(placement, task, tree) {
	mustBeInGit(placement);
	const lists = splitLists(placement);
	if (lists.length > 0) return readSplitLists(placement, lists, task, tree);
	const contents = new TreeContents(await listRoot(placement, tree));
	const listed = contents.files.path;
	const folders = splitFolders(placement);
	const problems = new Problems();
	const path = new StringsBuilder();
	const names = new ByteDictionary();
	const file = new IntColumn();
	const label = new IntColumn();
	const split = new IntColumn();
	for (const [index, folder] of folders.entries()) {
		const prefix = new TextEncoder().encode(folder === "" ? "" : `${folder}/`);
		for (const row of contents.imagesBelow(folder)) {
			const start = listed.start(row);
			const end = listed.ends[row];
			const name = start + prefix.length;
			const slash = listed.pool.indexOf(SLASH$1, name);
			const inClass = slash >= 0 && slash < end;
			if (!inClass && task === "classification") problems.add("empty-label", listed.get(row), 0, `${quoted$1(listed.get(row))} lies in no class folder`);
			path.pushRange(listed.pool, start, end);
			file.push(row);
			label.push(inClass ? names.code(listed.pool, name, slash) : -1);
			split.push(index);
		}
		for (const { path, why } of contents.files.refused) if (folder === "" || path === folder || path.startsWith(`${folder}/`)) problems.add("not-an-image", path, 0, refusal(path, why));
	}
	const files = file.build();
	const content = Contents.empty(files.length);
	for (let row = 0; row < files.length; row++) contents.copy(files[row], content, row);
	const splits = split.build();
	const found = {
		codes: label.build(),
		values: names.values()
	};
	const configured = await configuredClasses(placement, tree);
	const classes = orderClasses(usedValues(found), configured);
	const known = new Set(configured);
	for (const name of configured ? classes.slice(configured.length) : []) if (!known.has(name)) problems.add("unknown-class", folders[0] ?? "", 0, `folder ${quoted$1(name)} is not one of the configured classes`);
	return {
		rows: files.length,
		path: path.build(),
		content,
		split: {
			codes: splits,
			values: Object.keys(placement.splits)
		},
		label: reorder(found, classes),
		line: new Uint32Array(files.length),
		source: {
			codes: splits,
			values: folders
		},
		columns: /* @__PURE__ */ new Map(),
		boxes: null,
		classes,
		problems: problems.build()
	};
}

// src/formats/jsonl-fault.ts
/** A record holds a path, a label and some metadata; one with the boxes of a crowd has some hundred kilobytes. */
const JSONL_RECORD_LIMIT = 16777216;
/** Records × names: every name costs four bytes in every record, also where it is absent. */
const JSONL_CELLS_LIMIT = 2 ** 28;
/** What is wrong, and what to do. */
const JSONL_FAULTS = {
	"jsonl-empty": ["the file has no records", "Write one JSON object a line."],
	"jsonl-not-object": ["a line that is not one JSON object", "Write every record as `{…}` on a line of its own."],
	"jsonl-duplicate-key": ["this name stands twice in the record", "Keep one: readers disagree on which of them counts."],
	"jsonl-nested": ["an object or a list where a text or a number belongs", "Write one plain value."],
	"jsonl-field-too-long": [`a text of more than ${CSV_FIELD_LIMIT} bytes`, "Keep long texts in files of their own."],
	"jsonl-record-too-long": [`a record of more than ${JSONL_RECORD_LIMIT} bytes`, "Keep large values out of it."],
	"jsonl-too-many-names": [`more than ${CSV_COLUMN_LIMIT} names, or ${JSONL_CELLS_LIMIT} records × names`, "Keep only the names that describe images, the same in every record."],
	"jsonl-too-many-records": [`more than ${CSV_ROWS_LIMIT} records`, "Split the file."]
};

// src/formats/jsonl.ts
const LF$1 = 10;
const CR$1 = 13;
const encoder$7 = new TextEncoder();
/**
* JSON Lines, chunk by chunk: one object a line (RFC 8259, strict), lines as in CSV: LF, CRLF or a lone CR, blank ones and
* a UTF-8 byte order mark skipped. Holds one chunk and one record.
* @throws GateError `jsonl-…`, `json-…` with file, line, column and remedy
*/
var JsonlReader = class {
	#cursor;
	#target;
	#names = new ByteDictionary();
	#columns = [];
	/** Record in which each name came last. */
	#lastIn = [];
	#rows = 0;
	#line = 1;
	/** The begin of a line whose end has not come. */
	#held = /* @__PURE__ */ new Uint8Array(1024);
	#length = 0;
	/** The last line ended with a CR, to which a LF may belong. */
	#returned = false;
	constructor(path, target) {
		this.#cursor = new JsonCursor(path);
		this.#target = target;
	}
	push(chunk) {
		let at = this.#returned && chunk[0] === LF$1 ? 1 : 0;
		if (chunk.length > 0) this.#returned = false;
		let feed = -1;
		let carriage = -1;
		for (;;) {
			if (feed < at) feed = nextOf(chunk, LF$1, at);
			if (carriage < at) carriage = nextOf(chunk, CR$1, at);
			const end = Math.min(feed, carriage);
			if (end === chunk.length) break;
			if (this.#length === 0) this.#record(chunk, at, end);
			else this.#recordHeld(chunk.subarray(at, end));
			at = end === carriage && chunk[end + 1] === LF$1 ? end + 2 : end + 1;
			this.#returned = end === carriage && end + 1 === chunk.length;
			this.#line++;
		}
		if (at < chunk.length) this.#hold(chunk.subarray(at));
	}
	/** Returns the number of records. */
	end() {
		this.#recordHeld(/* @__PURE__ */ new Uint8Array(0));
		if (this.#rows === 0) this.#refuse("jsonl-empty");
		return this.#rows;
	}
	#hold(part) {
		const length = this.#length + part.length;
		if (length > this.#held.length) {
			const held = this.#held.subarray(0, this.#length);
			this.#held = new Uint8Array(Math.max(length, this.#held.length * 2));
			this.#held.set(held);
		}
		this.#held.set(part, this.#length);
		this.#length = length;
		if (length <= 16777216) return;
		this.#cursor.whole(this.#held, 0, length, this.#line);
		this.#refuse("jsonl-record-too-long");
	}
	#recordHeld(rest) {
		this.#hold(rest);
		const length = this.#length;
		this.#length = 0;
		this.#record(this.#held, 0, length);
	}
	#record(data, from, end) {
		const cursor = this.#cursor;
		cursor.whole(data, from, end, this.#line);
		if (end - from > 16777216) this.#refuse("jsonl-record-too-long");
		if (this.#line === 1) cursor.byteOrderMark();
		if (cursor.blank()) return;
		if (cursor.kind() !== "object") {
			cursor.checkText();
			this.#refuse("jsonl-not-object");
		}
		if (++this.#rows > 5e7) this.#refuse("jsonl-too-many-records");
		if (this.#rows * this.#columns.length > JSONL_CELLS_LIMIT) this.#refuse("jsonl-too-many-names");
		cursor.open();
		for (let first = true; cursor.nextKey(first); first = false) this.#value(this.#column());
		if (!cursor.blank()) this.#refuse("jsonl-not-object");
		this.#target.row(this.#line);
	}
	#value(column) {
		const cursor = this.#cursor;
		const kind = cursor.kind();
		const { at: start, column: place } = cursor;
		if (column === null) cursor.skip();
		else if (kind === "object" || kind === "list") {
			if (!column.nested) this.#refuse("jsonl-nested");
			cursor.skip();
			column.nested(cursor.data, start, cursor.at, this.#line);
		} else if (kind === "string") {
			cursor.string();
			const { data, textStart, textEnd, escaped } = cursor;
			if (textEnd - textStart > 65536) this.#refuse("jsonl-field-too-long", place);
			if (escaped) {
				const text = encoder$7.encode(cursor.text());
				column.push(text, 0, text.length, this.#line);
			} else column.push(data, textStart, textEnd, this.#line);
		} else if (kind === "number") {
			cursor.number();
			column.push(cursor.data, start, cursor.at, this.#line);
		} else if (cursor.word() !== null) column.push(cursor.data, start, cursor.at, this.#line);
	}
	/** Where the value of the key that was just read goes. */
	#column() {
		const { data, textStart, textEnd, escaped, keyColumn } = this.#cursor;
		const name = escaped ? encoder$7.encode(this.#cursor.text()) : null;
		const code = name ? this.#names.code(name, 0, name.length) : this.#names.code(data, textStart, textEnd);
		if (code === this.#columns.length) {
			if (code === 1024) this.#refuse("jsonl-too-many-names", keyColumn);
			this.#columns.push(this.#target.column(this.#cursor.text()));
		}
		if (this.#lastIn[code] === this.#rows) this.#refuse("jsonl-duplicate-key", keyColumn);
		this.#lastIn[code] = this.#rows;
		return this.#columns[code];
	}
	#refuse(code, column = this.#cursor.column) {
		const [what, hint] = JSONL_FAULTS[code];
		throw this.#cursor.error(code, what, hint, {
			line: this.#line,
			column
		});
	}
};
function nextOf(data, byte, from) {
	const at = data.indexOf(byte, from);
	return at < 0 ? data.length : at;
}

// src/evidence/dataset/manifests.ts
/** Ten million rows of 100 bytes. */
const MANIFEST_LIMIT = 1073741824;
/** Manifests of a table: one with a split column, or one a split (then `splits` names the files). */
function manifestsOf(placement) {
	const { root, file, splits } = placement;
	if (file !== null) return [{
		path: joinPath(root, file),
		split: null,
		folder: imageRoot(placement)
	}];
	return Object.entries(splits).map(([name, file], split) => {
		return {
			path: joinPath(root, file),
			split,
			folder: imageRoot(placement, name)
		};
	});
}
/** Chunk by chunk: no manifest is in memory beside its columns. */
const parseCsv = async (tree, manifest, rows) => {
	const reader = new CsvReader(manifest.path, (header) => rows.open(manifest, header));
	for await (const chunk of streamManifest(tree, manifest.path, MANIFEST_LIMIT)) reader.push(chunk);
	reader.end();
};
const parseJsonl = async (tree, manifest, rows) => {
	const records = rows.openRecords(manifest);
	const reader = new JsonlReader(manifest.path, records);
	for await (const chunk of streamManifest(tree, manifest.path, MANIFEST_LIMIT)) reader.push(chunk);
	reader.end();
	records.end();
};
async function readManifests(placement, task, tree, manifests, parserOf) {
	const problems = new Problems();
	const rows = new ManifestRows(placement, task, problems);
	for (const manifest of manifests) await parserOf(manifest.path)(tree, manifest, rows);
	const contents = outsideGit(placement) ? null : new TreeContents(await listRoot(placement, tree));
	const indexed = placement.format === "huggingface";
	return assemble(rows.build(), {
		placement,
		tree,
		problems,
		contents,
		names: null,
		indexed
	});
}

// src/formats/parquet-fault.ts
/** Decoded bytes of one column of one row group: images of a group, a column of names. */
const PARQUET_CHUNK_LIMIT = 1024 ** 3;
/** Rows that a file of any size may have, and rows a byte beyond that: a run of equal values takes a few bytes. */
const PARQUET_ROWS_FREE = 1e6;
/** Cells of one row group in memory at once. */
const PARQUET_CELLS_LIMIT = 2 ** 26;
/** The footer of a thousand row groups of fifty columns has ten megabytes. */
const PARQUET_FOOTER_LIMIT = 67108864;
const AGAIN = "Write the file again, with pyarrow or the library that made it, and check it before you commit it.";
const FAULTS$1 = {
	"parquet-magic": ["not a Parquet file: it does not begin and end with PAR1", AGAIN],
	"parquet-encrypted": ["an encrypted Parquet file", "Commit it unencrypted."],
	"parquet-footer": ["the footer cannot be read", AGAIN],
	"parquet-schema": ["the schema contradicts itself", AGAIN],
	"parquet-page": ["a page cannot be read", AGAIN],
	"parquet-compression": ["compressed in a way that is not read here", "Write it with `compression=\"snappy\"`, `\"zstd\"`, `\"gzip\"` or none."],
	"parquet-encoding": ["an encoding that is not read here", "Write the column with pyarrow’s defaults (PLAIN, dictionary, or DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY)."],
	"parquet-type": ["a column of a kind that is not read here", "Write texts, numbers or booleans, one a row."],
	"parquet-not-utf8": ["a text that is not UTF-8", "Write texts as UTF-8 strings."],
	"parquet-too-large": ["unfolds to more than a file of this size may", "Split the file, or write it with less compression."],
	"parquet-too-many-rows": ["declares more rows than a file of this size holds", AGAIN]
};
/** The error of one file; `detail` says what about it. */
function parquetError(code, path, detail = "") {
	const [what, hint] = FAULTS$1[code];
	return new GateError(code, "artifact", `${path}: ${what}${detail && ` (${detail})`}`, {
		hint,
		place: { path }
	});
}

// src/formats/thrift.ts
/** Parquet's footers nest about six deep. */
const DEPTH_LIMIT$1 = 24;
/** 1,000 row groups × 50 columns × 5 structures. */
const STRUCTS_LIMIT = 5e5;
const VALUES_LIMIT = 5e6;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I32 = 5;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
/** What is not thrift, or more of it than anyone writes. The caller says where. */
var ThriftFault = class extends Error {};
var ThriftReader = class {
	#bytes;
	#view;
	#end;
	#structs = 0;
	#values = 0;
	at;
	constructor(bytes, start, end) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#end = end;
		this.at = start;
	}
	struct(depth = 0) {
		if (depth > DEPTH_LIMIT$1 || ++this.#structs > STRUCTS_LIMIT) throw new ThriftFault("more structures than a file has");
		const fields = /* @__PURE__ */ new Map();
		let id = 0;
		for (;;) {
			const byte = this.#byte();
			if (byte === 0) return fields;
			const delta = byte >> 4;
			id = delta > 0 ? id + delta : this.#zigzag();
			fields.set(id, this.#value(byte & 15, depth));
		}
	}
	#value(type, depth) {
		if (++this.#values > VALUES_LIMIT) throw new ThriftFault("more values than a file has");
		switch (type) {
			case TRUE: return true;
			case FALSE: return false;
			case BYTE: return this.#byte() << 24 >> 24;
			case I16:
			case I32:
			case I64: return this.#zigzag();
			case DOUBLE: return this.#view.getFloat64(this.#skip(8), true);
			case BINARY: {
				const length = this.#varint();
				const start = this.#skip(length);
				return this.#bytes.subarray(start, start + length);
			}
			case LIST: return this.#list(depth);
			case STRUCT: return this.struct(depth + 1);
			default: throw new ThriftFault(`type ${type}, which Parquet does not use`);
		}
	}
	#list(depth) {
		if (depth > DEPTH_LIMIT$1) throw new ThriftFault("nested too deep");
		const byte = this.#byte();
		const type = byte & 15;
		const size = byte >> 4 === 15 ? this.#varint() : byte >> 4;
		if (size > this.#end - this.at) throw new ThriftFault("a list longer than the bytes that are left");
		const items = [];
		for (let i = 0; i < size; i++) items.push(type === TRUE || type === FALSE ? this.#byte() === TRUE : this.#value(type, depth + 1));
		return items;
	}
	#zigzag() {
		const value = this.#varint();
		return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
	}
	/** At most ten bytes; beyond 2^53 a number is not exact, and no size or offset is that large. */
	#varint() {
		let value = 0;
		for (let scale = 1, i = 0; i < 10; i++, scale *= 128) {
			const byte = this.#byte();
			value += (byte & 127) * scale;
			if (byte < 128) return value;
		}
		throw new ThriftFault("a number of more than ten bytes");
	}
	#byte() {
		return this.#bytes[this.#skip(1)];
	}
	#skip(length) {
		const start = this.at;
		if (length > this.#end - start) throw new ThriftFault("the structure ends early");
		this.at += length;
		return start;
	}
};
/** The field as an integer from 0 to 2^53; `fallback` where it is absent. */
function integerAt(struct, id, fallback) {
	const value = struct.get(id) ?? fallback;
	if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
	throw new ThriftFault(`field ${id} is not a count`);
}
function structAt(struct, id) {
	return asStruct(struct.get(id));
}
function asStruct(value) {
	if (value instanceof Map) return value;
	throw new ThriftFault("a structure is missing");
}
function listAt(struct, id) {
	const value = struct.get(id);
	if (Array.isArray(value)) return value;
	throw new ThriftFault(`field ${id} is not a list`);
}
function textAt(struct, id) {
	return asText(struct.get(id));
}
function asText(value) {
	if (value instanceof Uint8Array) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(value);
	throw new ThriftFault("a name is missing");
}

// src/formats/parquet.ts
const PARQUET_TYPES = [
	"boolean",
	"int32",
	"int64",
	"int96",
	"float",
	"double",
	"bytes",
	"fixed"
];
const SCHEMA_LIMIT = 1e4;
const MAGIC = 827474256;
const ENCRYPTED = 1163018576;
/**
* Schema and row groups of a Parquet file in memory, every place and count checked against the file.
* @throws GateError `parquet-…` with file and remedy
*/
function openParquet(bytes, path) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const size = bytes.length;
	if (size >= 4 && view.getUint32(size - 4, true) === ENCRYPTED) throw parquetError("parquet-encrypted", path);
	if (size < 12 || view.getUint32(0, true) !== MAGIC || view.getUint32(size - 4, true) !== MAGIC) throw parquetError("parquet-magic", path);
	const length = view.getUint32(size - 8, true);
	if (length > size - 12 || length > 67108864) throw parquetError("parquet-footer", path, `it declares ${length} bytes`);
	try {
		return fileOf(new ThriftReader(bytes, size - 8 - length, size - 8).struct(), bytes, path, size - 8 - length);
	} catch (error) {
		if (error instanceof ThriftFault) throw parquetError("parquet-footer", path, error.message);
		throw error;
	}
}
function fileOf(footer, bytes, path, end) {
	const columns = columnsOf(listAt(footer, 2).map(asStruct), path);
	const rows = integerAt(footer, 3);
	if (rows > Math.max(1e6, bytes.length * 16)) throw parquetError("parquet-too-many-rows", path, `${rows} in ${bytes.length} bytes`);
	const groups = listAt(footer, 4).map((value) => {
		const group = asStruct(value);
		const chunks = listAt(group, 1).map((chunk) => chunkOf(asStruct(chunk), path, end));
		if (chunks.length !== columns.length) throw parquetError("parquet-schema", path, "a row group without all columns");
		return {
			rows: integerAt(group, 3),
			chunks
		};
	});
	if (groups.reduce((sum, group) => sum + group.rows, 0) !== rows) throw parquetError("parquet-schema", path, "rows of the groups are not those of the file");
	const pairs = footer.has(5) ? listAt(footer, 5).map(asStruct) : [];
	return {
		path,
		bytes,
		rows,
		columns,
		groups,
		keyValues: new Map(pairs.map((pair) => [textAt(pair, 1), pair.has(2) ? textAt(pair, 2) : ""])),
		budget: { left: PARQUET_CHUNK_LIMIT + bytes.length * 100 }
	};
}
/** Leaves of the schema, which is listed depth first. */
function columnsOf(elements, path) {
	if (elements.length > SCHEMA_LIMIT) throw parquetError("parquet-schema", path, `${elements.length} elements`);
	const columns = [];
	let next = 0;
	const walk = (names, above) => {
		const element = elements[next++];
		if (!element || names.length > 16) throw parquetError("parquet-schema", path, "more children than elements");
		const children = integerAt(element, 5, 0);
		const root = next === 1;
		const repeated = root ? 0 : integerAt(element, 3, 0);
		const definition = above.definition + (repeated > 0 ? 1 : 0);
		const levels = {
			definition,
			repetition: above.repetition + (repeated === 2 ? 1 : 0),
			repeated: repeated === 2 ? [...above.repeated, definition] : above.repeated
		};
		const own = root ? [] : [...names, textAt(element, 4)];
		for (let child = 0; child < children; child++) walk(own, levels);
		if (children > 0 || root) return;
		const type = PARQUET_TYPES[integerAt(element, 1)];
		if (type === void 0) throw parquetError("parquet-schema", path, "a type that there is not");
		columns.push({
			index: columns.length,
			path: own,
			type,
			text: isText(element),
			...levels
		});
	};
	walk([], {
		definition: 0,
		repetition: 0,
		repeated: []
	});
	if (next !== elements.length) throw parquetError("parquet-schema", path, "elements without a parent");
	return columns;
}
/** UTF8, ENUM or JSON, in the old notation or the new one. */
function isText(element) {
	const converted = element.get(6);
	const logical = element.get(10);
	if (converted === 0 || converted === 4 || converted === 19) return true;
	return logical instanceof Map && [
		1,
		4,
		12
	].some((id) => logical.has(id));
}
function chunkOf(chunk, path, end) {
	if (chunk.has(8) || chunk.has(9)) throw parquetError("parquet-encrypted", path);
	if (chunk.has(1) && asText(chunk.get(1)) !== "") throw parquetError("parquet-footer", path, "a column in another file");
	const meta = structAt(chunk, 3);
	const data = integerAt(meta, 9);
	const dictionary = integerAt(meta, 11, 0);
	const start = dictionary > 0 && dictionary < data ? dictionary : data;
	const stop = start + integerAt(meta, 7);
	if (start < 4 || stop > end) throw parquetError("parquet-footer", path, "a column outside the file");
	return {
		codec: integerAt(meta, 4),
		values: integerAt(meta, 5),
		start,
		end: stop
	};
}

// src/formats/parquet-encodings.ts
/** Parquet's encodings of levels, indices and numbers. What does not fit its bytes is a fault, told by the caller. */
var EncodingFault = class extends Error {};
function cursorOf(bytes, at = 0, end = bytes.length) {
	if (at < 0 || end > bytes.length || at > end) throw new EncodingFault("a part outside its page");
	return {
		bytes,
		view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
		at,
		end
	};
}
/** Moves on by `length`; returns where it was. */
function take(cursor, length) {
	const start = cursor.at;
	if (length < 0 || length > cursor.end - start) throw new EncodingFault("a page that ends early");
	cursor.at += length;
	return start;
}
function takeVarint(cursor) {
	let value = 0;
	for (let scale = 1, i = 0; i < 10; i++, scale *= 128) {
		const byte = cursor.bytes[take(cursor, 1)];
		value += (byte & 127) * scale;
		if (byte < 128) return value;
	}
	throw new EncodingFault("a number of more than ten bytes");
}
/** Fills `out` from runs of equal values and of bit-packed ones. */
function readHybrid(cursor, width, out) {
	if (width > 24) throw new EncodingFault(`values of ${width} bits`);
	let done = 0;
	while (done < out.length) {
		const header = takeVarint(cursor);
		const run = Math.floor(header / 2);
		if (header % 2 === 0) {
			let value = 0;
			for (let i = 0; i < width; i += 8) value |= cursor.bytes[take(cursor, 1)] << i;
			const end = Math.min(out.length, done + run);
			out.fill(value, done, end);
			done = end;
		} else {
			const end = Math.min(out.length, done + run * 8);
			const length = Math.min(run * width, Math.max(Math.ceil((end - done) * width / 8), cursor.end - cursor.at));
			unpackBits(cursor.bytes, take(cursor, length), width, out, done, end);
			done = end;
		}
	}
}
/** Values of `width` bits, the lowest first. */
function unpackBits(bytes, from, width, out, start, end) {
	const mask = 2 ** width - 1;
	let at = from;
	let held = 0;
	let bits = 0;
	for (let i = start; i < end; i++) {
		while (bits < width) {
			held |= bytes[at++] << bits;
			bits += 8;
		}
		out[i] = held & mask;
		held >>>= width;
		bits -= width;
	}
}
/** DELTA_BINARY_PACKED: all values of a page, at most `limit`. */
function readDelta(cursor, limit) {
	const block = takeVarint(cursor);
	const minis = takeVarint(cursor);
	const count = takeVarint(cursor);
	const perMini = block / minis;
	if (count > limit || !Number.isInteger(perMini) || perMini % 8 !== 0 || perMini === 0 || block > 2 ** 20) throw new EncodingFault("blocks of differences that do not add up");
	const values = new BigInt64Array(count);
	let value = takeZigzag(cursor);
	if (count > 0) values[0] = value;
	for (let done = 1; done < count;) {
		const least = takeZigzag(cursor);
		const widths = take(cursor, minis);
		for (let mini = 0; mini < minis && done < count; mini++) {
			const width = cursor.bytes[widths + mini];
			if (width > 64) throw new EncodingFault(`differences of ${width} bits`);
			const from = take(cursor, perMini / 8 * width);
			for (let i = 0; i < perMini && done < count; i++) {
				value = BigInt.asIntN(64, value + least + bitsAt(cursor.bytes, from, i * width, width));
				values[done++] = value;
			}
		}
	}
	return values;
}
function bitsAt(bytes, from, bit, width) {
	let value = 0n;
	for (let i = 0; i < width;) {
		const at = bit + i;
		const within = at % 8;
		const taken = Math.min(8 - within, width - i);
		const part = bytes[from + (at >> 3)] >> within & 2 ** taken - 1;
		value |= BigInt(part) << BigInt(i);
		i += taken;
	}
	return value;
}
function takeZigzag(cursor) {
	let value = 0n;
	for (let shift = 0n; shift < 70n; shift += 7n) {
		const byte = cursor.bytes[take(cursor, 1)];
		value |= BigInt(byte & 127) << shift;
		if (byte < 128) return value >> 1n ^ -(value & 1n);
	}
	throw new EncodingFault("a number of more than ten bytes");
}

// node_modules/fzstd/esm/index.mjs
var ab = ArrayBuffer;
var u8 = Uint8Array;
var u16 = Uint16Array;
var i16 = Int16Array;
var i32 = Int32Array;
var slc = function(v, s, e) {
	if (u8.prototype.slice) return u8.prototype.slice.call(v, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	var n = new u8(e - s);
	n.set(v.subarray(s, e));
	return n;
};
var fill = function(v, n, s, e) {
	if (u8.prototype.fill) return u8.prototype.fill.call(v, n, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	for (; s < e; ++s) v[s] = n;
	return v;
};
var cpw = function(v, t, s, e) {
	if (u8.prototype.copyWithin) return u8.prototype.copyWithin.call(v, t, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	while (s < e) v[t++] = v[s++];
};
var ec = [
	"invalid zstd data",
	"window size too large (>2046MB)",
	"invalid block type",
	"FSE accuracy too high",
	"match distance too far back",
	"unexpected EOF"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var rb = function(d, b, n) {
	var i = 0, o = 0;
	for (; i < n; ++i) o |= d[b++] << (i << 3);
	return o;
};
var b4 = function(d, b) {
	return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
};
var rzfh = function(dat, w) {
	var n3 = dat[0] | dat[1] << 8 | dat[2] << 16;
	if (n3 == 3126568 && dat[3] == 253) {
		var flg = dat[4];
		var ss = flg >> 5 & 1, cc = flg >> 2 & 1, df = flg & 3, fcf = flg >> 6;
		if (flg & 8) err(0);
		var bt = 6 - ss;
		var db = df == 3 ? 4 : df;
		var di = rb(dat, bt, db);
		bt += db;
		var fsb = fcf ? 1 << fcf : ss;
		var fss = rb(dat, bt, fsb) + (fcf == 1 && 256);
		var ws = fss;
		if (!ss) {
			var wb = 1 << 10 + (dat[5] >> 3);
			ws = wb + (wb >> 3) * (dat[5] & 7);
		}
		if (ws > 2145386496) err(1);
		var buf = new u8((w == 1 ? fss || ws : w ? 0 : ws) + 12);
		buf[0] = 1, buf[4] = 4, buf[8] = 8;
		return {
			b: bt + fsb,
			y: 0,
			l: 0,
			d: di,
			w: w && w != 1 ? w : buf.subarray(12),
			e: ws,
			o: new i32(buf.buffer, 0, 3),
			u: fss,
			c: cc,
			m: Math.min(131072, ws)
		};
	} else if ((n3 >> 4 | dat[3] << 20) == 25481893) return b4(dat, 4) + 8;
	err(0);
};
var msb = function(val) {
	var bits = 0;
	for (; 1 << bits <= val; ++bits);
	return bits - 1;
};
var rfse = function(dat, bt, mal) {
	var tpos = (bt << 3) + 4;
	var al = (dat[bt] & 15) + 5;
	if (al > mal) err(3);
	var sz = 1 << al;
	var probs = sz, sym = -1, re = -1, i = -1, ht = sz;
	var buf = new ab(512 + (sz << 2));
	var freq = new i16(buf, 0, 256);
	var dstate = new u16(buf, 0, 256);
	var nstate = new u16(buf, 512, sz);
	var bb1 = 512 + (sz << 1);
	var syms = new u8(buf, bb1, sz);
	var nbits = new u8(buf, bb1 + sz);
	while (sym < 255 && probs > 0) {
		var bits = msb(probs + 1);
		var cbt = tpos >> 3;
		var msk = (1 << bits + 1) - 1;
		var val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (tpos & 7) & msk;
		var msk1fb = (1 << bits) - 1;
		var msv = msk - probs - 1;
		var sval = val & msk1fb;
		if (sval < msv) tpos += bits, val = sval;
		else {
			tpos += bits + 1;
			if (val > msk1fb) val -= msv;
		}
		freq[++sym] = --val;
		if (val == -1) {
			probs += val;
			syms[--ht] = sym;
		} else probs -= val;
		if (!val) do {
			var rbt = tpos >> 3;
			re = (dat[rbt] | dat[rbt + 1] << 8) >> (tpos & 7) & 3;
			tpos += 2;
			sym += re;
		} while (re == 3);
	}
	if (sym > 255 || probs) err(0);
	var sympos = 0;
	var sstep = (sz >> 1) + (sz >> 3) + 3;
	var smask = sz - 1;
	for (var s = 0; s <= sym; ++s) {
		var sf = freq[s];
		if (sf < 1) {
			dstate[s] = -sf;
			continue;
		}
		for (i = 0; i < sf; ++i) {
			syms[sympos] = s;
			do
				sympos = sympos + sstep & smask;
			while (sympos >= ht);
		}
	}
	if (sympos) err(0);
	for (i = 0; i < sz; ++i) {
		var ns = dstate[syms[i]]++;
		var nb = nbits[i] = al - msb(ns);
		nstate[i] = (ns << nb) - sz;
	}
	return [tpos + 7 >> 3, {
		b: al,
		s: syms,
		n: nbits,
		t: nstate
	}];
};
var rhu = function(dat, bt) {
	var i = 0, wc = -1;
	var buf = new u8(292), hb = dat[bt];
	var hw = buf.subarray(0, 256);
	var rc = buf.subarray(256, 268);
	var ri = new u16(buf.buffer, 268);
	if (hb < 128) {
		var _a = rfse(dat, bt + 1, 6), ebt = _a[0], fdt = _a[1];
		bt += hb;
		var epos = ebt << 3;
		var lb = dat[bt];
		if (!lb) err(0);
		var st1 = 0, st2 = 0, btr1 = fdt.b, btr2 = btr1;
		var fpos = (++bt << 3) - 8 + msb(lb);
		for (;;) {
			fpos -= btr1;
			if (fpos < epos) break;
			var cbt = fpos >> 3;
			st1 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr1) - 1;
			hw[++wc] = fdt.s[st1];
			fpos -= btr2;
			if (fpos < epos) break;
			cbt = fpos >> 3;
			st2 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr2) - 1;
			hw[++wc] = fdt.s[st2];
			btr1 = fdt.n[st1];
			st1 = fdt.t[st1];
			btr2 = fdt.n[st2];
			st2 = fdt.t[st2];
		}
		if (++wc > 255) err(0);
	} else {
		wc = hb - 127;
		for (; i < wc; i += 2) {
			var byte = dat[++bt];
			hw[i] = byte >> 4;
			hw[i + 1] = byte & 15;
		}
		++bt;
	}
	var wes = 0;
	for (i = 0; i < wc; ++i) {
		var wt = hw[i];
		if (wt > 11) err(0);
		wes += wt && 1 << wt - 1;
	}
	var mb = msb(wes) + 1;
	var ts = 1 << mb;
	var rem = ts - wes;
	if (rem & rem - 1) err(0);
	hw[wc++] = msb(rem) + 1;
	for (i = 0; i < wc; ++i) {
		var wt = hw[i];
		++rc[hw[i] = wt && mb + 1 - wt];
	}
	var hbuf = new u8(ts << 1);
	var syms = hbuf.subarray(0, ts), nb = hbuf.subarray(ts);
	ri[mb] = 0;
	for (i = mb; i > 0; --i) {
		var pv = ri[i];
		fill(nb, i, pv, ri[i - 1] = pv + rc[i] * (1 << mb - i));
	}
	if (ri[0] != ts) err(0);
	for (i = 0; i < wc; ++i) {
		var bits = hw[i];
		if (bits) {
			var code = ri[bits];
			fill(syms, i, code, ri[bits] = code + (1 << mb - bits));
		}
	}
	return [bt, {
		n: nb,
		b: mb,
		s: syms
	}];
};
var dllt = (/*#__PURE__*/ rfse(/*#__PURE__*/ new u8([
	81,
	16,
	99,
	140,
	49,
	198,
	24,
	99,
	12,
	33,
	196,
	24,
	99,
	102,
	102,
	134,
	70,
	146,
	4
]), 0, 6))[1];
var dmlt = (/*#__PURE__*/ rfse(/*#__PURE__*/ new u8([
	33,
	20,
	196,
	24,
	99,
	140,
	33,
	132,
	16,
	66,
	8,
	33,
	132,
	16,
	66,
	8,
	33,
	68,
	68,
	68,
	68,
	68,
	68,
	68,
	68,
	36,
	9
]), 0, 6))[1];
var doct = (/*#__PURE__ */ rfse(/*#__PURE__*/ new u8([
	32,
	132,
	16,
	66,
	102,
	70,
	68,
	68,
	68,
	68,
	36,
	73,
	2
]), 0, 5))[1];
var b2bl = function(b, s) {
	var len = b.length, bl = new i32(len);
	for (var i = 0; i < len; ++i) {
		bl[i] = s;
		s += 1 << b[i];
	}
	return bl;
};
var llb = /*#__PURE__ */ new u8((/*#__PURE__ */ new i32([
	0,
	0,
	0,
	0,
	16843009,
	50528770,
	134678020,
	202050057,
	269422093
])).buffer, 0, 36);
var llbl = /*#__PURE__ */ b2bl(llb, 0);
var mlb = /*#__PURE__ */ new u8((/*#__PURE__ */ new i32([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	16843009,
	50528770,
	117769220,
	185207048,
	252579084,
	16
])).buffer, 0, 53);
var mlbl = /*#__PURE__ */ b2bl(mlb, 3);
var dhu = function(dat, out, hu) {
	var len = dat.length, ss = out.length, lb = dat[len - 1], msk = (1 << hu.b) - 1, eb = -hu.b;
	if (!lb) err(0);
	var st = 0, btr = hu.b, pos = (len << 3) - 8 + msb(lb) - btr, i = -1;
	for (; pos > eb && i < ss;) {
		var cbt = pos >> 3;
		var val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (pos & 7);
		st = (st << btr | val) & msk;
		out[++i] = hu.s[st];
		pos -= btr = hu.n[st];
	}
	if (pos != eb || i + 1 != ss) err(0);
};
var dhu4 = function(dat, out, hu) {
	var bt = 6;
	var sz1 = out.length + 3 >> 2, sz2 = sz1 << 1, sz3 = sz1 + sz2;
	dhu(dat.subarray(bt, bt += dat[0] | dat[1] << 8), out.subarray(0, sz1), hu);
	dhu(dat.subarray(bt, bt += dat[2] | dat[3] << 8), out.subarray(sz1, sz2), hu);
	dhu(dat.subarray(bt, bt += dat[4] | dat[5] << 8), out.subarray(sz2, sz3), hu);
	dhu(dat.subarray(bt), out.subarray(sz3), hu);
};
var rzb = function(dat, st, out) {
	var _a;
	var bt = st.b;
	var b0 = dat[bt], btype = b0 >> 1 & 3;
	st.l = b0 & 1;
	var sz = b0 >> 3 | dat[bt + 1] << 5 | dat[bt + 2] << 13;
	var ebt = (bt += 3) + sz;
	if (btype == 1) {
		if (bt >= dat.length) return;
		st.b = bt + 1;
		if (out) {
			fill(out, dat[bt], st.y, st.y += sz);
			return out;
		}
		return fill(new u8(sz), dat[bt]);
	}
	if (ebt > dat.length) return;
	if (btype == 0) {
		st.b = ebt;
		if (out) {
			out.set(dat.subarray(bt, ebt), st.y);
			st.y += sz;
			return out;
		}
		return slc(dat, bt, ebt);
	}
	if (btype == 2) {
		var b3 = dat[bt], lbt = b3 & 3, sf = b3 >> 2 & 3;
		var lss = b3 >> 4, lcs = 0, s4 = 0;
		if (lbt < 2) {
			if (sf & 1) lss |= dat[++bt] << 4 | (sf & 2 && dat[++bt] << 12);
			else lss = b3 >> 3;
		} else {
			s4 = sf;
			if (sf < 2) lss |= (dat[++bt] & 63) << 4, lcs = dat[bt] >> 6 | dat[++bt] << 2;
			else if (sf == 2) lss |= dat[++bt] << 4 | (dat[++bt] & 3) << 12, lcs = dat[bt] >> 2 | dat[++bt] << 6;
			else lss |= dat[++bt] << 4 | (dat[++bt] & 63) << 12, lcs = dat[bt] >> 6 | dat[++bt] << 2 | dat[++bt] << 10;
		}
		++bt;
		var buf = out ? out.subarray(st.y, st.y + st.m) : new u8(st.m);
		var spl = buf.length - lss;
		if (lbt == 0) buf.set(dat.subarray(bt, bt += lss), spl);
		else if (lbt == 1) fill(buf, dat[bt++], spl);
		else {
			var hu = st.h;
			if (lbt == 2) {
				var hud = rhu(dat, bt);
				lcs += bt - (bt = hud[0]);
				st.h = hu = hud[1];
			} else if (!hu) err(0);
			(s4 ? dhu4 : dhu)(dat.subarray(bt, bt += lcs), buf.subarray(spl), hu);
		}
		var ns = dat[bt++];
		if (ns) {
			if (ns == 255) ns = (dat[bt++] | dat[bt++] << 8) + 32512;
			else if (ns > 127) ns = ns - 128 << 8 | dat[bt++];
			var scm = dat[bt++];
			if (scm & 3) err(0);
			var dts = [
				dmlt,
				doct,
				dllt
			];
			for (var i = 2; i > -1; --i) {
				var md = scm >> (i << 1) + 2 & 3;
				if (md == 1) {
					var rbuf = new u8([
						0,
						0,
						dat[bt++]
					]);
					dts[i] = {
						s: rbuf.subarray(2, 3),
						n: rbuf.subarray(0, 1),
						t: new u16(rbuf.buffer, 0, 1),
						b: 0
					};
				} else if (md == 2) _a = rfse(dat, bt, 9 - (i & 1)), bt = _a[0], dts[i] = _a[1];
				else if (md == 3) {
					if (!st.t) err(0);
					dts[i] = st.t[i];
				}
			}
			var _b = st.t = dts, mlt = _b[0], oct = _b[1], llt = _b[2];
			var lb = dat[ebt - 1];
			if (!lb) err(0);
			var spos = (ebt << 3) - 8 + msb(lb) - llt.b, cbt = spos >> 3, oubt = 0;
			var lst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << llt.b) - 1;
			cbt = (spos -= oct.b) >> 3;
			var ost = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << oct.b) - 1;
			cbt = (spos -= mlt.b) >> 3;
			var mst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mlt.b) - 1;
			for (++ns; --ns;) {
				var llc = llt.s[lst];
				var lbtr = llt.n[lst];
				var mlc = mlt.s[mst];
				var mbtr = mlt.n[mst];
				var ofc = oct.s[ost];
				var obtr = oct.n[ost];
				cbt = (spos -= ofc) >> 3;
				var ofp = 1 << ofc;
				var off = ofp + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16 | dat[cbt + 3] << 24) >>> (spos & 7) & ofp - 1);
				cbt = (spos -= mlb[mlc]) >> 3;
				var ml = mlbl[mlc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << mlb[mlc]) - 1);
				cbt = (spos -= llb[llc]) >> 3;
				var ll = llbl[llc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << llb[llc]) - 1);
				cbt = (spos -= lbtr) >> 3;
				lst = llt.t[lst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << lbtr) - 1);
				cbt = (spos -= mbtr) >> 3;
				mst = mlt.t[mst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mbtr) - 1);
				cbt = (spos -= obtr) >> 3;
				ost = oct.t[ost] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << obtr) - 1);
				if (off > 3) {
					st.o[2] = st.o[1];
					st.o[1] = st.o[0];
					st.o[0] = off -= 3;
				} else {
					var idx = off - (ll != 0);
					if (idx) {
						off = idx == 3 ? st.o[0] - 1 : st.o[idx];
						if (idx > 1) st.o[2] = st.o[1];
						st.o[1] = st.o[0];
						st.o[0] = off;
					} else off = st.o[0];
				}
				for (var i = 0; i < ll; ++i) buf[oubt + i] = buf[spl + i];
				oubt += ll, spl += ll;
				var stin = oubt - off;
				if (stin < 0) {
					var len = -stin;
					var bs = st.e + stin;
					if (len > ml) len = ml;
					for (var i = 0; i < len; ++i) buf[oubt + i] = st.w[bs + i];
					oubt += len, ml -= len, stin = 0;
				}
				for (var i = 0; i < ml; ++i) buf[oubt + i] = buf[stin + i];
				oubt += ml;
			}
			if (oubt != spl) while (spl < buf.length) buf[oubt++] = buf[spl++];
			else oubt = buf.length;
			if (out) st.y += oubt;
			else buf = slc(buf, 0, oubt);
		} else if (out) {
			st.y += lss;
			if (spl) for (var i = 0; i < lss; ++i) buf[i] = buf[spl + i];
		} else if (spl) buf = slc(buf, spl);
		st.b = ebt;
		return buf;
	}
	err(2);
};
var cct = function(bufs, ol) {
	if (bufs.length == 1) return bufs[0];
	var buf = new u8(ol);
	for (var i = 0, b = 0; i < bufs.length; ++i) {
		var chk = bufs[i];
		buf.set(chk, b);
		b += chk.length;
	}
	return buf;
};
/**
* Decompresses Zstandard data
* @param dat The input data
* @param buf The output buffer. If unspecified, the function will allocate
*            exactly enough memory to fit the decompressed data. If your
*            data has multiple frames and you know the output size, specifying
*            it will yield better performance.
* @returns The decompressed data
*/
function decompress(dat, buf) {
	var bufs = [], nb = +!buf;
	var bt = 0, ol = 0;
	for (; dat.length;) {
		var st = rzfh(dat, nb || buf);
		if (typeof st == "object") {
			if (nb) {
				buf = null;
				if (st.w.length == st.u) {
					bufs.push(buf = st.w);
					ol += st.u;
				}
			} else {
				bufs.push(buf);
				st.e = 0;
			}
			for (; !st.l;) {
				var blk = rzb(dat, st, buf);
				if (!blk) err(5);
				if (buf) st.e = st.y;
				else {
					bufs.push(blk);
					ol += blk.length;
					cpw(st.w, 0, blk.length);
					st.w.set(blk, st.w.length - blk.length);
				}
			}
			bt = st.b + st.c * 4;
		} else bt = st;
		dat = dat.subarray(bt);
	}
	return cct(bufs, ol);
}

// src/formats/snappy.ts
/**
* Snappy's raw format into `output`, which is exactly as long as the content; false when the input is anything else.
* Every length is checked before it is used, in both buffers, and every step takes input: it ends.
* @see https://github.com/google/snappy/blob/main/format_description.txt
*/
function unpackSnappy(input, output) {
	let at = 0;
	while (at < 5 && input[at] >= 128) at++;
	at++;
	let to = 0;
	while (at < input.length) {
		const tag = input[at++];
		let length = (tag >> 2) + 1;
		if ((tag & 3) === 0) {
			if (length > 60) {
				const bytes = length - 60;
				length = 1;
				for (let i = 0; i < bytes; i++) length += input[at++] * 2 ** (8 * i);
			}
			if (!(length <= input.length - at) || length > output.length - to) return false;
			output.set(input.subarray(at, at + length), to);
			at += length;
			to += length;
			continue;
		}
		let offset;
		if ((tag & 3) === 1) {
			length = (tag >> 2 & 7) + 4;
			offset = tag >> 5 << 8 | input[at++];
		} else if ((tag & 3) === 2) {
			offset = input[at] | input[at + 1] << 8;
			at += 2;
		} else {
			offset = (input[at] | input[at + 1] << 8 | input[at + 2] << 16 | input[at + 3] << 24) >>> 0;
			at += 4;
		}
		if (at > input.length || offset === 0 || offset > to || length > output.length - to) return false;
		for (const end = to + length; to < end; to++) output[to] = output[to - offset];
	}
	return at === input.length && to === output.length;
}

// src/formats/parquet-pages.ts
const DATA = 0;
const DICTIONARY = 2;
const DATA_V2 = 3;
/** Pages of a column chunk in their order; declared sizes are held against what is there before anything is allocated. */
function* pagesOf(file, column, chunk) {
	const reader = new ThriftReader(file.bytes, chunk.start, chunk.end);
	let unfolded = 0;
	let values = 0;
	while (values < chunk.values) {
		const header = reader.struct();
		const unpacked = integerAt(header, 2);
		const packed = integerAt(header, 3);
		const start = reader.at;
		if (packed > chunk.end - start) throw new EncodingFault("a page that ends early");
		reader.at += packed;
		unfolded += unpacked;
		file.budget.left -= unpacked;
		if (unfolded > PARQUET_CHUNK_LIMIT || file.budget.left < 0) throw parquetError("parquet-too-large", file.path, `column ${column.path.join(".")}`);
		const kind = integerAt(header, 1);
		const bytes = file.bytes.subarray(start, start + packed);
		if (kind === DATA) {
			const data = structAt(header, 5);
			const count = countOf(data, chunk.values - values);
			if (integerAt(data, 3) !== 3 || integerAt(data, 4) !== 3) checkLevels(column, data, file.path);
			yield {
				dictionary: false,
				bytes: unpack(bytes, unpacked, chunk.codec, file.path),
				values: count,
				encoding: integerAt(data, 2),
				levels: null
			};
			values += count;
		} else if (kind === DICTIONARY) {
			const data = structAt(header, 7);
			const count = countOf(data, unpacked * 8);
			yield {
				dictionary: true,
				bytes: unpack(bytes, unpacked, chunk.codec, file.path),
				values: count,
				encoding: integerAt(data, 2),
				levels: null
			};
		} else if (kind === DATA_V2) {
			const data = structAt(header, 8);
			const count = countOf(data, chunk.values - values);
			const levels = {
				repetition: integerAt(data, 6),
				definition: integerAt(data, 5)
			};
			const before = levels.repetition + levels.definition;
			if (before > packed || before > unpacked) throw new EncodingFault("levels longer than their page");
			const codec = data.get(7) === false ? 0 : chunk.codec;
			const content = unpack(bytes.subarray(before), unpacked - before, codec, file.path);
			yield {
				dictionary: false,
				bytes: joined(bytes.subarray(0, before), content),
				values: count,
				encoding: integerAt(data, 4),
				levels
			};
			values += count;
		}
	}
}
function countOf(data, limit) {
	const count = integerAt(data, 1);
	if (count > limit) throw new EncodingFault("more values than the column has");
	return count;
}
/** Levels are runs and bit-packed groups (RLE); the older BIT_PACKED is not written any more. */
function checkLevels(column, data, path) {
	if (column.definition > 0 && integerAt(data, 3) !== 3 || column.repetition > 0 && integerAt(data, 4) !== 3) throw parquetError("parquet-encoding", path, `levels of ${column.path.join(".")}`);
}
/** @throws EncodingFault when the content is not `length` bytes */
function unpack(bytes, length, codec, path) {
	const content = contentOf(bytes, length, codec, path);
	if (content?.length === length) return content;
	throw new EncodingFault("a page whose content is not what its header says");
}
function contentOf(bytes, length, codec, path) {
	if (codec === 0) return bytes;
	if (length === 0) return /* @__PURE__ */ new Uint8Array(0);
	try {
		if (codec === 1) {
			const output = new Uint8Array(length);
			return unpackSnappy(bytes, output) ? output : null;
		}
		if (codec === 2) return gunzipSync(bytes, { out: new Uint8Array(length) });
		if (codec === 6) return decompress(bytes, new Uint8Array(length));
	} catch {
		return null;
	}
	throw parquetError("parquet-compression", path, CODECS[codec] ?? `codec ${codec}`);
}
const CODECS = [
	"none",
	"Snappy",
	"gzip",
	"LZO",
	"Brotli",
	"LZ4",
	"zstd",
	"LZ4 raw"
];
function joined(a, b) {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}
/** Runs `read`; faults of pages become errors that name file and column. */
function withPlace(file, column, read) {
	try {
		return read();
	} catch (error) {
		if (error instanceof EncodingFault || error instanceof ThriftFault) throw parquetError("parquet-page", file.path, `column ${column.path.join(".")}: ${error.message}`);
		throw error;
	}
}

// src/formats/parquet-column.ts
const PLAIN$1 = 0;
const PLAIN_DICTIONARY = 2;
const RLE = 3;
const DELTA_BINARY = 5;
const DELTA_LENGTH = 6;
const RLE_DICTIONARY = 8;
const WIDTHS = {
	int32: 4,
	int64: 8,
	float: 4,
	double: 8
};
/** Values of a column in one row group: numbers, or places of bytes in buffers. Absent ones are told by `has`. */
var ColumnValues = class {
	column;
	rows;
	/** 1 where the row has a value. */
	has;
	#numbers;
	#buffers = [];
	#places;
	#row = 0;
	/** Rows that have come. */
	get filled() {
		return this.#row;
	}
	constructor(column, rows) {
		this.column = column;
		this.rows = rows;
		this.has = new Uint8Array(rows);
		this.#numbers = column.type === "bytes" ? null : column.type === "int64" ? new BigInt64Array(rows) : new Float64Array(rows);
		this.#places = column.type === "bytes" ? new Int32Array(rows * 3) : null;
	}
	/** The bytes of a row that has some: a view of the page they came in. */
	bytes(row) {
		const [buffer, start, end] = [
			0,
			1,
			2
		].map((i) => this.#places[row * 3 + i]);
		return this.#buffers[buffer].subarray(start, end);
	}
	number(row) {
		const value = this.#numbers[row];
		return this.column.type === "float" ? shortest(Number(value)) : value;
	}
	/** Rows of one page: `present[i]` picks the next of its values. */
	addPage(present, values) {
		if (present.length > this.rows - this.#row) throw new EncodingFault("more values than the row group has rows");
		const buffer = values.buffer ? this.#buffers.push(values.buffer) - 1 : 0;
		let next = 0;
		for (let i = 0; i < present.length; i++, this.#row++) {
			if (present[i] === 0) continue;
			this.has[this.#row] = 1;
			const at = next++;
			if (this.#numbers) this.#numbers[this.#row] = values.numbers[at];
			else {
				this.#places[this.#row * 3] = buffer;
				this.#places[this.#row * 3 + 1] = values.starts[at];
				this.#places[this.#row * 3 + 2] = values.ends[at];
			}
		}
	}
	finish() {
		if (this.#row !== this.rows) throw new EncodingFault("fewer values than the row group has rows");
		return this;
	}
};
/** A column of one row group, without repetition: one value a row, or none. */
function readColumn(file, column, group) {
	const { rows, chunks } = file.groups[group];
	if (column.repetition > 0) throw parquetError("parquet-type", file.path, column.path.join("."));
	return withPlace(file, column, () => {
		if (chunks[column.index].values !== rows) throw new EncodingFault("as many values as the row group has rows are needed");
		return readEntries(file, column, group, null);
	});
}
/** All entries of a column in one row group; those of one that repeats say in `levels` where they belong. */
function readEntries(file, column, group, levels) {
	const chunk = file.groups[group].chunks[column.index];
	if (column.type === "int96" || column.type === "fixed") throw parquetError("parquet-type", file.path, column.path.join("."));
	if (chunk.values > PARQUET_CELLS_LIMIT) throw new EncodingFault(`${chunk.values} values in one row group`);
	const values = new ColumnValues(column, chunk.values);
	let dictionary = null;
	for (const page of pagesOf(file, column, chunk)) if (page.dictionary) dictionary = plain$1(cursorOf(page.bytes), column.type, page.values);
	else addPage(values, page, dictionary, file.path, levels);
	return values.finish();
}
function addPage(into, page, dictionary, path, levels) {
	const { column } = into;
	const cursor = cursorOf(page.bytes);
	const repetition = takeLevels(cursor, page, column.repetition, page.levels?.repetition);
	const definition = takeLevels(cursor, page, column.definition, page.levels?.definition);
	levels?.repetition.set(repetition, into.filled);
	levels?.definition.set(definition, into.filled);
	const present = definition.map((level) => Number(level === column.definition));
	const count = present.reduce((sum, one) => sum + one, 0);
	into.addPage(present, valuesOf(cursor, column, page.encoding, count, dictionary, path));
}
/** A level for each entry of a page; older pages state the length before them, newer ones in the header (`length`). */
function takeLevels(cursor, page, most, length) {
	if (most === 0) {
		take(cursor, length ?? 0);
		return new Uint8Array(page.values);
	}
	const size = length ?? cursor.view.getUint32(take(cursor, 4), true);
	const start = take(cursor, size);
	const levels = new Int32Array(page.values);
	readHybrid(cursorOf(page.bytes, start, start + size), bitsFor(most), levels);
	return Uint8Array.from(levels);
}
function valuesOf(cursor, column, encoding, count, dictionary, path) {
	if (count === 0) return {
		count,
		numbers: /* @__PURE__ */ new Float64Array(0),
		buffer: cursor.bytes
	};
	if (encoding === PLAIN$1) return plain$1(cursor, column.type, count);
	if (encoding === RLE_DICTIONARY || encoding === PLAIN_DICTIONARY) {
		if (!dictionary) throw new EncodingFault("indices without a dictionary");
		return picked(cursor, count, dictionary);
	}
	if (encoding === RLE && column.type === "boolean") {
		const length = cursor.view.getUint32(take(cursor, 4), true);
		const start = take(cursor, length);
		const bits = new Int32Array(count);
		readHybrid(cursorOf(cursor.bytes, start, start + length), 1, bits);
		return {
			count,
			numbers: Float64Array.from(bits)
		};
	}
	if (encoding === DELTA_BINARY && (column.type === "int32" || column.type === "int64")) {
		const numbers = readDelta(cursor, count);
		if (numbers.length < count) throw new EncodingFault("fewer differences than values");
		return {
			count,
			numbers: column.type === "int64" ? numbers : Float64Array.from(numbers, (value) => Number(BigInt.asIntN(32, value)))
		};
	}
	if (encoding === DELTA_LENGTH && column.type === "bytes") return byLengths(cursor, count);
	throw parquetError("parquet-encoding", path, `encoding ${encoding} of ${column.path.join(".")}`);
}
function plain$1(cursor, type, count) {
	if (type === "bytes") {
		if (count > (cursor.end - cursor.at) / 4) throw new EncodingFault("a page that ends early");
		const starts = new Int32Array(count);
		const ends = new Int32Array(count);
		for (let i = 0; i < count; i++) {
			const length = cursor.view.getUint32(take(cursor, 4), true);
			starts[i] = take(cursor, length);
			ends[i] = cursor.at;
		}
		return {
			count,
			buffer: cursor.bytes,
			starts,
			ends
		};
	}
	const { view } = cursor;
	if (type === "boolean") {
		const from = take(cursor, Math.ceil(count / 8));
		return {
			count,
			numbers: Float64Array.from({ length: count }, (_, i) => cursor.bytes[from + (i >> 3)] >> (i & 7) & 1)
		};
	}
	const width = WIDTHS[type];
	if (width === void 0) throw new EncodingFault(`values of type ${type}`);
	const from = take(cursor, count * width);
	if (type === "int64") {
		const numbers = new BigInt64Array(count);
		for (let i = 0; i < count; i++) numbers[i] = view.getBigInt64(from + 8 * i, true);
		return {
			count,
			numbers
		};
	}
	const numbers = new Float64Array(count);
	for (let i = 0; i < count; i++) if (type === "int32") numbers[i] = view.getInt32(from + 4 * i, true);
	else numbers[i] = type === "float" ? view.getFloat32(from + 4 * i, true) : view.getFloat64(from + 8 * i, true);
	return {
		count,
		numbers
	};
}
/** Values of a dictionary by their indices; the buffer stays the dictionary's. */
function picked(cursor, count, dictionary) {
	const width = cursor.bytes[take(cursor, 1)];
	const indices = new Int32Array(count);
	readHybrid(cursor, width, indices);
	for (const index of indices) if (index >= dictionary.count) throw new EncodingFault("an index beyond its dictionary");
	const { numbers, buffer, starts, ends } = dictionary;
	if (buffer && starts && ends) return {
		count,
		buffer,
		starts: indices.map((index) => starts[index]),
		ends: indices.map((index) => ends[index])
	};
	if (numbers instanceof BigInt64Array) return {
		count,
		numbers: BigInt64Array.from(indices, (index) => numbers[index])
	};
	return {
		count,
		numbers: Float64Array.from(indices, (index) => numbers[index])
	};
}
/** All lengths, then all bytes. */
function byLengths(cursor, count) {
	const lengths = readDelta(cursor, count);
	if (lengths.length < count) throw new EncodingFault("fewer lengths than values");
	const starts = new Int32Array(count);
	const ends = new Int32Array(count);
	for (let i = 0; i < count; i++) {
		starts[i] = take(cursor, Number(lengths[i]));
		ends[i] = cursor.at;
	}
	return {
		count,
		buffer: cursor.bytes,
		starts,
		ends
	};
}
/** The shortest decimal that is this 32-bit float: 0.1, not 0.10000000149011612. */
function shortest(value) {
	for (let digits = 6; digits < 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return short;
	}
	return value;
}
function bitsFor(level) {
	return 32 - Math.clz32(level);
}

// src/formats/parquet-lists.ts
const decoder$1 = new TextDecoder("utf-8", { ignoreBOM: true });
/** A column that repeats once or twice, row by row of one row group: its values, or lists of them. */
var ParquetLists = class {
	#file;
	#column;
	#levels;
	#values;
	#at = 0;
	/** @throws GateError `parquet-…` */
	constructor(file, column, group) {
		const { rows, chunks } = file.groups[group];
		const entries = chunks[column.index].values;
		if (entries > Math.max(1e6, file.bytes.length * 16)) throw parquetError("parquet-too-many-rows", file.path, `${entries} entries of ${column.path.join(".")}`);
		this.#file = file;
		this.#column = column;
		this.#levels = {
			repetition: new Uint8Array(entries),
			definition: new Uint8Array(entries)
		};
		this.#values = withPlace(file, column, () => {
			const values = readEntries(file, column, group, this.#levels);
			if (this.#levels.repetition.reduce((sum, level) => sum + Number(level === 0), 0) !== rows || entries > 0 && this.#levels.repetition[0] !== 0) throw new EncodingFault("another number of lists than the row group has rows");
			return values;
		});
	}
	/** The next row: empty where it has no list. */
	next() {
		const { repetition, definition } = this.#levels;
		const { repeated } = this.#column;
		const [outer, inner] = repeated;
		const row = [];
		do {
			const at = this.#at++;
			if (definition[at] < outer) continue;
			if (inner === void 0) row.push(this.#value(at));
			else if (repetition[at] < 2) row.push(definition[at] < inner ? [] : [this.#value(at)]);
			else this.#last(row).push(this.#value(at));
		} while (this.#at < repetition.length && repetition[this.#at] !== 0);
		return row;
	}
	#last(row) {
		const last = row.at(-1);
		if (Array.isArray(last)) return last;
		return withPlace(this.#file, this.#column, () => {
			throw new EncodingFault("an element of a list that did not begin");
		});
	}
	#value(at) {
		const values = this.#values;
		if (values.has[at] !== 1) return null;
		return values.column.type === "bytes" ? decoder$1.decode(values.bytes(at)) : Number(values.number(at));
	}
};

// src/evidence/dataset/parquet-objects.ts
/**
* Annotations in a column of structures, as Hugging Face writes them: `objects` with lists `bbox` and `category` (also
* `categories`), or a list of `{bbox, category}`.
*/
var ParquetObjects = class ParquetObjects {
	#file;
	#bbox;
	#category;
	#boxes = null;
	#categories = null;
	/** null: the file has no such column. @throws GateError `parquet-type` where it has one of another kind */
	static of(file) {
		const own = file.columns.filter(({ path }) => path[0] === OBJECTS);
		if (own.length === 0) return null;
		const find = (names, repetition) => own.find(({ path, ...column }) => column.repetition === repetition && path.some((name) => names.includes(name)));
		const [bbox, category] = [find(["bbox"], 2), find(["category", "categories"], 1)];
		if (bbox && category && bbox.type !== "bytes") return new ParquetObjects(file, bbox, category);
		const lacks = category ? "bbox: four numbers a box" : "category: one a box";
		throw parquetError("parquet-type", file.path, `${OBJECTS} without ${lacks}`);
	}
	constructor(file, bbox, category) {
		this.#file = file;
		this.#bbox = bbox;
		this.#category = category;
	}
	open(group) {
		this.#boxes = new ParquetLists(this.#file, this.#bbox, group);
		this.#categories = new ParquetLists(this.#file, this.#category, group);
	}
	/** The annotations of the next row of the group. */
	next(image) {
		return {
			image,
			bbox: this.#boxes.next(),
			categories: this.#categories.next()
		};
	}
};

// src/evidence/dataset/parquet-rows.ts
const encoder$6 = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** Whether the column is a structure with the bytes of the image. */
function isEmbedded(file, image) {
	return leaf$1(file, [image, "bytes"]) !== null;
}
function leaf$1(file, path) {
	return file.columns.find((column) => column.path.length === path.length && column.path.every((name, i) => name === path[i])) ?? null;
}
/** Puts the rows of a file into records, row group by row group, of the columns that count and no others. */
function pushParquet(file, manifest, { columns }, into) {
	const embedded = isEmbedded(file, columns.image);
	const records = into.rows.openRecords(embedded ? {
		...manifest,
		folder: manifest.path
	} : manifest);
	const objects = into.rows.boxed ? ParquetObjects.of(file) : null;
	const annotations = objects && records.column("objects");
	const image = embedded ? new EmbeddedImages(file, columns.image, records, into) : null;
	const others = flatColumns(file, columns, embedded).flatMap((column) => {
		const target = records.column(column.path[0]);
		return target ? [{
			column,
			target,
			push: column.path[0] === columns.label ? labels(into.names) : plain
		}] : [];
	});
	if (embedded) records.column(columns.image);
	else if (!leaf$1(file, [columns.image])) records.end();
	if (file.rows * others.length > Math.max(PARQUET_CELLS_LIMIT, file.bytes.length * 16)) throw parquetError("parquet-too-many-rows", file.path, `${file.rows} rows × ${others.length} columns`);
	for (const [index, group] of file.groups.entries()) {
		if (group.rows * (others.length + 2) > PARQUET_CELLS_LIMIT) throw parquetError("parquet-too-many-rows", file.path, `${group.rows} rows × ${others.length} columns in one row group`);
		const read = others.map(({ column, ...other }) => ({
			...other,
			values: readColumn(file, column, index)
		}));
		image?.open(index);
		objects?.open(index);
		for (let row = 0; row < group.rows; row++) {
			const name = image?.push(row) ?? shownName(read, row, columns.image);
			for (const { values, target, push } of read) if (values.has[row] === 1) push(values, row, target, file.path);
			if (objects) {
				const json = encoder$6.encode(JSON.stringify(objects.next(name)));
				annotations.nested(json, 0, json.length, 0);
			}
			records.row(0, name);
		}
	}
	records.end();
}
/** Columns of one plain value a row that are asked for, or are texts and numbers that images may share. */
function flatColumns(file, columns, embedded) {
	const seen = /* @__PURE__ */ new Set();
	const asked = /* @__PURE__ */ new Set([
		columns.image,
		columns.label,
		columns.split,
		columns.group,
		columns.time,
		columns.digest
	]);
	return file.columns.filter((column) => {
		const [name] = column.path;
		if (embedded && name === columns.image) return false;
		const flat = column.path.length === 1 && column.repetition === 0;
		const kind = column.type !== "int96" && column.type !== "fixed";
		if (flat && seen.has(name)) throw parquetError("parquet-schema", file.path, `two columns ${quoted$1(name)}`);
		seen.add(name);
		if (asked.has(name) && !(flat && kind)) throw parquetError("parquet-type", file.path, column.path.join("."));
		return flat && kind && (column.type !== "bytes" || column.text || asked.has(name));
	});
}
const plain = (values, row, target, path) => {
	if (values.column.type === "bytes") {
		const bytes = values.bytes(row);
		const name = values.column.path.join(".");
		if (bytes.length > 65536) throw parquetError("parquet-too-large", path, `a text of ${name}`);
		if (bytes.some((byte) => byte >= 128) && !isUtf8(bytes)) throw parquetError("parquet-not-utf8", path, name);
		target.push(bytes, 0, bytes.length, 0);
	} else if (!Number.isNaN(values.number(row))) pushText(target, textOf(values, row));
};
/** Of an index its name; −1 is Hugging Face's word for none. */
function labels(names) {
	return (values, row, target, path) => {
		if (names === null || values.column.type === "bytes") {
			plain(values, row, target, path);
			return;
		}
		const index = Number(values.number(row));
		if (index !== -1) pushText(target, names[index] ?? textOf(values, row));
	};
}
function textOf(values, row) {
	const number = values.number(row);
	return values.column.type === "boolean" ? String(number === 1) : String(number);
}
function pushText(target, text) {
	const bytes = encoder$6.encode(text);
	target.push(bytes, 0, bytes.length, 0);
}
function shownName(read, row, image) {
	const values = read.find(({ values: { column } }) => column.path[0] === image)?.values;
	return values?.has[row] === 1 && values.column.type === "bytes" ? decoder.decode(values.bytes(row)) : "";
}
/** The images inside a file: content ids of their bytes, and a name for each, its path where that is one and is its own. */
var EmbeddedImages = class {
	#file;
	#bytes;
	#path;
	#target;
	#into;
	#seen = new ByteDictionary();
	#values = null;
	#paths = null;
	#row = 0;
	constructor(file, image, records, into) {
		this.#file = file;
		this.#bytes = leaf$1(file, [image, "bytes"]);
		this.#path = leaf$1(file, [image, "path"]);
		this.#target = records.column(image);
		this.#into = into;
	}
	open(group) {
		if (this.#bytes.type !== "bytes" || this.#path !== null && this.#path.type !== "bytes") throw parquetError("parquet-type", this.#file.path, "images whose bytes or names are numbers");
		this.#values = readColumn(this.#file, this.#bytes, group);
		this.#paths = this.#path && readColumn(this.#file, this.#path, group);
	}
	/** The next row of the file, which is row `row` of the group; returns its name. */
	push(row) {
		const at = this.#row++;
		const name = this.#nameOf(row, at);
		pushText(this.#target, name);
		if (this.#values.has[row] === 1) {
			const bytes = this.#values.bytes(row);
			this.#into.rows.member(at, bytes.length, this.#into.hash(bytes));
		} else {
			this.#into.rows.member(at, 0, /* @__PURE__ */ new Uint8Array(32));
			this.#into.rows.fail("not-an-image", `${quoted$1(name)} has no bytes`);
		}
		return name;
	}
	#nameOf(row, at) {
		const bytes = this.#paths?.has[row] === 1 ? this.#paths.bytes(row) : null;
		const path = bytes && bytes.length <= 4096 && isUtf8(bytes) ? normalPath(decoder.decode(bytes)) : null;
		if (path === null) return String(at);
		const known = this.#seen.size;
		const normal = encoder$6.encode(path);
		return this.#seen.code(normal, 0, normal.length) < known ? String(at) : path;
	}
};

// src/evidence/dataset/parquet-image.ts
/** A Parquet file is read from its end and in any order: it is in memory as a whole, one at a time. */
const PARQUET_LIMIT = 1024 ** 3;
/** Finds the bytes of images in one file; a row group is decoded once while rows are asked for in their order. */
var ParquetImages = class {
	#file;
	#image;
	#group = -1;
	#values = null;
	constructor(bytes, path, image) {
		this.#file = openParquet(bytes, path);
		this.#image = image;
	}
	bytes(row) {
		const column = leaf$1(this.#file, [this.#image, "bytes"]);
		if (!column) return null;
		let first = 0;
		for (const [group, { rows }] of this.#file.groups.entries()) {
			const within = row - first;
			first += rows;
			if (within >= rows) continue;
			if (group !== this.#group) this.#values = readColumn(this.#file, column, group);
			this.#group = group;
			return this.#values.has[within] === 1 ? this.#values.bytes(within) : null;
		}
		return null;
	}
};

// src/evidence/dataset/shards.ts
/** More files than any dataset in a repository has. */
const SHARDS_LIMIT = 1e5;
/** What decides which shards there are: the file, or the folder in which they lie. */
function shardLeaves(placement) {
	return Object.values(placement.splits).map((place) => {
		const path = joinPath(placement.root, place);
		const wild = path.search(/[*{]/);
		return wild < 0 ? path : folderOf$1(path.slice(0, wild));
	});
}
/**
* Files of one split, in order: a path, all `extension` files below a folder, one `*` (which stands for no `/`), or one
* range in braces as webdataset writes it: `train-{000..009}.tar`.
* @throws GateError `shards-…`
*/
async function shardsOf(place, extension, placement, tree) {
	const path = joinPath(placement.root, place);
	const range = /^([^*{}]*)\{(\d{1,9})\.\.(\d{1,9})\}([^*{}]*)$/.exec(path);
	if (range) return inBraces(path, range[1], range[2], range[3], range[4]);
	if (/[{}]/.test(path) || path.split("*").length > 2) throw shardsError("shards-pattern", path, "is neither a path nor has one `*` or one range `{000..009}`");
	const star = path.indexOf("*");
	if (star < 0 && path.endsWith(extension)) return [path];
	const folder = star < 0 ? path : folderOf$1(path.slice(0, star));
	const listed = await tree.oid(folder) === null ? null : await tree.list(folder);
	const matches = (name) => star < 0 ? name.endsWith(extension) : isLike(name, path, star);
	const found = [];
	for (let row = 0; row < (listed?.rows ?? 0); row++) {
		const name = listed.path.get(row);
		if (!matches(name)) continue;
		if (found.push(name) > SHARDS_LIMIT) throw shardsError("shards-too-many", path, `names more than ${SHARDS_LIMIT} files`);
	}
	if (found.length === 0) throw shardsError("shards-missing", path, `names no ${extension} file on ${tree.side}`);
	return found;
}
function inBraces(path, before, first, last, after) {
	const count = Number(last) - Number(first) + 1;
	if (count < 1) throw shardsError("shards-pattern", path, "has a range that runs backwards");
	if (count > SHARDS_LIMIT) throw shardsError("shards-too-many", path, `names more than ${SHARDS_LIMIT} files`);
	return Array.from({ length: count }, (_, at) => {
		return before + String(Number(first) + at).padStart(first.length, "0") + after;
	});
}
function isLike(name, pattern, star) {
	const before = pattern.slice(0, star);
	const after = pattern.slice(star + 1);
	if (name.length < before.length + after.length || !name.startsWith(before) || !name.endsWith(after)) return false;
	return !name.slice(before.length, name.length - after.length).includes("/");
}
function shardsError(code, path, what) {
	return new GateError(code, "artifact", `${path}: ${what}`, {
		hint: "Correct the split in `data.splits`: a file, a folder, one `*`, or a range as `train-{000..009}.tar`.",
		place: { path }
	});
}

// src/evidence/dataset/parquet.ts
/** One file with a split column, or files for each split. */
async function readParquetDataset(placement, task, tree, hash) {
	const { file, root, splits } = placement;
	if (file !== null) return readParquet(placement, task, tree, hash, [{
		path: joinPath(root, file),
		split: null,
		folder: imageRoot(placement)
	}]);
	const manifests = [];
	for (const [split, [name, place]] of Object.entries(splits).entries()) {
		const folder = imageRoot(placement, name);
		for (const path of await shardsOf(place, ".parquet", placement, tree)) manifests.push({
			path,
			split,
			folder
		});
	}
	return readParquet(placement, task, tree, hash, manifests);
}
/** Tables whose image column names files, or holds `{bytes, path}` itself, as Hugging Face writes it. */
async function readParquet(placement, task, tree, hash, manifests) {
	const problems = new Problems();
	let rows = null;
	let embedded = false;
	const names = new ClassNames$1();
	for (const manifest of manifests) {
		const file = openParquet(await readManifest(tree, manifest.path, PARQUET_LIMIT), manifest.path);
		if (file.rows === 0) throw empty(file);
		const inside = isEmbedded(file, placement.columns.image);
		if (rows !== null && inside !== embedded) throw unlike(file, placement.columns.image);
		embedded = inside;
		rows ??= new ManifestRows(placement, task, problems, embedded ? "parquet" : null);
		pushParquet(file, manifest, placement, {
			rows,
			problems,
			hash,
			names: names.of(file, rows.boxed ? CATEGORY : [[placement.columns.label]])
		});
	}
	const contents = embedded || outsideGit(placement) ? null : new TreeContents(await listRoot(placement, tree));
	return assemble(rows.build(), {
		placement,
		tree,
		problems,
		contents,
		names: names.common,
		indexed: true
	});
}
const CATEGORY = [[OBJECTS], ["category", "categories"]];
/** Classes that files state for themselves (`ClassLabel`), the same in all of them. */
var ClassNames$1 = class {
	#first = null;
	get common() {
		return this.#first?.names ?? null;
	}
	of(file, feature) {
		const names = classLabel(file.keyValues.get("huggingface"), feature);
		this.#first ??= {
			path: file.path,
			names
		};
		if (JSON.stringify(names) === JSON.stringify(this.#first.names)) return names;
		const hint = "Write all splits with the same ClassLabel: an index must mean the same class everywhere.";
		const message = `${file.path}: other class names than ${this.#first.path}`;
		throw new GateError("parquet-classes", "artifact", message, {
			hint,
			place: { path: file.path }
		});
	}
};
/** `info.features.<feature>.names` of the features that Hugging Face's datasets keep in the file. */
function classLabel(json, feature) {
	let value;
	try {
		value = JSON.parse(json ?? "null");
	} catch {
		return null;
	}
	for (const keys of [
		["info"],
		["features"],
		...feature,
		["names"]
	]) {
		for (let level = 0; level < 4 && own(value, keys) === void 0; level++) value = Array.isArray(value) ? value[0] : own(value, ["feature"]);
		value = own(value, keys);
	}
	return Array.isArray(value) && value.every((name) => typeof name === "string") && new Set(value).size === value.length ? value : null;
}
/** The value of the first of these keys that there is. */
function own(value, keys) {
	if (typeof value !== "object" || value === null) return void 0;
	const key = keys.find((key) => Object.hasOwn(value, key));
	return key === void 0 ? void 0 : value[key];
}
function empty({ path }) {
	return new GateError("parquet-empty", "artifact", `${path}: the file has no rows`, {
		hint: "Write the records of the split into it, or take it out of `data.splits`.",
		place: { path }
	});
}
function unlike({ path }, image) {
	const hint = "Write all files the same way: the images inside, or names of files.";
	const message = `${path}: column ${quoted$1(image)} is of another kind than in the files before`;
	return new GateError("parquet-mixed", "artifact", message, {
		hint,
		place: { path }
	});
}

// src/evidence/dataset/huggingface.ts
const METADATA = [
	"metadata.csv",
	"metadata.jsonl",
	"metadata.parquet"
];
/** The column that every metadata file has, whatever the configuration calls images elsewhere. */
const FILE_NAME = "file_name";
/**
* Hugging Face's ImageFolder: a folder a split, with a metadata file whose `file_name` is relative to the folder, or
* without one, then the folders below it are the classes. Boxes of `objects` stand in metadata.jsonl or .parquet.
*/
async function readHuggingFace(placement, task, tree, hash) {
	const manifests = [];
	const without = [];
	const places = Object.values(placement.splits);
	for (const [split, folder] of splitFolders(placement).entries()) {
		const path = await metadataOf(folder, tree);
		if (path === null) without.push(folder);
		else manifests.push({
			path,
			split,
			folder: joinPath(imageRoot(placement), places[split])
		});
	}
	if (manifests.length === 0) return readFolderDataset(placement, task, tree);
	if (without.length > 0) {
		const hint = "Give every split a metadata file, or none of them.";
		const message = `${without[0]}: no ${METADATA.join(" or ")}, which other splits have`;
		throw new GateError("metadata-missing", "artifact", message, {
			hint,
			place: { path: without[0] }
		});
	}
	const named = {
		...placement,
		columns: {
			...placement.columns,
			image: FILE_NAME
		}
	};
	const tables = manifests.filter(({ path }) => path.endsWith(".parquet"));
	if (tables.length === 0) return readManifests(named, task, tree, manifests, parserOf);
	if (tables.length === manifests.length) return readParquet(named, task, tree, hash, manifests);
	const hint = "Use one kind of metadata file for all splits.";
	const message = `${tables[0].path}: other splits have a text file`;
	throw new GateError("metadata-ambiguous", "artifact", message, {
		hint,
		place: { path: tables[0].path }
	});
}
function parserOf(path) {
	return path.endsWith(".jsonl") ? parseJsonl : parseCsv;
}
async function metadataOf(folder, tree) {
	const paths = METADATA.map((name) => joinPath(folder, name));
	const oids = await Promise.all(paths.map((path) => tree.oid(path)));
	const found = paths.filter((_, index) => oids[index] !== null);
	if (found.length <= 1) return found[0] ?? null;
	const hint = "Keep one of them.";
	const message = `${folder}: two metadata files, and they may disagree: ${found.join(", ")}`;
	throw new GateError("metadata-ambiguous", "artifact", message, {
		hint,
		place: { path: found[0] }
	});
}

// src/formats/quoted.ts
/** Longest quotation of an untrusted text in a message. */
const LIMIT = 100;
/** A text in quotes, at most 100 characters of it. */
function quoted(text) {
	return `"${clipped(text)}"`;
}
function clipped(text) {
	return text.length <= LIMIT ? text : `${text.slice(0, LIMIT)}…`;
}

// src/formats/labelme.ts
const ANY = Number.POSITIVE_INFINITY;
/** How many points each `shape_type` has; the order is that of the numbers in the hash. */
const KINDS$2 = /* @__PURE__ */ new Map([
	["polygon", {
		least: 3,
		most: ANY
	}],
	["rectangle", {
		least: 2,
		most: 4
	}],
	["circle", {
		least: 2,
		most: 2
	}],
	["line", {
		least: 2,
		most: 2
	}],
	["point", {
		least: 1,
		most: 1
	}],
	["linestrip", {
		least: 2,
		most: ANY
	}],
	["points", {
		least: 1,
		most: ANY
	}],
	["mask", {
		least: 2,
		most: 2
	}],
	["oriented_rectangle", {
		least: 3,
		most: 4
	}],
	["rotation", {
		least: 3,
		most: 4
	}]
]);
const NUMBERS = new Map([...KINDS$2.keys()].map((name, at) => [name, at + 1]));
const TOP = {
	line: 1,
	column: 1
};
/**
* An annotation file of LabelMe. Shapes that cannot be used are left out and told.
* @throws GateError `json-…` with file, line, column and remedy
*/
function readLabelme(bytes, path, fault) {
	const cursor = new JsonCursor(path);
	cursor.whole(bytes);
	cursor.byteOrderMark();
	const file = {
		imageName: "",
		imageNamePlace: TOP,
		width: 0,
		height: 0
	};
	let objects = null;
	if (cursor.kind() !== "object") cursor.skip();
	else {
		cursor.open();
		for (let first = true; cursor.nextKey(first); first = false) {
			const key = cursor.text();
			const kind = cursor.kind();
			const place = {
				line: cursor.line,
				column: cursor.column
			};
			if (key === "shapes" && kind === "list") objects = readShapes(cursor, fault);
			else if (key === "imageWidth" || key === "imageHeight") {
				const value = cursor.value();
				const size = pixels$1(value);
				if (value !== null && size === 0) fault("odd-annotation", place, `"${key}" is no number of pixels`);
				file[key === "imageWidth" ? "width" : "height"] = size;
			} else if (key === "imagePath" && kind === "string") {
				cursor.string();
				file.imageName = cursor.text();
				file.imageNamePlace = place;
			} else cursor.skip();
		}
	}
	if (!cursor.blank()) cursor.refuse();
	if (objects !== null) return {
		...file,
		objects
	};
	fault("invalid-annotation", TOP, "no list \"shapes\": this is no file of LabelMe");
	return null;
}
function readShapes(cursor, fault) {
	const hash = new ShapeHash();
	const shapes = [];
	cursor.open();
	for (let first = true; cursor.nextItem(first); first = false) {
		cursor.peek();
		const place = {
			line: cursor.line,
			column: cursor.column
		};
		const item = cursor.value();
		const wrong = isItem(item) ? faultOf(item) : "a shape is no object";
		if (wrong !== null) {
			fault("invalid-annotation", place, wrong);
			continue;
		}
		const { label, points, mask } = item;
		const kind = kindOf(item);
		const xywh = kind === "circle" ? circle(points) : bounds(points);
		const shape = kind === "rectangle" && points.length === 2 ? 0 : nameOf(hash, kind, points, mask);
		const crossed = kind === "polygon" ? selfCrossing(Float64Array.from(points.flat()), 0, points.length * 2) : 0;
		shapes.push({
			label,
			xywh,
			crowd: 0,
			shape,
			crossed,
			place
		});
	}
	return shapes;
}
/** Why a shape cannot be used, or null. */
function faultOf(item) {
	const { label, points } = item;
	if (typeof label !== "string" || label.trim() === "") return "a shape without a label";
	const kind = kindOf(item);
	const known = kind === null ? void 0 : KINDS$2.get(kind);
	if (known === void 0) return `${quoted(label)} has a "shape_type" that is not known`;
	if (!Array.isArray(points) || !points.every(isPoint)) return `${quoted(label)} has "points" that are no pairs of numbers`;
	if (points.length < known.least || points.length > known.most) {
		const most = known.most === ANY ? " or more" : known.most > known.least ? ` to ${known.most}` : "";
		return `the ${kind} of ${quoted(label)} has ${points.length} points, not ${known.least}${most}`;
	}
	if (kind === "mask" && (typeof item.mask !== "string" || item.mask === "")) return `${quoted(label)} has no "mask"`;
	return null;
}
/** Files of before `shape_type` have polygons only. */
function kindOf(item) {
	const kind = item.shape_type;
	if (kind === void 0 || kind === null) return "polygon";
	return typeof kind === "string" ? kind : null;
}
function nameOf(hash, kind, points, mask) {
	hash.begin(NUMBERS.get(kind));
	for (const [x, y] of points) {
		hash.add(x);
		hash.add(y);
	}
	if (kind === "mask" && mask !== void 0) for (let i = 0; i < mask.length; i++) hash.add(mask.charCodeAt(i));
	return hash.end();
}
function bounds(points) {
	let [left, top, right, bottom] = [
		ANY,
		ANY,
		-ANY,
		-ANY
	];
	for (const [x, y] of points) {
		left = Math.min(left, x);
		top = Math.min(top, y);
		right = Math.max(right, x);
		bottom = Math.max(bottom, y);
	}
	return [
		left,
		top,
		right - left,
		bottom - top
	];
}
/** Its centre, and a point on it. */
function circle([centre, edge]) {
	const radius = Math.hypot(edge[0] - centre[0], edge[1] - centre[1]);
	return [
		centre[0] - radius,
		centre[1] - radius,
		2 * radius,
		2 * radius
	];
}
function isPoint(value) {
	return Array.isArray(value) && value.length === 2 && value.every((one) => Math.abs(one) <= 1e9 && typeof one === "number");
}
function isItem(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function pixels$1(value) {
	return Number.isSafeInteger(value) && value > 0 && value < 2 ** 31 ? value : 0;
}

// src/evidence/dataset/annotation-files.ts
/** Annotation files of images, one each, in the order in which they are to be read. */
var AnnotationFiles = class {
	#contents;
	#file = new IntColumn();
	#image = new IntColumn();
	constructor(contents) {
		this.#contents = contents;
	}
	/** `file` is a row of the listing, `image` one of the dataset. */
	push(file, image) {
		this.#file.push(file);
		this.#image.push(image);
	}
	/**
	* Bytes of each file, many requests in flight. A file of more than `limit` bytes is told and passed over; one whose
	* content is not on this machine is an error, for its image is not one without annotations.
	* @throws GateError `content-absent`
	*/
	async *read(tree, limit, problems) {
		const { files } = this.#contents;
		const images = this.#image.build();
		let at = 0;
		for await (const { row, bytes, fault } of tree.readEach(files, this.#file.build(), limit)) {
			const image = images[at++];
			const path = () => files.path.get(row);
			if (bytes) yield {
				image,
				path,
				bytes
			};
			else if (fault === "file-too-large") problems.add("invalid-annotation", path(), 0, `larger than ${limit} bytes: no annotation file of one image`);
			else throw absent(path());
		}
	}
};
function absent(path) {
	const hint = "Run `git lfs pull` before (in a workflow: actions/checkout with `lfs: true`).";
	const message = `${path}: its content is not on this machine, so the annotations of the image are not known`;
	return new GateError("content-absent", "host", message, {
		hint,
		place: { path }
	});
}
/** What a reader of one file gives, or null when it cannot be read at all: that is told, and the image stays. */
function tellBroken(problems, read) {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof GateError) || error.owner !== "artifact" || error.place === null) throw error;
		const { path, line = 0, column = 0 } = error.place;
		const what = error.message.replace(`${path}:${line}:${column}: `, "").replace(`${path}: `, "");
		problems.add("invalid-annotation", path, line, `${what}: the file is not read. ${error.hint}`, { column });
		return null;
	}
}

// src/evidence/dataset/class-names.ts
/** Classes of annotations that name them: numbered as they first come, put in order when all are known. */
var ClassNames = class {
	#found = /* @__PURE__ */ new Map();
	code(name, file, line, column) {
		const known = this.#found.get(name);
		if (known) {
			known.count++;
			return known.code;
		}
		const code = this.#found.size;
		this.#found.set(name, {
			code,
			file,
			line,
			column,
			count: 1
		});
		return code;
	}
	/**
	* The classes in their order, to which the labels of `boxes` are moved. Each that is not configured is told once, on its
	* first annotation.
	*/
	async settle(boxes, placement, tree, problems) {
		const configured = await configuredClasses(placement, tree);
		const classes = orderClasses(this.#found.keys(), configured);
		const known = new Set(configured);
		for (const [name, { file, line, column, count }] of configured ? this.#found : []) if (!known.has(name)) {
			const text = `class ${quoted$1(name)} is not one of the configured classes`;
			problems.add("unknown-class", file, line, text, {
				count,
				column
			});
		}
		const order = new Map(classes.map((name, code) => [name, code]));
		const moved = Int32Array.from(this.#found.keys(), (name) => order.get(name));
		for (const [row, label] of boxes.label.entries()) boxes.label[row] = moved[label];
		return classes;
	}
};

// src/evidence/dataset/annotated-images.ts
/** Formats with a file an image, whose objects name their classes: all files → dataset. */
async function readAnnotatedImages(of, format) {
	const { placement, tree, images, problems } = of;
	const names = new ClassNames();
	const boxes = new BoxRows();
	const box = boxRecord();
	const sizes = {
		width: new Int32Array(images.rows),
		height: new Int32Array(images.rows)
	};
	const columns = images.build(Object.keys(placement.splits));
	for await (const { image, path, bytes } of of.files.read(tree, format.limit, problems)) {
		const file = path();
		const fault = (code, { line, column }, text) => problems.add(code, file, line, text, { column });
		const read = tellBroken(problems, () => format.read(bytes, file, fault));
		if (read === null) continue;
		const { imageName, objects } = read;
		sizes.width[image] = read.width;
		sizes.height[image] = read.height;
		const stem = stemOf(baseName(columns.path.get(image)));
		if (imageName !== "" && stemOf(baseName(imageName)) !== stem && imageName !== stem) fault("odd-annotation", read.imageNamePlace, `${format.nameField} is ${quoted$1(imageName)}: the annotation of another image?`);
		box.image = image;
		const common = objects.length > 0 && format.shapeOf ? format.shapeOf(stem) : 0;
		for (const { label, xywh, crowd, shape, crossed, place } of objects) {
			box.label = names.code(label, file, place.line, place.column);
			[box.x, box.y, box.w, box.h] = xywh;
			box.crowd = crowd;
			box.shape = common || shape;
			box.crossed = crossed;
			box.line = place.line;
			box.column = place.column;
			boxes.push(box);
		}
	}
	const built = boxes.build();
	const classes = await names.settle(built, placement, tree, problems);
	return {
		...columns,
		...sizes,
		label: absent$1(images.rows, classes),
		columns: /* @__PURE__ */ new Map(),
		boxes: built,
		classes,
		problems: problems.build()
	};
}

// src/evidence/dataset/image-rows.ts
const encoder$5 = new TextEncoder();
/** Images of a dataset whose bytes are in the commit, row by row: joined with the tree, told when absent or listed twice. */
var ImageRows = class {
	#tree;
	#problems;
	#path = new StringsBuilder();
	#annotations = new StringsBuilder();
	#split = new IntColumn();
	#line = new IntColumn();
	#source = new IntColumn();
	#sources = /* @__PURE__ */ new Map();
	#file = new IntColumn();
	#width = new IntColumn();
	#height = new IntColumn();
	/** Paths that each split has already. */
	#seen = [];
	constructor(tree, problems) {
		this.#tree = tree;
		this.#problems = problems;
	}
	get rows() {
		return this.#split.rows;
	}
	/** The row, or −1 when the split has this image already. */
	add({ path, split, source, line, annotations = "", width = 0, height = 0 }) {
		const bytes = encoder$5.encode(path);
		if (this.#isRepeated(bytes, 0, bytes.length, split)) {
			this.#problems.add("duplicate-record", source, line, `${quoted$1(path)} is listed again in its split`);
			return -1;
		}
		const file = this.#tree.find(bytes, 0, bytes.length);
		if (file < 0) this.#problems.add("missing-file", source, line, this.#tree.missing(path));
		this.#path.pushBytes(bytes);
		this.#annotations.push(annotations);
		this.#width.push(width);
		this.#height.push(height);
		return this.#push(file, split, source, line);
	}
	/** As `add`, of files that the listing has: `file` and `annotations` are its rows, −1 for none. No string a row. */
	addListed(file, annotations, split, source) {
		const { path } = this.#tree.files;
		const start = path.start(file);
		const end = path.ends[file];
		if (this.#isRepeated(path.pool, start, end, split)) {
			this.#problems.add("duplicate-record", source, 0, `${quoted$1(path.get(file))} is listed again in its split`);
			return -1;
		}
		this.#path.pushRange(path.pool, start, end);
		if (annotations < 0) this.#annotations.push("");
		else this.#annotations.pushRange(path.pool, path.start(annotations), path.ends[annotations]);
		this.#width.push(0);
		this.#height.push(0);
		return this.#push(file, split, source, 0);
	}
	#isRepeated(bytes, start, end, split) {
		const seen = this.#seen[split] ?? new ByteDictionary();
		this.#seen[split] = seen;
		const known = seen.size;
		return seen.code(bytes, start, end) < known;
	}
	#push(file, split, source, line) {
		this.#split.push(split);
		this.#line.push(line);
		if (!this.#sources.has(source)) this.#sources.set(source, this.#sources.size);
		this.#source.push(this.#sources.get(source));
		this.#file.push(file);
		return this.rows - 1;
	}
	/** The columns of images; `splits` are the names that `ImageRecord.split` indexes. */
	build(splits) {
		const rows = this.rows;
		const content = Contents.empty(rows);
		for (const [row, file] of this.#file.build().entries()) if (file >= 0) this.#tree.copy(file, content, row);
		const annotations = this.#annotations.build();
		const annotationContent = Contents.empty(rows);
		for (let row = 0; row < rows; row++) {
			const file = this.#tree.find(annotations.pool, annotations.start(row), annotations.ends[row]);
			if (file >= 0) this.#tree.copy(file, annotationContent, row);
		}
		return {
			rows,
			path: this.#path.build(),
			content,
			split: {
				codes: this.#split.build(),
				values: splits
			},
			line: Uint32Array.from(this.#line.build()),
			source: {
				codes: this.#source.build(),
				values: [...this.#sources.keys()]
			},
			annotations,
			annotationContent,
			width: this.#width.build(),
			height: this.#height.build()
		};
	}
};

// src/evidence/dataset/sibling.ts
const SLASH = 47;
const DOT = 46;
const encoder$4 = new TextEncoder();
/** Finds the file that belongs to another by its path. No string a file. */
var Siblings = class {
	#contents;
	#from;
	#to;
	#strip;
	#extension;
	#beside;
	#path = /* @__PURE__ */ new Uint8Array(512);
	#length = 0;
	constructor(contents, { folders, beside = folders === void 0, strip = "", extension }) {
		this.#contents = contents;
		this.#from = encoder$4.encode(folders ? `${folders[0]}/` : "");
		this.#to = encoder$4.encode(folders ? `${folders[1]}/` : "");
		this.#strip = encoder$4.encode(strip);
		this.#extension = encoder$4.encode(extension);
		this.#beside = beside;
	}
	/** Row of the listing, −1 when it is not in the commit; `path` then says where it was looked for. */
	find(bytes, start, end) {
		const folder = this.#folder(bytes, start, end);
		const stem = this.#stemEnd(bytes, start, end);
		if (stem < 0 || folder < 0 && !this.#beside) return -1;
		const rest = folder < 0 ? start : folder + this.#from.length;
		const most = end - start + this.#to.length + this.#extension.length;
		if (most > this.#path.length) this.#path = new Uint8Array(most * 2);
		const path = this.#path;
		let at = 0;
		if (folder >= 0) {
			for (let i = start; i < folder; i++) path[at++] = bytes[i];
			for (let i = 0; i < this.#to.length; i++) path[at++] = this.#to[i];
		}
		for (let i = rest; i < stem; i++) path[at++] = bytes[i];
		for (let i = 0; i < this.#extension.length; i++) path[at++] = this.#extension[i];
		this.#length = at;
		return this.#contents.find(path, 0, at);
	}
	/** Where the last `find` looked. */
	get path() {
		return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#path.subarray(0, this.#length));
	}
	/** Start of the last folder of the name, −1 when there is none. */
	#folder(bytes, start, end) {
		const name = this.#from;
		if (name.length === 0) return -1;
		for (let at = end - name.length; at >= start; at--) {
			if (bytes[at] !== name[0] || at > start && bytes[at - 1] !== SLASH) continue;
			let i = 1;
			while (i < name.length && bytes[at + i] === name[i]) i++;
			if (i === name.length) return at;
		}
		return -1;
	}
	/** Where the part of the name that both share ends, −1 when `strip` is not there. */
	#stemEnd(bytes, start, end) {
		let stem = end;
		for (let at = end - 1; at > start && bytes[at] !== SLASH; at--) if (bytes[at] === DOT && bytes[at - 1] !== SLASH) {
			stem = at;
			break;
		}
		const from = stem - this.#strip.length;
		for (let i = 0; i < this.#strip.length; i++) if (from < start || bytes[from + i] !== this.#strip[i]) return -1;
		return from;
	}
};

// src/evidence/dataset/labelme.ts
/** A 20-megapixel picture in base64 (`imageData`), which is not read, and its shapes. */
const JSON_LIMIT$1 = 33554432;
/** Folders of images with the JSON of LabelMe beside each; an image without has no annotations. */
async function readLabelmeDataset(placement, tree) {
	mustBeInGit(placement);
	const problems = new Problems();
	const contents = new TreeContents(await listRoot(placement, tree));
	const images = new ImageRows(contents, problems);
	const files = new AnnotationFiles(contents);
	addImages(splitFolders(placement), contents, images, files, problems);
	return readAnnotatedImages({
		placement,
		tree,
		images,
		files,
		problems
	}, {
		limit: JSON_LIMIT$1,
		nameField: "\"imagePath\"",
		read: readLabelme
	});
}
function addImages(folders, contents, images, files, problems) {
	const { path: listed, refused } = contents.files;
	const siblings = new Siblings(contents, { extension: ".json" });
	for (const [split, folder] of folders.entries()) {
		const before = images.rows;
		let annotated = 0;
		for (const row of contents.imagesBelow(folder)) {
			const json = siblings.find(listed.pool, listed.start(row), listed.ends[row]);
			const image = images.addListed(row, json, split, folder);
			if (json >= 0) files.push(json, image);
			const link = json < 0 && refused.length > 0 ? contents.refused(siblings.path) : null;
			if (link !== null) problems.add("missing-file", folder, 0, link);
			if (json >= 0 || link !== null) annotated++;
		}
		tellLinks(folder, contents, problems, ".json");
		if (images.rows === before) problems.add("missing-file", folder, 0, "the split has no image");
		else if (annotated === 0) problems.add("odd-annotation", folder, 0, "no image of the split has a JSON beside it");
	}
}

// src/evidence/dataset/masks.ts
/** Where segmentation datasets keep the mask of an image; the first that is there is taken. */
const FOLDERS = [
	["images", "masks"],
	["images", "annotations"],
	["images", "labels"],
	["images", "mask"],
	["images", "gt"],
	["image", "mask"],
	["image", "label"],
	["Images", "Masks"],
	["Images", "Labels"],
	["imgs", "masks"],
	["imgs", "labels"],
	["img", "mask"],
	["img", "label"],
	["img_dir", "ann_dir"],
	["JPEGImages", "SegmentationClass"],
	["train", "trainannot"],
	["val", "valannot"],
	["test", "testannot"],
	["train", "train_labels"],
	["val", "val_labels"],
	["test", "test_labels"],
	["train", "train_masks"]
];
const EXTENSIONS$1 = [
	".png",
	"_mask.png",
	".bmp",
	".tif",
	".tiff",
	".gif",
	"_mask.gif",
	".PNG",
	".webp",
	".npy"
];
/** What their compression does to the numbers of classes. */
const LOSSY = [
	".jpg",
	"_mask.jpg",
	".jpeg"
];
const RULES = [
	...[
		"_gtFine_labelTrainIds.png",
		"_gtFine_labelIds.png",
		"_gtCoarse_labelIds.png"
	].map((extension) => ({
		folders: ["leftImg8bit", extension.slice(1, extension.indexOf("_", 1))],
		strip: "_leftImg8bit",
		extension
	})),
	...[...EXTENSIONS$1, ...LOSSY].flatMap((extension) => FOLDERS.map((folders) => ({
		folders,
		extension
	}))),
	{ extension: "_mask.png" }
];
/**
* Folders of images with a mask of classes each, in a sibling folder of the usual name. No mask is opened: its content id
* is the annotation, so that a changed mask is a changed annotation.
*/
async function readMasksDataset(placement, tree) {
	mustBeInGit(placement);
	const problems = new Problems();
	const contents = new TreeContents(await listRoot(placement, tree));
	const images = new ImageRows(contents, problems);
	const masks = new Masks(contents);
	for (const [split, folder] of splitFolders(placement).entries()) {
		const { path: listed } = contents.files;
		const before = images.rows;
		const pairs = [...contents.imagesBelow(folder)].map((image) => ({
			image,
			mask: masks.find(listed.pool, listed.start(image), listed.ends[image])
		}));
		const beside = new Set(pairs.map(({ mask }) => mask));
		const alone = [];
		let lossy = null;
		for (const { image, mask } of pairs) {
			if (beside.has(image)) continue;
			const path = listed.get(image);
			const annotations = mask < 0 ? "" : listed.get(mask);
			images.add({
				path,
				split,
				source: folder,
				line: 0,
				annotations
			});
			if (mask < 0) alone.push(path);
			if (!/\.jpe?g$/i.test(annotations)) continue;
			lossy ??= problems.counter("odd-annotation", annotations, 0, "a mask in JPEG: compression blurs classes into others");
			lossy();
		}
		tellLinks(folder, contents, problems);
		if (images.rows === before) problems.add("missing-file", folder, 0, "the split has no image");
		else if (alone.length === images.rows - before) tellNone(folder, problems);
		else for (const path of alone) problems.add("missing-file", path, 0, `${quoted$1(path)} has no mask`);
	}
	return masksDataset(placement, tree, images, problems);
}
/** The masks of images are files, not boxes; what their values are called only the configuration can say. */
async function masksDataset(placement, tree, images, problems) {
	const classes = await configuredClasses(placement, tree) ?? [];
	return {
		...images.build(Object.keys(placement.splits)),
		label: absent$1(images.rows, classes),
		columns: /* @__PURE__ */ new Map(),
		boxes: null,
		classes,
		problems: problems.build()
	};
}
function tellNone(folder, problems) {
	const text = `no image of the split has a mask: they are looked for in ${FOLDERS.slice(0, 3).map(([images, masks]) => `${masks}/ for ${images}/`).join(", ")} and the like`;
	problems.add("missing-file", folder, 0, text);
}
/** Finds the mask of an image. */
var Masks = class {
	#rules;
	constructor(contents) {
		const names = contents.folderNames();
		const possible = RULES.filter(({ folders }) => folders === void 0 || names.has(folders[1]));
		this.#rules = possible.map((rule) => new Siblings(contents, rule));
	}
	/** Row of the listing, −1 when there is none. */
	find(bytes, start, end) {
		for (const rule of this.#rules) {
			const mask = rule.find(bytes, start, end);
			if (mask >= 0) return mask;
		}
		return -1;
	}
};

// src/formats/decimal.ts
const ZERO = 48;
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const latin1 = new TextDecoder("latin1");
/**
* A decimal number in ASCII, `[+-]digits[.digits][e[+-]digits]`, as C and Python write and read it; NaN for anything else:
* `nan`, `inf`, hexadecimal, a decimal comma, `1_000`. Correctly rounded: up to 15 digits times a power of ten that is
* exact takes one rounding (Clinger 1990), the rest goes to `Number`. What is too large is Infinity.
*/
function parseDecimal(bytes, start, end) {
	let at = start;
	const sign = bytes[at];
	const negative = sign === 45;
	if (negative || sign === 43) at++;
	let mantissa = 0;
	let significant = 0;
	let digits = 0;
	let scale = 0;
	for (; at < end; at++, digits++) {
		const digit = bytes[at] - ZERO;
		if (digit < 0 || digit > 9) break;
		if (mantissa !== 0 || digit !== 0) significant++;
		mantissa = mantissa * 10 + digit;
	}
	if (at < end && bytes[at] === 46) for (at++; at < end; at++, digits++, scale--) {
		const digit = bytes[at] - ZERO;
		if (digit < 0 || digit > 9) break;
		if (mantissa !== 0 || digit !== 0) significant++;
		mantissa = mantissa * 10 + digit;
	}
	if (digits === 0) return NaN;
	if (at < end) {
		if ((bytes[at] | 32) !== 101) return NaN;
		const down = bytes[++at] === 45;
		if (down || bytes[at] === 43) at++;
		if (at >= end) return NaN;
		let exponent = 0;
		for (; at < end; at++) {
			const digit = bytes[at] - ZERO;
			if (digit < 0 || digit > 9) return NaN;
			exponent = Math.min(exponent * 10 + digit, 1e6);
		}
		scale += down ? -exponent : exponent;
	}
	if (significant > 15 || scale < -22 || scale > 22) return Number(latin1.decode(bytes.subarray(start, end)));
	const value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
	return negative ? -value : value;
}

// src/formats/xml.ts
/** Annotations nest at most five deep. */
const DEPTH_LIMIT = 32;
const ENTITIES = /* @__PURE__ */ new Map([
	["amp", "&"],
	["lt", "<"],
	["gt", ">"],
	["quot", "\""],
	["apos", "'"]
]);
const HINT$1 = "Correct the file at this place, or export it again.";
/**
* Well-formed XML, token by token, in UTF-8. What makes XML dangerous is refused: no document type, no entity but the five
* of the standard, no depth beyond 32; nothing is ever fetched. Attributes, comments and instructions are stepped over.
* @throws GateError `xml-…` with file, line, column and remedy
*/
var XmlReader = class {
	#text;
	#path;
	#open = [];
	#at = 0;
	#rooted = false;
	/** An element that was closed where it was opened: `<a/>`. */
	#selfClosed = false;
	#counted = {
		offset: 0,
		line: 1,
		column: 1
	};
	/** Name of the element that `open` or `close` stands for. */
	name = "";
	/** What `text` stands for, references replaced. */
	text = "";
	/** Where the token begins. */
	start = 0;
	constructor(bytes, path) {
		this.#path = path;
		const utf16 = bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255;
		this.#text = "";
		if (utf16) throw this.fault("xml-not-utf8", 0, "the file is UTF-16", "Save it as UTF-8.");
		try {
			this.#text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		} catch {
			throw this.fault("xml-not-utf8", 0, "the file is not UTF-8", "Save it as UTF-8.");
		}
		const control = this.#text.search(CONTROL);
		if (control >= 0) throw this.fault("xml-not-text", control, "a control character", "Export the file as XML text.");
	}
	/** Elements around the token, an opened one included. */
	get depth() {
		return this.#open.length;
	}
	next() {
		if (this.#selfClosed) {
			this.#selfClosed = false;
			this.#open.pop();
			return "close";
		}
		const text = this.#text;
		while (this.#at < text.length) {
			this.start = this.#at;
			if (text[this.#at] !== "<") {
				if (this.#characters()) return "text";
			} else if (text.startsWith("<!--", this.#at)) this.#skip("<!--", "-->");
			else if (text.startsWith("<![CDATA[", this.#at)) {
				const content = this.#skip("<![CDATA[", "]]>");
				if (this.#open.length === 0) throw this.#malformed(this.start, "text outside the root element");
				this.text = content;
				return "text";
			} else if (text.startsWith("<?", this.#at)) this.#skip("<?", "?>");
			else if (text.startsWith("<!", this.#at)) throw this.fault("xml-doctype", this.#at, "a document type or entity declaration", "Remove the document type: annotations need none, and entities are not read.");
			else return text[this.#at + 1] === "/" ? this.#close() : this.#element();
		}
		this.start = this.#at;
		if (this.#open.length > 0) throw this.#malformed(this.#at, `the file ends within <${clipped(this.#open.at(-1))}>`);
		if (!this.#rooted) throw this.fault("xml-empty", 0, "no element in the file", HINT$1);
		return "end";
	}
	/** 1-based, in characters. Cheap when places are asked for in the order of the file: counting goes on from the last. */
	place(offset) {
		const last = this.#counted;
		if (offset < last.offset) Object.assign(last, {
			offset: 0,
			line: 1,
			column: 1
		});
		for (; last.offset < offset; last.offset++) {
			const unit = this.#text.charCodeAt(last.offset);
			if (unit === 10) {
				last.line++;
				last.column = 1;
			} else if ((unit & 64512) !== 56320) last.column++;
		}
		return {
			line: last.line,
			column: last.column
		};
	}
	fault(code, offset, what, hint) {
		const { line, column } = this.place(offset);
		const place = {
			path: this.#path,
			line,
			column
		};
		return new GateError(code, "artifact", `${this.#path}:${line}:${column}: ${what}`, {
			hint,
			place
		});
	}
	#malformed(offset, what) {
		return this.fault("xml-syntax", offset, what, HINT$1);
	}
	/** Text up to the next `<`; false for white space outside the root. */
	#characters() {
		const next = this.#text.indexOf("<", this.#at);
		const end = next < 0 ? this.#text.length : next;
		this.text = this.#text.slice(this.#at, end);
		this.#at = end;
		if (this.text.includes("&")) this.text = this.#resolved(this.text);
		if (this.#open.length > 0) return true;
		if (this.text.trim() !== "") throw this.#malformed(this.start, "text outside the root element");
		return false;
	}
	#resolved(text) {
		let resolved = "";
		let from = 0;
		for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", from)) {
			const end = text.indexOf(";", at);
			const name = end < 0 || end - at > 12 ? "" : text.slice(at + 1, end);
			const number = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
			const point = number ? Number.parseInt(number[1] ?? number[2], number[1] ? 16 : 10) : 0;
			const value = ENTITIES.get(name) ?? (point > 0 && point <= 1114111 ? String.fromCodePoint(point) : null);
			if (value === null) throw this.fault("xml-entity", this.start + at, "an entity that is not one of the five of XML", "Write the character itself, or `&amp;` for an ampersand.");
			resolved += text.slice(from, at) + value;
			from = end + 1;
		}
		return resolved + text.slice(from);
	}
	/** Steps over what stands between two marks, and returns it. */
	#skip(from, to) {
		const end = this.#text.indexOf(to, this.#at + from.length);
		if (end < 0) throw this.#malformed(this.#at, `"${from}" without "${to}"`);
		const content = this.#text.slice(this.#at + from.length, end);
		this.#at = end + to.length;
		return content;
	}
	#element() {
		this.name = this.#nameAt(this.#at + 1);
		let at = this.#at + 1 + this.name.length;
		let quote = "";
		for (; at < this.#text.length; at++) {
			const char = this.#text[at];
			if (quote !== "") quote = char === quote ? "" : quote;
			else if (char === "\"" || char === "'") quote = char;
			else if (char === "<") throw this.#malformed(at, `"<" within the tag of <${clipped(this.name)}>`);
			else if (char === ">") break;
		}
		if (at === this.#text.length) throw this.#malformed(this.#at, `the tag of <${clipped(this.name)}> does not end`);
		if (this.#open.length === 0 && this.#rooted) throw this.#malformed(this.#at, "a second root element");
		if (this.#open.length === DEPTH_LIMIT) throw this.fault("xml-too-deep", this.#at, `elements nested deeper than ${DEPTH_LIMIT}`, HINT$1);
		this.#rooted = true;
		this.#open.push(this.name);
		this.#selfClosed = this.#text[at - 1] === "/";
		this.#at = at + 1;
		return "open";
	}
	#close() {
		const name = this.#nameAt(this.#at + 2);
		const end = this.#text.indexOf(">", this.#at);
		const rest = end < 0 ? "" : this.#text.slice(this.#at + 2 + name.length, end);
		const open = this.#open.pop();
		if (end < 0 || rest.trim() !== "" || open !== name) {
			const what = open === void 0 ? "no element is open" : `<${clipped(open)}> is open`;
			throw this.#malformed(this.#at, `</${clipped(name)}>, but ${what}`);
		}
		this.name = name;
		this.#at = end + 1;
		return "close";
	}
	#nameAt(from) {
		NAME.lastIndex = from;
		const name = NAME.exec(this.#text)?.[0];
		if (name === void 0) throw this.#malformed(this.#at, "\"<\" that begins no tag (write `&lt;`)");
		return name;
	}
};
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/;
const NAME = /[a-z_:\u0080-\uffff][^\s/>=<"'&]*/iy;

// src/formats/voc.ts
const CORNERS = [
	"xmin",
	"ymin",
	"xmax",
	"ymax"
];
const element = (field, inner = []) => ({
	field,
	inner: new Map(inner)
});
const leaf = (field) => [field, element(field)];
const ROOT = element(null, [["annotation", element(null, [
	leaf("filename"),
	["size", element(null, [leaf("width"), leaf("height")])],
	["object", element("object", [
		leaf("name"),
		leaf("difficult"),
		["bndbox", element("bndbox", CORNERS.map(leaf))]
	])]
])]]);
const encoder$3 = new TextEncoder();
/**
* An annotation file of Pascal VOC. Corners are taken as torchvision and Ultralytics take them, without the + 1 that VOC's
* inclusive pixels would give: x = xmin, w = xmax − xmin. Objects that cannot be used are left out and told.
* @throws GateError `xml-…` with file, line, column and remedy
*/
function readVoc(bytes, path, fault) {
	const xml = new XmlReader(bytes, path);
	const { root, objects } = readValues(xml, fault);
	const text = (field) => root.get(field)?.text.trim() ?? "";
	const width = pixels(text("width"));
	const height = pixels(text("height"));
	const sized = root.get("width") ?? root.get("height");
	if (sized && (width === 0 || height === 0)) fault("odd-annotation", xml.place(sized.offset), "the size of the image is not two numbers of pixels");
	return {
		imageName: text("filename"),
		imageNamePlace: xml.place(root.get("filename")?.offset ?? 0),
		width,
		height,
		objects: objects.flatMap((values) => objectOf(values, xml, fault) ?? [])
	};
}
/** Texts of the elements that are read: those of the annotation, and those of each object. */
function readValues(xml, fault) {
	const root = /* @__PURE__ */ new Map();
	const objects = [];
	const around = [ROOT];
	let values = root;
	for (let token = xml.next(); token !== "end"; token = xml.next()) {
		if (token === "close") {
			if (around.pop()?.field === "object") values = root;
			continue;
		}
		if (token === "text") {
			const field = around.at(-1)?.field ?? null;
			const value = field === null ? void 0 : values.get(field);
			if (value) value.text += xml.text;
			continue;
		}
		const inner = around.at(-1)?.inner.get(xml.name) ?? null;
		around.push(inner);
		if (xml.depth === 1 && inner === null) fault("invalid-annotation", xml.place(xml.start), `the root is <${clipped(xml.name)}>, not <annotation>`);
		if (inner === null || inner.field === null) continue;
		if (inner.field === "object") {
			values = /* @__PURE__ */ new Map();
			objects.push(values);
		} else if (values.has(inner.field)) {
			fault("odd-annotation", xml.place(xml.start), `a second <${clipped(xml.name)}>: the last one counts`);
			if (inner.field === "bndbox") for (const corner of CORNERS) values.delete(corner);
		}
		values.set(inner.field, {
			text: "",
			offset: xml.start
		});
	}
	return {
		root,
		objects
	};
}
function objectOf(values, xml, fault) {
	const place = xml.place(values.get("object").offset);
	const name = values.get("name")?.text.trim() ?? "";
	const invalid = (at, text) => {
		fault("invalid-annotation", at === null ? place : xml.place(at.offset), text);
		return null;
	};
	if (name === "") return invalid(values.get("name") ?? null, "an object without a name");
	const box = values.get("bndbox");
	if (!box) return invalid(null, `${quoted(name)} has no <bndbox>`);
	const corners = [];
	for (const corner of CORNERS) {
		const value = values.get(corner);
		if (!value) return invalid(box, `the box of ${quoted(name)} has no <${corner}>`);
		const number = decimal(value.text);
		if (Number.isNaN(number)) return invalid(value, `<${corner}> is ${quoted(value.text)}, not a number`);
		corners.push(number);
	}
	const [xmin, ymin, xmax, ymax] = corners;
	if (xmax < xmin || ymax < ymin) {
		const [low, high] = xmax < xmin ? ["xmin", "xmax"] : ["ymin", "ymax"];
		return invalid(box, `the box of ${quoted(name)} is inside out: <${low}> is greater than <${high}>`);
	}
	const difficult = values.get("difficult");
	const flag = difficult?.text.trim() ?? "";
	if (difficult && flag !== "0" && flag !== "1") fault("odd-annotation", xml.place(difficult.offset), `<difficult> is ${quoted(flag)}, not 0 or 1`);
	return {
		label: name,
		xywh: [
			xmin,
			ymin,
			xmax - xmin,
			ymax - ymin
		],
		crowd: flag === "1" ? 1 : 0,
		shape: 0,
		crossed: 0,
		place
	};
}
/** Finite, else NaN. */
function decimal(text) {
	const bytes = encoder$3.encode(text.trim());
	const value = parseDecimal(bytes, 0, bytes.length);
	return Number.isFinite(value) ? value : NaN;
}
function pixels(text) {
	const value = decimal(text);
	return Number.isInteger(value) && value > 0 && value < 2 ** 31 ? value : 0;
}

// src/evidence/dataset/voc-images.ts
/** A million names of 64 bytes. */
const LIST_LIMIT$1 = 67108864;
/** As VOC has it first, then what people convert to. */
const EXTENSIONS = [
	".jpg",
	".jpeg",
	".png",
	".JPG",
	".JPEG",
	".PNG",
	".bmp",
	".tif",
	".tiff",
	".webp"
];
const encoder$2 = new TextEncoder();
/** Finds and adds the images of a VOC dataset, each with its XML. */
var VocImages = class {
	#root;
	#tree;
	#contents;
	#images;
	#problems;
	#annotations;
	#masksOnly;
	/** `masksOnly`: the masks of SegmentationClass are the annotations, and nothing is to be read. */
	constructor(root, tree, contents, images, problems, masksOnly = false) {
		this.#root = root;
		this.#tree = tree;
		this.#contents = contents;
		this.#images = images;
		this.#problems = problems;
		this.#masksOnly = masksOnly;
		if (masksOnly) {
			const folders = ["JPEGImages", "SegmentationClass"];
			this.#annotations = [
				".png",
				".PNG",
				".bmp"
			].map((extension) => new Siblings(contents, {
				folders,
				extension
			}));
			return;
		}
		this.#annotations = [
			new Siblings(contents, {
				folders: ["JPEGImages", "Annotations"],
				beside: true,
				extension: ".xml"
			}),
			new Siblings(contents, {
				folders: ["JPEGImages", "annotations"],
				extension: ".xml"
			}),
			new Siblings(contents, {
				folders: ["images", "annotations"],
				extension: ".xml"
			})
		];
	}
	/** Each split is a list of names, or a folder of images. @throws GateError `manifest-missing` */
	async add(splits, files) {
		for (const [split, place] of splits.entries()) {
			const before = this.#images.rows;
			if (this.#contents.has(place)) this.#addFolder(place, split, files);
			else await this.#addList(place, split, files);
			if (this.#images.rows === before) this.#problems.add("missing-file", place, 0, "the split has no image");
		}
	}
	#addFolder(folder, split, files) {
		for (const row of this.#contents.imagesBelow(folder)) this.#addImage(this.#contents.files.path.get(row), split, folder, 0, files);
		tellLinks(folder, this.#contents, this.#problems, ".xml");
	}
	/** A name a line, in the lists of single classes with −1, 0 or 1 behind it, in those of Layout with a number. */
	async #addList(list, split, files) {
		const text = new TextDecoder().decode(await readManifest(this.#tree, list, LIST_LIMIT$1));
		const people = /* @__PURE__ */ new Set();
		for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
			const entry = line.trim();
			if (entry === "") continue;
			const [, name = entry, number] = /^(.*\S)\s+(-?\d+)$/.exec(entry) ?? [];
			const whole = number !== void 0 && this.#find(entry) !== null ? entry : name;
			if (whole !== entry) {
				if (people.has(name)) continue;
				people.add(name);
			}
			const path = normalPath(whole);
			if (path === null) {
				const { code, text } = pathFault(whole);
				this.#problems.add(code, list, index + 1, text);
				continue;
			}
			const found = this.#find(whole) ?? joinPath(this.#root, `JPEGImages/${this.#stem(path)}.jpg`);
			this.#addImage(found, split, list, index + 1, files);
		}
	}
	/** Path of the image of a name, null when it is not in the commit. */
	#find(name) {
		const path = normalPath(name);
		if (path === null) return null;
		const stem = joinPath(this.#root, `JPEGImages/${this.#stem(path)}`);
		for (const extension of EXTENSIONS) if (this.#contents.findText(stem + extension) >= 0) return stem + extension;
		return null;
	}
	/** Some write `JPEGImages/a.jpg` for `a`. */
	#stem(path) {
		const bytes = encoder$2.encode(path);
		return (hasImageExtension(bytes, 0, bytes.length) ? path.replace(/\.[^.]*$/, "") : path).replace(/^JPEGImages\//, "");
	}
	#addImage(path, split, source, line, files) {
		const bytes = encoder$2.encode(path);
		let xml = -1;
		for (const siblings of this.#annotations) xml = xml < 0 ? siblings.find(bytes, 0, bytes.length) : xml;
		const annotations = xml < 0 ? "" : this.#contents.files.path.get(xml);
		const image = this.#images.add({
			path,
			split,
			source,
			line,
			annotations
		});
		if (image < 0) return;
		if (xml >= 0) {
			if (!this.#masksOnly) files.push(xml, image);
		} else {
			const [first] = this.#annotations;
			first.find(bytes, 0, bytes.length);
			this.#problems.add("missing-file", line === 0 ? path : source, line, this.#contents.missing(first.path));
		}
	}
};

// src/evidence/dataset/voc.ts
/** Some thousand objects. */
const XML_LIMIT = 1048576;
/** List or folder of each split, in the order of the configuration. */
function vocSplits({ root, splits }) {
	return Object.values(splits).map((place) => joinPath(root, place));
}
/**
* Pascal VOC: lists of names (`ImageSets/Main/train.txt`) for images in JPEGImages and XML in Annotations, or folders of
* images with the XML beside them. Boxes are as the XML has them; `difficult` ones are `crowd`; the masks of
* SegmentationObject and SegmentationClass, where an image has them, are the shape of its boxes. Where there is no XML at
* all, the mask of SegmentationClass is the annotation, as in the format `masks`.
*/
async function readVocDataset(placement, tree) {
	mustBeInGit(placement);
	const problems = new Problems();
	const contents = new TreeContents(await listRoot(placement, tree));
	const images = new ImageRows(contents, problems);
	const files = new AnnotationFiles(contents);
	const masksOnly = hasMasksOnly(placement.root, contents);
	await new VocImages(placement.root, tree, contents, images, problems, masksOnly).add(vocSplits(placement), files);
	if (masksOnly) return masksDataset(placement, tree, images, problems);
	const shapeOf = maskShapes(placement.root, contents);
	return readAnnotatedImages({
		placement,
		tree,
		images,
		files,
		problems
	}, {
		limit: XML_LIMIT,
		nameField: "<filename>",
		read: readVoc,
		shapeOf
	});
}
/** Segmentation without boxes: an image's mask of classes is all that is said of it. */
function hasMasksOnly(root, contents) {
	const has = (name) => contents.has(joinPath(root, name));
	return has("SegmentationClass") && !has("Annotations") && !has("annotations");
}
/** Names the masks of an image by their content, 0 when it has none. */
function maskShapes(root, contents) {
	const { content } = contents.files;
	const folders = ["SegmentationObject", "SegmentationClass"].map((name) => joinPath(root, name)).filter((folder) => contents.has(folder));
	const hash = new ShapeHash();
	return (stem) => {
		const rows = folders.map((folder) => contents.findText(`${folder}/${stem}.png`)).filter((row) => row >= 0);
		if (rows.length === 0) return 0;
		hash.begin(rows.length);
		for (const row of rows) for (const byte of content.hash(row)) hash.add(byte);
		return hash.end();
	};
}

// src/formats/tar.ts
const BLOCK = 512;
/** As long as a path can be; the headers before a long name hold little else. */
const NAME_LIMIT = 4096;
const HEADER_LIMIT = 1048576;
/** A shard has some ten thousand files; every one costs the reader a row. */
const TAR_MEMBERS_LIMIT = 1e7;
const SPECIAL = /* @__PURE__ */ new Map([
	["1", "a hard link"],
	["2", "a symbolic link"],
	["3", "a device"],
	["4", "a device"],
	["6", "a pipe"]
]);
const utf8$2 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const FAULTS = {
	"tar-empty": ["the archive holds no files", "Pack the shard again."],
	"tar-compressed": ["a compressed archive", "Unpack it: shards are plain `.tar` files."],
	"tar-truncated": ["the archive ends early", "Pack or upload the shard again."],
	"tar-header": ["not the header of a file: its checksum is wrong", "Pack the shard again with `tar` or `webdataset`."],
	"tar-number": ["a size that is no number", "Pack the shard again."],
	"tar-name": ["a name that is empty, longer than 4096 bytes or not UTF-8", "Rename the file and pack again."],
	"tar-pax": ["a PAX header that cannot be read", "Pack the shard again, with `--format=ustar` or `--format=gnu`."],
	"tar-kind": ["a sparse, split or unknown kind of member", "Pack plain files only."],
	"tar-trailing": ["bytes after the end of the archive", "Two archives in one are read differently: pack them as one."],
	"tar-too-many": [`more than ${TAR_MEMBERS_LIMIT} members`, "Split the shard."]
};
/**
* Reads a tar archive as it streams by: ustar, GNU (long names, base-256 sizes) and PAX (path, size), every checksum
* verified. An archive without end mark, or with bytes behind it, is refused: a part of it would be lost in silence.
*/
var TarReader = class {
	#path;
	#target;
	#header = new Uint8Array(BLOCK);
	#filled = 0;
	/** Position of the next byte in the archive. */
	#at = 0;
	/** Bytes of the present member, and of the padding after it, that are still to come. */
	#left = 0;
	#padding = 0;
	#sink = null;
	#members = 0;
	#ended = false;
	/** Of headers that speak of the next member. */
	#name = null;
	#size = null;
	constructor(path, target) {
		this.#path = path;
		this.#target = target;
	}
	push(chunk) {
		for (let at = 0; at < chunk.length;) {
			const left = chunk.length - at;
			let used;
			if (this.#ended) used = this.#checkZeros(chunk, at);
			else if (this.#left > 0) used = this.#data(chunk, at, Math.min(left, this.#left));
			else if (this.#padding > 0) {
				used = Math.min(left, this.#padding);
				this.#padding -= used;
			} else used = this.#fill(chunk, at, Math.min(left, BLOCK - this.#filled));
			at += used;
			this.#at += used;
			if (this.#filled === BLOCK) this.#open();
		}
	}
	/** @throws GateError `tar-truncated`, `tar-empty` */
	end() {
		if (!this.#ended) this.#refuse("tar-truncated");
		if (this.#members === 0) this.#refuse("tar-empty");
	}
	#checkZeros(chunk, from) {
		for (let at = from; at < chunk.length; at++) if (chunk[at] !== 0) this.#refuse("tar-trailing");
		return chunk.length - from;
	}
	#data(chunk, at, length) {
		this.#sink?.push(chunk.subarray(at, at + length));
		this.#left -= length;
		if (this.#left === 0) this.#close();
		return length;
	}
	#close() {
		const sink = this.#sink;
		this.#sink = null;
		sink?.end();
	}
	#fill(chunk, at, length) {
		this.#header.set(chunk.subarray(at, at + length), this.#filled);
		this.#filled += length;
		return length;
	}
	#open() {
		const header = this.#header;
		this.#filled = 0;
		if (header.every((byte) => byte === 0)) {
			if (this.#name !== null || this.#size !== null) this.#refuse("tar-truncated");
			this.#ended = true;
			return;
		}
		if (this.#members === 0 && isCompressed(header)) this.#refuse("tar-compressed");
		if (!hasChecksum(header)) this.#refuse("tar-header");
		if (++this.#members > 1e7) this.#refuse("tar-too-many");
		const kind = String.fromCharCode(header[156]);
		const about = kind === "x" || kind === "g" || kind === "L" || kind === "K";
		const size = (about ? null : this.#size) ?? numberIn(header, 124, 12) ?? this.#refuse("tar-number");
		this.#left = size;
		this.#padding = (BLOCK - size % BLOCK) % BLOCK;
		if (about) {
			if (size > HEADER_LIMIT) this.#refuse(kind === "L" ? "tar-name" : "tar-pax");
			this.#sink = this.#aboutNext(kind, size);
		} else {
			const name = this.#name ?? this.#nameIn(header);
			this.#name = null;
			this.#size = null;
			this.#sink = this.#member(kind, name, size);
		}
		if (size === 0) this.#close();
	}
	#member(kind, name, size) {
		if (kind === "5" || kind !== "0" && name.endsWith("/")) return null;
		if (kind === "0" || kind === "\0" || kind === "7") return this.#target.file({
			name,
			offset: this.#at,
			size
		});
		const what = SPECIAL.get(kind);
		if (what === void 0) this.#refuse("tar-kind");
		this.#target.special(name, what);
		this.#left = 0;
		this.#padding = 0;
		return null;
	}
	#nameIn(header) {
		const name = this.#text(header, 0, 100);
		const prefix = this.#text(header, 257, 6) === "ustar" && header[262] === 0 ? this.#text(header, 345, 155) : "";
		return this.#checkName(prefix === "" ? name : `${prefix}/${name}`);
	}
	#checkName(name) {
		if (name === "" || name.length > NAME_LIMIT || name.includes("\0")) this.#refuse("tar-name");
		return name;
	}
	/** Up to the first NUL. */
	#text(bytes, start, length) {
		const field = bytes.subarray(start, start + length);
		const end = field.indexOf(0);
		return this.#decode(end < 0 ? field : field.subarray(0, end), "tar-name");
	}
	#decode(bytes, fault) {
		try {
			return utf8$2.decode(bytes);
		} catch {
			return this.#refuse(fault);
		}
	}
	/** Collects a header that speaks of the next member. */
	#aboutNext(kind, size) {
		const bytes = new Uint8Array(size);
		let length = 0;
		const end = () => {
			if (kind === "L") this.#name = this.#checkName(this.#text(bytes, 0, size));
			else if (kind !== "K") this.#readPax(bytes, kind === "g");
		};
		return {
			push: (piece) => {
				bytes.set(piece, length);
				length += piece.length;
			},
			end
		};
	}
	/** Records `<length> <key>=<value>\n`. */
	#readPax(bytes, global) {
		for (let at = 0; at < bytes.length;) {
			const space = bytes.indexOf(32, at);
			const digits = space < 0 || space - at > 8 ? "" : this.#decode(bytes.subarray(at, space), "tar-pax");
			const end = at + (/^[1-9]\d*$/.test(digits) ? Number(digits) : this.#refuse("tar-pax"));
			const equals = bytes.indexOf(61, space);
			if (end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 10) this.#refuse("tar-pax");
			const key = this.#decode(bytes.subarray(space + 1, equals), "tar-pax");
			const value = bytes.subarray(equals + 1, end - 1);
			at = end;
			if (key.startsWith("GNU.sparse.")) this.#refuse("tar-kind");
			if (key !== "path" && key !== "size") continue;
			if (global) this.#refuse("tar-pax");
			const text = this.#decode(value, "tar-name");
			if (key === "path") this.#name = this.#checkName(text);
			else this.#size = /^\d{1,15}$/.test(text) ? Number(text) : this.#refuse("tar-number");
		}
	}
	#refuse(code) {
		const [what, hint] = FAULTS[code];
		const message = `${this.#path}: ${what} (near byte ${this.#at})`;
		throw new GateError(code, "artifact", message, {
			hint,
			place: { path: this.#path }
		});
	}
};
/** gzip, bzip2, xz or zstd. */
function isCompressed(bytes) {
	const magic = bytes[0] * 256 + bytes[1];
	return magic === 8075 || magic === 16986 || magic === 64823 || magic === 10421;
}
/** Sum of all bytes, those of the sum itself counted as spaces; some writers summed signed bytes. */
function hasChecksum(header) {
	let unsigned = 0;
	let signed = 0;
	for (const [at, byte] of header.entries()) {
		const counted = at >= 148 && at < 156 ? 32 : byte;
		unsigned += counted;
		signed += counted < 128 ? counted : counted - 256;
	}
	const sum = numberIn(header, 148, 8);
	return sum === unsigned || sum === signed;
}
/** Octal digits between spaces and NULs, or big-endian after a byte 0x80; null when it is neither, or beyond 2^53. */
function numberIn(bytes, start, length) {
	const field = bytes.subarray(start, start + length);
	if (field[0] === 128) {
		const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
		return Number.isSafeInteger(value) ? value : null;
	}
	const text = String.fromCharCode(...field).replace(/\0.*$/s, "").trim();
	return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null;
}

// src/formats/json.ts
/**
* JSON.parse behind bounds, with errors that name the place. Keys like `__proto__` become own properties (JSON.parse
* never calls setters): read results with Object.hasOwn or fixed names only.
* @throws GateError `json-…` with file, line, column and remedy
*/
function parseJson(bytes, path) {
	const cursor = new JsonCursor(path);
	cursor.whole(bytes);
	cursor.byteOrderMark();
	const value = cursor.value();
	if (!cursor.blank()) cursor.refuse();
	return value;
}

// src/evidence/dataset/webdataset-samples.ts
/** A class name, and the metadata of one image. */
const CLASS_LIMIT = 65536;
const JSON_LIMIT = 16777216;
/** Larger images are decoded by nobody. */
const IMAGE_LIMIT = 268435456;
const utf8$1 = new TextDecoder("utf-8", { fatal: true });
const encoder$1 = new TextEncoder();
/** Makes samples of the members of one shard, as they come; members of a sample stand together. */
var Samples = class {
	#path;
	#columns;
	#records;
	#rows;
	#problems;
	#hash;
	#key = null;
	#image = null;
	#class = null;
	#fields = /* @__PURE__ */ new Map();
	/** Whether the sample has a member that is of use with an image only. */
	#awaits = false;
	#images = 0;
	constructor(path, columns, records, into) {
		this.#path = path;
		this.#columns = columns;
		this.#records = records;
		this.#rows = into.rows;
		this.#problems = into.problems;
		this.#hash = into.hash;
	}
	/** The sample's key is the path up to the first dot of the name; what is behind it says what the member is. */
	file(name, offset, size) {
		const base = name.lastIndexOf("/") + 1;
		const dot = name.indexOf(".", base);
		if (dot <= base) return null;
		const key = name.slice(0, dot);
		if (key !== this.#key) this.#finish();
		this.#key = key;
		const extension = name.slice(dot + 1).toLowerCase();
		if (extension === "cls") return this.#collect(name, size, CLASS_LIMIT, (bytes) => this.#takeClass(name, bytes));
		if (extension === "json") return this.#collect(name, size, JSON_LIMIT, (bytes) => this.#takeJson(name, bytes));
		const letters = encoder$1.encode(`.${extension}`);
		if (extension.includes(".") || !hasImageExtension(letters, 0, letters.length)) return null;
		return this.#imageSink(name, offset, size);
	}
	special(name, what) {
		this.#tell("not-an-image", `${quoted$1(name)} is ${what}, which is not followed`);
	}
	/** @throws GateError `shard-without-images` */
	end() {
		this.#finish();
		if (this.#images > 0) return;
		const hint = "Every sample needs an image: `000.jpg`, `000.cls`, … (see the webdataset format).";
		const message = `${this.#path}: no sample has an image`;
		throw new GateError("shard-without-images", "artifact", message, {
			hint,
			place: { path: this.#path }
		});
	}
	#imageSink(name, offset, size) {
		if (this.#image) {
			this.#tell("invalid-annotation", `sample ${quoted$1(this.#key)} has a second image, ${quoted$1(name)}`);
			return null;
		}
		const take = (pieces) => {
			this.#image = {
				name,
				offset,
				size,
				sha256: this.#hash(...pieces)
			};
		};
		return this.#pieces(name, size, IMAGE_LIMIT, take);
	}
	#collect(name, size, limit, take) {
		this.#awaits = true;
		return this.#pieces(name, size, limit, (pieces) => {
			const bytes = new Uint8Array(size);
			let at = 0;
			for (const piece of pieces) {
				bytes.set(piece, at);
				at += piece.length;
			}
			take(bytes);
		});
	}
	#pieces(name, size, limit, take) {
		if (size > limit) {
			this.#tell("not-an-image", `${quoted$1(name)} is larger than ${limit} bytes`);
			return null;
		}
		const pieces = [];
		return {
			push: (piece) => pieces.push(piece.slice()),
			end: () => take(pieces)
		};
	}
	#takeClass(name, bytes) {
		try {
			this.#class = utf8$1.decode(bytes).trim();
		} catch {
			this.#tell("invalid-annotation", `${quoted$1(name)} is not UTF-8`);
		}
	}
	#takeJson(name, bytes) {
		try {
			const value = parseJson(bytes, name);
			if (typeof value === "object" && value !== null && !Array.isArray(value)) this.#fields = new Map(Object.entries(value));
			else this.#tell("invalid-annotation", `${quoted$1(name)} is not a JSON object`);
		} catch (error) {
			if (!(error instanceof GateError)) throw error;
			this.#tell("invalid-annotation", error.message);
		}
	}
	#finish() {
		if (this.#image) this.#row(this.#image);
		else if (this.#awaits) this.#tell("invalid-annotation", `sample ${quoted$1(this.#key)} has no image: the members of a sample stand together`);
		this.#image = null;
		this.#class = null;
		this.#fields = /* @__PURE__ */ new Map();
		this.#awaits = false;
	}
	#row({ name, offset, size, sha256 }) {
		this.#images++;
		this.#push("__url__", name);
		this.#rows.member(offset, size, sha256);
		const label = this.#label();
		if (label !== null) this.#push("cls", label);
		const named = /* @__PURE__ */ new Set([
			this.#columns.label,
			"label",
			"class",
			"cls",
			"__url__"
		]);
		for (const [field, value] of this.#fields) if (!named.has(field)) this.#field(field, value);
		this.#records.row(0, name);
	}
	/** Of `cls`, else of the JSON. */
	#label() {
		const field = [
			this.#columns.label,
			"label",
			"class"
		].find((name) => isPlain(this.#fields.get(name)));
		const stated = field === void 0 ? null : String(this.#fields.get(field));
		if (this.#class === null || this.#class === "") return stated;
		if (stated !== null && /^\d+$/.test(stated) === /^\d+$/.test(this.#class) && stated !== this.#class) this.#tell("odd-annotation", `sample ${quoted$1(this.#key)} is ${quoted$1(this.#class)} in cls and ${quoted$1(stated)} in json`);
		return this.#class;
	}
	#field(name, value) {
		if (value === null) return;
		const column = this.#records.column(name);
		const plain = isPlain(value);
		const bytes = encoder$1.encode(plain ? String(value) : JSON.stringify(value));
		if (plain) column?.push(bytes, 0, bytes.length, 0);
		else if (column?.nested) column.nested(bytes, 0, bytes.length, 0);
		else if (column) this.#tell("invalid-annotation", `field ${quoted$1(name)} of sample ${quoted$1(this.#key)} is not one plain value`);
	}
	#push(column, text) {
		const bytes = encoder$1.encode(text);
		this.#records.column(column)?.push(bytes, 0, bytes.length, 0);
	}
	#tell(code, text) {
		this.#problems.add(code, this.#path, 0, text);
	}
};
function isPlain(value) {
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

// src/evidence/dataset/webdataset.ts
/** Shards stream by: this bounds the time, not the memory. */
const SHARD_LIMIT = 64 * 1024 ** 3;
/** In webdataset's own words: where a sample comes from, and the member that holds its class. */
const COLUMNS = {
	image: "__url__",
	label: "cls"
};
/** Tar shards whose members make a sample when they share the name up to its first dot: image, `cls`, `json`. */
async function readWebDataset(placement, task, tree, hash) {
	if (outsideGit(placement)) throw new GateError("shards-outside-git", "user", "shards outside git cannot be read", { hint: "Keep the shards in git or Git LFS, or list the images in a manifest with a sha-256 column." });
	const problems = new Problems();
	const columns = {
		...placement.columns,
		...COLUMNS,
		time: null,
		digest: null
	};
	const rows = new ManifestRows({
		...placement,
		columns
	}, task, problems, "tar");
	for (const [split, place] of Object.values(placement.splits).entries()) for (const path of await shardsOf(place, ".tar", placement, tree)) {
		if (await tree.oid(path) === null) throw missingShard(path, tree);
		const samples = new Samples(path, placement.columns, rows.openRecords({
			path,
			split,
			folder: path
		}), {
			rows,
			problems,
			hash
		});
		await readShard(path, tree, samples);
		samples.end();
	}
	return assemble(rows.build(), {
		placement,
		tree,
		problems,
		contents: null,
		names: null,
		indexed: true
	});
}
async function readShard(path, tree, samples) {
	const reader = new TarReader(path, {
		file: ({ name, offset, size }) => samples.file(name, offset, size),
		special: (name, what) => samples.special(name, what)
	});
	for await (const chunk of tree.stream(path, SHARD_LIMIT)) reader.push(chunk);
	reader.end();
}
function missingShard(path, tree) {
	return new GateError("manifest-missing", "artifact", `${path}: no such shard on ${tree.side}`, {
		hint: "Correct `data.splits` in .github/cv-gate.yml, or commit the shard.",
		place: { path }
	});
}

// src/formats/yaml-file.ts
var import_dist = require_dist();
const HINT = "Correct the file: it is YAML 1.2 with each key once.";
/** Each alias searches the whole document for its anchor. */
const ALIASES_LIMIT = 100;
/**
* A YAML file that holds one mapping, read by nodes, so that every value knows its place. Nothing is expanded: aliases are
* followed where a value is asked for, so that a bomb of them stays as small as it is written.
* @throws GateError `yaml-syntax` with file, line, column and remedy
*/
var YamlFile = class {
	root;
	#path;
	#lines = new import_dist.LineCounter();
	#document;
	#aliases = 0;
	/** `what` says what file this should be. */
	constructor(bytes, path, what) {
		this.#path = path;
		let text;
		try {
			text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		} catch {
			throw this.errorAt("yaml-syntax", {
				line: 1,
				column: 1
			}, "the file is not UTF-8", "Save it as UTF-8.");
		}
		const composer = new import_dist.Composer({
			version: "1.2",
			schema: "core",
			merge: false,
			uniqueKeys: false,
			prettyErrors: false
		});
		const tokens = shallow(new import_dist.Parser(this.#lines.addNewLine).parse(text), (offset, what) => {
			throw this.errorAt("yaml-syntax", this.#lineOf(offset), what, HINT);
		});
		const [document, second] = composer.compose(tokens, true, text.length);
		this.#document = document;
		const [fault] = [...document.errors, ...document.warnings];
		if (fault) throw this.errorAt("yaml-syntax", this.#lineOf(fault.pos[0]), fault.message.split("\n")[0], HINT);
		if (second) throw this.errorAt("yaml-syntax", this.#lineOf(second.range[0]), "a second document", "Keep one.");
		const root = this.#document.contents;
		if (!(0, import_dist.isMap)(root)) throw this.error("yaml-syntax", root, `not ${what}`, "Name the right file in .github/cv-gate.yml.");
		const keys = /* @__PURE__ */ new Set();
		for (const { key } of root.items) {
			const name = (0, import_dist.isScalar)(key) ? key.value : key;
			if (keys.has(name)) throw this.error("yaml-syntax", key, "this key stands twice in the file", HINT);
			keys.add(name);
		}
		this.root = root;
	}
	get(key) {
		return this.resolve(this.root.items.find((pair) => (0, import_dist.isScalar)(pair.key) && pair.key.value === key)?.value);
	}
	resolve(node) {
		if ((0, import_dist.isAlias)(node) && ++this.#aliases > ALIASES_LIMIT) throw this.error("yaml-syntax", node, `more than ${ALIASES_LIMIT} aliases`, "Write the values out.");
		if (!(0, import_dist.isAlias)(node)) return node ?? null;
		const target = node.resolve(this.#document);
		if (target) return target;
		throw this.error("yaml-syntax", node, `no anchor \`&${node.source}\` before this alias`, HINT);
	}
	/** A scalar as it was written: `1.0` is a name of three characters. null for lists, maps and nothing. */
	text(node) {
		const scalar = this.resolve(node);
		if (!(0, import_dist.isScalar)(scalar) || scalar.value === null) return null;
		return {
			text: typeof scalar.value === "string" ? scalar.value : scalar.source ?? String(scalar.value),
			...this.place(node)
		};
	}
	/** One text or a list of them; null when anything else is among them. */
	texts(node) {
		const value = this.resolve(node);
		const nodes = (0, import_dist.isSeq)(value) ? value.items : value === null ? [] : [value];
		const texts = [];
		for (const item of nodes) {
			const text = this.text(item);
			if (text === null) return null;
			texts.push(text);
		}
		return texts;
	}
	/** A whole number, or digits in quotes (Python's `int` reads both). */
	integer(node) {
		const scalar = this.resolve(node);
		const value = (0, import_dist.isScalar)(scalar) ? scalar.value : null;
		if (typeof value === "string" && /^-?\d{1,9}$/.test(value)) return Number(value);
		return Number.isSafeInteger(value) ? value : null;
	}
	place(node) {
		return this.#lineOf(node?.range?.[0] ?? 0);
	}
	error(code, node, what, hint) {
		return this.errorAt(code, this.place(node), what, hint);
	}
	errorAt(code, { line, column }, what, hint) {
		const place = {
			path: this.#path,
			line,
			column
		};
		return new GateError(code, "artifact", `${this.#path}:${line}:${column}: ${what}`, {
			hint,
			place
		});
	}
	#lineOf(offset) {
		const { line, col } = this.#lines.linePos(offset);
		return {
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	}
};

// src/formats/yolo-data.ts
/** The largest list of classes that people have (ImageNet-21k) takes about 0.7 MB. */
const YOLO_DATA_LIMIT = 1048576;
/** `nc: 1e9` must not become a billion names. */
const CLASSES_LIMIT$1 = 65536;
const KEYPOINTS_LIMIT = 1e3;
/**
* A data.yaml as Ultralytics reads it: `path`, the splits, `names` (list, or map from number to name) or `nc` alone, and
* `kpt_shape` with `flip_idx`. Keys that it does not know are nobody's business.
* @throws GateError `yaml-syntax`, `yolo-…` with file, line, column and remedy
*/
function readYoloData(bytes, path) {
	const file = new YamlFile(bytes, path, "a data.yaml: a mapping with `train`, `val` and `names`");
	const splits = /* @__PURE__ */ new Map();
	for (const { key, value } of file.root.items) {
		const name = (0, import_dist.isScalar)(key) ? String(key.value) : "";
		if (SETTINGS.has(name) || name === "") continue;
		const entries = file.texts(value);
		if (entries !== null && entries.length > 0) splits.set(name, entries);
		else if (SPLITS.has(name) && !isNothing(file.resolve(value))) throw file.error("yolo-split", value, `\`${name}\` is no path and no list of paths`, "Write a folder or a list file.");
	}
	const validation = splits.get("validation");
	if (validation && !splits.has("val")) splits.set("val", validation);
	const root = file.texts(file.get("path"));
	if (root !== null && root.length > 1) throw file.error("yolo-path", file.get("path"), "`path` is a list", "Write one folder.");
	return {
		root: root?.[0] ?? null,
		splits,
		names: namesOf(file),
		keypoints: keypointsOf(file)
	};
}
const SPLITS = /* @__PURE__ */ new Set([
	"train",
	"val",
	"test"
]);
const SETTINGS = /* @__PURE__ */ new Set([
	"path",
	"names",
	"nc",
	"kpt_shape",
	"flip_idx",
	"download",
	"channels",
	"kpt_names"
]);
function namesOf(file) {
	const nc = file.get("nc");
	const count = isNothing(nc) ? null : file.integer(nc);
	const tooMany = count !== null && count > CLASSES_LIMIT$1;
	if (!isNothing(nc) && (count === null || count < 1 || tooMany)) throw file.error("yolo-nc", nc, `\`nc\` is not a number from 1 to ${CLASSES_LIMIT$1}`, "Write how many classes there are.");
	const names = file.get("names");
	if (isNothing(names)) {
		const hint = "Add `names: [first, second, …]`, in the order of the numbers in the label files.";
		if (count === null) throw file.error("yolo-names", null, "neither `names` nor `nc`", hint);
		return Array.from({ length: count }, (_, index) => ({
			text: `class_${index}`,
			...file.place(nc)
		}));
	}
	const found = (0, import_dist.isMap)(names) ? mappedNames(names, file) : file.texts(names);
	if (found === null || found.length === 0 || !(0, import_dist.isMap)(names) && !(0, import_dist.isSeq)(names)) throw file.error("yolo-names", names, "`names` is no list of names", "Write them as a list, or as a map from number to name.");
	if (found.length > CLASSES_LIMIT$1) throw file.error("yolo-names", names, `more than ${CLASSES_LIMIT$1} classes`, "Keep fewer classes.");
	if (count !== null && count !== found.length) throw file.error("yolo-nc", nc, `\`nc\` is ${count}, but \`names\` has ${found.length}`, "Correct the one or the other.");
	const seen = /* @__PURE__ */ new Set();
	for (const name of found) {
		const fault = name.text === "" ? "is empty" : seen.has(name.text) ? `${quoted(name.text)} stands there twice` : null;
		if (fault !== null) throw file.errorAt("yolo-names", name, `a class name ${fault}`, "Give every class a name of its own.");
		seen.add(name.text);
	}
	return found;
}
/** `{0: person, 1: car}`: the keys are the numbers 0 to n − 1, in any order. */
function mappedNames(names, file) {
	const found = new Array(names.items.length);
	const hint = `Number the classes from 0 to ${names.items.length - 1}, each once.`;
	for (const { key, value } of names.items) {
		const index = file.integer(key);
		const fault = index === null ? "is no whole number" : index < 0 || index >= found.length ? "is out of range" : null;
		const again = index !== null && found[index] !== void 0 ? "stands there twice" : null;
		if (fault !== null || again !== null) throw file.error("yolo-names", key, `the number ${quoted((0, import_dist.isScalar)(key) ? String(key.value) : "…")} of a class ${fault ?? again}`, hint);
		const text = file.text(value);
		if (text === null) throw file.error("yolo-names", value ?? key, "a class has no name", "Write its name.");
		found[index] = text;
	}
	return found;
}
function keypointsOf(file) {
	const node = file.get("kpt_shape");
	if (isNothing(node)) return null;
	const [count, dims, more] = (0, import_dist.isSeq)(node) ? node.items.map((item) => file.integer(item)) : [];
	if (!(count && count > 0 && count <= KEYPOINTS_LIMIT && (dims === 2 || dims === 3) && more === void 0)) throw file.error("yolo-keypoints", node, "`kpt_shape` is not [joints, 2 or 3]", "Write `kpt_shape: [joints, 2]` for x y, `[joints, 3]` for x y visibility.");
	const flip = file.get("flip_idx");
	if (!isNothing(flip)) {
		const order = (0, import_dist.isSeq)(flip) ? flip.items.map((item) => file.integer(item)) : [];
		if (!(order.length === count && new Set(order).size === count) || order.some((index) => index === null || index < 0 || index >= count)) throw file.error("yolo-keypoints", flip, `\`flip_idx\` does not name each of the ${count} joints once`, "For every joint, write the number of its mirror image.");
	}
	return {
		count,
		dims
	};
}
function isNothing(node) {
	return node === null || (0, import_dist.isScalar)(node) && node.value === null;
}

// src/formats/yolo-labels.ts
const OUTLINE = 1;
const JOINTS = 2;
/** Longest quotation of a value. */
const TOKEN_LIMIT = 40;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const text = new TextDecoder("utf-8", { ignoreBOM: true });
/**
* Label files of YOLO as Ultralytics reads them, told line by line: `class x y w h` (a box by its centre),
* `class x1 y1 x2 y2 x3 y3 …` (an outline, also the four corners of an oriented box), or with `keypoints`
* `class x y w h` and the joints. A line that Ultralytics refuses is left out and told; it would leave out the whole image.
*/
var YoloLabels = class {
	#classes;
	#keypoints;
	#hash = new ShapeHash();
	#label = {
		category: 0,
		x: 0,
		y: 0,
		w: 0,
		h: 0,
		shape: 0,
		crossed: 0,
		line: 0,
		column: 0
	};
	#bytes = /* @__PURE__ */ new Uint8Array(0);
	#sink = null;
	#line = 0;
	#lineStart = 0;
	#values = /* @__PURE__ */ new Float64Array(64);
	#starts = /* @__PURE__ */ new Uint32Array(64);
	#outlines = false;
	/** Line of the first plain box. */
	#firstBox = 0;
	constructor(classes, keypoints) {
		this.#classes = classes;
		this.#keypoints = keypoints;
	}
	read(bytes, sink) {
		this.#bytes = bytes;
		this.#sink = sink;
		this.#line = 0;
		this.#firstBox = 0;
		this.#outlines = false;
		const encoding = foreignEncoding(bytes);
		if (encoding !== null) {
			sink.fault("invalid-annotation", 1, 1, encoding);
			return;
		}
		for (let at = 0; at < bytes.length;) {
			this.#line++;
			this.#lineStart = at;
			at = this.#readLine(at);
			if (bytes[at] === CR && bytes[at + 1] === LF) at++;
			at++;
		}
		if (this.#outlines && this.#firstBox > 0) sink.fault("odd-annotation", this.#firstBox, 1, "a box in a file with outlines: Ultralytics takes its four numbers for two points");
	}
	/** Returns the end of the line. */
	#readLine(from) {
		const bytes = this.#bytes;
		const length = bytes.length;
		let count = 0;
		let bad = -1;
		let at = from;
		for (;;) {
			while (at < length && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
			if (at >= length || bytes[at] === LF || bytes[at] === CR) break;
			const start = at;
			while (at < length && bytes[at] > SPACE) at++;
			if (at === start) at++;
			const value = parseDecimal(bytes, start, at);
			if (count === this.#values.length) {
				this.#values = grown(this.#values, count * 2);
				this.#starts = grown(this.#starts, count * 2);
			}
			if (bad < 0 && !Number.isFinite(value)) bad = count;
			this.#values[count] = value;
			this.#starts[count++] = start;
		}
		if (bad >= 0) this.#fault("invalid-annotation", bad, `${this.#token(bad)} is ${notANumber(this.#token(bad))}`);
		else if (count > 0) this.#take(count);
		return at;
	}
	#take(count) {
		const category = this.#values[0];
		if (!Number.isInteger(category) || category < 0) {
			this.#fault("invalid-annotation", 0, `the class ${this.#token(0)} is not a whole number from 0 on`);
			return;
		}
		const isBox = this.#keypoints !== null || count === 5;
		if (isBox ? this.#boxFault(count) : this.#outlineFault(count)) return;
		if (category >= this.#classes) this.#fault("unknown-class", 0, `class ${category} of ${this.#classes}, which are numbered from 0`);
		const label = this.#label;
		label.category = category;
		label.line = this.#line;
		label.column = this.#columnOf(0);
		if (isBox) this.#box(count);
		else this.#outline(count);
		this.#sink.label(label);
	}
	#boxFault(count) {
		const { count: joints, dims } = this.#keypoints ?? {
			count: 0,
			dims: 2
		};
		const wanted = 5 + joints * dims;
		if (count !== wanted) {
			const what = this.#keypoints ? `class, box and ${joints} joints of ${dims}` : "class, x, y, width and height";
			const more = count === 6 && wanted === 5 ? " (a prediction with its confidence?)" : "";
			this.#fault("invalid-annotation", 0, `${count} numbers, not the ${wanted} of ${what}${more}`);
			return true;
		}
		for (let i = 1; i < 5; i++) if (this.#outside(i)) return true;
		for (let i = 5; i < count; i++) if ((i - 5) % dims < 2 && this.#outside(i)) return true;
		return false;
	}
	#outlineFault(count) {
		if (count >= 7 && count % 2 === 1) {
			for (let i = 1; i < count; i++) if (this.#outside(i)) return true;
			return false;
		}
		const what = `${count} numbers: neither class and box (5) nor class and the pairs of an outline (7, 9, 11 …)`;
		this.#fault("invalid-annotation", 0, count === 6 ? `${what}; a prediction with its confidence?` : what);
		return true;
	}
	/** Whether a coordinate is so far outside that Ultralytics refuses it; tells a smaller excess. */
	#outside(index) {
		const value = this.#values[index];
		if (value >= 0 && value <= 1) return false;
		const refused = value > 1.01 || value < -.01;
		if (refused) {
			const pixels = value > 2 ? ": pixels? " : ": ";
			this.#fault("invalid-annotation", index, `${this.#token(index)} is out of bounds${pixels}coordinates are shares of the width and height of the image, 0 to 1`);
		} else this.#fault("odd-annotation", index, `${this.#token(index)} is just beyond 0 to 1: older versions of Ultralytics leave the image out`);
		return refused;
	}
	#box(count) {
		const values = this.#values;
		const label = this.#label;
		const [w, h] = [values[3], values[4]];
		label.w = w;
		label.h = h;
		label.x = values[1] - w / 2;
		label.y = values[2] - h / 2;
		label.shape = 0;
		label.crossed = 0;
		if (this.#firstBox === 0) this.#firstBox = this.#line;
		if (!this.#keypoints) return;
		this.#hash.begin(JOINTS);
		for (let i = 5; i < count; i++) this.#hash.add(values[i]);
		label.shape = this.#hash.end();
		for (let i = 7; this.#keypoints.dims === 3 && i < count; i += 3) {
			if (values[i] === 0 || values[i] === 1 || values[i] === 2) continue;
			this.#fault("odd-annotation", i, `visibility ${this.#token(i)} is not 0, 1 or 2`);
			break;
		}
	}
	#outline(count) {
		const values = this.#values;
		const label = this.#label;
		let [left, top, right, bottom] = [
			values[1],
			values[2],
			values[1],
			values[2]
		];
		this.#hash.begin(OUTLINE);
		for (let i = 1; i < count; i += 2) {
			const x = values[i];
			const y = values[i + 1];
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
			this.#hash.add(x);
			this.#hash.add(y);
		}
		label.x = left;
		label.y = top;
		label.w = right - left;
		label.h = bottom - top;
		label.shape = this.#hash.end();
		label.crossed = selfCrossing(values, 1, count - 1);
		this.#outlines = true;
	}
	#fault(code, index, what) {
		this.#sink.fault(code, this.#line, this.#columnOf(index), what);
	}
	/** 1-based, in characters. */
	#columnOf(index) {
		let column = 1;
		for (let i = this.#lineStart; i < this.#starts[index]; i++) if ((this.#bytes[i] & 192) !== 128) column++;
		return column;
	}
	#token(index) {
		const start = this.#starts[index];
		let end = start + 1;
		while (end < this.#bytes.length && this.#bytes[end] > SPACE && end - start <= TOKEN_LIMIT) end++;
		return `"${text.decode(this.#bytes.subarray(start, Math.min(end, start + TOKEN_LIMIT)))}${end - start > TOKEN_LIMIT ? "…" : ""}"`;
	}
};
function notANumber(token) {
	if (/^"[+-]?(nan|inf|infinity)"$/i.test(token)) return "not a finite number";
	if (/^"[+-]?\d*,\d+"$/.test(token)) return "not a number: write a point, not a comma";
	if (/^"[+-]?[\d.]+(e[+-]?\d+)?…?"$/i.test(token)) return "too large for a number";
	return "not a number";
}
function foreignEncoding(bytes) {
	const [first, second, third] = bytes;
	if (first === 255 && second === 254 || first === 254 && second === 255) return "the file is UTF-16: save it as plain text (ASCII or UTF-8)";
	if (first === 239 && second === 187 && third === 191) return "the file begins with a byte order mark, at which Ultralytics gives up: save it as UTF-8 without";
	return null;
}

// src/evidence/dataset/yolo-images.ts
/** A million paths of 64 bytes. */
const LIST_LIMIT = 67108864;
const encoder = new TextEncoder();
/** Splits that are read. What the configuration did not name itself may be absent, as `test` mostly is. */
function splitsOf({ splits }, data, path) {
	const names = Object.entries(splits);
	const usual = names.length === 3 && names.every(([name, key], at) => name === key && name === [
		"train",
		"val",
		"test"
	][at]);
	const found = [];
	for (const [name, key] of names) {
		const entries = data.splits.get(key);
		if (entries) found.push({
			name,
			entries
		});
		else if (!usual) throw noSplit(path, `no key ${quoted$1(key)}, which \`data.splits.${name}\` names`);
	}
	if (found.length === 0) throw noSplit(path, "no `train`, no `val` and no `test`");
	return found;
}
function noSplit(path, what) {
	return new GateError("yolo-split", "artifact", `${path}: ${what}`, {
		hint: "Correct `data.splits` in .github/cv-gate.yml, or the keys of the data.yaml.",
		place: { path }
	});
}
/**
* Where the entries of a data.yaml may lie: below `path` seen from the file or from the repository, in `datasets` there,
* for which Ultralytics writes `../datasets` or nothing; without `path` beside the file, or below the repository.
*/
function yoloRoots(file, path) {
	const beside = folderOf$1(file);
	if (path === null) return [beside, ""];
	return [path, ...path.startsWith("../") ? [path.slice(3)] : normalPath(path) === null ? [] : [`datasets/${path}`]].flatMap((text) => [resolvePath(beside, text), resolvePath("", text)]);
}
/** Finds and adds the images of a YOLO dataset, each with the label file that Ultralytics would read for it. */
var YoloImages = class {
	#file;
	#tree;
	#contents;
	#images;
	#problems;
	#labels;
	#files;
	/** Folder that the entries of the splits are relative to. */
	#root = "";
	/** Images of the present split that have a label file. */
	#labelled = 0;
	constructor(file, tree, contents, images, files, problems) {
		this.#file = file;
		this.#files = files;
		this.#tree = tree;
		this.#contents = contents;
		this.#images = images;
		this.#problems = problems;
		this.#labels = new Siblings(contents, {
			folders: ["images", "labels"],
			beside: true,
			extension: ".txt"
		});
	}
	async add(data, splits) {
		this.#root = this.#rootOf(data.root, splits);
		for (const [split, { name, entries }] of splits.entries()) {
			const before = this.#images.rows;
			let found = true;
			this.#labelled = 0;
			for (const entry of entries) found = await this.#entry(entry, split) && found;
			if (this.#images.rows === before) {
				if (found) this.#tell("missing-file", entries[0], `split ${quoted$1(name)} has no image`);
			} else if (this.#labelled === 0) this.#tell("odd-annotation", entries[0], `no image of split ${quoted$1(name)} has a label file (one would be ${quoted$1(this.#labels.path)})`);
		}
	}
	/** An image of a list. */
	#addNamed(path, split, source, line) {
		const bytes = encoder.encode(path);
		if (!hasImageExtension(bytes, 0, bytes.length)) {
			this.#problems.add("not-an-image", source, line, `${quoted$1(path)} has no extension of an image`);
			return;
		}
		const label = this.#labels.find(bytes, 0, bytes.length);
		const annotations = label < 0 ? "" : this.#contents.files.path.get(label);
		this.#added(label, this.#images.add({
			path,
			split,
			source,
			line,
			annotations
		}), source, line);
	}
	/** An image without a label file is one without objects; `label` is −1 then. */
	#added(label, image, source, line) {
		if (image < 0) return;
		if (label >= 0) {
			this.#files.push(label, image);
			this.#labelled++;
		} else if (this.#contents.files.refused.length > 0) {
			const refused = this.#contents.refused(this.#labels.path);
			if (refused !== null) this.#problems.add("missing-file", source, line, refused);
		}
	}
	/** False when there is nothing where the entry points, which is told. */
	async #entry(entry, split) {
		const place = this.#placeOf(entry.text, this.#root);
		if (place === null) {
			const outside = resolvePath(this.#root, entry.text) === null;
			const text = outside ? `${quoted$1(entry.text)} leads out of the repository, and is not followed` : this.#contents.refused(resolvePath(this.#root, entry.text)) ?? `no folder and no list ${quoted$1(entry.text)} below ${quoted$1(this.#root || ".")} in the commit`;
			this.#tell(outside ? "outside-root" : "missing-file", entry, text);
			return false;
		}
		if (this.#contents.findText(place) >= 0) {
			await this.#list(place, split);
			return true;
		}
		const { path } = this.#contents.files;
		for (const row of this.#contents.imagesBelow(place)) {
			const label = this.#labels.find(path.pool, path.start(row), path.ends[row]);
			this.#added(label, this.#images.addListed(row, label, split, place), place, 0);
		}
		tellLinks(place, this.#contents, this.#problems, ".txt");
		return true;
	}
	/** One path a line: `./` is the folder of the list, else the root of the dataset or of the repository. */
	async #list(list, split) {
		const bytes = await this.#tree.read(list, LIST_LIMIT);
		const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
		for (const [index, text] of lines.entries()) {
			const name = text.trim();
			if (name === "") continue;
			const paths = (name.startsWith("./") ? [folderOf$1(list)] : [
				this.#root,
				"",
				folderOf$1(list)
			]).map((base) => resolvePath(base, name)).filter((path) => path !== null);
			const path = paths.find((candidate) => this.#contents.findText(candidate) >= 0) ?? paths[0];
			if (path !== void 0) this.#addNamed(path, split, list, index + 1);
			else this.#problems.add("outside-root", list, index + 1, `${quoted$1(name)} is not a path below the repository`);
		}
	}
	/** The base below which most entries are found. */
	#rootOf(declared, splits) {
		const beside = folderOf$1(this.#file);
		const bases = yoloRoots(this.#file, declared?.text ?? null);
		const found = bases.filter((base) => base !== null).filter((base) => base === "" || this.#contents.has(base));
		let best = found[0] ?? beside;
		let most = -1;
		for (const base of found) {
			const there = splits.flatMap((split) => split.entries).filter((entry) => this.#placeOf(entry.text, base) !== null).length;
			if (there > most) best = base;
			most = Math.max(most, there);
		}
		if (declared !== null && found.length === 0) {
			const outside = bases.every((base) => base === null);
			const what = outside ? "leads out of the repository" : "is no folder of the commit";
			const text = `\`path\` ${quoted$1(declared.text)} ${what}: the folder of this file is taken instead`;
			this.#tell(outside ? "outside-root" : "missing-file", declared, text);
		}
		return best;
	}
	/** Where an entry lies, null when nothing is there; `../train/images` may also stand beside the file, as Roboflow has it. */
	#placeOf(text, root) {
		for (const tried of text.startsWith("../") ? [text, text.slice(3)] : [text]) {
			const path = resolvePath(root, tried);
			if (path !== null && (this.#contents.findText(path) >= 0 || this.#contents.has(path))) return path;
		}
		return null;
	}
	#tell(code, { line, column }, text) {
		this.#problems.add(code, this.#file, line, text, { column });
	}
};

// src/evidence/dataset/yolo.ts
/** Two thousand outlines of a hundred points. */
const LABELS_LIMIT = 4194304;
/** The data.yaml of a YOLO dataset. @throws GateError `yolo-file` */
function yoloFile({ file, root }) {
	if (file !== null) return joinPath(root, file);
	throw new GateError("yolo-file", "user", "a YOLO dataset is described by its data.yaml", { hint: "Name the data.yaml: `data: {format: yolo, file: data.yaml}`." });
}
/** Images and label files as Ultralytics finds them; boxes are shares of the image, for its size stands nowhere. */
async function readYoloDataset(placement, task, tree) {
	mustBeInGit(placement);
	const problems = new Problems();
	const path = yoloFile(placement);
	const data = readYoloData(await readManifest(tree, path, YOLO_DATA_LIMIT), path);
	if (task === "keypoints" && data.keypoints === null) {
		const hint = "Add `kpt_shape: [joints, 3]` (x, y, visibility), or `[joints, 2]`.";
		const message = `${path}: no \`kpt_shape\`, without which the joints cannot be read`;
		throw new GateError("yolo-keypoints", "artifact", message, {
			hint,
			place: { path }
		});
	}
	const classes = await classesOf(data, path, placement, tree, problems);
	const splits = splitsOf(placement, data, path);
	const contents = new TreeContents(await listRoot(placement, tree));
	const images = new ImageRows(contents, problems);
	const files = new AnnotationFiles(contents);
	await new YoloImages(path, tree, contents, images, files, problems).add(data, splits);
	const codes = new Map(classes.map((name, code) => [name, code]));
	const labels = data.names.map(({ text }) => codes.get(text));
	const boxes = new BoxRows();
	const box = boxRecord();
	const parser = new YoloLabels(labels.length, data.keypoints);
	let pathOf;
	const sink = {
		label({ category, x, y, w, h, shape, crossed, line, column }) {
			box.label = labels[category] ?? -1;
			box.x = x;
			box.y = y;
			box.w = w;
			box.h = h;
			box.shape = shape;
			box.crossed = crossed;
			box.line = line;
			box.column = column;
			boxes.push(box);
		},
		fault: (code, line, column, text) => problems.add(code, pathOf(), line, text, { column })
	};
	for await (const { image, path, bytes } of files.read(tree, LABELS_LIMIT, problems)) {
		box.image = image;
		pathOf = path;
		parser.read(bytes, sink);
	}
	return {
		...images.build(splits.map(({ name }) => name)),
		label: absent$1(images.rows, classes),
		columns: /* @__PURE__ */ new Map(),
		boxes: boxes.build(true),
		classes,
		problems: problems.build()
	};
}
/** Names in the order of their numbers, or as configured. */
async function classesOf(data, path, placement, tree, problems) {
	const found = data.names.map(({ text }) => text);
	const configured = await configuredClasses(placement, tree);
	if (configured === null) return found;
	const known = new Set(configured);
	for (const { text, line, column } of data.names) if (!known.has(text)) problems.add("unknown-class", path, line, `class ${quoted$1(text)} is not one of the configured classes`, { column });
	return orderClasses(found, configured);
}

// src/evidence/dataset/readers.ts
/** @throws GateError `format-not-read` */
function readerOf(format) {
	const reader = READERS[format];
	if (reader) return reader;
	const hint = `Use one of ${Object.keys(READERS).join(", ")}.`;
	throw new GateError("format-not-read", "user", `datasets of format ${format} are not read by this version`, { hint });
}
const oidsOf = (paths, tree) => Promise.all(paths.map((path) => tree.oid(path)));
/** Manifests, and the root's tree when the images lie in git. */
async function withImages(paths, placement, tree) {
	const oids = await oidsOf(paths, tree);
	return outsideGit(placement) || oids.every((oid) => oid === null) ? oids : [...oids, await tree.oid(placement.root)];
}
/** Tables of which one parser reads all. */
function tables(parser) {
	return {
		leaves: (placement, tree) => {
			return withImages(manifestsOf(placement).map(({ path }) => path), placement, tree);
		},
		read: (placement, task, tree) => readManifests(placement, task, tree, manifestsOf(placement), () => parser)
	};
}
const READERS = {
	folder: {
		leaves: (placement, tree) => {
			const lists = splitLists(placement).map(({ path }) => path);
			return lists.length > 0 ? withImages(lists, placement, tree) : oidsOf(splitFolders(placement), tree);
		},
		read: readFolderDataset
	},
	csv: tables(parseCsv),
	jsonl: tables(parseJsonl),
	huggingface: {
		leaves: (placement, tree) => oidsOf(splitFolders(placement), tree),
		read: readHuggingFace
	},
	parquet: {
		leaves: (placement, tree) => {
			const { file, root } = placement;
			return withImages(file === null ? shardLeaves(placement) : [joinPath(root, file)], placement, tree);
		},
		read: readParquetDataset
	},
	webdataset: {
		leaves: (placement, tree) => oidsOf(shardLeaves(placement), tree),
		read: readWebDataset
	},
	coco: {
		leaves: (placement, tree) => withImages(cocoFiles(placement), placement, tree),
		read: (placement, _task, tree) => readCocoDataset(placement, tree)
	},
	labelme: {
		leaves: (placement, tree) => withImages(splitFolders(placement), placement, tree),
		read: (placement, _task, tree) => readLabelmeDataset(placement, tree)
	},
	masks: {
		leaves: (placement, tree) => withImages(splitFolders(placement), placement, tree),
		read: (placement, _task, tree) => readMasksDataset(placement, tree)
	},
	voc: {
		leaves: (placement, tree) => withImages(vocSplits(placement), placement, tree),
		read: (placement, _task, tree) => readVocDataset(placement, tree)
	},
	yolo: {
		leaves: (placement, tree) => withImages([yoloFile(placement)], placement, tree),
		read: readYoloDataset
	}
};

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

// src/evidence/model/configured.ts
const CLASSES_LIMIT = 16777216;
/** What `model.classes` says: a list, or a file with one name a line. */
async function configuredNames({ classes }, tree) {
	if (classes === null) return null;
	if (!("file" in classes)) return {
		names: classes,
		source: "`model.classes`"
	};
	const lines = new TextDecoder().decode(await tree.read(classes.file, CLASSES_LIMIT)).replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
	if (lines.at(-1) === "") lines.pop();
	return {
		names: lines,
		source: classes.file
	};
}

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
	version: 2,
	perMachine: false,
	unavailable: (scene, at) => modelUnavailable(scene, sideOf(at)),
	needs: () => [],
	async inputs(scene, at) {
		const { model, tree } = modelAt(scene, sideOf(at));
		const external = await Promise.all(externalCandidates(model.path).map((path) => tree.oid(path)));
		const { classes } = model;
		const named = classes && "file" in classes ? [classes.file, await tree.oid(classes.file)] : classes;
		return [
			await tree.oid(model.path) ?? "absent",
			...external.map((id) => id ?? ""),
			named ? JSON.stringify(named) : ""
		];
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
			classes: classNames(read.metadata),
			configured: await configuredNames(model, tree)
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

export { resolvePath as A, IMAGE_EXTENSIONS as C, hasImageExtension as D, folderOf$1 as E, IntColumn as F, Problems as M, quoted$1 as N, joinPath as O, CodeColumn as P, outsideGit as S, byCodePoint as T, CsvReader as _, sideOf as a, SPLIT$1 as b, YOLO_DATA_LIMIT as c, TarReader as d, readMasksDataset as f, openParquet as g, readColumn as h, modelUnavailable as i, stemOf as j, normalPath as k, readYoloData as l, ParquetImages as m, MODEL_LIMIT as n, readerOf as o, PARQUET_LIMIT as p, modelAt as r, yoloRoots as s, evidence as t, SHARD_LIMIT as u, imageFolders as v, baseName as w, TreeContents as x, CocoReader as y };