import { r as asGateError, t as GateError } from "./errors.js";
import { f as object, h as string, l as int, o as array } from "./schemas.js";
import { a as historyWith, i as comparedIn, s as historySchema } from "./prepare.js";
import { a as pages, r as listIn, t as ask } from "./retry.js";
import { n as mergeBaseOf } from "./pull-request.js";
import { f as writeFiles, o as cacheFolder } from "./repository.js";
import { a as runOf, f as unpack, l as downloadZip, p as unpackBytes, s as artifact, t as parseBounded } from "./json-bounds.js";
import { i as writeOutputs, r as tokenForGit } from "./runner2.js";
import { t as openGate } from "./open-gate.js";

// src/host/github/repository.ts
const repository = object({
	id: int(),
	default_branch: string()
});
const known = /* @__PURE__ */ new WeakMap();
/** What does not change while a run lasts: asked once a connection. */
async function ownRepository(connection) {
	const own = known.get(connection) ?? await read(connection);
	known.set(connection, own);
	return own;
}
async function read(connection) {
	const { id, default_branch } = await ask(connection, {
		what: "read the repository",
		permission: "{contents: read}",
		schema: repository
	}, (at) => connection.client.rest.repos.get({ ...at }));
	return {
		id,
		defaultBranch: default_branch
	};
}

// src/host/github/default-branch.ts
const HISTORY_FILE = "history.json";
const HISTORY = {
	name: "cv-gate-history",
	what: "history of the default branch",
	most: 4194304
};
const RECORDS = {
	name: "cv-gate-records",
	what: "records of the default branch",
	most: 67108864
};
/** Who floods the list with artifacts of this name keeps others from being found, and is believed no more for it. */
const MOST_PAGES = 5;
const MOST_TRIED = 5;
/** The newest history of the default branch. */
function newestHistory(connection, repository, workflow, parse) {
	return newest$2(connection, repository, workflow, HISTORY, (archive) => parse(unpack(archive, HISTORY_FILE, HISTORY)));
}
function newestRecords(connection, repository, workflow) {
	return newest$2(connection, repository, workflow, RECORDS, (archive) => (name) => unpackBytes(archive, name, RECORDS));
}
/**
* The newest of a kind that runs of a workflow file on the default branch left, on `push` or `schedule`. An artifact of any
* name can be left by the run of any pull request: what the listing says of where it comes from is GitHub's word, not its own.
*/
async function newest$2(connection, repository, workflow, kind, read) {
	const refused = [];
	for (const found of (await listed(connection, repository, kind)).slice(0, MOST_TRIED)) {
		if (!await isOwn(connection, repository, workflow, found.workflow_run.id)) continue;
		try {
			return {
				kept: {
					value: read(await downloadZip(connection, found, kind)),
					created: Date.parse(found.created_at)
				},
				refused
			};
		} catch (thrown) {
			if (!(thrown instanceof GateError) || thrown.owner !== "artifact") throw thrown;
			refused.push(thrown.message);
		}
	}
	return {
		kept: null,
		refused
	};
}
/** The newest first; of the default branch of this repository and no fork of it. */
async function listed(connection, { id: own, defaultBranch }, { name, what }) {
	const listing = {
		what: `find the ${what}`,
		permission: "{actions: read}",
		schema: array(artifact)
	};
	const ofDefaultBranch = ({ expired, name: named, workflow_run: run }) => !expired && typeof run?.id === "number" && named === name && run.head_branch === defaultBranch && run.repository_id === own && run.head_repository_id === own;
	return (await pages(connection, listing, async (at) => listIn(await connection.client.rest.actions.listArtifactsForRepo({
		...at,
		name
	}), "artifacts", at.page), {
		most: MOST_PAGES,
		until: (page) => page.some(ofDefaultBranch)
	})).filter(ofDefaultBranch).sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id);
}
/** What a listing calls a branch may be a tag of that name: its commit must be one of the default branch. */
async function isOwn(connection, { id: own, defaultBranch }, workflow, runId) {
	const { event, path, head_branch, head_sha, head_repository } = await runOf(connection, runId);
	if (event !== "push" && event !== "schedule") return false;
	if (path.split("@", 1)[0] !== workflow || head_branch !== defaultBranch || head_repository?.id !== own) return false;
	return await mergeBaseOf(connection, defaultBranch, head_sha) === head_sha;
}

// src/app/action/records.ts
/** What a reader takes. */
const MOST_BYTES = 67108864;
/**
* Records by content id that runs on the default branch left, for what this machine has none of: asked for once, when the
* first table is opened. An artifact and no cache of GitHub's, because a pull request can write to its own cache under any
* key, and of an artifact GitHub tells which run left it. What cannot be had is measured.
*/
function recordsOf(workflow, connection, log) {
	let asked = null;
	return async (file) => {
		asked ??= newest$1(workflow, connection, log);
		const read = await asked;
		try {
			return read === null ? null : read(file);
		} catch (thrown) {
			log.debug(`no record ${file}: ${thrown.message}`);
			return null;
		}
	};
}
async function newest$1(workflow, connection, log) {
	try {
		const { kept, refused } = await newestRecords(connection, await ownRepository(connection), workflow);
		for (const why of refused) log.warn(why);
		log.info(kept === null ? "no records of the default branch" : "records of the default branch are at hand");
		return kept?.value ?? null;
	} catch (thrown) {
		const { message, hint } = asGateError(thrown);
		log.warn(`no records of the default branch: ${message} → ${hint}`);
		return null;
	}
}
/** Leaves tables of records for the workflow to upload: the output `records-dir` names the folder. */
async function leaveRecords(files, { temporary }, log) {
	const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
	if (bytes === 0) return;
	if (bytes > MOST_BYTES) return log.info(`no records are left: they have ${bytes} bytes, and ${MOST_BYTES} are taken at most`);
	const folder = `${temporary}/cv-gate-records`;
	await writeFiles(folder, Object.fromEntries(files));
	writeOutputs({ "records-dir": folder });
	log.info(`records: ${files.size} tables, ${bytes} bytes`);
}

// src/app/action/history.ts
/** Two hundred series of thirty entries, of seven values each. */
const BOUNDS = {
	depth: 5,
	values: 1e5,
	string: 1e3
};
/** An artifact is kept for 90 days: what nothing was added to for so long is left once more. */
const RENEW_MS = 2592e6;
/**
* What runs on the default branch measured before, as the first attempt of this run knew it. What cannot be read, or is
* not sound, is said and left out: the gate is never looser for it.
*/
async function knownHistory(asking, { history: before }, connection, log) {
	if (before !== void 0) return {
		known: before,
		notes: []
	};
	try {
		const { kept, refused } = await newest(asking, await ownRepository(connection), connection, log);
		const [why] = kept === null ? refused : [];
		if (why !== void 0) return {
			known: null,
			notes: [{
				code: "history-not-read",
				args: { why }
			}]
		};
		if (kept === null) log.info("no history of the default branch");
		return {
			known: kept?.value ?? null,
			notes: []
		};
	} catch (thrown) {
		const { message, hint } = asGateError(thrown);
		log.warn(`no history of the default branch: ${message} → ${hint}`);
		return {
			known: null,
			notes: [{
				code: "history-not-read",
				args: { why: message }
			}]
		};
	}
}
/** What a push to the default branch changed, and the records it was measured by; of another branch nothing is kept. */
async function keepPushed(report, { ref }, records, asking, connection, { log }) {
	const accuracy = comparedIn(report);
	if (accuracy.length === 0 && records.size === 0) return log.info("nothing is new to history");
	try {
		const repository = await ownRepository(connection);
		if (ref !== `refs/heads/${repository.defaultBranch}`) return log.info(`no history is kept of ${ref}`);
		if (accuracy.length > 0) await keepHistory({
			accuracy,
			latency: []
		}, repository, asking, connection, log);
		await leaveRecords(records, asking, log);
	} catch (thrown) {
		log.warn(unkept(thrown));
	}
}
/**
* Leaves the newest history with what this run adds, for the workflow to upload: the output `history-dir` names the
* folder. Nothing is left that would lose what is there, and nothing where nothing is new.
*/
async function keepHistory(added, repository, asking, connection, log) {
	try {
		const { kept } = await newest(asking, repository, connection, log);
		const news = added.accuracy.length + added.latency.length;
		const isOld = kept !== null && connection.waiter.now() - kept.created > RENEW_MS;
		if (news === 0 && !isOld) return log.info("nothing is new to history");
		const folder = `${asking.temporary}/cv-gate-history`;
		const history = historyWith(kept?.value ?? null, added);
		await writeFiles(folder, { [HISTORY_FILE]: JSON.stringify(history) });
		writeOutputs({ "history-dir": folder });
		log.info(`history: ${news} entries added, ${kept === null ? "the first ones" : "to what is there"}`);
	} catch (thrown) {
		log.warn(unkept(thrown));
	}
}
function unkept(thrown) {
	const { message, hint } = asGateError(thrown);
	return `history stays as it is: ${message} → ${hint}`;
}
async function newest({ workflow, measuringWorkflow }, repository, connection, log) {
	const found = await newestHistory(connection, repository, workflow ?? measuringWorkflow, parseHistory);
	for (const why of found.refused) log.warn(why);
	return found;
}
/** It came over an artifact: hostile until it keeps the bounds and fits the schema. */
function parseHistory(text) {
	return parseBounded(text, BOUNDS, historySchema, (why, cause) => {
		const hint = "The next run on the default branch begins a new one.";
		const message = `the history of the default branch is refused: ${why}`;
		return new GateError("history-refused", "artifact", message, {
			hint,
			cause
		});
	});
}

// src/app/action/job-gate.ts
/** The gate in the checkout of a job. */
function openJobGate(job, inputs, recorded, seed, around) {
	const env = {
		...around.env,
		...tokenForGit(inputs.token, job.serverUrl)
	};
	return openGate({
		...around,
		cwd: job.workspace,
		env
	}, {
		cache: inputs.cacheDir ?? cacheFolder(job.temporary),
		seed,
		recorded,
		dataRoot: inputs.dataRoot,
		nativesDir: inputs.nativesDir
	});
}

export { recordsOf as a, knownHistory as i, keepHistory as n, ownRepository as o, keepPushed as r, openJobGate as t };