import { r as asGateError, t as GateError } from "./errors.js";
import { f as object, h as string, i as _instanceof, l as int, o as array, s as boolean } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { a as pages, o as tell, r as listIn, t as ask } from "./retry.js";
import { r as within$1 } from "./connection.js";
import { i as workflowRun } from "./events2.js";
import { crc32, inflateRawSync } from "node:zlib";

// src/host/github/zip-entry.ts
/** An archive of ours holds a handful of files. */
const MOST_ENTRIES = 1e3;
const END = 101010256;
const END_BYTES = 22;
const LONGEST_COMMENT = 65535;
const CENTRAL = 33639248;
const CENTRAL_BYTES = 46;
const LOCAL = 67324752;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/**
* The bytes of one file of a zip archive, which is hostile: nothing else in it is unpacked, what the directory says of
* sizes is checked before and while unpacking, and no more than `most` bytes are made.
* @throws Error that says what is wrong with the archive
*/
function zipEntry(archive, file, most) {
	const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
	const { flags, method, crc, packed, size, local } = entryOf(archive, view, file);
	if (flags & ENCRYPTED) throw new Error(`${file} is encrypted`);
	if (size > most) throw new Error(`${file} has ${size} bytes, at most ${most}`);
	if (!within(archive, local, LOCAL_BYTES) || view.getUint32(local, true) !== LOCAL) throw new Error(`${file} is not where the directory says`);
	const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
	if (!within(archive, start, packed)) throw new Error(`${file} ends beyond the archive`);
	const data = unpacked(archive.subarray(start, start + packed), file, method, size);
	if (data.length !== size || crc32(data) !== crc) throw new Error(`${file} is not what the directory says`);
	return data;
}
function unpacked(data, file, method, size) {
	if (method === STORED) return data;
	if (method !== DEFLATED) throw new Error(`${file} is packed by method ${method}`);
	return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
}
/** From the directory at the end of the archive: the one entry of this name. */
function entryOf(archive, view, file) {
	const end = endOf(archive, view);
	const count = view.getUint16(end + 10, true);
	if (count > MOST_ENTRIES) throw new Error(`it has ${count} entries, at most ${MOST_ENTRIES}`);
	let at = view.getUint32(end + 16, true);
	let found = null;
	for (let index = 0; index < count; index++) {
		if (!within(archive, at, CENTRAL_BYTES) || view.getUint32(at, true) !== CENTRAL) throw new Error("its directory is damaged");
		const [name, extra, comment] = [
			28,
			30,
			32
		].map((offset) => view.getUint16(at + offset, true));
		const from = at + CENTRAL_BYTES;
		if (new TextDecoder().decode(archive.subarray(from, from + name)) === file) {
			if (found) throw new Error(`it holds ${file} twice`);
			found = {
				flags: view.getUint16(at + 8, true),
				method: view.getUint16(at + 10, true),
				crc: view.getUint32(at + 16, true),
				packed: view.getUint32(at + 20, true),
				size: view.getUint32(at + 24, true),
				local: view.getUint32(at + 42, true)
			};
		}
		at = from + name + extra + comment;
	}
	if (!found) throw new Error(`it holds no ${file}`);
	return found;
}
function endOf(archive, view) {
	for (let at = archive.length - END_BYTES; at >= 0 && at >= archive.length - END_BYTES - LONGEST_COMMENT; at--) if (view.getUint32(at, true) === END && at + END_BYTES + view.getUint16(at + 20, true) === archive.length) return at;
	throw new Error("it is no zip archive");
}
function within({ length }, at, bytes) {
	return at >= 0 && at + bytes <= length;
}

// src/host/github/artifact.ts
const artifact = object({
	id: int(),
	name: string(),
	size_in_bytes: int().nonnegative(),
	expired: boolean(),
	created_at: datetime(),
	workflow_run: object({
		id: int().nullish(),
		repository_id: int().nullish(),
		head_repository_id: int().nullish(),
		head_branch: string().nullish()
	}).nullish()
});
const ARTIFACT_PREFIX = "cv-gate-report-";
const REPORT = {
	what: "report of the measuring run",
	most: 67108864
};
/** For a download after its headers came: half a megabyte a second is enough. */
const BODY_MS = 12e4;
/** The zip of the newest report that a run left, or null when it left none: at most 64 MiB, not unpacked. */
async function downloadReport(connection, runId) {
	const [newest] = (await artifactsOf(connection, runId)).filter(({ name, expired }) => name.startsWith("cv-gate-report-") && !expired).sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id);
	if (!newest) return null;
	return downloadZip(connection, newest, REPORT);
}
/** An archive as it is, not unpacked: what it holds is hostile. */
async function downloadZip(connection, { id, size_in_bytes: size }, kind) {
	if (size > kind.most) throw refused(kind, `it is ${size} bytes, at most ${kind.most}`);
	const download = {
		what: `download the ${kind.what}`,
		permission: "{actions: read}",
		schema: _instanceof(Uint8Array)
	};
	return ask(connection, download, async (at) => {
		const answer = await connection.client.rest.actions.downloadArtifact({
			...at,
			artifact_id: id,
			archive_format: "zip",
			request: { parseSuccessResponseBody: false }
		});
		const body = answer.data;
		const read = (late) => bounded(body, late, kind);
		return {
			headers: answer.headers,
			data: await within$1(connection.waiter, BODY_MS, read)
		};
	});
}
function artifactsOf(connection, runId) {
	const listing = {
		what: "list the artifacts of the run",
		permission: "{actions: read}",
		schema: array(artifact)
	};
	const { listWorkflowRunArtifacts } = connection.client.rest.actions;
	return pages(connection, listing, async (at) => listIn(await listWorkflowRunArtifacts({
		...at,
		run_id: runId
	}), "artifacts", at.page));
}
/** Digests of artefacts in the names of the reports that a run left, drafts left out. */
async function reportsOf(connection, runId) {
	return (await artifactsOf(connection, runId)).flatMap(judgedIn);
}
function judgedIn({ name }) {
	return /^cv-gate-report-([0-9a-f]{16})$/.exec(name)?.slice(1) ?? [];
}
const MOST_PAGES$1 = 20;
/**
* Digests of artefacts in the names of the reports that runs of a branch left since a time, drafts left out; the error
* `github-long` when there are more artifacts than are looked through. Expired ones are still listed.
*/
async function reportsSince(connection, since, { branch, repository }) {
	const listing = {
		what: "list the artifacts",
		permission: "{actions: read}",
		schema: array(artifact)
	};
	const isOlder = ({ created_at }) => Date.parse(created_at) < since;
	const own = (await pages(connection, listing, async (at) => listIn(await connection.client.rest.actions.listArtifactsForRepo({ ...at }), "artifacts", at.page), {
		most: MOST_PAGES$1,
		until: (newestFirst) => newestFirst.some(isOlder)
	})).filter((one) => !isOlder(one) && one.workflow_run?.head_branch === branch && one.workflow_run.head_repository_id === repository);
	return new Set(own.flatMap(judgedIn));
}
/** What a listing says of a size may be wrong: bytes are counted as they come. */
async function bounded(body, late, kind) {
	const reader = body.getReader();
	const stop = () => void reader.cancel().catch(() => void 0);
	late.addEventListener("abort", stop, { once: true });
	const chunks = [];
	let bytes = 0;
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		bytes += next.value.length;
		if (bytes > kind.most) {
			stop();
			throw refused(kind, `it is more than ${kind.most} bytes`);
		}
		chunks.push(next.value);
	}
	return Buffer.concat(chunks);
}
/** Unpacks one file of an archive; refuses what is no archive, lacks the file, or makes or declares too much. */
function unpack(archive, file, kind = REPORT) {
	if (archive.length > kind.most) throw refused(kind, `it is ${archive.length} bytes, at most ${kind.most}`);
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(unpackBytes(archive, file, kind));
	} catch (thrown) {
		throw refused(kind, `it cannot be unpacked: ${thrown.message}`);
	}
}
/** As `unpack`, of a file that is no text. @throws Error that says what is wrong with the archive */
function unpackBytes(archive, file, { most }) {
	return zipEntry(archive, file, most);
}
function refused({ what }, why) {
	return new GateError("report-refused", "artifact", `the ${what} is refused: ${why}`, { hint: "Run the measuring workflow again, with the version of cv-gate that this workflow uses." });
}

// src/host/github/runs.ts
const run = workflowRun.extend({
	status: string().nullable(),
	created_at: datetime(),
	run_started_at: datetime().optional(),
	html_url: string()
});
const READ = "{actions: read}";
async function runOf(connection, id) {
	return ask(connection, {
		what: `read run ${id}`,
		permission: READ,
		schema: run
	}, (at) => connection.client.rest.actions.getWorkflowRun({
		...at,
		run_id: id
	}));
}
/** Of these runs so many can be asked for, a page of a hundred each. */
const MOST_PAGES = 10;
/** Runs of a run's workflow for a branch of heads since a time (milliseconds since 1970), the newest first. */
async function runsBeside(connection, id, since, { branch, repository }) {
	const { workflow_id } = await ask(connection, {
		what: `read run ${id}`,
		permission: READ,
		schema: object({ workflow_id: int() })
	}, (at) => connection.client.rest.actions.getWorkflowRun({
		...at,
		run_id: id
	}));
	const request = {
		what: "list the runs of the branch",
		permission: READ,
		schema: array(run)
	};
	const wanted = {
		workflow_id,
		branch,
		created: `>=${new Date(since).toISOString().slice(0, 19)}Z`
	};
	const { listWorkflowRuns } = connection.client.rest.actions;
	return (await pages(connection, request, async (at) => listIn(await listWorkflowRuns({
		...at,
		...wanted
	}), "workflow_runs", at.page), { most: MOST_PAGES })).filter(({ head_branch, head_repository }) => head_branch === branch && head_repository?.id === repository).sort((a, b) => b.id - a.id);
}
/** When an attempt of a run began, in milliseconds since 1970. */
async function attemptStarted(connection, id, attempt) {
	const request = {
		what: `read attempt ${attempt} of run ${id}`,
		permission: READ,
		schema: run
	};
	const { run_started_at, created_at } = await ask(connection, request, (at) => connection.client.rest.actions.getWorkflowRunAttempt({
		...at,
		run_id: id,
		attempt_number: attempt
	}));
	return Date.parse(run_started_at ?? created_at);
}
/** The newest run on `pull_request` of a commit from one workflow file and one repository of heads; null when none is left. */
async function newestRun(connection, { head, path, headRepository }) {
	const request = {
		what: "list the runs of the commit",
		permission: READ,
		schema: array(run)
	};
	const { listWorkflowRunsForRepo } = connection.client.rest.actions;
	return (await pages(connection, request, async (at) => listIn(await listWorkflowRunsForRepo({
		...at,
		head_sha: head
	}), "workflow_runs", at.page))).filter((one) => one.head_sha === head && one.event.startsWith("pull_request") && one.path.split("@", 1)[0] === path && one.head_repository?.id === headRepository).sort((a, b) => b.id - a.id)[0] ?? null;
}
/** `refused`: GitHub does not run it again (it is in progress, too old, or deleted). */
async function rerun(connection, { id, run_attempt }) {
	const request = {
		what: `run ${id} again`,
		permission: "{actions: write}",
		schema: object({}),
		done: async () => (await runOf(connection, id)).run_attempt > run_attempt ? {} : null
	};
	try {
		await tell(connection, request, (at) => connection.client.rest.actions.reRunWorkflow({
			...at,
			run_id: id
		}));
		return "started";
	} catch (thrown) {
		const { code, cause } = asGateError(thrown);
		const { status, message = "" } = cause ?? {};
		const lacks = /not accessible by/i.test(message);
		if (code !== "github-limit" && !lacks && (status === 403 || status === 404 || status === 422)) return "refused";
		throw thrown;
	}
}

// src/app/action/json-bounds.ts
const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
/** The first bound that a JSON text breaks, in words; null when it keeps all. One pass, no memory. */
function brokenBound(text, bounds) {
	let depth = 0;
	let values = 1;
	for (let at = 0; at < text.length; at++) {
		const char = text.charCodeAt(at);
		if (char === QUOTE) {
			const start = at + 1;
			for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++;
			if (at - start > bounds.string) return `a text of more than ${bounds.string} characters`;
		} else if (char === OPEN_LIST || char === OPEN_OBJECT) {
			values++;
			if (++depth > bounds.depth) return `nested deeper than ${bounds.depth}`;
		} else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth--;
		else if (char === COMMA) values++;
		if (values > bounds.values) return `more than ${bounds.values} values`;
	}
	return null;
}
/** What a JSON text holds that keeps the bounds and fits the schema; `refused` makes the error that says why it is not read. */
function parseBounded(text, bounds, schema, refused) {
	const broken = brokenBound(text, bounds);
	if (broken !== null) throw refused(broken);
	let data;
	try {
		data = JSON.parse(text);
	} catch (cause) {
		throw refused("it is not JSON", cause);
	}
	const parsed = schema.safeParse(data);
	if (parsed.success) return parsed.data;
	const { path, message } = parsed.error.issues[0];
	throw refused(`${path.join(".") || "the whole"}: ${message}`, parsed.error);
}

export { runOf as a, downloadReport as c, reportsSince as d, unpack as f, rerun as i, downloadZip as l, attemptStarted as n, runsBeside as o, unpackBytes as p, newestRun as r, artifact as s, parseBounded as t, reportsOf as u };