import { n as UsageError, t as GateError } from "./errors.js";
import { i as StringsBuilder, n as Contents } from "./table.js";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { once } from "node:events";
import { spawn } from "node:child_process";

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
/** Writes files below a folder, making what is missing; returns their absolute paths. */
async function writeFiles(folder, files) {
	const written = [];
	for (const [name, text] of Object.entries(files)) {
		const path = resolve(folder, name);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
		written.push(path);
	}
	return written;
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
	for (const name of [
		"action.js",
		"cli.js",
		"worker.js"
	]) {
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

// src/host/hash.ts
/** sha-256 of the concatenation of the parts (strings as UTF-8). */
function sha256(...parts) {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part);
	return hash.digest();
}

// src/host/git/lfs.ts
/** The specification allows pointers of less than 1024 bytes. */
const POINTER_LIMIT = 1023;
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n$/;
function parsePointer(bytes) {
	if (bytes.length > 1023 || bytes[0] !== 118) return null;
	const match = POINTER.exec(new TextDecoder().decode(bytes));
	return match ? {
		oid: match[1],
		size: Number(match[2])
	} : null;
}
/** The objects that Git LFS has fetched into this clone; nothing is downloaded here. */
var LfsStore = class {
	#directory;
	constructor(gitDirectory) {
		this.#directory = join(gitDirectory, "lfs", "objects");
	}
	/** Content whose sha-256 is `oid`, or null when it is absent, larger than `limit`, or not what its name says. */
	async read(oid, limit) {
		return readHashed(join(this.#directory, oid.slice(0, 2), oid.slice(2, 4), oid), oid, limit);
	}
};
/** Reads a file and believes it only when its sha-256 is `hex`. */
async function readHashed(path, hex, limit) {
	const file = await open(path, "r").catch(() => null);
	if (!file) return null;
	try {
		const stat = await file.stat();
		if (!stat.isFile() || stat.size > limit) return null;
		const bytes = await file.readFile();
		return Buffer.from(sha256(bytes)).toString("hex") === hex ? bytes : null;
	} finally {
		await file.close();
	}
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
			this.#child.stdin.write(`${name}\n`);
		});
	}
	close() {
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
		const line = new TextDecoder().decode(this.#consume(end + 1).subarray(0, end));
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
		return this.#chunks[0] ?? /* @__PURE__ */ new Uint8Array();
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
	"--no-pager"
];
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
		this.#env = kept;
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
	async run(args, input) {
		const child = this.spawn(args);
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
		});
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
	/** As `text`, but null when git exits with an error. */
	async maybe(...args) {
		const result = await this.run(args);
		return result.status === 0 ? new TextDecoder().decode(result.stdout).replace(/\n$/, "") : null;
	}
};
function failed(args, result) {
	return new GateError("git-failed", "host", `git ${args[0]} failed (${result.status}): ${result.stderr}`, { hint: "Run `cv-gate doctor` to see what this clone can do." });
}
const PASSED_ON = /^(PATH|HOME|USER|TMPDIR|TEMP|TMP|SYSTEMROOT|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY|GIT_(?!DIR$|WORK_TREE$).*)$/i;
function isPassedOn(name) {
	return PASSED_ON.test(name) || name === "LC_ALL";
}

// src/host/git/tree.ts
/** A commit's files, from git objects only. `treeish` is a commit id, or the id of a tree made of the working tree. */
var GitTree = class {
	side;
	commit;
	#treeish;
	#git;
	#objects;
	#lfs;
	#listings = /* @__PURE__ */ new Map();
	#usesLfs = null;
	constructor(side, commit, treeish, git, objects, lfs) {
		this.side = side;
		this.commit = commit;
		this.#treeish = treeish;
		this.#git = git;
		this.#objects = objects;
		this.#lfs = lfs;
	}
	async oid(path) {
		if (/[\n\r\0]/.test(path)) return null;
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
		const object = await this.#objects.get(`${this.#treeish}:${path}`, Math.max(limit, POINTER_LIMIT)).catch((error) => {
			if (error instanceof GateError && error.code === "file-too-large") throw new GateError("file-too-large", "artifact", `${path}: larger than ${limit} bytes`, {
				hint: error.hint,
				place: { path }
			});
			throw error;
		});
		if (object === null) throw new GateError("file-missing", "artifact", `${path}: no such file at ${this.#name()}`, {
			hint: "Correct the path in .github/cv-gate.yml, or commit the file.",
			place: { path }
		});
		const mode = await this.#git.text("ls-tree", "--full-tree", "-z", this.#treeish, "--", `:(literal)${path}`);
		if (object.type !== "blob" || !/^100(644|755|664) /.test(mode)) throw new GateError("not-a-file", "artifact", `${path}: not a regular file at ${this.#name()}`, {
			hint: "Symbolic links, folders and submodules are not followed: commit the file itself.",
			place: { path }
		});
		const pointer = parsePointer(object.bytes);
		if (!pointer) return object.bytes;
		const content = await this.#lfs.read(pointer.oid, limit);
		if (content) return content;
		throw new GateError("content-absent", "host", `${path}: its Git LFS object is not on this machine`, {
			hint: "Run `git lfs pull` before (in a workflow: actions/checkout with `lfs: true`).",
			place: { path }
		});
	}
	async #list(under) {
		const result = await this.#git.run([
			"ls-tree",
			"-r",
			"-z",
			"--full-tree",
			this.#treeish,
			...under ? ["--", `${literal(under)}`] : []
		]);
		if (result.status !== 0) throw new GateError("git-failed", "host", `git ls-tree failed: ${result.stderr}`, { hint: "Run `git fsck` in this clone, or clone afresh." });
		const listing = parseListing(result.stdout);
		if (await this.#hasLfs()) await this.#resolvePointers(listing);
		return listing;
	}
	/** Pointers are small blobs; their own text names the content, so that it is known without being there. */
	async #resolvePointers(files) {
		const reads = [];
		for (let row = 0; row < files.rows; row++) {
			const read = this.#objects.get(files.content.hex(row), POINTER_LIMIT).then((object) => {
				const pointer = object && parsePointer(object.bytes);
				if (pointer) files.content.set(row, "sha256", pointer.oid);
			}, () => {});
			reads.push(read);
			if (reads.length >= 1e3) await Promise.all(reads.splice(0));
		}
		await Promise.all(reads);
	}
	#hasLfs() {
		this.#usesLfs ??= this.#git.run([
			"grep",
			"-q",
			"-F",
			"filter=lfs",
			this.#treeish,
			"--",
			":(glob)**/.gitattributes"
		]).then((result) => result.status === 0);
		return this.#usesLfs;
	}
	#name() {
		return this.commit === "worktree" ? "the working tree" : `${this.side} ${this.commit.slice(0, 10)}`;
	}
};
function literal(path) {
	return `:(literal)${path}`;
}
/** `<mode> <type> <oid>\t<path>\0`…, sorted by path bytes as git sorts full paths. */
function parseListing(bytes) {
	const decoder = new TextDecoder();
	const refused = [];
	const path = new StringsBuilder();
	const starts = [];
	for (let at = 0; at < bytes.length;) {
		const end = bytes.indexOf(0, at);
		const tab = bytes.indexOf(9, at);
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
	for (let row = 0; row < starts.length; row++) {
		const oidStart = starts[row] + 12;
		content.kinds[row] = 1;
		const oidEnd = bytes.indexOf(9, oidStart);
		for (let i = 0; oidStart + 2 * i < oidEnd; i++) content.hashes[row * 32 + i] = nibble(bytes[oidStart + 2 * i]) << 4 | nibble(bytes[oidStart + 2 * i + 1]);
	}
	return {
		rows: starts.length,
		path: path.build(),
		content,
		refused
	};
}
function nibble(code) {
	return code <= 57 ? code - 48 : code - 87;
}

// src/host/git/repository.ts
/** What of git the gate needs. Everything is read by object id; the working tree is never checked out or changed. */
var Repository = class Repository {
	root;
	git;
	objects;
	lfs;
	#cleanup = [];
	constructor(root, git, gitDirectory) {
		this.root = root;
		this.git = git;
		this.objects = new CatFile(git);
		this.lfs = new LfsStore(gitDirectory);
	}
	/** Opens the repository that `directory` lies in; bare ones too. */
	static async open(directory, env) {
		const git = new Git(directory, env);
		const gitDirectory = await git.maybe("rev-parse", "--git-common-dir");
		if (gitDirectory === null) throw new UsageError("not-a-repository", `${directory}: not inside a git repository`, { hint: "Run cv-gate inside a clone (in a workflow: actions/checkout first)." });
		const top = await git.maybe("rev-parse", "--show-toplevel") || directory;
		const common = isAbsolute(gitDirectory) ? gitDirectory : resolve(directory, gitDirectory);
		return new Repository(top, new Git(top, env), common);
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
	/** Commit date in seconds since 1970. */
	async commitSeconds(id) {
		return Number(await this.git.text("show", "-s", "--format=%ct", id));
	}
	/** Newest tag matching `pattern` that is an ancestor of `base` and whose tree has `path`; its commit, or null. */
	async anchor(pattern, base, path) {
		if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(pattern)) return (await this.commitOrFetch(pattern)).id;
		const tags = await this.git.maybe("tag", "--merged", base, "--sort=-version:refname", "--sort=-creatordate", "--list", pattern);
		for (const tag of (tags ?? "").split("\n").filter(Boolean).slice(0, 50)) {
			const id = await this.git.maybe("rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{commit}`);
			if (id !== null && await this.git.maybe("rev-parse", "--verify", "--quiet", `${id}:${path}`) !== null) return id;
		}
		return null;
	}
	tree(side, commit) {
		return new GitTree(side, commit, commit, this.git, this.objects, this.lfs);
	}
	/**
	* The working tree with all that is not committed (ignored files left out), written as git objects into a temporary
	* object folder: the repository itself gains nothing.
	*/
	async worktree() {
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
		this.worktreeObjects = reader;
		return new GitTree("head", "worktree", tree, git, reader, this.lfs);
	}
	/** Reads what the working tree's own objects hold; null until `worktree` was called. */
	worktreeObjects = null;
	async close() {
		this.objects.close();
		for (const clean of this.#cleanup) await clean();
	}
};

export { cacheFolder as a, folderOf as c, writeFiles as d, cacheDirectory as i, readText as l, readHashed as n, distDigest as o, sha256 as r, exists as s, Repository as t, temporaryFolder as u };