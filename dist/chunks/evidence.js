import { t as GateError } from "./errors.js";
import { b as mix, g as RowIndex, h as ByteDictionary, l as MORE_OF_THESE, v as grown, x as slotsFor } from "./catalogue.js";
import { i as StringsBuilder, n as Contents, r as Strings, t as CONTENT_KINDS } from "./table.js";
import { n as require_dist, t as shallow } from "./yaml-depth.js";

// src/evidence/dataset/paths.ts
const SLASH$4 = 47;
const DOT$2 = 46;
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
	if (start === end || bytes[end - 1] === SLASH$4) return false;
	if (end - start > 1 && bytes[start + 1] === 58) return false;
	let segment = true;
	for (let i = start; i < end; i++) {
		const byte = bytes[i];
		if (byte === 92 || byte === 0 || segment && (byte === SLASH$4 || byte === DOT$2)) return false;
		segment = byte === SLASH$4;
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
].map((name) => keyOf$1(new TextEncoder().encode(name), 0, name.length)));
function hasImageExtension(bytes, start, end) {
	for (let dot = end - 1; dot >= start && end - dot <= 5; dot--) if (bytes[dot] === DOT$2) return extensionKeys.has(keyOf$1(bytes, dot + 1, end));
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

// src/evidence/dataset/problems.ts
/** Objects kept per code: more are counted, for a broken manifest of a million rows must not become a million objects. */
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
				column: 0,
				text: MORE_OF_THESE,
				count: more
			});
		}
		return all;
	}
};
/** A name in a sentence, in quotes, at most 200 characters of it. */
function quoted$1(name) {
	return name.length <= QUOTE_LIMIT ? `"${name}"` : `"${name.slice(0, QUOTE_LIMIT)}…"`;
}

// src/evidence/dataset/contents.ts
const SLASH$3 = 47;
const encoder$5 = new TextEncoder();
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
		const bytes = encoder$5.encode(path);
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
			const slash = path.pool.lastIndexOf(SLASH$3, path.ends[row] - 1);
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
		const { kinds, hashes } = this.files.content;
		contents.kinds[row] = kinds[file];
		for (let i = 0; i < 32; i++) contents.hashes[row * 32 + i] = hashes[file * 32 + i];
	}
};
/** First row that is not below `text` in the order of bytes. */
function lowerBound(sorted, text) {
	const bytes = encoder$5.encode(text);
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
function outsideGit(placement) {
	return placement.images !== null || placement.store === "mount";
}
/** For formats that list folders and name no digests. @throws GateError `<format>-outside-git` */
function mustBeInGit(placement) {
	if (!outsideGit(placement)) return;
	const hint = "Use a CSV manifest with a sha-256 column: `data: {format: csv, file: …, columns: {digest: …}}`.";
	const message = `images of format ${placement.format} cannot be listed where they lie outside git`;
	throw new GateError(`${placement.format}-outside-git`, "user", message, { hint });
}
/** Folder of the images, relative to the repository, or to the data root when they lie outside git. */
function imageRoot(placement) {
	if (!outsideGit(placement)) return placement.root;
	return (placement.images?.root ?? "").replace(/^\$data\/?/, "").replace(/\/+$/, "");
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
		return this.#values.subarray(0, this.#rows);
	}
};
/** A growing column of 64-bit floats. */
var FloatColumn = class {
	#values = /* @__PURE__ */ new Float64Array(1024);
	#rows = 0;
	push(value) {
		if (this.#rows === this.#values.length) this.#values = grown(this.#values, this.#rows * 2);
		this.#values[this.#rows++] = value;
	}
	build() {
		return this.#values.subarray(0, this.#rows);
	}
};

// src/formats/utf8.ts
const utf8$4 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function isUtf8(bytes) {
	try {
		utf8$4.decode(bytes);
		return true;
	} catch {
		return false;
	}
}

// src/formats/json-cursor.ts
/** Annotation formats nest at most about eight deep; deeper is an attack on recursive readers. */
const DEPTH_LIMIT$1 = 64;
/** The longest string or number; a mask of a 100-megapixel picture as compressed RLE is shorter. */
const TOKEN_LIMIT = 16777216;
const QUOTE$1 = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const MINUS = 45;
const DOT$1 = 46;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const LF$3 = 10;
const utf8$3 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const latin = new TextDecoder("latin1");
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
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
	/** What `plainNumbers` read. */
	numbers = /* @__PURE__ */ new Float64Array(1024);
	constructor(path) {
		this.path = path;
	}
	/** 1-based, in characters. */
	get column() {
		return this.at - this.lineStart - this.#continued + 1;
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
			if (byte === LF$3) {
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
		if (byte === MINUS || byte >= 48 && byte <= 57) return "number";
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
		if (byte !== COMMA) this.refuse();
		this.at++;
		if (this.peek() === close) this.refuse();
		return true;
	}
	nextItem(first) {
		return this.next(first, CLOSE_LIST);
	}
	/** As `next` for an object: the key is then the string that was read last. */
	nextKey(first) {
		if (!this.next(first, CLOSE_OBJECT)) return false;
		if (this.peek() !== QUOTE$1) this.refuse();
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
			if (at - start > TOKEN_LIMIT) throw this.error("json-too-large", `a string of more than ${TOKEN_LIMIT} bytes`, SPLIT);
			this.at = end;
			this.#more();
		}
		if (high && !isUtf8(data.subarray(start, at))) throw this.error("json-not-utf8", "this text is not UTF-8", "Save the file as UTF-8.");
		this.textStart = start;
		this.textEnd = at;
		this.#continued += continued;
		this.at = at + 1;
		if (this.escaped) this.#checkEscapes(start);
	}
	/** The string that was read last. */
	text() {
		const text = utf8$3.decode(this.data.subarray(this.textStart, this.textEnd));
		return this.escaped ? JSON.parse(`"${text}"`) : text;
	}
	/** Reads a number; exact: what JSON.parse gives. Not finite when it is beyond the range of doubles. */
	number() {
		const { data, end } = this;
		const start = this.at;
		let at = start;
		const negative = data[at] === MINUS;
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
		if (at < end && data[at] === DOT$1) {
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
			if (at < end && (data[at] === 43 || data[at] === MINUS)) at++;
			const from = at;
			while (at < end && data[at] >= 48 && data[at] <= 57) at++;
			if (at === from && at < end) this.#refuseAt(at);
		}
		if (at >= end && !this.final) {
			if (at - start > TOKEN_LIMIT) throw this.error("json-too-large", "a number without end", SPLIT);
			throw INCOMPLETE;
		}
		if (at >= end && (digits === 0 || data[at - 1] < 48)) this.#refuseAt(at);
		this.at = at;
		if (!exponent && digits <= 19 && mantissa <= Number.MAX_SAFE_INTEGER && decimals <= 22) {
			const value = decimals === 0 ? mantissa : mantissa / POWERS[decimals];
			return negative ? -value : value;
		}
		return Number(latin.decode(data.subarray(start, at)));
	}
	/**
	* Reads a list of plain decimal numbers into `numbers` in one go, as outlines of a hundred million numbers need it: their
	* count. −1, with nothing read, when there is anything else in it: exponents, more than 15 digits, other values, line
	* breaks, the end of the window. The window has a byte after its end that belongs to no number.
	*/
	plainNumbers() {
		const { data } = this;
		let { numbers } = this;
		let at = this.at + 1;
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
			if (data[at] === DOT$1) {
				const from = ++at;
				digit = data[at] - 48;
				while (digit >= 0 && digit <= 9) {
					mantissa = mantissa * 10 + digit;
					digit = data[++at] - 48;
				}
				const decimals = at - from;
				digits += decimals;
				if (decimals === 0) return -1;
				value = mantissa / POWERS[decimals];
			}
			if (digits > 15) return -1;
			if (count === numbers.length) {
				numbers = new Float64Array(count * 2);
				numbers.set(this.numbers);
				this.numbers = numbers;
			}
			numbers[count++] = negative ? -value : value;
			const byte = data[at++];
			if (byte === COMMA) continue;
			if (byte !== CLOSE_LIST || at > this.end) return -1;
			this.at = at;
			return count;
		}
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
				if (!(close === CLOSE_LIST ? this.nextItem(first) : this.nextKey(first))) {
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
				closers.push(kind === "list" ? CLOSE_LIST : CLOSE_OBJECT);
				first = true;
			} else this.skip();
		} while (closers.length > 0);
	}
	/** @throws GateError `json-too-deep` when `depth` lists and objects are too many */
	#deeper(depth) {
		if (depth <= DEPTH_LIMIT$1) return;
		this.peek();
		throw this.error("json-too-deep", `nested deeper than ${DEPTH_LIMIT$1}`, "Annotations are never nested that deep: export the file again.");
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
		throw this.error("json-syntax", "not JSON from here on", "Export the file again, or correct it at this place.");
	}
	/** What is neither value nor number: Python's json writes NaN and Infinity although JSON has no such numbers. */
	#word(start) {
		this.at = start;
		const byte = this.data[start];
		const bare = byte === MINUS ? this.data[start + 1] : byte;
		if (bare !== 78 && bare !== 73) this.refuse();
		throw this.error("json-not-finite", "NaN, Infinity or another bare word", "JSON has no NaN and no Infinity (Python's json writes them): give a number or leave the record out.");
	}
	#more() {
		if (!this.final) throw INCOMPLETE;
		return this.refuse();
	}
	#checkEscapes(start) {
		try {
			this.text();
		} catch {
			this.#refuseAt(start);
		}
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
			skipByteOrderMark(cursor);
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
function skipByteOrderMark(cursor) {
	const { data, at, end } = cursor;
	if (end - at < 3 && !cursor.final) throw INCOMPLETE;
	if (data[at] !== 239 || data[at + 1] !== 187 || data[at + 2] !== 191) return;
	cursor.at += 3;
	cursor.lineStart += 3;
}

// src/formats/shape-hash.ts
/**
* Names the outline, mask or joints of an annotation by its numbers: 53 bits, never 0. Equal numbers give equal names
* however they were written (`1`, `1.0`, `1e0`); two different shapes share one with a chance of 10⁻¹⁶.
*/
const one = /* @__PURE__ */ new Float64Array(1);
const number$1 = /* @__PURE__ */ new Float64Array(1);
const bits$2 = new Uint32Array(number$1.buffer);
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
			let mixed = bits$2[0] ^ Math.imul(bits$2[1], 2654435761);
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
const bits$1 = new Int32Array(number.buffer);
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
		let slot = mix(bits$1[0] ^ Math.imul(bits$1[1], 2654435761)) & mask;
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

// src/formats/coco/segmentation.ts
const POLYGON = 1;
const RUNS = 2;
const JOINTS = 3;
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
		hash.add(-1 - numbers);
	}
	if (polygons > 0) shape.hash = hash.end();
}
/** Adds the numbers of a list to the hash; their count, −1 when there is something else in it. */
function readNumbers(cursor, hash) {
	const plain = cursor.plainNumbers();
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
		count++;
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
	hash.begin(JOINTS);
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
	#line = new IntColumn();
	#column = new IntColumn();
	/** Masks state the size of their image. */
	#masks = [];
	/** Row → number of joints, for the rows that have any. */
	#joints = /* @__PURE__ */ new Map();
	#rows = 0;
	#shapeOf = {
		fault: null,
		hash: 0,
		height: 0,
		width: 0,
		covered: 0
	};
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
	constructor(problem) {
		this.#problem = problem;
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
		const plain = cursor.kind() === "list" ? cursor.plainNumbers() : -1;
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
		const name = nameOf$1(this.#recordId);
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
				this.#problem("invalid-annotation", `${nameOf$1(ids[row])} ${fault}`, {
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
			line: Uint32Array.from(line.subarray(0, kept)),
			column: Uint32Array.from(column.subarray(0, kept))
		};
	}
};
function nameOf$1(id) {
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
	width: 0,
	height: 0,
	name: 0
};

// src/formats/coco/categories.ts
/** More categories than any dataset has; each costs an object. */
const CATEGORY_LIMIT = 1e5;
/** Categories as they stream by. What makes references ambiguous is an error of the file. */
var CategoryList = class {
	#found = [];
	#ids = /* @__PURE__ */ new Set();
	#names = /* @__PURE__ */ new Set();
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
		if (this.#names.has(name)) throw cursor.error("coco-category", `two categories have the name "${name}"`, "Give each a name of its own.", place);
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
			} else if (key === "width") width = pixels(cursor);
			else if (key === "height") height = pixels(cursor);
			else if (isDigest && cursor.kind() === "string") {
				cursor.string();
				digest = cursor.text();
			} else cursor.skip();
		}
		const place = {
			line,
			column
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
function pixels(cursor) {
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
	#categories = new CategoryList();
	#annotations;
	#panoptic;
	#reader;
	constructor(path, problem, digestKey = null) {
		this.#path = path;
		this.#images = new ImageList(digestKey);
		this.#annotations = new AnnotationRows(problem);
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

// src/formats/text-place.ts
const LF$2 = 10;
const CR$2 = 13;
/**
* 1-based line and column of byte `at`, for text that begins at byte `from` on line `line`. Lines end with LF, CRLF or a
* lone CR; columns count characters.
*/
function placeInText({ data, from, line: first }, at) {
	let line = first;
	let lineStart = from;
	for (let i = from; i < at; i++) {
		if (data[i] !== LF$2 && !(data[i] === CR$2 && data[i + 1] !== LF$2)) continue;
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
		if (typeof lists === "string") {
			faults.push(lists);
			return;
		}
		for (const [index, box] of lists.bbox.entries()) {
			const category = lists.category[index];
			const fault = faultOf(box, category);
			if (fault !== null) {
				faults.push(fault);
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
		if (!value.every(isItem)) return "an annotation is not an object";
		return {
			bbox: value.map((item) => field(item, "bbox")),
			category: value.map(categoryOf)
		};
	}
	if (!isItem(value)) return "`objects` is neither an object nor a list";
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
function faultOf(box, category) {
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
function isItem(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/evidence/dataset/manifest-rows.ts
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder$4 = new TextEncoder();
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
	#hashes = /* @__PURE__ */ new Uint8Array(32768);
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
		return {
			columns: header.map((name) => {
				const role = roles.get(name);
				return role || this.#ignored(name) ? role ?? null : this.#otherColumn(name);
			}),
			row: (line) => this.#endRow(manifest, source, line)
		};
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
			content: this.#hashed ? new Contents(kinds, this.#hashes.slice(0, this.#rows * 32)) : content,
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
		const unlabelled = line > 0 ? "the label is empty" : `${quoted$1(name)} has no label`;
		if (kept !== NONE && !labelled) this.#problems.add("empty-label", file, line, unlabelled);
		if (kept !== NONE && !hashed) throw badDigest(file, line);
		if (kept !== NONE) for (const text of objects) this.#problems.add("invalid-annotation", file, line, text);
		this.#split.push(kept);
		this.#line.push(line);
		this.#source.push(source);
		this.#rows++;
		this.#record.fault = null;
		this.#record.labelled = true;
		this.#record.hashed = true;
		this.#record.objects.length = 0;
	}
	#sourceOf(path) {
		const known = this.#files.indexOf(path);
		return known < 0 ? this.#files.push(path) - 1 : known;
	}
	#imageColumn(root) {
		const prefix = root === "" ? null : encoder$4.encode(`${root}/`);
		const push = (bytes, start, end) => {
			if (isNormal(bytes, start, end)) return this.#path.pushRange(bytes, start, end, prefix);
			const text = decoder.decode(bytes.subarray(start, end));
			const path = normalPath(text);
			this.#path.push(path === null ? "" : joinPath(root, path));
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
				const what = `${quoted$1(text)} is none of the configured splits: its records are not read`;
				if (!configured.has(text)) count.set(value, this.#problems.counter("unknown-split", file, line, what));
			}
			this.#record.split = splitOf[value];
			count.get(value)?.();
		};
		return { push };
	}
	/** Where and what the image of the present record is, inside the manifest; called once for each record. */
	member(at, size, sha256) {
		this.#at.push(at);
		this.#size.push(size);
		const place = this.#placeOfHash();
		this.#hashes.set(sha256, place);
	}
	/** Leaves out the present record. */
	fail(code, text) {
		this.#record.fault = {
			code,
			text
		};
	}
	#digestColumn() {
		const push = (bytes, start, end) => {
			const at = this.#placeOfHash();
			this.#record.hashed = parseSha256(bytes, start, end, this.#hashes, at);
		};
		return { push };
	}
	#placeOfHash() {
		const at = this.#rows * 32;
		if (at === this.#hashes.length) this.#hashes = grown(this.#hashes, at * 2);
		return at;
	}
	#objectsColumn() {
		const objects = this.#objects ?? new ObjectRows();
		this.#objects = objects;
		const nested = (json, start, end, line) => {
			const value = JSON.parse(decoder.decode(json.subarray(start, end)));
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
const encoder$3 = new TextEncoder();
/** Ten times train2017; it streams by, and its columns are bounded by it. */
const JSON_LIMIT = 4294967296;
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
		for await (const chunk of streamManifest(tree, path, JSON_LIMIT)) reader.push(chunk);
		files.push(reader.end());
	}
	const contents = outside ? null : new TreeContents(await listRoot(placement, tree));
	const classes = await classesOf(files, paths, placement, tree, problems);
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
		label: absent(rows, classes),
		line: Uint32Array.from(images.line.build()),
		...files.some(({ panoptic }) => panoptic !== null) ? { masks: images.masks.build() } : {},
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
	for (const name of classes.slice(configured.length)) problems.add("unknown-class", paths[0], 0, `category ${quoted$1(name)} is not one of the configured classes`);
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
	].flatMap((below) => [joinPath(root, below), joinPath(folderOf$1(path), below)]);
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
	constructor(capacity) {
		this.#contents = Contents.empty(capacity);
	}
	content() {
		const rows = this.split.rows;
		return new Contents(this.#contents.kinds.slice(0, rows), this.#contents.hashes.slice(0, rows * 32));
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
			const bytes = encoder$3.encode(below ?? "");
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
		const bytes = encoder$3.encode(digest ?? "");
		this.#contents.kinds[row] = CONTENT_KINDS.indexOf("sha256");
		if (parseSha256(bytes, 0, bytes.length, this.#contents.hashes, row * 32)) return;
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
const LF$1 = 10;
const CR$1 = 13;
const DELIMITERS = [
	44,
	59,
	9
];
const PLAIN$2 = 0;
const HIGH = 1;
const STOP = 2;
const utf8$2 = new TextDecoder("utf-8", {
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
	#words = {
		view: /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(0)),
		below: 0
	};
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
			LF$1,
			CR$1,
			QUOTE
		]) this.#kinds[byte] = STOP;
	}
	push(chunk) {
		const data = this.#carry.length === 0 ? chunk : joined$1(this.#carry, chunk);
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
		const least = Math.max(this.#delimiter, QUOTE, CR$1, LF$1) + 1;
		const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
		this.#words = {
			view,
			below: least * 16843009 | 0
		};
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
		const { counts } = this.#seen;
		let { at, quoted, named } = this.#seen;
		for (at = Math.max(at, start); at < data.length; at++) {
			const byte = data[at];
			const ending = byte === LF$1 || byte === CR$1;
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
		return start;
	}
	/** Scans one record and hands it on; returns where the next begins, −1 when this one is not complete yet. */
	#record(data, from, final) {
		const kinds = this.#kinds;
		const length = data.length;
		const { view, below } = this.#words;
		const fours = length - 3;
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
					} else if (byte === LF$1 || byte === CR$1 && data[at + 1] !== LF$1) lines++;
					else if (byte >= 128) high = true;
					else if (byte === 0) this.#refuse("csv-not-text", data, from, at);
				}
				if (at >= bound) {
					if (bound === length && !final) return -1;
					this.#refuse("csv-unterminated-quote", data, from, start - 1);
				}
				end = at++;
				if (at < length && data[at] !== this.#delimiter && data[at] !== LF$1 && data[at] !== CR$1) this.#refuse("csv-stray-quote", data, from, at);
			} else {
				for (; at < length; at++) {
					for (; at < fours; at += 4) {
						const four = view.getInt32(at, true);
						if (((four | four - below) & 2155905152) !== 0) break;
					}
					if (at >= length) break;
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
			this.#field(data, from, start, end, doubled);
			if (at >= length) break;
			const stop = data[at++];
			if (stop === this.#delimiter) continue;
			if (stop === CR$1) {
				if (at === length && !final) return -1;
				if (at < length && data[at] === LF$1) at++;
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
			const name = utf8$2.decode(this.#unquoted.subarray(0, length));
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
function joined$1(a, b) {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

// src/formats/lines.ts
/** A path has at most 4,096 bytes. */
const LINE_LIMIT = 65536;
const LF = 10;
const CR = 13;
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
		for (; end < bytes.length && bytes[end] !== LF && bytes[end] !== CR; end++) if (bytes[end] >= 128) high = true;
		else if (bytes[end] === 0) refuse("list-not-text", start, line, end);
		if (end - start > LINE_LIMIT) refuse("list-line-too-long", start, line);
		if (high && !isUtf8(bytes.subarray(start, end))) refuse("list-not-utf8", start, line);
		if (end > start) take(start, end, line);
		taken ||= end > start;
		start = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
		line++;
	}
	if (!taken) refuse("list-empty", bytes.length, line);
}

// src/evidence/dataset/assemble.ts
/** Rows as read → dataset: distinct, joined with the commit, classes in their order. */
async function assemble(rows, assembly) {
	const { placement, tree, problems, contents } = assembly;
	const splits = Object.keys(placement.splits);
	const draft = keepDistinct(rows, splits, problems);
	if (contents) joinTree(draft, contents, problems);
	const configured = await configuredClasses(placement, tree);
	const known = configured ?? assembly.names;
	const found = draft.boxes ? {
		codes: draft.boxes.boxes.label,
		values: draft.boxes.labels
	} : draft.label;
	const named = assembly.indexed && known ? {
		...found,
		values: found.values.map((value) => nameOf(value, known))
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
		label: draft.boxes ? absent(draft.path.rows, classes) : label,
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
function nameOf(value, classes) {
	if (!/^(0|[1-9]\d{0,8})$/.test(value) || classes.includes(value)) return value;
	return classes[Number(value)] ?? value;
}
function groupColumn({ columns, file, root }, found) {
	if (columns.group === null) return null;
	const column = found.get(columns.group);
	if (column) return column;
	const path = joinPath(root, file ?? "");
	throw new GateError("unknown-column", "user", `${path}: no column ${quoted$1(columns.group)}, which \`columns.group\` names`, {
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

// src/evidence/dataset/split-lists.ts
const LIST_LIMIT = 1073741824;
const SLASH$2 = 47;
const NOTHING = /* @__PURE__ */ new Uint8Array(0);
const encoder$2 = new TextEncoder();
/** The lists of images, one a split; none when the splits are folders. */
function splitLists(placement) {
	const places = Object.values(placement.splits);
	const lists = places.filter((place) => /\.(txt|csv|tsv)$/i.test(place));
	if (lists.length > 0 && lists.length < places.length) throw new GateError("splits-mixed", "user", "some splits are folders, others lists of images", { hint: "Name a folder for every split, or a list for every split." });
	return lists.map((place, split) => ({
		path: joinPath(placement.root, place),
		split,
		folder: placement.root
	}));
}
/**
* `class/…/image` a line, below the root of the dataset, optionally followed by a label, which counts more than the
* folder. A number as label is the index of a class.
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
	for (const list of lists) {
		const bytes = await readManifest(tree, list.path, LIST_LIMIT);
		const records = new ListRecords(rows.open(list, [columns.image, columns.label]), list.path, problems);
		if (/\.txt$/i.test(list.path)) readLines(bytes, list.path, (start, end, line) => records.line(bytes, start, end, line));
		else readCsv(bytes, list.path, (header) => records.table(header));
		if (records.count === 0) throw emptyList(list.path);
	}
	const contents = new TreeContents(await listRoot(placement, tree));
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
	#path;
	#problems;
	/** Lines that name something, right or wrong. */
	count = 0;
	constructor(target, path, problems) {
		this.#target = target;
		this.#path = path;
		this.#problems = problems;
	}
	/** A line that goes on after an image's extension and a separator has a label there. */
	line(bytes, from, to, line) {
		let start = from;
		let end = to;
		while (start < end && isSeparator(bytes[start])) start++;
		while (start < end && isSeparator(bytes[end - 1])) end--;
		if (start === end) return;
		this.count++;
		let cut = end;
		if (!hasImageExtension(bytes, start, end)) {
			for (let at = start; at < end && cut === end; at++) if (isSeparator(bytes[at]) && hasImageExtension(bytes, start, at)) cut = at;
		}
		let label = cut;
		while (label < end && isSeparator(bytes[label])) label++;
		const texts = String.fromCharCode(...bytes.subarray(label, Math.min(end, label + 20)));
		if (/^-?\d+(\.\d+)?[ \t,;]/.test(texts)) this.#problems.add("invalid-annotation", this.#path, line, "more than one number follows the image");
		else this.#put(bytes, start, cut, bytes, label, end, line);
	}
	/** Path and label in the first two columns; a first line that names no image is a header. */
	table(header) {
		const first = encoder$2.encode(header[0]);
		if (hasImageExtension(first, 0, first.length)) {
			this.count++;
			const label = encoder$2.encode(header[1] ?? "");
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
		image.push(path, start, end, line);
		if (from < to) labels?.push(label, from, to, line);
		else labels?.push(path, ...folderOf(path, start, end), line);
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
	let from = start;
	while (from + 1 < end && path[from] === 46 && path[from + 1] === SLASH$2) from += 2;
	const slash = path.indexOf(SLASH$2, from);
	return slash > 0 && slash < end ? [from, slash] : [from, from];
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
const DEPTH_LIMIT = 24;
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
		if (depth > DEPTH_LIMIT || ++this.#structs > STRUCTS_LIMIT) throw new ThriftFault("more structures than a file has");
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
		if (depth > DEPTH_LIMIT) throw new ThriftFault("nested too deep");
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
		const levels = {
			definition: above.definition + (repeated > 0 ? 1 : 0),
			repetition: above.repetition + (repeated === 2 ? 1 : 0)
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
		repetition: 0
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

// node_modules/fflate/esm/browser.js
var u8$1 = Uint8Array;
var u16$1 = Uint16Array;
var i32$1 = Int32Array;
var fleb = new u8$1([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	2,
	3,
	3,
	3,
	3,
	4,
	4,
	4,
	4,
	5,
	5,
	5,
	5,
	0,
	0,
	0,
	0
]);
var fdeb = new u8$1([
	0,
	0,
	0,
	0,
	1,
	1,
	2,
	2,
	3,
	3,
	4,
	4,
	5,
	5,
	6,
	6,
	7,
	7,
	8,
	8,
	9,
	9,
	10,
	10,
	11,
	11,
	12,
	12,
	13,
	13,
	0,
	0
]);
var clim = new u8$1([
	16,
	17,
	18,
	0,
	8,
	7,
	9,
	6,
	10,
	5,
	11,
	4,
	12,
	3,
	13,
	2,
	14,
	1,
	15
]);
var freb = function(eb, start) {
	var b = new u16$1(31);
	for (var i = 0; i < 31; ++i) b[i] = start += 1 << eb[i - 1];
	var r = new i32$1(b[30]);
	for (var i = 1; i < 30; ++i) for (var j = b[i]; j < b[i + 1]; ++j) r[j] = j - b[i] << 5 | i;
	return {
		b,
		r
	};
};
var _a = freb(fleb, 2);
var fl = _a.b;
var revfl = _a.r;
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0);
var fd = _b.b;
var revfd = _b.r;
var rev = new u16$1(32768);
for (var i = 0; i < 32768; ++i) {
	var x = (i & 43690) >> 1 | (i & 21845) << 1;
	x = (x & 52428) >> 2 | (x & 13107) << 2;
	x = (x & 61680) >> 4 | (x & 3855) << 4;
	rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
}
var hMap = (function(cd, mb, r) {
	var s = cd.length;
	var i = 0;
	var l = new u16$1(mb);
	for (; i < s; ++i) if (cd[i]) ++l[cd[i] - 1];
	var le = new u16$1(mb);
	for (i = 1; i < mb; ++i) le[i] = le[i - 1] + l[i - 1] << 1;
	var co;
	if (r) {
		co = new u16$1(1 << mb);
		var rvb = 15 - mb;
		for (i = 0; i < s; ++i) if (cd[i]) {
			var sv = i << 4 | cd[i];
			var r_1 = mb - cd[i];
			var v = le[cd[i] - 1]++ << r_1;
			for (var m = v | (1 << r_1) - 1; v <= m; ++v) co[rev[v] >> rvb] = sv;
		}
	} else {
		co = new u16$1(s);
		for (i = 0; i < s; ++i) if (cd[i]) co[i] = rev[le[cd[i] - 1]++] >> 15 - cd[i];
	}
	return co;
});
var flt = new u8$1(288);
for (var i = 0; i < 144; ++i) flt[i] = 8;
for (var i = 144; i < 256; ++i) flt[i] = 9;
for (var i = 256; i < 280; ++i) flt[i] = 7;
for (var i = 280; i < 288; ++i) flt[i] = 8;
var fdt = new u8$1(32);
for (var i = 0; i < 32; ++i) fdt[i] = 5;
var flrm = /*#__PURE__*/ hMap(flt, 9, 1);
var fdrm = /*#__PURE__*/ hMap(fdt, 5, 1);
var max = function(a) {
	var m = a[0];
	for (var i = 1; i < a.length; ++i) if (a[i] > m) m = a[i];
	return m;
};
var bits = function(d, p, m) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8) >> (p & 7) & m;
};
var bits16 = function(d, p) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8 | d[o + 2] << 16) >> (p & 7);
};
var shft = function(p) {
	return (p + 7) / 8 | 0;
};
var slc$1 = function(v, s, e) {
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	return new u8$1(v.subarray(s, e));
};
var ec$1 = [
	"unexpected EOF",
	"invalid block type",
	"invalid length/literal",
	"invalid distance",
	"stream finished",
	"no stream handler",
	,
	"no callback",
	"invalid UTF-8 data",
	"extra field too long",
	"date not in range 1980-2099",
	"filename too long",
	"stream finishing",
	"invalid zip data"
];
var err$1 = function(ind, msg, nt) {
	var e = new Error(msg || ec$1[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err$1);
	if (!nt) throw e;
	return e;
};
var inflt = function(dat, st, buf, dict) {
	var sl = dat.length, dl = dict ? dict.length : 0;
	if (!sl || st.f && !st.l) return buf || new u8$1(0);
	var noBuf = !buf;
	var resize = noBuf || st.i != 2;
	var noSt = st.i;
	if (noBuf) buf = new u8$1(sl * 3);
	var cbuf = function(l) {
		var bl = buf.length;
		if (l > bl) {
			var nbuf = new u8$1(Math.max(bl * 2, l));
			nbuf.set(buf);
			buf = nbuf;
		}
	};
	var final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n;
	var tbts = sl * 8;
	do {
		if (!lm) {
			final = bits(dat, pos, 1);
			var type = bits(dat, pos + 1, 3);
			pos += 3;
			if (!type) {
				var s = shft(pos) + 4, l = dat[s - 4] | dat[s - 3] << 8, t = s + l;
				if (t > sl) {
					if (noSt) err$1(0);
					break;
				}
				if (resize) cbuf(bt + l);
				buf.set(dat.subarray(s, t), bt);
				st.b = bt += l, st.p = pos = t * 8, st.f = final;
				continue;
			} else if (type == 1) lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
			else if (type == 2) {
				var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4;
				var tl = hLit + bits(dat, pos + 5, 31) + 1;
				pos += 14;
				var ldt = new u8$1(tl);
				var clt = new u8$1(19);
				for (var i = 0; i < hcLen; ++i) clt[clim[i]] = bits(dat, pos + i * 3, 7);
				pos += hcLen * 3;
				var clb = max(clt), clbmsk = (1 << clb) - 1;
				var clm = hMap(clt, clb, 1);
				for (var i = 0; i < tl;) {
					var r = clm[bits(dat, pos, clbmsk)];
					pos += r & 15;
					var s = r >> 4;
					if (s < 16) ldt[i++] = s;
					else {
						var c = 0, n = 0;
						if (s == 16) n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i - 1];
						else if (s == 17) n = 3 + bits(dat, pos, 7), pos += 3;
						else if (s == 18) n = 11 + bits(dat, pos, 127), pos += 7;
						while (n--) ldt[i++] = c;
					}
				}
				var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
				lbt = max(lt);
				dbt = max(dt);
				lm = hMap(lt, lbt, 1);
				dm = hMap(dt, dbt, 1);
			} else err$1(1);
			if (pos > tbts) {
				if (noSt) err$1(0);
				break;
			}
		}
		if (resize) cbuf(bt + 131072);
		var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1;
		var lpos = pos;
		for (;; lpos = pos) {
			var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
			pos += c & 15;
			if (pos > tbts) {
				if (noSt) err$1(0);
				break;
			}
			if (!c) err$1(2);
			if (sym < 256) buf[bt++] = sym;
			else if (sym == 256) {
				lpos = pos, lm = null;
				break;
			} else {
				var add = sym - 254;
				if (sym > 264) {
					var i = sym - 257, b = fleb[i];
					add = bits(dat, pos, (1 << b) - 1) + fl[i];
					pos += b;
				}
				var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
				if (!d) err$1(3);
				pos += d & 15;
				var dt = fd[dsym];
				if (dsym > 3) {
					var b = fdeb[dsym];
					dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
				}
				if (pos > tbts) {
					if (noSt) err$1(0);
					break;
				}
				if (resize) cbuf(bt + 131072);
				var end = bt + add;
				if (bt < dt) {
					var shift = dl - dt, dend = Math.min(dt, end);
					if (shift + bt < 0) err$1(3);
					for (; bt < dend; ++bt) buf[bt] = dict[shift + bt];
				}
				for (; bt < end; ++bt) buf[bt] = buf[bt - dt];
			}
		}
		st.l = lm, st.p = lpos, st.b = bt, st.f = final;
		if (lm) final = 1, st.m = lbt, st.d = dm, st.n = dbt;
	} while (!final);
	return bt != buf.length && noBuf ? slc$1(buf, 0, bt) : buf.subarray(0, bt);
};
var et = /*#__PURE__*/ new u8$1(0);
var gzs = function(d) {
	if (d[0] != 31 || d[1] != 139 || d[2] != 8) err$1(6, "invalid gzip data");
	var flg = d[3];
	var st = 10;
	if (flg & 4) st += (d[10] | d[11] << 8) + 2;
	for (var zs = (flg >> 3 & 1) + (flg >> 4 & 1); zs > 0; zs -= !d[st++]);
	return st + (flg & 2);
};
var gzl = function(d) {
	var l = d.length;
	return (d[l - 4] | d[l - 3] << 8 | d[l - 2] << 16 | d[l - 1] << 24) >>> 0;
};
function gunzipSync(data, opts) {
	var st = gzs(data);
	if (st + 8 > data.length) err$1(6, "invalid gzip data");
	return inflt(data.subarray(st, -8), { i: 2 }, opts && opts.out || new u8$1(gzl(data)), opts && opts.dictionary);
}
var td = typeof TextDecoder != "undefined" && /*#__PURE__*/ new TextDecoder();
var tds = 0;
try {
	td.decode(et, { stream: true });
	tds = 1;
} catch (e) {}

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
	const chunk = chunks[column.index];
	if (column.repetition > 0 || column.type === "int96" || column.type === "fixed") throw parquetError("parquet-type", file.path, column.path.join("."));
	return withPlace(file, column, () => {
		if (chunk.values !== rows) throw new EncodingFault("as many values as the row group has rows are needed");
		if (rows > PARQUET_CELLS_LIMIT) throw new EncodingFault(`${rows} rows in one row group`);
		const values = new ColumnValues(column, rows);
		let dictionary = null;
		for (const page of pagesOf(file, column, chunk)) if (page.dictionary) dictionary = plain(cursorOf(page.bytes), column.type, page.values);
		else addPage(values, page, dictionary, file.path);
		return values.finish();
	});
}
function addPage(into, page, dictionary, path) {
	const { column } = into;
	const cursor = cursorOf(page.bytes);
	const present = new Uint8Array(page.values).fill(1);
	let count = page.values;
	if (column.definition > 0) {
		const length = page.levels?.definition ?? cursor.view.getUint32(take(cursor, 4), true);
		const start = page.levels ? take(cursor, page.levels.repetition + length) + page.levels.repetition : take(cursor, length);
		const levels = new Int32Array(page.values);
		readHybrid(cursorOf(page.bytes, start, start + length), bitsFor(column.definition), levels);
		for (let i = 0; i < levels.length; i++) if (levels[i] !== column.definition) {
			present[i] = 0;
			count--;
		}
	} else if (page.levels) take(cursor, page.levels.repetition + page.levels.definition);
	into.addPage(present, valuesOf(cursor, column, page.encoding, count, dictionary, path));
}
function valuesOf(cursor, column, encoding, count, dictionary, path) {
	if (count === 0) return {
		count,
		numbers: /* @__PURE__ */ new Float64Array(0),
		buffer: cursor.bytes
	};
	if (encoding === PLAIN$1) return plain(cursor, column.type, count);
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
function plain(cursor, type, count) {
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

// src/formats/quoted.ts
var import_dist = require_dist();
/** Longest quotation of an untrusted text in a message. */
const LIMIT = 100;
/** A text in quotes, at most 100 characters of it. */
function quoted(text) {
	return `"${clipped(text)}"`;
}
function clipped(text) {
	return text.length <= LIMIT ? text : `${text.slice(0, LIMIT)}…`;
}

// src/evidence/dataset/image-rows.ts
const encoder$1 = new TextEncoder();
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
		const bytes = encoder$1.encode(path);
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
const encoder = new TextEncoder();
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
		this.#from = encoder.encode(folders ? `${folders[0]}/` : "");
		this.#to = encoder.encode(folders ? `${folders[1]}/` : "");
		this.#strip = encoder.encode(strip);
		this.#extension = encoder.encode(extension);
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
const EXTENSIONS = [
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
	...[...EXTENSIONS, ...LOSSY].flatMap((extension) => FOLDERS.map((folders) => ({
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
		else for (const path of alone) problems.add("missing-file", folder, 0, `${quoted$1(path)} has no mask`);
	}
	const classes = await configuredClasses(placement, tree) ?? [];
	return {
		...images.build(Object.keys(placement.splits)),
		label: absent(images.rows, classes),
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
const utf8$1 = new TextDecoder("utf-8", {
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
			return utf8$1.decode(bytes);
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

// src/formats/yaml-file.ts
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

export { baseName as $, CSV_FIELD_LIMIT as A, isUtf8 as B, cocoFiles as C, OBJECTS as D, ManifestRows as E, orderClasses as F, listRoot as G, IntColumn as H, BoxRows as I, readManifest as J, mustBeInGit as K, boxRecord as L, placeInText as M, absent as N, pathFault as O, configuredClasses as P, quoted$1 as Q, CocoReader as R, CsvReader as S, readCocoDataset as T, TreeContents as U, CodeColumn as V, imageRoot as W, tellLinks as X, streamManifest as Y, Problems as Z, parquetError as _, sideOf as a, resolvePath as at, splitLists as b, TarReader as c, ImageRows as d, byCodePoint as et, clipped as f, PARQUET_CELLS_LIMIT as g, openParquet as h, modelUnavailable as i, normalPath as it, CSV_ROWS_LIMIT as j, CSV_COLUMN_LIMIT as k, readMasksDataset as l, readColumn as m, MODEL_LIMIT as n, hasImageExtension as nt, YOLO_DATA_LIMIT as o, stemOf as ot, quoted as p, outsideGit as q, modelAt as r, joinPath as rt, readYoloData as s, evidence as t, folderOf$1 as tt, Siblings as u, readFolderDataset as v, imageFolders as w, assemble as x, splitFolders as y, ShapeHash as z };