import { r as asGateError, t as GateError } from "./errors.js";
import { t as checkConclusion } from "./exit.js";
import { f as object, h as string, l as int, o as array, y as unknown } from "./schemas.js";
import { t as catalogue } from "./catalogue.js";
import { a as pages, i as onceListed, o as tell, s as tellMaybe } from "./retry.js";
import { i as pullOf } from "./pull-request.js";
import { O as toMarkdown, U as visible, V as codeSpan, _ as headline, a as link, g as grouped, h as findings, k as toPlain, w as refText, z as plain } from "./fold.js";
import { i as commentsOf, n as whoAmI, r as comment$1, t as isOwn } from "./identity.js";
import { n as markOf, r as renderComment, t as MARKS } from "./comment2.js";
import { i as generationIn, n as upsertCheck, r as compareGenerations } from "./check-run.js";

// src/render/annotations.ts
/** GitHub keeps no more for a check than anybody reads. */
const MOST_ANNOTATIONS = 1e3;
const LEVELS = {
	block: "error",
	warn: "warning",
	info: "notice",
	off: "notice"
};
/** New findings on the file, line and column of head that they speak of, in the order of `fresh`. */
function annotationsOf(report, catalogue) {
	const annotations = [];
	for (const view of fresh(report, catalogue)) {
		const annotation = annotationOf(view);
		if (annotation && annotations.push(annotation) === 1e3) break;
	}
	return annotations;
}
/**
* What the pull request brought, worst first. GitHub shows few of one level: within a level the first of every kind comes
* before the second of any.
*/
function fresh(report, catalogue) {
	return inTurn(findings(report, catalogue).filter(({ finding }) => finding.age === "new"));
}
/** Null where a finding speaks of no file of head, or of a line that is not shown. */
function annotationOf(view, isShown = () => true) {
	const { finding, severity, meta, check } = view;
	const about = finding.about.find((ref) => ref.kind === "file" && ref.side === "head");
	if (about?.kind !== "file" || !isShown(about.path, about.line ?? 1)) return null;
	return {
		path: about.path,
		line: about.line ?? 1,
		...about.column === void 0 ? {} : { column: about.column },
		level: LEVELS[severity],
		title: meta?.failureTitle ?? check,
		message: `${toPlain(view.text)}\n${toPlain(view.fix)}`.trim()
	};
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

// src/host/github/commit-status.ts
const status = object({
	id: int(),
	context: string(),
	state: string(),
	description: string().nullish(),
	target_url: string().nullish(),
	creator: object({
		id: int(),
		login: string(),
		type: string()
	}).nullish()
});
const PERMISSION = "{statuses: write}";
const OF_RUN = /\/actions\/runs\/(\d{1,15})\/attempts\/(\d{1,6})$/;
/** A commit status, where check runs may not be written; one that a newer run wrote is left alone. */
async function writeStatus(connection, { name, sha, generation, conclusion, description, url }) {
	const identity = await whoAmI(connection);
	if (newerOf(await own())) return "superseded";
	const written = await write({
		state: conclusion === "action_required" ? "failure" : ended(conclusion),
		description,
		target_url: url
	});
	const newer = newerOf(await onceListed(connection, written, own));
	if (newer === null) return "written";
	await write({
		state: newer.state,
		description: newer.description ?? "",
		target_url: newer.target_url ?? ""
	});
	return "superseded";
	async function own() {
		const listing = {
			what: "list the statuses of the commit",
			permission: PERMISSION,
			schema: array(status)
		};
		return (await pages(connection, listing, (at) => connection.client.rest.repos.listCommitStatusesForRef({
			...at,
			ref: sha
		}))).filter(({ context, creator }) => context === name && isOwn(creator, identity));
	}
	function newerOf(all) {
		const newest = all.toSorted((a, b) => compareGenerations(generationOf$1(b), generationOf$1(a))).at(0);
		return newest && compareGenerations(generationOf$1(newest), generation) > 0 ? newest : null;
	}
	/** Twice says the same. */
	async function write(fields) {
		return tell(connection, {
			what: "write a commit status",
			permission: PERMISSION,
			schema: status
		}, (at) => connection.client.rest.repos.createCommitStatus({
			...at,
			sha,
			context: name,
			...fields
		}));
	}
}
function generationOf$1({ target_url }) {
	return generationIn(target_url, OF_RUN);
}
/** A status knows no end by a person or by the clock. */
function ended(conclusion) {
	return conclusion === "cancelled" || conclusion === "timed_out" ? "error" : conclusion;
}

// src/host/github/diff-lines.ts
const file = object({
	filename: string(),
	patch: string().optional()
}).transform(({ filename, patch }) => ({
	id: filename,
	patch
}));
/**
* Where GitHub shows annotations, by path: files that it lists no patch for (binary, too large, beyond the 3,000th) have
* no such line.
*/
async function diffLines(connection, pull) {
	const request = {
		what: "list the files of the pull request",
		permission: "{pull-requests: read}",
		schema: array(file)
	};
	const files = await pages(connection, request, (at) => connection.client.rest.pulls.listFiles({
		...at,
		pull_number: pull
	}));
	return new Map(files.map(({ id, patch }) => [id, hunksOf(patch ?? "")]));
}
/** From the text of a unified diff, as far as it goes: what its header says beyond that is not shown. */
function hunksOf(patch) {
	const hunks = [];
	let next = 0;
	for (const line of patch.split("\n")) {
		const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1];
		if (start !== void 0) {
			next = Number(start);
			hunks.push([next, next - 1]);
		} else if (hunks.length > 0 && (line.startsWith(" ") || line.startsWith("+"))) hunks.at(-1)[1] = next++;
	}
	return hunks.filter(([from, to]) => to >= from);
}

// src/render/check.ts
const MOST_TITLE = 255;
/** Of a commit status. */
const MOST_DESCRIPTION = 140;
/** 65,535 is the limit of each; no character of ours takes more than three bytes, so that bytes may be meant as well. */
const MOST_SUMMARY = 2e4;
/** Annotations where GitHub shows them; every other finding of the pull request in the text, with its place. */
function renderCheck(report, catalogue, isShown) {
	const annotations = [];
	const others = [];
	for (const view of fresh(report, catalogue)) {
		const annotation = annotations.length < 1e3 ? annotationOf(view, isShown) : null;
		if (annotation) annotations.push(annotation);
		else others.push(view);
	}
	return {
		title: titleOf(report, catalogue, MOST_TITLE),
		summary: renderComment(report, catalogue, {
			marker: null,
			most: MOST_SUMMARY,
			rows: 20
		}),
		text: textOf(annotations.length, others),
		annotations
	};
}
/** The verdict as a commit status says it. */
function renderStatus(report, catalogue) {
	return titleOf(report, catalogue, MOST_DESCRIPTION);
}
/** Instead of a report that could not be read: never a verdict of its own. */
function renderNoReport(why, hint) {
	return {
		title: "CV gate: unverified, no report to go by",
		summary: `${codeSpan(why)}\n\n→ ${codeSpan(hint)}`,
		text: "Nothing is known.",
		annotations: []
	};
}
/** The same in the one comment: what stood there was about an earlier commit. */
function renderCommentWithoutReport(why, hint, { marker, run }) {
	const { title, summary } = renderNoReport(why, hint);
	return `${markOf(marker)}## 🚧 ${title}\n\n${codeSpan(marker.head.slice(0, 10))} · ${link(run)}\n\n${summary}\n`;
}
function titleOf(report, catalogue, most) {
	return visible(`CV gate: ${headline(report, catalogue).words}`, most);
}
function textOf(annotated, others) {
	const many = (count) => `${plain(count)} new finding${count === 1 ? "" : "s"}`;
	const head = [annotated > 0 ? `${many(annotated)} on lines of the diff: see the annotations.` : "", others.length > 0 ? `${many(others.length)} not shown on a line of the diff:` : ""].filter(Boolean);
	if (head.length === 0) return "No new findings.";
	let text = `${head.join("\n\n")}\n`;
	for (const [at, view] of others.entries()) {
		const entry = `\n${entryOf(view)}`;
		if (bytes(text) + bytes(entry) > 65435) return `${text}\n\n${plain(others.length - at)} more left out here for length: see report.html.`;
		text += entry;
	}
	return text;
}
function entryOf({ severity, finding, text, fix }) {
	const where = finding.about.find((ref) => ref.kind === "file");
	const place = where ? ` · ${codeSpan(refText(where))}` : "";
	const remedy = fix.length > 0 ? `<br>→ ${toMarkdown(fix)}` : "";
	return `- ${MARKS[severity]} **${finding.id}** ${toMarkdown(text)}${place}${remedy}`;
}
function bytes(text) {
	return new TextEncoder().encode(text).length;
}

// src/app/action/check.ts
/** Writes the report as a check run, or as a commit status where only that may be written. */
async function check(report, connection, checked, around) {
	const hunks = await hunksFor(report, connection, checked.pull, around);
	const isShown = (path, line) => hunks.get(path)?.some(([from, to]) => line >= from && line <= to) === true;
	await write$1(connection, checked, renderCheck(report, catalogue, isShown), checkConclusion(report), renderStatus(report, catalogue), around);
}
/** A measuring run that left nothing that can be believed: the check says so and is no success. */
async function checkWithoutReport({ message, hint }, connection, checked, around) {
	const texts = renderNoReport(message, hint);
	await write$1(connection, checked, texts, "failure", texts.title, around);
}
async function write$1(connection, { name, sha, generation, serverUrl }, texts, conclusion, description, { log }) {
	const [run, attempt] = generation;
	const common = {
		name,
		sha,
		generation,
		conclusion,
		url: `${serverUrl}/${connection.owner}/${connection.repo}/actions/runs/${run}/attempts/${attempt}`
	};
	try {
		const written = await upsertCheck(connection, {
			...common,
			...texts
		});
		log.info(written.done === "superseded" ? `a newer run has written the check already: ${written.by}` : `check ${written.done}: ${written.url}`);
	} catch (thrown) {
		if (!(thrown instanceof GateError) || thrown.code !== "github-refused") throw thrown;
		log.debug(`${thrown.message}: a commit status is tried`);
		await orStatus(thrown, () => writeStatus(connection, {
			...common,
			description
		}));
		log.info(`a commit status says it: ${thrown.message} → ${thrown.hint}`);
	}
}
/** Where neither may be written the first refusal is the one to tell. */
async function orStatus(refusal, status) {
	try {
		await status();
	} catch (thrown) {
		throw asGateError(thrown).code === "github-refused" ? refusal : thrown;
	}
}
async function hunksFor(report, connection, pull, { log }) {
	if (pull === null || annotationsOf(report, catalogue).length === 0) return /* @__PURE__ */ new Map();
	try {
		return await diffLines(connection, pull);
	} catch (thrown) {
		const { message, hint } = asGateError(thrown);
		log.warn(`findings are listed instead of annotated: ${message} → ${hint}`);
		return /* @__PURE__ */ new Map();
	}
}

// src/host/github/sticky-comment.ts
const WRITE = "{pull-requests: write}";
/** A comment that is listed so often, and cannot be found to be changed or removed, is an error. */
const ROUNDS = 5;
/**
* Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
* the oldest stays. A comment that a newer run wrote is left alone; equal text is not written; what somebody deletes
* meanwhile is created anew. After a removal it is looked at again.
*/
async function upsertComment(connection, issue, wanted) {
	const identity = await whoAmI(connection);
	const list = () => ownComments(connection, issue, identity, wanted.prefix);
	let created = false;
	for (let round = 1;; round++) {
		const before = await list();
		const made = before.length === 0 ? await create(connection, issue, list, wanted) : null;
		created ||= made !== null;
		const result = await settle(connection, made ? byAge(await onceListed(connection, made, list)) : before, wanted, round === ROUNDS);
		if (result === null) continue;
		return result.done === "superseded" || !created ? result : {
			...result,
			done: "created"
		};
	}
}
/** Null: it is to be looked at again, because the one to be updated is gone or others were removed. */
async function settle(connection, [oldest, ...others], wanted, last) {
	const write = last ? tell : tellMaybe;
	const newer = [oldest, ...others].find((own) => compareGenerations(generationOf(own, wanted.prefix), wanted.generation) > 0);
	const { id, body, html_url: url } = oldest;
	const same = body === wanted.body;
	if (!newer && !same) {
		if (await write(connection, {
			what: "update its comment",
			permission: WRITE,
			schema: comment$1
		}, (at) => connection.client.rest.issues.updateComment({
			...at,
			comment_id: id,
			body: wanted.body
		})) === null) return null;
	}
	const doubled = others.filter((own) => own.id !== newer?.id);
	for (const { id } of doubled) await remove(connection, id, write);
	if (doubled.length > 0 && !last) return null;
	if (newer) return {
		done: "superseded",
		by: newer.html_url
	};
	return {
		done: same ? "unchanged" : "updated",
		url
	};
}
function create(connection, issue, list, wanted) {
	return tell(connection, {
		what: "write a comment",
		permission: WRITE,
		schema: comment$1,
		done: async () => (await list())[0] ?? null
	}, (at) => connection.client.rest.issues.createComment({
		...at,
		issue_number: issue,
		body: wanted.body
	}));
}
/** That it is not there any more: somebody was faster. */
async function remove(connection, id, write) {
	await write(connection, {
		what: "remove a doubled comment",
		permission: WRITE,
		schema: unknown()
	}, (at) => connection.client.rest.issues.deleteComment({
		...at,
		comment_id: id
	}));
}
/** Own comments with our marker, oldest first, over all pages. */
async function ownComments(connection, issue, identity, prefix) {
	return (await commentsOf(connection, issue)).filter((one) => isOwn(one.user, identity) && one.body?.startsWith(prefix));
}
function byAge(own) {
	return own.toSorted((a, b) => a.id - b.id);
}
/** `<!-- cv-gate:v1 key=default head=8c1e… run=991.2 -->` → [991, 2] */
function generationOf(own, prefix) {
	const line = (own.body ?? "").slice(prefix.length).split("\n", 1)[0];
	return generationIn(line, /\brun=(\d{1,15})\.(\d{1,6}) -->/);
}

// src/app/action/comment.ts
const KEY = "default";
/** Writes the one comment, unless the pull request has moved on or a newer run has spoken. */
async function comment(report, connection, to, around) {
	const { verified = false, foreign = null, answered } = to;
	await write(connection, to, around, (at) => renderComment(report, catalogue, {
		...at,
		verified,
		foreign,
		answered
	}));
}
/** A measuring run that failed before it could report: a verdict on an earlier commit does not stay there as if it were this one's. */
async function commentWithoutReport({ message, hint }, connection, to, around) {
	await write(connection, to, around, (at) => renderCommentWithoutReport(message, hint, at));
}
async function write(connection, { number, head, run, attempt, serverUrl }, { log }, render) {
	const { head: now } = await pullOf(connection, number);
	if (now !== head) {
		log.warn(`no comment was written: the pull request has moved on to ${now.slice(0, 10)}`);
		return;
	}
	const url = `${serverUrl}/${connection.owner}/${connection.repo}/actions/runs/${run}`;
	const body = render({
		marker: {
			key: KEY,
			head,
			run: `${run}.${attempt}`
		},
		run: {
			id: run,
			url
		}
	});
	const result = await upsertComment(connection, number, {
		body,
		prefix: `<!-- cv-gate:v1 key=${KEY} `,
		generation: [run, attempt]
	});
	log.info(result.done === "superseded" ? `a newer run has commented already: ${result.by}` : `comment ${result.done}: ${result.url}`);
}

export { annotationsOf as a, checkWithoutReport as i, commentWithoutReport as n, check as r, comment as t };