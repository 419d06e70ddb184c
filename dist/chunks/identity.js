import { r as asGateError } from "./errors.js";
import { f as object, h as string, l as int, o as array } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { a as pages, o as tell, t as ask } from "./retry.js";

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
	user: user.nullish(),
	/** How many there are of each, of anybody. */
	reactions: object({
		rocket: int(),
		"-1": int()
	}).partial().nullish()
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
		schema: object({ id: int() })
	};
	await tell(connection, request, (at) => connection.client.rest.reactions.createForIssueComment({
		...at,
		comment_id: id,
		content
	}));
}
/** Writes a comment unless one of ours begins with the marker. */
async function replyOnce(connection, issue, { body, marker }, isOwn) {
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
async function whoAmI(connection) {
	const { client, app } = connection;
	if (app) return { login: app.login };
	try {
		const request = {
			what: "ask whose token this is",
			permission: "{}",
			schema: object({ id: int() })
		};
		return await ask(connection, request, () => client.rest.users.getAuthenticated());
	} catch (thrown) {
		const { code, cause } = asGateError(thrown);
		if (code === "github-refused" && cause.status === 403) return { login: WORKFLOW_BOT };
		throw thrown;
	}
}
function isOwn(user, identity) {
	if (!user) return false;
	return "id" in identity ? user.id === identity.id : user.type === "Bot" && user.login === identity.login;
}

export { react as a, commentsOf as i, whoAmI as n, replyOnce as o, comment as r, uneditedOf as s, isOwn as t };