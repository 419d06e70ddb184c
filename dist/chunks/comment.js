import { i as shaped, n as explained, r as repeatable } from "./client.js";
import { a as array, c as int, d as object, m as string, o as boolean } from "./schemas.js";
import { t as renderComment } from "./comment2.js";
import { t as catalogue } from "./catalogue.js";

// src/host/github/pull-request.ts
const sha = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const pull = object({
	head: object({ sha }),
	base: object({ ref: string() }),
	state: string(),
	draft: boolean().optional()
});
const reference = object({ object: object({ sha }) });
const comparison = object({ merge_base_commit: object({ sha }) });
/** Head now: it may have moved since the event. */
async function headOf(client, at, number, waiter) {
	const answer = await repeatable("read the pull request", "{pull-requests: read}", waiter, () => client.rest.pulls.get({
		...at,
		pull_number: number
	}));
	return shaped(answer.data, (value) => pull.parse(value), "pull request").head.sha;
}
/** The commit a branch points to now. */
async function tipOf(client, at, branch, waiter) {
	const answer = await repeatable("read the base branch", "{contents: read}", waiter, () => client.rest.git.getRef({
		...at,
		ref: `heads/${branch}`
	}));
	return shaped(answer.data, (value) => reference.parse(value), "branch").object.sha;
}
async function mergeBaseOf(client, at, base, head, waiter) {
	const answer = await repeatable("compare the commits", "{contents: read}", waiter, () => client.rest.repos.compareCommitsWithBasehead({
		...at,
		basehead: `${base}...${head}`,
		per_page: 1,
		page: 1
	}));
	return shaped(answer.data, (value) => comparison.parse(value), "comparison").merge_base_commit.sha;
}
const candidates = array(object({
	number: int().positive(),
	head: object({
		sha,
		repo: object({ id: int() }).nullable()
	}),
	base: object({ ref: string() })
}));
/**
* The open pull requests whose head is now the commit, branch and repository of the run: asked from the API, because a
* number inside an artifact is chosen by whoever made it. Empty when head has moved on.
*/
async function pullsOf(client, at, { head: { sha: commit, branch, repository, owner } }, waiter) {
	const answer = await repeatable("list the pull requests of the branch", "{pull-requests: read}", waiter, () => client.rest.pulls.list({
		...at,
		state: "open",
		head: `${owner}:${branch}`,
		per_page: 100
	}));
	return shaped(answer.data, (value) => candidates.parse(value), "pull requests").filter(({ head }) => head.sha === commit && head.repo?.id === repository).map(({ number, base }) => ({
		number,
		baseRef: base.ref
	}));
}

// src/host/github/sticky-comment.ts
const comment$1 = object({
	id: int(),
	body: string().nullish(),
	html_url: string(),
	user: object({
		id: int(),
		login: string(),
		type: string()
	}).nullish()
});
const WORKFLOW_BOT = "github-actions[bot]";
/**
* Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
* the oldest stays. A comment that a newer run wrote is left alone; equal text is not written.
*/
async function upsertComment(client, at, issue, wanted, waiter) {
	const identity = await whoAmI(client);
	const before = await ownComments(client, at, issue, identity, wanted.prefix, waiter);
	const [oldest] = before;
	if (!oldest) return create(client, at, issue, wanted, identity, waiter);
	const newer = before.find((own) => isNewer(generationOf(own, wanted.prefix), wanted.generation));
	if (newer) return {
		done: "superseded",
		by: newer.html_url
	};
	await removeAll(client, at, before.slice(1), waiter);
	if (oldest.body === wanted.body) return {
		done: "unchanged",
		url: oldest.html_url
	};
	await repeatable("update its comment", "{pull-requests: write}", waiter, () => client.rest.issues.updateComment({
		...at,
		comment_id: oldest.id,
		body: wanted.body
	}));
	return {
		done: "updated",
		url: oldest.html_url
	};
}
/** A create that failed may have happened: look before it is repeated. */
async function create(client, at, issue, wanted, identity, waiter) {
	await repeatable("write a comment", "{pull-requests: write}", waiter, async () => {
		if ((await ownComments(client, at, issue, identity, wanted.prefix, waiter)).length === 0) await client.rest.issues.createComment({
			...at,
			issue_number: issue,
			body: wanted.body
		});
	});
	const [oldest, ...others] = await ownComments(client, at, issue, identity, wanted.prefix, waiter);
	if (!oldest) throw explained({ message: "the comment was created and is not listed" }, "keep the comment", "{pull-requests: write}");
	await removeAll(client, at, others, waiter);
	if (oldest.body !== wanted.body && !isNewer(generationOf(oldest, wanted.prefix), wanted.generation)) await repeatable("update its comment", "{pull-requests: write}", waiter, () => client.rest.issues.updateComment({
		...at,
		comment_id: oldest.id,
		body: wanted.body
	}));
	return {
		done: "created",
		url: oldest.html_url
	};
}
async function removeAll(client, at, comments, waiter) {
	for (const { id } of comments) await repeatable("remove a doubled comment", "{pull-requests: write}", waiter, async () => {
		try {
			await client.rest.issues.deleteComment({
				...at,
				comment_id: id
			});
		} catch (error) {
			if (error.status !== 404) throw error;
		}
	});
}
/** Own comments with our marker, oldest first, over all pages. */
async function ownComments(client, at, issue, identity, prefix, waiter) {
	const found = [];
	for (let page = 1;; page++) {
		const answer = await repeatable("list comments", "{pull-requests: read}", waiter, () => client.rest.issues.listComments({
			...at,
			issue_number: issue,
			per_page: 100,
			page
		}));
		const comments = shaped(answer.data, (value) => array(comment$1).parse(value), "comments");
		found.push(...comments.filter((one) => isOwn(one, identity) && one.body?.startsWith(prefix)));
		if (comments.length < 100) break;
	}
	return found.sort((a, b) => a.id - b.id);
}
function isOwn(one, identity) {
	if (!one.user) return false;
	return "id" in identity ? one.user.id === identity.id : one.user.type === "Bot" && one.user.login === identity.login;
}
async function whoAmI(client) {
	try {
		const answer = await client.rest.users.getAuthenticated();
		return { id: shaped(answer.data, (value) => object({ id: int() }).parse(value), "user").id };
	} catch {
		return { login: WORKFLOW_BOT };
	}
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
async function comment(report, client, at, { number, head, run, attempt }, { log }, waiter) {
	const now = await headOf(client, at, number, waiter);
	if (now !== head) {
		log.warn(`no comment was written: the pull request has moved on to ${now.slice(0, 10)}`);
		return;
	}
	const body = renderComment(report, catalogue, { marker: {
		key: KEY,
		head,
		run: `${run}.${attempt}`
	} });
	const result = await upsertComment(client, at, number, {
		body,
		prefix: `<!-- cv-gate:v1 key=${KEY} `,
		generation: [run, attempt]
	}, waiter);
	log.info(result.done === "superseded" ? `a newer run has commented already: ${result.by}` : `comment ${result.done}: ${result.url}`);
}

export { tipOf as i, mergeBaseOf as n, pullsOf as r, comment as t };