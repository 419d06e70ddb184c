import { r as asGateError } from "./errors.js";
import { a as notCompared, i as modelRemoved, o as targetRemoved, r as configurationChanges } from "./catalogue.js";
import { c as byId, d as resolver, n as digestOf, t as prepare, u as portsOf } from "./prepare.js";
import { n as mayFetch, t as fetchContents } from "./fetch.js";
import { a as worst } from "./report.js";
import { S as outsideGit } from "./evidence.js";
import { A as change, D as toHtml, E as reason, F as intervalText, H as html, I as isInterval, L as milliseconds, M as duration, N as inColumn, P as inUnit, U as visible, _ as headline, c as gateRows, g as grouped, h as findings, j as countOf, k as toPlain, m as distinctErrors, n as folded, p as VERDICT_ICONS, s as STATE_ICONS, t as MOST_FINDINGS, w as refText, x as waiverLines, y as tolerated, z as plain } from "./fold.js";
import { i as powerLines, r as renderComment } from "./comment2.js";

// src/render/terminal.ts
const COLORS = {
	red: 31,
	green: 32,
	yellow: 33,
	dim: 2,
	bold: 1
};
const STATE_WORDS = {
	ok: "ok",
	blocks: "BLOCKS",
	warns: "warns",
	open: "open",
	error: "ERROR",
	unchanged: "same",
	"not run": "not run",
	info: "noted"
};
const VERDICT_COLOR = {
	passed: "green",
	warned: "yellow",
	inconclusive: "yellow",
	unverified: "red",
	blocked: "red"
};
/** The report for a terminal: verdict, what blocks and how to mend it, one line a check, the judged metrics. */
function renderTerminal(report, catalogue, { width, color }) {
	const paint = (text, ...styles) => color ? `${styles.map((style) => `\u001b[${COLORS[style]}m`).join("")}${text}\u001b[0m` : text;
	const { words, todo } = headline(report, catalogue);
	const all = findings(report, catalogue);
	const lines = [
		paint(`CV gate: ${words}`, "bold", VERDICT_COLOR[report.conclusion]),
		todo,
		paint(`${report.commits.base.slice(0, 10)} → ${report.commits.head.slice(0, 10)} · ${duration(report.timing.seconds)}`, "dim")
	];
	for (const note of [...report.notes, ...report.targets.flatMap((target) => target.notes)]) lines.push(...wrap(`note: ${toPlain(reason(note))}`, width, ""));
	for (const { one, others } of grouped(all.filter((finding) => finding.blocking))) lines.push("", ...blocker(one, others.length, width, paint));
	for (const { code, message, hint, checks } of distinctErrors(report)) lines.push("", paint(`${code} (stops ${checks.join(", ")})`, "bold", "red"), ...wrap(visible(message, 500), width, "  "), ...wrap(`→ ${visible(hint, 500)}`, width, "  "));
	lines.push("", ...rowsOf(report, catalogue, width, paint));
	const metrics = judged(report);
	if (metrics.length > 0) lines.push("", ...metrics);
	for (const line of powerLines(report)) lines.push("", ...wrap(toPlain(line), width, ""));
	for (const line of waiverLines(report)) lines.push("", ...wrap(toPlain(line), width, ""));
	const warnings = all.filter((one) => one.severity === "warn");
	if (warnings.length > 0) lines.push("", ...warnings.slice(0, 10).flatMap((one) => wrap(`warning: ${toPlain(one.text)} → ${toPlain(one.fix)}`, width, "  ")));
	return `${lines.join("\n")}\n`;
}
function blocker(one, more, width, paint) {
	const where = one.finding.about.find((ref) => ref.kind === "file");
	const place = where ? ` (${visible(refText(where))})` : "";
	return [
		paint(`${one.finding.id}  ${one.meta?.failureTitle ?? one.check}`, "bold", "red"),
		...wrap(`${toPlain(one.text)}${place}`, width, "  "),
		...wrap(`→ ${toPlain(one.fix)}`, width, "  "),
		...more > 0 ? [`  and ${more} more of this kind (report.html)`] : []
	];
}
function rowsOf(report, catalogue, width, paint) {
	const colors = {
		ok: "green",
		blocks: "red",
		error: "red",
		warns: "yellow",
		open: "yellow"
	};
	const rows = gateRows(report, catalogue);
	const wide = Math.max(...rows.map((row) => row.check.length));
	return rows.map((row) => {
		const state = STATE_WORDS[row.state].padEnd(8);
		const color = colors[row.state] ?? "dim";
		const room = Math.max(20, width - wide - 12);
		const detail = toPlain(row.detail);
		return `${paint(state, color)} ${row.check.padEnd(wide)}  ${detail.length > room ? `${detail.slice(0, room - 1)}…` : detail}`;
	});
}
function judged(report) {
	return report.targets.flatMap((target) => Object.values(target.outcomes).flatMap((outcome) => {
		if (outcome.status !== "measured") return [];
		return outcome.metrics.filter((metric) => metric.delta.value !== null && outcome.claims.some((claim) => claim.metric === metric.id && claim.slice === metric.slice)).map((metric) => {
			const { base, head, delta, unit } = metric;
			const name = `${metric.id}${metric.slice === null ? "" : ` ${visible(metric.slice)}`}`;
			const show = (estimate) => estimate.value === null ? "–" : inUnit(estimate.value, unit);
			const interval = intervalText(delta, (value) => change(value, unit));
			return `${name}: ${show(base)} → ${show(head)}, Δ ${change(delta.value, unit)}${interval ? ` (95 % CI ${interval})` : ""}, n = ${delta.value === null ? 0 : delta.n}`;
		});
	}));
}
/** Lines of at most `width` characters, broken at spaces; words that are longer stay whole. */
function wrap(text, width, indent) {
	const lines = [];
	let line = indent;
	for (const word of text.split(" ")) {
		if (line.trim() !== "" && line.length + 1 + word.length > width) {
			lines.push(line);
			line = indent;
		}
		line = line.trim() === "" ? `${line}${word}` : `${line} ${word}`;
	}
	return [...lines, line];
}

// src/stats/random.ts
/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by the first 128 bits of a hex digest; uniform in [0, 1) in steps of 2⁻³². */
function seededRandom(seedHex) {
	let [a, b, c, d] = [
		0,
		8,
		16,
		24
	].map((at) => Number.parseInt(seedHex.slice(at, at + 8), 16) | 0);
	function next() {
		const t = (a + b | 0) + d | 0;
		d = d + 1 | 0;
		a = b ^ b >>> 9;
		b = c + (c << 3) | 0;
		c = c << 21 | c >>> 11;
		c = c + t | 0;
		return (t >>> 0) / 4294967296;
	}
	for (let warm = 0; warm < 15; warm++) next();
	return next;
}

// src/engine/run.ts
/** Runs the planned checks in their order; the failure of one never hides the others. */
async function run$1(scene, plan, checks, evidence, ports, options) {
	const { resolve, isSettled } = resolver(scene, plan, evidence, ports, {
		runs: options.recorded?.store.runs ?? null,
		again: plan.checks.flatMap((planned) => options.again(planned.id) ? availableNeeds(planned) : [])
	});
	const outcomes = /* @__PURE__ */ new Map();
	let recorded = 0;
	for (const planned of plan.checks) {
		const late = options.deadline !== null && ports.clock.now() > options.deadline;
		outcomes.set(planned.id, late && planned.state === "run" ? overBudget(options) : await outcome(planned));
	}
	return {
		outcomes,
		recorded
	};
	async function outcome(planned) {
		if (planned.state === "unchanged") return { status: "unchanged" };
		if (planned.state !== "run") return {
			status: planned.state,
			reason: planned.reason
		};
		if (!options.recorded) return compute(planned);
		const { store, program } = options.recorded;
		const decides = JSON.stringify([options.options(planned.id), scene.policy]);
		const needs = planned.needs.map((need) => `${need.name} ${need.digest}`);
		const digest = digestOf(ports.hash, "outcome", program, planned.id, decides, ...needs);
		const known = options.again(planned.id) ? null : await store.get(digest, planned.id);
		if (known !== null) {
			recorded++;
			return known;
		}
		const made = await compute(planned);
		const settled = availableNeeds(planned).every((need) => isSettled(need.evidence, need.at));
		if (made.status !== "error" && settled) await store.put(digest, made, planned.id);
		return made;
	}
	async function compute(planned) {
		const check = checks.get(planned.id);
		try {
			const given = {};
			for (const need of planned.needs) given[need.name] = need.unavailable ? null : await resolve(need.evidence, need.at);
			const seed = digestOf(ports.hash, planned.id, ...planned.needs.map((need) => need.digest));
			return check.run(given, {
				options: options.options(planned.id),
				target: scene.policy,
				random: (purpose) => seededRandom(digestOf(ports.hash, seed, purpose))
			});
		} catch (thrown) {
			const error = asGateError(thrown);
			ports.log.debug(thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown));
			return {
				status: "error",
				code: error.code,
				owner: error.owner,
				message: error.message,
				hint: error.hint
			};
		}
	}
}
function availableNeeds({ needs }) {
	return needs.filter(({ unavailable }) => unavailable === null);
}
function overBudget(options) {
	return {
		status: "skipped",
		reason: {
			code: "over-budget",
			args: { minutes: options.budgetMinutes ?? 0 }
		}
	};
}

// src/stats/holm.ts
/** Holm's step-down adjusted p-values, in the order given (S. Holm, Scand. J. Stat. 1979). */
function holm(p) {
	const order = p.map((_, index) => index).sort((a, b) => p[a] - p[b]);
	const adjusted = new Array(p.length);
	let least = 0;
	for (const [rank, index] of order.entries()) {
		least = Math.max(least, Math.min(1, (p.length - rank) * p[index]));
		adjusted[index] = least;
	}
	return adjusted;
}

// src/engine/claims.ts
/** One-sided levels of the two rules that fail, and of "a real loss". */
const BEYOND = .05;
const CERTAINLY_WORSE = .01;
const REAL_LOSS = .05;
/**
* PASS, FAIL or INCONCLUSIVE for every claim.
*
* FAIL: shown to be worse than the margin (p ≤ .05), or shown to be worse at all (p ≤ .01) with the best estimate at or
* beyond the margin. Both p-values are Holm-adjusted over all primary and protected claims of the target, each rule a
* family of its own; limits (latency) and advisory claims stand alone, and have the first rule only.
* PASS: shown not to be worse than the margin, and not worse than the anchor, each at `alpha` (an intersection–union
* test: no correction). INCONCLUSIVE: neither.
*/
function judgeClaims(made, alpha) {
	const family = made.flatMap(({ claim }, index) => claim.role === "primary" || claim.role === "protected" ? [index] : []);
	const beyond = made.map(({ claim }) => claim.p.beyondMargin);
	const worse = made.map(() => 1);
	const adjustedBeyond = holm(family.map((index) => made[index].claim.p.beyondMargin));
	const adjustedWorse = holm(family.map((index) => made[index].claim.p.worse));
	for (const [rank, index] of family.entries()) {
		beyond[index] = adjustedBeyond[rank];
		worse[index] = adjustedWorse[rank];
	}
	return made.map(({ check, claim }, index) => judgeOne(check, claim, beyond[index], worse[index], alpha));
}
function judgeOne(check, claim, beyond, worse, alpha) {
	const { metric, slice, role, gain, anchor, margin, p } = claim;
	const atMargin = gain <= -margin;
	const shared = {
		check,
		metric,
		slice,
		role,
		estimateBeyondMargin: atMargin || anchor !== null && anchor.gain <= -anchor.margin,
		toleratedLoss: false
	};
	if (beyond <= BEYOND) return {
		...shared,
		verdict: "fail",
		pAdjusted: beyond,
		why: why("worse-than-tolerated", beyond)
	};
	if (worse <= CERTAINLY_WORSE && atMargin) return {
		...shared,
		verdict: "fail",
		pAdjusted: worse,
		why: why("certainly-worse", worse)
	};
	const anchored = (p.notInferiorToAnchor ?? 0) <= alpha;
	if (p.notInferior <= alpha && anchored) {
		const toleratedLoss = p.worse <= REAL_LOSS;
		return {
			...shared,
			toleratedLoss,
			verdict: "pass",
			pAdjusted: p.notInferior,
			why: why(toleratedLoss ? "tolerated-loss" : "not-inferior", p.notInferior)
		};
	}
	const code = p.notInferior <= alpha ? "anchor-not-shown" : "not-shown";
	return {
		...shared,
		verdict: "inconclusive",
		pAdjusted: p.notInferior,
		why: why(code, p.notInferior)
	};
}
function why(code, p) {
	return {
		code,
		args: { p }
	};
}
/** A claim whose numbers are not finite decides nothing, least of all a pass. */
function isSound({ gain, anchor, margin, p }) {
	const probabilities = [
		p.beyondMargin,
		p.worse,
		p.notInferior,
		p.notInferiorToAnchor ?? 0
	];
	return [
		gain,
		margin,
		...anchor === null ? [] : [anchor.gain, anchor.margin],
		...probabilities
	].every(Number.isFinite) && margin > 0 && probabilities.every((one) => one >= 0 && one <= 1);
}

// src/engine/findings.ts
/** `id` names the thing (it survives reruns and moved lines); `evidence` what it rests on (a waiver dies with it). */
function toFinding(target, check, found, hash) {
	const { code, args, about, age, count, subject, basis } = found;
	return {
		id: digestOf(hash, "finding", target, check, code, subject).slice(0, 10),
		evidence: digestOf(hash, "evidence", code, basis),
		code,
		args,
		about,
		age,
		count
	};
}
/** Findings with the same id are one: counts add up, it is new if any part is, and it rests on the evidence of all. */
function merged(findings, hash) {
	const byId = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const known = byId.get(finding.id);
		if (known) known.push(finding);
		else byId.set(finding.id, [finding]);
	}
	return [...byId.values()].map((parts) => whole(parts, hash));
}
function whole(parts, hash) {
	const evidences = [...new Set(parts.map(({ evidence }) => evidence))].sort();
	return {
		...parts[0],
		evidence: evidences.length === 1 ? evidences[0] : digestOf(hash, "evidences", ...evidences),
		count: parts.reduce((sum, { count }) => sum + count, 0),
		age: parts.some(({ age }) => age === "new") ? "new" : "pre-existing"
	};
}

// src/engine/waivers.ts
/** A waiver is for one finding on one evidence: it dies when what was looked at changes. */
function isWaived({ id, evidence }, waivers) {
	return waivers.some((one) => one.state === "valid" && one.finding === id && evidence.startsWith(one.evidence));
}
/** What became of each waiver, over all targets. */
function settleWaivers(waivers, targets) {
	const waived = new Set(targets.flatMap((target) => target.waived));
	const found = /* @__PURE__ */ new Map();
	for (const outcome of targets.flatMap((target) => Object.values(target.outcomes))) if (outcome.status === "measured") for (const finding of outcome.findings) found.set(finding.id, finding);
	return waivers.map((waiver) => ({
		...waiver,
		state: waiver.state === "valid" ? settled(waiver) : waiver.state
	}));
	function settled({ finding: id, evidence }) {
		const finding = found.get(id);
		if (finding && !finding.evidence.startsWith(evidence)) return "void";
		return waived.has(id) ? "honoured" : "unused";
	}
}

// src/engine/verdict.ts
const NOT_PROVEN = "policy/not-proven";
/** All policy is here: outcomes and configuration in, conclusion out. */
function judge(input) {
	const outcomes = withoutUnsound(input.outcomes);
	const made = claimsOf(outcomes);
	const judged = judgeClaims(made, input.alpha);
	const findings = findingsOf(input, outcomes, made, judged);
	const { severities, waived } = severitiesOf(input, findings);
	const finished = finish(outcomes, findings);
	const conclusions = [
		ofNothing(outcomes),
		...[...finished.values()].map(conclusionOfOutcome),
		...judged.map(conclusionOfClaim),
		...findings.map(({ check, finding }) => conclusionOfFinding(check, severities.get(finding.id)))
	];
	return {
		conclusion: worst(conclusions),
		blockers: [...severities].flatMap(([id, severity]) => severity === "block" ? [id] : []),
		waived: [...waived],
		judged,
		severities: Object.fromEntries(severities),
		outcomes: Object.fromEntries(finished)
	};
}
function withoutUnsound(outcomes) {
	const kept = /* @__PURE__ */ new Map();
	for (const [id, raw] of outcomes) kept.set(id, raw.status === "measured" && !raw.claims.every(isSound) ? unsound(id) : raw);
	return kept;
}
function unsound(id) {
	return {
		status: "error",
		code: "claim-not-finite",
		owner: "us",
		message: `${id} made a claim whose numbers are not finite`,
		hint: "This is a defect of cv-gate: please report it with the log of this run."
	};
}
function claimsOf(outcomes) {
	return [...outcomes].flatMap(([check, raw]) => raw.status === "measured" ? raw.claims.map((claim) => ({
		check,
		claim
	})) : []);
}
function findingsOf({ target, hash }, outcomes, made, judged) {
	const all = [];
	for (const [check, raw] of outcomes) {
		if (raw.status !== "measured") continue;
		for (const finding of merged(raw.findings.map((found) => toFinding(target, check, found, hash)), hash)) all.push({
			check,
			finding,
			judged: null
		});
	}
	for (const [index, one] of judged.entries()) {
		const { check, claim } = made[index];
		const failed = one.verdict === "fail";
		if (!failed && !(one.verdict === "inconclusive" && (claim.role === "primary" || claim.role === "limit"))) continue;
		const owner = failed ? check : NOT_PROVEN;
		all.push({
			check: owner,
			finding: toFinding(target, owner, foundOf(check, claim, one), hash),
			judged: one
		});
	}
	return all;
}
function foundOf(check, claim, { verdict, why }) {
	const failed = verdict === "fail";
	const { metric, slice, unit, gain, n, args, mde80, n80 } = claim;
	const extra = {
		check,
		metric,
		slice: slice ?? "",
		n,
		gain,
		margin: claim.margin
	};
	if (mde80 !== null) extra.mde80 = mde80;
	if (n80 !== null) extra.n80 = Math.ceil(n80);
	const openCode = unit === "ms" ? "time-not-proven" : "not-proven";
	return {
		code: failed ? claim.code : why.code === "anchor-not-shown" ? "anchor-not-proven" : openCode,
		args: failed ? args : {
			...extra,
			...args
		},
		about: [],
		age: "new",
		count: 1,
		subject: `${check} ${metric} ${slice ?? ""}`,
		basis: JSON.stringify([
			gain,
			claim.margin,
			n,
			claim.p
		])
	};
}
function severitiesOf({ checks, policy, waivers }, findings) {
	const waived = /* @__PURE__ */ new Set();
	const severities = /* @__PURE__ */ new Map();
	for (const { check, finding, judged: one } of findings) {
		let severity = policy.checks[check]?.severity ?? checks.get(check)?.messages[finding.code]?.severity ?? "block";
		if (one && check === "policy/not-proven") severity = accepts(one, policy.onInconclusive) ? "warn" : "block";
		else if (one?.role === "advisory" && severity === "block") severity = "warn";
		if (finding.age === "pre-existing" && severity !== "off") severity = "info";
		if (severity === "block" && isWaived(finding, waivers)) {
			severity = "warn";
			waived.add(finding.id);
		}
		if (severities.get(finding.id) !== "block") severities.set(finding.id, severity);
	}
	return {
		severities,
		waived
	};
}
/** `allow` accepts what is not proven; `review` when the best estimate lies within the tolerance; `block` never. */
function accepts({ estimateBeyondMargin }, rule) {
	return rule === "allow" || rule === "review" && !estimateBeyondMargin;
}
function finish(outcomes, findings) {
	const of = (id) => findings.filter(({ check }) => check === id).map(({ finding }) => finding);
	const finished = /* @__PURE__ */ new Map();
	for (const [id, raw] of outcomes) finished.set(id, raw.status === "measured" ? {
		...raw,
		findings: of(id)
	} : raw);
	const open = of(NOT_PROVEN);
	if (open.length > 0) finished.set(NOT_PROVEN, {
		status: "measured",
		metrics: [],
		claims: [],
		exhibits: [],
		findings: open
	});
	return finished;
}
/** No check at all is a defect; all of them switched off is the owner's will, and no pass to be silent about. */
function ofNothing(outcomes) {
	if (outcomes.size === 0) return "unverified";
	return [...outcomes.values()].every(({ status }) => status === "skipped") ? "warned" : "passed";
}
const FIRST = /* @__PURE__ */ new Set([
	"first-model",
	"first-test-set",
	"no-data-on-base",
	"nothing-judged-on-base"
]);
/** A run restricted to some checks never looks like the whole gate: at best `warned`. Nor does what comes first, which nothing is compared with. */
function conclusionOfOutcome(outcome) {
	if (outcome.status === "error") return "unverified";
	if (outcome.status === "not-applicable") return FIRST.has(outcome.reason.code) ? "warned" : "passed";
	if (outcome.status !== "skipped") return "passed";
	if (outcome.reason.code === "over-budget") return "unverified";
	return outcome.reason.code === "switched-off" ? "passed" : "warned";
}
function conclusionOfClaim({ verdict, role, toleratedLoss }) {
	if (verdict === "pass") return toleratedLoss ? "warned" : "passed";
	if (verdict === "fail") return "passed";
	if (role === "primary" || role === "limit") return "inconclusive";
	return role === "protected" ? "warned" : "passed";
}
/** What is not proven says so by its claim: it is not worse than inconclusive. */
function conclusionOfFinding(check, severity) {
	if (check === "policy/not-proven") return "passed";
	if (severity === "block") return "blocked";
	return severity === "warn" ? "warned" : "passed";
}

// src/stats/looks.ts
const ALPHA = .05;
/**
* α of the k-th distinct set of artefacts judged on one pull request. `normal`: three looks at .05, then .05/(k−2)²;
* `strict`: .05·6/(π²k²), so that all looks together keep .05.
*/
function alphaForLook(k, mode) {
	if (mode === "strict") return ALPHA * 6 / (Math.PI ** 2 * k * k);
	return k <= 3 ? ALPHA : ALPHA / (k - 2) ** 2;
}

// src/app/artefacts.ts
/** 16 hex digits that name what is judged: model, data and their placement on head over all targets, not the commits. */
async function artefactsOf(scenes, { evidence, hash }) {
	const parts = [];
	for (const scene of scenes) {
		parts.push(scene.target, scene.placement.head);
		for (const id of ["dataset", "model"]) {
			const one = evidence.get(id);
			const missing = await one.unavailable(scene, "head");
			parts.push(missing ? missing.code : await one.inputs(scene, "head"));
		}
	}
	return Buffer.from(hash(JSON.stringify(parts))).toString("hex").slice(0, 16);
}

// src/app/fork-images.ts
/**
* What evidence may touch. A data root may hold more than the repository ever named: of it, a pull request from a fork is
* shown only the images that base names, by their digest or else by their path.
*/
async function portsFor(scene, request, gate) {
	const ports = portsOf(gate);
	const { base, head } = scene.placement;
	if (request.trusted || gate.dataRoot === null || !head || !outsideGit(head.data)) return ports;
	const evidence = gate.evidence.get("dataset");
	const known = base !== null && await evidence.unavailable(scene, "base") === null;
	const nothing = () => Promise.reject(/* @__PURE__ */ new Error("the dataset needs no other evidence"));
	const dataset = known ? await evidence.compute(scene, "base", nothing, ports) : null;
	const paths = /* @__PURE__ */ new Set();
	const digests = /* @__PURE__ */ new Set();
	for (let row = 0; row < (dataset?.rows ?? 0); row++) {
		paths.add(dataset.path.get(row));
		if (dataset.content.kind(row) === "sha256") digests.add(dataset.content.hex(row));
	}
	return portsOf(gate, ({ path, sha256 }) => sha256 === null ? paths.has(path) : digests.has(sha256));
}

// src/app/policy-findings.ts
/** The engine's own findings for one target; changes of the configuration stand under the first target. */
async function policyFindings(target, prepared) {
	const { scene } = target;
	const { base, head } = scene.placement;
	const oids = {
		base: await modelOid(base, scene.tree.base),
		head: await modelOid(head, scene.tree.head)
	};
	const found = [
		...modelRemoved(base, head, oids.head !== null),
		...notCompared(scene.target, scene.policy, oids),
		...targetRemoved(scene.target, prepared.headConfig)
	];
	if (prepared.targets[0] === target && !prepared.adopting && prepared.headConfig) found.push(...configurationChanges(prepared.deciding, prepared.headConfig));
	const byCheck = /* @__PURE__ */ new Map();
	for (const one of found) byCheck.set(one.check, [...byCheck.get(one.check) ?? [], one.found]);
	return new Map([...byCheck].map(([check, findings]) => [check, {
		status: "measured",
		metrics: [],
		claims: [],
		findings,
		exhibits: []
	}]));
}
async function modelOid(placement, tree) {
	const path = placement?.model?.path;
	return path === void 0 || tree === null ? null : tree.oid(path);
}

// src/app/measure.ts
/** The whole way: commits → plan → evidence → checks → verdict → report. */
async function measure(request, gate, options) {
	const started = gate.clock.now();
	const before = new Map(gate.log.seconds);
	const prepared = await gate.log.stage("plan", () => prepare(request, gate, options.load, options.only, options.history.known));
	const artefacts = await artefactsOf(prepared.targets.map(({ scene }) => scene), gate);
	const looks = await options.looks(artefacts);
	const alpha = alphaForLook(typeof looks === "number" ? looks : 1, prepared.policy.looks);
	const fetched = await fetchAll(request, prepared, gate);
	const again = options.again?.(prepared.policy) ?? (() => false);
	const measured = [];
	for (const target of prepared.targets) measured.push(await outcomesOf(target, prepared, gate, await portsFor(target.scene, request, gate), again));
	const asked = await options.waivers(prepared.policy);
	const [waivers, unread] = "code" in asked ? [[], [asked]] : [asked, []];
	const targets = measured.map((target) => judgeTarget(target, prepared, gate, {
		alpha,
		waivers,
		options
	}));
	const { sides } = prepared;
	return {
		schema: "cv-gate/report@1",
		tool: gate.tool,
		mode: prepared.policy.mode,
		conclusion: worst(targets.map((target) => target.conclusion)),
		commits: {
			base: sides.base.commit,
			head: sides.head.commit,
			policy: sides.policyCommit,
			anchor: prepared.targets.map((target) => target.scene.tree.anchor?.commit ?? null).find(Boolean) ?? null,
			baseAgeDays: sides.baseAgeDays
		},
		targets,
		waivers: settleWaivers(waivers, targets),
		looks: typeof looks === "number" ? {
			k: looks,
			alpha
		} : looks,
		artefacts,
		notes: [
			...prepared.notes,
			...options.history.notes,
			...fetched,
			...unread
		],
		machine: await gate.machine(),
		timing: {
			started: new Date(started).toISOString(),
			seconds: (gate.clock.now() - started) / 1e3,
			stages: stagesSince(before, gate.log.seconds)
		}
	};
}
async function fetchAll(request, prepared, gate) {
	const notes = [];
	for (const { scene, plan } of prepared.targets) if (mayFetch(scene.target, request, prepared) && plan.checks.some(({ state }) => state === "run")) notes.push(...await gate.log.stage("fetch", () => fetchContents(scene, gate)));
	return notes;
}
function stagesSince(before, after) {
	const own = [...after].map(([name, seconds]) => [name, seconds - (before.get(name) ?? 0)]);
	return Object.fromEntries(own.filter(([name, seconds]) => seconds > 0 || !before.has(name)));
}
async function outcomesOf(target, prepared, gate, ports, again) {
	const { scene, plan } = target;
	const { policy } = prepared;
	const minutes = policy.budgetMinutes;
	const { outcomes, recorded } = await run$1(scene, plan, byId(gate.checks), gate.evidence, ports, {
		options: (id) => policy.checks[id]?.options ?? gate.checks.find((check) => check.id === id).options.parse({}),
		deadline: minutes === null ? null : gate.clock.now() + minutes * 6e4,
		budgetMinutes: minutes,
		recorded: gate.outcomes && {
			store: gate.outcomes,
			program: gate.tool.dist
		},
		again
	});
	for (const [id, found] of await policyFindings(target, prepared)) outcomes.set(id, found);
	return {
		target,
		outcomes,
		recorded
	};
}
/** Leaves room for the findings that the verdict makes of claims. */
const MOST_FOUND = .9 * MOST_FINDINGS;
function judgeTarget({ target: { scene, plan, notes }, outcomes, recorded }, { policy, targets }, { hash }, { alpha, waivers, options }) {
	const fold = folded(outcomes, Math.floor(MOST_FOUND / targets.length));
	const judged = judge({
		target: scene.target,
		outcomes: fold.outcomes,
		checks: options.catalogue,
		policy,
		alpha,
		waivers,
		hash
	});
	const told = recorded === 0 ? [] : [{
		code: "recorded",
		args: { n: recorded }
	}];
	told.push(...poolings(outcomes));
	if (fold.folded > 0) told.push({
		code: "findings-folded",
		args: {
			n: fold.folded,
			most: MOST_FINDINGS
		}
	});
	return {
		name: scene.target,
		plan: plan.digest,
		notes: [...notes, ...told],
		...judged
	};
}
/** Checks whose claims rest on several runs, whichever attempt pooled them. */
function poolings(outcomes) {
	const checks = /* @__PURE__ */ new Map();
	for (const [id, outcome] of outcomes) {
		const runs = (outcome.status === "measured" ? outcome.claims : []).map(({ args: { pooled } }) => pooled).find((one) => typeof one === "number");
		if (runs !== void 0) checks.set(runs, [...checks.get(runs) ?? [], id]);
	}
	return [...checks].map(([runs, ids]) => ({
		code: "pooled",
		args: {
			runs,
			checks: ids.join(", ")
		}
	}));
}

// src/render/html/exhibits.ts
function exhibitHtml(exhibit) {
	return `<h4>${html(exhibit.title)}</h4>${draw(exhibit)}`;
}
function draw(exhibit) {
	switch (exhibit.kind) {
		case "table": return tableHtml(exhibit);
		case "bars": return barsSvg(exhibit);
		case "pairs": return pairsHtml(exhibit);
		case "heatmap": return heatmapHtml(exhibit);
		case "graph": return graphHtml(exhibit);
		case "timeline": return timelineSvg(exhibit);
	}
}
function scroll(table) {
	return `<div class="scroll" tabindex="0">${table}</div>`;
}
function tableHtml({ columns, rows, total }) {
	const numeric = columns.map(({ unit }) => unit === "text" ? "" : " class=\"n\"");
	const head = columns.map(({ name }, at) => `<th scope="col"${numeric[at]}>${html(name)}</th>`).join("");
	const body = rows.map((row) => `<tr>${row.map((value, at) => `<td${numeric[at]}>${cell(value, columns[at])}</td>`).join("")}</tr>`).join("");
	if (rows.length === 0) return "<p class=\"soft\">none</p>";
	return `${scroll(`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`)}${rest(total, rows.length)}`;
}
function cell(value, column) {
	if (value === null || value === "") return "";
	return typeof value === "string" ? `<code>${html(value)}</code>` : html(inColumn(value, column));
}
function rest(total, shown) {
	return total > shown ? `<p class="soft">${plain(shown)} of ${plain(total)} shown</p>` : "";
}
const ROW = 34;
function barsSvg({ bars, unit }) {
	const most = unit === "ratio" ? 1 : Math.max(1e-12, ...bars.flatMap(({ base, head }) => [base ?? 0, head ?? 0]));
	const rows = bars.map(({ name, base, head }, at) => {
		const y = at * ROW;
		const one = (value, dy, color) => value === null ? "" : `<rect x="200" y="${y + dy}" width="${(value / most * 400).toFixed(1)}" height="11" fill="var(--${color})"/><text x="${(206 + value / most * 400).toFixed(1)}" y="${y + dy + 10}">${html(inUnit(value, unit))}</text>`;
		return `<text x="190" y="${y + 19}" text-anchor="end">${html(name, 28)}</text>${one(base, 3, "base")}${one(head, 17, "head")}`;
	});
	const label = bars.slice(0, 20).map(({ name, base, head }) => `${name}: ${base === null ? "none" : inUnit(base, unit)} → ${head === null ? "none" : inUnit(head, unit)}`).join("; ");
	return `${scroll(`<svg role="img" aria-label="${html(label)}" width="700" height="${bars.length * ROW + 4}" viewBox="0 0 700 ${bars.length * ROW + 4}">${rows.join("")}</svg>`)}<p class="soft">grey: base, blue: head</p>`;
}
function pairsHtml({ pairs, total }) {
	return `${scroll(`<table><thead><tr><th scope="col">one</th><th scope="col">other</th><th scope="col"></th></tr></thead><tbody>${pairs.map(({ left, right, text }) => `<tr><td><code>${html(refText(left))}</code></td><td><code>${html(refText(right))}</code></td><td>${toHtml(reason(text))}</td></tr>`).join("")}</tbody></table>`)}${rest(total, pairs.length)}`;
}
function heatmapHtml({ rows, columns, values, unit }) {
	const most = Math.max(1e-12, ...values.flat().map((value) => Math.abs(value ?? 0)));
	return scroll(`<table><thead>${`<tr><td></td>${columns.map((name) => `<th scope="col">${html(name)}</th>`).join("")}</tr>`}</thead><tbody>${rows.map((name, y) => {
		const cells = columns.map((_, x) => {
			const value = values[y]?.[x] ?? null;
			if (value === null) return "<td></td>";
			const share = Math.round(Math.abs(value) / most * 60);
			return `<td class="n" style="background:color-mix(in srgb,var(--${value < 0 ? "red" : "blue"}) ${share}%,transparent)">${html(inUnit(value, unit))}</td>`;
		});
		return `<tr><th scope="row">${html(name)}</th>${cells.join("")}</tr>`;
	}).join("")}</tbody></table>`);
}
function graphHtml({ nodes, edges }) {
	return `<ul>${nodes.filter((node) => node.state !== "same").map((node) => `<li><strong>${node.state}</strong> <code>${html(node.label)}</code></li>`).join("")}</ul><p class="soft">${plain(nodes.length)} nodes, ${plain(edges.length)} edges; the unchanged are not listed</p>`;
}
function timelineSvg({ lanes }) {
	const end = Math.max(1e-12, ...lanes.flatMap(({ spans }) => spans.map(([, to]) => to)));
	const rows = lanes.map(({ name, spans }, at) => {
		const bars = spans.map(([from, to]) => `<rect x="${(160 + from / end * 520).toFixed(1)}" y="${at * 26 + 4}" width="${Math.max(1, (to - from) / end * 520).toFixed(1)}" height="16" fill="var(--head)"/>`);
		return `<text x="150" y="${at * 26 + 17}" text-anchor="end">${html(name, 22)}</text>${bars.join("")}`;
	});
	const height = lanes.length * 26 + 8;
	return scroll(`<svg role="img" aria-label="timeline of ${html(milliseconds(end))}" width="700" height="${height}" viewBox="0 0 700 ${height}">${rows.join("")}</svg>`);
}

// src/render/html/judged.ts
const HEADER = [
	"verdict",
	"target",
	"metric",
	"limit",
	"p",
	"why"
];
/** Every claim with its limit, the p-value that decided (adjusted where Holm spans it) and the reason; '' without one. */
function judgedHtml(report) {
	const rows = report.targets.flatMap(({ name, judged, outcomes }) => judged.map(({ check, metric, slice, verdict, pAdjusted, why }) => {
		const outcome = outcomes[check];
		const claim = (outcome?.status === "measured" ? outcome.claims : []).find((one) => one.metric === metric && one.slice === slice);
		const of = slice === null ? "" : ` <code>${html(slice)}</code>`;
		const p = pAdjusted === null ? "" : pAdjusted > 0 && pAdjusted < .001 ? "&lt; 0.001" : plain(pAdjusted);
		const cells = [
			`<code>${html(name)}</code>`,
			`${html(metric)}${of}`,
			claim ? html(tolerated(claim)) : "",
			p
		];
		return `<tr><td class="state">${VERDICT_ICONS[verdict]} ${verdict}</td>${cells.map((cell) => `<td>${cell}</td>`).join("")}<td>${toHtml(reason(why))}</td></tr>`;
	}));
	if (rows.length === 0) return "";
	const header = HEADER.map((title) => `<th scope="col">${title}</th>`).join("");
	return scroll(`<table><thead><tr>${header}</tr></thead><tbody>${rows.join("")}</tbody></table>`);
}

// src/render/html/style.ts
/** The report's look: light and dark by the reader's setting, no font or image from anywhere. */
const STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--page:#fff;--pane:#f6f8fa;--red:#cf222e;--amber:#9a6700;--green:#1a7f37;--blue:#0969da;--base:#8c959f;--head:#0969da}
@media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--soft:#9198a1;--line:#3d444d;--page:#0d1117;--pane:#151b23;--red:#f85149;--amber:#d29922;--green:#3fb950;--blue:#4493f8;--base:#656c76;--head:#4493f8}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}
header{border-left:6px solid var(--tone);padding:4px 0 4px 18px;margin-bottom:24px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}
h2{font-size:19px;margin:36px 0 12px;padding-bottom:6px;border-bottom:1px solid var(--line)}
h3{font-size:16px;margin:24px 0 8px}
h4{font-size:14px;margin:16px 0 6px;color:var(--soft);font-weight:600}
p{margin:6px 0}
.soft{color:var(--soft)}
.blocked,.unverified{--tone:var(--red)}.warned,.inconclusive{--tone:var(--amber)}.passed{--tone:var(--green)}
code{font:13px/1.4 ui-monospace,"DejaVu Sans Mono",Menlo,monospace;background:var(--pane);border:1px solid var(--line);border-radius:4px;padding:0 4px;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:4px 0 12px;font-size:14px}
th,td{border:1px solid var(--line);padding:5px 10px;text-align:left;vertical-align:top}
th{background:var(--pane);font-weight:600;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.finding{border:1px solid var(--line);border-left:4px solid var(--tone,var(--line));border-radius:6px;padding:10px 14px;margin:10px 0;background:var(--pane)}
.finding.block{--tone:var(--red)}.finding.warn{--tone:var(--amber)}.finding.info{--tone:var(--blue)}
.finding .id{font:600 13px ui-monospace,"DejaVu Sans Mono",monospace}
.tag{display:inline-block;font-size:12px;font-weight:600;border:1px solid var(--line);border-radius:10px;padding:0 8px;margin-left:8px;background:var(--page)}
details{margin:8px 0}summary{cursor:pointer;font-weight:600}
svg{display:block}svg text{fill:var(--ink);font:12px system-ui,"Liberation Sans",sans-serif}
.state{white-space:nowrap}
`;

// src/render/html/whisker.ts
const WIDTH = 160;
const HEIGHT = 22;
/** The change with its interval around zero, on a scale that both ends fit into. */
function whisker({ delta, unit }) {
	if (delta.value === null || !isInterval(delta.interval)) return "";
	const { lo, hi } = delta.interval;
	const most = Math.max(Math.abs(lo), Math.abs(hi), 1e-12) * 1.1;
	const x = (value) => (WIDTH / 2 + value / most * (WIDTH / 2)).toFixed(1);
	const label = `${change(delta.value, unit)}, between ${change(lo, unit)} and ${change(hi, unit)}`;
	const y = HEIGHT / 2;
	return `<svg role="img" aria-label="${html(label)}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><line x1="${WIDTH / 2}" x2="${WIDTH / 2}" y1="2" y2="20" stroke="var(--line)" stroke-width="2"/><line x1="${x(lo)}" x2="${x(hi)}" y1="${y}" y2="${y}" stroke="var(--head)" stroke-width="2"/><circle cx="${x(delta.value)}" cy="${y}" r="4" fill="var(--head)"/></svg>`;
}

// src/render/html.ts
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
const FINDINGS_SHOWN = 2e3;
/** One self-contained page: no script, no request; everything untrusted is escaped and in <code>. */
function renderHtml(report, catalogue) {
	const { icon, words, todo } = headline(report, catalogue);
	const all = findings(report, catalogue);
	const notes = [...report.notes, ...report.targets.flatMap((target) => target.notes)];
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer">
<title>CV gate: ${html(words)}</title><style>${STYLE}</style></head><body><main>
<header class="${report.conclusion}"><h1>${icon} CV gate: ${html(words)}</h1><p>${html(todo)}</p><p class="soft">${provenance(report)}</p></header>
${notes.map((note) => `<p class="soft">${toHtml(reason(note))}</p>`).join("\n")}
${section("What blocks", blockers(all))}
${section("What could not be measured", failures(report))}
<h2>Checks</h2>
${gateTable(report, catalogue)}
${section("What was judged", judgedHtml(report))}
${powerLines(report).map((line) => `<p class="soft">${toHtml(line)}</p>`).join("\n")}
${section("Waivers", waiverLines(report).map((line) => `<p>${toHtml(line)}</p>`).join("\n"))}
${checks(report, catalogue, all)}
<h2>The run</h2>
${run(report)}
</main></body></html>
`;
}
function section(title, body) {
	return body === "" ? "" : `<h2>${title}</h2>\n${body}`;
}
function provenance({ commits, machine, timing, tool }) {
	const age = commits.baseAgeDays === null ? "" : `, ${plain(commits.baseAgeDays)} d older`;
	return [
		`<code>${html(commits.base)}</code> (merge-base${age}) → <code>${html(commits.head)}</code>`,
		`${html(machine.cpu)}, ${html(machine.provider)}`,
		duration(timing.seconds),
		`${html(timing.started)}`,
		`cv-gate ${html(tool.version)}`
	].join(" · ");
}
function findingHtml({ severity, finding, text, fix, meta, check }) {
	const where = finding.about.slice(0, 4).map((ref) => `<code>${html(refText(ref))}</code>`).join(" ");
	return `<div class="finding ${severity}"><span class="id">${finding.id}</span><span class="tag">${severity}</span><span class="tag">${finding.age}</span> <strong>${html(meta?.failureTitle ?? check)}</strong><p>${toHtml(text)}</p><p>→ ${toHtml(fix)}</p>${where ? `<p class="soft">${where}</p>` : ""}</div>`;
}
/** The first of each kind open, the others of its kind folded. */
function blockers(all) {
	return grouped(all.filter((one) => one.blocking).slice(0, FINDINGS_SHOWN)).map(({ one, others }) => {
		const fold = `<details><summary>${plain(others.length)} more of this kind</summary>${others.map(findingHtml).join("\n")}</details>`;
		return `${findingHtml(one)}${others.length > 0 ? fold : ""}`;
	}).join("\n");
}
function failures(report) {
	return distinctErrors(report).map(({ code, message, hint, checks }) => `<div class="finding block"><span class="id">${html(code)}</span><p><code>${html(message)}</code></p><p>→ ${html(hint)}</p><p class="soft">stops ${html(checks.join(", "))}</p></div>`).join("\n");
}
function gateTable(report, catalogue) {
	const rows = gateRows(report, catalogue).map((row) => `<tr><td class="state">${STATE_ICONS[row.state]} ${row.state}</td><td><code>${html(row.target)}</code></td><td>${html(row.title)}<br><span class="soft">${html(row.check)}</span></td><td>${toHtml(row.detail)}</td></tr>`);
	return scroll(`<table><thead><tr><th scope="col">state</th><th scope="col">target</th><th scope="col">check</th><th scope="col">result</th></tr></thead><tbody>${rows.join("")}</tbody></table>`);
}
/** Every measured check: its findings that do not block, its metrics, its exhibits. */
function checks(report, catalogue, all) {
	const parts = [];
	for (const target of report.targets) for (const [id, outcome] of Object.entries(target.outcomes)) {
		if (outcome.status !== "measured") continue;
		const own = all.filter((one) => one.target === target.name && one.check === id && !one.blocking);
		const meta = catalogue.get(id);
		if (own.length + outcome.metrics.length + outcome.exhibits.length === 0) continue;
		const more = own.length > FINDINGS_SHOWN ? `<p class="soft">${plain(own.length - FINDINGS_SHOWN)} more findings in report.json</p>` : "";
		parts.push(`<h2>${html(meta?.title ?? id)} <span class="soft">${html(target.name)}</span></h2><p class="soft">${html(meta?.why ?? "")}</p>${own.slice(0, FINDINGS_SHOWN).map(findingHtml).join("\n")}${more}${metricTable(outcome.metrics)}${outcome.exhibits.map(exhibitHtml).join("\n")}`);
	}
	return parts.join("\n");
}
function metricTable(metrics) {
	if (metrics.length === 0) return "";
	const rows = metrics.map((metric) => {
		const { base, head, delta, unit } = metric;
		const show = (estimate) => estimate.value === null ? toHtml(reason(estimate.reason)) : `${html(inUnit(estimate.value, unit))}<br><span class="soft">${html(intervalText(estimate, (value) => inUnit(value, unit)))}</span>`;
		const slice = metric.slice === null ? "" : ` <code>${html(metric.slice)}</code>`;
		const shown = delta.value === null ? toHtml(reason(delta.reason)) : html(change(delta.value, unit));
		const n = delta.value === null ? "" : countOf(delta);
		return `<tr><th scope="row">${html(metric.id)}${slice}</th><td class="n">${show(base)}</td><td class="n">${show(head)}</td><td class="n">${shown}</td><td>${html(intervalText(delta, (value) => change(value, unit)))}${whisker(metric)}</td><td class="n">${html(n)}</td></tr>`;
	});
	return scroll(`<table><thead><tr><th scope="col">metric</th><th scope="col" class="n">base</th><th scope="col" class="n">head</th><th scope="col" class="n">Δ</th><th scope="col">95 % CI of Δ</th><th scope="col" class="n">n</th></tr></thead><tbody>${rows.join("")}</tbody></table>`);
}
function run({ timing, machine, tool, commits, mode }) {
	const facts = [
		["mode", mode],
		["policy from", commits.policy],
		["anchor", commits.anchor ?? "none"],
		["machine", `${machine.os}, ${machine.cpu}${machine.gpu ? `, ${machine.gpu}` : ""}`],
		["sandbox level", String(machine.sandbox)],
		["program", `${tool.version}, ${tool.dist}`],
		...Object.entries(timing.stages).map(([name, seconds]) => [`stage ${name}`, `${duration(seconds)}, ${Math.round(100 * seconds / Math.max(1e-9, timing.seconds))} % of the run`])
	];
	return scroll(`<table><tbody>${facts.map(([name, value]) => `<tr><th scope="row">${html(name)}</th><td>${html(value)}</td></tr>`).join("")}</tbody></table>`);
}

// src/render/json.ts
/** report.json: keys in their order, two spaces, a line break at the end. */
function renderJson(report) {
	return `${JSON.stringify(report, null, 2)}\n`;
}

// src/render/sarif.ts
const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/** GitHub refuses a run with more. */
const MOST_RESULTS = 25e3;
const LEVELS = {
	block: "error",
	warn: "warning",
	info: "note",
	off: "none"
};
/**
* Findings as SARIF 2.1.0 (OASIS standard), worst first, for viewers and code scanning. A rule is a check with a code;
* results keep their finding's id as fingerprint. At most 25,000; `properties.left-out` counts the rest.
*/
function renderSarif(report, catalogue) {
	const all = findings(report, catalogue);
	const shown = all.slice(0, MOST_RESULTS);
	const rules = /* @__PURE__ */ new Map();
	for (const view of shown) if (!rules.has(ruleId(view))) rules.set(ruleId(view), view);
	const indexes = new Map([...rules.keys()].map((id, index) => [id, index]));
	const { tool, commits, conclusion } = report;
	const run = {
		tool: { driver: {
			name: "cv-gate",
			semanticVersion: tool.version,
			rules: [...rules].map(ruleOf)
		} },
		columnKind: "unicodeCodePoints",
		...commits.head === "worktree" ? {} : { automationDetails: { id: `cv-gate/${commits.head}` } },
		results: shown.map((view) => resultOf(view, indexes.get(ruleId(view)))),
		properties: {
			conclusion,
			"left-out": all.length - shown.length
		}
	};
	return `${JSON.stringify({
		$schema: SCHEMA,
		version: "2.1.0",
		runs: [run]
	}, null, 1)}\n`;
}
function ruleId({ check, finding }) {
	return `${check}/${finding.code}`;
}
function ruleOf([id, { meta, check }]) {
	return {
		id,
		shortDescription: { text: meta?.failureTitle ?? check },
		...meta ? { fullDescription: { text: meta.why } } : {}
	};
}
function resultOf(view, ruleIndex) {
	const { finding, severity, text, fix, target } = view;
	const about = finding.about.filter((ref) => ref.kind === "file" && ref.side === "head");
	return {
		ruleId: ruleId(view),
		ruleIndex,
		level: LEVELS[severity],
		message: { text: `${message(text)}\n${message(fix)}`.trim() },
		locations: about.slice(0, 1).flatMap((ref) => ref.kind === "file" ? [locationOf(ref)] : []),
		partialFingerprints: { "cvGateFinding/v1": finding.id },
		baselineState: finding.age === "new" ? "new" : "unchanged",
		occurrenceCount: finding.count,
		properties: {
			target: visible(target),
			evidence: finding.evidence
		}
	};
}
function locationOf({ path, line, column }) {
	const start = {
		startLine: line ?? 1,
		...column === void 0 ? {} : { startColumn: column }
	};
	return { physicalLocation: {
		artifactLocation: {
			uri: uriOf(path),
			uriBaseId: "%SRCROOT%"
		},
		region: start
	} };
}
/** A relative reference: no name of a folder is taken for a scheme or a host. */
function uriOf(path) {
	return new TextDecoder().decode(new TextEncoder().encode(path)).split("/").map(encodeURIComponent).join("/").replace(/^\/+/, "");
}
/** Brackets and backslashes are SARIF's own for links in a message (3.11.6). */
function message(fragments) {
	return fragments.map((part) => "own" in part ? part.own : visible(part.untrusted).replace(/[[\]\\]/g, "\\$&")).join("");
}

// src/app/report-files.ts
/** The files of a report, by name; the folder ignores itself, so that a working tree stays clean. */
function reportFiles(report, catalogue) {
	return {
		"report.json": renderJson(report),
		"comment.md": renderComment(report, catalogue, { marker: {
			key: "default",
			head: report.commits.head,
			run: "local"
		} }),
		"report.html": renderHtml(report, catalogue),
		"report.sarif": renderSarif(report, catalogue),
		".gitignore": "*\n"
	};
}

export { renderTerminal as i, renderJson as n, measure as r, reportFiles as t };