import { f as object, h as string, l as int, o as array, r as _enum, s as boolean } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { a as pages, t as ask } from "./retry.js";

// src/host/github/pull-request.ts
const shaSchema = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const pull = object({
	number: int().positive(),
	state: _enum(["open", "closed"]),
	draft: boolean().optional(),
	created_at: datetime(),
	head: object({
		sha: shaSchema,
		ref: string(),
		repo: object({ id: int() }).nullable()
	}),
	base: object({
		ref: string(),
		repo: object({ id: int() })
	})
});
async function pullOf(connection, number) {
	return pullFrom(await ask(connection, {
		what: "read the pull request",
		permission: "{pull-requests: read}",
		schema: pull
	}, (at) => connection.client.rest.pulls.get({
		...at,
		pull_number: number
	})));
}
function pullFrom({ number, state, draft, created_at, head, base }) {
	return {
		number,
		open: state === "open",
		draft: draft === true,
		created: Date.parse(created_at),
		head: head.sha,
		branch: head.ref,
		headRepository: head.repo?.id ?? null,
		baseRef: base.ref,
		fork: head.repo?.id !== base.repo.id
	};
}
/** The commit a branch points to now. */
async function tipOf(connection, branch) {
	const request = {
		what: "read the base branch",
		permission: "{contents: read}",
		schema: object({ object: object({ sha: shaSchema }) })
	};
	return (await ask(connection, request, (at) => connection.client.rest.git.getRef({
		...at,
		ref: `heads/${branch}`
	}))).object.sha;
}
async function mergeBaseOf(connection, base, head) {
	const request = {
		what: "compare the commits",
		permission: "{contents: read}",
		schema: object({ merge_base_commit: object({ sha: shaSchema }) })
	};
	return (await ask(connection, request, (at) => connection.client.rest.repos.compareCommitsWithBasehead({
		...at,
		basehead: `${base}...${head}`,
		per_page: 1,
		page: 1
	}))).merge_base_commit.sha;
}
/** Open pull requests that something happened to since a time, the latest first, at most 300. */
async function livelyPulls(connection, since) {
	const request = {
		what: "list the open pull requests",
		permission: "{pull-requests: read}",
		schema: array(pull.extend({ updated_at: datetime() }))
	};
	const found = [];
	for (let page = 1; page <= 3; page++) {
		const lively = (await ask(connection, request, (at) => connection.client.rest.pulls.list({
			...at,
			state: "open",
			sort: "updated",
			direction: "desc",
			per_page: 100,
			page
		}))).filter(({ updated_at }) => Date.parse(updated_at) >= since);
		found.push(...lively.map(pullFrom));
		if (lively.length < 100) break;
	}
	return found;
}
/** Numbers of the pull requests by which a commit came into a branch. */
async function mergedBy(connection, sha, branch) {
	const merged = object({
		number: int().positive(),
		merged_at: datetime().nullable(),
		base: object({ ref: string() })
	});
	const request = {
		what: "find the pull request that was merged",
		permission: "{pull-requests: read}",
		schema: array(merged)
	};
	return (await ask(connection, request, (at) => connection.client.rest.repos.listPullRequestsAssociatedWithCommit({
		...at,
		commit_sha: sha,
		per_page: 100
	}))).filter(({ merged_at, base }) => merged_at !== null && base.ref === branch).map(({ number }) => number);
}
const AGAIN_MS = 2e3;
/**
* The open pull requests whose head is now the commit, branch and repository of the run: asked from the API, because a
* number inside an artifact is chosen by whoever made it. Empty when head has moved on.
*/
async function pullsOf(connection, { head: { sha, branch, repository, owner } }) {
	const request = {
		what: "list the pull requests of the branch",
		permission: "{pull-requests: read}",
		schema: array(pull.extend({ id: int() }))
	};
	const list = () => pages(connection, request, (at) => connection.client.rest.pulls.list({
		...at,
		state: "open",
		head: `${owner}:${branch}`
	}));
	const first = await list();
	if (first.length === 0) await connection.waiter.sleep(AGAIN_MS);
	return (first.length > 0 ? first : await list()).map(pullFrom).filter(({ head, headRepository }) => head === sha && headRepository === repository);
}

export { pullsOf as a, pullOf as i, mergeBaseOf as n, shaSchema as o, mergedBy as r, tipOf as s, livelyPulls as t };