import { _ as equalBytes, b as mix, c as logRatioInterval, d as PIXEL_STATUS, g as RowIndex, h as ByteDictionary, m as EDIT_KINDS, o as checks, s as logRatio, u as ORPHAN_KINDS, v as grown, x as slotsFor, y as hashBytes } from "./catalogue.js";
import { r as asGateError, t as GateError } from "./errors.js";
import { a as codeAt, i as StringsBuilder, n as Contents, o as shareValues, r as Strings } from "./table.js";
import { $ as baseName, A as CSV_FIELD_LIMIT, B as isUtf8, C as cocoFiles, D as OBJECTS, E as ManifestRows, F as orderClasses, G as listRoot, H as IntColumn, I as BoxRows, J as readManifest, K as mustBeInGit, L as boxRecord, M as placeInText, N as absent$2, O as pathFault, P as configuredClasses, Q as quoted, S as CsvReader, T as readCocoDataset, U as TreeContents, W as imageRoot, X as tellLinks, Y as streamManifest, Z as Problems, _ as parquetError, a as sideOf$1, at as resolvePath, b as splitLists, c as TarReader, d as ImageRows, f as clipped, g as PARQUET_CELLS_LIMIT, h as openParquet, i as modelUnavailable, it as normalPath, j as CSV_ROWS_LIMIT, k as CSV_COLUMN_LIMIT, l as readMasksDataset, m as readColumn, n as MODEL_LIMIT, nt as hasImageExtension, o as YOLO_DATA_LIMIT, ot as stemOf$1, p as quoted$1, q as outsideGit, r as modelAt, rt as joinPath, s as readYoloData, t as evidence$8, tt as folderOf, u as Siblings, v as readFolderDataset, x as assemble, y as splitFolders, z as ShapeHash } from "./evidence.js";
import { l as folderOf$1, s as distDigest, t as Repository } from "./repository.js";
import { n as sha256 } from "./hash.js";
import { r as describeMachine, t as createSandbox } from "./sandbox.js";
import { t as VERSION$3 } from "./version.js";
import { dirname, join } from "node:path";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";

// src/evidence/dataset/collisions.ts
const encoder$5 = new TextEncoder();
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
	let hash = 2166136261;
	for (let i = start; i < end; i++) {
		const byte = pool[i];
		if (byte >= 128) return hashText(pool.subarray(start, end));
		const lower = byte >= 65 && byte <= 90 ? byte | 32 : byte;
		hash = Math.imul(hash ^ lower, 16777619);
	}
	return mix(hash);
}
function hashText(bytes) {
	const folded = encoder$5.encode(fold(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)));
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
const LABEL$1 = ORPHAN_KINDS.indexOf("label");
/** Images that belong to an image by their name: no record names them itself. */
const COMPANION = /[_-](mask|masks|label|labels|seg|gt|depth)\.\w+$/i;
/** Other pictures of one annotation, as Cityscapes has them beside `…_labelIds.png`. */
const SIBLING = /_(color|instanceIds|labelTrainIds|instanceTrainIds|polygons)\.\w+$/;
/** What tools leave beside annotations: lists of classes, notes. */
const NO_LABEL = /(^|\/)(_?annotations|classes|labels|predefined_classes|notes|readme)[^/]*$/i;
/** Formats in which every file is a record, or in which records are no files. */
const WITHOUT = /* @__PURE__ */ new Set(["folder", "webdataset"]);
function mayHaveOrphans({ format }) {
	return !WITHOUT.has(format);
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
			if (labels.named.find(pool, start, end) < 0 && stems.find(pool, from, to) < 0 && !NO_LABEL.test(listed.get(row)) && !SIBLING.test(listed.get(row))) add(LABEL$1, start, end);
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

// src/formats/jsonl-fault.ts
/** A record holds a path, a label and some metadata; one with the boxes of a crowd has some hundred kilobytes. */
const JSONL_RECORD_LIMIT = 16777216;
/** Annotations nest at most about eight deep. */
const JSONL_DEPTH_LIMIT = 64;
/** Records × names: every name costs four bytes in every record, also where it is absent. */
const JSONL_CELLS_LIMIT = 2 ** 28;
/** What is wrong, and what to do. */
const FAULTS = {
	"jsonl-empty": ["the file has no records", "Write one JSON object a line."],
	"jsonl-utf16": ["the file is UTF-16", "Save it as UTF-8."],
	"jsonl-not-utf8": ["this line is not UTF-8", "Save the file as UTF-8."],
	"jsonl-not-text": ["a NUL byte: the file is binary or UTF-16", "Save it as UTF-8 text."],
	"jsonl-not-object": ["a line that is not one JSON object", "Write every record as `{…}` on a line of its own."],
	"jsonl-syntax": ["not JSON from here on", "Export the file again, or correct it at this place."],
	"jsonl-not-finite": ["NaN, Infinity or another bare word", "JSON has no NaN and no Infinity (Python's json writes them): give a number, or null where there is none."],
	"jsonl-surrogate": ["half of a surrogate pair, which is no character", "Write the character itself, as UTF-8."],
	"jsonl-duplicate-key": ["this name stands twice in the record", "Keep one: readers disagree on which of them counts."],
	"jsonl-nested": ["an object or a list where a text or a number belongs", "Write one plain value."],
	"jsonl-too-deep": [`nested deeper than ${64}`, "Annotations are never nested that deep."],
	"jsonl-field-too-long": [`a text of more than ${CSV_FIELD_LIMIT} bytes`, "Keep long texts in files of their own."],
	"jsonl-record-too-long": [`a record of more than ${JSONL_RECORD_LIMIT} bytes`, "Keep large values out of it."],
	"jsonl-too-many-names": [`more than ${CSV_COLUMN_LIMIT} names, or ${JSONL_CELLS_LIMIT} records × names`, "Keep only the names that describe images, the same in every record."],
	"jsonl-too-many-records": [`more than ${CSV_ROWS_LIMIT} records`, "Split the file."]
};
/** The error for byte `at` of a line that begins at byte `from` and is the 1-based line `line` of the file. */
function jsonlError(code, path, record, at) {
	const place = {
		path,
		...placeInText(record, at)
	};
	const [what, hint] = FAULTS[code];
	return new GateError(code, "artifact", `${path}:${place.line}:${place.column}: ${what}`, {
		hint,
		place
	});
}

// src/formats/jsonl.ts
const QUOTE$2 = 34;
const BACKSLASH$2 = 92;
const LF$2 = 10;
const CR$1 = 13;
const SPACE$1 = 32;
const TAB$1 = 9;
const COMMA$1 = 44;
const COLON = 58;
const OPEN_OBJECT$1 = 123;
const CLOSE_OBJECT$1 = 125;
const OPEN_LIST$1 = 91;
const CLOSE_LIST$1 = 93;
const ESCAPES = new Map([..."\"\\/bfnrt"].map((letter, at) => [letter.charCodeAt(0), "\"\\/\b\f\n\r	".charCodeAt(at)]));
const WORDS = [
	"true",
	"false",
	"null"
].map((word) => new TextEncoder().encode(word));
const utf8$2 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/**
* JSON Lines: one object a line (RFC 8259, strict), lines as in CSV: LF, CRLF or a lone CR, blank ones and a UTF-8 byte
* order mark skipped. Returns the number of records.
* @throws GateError `jsonl-…` with file, line, column and remedy
*/
function readJsonl(bytes, path, target) {
	return new JsonlReader(bytes, path, target).read();
}
var JsonlReader = class {
	#data;
	#path;
	#target;
	#names = new ByteDictionary();
	#columns = [];
	/** Record in which each name came last. */
	#lastIn = [];
	#rows = 0;
	#line = 1;
	#from = 0;
	#end = 0;
	#at = 0;
	#depth = 0;
	#text;
	#textStart = 0;
	#textEnd = 0;
	#plain = /* @__PURE__ */ new Uint8Array(256);
	constructor(data, path, target) {
		this.#data = data;
		this.#text = data;
		this.#path = path;
		this.#target = target;
	}
	read() {
		const data = this.#data;
		if (data[0] === 255 && data[1] === 254 || data[0] === 254 && data[1] === 255) this.#refuse("jsonl-utf16", 0);
		let at = data[0] === 239 && data[1] === 187 && data[2] === 191 ? 3 : 0;
		let feed = -1;
		let carriage = -1;
		for (; at < data.length; this.#line++) {
			if (feed < at) feed = nextOf(data, LF$2, at);
			if (carriage < at) carriage = nextOf(data, CR$1, at);
			this.#from = at;
			this.#at = at;
			this.#end = Math.min(feed, carriage);
			if (this.#end - at > 16777216) this.#refuse("jsonl-record-too-long", at);
			this.#record();
			at = carriage + 1 === feed ? feed + 1 : this.#end + 1;
		}
		this.#from = Math.min(at, data.length);
		if (this.#rows === 0) this.#refuse("jsonl-empty", this.#from);
		return this.#rows;
	}
	#record() {
		this.#checkText();
		if (this.#space() === this.#end) return;
		if (this.#data[this.#at] !== OPEN_OBJECT$1) this.#refuse("jsonl-not-object", this.#at);
		if (++this.#rows > 5e7) this.#refuse("jsonl-too-many-records", this.#at);
		if (this.#rows * this.#columns.length > JSONL_CELLS_LIMIT) this.#refuse("jsonl-too-many-names", this.#at);
		this.#members(true);
		if (this.#space() !== this.#end) this.#refuse("jsonl-not-object", this.#at);
		this.#target.row(this.#line);
	}
	/** UTF-8 without NUL; the rest of the reader may count on it. */
	#checkText() {
		let high = false;
		for (let at = this.#from; at < this.#end; at++) {
			const byte = this.#data[at];
			if (byte >= 128) high = true;
			else if (byte === 0) this.#refuse("jsonl-not-text", at);
		}
		if (high && !isUtf8(this.#data.subarray(this.#from, this.#end))) this.#refuse("jsonl-not-utf8", this.#from);
	}
	/** Names and values between braces; those of the record itself go to their columns. */
	#members(top) {
		this.#open();
		for (let first = true; !this.#closes(CLOSE_OBJECT$1, first); first = false) {
			if (this.#data[this.#at] !== QUOTE$2) this.#refuse("jsonl-syntax", this.#at);
			const nameAt = this.#at;
			this.#string();
			const column = top ? this.#column(nameAt) : null;
			this.#expect(COLON);
			this.#space();
			this.#value(column);
		}
	}
	#items() {
		this.#open();
		for (let first = true; !this.#closes(CLOSE_LIST$1, first); first = false) this.#value(null);
	}
	#open() {
		if (++this.#depth > 64) this.#refuse("jsonl-too-deep", this.#at);
		this.#at++;
	}
	/** Steps over the closing sign, or over the comma before the next item. */
	#closes(sign, first) {
		this.#space();
		if (this.#data[this.#at] === sign && this.#at < this.#end) {
			this.#at++;
			this.#depth--;
			return true;
		}
		if (!first) this.#expect(COMMA$1);
		this.#space();
		return false;
	}
	#value(column) {
		const start = this.#at;
		const sign = start < this.#end ? this.#data[start] : 0;
		if (sign === OPEN_OBJECT$1 || sign === OPEN_LIST$1) {
			if (column && !column.nested) this.#refuse("jsonl-nested", start);
			if (sign === OPEN_OBJECT$1) this.#members(false);
			else this.#items();
			column?.nested?.(this.#data, start, this.#at, this.#line);
		} else if (sign === QUOTE$2) {
			this.#string();
			if (column && this.#textEnd - this.#textStart > 65536) this.#refuse("jsonl-field-too-long", start);
			column?.push(this.#text, this.#textStart, this.#textEnd, this.#line);
		} else if (sign === 45 || isDigit(sign)) {
			this.#number();
			column?.push(this.#data, start, this.#at, this.#line);
		} else if (!this.#word()) column?.push(this.#data, start, this.#at, this.#line);
	}
	#column(nameAt) {
		const code = this.#names.code(this.#text, this.#textStart, this.#textEnd);
		if (code === this.#columns.length) {
			if (code === 1024) this.#refuse("jsonl-too-many-names", nameAt);
			this.#columns.push(this.#target.column(utf8$2.decode(this.#text.subarray(this.#textStart, this.#textEnd))));
		}
		if (this.#lastIn[code] === this.#rows) this.#refuse("jsonl-duplicate-key", nameAt);
		this.#lastIn[code] = this.#rows;
		return this.#columns[code];
	}
	#string() {
		const start = ++this.#at;
		this.#text = this.#data;
		for (; this.#at < this.#end; this.#at++) {
			const byte = this.#data[this.#at];
			if (byte === QUOTE$2) {
				this.#textStart = start;
				this.#textEnd = this.#at++;
				return;
			}
			if (byte === BACKSLASH$2) {
				this.#escaped(start);
				return;
			}
			if (byte < SPACE$1) this.#refuse("jsonl-syntax", this.#at);
		}
		this.#refuse("jsonl-syntax", start - 1);
	}
	/** The slow way, from the first backslash on: a copy without escapes. */
	#escaped(start) {
		const most = this.#end - start;
		if (most > this.#plain.length) this.#plain = new Uint8Array(most * 2);
		const plain = this.#plain;
		let length = this.#at - start;
		plain.set(this.#data.subarray(start, this.#at));
		while (this.#at < this.#end) {
			const byte = this.#data[this.#at];
			if (byte === QUOTE$2) {
				this.#at++;
				this.#text = plain;
				this.#textStart = 0;
				this.#textEnd = length;
				return;
			}
			if (byte < SPACE$1) this.#refuse("jsonl-syntax", this.#at);
			if (byte !== BACKSLASH$2) {
				plain[length++] = byte;
				this.#at++;
				continue;
			}
			const letterAfter = this.#data[this.#at + 1];
			const letter = this.#at + 1 < this.#end ? ESCAPES.get(letterAfter) : void 0;
			if (letter !== void 0) {
				plain[length++] = letter;
				this.#at += 2;
			} else {
				const point = this.#codePoint();
				length += new TextEncoder().encodeInto(String.fromCodePoint(point), plain.subarray(length)).written;
			}
		}
		this.#refuse("jsonl-syntax", start - 1);
	}
	#codePoint() {
		const start = this.#at;
		const unit = this.#unit();
		if (unit < 55296 || unit > 57343) return unit;
		if (unit > 56319 || this.#data[this.#at] !== BACKSLASH$2) this.#refuse("jsonl-surrogate", start);
		const low = this.#unit();
		if (low < 56320 || low > 57343) this.#refuse("jsonl-surrogate", start);
		return 65536 + ((unit & 1023) << 10) + (low & 1023);
	}
	#unit() {
		const digits = String.fromCharCode(...this.#data.subarray(this.#at, Math.min(this.#end, this.#at + 6)));
		if (!/^\\u[0-9a-fA-F]{4}$/.test(digits)) this.#refuse("jsonl-syntax", this.#at);
		this.#at += 6;
		return Number.parseInt(digits.slice(2), 16);
	}
	#number() {
		const start = this.#at;
		if (this.#sign() === 45) this.#at++;
		if (this.#sign() === 73) this.#refuse("jsonl-not-finite", start);
		if (this.#sign() === 48) this.#at++;
		else this.#digits();
		if (this.#sign() === 46) {
			this.#at++;
			this.#digits();
		}
		if ((this.#sign() | 32) === 101) {
			this.#at++;
			if (this.#sign() === 43 || this.#sign() === 45) this.#at++;
			this.#digits();
		}
	}
	#digits() {
		if (!isDigit(this.#sign())) this.#refuse("jsonl-syntax", this.#at);
		while (isDigit(this.#sign())) this.#at++;
	}
	/** The byte that comes next, 0 at the end of the line. */
	#sign() {
		return this.#at < this.#end ? this.#data[this.#at] : 0;
	}
	/** true, false or null; says whether it was null. */
	#word() {
		const word = WORDS.find((letters) => letters.every((letter, i) => this.#data[this.#at + i] === letter));
		if (word && this.#at + word.length <= this.#end) {
			this.#at += word.length;
			return word === WORDS[2];
		}
		const bare = (this.#sign() | 32) >= 97 && (this.#sign() | 32) <= 122;
		return this.#refuse(bare ? "jsonl-not-finite" : "jsonl-syntax", this.#at);
	}
	#expect(sign) {
		this.#space();
		if (this.#sign() !== sign) this.#refuse("jsonl-syntax", this.#at);
		this.#at++;
	}
	#space() {
		while (this.#at < this.#end && (this.#data[this.#at] === SPACE$1 || this.#data[this.#at] === TAB$1)) this.#at++;
		return this.#at;
	}
	#refuse(code, at) {
		throw jsonlError(code, this.#path, {
			data: this.#data,
			from: this.#from,
			line: this.#line
		}, at);
	}
};
function isDigit(byte) {
	return byte >= 48 && byte <= 57;
}
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
	const folder = imageRoot(placement);
	if (file !== null) return [{
		path: joinPath(root, file),
		split: null,
		folder
	}];
	return Object.values(splits).map((file, split) => ({
		path: joinPath(root, file),
		split,
		folder
	}));
}
/** Chunk by chunk: the file is never in memory beside its columns. */
const parseCsv = async (tree, manifest, rows) => {
	const reader = new CsvReader(manifest.path, (header) => rows.open(manifest, header));
	for await (const chunk of streamManifest(tree, manifest.path, MANIFEST_LIMIT)) reader.push(chunk);
	reader.end();
};
const parseJsonl = async (tree, manifest, rows) => {
	const records = rows.openRecords(manifest);
	readJsonl(await readManifest(tree, manifest.path, MANIFEST_LIMIT), manifest.path, records);
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

// src/evidence/dataset/parquet-rows.ts
const encoder$4 = new TextEncoder();
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
	if (into.rows.boxed && file.columns.some(({ path }) => path[0] === "objects")) throw parquetError("parquet-type", file.path, `boxes in ${OBJECTS}: they are read from metadata.jsonl`);
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
		for (let row = 0; row < group.rows; row++) {
			const name = image?.push(row);
			for (const { values, target, push } of read) if (values.has[row] === 1) push(values, row, target, file.path);
			records.row(0, name ?? shownName(read, row, columns.image));
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
		if (flat && seen.has(name)) throw parquetError("parquet-schema", file.path, `two columns ${quoted(name)}`);
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
	const bytes = encoder$4.encode(text);
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
		if (this.#bytes.type !== "bytes") throw parquetError("parquet-type", this.#file.path, "images whose bytes or names are numbers");
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
			this.#into.rows.fail("not-an-image", `${quoted(name)} has no bytes`);
		}
		return name;
	}
	#nameOf(row, at) {
		const bytes = this.#paths?.has[row] === 1 ? this.#paths.bytes(row) : null;
		const path = bytes && bytes.length <= 4096 && isUtf8(bytes) ? normalPath(decoder.decode(bytes)) : null;
		if (path === null) return String(at);
		const known = this.#seen.size;
		const normal = encoder$4.encode(path);
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
		return wild < 0 ? path : folderOf(path.slice(0, wild));
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
	const folder = star < 0 ? path : folderOf(path.slice(0, star));
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
	const folder = imageRoot(placement);
	const { file, root, splits } = placement;
	if (file !== null) return readParquet(placement, task, tree, hash, [{
		path: joinPath(root, file),
		split: null,
		folder
	}]);
	const manifests = [];
	for (const [split, place] of Object.values(splits).entries()) for (const path of await shardsOf(place, ".parquet", placement, tree)) manifests.push({
		path,
		split,
		folder
	});
	return readParquet(placement, task, tree, hash, manifests);
}
/** Tables whose image column names files, or holds `{bytes, path}` itself, as Hugging Face writes it. */
async function readParquet(placement, task, tree, hash, manifests) {
	const problems = new Problems();
	let rows = null;
	let embedded = false;
	const names = new ClassNames$1(placement.columns.label);
	for (const manifest of manifests) {
		const file = openParquet(await readManifest(tree, manifest.path, PARQUET_LIMIT), manifest.path);
		if (file.rows === 0) throw empty$1(file);
		const inside = isEmbedded(file, placement.columns.image);
		if (rows !== null && inside !== embedded) throw unlike(file, placement.columns.image);
		embedded = inside;
		rows ??= new ManifestRows(placement, task, problems, embedded ? "parquet" : null);
		pushParquet(file, manifest, placement, {
			rows,
			problems,
			hash,
			names: names.of(file)
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
/** Classes that files state for themselves (`ClassLabel`), the same in all of them. */
var ClassNames$1 = class {
	#column;
	#first = null;
	constructor(column) {
		this.#column = column;
	}
	get common() {
		return this.#first?.names ?? null;
	}
	of(file) {
		const names = classLabel(file.keyValues.get("huggingface"), this.#column);
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
/** `info.features.<column>.names` of the features that Hugging Face's datasets keep in the file. */
function classLabel(json, column) {
	let value;
	try {
		value = JSON.parse(json ?? "null");
	} catch {
		return null;
	}
	for (const key of [
		"info",
		"features",
		column,
		"names"
	]) {
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
		value = value[key];
	}
	return Array.isArray(value) && value.every((name) => typeof name === "string") && new Set(value).size === value.length ? value : null;
}
function empty$1({ path }) {
	return new GateError("parquet-empty", "artifact", `${path}: the file has no rows`, {
		hint: "Write the records of the split into it, or take it out of `data.splits`.",
		place: { path }
	});
}
function unlike({ path }, image) {
	const hint = "Write all files the same way: the images inside, or names of files.";
	const message = `${path}: column ${quoted(image)} is of another kind than in the files before`;
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
* without one, then the folders below it are the classes. Boxes of `objects` need metadata.jsonl.
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

// src/formats/json.ts
/** Annotation formats nest at most about eight deep; deeper is an attack on recursive readers. */
const JSON_DEPTH_LIMIT = 64;
/** JSON.parse takes about eight times the bytes in memory, and a V8 string holds at most 512 MiB. */
const JSON_BYTES_LIMIT = 268435456;
const QUOTE$1 = 34;
const BACKSLASH$1 = 92;
const utf8$1 = new TextDecoder("utf-8", { fatal: true });
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
		text = utf8$1.decode(bytes);
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
			for (at++; at < bytes.length && bytes[at] !== QUOTE$1; at++) if (bytes[at] === BACKSLASH$1) at++;
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

// src/formats/json-scanner.ts
const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const LF$1 = 10;
/**
* Where the elements of the list `key` of the top-level object begin, in their order; none when there is no such list. The
* bytes are JSON that `parseJson` has taken: of a key that stands twice the last counts, as there.
*/
function elementPlaces(bytes, key) {
	let starts = [];
	let at = blank(bytes, 0);
	if (bytes[at] !== OPEN_OBJECT) return [];
	at = blank(bytes, at + 1);
	while (at < bytes.length && bytes[at] !== CLOSE_OBJECT) {
		const end = skip(bytes, at);
		const name = JSON.parse(new TextDecoder().decode(bytes.subarray(at, end)));
		at = blank(bytes, blank(bytes, end) + 1);
		if (name === key) starts = elements(bytes, at);
		at = blank(bytes, skip(bytes, at));
		if (bytes[at] === COMMA) at = blank(bytes, at + 1);
	}
	return placesOf(bytes, starts);
}
/** Starts of the elements of the list that begins at `from`. */
function elements(bytes, from) {
	const starts = [];
	if (bytes[from] !== OPEN_LIST) return starts;
	let at = blank(bytes, from + 1);
	while (at < bytes.length && bytes[at] !== CLOSE_LIST) {
		starts.push(at);
		at = blank(bytes, skip(bytes, at));
		if (bytes[at] === COMMA) at = blank(bytes, at + 1);
	}
	return starts;
}
/** End of the value that begins at `from`. */
function skip(bytes, from) {
	let depth = 0;
	for (let at = from; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === QUOTE) {
			for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++;
			if (depth === 0) return at + 1;
		} else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
		else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
			if (depth <= 1) return depth === 1 ? at + 1 : at;
			depth--;
		} else if (depth === 0 && (byte === COMMA || byte <= 32)) return at;
	}
	return bytes.length;
}
function blank(bytes, from) {
	let at = from;
	while (at < bytes.length && bytes[at] <= 32) at++;
	return at;
}
/** Places of ascending offsets, in one pass. */
function placesOf(bytes, offsets) {
	let at = 0;
	let line = 1;
	let column = 1;
	return offsets.map((offset) => {
		for (; at < offset; at++) if (bytes[at] === LF$1) {
			line++;
			column = 1;
		} else if ((bytes[at] & 192) !== 128) column++;
		return {
			line,
			column
		};
	});
}

// src/formats/labelme.ts
const ANY = Number.POSITIVE_INFINITY;
/** How many points each `shape_type` has; the order is that of the numbers in the hash. */
const KINDS = /* @__PURE__ */ new Map([
	["polygon", {
		least: 3,
		most: ANY,
		area: true
	}],
	["rectangle", {
		least: 2,
		most: 4,
		area: true
	}],
	["circle", {
		least: 2,
		most: 2,
		area: true
	}],
	["line", {
		least: 2,
		most: 2,
		area: false
	}],
	["point", {
		least: 1,
		most: 1,
		area: false
	}],
	["linestrip", {
		least: 2,
		most: ANY,
		area: false
	}],
	["points", {
		least: 1,
		most: ANY,
		area: false
	}],
	["mask", {
		least: 2,
		most: 2,
		area: true
	}],
	["oriented_rectangle", {
		least: 3,
		most: 4,
		area: true
	}],
	["rotation", {
		least: 3,
		most: 4,
		area: true
	}]
]);
const NUMBERS = new Map([...KINDS.keys()].map((name, at) => [name, at + 1]));
/** Half a pixel: where rounding may have put the edge. */
const SLACK = .5;
const TOP$1 = {
	line: 1,
	column: 1
};
/**
* An annotation file of LabelMe. Shapes that cannot be used are left out and told.
* @throws GateError `json-…` with file, line, column and remedy
*/
function readLabelme(bytes, path, fault) {
	const root = parseJson(bytes, path);
	const list = isItem(root) && Object.hasOwn(root, "shapes") ? root.shapes : void 0;
	if (!isItem(root) || !Array.isArray(list)) {
		fault("invalid-annotation", TOP$1, "no list \"shapes\": this is no file of LabelMe");
		return null;
	}
	const width = pixels$1(root.imageWidth);
	const height = pixels$1(root.imageHeight);
	for (const [key, value, read] of [[
		"imageWidth",
		root.imageWidth,
		width
	], [
		"imageHeight",
		root.imageHeight,
		height
	]]) if (value !== void 0 && value !== null && read === 0) fault("odd-annotation", TOP$1, `"${key}" is no number of pixels`);
	const places = elementPlaces(bytes, "shapes");
	const hash = new ShapeHash();
	const seen = /* @__PURE__ */ new Set();
	const shapes = [];
	for (const [index, item] of list.entries()) {
		const place = places[index] ?? TOP$1;
		const wrong = isItem(item) ? faultOf(item) : "a shape is no object";
		if (wrong !== null) {
			fault("invalid-annotation", place, wrong);
			continue;
		}
		const { label, points, mask } = item;
		const kind = kindOf(item);
		const xywh = kind === "circle" ? circle(points) : bounds(points);
		const name = nameOf(hash, kind, points, mask);
		const odd = oddity(KINDS.get(kind), kind, xywh, width, height);
		if (odd !== null) fault("odd-annotation", place, `the ${kind} of ${quoted$1(label)} ${odd}`);
		const known = seen.size;
		if (seen.add(`${name} ${label}`).size === known) fault("odd-annotation", place, `the same ${quoted$1(label)} stands in this file already`);
		shapes.push({
			label,
			xywh,
			shape: kind === "rectangle" && points.length === 2 ? 0 : name,
			place
		});
	}
	return {
		imagePath: typeof root.imagePath === "string" ? root.imagePath : "",
		width,
		height,
		shapes
	};
}
/** Why a shape cannot be used, or null. */
function faultOf(item) {
	const { label, points } = item;
	if (typeof label !== "string" || label.trim() === "") return "a shape without a label";
	const kind = kindOf(item);
	const known = kind === null ? void 0 : KINDS.get(kind);
	if (known === void 0) return `${quoted$1(label)} has a "shape_type" that is not known`;
	if (!Array.isArray(points) || !points.every(isPoint)) return `${quoted$1(label)} has "points" that are no pairs of numbers`;
	if (points.length < known.least || points.length > known.most) {
		const most = known.most === ANY ? " or more" : known.most > known.least ? ` to ${known.most}` : "";
		return `the ${kind} of ${quoted$1(label)} has ${points.length} points, not ${known.least}${most}`;
	}
	if (kind === "mask" && (typeof item.mask !== "string" || item.mask === "")) return `${quoted$1(label)} has no "mask"`;
	return null;
}
function oddity(kind, name, xywh, width, height) {
	const [x, y, w, h] = xywh;
	if (kind.area && (w === 0 || h === 0)) return "has no area";
	if (name === "circle" || width === 0 || height === 0) return null;
	return x >= -.5 && y >= -.5 && x + w <= width + SLACK && y + h <= height + SLACK ? null : "reaches beyond the image";
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
			else throw absent$1(path());
		}
	}
};
function absent$1(path) {
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
			const text = `class ${quoted(name)} is not one of the configured classes`;
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
	const names = new ClassNames();
	const boxes = new BoxRows();
	const box = boxRecord();
	const sizes = {
		width: new Int32Array(images.rows),
		height: new Int32Array(images.rows)
	};
	const columns = images.build(Object.keys(placement.splits));
	for await (const { image, path, bytes } of files.read(tree, JSON_LIMIT$1, problems)) {
		const file = path();
		const labelme = tellBroken(problems, () => readLabelme(bytes, file, (code, { line, column }, text) => problems.add(code, file, line, text, { column })));
		if (labelme === null) continue;
		sizes.width[image] = labelme.width;
		sizes.height[image] = labelme.height;
		const { imagePath } = labelme;
		if (imagePath !== "" && stemOf$1(baseName(imagePath)) !== stemOf$1(baseName(columns.path.get(image)))) problems.add("odd-annotation", file, 0, `"imagePath" is ${quoted(imagePath)}: the annotation of another image?`);
		box.image = image;
		for (const { label, xywh, shape, place } of labelme.shapes) {
			box.label = names.code(label, file, place.line, place.column);
			[box.x, box.y, box.w, box.h] = xywh;
			box.shape = shape;
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
		label: absent$2(images.rows, classes),
		columns: /* @__PURE__ */ new Map(),
		boxes: built,
		classes,
		problems: problems.build()
	};
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
const HINT = "Correct the file at this place, or export it again.";
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
		if (!this.#rooted) throw this.fault("xml-empty", 0, "no element in the file", HINT);
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
		return this.fault("xml-syntax", offset, what, HINT);
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
		if (this.#open.length === DEPTH_LIMIT) throw this.fault("xml-too-deep", this.#at, `elements nested deeper than ${DEPTH_LIMIT}`, HINT);
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
	const seen = /* @__PURE__ */ new Set();
	const read = [];
	for (const values of objects) {
		const object = objectOf(values, xml, fault);
		if (object === null) continue;
		const [x, y, w, h] = object.xywh;
		if (w === 0 || h === 0) fault("odd-annotation", object.place, `the box of ${quoted$1(object.name)} has no area`);
		else if (x < 0 || y < 0 || width > 0 && x + w > width || height > 0 && y + h > height) fault("odd-annotation", object.place, `the box of ${quoted$1(object.name)} reaches beyond the image`);
		const known = seen.size;
		if (seen.add(`${object.xywh.join(" ")} ${object.name}`).size === known) fault("odd-annotation", object.place, `the same ${quoted$1(object.name)} stands in this file already`);
		read.push(object);
	}
	const fileNamePlace = xml.place(root.get("filename")?.offset ?? 0);
	return {
		fileName: text("filename"),
		fileNamePlace,
		width,
		height,
		objects: read
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
	if (!box) return invalid(null, `${quoted$1(name)} has no <bndbox>`);
	const corners = [];
	for (const corner of CORNERS) {
		const value = values.get(corner);
		if (!value) return invalid(box, `the box of ${quoted$1(name)} has no <${corner}>`);
		const number = decimal(value.text);
		if (Number.isNaN(number)) return invalid(value, `<${corner}> is ${quoted$1(value.text)}, not a number`);
		corners.push(number);
	}
	const [xmin, ymin, xmax, ymax] = corners;
	if (xmax < xmin || ymax < ymin) {
		const [low, high] = xmax < xmin ? ["xmin", "xmax"] : ["ymin", "ymax"];
		return invalid(box, `the box of ${quoted$1(name)} is inside out: <${low}> is greater than <${high}>`);
	}
	const difficult = values.get("difficult");
	const flag = difficult?.text.trim() ?? "";
	if (difficult && flag !== "0" && flag !== "1") fault("odd-annotation", xml.place(difficult.offset), `<difficult> is ${quoted$1(flag)}, not 0 or 1`);
	return {
		name,
		xywh: [
			xmin,
			ymin,
			xmax - xmin,
			ymax - ymin
		],
		difficult: flag === "1",
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
	constructor(root, tree, contents, images, problems) {
		this.#root = root;
		this.#tree = tree;
		this.#contents = contents;
		this.#images = images;
		this.#problems = problems;
		this.#annotations = [new Siblings(contents, {
			folders: ["JPEGImages", "Annotations"],
			beside: true,
			extension: ".xml"
		}), new Siblings(contents, {
			folders: ["images", "annotations"],
			extension: ".xml"
		})];
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
		if (xml >= 0) files.push(xml, image);
		else {
			const [first] = this.#annotations;
			first.find(bytes, 0, bytes.length);
			this.#problems.add("missing-file", source, line, this.#contents.missing(first.path));
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
* SegmentationObject and SegmentationClass, where an image has them, are the shape of its boxes.
*/
async function readVocDataset(placement, tree) {
	mustBeInGit(placement);
	const problems = new Problems();
	const contents = new TreeContents(await listRoot(placement, tree));
	const images = new ImageRows(contents, problems);
	const files = new AnnotationFiles(contents);
	await new VocImages(placement.root, tree, contents, images, problems).add(vocSplits(placement), files);
	const names = new ClassNames();
	const boxes = new BoxRows();
	const box = boxRecord();
	const sizes = {
		width: new Int32Array(images.rows),
		height: new Int32Array(images.rows)
	};
	const columns = images.build(Object.keys(placement.splits));
	const shapeOf = maskShapes(placement.root, contents);
	for await (const { image, path, bytes } of files.read(tree, XML_LIMIT, problems)) {
		const file = path();
		const voc = tellBroken(problems, () => readVoc(bytes, file, (code, { line, column }, text) => problems.add(code, file, line, text, { column })));
		if (voc === null) continue;
		sizes.width[image] = voc.width;
		sizes.height[image] = voc.height;
		const stem = stemOf$1(baseName(columns.path.get(image)));
		if (voc.fileName !== "" && stemOf$1(baseName(voc.fileName)) !== stem && voc.fileName !== stem) {
			const text = `<filename> is ${quoted(voc.fileName)}: the annotation of another image?`;
			problems.add("odd-annotation", file, voc.fileNamePlace.line, text, { column: voc.fileNamePlace.column });
		}
		box.image = image;
		box.shape = voc.objects.length === 0 ? 0 : shapeOf(stem);
		for (const { name, xywh, difficult, place } of voc.objects) {
			box.label = names.code(name, file, place.line, place.column);
			[box.x, box.y, box.w, box.h] = xywh;
			box.crowd = difficult ? 1 : 0;
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
		label: absent$2(images.rows, classes),
		columns: /* @__PURE__ */ new Map(),
		boxes: built,
		classes,
		problems: problems.build()
	};
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

// src/evidence/dataset/webdataset-samples.ts
/** A class name, and the metadata of one image. */
const CLASS_LIMIT = 65536;
const JSON_LIMIT = 16777216;
/** Larger images are decoded by nobody. */
const IMAGE_LIMIT = 268435456;
const utf8 = new TextDecoder("utf-8", { fatal: true });
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
		this.#tell("not-an-image", `${quoted(name)} is ${what}, which is not followed`);
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
			this.#tell("invalid-annotation", `sample ${quoted(this.#key)} has a second image, ${quoted(name)}`);
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
			this.#tell("not-an-image", `${quoted(name)} is larger than ${limit} bytes`);
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
			this.#class = utf8.decode(bytes).trim();
		} catch {
			this.#tell("invalid-annotation", `${quoted(name)} is not UTF-8`);
		}
	}
	#takeJson(name, bytes) {
		try {
			const value = parseJson(bytes, name);
			if (typeof value === "object" && value !== null && !Array.isArray(value)) this.#fields = new Map(Object.entries(value));
			else this.#tell("invalid-annotation", `${quoted(name)} is not a JSON object`);
		} catch (error) {
			if (!(error instanceof GateError)) throw error;
			this.#tell("invalid-annotation", error.message);
		}
	}
	#finish() {
		if (this.#image) this.#row(this.#image);
		else if (this.#awaits) this.#tell("invalid-annotation", `sample ${quoted(this.#key)} has no image: the members of a sample stand together`);
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
		if (stated !== null && /^\d+$/.test(stated) === /^\d+$/.test(this.#class) && stated !== this.#class) this.#tell("odd-annotation", `sample ${quoted(this.#key)} is ${quoted(this.#class)} in cls and ${quoted(stated)} in json`);
		return this.#class;
	}
	#field(name, value) {
		if (value === null) return;
		const column = this.#records.column(name);
		const plain = isPlain(value);
		const bytes = encoder$1.encode(plain ? String(value) : JSON.stringify(value));
		if (plain) column?.push(bytes, 0, bytes.length, 0);
		else if (column?.nested) column.nested(bytes, 0, bytes.length, 0);
		else if (column) this.#tell("invalid-annotation", `field ${quoted(name)} of sample ${quoted(this.#key)} is not one plain value`);
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

// src/formats/yolo-labels.ts
const OUTLINE = 1;
const JOINTS = 2;
const LABEL = 3;
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
	#seen = /* @__PURE__ */ new Set();
	#label = {
		category: 0,
		x: 0,
		y: 0,
		w: 0,
		h: 0,
		shape: 0,
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
		this.#seen.clear();
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
		this.#duplicate(count);
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
		if (this.#firstBox === 0) this.#firstBox = this.#line;
		if (w <= 0 || h <= 0) this.#fault("odd-annotation", w <= 0 ? 3 : 4, "the box has no area");
		else if (label.x < -.001 || label.y < -.001 || label.x + w > 1.001 || label.y + h > 1.001) this.#fault("odd-annotation", 1, "the box reaches beyond the image");
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
		this.#outlines = true;
		if (label.w <= 0 || label.h <= 0) this.#fault("odd-annotation", 1, "the outline has no area");
	}
	#duplicate(count) {
		this.#hash.begin(LABEL);
		for (let i = 0; i < count; i++) this.#hash.add(this.#values[i]);
		const known = this.#seen.size;
		if (this.#seen.add(this.#hash.end()).size === known) this.#fault("odd-annotation", 0, "the same label stands in this file already");
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
		else if (!usual) throw noSplit(path, `no key ${quoted(key)}, which \`data.splits.${name}\` names`);
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
				if (found) this.#tell("missing-file", entries[0], `split ${quoted(name)} has no image`);
			} else if (this.#labelled === 0) this.#tell("odd-annotation", entries[0], `no image of split ${quoted(name)} has a label file (one would be ${quoted(this.#labels.path)})`);
		}
	}
	/** An image of a list. */
	#addNamed(path, split, source, line) {
		const bytes = encoder.encode(path);
		if (!hasImageExtension(bytes, 0, bytes.length)) {
			this.#problems.add("not-an-image", source, line, `${quoted(path)} has no extension of an image`);
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
			const text = outside ? `${quoted(entry.text)} leads out of the repository, and is not followed` : this.#contents.refused(resolvePath(this.#root, entry.text)) ?? `no folder and no list ${quoted(entry.text)} below ${quoted(this.#root || ".")} in the commit`;
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
			const paths = (name.startsWith("./") ? [folderOf(list)] : [
				this.#root,
				"",
				folderOf(list)
			]).map((base) => resolvePath(base, name)).filter((path) => path !== null);
			const path = paths.find((candidate) => this.#contents.findText(candidate) >= 0) ?? paths[0];
			if (path !== void 0) this.#addNamed(path, split, list, index + 1);
			else this.#problems.add("outside-root", list, index + 1, `${quoted(name)} is not a path below the repository`);
		}
	}
	/** The base below which most entries are found: that of `path`, seen from the file or from the repository. */
	#rootOf(declared, splits) {
		const beside = folderOf(this.#file);
		const bases = declared === null ? [beside] : [resolvePath(beside, declared.text), resolvePath("", declared.text)];
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
			const text = `\`path\` ${quoted(declared.text)} ${what}: the folder of this file is taken instead`;
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
		label({ category, x, y, w, h, shape, line, column }) {
			box.label = labels[category] ?? -1;
			box.x = x;
			box.y = y;
			box.w = w;
			box.h = h;
			box.shape = shape;
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
		label: absent$2(images.rows, classes),
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
	for (const { text, line, column } of data.names) if (!known.has(text)) problems.add("unknown-class", path, line, `class ${quoted(text)} is not one of the configured classes`, { column });
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

// src/evidence/dataset/evidence.ts
/** Formats whose annotations name classes by numbers. */
const NUMBERED = /* @__PURE__ */ new Set([
	"coco",
	"yolo",
	"masks"
]);
/** The index of a dataset on one side: which images, in which split, of which class, with which bytes. Reads no image. */
const evidence$7 = {
	id: "dataset",
	version: 2,
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
const VERSION$2 = 1;
/** kind (u8) · share of changed pixels (f64 LE) · mean difference (f64 LE) */
const RECORD$2 = 17;
/** Both versions of every image whose bytes changed, decoded and compared: the cost is that of what changed. */
const evidence$6 = {
	id: "edits",
	version: VERSION$2,
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
	const table = await ports.each.open(`edits-${VERSION$2}`, RECORD$2);
	const keyOf = (at) => ports.hash(base.content.hash(edits.baseRow[at]), head.content.hash(edits.headRow[at]));
	const todo = [...edits.headRow.keys()].filter((at) => !fill(edits, at, table.get(keyOf(at))));
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
	const record = new Uint8Array(RECORD$2);
	const view = new DataView(record.buffer);
	record[0] = EDIT_KINDS.indexOf(kind);
	view.setFloat64(1, changed, true);
	view.setFloat64(9, resized ? NaN : mean, true);
	table.put(key, record);
	fill(edits, at, record);
}
function fill({ kind, changed, mean }, at, record) {
	if (record === null) return false;
	const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
	kind[at] = record[0];
	changed[at] = view.getFloat64(1, true);
	mean[at] = view.getFloat64(9, true);
	return true;
}

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
		anchorRight: []
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
			rows.anchorRight.push(third < 0 || anchor.status[third] !== OK ? 2 : right(anchor, third));
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

// src/evidence/judgement/evidence.ts
/** Base, head and anchor on the images that are the same on both sides. */
const evidence$5 = {
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
	swap: swapJudgement
};
/** Nothing on either side: no pull request did this, and none can be shown to be good. */
function isEmpty({ answered, headMissing }) {
	return answered.base.length + answered.head.length + headMissing.size === 0;
}
function nothingJudged(split) {
	return new GateError("empty-split", "user", `neither base nor head has a labelled image to judge in \`${split}\``, { hint: "Correct `data.splits` or `gate-split` in the configuration, or add labelled images to the judged split." });
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
const MOST_ROUNDS = 20;
/** While the 90 % interval of the ratio of medians holds this, a further round is measured. */
const RATIO = 1.05;
/** Windows of one process whose medians differ by more than this were not steady. */
const STEADY = 1.1;
const SEED = 20260101;
/** Base and head in turn (ABBA), one fresh process a side a round: what is compared is the ratio within the round. */
const evidence$4 = {
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
			for (let round = 0; round < rounds || round < MOST_ROUNDS && goesOn(); round++) {
				if (round === rounds) progress.total(MOST_ROUNDS);
				const order = round % 2 === 0 ? ["base", "head"] : ["head", "base"];
				for (const side of order) measured.add(side, await timed(jobs[side], ports));
				progress.step();
			}
			return {
				...measured.columns(),
				runsPerRound: procedure.windows * procedure.runsPerWindow,
				batch,
				profile
			};
		});
	},
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

// src/evidence/pixels/evidence.ts
const VERSION$1 = 2;
/** status (u8) · width (u32 LE) · height (u32 LE) · sha-256 of the pixels · quality (five f64 LE) · grey (u8) */
const RECORD$1 = 82;
const HASH_AT = 9;
const QUALITY_AT = 41;
const GREY_AT = 81;
const MEASURES = [
	"dark",
	"light",
	"entropy",
	"edges",
	"spread"
];
/** What may be the machine's fault, and is tried again in the next run. */
const NOT_KEPT$1 = /* @__PURE__ */ new Set([
	"absent",
	"missing",
	"timeout",
	"crash",
	"out-of-memory"
]);
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
			const record = dataset.content.kind(row) === "none" ? recordOf$1("missing") : table.get(dataset.content.hash(row));
			if (record) for (const one of rows) fill(one, record);
			else todo.push(rows);
		}
		if (todo.length > 0) await decodeAll(`decode ${sideOf$1(at)}`, dataset, scene.tree[sideOf$1(at)], todo, table, pixels, fill, ports);
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
		const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
		pixels.status[row] = record[0];
		pixels.width[row] = view.getUint32(1, true);
		pixels.height[row] = view.getUint32(5, true);
		pixels.hash.set(record.subarray(HASH_AT, QUALITY_AT), row * 32);
		for (const [at, name] of MEASURES.entries()) pixels.quality[name][row] = view.getFloat64(QUALITY_AT + at * 8, true);
		pixels.quality.grey[row] = record[GREY_AT];
	};
	return {
		pixels,
		fill
	};
}
function recordOf$1(status) {
	const record = new Uint8Array(RECORD$1);
	record[0] = PIXEL_STATUS.indexOf(status);
	return record;
}
function decodedRecord({ width, height, sha256, quality }) {
	const record = recordOf$1("ok");
	const view = new DataView(record.buffer);
	view.setUint32(1, width, true);
	view.setUint32(5, height, true);
	record.set(sha256, HASH_AT);
	for (const [at, name] of MEASURES.entries()) view.setFloat64(QUALITY_AT + at * 8, quality[name], true);
	record[GREY_AT] = quality.grey ? 1 : 0;
	return record;
}
async function decodeAll(stage, dataset, tree, todo, table, pixels, fill, ports) {
	await ports.log.stage(stage, async (progress) => {
		progress.total(todo.length);
		const finish = (key, status, record, detail) => {
			const rows = todo[key];
			for (const row of rows) {
				fill(row, record);
				if (detail) pixels.detail.set(row, detail);
			}
			if (NOT_KEPT$1.has(status)) ports.unsettled();
			else table.put(dataset.content.hash(rows[0]), record);
			progress.step();
		};
		async function* jobs() {
			const images = new ImageReader(dataset, tree, ports);
			try {
				for (const [key, rows] of todo.entries()) {
					const bytes = await images.read(rows[0]);
					if (typeof bytes !== "string") yield {
						key,
						bytes
					};
					else finish(key, "absent", recordOf$1("absent"), ABSENCE[bytes]);
				}
			} finally {
				await images.close();
			}
		}
		for await (const one of ports.sandbox.decode(jobs())) if (one.status === "ok") finish(one.key, "ok", decodedRecord(one), null);
		else finish(one.key, one.status, recordOf$1(one.status), one.detail);
		await table.save();
	});
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
	evidence$7,
	evidence$6,
	evidence$5,
	evidence$4,
	evidence$3,
	evidence$8,
	evidence$2,
	evidence$1
];

// src/host/each-store.ts
const MAGIC = "cvgate-each-1\n";
const KEY = 32;
const TRAILER = 32;
/**
* Records by content id, one file a table: magic, then `key (32 bytes) · record (width bytes)` again and again, then
* the sha-256 of all before. A file that is damaged, truncated or of another width is ignored and written anew.
*/
function eachStore(directory) {
	return { async open(name, width) {
		const path = directory === null ? null : join(directory, `${name}.bin`);
		const saved = path === null ? null : await readFile(path).catch(() => null);
		const records = saved === null ? null : verified(saved, width);
		return new Table(path, width, records ?? /* @__PURE__ */ new Uint8Array());
	} };
}
function verified(file, width) {
	const body = file.subarray(0, file.length - TRAILER);
	const head = new TextEncoder().encode(MAGIC);
	const length = body.length - head.length;
	if (length < 0 || length % (KEY + width) !== 0) return null;
	if (head.some((byte, at) => body[at] !== byte)) return null;
	return createHash("sha256").update(body).digest().equals(file.subarray(file.length - TRAILER)) ? Uint8Array.from(body.subarray(head.length)) : null;
}
/** Open addressing over one buffer of records; keys are hashes already, so their first bytes place them. */
var Table = class {
	#path;
	#width;
	#records;
	#count;
	#slots;
	#dirty = false;
	constructor(path, width, records) {
		this.#path = path;
		this.#width = width;
		this.#records = records;
		this.#count = records.length / (KEY + width);
		this.#slots = /* @__PURE__ */ new Int32Array(0);
		this.#index(Math.max(64, this.#count * 2));
	}
	get(key) {
		const row = this.#slots[this.#slot(key)];
		if (row < 0) return null;
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
		this.#dirty = true;
		if (this.#count * 2 > this.#slots.length) this.#index(this.#slots.length * 2);
	}
	async save() {
		if (this.#path === null || !this.#dirty) return;
		const body = Buffer.concat([Buffer.from(MAGIC), this.#records.subarray(0, this.#count * (KEY + this.#width))]);
		const temporary = `${this.#path}.${randomBytes(6).toString("hex")}`;
		await mkdir(dirname(this.#path), {
			recursive: true,
			mode: 448
		});
		await writeFile(temporary, Buffer.concat([body, createHash("sha256").update(body).digest()]), { mode: 384 });
		await rename(temporary, this.#path);
		this.#dirty = false;
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
* One JSON file an outcome, its first line the sha-256 of the rest: a file that is damaged counts as absent. Writing fails
* in silence, for nothing is lost by measuring again.
*/
function outcomeStore(cache) {
	const folder = join(cache, "outcomes");
	return {
		async get(digest) {
			const text = await readFile(join(folder, `${digest}.json`), "utf8").catch(() => "");
			const end = text.indexOf("\n");
			const body = text.slice(end + 1);
			return end > 0 && text.slice(0, end) === checksum(body) ? JSON.parse(body) : null;
		},
		async put(digest, outcome) {
			const body = JSON.stringify(outcome);
			const path = join(folder, `${digest}.json`);
			const fresh = `${path}.${randomBytes(6).toString("hex")}`;
			try {
				await mkdir(folder, { recursive: true });
				await writeFile(fresh, `${checksum(body)}\n${body}`);
				await rename(fresh, path);
			} catch {}
		}
	};
}
function checksum(text) {
	return createHash("sha256").update(text).digest("hex");
}

// src/app/open-gate.ts
/** Introduces the rooms to each other: the only place where adapters, evidence and checks meet. */
async function openGate(around, options) {
	const folder = folderOf$1(around.entry);
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
			version: VERSION$3,
			dist: await distDigest(folder)
		},
		repository: await Repository.open(around.cwd, around.env),
		checks,
		evidence: new Map(evidence.map((one) => [one.id, one])),
		each: eachStore(options.cache),
		outcomes: recordedIn(options),
		sandbox,
		hash: sha256,
		log: around.log,
		clock,
		machine: () => {
			machine ??= Promise.resolve(describeMachine("cpu", sandbox.level));
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