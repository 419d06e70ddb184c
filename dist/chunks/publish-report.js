import { i as comment, r as unpack, t as downloadReport } from "./artifact.js";
import { r as pullsOf, t as mergeBaseOf } from "./pull-request.js";
import { t as GateError } from "./errors.js";
import { n as reportSchema } from "./report.js";

// src/app/action/foreign-report.ts
/** A report that came over an artifact: hostile until it fits the schema and is about the commit that the run measured. */
function parseReport(text, run, head) {
	const refused = (why, cause) => new GateError("report-refused", "artifact", `report.json of run ${run} is refused: ${why}`, {
		hint: "Run the measuring workflow again, with the version of cv-gate that this workflow uses.",
		cause
	});
	let data;
	try {
		data = JSON.parse(text);
	} catch (cause) {
		throw refused("it is not JSON", cause);
	}
	const parsed = reportSchema.safeParse(data);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw refused(`${issue?.path.join(".") || "report"}: ${issue?.message ?? "not a report"}`, parsed.error);
	}
	if (parsed.data.commits.head !== head) throw refused(`it is not about commit ${head}`);
	return parsed.data;
}

// src/app/action/publish-report.ts
/**
* The half that talks: on the end of a measuring run it writes what the run's report says. It opens no file of a pull
* request; the report is read through its schema, and commit and pull request are asked from the API.
*/
async function publishReport(connection, run, { measuringWorkflow }, around) {
	const { log } = around;
	if (run.path !== measuringWorkflow) {
		log.warn(`run ${run.id} is of ${run.path}, not of ${measuringWorkflow}: another workflow may bear the same name`);
		return;
	}
	if (run.event !== "pull_request") {
		log.info(`run ${run.id} was started by ${run.event}: there is no pull request to comment on`);
		return;
	}
	const archive = await downloadReport(connection, run.id);
	if (archive === null) {
		log.warn(`run ${run.id} left no report: it was cancelled or failed before it could write one`);
		return;
	}
	const report = parseReport(unpack(archive, "report.json"), run.id, run.head.sha);
	const addressees = await addresseesOf(report, run, connection);
	if (addressees.length === 0) log.warn("no comment was written: no open pull request has this head and merge-base now");
	for (const number of addressees) await comment(report, connection, {
		number,
		head: run.head.sha,
		run: run.id,
		attempt: run.attempt
	}, around);
}
/** Pull requests of the run's head whose merge-base is the one that the report was measured against. */
async function addresseesOf(report, run, connection) {
	const numbers = [];
	for (const { number, baseRef } of await pullsOf(connection, run)) if (await mergeBaseOf(connection, baseRef, run.head.sha) === report.commits.base) numbers.push(number);
	return numbers;
}

export { publishReport };