import { r as asGateError, t as GateError } from "./errors.js";

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
function askMaybe(connection, request, call) {
	return orNull(ask(connection, request, call));
}
async function orNull(asked) {
	try {
		return await asked;
	} catch (thrown) {
		if (asGateError(thrown).cause?.status === 404) return null;
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
/** As `tell`; null where GitHub says that there is no such thing (any more). */
function tellMaybe(connection, request, call) {
	return orNull(tell(connection, request, call));
}
const PER_PAGE = 100;
/** The list that an answer wraps with its whole length; an empty page of a list that goes on is none. */
function listIn({ data, headers }, key, page) {
	const { [key]: list, total_count } = data;
	if (Array.isArray(list) && list.length === 0 && Number(total_count) > (page - 1) * PER_PAGE) throw strange(key, `an empty page of ${total_count}`);
	return {
		data: list,
		headers
	};
}
/** All pages of a list, as the Link header leads; read again from the first where a page contradicts those before. */
async function pages(connection, request, call, extent = {}) {
	for (let attempt = 1;; attempt++) {
		const all = await readThrough(connection, request, call, extent);
		if (all !== null) return all;
		await waitOrGiveUp(connection, request, strange(request.what, "a page came twice, or empty"), attempt);
	}
}
/** Null: a page that was promised brings nothing new. */
async function readThrough(connection, request, call, { most = 100, until = () => false }) {
	const found = /* @__PURE__ */ new Map();
	let promised = false;
	for (let page = 1; page <= most; page++) {
		const { value, headers } = await askWithHeaders(connection, request, ({ owner, repo }) => call({
			owner,
			repo,
			page,
			per_page: PER_PAGE
		}));
		if ((promised || value.length > 0) && value.every(({ id }) => found.has(id))) return null;
		for (const one of value) found.set(one.id, one);
		promised = typeof headers.link === "string" && headers.link.includes("rel=\"next\"");
		if (!(promised || typeof headers.link !== "string" && value.length === PER_PAGE) || until(value)) return [...found.values()];
	}
	throw new GateError("github-long", "host", `GitHub's list has more than ${most} pages, to: ${request.what}`, { hint: "Delete what is not needed any more, or let it expire sooner." });
}
/** Waits for a list that lags behind what was written. */
const LAG_MS = [
	1e3,
	2e3,
	4e3
];
/**
* A list as soon as it shows what we just wrote, looked at a few times: what others wrote before us shows then too. Ours
* is in it in any case.
*/
async function onceListed({ waiter }, mine, list) {
	const holdsMine = (listed) => listed.some(({ id }) => id === mine.id);
	let listed = await list();
	for (const wait of LAG_MS) {
		if (holdsMine(listed)) return listed;
		await waiter.sleep(wait);
		listed = await list();
	}
	return holdsMine(listed) ? listed : [...listed, mine];
}
async function pace({ spent, waiter }) {
	const wait = spent.wrote + BETWEEN_WRITES_MS - waiter.now();
	if (wait > 0) await waiter.sleep(wait);
}
async function waitOrGiveUp(connection, { what, permission, exists = false }, thrown, attempt) {
	const { waiter, spent } = connection;
	const lags = exists && thrown.status === 404;
	const wait = attempt >= TRIES ? null : lags ? faulty(attempt) : waitBefore(thrown, attempt, waiter.now());
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
	return header === "" || !Number.isFinite(value) || value < 0 ? null : value;
}
/** Clocks of self-hosted runners may be wrong: the answer's own date counts. */
function serverTime(date, now) {
	const told = Date.parse(String(date));
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
	const { path, message } = parsed.error.issues[0];
	throw strange(what, `${path.join(".") || "answer"}: ${message}`);
}
function strange(what, why) {
	return new GateError("github-answer", "host", `GitHub's answer has an unexpected shape, to: ${what} (${why})`, { hint: "Run the job again; a proxy between the runner and GitHub may have changed the answer." });
}

export { pages as a, onceListed as i, askMaybe as n, tell as o, listIn as r, tellMaybe as s, ask as t };