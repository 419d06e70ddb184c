import { a as setSecret, i as setOutput, o as warning, r as notice, s as summary, t as error } from "./core.js";
import { n as UsageError, t as GateError } from "./errors.js";
import { n as oneLine } from "./escape.js";
import { r as readEvent } from "./events2.js";
import { readFile } from "node:fs/promises";

// src/host/github/runner.ts
async function readJob(env) {
	const name = required(env, "GITHUB_EVENT_NAME");
	const [owner, repo] = required(env, "GITHUB_REPOSITORY").split("/");
	const payload = await payloadAt(required(env, "GITHUB_EVENT_PATH"));
	return {
		event: readEvent(name, payload),
		owner,
		repo: repo ?? "",
		serverUrl: env.GITHUB_SERVER_URL ?? "https://github.com",
		workflow: workflowPath(env.GITHUB_WORKFLOW_REF ?? ""),
		runId: Number(env.GITHUB_RUN_ID ?? 0),
		attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
		workspace: required(env, "GITHUB_WORKSPACE"),
		temporary: env.RUNNER_TEMP ?? required(env, "GITHUB_WORKSPACE")
	};
}
/** Out of `owner/repository/.github/workflows/file.yml@refs/heads/main`. */
function workflowPath(ref) {
	return /^[^/]+\/[^/]+\/([^@]+)@/.exec(ref)?.[1] ?? null;
}
async function payloadAt(path) {
	try {
		return JSON.parse(await readFile(path, "utf8"));
	} catch (cause) {
		const why = cause.message;
		throw new GateError("event-unreadable", "host", `the event in GITHUB_EVENT_PATH cannot be read: ${why}`, {
			hint: "The runner writes it for the job, which is to be started anew; its disk may be full.",
			cause
		});
	}
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
/** Annotations by workflow commands, on the lines of the head; @actions/core escapes their data and properties, line breaks too. */
function annotate(annotations) {
	const written = {
		error: 0,
		warning: 0,
		notice: 0
	};
	for (const { path, line, column, level, title, message } of annotations) {
		if (written[level]++ >= ANNOTATIONS_A_STEP) continue;
		WRITE[level](message.split("\n").map(oneLine).join("\n"), {
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