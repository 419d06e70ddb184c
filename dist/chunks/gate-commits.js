import { r as asGateError } from "./errors.js";
import { f as writeFiles, o as cacheFolder } from "./repository.js";
import { a as tipOf, t as mergeBaseOf } from "./pull-request.js";
import { a as writeSummary, i as writeOutputs, r as tokenForGit, t as annotate } from "./runner.js";
import { c as findings, l as grouped, m as toPlain, t as renderComment } from "./comment.js";
import { t as catalogue } from "./catalogue.js";
import { n as load } from "./tree.js";
import { r as measure, t as reportFiles } from "./report-files.js";
import { t as openGate } from "./open-gate.js";
import { t as comment } from "./comment2.js";

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

// src/app/action/gate-commits.ts
/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
async function gateCommits(job, event, inputs, connection, around) {
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
		const request = await requestOf(event, inputs, connection);
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
	const { head, base } = event.pull;
	const tip = await tipOf(connection, base.ref);
	const trusted = head.repo?.id === base.repo.id;
	return {
		...common,
		base: tip,
		head: head.sha,
		trusted,
		mergeBase: await mergeBaseOf(connection, tip, head.sha)
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