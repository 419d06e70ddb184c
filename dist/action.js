import { i as placeText, r as asGateError } from "./chunks/errors.js";
import { n as errorExit, r as exitCode } from "./chunks/exit.js";
import { t as logLine } from "./chunks/escape.js";
import { t as createLog } from "./chunks/log.js";
import { t as VERSION } from "./chunks/version.js";
import { n as endOnFullOutput, r as endOnSignals } from "./chunks/ending.js";

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
	try {
		return await dispatch({
			...runner,
			log
		});
	} catch (thrown) {
		return told(asGateError(thrown), thrown, log, runner.stdout);
	}
}
async function dispatch(around) {
	const { readJob } = await import("./chunks/runner.js");
	const { readInputs } = await import("./chunks/inputs.js");
	const job = await readJob(around.env);
	const inputs = readInputs();
	const { connect, realTime } = await import("./chunks/connection2.js");
	const options = {
		userAgent: `cv-gate/${VERSION}`,
		waiter: realTime(around.now),
		baseUrl: around.env.GITHUB_API_URL
	};
	return follow(job, inputs, inputs.app ? await (await import("./chunks/app.js")).connectApp(inputs.app, job, options) : connect(inputs.token, job, options), around);
}
/** What the event asks for; returns the exit code. */
async function follow(job, inputs, connection, around) {
	const { event } = job;
	if (event.kind === "measured") {
		await publish(event.run);
		return 0;
	}
	if (event.kind === "pull-request" && inputs.publishRun !== null) {
		const { ownRun } = await import("./chunks/events.js");
		await publish(ownRun(inputs.publishRun, job.attempt, inputs.measuringWorkflow, event.pull));
		return 0;
	}
	if (event.kind === "comment") {
		const { command } = await import("./chunks/command.js");
		await command(connection, event.said, inputs, around);
		return 0;
	}
	if (event.kind === "schedule") {
		if (job.workflow === inputs.measuringWorkflow) {
			const { calibrate } = await import("./chunks/calibrate.js");
			await calibrate(job, inputs, connection, around);
		} else {
			const { sweep } = await import("./chunks/sweep.js");
			await sweep(connection, inputs, around);
		}
		return 0;
	}
	const { gateCommits } = await import("./chunks/gate-commits.js");
	return exitCode(await gateCommits(job, event, inputs, connection, around));
	async function publish(run) {
		const { publishReport } = await import("./chunks/publish-report.js");
		await publishReport(connection, run, inputs, around);
	}
}
async function told(error, thrown, log, stdout) {
	const { annotate } = await import("./chunks/runner.js");
	const { path, line } = error.place ?? {
		path: "",
		line: void 0
	};
	const message = `error: ${placeText(error)}${error.message} → ${error.hint}`;
	for (const line of message.split("\n")) stdout.write(`${logLine(line)}\n`);
	annotate([{
		path,
		line: line ?? 1,
		level: "error",
		title: `cv-gate: ${error.code}`,
		message
	}]);
	if (thrown instanceof Error) log.debug(thrown.stack ?? "");
	return errorExit(error);
}

// src/action.ts
endOnSignals(process);
endOnFullOutput(process);
process.exitCode = await main({
	entry: import.meta.url,
	cwd: process.cwd(),
	env: process.env,
	stdout: process.stdout,
	now: Date.now
});

export {  };