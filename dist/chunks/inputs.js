import { n as getInput } from "./core.js";
import { n as UsageError } from "./errors.js";

// src/host/github/inputs.ts
function readInputs() {
	const publishRun = getInput("publish-run");
	if (!/^\d{0,15}$/.test(publishRun)) throw wrong(`publish-run: ${JSON.stringify(publishRun)} is not a number`, "Write the id of a run, as `github.run_id` gives it.");
	const [id, privateKey] = [getInput("app-id"), getInput("app-private-key")];
	if (id === "" !== (privateKey === "")) throw wrong("app-id and app-private-key belong together", "Pass both, or neither: secrets are empty in runs for forks and Dependabot.");
	const token = getInput("github-token");
	if (token === "" && id === "") throw wrong("github-token: it is empty", "Leave it out, and the token of the job is taken.");
	return {
		token,
		config: getInput("config") || ".github/cv-gate.yml",
		dataRoot: getInput("data-root") || null,
		nativesDir: getInput("natives-dir") || null,
		cacheDir: getInput("cache-dir") || null,
		comment: yes("comment", "true"),
		annotations: yes("annotations", "true"),
		reportDir: getInput("report-dir") || null,
		check: getInput("check") || null,
		measuringWorkflow: getInput("measuring-workflow") || ".github/workflows/cv-gate.yml",
		publishRun: publishRun === "" ? null : Number(publishRun),
		forksOnOwnMachine: yes("forks-on-own-machine", "false"),
		app: id === "" ? null : {
			id,
			privateKey
		}
	};
}
function yes(name, usual) {
	const value = getInput(name) || usual;
	if (value === "true" || value === "false") return value === "true";
	throw wrong(`${name}: ${JSON.stringify(value)} is neither true nor false`, `Write \`${name}: true\` or \`${name}: false\`.`);
}
function wrong(what, hint) {
	return new UsageError("wrong-input", `input ${what}`, { hint });
}

export { readInputs };