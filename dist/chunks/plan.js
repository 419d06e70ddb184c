import { r as asGateError } from "./errors.js";
import { d as resolver, t as prepare, u as portsOf } from "./prepare.js";
import { t as load } from "./load-config.js";
import { k as atName } from "./catalogue.js";
import { t as REASONS } from "./reasons.js";
import { i as selected, n as open, r as requestOf } from "./invocation.js";

// src/app/kept.ts
/** Of the planned evidence that is kept per image, how much there is already, by digest; reads manifests, measures nothing. */
async function keptOf({ scene, plan }, gate) {
	const ports = portsOf(gate);
	const { resolve } = resolver(scene, plan, gate.evidence, ports);
	const found = /* @__PURE__ */ new Map();
	for (const { evidence, at, digest } of plan.evidence) {
		const { kept } = gate.evidence.get(evidence);
		if (!kept) continue;
		try {
			found.set(digest, await kept(scene, at, resolve, ports));
		} catch (thrown) {
			found.set(digest, asGateError(thrown).message);
		}
	}
	return found;
}

// src/app/plan-text.ts
/** `cv-gate plan` for people: commits, then per target what runs and why, then every setting with its origin. */
function planText(prepared, kept) {
	const { sides, policy } = prepared;
	const lines = [
		`base    ${sides.base.commit} (merge-base)`,
		`head    ${sides.head.commit}`,
		`policy  ${sides.policyCommit} (tip of base), mode ${policy.mode}`,
		...prepared.notes.map((note) => `note    ${reasonText(note)}`)
	];
	for (const target of prepared.targets) lines.push("", ...targetLines(target, kept));
	lines.push("", "settings (policy: tip of base; where things lie: each side)");
	for (const row of prepared.deciding.settings) lines.push(`  ${row.key} = ${JSON.stringify(row.value)}   ${originText(row.origin)}`);
	return `${lines.join("\n")}\n`;
}
function targetLines({ scene, plan, notes }, kept) {
	const lines = [`target ${JSON.stringify(scene.target)}  plan ${plan.digest.slice(0, 16)}`];
	for (const note of notes) lines.push(`  note ${reasonText(note)}`);
	for (const check of plan.checks) {
		const why = check.state === "run" ? `needs ${check.needs.map((need) => `${need.evidence}@${atName(need.at)}`).join(", ")}` : "";
		const reason = check.reason ? reasonText(check.reason) : check.state === "unchanged" ? "base and head are the same for it" : why;
		lines.push(`  ${check.state.padEnd(14)} ${check.id}  (${reason})`);
	}
	if (plan.evidence.length > 0) lines.push("  evidence, in the order of its making");
	for (const made of plan.evidence) {
		const known = kept.get(made.digest);
		lines.push(`    ${made.digest.slice(0, 16)}  ${made.evidence}@${atName(made.at)}${known ? `  ${keptText(known)}` : ""}`);
	}
	return lines;
}
function keptText(kept) {
	if (typeof kept === "string") return `(cannot be told: ${kept})`;
	return `(${kept.kept} of ${kept.images} images cached, ${kept.images - kept.kept} to do)`;
}
function planJson(prepared, kept) {
	const { sides, policy, targets, notes } = prepared;
	const withKept = (made) => ({
		...made,
		cache: kept.get(made.digest) ?? null
	});
	const value = {
		schema: "cv-gate/plan@1",
		commits: {
			base: sides.base.commit,
			head: sides.head.commit,
			policy: sides.policyCommit
		},
		mode: policy.mode,
		notes,
		targets: targets.map(({ plan, notes }) => ({
			...plan,
			evidence: plan.evidence.map(withKept),
			notes
		})),
		settings: prepared.deciding.settings
	};
	return `${JSON.stringify(value, null, 2)}\n`;
}
function originText(origin) {
	if (origin.kind === "default") return "(default)";
	return `(${origin.path}:${origin.line}:${origin.column} at ${origin.commit.slice(0, 10)})`;
}
function reasonText(reason) {
	const template = REASONS[reason.code];
	if (template === void 0) return `${reason.code} ${JSON.stringify(reason.args)}`;
	return template.replace(/\{(\w+)\}/g, (whole, name) => String(reason.args[name] ?? whole));
}

// src/app/cli/plan.ts
async function plan(invocation) {
	const { args, terminal } = invocation;
	const only = selected(invocation);
	const gate = await open(invocation);
	try {
		const prepared = await prepare(await requestOf(invocation, gate), gate, load, only);
		const kept = new Map((await Promise.all(prepared.targets.map((target) => keptOf(target, gate)))).flatMap((one) => [...one]));
		terminal.stdout.write(args.has("json") ? planJson(prepared, kept) : planText(prepared, kept));
		return 0;
	} finally {
		await gate.repository.close();
	}
}

export { plan };