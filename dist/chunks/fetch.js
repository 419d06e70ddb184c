import { O as SIDES } from "./catalogue.js";
import { t as DvcTree } from "./tree.js";
import { n as GitTree } from "./repository.js";
import { isAbsolute, join, resolve } from "node:path";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";

// src/host/dvc/fetch.ts
const DEADLINE_MS$1 = 9e5;
/**
* Downloads outs from base's default remote with the installed `dvc`. It never sees the repository: it is given a project
* of its own, in a temporary folder, with the remotes of base's `.dvc/config`, a cache that no commit can reach, and one `.dvc` file
* that names these md5s. So nothing of a pull request (its `.dvc/config`, the addresses that imports come from, its
* pipelines) is ever read by it. What arrives is believed only by its md5, at reading.
*
* @returns what went wrong, null when nothing did; a remote that lacks some of them is nothing wrong
*/
async function fetchDvc(project, outs, env) {
	const byPart = /* @__PURE__ */ new Map();
	for (const out of outs) {
		const part = project.partOf(out.place.path);
		const own = byPart.get(part);
		if (own) own.push(out);
		else byPart.set(part, [out]);
	}
	const wrong = [];
	for (const [part, own] of byPart) {
		const why = await fetchPart(part, project.download, own, env);
		if (why !== null) wrong.push(why);
	}
	return wrong[0] ?? null;
}
async function fetchPart(part, download, outs, env) {
	if (part.remote === null) return "the .dvc/config of base names no `core.remote`";
	const folder = await mkdtemp(join(tmpdir(), "cv-gate-"));
	try {
		await mkdir(join(folder, ".dvc"));
		await writeFile(join(folder, ".dvc", "config"), configText(part, download));
		await writeFile(join(folder, "content.dvc"), outsText(outs));
		const own = {
			DVC_NO_ANALYTICS: "1",
			DVC_SITE_CACHE_DIR: join(folder, "site")
		};
		return await run(["fetch", "content.dvc"], folder, {
			...passedOn(env),
			...own
		});
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** null: done. */
function run(args, cwd, env) {
	const options = {
		cwd,
		env,
		timeout: DEADLINE_MS$1,
		maxBuffer: 1 << 24
	};
	return new Promise((settle) => {
		execFile("dvc", args, options, (error, stdout, stderr) => {
			const said = `${stdout}\n${stderr}`;
			if (error?.code === "ENOENT") settle("dvc is not installed");
			else if (error) settle(lastLine$1(said) || String(error.message));
			else settle(null);
		});
	});
}
function lastLine$1(text) {
	return (/ERROR: (.*)/.exec(text)?.[1] ?? text.trim().split("\n").at(-1)).slice(0, 300);
}
/** Credentials of storage come by the environment; those of GitHub are none of its business. */
function passedOn(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(INPUT_|ACTIONS_|GIT_|GITHUB_TOKEN)/.test(name)));
}
function configText({ root, config, remote }, download) {
	return [
		["core", new Map(Object.entries({
			no_scm: "true",
			analytics: "false",
			check_update: "false",
			remote
		}))],
		["cache", /* @__PURE__ */ new Map([["dir", download]])],
		...[...config].filter(([name]) => /^remote "/.test(name)).map(([name, options]) => [name, absolute(options, root)])
	].map(([name, options]) => `['${name}']\n${[...options].map(([key, value]) => `${key} = ${quote(value)}\n`).join("")}`).join("");
}
/** A folder as remote is named from `.dvc/`. */
function absolute(options, root) {
	const url = options.get("url");
	if (url === void 0 || /^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return options;
	return new Map([...options, ["url", resolve(root, ".dvc", url)]]);
}
function quote(value) {
	return /^[\w./:@~+-]+$/.test(value) ? value : value.includes("\"") ? `'${value}'` : `"${value}"`;
}
function outsText(outs) {
	const one = ({ md5, folder }, index) => `- md5: '${md5}${folder ? ".dir" : ""}'\n  hash: md5\n  path: '${index}'\n`;
	return `outs:\n${outs.map(one).join("")}`;
}

// src/host/git/lfs-fetch.ts
/** A pointer may state any size: what one run downloads is bounded by what all of them state together. */
const MOST_BYTES = 32 * 2 ** 30;
const DEADLINE_MS = 9e5;
/**
* Downloads the content of these pointers from `origin` with the installed `git lfs`, which knows the clone's
* credentials, proxies and transports. It is given a tree that holds these pointers and nothing else (written into a
* temporary object folder), so that it fetches just them; and the address, so that no `.lfsconfig` of a commit says where.
* It runs no hook and no filter. What arrives is believed only by its sha-256, at reading.
*
* @returns what went wrong, null when nothing did
*/
async function fetchLfs(git, pointers) {
	const bytes = pointers.reduce((sum, { size }) => sum + size, 0);
	if (bytes > MOST_BYTES) return `they state ${bytes} bytes, the limit of one run is ${MOST_BYTES}`;
	const url = await lfsUrl(git);
	if (url === null) return "this clone has no remote named origin";
	if (await git.maybe("lfs", "version") === null) return "git lfs is not installed";
	const scratch = await mkdtemp(join(tmpdir(), "cv-gate-"));
	try {
		await mkdir(join(scratch, "objects"));
		const apart = git.with({
			GIT_OBJECT_DIRECTORY: join(scratch, "objects"),
			GIT_ALTERNATE_OBJECT_DIRECTORIES: await git.text("rev-parse", "--path-format=absolute", "--git-path", "objects")
		});
		const made = await apart.run(["mktree"], pointers.map(({ oid, blob }) => `100644 blob ${blob}\t${oid}\n`).join(""));
		const tree = new TextDecoder().decode(made.stdout).trim();
		if (made.status !== 0) return lastLine(made.stderr);
		const given = [
			"-c",
			`lfs.url=${url}`,
			"-c",
			"lfs.fetchrecentalways=false"
		];
		const fetched = await apart.run([
			...given,
			"lfs",
			"fetch",
			"-I",
			"",
			"-X",
			"",
			"origin",
			tree
		], "", DEADLINE_MS);
		return fetched.status === 0 ? null : lastLine(fetched.stderr);
	} finally {
		await rm(scratch, {
			recursive: true,
			force: true
		});
	}
}
/** Where the clone's own configuration says that the content of `origin` lies; null without `origin`. */
async function lfsUrl(git) {
	for (const key of ["lfs.url", "remote.origin.lfsurl"]) {
		const configured = await git.maybe("config", "--get", key);
		if (configured) return configured;
	}
	const remote = await git.maybe("remote", "get-url", "origin");
	return remote ? lfsUrlOf(remote) : null;
}
/** As the specification derives it from the address of a remote: https gets `.git/info/lfs`, others stay. */
function lfsUrlOf(remote) {
	if (isAbsolute(remote)) return `file://${remote}`;
	if (!/^https?:\/\//.test(remote)) return remote;
	const plain = remote.replace(/\/+$/, "");
	return `${plain.endsWith(".git") ? plain : `${plain}.git`}/info/lfs`;
}
function lastLine(text) {
	return text.trim().split("\n").at(-1).slice(0, 300);
}

// src/app/fetch.ts
/**
* Whether absent content may be fetched: only when the policy's own commit says so, never by what a pull request says of
* itself, and never for one from a fork.
*/
function mayFetch(target, request, { deciding, adopting }) {
	if (!request.trusted || adopting || !Object.hasOwn(deciding.placements, target)) return false;
	return deciding.placements[target].data.fetch === "trusted-remote";
}
/** Brings what both sides need and this machine lacks. What could not be had is told, and shown as not read. */
async function fetchContents(scene, { repository }) {
	const { dvc, git, env } = repository;
	return [...dvc ? await fetched("DVC", () => outsOf(scene), (outs) => fetchDvc(dvc, outs, env)) : [], ...await fetched("Git LFS", () => pointersOf(scene), (pointers) => fetchLfs(git, pointers))];
}
/** What was absent and is there now, and what is absent still. */
async function fetched(store, absent, fetch) {
	const wanted = await absent();
	if (wanted.length === 0) return [];
	const why = await fetch(wanted);
	const left = await absent();
	const came = {
		code: "fetched",
		args: {
			store,
			n: wanted.length - left.length
		}
	};
	const lack = {
		store,
		n: left.length,
		why: why ?? "the remote does not have them"
	};
	return [...left.length < wanted.length ? [came] : [], ...left.length > 0 ? [{
		code: "fetch-failed",
		args: lack
	}] : []];
}
async function outsOf(scene) {
	return [...new Map((await perSide(scene, async (tree, paths) => tree instanceof DvcTree ? tree.absent(paths) : [])).map((out) => [`${out.md5} ${out.folder}`, out])).values()];
}
async function pointersOf(scene) {
	const found = await perSide(scene, async (tree, paths) => {
		const git = tree instanceof DvcTree ? tree.git : tree;
		return git instanceof GitTree ? git.absent(paths) : [];
	});
	return [...new Map(found.map((pointer) => [pointer.oid, pointer])).values()];
}
async function perSide(scene, absent) {
	const all = [];
	for (const side of SIDES) {
		const [placement, tree] = [scene.placement[side], scene.tree[side]];
		if (!placement || !tree) continue;
		const model = modelOf(placement);
		all.push(...await absent(tree, side === "anchor" ? model : [placement.data.root, ...model]));
	}
	return all;
}
function modelOf({ model }) {
	return model ? [model.path] : [];
}

export { mayFetch as n, fetchContents as t };