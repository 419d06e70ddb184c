import { _ as tuple, a as _null, c as discriminatedUnion, d as number, g as templateLiteral, h as string, l as int, m as strictObject, o as array, p as record, r as _enum, s as boolean, u as literal, v as union } from "./schemas.js";
import { t as datetime } from "./iso.js";

// src/contract/ids.ts
const SIDES = [
	"base",
	"head",
	"anchor"
];
const digestSchema = string().regex(/^[0-9a-f]{64}$/).brand();
const checkWord = string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const checkIdSchema = templateLiteral([
	checkWord,
	"/",
	checkWord
]);
/** A name that this program gave: shown as it is, so a report from elsewhere may hold nothing else in its place. */
const codeSchema = string().max(80).regex(/^[a-z0-9]+([-@][a-z0-9]+)*$/);
const argSchema = union([string(), number()]);
const argsSchema = record(string().regex(/^[a-z][a-zA-Z0-9]*$/), argSchema);
const reasonSchema = strictObject({
	code: codeSchema,
	args: argsSchema
});
function atName(at) {
	return typeof at === "string" ? at : `${at.model}-model-on-${at.data}-data`;
}

// src/contract/outcome.ts
const unitSchema = _enum([
	"ratio",
	"score",
	"nat",
	"count",
	"px",
	"byte",
	"ms",
	"image/s",
	"joule",
	"currency"
]);
const finite$1 = number();
const intervalSchema = strictObject({
	lo: finite$1,
	hi: finite$1,
	level: finite$1,
	method: codeSchema
});
const estimateSchema = union([strictObject({
	value: _null(),
	reason: reasonSchema
}), strictObject({
	value: finite$1,
	n: int().nonnegative(),
	of: _enum([
		"image",
		"group",
		"box",
		"round",
		"file",
		"node",
		"tensor"
	]),
	interval: union([intervalSchema, reasonSchema])
})]);
const metricSchema = strictObject({
	id: codeSchema,
	slice: string().nullable(),
	unit: unitSchema,
	better: _enum([
		"higher",
		"lower",
		"neither"
	]),
	base: estimateSchema,
	head: estimateSchema,
	delta: estimateSchema
});
const claimSchema = strictObject({
	metric: codeSchema,
	slice: string().nullable(),
	role: _enum([
		"primary",
		"protected",
		"limit",
		"advisory"
	]),
	/** The check's message that states this claim's failure: the verdict makes a finding of it. */
	code: codeSchema,
	unit: unitSchema,
	n: int().nonnegative(),
	/** Oriented: positive = head better. On the scale of `margin` (accuracy: difference; latency: −ln ratio). */
	gain: finite$1,
	/** Tolerated loss, positive. */
	margin: finite$1,
	/** Gain over the last release and what all pull requests since may lose together; null without one. */
	anchor: strictObject({
		gain: finite$1,
		margin: finite$1
	}).nullable(),
	/** Interval of the oriented gain. */
	interval: union([intervalSchema, reasonSchema]),
	/** Raw one-sided p-values: Holm spans checks and α depends on the looks, so only engine/verdict decides. */
	p: strictObject({
		beyondMargin: finite$1,
		worse: finite$1,
		notInferior: finite$1,
		notInferiorToAnchor: finite$1.nullable()
	}),
	/** Smallest loss that this sample shows with power .80, and the n that would show `margin`; null = not defined. */
	mde80: finite$1.nullable(),
	n80: finite$1.nullable(),
	/** Arguments for the message of `code`. */
	args: reasonSchema.shape.args
});
const sideSchema = _enum([
	"base",
	"head",
	"anchor"
]);
const refSchema = discriminatedUnion("kind", [
	strictObject({
		kind: literal("file"),
		side: sideSchema,
		path: string(),
		line: int().positive().optional(),
		column: int().positive().optional()
	}),
	strictObject({
		kind: literal("image"),
		side: sideSchema,
		id: string(),
		box: tuple([
			finite$1,
			finite$1,
			finite$1,
			finite$1
		]).optional()
	}),
	strictObject({
		kind: literal("node"),
		side: sideSchema,
		name: string()
	}),
	strictObject({
		kind: literal("tensor"),
		side: sideSchema,
		name: string()
	})
]);
const findingIdSchema = string().regex(/^[0-9a-f]{10}$/);
const findingSchema = strictObject({
	id: findingIdSchema,
	evidence: digestSchema,
	code: codeSchema,
	args: reasonSchema.shape.args,
	about: array(refSchema),
	age: _enum(["new", "pre-existing"]),
	count: int().positive()
});
const foundSchema = findingSchema.omit({
	id: true,
	evidence: true
}).extend({
	/** Names the thing (not where it stands): equal subjects of one check and code are one finding. */
	subject: string(),
	/** What the finding rests on (content ids, numbers): when it changes, waivers are void. */
	basis: string()
});
/** A check's own words, shown as they are: letters, digits and plain punctuation. */
const words = string().max(120).regex(/^[\p{L}\p{N} ,()%'’–-]*$/u);
const title = words;
const name = string();
const column = strictObject({
	name: words,
	unit: union([unitSchema, literal("text")]),
	/** A difference: shown with its sign, ratios in percentage points. */
	change: literal(true).optional()
});
const tableSchema = strictObject({
	kind: literal("table"),
	title,
	columns: array(column),
	rows: array(array(union([
		string(),
		finite$1,
		_null()
	]))),
	total: int()
}).refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), "a value for each column");
const exhibitSchema = discriminatedUnion("kind", [
	tableSchema,
	strictObject({
		kind: literal("bars"),
		title,
		unit: unitSchema,
		bars: array(strictObject({
			name,
			base: finite$1.nullable(),
			head: finite$1.nullable()
		}))
	}),
	strictObject({
		kind: literal("pairs"),
		title,
		pairs: array(strictObject({
			left: refSchema,
			right: refSchema,
			text: reasonSchema
		})),
		total: int()
	}),
	strictObject({
		kind: literal("heatmap"),
		title,
		unit: unitSchema,
		rows: array(name),
		columns: array(name),
		values: array(array(finite$1.nullable()))
	}),
	strictObject({
		kind: literal("graph"),
		title,
		nodes: array(strictObject({
			id: name,
			label: string(),
			state: _enum([
				"same",
				"changed",
				"added",
				"removed"
			])
		})),
		edges: array(tuple([name, name]))
	}),
	strictObject({
		kind: literal("timeline"),
		title,
		lanes: array(strictObject({
			name,
			spans: array(tuple([finite$1, finite$1]))
		}))
	})
]);
const measuredFields = {
	status: literal("measured"),
	metrics: array(metricSchema),
	claims: array(claimSchema),
	exhibits: array(exhibitSchema)
};
const notApplicableSchema = strictObject({
	status: literal("not-applicable"),
	reason: reasonSchema
});
const ownerSchema = _enum([
	"user",
	"artifact",
	"host",
	"us"
]);
const outcomeSchema = discriminatedUnion("status", [
	strictObject({
		...measuredFields,
		findings: array(findingSchema)
	}),
	notApplicableSchema,
	strictObject({ status: literal("unchanged") }),
	strictObject({
		status: literal("skipped"),
		reason: reasonSchema
	}),
	strictObject({
		status: literal("error"),
		code: codeSchema,
		owner: ownerSchema,
		message: string(),
		hint: string()
	})
]);
/** An outcome before its findings have ids, as it is recorded for a later attempt. */
const rawSchema = discriminatedUnion("status", [strictObject({
	...measuredFields,
	findings: array(foundSchema)
}), notApplicableSchema]);

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

export { worst as a, atName as c, severitySchema as i, checkIdSchema as l, modeSchema as n, rawSchema as o, reportSchema as r, SIDES as s, CONCLUSIONS as t, digestSchema as u };