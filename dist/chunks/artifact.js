import { t as GateError } from "./errors.js";
import { f as object, h as string, i as _instanceof, l as int, o as array, s as boolean, y as unknown } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { i as tell, r as pages, t as ask } from "./retry.js";
import { crc32, inflateRawSync } from "node:zlib";

// src/host/github/comments.ts
const user = object({
	id: int(),
	login: string(),
	type: string()
});
const comment = object({
	id: int(),
	node_id: string(),
	body: string().nullish(),
	created_at: datetime(),
	html_url: string(),
	user: user.nullish()
});
/** All comments of an issue or pull request, oldest first. */
async function commentsOf(connection, issue) {
	const request = {
		what: "list comments",
		permission: "{pull-requests: read}",
		schema: array(comment)
	};
	return (await pages(connection, request, (at) => connection.client.rest.issues.listComments({
		...at,
		issue_number: issue
	}))).sort((a, b) => a.id - b.id);
}
const NODES = 100;
const QUERY = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt } } }";
const nodes = object({ nodes: array(object({
	id: string(),
	lastEditedAt: datetime().nullable()
}).nullable()) });
/** Of the comments with these node ids, those that nobody ever edited; REST alone cannot tell. */
async function uneditedOf(connection, ids) {
	const unedited = /* @__PURE__ */ new Set();
	for (let from = 0; from < ids.length; from += NODES) {
		const answer = await ask(connection, {
			what: "ask whether comments were edited",
			permission: "{pull-requests: read}",
			schema: nodes
		}, async () => ({
			data: await connection.client.graphql(QUERY, { ids: ids.slice(from, from + NODES) }),
			headers: {}
		}));
		for (const node of answer.nodes) if (node?.lastEditedAt === null) unedited.add(node.id);
	}
	return unedited;
}
/** The same reaction twice is one to GitHub. */
async function react(connection, id, content) {
	const request = {
		what: "react to a comment",
		permission: "{pull-requests: write}",
		schema: unknown()
	};
	await tell(connection, request, (at) => connection.client.rest.reactions.createForIssueComment({
		...at,
		comment_id: id,
		content
	}));
}
/** Writes a comment unless one of ours begins with the same first line. */
async function replyOnce(connection, issue, body, isOwn) {
	const [marker] = body.split("\n", 1);
	const find = async () => (await commentsOf(connection, issue)).find((one) => isOwn(one) && one.body?.startsWith(marker)) ?? null;
	if (await find()) return;
	await tell(connection, {
		what: "write a reply",
		permission: "{pull-requests: write}",
		schema: comment,
		done: find
	}, (at) => connection.client.rest.issues.createComment({
		...at,
		issue_number: issue,
		body
	}));
}

// src/host/github/identity.ts
const WORKFLOW_BOT = "github-actions[bot]";
async function whoAmI({ client, app }) {
	if (app) return { login: app.login };
	try {
		const { data } = await client.rest.users.getAuthenticated();
		return { id: object({ id: int() }).parse(data).id };
	} catch {
		return { login: WORKFLOW_BOT };
	}
}
function isOwn(user, identity) {
	if (!user) return false;
	return "id" in identity ? user.id === identity.id : user.type === "Bot" && user.login === identity.login;
}

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
		head_branch: string().nullish(),
		head_repository_id: int().nullish()
	}).nullish()
});
const artifacts = object({ artifacts: array(artifact) });
const ARTIFACT_PREFIX = "cv-gate-report-";
const MOST_BYTES = 67108864;
/** The zip of the newest report that a run left, or null when it left none: at most 64 MiB, not unpacked. */
async function downloadReport(connection, runId) {
	const { client } = connection;
	const [newest] = (await ask(connection, {
		what: "list the artifacts of the run",
		permission: "{actions: read}",
		schema: artifacts
	}, (at) => client.rest.actions.listWorkflowRunArtifacts({
		...at,
		run_id: runId,
		per_page: 100
	}))).artifacts.filter(({ name, expired }) => name.startsWith("cv-gate-report-") && !expired).sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id);
	if (!newest) return null;
	if (newest.size_in_bytes > MOST_BYTES) throw refused(`it is ${newest.size_in_bytes} bytes, at most ${MOST_BYTES}`);
	const download = {
		what: "download the report",
		permission: "{actions: read}",
		schema: _instanceof(Uint8Array)
	};
	return ask(connection, download, async (at) => {
		const answer = await client.rest.actions.downloadArtifact({
			...at,
			artifact_id: newest.id,
			archive_format: "zip",
			request: { parseSuccessResponseBody: false }
		});
		return {
			headers: answer.headers,
			data: await bounded(answer.data)
		};
	});
}
const MOST_PAGES = 20;
/**
* Digests of artefacts in the names of the reports that runs of a branch left since a time, drafts left out; null when
* there are more artifacts than are looked through. Expired ones are still listed.
*/
async function reportsSince(connection, since, { branch, repository }) {
	const listing = {
		what: "list the artifacts",
		permission: "{actions: read}",
		schema: artifacts
	};
	const digests = /* @__PURE__ */ new Set();
	for (let page = 1; page <= MOST_PAGES; page++) {
		const { artifacts: listed } = await ask(connection, listing, (at) => connection.client.rest.actions.listArtifactsForRepo({
			...at,
			per_page: 100,
			page
		}));
		for (const { name, created_at, workflow_run: run } of listed) {
			const match = /^cv-gate-report-([0-9a-f]{16})$/.exec(name);
			if (match && Date.parse(created_at) >= since && run?.head_branch === branch && run.head_repository_id === repository) digests.add(match[1]);
		}
		if (listed.length < 100 || Date.parse(listed.at(-1).created_at) < since) return digests;
	}
	return null;
}
/** What a listing says of a size may be wrong: bytes are counted as they come. */
async function bounded(body) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > MOST_BYTES) throw refused(`it is more than ${MOST_BYTES} bytes`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
/** Unpacks one file of an archive; refuses what is no archive, lacks the file, or makes or declares too much. */
function unpack(archive, file) {
	if (archive.length > MOST_BYTES) throw refused(`it is ${archive.length} bytes, at most ${MOST_BYTES}`);
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(zipEntry(archive, file, MOST_BYTES));
	} catch (thrown) {
		throw refused(`it cannot be unpacked: ${thrown.message}`);
	}
}
function refused(why) {
	return new GateError("report-refused", "artifact", `the report of the measuring run is refused: ${why}`, { hint: "Run the measuring workflow again, with the version of cv-gate that this workflow uses." });
}

export { whoAmI as a, react as c, isOwn as i, replyOnce as l, reportsSince as n, comment as o, unpack as r, commentsOf as s, downloadReport as t, uneditedOf as u };