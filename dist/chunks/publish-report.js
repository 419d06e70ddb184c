import { r as asGateError, t as GateError } from "./errors.js";
import { t as checkConclusion } from "./exit.js";
import { f as object, h as string, l as int, o as array } from "./schemas.js";
import { c as downloadReport, f as unpack, r as newestRun } from "./json-bounds.js";
import { t as measuringRun } from "./events2.js";
import { r as compareGenerations } from "./check-run.js";
import { a as pullsOf, i as pullOf, n as mergeBaseOf, s as tipOf } from "./pull-request.js";
import { i as checkWithoutReport, n as commentWithoutReport, r as check, t as comment } from "./comment.js";
import { n as fileAt, t as parseReport } from "./foreign-report.js";
import { t as ask } from "./retry.js";

// src/host/github/rules.ts
const rules = array(object({
	type: string(),
	parameters: object({
		required_status_checks: array(object({
			context: string(),
			integration_id: int().nullish()
		})).optional(),
		workflows: array(object({ path: string() })).optional()
	}).optional()
}));
/** Whether the rules of a branch let nothing in but what our App's check passed, or what the workflow file has run on. */
async function isPinned(connection, branch, { check, workflow }) {
	return (await ask(connection, {
		what: "read the rules of the base branch",
		permission: "{contents: read}",
		schema: rules
	}, (at) => connection.client.rest.repos.getBranchRules({
		...at,
		branch
	}))).some(({ type, parameters }) => {
		if (type === "workflows") return parameters?.workflows?.some(({ path }) => path === workflow) ?? false;
		if (type !== "required_status_checks" || !connection.app) return false;
		return (parameters?.required_status_checks ?? []).some(({ context, integration_id }) => context === check && integration_id === connection.app.id);
	});
}

// src/app/action/trust.ts
/** Whether the workflow that measured is the base branch's, byte for byte: a run takes the file from the commit it measures. */
async function isBasesWorkflow(connection, { path, head }, base) {
	const tip = await tipOf(connection, base);
	const [ours, theirs] = [await fileAt(connection, path, tip), await fileAt(connection, path, head.sha)];
	return ours !== null && ours.oid === theirs?.oid;
}
/** What a report may be called. Whatever cannot be asked is not verified. */
async function trustIn(connection, run, base, check, log) {
	if (run.conclusion === null) return {
		verified: false,
		foreign: null
	};
	try {
		if (!await isBasesWorkflow(connection, run, base)) return {
			verified: false,
			foreign: run.path
		};
		return {
			verified: connection.app !== void 0 && await isPinned(connection, base, {
				check,
				workflow: run.path
			}),
			foreign: null
		};
	} catch (thrown) {
		log.info(`self-reported: ${asGateError(thrown).message}`);
		return {
			verified: false,
			foreign: null
		};
	}
}
/** The base branch of a merge group, out of its ref `gh-readonly-queue/<base>/pr-7-<sha>`. */
function baseOfQueue(branch) {
	return /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(branch)?.[1] ?? branch;
}

// src/app/action/publish-report.ts
/**
* The half that talks: on the end of a measuring run it writes what the run's report says. It opens no file of a pull
* request; the report is read through its schema, and commit and pull request are asked from the API. What could not be
* written is its error, and so is a report that is refused.
*/
async function publishReport(connection, run, inputs, around) {
	const { log } = around;
	if (run.path !== inputs.measuringWorkflow) {
		log.warn(`run ${run.id} is of ${run.path}, not of ${inputs.measuringWorkflow}: another workflow may bear the same name → If that file measures, name it in the input measuring-workflow.`);
		return;
	}
	if (run.event !== "pull_request" && !(run.event === "merge_group" && inputs.check !== null)) {
		log.info(`run ${run.id} was started by ${run.event}: there is no pull request to write to`);
		return;
	}
	const failures = [];
	const newer = await newerRun(connection, run, await say(connection, run, inputs, around, failures).catch((thrown) => void failures.push(thrown)) ?? null, log);
	if (newer === null) {
		if (failures.length > 0) throw failures[0];
		return;
	}
	log.info(`run ${newer.id}.${newer.attempt} has ended meanwhile: its report has the last word`);
	await publishReport(connection, newer, inputs, around);
}
/** Check and comment, each whatever becomes of the other; the pull request that was written to. */
async function say(connection, run, { check: name, comment: comments }, around, failures) {
	const { log } = around;
	const checked = name === null ? null : checkedOf(name, run, around.env);
	const report = await reportOf(connection, run, checked, around);
	if (report === null) {
		if (comments && run.conclusion === "failure") await tellNothingLeft(run, connection, around);
		return null;
	}
	if (run.event === "merge_group") {
		await checkTrusted(report, run, baseOfQueue(run.head.branch), connection, checked, around);
		return null;
	}
	const pulls = await addresseesOf(report, run, connection);
	if (pulls.length === 0) log.warn("nothing was written: no open pull request has this head and merge-base now");
	const [first = null] = pulls;
	if (checked && first) await checkTrusted(report, run, first.baseRef, connection, {
		...checked,
		pull: first.number
	}, around).catch((thrown) => failures.push(thrown));
	for (const pull of comments ? pulls : []) {
		const trust = await trustIn(connection, run, pull.baseRef, name, log);
		await comment(report, connection, {
			...addressee(pull, run, around),
			...trust
		}, around).catch((thrown) => failures.push(thrown));
	}
	return first;
}
/**
* GitHub cannot be asked to write only over what we have read: a newer run may have spoken between our look and our word.
* Whoever wrote last asks for such a run, of the commit that is head now, and says what that has to say.
*/
async function newerRun(connection, run, pull, log) {
	try {
		const { head, headRepository } = pull ? await pullOf(connection, pull.number) : {
			head: run.head.sha,
			headRepository: run.head.repository
		};
		const newest = await newestRun(connection, {
			head,
			headRepository,
			path: run.path
		});
		if (newest === null || newest.conclusion === null) return null;
		return compareGenerations([newest.id, newest.run_attempt], [run.id, run.attempt]) > 0 ? measuringRun(newest) : null;
	} catch (thrown) {
		log.warn(`whether a newer run has ended meanwhile is not known: ${asGateError(thrown).message}`);
		return null;
	}
}
/** What an own App says is believed by the rules of the branch: it repeats no report that the pull request could have made itself. */
async function checkTrusted(report, run, base, connection, checked, around) {
	if (!connection.app || await isBasesWorkflow(connection, run, base)) return check(report, connection, checked, around);
	const message = `${run.path} is not the base branch's: whoever changed it may have changed the verdict`;
	const hint = "Where the branch is only behind, merge the base branch into it. A change of the workflow belongs into a pull request of its own, which somebody who may pass by the rules merges.";
	around.log.warn(`${message} → ${hint}`);
	await checkWithoutReport({
		message,
		hint
	}, connection, checked, around);
}
function checkedOf(name, run, env) {
	return {
		name,
		sha: run.head.sha,
		generation: [run.id, run.attempt],
		pull: null,
		serverUrl: serverOf(env)
	};
}
function serverOf({ GITHUB_SERVER_URL }) {
	return GITHUB_SERVER_URL ?? "https://github.com";
}
function addressee({ number }, { id, attempt, head, conclusion }, { env }) {
	const answered = conclusion !== null;
	return {
		number,
		head: head.sha,
		run: id,
		attempt,
		serverUrl: serverOf(env),
		answered
	};
}
async function tellNothingLeft(run, connection, around) {
	for (const pull of await pullsOf(connection, run)) await commentWithoutReport(nothingLeft(run), connection, addressee(pull, run, around), around);
}
function nothingLeft({ id }) {
	return {
		message: `run ${id} left no report: it was cancelled or failed before it could write one`,
		hint: "Its log says why (a wrong configuration, for example): mend that, or run the measuring workflow again."
	};
}
/** What the run left, or null (said, and the check is no success) when it left nothing. */
async function reportOf(connection, run, checked, around) {
	try {
		const archive = await downloadReport(connection, run.id);
		if (archive !== null) return believed(parseReport(unpack(archive, "report.json"), run.id, run.head.sha), run);
		const nothing = nothingLeft(run);
		around.log.warn(nothing.message);
		if (checked) await checkWithoutReport(nothing, connection, checked, around);
		return null;
	} catch (thrown) {
		const error = asGateError(thrown);
		if (checked && error.code === "report-refused") await checkWithoutReport(error, connection, checked, around).catch((other) => {
			around.log.warn(`no check was written: ${asGateError(other).message} → ${asGateError(other).hint}`);
		});
		throw thrown;
	}
}
/** A run that failed has not passed, whatever its report says. */
function believed(report, { id, conclusion }) {
	if (conclusion === null || conclusion === "success" || checkConclusion(report) !== "success") return report;
	throw new GateError("report-refused", "artifact", `run ${id} ended as ${conclusion}, although its report passes`, { hint: "Look at the log of the run for what failed after the report, and run it again." });
}
/** Pull requests of the run's head whose merge-base is the one that the report was measured against. */
async function addresseesOf(report, run, connection) {
	const pulls = [];
	for (const pull of await pullsOf(connection, run)) if (await mergeBaseOf(connection, pull.baseRef, run.head.sha) === report.commits.base) pulls.push(pull);
	return pulls;
}

export { publishReport };