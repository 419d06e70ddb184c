import { _ as mix, c as logRatioInterval, f as ByteDictionary, g as hashBytes, l as PIXEL_STATUS, m as equalBytes, o as checks, s as logRatio, v as slotsFor } from "./catalogue.js";
import { t as GateError } from "./errors.js";
import { C as hasImageExtension, E as IntColumn, S as orderClasses, _ as readManifest, a as sideOf$1, b as quoted, d as keepDistinct, f as reorder, g as outsideGit, h as listRoot, i as modelUnavailable, l as readCocoDataset, m as TreeContents, n as MODEL_LIMIT, o as readCsv, p as usedValues, r as modelAt, s as cocoFiles, t as evidence$7, u as ManifestRows, v as refusal, w as joinPath, x as configuredClasses, y as Problems } from "./evidence.js";
import { a as codeAt, i as StringsBuilder, n as Contents, o as shareValues } from "./table.js";
import { c as folderOf, o as distDigest, r as sha256, t as Repository } from "./repository.js";
import { r as describeMachine, t as createSandbox } from "./sandbox.js";
import { t as VERSION$2 } from "./version.js";
import { dirname, join } from "node:path";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";

// src/evidence/dataset/csv.ts
/** Ten million rows of 100 bytes; the file and its columns are in memory at once. */
const MANIFEST_LIMIT = 1073741824;
/** Manifests of a CSV dataset: one with a split column, or one a split (then `splits` names the files). */
function manifestsOf(placement) {
	if (placement.file !== null) return [{
		path: joinPath(placement.root, placement.file),
		split: null
	}];
	return Object.values(placement.splits).map((file, split) => ({
		path: joinPath(placement.root, file),
		split
	}));
}
async function readCsvDataset(placement, task, tree) {
	const problems = new Problems();
	const splits = Object.keys(placement.splits);
	const outside = outsideGit(placement);
	const rows = new ManifestRows(placement, task, problems);
	for (const { path, split } of manifestsOf(placement)) {
		const bytes = await readManifest(tree, path, MANIFEST_LIMIT);
		readCsv(bytes, path, (header) => rows.open(path, split, header));
	}
	const draft = keepDistinct(rows.build(), splits, problems);
	if (!outside) joinTree(draft, new TreeContents(await listRoot(placement, tree)), problems);
	const configured = await configuredClasses(placement, tree);
	const classes = orderClasses(usedValues(draft.label), configured);
	const label = reorder(draft.label, classes);
	if (configured) tellUnknown(draft, label.codes, classes, configured.length, problems);
	return {
		rows: draft.path.rows,
		path: draft.path,
		content: draft.content,
		split: {
			codes: draft.split,
			values: splits
		},
		label,
		line: Uint32Array.from(draft.line),
		source: draft.source,
		columns: draft.columns,
		group: groupColumn(placement, draft.columns),
		boxes: null,
		classes,
		problems: problems.build()
	};
}
function groupColumn({ columns, file, root }, found) {
	if (columns.group === null) return null;
	const column = found.get(columns.group);
	if (column) return column;
	const path = joinPath(root, file ?? "");
	throw new GateError("unknown-column", "user", `${path}: no column ${quoted(columns.group)}, which \`columns.group\` names`, {
		hint: `The columns are ${[...found.keys()].map(quoted).join(", ")}.`,
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
/** One problem for each class that is not configured, on the line of its first record. */
function tellUnknown(draft, labels, classes, configured, problems) {
	const counts = new Int32Array(classes.length);
	const first = new Int32Array(classes.length);
	for (let row = labels.length - 1; row >= 0; row--) {
		const label = labels[row];
		if (label < configured) continue;
		counts[label]++;
		first[label] = row;
	}
	for (let label = configured; label < classes.length; label++) {
		const row = first[label];
		const file = draft.source.values[draft.source.codes[row]];
		const text = `label ${quoted(classes[label])} is not one of the configured classes`;
		problems.add("unknown-class", file, draft.line[row], text, counts[label]);
	}
}

// src/evidence/dataset/folder.ts
const SLASH = 47;
/** Folder of each split, in the order of the configuration. */
function splitFolders(placement) {
	return Object.values(placement.splits).map((folder) => joinPath(placement.root, folder));
}
/** `<root>/<split>/<class>/…/image`: the class is the first folder below the split; what is no image is not read. */
async function readFolderDataset(placement, task, tree) {
	if (outsideGit(placement)) throw new GateError("folder-outside-git", "user", "image folders outside git cannot be listed", { hint: "Use a CSV manifest with a sha-256 column: `data: {format: csv, file: …, columns: {digest: …}}`." });
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
		for (let row = lowerBound(listed, prefix); row < listed.rows && startsWith(listed, row, prefix); row++) {
			const start = listed.start(row);
			const end = listed.ends[row];
			if (!hasImageExtension(listed.pool, start, end)) continue;
			const name = start + prefix.length;
			const slash = listed.pool.indexOf(SLASH, name);
			const inClass = slash >= 0 && slash < end;
			if (!inClass && task === "classification") problems.add("empty-label", folder, 0, `${quoted(listed.get(row))} lies in no class folder`);
			path.pushRange(listed.pool, start, end);
			file.push(row);
			label.push(inClass ? names.code(listed.pool, name, slash) : -1);
			split.push(index);
		}
		for (const { path, why } of contents.files.refused) if (folder === "" || path === folder || path.startsWith(`${folder}/`)) problems.add("not-an-image", folder, 0, refusal(path, why));
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
	for (const name of configured ? classes.slice(configured.length) : []) if (!known.has(name)) problems.add("unknown-class", folders[0] ?? "", 0, `folder ${quoted(name)} is not one of the configured classes`);
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
/** First row that is not below `prefix` in the order of bytes. */
function lowerBound(sorted, prefix) {
	let low = 0;
	let high = sorted.rows;
	while (low < high) {
		const middle = low + high >>> 1;
		if (isBelow(sorted, middle, prefix)) low = middle + 1;
		else high = middle;
	}
	return low;
}
function isBelow(sorted, row, prefix) {
	const start = sorted.start(row);
	const length = sorted.ends[row] - start;
	for (let i = 0; i < prefix.length; i++) {
		if (i === length) return true;
		const difference = sorted.pool[start + i] - prefix[i];
		if (difference !== 0) return difference < 0;
	}
	return false;
}
function startsWith(sorted, row, prefix) {
	const start = sorted.start(row);
	if (sorted.ends[row] - start < prefix.length) return false;
	for (let i = 0; i < prefix.length; i++) if (sorted.pool[start + i] !== prefix[i]) return false;
	return true;
}

// src/evidence/dataset/evidence.ts
/** The index of a dataset on one side: which images, in which split, of which class, with which bytes. Reads no image. */
const evidence$6 = {
	id: "dataset",
	version: 1,
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
	async compute(scene, at) {
		const { placement, tree } = mustPlace(scene, at);
		const { data } = placement;
		if (Object.keys(data.splits).length === 0) throw new GateError("no-splits", "user", "the dataset has no splits", { hint: "Name at least one split under `data.splits` in .github/cv-gate.yml." });
		if (data.format === "folder") return readFolderDataset(data, scene.policy.task, tree);
		if (data.format === "csv") return readCsvDataset(data, scene.policy.task, tree);
		return readCocoDataset(data, tree);
	}
};
/** Object ids of all that is read, null where there is nothing. The listing of images counts as one: the root's tree. */
async function leaves({ data }, tree) {
	if (data.format === "folder") return Promise.all(splitFolders(data).map((folder) => tree.oid(folder)));
	const files = data.format === "csv" ? manifestsOf(data).map(({ path }) => path) : cocoFiles(data);
	const oids = await Promise.all(files.map((path) => tree.oid(path)));
	return outsideGit(data) || oids.every((oid) => oid === null) ? oids : [...oids, await tree.oid(data.root)];
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
	return new GateError("content-absent", "host", `${dataset.path.get(row)}: its bytes are not on this machine, so it cannot be judged`, { hint: "Fetch the images of the judged split before the run (Git LFS: `git lfs pull`; a mount: `data-root`)." });
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
		return judgeRows(match, base, head, anchor);
	},
	swap: swapJudgement
};

// src/evidence/latency/evidence.ts
/** Rounds at least and at most, and what one side of a round does. `full` follows the long procedure for releases. */
const PROFILES = {
	quick: {
		rounds: 8,
		warmup: {
			runs: 50,
			seconds: .2
		},
		windows: 3,
		runsPerWindow: 50
	},
	full: {
		rounds: 10,
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
		const { rounds, ...procedure } = PROFILES[profile];
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
			for (let round = 0; round < MOST_ROUNDS && (round < rounds || measured.isOpen()); round++) {
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
	add(side, { windows }) {
		const all = Float64Array.from(windows.flatMap((window) => [...window])).sort();
		const medians = windows.map((window) => quantile(Float64Array.from(window).sort(), .5));
		if (Math.max(...medians) / Math.min(...medians) > STEADY) this.#unsteady++;
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
const VERSION$1 = 1;
/** status (u8) · width (u32 LE) · height (u32 LE) · sha-256 of the pixels */
const RECORD$1 = 41;
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
	async compute(_scene, at, resolve, ports) {
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
		if (todo.length > 0) await decodeAll(`decode ${sideOf$1(at)}`, dataset, todo, table, pixels, fill, ports);
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
		detail: /* @__PURE__ */ new Map()
	};
	const fill = (row, record) => {
		const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
		pixels.status[row] = record[0];
		pixels.width[row] = view.getUint32(1, true);
		pixels.height[row] = view.getUint32(5, true);
		pixels.hash.set(record.subarray(9), row * 32);
	};
	return {
		pixels,
		fill
	};
}
function recordOf$1(status, width = 0, height = 0, sha256) {
	const record = new Uint8Array(RECORD$1);
	const view = new DataView(record.buffer);
	record[0] = PIXEL_STATUS.indexOf(status);
	view.setUint32(1, width, true);
	view.setUint32(5, height, true);
	if (sha256) record.set(sha256, 9);
	return record;
}
async function decodeAll(stage, dataset, todo, table, pixels, fill, ports) {
	await ports.log.stage(stage, async (progress) => {
		progress.total(todo.length);
		const finish = (key, status, record, detail) => {
			const rows = todo[key];
			for (const row of rows) {
				fill(row, record);
				if (detail) pixels.detail.set(row, detail);
			}
			if (!NOT_KEPT$1.has(status)) table.put(dataset.content.hash(rows[0]), record);
			progress.step();
		};
		async function* jobs() {
			for (const [key, rows] of todo.entries()) {
				const bytes = await ports.images.read(dataset.path.get(rows[0]), dataset.content, rows[0]);
				if (bytes) yield {
					key,
					bytes
				};
				else finish(key, "absent", recordOf$1("absent"), "its bytes are not on this machine");
			}
		}
		for await (const one of ports.sandbox.decode(jobs())) if (one.status === "ok") finish(one.key, "ok", recordOf$1("ok", one.width, one.height, one.sha256), null);
		else finish(one.key, one.status, recordOf$1(one.status), one.detail);
		await table.save();
	});
}

// src/evidence/predictions/names.ts
const CLASSES_LIMIT = 16777216;
/**
* Names of the outputs, in their order: the configuration's, else the model's own metadata, else the dataset's classes.
* As many as the model has outputs, or it is an error: an answer could not be compared with a label.
*/
async function outputNames(model, tree, metadata, classes, outputs) {
	const { names, source } = await namesOf(model, tree, metadata, classes);
	if (outputs === 0 || names.length === outputs) return names;
	throw new GateError("class-width-mismatch", "artifact", `${model.path}: the model has ${outputs} outputs, and ${source} names ${names.length} classes`, {
		hint: "List the classes in the order of the outputs: `model.classes` in .github/cv-gate.yml, a list or a file with one a line.",
		place: { path: model.path }
	});
}
async function namesOf(model, tree, metadata, classes) {
	if (model.classes === null) return metadata ? {
		names: metadata,
		source: "the model's metadata"
	} : {
		names: classes,
		source: "the dataset"
	};
	if (!("file" in model.classes)) return {
		names: model.classes,
		source: "`model.classes`"
	};
	const { file } = model.classes;
	const lines = new TextDecoder().decode(await tree.read(file, CLASSES_LIMIT)).replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
	if (lines.at(-1) === "") lines.pop();
	return {
		names: lines,
		source: file
	};
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
		if (byCode[code] === -1) throw unknown(dataset.label.values[code], names, side);
		truth[at] = byCode[code];
	}
	return truth;
}
function unknown(label, names, side) {
	const some = names.slice(0, 8).map((name) => JSON.stringify(name)).join(", ");
	return new GateError("label-unknown-to-model", "artifact", `no output of the ${side} model stands for the class ${JSON.stringify(label)}`, { hint: `The outputs are ${some}${names.length > 8 ? ", …" : ""}: correct the labels or \`model.classes\`.` });
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
		const found = await predictAll(dataset, rows, await open(scene, sides.model, ports), ports, `infer ${sides.model}`, async () => ({
			bytes: await tree.read(model.path, MODEL_LIMIT),
			preprocess: model.preprocess
		}));
		const names = await outputNames(model, tree, structure.classes, dataset.classes, found.outputs);
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
async function predictAll(dataset, rows, table, ports, stage, model) {
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
			for (const [key, group] of todo.entries()) {
				const bytes = await ports.images.read(dataset.path.get(group[0]), dataset.content, group[0]);
				if (bytes) yield {
					key,
					bytes
				};
				else fill(group, recordOf("absent"));
			}
		}
		for await (const one of ports.sandbox.predict(await model(), jobs())) {
			const group = todo[one.key];
			const record = one.status === "ok" ? recordOf("ok", one) : recordOf(one.status);
			fill(group, record);
			if (!NOT_KEPT.has(one.status)) table.put(dataset.content.hash(group[0]), record);
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
	evidence$6,
	evidence$5,
	evidence$4,
	evidence$3,
	evidence$7,
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

// src/app/open-gate.ts
/** Introduces the rooms to each other: the only place where adapters, evidence and checks meet. */
async function openGate(around, options) {
	const folder = folderOf(around.entry);
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
			version: VERSION$2,
			dist: await distDigest(folder)
		},
		repository: await Repository.open(around.cwd, around.env),
		checks,
		evidence: new Map(evidence.map((one) => [one.id, one])),
		each: eachStore(options.cache),
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

export { openGate as t };