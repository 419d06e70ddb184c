import { n as UsageError, t as GateError } from "./errors.js";
import { t as hasDigest } from "./hash.js";
import { i as StringsBuilder, n as Contents } from "./table.js";
import { basename, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { access, mkdir, mkdtemp, open, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { devNull, homedir, tmpdir } from "node:os";
import { once } from "node:events";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { constants } from "node:fs";

// src/host/git/blobs.ts
const LF = 10;
const SPACE$1 = 32;
const BLOB = Buffer.from(" blob ");
/** Names written to git at once. */
const NAMES = 1e3;
/**
* Many blobs of a listing in the order of `rows`, by a git of their own that is told all names and buffers what it
* answers: no round trip, no write and no promise an object. The pipes hold git back while nobody asks for more.
*/
async function* readBlobs(git, { content }, rows, limit) {
	const child = git.spawn([
		"cat-file",
		"--batch",
		"--buffer"
	]);
	child.stderr.resume();
	child.stdin.on("error", () => {});
	const closed = once(child, "close");
	closed.catch(() => {});
	Readable.from(namesOf(content, rows)).pipe(child.stdin);
	let next = 0;
	let head = Buffer.alloc(0);
	/** A blob that began in an earlier chunk, and how much of it is there. */
	let blob = null;
	let filled = 0;
	/** Bytes that nobody wants. */
	let skip = 0;
	try {
		for await (const chunk of child.stdout) for (let at = 0; at < chunk.length;) if (skip > 0) {
			const skipped = Math.min(skip, chunk.length - at);
			at += skipped;
			skip -= skipped;
		} else if (blob) {
			const part = chunk.subarray(at, at + blob.length - filled);
			blob.set(part, filled);
			at += part.length;
			filled += part.length;
			if (filled < blob.length) break;
			yield {
				row: rows[next++],
				bytes: blob,
				fault: null
			};
			blob = null;
			skip = 1;
		} else {
			const end = chunk.indexOf(LF, at);
			const line = chunk.subarray(at, end < 0 ? chunk.length : end);
			head = head.length > 0 ? Buffer.concat([head, line]) : line;
			if (end < 0) break;
			at = end + 1;
			const { size, isBlob } = parseHeader(head);
			head = head.subarray(0, 0);
			if (isBlob && size <= limit && size > chunk.length - at) {
				blob = new Uint8Array(size);
				filled = 0;
				continue;
			}
			const bytes = isBlob && size <= limit ? chunk.subarray(at, at + size) : null;
			if (bytes) at += size;
			skip = bytes ? 1 : size + 1;
			if (size < 0) skip = 0;
			yield {
				row: rows[next++],
				bytes,
				fault: bytes ? null : isBlob ? "file-too-large" : "content-absent"
			};
		}
		if (next < rows.length) throw ended(await closed.catch((cause) => cause));
	} finally {
		child.kill();
	}
}
function* namesOf(content, rows) {
	for (let at = 0; at < rows.length; at += NAMES) yield rows.slice(at, at + NAMES).map((row) => `${content.hex(row)}\n`).join("");
}
/** `<oid> <type> <size>`; anything else (`<oid> missing`) has size −1 and nothing behind it. */
function parseHeader(line) {
	const space = line.lastIndexOf(SPACE$1);
	let size = 0;
	for (let i = space + 1; i < line.length; i++) {
		const digit = line[i] - 48;
		if (digit < 0 || digit > 9) return {
			size: -1,
			isBlob: false
		};
		size = size * 10 + digit;
	}
	const type = line.indexOf(SPACE$1);
	return {
		size,
		isBlob: line.compare(BLOB, 0, BLOB.length, type, space + 1) === 0
	};
}
function ended(cause) {
	return new GateError("git-failed", "host", "git cat-file ended before it answered", {
		hint: "Run `git fsck` in this clone, or clone afresh.",
		cause
	});
}

// src/host/git/complete.ts
/** Missing trees hide what is below them: one request a level. */
const MOST_ROUNDS = 64;
/** The remote that a partial clone takes missing objects from; null: this clone is whole. */
function promisorOf(git) {
	const known = PROMISORS.get(git) ?? askPromisor(git);
	PROMISORS.set(git, known);
	return known;
}
/** A clone does not become partial while it is read. */
const PROMISORS = /* @__PURE__ */ new WeakMap();
async function askPromisor(git) {
	const found = await git.maybe("config", "--get-regexp", "^remote\\..*\\.promisor$", "^true$");
	return found === null ? null : /^remote\.(.*)\.promisor(\s|$)/m.exec(found)?.[1] ?? null;
}
/**
* Brings what a partial clone lacks of a tree, in one request rather than one an object (git itself would ask for each
* file that is read). `paths` are pathspecs; null: all folders, no file.
*
* @throws GateError `content-absent`
*/
async function complete(git, remote, treeish, paths) {
	const below = paths === null ? ["--filter=blob:none", treeish] : [
		await treeOf(git, treeish),
		"--",
		...paths
	];
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const missing = (await git.text("rev-list", "--objects", "--no-walk", "--missing=print", ...below)).split("\n").flatMap((line) => line.startsWith("?") ? [line.slice(1)] : []);
		if (missing.length === 0) return;
		const fetched = await git.run([
			"-c",
			"fetch.negotiationAlgorithm=noop",
			"fetch",
			remote,
			...[
				"--no-tags",
				"--no-write-fetch-head",
				"--recurse-submodules=no",
				"--filter=blob:none",
				"--stdin"
			]
		], `${missing.join("\n")}\n`);
		if (fetched.status !== 0) throw absent$1(remote, missing.length, fetched.stderr);
	}
	throw absent$1(remote, 1, `still missing after ${MOST_ROUNDS} requests`);
}
function treeOf(git, treeish) {
	return git.text("rev-parse", "--verify", "--end-of-options", `${treeish}^{tree}`);
}
function absent$1(remote, count, why) {
	const message = `this clone is partial, lacks ${count} objects, and could not fetch them from ${remote}: ${why}`;
	return new GateError("content-absent", "host", message, { hint: `Make it whole before: git fetch --refetch --no-filter ${remote} (in a workflow: actions/checkout without \`filter\`).` });
}

// src/host/git/entries.ts
/** A folder of more is asked for one name at a time. */
const LARGEST_TREE = 1 << 20;
/** What the folders of one tree hold: each is read once, by the one long-lived git. */
var Entries = class {
	#treeish;
	#objects;
	#folders = /* @__PURE__ */ new Map();
	constructor(treeish, objects) {
		this.#treeish = treeish;
		this.#objects = objects;
	}
	/** The object id of a file, folder or submodule; null when there is none, `undefined` when the folder is too large. */
	async oid(path) {
		if (path === "") return (await this.#objects.get(`${this.#treeish}:`, LARGEST_TREE).catch(tooLarge))?.oid;
		const slash = path.lastIndexOf("/");
		const entries = await this.#folder(path.slice(0, Math.max(0, slash)));
		return entries === null ? void 0 : entries.get(keyOf(path.slice(slash + 1))) ?? null;
	}
	#folder(path) {
		const known = this.#folders.get(path) ?? this.#read(path);
		this.#folders.set(path, known);
		return known;
	}
	async #read(path) {
		const object = await this.#objects.get(`${this.#treeish}:${path}`, LARGEST_TREE).catch(tooLarge);
		if (object === void 0) return null;
		return object?.type === "tree" ? entriesOf(Buffer.from(object.bytes), object.oid.length / 2) : /* @__PURE__ */ new Map();
	}
};
/** `<mode> <name>\0<id>`…; names as bytes, for not all of them are UTF-8. */
function entriesOf(tree, width) {
	const entries = /* @__PURE__ */ new Map();
	for (let at = 0; at < tree.length;) {
		const name = tree.indexOf(32, at) + 1;
		const end = tree.indexOf(0, name);
		entries.set(tree.toString("latin1", name, end), tree.toString("hex", end + 1, end + 1 + width));
		at = end + 1 + width;
	}
	return entries;
}
function keyOf(name) {
	return Buffer.from(name, "utf8").toString("latin1");
}
function tooLarge(thrown) {
	if (thrown instanceof GateError && thrown.code === "file-too-large") return void 0;
	throw thrown;
}

// src/host/files.ts
/** Text of a file that the user named. */
async function readText(path) {
	try {
		return await readFile(path, "utf8");
	} catch (cause) {
		throw new UsageError("file-unreadable", `${path}: cannot be read (${cause.message})`, {
			hint: "Check the path.",
			place: { path },
			cause
		});
	}
}
async function exists(path) {
	return access(path).then(() => true, () => false);
}
/** Writes files below a folder, making what is missing; returns their absolute paths. All of them, or none is left. */
async function writeFiles(folder, files) {
	const paths = Object.keys(files).map((name) => resolve(folder, name));
	try {
		for (const [at, text] of Object.values(files).entries()) {
			await mkdir(dirname(paths[at]), { recursive: true });
			await writeFile(paths[at], text);
		}
	} catch (thrown) {
		for (const path of paths) await rm(path, { force: true }).catch(() => void 0);
		throw thrown;
	}
	return paths;
}
/** Where records by content id are kept between runs: `CV_GATE_CACHE`, else the user's cache folder. */
function cacheDirectory(env) {
	return env.CV_GATE_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "cv-gate");
}
/** Records kept for one job, when nobody names a folder that outlives it. */
function cacheFolder(temporary) {
	return join(temporary, "cv-gate-cache");
}
/** The folder that a bundled entry lies in. */
function folderOf(entryUrl) {
	return dirname(fileURLToPath(entryUrl));
}
/** sha-256 over the built program: what exactly made a report. */
async function distDigest(folder) {
	const hash = createHash("sha256");
	const names = await readdir(folder, { recursive: true }).catch(() => []);
	for (const name of names.filter((one) => one.endsWith(".js")).sort()) {
		const bytes = await readFile(join(folder, name)).catch(() => /* @__PURE__ */ new Uint8Array());
		hash.update(`${name}:${bytes.length}:`).update(bytes);
	}
	return hash.digest("hex");
}
/** An empty folder, and what removes it. */
async function temporaryFolder() {
	const path = await mkdtemp(join(tmpdir(), "cv-gate-"));
	return {
		path,
		remove: () => rm(path, {
			recursive: true,
			force: true
		})
	};
}

// src/host/read-hashed.ts
/** A link is not followed, and neither a pipe nor a device makes `open` wait. Not every system knows both. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** A regular file of at most `limit` bytes, opened: what was looked at is what is read. Else why not. */
async function openRegular(path, limit) {
	const file = await open(path, FLAGS).catch((error) => error.code ?? "");
	if (typeof file === "string") return [
		"ELOOP",
		"ENXIO",
		"ENODEV"
	].includes(file) ? "not-a-file" : "not-here";
	const stat = await file.stat().catch(() => null);
	if (stat?.isFile() && stat.size <= limit) return {
		file,
		size: stat.size
	};
	await file.close();
	return stat?.isFile() ? "too-large" : "not-a-file";
}
/** Bytes of a regular file, believed only when `names` says that they are the ones asked for. */
async function readHashed(path, limit, names) {
	const opened = await openRegular(path, limit);
	if (typeof opened === "string") return opened;
	const { file, size } = opened;
	try {
		const bytes = Buffer.allocUnsafe(size);
		for (let at = 0; at < size;) {
			const { bytesRead } = await file.read(bytes, at, size - at, at);
			if (bytesRead === 0) return "other-bytes";
			at += bytesRead;
		}
		return names(bytes) ? bytes : "other-bytes";
	} catch {
		return "not-here";
	} finally {
		await file.close();
	}
}
const CHUNK = 1 << 20;
/** As `readHashed`, in chunks that are good until the next one is asked for: hashed first, then given, from one handle. */
async function streamHashed(path, limit, algorithm, hex) {
	const opened = await openRegular(path, limit);
	if (typeof opened === "string") return null;
	const { file, size } = opened;
	const hash = createHash(algorithm);
	try {
		for await (const chunk of chunksOf(file, size)) hash.update(chunk);
		if (hash.digest("hex") === hex) return closing(file, size);
	} catch {}
	await file.close();
	return null;
}
/** sha-256 of a regular file, in hex. */
async function hashRegular(path, limit) {
	const opened = await openRegular(path, limit);
	if (typeof opened === "string") return opened;
	const hash = createHash("sha256");
	try {
		for await (const chunk of chunksOf(opened.file, opened.size)) hash.update(chunk);
		return { sha256: hash.digest("hex") };
	} catch {
		return "not-here";
	} finally {
		await opened.file.close();
	}
}
async function* closing(file, size) {
	try {
		yield* chunksOf(file, size);
	} finally {
		await file.close();
	}
}
async function* chunksOf(file, size) {
	const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size));
	for (let at = 0; at < size;) {
		const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at);
		if (bytesRead === 0) return;
		yield buffer.subarray(0, bytesRead);
		at += bytesRead;
	}
}

// src/host/git/lfs.ts
/** The specification allows pointers of less than 1024 bytes. */
const POINTER_LIMIT = 1023;
/** The one address of version 1, and the two that it had before its release: git-lfs reads all three. */
const VERSION = "version (?:https://git-lfs.github.com/spec/v1|https://hawser.github.com/spec/v1|http://git-media.io/v/2)";
const EXTENSION = /^ext-\d-\w+ sha256:([0-9a-f]{64})$/;
const POINTER = new RegExp(`^${VERSION}\n((?:ext-[^\n]*\n)*)oid sha256:([0-9a-f]{64})\nsize (\\d{1,18})\n*$`);
/**
* The specification's grammar, with what git-lfs forgives besides: line ends of Windows, a missing last one. With
* extensions, what is stored is not the file (programs of the user's make the one from the other, and are not run): the
* first of them names the file itself, which is then known, and never here.
*/
function parsePointer(bytes) {
	if (bytes.length > 1023 || bytes[0] !== 118) return null;
	const match = POINTER.exec(new TextDecoder().decode(bytes).replaceAll("\r\n", "\n"));
	if (!match) return null;
	const named = match[1].split("\n").slice(0, -1).map((line) => EXTENSION.exec(line)?.[1]);
	if (named.includes(void 0)) return null;
	return {
		oid: named[0] ?? match[2],
		size: Number(match[3])
	};
}
/** The objects that Git LFS has fetched into this clone; nothing is downloaded here. */
var LfsStore = class {
	/** `lfs.storage` of the clone's own configuration, else `.git/lfs`. */
	#directory;
	constructor(storage) {
		this.#directory = join(storage, "objects");
	}
	pathOf(oid) {
		return join(this.#directory, oid.slice(0, 2), oid.slice(2, 4), oid);
	}
	async has(oid) {
		return exists(this.pathOf(oid));
	}
	/** Content whose sha-256 is `oid`, or null when it is absent, larger than `limit`, or not what its name says. */
	async read(oid, limit) {
		const bytes = await readHashed(this.pathOf(oid), limit, hasDigest("sha256", oid));
		return typeof bytes === "string" ? null : bytes;
	}
	/** As `read`, in chunks that are good until the next one is asked for. */
	async stream(oid, limit) {
		return streamHashed(this.pathOf(oid), limit, "sha256", oid);
	}
};

// src/host/git/tree.ts
const ATTRIBUTES = ":(glob)**/.gitattributes";
/** Requests to git that are under way at once, fewer where files may be large: all of them may have arrived unread. */
const IN_FLIGHT = 256;
const FEWEST_IN_FLIGHT = 8;
/** From here on a git of their own is started for what is read. */
const MANY = 1e3;
const BYTES_IN_FLIGHT = 1024 ** 3;
/** A commit's files, from git objects only. `treeish` is a commit id, or the id of a tree made of the working tree. */
var GitTree = class {
	side;
	commit;
	#treeish;
	#git;
	#store;
	#entries;
	#listings = /* @__PURE__ */ new Map();
	#whole = /* @__PURE__ */ new Map();
	#usesLfs = null;
	#promisor = null;
	constructor(side, commit, treeish, git, store) {
		this.side = side;
		this.commit = commit;
		this.#treeish = treeish;
		this.#git = git;
		this.#store = store;
		this.#entries = new Entries(treeish, store.objects);
	}
	async oid(path) {
		if (/[\n\r\0]/.test(path)) return null;
		await this.#remoteOfPartialClone();
		const known = await this.#entries.oid(path);
		if (known !== void 0) return known;
		return this.#git.maybe("rev-parse", "--verify", "--quiet", "--end-of-options", `${this.#treeish}:${path}`);
	}
	list(under) {
		const known = this.#listings.get(under);
		if (known) return known;
		const listing = this.#list(under);
		this.#listings.set(under, listing);
		return listing;
	}
	async read(path, limit) {
		const bytes = await this.#blob(path, limit);
		const pointer = parsePointer(bytes);
		if (!pointer) return bytes;
		const content = await this.#store.lfs.read(pointer.oid, limit);
		if (content) return content;
		throw absent(path);
	}
	/** In a partial clone: brings all at or below a path in one request, before it is read. */
	async #bring(path) {
		const remote = await this.#remoteOfPartialClone();
		if (remote === null) return;
		const bringing = this.#whole.get(path) ?? complete(this.#git, remote, this.#treeish, path ? [literal(path)] : ["."]);
		this.#whole.set(path, bringing);
		await bringing;
	}
	/** null where the clone is whole; else every folder of the commit is there, and what says which files Git LFS keeps. */
	#remoteOfPartialClone() {
		this.#promisor ??= promisorOf(this.#git).then(async (remote) => {
			if (remote === null) return null;
			await complete(this.#git, remote, this.#treeish, null);
			await complete(this.#git, remote, this.#treeish, [ATTRIBUTES]);
			return remote;
		});
		return this.#promisor;
	}
	async #blob(path, limit) {
		await this.#bring(path);
		const object = await this.#store.objects.get(`${this.#treeish}:${path}`, Math.max(limit, POINTER_LIMIT)).catch((error) => {
			if (error instanceof GateError && error.code === "file-too-large") throw new GateError("file-too-large", "artifact", `${path}: larger than ${limit} bytes`, {
				hint: error.hint,
				place: { path }
			});
			throw error;
		});
		if (object === null && await this.oid(path) !== null) throw this.#damaged(path);
		if (object === null) throw new GateError("file-missing", "artifact", `${path}: no such file at ${this.#name()}`, {
			hint: "Correct the path in .github/cv-gate.yml, or commit the file.",
			place: { path }
		});
		if (object.type !== "blob" || !await this.#isRegular(path)) throw this.#notAFile(path);
		return object.bytes;
	}
	async *stream(path, limit) {
		await this.#bring(path);
		const name = `${this.#treeish}:${path}`;
		const size = /[\n\r\0]/.test(path) ? null : await this.#git.maybe("cat-file", "-s", "--end-of-options", name);
		if (size === null || Number(size) <= 1023 || Number(size) > limit) {
			const bytes = await this.#blob(path, limit);
			const pointer = parsePointer(bytes);
			const chunks = pointer ? await this.#store.lfs.stream(pointer.oid, limit) : [bytes];
			if (chunks === null) throw absent(path);
			yield* chunks;
			return;
		}
		if (!await this.#isRegular(path)) throw this.#notAFile(path);
		const child = this.#git.spawn([
			"cat-file",
			"blob",
			"--end-of-options",
			name
		]);
		child.stdin.end();
		child.stderr.resume();
		const closed = once(child, "close");
		try {
			yield* child.stdout;
			const [status] = await closed;
			if (status !== 0) throw new GateError("git-failed", "host", `${path}: git cat-file failed (${status})`, {
				hint: "Run `git fsck` in this clone, or clone afresh.",
				place: { path }
			});
		} finally {
			child.kill();
		}
	}
	readEach(files, rows, limit) {
		const all = [...rows];
		return all.length >= MANY && all.every((row) => files.content.kind(row) === "git") ? readBlobs(this.#git, files, all, limit) : this.#readByOne(files, all, limit);
	}
	async *#readByOne(files, rows, limit) {
		const most = Math.max(FEWEST_IN_FLIGHT, Math.min(IN_FLIGHT, Math.floor(BYTES_IN_FLIGHT / limit)));
		const flying = [];
		for (const row of rows) {
			const read = this.#readRow(files, row, limit);
			read.catch(() => {});
			flying.push(read);
			if (flying.length < most) continue;
			for (const one of flying.splice(0, most / 2)) yield await one;
		}
		for (const read of flying) yield await read;
	}
	async #readRow(files, row, limit) {
		try {
			const bytes = await this.#store.read(files.content.kind(row), files.content.hex(row), limit);
			return {
				row,
				bytes,
				fault: bytes ? null : "content-absent"
			};
		} catch (error) {
			if (error instanceof GateError && error.code === "file-too-large") return {
				row,
				bytes: null,
				fault: error.code
			};
			throw error;
		}
	}
	async #isRegular(path) {
		const mode = await this.#git.text("ls-tree", "--full-tree", "-z", this.#treeish, "--", literal(path));
		return /^100(644|755|664) /.test(mode);
	}
	#damaged(path) {
		return new GateError("content-absent", "host", `${path}: its content is not in this clone`, {
			hint: "Run `git fsck` in this clone, fetch what is missing, or clone afresh.",
			place: { path }
		});
	}
	#notAFile(path) {
		return new GateError("not-a-file", "artifact", `${path}: not a regular file at ${this.#name()}`, {
			hint: "Symbolic links, folders and submodules are not followed: commit the file itself.",
			place: { path }
		});
	}
	async #list(under) {
		await this.#bring(under);
		const lfs = await this.#hasLfs();
		const listing = parseListing(await this.#lsTree(under, lfs));
		if (lfs) for await (const { row, pointer } of this.#pointers(listing)) listing.content.set(row, "sha256", pointer.oid);
		return listing;
	}
	async #lsTree(under, sizes) {
		const below = under ? ["--", literal(under)] : [];
		const options = [
			"-r",
			"-z",
			"--full-tree",
			...sizes ? ["-l"] : []
		];
		const result = await this.#git.run([
			"ls-tree",
			...options,
			this.#treeish,
			...below
		]);
		if (result.status === 0) return result.stdout;
		throw new GateError("git-failed", "host", `git ls-tree failed: ${result.stderr}`, { hint: "Run `git fsck` in this clone, or clone afresh." });
	}
	/** Pointers are small blobs; their own text names the content, so that it is known without being there. */
	async *#pointers({ content, sizes }) {
		const flying = [];
		const look = async (row) => {
			const blob = content.hex(row);
			const object = await this.#store.objects.get(blob, POINTER_LIMIT).catch(() => null);
			const pointer = object && parsePointer(object.bytes);
			return pointer && {
				row,
				pointer: {
					...pointer,
					blob
				}
			};
		};
		for (let row = 0; row < content.rows; row++) {
			if (sizes[row] > 1023) continue;
			flying.push(look(row));
			if (flying.length < IN_FLIGHT) continue;
			const found = await flying.shift();
			if (found) yield found;
		}
		for (const look of flying) {
			const found = await look;
			if (found) yield found;
		}
	}
	/** Pointers at or below these paths whose content is not on this machine. */
	async absent(paths) {
		const absent = [];
		if (!await this.#hasLfs()) return absent;
		for (const path of paths) for await (const { pointer } of this.#pointers(parseListing(await this.#lsTree(path, true)))) if (!await this.#store.lfs.has(pointer.oid)) absent.push(pointer);
		return absent;
	}
	#hasLfs() {
		this.#usesLfs ??= this.#git.run([
			"grep",
			"-q",
			"-F",
			"filter=lfs",
			this.#treeish,
			"--",
			ATTRIBUTES
		]).then((result) => result.status === 0);
		return this.#usesLfs;
	}
	#name() {
		return this.commit === "worktree" ? "the working tree" : `${this.side} ${this.commit.slice(0, 10)}`;
	}
};
function absent(path) {
	return new GateError("content-absent", "host", `${path}: its Git LFS object is not on this machine`, {
		hint: "Run `git lfs pull` before (in a workflow: actions/checkout with `lfs: true`).",
		place: { path }
	});
}
function literal(path) {
	return `:(literal)${path}`;
}
/** `<mode> <type> <oid>[ <size>]\t<path>\0`…, sorted by path bytes as git sorts full paths. */
function parseListing(bytes) {
	const decoder = new TextDecoder();
	const refused = [];
	const path = new StringsBuilder();
	const starts = [];
	for (let at = 0; at < bytes.length;) {
		const tab = bytes.indexOf(TAB, at);
		const end = bytes.indexOf(0, tab);
		if (bytes[at] === 49 && bytes[at + 1] === 48) {
			path.pushBytes(bytes.subarray(tab + 1, end));
			starts.push(at);
		} else {
			const why = bytes[at + 1] === 50 ? "symlink" : "submodule";
			refused.push({
				path: decoder.decode(bytes.subarray(tab + 1, end)),
				why
			});
		}
		at = end + 1;
	}
	const content = Contents.empty(starts.length);
	const sizes = new Float64Array(starts.length);
	for (let row = 0; row < starts.length; row++) {
		let at = starts[row] + 12;
		content.kinds[row] = 1;
		for (let i = row * 32; bytes[at] !== TAB && bytes[at] !== SPACE; i++, at += 2) content.hashes[i] = nibble(bytes[at]) << 4 | nibble(bytes[at + 1]);
		for (; bytes[at] !== TAB; at++) {
			const digit = bytes[at] - 48;
			if (digit >= 0 && digit <= 9) sizes[row] = sizes[row] * 10 + digit;
		}
	}
	return {
		rows: starts.length,
		path: path.build(),
		content,
		refused,
		sizes
	};
}
const TAB = 9;
const SPACE = 32;
function nibble(code) {
	return code <= 57 ? code - 48 : code - 87;
}

// src/host/content-store.ts
/** Bytes by content id, wherever this clone keeps them. */
var ContentStore = class {
	objects;
	lfs;
	/** null until a target is kept by DVC. */
	dvc;
	constructor(objects, lfs, dvc) {
		this.objects = objects;
		this.lfs = lfs;
		this.dvc = dvc;
	}
	/** null when this machine does not have them. @throws GateError `file-too-large` */
	async read(kind, hex, limit) {
		if (kind === "none") return null;
		if (kind === "sha256") return this.lfs.read(hex, limit);
		if (kind === "md5") return await this.dvc()?.read(hex, limit) ?? null;
		const object = await this.objects.get(hex, limit);
		return object?.type === "blob" ? object.bytes : null;
	}
};

// src/host/dvc/cache.ts
/** Objects that DVC keeps on this machine, by md5. Nothing is downloaded here. */
var DvcCache = class {
	/** Searched in this order. */
	directories;
	constructor(directories) {
		this.directories = directories;
	}
	/** Content whose md5 is `hex`, or null when it is absent, larger than `limit`, or not what its name says. */
	async read(hex, limit, suffix = "") {
		const [start, rest] = [hex.slice(0, 2), hex.slice(2) + suffix];
		const isNamed = hasDigest("md5", hex);
		for (const directory of this.directories) {
			const bytes = await readHashed(join(directory, "files", "md5", start, rest), limit, isNamed);
			if (typeof bytes !== "string") return bytes;
			const older = join(directory, start, rest);
			const text = await readHashed(older, limit, (one) => isNamed(one) || isNamed(unixText(one)));
			if (typeof text !== "string") return text;
		}
		return null;
	}
	async has(hex) {
		const [start, rest] = [hex.slice(0, 2), hex.slice(2)];
		for (const directory of this.directories) for (const path of [join(directory, "files", "md5", start, rest), join(directory, start, rest)]) if (await exists(path)) return true;
		return false;
	}
	/** As `read`, in chunks that are good until the next one is asked for. */
	async stream(hex, limit) {
		for (const directory of this.directories) {
			const path = join(directory, "files", "md5", hex.slice(0, 2), hex.slice(2));
			const chunks = await streamHashed(path, limit, "md5", hex);
			if (chunks) return chunks;
		}
		const whole = await this.read(hex, limit);
		return whole && (async function* () {
			yield whole;
		})();
	}
};
function unixText(bytes) {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return text.subarray(0, 512).includes(0) ? bytes : Buffer.from(text.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
/** `folder` with its links resolved when it then lies below `root`, else null. It need not be there yet. */
async function insideOf(root, folder) {
	const real = await realpath(root).catch(() => null);
	if (real === null) return null;
	const path = await resolved(folder);
	return path.startsWith(real.endsWith(sep) ? real : real + sep) ? path : null;
}
/** Links in what is there of a path, resolved. */
async function resolved(path) {
	const real = await realpath(path).catch(() => null);
	const above = dirname(path);
	return real ?? (above === path ? path : join(await resolved(above), basename(path)));
}

// src/host/dvc/config.ts
const DVC_CONFIG_LIMIT = 65536;
/** Lines that are neither a section nor an option are left out: DVC says what is wrong with them. */
function parseDvcConfig(text) {
	const sections = /* @__PURE__ */ new Map();
	let options = null;
	for (const line of text.split(/\r?\n/)) {
		const trimmed = line.trim();
		if (trimmed === "" || trimmed.startsWith("#")) continue;
		if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
			const name = unquoted(trimmed.slice(1, -1).trim());
			options = sections.get(name) ?? /* @__PURE__ */ new Map();
			sections.set(name, options);
			continue;
		}
		const equals = trimmed.indexOf("=");
		if (options && equals > 0) options.set(trimmed.slice(0, equals).trim(), unquoted(trimmed.slice(equals + 1).trim()));
	}
	return sections;
}
function unquoted(text) {
	const quote = text[0];
	return text.length >= 2 && (quote === "\"" || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}

// src/host/dvc/project.ts
/** Of `dvc init --subdir` a repository may have several; each is a folder to look into. */
const MOST_PARTS = 100;
/**
* What the operator and base say of DVC: where its objects lie on this machine, and which remotes have them. Nothing of it
* comes from a pull request.
*/
var DvcProject = class DvcProject {
	/** By folder; the repository's own is among them even where it has no `.dvc/config`. */
	parts;
	cache;
	/** Where fetched objects are put: never below the working tree, where links of a pull request may stand. */
	download;
	constructor(parts, directories, download) {
		this.parts = parts;
		this.cache = new DvcCache(directories);
		this.download = download;
	}
	/**
	* `given` is the cache that the operator names (`CV_GATE_DVC_CACHE`): the only one that may lie outside the clone. `own`
	* is a folder of ours in the clone's git folder.
	*/
	static async open(root, base, given, own) {
		const parts = /* @__PURE__ */ new Map();
		for (const folder of ["", ...await foldersOf(base)]) {
			const config = parseDvcConfig(await configOf(base, folder));
			const remote = config.get("core")?.get("remote") ?? null;
			parts.set(folder, {
				root: join(root, folder),
				folder,
				config,
				remote
			});
		}
		const inRepository = [...parts.values()].flatMap(({ root, config }) => {
			const written = config.get("cache")?.get("dir");
			return [...written === void 0 ? [] : [resolve(root, ".dvc", written)], join(root, ".dvc", "cache")];
		}).filter((one) => one.startsWith(root + sep));
		const real = await Promise.all([...new Set(inRepository)].map((one) => insideOf(root, one)));
		const download = given ? resolve(given) : own;
		const directories = [download, ...real].filter((one) => one !== null);
		return new DvcProject(parts, [...new Set(directories)], download);
	}
	/** The nearest at or above a file of the repository. */
	partOf(path) {
		let folder = path;
		while (folder !== "") {
			folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
			const part = this.parts.get(folder);
			if (part) return part;
		}
		return this.parts.get("");
	}
	/** `what` is kept by DVC and not on this machine. */
	absent(what, place) {
		const part = this.partOf(place.path);
		const remote = part.remote === null ? "" : ` --remote ${part.remote}`;
		const where = part.folder === "" ? "" : ` in ${part.folder}`;
		const elsewhere = part.config.get("cache")?.get("dir");
		const outside = elsewhere !== void 0 && isAbsolute(elsewhere) ? ", or name its cache as CV_GATE_DVC_CACHE" : "";
		return new GateError("content-absent", "host", `${what}: its DVC content is not on this machine`, {
			hint: `Run \`dvc fetch${remote}\`${where} before, with the .dvc/config of base${outside}; or let it be fetched: \`data.fetch: trusted-remote\`.`,
			place
		});
	}
};
/** Folders below the repository with a `.dvc/config` of their own. */
async function foldersOf(base) {
	const { rows, path } = await base.list("");
	const found = [];
	for (let row = 0; row < rows && found.length < MOST_PARTS; row++) {
		const bytes = path.bytes(row);
		if (bytes[bytes.length - 1] !== 103) continue;
		const text = path.get(row);
		if (text.endsWith(CONFIG) && text.length > CONFIG.length) found.push(text.slice(0, -CONFIG.length));
	}
	return found;
}
const CONFIG = "/.dvc/config";
async function configOf(base, folder) {
	const path = folder === "" ? CONFIG.slice(1) : `${folder}${CONFIG}`;
	if (await base.oid(path) === null) return "";
	return new TextDecoder().decode(await base.read(path, DVC_CONFIG_LIMIT));
}

// src/host/git/cat-file.ts
/**
* One long-lived `git cat-file --batch`: objects by name in the order asked, several requests in flight. The header
* tells the size before the content: larger objects than `limit` are read past, never held.
*/
var CatFile = class {
	#child;
	#waiting = [];
	#chunks = [];
	#buffered = 0;
	#header = null;
	#skip = 0;
	#asked = "";
	#ended = null;
	constructor(git) {
		this.#child = git.spawn(["cat-file", "--batch"]);
		this.#child.stdout.on("data", (chunk) => this.#take(chunk));
		this.#child.stderr.resume();
		this.#child.stdin.on("error", () => {});
		const end = (cause) => {
			this.#ended = new GateError("git-failed", "host", "git cat-file ended before it answered", {
				hint: "Run `git fsck` in this clone, or clone afresh.",
				cause
			});
			for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#ended);
		};
		this.#child.on("error", end);
		this.#child.on("close", end);
	}
	/** The object, or null when there is none. `name` is an object id or `<commit>:<path>`; a line break in it is refused. */
	get(name, limit) {
		if (/[\n\r\0]/.test(name)) return Promise.resolve(null);
		if (this.#ended) return Promise.reject(this.#ended);
		return new Promise((resolve, reject) => {
			this.#waiting.push({
				resolve,
				reject,
				limit
			});
			if (this.#asked === "") setImmediate(() => this.#ask());
			this.#asked += `${name}\n`;
		});
	}
	#ask() {
		const asked = this.#asked;
		this.#asked = "";
		if (!this.#child.stdin.writableEnded) this.#child.stdin.write(asked);
	}
	close() {
		if (this.#asked !== "") this.#ask();
		this.#child.stdin.end();
	}
	#take(chunk) {
		this.#chunks.push(chunk);
		this.#buffered += chunk.length;
		while (this.#step());
	}
	#step() {
		if (this.#skip > 0) {
			const dropped = Math.min(this.#skip, this.#buffered);
			this.#consume(dropped);
			this.#skip -= dropped;
			return this.#skip === 0 && this.#buffered > 0;
		}
		if (!this.#header) return this.#readHeader();
		const { oid, type, size } = this.#header;
		if (this.#buffered < size + 1) return false;
		const bytes = this.#consume(size + 1).subarray(0, size);
		this.#header = null;
		this.#waiting.shift().resolve({
			oid,
			type,
			bytes
		});
		return this.#buffered > 0;
	}
	#readHeader() {
		const end = this.#join().indexOf(10);
		if (end < 0) return false;
		const line = this.#consume(end + 1).toString("latin1", 0, end);
		const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line);
		if (!match) {
			this.#waiting.shift().resolve(null);
			return this.#buffered > 0;
		}
		const size = Number(match[3]);
		const waiting = this.#waiting[0];
		if (size > waiting.limit) {
			this.#waiting.shift();
			this.#skip = size + 1;
			waiting.reject(new GateError("file-too-large", "artifact", `object ${match[1]} has ${size} bytes, the limit is ${waiting.limit}`, { hint: "Keep files of this size out of the paths that the configuration names." }));
			return this.#buffered > 0;
		}
		this.#header = {
			oid: match[1],
			type: match[2],
			size
		};
		return this.#buffered > size;
	}
	#join() {
		if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
		return this.#chunks[0] ?? Buffer.alloc(0);
	}
	#consume(length) {
		const joined = this.#join();
		this.#chunks = length < joined.length ? [joined.subarray(length)] : [];
		this.#buffered -= length;
		return joined.subarray(0, length);
	}
};

// src/host/git/git.ts
/**
* Configuration of every git call: no hooks, no fsmonitor, no pager, no prompt, no protocol but the plain ones. Content
* is only ever read as objects, so filters and attributes of a pull request never run.
*/
const SAFE = [
	"-c",
	"core.hooksPath=/dev/null",
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.quotePath=false",
	"-c",
	"protocol.ext.allow=never",
	"-c",
	"safe.directory=*",
	"-c",
	"advice.graftFileDeprecated=false",
	"--no-pager"
];
/** Objects are what their ids say (no replacements, no grafts), and none is fetched one by one while it is read. */
const AS_COMMITTED = {
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_GRAFT_FILE: devNull,
	GIT_NO_LAZY_FETCH: "1"
};
/** git in one repository. `env` is passed on for what git needs (PATH, HOME, proxies, GIT_CONFIG_* with the token). */
var Git = class Git {
	directory;
	#env;
	constructor(directory, env) {
		this.directory = directory;
		const kept = {
			GIT_TERMINAL_PROMPT: "0",
			GIT_OPTIONAL_LOCKS: "0",
			LC_ALL: "C"
		};
		for (const [name, value] of Object.entries(env)) if (value !== void 0 && isPassedOn(name)) kept[name] = value;
		this.#env = {
			...AS_COMMITTED,
			...kept
		};
	}
	with(env) {
		return new Git(this.directory, {
			...this.#env,
			...env
		});
	}
	spawn(args) {
		return spawn("git", [
			...SAFE,
			"-C",
			this.directory,
			...args
		], {
			env: this.#env,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			]
		});
	}
	/** `deadline` in milliseconds: git is ended then, and the status is −1. */
	async run(args, input, deadline) {
		const child = this.spawn(args);
		const timer = deadline === void 0 ? null : setTimeout(() => child.kill(), deadline);
		const out = [];
		let stderr = "";
		child.stdout.on("data", (chunk) => out.push(chunk));
		child.stderr.on("data", (chunk) => {
			stderr = (stderr + new TextDecoder().decode(chunk)).slice(-4096);
		});
		child.stdin.on("error", () => {});
		child.stdin.end(input);
		const [status] = await once(child, "close").catch((cause) => {
			throw new GateError("git-missing", "host", "git could not be started", {
				hint: "Install git and make sure that it is on PATH.",
				cause
			});
		}).finally(() => timer && clearTimeout(timer));
		return {
			status: status ?? -1,
			stdout: Buffer.concat(out),
			stderr: stderr.trim()
		};
	}
	/** stdout as text, without the last line break; throws `git-failed` when git does. */
	async text(...args) {
		const result = await this.run(args);
		if (result.status !== 0) throw failed(args, result);
		return new TextDecoder().decode(result.stdout).replace(/\n$/, "");
	}
	/** As `text`, but null when git exits with an error; throws `git-failed` when it was ended. */
	async maybe(...args) {
		const result = await this.run(args);
		if (result.status < 0) throw failed(args, result);
		return result.status === 0 ? new TextDecoder().decode(result.stdout).replace(/\n$/, "") : null;
	}
};
function failed(args, result) {
	return new GateError("git-failed", "host", `git ${args[0]} ${result.status < 0 ? "was ended" : `failed (${result.status})`}: ${result.stderr}`, { hint: "Run `cv-gate doctor` to see what this clone can do." });
}
const PASSED_ON = /^(PATH|HOME|USER|TMPDIR|TEMP|TMP|SYSTEMROOT|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY|GIT_(?!DIR$|WORK_TREE$).*)$/i;
function isPassedOn(name) {
	return PASSED_ON.test(name) || name === "LC_ALL";
}

// src/host/git/repository.ts
/** What of git the gate needs. Everything is read by object id; the working tree is never checked out or changed. */
var Repository = class Repository {
	root;
	git;
	objects;
	lfs;
	#cleanup = [];
	/** Bytes by content id, of commits and of the working tree once it was asked for. */
	store;
	#dvc = null;
	/** Of this process: other programs that work on the clone are given their part of it. */
	env;
	#dvcCache;
	constructor(root, git, common, lfsStorage, env) {
		this.#dvcCache = join(common, "cv-gate", "dvc");
		this.root = root;
		this.env = env;
		this.git = git;
		this.objects = new CatFile(git);
		this.lfs = new LfsStore(resolve(common, lfsStorage));
		this.store = this.#storeOf(this.objects);
	}
	#storeOf(objects) {
		return new ContentStore(objects, this.lfs, () => this.#dvc?.cache ?? null);
	}
	/** Opens the repository that `directory` lies in; bare ones too. */
	static async open(directory, env) {
		const git = new Git(directory, env);
		const gitDirectory = await git.maybe("rev-parse", "--git-common-dir");
		if (gitDirectory === null) throw new UsageError("not-a-repository", `${directory}: not inside a git repository`, { hint: "Run cv-gate inside a clone (in a workflow: actions/checkout first)." });
		const top = await git.maybe("rev-parse", "--show-toplevel") || directory;
		const common = isAbsolute(gitDirectory) ? gitDirectory : resolve(directory, gitDirectory);
		const storage = await git.maybe("config", "--type=path", "--get", "lfs.storage") || "lfs";
		return new Repository(top, new Git(top, env), common, storage, env);
	}
	/** The commit id that `name` stands for. */
	async commit(name) {
		const id = await this.git.maybe("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
		if (id !== null && /^[0-9a-f]{40,64}$/.test(id)) return id;
		const shallow = await this.isShallow();
		throw new UsageError("no-such-commit", `${name}: no such commit in this clone${shallow ? " (it is shallow)" : ""}`, { hint: shallow ? `Fetch it: git fetch --unshallow, or git fetch origin ${name}.` : "Check the name, or fetch it from the remote." });
	}
	/** As `commit`, fetching the id from `origin` at depth 1 when this clone lacks it. */
	async commitOrFetch(id) {
		const known = await this.git.maybe("rev-parse", "--verify", "--quiet", "--end-of-options", `${id}^{commit}`);
		if (known !== null) return {
			id: known,
			fetched: false
		};
		if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(id)) return {
			id: await this.commit(id),
			fetched: false
		};
		const fetched = await this.git.run([
			"fetch",
			"--no-tags",
			"--no-recurse-submodules",
			"--depth=1",
			"--end-of-options",
			"origin",
			id
		]);
		const now = await this.git.maybe("rev-parse", "--verify", "--quiet", "--end-of-options", `${id}^{commit}`);
		if (fetched.status === 0 && now !== null) return {
			id: now,
			fetched: true
		};
		throw new GateError("commit-not-fetched", "host", `commit ${id} is not in this clone and could not be fetched: ${fetched.stderr}`, { hint: `Fetch it before: git fetch origin ${id} (in a workflow: actions/checkout with fetch-depth: 0).` });
	}
	async isShallow() {
		return await this.git.maybe("rev-parse", "--is-shallow-repository") === "true";
	}
	/** The first of `git merge-base --all`, and a note when there are several; a shallow clone is deepened first. */
	async mergeBase(a, b) {
		const notes = [];
		let all = await this.git.maybe("merge-base", "--all", a, b);
		if (!all && await this.isShallow()) {
			const fetched = await this.git.run([
				"fetch",
				"--no-tags",
				"--no-recurse-submodules",
				"--filter=blob:none",
				"--unshallow",
				"origin"
			]);
			if (fetched.status !== 0) throw new GateError("shallow-clone", "host", `this clone is shallow, lacks the merge-base of ${a.slice(0, 10)} and ${b.slice(0, 10)}, and could not be deepened: ${fetched.stderr}`, { hint: "Run `git fetch --unshallow origin` (in a workflow: actions/checkout with fetch-depth: 0)." });
			notes.push({
				code: "base-fetched",
				args: {}
			});
			all = await this.git.maybe("merge-base", "--all", a, b);
		}
		const ids = all ? all.split("\n") : [];
		if (ids.length === 0) throw new GateError("no-merge-base", "user", `${a.slice(0, 10)} and ${b.slice(0, 10)} have no common ancestor`, { hint: "Rebase the branch on the base branch, or name another --base." });
		if (ids.length > 1) notes.push({
			code: "several-merge-bases",
			args: { n: ids.length }
		});
		return {
			id: ids[0],
			notes
		};
	}
	/** `origin/HEAD`, else main or master, remote before local. */
	async defaultBranch() {
		for (const name of [
			"origin/HEAD",
			"origin/main",
			"origin/master",
			"main",
			"master"
		]) if (await this.git.maybe("rev-parse", "--verify", "--quiet", `${name}^{commit}`) !== null) return name;
		throw new UsageError("no-default-branch", "no default branch found (origin/HEAD, main, master)", { hint: "Name the commit to compare with: --base <commit>." });
	}
	/** Without the remote; null: there is no default branch here. */
	async defaultBranchName() {
		const branch = await this.defaultBranch().catch(() => null);
		const name = branch && await this.git.maybe("rev-parse", "--abbrev-ref", branch);
		return name ? name.trim().replace(/^origin\//, "") : null;
	}
	/** Commit date in seconds since 1970. */
	async commitSeconds(id) {
		return Number(await this.git.text("show", "-s", "--format=%ct", id));
	}
	/** Newest tag matching `pattern` that is an ancestor of `base` and whose tree has `path`; its commit, or null. */
	async anchor(pattern, base, path) {
		if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(pattern)) return (await this.commitOrFetch(pattern)).id;
		const tags = await this.git.maybe("tag", "--merged", base, "--sort=-version:refname", "--sort=-creatordate", "--list", pattern);
		const git = this.git.with({ GIT_NO_LAZY_FETCH: "0" });
		for (const tag of (tags ?? "").split("\n").filter(Boolean).slice(0, 50)) {
			const id = await git.maybe("rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{commit}`);
			if (id !== null && await git.maybe("rev-parse", "--verify", "--quiet", `${id}:${path}`) !== null) return id;
		}
		return null;
	}
	tree(side, commit) {
		return new GitTree(side, commit, commit, this.git, this.store);
	}
	/** null until `openDvc`. */
	get dvc() {
		return this.#dvc;
	}
	/** What the clone knows of DVC; `base` is the commit whose `.dvc/config` is believed. */
	async openDvc(base) {
		this.#dvc ??= await DvcProject.open(this.root, base, this.env.CV_GATE_DVC_CACHE || null, this.#dvcCache);
		return this.#dvc;
	}
	/**
	* The working tree with all that is not committed (ignored files left out), written as git objects into a temporary
	* object folder: the repository itself gains nothing.
	*/
	async worktree() {
		if (await this.git.maybe("rev-parse", "--is-inside-work-tree") !== "true") throw new UsageError("no-working-tree", `${this.root}: a bare repository has no working tree to look at`, { hint: "Name commits (cv-gate run --base <commit> --head <commit>), or run this in a clone that is not bare." });
		const scratch = await mkdtemp(join(tmpdir(), "cv-gate-"));
		this.#cleanup.push(() => rm(scratch, {
			recursive: true,
			force: true
		}));
		const objects = await this.git.text("rev-parse", "--path-format=absolute", "--git-path", "objects");
		await mkdir(join(scratch, "objects"));
		const git = this.git.with({
			GIT_INDEX_FILE: join(scratch, "index"),
			GIT_OBJECT_DIRECTORY: join(scratch, "objects"),
			GIT_ALTERNATE_OBJECT_DIRECTORIES: objects
		});
		const born = await git.maybe("rev-parse", "--verify", "--quiet", "HEAD") !== null;
		await git.text("read-tree", ...born ? ["HEAD"] : ["--empty"]);
		await git.text("add", "--all", "--", ":/");
		const tree = await git.text("write-tree");
		const reader = new CatFile(git);
		this.#cleanup.push(async () => reader.close());
		this.store = this.#storeOf(reader);
		return new GitTree("head", "worktree", tree, git, this.store);
	}
	async close() {
		this.objects.close();
		for (const clean of this.#cleanup) await clean();
	}
};

export { cacheDirectory as a, exists as c, temporaryFolder as d, writeFiles as f, readHashed as i, folderOf as l, GitTree as n, cacheFolder as o, hashRegular as r, distDigest as s, Repository as t, readText as u };