import { y as unknown } from "./schemas.js";
import { n as pullOf } from "./pull-request.js";
import { a as whoAmI, i as isOwn, o as comment$1, s as commentsOf } from "./artifact.js";
import { i as tell } from "./retry.js";
import { t as renderComment } from "./comment.js";
import { t as catalogue } from "./catalogue.js";

// src/host/github/sticky-comment.ts
const WRITE = "{pull-requests: write}";
/**
* Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
* the oldest stays. A comment that a newer run wrote is left alone; equal text is not written.
*/
async function upsertComment(connection, issue, wanted) {
	const identity = await whoAmI(connection);
	const before = await ownComments(connection, issue, identity, wanted.prefix);
	if (before.length > 0) return settle(connection, before, wanted, "updated");
	const made = await create(connection, issue, identity, wanted);
	const after = await ownComments(connection, issue, identity, wanted.prefix);
	return settle(connection, after.some(({ id }) => id === made.id) ? after : [...after, made].sort((a, b) => a.id - b.id), wanted, "created");
}
async function settle(connection, [oldest, ...others], wanted, done) {
	const newer = [oldest, ...others].find((own) => isNewer(generationOf(own, wanted.prefix), wanted.generation));
	for (const { id } of others) if (id !== newer?.id) await remove(connection, id);
	if (newer) return {
		done: "superseded",
		by: newer.html_url
	};
	if (oldest.body === wanted.body) return {
		done: done === "created" ? done : "unchanged",
		url: oldest.html_url
	};
	await tell(connection, {
		what: "update its comment",
		permission: WRITE,
		schema: comment$1
	}, (at) => connection.client.rest.issues.updateComment({
		...at,
		comment_id: oldest.id,
		body: wanted.body
	}));
	return {
		done,
		url: oldest.html_url
	};
}
function create(connection, issue, identity, wanted) {
	return tell(connection, {
		what: "write a comment",
		permission: WRITE,
		schema: comment$1,
		done: async () => (await ownComments(connection, issue, identity, wanted.prefix))[0] ?? null
	}, (at) => connection.client.rest.issues.createComment({
		...at,
		issue_number: issue,
		body: wanted.body
	}));
}
async function remove(connection, id) {
	const request = {
		what: "remove a doubled comment",
		permission: WRITE,
		schema: unknown()
	};
	await tell(connection, request, async (at) => {
		try {
			return await connection.client.rest.issues.deleteComment({
				...at,
				comment_id: id
			});
		} catch (error) {
			if (error.status === 404) return {
				data: null,
				headers: {}
			};
			throw error;
		}
	});
}
/** Own comments with our marker, oldest first, over all pages. */
async function ownComments(connection, issue, identity, prefix) {
	return (await commentsOf(connection, issue)).filter((one) => isOwn(one.user, identity) && one.body?.startsWith(prefix));
}
/** `<!-- cv-gate:v1 key=default head=8c1e… run=991.2 -->` → [991, 2] */
function generationOf(own, prefix) {
	const line = (own.body ?? "").slice(prefix.length).split("\n", 1)[0];
	const match = /\brun=(\d{1,15})\.(\d{1,6}) -->/.exec(line);
	return match ? [Number(match[1]), Number(match[2])] : [0, 0];
}
function isNewer(theirs, ours) {
	return theirs[0] > ours[0] || theirs[0] === ours[0] && theirs[1] > ours[1];
}

// src/app/action/comment.ts
const KEY = "default";
/** Writes the one comment, unless the pull request has moved on or a newer run has spoken. */
async function comment(report, connection, { number, head, run, attempt }, { log }) {
	const { head: now } = await pullOf(connection, number);
	if (now !== head) {
		log.warn(`no comment was written: the pull request has moved on to ${now.slice(0, 10)}`);
		return;
	}
	const body = renderComment(report, catalogue, { marker: {
		key: KEY,
		head,
		run: `${run}.${attempt}`
	} });
	const result = await upsertComment(connection, number, {
		body,
		prefix: `<!-- cv-gate:v1 key=${KEY} `,
		generation: [run, attempt]
	});
	log.info(result.done === "superseded" ? `a newer run has commented already: ${result.by}` : `comment ${result.done}: ${result.url}`);
}

export { comment as t };