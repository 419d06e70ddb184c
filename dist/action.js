import { i as placeText, r as asGateError } from "./chunks/errors.js";
import { t as exitCode } from "./chunks/exit.js";
import { t as logLine } from "./chunks/escape.js";
import { t as createLog } from "./chunks/log.js";
import { t as VERSION } from "./chunks/version.js";

// src/app/action/main.ts
/** The action: one run on one event. Its exit code is the required check. */
async function main(runner) {
	const { GITHUB_EVENT_NAME: event = "no event", GITHUB_REPOSITORY: repository = "no repository" } = runner.env;
	runner.stdout.write(`${logLine(`cv-gate ${VERSION} on ${event} of ${repository}`)}\n`);
	const debug = runner.env.RUNNER_DEBUG === "1";
	const log = createLog(runner.stdout, {
		style: "lines",
		debug,
		now: runner.now
	});
	const surroundings = {
		...runner,
		log
	};
	try {
		const { readJob } = await import("./chunks/runner2.js");
		const job = await readJob(runner.env);
		if (job.event.kind === "measured") {
			const { publishReport } = await import("./chunks/publish-report.js");
			await publishReport(job, job.event.run, surroundings);
			return 0;
		}
		const { gatePullRequest } = await import("./chunks/gate-pull-request.js");
		return exitCode(await gatePullRequest(job, job.event, surroundings));
	} catch (thrown) {
		const error = asGateError(thrown);
		const { annotate } = await import("./chunks/runner2.js");
		runner.stdout.write(`${logLine(errorText(error))}\n`);
		const { path, line } = error.place ?? {
			path: "",
			line: void 0
		};
		annotate([{
			path,
			line: line ?? 1,
			level: "error",
			title: `cv-gate: ${error.code}`,
			message: errorText(error)
		}]);
		if (debug && thrown instanceof Error) log.debug(thrown.stack ?? "");
		return error.owner === "user" ? 3 : 2;
	}
}
function errorText(error) {
	return `error: ${placeText(error)}${error.message} → ${error.hint}`;
}

// src/action.ts
process.exitCode = await main({
	entry: import.meta.url,
	cwd: process.cwd(),
	env: process.env,
	stdout: process.stdout,
	now: Date.now
});

export {  };