import { t as nearest } from "./nearest.js";
import { n as UsageError } from "./errors.js";
import { a as cacheDirectory, u as readText } from "./repository.js";
import { t as catalogue } from "./catalogue.js";
import { t as CONFIG_PATH } from "./config-path.js";
import { t as openGate } from "./open-gate.js";

// src/app/cli/invocation.ts
/** Opens the repository with the flags that `run` and `plan` share; the caller closes it. */
async function open({ args, around }) {
	const options = {
		cache: args.has("no-cache") ? null : cacheDirectory(around.env),
		recorded: "in-cache",
		dataRoot: args.text("data-root"),
		nativesDir: around.env.CV_GATE_NATIVES_DIR ?? null
	};
	return openGate(around, options);
}
async function requestOf({ args }, gate) {
	const config = args.text("config");
	return {
		base: args.text("base") ?? await gate.repository.defaultBranch(),
		head: args.text("head") ?? "HEAD",
		configPath: config ?? ".github/cv-gate.yml",
		configText: config === null ? null : await readText(config),
		mergeBase: null,
		trusted: true
	};
}
function selected({ args }) {
	const ids = args.list("check");
	for (const id of ids) checkNamed(id);
	return ids.length > 0 ? new Set(ids) : null;
}
/** The check that a person named, or an error that names the nearest. */
function checkNamed(id) {
	const meta = catalogue.get(id);
	if (meta) return meta;
	const close = nearest(id, [...catalogue.keys()]);
	throw new UsageError("unknown-check", `no check ${JSON.stringify(id)}`, { hint: close ? `Did you mean ${close}?` : "See `cv-gate list`." });
}

export { selected as i, open as n, requestOf as r, checkNamed as t };