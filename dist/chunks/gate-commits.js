import { r as asGateError } from "./errors.js";
import { f as writeFiles, o as cacheFolder } from "./repository.js";
import { f as object, h as string, l as int, m as strictObject, o as array, u as literal } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { a as tipOf, t as mergeBaseOf } from "./pull-request.js";
import { a as writeSummary, i as writeOutputs, r as tokenForGit, t as annotate } from "./runner2.js";
import { c as findings, h as toPlain, l as grouped, t as renderComment } from "./comment.js";
import { t as catalogue } from "./catalogue.js";
import { n as load } from "./tree.js";
import { r as measure, t as reportFiles } from "./report-files.js";
import { t as openGate } from "./open-gate.js";
import { a as commentsOf, i as comment, n as reportsSince, o as uneditedOf, r as unpack, t as downloadReport } from "./artifact.js";
import { a as rawSchema, c as checkIdSchema, l as digestSchema } from "./report.js";
import { i as workflowRun } from "./events2.js";
import { n as askMaybe, t as ask } from "./retry.js";

// src/render/annotations.ts
const MOST$1 = 1e3;
const LEVELS = {
	block: "error",
	warn: "warning",
	info: "notice",
	off: "notice"
};
/**
* New findings on the file, line and column of head that they speak of, worst first. GitHub shows few of one level: within
* a level the first of every kind comes before the second of any.
*/
function annotationsOf(report, catalogue) {
	return inTurn(findings(report, catalogue).filter(({ finding }) => finding.age === "new")).flatMap(({ finding, severity, meta, check, text, fix }) => {
		const about = finding.about.find((ref) => ref.kind === "file" && ref.side === "head");
		if (about?.kind !== "file") return [];
		const message = `${toPlain(text)}\n${toPlain(fix)}`.trim();
		return [{
			path: about.path,
			line: about.line ?? 1,
			...about.column === void 0 ? {} : { column: about.column },
			level: LEVELS[severity],
			title: meta?.failureTitle ?? check,
			message
		}];
	}).slice(0, MOST$1);
}
function inTurn(views) {
	return [
		"error",
		"warning",
		"notice"
	].flatMap((level) => {
		return grouped(views.filter(({ severity }) => LEVELS[severity] === level)).flatMap(({ one, others }) => [one, ...others].map((view, turn) => ({
			view,
			turn
		}))).sort((a, b) => a.turn - b.turn).map(({ view }) => view);
	});
}

// src/render/summary.ts
/** GitHub shows nothing of a step summary above 1 MiB. */
const MOST = 921600;
/** The step summary: the comment with more rows, without its marker. */
function renderSummary(report, catalogue) {
	const marker = {
		key: "summary",
		head: report.commits.head,
		run: "summary"
	};
	return renderComment(report, catalogue, {
		marker,
		most: MOST / 4,
		rows: 100
	}).replace(/^<!--[^\n]*-->\n/, "");
}

// src/app/action/recorded.ts
const recordedSchema = strictObject({
	schema: literal("cv-gate/recorded@1"),
	outcomes: array(strictObject({
		digest: digestSchema,
		check: checkIdSchema,
		outcome: rawSchema
	}))
});
const RECORDED_FILE = "recorded.json";
/** Outcomes that an earlier attempt of this run left, and those of this one, to be left for the next. */
var Recorded = class {
	#known = /* @__PURE__ */ new Map();
	#used = /* @__PURE__ */ new Map();
	#forced;
	/** `text`: the file of the earlier attempt, or null. What does not fit the schema counts as absent. */
	constructor(text, forced) {
		this.#forced = forced;
		for (const entry of text === null ? [] : entriesIn(text)) this.#known.set(entry.digest, entry);
	}
	async get(digest, check) {
		if (this.#forced === "all" || this.#forced.has(check)) return null;
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
	text() {
		return JSON.stringify({
			schema: "cv-gate/recorded@1",
			outcomes: [...this.#used.values()]
		});
	}
};
function entriesIn(text) {
	try {
		return recordedSchema.parse(JSON.parse(text)).outcomes;
	} catch {
		return [];
	}
}

// src/commands/rights.ts
/** GitHub's roles, each with all that the ones before it may. */
const ROLES = [
	"none",
	"read",
	"triage",
	"write",
	"maintain",
	"admin"
];
/** The least role of each command. For `waive` and `unwaive` the policy says who, out of those who may write. */
const NEEDED = {
	recheck: "write",
	waive: "write",
	unwaive: "write",
	explain: "write",
	status: "write",
	help: "write"
};
/** The highest role that each `permission` can stand for: the API has four words for six roles. */
const HIGHEST = /* @__PURE__ */ new Map([
	["read", "triage"],
	["write", "maintain"],
	["admin", "admin"]
]);
/** What each `permission` is worth by itself. */
const PERMISSIONS = [
	"read",
	"write",
	"admin"
];
/** A custom role counts as the permission that it is founded on; where role and permission disagree the lower one counts. */
function roleOf({ role, permission }) {
	const highest = HIGHEST.get(permission);
	if (highest === void 0) return "none";
	const known = ROLES.find((one) => one === role);
	if (known === void 0) return PERMISSIONS.find((one) => one === permission);
	return atLeast(highest, known) ? known : highest;
}
/** `waivers` is the policy's: names of roles (they and all above) and of people. Nobody waives who may not write. */
function mayDo({ kind }, person, waivers) {
	const role = roleOf(person);
	if (!atLeast(role, NEEDED[kind])) return false;
	return kind !== "waive" && kind !== "unwaive" || waivers.some((entry) => isNamed(entry, role, person));
}
/** A word that is a role of GitHub never means a person of that name. */
function isNamed(entry, role, person) {
	const named = ROLES.find((one) => one === entry.toLowerCase());
	if (named !== void 0) return atLeast(role, named);
	return entry.toLowerCase() === person.login.toLowerCase() || entry === person.role;
}
function atLeast(role, least) {
	return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

// src/host/github/runs.ts
const run = workflowRun.extend({
	status: string().nullable(),
	created_at: datetime(),
	run_started_at: datetime().optional(),
	html_url: string()
});
const READ = "{actions: read}";
/** When an attempt of a run began, in milliseconds since 1970. */
async function attemptStarted(connection, id, attempt) {
	const request = {
		what: `read attempt ${attempt} of run ${id}`,
		permission: READ,
		schema: run
	};
	const { run_started_at, created_at } = await ask(connection, request, (at) => connection.client.rest.actions.getWorkflowRunAttempt({
		...at,
		run_id: id,
		attempt_number: attempt
	}));
	return Date.parse(run_started_at ?? created_at);
}

// src/commands/grammar.ts
const PREFIX = "/cv-";
const LONGEST_BODY = 65536;
const LONGEST_LINE = 1e3;
const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;
const LONGEST_CHECK = 80;
const FINDING_DIGITS = 10;
const EVIDENCE_DIGITS = 8;
/** What stands in the place of a reason in the lines that we offer to copy. */
const PLACEHOLDER = "reason";
const FORCE = "--force";
const READERS = /* @__PURE__ */ new Map([
	["/cv-recheck", ["recheck", recheck]],
	["/cv-waive", ["waive", waive]],
	["/cv-unwaive", ["unwaive", unwaive]],
	["/cv-explain", ["explain", explain]],
	["/cv-status", ["status", (rest) => alone({ kind: "status" }, rest)]],
	["/cv-help", ["help", (rest) => alone({ kind: "help" }, rest)]]
]);
/**
* Reads the first line of a comment that is not blank; null when it is no command, and the bot stays silent. A command
* begins with its first character: in a quote, a list, code or after a space it is talk about a command. What stands
* below is not read.
*/
function parseCommand(body) {
	if (body.length > LONGEST_BODY) return null;
	const line = firstLine(body);
	if (!line.startsWith(PREFIX)) return null;
	const [word, rest] = cut(line);
	if (word.includes("/", 1)) return null;
	const [command, read] = READERS.get(word) ?? [null, () => reason("unknown-command", { word })];
	const said = unreadable(line) ?? read(rest);
	return "kind" in said ? said : {
		kind: "malformed",
		command,
		why: said
	};
}
function recheck(rest) {
	const checks = /* @__PURE__ */ new Set();
	let force = false;
	for (const word of wordsOf(rest)) if (word === FORCE) force = true;
	else if (isCheckId(word)) checks.add(word);
	else return reason(word.startsWith("-") ? "unknown-option" : "not-a-check", { word });
	return {
		kind: "recheck",
		checks: [...checks],
		force
	};
}
function waive(rest) {
	const [target, why] = cut(rest);
	const [finding, evidence, ...more] = target.split("@");
	if (!isHex(finding, 10) || !isHex(evidence, 8) || more.length > 0) return reason("not-a-finding-and-evidence", { word: target });
	if (why.length < 3) return reason("reason-too-short", { least: 3 });
	if (why.length > 500) return reason("reason-too-long", {
		most: 500,
		length: why.length
	});
	if (why === "reason" || why === `<${"reason"}>`) return reason("reason-is-placeholder", {});
	return {
		kind: "waive",
		finding,
		evidence,
		reason: why
	};
}
function unwaive(rest) {
	const [finding, more] = cut(rest);
	if (!isHex(finding, 10)) return reason("not-a-finding", { word: finding });
	return alone({
		kind: "unwaive",
		finding
	}, more);
}
function explain(rest) {
	const [what, more] = cut(rest);
	if (!isHex(what, 10) && !isCheckId(what)) return reason("not-a-check-or-finding", { word: what });
	return alone({
		kind: "explain",
		what
	}, more);
}
/** The intent, unless the line goes on. */
function alone(intent, rest) {
	return rest === "" ? intent : reason("words-too-many", { word: rest });
}
function reason(code, args) {
	return {
		code,
		args
	};
}
function firstLine(body) {
	let from = 0;
	while (from < body.length) {
		const newline = body.indexOf("\n", from);
		const end = newline === -1 ? body.length : newline;
		const line = body.slice(from, body[end - 1] === "\r" ? end - 1 : end);
		for (let at = 0; at < line.length; at++) if (!isBlank(line[at])) return line;
		from = end + 1;
	}
	return "";
}
/** Why the line is none that a command may stand in: one look-alike letter and it means something else to a reader. */
function unreadable(line) {
	if (line.length > 1e3) return reason("line-too-long", {
		most: LONGEST_LINE,
		length: line.length
	});
	let column = 1;
	for (const character of line) {
		const point = character.codePointAt(0);
		if ((point < 32 || point > 126) && !isBlank(character)) return reason("not-plain-ascii", {
			column,
			character: `U+${point.toString(16).toUpperCase().padStart(4, "0")}`
		});
		column++;
	}
	return null;
}
/** The first word, and the rest without blanks around it. */
function cut(text) {
	let end = 0;
	while (end < text.length && !isBlank(text[end])) end++;
	return [text.slice(0, end), text.slice(end).trim()];
}
function* wordsOf(text) {
	for (let rest = text; rest !== "";) {
		const [word, more] = cut(rest);
		yield word;
		rest = more;
	}
}
function isBlank(character) {
	return character === " " || character === "	";
}
function isHex(text, digits) {
	return text?.length === digits && [...text].every((digit) => "0123456789abcdef".includes(digit));
}
/** `family/name`, each of words of a–z and 0–9 that begin with a letter where the part begins, joined by `-`. */
function isCheckId(text) {
	const parts = text.split("/");
	return text.length <= LONGEST_CHECK && parts.length === 2 && parts.every(isCheckPart);
}
function isCheckPart(part) {
	const isWord = (word) => word !== "" && [...word].every((letter) => isLetter(letter) || isDigit(letter));
	return isLetter(part[0]) && part.split("-").every(isWord);
}
function isLetter(character) {
	return character !== void 0 && character >= "a" && character <= "z";
}
function isDigit(character) {
	return character >= "0" && character <= "9";
}

// src/host/github/people.ts
const permission = object({
	permission: string(),
	role_name: string(),
	user: object({ id: int() }).nullable()
});
const NONE = {
	role: "none",
	permission: "none"
};
/** Asked from the API: `author_association` in a payload is no permission. A login that changed hands has no rights. */
async function standingOf(connection, { login, id }) {
	const request = {
		what: `ask for the rights of ${login}`,
		permission: "{contents: read}",
		schema: permission
	};
	const answer = await askMaybe(connection, request, (at) => connection.client.rest.repos.getCollaboratorPermissionLevel({
		...at,
		username: login
	}));
	if (answer === null || answer.user?.id !== id) return NONE;
	return {
		role: answer.role_name,
		permission: answer.permission
	};
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

// src/app/action/waivers.ts
const DAYS = 30;
const DAY_MS = 864e5;
/** The waivers on pull requests as they stand at a time (milliseconds since 1970), oldest first. */
function waiversIn(said, { waivers: roles }, now) {
	const mayWaive = (one) => mayDo(one.intent, {
		...one.standing,
		login: one.author.login
	}, roles);
	return said.flatMap((one, index) => {
		const { intent, pull, comment, author } = one;
		if (intent.kind !== "waive") return [];
		const until = Date.parse(comment.created_at) + DAYS * DAY_MS;
		const state = stateOf(one, until, said.slice(index + 1));
		const { finding, evidence, reason } = intent;
		return [{
			finding,
			evidence,
			by: author.login,
			reason,
			until: new Date(until).toISOString(),
			pull,
			comment: comment.id,
			state
		}];
	});
	function stateOf(one, until, later) {
		if (!mayWaive(one)) return "no-right";
		if (one.edited) return "edited";
		if (later.some((other) => withdraws(other, one) && mayWaive(other))) return "withdrawn";
		return now >= until ? "expired" : "valid";
	}
}
function withdraws({ intent }, { intent: waived }) {
	return intent.kind === "unwaive" && waived.kind === "waive" && intent.finding === waived.finding;
}

// src/app/action/state.ts
/** What cannot be read is said and left out: without waivers and records the gate is only stricter. */
async function stateOf(job, event, connection, log) {
	const pulls = pullsIn(event);
	return {
		recorded: await recordedBefore(job, pulls, connection, log),
		looks: (artefacts) => looksAt(event, artefacts, connection),
		async waivers(policy) {
			if (pulls.length === 0) return [];
			try {
				return waiversIn(await saidOn(connection, pulls, WAIVING), policy, connection.waiter.now());
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
async function recordedBefore({ runId, attempt }, pulls, connection, log) {
	const nothing = new Recorded(null, /* @__PURE__ */ new Set());
	if (attempt <= 1) return nothing;
	try {
		const archive = await downloadReport(connection, runId);
		if (archive === null) return nothing;
		const since = await attemptStarted(connection, runId, attempt - 1);
		const said = await saidOn(connection, pulls, RECHECKING);
		return new Recorded(unpack(archive, RECORDED_FILE), forcedSince(said, since));
	} catch (thrown) {
		log.info(`everything is measured anew: ${asGateError(thrown).message}`);
		return nothing;
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
async function looksAt(event, artefacts, connection) {
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
	try {
		const earlier = await reportsSince(connection, Date.parse(created_at), {
			branch: head.ref,
			repository: head.repo.id
		});
		if (earlier === null) return notCounted("there are too many artifacts to look through");
		return earlier.add(artefacts).size;
	} catch (thrown) {
		return notCounted(asGateError(thrown).message);
	}
}
function notCounted(why) {
	return {
		code: "not-counted",
		args: { why }
	};
}

// src/app/action/gate-commits.ts
/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
async function gateCommits(job, event, inputs, connection, around) {
	const env = {
		...around.env,
		...tokenForGit(inputs.token, job.serverUrl)
	};
	const state = await stateOf(job, event, connection, around.log);
	const gate = await openGate({
		...around,
		cwd: job.workspace,
		env
	}, {
		cache: inputs.cacheDir ?? cacheFolder(job.temporary),
		recorded: state.recorded,
		dataRoot: inputs.dataRoot,
		nativesDir: inputs.nativesDir
	});
	try {
		const request = await requestOf(event, inputs, connection);
		const report = await measure(request, gate, {
			only: null,
			load,
			catalogue,
			...state
		});
		await leave(report, job, inputs, request, state, around);
		if (event.kind === "pull-request" && inputs.comment) await talk(report, job, event, connection, around);
		return report;
	} finally {
		await gate.repository.close();
	}
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
	if (event.kind === "push") return {
		...common,
		base: event.before,
		head: event.after,
		mergeBase: event.before,
		trusted: true
	};
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
async function leave(report, job, inputs, { draft }, { recorded }, { env }) {
	const folder = inputs.reportDir ?? `${job.temporary}/cv-gate-report`;
	await writeFiles(folder, {
		...reportFiles(report, catalogue),
		[RECORDED_FILE]: recorded.text()
	});
	const artefacts = `${report.artefacts}${draft === true ? "-draft" : ""}`;
	writeOutputs({
		conclusion: report.conclusion,
		"report-dir": folder,
		artefacts
	});
	await writeSummary(renderSummary(report, catalogue), env);
	annotate(annotationsOf(report, catalogue));
}
async function talk(report, { runId: run, attempt }, { pull: { number, head } }, connection, around) {
	try {
		await comment(report, connection, {
			number,
			head: head.sha,
			run,
			attempt
		}, around);
	} catch (thrown) {
		const error = asGateError(thrown);
		around.log.warn(`no comment was written: ${error.message} → ${error.hint}`);
	}
}

export { gateCommits };