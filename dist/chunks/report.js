import { d as number, h as string, l as int, m as strictObject, o as array, p as record, r as _enum, s as boolean, u as literal, v as union } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { A as checkIdSchema, C as findingIdSchema, M as digestSchema, N as reasonSchema, j as codeSchema, w as outcomeSchema } from "./catalogue.js";

// src/contract/report.ts
/** From best to worst; the worst wins over claims, checks and targets. */
const CONCLUSIONS = [
	"passed",
	"warned",
	"inconclusive",
	"unverified",
	"blocked"
];
const conclusionSchema = _enum(CONCLUSIONS);
const severitySchema = _enum([
	"off",
	"info",
	"warn",
	"block"
]);
const modeSchema = _enum(["advisory", "enforce"]);
const finite = number();
const commit = string().regex(/^([0-9a-f]{40}|[0-9a-f]{64}|worktree)$/);
const judgedSchema = strictObject({
	check: checkIdSchema,
	metric: codeSchema,
	slice: string().nullable(),
	role: _enum([
		"primary",
		"protected",
		"limit",
		"advisory"
	]),
	verdict: _enum([
		"pass",
		"fail",
		"inconclusive"
	]),
	/** PASS, but certainly somewhat worse: a real, tolerated loss. */
	toleratedLoss: boolean(),
	/** INCONCLUSIVE, and the best estimate lies beyond the tolerance. */
	estimateBeyondMargin: boolean(),
	pAdjusted: finite.nullable(),
	why: reasonSchema
});
const targetReportSchema = strictObject({
	name: string(),
	plan: digestSchema,
	conclusion: conclusionSchema,
	blockers: array(findingIdSchema),
	/** Findings that would block, and that a maintainer accepted. */
	waived: array(findingIdSchema),
	judged: array(judgedSchema),
	severities: record(findingIdSchema, severitySchema),
	outcomes: record(checkIdSchema, outcomeSchema),
	notes: array(reasonSchema)
});
const waiverSchema = strictObject({
	finding: findingIdSchema,
	/** First digits of the evidence that was looked at. */
	evidence: string().regex(/^[0-9a-f]{8}$/),
	by: string().max(100),
	reason: string().max(500),
	until: datetime(),
	/** Pull request and comment that it stands in. */
	pull: int().positive(),
	comment: int().positive(),
	/**
	* `honoured`: a finding that would block does not. `void`: the finding rests on other evidence now. `unused`: nothing
	* that blocks has this id. `no-right`: whoever wrote it may not (any more). `edited`: the comment was changed.
	*/
	state: _enum([
		"honoured",
		"void",
		"unused",
		"expired",
		"edited",
		"withdrawn",
		"no-right"
	])
});
const machineSchema = strictObject({
	os: string(),
	cpu: string(),
	gpu: string().nullable(),
	/** `none` when nothing was inferred. */
	provider: string(),
	sandbox: union([
		literal(0),
		literal(1),
		literal(2)
	])
});
const reportSchema = strictObject({
	schema: literal("cv-gate/report@1"),
	tool: strictObject({
		version: string().regex(/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/),
		dist: digestSchema
	}),
	mode: modeSchema,
	conclusion: conclusionSchema,
	commits: strictObject({
		base: commit,
		head: commit,
		policy: commit,
		anchor: commit.nullable(),
		/** Days between the merge-base's commit date and head's; null for a working tree. */
		baseAgeDays: finite.nullable()
	}),
	/** 16 hex digits that name what was judged: model, data and placement on head, not the commits. */
	artefacts: string().regex(/^[0-9a-f]{16}$/),
	targets: array(targetReportSchema),
	waivers: array(waiverSchema),
	looks: union([strictObject({
		k: int().positive(),
		alpha: finite
	}), reasonSchema]),
	notes: array(reasonSchema),
	machine: machineSchema,
	timing: strictObject({
		started: datetime(),
		seconds: finite,
		stages: record(string().regex(/^[a-z]+( [a-z]+)*$/), finite)
	})
});
function worst(conclusions) {
	let index = 0;
	for (const conclusion of conclusions) index = Math.max(index, CONCLUSIONS.indexOf(conclusion));
	return CONCLUSIONS[index];
}

export { worst as a, severitySchema as i, modeSchema as n, reportSchema as r, CONCLUSIONS as t };