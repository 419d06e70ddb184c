import { n as UsageError, r as asGateError, t as GateError } from "./errors.js";
import { h as string, m as strictObject, o as array, u as literal } from "./schemas.js";
import { f as writeFiles } from "./repository.js";
import { i as pullOf, n as mergeBaseOf, r as mergedBy, s as tipOf } from "./pull-request.js";
import { a as writeSummary, i as writeOutputs, t as annotate } from "./runner2.js";
import { a as annotationsOf, r as check, t as comment } from "./comment.js";
import { r as renderComment } from "./comment2.js";
import { i as renderTerminal, r as measure, t as reportFiles } from "./report-files.js";
import { A as checkIdSchema, M as digestSchema, T as rawSchema, t as catalogue } from "./catalogue.js";
import { t as load } from "./load-config.js";
import { a as recordsOf, i as knownHistory, r as keepPushed, t as openJobGate } from "./job-gate.js";
import { s as historySchema } from "./prepare.js";
import { a as mayDo, n as waiversIn, r as standingOf } from "./waivers.js";
import { c as downloadReport, d as reportsSince, f as unpack, n as attemptStarted, o as runsBeside, u as reportsOf } from "./json-bounds.js";
import { G as parseCommand } from "./fold.js";
import { i as commentsOf, s as uneditedOf } from "./identity.js";

// src/render/summary.ts
/** GitHub shows nothing of a step summary above 1 MiB. */
const MOST = 921600;
/** The step summary: the comment with more rows, without its marker. */
function renderSummary(report, catalogue) {
	return renderComment(report, catalogue, {
		marker: null,
		most: MOST / 4,
		rows: 100
	});
}

// src/app/action/recorded.ts
const outcomeSchema = strictObject({
	digest: digestSchema,
	check: checkIdSchema,
	outcome: rawSchema
});
const runsSchema = strictObject({
	digest: digestSchema,
	runs: array(string())
});
const recordedSchema = strictObject({
	schema: literal("cv-gate/recorded@1"),
	outcomes: array(outcomeSchema),
	evidence: array(runsSchema).default([]),
	/** What the first attempt knew; absent: not told. */
	history: historySchema.nullable().optional()
});
const RECORDED_FILE = "recorded.json";
/** GitHub starts a run 50 times again at most. */
const MOST_RUNS$1 = 60;
/** Characters of all runs together; an artifact may have 64 MiB, and the outcomes stand in the same file. */
const MOST_RUNS_LENGTH = 25165824;
/**
* Outcomes that an earlier attempt of this run left, and those of this one, to be left for the next; beside them what
* every attempt measured of evidence that may come out otherwise.
*/
var Recorded = class {
	#known = /* @__PURE__ */ new Map();
	#used = /* @__PURE__ */ new Map();
	#earlier = /* @__PURE__ */ new Map();
	#added = /* @__PURE__ */ new Map();
	#length = 0;
	runs;
	/** The history that this run used in its first attempt, null for none; undefined: that is not known. */
	history;
	/** `text`: the file of the earlier attempt, or null. What does not fit the schema counts as absent. */
	constructor(text, most = MOST_RUNS_LENGTH) {
		const left = text === null ? null : leftIn(text);
		this.history = left?.history;
		for (const entry of left?.outcomes ?? []) this.#known.set(entry.digest, entry);
		for (const { digest, runs } of left?.evidence ?? []) {
			const kept = runs.slice(0, MOST_RUNS$1).filter((run) => this.#fits(run, most));
			if (kept.length > 0) this.#earlier.set(digest, kept);
		}
		this.runs = {
			earlier: (digest) => this.#earlier.get(digest) ?? [],
			add: (digest, run) => {
				if (!((this.#earlier.get(digest)?.length ?? 0) >= MOST_RUNS$1) && !this.#added.has(digest) && this.#fits(run, most)) this.#added.set(digest, run);
			}
		};
	}
	async get(digest, check) {
		const entry = this.#known.get(digest);
		if (entry?.check !== check) return null;
		this.#used.set(digest, entry);
		return entry.outcome;
	}
	async put(digest, outcome, check) {
		this.#used.set(digest, {
			digest,
			check,
			outcome
		});
	}
	text(history) {
		const digests = /* @__PURE__ */ new Set([...this.#earlier.keys(), ...this.#added.keys()]);
		const evidence = Array.from(digests, (digest) => {
			const own = this.#added.get(digest);
			return {
				digest,
				runs: [...this.runs.earlier(digest), ...own === void 0 ? [] : [own]]
			};
		});
		return JSON.stringify({
			schema: "cv-gate/recorded@1",
			outcomes: [...this.#used.values()],
			evidence,
			history
		});
	}
	#fits({ length }, most) {
		if (this.#length + length > most) return false;
		this.#length += length;
		return true;
	}
};
function leftIn(text) {
	try {
		return recordedSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}

// src/app/action/said.ts
/** Commands of the kinds asked for, oldest first. Bots and people whose account is gone say nothing. */
async function saidOn(connection, pulls, kinds) {
	const found = [];
	for (const pull of pulls) for (const comment of await commentsOf(connection, pull)) {
		const intent = comment.user?.type === "User" ? parseCommand(comment.body ?? "") : null;
		if (intent !== null && intent.kind !== "malformed" && kinds.has(intent.kind)) found.push({
			pull,
			comment,
			author: comment.user,
			intent
		});
	}
	const unedited = await uneditedOf(connection, found.map(({ comment }) => comment.node_id));
	const standings = /* @__PURE__ */ new Map();
	for (const { author } of found) if (!standings.has(author.id)) standings.set(author.id, await standingOf(connection, author));
	return found.map((one) => ({
		...one,
		edited: !unedited.has(one.comment.node_id),
		standing: standings.get(one.author.id)
	}));
}

// src/app/action/state.ts
/** What cannot be read is said and left out: without waivers and records the gate is only stricter. */
async function stateOf(job, event, connection, log) {
	const pulls = pullsIn(event);
	const { recorded, forced } = await earlierAttempts(job, pulls, connection, log);
	return {
		recorded,
		again({ looks }) {
			if (forced === "all" || looks === "strict" && job.attempt > 1) return () => true;
			return (check) => forced.has(check);
		},
		looks: (artefacts) => looksAt(job, event, artefacts, connection, log),
		async waivers(policy) {
			try {
				const from = event.kind === "push" ? await mergedBy(connection, event.after, branchIn(event.ref)) : pulls;
				if (from.length === 0) return [];
				return waiversIn(await saidOn(connection, from, WAIVING), policy, connection.waiter.now());
			} catch (thrown) {
				const { message, hint } = asGateError(thrown);
				log.warn(`no waiver is honoured: ${message} → ${hint}`);
				return {
					code: "waivers-not-read",
					args: { why: message }
				};
			}
		}
	};
}
const WAIVING = /* @__PURE__ */ new Set(["waive", "unwaive"]);
const RECHECKING = /* @__PURE__ */ new Set(["recheck"]);
/** Numbers of the pull requests judged: of the event, or out of the queue's ref `gh-readonly-queue/main/pr-7-<sha>`. */
function pullsIn(event) {
	if (event.kind === "pull-request") return [event.pull.number];
	const match = event.kind === "merge-group" ? /\/pr-([1-9]\d{0,9})-[0-9a-f]{40,64}$/.exec(event.ref) : null;
	return match ? [Number(match[1])] : [];
}
function branchIn(ref) {
	return ref.replace(/^refs\/heads\//, "");
}
async function earlierAttempts({ runId, attempt }, pulls, connection, log) {
	let recorded = new Recorded(null);
	if (attempt <= 1) return {
		recorded,
		forced: /* @__PURE__ */ new Set()
	};
	try {
		const archive = await downloadReport(connection, runId);
		if (archive === null) return {
			recorded,
			forced: /* @__PURE__ */ new Set()
		};
		recorded = new Recorded(unpack(archive, RECORDED_FILE));
		const since = await attemptStarted(connection, runId, attempt - 1);
		return {
			recorded,
			forced: forcedSince(await saidOn(connection, pulls, RECHECKING), since)
		};
	} catch (thrown) {
		log.info(`everything is measured anew: ${asGateError(thrown).message}`);
		return {
			recorded,
			forced: "all"
		};
	}
}
/** The checks of `/cv-recheck … --force` that came after the attempt before this one began; none named means all. */
function forcedSince(said, since) {
	const checks = /* @__PURE__ */ new Set();
	for (const { intent, comment, edited, standing, author } of said) {
		if (intent.kind !== "recheck" || !intent.force || edited || Date.parse(comment.created_at) < since) continue;
		if (!mayDo(intent, {
			...standing,
			login: author.login
		}, [])) continue;
		if (intent.checks.length === 0) return "all";
		for (const check of intent.checks) checks.add(check);
	}
	return checks;
}
async function looksAt({ runId }, event, artefacts, connection, log) {
	if (event.kind !== "pull-request") return {
		code: "no-pull-request",
		args: {}
	};
	const { head, draft, created_at } = event.pull;
	if (draft === true) return {
		code: "draft-not-counted",
		args: {}
	};
	if (head.repo === null) return notCounted("the repository of head was deleted");
	const since = Date.parse(created_at);
	const heads = {
		branch: head.ref,
		repository: head.repo.id
	};
	try {
		try {
			return (await reportsSince(connection, since, heads)).add(artefacts).size;
		} catch (thrown) {
			if (asGateError(thrown).code !== "github-long") throw thrown;
			return await looksByRun(await runsBeside(connection, runId, since, heads), artefacts, connection);
		}
	} catch (thrown) {
		const { message, hint } = asGateError(thrown);
		log.warn(`looks are not counted: ${message} → ${hint}`);
		return notCounted(message);
	}
}
const MOST_RUNS = 100;
/**
* Where others leave more artifacts than can be looked through: those of the pull request's own runs. A run beyond the
* newest hundred counts as a look of its own, for nobody shall have fewer looks counted by starting more runs.
*/
async function looksByRun(runs, artefacts, connection) {
	const seen = /* @__PURE__ */ new Set([artefacts]);
	for (const { id } of runs.slice(0, MOST_RUNS)) for (const one of await reportsOf(connection, id)) seen.add(one);
	return seen.size + Math.max(0, runs.length - MOST_RUNS);
}
function notCounted(why) {
	return {
		code: "not-counted",
		args: { why }
	};
}

// src/app/action/gate-commits.ts
const LOG_WIDTH = 120;
/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
async function gateCommits(job, told, inputs, connection, around) {
	refuseForkHere(told, inputs, around.env);
	const event = await asItIsNow(told, connection);
	const state = await stateOf(job, event, connection, around.log);
	const asking = {
		...job,
		measuringWorkflow: inputs.measuringWorkflow
	};
	const history = await knownHistory(asking, state.recorded, connection, around.log);
	const gate = await openJobGate(job, inputs, state.recorded, recordsOf(job.workflow ?? inputs.measuringWorkflow, connection, around.log), around);
	try {
		if (isFork(event) && around.env.RUNNER_ENVIRONMENT === "self-hosted") await askForSandbox(gate, around);
		const request = await requestOf(event, inputs, connection);
		const report = await measure(request, gate, {
			only: null,
			load,
			catalogue,
			...state,
			history
		});
		await leave(report, job, inputs, request, state.recorded.text(history.known), around);
		for (const line of renderTerminal(report, catalogue, {
			width: LOG_WIDTH,
			color: false
		}).split("\n")) around.log.info(line);
		if (event.kind === "push") await keepPushed(report, event, await gate.each.touched(), asking, connection, around);
		await talk(report, job, event, inputs, connection, around);
		return report;
	} finally {
		await gate.repository.close();
	}
}
/**
* A run that is started again brings the event of its first attempt: what was a draft then may be merged now, and what was
* head then is nobody's business any more.
*/
async function asItIsNow(event, connection) {
	if (event.kind !== "pull-request") return event;
	const { draft, head } = await pullOf(connection, event.pull.number);
	if (head === event.pull.head.sha) return {
		...event,
		pull: {
			...event.pull,
			draft
		}
	};
	const moved = `the pull request has moved on to ${head.slice(0, 10)}: ${event.pull.head.sha.slice(0, 10)} is not judged any more`;
	throw new GateError("head-moved", "host", moved, { hint: "The newest commit has a run of its own." });
}
/** What a fork names runs on this machine, and what it leaves there meets whoever comes next. */
function refuseForkHere(event, { forksOnOwnMachine }, env) {
	if (!isFork(event) || env.RUNNER_ENVIRONMENT !== "self-hosted" || forksOnOwnMachine) return;
	throw new UsageError("fork-on-own-machine", "a pull request from a fork is not judged on a machine of your own", { hint: "Let `runs-on` send forks to a hosted runner (examples/workflows/gpu.yml), or, where machines live for one job, set `forks-on-own-machine: true`." });
}
function isFork(event) {
	return event.kind === "pull-request" && event.pull.head.repo?.id !== event.pull.base.repo.id;
}
/** A picture or a model that takes a child over is kept in by the sandbox alone. */
async function askForSandbox({ machine }, { log }) {
	const { sandbox } = await machine();
	if (sandbox < 2) log.warn(`a fork's files are read here at sandbox level ${sandbox} → Reach level 2: see SECURITY.md, Sandbox levels.`);
}
async function requestOf(event, { config }, connection) {
	const common = {
		configPath: config,
		configText: null
	};
	if (event.kind === "merge-group") return {
		...common,
		base: event.base,
		head: event.head,
		mergeBase: null,
		trusted: true
	};
	if (event.kind === "push") {
		const before = /^0+$/.test(event.before) ? event.after : event.before;
		return {
			...common,
			base: before,
			head: event.after,
			mergeBase: before,
			trusted: true
		};
	}
	const { head, base, draft = false } = event.pull;
	const tip = await tipOf(connection, base.ref);
	const trusted = head.repo?.id === base.repo.id;
	return {
		...common,
		base: tip,
		head: head.sha,
		trusted,
		draft,
		mergeBase: await mergeBaseOf(connection, tip, head.sha)
	};
}
/** What stays when the run is over: files, outputs, summary, annotations. */
async function leave(report, job, inputs, { draft }, recorded, { env }) {
	const folder = inputs.reportDir ?? `${job.temporary}/cv-gate-report`;
	await writeFiles(folder, {
		...reportFiles(report, catalogue),
		[RECORDED_FILE]: recorded
	});
	const artefacts = `${report.artefacts}${draft === true ? "-draft" : ""}`;
	writeOutputs({
		conclusion: report.conclusion,
		"report-dir": folder,
		artefacts
	});
	await writeSummary(renderSummary(report, catalogue), env);
	if (inputs.annotations) annotate(annotationsOf(report, catalogue));
}
/** Each thing that is said, whatever becomes of the others. */
async function talk(report, { runId: run, attempt, serverUrl }, event, { comment: comments, check: name }, connection, around) {
	const pull = event.kind === "pull-request" ? event.pull : null;
	const sha = report.commits.head;
	if (pull && comments) await tried("comment", around, () => comment(report, connection, {
		number: pull.number,
		head: sha,
		run,
		attempt,
		serverUrl,
		answered: false
	}, around));
	if (name !== null) {
		const checked = {
			name,
			sha,
			generation: [run, attempt],
			pull: pull?.number ?? null,
			serverUrl
		};
		await tried("check", around, () => check(report, connection, checked, around));
	}
}
async function tried(what, { log }, write) {
	try {
		await write();
	} catch (thrown) {
		const error = asGateError(thrown);
		log.warn(`no ${what} was written: ${error.message} → ${error.hint}`);
	}
}

export { gateCommits };