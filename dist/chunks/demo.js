import { r as exitCode } from "./exit.js";
import { d as temporaryFolder, f as writeFiles, l as folderOf } from "./repository.js";
import { i as renderTerminal, r as measure, t as reportFiles } from "./report-files.js";
import { t as catalogue } from "./catalogue.js";
import { t as CONFIG_PATH } from "./config-path.js";
import { r as NO_HISTORY } from "./prepare.js";
import { t as load } from "./load-config.js";
import { t as openGate } from "./open-gate.js";
import { promisify } from "node:util";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, stat } from "node:fs/promises";

// src/host/scratch-repository.ts
const run = promisify(execFile);
/**
* Builds the repository of one case in an empty folder: the theme's base with the case's `base/` overlay as commit on
* `main`, then its `head/` overlay as commit on `pull`. Identity and dates are fixed, so commit ids are always the same.
*/
async function buildRepository(theme, name, into) {
	const folder = join(theme, name);
	const { title, planted, delete: removed, expect } = JSON.parse(await readFile(join(folder, "case.json"), "utf8"));
	await mkdir(into, { recursive: true });
	const git = (day, ...args) => run("git", [
		"-C",
		into,
		"-c",
		"core.autocrlf=false",
		"-c",
		"core.hooksPath=/dev/null",
		...args
	], { env: environment(day) });
	await git(1, "init", "--quiet", "-b", "main");
	await lay(join(theme, "base"), into);
	await lay(join(folder, "base"), into);
	for (const path of removed.base) await rm(join(into, path), { recursive: true });
	const base = await commit(1, "base");
	await git(2, "checkout", "--quiet", "-b", "pull");
	await lay(join(folder, "head"), into);
	for (const path of removed.head) await rm(join(into, path), { recursive: true });
	return {
		path: into,
		base,
		head: await commit(2, title),
		title,
		planted,
		expect
	};
	async function commit(day, message) {
		await git(day, "add", "--all");
		await git(day, "commit", "--quiet", "--message", message);
		return (await git(day, "rev-parse", "HEAD")).stdout.trim();
	}
}
async function lay(from, into) {
	if ((await stat(from).catch(() => null))?.isDirectory()) await cp(from, into, { recursive: true });
}
function environment(day) {
	const who = {
		NAME: "cv-gate",
		EMAIL: "cv-gate@example.org",
		DATE: `2026-01-0${day}T00:00:00Z`
	};
	const identity = Object.entries(who).flatMap(([key, value]) => [[`GIT_AUTHOR_${key}`, value], [`GIT_COMMITTER_${key}`, value]]);
	return {
		...Object.fromEntries(identity),
		PATH: process.env.PATH ?? "",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_GLOBAL: "/dev/null",
		LC_ALL: "C"
	};
}

// src/app/cli/demo.ts
const CASES = ["blocked-demo", "clean"];
/** Two pull requests on the embedded photographs and models: exit 0 only when both come out as they should. */
async function demo(invocation) {
	const { args, terminal, around } = invocation;
	const fixtures = `${folderOf(around.entry)}/../fixtures/textures`;
	const out = args.text("out") ?? "demo";
	const scratch = await temporaryFolder();
	const surprises = [];
	try {
		for (const name of CASES) {
			const repository = await buildRepository(fixtures, name, `${scratch.path}/${name}`);
			terminal.stdout.write(`\n── pull request: ${repository.title} (planted: ${repository.planted}) ──\n\n`);
			const gate = await openGate({
				...around,
				cwd: repository.path
			}, {
				cache: `${scratch.path}/cache`,
				recorded: null,
				dataRoot: null,
				nativesDir: around.env.CV_GATE_NATIVES_DIR ?? null
			});
			try {
				const request = {
					base: repository.base,
					head: repository.head,
					configPath: CONFIG_PATH,
					configText: null,
					mergeBase: null,
					trusted: true
				};
				const report = await measure(request, gate, {
					only: null,
					load,
					looks: async () => ({
						code: "no-pull-request",
						args: {}
					}),
					waivers: async () => [],
					history: NO_HISTORY,
					catalogue
				});
				const files = reportFiles(report, catalogue);
				const written = await writeFiles(`${out}/${name}`, files);
				const color = terminal.stdout.isTTY === true && !around.env.NO_COLOR;
				terminal.stdout.write(renderTerminal(report, catalogue, {
					width: terminal.stdout.columns ?? 100,
					color
				}));
				terminal.stdout.write(`\nThe comment, as it is posted:\n\n${indent(files["comment.md"] ?? "")}\n`);
				for (const path of written.filter((one) => !one.endsWith(".gitignore"))) terminal.stdout.write(`${path}\n`);
				const [conclusion, exit] = [report.conclusion, exitCode(report)];
				if (conclusion !== repository.expect.conclusion || exit !== repository.expect.exit) surprises.push(`${name}: ${conclusion} (exit ${exit}) instead of ${repository.expect.conclusion} (exit ${repository.expect.exit})`);
			} finally {
				await gate.repository.close();
			}
		}
	} finally {
		await scratch.remove();
	}
	for (const surprise of surprises) terminal.stderr.write(`not as it should be: ${surprise}\n`);
	if (surprises.length === 0) terminal.stdout.write("\nBoth pull requests came out as they should: one blocked, one passed.\n");
	return surprises.length === 0 ? 0 : 1;
}
function indent(text) {
	return text.replace(/^/gm, "  │ ");
}

export { demo };