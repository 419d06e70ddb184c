import { d as resolver, l as machineFingerprint, o as procedureOf, t as prepare, u as portsOf } from "./prepare.js";
import { s as tipOf } from "./pull-request.js";
import { n as keepHistory, o as ownRepository, t as openJobGate } from "./job-gate.js";
import { E as logRatio } from "./catalogue.js";
import { n as mayFetch, t as fetchContents } from "./fetch.js";
import { t as load } from "./load-config.js";

// src/app/action/calibrate.ts
/** Every night: each target's model against itself (A/A), for what this machine calls a difference where there is none. */
async function calibrate(job, inputs, connection, around) {
	const repository = await ownRepository(connection);
	const tip = await tipOf(connection, repository.defaultBranch);
	const gate = await openJobGate(job, inputs, null, null, around);
	const latency = [];
	try {
		const request = {
			base: tip,
			head: tip,
			mergeBase: tip,
			configPath: inputs.config,
			configText: null,
			trusted: true
		};
		const prepared = await gate.log.stage("plan", () => prepare(request, gate, load, null));
		for (const target of prepared.targets) {
			const why = await untimed(target, prepared.policy, gate);
			if (why !== null) gate.log.info(`${target.scene.target}: no A/A run: ${why}`);
			else {
				if (mayFetch(target.scene.target, request, prepared)) await fetchContents(modelAlone(target), gate);
				latency.push(await timedItself(target, job.runId, tip, gate));
			}
		}
	} finally {
		await gate.repository.close();
	}
	const asking = {
		...job,
		measuringWorkflow: inputs.measuringWorkflow
	};
	await keepHistory({
		accuracy: [],
		latency
	}, repository, asking, connection, around.log);
}
/** Why a target's latency is not measured; null: it is. */
async function untimed({ scene }, { checks }, gate) {
	if (gate.checks.filter(({ needs }) => Object.values(needs).some(({ evidence }) => evidence === "latency")).every(({ id }) => checks[id]?.severity === "off")) return "latency is switched off";
	const missing = await gate.evidence.get("latency").unavailable(scene, "pair");
	if (missing === null) return null;
	return missing.code === "no-model" ? "the configuration names no model" : "the default branch has no model";
}
/** The side of which nothing but the model is fetched. */
function modelAlone({ scene }) {
	const { placement, tree } = scene;
	return {
		...scene,
		placement: {
			base: null,
			head: null,
			anchor: placement.head
		},
		tree: {
			base: null,
			head: null,
			anchor: tree.head
		}
	};
}
async function timedItself({ scene, plan }, run, commit, gate) {
	const { resolve } = resolver(scene, plan, gate.evidence, portsOf(gate));
	const { base, head, rounds } = await resolve("latency", "pair");
	const [p50, p95] = [logRatio(base.p50, head.p50).mean, logRatio(base.p95, head.p95).mean];
	const [machine, procedure] = [machineFingerprint(await gate.machine()), procedureOf(scene.policy)];
	const [median, high] = [p50, p95].map((mean) => `× ${Math.exp(mean).toFixed(3)}`);
	gate.log.info(`${scene.target}: A/A over ${rounds} rounds: median ${median}, 95th percentile ${high} (${machine})`);
	return {
		target: scene.target,
		machine,
		procedure,
		entries: [{
			run,
			commit,
			p50,
			p95
		}]
	};
}

export { calibrate };