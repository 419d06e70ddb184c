import { t as GateError } from "./errors.js";
import { f as object, h as string, l as int, u as literal } from "./schemas.js";
import { n as askMaybe } from "./retry.js";
import { o as shaSchema } from "./pull-request.js";
import { a as worst, r as reportSchema, t as CONCLUSIONS } from "./report.js";
import { t as parseBounded } from "./json-bounds.js";
import { t as MOST_FINDINGS } from "./fold.js";

// src/host/github/contents.ts
const MOST_BYTES = 1048576;
const file = object({
	type: literal("file"),
	sha: shaSchema,
	size: int(),
	content: string(),
	encoding: string()
});
/** Of a file at a commit: object id and text; null where there is none. For small files of the base side only. */
async function fileAt(connection, path, ref) {
	const request = {
		what: `read ${path}`,
		permission: "{contents: read}",
		schema: file
	};
	const answer = await askMaybe(connection, request, (at) => connection.client.rest.repos.getContent({
		...at,
		path,
		ref
	}));
	if (answer === null) return null;
	if (answer.encoding !== "base64" || answer.size > MOST_BYTES) throw new GateError("config-too-large", "user", `${path} is larger than ${MOST_BYTES} bytes`, {
		hint: "Keep the configuration small.",
		place: { path }
	});
	return {
		oid: answer.sha,
		text: Buffer.from(answer.content, "base64").toString("utf8")
	};
}

// src/app/action/foreign-report.ts
/** The report is eleven deep; a hundred thousand findings are some three million values. */
const BOUNDS = {
	depth: 16,
	values: 8e6,
	string: 1e5
};
/**
* A report that came over an artifact: hostile until it keeps the bounds, fits the schema, is about the commit that the run
* measured, and draws no better conclusion than what it holds.
*/
function parseReport(text, run, head) {
	const refused = (why, cause) => new GateError("report-refused", "artifact", `report.json of run ${run} is refused: ${why}`, {
		hint: "Run the measuring workflow again, with the version of cv-gate that this workflow uses.",
		cause
	});
	const report = parseBounded(text, BOUNDS, reportSchema, refused);
	if (report.commits.head !== head) throw refused(`it is not about commit ${head}`);
	const wrong = tooMany(report) ?? contradiction(report);
	if (wrong !== null) throw refused(wrong);
	return report;
}
function tooMany({ targets }) {
	const count = targets.flatMap((target) => Object.values(target.outcomes)).reduce((sum, one) => sum + (one.status === "measured" ? one.findings.length : 0), 0);
	return count > 1e5 ? `${count} findings, at most ${MOST_FINDINGS}` : null;
}
/** A conclusion that is better than what stands below it was not drawn by this program. */
function contradiction({ targets, conclusion }) {
	if (targets.length === 0) return "it judges no target";
	for (const [at, target] of targets.entries()) {
		const least = leastOf(target);
		if (isBetter(target.conclusion, least)) return `target ${at + 1} is ${least} at best, and called ${target.conclusion}`;
	}
	const all = worst(targets.map((target) => target.conclusion));
	return conclusion === all ? null : `its targets are ${all}, and it is called ${conclusion}`;
}
function leastOf({ blockers, outcomes, severities }) {
	if (Object.values(outcomes).some(({ status }) => status === "error")) return "unverified";
	return blockers.length > 0 || Object.values(severities).includes("block") ? "inconclusive" : "passed";
}
function isBetter(one, other) {
	return CONCLUSIONS.indexOf(one) < CONCLUSIONS.indexOf(other);
}

export { fileAt as n, parseReport as t };