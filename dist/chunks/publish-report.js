import { r as unpack, t as downloadReport } from "./artifact.js";
import { r as pullsOf, t as mergeBaseOf } from "./pull-request.js";
import { t as comment } from "./comment2.js";
import { t as parseReport } from "./foreign-report.js";

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