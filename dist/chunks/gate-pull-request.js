import { r as asGateError } from "./errors.js";
import { a as cacheFolder, d as writeFiles } from "./repository.js";
import { i as shaped, n as explained, r as repeatable, t as createClient } from "./client.js";
import { a as writeOutputs, i as tokenForGit, n as readInputs, o as writeSummary, r as readJob, t as annotate } from "./runner.js";
import { a as boolean, i as array, p as string, s as int, u as object } from "./schemas.js";
import { i as renderComment, l as findings, p as toPlain, r as measure, t as reportFiles } from "./report-files.js";
import { t as VERSION } from "./version.js";
import { t as catalogue } from "./catalogue.js";
import { o as load } from "./evidence.js";
import { t as openGate } from "./open-gate.js";

// src/host/github/pull-request.ts
const sha = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const pull = object({
	head: object({ sha }),
	base: object({ ref: string() }),
	state: string(),
	draft: boolean().optional()
});
const reference = object({ object: object({ sha }) });
const comparison = object({ merge_base_commit: object({ sha }) });
/** Head now: it may have moved since the event. */
async function headOf(client, at, number, waiter) {
	const answer = await repeatable("read the pull request", "{pull-requests: read}", waiter, () => client.rest.pulls.get({
		...at,
		pull_number: number
	}));
	return shaped(answer.data, (value) => pull.parse(value), "pull request").head.sha;
}
/** The commit a branch points to now. */
async function tipOf(client, at, branch, waiter) {
	const answer = await repeatable("read the base branch", "{contents: read}", waiter, () => client.rest.git.getRef({
		...at,
		ref: `heads/${branch}`
	}));
	return shaped(answer.data, (value) => reference.parse(value), "branch").object.sha;
}
async function mergeBaseOf(client, at, base, head, waiter) {
	const answer = await repeatable("compare the commits", "{contents: read}", waiter, () => client.rest.repos.compareCommitsWithBasehead({
		...at,
		basehead: `${base}...${head}`,
		per_page: 1,
		page: 1
	}));
	return shaped(answer.data, (value) => comparison.parse(value), "comparison").merge_base_commit.sha;
}

// src/host/github/sticky-comment.ts
const comment$1 = object({
	id: int(),
	body: string().nullish(),
	html_url: string(),
	user: object({
		id: int(),
		login: string(),
		type: string()
	}).nullish()
});
const WORKFLOW_BOT = "github-actions[bot]";
/**
* Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
* the oldest stays. A comment that a newer run wrote is left alone; equal text is not written.
*/
async function upsertComment(client, at, issue, wanted, waiter) {
	const identity = await whoAmI(client);
	const before = await ownComments(client, at, issue, identity, wanted.prefix, waiter);
	const [oldest] = before;
	if (!oldest) return create(client, at, issue, wanted, identity, waiter);
	const newer = before.find((own) => isNewer(generationOf(own, wanted.prefix), wanted.generation));
	if (newer) return {
		done: "superseded",
		by: newer.html_url
	};
	await removeAll(client, at, before.slice(1), waiter);
	if (oldest.body === wanted.body) return {
		done: "unchanged",
		url: oldest.html_url
	};
	await repeatable("update its comment", "{pull-requests: write}", waiter, () => client.rest.issues.updateComment({
		...at,
		comment_id: oldest.id,
		body: wanted.body
	}));
	return {
		done: "updated",
		url: oldest.html_url
	};
}
/** A create that failed may have happened: look before it is repeated. */
async function create(client, at, issue, wanted, identity, waiter) {
	await repeatable("write a comment", "{pull-requests: write}", waiter, async () => {
		if ((await ownComments(client, at, issue, identity, wanted.prefix, waiter)).length === 0) await client.rest.issues.createComment({
			...at,
			issue_number: issue,
			body: wanted.body
		});
	});
	const [oldest, ...others] = await ownComments(client, at, issue, identity, wanted.prefix, waiter);
	if (!oldest) throw explained({ message: "the comment was created and is not listed" }, "keep the comment", "{pull-requests: write}");
	await removeAll(client, at, others, waiter);
	if (oldest.body !== wanted.body && !isNewer(generationOf(oldest, wanted.prefix), wanted.generation)) await repeatable("update its comment", "{pull-requests: write}", waiter, () => client.rest.issues.updateComment({
		...at,
		comment_id: oldest.id,
		body: wanted.body
	}));
	return {
		done: "created",
		url: oldest.html_url
	};
}
async function removeAll(client, at, comments, waiter) {
	for (const { id } of comments) await repeatable("remove a doubled comment", "{pull-requests: write}", waiter, async () => {
		try {
			await client.rest.issues.deleteComment({
				...at,
				comment_id: id
			});
		} catch (error) {
			if (error.status !== 404) throw error;
		}
	});
}
/** Own comments with our marker, oldest first, over all pages. */
async function ownComments(client, at, issue, identity, prefix, waiter) {
	const found = [];
	for (let page = 1;; page++) {
		const answer = await repeatable("list comments", "{pull-requests: read}", waiter, () => client.rest.issues.listComments({
			...at,
			issue_number: issue,
			per_page: 100,
			page
		}));
		const comments = shaped(answer.data, (value) => array(comment$1).parse(value), "comments");
		found.push(...comments.filter((one) => isOwn(one, identity) && one.body?.startsWith(prefix)));
		if (comments.length < 100) break;
	}
	return found.sort((a, b) => a.id - b.id);
}
function isOwn(one, identity) {
	if (!one.user) return false;
	return "id" in identity ? one.user.id === identity.id : one.user.type === "Bot" && one.user.login === identity.login;
}
async function whoAmI(client) {
	try {
		const answer = await client.rest.users.getAuthenticated();
		return { id: shaped(answer.data, (value) => object({ id: int() }).parse(value), "user").id };
	} catch {
		return { login: WORKFLOW_BOT };
	}
}
/** `<!-- cv-gate:v1 key=default head=8c1e… run=991.2 -->` → [991, 2] */
function generationOf(own, prefix) {
	const line = (own.body ?? "").slice(prefix.length).split("\n", 1)[0];
	const match = /\brun=(\d{1,15})\.(\d{1,6}) -->/.exec(line);
	return match ? [Number(match[1]), Number(match[2])] : [0, 0];
}
function isNewer(theirs, ours) {
	return theirs[0] > ours[0] || theirs[0] === ours[0] && theirs[1] > ours[1];
}

// src/render/annotations.ts
const MOST$1 = 1e3;
const LEVELS = {
	block: "error",
	warn: "warning",
	info: "notice",
	off: "notice"
};
/** New findings on the file and line of head that they speak of, worst first. */
function annotationsOf(report, catalogue) {
	return findings(report, catalogue).filter(({ finding }) => finding.age === "new").flatMap(({ finding, severity, meta, check, text, fix }) => {
		const about = finding.about.find((ref) => ref.kind === "file" && ref.side === "head");
		if (about?.kind !== "file") return [];
		const message = `${toPlain(text)}\n${toPlain(fix)}`.trim();
		return [{
			path: about.path,
			line: about.line ?? 1,
			level: LEVELS[severity],
			title: meta?.failureTitle ?? check,
			message
		}];
	}).slice(0, MOST$1);
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

// src/app/action/gate-pull-request.ts
/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
async function gatePullRequest(around) {
	const job = await readJob(around.env);
	const inputs = readInputs();
	const client = createClient(inputs.token, `cv-gate/${VERSION}`);
	const waiter = {
		now: around.now,
		sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
	};
	const env = {
		...around.env,
		...tokenForGit(inputs.token, job.serverUrl)
	};
	const gate = await openGate({
		...around,
		cwd: job.workspace,
		env
	}, {
		cache: inputs.cacheDir ?? cacheFolder(job.temporary),
		dataRoot: inputs.dataRoot,
		nativesDir: inputs.nativesDir
	});
	try {
		const request = await requestOf(job, inputs, client, waiter);
		const report = await measure(request, gate, {
			only: null,
			load,
			looks: {
				code: "not-counted",
				args: { why: "this version does not list earlier runs" }
			},
			catalogue
		});
		await publish(report, job, inputs, client, waiter, gate, around);
		return report;
	} finally {
		await gate.repository.close();
	}
}
async function requestOf(job, inputs, client, waiter) {
	const config = {
		configPath: inputs.config,
		configText: null
	};
	if (job.event.kind === "merge-group") return {
		...config,
		base: job.event.base,
		head: job.event.head,
		mergeBase: null
	};
	const { pull } = job.event;
	const base = await tipOf(client, job, pull.base.ref, waiter);
	return {
		...config,
		base,
		head: pull.head.sha,
		mergeBase: await mergeBaseOf(client, job, base, pull.head.sha, waiter)
	};
}
async function publish(report, job, inputs, client, waiter, gate, around) {
	const folder = inputs.reportDir ?? `${job.temporary}/cv-gate-report`;
	await writeFiles(folder, reportFiles(report, catalogue));
	const artefacts = report.targets.map((target) => target.plan).join("");
	writeOutputs({
		conclusion: report.conclusion,
		"report-dir": folder,
		artefacts: Buffer.from(gate.hash(artefacts)).toString("hex").slice(0, 16)
	});
	await writeSummary(renderSummary(report, catalogue), around.env);
	annotate(annotationsOf(report, catalogue));
	if (job.event.kind !== "pull-request" || !inputs.comment) return;
	try {
		await comment(report, job, job.event.pull, client, waiter, gate);
	} catch (thrown) {
		const error = asGateError(thrown);
		gate.log.warn(`no comment was written: ${error.message} → ${error.hint}`);
	}
}
async function comment(report, job, pull, client, waiter, gate) {
	const now = await headOf(client, job, pull.number, waiter);
	if (now !== pull.head.sha) {
		gate.log.warn(`no comment was written: the pull request has moved on to ${now.slice(0, 10)}`);
		return;
	}
	const marker = {
		key: "default",
		head: pull.head.sha,
		run: `${job.runId}.${job.attempt}`
	};
	const body = renderComment(report, catalogue, { marker });
	const prefix = `<!-- cv-gate:v1 key=${marker.key} `;
	const result = await upsertComment(client, job, pull.number, {
		body,
		prefix,
		generation: [job.runId, job.attempt]
	}, waiter);
	gate.log.info(result.done === "superseded" ? `a newer run has commented already: ${result.by}` : `comment ${result.done}: ${result.url}`);
}

export { gatePullRequest };