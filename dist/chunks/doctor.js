import { r as asGateError, t as GateError } from "./errors.js";
import { l as folderOf, t as Repository } from "./repository.js";
import { n as realTime, t as connect } from "./connection.js";
import { i as runtimeVersions, n as nativesBeside, r as describeMachine, t as createSandbox } from "./sandbox.js";

// src/host/github/rights.ts
/** What the token in the environment may do with the repository named there. */
async function tokenRights(env) {
	const token = env.GITHUB_TOKEN ?? env.GH_TOKEN;
	const [owner, repo] = (env.GITHUB_REPOSITORY ?? "").split("/");
	if (!token || !owner || !repo) throw new GateError("no-token", "host", "GITHUB_TOKEN and GITHUB_REPOSITORY are not both set", { hint: "Nothing is needed for the command line; in a workflow the action takes `github-token`." });
	const { client } = connect(token, {
		owner,
		repo
	}, {
		userAgent: "cv-gate doctor",
		waiter: realTime(Date.now)
	});
	const { data } = await client.rest.repos.get({
		owner,
		repo
	});
	return `reads ${owner}/${repo}; rights: ${Object.entries(data.permissions ?? {}).flatMap(([name, granted]) => granted ? [name] : []).join(", ") || "read only"}`;
}

// src/host/sandbox/probe.ts
/** A model of one operator (Identity on float32 [1, 3, 2, 2], opset 17): the smallest thing that proves a provider. */
const IDENTITY = "CAgSBHRlc3Q6UQoSCgF4EgF5IghJZGVudGl0eToAEgFnWhsKAXgSFgoUCAESEAoCCAEKAggDCgIIAgoCCAJiGwoBeRIWChQIARIQCgIIAQoCCAMKAggCCgIIAkIECgAQEQ==";
/** Runs it in a child, as a run of the gate would. */
async function proveProvider(sandbox) {
	const { windows } = await sandbox.time({
		bytes: Uint8Array.from(Buffer.from(IDENTITY, "base64")),
		preprocess: {
			exif: "ignore",
			color: "rgb",
			resize: null,
			crop: null,
			interpolation: "bilinear-antialias",
			scale: 1,
			mean: [0],
			std: [1],
			layout: "nchw"
		},
		batch: 1,
		seed: 1,
		warmup: {
			runs: 1,
			seconds: 0
		},
		windows: 1,
		runsPerWindow: 5
	});
	const [first] = windows;
	return `proven: a model ran ${first?.length ?? 0} times in a child (${Math.min(...first ?? []).toFixed(3)} ms)`;
}

// src/app/cli/doctor.ts
/** What this machine can do, each line seen to work and not only looked up. Exit 0 when a run is possible, else 2. */
async function doctor({ args, terminal, around }) {
	const folder = folderOf(around.entry);
	const sandbox = createSandbox({
		folder,
		nativesDir: around.env.CV_GATE_NATIVES_DIR ?? null,
		env: around.env,
		log: around.log
	});
	const versions = runtimeVersions();
	const rows = [
		{
			what: "node",
			state: versions.nodeOk ? "ok" : "missing",
			text: versions.nodeOk ? versions.node : `${versions.node}: Node ≥ 20.19 is needed`
		},
		await attempt("git", async () => {
			const repository = await Repository.open(around.cwd, around.env);
			const text = `${await repository.git.text("version")}; ${await repository.isShallow() ? "this clone is shallow: missing commits are fetched when needed" : "full clone"}`;
			await repository.close();
			return text;
		}),
		{
			what: "natives",
			state: "ok",
			text: nativesBeside(around.env.CV_GATE_NATIVES_DIR ?? folder) ?? "not beside the program: they are installed into the tool cache when needed"
		},
		await attempt("cpu provider", () => proveProvider(sandbox)),
		{
			what: "gpu providers",
			state: "not checked",
			text: "this version measures on the CPU"
		},
		{
			what: "sandbox",
			state: "ok",
			text: `level ${sandbox.level()}: ${sandbox.describe()}${sandbox.level() < 2 ? " → SECURITY.md says how to reach more" : ""}`
		},
		await attempt("token", () => tokenRights(around.env), "not checked"),
		{
			what: "machine",
			state: "ok",
			text: Object.values(describeMachine("cpu", sandbox.level())).filter(Boolean).join(", ")
		}
	];
	if (args.has("json")) terminal.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
	else for (const { what, state, text } of rows) terminal.stdout.write(`${state.padEnd(11)} ${what.padEnd(14)} ${text}\n`);
	return rows.some((row) => row.state === "missing") ? 2 : 0;
}
async function attempt(what, look, otherwise = "missing") {
	try {
		return {
			what,
			state: "ok",
			text: await look()
		};
	} catch (thrown) {
		const error = asGateError(thrown);
		return {
			what,
			state: otherwise,
			text: `${error.message} → ${error.hint}`
		};
	}
}

export { doctor };