import { r as exitCode } from "./exit.js";
import { f as writeFiles } from "./repository.js";
import { i as renderTerminal, n as renderJson, r as measure, t as reportFiles } from "./report-files.js";
import { t as catalogue } from "./catalogue.js";
import { r as NO_HISTORY } from "./prepare.js";
import { t as load } from "./load-config.js";
import { i as selected, n as open, r as requestOf } from "./invocation.js";

// src/app/cli/run.ts
async function run(invocation) {
	const { args, terminal, around } = invocation;
	const only = selected(invocation);
	const gate = await open(invocation);
	try {
		const request = await requestOf(invocation, gate);
		const report = await measure(request, gate, {
			only,
			load,
			looks: async () => ({
				code: "no-pull-request",
				args: {}
			}),
			waivers: async () => [],
			history: NO_HISTORY,
			catalogue
		});
		const folder = args.text("out") ?? "cv-gate-report";
		const written = await writeFiles(folder, reportFiles(report, catalogue));
		if (args.has("json")) terminal.stdout.write(renderJson(report));
		else {
			const width = terminal.stdout.columns ?? 100;
			const color = terminal.stdout.isTTY === true && !around.env.NO_COLOR;
			terminal.stdout.write(renderTerminal(report, catalogue, {
				width,
				color
			}));
			terminal.stdout.write(`\n${written.filter((path) => !path.endsWith(".gitignore")).join("\n")}\n`);
		}
		return exitCode(report);
	} finally {
		await gate.repository.close();
	}
}

export { run };