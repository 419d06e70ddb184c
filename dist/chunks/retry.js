import { t as GateError } from "./errors.js";

// src/host/github/retry.ts
const TRIES = 4;
const LONGEST_WAIT_MS = 9e4;
/** All waits of a connection together: the job is on somebody's bill. */
const PATIENCE_MS = 3e5;
const BETWEEN_WRITES_MS = 1e3;
/** Reads: repeated on faults of the way and of the answer, within bounds. */
async function ask(connection, request, call) {
	return (await askWithHeaders(connection, request, call)).value;
}
/** As `ask`; null where GitHub says that there is no such thing. */
async function askMaybe(connection, request, call) {
	try {
		return await ask(connection, request, call);
	} catch (thrown) {
		if (thrown instanceof GateError && thrown.cause?.status === 404) return null;
		throw thrown;
	}
}
async function askWithHeaders(connection, request, call) {
	for (let attempt = 1;; attempt++) try {
		const { data, headers } = await call(at(connection));
		return {
			value: shaped(data, request),
			headers: headers ?? {}
		};
	} catch (thrown) {
		await waitOrGiveUp(connection, request, thrown, attempt);
	}
}
/** Only these: whatever else is given to a call of Octokit goes into the request. */
function at({ owner, repo }) {
	return {
		owner,
		repo
	};
}
/**
* Writes, one at a time and a second apart. A write that failed on the way may have happened: `done` looks for it before
* it is repeated; without `done` the write must be one that is the same when done twice.
*/
async function tell(connection, request, call) {
	for (let attempt = 1;; attempt++) try {
		await pace(connection);
		const { data } = await call(at(connection));
		return shaped(data, request);
	} catch (thrown) {
		await waitOrGiveUp(connection, request, thrown, attempt);
		const there = await request.done?.();
		if (there !== void 0 && there !== null) return there;
	} finally {
		connection.spent.wrote = connection.waiter.now();
	}
}
const PER_PAGE = 100;
/** All pages of a list, as the Link header leads; a page that brings nothing new is an error, not an end. */
async function pages(connection, request, call, most = 100) {
	const found = /* @__PURE__ */ new Map();
	for (let page = 1; page <= most; page++) {
		const { value, headers } = await askWithHeaders(connection, request, ({ owner, repo }) => call({
			owner,
			repo,
			page,
			per_page: PER_PAGE
		}));
		const before = found.size;
		for (const one of value) found.set(one.id, one);
		if (!(typeof headers.link === "string" ? headers.link.includes("rel=\"next\"") : value.length === PER_PAGE)) return [...found.values()];
		if (found.size === before) throw strange(request.what, "a page came twice, or empty in the middle");
	}
	throw strange(request.what, `there are more than ${most} pages`);
}
async function pace({ spent, waiter }) {
	const wait = spent.wrote + BETWEEN_WRITES_MS - waiter.now();
	if (wait > 0) await waiter.sleep(wait);
}
async function waitOrGiveUp(connection, { what, permission }, thrown, attempt) {
	const { waiter, spent } = connection;
	const wait = attempt < TRIES ? waitBefore(thrown, attempt, waiter.now()) : null;
	if (wait === null || wait > LONGEST_WAIT_MS || spent.waited + wait > PATIENCE_MS) throw explained(thrown, what, permission);
	spent.waited += wait;
	await waiter.sleep(wait);
}
/**
* Milliseconds before the next attempt, null when there shall be none. Honours retry-after, then x-ratelimit-reset (by the
* server's own clock), else a minute and growing where a limit was hit, 1, 4, 16 s where the way failed.
*/
function waitBefore(error, attempt, now) {
	if (error instanceof GateError) return error.code === "github-answer" ? faulty(attempt) : null;
	const status = error.status ?? 0;
	const headers = error.response?.headers ?? {};
	const after = seconds(headers["retry-after"]);
	if (status === 429 || status === 403 && (after !== null || isLimit(error))) {
		if (after !== null) return after * 1e3;
		const reset = seconds(headers["x-ratelimit-reset"]);
		if (headers["x-ratelimit-remaining"] === "0" && reset !== null) return Math.max(1e3, reset * 1e3 - serverTime(headers.date, now));
		return 6e4 * attempt;
	}
	return status === 0 || status === 304 || status === 408 || status === 409 || status >= 500 ? faulty(attempt) : null;
}
function faulty(attempt) {
	return 1e3 * 4 ** (attempt - 1);
}
function isLimit({ message = "", response }) {
	return response?.headers?.["x-ratelimit-remaining"] === "0" || /rate limit|abuse detection/i.test(message);
}
function seconds(header) {
	const value = Number(header);
	return header === void 0 || header === "" || !Number.isFinite(value) || value < 0 ? null : value;
}
/** Clocks of self-hosted runners may be wrong: the answer's own date counts. */
function serverTime(date, now) {
	const told = typeof date === "string" ? Date.parse(date) : NaN;
	return Number.isNaN(told) ? now : told;
}
function explained(thrown, what, permission) {
	if (thrown instanceof GateError) return thrown;
	const error = thrown;
	const why = `${error.status ?? ""} ${error.message ?? ""}`.trim().slice(0, 300);
	const failed = (code, message, hint) => new GateError(code, "host", message, {
		hint,
		cause: thrown
	});
	if (error.status === 401) return failed("github-refused", `GitHub refused to ${what}: the token is not valid, or not any more (401)`, "Pass `github-token`, or let the part that talks be a job of its own: a token ends with its job.");
	if (waitBefore(error, 1, 0) !== null && (error.status === 403 || error.status === 429)) return failed("github-limit", `GitHub did not ${what} for now: ${why}`, "A rate limit of this token is used up: run the job again later.");
	if (error.status === 403 || error.status === 404) return failed("github-refused", `GitHub refused to ${what} (${error.status})`, `Give the job \`permissions: ${permission}\` (pull requests from forks have read rights only).`);
	return failed("github-failed", `GitHub did not ${what}: ${why}`, "Run the job again; https://www.githubstatus.com tells about outages.");
}
/** A 200 with a truncated or foreign body arrives as text: the shape decides, not the status. */
function shaped(value, { what, schema }) {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw strange(what, `${issue?.path.join(".") || "answer"}: ${issue?.message ?? "not as expected"}`);
}
function strange(what, why) {
	return new GateError("github-answer", "host", `GitHub's answer has an unexpected shape, to: ${what} (${why})`, { hint: "Run the job again; a proxy between the runner and GitHub may have changed the answer." });
}

export { tell as i, askMaybe as n, pages as r, ask as t };