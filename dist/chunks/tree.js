import { t as GateError } from "./errors.js";
import { i as StringsBuilder, n as Contents, r as Strings } from "./table.js";
import { n as sha256 } from "./hash.js";
import { n as shallow, r as require_dist } from "./config.js";

// src/host/dvc/yaml.ts
var import_dist = require_dist();
/** A `dvc.lock` of ten thousand stages. */
const DVC_FILE_LIMIT = 8388608;
/** What one `.dvc`, `dvc.lock` or `dvc.yaml` holds, every scalar as the text that stands there. */
var DvcFile = class {
	path;
	root;
	#lines = new import_dist.LineCounter();
	/** @throws GateError `dvc-file-invalid` */
	constructor(path, bytes) {
		this.path = path;
		this.root = this.#parse(bytes);
	}
	#parse(bytes) {
		let text;
		try {
			text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		} catch {
			throw this.fault(null, "it is not UTF-8");
		}
		try {
			const composer = new import_dist.Composer({
				schema: "failsafe",
				uniqueKeys: false,
				prettyErrors: false
			});
			const tokens = shallow(new import_dist.Parser(this.#lines.addNewLine).parse(text), (offset, what) => {
				throw this.fault(offset, what);
			});
			const documents = [...composer.compose(tokens)];
			if (documents.length === 0) return null;
			const [document] = documents;
			const fault = [...document.errors, ...document.warnings][0];
			if (fault) throw this.fault(fault.pos[0], fault.message.split("\n")[0]);
			if (documents.length > 1) throw this.fault(documents[1].range[0], "a second document");
			(0, import_dist.visit)(document, {
				Alias: (_, alias) => {
					throw this.fault(alias.range?.[0] ?? 0, "aliases are not read");
				},
				Map: (_, map) => this.#refuseTwice(map)
			});
			const root = document.contents;
			if ((0, import_dist.isMap)(root)) return root;
			if (root === null || (0, import_dist.isScalar)(root) && root.value === "") return null;
			throw this.fault(root.range?.[0] ?? 0, "expected a mapping");
		} catch (error) {
			if (error instanceof GateError) throw error;
			throw this.fault(null, "it is not YAML");
		}
	}
	#refuseTwice(map) {
		const seen = /* @__PURE__ */ new Set();
		for (const { key } of map.items) {
			if (!(0, import_dist.isScalar)(key)) throw this.fault(key?.range?.[0] ?? 0, "a key is no text");
			if (seen.has(String(key.value))) throw this.fault(key.range?.[0] ?? 0, `the key ${quote$1(key.value)} stands twice`);
			seen.add(String(key.value));
		}
	}
	/** Entries of a mapping, in their order; nothing where there is no mapping. */
	*entries(map) {
		if ((0, import_dist.isMap)(map)) for (const { key, value } of map.items) yield [String((0, import_dist.isScalar)(key) ? key.value : ""), value];
	}
	get(map, name) {
		for (const [key, value] of this.entries(map)) if (key === name) return value;
		return null;
	}
	text(map, name) {
		const value = this.get(map, name);
		if (value === null || value === void 0) return null;
		if ((0, import_dist.isScalar)(value) && typeof value.value === "string") return value.value;
		throw this.fault(value, `${quote$1(name)} is not a text`);
	}
	/** The items of a list; nothing where the name stands for nothing. */
	list(map, name) {
		const value = this.get(map, name);
		if ((0, import_dist.isSeq)(value)) return value.items;
		if (value === null || value === void 0 || (0, import_dist.isScalar)(value) && value.value === "") return [];
		throw this.fault(value, `${quote$1(name)} is not a list`);
	}
	placeOf(at) {
		const offset = typeof at === "number" ? at : rangeOf(at);
		if (offset === null) return { path: this.path };
		const { line, col } = this.#lines.linePos(offset);
		return {
			path: this.path,
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	}
	fault(at, text) {
		const place = this.placeOf(at);
		const where = [
			place.path,
			place.line,
			place.column
		].filter((part) => part !== void 0).join(":");
		return new GateError("dvc-file-invalid", "artifact", `${where}: ${text}`, {
			hint: "Write the file anew with DVC (`dvc add`, `dvc commit`, `dvc repro`) and commit it.",
			place
		});
	}
};
function rangeOf(node) {
	if ((0, import_dist.isMap)(node) || (0, import_dist.isSeq)(node) || (0, import_dist.isScalar)(node) || (0, import_dist.isAlias)(node)) return node.range?.[0] ?? null;
	return null;
}
function quote$1(value) {
	return JSON.stringify(String(value).slice(0, 200));
}

// src/host/dvc/outs.ts
const MD5 = /^([0-9a-f]{32})(\.dir)?$/;
/** Outs of a `.dvc` file (`outs`, `wdir`). */
function outsOfDvcFile(path, bytes) {
	const file = new DvcFile(path, bytes);
	const folder = resolvePath(folderOf(path), file.text(file.root, "wdir") || ".");
	return file.list(file.root, "outs").flatMap((out) => outOf(file, out, folder));
}
/**
* Outs of a `dvc.lock` (schema 2.0, or the older one without). Where a stage runs (`wdir`) stands in the `dvc.yaml` beside
* it; `pipeline` gives that file's bytes, null when there is none.
*/
function outsOfLock(path, bytes, pipeline) {
	const file = new DvcFile(path, bytes);
	const stages = file.get(file.root, "schema") === null ? file.root : file.get(file.root, "stages");
	const yaml = pipeline && new DvcFile(`${folderOf(path)}${folderOf(path) && "/"}dvc.yaml`, pipeline);
	const declared = yaml ? new Map(yaml.entries(yaml.get(yaml.root, "stages"))) : /* @__PURE__ */ new Map();
	return [...file.entries(stages)].flatMap(([name, stage]) => {
		const definition = declared.get(name) ?? declared.get(name.replace(/@.*$/, ""));
		const wdir = (yaml && definition !== void 0 ? yaml.text(definition, "wdir") : null) || ".";
		const folder = resolvePath(folderOf(path), wdir);
		return file.list(stage, "outs").flatMap((out) => outOf(file, out, folder));
	});
}
function outOf(file, out, folder) {
	if (!(0, import_dist.isMap)(out)) throw file.fault(out, "an out is not a mapping");
	const written = file.text(out, "path");
	if (!written) throw file.fault(out, "an out has no path");
	if (file.text(out, "cache") === "false") return [];
	const path = folder === null ? null : resolvePath(folder, written) || null;
	const place = file.placeOf(out);
	const hash = file.text(out, "hash") ?? "md5";
	if (path === null || hash !== "md5") return [{
		path: null,
		md5: null,
		folder: false,
		files: null,
		place
	}];
	const text = file.text(out, "md5");
	const files = file.list(out, "files");
	if (files.length > 0) return [{
		path,
		md5: null,
		folder: true,
		files: files.map((one) => {
			const [name, md5] = [file.text(one, "relpath") ?? "", file.text(one, "md5") ?? ""];
			if (!isBelow(name)) throw file.fault(one, `${JSON.stringify(name.slice(0, 200))} is no path below the out`);
			if (!/^[0-9a-f]{32}$/.test(md5)) throw file.fault(one, "a file has no md5 of 32 hex digits");
			return {
				path: name,
				md5
			};
		}),
		place
	}];
	const match = MD5.exec(text ?? "");
	if (!match) throw file.fault(out, "an out has no md5 of 32 hex digits");
	return [{
		path,
		md5: match[1],
		folder: match[2] !== void 0,
		files: null,
		place
	}];
}
/** A path of a manifest: relative, normal, going down only. */
function isBelow(path) {
	return path !== "" && !/[\\\0]|^[a-z]:/i.test(path) && path.split("/").every((one) => ![
		"",
		".",
		".."
	].includes(one));
}
/** `text` as seen from `folder`, `''` for the repository itself; null when it leaves it. */
function resolvePath(folder, text) {
	if (/[\\\0]|^\/|^~|^[a-z]:|^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return null;
	const segments = folder === "" ? [] : folder.split("/");
	for (const segment of text.split("/")) {
		if (segment === "" || segment === ".") continue;
		if (segment !== "..") segments.push(segment);
		else if (segments.pop() === void 0) return null;
	}
	return segments.join("/");
}
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/** Order in which the files of outs stand in a listing: a folder by what lies in it. */
function byPath(a, b) {
	return Buffer.compare(Buffer.from(keyOf(a)), Buffer.from(keyOf(b)));
}
function keyOf({ path, folder }) {
	return folder ? `${path}/` : `${path}`;
}

// src/host/dvc/manifest.ts
/** Four million files of a folder. */
const MANIFEST_LIMIT = 536870912;
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const [QUOTE, BACKSLASH, COMMA, COLON] = [
	34,
	92,
	44,
	58
];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [
	91,
	93,
	123,
	125
];
/**
* A `.dir` manifest: `[{"md5": …, "relpath": …}, …]`, other members ignored. Read byte by byte into columns, for
* `JSON.parse` would make an object of each of a million files. `name` and `place` are those of the out, for errors.
*
* @throws GateError `dvc-manifest-invalid`
*/
function readManifest(bytes, name, place) {
	const reader = new Reader(bytes, name, place);
	const path = new StringsBuilder();
	const md5 = [];
	reader.expect(OPEN_LIST);
	for (let first = true; !reader.takes(CLOSE_LIST); first = false) {
		if (!first) reader.expect(COMMA);
		const entry = reader.entry();
		if (!isBelow(entry.path)) throw reader.fault(`${quote(entry.path)} is no path below the folder`);
		if (!/^[0-9a-f]{32}$/.test(entry.md5)) throw reader.fault(`${quote(entry.path)} has no md5 of 32 hex digits`);
		path.push(entry.path);
		md5.push(entry.md5);
	}
	reader.expectEnd();
	return sorted(path.build(), md5, (text) => reader.fault(text));
}
/** Files in the order of their path bytes. */
function sorted(path, md5, fault) {
	const order = Int32Array.from(md5, (_, row) => row);
	const inOrder = order.every((row) => row === 0 || compare$1(path, row - 1, row) < 0);
	if (!inOrder) order.sort((a, b) => compare$1(path, a, b));
	const content = Contents.empty(order.length);
	const builder = new StringsBuilder();
	for (const [row, from] of order.entries()) {
		if (row > 0 && compare$1(path, order[row - 1], from) === 0) throw fault(`${quote(path.get(from))} is listed twice in the folder`);
		builder.pushRange(path.pool, path.start(from), path.ends[from]);
		content.set(row, "md5", md5[from]);
	}
	return {
		path: inOrder ? path : builder.build(),
		content
	};
}
function compare$1(strings, a, b) {
	return Buffer.compare(strings.bytes(a), strings.bytes(b));
}
function quote(text) {
	return JSON.stringify(text.slice(0, 200));
}
/** JSON of one shape: a list of flat mappings. */
var Reader = class {
	#bytes;
	#name;
	#place;
	#at = 0;
	constructor(bytes, name, place) {
		this.#bytes = bytes;
		this.#name = name;
		this.#place = place;
	}
	fault(text) {
		const message = `${this.#name}: the manifest of this folder is not usable: ${text}`;
		return new GateError("dvc-manifest-invalid", "artifact", message, {
			hint: "Write it anew with `dvc add` (or `dvc repro`), and push it with `dvc push`.",
			place: this.#place
		});
	}
	takes(byte) {
		this.#space();
		if (this.#bytes[this.#at] !== byte) return false;
		this.#at++;
		return true;
	}
	expect(byte) {
		if (!this.takes(byte)) throw this.fault(`expected ${String.fromCharCode(byte)} at byte ${this.#at}`);
	}
	expectEnd() {
		this.#space();
		if (this.#at < this.#bytes.length) throw this.fault(`something follows the list at byte ${this.#at}`);
	}
	entry() {
		let path = null;
		let md5 = null;
		this.expect(OPEN_MAP);
		for (let first = true; !this.takes(CLOSE_MAP); first = false) {
			if (!first) this.expect(COMMA);
			this.#space();
			const key = this.#string();
			this.expect(COLON);
			this.#space();
			const value = this.#bytes[this.#at] === QUOTE ? this.#string() : this.#word();
			if (key === "relpath") path = path === null ? value : this.#twice(key);
			else if (key === "md5") md5 = md5 === null ? value : this.#twice(key);
		}
		if (path === null || md5 === null) throw this.fault(`an entry before byte ${this.#at} lacks relpath or md5`);
		return {
			path,
			md5
		};
	}
	#twice(key) {
		throw this.fault(`an entry before byte ${this.#at} has "${key}" twice`);
	}
	#space() {
		for (;; this.#at++) {
			const byte = this.#bytes[this.#at];
			if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return;
		}
	}
	#string() {
		const from = this.#at;
		if (this.#bytes[from] !== QUOTE) throw this.fault(`expected a text at byte ${from}`);
		let escaped = false;
		let at = from + 1;
		for (; at < this.#bytes.length && this.#bytes[at] !== QUOTE; at++) if (this.#bytes[at] === BACKSLASH) {
			escaped = true;
			at++;
		}
		this.#at = at + 1;
		try {
			if (!escaped && at < this.#bytes.length) return decoder.decode(this.#bytes.subarray(from + 1, at));
			return JSON.parse(decoder.decode(this.#bytes.subarray(from, at + 1)));
		} catch {
			throw this.fault(`the text at byte ${from} is not JSON`);
		}
	}
	/** A number, true, false or null: members that nobody asks for. */
	#word() {
		const from = this.#at;
		while (/[-+.0-9a-zA-Z]/.test(String.fromCharCode(this.#bytes[this.#at] ?? 0))) this.#at++;
		if (this.#at === from) throw this.fault(`expected a text or a number at byte ${from}`);
		return "";
	}
};

// src/host/dvc/merge.ts
/**
* Files of git and of DVC below a folder in one order of path bytes. `parts` come in the order of their paths, so that
* one pass over both is enough.
*
* @throws GateError `dvc-overlap`: git and DVC have the same file
*/
function mergeFiles(git, parts, under, refused) {
	const dvc = expand(parts, under);
	const path = new StringsBuilder();
	const content = Contents.empty(git.rows + dvc.path.rows);
	let [a, b] = [0, 0];
	for (let row = 0; row < content.rows; row++) {
		const order = a === git.rows ? 1 : b === dvc.path.rows ? -1 : compare(git.path, a, dvc.path, b);
		if (order === 0) throw twice(git.path.get(a), dvc.outs[dvc.from[b]]);
		if (order < 0) copy(git.path, git.content, a++, path, content, row);
		else copy(dvc.path, dvc.content, b++, path, content, row);
	}
	return {
		rows: content.rows,
		path: path.build(),
		content,
		refused: [...git.refused, ...refused]
	};
}
function expand(parts, under) {
	const path = new StringsBuilder();
	const rows = parts.reduce((sum, { manifest }) => sum + (manifest?.path.rows ?? 1), 0);
	const content = Contents.empty(rows);
	const from = new Int32Array(rows);
	const inside = Buffer.from(under === "" ? "" : `${under}/`);
	let row = 0;
	for (const [index, { out, manifest }] of parts.entries()) {
		if (manifest === null) {
			path.push(out.path);
			content.set(row, "md5", out.md5);
			from[row++] = index;
			continue;
		}
		const prefix = Buffer.from(`${out.path}/`);
		const rest = inside.length > prefix.length ? inside.subarray(prefix.length) : /* @__PURE__ */ new Uint8Array();
		for (let file = 0; file < manifest.path.rows; file++) {
			const [start, end] = [manifest.path.start(file), manifest.path.ends[file]];
			if (!startsWith(manifest.path.pool, start, end, rest)) continue;
			path.pushRange(manifest.path.pool, start, end, prefix);
			content.copy(row, manifest.content, file);
			from[row++] = index;
		}
	}
	return {
		path: path.build(),
		content,
		from,
		outs: parts.map(({ out }) => out)
	};
}
function startsWith(pool, start, end, prefix) {
	if (end - start < prefix.length) return false;
	for (let i = 0; i < prefix.length; i++) if (pool[start + i] !== prefix[i]) return false;
	return true;
}
function compare(a, rowA, b, rowB) {
	return Buffer.compare(a.bytes(rowA), b.bytes(rowB));
}
function copy(path, content, from, toPath, to, row) {
	toPath.pushRange(path.pool, path.start(from), path.ends[from]);
	to.copy(row, content, from);
}
function twice(path, out) {
	const message = `${path}: git has this file, and DVC keeps it as ${out.path}`;
	return new GateError("dvc-overlap", "artifact", message, {
		hint: "Keep it in one of the two: `git rm --cached`, or `dvc remove`.",
		place: out.place
	});
}

// src/host/dvc/out-index.ts
/** Data folders that DVC keeps file by file have this many; each of them is a small file to read. */
const MOST_FILES = 2e5;
/** The outs of one commit, none inside another, in the order of their files. */
var Outs = class {
	#byPath;
	#sorted;
	#refused;
	/** @throws GateError `dvc-overlap` */
	constructor(all) {
		const known = /* @__PURE__ */ new Map();
		for (const out of all) {
			const before = out.path === null ? void 0 : known.get(out.path);
			if (before) throw overlap(out, before);
			if (out.path !== null) known.set(out.path, out);
		}
		for (const out of known.values()) for (const folder of foldersAbove(out.path)) if (known.has(folder)) throw overlap(out, known.get(folder));
		this.#byPath = known;
		this.#sorted = [...known.values()].sort(byPath);
		this.#refused = [...new Set(all.filter((out) => out.path === null).map((out) => out.place.path))].sort();
	}
	/** The out that is this path, or a folder above it. */
	covering(path) {
		const own = this.#byPath.get(path);
		if (own) return own;
		for (const folder of foldersAbove(path)) {
			const out = this.#byPath.get(folder);
			if (out) return out;
		}
		return null;
	}
	below(path) {
		return path === "" ? this.#sorted : this.#sorted.filter((out) => out.path.startsWith(`${path}/`));
	}
	/** Files of DVC at or below a folder that name something which is not read. */
	refused(under) {
		return this.#refused.filter((path) => under === "" || path === under || path.startsWith(`${under}/`)).map((path) => ({
			path,
			why: "dvc-outside"
		}));
	}
};
/** @throws GateError `dvc-file-invalid`, `dvc-overlap`, `file-too-large` */
async function readOuts(tree) {
	const files = await tree.list("");
	const rows = [];
	const pipelines = /* @__PURE__ */ new Map();
	for (let row = 0; row < files.rows; row++) {
		const bytes = files.path.bytes(row);
		const last = bytes[bytes.length - 1];
		if (last !== 99 && last !== 107 && last !== 108) continue;
		const path = files.path.get(row);
		if (/(^|\/)\.dvc\//.test(path)) continue;
		if (path.endsWith(".dvc") || /(^|\/)dvc\.lock$/.test(path)) rows.push(row);
		else if (/(^|\/)dvc\.yaml$/.test(path)) pipelines.set(path, row);
	}
	if (rows.length > MOST_FILES) throw new GateError("dvc-too-many", "artifact", `${rows.length} .dvc files, the limit is ${MOST_FILES}`, { hint: "Let DVC keep folders (`dvc add FOLDER`) rather than each file." });
	const stages = /* @__PURE__ */ new Map();
	for await (const { row, bytes } of tree.readEach(files, pipelines.values(), DVC_FILE_LIMIT)) if (bytes) stages.set(files.path.get(row), bytes);
	const all = [];
	for await (const { row, bytes, fault } of tree.readEach(files, rows, DVC_FILE_LIMIT)) {
		const path = files.path.get(row);
		if (bytes === null) throw new GateError(fault ?? "content-absent", "artifact", `${path}: it cannot be read (${fault})`, {
			hint: `Keep .dvc files in git, and below ${DVC_FILE_LIMIT} bytes.`,
			place: { path }
		});
		const pipeline = stages.get(path.replace(/dvc\.lock$/, "dvc.yaml")) ?? null;
		for (const out of path.endsWith(".dvc") ? outsOfDvcFile(path, bytes) : outsOfLock(path, bytes, pipeline)) all.push(out);
	}
	return new Outs(all);
}
function overlap(out, other) {
	const message = `${out.path}: DVC keeps it twice (${where(out)}, and ${other.path} by ${where(other)})`;
	return new GateError("dvc-overlap", "artifact", message, {
		hint: "Let one .dvc file or stage keep each path.",
		place: out.place
	});
}
function where({ place }) {
	return [place.path, place.line].filter((part) => part !== void 0).join(":");
}
function* foldersAbove(path) {
	for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) yield path.slice(0, at);
}

// src/host/dvc/tree.ts
/** A commit with what its `.dvc` files and `dvc.lock` name, as if the files were committed: readers need not know. */
var DvcTree = class {
	side;
	commit;
	/** The commit without what DVC keeps. */
	git;
	#project;
	#manifests = /* @__PURE__ */ new Map();
	#outs = null;
	constructor(git, project) {
		this.side = git.side;
		this.commit = git.commit;
		this.git = git;
		this.#project = project;
	}
	/** All that DVC keeps in this commit. */
	outs() {
		this.#outs ??= readOuts(this.git);
		return this.#outs;
	}
	/** Made of md5s as the commit names them: the same whether or not the content is on this machine. */
	async oid(path) {
		const outs = await this.outs();
		const covering = outs.covering(path);
		if (covering?.path === path) return idOf(covering);
		if (covering) {
			const rest = path.slice(covering.path.length + 1);
			const manifest = await this.#manifest(covering).catch((error) => {
				if (error instanceof GateError && error.code === "content-absent") return null;
				throw error;
			});
			if (manifest && !has(manifest, rest)) return null;
			return hex(`${idOf(covering)} ${rest}`);
		}
		const own = await this.git.oid(path);
		const below = outs.below(path);
		return below.length === 0 ? own : hex(own ?? "", ...below.map((out) => `\0${out.path} ${idOf(out)}`));
	}
	async list(under) {
		const [git, outs] = [await this.git.list(under), await this.outs()];
		const covering = outs.covering(under);
		const found = covering ? [covering] : outs.below(under);
		const refused = outs.refused(under);
		if (found.length === 0 && refused.length === 0) return git;
		const parts = [];
		for (const out of found) parts.push({
			out,
			manifest: out.folder ? await this.#manifest(out) : null
		});
		return mergeFiles(git, parts, under, refused);
	}
	async read(path, limit) {
		const md5 = await this.#md5Of(path);
		if (md5 === null) return this.git.read(path, limit);
		const bytes = await this.#project.cache.read(md5, limit);
		if (bytes) return bytes;
		throw this.#project.absent(path, { path });
	}
	async *stream(path, limit) {
		const md5 = await this.#md5Of(path);
		const chunks = md5 === null ? this.git.stream(path, limit) : await this.#project.cache.stream(md5, limit);
		if (chunks === null) throw this.#project.absent(path, { path });
		yield* chunks;
	}
	readEach(files, rows, limit) {
		return this.git.readEach(files, rows, limit);
	}
	/** Outs at, above or below these paths that are not wholly on this machine, and that a remote can be asked for by md5. */
	async absent(paths) {
		const outs = await this.outs();
		const wanted = new Set(paths.flatMap((path) => outs.covering(path) ?? outs.below(path)));
		const absent = [];
		for (const out of wanted) if (out.md5 !== null && !await this.#isHere(out)) absent.push(out);
		return absent;
	}
	async #isHere(out) {
		const { cache } = this.#project;
		if (!out.folder) return cache.has(out.md5);
		const manifest = await this.#manifest(out).catch(() => null);
		if (manifest === null) return false;
		for (let row = 0; row < manifest.path.rows; row++) if (!await cache.has(manifest.content.hex(row))) return false;
		return true;
	}
	/** md5 of a file that DVC keeps; null: it is git's. */
	async #md5Of(path) {
		const out = (await this.outs()).covering(path);
		if (!out) return null;
		if (out.path === path) {
			if (!out.folder) return out.md5;
			throw new GateError("not-a-file", "artifact", `${path}: a folder, kept by DVC`, {
				hint: "Name a file below it.",
				place: out.place
			});
		}
		const manifest = out.folder ? await this.#manifest(out) : null;
		const row = manifest ? find(manifest, path.slice(out.path.length + 1)) : -1;
		if (manifest && row >= 0) return manifest.content.hex(row);
		throw new GateError("file-missing", "artifact", `${path}: no such file in ${out.path}, which DVC keeps`, {
			hint: "Correct the path in .github/cv-gate.yml, or add the file (`dvc add`).",
			place: { path }
		});
	}
	#manifest(out) {
		const known = this.#manifests.get(out);
		if (known) return known;
		const reading = this.#readManifest(out);
		this.#manifests.set(out, reading);
		reading.catch(() => this.#manifests.delete(out));
		return reading;
	}
	async #readManifest(out) {
		const name = `${out.path}`;
		if (out.md5 === null) {
			const files = out.files ?? [];
			const fault = (text) => new GateError("dvc-manifest-invalid", "artifact", `${name}: ${text}`, {
				hint: "Write it anew with `dvc add`.",
				place: out.place
			});
			return sorted(Strings.of(files.map((one) => one.path)), files.map((one) => one.md5), fault);
		}
		const bytes = await this.#project.cache.read(out.md5, MANIFEST_LIMIT, ".dir");
		if (bytes) return readManifest(bytes, name, out.place);
		throw this.#project.absent(`${name} (the list of its files, ${out.md5}.dir)`, out.place);
	}
};
function idOf({ md5, folder, files }) {
	if (md5 === null) return hex(...(files ?? []).map((one) => `${one.md5} ${one.path}\0`));
	return `md5:${md5}${folder ? ".dir" : ""}`;
}
function hex(...parts) {
	return Buffer.from(sha256(...parts)).toString("hex");
}
/** First row whose path is not below `path` in the order of bytes. */
function lowerBound({ path: sortedPaths }, path) {
	let low = 0;
	let high = sortedPaths.rows;
	while (low < high) {
		const middle = low + high >>> 1;
		if (Buffer.compare(sortedPaths.bytes(middle), path) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
function find(manifest, path) {
	const row = lowerBound(manifest, Buffer.from(path));
	return row < manifest.path.rows && manifest.path.get(row) === path ? row : -1;
}
/** A file, or a folder of files. */
function has(manifest, path) {
	if (find(manifest, path) >= 0) return true;
	const row = lowerBound(manifest, Buffer.from(`${path}/`));
	return row < manifest.path.rows && manifest.path.get(row).startsWith(`${path}/`);
}

export { DvcTree as t };