import { a as setSecret, i as setOutput, o as warning, r as notice, s as summary, t as error } from "./core.js";
import { n as UsageError, t as GateError } from "./errors.js";
import { b as ZodError, f as object, h as string, l as int, s as boolean } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { n as oneLine } from "./escape.js";
import { i as shaSchema } from "./pull-request.js";
import { readFile } from "node:fs/promises";

// src/host/github/events.ts
const repository = object({ id: int() });
const pullRequestEvent = object({ pull_request: object({
	number: int().positive(),
	draft: boolean().optional(),
	head: object({
		sha: shaSchema,
		repo: repository.nullable()
	}),
	base: object({
		sha: shaSchema,
		ref: string(),
		repo: repository
	})
}) });
const mergeGroupEvent = object({ merge_group: object({
	head_sha: shaSchema,
	base_sha: shaSchema,
	head_ref: string()
}) });
/** All zeros where the branch is new. */
const pushEvent = object({
	before: shaSchema,
	after: shaSchema,
	ref: string()
});
/** A run of a workflow, as an event and the API tell it alike. */
const workflowRun = object({
	id: int().positive(),
	run_attempt: int().positive(),
	event: string(),
	path: string(),
	head_sha: shaSchema,
	head_branch: string().nullable(),
	head_repository: object({
		id: int(),
		owner: object({ login: string() })
	}).nullable()
});
const workflowRunEvent = object({ workflow_run: workflowRun });
const user = object({
	id: int(),
	login: string(),
	type: string()
});
const commentEvent = object({
	action: string(),
	issue: object({
		number: int().positive(),
		state: string(),
		locked: boolean().default(false),
		pull_request: object({}).nullish()
	}),
	comment: object({
		id: int(),
		body: string().nullable(),
		created_at: datetime(),
		user: user.nullable()
	}),
	sender: user
});
/** What happened, from the event's name and payload. */
function readEvent(name, payload) {
	try {
		return eventOf(name, payload);
	} catch (thrown) {
		if (!(thrown instanceof ZodError)) throw thrown;
		const [issue] = thrown.issues;
		const what = `the event ${name} has an unexpected shape: ${issue?.path.join(".")}: ${issue?.message}`;
		throw new GateError("event-strange", "host", what, {
			hint: "The payload is not GitHub's; a server of GitHub Enterprise may be older than this version supports.",
			cause: thrown
		});
	}
}
function eventOf(name, payload) {
	switch (name) {
		case "pull_request":
		case "pull_request_target": return {
			kind: "pull-request",
			pull: pullRequestEvent.parse(payload).pull_request
		};
		case "merge_group": {
			const { base_sha: base, head_sha: head, head_ref: ref } = mergeGroupEvent.parse(payload).merge_group;
			return {
				kind: "merge-group",
				base,
				head,
				ref
			};
		}
		case "push": return {
			kind: "push",
			...pushEvent.parse(payload)
		};
		case "workflow_run": return {
			kind: "measured",
			run: measuringRun(workflowRunEvent.parse(payload).workflow_run)
		};
		case "issue_comment": return {
			kind: "comment",
			said: commentEvent.parse(payload)
		};
		case "schedule": return { kind: "schedule" };
		default: throw new UsageError("event-not-supported", `the event ${JSON.stringify(name)} is not handled by this version`, { hint: "Measure `on: pull_request`, `merge_group` and `push`; talk `on: workflow_run`, `issue_comment` and `schedule`." });
	}
}
function measuringRun(run) {
	const { id: repository = 0, owner } = run.head_repository ?? {};
	return {
		id: run.id,
		attempt: run.run_attempt,
		event: run.event,
		path: run.path.split("@", 1)[0],
		head: {
			sha: run.head_sha,
			branch: run.head_branch ?? "",
			repository,
			owner: owner?.login ?? ""
		}
	};
}

// src/host/github/runner.ts
async function readJob(env) {
	const name = required(env, "GITHUB_EVENT_NAME");
	const [owner, repo] = required(env, "GITHUB_REPOSITORY").split("/");
	const text = await readFile(required(env, "GITHUB_EVENT_PATH"), "utf8");
	return {
		event: readEvent(name, JSON.parse(text)),
		owner,
		repo: repo ?? "",
		serverUrl: env.GITHUB_SERVER_URL ?? "https://github.com",
		runId: Number(env.GITHUB_RUN_ID ?? 0),
		attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
		workspace: required(env, "GITHUB_WORKSPACE"),
		temporary: env.RUNNER_TEMP ?? required(env, "GITHUB_WORKSPACE")
	};
}
function required(env, name) {
	const value = env[name];
	if (value) return value;
	throw new UsageError("not-a-runner", `the environment lacks ${name}`, { hint: "The action runs inside GitHub Actions; elsewhere use the command line: `cv-gate run`." });
}
/** Outputs are enums, hex digits and our own paths: nothing that a pull request chose. */
function writeOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
async function writeSummary(markdown, env) {
	if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(markdown, true).write();
}
const ANNOTATIONS_A_STEP = 10;
const WRITE = {
	error,
	warning,
	notice
};
/** Annotations by workflow commands, on the lines of the head; @actions/core escapes their data and properties. */
function annotate(annotations) {
	const written = {
		error: 0,
		warning: 0,
		notice: 0
	};
	for (const { path, line, column, level, title, message } of annotations) {
		if (written[level]++ >= ANNOTATIONS_A_STEP) continue;
		WRITE[level](oneLine(message), {
			file: oneLine(path),
			startLine: line,
			...column === void 0 ? {} : { startColumn: column },
			title: oneLine(title)
		});
	}
}
/** Lets git fetch from the repository's server with the token: through the environment, never argv or disk. */
function tokenForGit(token, serverUrl) {
	if (!token) return {};
	const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
	setSecret(basic);
	return {
		GIT_CONFIG_COUNT: "1",
		GIT_CONFIG_KEY_0: `http.${serverUrl}/.extraheader`,
		GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`
	};
}

export { writeSummary as a, writeOutputs as i, readJob as n, tokenForGit as r, annotate as t };