import { i as placeText, n as UsageError, t as GateError } from "./errors.js";
import { t as hasDigest } from "./hash.js";
import { d as number, h as string, l as int, m as strictObject, o as array, u as literal } from "./schemas.js";
import { k as atName } from "./catalogue.js";
import { t as DvcTree } from "./tree.js";
import { i as readHashed, r as hashRegular } from "./repository.js";
import { join, sep } from "node:path";
import { realpath } from "node:fs/promises";

// src/engine/resolve.ts
/**
* Evidence on demand: each digest is computed once, and equal digests (base and head alike) share one value. What fails
* fails once: everybody who needs it is given the same error. What an earlier run measured and this one measures again is
* pooled with it, whoever asks: a run that is started again until it suits has no better chance.
*/
function resolver(scene, plan, evidence, ports, { runs, again } = {
	runs: null,
	again: []
}) {
	const digests = new Map(plan.evidence.map((planned) => [name(planned), planned.digest]));
	for (const check of plan.checks) for (const need of check.needs) digests.set(name(need), need.digest);
	const values = /* @__PURE__ */ new Map();
	const unsettled = /* @__PURE__ */ new Set();
	const digestOf = (id, at) => digests.get(name({
		evidence: id,
		at
	})) ?? name({
		evidence: id,
		at
	});
	const pooled = plan.evidence.filter(({ evidence: id, digest }) => evidence.get(id).pool && runs?.earlier(digest).length);
	const varying = /* @__PURE__ */ new Set();
	for (const one of closure([...again, ...pooled], evidence)) if (evidence.get(one.evidence).varies) varying.add(digestOf(one.evidence, one.at));
	const anew = ports.each.anew();
	const resolveFor = (parent) => async (id, at) => {
		const digest = digestOf(id, at);
		let value = values.get(digest);
		if (!value) {
			value = measured(evidence.get(id), at, digest).catch((thrown) => {
				const head = headFor(at);
				throw head && digestOf(id, head) !== digest ? ofBase(thrown) : thrown;
			});
			values.set(digest, value);
		}
		const result = await value;
		if (parent !== null && unsettled.has(digest)) unsettled.add(parent);
		return result;
	};
	async function measured({ compute, pool }, at, digest) {
		const each = varying.has(digest) ? anew : ports.each;
		const own = {
			...ports,
			each,
			unsettled: () => void unsettled.add(digest)
		};
		const fresh = await compute(scene, at, resolveFor(digest), own);
		if (!pool || !runs) return fresh;
		const earlier = runs.earlier(digest);
		runs.add(digest, pool.write(fresh));
		return pool.join(fresh, earlier);
	}
	return {
		resolve: resolveFor(null),
		isSettled: (id, at) => !unsettled.has(digestOf(id, at))
	};
}
/** Head's in the place of what is base's alone; null for all else. */
function headFor(at) {
	if (at === "base") return "head";
	return typeof at === "object" && at.model === "base" && at.data === "base" ? {
		model: "head",
		data: "head"
	} : null;
}
const ON_BASE$1 = "on base: ";
/** Who reads of a broken file looks for it in the pull request, which may be the one that mends it. */
function ofBase(thrown) {
	if (!(thrown instanceof GateError) || thrown.owner === "us" || thrown.owner === "host") return thrown;
	if (thrown.message.startsWith(ON_BASE$1)) return thrown;
	return new GateError(thrown.code, thrown.owner, `${ON_BASE$1}${thrown.message}`, {
		hint: `${thrown.hint} It is base's, and nothing can be compared with it: docs/adopt.md, "When the gate itself stands in the way".`,
		cause: thrown
	});
}
/** Evidence and all that it rests on, each once. */
function closure(wanted, evidence) {
	const found = /* @__PURE__ */ new Map();
	const open = [...wanted];
	for (let one = open.pop(); one; one = open.pop()) {
		if (found.has(name(one))) continue;
		found.set(name(one), one);
		open.push(...evidence.get(one.evidence).needs(one.at));
	}
	return found.values();
}
function name(need) {
	return `${need.evidence}@${atName(need.at)}`;
}

// src/host/image-bytes.ts
/** Encoded images larger than this are not read at all: no camera writes them, and a child has to hold them. */
const IMAGE_LIMIT = 268435456;
/**
* Bytes by content id: git objects, the local store of Git LFS or DVC, then the data root: only files whose sha-256 is the
* declared one, and which really lie below the root, links resolved. A file with several names (hard links) is read like
* any other: its sha-256 says what it is, and who may write below the root is not who opens pull requests.
*/
function imageBytes(store, dataRoot, shown = null) {
	let root = null;
	async function below(path, sha256) {
		root ??= dataRoot === null ? Promise.resolve(null) : realpath(dataRoot).catch(() => null);
		const top = await root;
		if (top === null) return "not-here";
		if (shown && !shown({
			path,
			sha256
		})) return "not-shown-to-forks";
		const file = await realpath(join(top, path)).catch((error) => error.code ?? "");
		if (file === "ELOOP") return "not-a-file";
		if (!file.includes(sep)) return "not-here";
		return file.startsWith(top.endsWith(sep) ? top : top + sep) ? { file } : "outside-root";
	}
	return {
		async read(path, contents, row) {
			const kind = contents.kind(row);
			const hex = contents.hex(row);
			const bytes = await store.read(kind, hex, IMAGE_LIMIT).catch(() => "too-large");
			if (bytes !== null || kind !== "sha256") return bytes ?? "not-here";
			const at = await below(path, hex);
			return typeof at === "string" ? at : readHashed(at.file, IMAGE_LIMIT, hasDigest("sha256", hex));
		},
		digest: dataRoot === null ? null : async (path) => {
			const at = await below(path, null);
			return typeof at === "string" ? at : hashRegular(at.file, IMAGE_LIMIT);
		}
	};
}

// src/app/gate.ts
function byId(checks) {
	return new Map(checks.map((check) => [check.id, check]));
}
/** Latency measured on one kind of machine says nothing about another. */
function machineFingerprint(machine) {
	return [
		machine.os,
		machine.cpu,
		machine.gpu ?? "",
		machine.provider
	].join("|");
}
/** What evidence may touch, of this gate; `shown` limits what of the data root. */
function portsOf(gate, shown = null) {
	return {
		each: gate.each,
		images: imageBytes(gate.repository.store, gate.dataRoot, shown),
		sandbox: gate.sandbox,
		log: gate.log,
		clock: gate.clock,
		machine: gate.machine,
		unsettled: () => {},
		hash: gate.hash
	};
}

// src/contract/history.ts
/** Comparisons a test set, and A/A runs a kind of machine: the newest are kept. */
const MOST_ENTRIES = 30;
/** Test sets of all targets, and kinds of machines of all targets: those longest without news are dropped. */
const MOST_SERIES = 100;
const target = string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const commit = string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const count = int().min(0).max(1e9);
/** ln of a ratio; a thousandfold is no measurement of one model against itself. */
const logRatio = number().min(-7).max(7);
const comparisonSchema = strictObject({
	base: commit,
	head: commit,
	n: count.min(1),
	gains: count,
	regressions: count,
	delta: number()
}).refine(({ n, gains, regressions }) => gains + regressions <= n, "more flips than images").refine(({ n, gains, regressions, delta }) => Math.abs(delta - (gains - regressions) / n) < 1e-9, "not its delta");
const selfTimedSchema = strictObject({
	run: int().positive(),
	commit,
	p50: logRatio,
	p95: logRatio
});
const accuracySchema = strictObject({
	target,
	/** Names the judged images by content and label: src/checks/test-set.ts. */
	testSet: string().regex(/^[0-9a-f]{16}$/),
	entries: array(comparisonSchema).min(1).max(30)
});
const latencySchema = strictObject({
	target,
	/** Fingerprint: times of one kind of machine say nothing about another. */
	machine: string().max(1e3),
	/** Profile and batch: `quick 1`. */
	procedure: string().max(50),
	entries: array(selfTimedSchema).min(1).max(30)
});
const historySchema = strictObject({
	schema: literal("cv-gate/history@1"),
	/** Least recently added to first; so are the entries of each. */
	accuracy: array(accuracySchema).max(100),
	latency: array(latencySchema).max(100)
});

// src/app/history.ts
const NO_HISTORY = {
	known: null,
	notes: []
};
/** The comparisons that a report of two commits of the default branch holds, one a target that was judged. */
function comparedIn({ commits: { base, head }, targets }) {
	return targets.flatMap(({ name: target, outcomes }) => Object.values(outcomes).flatMap((outcome) => outcome.status === "measured" ? outcome.claims : []).flatMap(({ role, n, args: { testSet, gains, regressions, pooled } }) => {
		if (role !== "primary" || typeof testSet !== "string") return [];
		if (pooled !== void 0) return [];
		if (typeof gains !== "number" || typeof regressions !== "number") return [];
		return [{
			target,
			testSet,
			entries: [{
				base,
				head,
				n,
				gains,
				regressions,
				delta: (gains - regressions) / n
			}]
		}];
	}));
}
/** The history with what a run adds. What was measured again takes the place of what it repeats; the newest are kept. */
function historyWith(before, { accuracy, latency }) {
	return {
		schema: "cv-gate/history@1",
		accuracy: joined(before?.accuracy ?? [], accuracy, ofTestSet, ({ base, head }) => `${base} ${head}`),
		latency: joined(before?.latency ?? [], latency, ofMachine, ({ run }) => String(run))
	};
}
const ofTestSet = ({ target, testSet }) => JSON.stringify([target, testSet]);
const ofMachine = ({ target, machine, procedure }) => JSON.stringify([
	target,
	machine,
	procedure
]);
function joined(before, added, seriesKey, entryKey) {
	const all = new Map(before.map((series) => [seriesKey(series), series]));
	for (const series of added) {
		const key = seriesKey(series);
		const entries = new Map([...all.get(key)?.entries ?? []].map((entry) => [entryKey(entry), entry]));
		for (const entry of series.entries) {
			entries.delete(entryKey(entry));
			entries.set(entryKey(entry), entry);
		}
		all.delete(key);
		all.set(key, {
			...series,
			entries: [...entries.values()].slice(-30)
		});
	}
	return [...all.values()].slice(-100);
}
/** What it says of one target, timed by this procedure on this kind of machine. */
function historyOf({ accuracy, latency }, target, machine, procedure) {
	return {
		accuracy: accuracy.filter((one) => one.target === target).map(({ testSet, entries }) => ({
			testSet,
			entries
		})),
		latency: latency.filter((one) => one.target === target && one.machine === machine && one.procedure === procedure).flatMap(({ entries }) => entries)
	};
}
/** How latency is measured: what was measured otherwise is another series. */
function procedureOf({ latency: { profile, batch } }) {
	return `${profile} ${batch}`;
}

// src/engine/digest.ts
/** sha-256 over parts that are told apart by their length: ("a", "bc") and ("ab", "c") differ. */
function digestOf(hash, ...parts) {
	return hex(hash(parts.map((part) => `${part.length}:${part}`).join(",")));
}
function hex(bytes) {
	let text = "";
	for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
	return text;
}

// src/engine/plan.ts
async function plan(scene, checks, evidence, hash, options) {
	const planner = new Planner(scene, evidence, hash, options.machine);
	const swapped = new Planner(exchange(scene), evidence, hash, options.machine);
	const planned = [];
	for (const check of checks) if (options.off.has(check.id)) planned.push(skipped(check.id, "switched-off"));
	else if (options.only && !options.only.has(check.id)) planned.push(skipped(check.id, "not-selected"));
	else planned.push(await planCheck(check, planner, swapped));
	const made = /* @__PURE__ */ new Map();
	for (const check of planned) if (check.state === "run") for (const need of check.needs) await planner.collect(need, made);
	const digest = digestOf(hash, "plan", scene.target, ...planned.flatMap((check) => [
		check.id,
		check.state,
		...check.needs.map((need) => need.digest)
	]));
	return {
		target: scene.target,
		digest,
		checks: planned,
		evidence: [...made.values()]
	};
}
function skipped(id, code) {
	return {
		id,
		state: "skipped",
		reason: {
			code,
			args: {}
		},
		needs: []
	};
}
async function planCheck(check, planner, swapped) {
	const needs = [];
	let changed = false;
	for (const [name, need] of Object.entries(check.needs)) {
		const unavailable = await planner.unavailable(need);
		const optional = need.optional === true;
		if (unavailable && !optional) return {
			id: check.id,
			state: "not-applicable",
			reason: unavailable,
			needs: []
		};
		const digest = unavailable ? digestOf(planner.hash, "unavailable", unavailable.code) : await planner.digest(need.evidence, need.at);
		needs.push({
			name,
			evidence: need.evidence,
			at: need.at,
			digest,
			unavailable,
			optional
		});
		if (!unavailable && await swapped.unavailable(need) === null) changed ||= digest !== await swapped.digest(need.evidence, need.at);
		else if (!unavailable) changed = true;
	}
	return {
		id: check.id,
		state: changed ? "run" : "unchanged",
		reason: null,
		needs
	};
}
function exchange(scene) {
	const { placement, tree } = scene;
	return {
		...scene,
		placement: {
			base: placement.head,
			head: placement.base,
			anchor: placement.anchor
		},
		tree: {
			base: tree.head,
			head: tree.base,
			anchor: tree.anchor
		}
	};
}
/** Digests and availability of evidence in one scene, each asked once. */
var Planner = class {
	#scene;
	#evidence;
	hash;
	#machine;
	#digests = /* @__PURE__ */ new Map();
	#reasons = /* @__PURE__ */ new Map();
	constructor(scene, evidence, hash, machine) {
		this.#scene = scene;
		this.#evidence = evidence;
		this.hash = hash;
		this.#machine = machine;
	}
	unavailable(need) {
		return once(this.#reasons, key(need.evidence, need.at), async () => {
			const evidence = this.#get(need.evidence);
			const own = await evidence.unavailable(this.#scene, need.at);
			if (own) return own;
			for (const inner of evidence.needs(need.at)) {
				const reason = inner.optional ? null : await this.unavailable(inner);
				if (reason) return reason;
			}
			return null;
		});
	}
	digest(id, at) {
		return once(this.#digests, key(id, at), async () => {
			const evidence = this.#get(id);
			const needs = [];
			for (const need of evidence.needs(at)) {
				const unavailable = await this.unavailable(need);
				needs.push(unavailable ? `unavailable ${unavailable.code}` : await this.digest(need.evidence, need.at));
			}
			const inputs = await evidence.inputs(this.#scene, at);
			const machine = evidence.perMachine ? this.#machine : "";
			return digestOf(this.hash, id, String(evidence.version), machine, ...needs, ...inputs);
		});
	}
	async collect(need, into) {
		if (await this.unavailable(need) !== null) return;
		const digest = await this.digest(need.evidence, need.at);
		if (into.has(digest)) return;
		for (const inner of this.#get(need.evidence).needs(need.at)) await this.collect(inner, into);
		into.set(digest, {
			evidence: need.evidence,
			at: need.at,
			digest
		});
	}
	#get(id) {
		const evidence = this.#evidence.get(id);
		if (!evidence) throw new Error(`no evidence named ${id} is registered`);
		return evidence;
	}
};
function key(id, at) {
	return `${id}@${atName(at)}`;
}
function once(memory, name, make) {
	const known = memory.get(name);
	if (known) return known;
	const made = make();
	memory.set(name, made);
	return made;
}

// src/app/sides.ts
const CONFIG_LIMIT = 1048576;
const DAY = 86400;
async function openSides(request, gate) {
	const { repository } = gate;
	const notes = [];
	const policy = await repository.commitOrFetch(request.base);
	if (policy.fetched) notes.push({
		code: "base-fetched",
		args: {}
	});
	const worktree = request.head === "worktree";
	const head = worktree ? await repository.commit("HEAD") : (await repository.commitOrFetch(request.head)).id;
	const mergeBase = await findMergeBase(request, policy.id, head, repository);
	notes.push(...mergeBase.notes);
	if (worktree) notes.push({
		code: "worktree-head",
		args: {}
	});
	const [from, to] = [await repository.commitSeconds(mergeBase.id), await repository.commitSeconds(head)];
	return {
		policyCommit: policy.id,
		base: repository.tree("base", mergeBase.id),
		head: worktree ? await repository.worktree() : repository.tree("head", head),
		baseAgeDays: worktree ? null : Math.max(0, Math.round((to - from) / DAY * 10) / 10),
		notes
	};
}
async function findMergeBase(request, policy, head, repository) {
	if (request.mergeBase === null) return repository.mergeBase(policy, head);
	return {
		id: (await repository.commitOrFetch(request.mergeBase)).id,
		notes: []
	};
}
/** The configuration of one commit, or null when it has none. */
async function configOf(tree, path, load) {
	let bytes;
	try {
		bytes = await tree.read(path, CONFIG_LIMIT);
	} catch (error) {
		if (error instanceof GateError && error.code === "file-missing") return null;
		throw error;
	}
	return load(decodeUtf8(bytes, path), {
		path,
		commit: tree.commit
	});
}
function decodeUtf8(bytes, path) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new GateError("config-encoding", "user", `${path}: not UTF-8`, {
			hint: "Save the file as UTF-8.",
			place: { path },
			cause
		});
	}
}

// src/app/prepare.ts
/** From names of commits to plans: reads configurations and object ids, no image and no model. */
async function prepare(request, gate, load, only, history = null) {
	const sides = await openSides(request, gate);
	const configs = await readConfigs(request, sides, gate, load);
	const deciding = configs.policy ?? configs.head;
	if (deciding === null) throw new UsageError("no-configuration", `${request.configPath}: neither base nor head has this file`, {
		hint: "Run `cv-gate init` to write it.",
		place: { path: request.configPath }
	});
	const adopting = configs.policy === null;
	const policy = adopting || request.draft === true ? {
		...deciding.policy,
		mode: "advisory"
	} : deciding.policy;
	const trees = [
		deciding,
		configs.base,
		configs.head
	].some((config) => config && keptByDvc(config)) ? await dvcTrees(sides, gate) : (tree) => tree;
	const targets = [];
	for (const [name, targetPolicy] of allTargets(policy, configs.head)) {
		const base = placementOf(name, configs.base, deciding);
		const head = placementOf(name, configs.head, deciding);
		targets.push(await prepareTarget(name, targetPolicy, base, head, sides, trees, policy, gate, only, history));
	}
	const notes = [...sides.notes];
	if (adopting) notes.push({
		code: "adopting",
		args: {}
	});
	if (request.draft === true) notes.push({
		code: "draft",
		args: {}
	});
	if (targets.every((target) => target.plan.checks.every((check) => check.state !== "run"))) notes.push({
		code: "nothing-relevant-changed",
		args: {}
	});
	return {
		sides,
		deciding,
		headConfig: configs.head,
		policy,
		adopting,
		targets,
		notes
	};
}
async function readConfigs(request, sides, gate, load) {
	if (request.configText !== null) {
		const given = load(request.configText, {
			path: request.configPath,
			commit: "worktree"
		});
		return {
			policy: given,
			base: given,
			head: given
		};
	}
	const read = (tree) => configOf(tree, request.configPath, load);
	const head = await read(sides.head);
	const tip = gate.repository.tree("base", sides.policyCommit);
	const policy = await read(tip).catch((thrown) => elsewhere(thrown, tip.commit, ON_TIP));
	if (sides.base.commit === sides.policyCommit) return {
		policy,
		base: policy,
		head
	};
	return {
		policy,
		base: await read(sides.base).catch((thrown) => elsewhere(thrown, sides.base.commit, ON_BASE)),
		head
	};
}
const ON_TIP = ["the tip of the base branch", "It decides, and no pull request passes before it is mended there, this one neither: let somebody who may pass by the rules merge the mend."];
const ON_BASE = ["the merge-base", "Merge the base branch into this one, or rebase it, for its tip has a sound one."];
/** Not head's file: its author may have mended just this line, and no mark may stand there. */
function elsewhere(thrown, commit, [where, hint]) {
	if (!(thrown instanceof UsageError)) throw thrown;
	const message = `the configuration on ${where}, ${commit.slice(0, 10)}, is wrong: ${placeText(thrown)}${thrown.message}`;
	throw new UsageError(thrown.code, message, {
		hint,
		cause: thrown
	});
}
/** The policy's targets, then those that head adds: a new target is judged by the rules it comes with. */
function allTargets(policy, head) {
	const targets = Object.entries(policy.targets);
	const known = new Set(targets.map(([name]) => name));
	for (const [name, target] of Object.entries(head?.policy.targets ?? {})) if (!known.has(name)) targets.push([name, target]);
	return targets;
}
function placementOf(name, own, deciding) {
	const config = own && Object.hasOwn(own.placements, name) ? own : deciding;
	return Object.hasOwn(config.placements, name) ? config.placements[name] : null;
}
function keptByDvc({ placements }) {
	return Object.values(placements).some(({ data }) => data.store === "dvc");
}
/** The files of a commit as its target keeps them: with `store: dvc` also those that DVC names, read once a commit. */
async function dvcTrees(sides, { repository }) {
	const project = await repository.openDvc(repository.tree("base", sides.policyCommit));
	const known = /* @__PURE__ */ new Map();
	return (tree, placement) => {
		if (placement?.data.store !== "dvc") return tree;
		const made = known.get(tree.commit + tree.side) ?? new DvcTree(tree, project);
		known.set(tree.commit + tree.side, made);
		return made;
	};
}
async function prepareTarget(name, policy, base, head, sides, placed, whole, gate, only, history) {
	const notes = [];
	const modelPath = base?.model?.path;
	const anchorId = modelPath ? await gate.repository.anchor(policy.anchor ?? "v*", sides.base.commit, modelPath) : null;
	if (modelPath && anchorId === null && policy.primary) notes.push({
		code: "no-anchor",
		args: {}
	});
	const machine = machineFingerprint(await gate.machine());
	const scene = {
		target: name,
		policy,
		placement: {
			base,
			head,
			anchor: anchorId ? base : null
		},
		tree: {
			base: placed(sides.base, base),
			head: placed(sides.head, head),
			anchor: anchorId ? placed(gate.repository.tree("anchor", anchorId), base) : null
		},
		history: history && historyOf(history, name, machine, procedureOf(policy))
	};
	return {
		scene,
		plan: await plan(scene, gate.checks, gate.evidence, gate.hash, {
			only,
			off: switchedOff(whole),
			machine
		}),
		notes
	};
}
function switchedOff(policy) {
	return new Set(Object.entries(policy.checks).flatMap(([id, check]) => check.severity === "off" ? [id] : []));
}

export { historyWith as a, byId as c, resolver as d, comparedIn as i, machineFingerprint as l, digestOf as n, procedureOf as o, NO_HISTORY as r, historySchema as s, prepare as t, portsOf as u };