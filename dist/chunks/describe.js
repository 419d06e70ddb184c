import { s as checks, t as catalogue } from "./catalogue.js";
import { x as toJSONSchema } from "./schemas.js";
import { n as UsageError } from "./errors.js";
import { t as checkNamed } from "./invocation.js";

// src/app/describe-options.ts
/** One line an option: `name (number, default 1.05): what it does`, from the check's own schema. */
function describeOptions(check) {
	const schema = toJSONSchema(check.options, {
		io: "input",
		unrepresentable: "any"
	});
	return Object.entries(schema.properties ?? {}).map(([name, property]) => {
		const fallback = property.default === void 0 ? "" : `, default ${JSON.stringify(property.default)}`;
		return `${name} (${property.type ?? "value"}${fallback})${property.description ? `: ${property.description}` : ""}`;
	});
}

// src/app/cli/describe.ts
async function list({ args, terminal }) {
	const metas = [...catalogue.values()];
	if (args.has("json")) {
		const rows = metas.map(({ id, title, why, pitfalls, cost }) => ({
			id,
			title,
			why,
			pitfalls,
			cost
		}));
		terminal.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
		return 0;
	}
	const width = Math.max(...metas.map((meta) => meta.id.length));
	for (const meta of metas) terminal.stdout.write(`${meta.id.padEnd(width)}  ${meta.title}\n`);
	return 0;
}
async function explain({ args, terminal }) {
	const [id] = args.words;
	if (id === void 0) throw new UsageError("unknown-check", "name a check", { hint: "See `cv-gate list`." });
	const meta = checkNamed(id);
	const lines = [
		`${meta.id}: ${meta.title}`,
		"",
		meta.why,
		"",
		"Messages (default severity)"
	];
	for (const [code, message] of Object.entries(meta.messages)) lines.push(`  ${code} (${message.severity}): ${message.text}`, `      → ${message.fix}`);
	const check = checks.find((one) => one.id === meta.id);
	const options = check ? describeOptions(check) : [];
	if (options.length > 0) lines.push("", `Options (checks.${meta.id} in .github/cv-gate.yml)`, ...options.map((row) => `  ${row}`));
	if (check) lines.push("", `Needs: ${Object.values(check.needs).map((need) => need.evidence).join(", ")} · cost: ${meta.cost}`);
	if (meta.references.length > 0) lines.push("", "References", ...meta.references.map((reference) => `  ${reference}`));
	terminal.stdout.write(`${lines.join("\n")}\n`);
	return 0;
}

export { explain, list };