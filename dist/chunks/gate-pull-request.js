import { r as asGateError } from "./errors.js";
import { f as writeFiles, o as cacheFolder } from "./repository.js";
import { a as waiterOf, t as createClient } from "./client.js";
import { i as tipOf, n as mergeBaseOf, t as comment } from "./comment.js";
import { a as writeOutputs, i as tokenForGit, n as readInputs, o as writeSummary, t as annotate } from "./runner.js";
import { c as findings, l as grouped, m as toPlain, t as renderComment } from "./comment2.js";
import { t as VERSION } from "./version.js";
import { t as catalogue } from "./catalogue.js";
import { n as load } from "./tree.js";
import { r as measure, t as reportFiles } from "./report-files.js";
import { t as openGate } from "./open-gate.js";

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

// src/app/action/gate-pull-request.ts
/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
async function gatePullRequest(job, event, around) {
	const inputs = readInputs();
	const client = createClient(inputs.token, `cv-gate/${VERSION}`);
	const waiter = waiterOf(around.now);
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
		recorded: false,
		dataRoot: inputs.dataRoot,
		nativesDir: inputs.nativesDir
	});
	try {
		const request = await requestOf(job, event, inputs, client, waiter);
		const report = await measure(request, gate, {
			only: null,
			load,
			looks: {
				code: "not-counted",
				args: { why: "this version does not list earlier runs" }
			},
			catalogue
		});
		await leave(report, job, inputs, gate, around);
		if (event.kind === "pull-request" && inputs.comment) await talk(report, job, event.pull, client, around, waiter);
		return report;
	} finally {
		await gate.repository.close();
	}
}
async function requestOf(job, event, inputs, client, waiter) {
	const config = {
		configPath: inputs.config,
		configText: null
	};
	if (event.kind === "merge-group") return {
		...config,
		base: event.base,
		head: event.head,
		mergeBase: null,
		trusted: true
	};
	const head = event.pull.head.sha;
	const base = await tipOf(client, job, event.pull.base.ref, waiter);
	const trusted = event.pull.head.repo?.id === event.pull.base.repo.id;
	return {
		...config,
		base,
		head,
		trusted,
		mergeBase: await mergeBaseOf(client, job, base, head, waiter)
	};
}
/** What stays when the run is over: files, outputs, summary, annotations. */
async function leave(report, job, inputs, gate, { env }) {
	const folder = inputs.reportDir ?? `${job.temporary}/cv-gate-report`;
	await writeFiles(folder, reportFiles(report, catalogue));
	const artefacts = report.targets.map((target) => target.plan).join("");
	writeOutputs({
		conclusion: report.conclusion,
		"report-dir": folder,
		artefacts: Buffer.from(gate.hash(artefacts)).toString("hex").slice(0, 16)
	});
	await writeSummary(renderSummary(report, catalogue), env);
	annotate(annotationsOf(report, catalogue));
}
async function talk(report, job, { number, head }, client, around, waiter) {
	try {
		await comment(report, client, job, {
			number,
			head: head.sha,
			run: job.runId,
			attempt: job.attempt
		}, around, waiter);
	} catch (thrown) {
		const error = asGateError(thrown);
		around.log.warn(`no comment was written: ${error.message} → ${error.hint}`);
	}
}

export { gatePullRequest };