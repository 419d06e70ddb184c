#!/usr/bin/env node
import { t as nearest } from "./chunks/nearest.js";
import { i as placeText, n as UsageError, r as asGateError } from "./chunks/errors.js";
import { n as errorExit } from "./chunks/exit.js";
import { t as logLine } from "./chunks/escape.js";
import { t as createLog } from "./chunks/log.js";
import { t as VERSION } from "./chunks/version.js";
import { n as endOnFullOutput, r as endOnSignals } from "./chunks/ending.js";
import { parseArgs } from "node:util";

// src/host/arguments.ts
/** Parses strictly: an unknown flag, or one without its value, is a UsageError. `nearest` finds what was meant. */
function parse(argv, flags, nearest) {
	try {
		const options = Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, {
			type: flag.type,
			multiple: flag.multiple ?? false
		}]));
		const { values, positionals } = parseArgs({
			args: [...argv],
			options,
			allowPositionals: true,
			strict: true
		});
		return {
			words: positionals,
			text: (flag) => typeof values[flag] === "string" ? values[flag] : null,
			list: (flag) => Array.isArray(values[flag]) ? values[flag] : [],
			has: (flag) => values[flag] === true
		};
	} catch (cause) {
		const message = cause.message.split(". ")[0];
		const unknown = /^Unknown option '--([^']+)'/.exec(message)?.[1];
		const meant = unknown === void 0 ? null : nearest(unknown, Object.keys(flags));
		throw new UsageError("wrong-arguments", message, {
			hint: meant ? `Did you mean --${meant}? See \`cv-gate --help\`.` : "See `cv-gate --help`.",
			cause
		});
	}
}

// src/app/cli/commands.ts
const commits = {
	base: {
		type: "string",
		value: "COMMIT",
		text: "tip of the base branch; default: the default branch"
	},
	head: {
		type: "string",
		value: "COMMIT",
		text: "what is judged; default HEAD; `worktree` = with what is not committed"
	},
	config: {
		type: "string",
		value: "FILE",
		text: "use this configuration for every side instead of the committed ones"
	},
	check: {
		type: "string",
		multiple: true,
		value: "ID",
		text: "only this check (may be given again); never a full pass"
	},
	"data-root": {
		type: "string",
		value: "DIR",
		text: "folder of the images that are not in git ($data)"
	},
	json: {
		type: "boolean",
		text: "print JSON on standard output, and nothing else there"
	},
	"no-cache": {
		type: "boolean",
		text: "measure everything anew"
	},
	debug: {
		type: "boolean",
		text: "print what happens in detail"
	}
};
const COMMANDS = {
	init: {
		usage: "init [--two-files] [--keep-config] [--force] [--dry-run]",
		text: "look at this repository, write .github/cv-gate.yml (advisory) and the workflow",
		flags: {
			"two-files": {
				type: "boolean",
				text: "write the pair of workflows: one measures without rights, one talks"
			},
			"keep-config": {
				type: "boolean",
				text: "leave .github/cv-gate.yml as it is and write the workflow only"
			},
			force: {
				type: "boolean",
				text: "overwrite files that exist"
			},
			"dry-run": {
				type: "boolean",
				text: "print what would be written"
			},
			debug: {
				type: "boolean",
				text: "print what happens in detail"
			}
		}
	},
	run: {
		usage: "run [--base COMMIT] [--head COMMIT|worktree] [--out DIR] [--check ID]…",
		text: "judge head against its merge-base with base; write report.json, comment.md, report.html, report.sarif",
		flags: {
			...commits,
			out: {
				type: "string",
				value: "DIR",
				text: "folder of the report; default cv-gate-report"
			}
		}
	},
	plan: {
		usage: "plan [--base COMMIT] [--head COMMIT|worktree] [--json]",
		text: "what would run, why, what is unchanged, and where every setting comes from",
		flags: commits
	},
	doctor: {
		usage: "doctor [--json]",
		text: "what this machine can do: runtime, providers proven by a run, sandbox, git, token",
		flags: {
			json: {
				type: "boolean",
				text: "print JSON"
			},
			debug: {
				type: "boolean",
				text: "print details"
			}
		}
	},
	explain: {
		usage: "explain CHECK",
		text: "what a check computes, why, its messages and options",
		flags: {}
	},
	list: {
		usage: "list [--json]",
		text: "every check, one line each",
		flags: { json: {
			type: "boolean",
			text: "print JSON"
		} }
	},
	demo: {
		usage: "demo [--out DIR]",
		text: "two pull requests on embedded real data: one blocked, one passed",
		flags: { out: {
			type: "string",
			value: "DIR",
			text: "folder of the reports; default demo"
		} }
	}
};
const EXIT_CODES = `Exit codes
  0  passed, warned, or inconclusive and accepted by the policy (always, in advisory mode, except 3)
  1  blocked, or inconclusive and not accepted
  2  unverified: something could not be measured
  3  wrong use or configuration`;
function helpText(version) {
	return `cv-gate ${version}: the merge gate for computer-vision pull requests

Usage
${Object.values(COMMANDS).map((command) => `  cv-gate ${command.usage}\n      ${command.text}`).join("\n")}
  cv-gate COMMAND --help      the flags of one command
  cv-gate --version

${EXIT_CODES}
`;
}
function commandHelp(name) {
	const command = COMMANDS[name];
	const rows = Object.entries(command.flags).map(([flag, { value, text }]) => {
		return `  ${`--${flag}${value ? ` ${value}` : ""}`.padEnd(20)} ${text}`;
	});
	return `cv-gate ${command.usage}\n\n${command.text}\n${rows.length > 0 ? `\nFlags\n${rows.join("\n")}\n` : ""}`;
}

// src/app/cli/main.ts
/** Runs one command line and returns the exit code (EXIT_CODES in commands.ts). */
async function main(argv, terminal) {
	const debug = argv.includes("--debug") || terminal.env.RUNNER_DEBUG === "1";
	try {
		return await dispatch(argv, terminal, debug);
	} catch (thrown) {
		const error = asGateError(thrown);
		const place = placeText(error);
		for (const line of `error: ${place}${error.message}`.split("\n")) terminal.stderr.write(`${logLine(line)}\n`);
		terminal.stderr.write(`  → ${logLine(error.hint)}\n`);
		if (debug && thrown instanceof Error) terminal.stderr.write(`${thrown.stack ?? ""}\n`);
		return errorExit(error);
	}
}
async function dispatch(argv, terminal, debug) {
	const [name, ...rest] = argv;
	if (name === "--version" || name === "-v") return say(terminal, `${VERSION}\n`);
	if (name === void 0 || name === "--help" || name === "-h" || name === "help") {
		say(terminal, helpText(VERSION));
		return name === void 0 ? 3 : 0;
	}
	if (!Object.hasOwn(COMMANDS, name)) throw unknownCommand(name);
	const command = name;
	if (rest.includes("--help") || rest.includes("-h")) return say(terminal, commandHelp(command));
	const args = parse(rest, COMMANDS[command].flags, nearest);
	const style = args.has("json") ? "silent" : terminal.stderr.isTTY && !terminal.env.CI ? "live" : "lines";
	const log = createLog(terminal.stderr, {
		style,
		debug,
		now: terminal.now
	});
	return (await load(command))({
		args,
		terminal,
		around: {
			...terminal,
			log
		}
	});
}
/** Each command is loaded when it is called: `--help` and `list` cost nothing of the others. */
async function load(command) {
	switch (command) {
		case "init": return (await import("./chunks/init.js")).init;
		case "run": return (await import("./chunks/run.js")).run;
		case "plan": return (await import("./chunks/plan.js")).plan;
		case "doctor": return (await import("./chunks/doctor.js")).doctor;
		case "explain": return (await import("./chunks/describe.js")).explain;
		case "list": return (await import("./chunks/describe.js")).list;
		case "demo": return (await import("./chunks/demo.js")).demo;
	}
}
function say(terminal, text) {
	terminal.stdout.write(text);
	return 0;
}
function unknownCommand(name) {
	const close = nearest(name, Object.keys(COMMANDS));
	return new UsageError("unknown-command", `no command ${JSON.stringify(name)}`, { hint: close ? `Did you mean \`cv-gate ${close}\`? See \`cv-gate --help\`.` : "See `cv-gate --help`." });
}

// src/cli.ts
endOnSignals(process);
endOnFullOutput(process);
process.exitCode = await main(process.argv.slice(2), {
	entry: import.meta.url,
	cwd: process.cwd(),
	env: process.env,
	stdout: process.stdout,
	stderr: process.stderr,
	now: Date.now
});

export {  };