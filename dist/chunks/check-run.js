import { r as asGateError, t as GateError } from "./errors.js";
import { t as atEnd } from "./ending.js";
import { f as object, h as string, l as int, o as array } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { a as pages, i as onceListed, o as tell, r as listIn, t as ask } from "./retry.js";

// src/host/github/generation.ts
/** The two numbers that a pattern of ours finds in what was written; of text that is not ours the oldest of all. */
function generationIn(text, pattern) {
	const match = pattern.exec(text ?? "");
	return match ? [Number(match[1]), Number(match[2])] : [0, 0];
}
/** Positive when the first is the newer one. */
function compareGenerations([run, attempt], [otherRun, otherAttempt]) {
	return run - otherRun || attempt - otherAttempt;
}

// src/host/github/check-run.ts
const checkRun = object({
	id: int(),
	external_id: string().nullish(),
	html_url: string().nullish(),
	status: string(),
	started_at: datetime().nullish(),
	conclusion: string().nullish(),
	app: object({
		id: int(),
		slug: string().nullish()
	}).nullish(),
	output: object({
		title: string().nullish(),
		summary: string().nullish(),
		text: string().nullish(),
		annotations_count: int().nonnegative()
	})
});
const PERMISSION = "{checks: write}";
/** Of the workflow's token, on every server; its number differs on GitHub Enterprise Server. */
const WORKFLOW_APP = "github-actions";
const ANNOTATIONS_A_REQUEST = 50;
/** One that is open for so long is left to the sweep, which would conclude it in the middle. */
const ABANDONED_MS = 18e6;
const LEVELS = {
	error: "failure",
	warning: "warning",
	notice: "notice"
};
/**
* Writes the check run of one run and attempt on a commit: created in progress, its annotations added, then concluded.
* What an earlier try of the same run and attempt left is continued; a newer run's check is left alone. Whatever fails
* after it was opened, it is concluded, and then as failure.
*/
async function upsertCheck(connection, wanted) {
	const us = {
		...wanted,
		app: connection.app?.id ?? null,
		job: { ended: false }
	};
	const before = await ownChecks(connection, us);
	const newer = newestOf(before, wanted);
	if (newer) return {
		done: "superseded",
		by: newer.html_url ?? ""
	};
	const abandoned = connection.waiter.now() - ABANDONED_MS;
	const known = before.findLast((own) => compare(own, wanted) === 0 && !isOpenSince(own, abandoned));
	if (known && isWhole(known, wanted)) return {
		done: "unchanged",
		url: known.html_url ?? ""
	};
	const opening = known ? Promise.resolve(known) : open(connection, us);
	const takeBack = atEnd(async () => {
		us.job.ended = true;
		await giveUp(connection, us, (await opening).id, { message: "The job was ended." }, "cancelled");
	});
	try {
		const mine = await opening;
		const signed = {
			...us,
			app: mine.app?.id ?? us.app
		};
		const written = await fill(connection, signed, mine);
		if (written !== null) return written;
		await settle(connection, signed, mine);
		return {
			done: known ? "continued" : "created",
			url: mine.html_url ?? ""
		};
	} finally {
		takeBack();
	}
}
/** Adds what is missing and concludes; null when done, else what came between. */
async function fill(connection, wanted, mine) {
	try {
		await annotate(connection, wanted, mine);
		const newer = newestOf(await onceListed(connection, mine, () => ownChecks(connection, wanted)), wanted);
		if (newer === null) {
			await conclude(connection, wanted, mine.id);
			return null;
		}
		if (newer.id !== mine.id) await yieldTo(newer, connection, wanted, mine.id);
		return {
			done: "superseded",
			by: newer.html_url ?? ""
		};
	} catch (thrown) {
		if (!wanted.job.ended) await giveUp(connection, wanted, mine.id, thrown, "failure");
		throw unfinished(asGateError(thrown));
	}
}
/** With a check opened, a commit status cannot take its place. */
function unfinished(error) {
	if (error.code !== "github-refused") return error;
	return new GateError("check-unfinished", "host", error.message, {
		hint: error.hint,
		cause: error
	});
}
/**
* GitHub goes by the latest check of a name: ours, where it was opened later than the newer run's, says what that says.
* While the newer run is at work ours is cancelled; should it end in that moment, it may not have seen ours.
*/
async function yieldTo(newer, connection, wanted, mine) {
	if (newer.status !== "completed") await cancel(connection, wanted, mine);
	const now = newestOf(await ownChecks(connection, wanted), wanted);
	if (now === null || now.id === mine) return;
	if (now.status === "completed" && now.id < mine) await repeat(connection, now, mine);
	else if (newer.status === "completed") await cancel(connection, wanted, mine);
}
function repeat(connection, { conclusion, external_id, output }, mine) {
	const { title, summary, text } = output;
	return update(connection, mine, {
		status: "completed",
		conclusion,
		external_id,
		output: {
			title: title ?? "",
			summary: summary ?? "",
			...text ? { text } : {}
		}
	});
}
/**
* Of several checks of one name GitHub goes by the latest: an older run's that was opened after ours says what ours says.
* So does a second one of our own, that lists did not show when we opened ours.
*/
async function settle(connection, wanted, mine) {
	for (const own of await ownChecks(connection, wanted)) {
		const order = compare(own, wanted);
		if (order > 0 || own.id === mine.id || isWhole(own, wanted)) continue;
		if (own.id > mine.id || order === 0 && own.status !== "completed") await conclude(connection, wanted, own.id);
		else if (own.status !== "completed") await cancel(connection, wanted, own.id);
	}
}
/** Concludes checks of ours on a commit that have been in progress since before a time: whoever opened them is lost. */
async function closeLost(connection, { name, sha }, before) {
	const lost = (await ownChecks(connection, {
		name,
		sha,
		app: connection.app?.id ?? null
	})).filter((one) => isOpenSince(one, before));
	const output = {
		title: "Lost: whoever wrote this check has ended",
		summary: "Run the workflow again."
	};
	for (const { id } of lost) await update(connection, id, {
		status: "completed",
		conclusion: "timed_out",
		output
	});
	return lost.length;
}
function isOpenSince({ status, started_at }, before) {
	return status !== "completed" && Date.parse(started_at ?? "") < before;
}
function open(connection, wanted) {
	const { name, sha, url } = wanted;
	return tell(connection, {
		what: "write a check run",
		permission: PERMISSION,
		schema: checkRun,
		done: async () => (await ownChecks(connection, wanted)).findLast((own) => own.external_id === externalId(wanted)) ?? null
	}, (at) => connection.client.rest.checks.create({
		...at,
		name,
		head_sha: sha,
		external_id: externalId(wanted),
		status: "in_progress",
		details_url: url
	}));
}
/** Fifty at a time. GitHub appends: a batch that may have arrived is looked for by the count before it is sent again. */
async function annotate(connection, wanted, mine) {
	const { title, summary, annotations } = wanted;
	for (let from = mine.output.annotations_count; from < annotations.length; from += ANNOTATIONS_A_REQUEST) {
		const batch = annotations.slice(from, from + ANNOTATIONS_A_REQUEST);
		const done = async () => {
			const now = await read(connection, mine.id);
			return now.output.annotations_count >= from + batch.length ? now : null;
		};
		const output = {
			title,
			summary,
			annotations: batch.map(shown)
		};
		await update(connection, mine.id, { output }, {
			wanted,
			done
		});
	}
}
function shown({ path, line, column, level, title, message }) {
	return {
		path,
		start_line: line,
		end_line: line,
		...column === void 0 ? {} : {
			start_column: column,
			end_column: column
		},
		annotation_level: LEVELS[level],
		title,
		message
	};
}
function conclude(connection, wanted, id) {
	const { conclusion, title, summary, text, url } = wanted;
	return update(connection, id, {
		status: "completed",
		conclusion,
		external_id: externalId(wanted),
		details_url: url,
		output: {
			title,
			summary,
			text
		}
	}, { wanted });
}
function cancel(connection, { url }, id) {
	return update(connection, id, {
		status: "completed",
		conclusion: "cancelled",
		details_url: url,
		output: {
			title: "A newer run has judged this commit",
			summary: "This check is superseded."
		}
	});
}
/** The first failure is told, whatever becomes of this. */
async function giveUp(connection, { url }, id, { message }, conclusion) {
	const output = {
		title: "The check could not be written whole",
		summary: `\`${message.replaceAll("`", "'")}\``
	};
	try {
		await update(connection, id, {
			status: "completed",
			conclusion,
			details_url: url,
			output
		});
	} catch {}
}
function update(connection, id, fields, { wanted, done } = {}) {
	const what = {
		what: "update its check run",
		permission: PERMISSION,
		schema: checkRun,
		exists: true
	};
	const request = done ? {
		...what,
		done
	} : what;
	return tell(connection, request, async (at) => {
		if (wanted?.job.ended) throw new GateError("ended", "host", "the job was ended", { hint: "Run it again." });
		return connection.client.rest.checks.update({
			...at,
			check_run_id: id,
			...fields
		});
	});
}
function read(connection, id) {
	return ask(connection, {
		what: "read its check run",
		permission: PERMISSION,
		schema: checkRun,
		exists: true
	}, (at) => connection.client.rest.checks.get({
		...at,
		check_run_id: id
	}));
}
/** Check runs of this name on the commit that our App made and marked, oldest first. */
async function ownChecks(connection, { name, sha, app }) {
	const request = {
		what: "list the check runs of the commit",
		permission: PERMISSION,
		schema: array(checkRun)
	};
	const { listForRef } = connection.client.rest.checks;
	const all = await pages(connection, request, async (at) => listIn(await listForRef({
		...at,
		ref: sha,
		check_name: name,
		filter: "all"
	}), "check_runs", at.page));
	const isOwn = ({ app: by }) => app === null ? by?.slug === WORKFLOW_APP : by?.id === app;
	return all.filter((one) => isOwn(one) && one.external_id?.startsWith(prefixOf(name))).sort((a, b) => a.id - b.id);
}
function prefixOf(name) {
	return `cv-gate:v1 ${name} run=`;
}
function externalId({ name, generation: [run, attempt] }) {
	return `${prefixOf(name)}${run}.${attempt}`;
}
function generationOf({ external_id }, { name }) {
	return generationIn((external_id ?? "").slice(prefixOf(name).length), /^(\d{1,15})\.(\d{1,6})$/);
}
function compare(own, wanted) {
	return compareGenerations(generationOf(own, wanted), wanted.generation);
}
/** The newest of the checks when it is of a newer run than ours. */
function newestOf(own, wanted) {
	const newer = own.filter((one) => compare(one, wanted) > 0);
	const order = (a, b) => compareGenerations(generationOf(a, wanted), generationOf(b, wanted));
	return newer.toSorted(order).at(-1) ?? null;
}
function isWhole({ status, conclusion, output }, wanted) {
	return status === "completed" && conclusion === wanted.conclusion && output.title === wanted.title && output.annotations_count >= wanted.annotations.length;
}

export { generationIn as i, upsertCheck as n, compareGenerations as r, closeLost as t };