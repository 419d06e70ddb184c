import { t as GateError } from "./errors.js";
import { _ as tuple, a as _null, c as discriminatedUnion, d as number$1, g as templateLiteral, h as string, l as int, m as strictObject, o as array, p as record, r as _enum, u as literal, v as union } from "./schemas.js";
import { a as codeAt, c as viewOf, i as StringsBuilder, s as shareValues } from "./table.js";

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
const argSchema = union([string(), number$1()]);
const argsSchema = record(string().regex(/^[a-z][a-zA-Z0-9]*$/), argSchema);
const reasonSchema = strictObject({
	code: codeSchema,
	args: argsSchema
});
function atName(at) {
	return typeof at === "string" ? at : `${at.model}-model-on-${at.data}-data`;
}

// src/stats/log-gamma.ts
/** ln Γ(x) for x > 0, by Lanczos' series (g = 607/128, n = 15; P. Godfrey's coefficients), relative error about 1e-15. */
const COEFFICIENTS = [
	.9999999999999971,
	57.15623566586292,
	-59.59796035547549,
	14.136097974741746,
	-.4919138160976202,
	3399464998481189e-20,
	4652362892704858e-20,
	-9837447530487956e-20,
	.0001580887032249125,
	-.00021026444172410488,
	.00021743961811521265,
	-.0001643181065367639,
	8441822398385275e-20,
	-26190838401581408e-21,
	36899182659531625e-22
];
const HALF_LOG_TWO_PI = .9189385332046728;
function logGamma(x) {
	let sum = COEFFICIENTS[0];
	for (let i = 1; i < COEFFICIENTS.length; i++) sum += COEFFICIENTS[i] / (x - 1 + i);
	const t = x - 1 + 607 / 128 + .5;
	return (x - .5) * Math.log(t) - t + HALF_LOG_TWO_PI + Math.log(sum);
}

// src/stats/beta.ts
const TINY$1 = 1e-300;
const STEPS = 1e4;
/** Regularised incomplete beta function I_x(a, b), a, b > 0, by Lentz's continued fraction (Numerical Recipes §6.4). */
function regularisedBeta(x, a, b) {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
	if (x < (a + 1) / (a + b + 2)) return front * continuedFraction(x, a, b) / a;
	return 1 - front * continuedFraction(1 - x, b, a) / b;
}
function continuedFraction(x, a, b) {
	let c = 1;
	let d = 1 / away(1 - (a + b) * x / (a + 1));
	let value = d;
	for (let m = 1; m <= STEPS; m++) {
		const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / away(1 + even * d);
		c = away(1 + even / c);
		value *= d * c;
		const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / away(1 + odd * d);
		c = away(1 + odd / c);
		const factor = d * c;
		value *= factor;
		if (Math.abs(factor - 1) < 1e-16) break;
	}
	return value;
}
function away(value) {
	return Math.abs(value) < TINY$1 ? TINY$1 : value;
}

// src/stats/normal.ts
/** Standard normal distribution. Cdf through erfc by W. J. Cody's rational approximations (Math. Comp. 1969), relative error below 1e-15; quantile by M. J. Wichura's AS 241. */
const SQRT_2 = Math.SQRT2;
const ONE_OVER_SQRT_PI = .5641895835477563;
function polynomial(x, coefficients) {
	let sum = 0;
	for (const coefficient of coefficients) sum = sum * x + coefficient;
	return sum;
}
const ERF_P = [
	.18577770618460315,
	3.1611237438705655,
	113.86415415105016,
	377.485237685302,
	3209.3775891384694
];
const ERF_Q = [
	1,
	23.601290952344122,
	244.02463793444417,
	1282.6165260773723,
	2844.236833439171
];
const ERFC_P = [
	2.1531153547440383e-8,
	.5641884969886701,
	8.883149794388377,
	66.11919063714163,
	298.6351381974001,
	881.952221241769,
	1712.0476126340707,
	2051.0783778260716,
	1230.3393547979972
];
const ERFC_Q = [
	1,
	15.744926110709835,
	117.6939508913125,
	537.1811018620099,
	1621.3895745666903,
	3290.7992357334597,
	4362.619090143247,
	3439.3676741437216,
	1230.3393548037495
];
const TAIL_P = [
	.016315387137302097,
	.30532663496123236,
	.36034489994980445,
	.12578172611122926,
	.016083785148742275,
	.0006587491615298378
];
const TAIL_Q = [
	1,
	2.568520192289822,
	1.8729528499234604,
	.5279051029514285,
	.06051834131244132,
	.0023352049762686918
];
/** Complementary error function. */
function erfc(x) {
	const y = Math.abs(x);
	if (y <= .46875) return 1 - x * polynomial(y * y, ERF_P) / polynomial(y * y, ERF_Q);
	let tail;
	if (y <= 4) tail = polynomial(y, ERFC_P) / polynomial(y, ERFC_Q);
	else {
		const inverse = 1 / (y * y);
		tail = (ONE_OVER_SQRT_PI - inverse * polynomial(inverse, TAIL_P) / polynomial(inverse, TAIL_Q)) / y;
	}
	const rounded = Math.trunc(y * 16) / 16;
	const value = Math.exp(-rounded * rounded) * Math.exp(-(y - rounded) * (y + rounded)) * tail;
	return x < 0 ? 2 - value : value;
}
/** P(Z ≤ x). */
function normalCdf(x) {
	return .5 * erfc(-x / SQRT_2);
}
/** P(Z > x), exact in the upper tail. */
function normalSf(x) {
	return .5 * erfc(x / SQRT_2);
}
const CENTRAL_A = [
	2509.0809287301227,
	33430.57558358813,
	67265.7709270087,
	45921.95393154987,
	13731.69376550946,
	1971.5909503065513,
	133.14166789178438,
	3.3871328727963665
];
const CENTRAL_B = [
	5226.495278852546,
	28729.085735721943,
	39307.89580009271,
	21213.794301586597,
	5394.196021424751,
	687.1870074920579,
	42.31333070160091,
	1
];
const MIDDLE_C = [
	.0007745450142783414,
	.022723844989269184,
	.2417807251774506,
	1.2704582524523684,
	3.6478483247632045,
	5.769497221460691,
	4.630337846156546,
	1.4234371107496835
];
const MIDDLE_D = [
	1.0507500716444169e-9,
	.0005475938084995345,
	.015198666563616457,
	.14810397642748008,
	.6897673349851,
	1.6763848301838038,
	2.053191626637759,
	1
];
const FAR_E = [
	2.0103343992922881e-7,
	27115555687434876e-21,
	.0012426609473880784,
	.026532189526576124,
	.29656057182850487,
	1.7848265399172913,
	5.463784911164114,
	6.657904643501103
];
const FAR_F = [
	20442631033899397e-31,
	1.421511758316446e-7,
	18463183175100548e-21,
	.0007868691311456133,
	.014875361290850615,
	.1369298809227358,
	.599832206555888,
	1
];
/** x with P(Z ≤ x) = p; ±Infinity at 0 and 1, NaN outside. */
function normalQuantile(p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	const q = p - .5;
	if (Math.abs(q) <= .425) {
		const r = .180625 - q * q;
		return q * polynomial(r, CENTRAL_A) / polynomial(r, CENTRAL_B);
	}
	const tail = Math.min(p, 1 - p);
	if (tail === 0) return q < 0 ? -1e400 : 1e400;
	const r = Math.sqrt(-Math.log(tail));
	const value = r <= 5 ? polynomial(r - 1.6, MIDDLE_C) / polynomial(r - 1.6, MIDDLE_D) : polynomial(r - 5, FAR_E) / polynomial(r - 5, FAR_F);
	return q < 0 ? -value : value;
}

// src/stats/student-t.ts
/** P(T ≤ t) of Student's t with real `df` > 0 degrees of freedom. */
function tCdf(t, df) {
	if (Number.isNaN(t)) return NaN;
	if (!Number.isFinite(t)) return t > 0 ? 1 : 0;
	const tail = .5 * regularisedBeta(df / (df + t * t), df / 2, .5);
	return t > 0 ? 1 - tail : tail;
}
/** P(T > t), exact in the upper tail. */
function tSf(t, df) {
	return tCdf(-t, df);
}
/** t with P(T ≤ t) = p, by bisection from a bracket around the normal quantile. */
function tQuantile(p, df) {
	if (!(p > 0 && p < 1)) return p === 0 ? -1e400 : p === 1 ? 1e400 : NaN;
	if (p === .5) return 0;
	let hi = Math.max(1, Math.abs(normalQuantile(p)));
	const tail = Math.min(p, 1 - p);
	while (tSf(hi, df) > tail) hi *= 2;
	let lo = 0;
	while (hi - lo > Number.EPSILON * hi) {
		const middle = (lo + hi) / 2;
		if (middle === lo || middle === hi) break;
		if (tSf(middle, df) > tail) lo = middle;
		else hi = middle;
	}
	return p < .5 ? -hi : hi;
}

// src/stats/log-ratio.ts
/** The round is the unit: one value a side a round, never the single run. */
function logRatio(base, head) {
	const rounds = Math.min(base.length, head.length);
	let sum = 0;
	for (let r = 0; r < rounds; r++) sum += Math.log(head[r] / base[r]);
	const mean = rounds > 0 ? sum / rounds : 0;
	let squares = 0;
	for (let r = 0; r < rounds; r++) squares += (Math.log(head[r] / base[r]) - mean) ** 2;
	return {
		mean,
		se: rounds > 1 ? Math.sqrt(squares / (rounds - 1) / rounds) : Number.POSITIVE_INFINITY,
		df: Math.max(0, rounds - 1)
	};
}
/** Two-sided t interval of the mean log-ratio. */
function logRatioInterval({ mean, se, df }, level) {
	if (df < 1) return {
		lo: -1e400,
		hi: 1e400
	};
	const half = se === 0 ? 0 : tQuantile(.5 + level / 2, df) * se;
	return {
		lo: mean - half,
		hi: mean + half
	};
}
/** p of H0: ratio ≤ rho. Small = shown to be slower than rho. */
function slowerThan({ mean, se, df }, rho) {
	return upper$1(mean - Math.log(rho), se, df);
}
/** p of H0: ratio ≥ rho. Small = shown not to be slower than rho. */
function notSlowerThan({ mean, se, df }, rho) {
	return upper$1(Math.log(rho) - mean, se, df);
}
function upper$1(distance, se, df) {
	if (df < 1) return 1;
	if (se === 0) return distance > 0 ? 0 : distance < 0 ? 1 : .5;
	return tSf(distance / se, df);
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
const finite = number$1();
const intervalSchema = strictObject({
	lo: finite,
	hi: finite,
	level: finite,
	method: codeSchema
});
const estimateSchema = union([strictObject({
	value: _null(),
	reason: reasonSchema
}), strictObject({
	value: finite,
	n: int().nonnegative(),
	of: _enum([
		"image",
		"group",
		"box",
		"mask",
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
	gain: finite,
	/** Tolerated loss, positive. */
	margin: finite,
	/** Gain over the last release and what all pull requests since may lose together; null without one. */
	anchor: strictObject({
		gain: finite,
		margin: finite
	}).nullable(),
	/** Interval of the oriented gain. */
	interval: union([intervalSchema, reasonSchema]),
	/** Raw one-sided p-values: Holm spans checks and α depends on the looks, so only engine/verdict decides. */
	p: strictObject({
		beyondMargin: finite,
		worse: finite,
		notInferior: finite,
		notInferiorToAnchor: finite.nullable()
	}),
	/** Smallest loss that this sample shows with power .80, and the n that would show `margin`; null = not defined. */
	mde80: finite.nullable(),
	n80: finite.nullable(),
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
			finite,
			finite,
			finite,
			finite
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
		finite,
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
			base: finite.nullable(),
			head: finite.nullable()
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
		values: array(array(finite.nullable()))
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
			spans: array(tuple([finite, finite]))
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

// src/contract/check.ts
function defineCheck(check) {
	return check;
}

// src/checks/boxes-by-image.ts
/** One counting sort: no object an image. */
function boxesByImage(boxes, images) {
	const rows = boxes?.rows ?? 0;
	const starts = new Int32Array(images + 1);
	for (let box = 0; box < rows; box++) starts[boxes.image[box] + 1]++;
	for (let image = 0; image < images; image++) starts[image + 1] += starts[image];
	const next = starts.slice();
	const order = new Int32Array(rows);
	for (let box = 0; box < rows; box++) order[next[boxes.image[box]]++] = box;
	return {
		starts,
		order
	};
}

// src/checks/names.ts
/** Names come from the pull request and may have any length. */
const LONGEST$2 = 100;
/** Names in one line; the others are counted. */
const NAMED$1 = 5;
function clip$2(name) {
	return name.length <= LONGEST$2 ? name : `${name.slice(0, LONGEST$2)}…`;
}
/** `a, b, c, d, e, 3 more` */
function listed(names) {
	const more = names.length > NAMED$1 ? `, ${names.length - NAMED$1} more` : "";
	return names.slice(0, NAMED$1).map(clip$2).join(", ") + more;
}

// src/checks/dataset/change/box-match.ts
/** Below this overlap two boxes are two things: COCO's least threshold of a match. */
const LEAST_IOU = .5;
/** Overlaps computed for one image: beyond a thousand changed boxes on both sides they count as removed and added. */
const MOST_COMPARED = 1e6;
/** Whether two images have the same annotations in the same order: the quick answer for nearly all of them. */
function sameBoxes(base, baseBoxes, head, headBoxes) {
	if (baseBoxes.length !== headBoxes.length) return false;
	for (let i = 0; i < baseBoxes.length; i++) if (changeOf(base, baseBoxes[i], head, headBoxes[i]) !== "same") return false;
	return true;
}
/**
* Pairs the annotations of one image one to one: equal ones first, then those with one box (another outline, another
* class), then by overlap, the same class before another, the largest first. What has no partner was added or removed.
* Exchanging the sides exchanges the pairs.
*/
function pairBoxes(base, baseBoxes, head, headBoxes) {
	const pairs = [];
	const freeBase = new Set(baseBoxes);
	const freeHead = new Set(headBoxes);
	const take = (pair) => {
		pairs.push(pair);
		freeBase.delete(pair.base);
		freeHead.delete(pair.head);
	};
	const byBox = /* @__PURE__ */ new Map();
	for (const other of baseBoxes) {
		const key = boxKey(base, other);
		const known = byBox.get(key);
		if (known) known.push(other);
		else byBox.set(key, [other]);
	}
	for (const change of [
		"same",
		"reshaped",
		"relabelled"
	]) for (const mine of freeHead) {
		const other = (byBox.get(boxKey(head, mine)) ?? []).find((one) => freeBase.has(one) && changeOf(base, one, head, mine) === change);
		if (other !== void 0) take({
			base: other,
			head: mine,
			change,
			iou: 1
		});
	}
	if (freeBase.size * freeHead.size > MOST_COMPARED) return pairs;
	for (const { other, mine, iou, sameClass } of candidates(base, freeBase, head, freeHead)) if (freeBase.has(other) && freeHead.has(mine)) take({
		base: other,
		head: mine,
		change: sameClass ? "moved" : "relabelled",
		iou
	});
	return pairs;
}
function boxKey(of, box) {
	return `${side(of, box, 0)} ${side(of, box, 1)} ${side(of, box, 2)} ${side(of, box, 3)}`;
}
/** What an annotation with an equal box became; null when the boxes differ. */
function changeOf(base, other, head, mine) {
	for (let i = 0; i < 4; i++) if (side(base, other, i) !== side(head, mine, i)) return null;
	if (classOf$1(base, other) !== classOf$1(head, mine)) return "relabelled";
	return base.boxes.shape[other] === head.boxes.shape[mine] && base.boxes.crowd[other] === head.boxes.crowd[mine] ? "same" : "reshaped";
}
function candidates(base, freeBase, head, freeHead) {
	const found = [];
	for (const [i, other] of [...freeBase].entries()) for (const [j, mine] of [...freeHead].entries()) {
		const iou = iouOf(base, other, head, mine);
		if (iou < LEAST_IOU) continue;
		const sameClass = classOf$1(base, other) === classOf$1(head, mine);
		found.push({
			other,
			mine,
			iou,
			sameClass,
			sum: i + j,
			gap: Math.abs(i - j)
		});
	}
	return found.sort((a, b) => Number(b.sameClass) - Number(a.sameClass) || b.iou - a.iou || a.sum - b.sum || a.gap - b.gap);
}
function side({ boxes, scale }, box, i) {
	return boxes.xywh[box * 4 + i] * scale[i & 1];
}
function classOf$1({ boxes, classes }, box) {
	const label = boxes.label[box];
	return label < 0 ? -1 : classes[label];
}
function iouOf(base, other, head, mine) {
	const [ax, ay, aw, ah] = [
		side(base, other, 0),
		side(base, other, 1),
		side(base, other, 2),
		side(base, other, 3)
	];
	const [bx, by, bw, bh] = [
		side(head, mine, 0),
		side(head, mine, 1),
		side(head, mine, 2),
		side(head, mine, 3)
	];
	const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
	const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
	if (width <= 0 || height <= 0) return 0;
	const shared = width * height;
	return shared / (aw * ah + bw * bh - shared);
}
/** Factors of a row on both sides: equal units, or pixels and shares of an image whose size is stated; null = not comparable. */
function scalesOf(base, baseRow, head, headRow) {
	const normalised = {
		base: base.boxes?.normalised ?? false,
		head: head.boxes?.normalised ?? false
	};
	if (!base.boxes || !head.boxes || normalised.base === normalised.head) return {
		base: ONE,
		head: ONE
	};
	const [pixels, row] = normalised.base ? [head, headRow] : [base, baseRow];
	const [width, height] = [pixels.width?.[row] ?? 0, pixels.height?.[row] ?? 0];
	if (width === 0 || height === 0) return null;
	const share = [1 / width, 1 / height];
	return normalised.base ? {
		base: ONE,
		head: share
	} : {
		base: share,
		head: ONE
	};
}
const ONE = [1, 1];

// src/checks/dataset/change/renamed.ts
/**
* Classes that only changed their name: one that is gone and one that is new stand at the same place of the order, and at
* least half of what was the one and is still there is now the other. Another class in its place is no renaming.
*/
function renamedClasses(given) {
	const { base, head } = given;
	const [known, now] = [new Set(base.classes), new Set(head.classes)];
	const candidates = base.classes.flatMap((from, place) => {
		const to = head.classes[place];
		return to === void 0 || now.has(from) || known.has(to) ? [] : [{
			from,
			to,
			place
		}];
	});
	if (candidates.length === 0) return [];
	const stayed = new Int32Array(base.classes.length);
	const followed = new Int32Array(base.classes.length);
	for (const [before, after] of base.boxes ? boxLabels(given) : imageLabels(given)) {
		if (before < 0) continue;
		stayed[before]++;
		if (before === after) followed[before]++;
	}
	return candidates.filter(({ place }) => followed[place] * 2 >= stayed[place]).map(({ from, to }) => ({
		from,
		to
	}));
}
/** Class on base and on head of every image that is on both sides. */
function* imageLabels({ match, base, head }) {
	for (let row = 0; row < head.rows; row++) {
		const partner = match.headToBase[row];
		if (partner >= 0) yield [base.label.codes[partner], head.label.codes[row]];
	}
}
/** The same of boxes, where an image has as many as before and the box is the same. */
function* boxLabels({ match, base, head }) {
	const [was, is] = [boxesByImage(base.boxes, base.rows), boxesByImage(head.boxes, head.rows)];
	for (let row = 0; row < head.rows; row++) {
		const partner = match.headToBase[row];
		if (partner < 0) continue;
		const [from, to] = [was.starts[partner], is.starts[row]];
		const count = was.starts[partner + 1] - from;
		if (count !== is.starts[row + 1] - to) continue;
		for (let i = 0; i < count; i++) {
			const [other, mine] = [was.order[from + i], is.order[to + i]];
			if (sameBox(base, other, head, mine)) yield [base.boxes.label[other], head.boxes.label[mine]];
		}
	}
}
function sameBox(base, other, head, mine) {
	for (let i = 0; i < 4; i++) if (base.boxes.xywh[other * 4 + i] !== head.boxes.xywh[mine * 4 + i]) return false;
	return true;
}

// src/checks/dataset/change/words.ts
/** Classes named in one line; the others are counted. */
const NAMED = 3;
const NO_CLASS = "no class";
/** References of a finding: enough to look at, few enough for a comment. */
const REFS$4 = 5;
function className$1(label, row) {
	const code = label.codes[row];
	return code < 0 ? NO_CLASS : clip$2(label.values[code]);
}
/** `all night`, or `cat 80, dog 30, bird 5, 2 others 9`: most first, then by name. */
function tally(counts) {
	const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
	if (sorted.length === 1) return sorted[0][0] === "no class" ? NO_CLASS : `all ${sorted[0][0]}`;
	const parts = sorted.slice(0, NAMED).map(([name, count]) => `${name} ${count}`);
	const rest = sorted.slice(NAMED);
	if (rest.length > 0) parts.push(`${rest.length} others ${rest.reduce((sum, [, count]) => sum + count, 0)}`);
	return parts.join(", ");
}
/** `1 image`, `120 images`. */
function counted$2(count, one) {
	return `${count} ${one}${count === 1 ? "" : "s"}`;
}
function countBy(rows, name) {
	const counts = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const key = name(row);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}
/** The first images, and the line on which the first of them stands. */
function refs$2(side, dataset, rows) {
	const images = rows.slice(0, REFS$4).map((row) => ({
		kind: "image",
		side,
		id: dataset.path.get(row)
	}));
	const line = rows.length > 0 ? dataset.line[rows[0]] : 0;
	if (line === 0) return images;
	return [{
		kind: "file",
		side,
		path: dataset.source.values[dataset.source.codes[rows[0]]],
		line
	}, ...images];
}

// src/checks/dataset/change/box-changes.ts
/** In the order in which they are shown. */
const BOX_CODES$1 = [
	"annotations-added",
	"annotations-removed",
	"annotations-relabelled",
	"annotations-moved",
	"annotations-reshaped"
];
const REFS$3 = 5;
const EXAMPLES$3 = 50;
const CHANGED = {
	relabelled: "annotations-relabelled",
	moved: "annotations-moved",
	reshaped: "annotations-reshaped"
};
/** What became of every annotation: one pass over the images, a closer look at those whose annotations differ. */
function boxGroups(given) {
	const { match, base, head } = given;
	if (!base.boxes && !head.boxes) return [];
	const groups = /* @__PURE__ */ new Map();
	const baseBoxes = boxesByImage(base.boxes, base.rows);
	const headBoxes = boxesByImage(head.boxes, head.rows);
	const classes = sharedClasses(given);
	for (let row = 0; row < head.rows; row++) {
		const mine = boxesOf(headBoxes, row);
		const partner = match.headToBase[row];
		const scales = partner < 0 ? null : scalesOf(base, partner, head, row);
		const split = head.split.values[head.split.codes[row]];
		if (scales === null || !base.boxes || !head.boxes) {
			for (const box of mine) add("annotations-added", split, box, -1, 0, partner < 0);
			if (partner >= 0) for (const box of boxesOf(baseBoxes, partner)) add("annotations-removed", split, box, -1, 0, false);
			continue;
		}
		const others = boxesOf(baseBoxes, partner);
		const was = {
			boxes: base.boxes,
			classes: classes.base,
			scale: scales.base
		};
		const is = {
			boxes: head.boxes,
			classes: classes.head,
			scale: scales.head
		};
		if (sameBoxes(was, others, is, mine)) continue;
		const pairs = pairBoxes(was, others, is, mine);
		const paired = {
			base: new Set(pairs.map((pair) => pair.base)),
			head: new Set(pairs.map((pair) => pair.head))
		};
		for (const pair of pairs) {
			const code = CHANGED[pair.change];
			if (code) add(code, split, pair.head, pair.base, pair.iou, false);
		}
		for (const box of mine) if (!paired.head.has(box)) add("annotations-added", split, box, -1, 0, false);
		for (const box of others) if (!paired.base.has(box)) add("annotations-removed", split, box, -1, 0, false);
	}
	for (let row = 0; row < base.rows; row++) {
		if (match.baseToHead[row] >= 0) continue;
		const split = base.split.values[base.split.codes[row]];
		for (const box of boxesOf(baseBoxes, row)) add("annotations-removed", split, box, -1, 0, true);
	}
	return [...groups.values()].sort((a, b) => BOX_CODES$1.indexOf(a.code) - BOX_CODES$1.indexOf(b.code));
	function add(code, split, box, partner, iou, alone) {
		const key = `${code} ${split}`;
		const group = groups.get(key) ?? {
			code,
			split,
			boxes: [],
			partners: [],
			ious: [],
			alone: 0
		};
		groups.set(key, group);
		group.boxes.push(box);
		group.partners.push(partner);
		group.ious.push(iou);
		if (alone) group.alone++;
	}
}
function boxFindings$1(groups, { base, head }) {
	return groups.map((group) => {
		const { code, split, boxes, alone } = group;
		const side = code === "annotations-removed" ? "base" : "head";
		const dataset = side === "base" ? base : head;
		const classOfIndex = (index) => nameOf$1(group, index, base, dataset);
		return {
			code,
			args: {
				annotations: counted$2(boxes.length, "annotation"),
				split: clip$2(split),
				classes: tally(countBy([...boxes.keys()], classOfIndex)),
				...code === "annotations-added" || code === "annotations-removed" ? { alone } : {},
				...code === "annotations-moved" ? { iou: Math.min(...group.ious.slice(0, 1e4)).toFixed(2) } : {}
			},
			about: refsOf(side, dataset, boxes),
			age: "new",
			count: boxes.length,
			subject: split,
			basis: boxes.map((box, index) => `${pathOf(dataset, box)} ${keyOf$5(dataset, box)} ${classOfIndex(index)}`).sort().join("\n")
		};
	});
}
const TITLES = {
	"annotations-added": "Annotations added",
	"annotations-removed": "Annotations removed",
	"annotations-relabelled": "Annotations relabelled",
	"annotations-moved": "Annotations moved",
	"annotations-reshaped": "Annotations reshaped"
};
/** A table of examples for each code that has any. */
function boxTables(groups, { base, head }) {
	return BOX_CODES$1.flatMap((code) => {
		const of = groups.filter((group) => group.code === code);
		const total = of.reduce((sum, group) => sum + group.boxes.length, 0);
		if (total === 0) return [];
		const dataset = code === "annotations-removed" ? base : head;
		const paired = code !== "annotations-removed" && code !== "annotations-added";
		const share = Math.ceil(EXAMPLES$3 / of.length);
		const rows = of.flatMap((group) => group.boxes.slice(0, share).map((box, index) => [
			clip$2(group.split),
			nameOf$1(group, index, base, dataset),
			pathOf(dataset, box),
			dataset.boxes.line[box] || null,
			...paired ? [
				boxText(base, group.partners[index]),
				boxText(head, box),
				group.ious[index]
			] : [boxText(dataset, box)]
		]));
		const columns = [
			{
				name: "split",
				unit: "text"
			},
			{
				name: "class",
				unit: "text"
			},
			{
				name: "image",
				unit: "text"
			},
			{
				name: "line",
				unit: "count"
			},
			...paired ? [
				{
					name: "box on base",
					unit: "text"
				},
				{
					name: "box on head",
					unit: "text"
				},
				{
					name: "IoU",
					unit: "score"
				}
			] : [{
				name: "box",
				unit: "text"
			}]
		];
		return [{
			kind: "table",
			title: TITLES[code],
			columns,
			rows: rows.slice(0, EXAMPLES$3),
			total
		}];
	});
}
/** One number for each class name of both sides, renamed classes counted as one. */
function sharedClasses(given) {
	const { base, head } = given;
	const numbers = new Map(base.classes.map((name, index) => [name, index]));
	const renamed = new Map(renamedClasses(given).map(({ from, to }) => [to, from]));
	const numberOf = (name) => {
		const known = numbers.get(renamed.get(name) ?? name);
		if (known !== void 0) return known;
		numbers.set(name, numbers.size);
		return numbers.size - 1;
	};
	return {
		base: Int32Array.from(base.classes.keys()),
		head: Int32Array.from(head.classes, numberOf)
	};
}
function boxesOf({ starts, order }, row) {
	return order.subarray(starts[row], starts[row + 1]);
}
function nameOf$1({ code, boxes, partners }, index, base, dataset) {
	const now = className(dataset, boxes[index]);
	return code === "annotations-relabelled" ? `${className(base, partners[index])} → ${now}` : now;
}
function className({ boxes, classes }, box) {
	const label = boxes.label[box];
	return label < 0 ? NO_CLASS : clip$2(classes[label]);
}
function pathOf({ path, boxes }, box) {
	return path.get(boxes.image[box]);
}
function keyOf$5({ boxes }, box) {
	const { xywh, crowd, shape } = boxes;
	return `${xywh.subarray(box * 4, box * 4 + 4).join(" ")} ${crowd[box]} ${shape[box]}`;
}
function boxText({ boxes }, box) {
	const { xywh, normalised } = boxes;
	const digits = normalised ? 4 : 1;
	return [...xywh.subarray(box * 4, box * 4 + 4)].map((value) => Number(value.toFixed(digits))).join(" ");
}
/** The line of the first annotation, then the first boxes. */
function refsOf(side, dataset, boxes) {
	const images = boxes.slice(0, REFS$3).map((box) => {
		const { xywh, normalised } = dataset.boxes;
		const [x, y, w, h] = xywh.subarray(box * 4, box * 4 + 4);
		const id = pathOf(dataset, box);
		return normalised ? {
			kind: "image",
			side,
			id
		} : {
			kind: "image",
			side,
			id,
			box: [
				x,
				y,
				w,
				h
			]
		};
	});
	const [first] = boxes;
	const line = first === void 0 ? 0 : dataset.boxes.line[first];
	if (first === void 0 || line === 0) return images;
	const row = dataset.boxes.image[first];
	const path = dataset.annotations?.get(row) || dataset.source.values[dataset.source.codes[row]];
	const column = dataset.boxes.column[first];
	return [{
		kind: "file",
		side,
		path,
		line,
		...column > 0 ? { column } : {}
	}, ...images];
}

// src/contract/byte-index.ts
/**
* Joins over byte strings without an object a row: open addressing over typed arrays, linear probing, at most half full.
* A million paths take 16 MB and about 0.2 s.
*/
const encoder$1 = new TextEncoder();
/** Another one in every process: who writes names that collide does not know it. Results never depend on it. */
const SEED = Math.floor(Math.random() * 2 ** 32);
/** FNV-1a with a final mix; `seed` chains the hash of several parts, and is fixed where the hash is shown or kept. */
function hashBytes(bytes, start, end, seed = SEED) {
	let hash = seed;
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 16777619);
	return mix(hash);
}
/** 53 bits of a hash of a text, to be compared within one process only. */
function textHash(text) {
	const bytes = encoder$1.encode(text);
	const high = hashBytes(bytes, 0, bytes.length);
	return (high & 2097151) * 2 ** 32 + (hashBytes(bytes, 0, bytes.length, high) >>> 0);
}
/** Finaliser of MurmurHash3: every input bit reaches every output bit, so the low bits can be the slot. */
function mix(hash) {
	let mixed = hash;
	mixed = Math.imul(mixed ^ mixed >>> 16, 2246822507);
	mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
	return mixed ^ mixed >>> 16;
}
function equalBytes(a, aStart, aEnd, b, bStart, bEnd) {
	if (aEnd - aStart !== bEnd - bStart) return false;
	for (let i = aStart, j = bStart; i < aEnd; i++, j++) if (a[i] !== b[j]) return false;
	return true;
}
/** A hash of view[start, end), four bytes at once: for texts that are short and many. */
function hashOf$1(view, start, end) {
	const length = end - start;
	let hash = SEED ^ length;
	let at = start;
	if (length < 4) for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), 16777619);
	else {
		for (; at < end - 4; at += 4) {
			hash = Math.imul(hash ^ view.getInt32(at), 16777619);
			hash ^= hash >>> 15;
		}
		hash = Math.imul(hash ^ view.getInt32(end - 4), 16777619);
	}
	return mix(hash);
}
function sameBytes(a, aStart, aEnd, b, bStart, bEnd) {
	const length = aEnd - aStart;
	if (length !== bEnd - bStart) return false;
	let i = aStart;
	let j = bStart;
	if (length < 4) {
		for (; i < aEnd; i++, j++) if (a.getUint8(i) !== b.getUint8(j)) return false;
		return true;
	}
	for (; i < aEnd - 4; i += 4, j += 4) if (a.getInt32(i) !== b.getInt32(j)) return false;
	return a.getInt32(aEnd - 4) === b.getInt32(bEnd - 4);
}
/** The least power of two that holds `rows` at most half full. */
function slotsFor(rows) {
	let slots = 16;
	while (slots < rows * 2) slots *= 2;
	return slots;
}
/** Finds the first row of a column that holds given bytes. */
var RowIndex = class {
	#column;
	/** Two numbers a slot, so that one look at memory settles most slots: row or −1, and the hash of its bytes. */
	#slots;
	#mask;
	/** Row of an earlier equal string, or −1. */
	duplicateOf;
	constructor(column) {
		const size = slotsFor(column.rows);
		this.#column = column;
		this.#slots = new Int32Array(size * 2).fill(-1);
		this.#mask = size - 1;
		this.duplicateOf = new Int32Array(column.rows).fill(-1);
		for (let row = 0; row < column.rows; row++) {
			const start = column.start(row);
			const end = column.ends[row];
			const hash = hashBytes(column.pool, start, end);
			const slot = this.#slot(hash, column.pool, start, end);
			const first = this.#slots[slot];
			if (first >= 0) this.duplicateOf[row] = first;
			else {
				this.#slots[slot] = row;
				this.#slots[slot + 1] = hash;
			}
		}
	}
	/** −1 when no row holds `bytes[start, end)`. */
	find(bytes, start = 0, end = bytes.length) {
		return this.#slots[this.#slot(hashBytes(bytes, start, end), bytes, start, end)];
	}
	#slot(hash, bytes, start, end) {
		const { pool, ends } = this.#column;
		let slot = hash & this.#mask;
		for (;;) {
			const row = this.#slots[slot * 2];
			if (row < 0) return slot * 2;
			if (this.#slots[slot * 2 + 1] === hash && equalBytes(pool, row === 0 ? 0 : ends[row - 1], ends[row], bytes, start, end)) return slot * 2;
			slot = slot + 1 & this.#mask;
		}
	}
};
/** 512 places. */
const RECENT_SHIFT = 23;
/** Numbers distinct byte strings in the order in which they first come. */
var ByteDictionary = class {
	#slots = (/* @__PURE__ */ new Int32Array(64)).fill(-1);
	#hashes = /* @__PURE__ */ new Int32Array(32);
	#starts = /* @__PURE__ */ new Uint32Array(32);
	#ends = /* @__PURE__ */ new Uint32Array(32);
	#pool = /* @__PURE__ */ new Uint8Array(1024);
	#poolView = viewOf(this.#pool);
	/** Bytes that were looked up last, and a view of them. */
	#source = this.#pool;
	#sourceView = this.#poolView;
	#used = 0;
	#size = 0;
	/** Texts of up to eight bytes that `codes` met last, by a hash: first and last four bytes, length and code of each. */
	#recent = (/* @__PURE__ */ new Int32Array(2048)).fill(-1);
	get size() {
		return this.#size;
	}
	code(bytes, start, end) {
		if (bytes !== this.#source) {
			this.#source = bytes;
			this.#sourceView = viewOf(bytes);
		}
		return this.#code(bytes, this.#sourceView, start, end);
	}
	/** Codes of a column of the first `count` rows of a table, to `into` from `at` on. */
	codes({ bytes, view, starts, ends, width }, column, count, into, at) {
		const recent = this.#recent;
		for (let row = 0, i = column; row < count; row++, i += width) {
			const start = starts[i];
			const end = ends[i];
			const length = end - start;
			let first = 0;
			let last = 0;
			if (length > 3) {
				first = view.getInt32(start);
				last = view.getInt32(end - 4);
			} else if (length > 0) first = bytes[start] << 16 | bytes[start + (length >> 1)] << 8 | bytes[end - 1];
			const place = (Math.imul(first ^ Math.imul(last, 16777619) ^ length, 2654435761) >>> RECENT_SHIFT) * 4;
			if (recent[place] === first && recent[place + 1] === last && recent[place + 2] === length) {
				into[at + row] = recent[place + 3];
				continue;
			}
			const code = this.#code(bytes, view, start, end);
			into[at + row] = code;
			if (length > 8) continue;
			recent[place] = first;
			recent[place + 1] = last;
			recent[place + 2] = length;
			recent[place + 3] = code;
		}
	}
	#code(bytes, view, start, end) {
		const hash = hashOf$1(view, start, end);
		const mask = this.#slots.length - 1;
		let slot = hash & mask;
		for (;;) {
			const code = this.#slots[slot];
			if (code < 0) break;
			if (this.#hashes[code] === hash && sameBytes(this.#poolView, this.#starts[code], this.#ends[code], view, start, end)) return code;
			slot = slot + 1 & mask;
		}
		this.#slots[slot] = this.#add(hash, bytes, start, end);
		const added = this.#size - 1;
		if (this.#size * 2 > this.#slots.length) this.#rehash();
		return added;
	}
	values() {
		const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
		return Array.from({ length: this.#size }, (_, code) => decoder.decode(this.#pool.subarray(this.#starts[code], this.#ends[code])));
	}
	#add(hash, bytes, start, end) {
		const code = this.#size++;
		if (code === this.#hashes.length) {
			this.#hashes = grown(this.#hashes, code * 2);
			this.#starts = grown(this.#starts, code * 2);
			this.#ends = grown(this.#ends, code * 2);
		}
		const used = this.#used + end - start;
		if (used > this.#pool.length) {
			this.#pool = grown(this.#pool, Math.max(used, this.#pool.length * 2));
			this.#poolView = viewOf(this.#pool);
		}
		this.#hashes[code] = hash;
		this.#starts[code] = this.#used;
		for (let i = start, to = this.#used; i < end; i++) this.#pool[to++] = bytes[i];
		this.#ends[code] = used;
		this.#used = used;
		return code;
	}
	#rehash() {
		const slots = new Int32Array(this.#slots.length * 2).fill(-1);
		const mask = slots.length - 1;
		for (let code = 0; code < this.#size; code++) {
			let slot = this.#hashes[code] & mask;
			while (slots[slot] >= 0) slot = slot + 1 & mask;
			slots[slot] = code;
		}
		this.#slots = slots;
	}
};
/** A longer copy of a typed array, the rest zero. */
function grown(array, length) {
	const longer = new array.constructor(length);
	longer.set(array);
	return longer;
}

// src/evidence/edits/types.ts
const EDIT_KINDS = [
	"unknown",
	"re-encoded",
	"edited",
	"resized"
];

// src/checks/masks.ts
/** Names the masks of a dataset whose annotations are pictures, row by row; null: its annotations are read, or it has none. */
function masksOf({ boxes, annotationContent }) {
	return boxes ? null : annotationContent ?? null;
}
/** Whether two images have the same mask, or both have none. Nothing is opened: equal content ids are equal masks. */
function isSameMask(base, partner, head, row) {
	const [was, is] = [masksOf(base), masksOf(head)];
	const kind = was?.kinds[partner] ?? 0;
	if (kind !== (is?.kinds[row] ?? 0)) return false;
	return kind === 0 || equalBytes(was.hashes, partner * 32, partner * 32 + 32, is.hashes, row * 32, row * 32 + 32);
}

// src/checks/dataset/change/changes.ts
/** In the order in which they are shown: what endangers the verdict first. */
const IMAGE_CODES = [
	"moved-between-splits",
	"images-removed",
	"images-added",
	"relabelled",
	"masks-changed",
	"images-edited",
	"images-re-encoded",
	"images-renamed"
];
/**
* What became of every image, in one pass. An image may be in several groups (moved and edited), with one exception:
* renamed is what changed its path and neither split nor class, for both stand in the path of an image folder.
*/
function findChanges(given) {
	const { match, base, head } = given;
	const split = shareValues(base.split, head.split);
	const label = shareValues(base.label, head.label);
	const renamed = new Map(renamedClasses(given).map(({ from, to }) => [label.values.indexOf(from), label.values.indexOf(to)]));
	const reencoded = reencodedRows(given);
	const groups = /* @__PURE__ */ new Map();
	for (let row = 0; row < head.rows; row++) {
		const to = split.head[row];
		const partner = match.headToBase[row];
		if (partner < 0) {
			add("images-added", to, row);
			continue;
		}
		const from = split.base[partner];
		const moved = from !== to;
		const before = label.base[partner];
		const relabelled = (renamed.get(before) ?? before) !== label.head[row];
		const samePath = isSamePath(base, partner, head, row);
		if (moved) add("moved-between-splits", to, row, from);
		if (relabelled) add("relabelled", to, row);
		if (!isSameMask(base, partner, head, row)) add("masks-changed", to, row);
		if (!samePath && !moved && !relabelled) add("images-renamed", to, row);
		const known = base.content.kinds[partner] !== 0 && head.content.kinds[row] !== 0;
		if (samePath && known && match.sameContent[row] === 0) add(reencoded.has(row) ? "images-re-encoded" : "images-edited", to, row);
	}
	for (let row = 0; row < base.rows; row++) if (match.baseToHead[row] < 0) add("images-removed", split.base[row], row);
	return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
	function add(code, to, row, from = -1) {
		const width = split.values.length + 1;
		const key = (IMAGE_CODES.indexOf(code) * width + to) * width + from + 1;
		const known = groups.get(key);
		if (known) known.rows.push(row);
		else groups.set(key, {
			code,
			split: split.values[to],
			from: split.values[from] ?? null,
			rows: [row]
		});
	}
}
/** Rows of head with other bytes and equal pixels. */
function reencodedRows({ edits }) {
	const rows = [...edits?.headRow ?? []];
	return new Set(rows.filter((_, at) => edits.kind[at] === REENCODED));
}
const REENCODED = EDIT_KINDS.indexOf("re-encoded");
function isSamePath(base, partner, head, row) {
	return equalBytes(base.path.pool, base.path.start(partner), base.path.ends[partner], head.path.pool, head.path.start(row), head.path.ends[row]);
}

// src/checks/dataset/change/class-changes.ts
/** Rows of an examples table. */
const EXAMPLES$2 = 50;
/** Classes added, removed, or standing at another place: a model counts its outputs by that place. */
function classChanges(given) {
	const { base, head } = given;
	const renamed = renamedClasses(given);
	const [left, came] = [new Set(renamed.map(({ from }) => from)), new Set(renamed.map(({ to }) => to))];
	const before = new Map(base.classes.map((name, index) => [name, index]));
	const after = new Map(head.classes.map((name, index) => [name, index]));
	const added = head.classes.filter((name) => !before.has(name) && !came.has(name));
	const removed = base.classes.filter((name) => !after.has(name) && !left.has(name));
	const renumbered = head.classes.filter((name) => before.has(name) && before.get(name) !== after.get(name));
	const changed = [
		...added,
		...removed,
		...renamed.map(({ to }) => to),
		...renumbered
	];
	if (changed.length === 0) return null;
	const marks = [
		...added.map((name) => `+${clip$2(name)}`),
		...removed.map((name) => `−${clip$2(name)}`),
		...renamed.map(({ from, to }) => `${clip$2(from)} → ${clip$2(to)}`),
		...renumbered.map((name) => `${clip$2(name)} ${before.get(name)}→${after.get(name)}`)
	];
	return {
		finding: {
			code: "classes-changed",
			args: {
				added: added.length,
				removed: removed.length,
				renamed: renamed.length,
				renumbered: renumbered.length,
				classes: listed(marks)
			},
			about: [],
			age: "new",
			count: changed.length,
			subject: "classes",
			basis: JSON.stringify([base.classes, head.classes])
		},
		exhibit: {
			kind: "table",
			title: "Classes changed",
			columns: [
				{
					name: "class",
					unit: "text"
				},
				{
					name: "place on base",
					unit: "count"
				},
				{
					name: "place on head",
					unit: "count"
				}
			],
			rows: changed.slice(0, EXAMPLES$2).map((name) => [
				clip$2(name),
				before.get(name) ?? null,
				after.get(name) ?? null
			]),
			total: changed.length
		}
	};
}

// src/checks/dataset/change/metadata.ts
/** Columns shown, those with the largest change first. */
const COLUMNS = 8;
/** Rows of one column's table. */
const VALUES = 20;
/** A column of more values names images, it does not describe them; one of none (of lists, of objects) says nothing. */
const MOST_VALUES$1 = 1e3;
/** How often each value of each metadata column stands there, before and after: a table for every column that changed. */
function metadataTables({ base, head }) {
	const tables = [];
	for (const name of /* @__PURE__ */ new Set([...base.columns.keys(), ...head.columns.keys()])) {
		const [before, after] = [base.columns.get(name) ?? NONE, head.columns.get(name) ?? NONE];
		const shared = shareValues(before, after);
		if (shared.values.length === 0 || shared.values.length > MOST_VALUES$1) continue;
		const [was, is] = [count$1(shared.base, shared.values.length), count$1(shared.head, shared.values.length)];
		const values = [...shared.values, null].map((value, code) => ({
			name: value,
			base: was[code],
			head: is[code]
		}));
		const moved = values.reduce((sum, value) => sum + Math.abs(value.head - value.base), 0);
		if (moved > 0) tables.push({
			name,
			moved,
			values
		});
	}
	tables.sort((a, b) => b.moved - a.moved || (a.name < b.name ? -1 : 1));
	return tables.slice(0, COLUMNS).map(({ name, values }) => tableOf$1(name, values, base.rows, head.rows));
}
const NONE = {
	codes: /* @__PURE__ */ new Int32Array(0),
	values: []
};
/** By code; the last counts rows without a value. */
function count$1(codes, values) {
	const counts = new Int32Array(values + 1);
	for (const code of codes) counts[code < 0 ? values : code]++;
	return counts;
}
function tableOf$1(name, values, base, head) {
	const shown = values.filter((value) => value.base + value.head > 0).sort((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base) || b.head - a.head);
	return {
		kind: "table",
		title: "Images by a metadata column",
		columns: [
			{
				name: "column",
				unit: "text"
			},
			{
				name: "value",
				unit: "text"
			},
			{
				name: "base",
				unit: "count"
			},
			{
				name: "head",
				unit: "count"
			},
			{
				name: "Δ",
				unit: "count",
				change: true
			},
			{
				name: "share of base",
				unit: "ratio"
			},
			{
				name: "share of head",
				unit: "ratio"
			}
		],
		rows: shown.slice(0, VALUES).map((value) => [
			clip$2(name),
			value.name === null ? null : clip$2(value.name),
			value.base,
			value.head,
			value.head - value.base,
			share$2(value.base, base),
			share$2(value.head, head)
		]),
		total: shown.length
	};
}
function share$2(count, of) {
	return of === 0 ? null : count / of;
}

// src/checks/dataset/change/composition.ts
/** Rows of the table: the classes of a thousand-class dataset that changed, and some that did not. */
const ROWS$1 = 200;
const counted$1 = {
	code: "deterministic",
	args: {}
};
/** Images (and annotations) of each split: metrics, and a table with their classes. */
function composition(given, groups) {
	const counts = [imageCount(given), ...boxCount(given, groups)];
	return {
		metrics: counts.flatMap(metricsOf$1),
		exhibits: counts.map(tableOf)
	};
}
function imageCount({ match, base, head }) {
	const split = shareValues(base.split, head.split);
	const shared = /* @__PURE__ */ new Map();
	const stay = new Int32Array(split.values.length);
	for (let row = 0; row < head.rows; row++) {
		const partner = match.headToBase[row];
		if (partner >= 0 && split.base[partner] === split.head[row]) stay[split.head[row]]++;
	}
	for (const [code, name] of split.values.entries()) shared.set(name, stay[code]);
	return {
		of: "image",
		id: "images",
		title: "Images by split and class",
		base,
		head,
		shared
	};
}
function boxCount(given, groups) {
	const { base, head } = given;
	if (!base.boxes && !head.boxes) return [];
	const title = "Annotations by split and class";
	const shared = sharedBoxes(given, groups);
	return [{
		of: "box",
		id: "annotations",
		title,
		base: boxColumns(base),
		head: boxColumns(head),
		shared
	}];
}
/** Annotations on images that stay in their split, without those that are new there. */
function sharedBoxes({ match, base, head }, groups) {
	const splitOf = (row) => head.split.values[head.split.codes[row]];
	const stays = (box) => {
		const row = head.boxes.image[box];
		const partner = match.headToBase[row];
		return partner >= 0 && base.split.values[base.split.codes[partner]] === splitOf(row);
	};
	const shared = /* @__PURE__ */ new Map();
	for (let box = 0; box < (head.boxes?.rows ?? 0); box++) {
		const split = splitOf(head.boxes.image[box]);
		if (stays(box)) shared.set(split, (shared.get(split) ?? 0) + 1);
	}
	for (const { code, split, boxes } of groups) if (code === "annotations-added") shared.set(split, (shared.get(split) ?? 0) - boxes.filter(stays).length);
	return shared;
}
function boxColumns({ boxes, split, classes }) {
	return {
		split: {
			codes: (boxes?.image ?? /* @__PURE__ */ new Int32Array(0)).map((row) => split.codes[row]),
			values: split.values
		},
		label: {
			codes: boxes?.label ?? /* @__PURE__ */ new Int32Array(0),
			values: classes
		}
	};
}
function metricsOf$1({ id, of, base, head, shared }) {
	const split = shareValues(base.split, head.split);
	const before = countCodes(split.base, split.values.length);
	const after = countCodes(split.head, split.values.length);
	const estimate = (value, n) => ({
		value,
		n,
		of,
		interval: counted$1
	});
	const absent = (side) => ({
		value: null,
		reason: {
			code: `absent-on-${side}`,
			args: {}
		}
	});
	return split.values.map((name, code) => {
		const onBase = base.split.values.includes(name);
		const onHead = head.split.values.includes(name);
		const all = before[code] + after[code] - (shared.get(name) ?? 0);
		const delta = estimate(after[code] - before[code], all);
		return {
			id,
			slice: name,
			unit: "count",
			better: "neither",
			base: onBase ? estimate(before[code], before[code]) : absent("base"),
			head: onHead ? estimate(after[code], after[code]) : absent("head"),
			delta: onBase && onHead ? delta : absent(onBase ? "head" : "base")
		};
	});
}
function tableOf({ title, base, head }) {
	const split = shareValues(base.split, head.split);
	const label = shareValues(base.label, head.label);
	const before = countCodes(split.base, split.values.length);
	const after = countCodes(split.head, split.values.length);
	const cells = /* @__PURE__ */ new Map();
	const width = label.values.length + 1;
	count(split.base, label.base, "base");
	count(split.head, label.head, "head");
	const sorted = [...cells.values()].sort((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base) || a.split - b.split || a.label - b.label);
	return {
		kind: "table",
		title,
		columns: [
			{
				name: "split",
				unit: "text"
			},
			{
				name: "class",
				unit: "text"
			},
			{
				name: "base",
				unit: "count"
			},
			{
				name: "head",
				unit: "count"
			},
			{
				name: "Δ",
				unit: "count",
				change: true
			},
			{
				name: "share of base",
				unit: "ratio"
			},
			{
				name: "share of head",
				unit: "ratio"
			}
		],
		rows: sorted.slice(0, ROWS$1).map((cell) => [
			clip$2(split.values[cell.split]),
			cell.label < 0 ? null : clip$2(label.values[cell.label]),
			cell.base,
			cell.head,
			cell.head - cell.base,
			share$2(cell.base, before[cell.split]),
			share$2(cell.head, after[cell.split])
		]),
		total: sorted.length
	};
	function count(splits, labels, side) {
		const counts = new Int32Array(split.values.length * width);
		for (let row = 0; row < splits.length; row++) counts[splits[row] * width + labels[row] + 1]++;
		for (const [key, many] of counts.entries()) {
			if (many === 0) continue;
			const cell = cells.get(key) ?? {
				split: Math.floor(key / width),
				label: key % width - 1,
				base: 0,
				head: 0
			};
			cell[side] = many;
			cells.set(key, cell);
		}
	}
}
function countCodes(codes, values) {
	const counts = new Int32Array(values);
	for (const code of codes) counts[code]++;
	return counts;
}

// src/checks/row-basis.ts
/** Names the images of a finding whatever their order: content ids, or paths where there are none. */
function basisOf(dataset, rows, more = () => "") {
	const line = (row) => `${dataset.content.text(row) || dataset.path.get(row)} ${more(row)}\n`;
	const { hashes } = dataset.content;
	const key = Float64Array.from(rows, (row) => {
		const at = row * 32;
		const [a, b, c] = [
			hashes[at],
			hashes[at + 1],
			hashes[at + 2]
		];
		return ((a * 256 + b) * 256 + c) * 2 ** 24 + (hashes[at + 3] * 256 + hashes[at + 4]) * 256 + hashes[at + 5];
	});
	const order = Int32Array.from(rows.keys()).sort((a, b) => key[a] - key[b] || (line(rows[a]) < line(rows[b]) ? -1 : 1));
	const lines = new StringsBuilder();
	for (const index of order) lines.push(line(rows[index]));
	return new TextDecoder().decode(lines.build().pool);
}

// src/checks/dataset/change/image-findings.ts
/** One finding for each code and split, with the classes of its images. */
function imageFinding(group, given) {
	const { match, base, head } = given;
	const { code, split, from, rows } = group;
	const side = code === "images-removed" ? "base" : "head";
	const dataset = side === "base" ? base : head;
	const nameOf = (row) => {
		const now = className$1(dataset.label, row);
		return code === "relabelled" ? `${className$1(base.label, match.headToBase[row])} → ${now}` : now;
	};
	const more = code === "relabelled" ? nameOf : code === "masks-changed" ? maskOf(head) : void 0;
	return {
		code,
		args: {
			images: counted$2(rows.length, "image"),
			split: clip$2(split),
			...code === "masks-changed" ? {} : { classes: tally(countBy(rows, nameOf)) },
			...from === null ? {} : { from: clip$2(from) },
			...code === "images-edited" ? { how: howMuch(rows, given) } : {}
		},
		about: [...code === "masks-changed" ? maskRefs(head, rows) : [], ...refs$2(side, dataset, rows)],
		age: "new",
		count: rows.length,
		subject: JSON.stringify([from, split]),
		basis: basisOf(dataset, rows, more)
	};
}
function maskOf(dataset) {
	const masks = masksOf(dataset);
	return (row) => masks?.text(row) ?? "";
}
/** The first mask that is still there. */
function maskRefs({ annotations }, rows) {
	const path = rows.map((row) => annotations?.get(row) ?? "").find((one) => one !== "");
	return path === void 0 ? [] : [{
		kind: "file",
		side: "head",
		path
	}];
}
/** How far the pixels of edited images differ, as far as they were compared. */
function howMuch(rows, { edits }) {
	const means = [];
	let resized = 0;
	const wanted = new Set(rows);
	for (const [at, row] of (edits?.headRow ?? /* @__PURE__ */ new Int32Array(0)).entries()) {
		if (!wanted.has(row)) continue;
		if (edits.kind[at] === RESIZED) resized++;
		else if (!Number.isNaN(edits.mean[at])) means.push(edits.mean[at]);
	}
	if (means.length + resized === 0) return "same name, other bytes";
	const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
	return [
		...means.length > 0 ? [`samples differ by ${percent(mean)} on average, in one image by ${percent(Math.max(...means.slice(0, 1e4)))}`] : [],
		...resized > 0 ? [`${resized} resized`] : [],
		...rows.length > means.length + resized ? [`${rows.length - means.length - resized} not compared`] : []
	].join(", ");
}
const RESIZED = EDIT_KINDS.indexOf("resized");
function percent(share) {
	return `${(100 * share).toFixed(share < .01 ? 2 : 1)} %`;
}

// src/checks/dataset/change/examples.ts
const EXAMPLES$1 = 50;
const columns = {
	split: (group) => clip$2(group.split),
	from: (group) => clip$2(group.from ?? ""),
	to: (group) => clip$2(group.split),
	image: (group, row, { base, head }) => (group.code === "images-removed" ? base : head).path.get(row),
	"image on base": (_, row, { match, base }) => base.path.get(match.headToBase[row]),
	mask: (_, row, { head }) => head.annotations?.get(row) || "none any more",
	class: (group, row, { base, head }) => className$1((group.code === "images-removed" ? base : head).label, row),
	difference: (_, row, { edits }) => differenceText(edits, row),
	"class on base": (_, row, { match, base }) => className$1(base.label, match.headToBase[row])
};
const TABLES = {
	"moved-between-splits": {
		title: "Images moved between splits",
		columns: [
			"from",
			"to",
			"class",
			"image"
		]
	},
	"images-removed": {
		title: "Images removed",
		columns: [
			"split",
			"class",
			"image"
		]
	},
	"images-added": {
		title: "Images added",
		columns: [
			"split",
			"class",
			"image"
		]
	},
	relabelled: {
		title: "Images relabelled",
		columns: [
			"split",
			"class on base",
			"class",
			"image"
		]
	},
	"masks-changed": {
		title: "Masks changed",
		columns: [
			"split",
			"image",
			"mask"
		]
	},
	"images-edited": {
		title: "Images edited",
		columns: [
			"split",
			"class",
			"image",
			"difference"
		]
	},
	"images-re-encoded": {
		title: "Images re-encoded",
		columns: [
			"split",
			"class",
			"image"
		]
	},
	"images-renamed": {
		title: "Images renamed",
		columns: [
			"split",
			"image on base",
			"image"
		]
	}
};
/** A table of examples for each code that has any: the first ones of every split in turn. */
function exampleTables(groups, given) {
	return IMAGE_CODES.flatMap((code) => {
		const { title, columns: names } = TABLES[code];
		const of = groups.filter((group) => group.code === code);
		const total = of.reduce((sum, group) => sum + group.rows.length, 0);
		if (total === 0) return [];
		const share = Math.ceil(EXAMPLES$1 / of.length);
		const rows = of.flatMap((group) => group.rows.slice(0, share).map((row) => names.map((name) => columns[name](group, row, given))));
		return [{
			kind: "table",
			title,
			columns: names.map((name) => ({
				name,
				unit: "text"
			})),
			rows: rows.slice(0, EXAMPLES$1),
			total
		}];
	});
}
function differenceText(edits, row) {
	const at = edits ? edits.headRow.indexOf(row) : -1;
	if (!edits || at < 0 || Number.isNaN(edits.changed[at])) return "not compared";
	if (Number.isNaN(edits.mean[at])) return "another size";
	return `${percent(edits.changed[at])} of the pixels, by ${percent(edits.mean[at])} on average`;
}

// src/evidence/masks/types.ts
/** Bytes of the values of one mask. */
const VALUE_BYTES = 32;
/** The values that occur in a mask and are none of `but`, a bit each, ascending. */
function valuesAt({ values }, row, but = new Uint8Array(32)) {
	const found = [];
	for (let value = 0; value < 256; value++) if ((values[row * 32 + (value >> 3)] & ~but[value >> 3]) >> (value & 7) & 1) found.push(value);
	return found;
}

// src/checks/dataset/change/mask-table.ts
const ROWS = 200;
/** In how many masks of each split each class occurs, for masks whose values are known. */
function maskTable({ base, head, baseMasks, headMasks }) {
	const [before, after] = [sideOf(base, baseMasks), sideOf(head, headMasks)];
	const keys = [.../* @__PURE__ */ new Set([...before.classes.keys(), ...after.classes.keys()])];
	if (keys.length === 0) return [];
	const cells = keys.map((key) => {
		const [split, name] = JSON.parse(key);
		return {
			split,
			name,
			base: before.classes.get(key) ?? 0,
			head: after.classes.get(key) ?? 0
		};
	});
	cells.sort((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base));
	return [{
		kind: "table",
		title: "Classes in the masks",
		columns: [
			{
				name: "split",
				unit: "text"
			},
			{
				name: "class",
				unit: "text"
			},
			{
				name: "masks of base",
				unit: "count"
			},
			{
				name: "masks of head",
				unit: "count"
			},
			{
				name: "Δ",
				unit: "count",
				change: true
			},
			{
				name: "share of base",
				unit: "ratio"
			},
			{
				name: "share of head",
				unit: "ratio"
			}
		],
		rows: cells.slice(0, ROWS).map((cell) => [
			clip$2(cell.split),
			clip$2(cell.name),
			cell.base,
			cell.head,
			cell.head - cell.base,
			share$2(cell.base, before.masks.get(cell.split) ?? 0),
			share$2(cell.head, after.masks.get(cell.split) ?? 0)
		]),
		total: cells.length
	}];
}
function sideOf({ split, classes, masks: segments }, masks) {
	const of = split.values.map(() => ({
		masks: 0,
		values: /* @__PURE__ */ new Map()
	}));
	const rows = segments ? 0 : masks?.rows ?? 0;
	for (let row = 0; row < rows; row++) {
		const counts = of[split.codes[row]];
		if (!counts || masks.valued[row] !== 1) continue;
		counts.masks++;
		for (const value of valuesAt(masks, row)) counts.values.set(value, (counts.values.get(value) ?? 0) + 1);
	}
	const nameOf = (value) => classes[value] ?? `value ${value}`;
	return {
		masks: new Map(split.values.map((name, code) => [name, of[code].masks])),
		classes: new Map(split.values.flatMap((name, code) => [...of[code].values].sort(([a], [b]) => a - b).map(([value, count]) => [JSON.stringify([name, nameOf(value)]), count])))
	};
}

// src/checks/split-version.ts
/** The same in every run: versions are compared between runs. */
const BEGIN = 2166136261;
const encoder = new TextEncoder();
const number = /* @__PURE__ */ new Float64Array(1);
const bits = new Int32Array(number.buffer);
/**
* Names what each split holds, whatever the order of its rows and wherever its files lie: 16 hex digits over the content
* ids, classes, annotations and masks of its images, added up (a multiset hash of 64 bits). For telling versions apart, not for
* proving that two are equal. An image without content id counts by its path.
*/
function splitVersions(dataset) {
	const { content, label, split, path, boxes } = dataset;
	const sums = split.values.map(() => /* @__PURE__ */ new Int32Array(2));
	const classes = dataset.classes.map(hashText);
	const labels = label.values.map(hashText);
	const { starts, order } = boxesByImage(boxes, dataset.rows);
	const masks = masksOf(dataset);
	for (let row = 0; row < dataset.rows; row++) {
		const of = sums[split.codes[row]];
		if (!of) continue;
		const known = content.kinds[row] !== 0;
		const bytes = known ? content.hashes : path.pool;
		const [start, end] = known ? [row * 32, row * 32 + 32] : [path.start(row), path.ends[row]];
		const code = label.codes[row];
		let hash = mix(hashBytes(bytes, start, end, BEGIN) ^ (code < 0 ? 0 : labels[code]));
		let second = hashBytes(bytes, start, end, hash);
		for (let at = starts[row]; at < starts[row + 1]; at++) {
			const box = hashBox(dataset, order[at], classes);
			hash = hash + box | 0;
			second = second + mix(box ^ 2654435769) | 0;
		}
		if (masks && masks.kinds[row] !== 0) {
			hash = hashBytes(masks.hashes, row * 32, row * 32 + 32, hash);
			second = hashBytes(masks.hashes, row * 32, row * 32 + 32, second);
		}
		addImage(of, hash, second);
	}
	return new Map(split.values.map((name, index) => [name, hex$1(sums[index])]));
}
/** Sums do not know the order of what was added. */
function addImage(sums, hash, second) {
	sums[0] = sums[0] + mix(hash) | 0;
	sums[1] = sums[1] + mix(second ^ hash) | 0;
}
function hashBox({ boxes }, box, classes) {
	const { xywh, crowd, label, shape } = boxes;
	const code = label[box];
	let hash = mix((code < 0 ? 0 : classes[code]) ^ crowd[box]);
	for (let i = 0; i < 4; i++) hash = add(hash, xywh[box * 4 + i]);
	return add(hash, shape[box]);
}
function add(hash, value) {
	number[0] = value + 0;
	return mix(mix(hash ^ bits[0]) ^ bits[1]);
}
function hashText(text) {
	const bytes = encoder.encode(text);
	return hashBytes(bytes, 0, bytes.length, BEGIN);
}
function hex$1(words) {
	return [...words].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

// src/checks/dataset/change/version-table.ts
/** Which version of each split base and head hold: equal digits, equal images and annotations. */
function versionTable({ base, head }) {
	const [before, after] = [splitVersions(base), splitVersions(head)];
	const names = [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])];
	return {
		kind: "table",
		title: "Versions of the splits",
		columns: [
			{
				name: "split",
				unit: "text"
			},
			{
				name: "base",
				unit: "text"
			},
			{
				name: "head",
				unit: "text"
			}
		],
		rows: names.map((name) => [
			clip$2(name),
			before.get(name) ?? null,
			after.get(name) ?? null
		]),
		total: names.length
	};
}

// src/checks/dataset/change/check.ts
const look = "Look at the examples, and say in the description of the pull request why.";
const check$15 = defineCheck({
	id: "dataset/change",
	title: "Change of the dataset",
	failureTitle: "The dataset changed",
	why: "A number that moved is worth nothing until the reviewer knows which images it was measured on.",
	pitfalls: [],
	cost: "cpu",
	needs: {
		match: {
			evidence: "match",
			at: "pair"
		},
		base: {
			evidence: "dataset",
			at: "base"
		},
		head: {
			evidence: "dataset",
			at: "head"
		},
		edits: {
			evidence: "edits",
			at: "pair",
			optional: true
		},
		baseMasks: {
			evidence: "masks",
			at: "base",
			optional: true
		},
		headMasks: {
			evidence: "masks",
			at: "head",
			optional: true
		}
	},
	options: strictObject({}),
	messages: {
		"moved-between-splits": {
			text: "{images} moved from {from} to {split} ({classes})",
			fix: "What it means for the test is told by leakage/split-move.",
			severity: "info"
		},
		"classes-changed": {
			text: "classes changed: {added} added, {removed} removed, {renamed} renamed, {renumbered} renumbered ({classes})",
			fix: "What it means for the model is told by integrity/class-map-change.",
			severity: "info"
		},
		"images-removed": {
			text: "{images} removed from {split} ({classes})",
			fix: look,
			severity: "info"
		},
		"images-added": {
			text: "{images} added to {split} ({classes})",
			fix: look,
			severity: "info"
		},
		relabelled: {
			text: "{images} relabelled in {split} ({classes})",
			fix: look,
			severity: "info"
		},
		"masks-changed": {
			text: "{images} with another mask in {split}",
			fix: look,
			severity: "info"
		},
		"images-edited": {
			text: "{images} edited in {split}, {how} ({classes})",
			fix: look,
			severity: "info"
		},
		"images-re-encoded": {
			text: "{images} re-encoded in {split}, other bytes and equal pixels ({classes})",
			fix: look,
			severity: "info"
		},
		"images-renamed": {
			text: "{images} renamed in {split} ({classes})",
			fix: look,
			severity: "info"
		},
		"annotations-removed": {
			text: "{annotations} removed in {split}, {alone} of them with their image ({classes})",
			fix: look,
			severity: "info"
		},
		"annotations-added": {
			text: "{annotations} added in {split}, {alone} of them on added images ({classes})",
			fix: look,
			severity: "info"
		},
		"annotations-relabelled": {
			text: "{annotations} relabelled in {split} ({classes})",
			fix: look,
			severity: "info"
		},
		"annotations-moved": {
			text: "{annotations} moved or resized in {split}, least IoU {iou} ({classes})",
			fix: look,
			severity: "info"
		},
		"annotations-reshaped": {
			text: "{annotations} with another outline, mask, joints or crowd mark in the same box in {split} ({classes})",
			fix: look,
			severity: "info"
		}
	},
	references: [],
	run(given, { target }) {
		const groups = findChanges(given);
		const classes = classChanges(given);
		const boxes = boxGroups(given);
		const { metrics, exhibits } = composition(given, boxes);
		return {
			status: "measured",
			metrics,
			claims: [],
			findings: [
				...classes ? [classes.finding] : [],
				...groups.map((group) => imageFinding(group, given)),
				...boxFindings$1(boxes, given)
			],
			exhibits: [
				versionTable(given),
				...exhibits,
				...target.task === "semantic-segmentation" ? maskTable(given) : [],
				...metadataTables(given),
				...classes ? [classes.exhibit] : [],
				...exampleTables(groups, given),
				...boxTables(boxes, given)
			]
		};
	}
});

// src/stats/cluster.ts
/** Fewer groups than this cannot give a one-sided p of .05 even by sign flips (2⁻⁴ = .0625): nothing is decided. */
const LEAST_GROUPS = 5;
/**
* Paired difference with groups (patient, video, scene) as sampling units. `sums`: gains − regressions of each group,
* `sizes`: its images. Δ = Σs/Σn, SE² = G/(G−1)·Σ(s − nΔ)²/n², referred to t with G − 1.
*/
function clusterDifference(sums, sizes) {
	let total = 0;
	let n = 0;
	for (let g = 0; g < sums.length; g++) {
		total += sums[g];
		n += sizes[g];
	}
	const delta = n > 0 ? total / n : 0;
	let squares = 0;
	for (let g = 0; g < sums.length; g++) squares += (sums[g] - sizes[g] * delta) ** 2;
	const groups = sums.length;
	return {
		delta,
		se: groups > 1 ? Math.sqrt(groups / (groups - 1) * squares) / n : Number.POSITIVE_INFINITY,
		df: groups - 1,
		groups
	};
}
/** p of H0: Δ ≤ −margin. */
function clusterNotInferior(difference, margin) {
	return upper(difference, difference.delta + margin);
}
/** p of H0: Δ ≥ −margin. */
function clusterBeyondMargin(difference, margin) {
	return upper(difference, -(difference.delta + margin));
}
/** p of H0: Δ ≥ 0. */
function clusterWorse(difference) {
	return upper(difference, -difference.delta);
}
function clusterInterval({ delta, se, df, groups }, level) {
	if (groups < LEAST_GROUPS) return {
		lo: -1,
		hi: 1
	};
	const half = se === 0 ? 0 : tQuantile(.5 + level / 2, df) * se;
	return {
		lo: delta - half,
		hi: delta + half
	};
}
function upper({ se, df, groups }, distance) {
	if (groups < LEAST_GROUPS) return 1;
	if (se === 0) return distance > 0 ? 0 : distance < 0 ? 1 : .5;
	return tSf(distance / se, df);
}

// src/stats/binomial.ts
/** P(X = k) for X ~ Bin(n, p), through logarithms. */
function binomialPmf(k, n, p) {
	if (k < 0 || k > n) return 0;
	if (p === 0 || p === 1) return k === n * p ? 1 : 0;
	const logChoose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
	return Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
}
/** P(X ≤ k), summed term by term from the larger ones. */
function binomialCdf(k, n, p) {
	if (k < 0) return 0;
	if (k >= n) return 1;
	if (p === 0 || p === 1) return p === 0 ? 1 : 0;
	const lower = k <= n * p;
	const odds = p / (1 - p);
	let term = binomialPmf(lower ? k : k + 1, n, p);
	let sum = term;
	if (lower) {
		for (let i = k; i > 0 && term > sum * 1e-18; i--) {
			term *= i / ((n - i + 1) * odds);
			sum += term;
		}
		return Math.min(1, sum);
	}
	for (let i = k + 1; i < n && term > sum * 1e-18; i++) {
		term *= (n - i) * odds / (i + 1);
		sum += term;
	}
	return Math.max(0, 1 - sum);
}

// src/stats/mcnemar.ts
/** One-sided mid-p under "no change": the probability of at most this few gains among all flips. Small = head is worse. */
function mcnemarMidPWorse(gains, regressions) {
	const n = gains + regressions;
	if (n === 0) return 1;
	return binomialCdf(gains, n, .5) - .5 * binomialPmf(gains, n, .5);
}

// src/stats/tango.ts
/**
* Tango's score statistic for H0: Δ = delta0, with Δ = (gains − regressions)/n (T. Tango, Stat. Med. 1998). Signed: large
* = Δ is above delta0. Where the variance vanishes the sign decides (±Infinity, or 0).
*/
function tangoZ({ gains, regressions, n }, delta0) {
	const a = 2 * n;
	const b = -regressions - gains + (2 * n - gains + regressions) * delta0;
	const c = -regressions * delta0 * (1 - delta0);
	const variance = n * (2 * ((Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)) + delta0 * (1 - delta0));
	const excess = gains - regressions - n * delta0;
	if (excess === 0) return 0;
	return variance <= 0 ? Math.sign(excess) * 1e400 : excess / Math.sqrt(variance);
}
/** p of H0: Δ ≤ −margin. Small = shown not to be worse than the margin. */
function tangoNotInferior(counts, margin) {
	return counts.n === 0 ? 1 : normalSf(tangoZ(counts, -margin));
}
/** p of H0: Δ ≥ −margin. Small = shown to be worse than the margin. */
function tangoBeyondMargin(counts, margin) {
	return counts.n === 0 ? 1 : normalCdf(tangoZ(counts, -margin));
}
/** Two-sided score interval of Δ at `level` (.95), by bisection of z(Δ0) = ±z. n = 0 → [−1, 1]. */
function tangoInterval(counts, level) {
	if (counts.n === 0) return {
		lo: -1,
		hi: 1
	};
	const z = normalQuantile(.5 + level / 2);
	const estimate = (counts.gains - counts.regressions) / counts.n;
	return {
		lo: bound(counts, z, -1, estimate),
		hi: bound(counts, -z, estimate, 1)
	};
}
/** z falls as Δ0 grows: where it crosses `wanted` between lo and hi. */
function bound(counts, wanted, lo, hi) {
	let [from, to] = [lo, hi];
	for (let step = 0; step < 200 && to - from > 1e-15; step++) {
		const middle = (from + to) / 2;
		if (tangoZ(counts, middle) > wanted) from = middle;
		else to = middle;
	}
	return (from + to) / 2;
}

// src/stats/paired.ts
/** Paired right/wrong answers against a margin: Tango and McNemar mid-p over images, or t over groups. */
function comparePaired(counts, groups, margin, level = .95) {
	const gain = counts.n === 0 ? 0 : (counts.gains - counts.regressions) / counts.n;
	if (groups) return {
		gain: groups.delta,
		interval: clusterInterval(groups, level),
		method: "cluster-t",
		p: {
			beyondMargin: clusterBeyondMargin(groups, margin),
			worse: clusterWorse(groups),
			notInferior: clusterNotInferior(groups, margin)
		}
	};
	return {
		gain,
		interval: tangoInterval(counts, level),
		method: "tango",
		p: {
			beyondMargin: tangoBeyondMargin(counts, margin),
			worse: mcnemarMidPWorse(counts.gains, counts.regressions),
			notInferior: tangoNotInferior(counts, margin)
		}
	};
}
/**
* Scores of images that are averages over several runs: t over the images, and never surer than Tango's test of the sums of
* their positive and negative differences. t alone knows nothing of flips that are rare: one image that is right in half of
* the runs would pass where n right and wrong answers are too few. Σd² ≤ Σ|d|, so the second errs towards deciding nothing.
*/
function compareAverages(images, sums, margin, level = .95) {
	const [t, score] = [comparePaired(sums, images, margin, level), tangoInterval(sums, level)];
	return {
		...t,
		interval: {
			lo: Math.min(t.interval.lo, score.lo),
			hi: Math.max(t.interval.hi, score.hi)
		},
		p: {
			beyondMargin: Math.max(t.p.beyondMargin, tangoBeyondMargin(sums, margin)),
			worse: Math.max(t.p.worse, tangoBeyondMargin(sums, 0)),
			notInferior: Math.max(t.p.notInferior, tangoNotInferior(sums, margin))
		}
	};
}
/** The n test images are the whole population: no sampling error, the mean difference itself against −margin. */
function compareCounted(gain, n, margin) {
	const beyond = gain < -margin;
	return {
		gain,
		interval: {
			lo: gain,
			hi: gain
		},
		method: "counted",
		p: {
			beyondMargin: beyond ? 0 : 1,
			worse: gain < 0 ? 0 : 1,
			notInferior: beyond || n === 0 ? 1 : 0
		}
	};
}
/** Equivalence (two one-sided tests): not worse and not better than the margin; its p is the larger one. */
function equivalence(comparison, mirrored) {
	const notInferior = Math.max(comparison.p.notInferior, mirrored.p.notInferior);
	const beyondMargin = Math.min(comparison.p.beyondMargin, mirrored.p.beyondMargin);
	return {
		...comparison,
		p: {
			...comparison.p,
			notInferior,
			beyondMargin
		}
	};
}
function mirror({ gains, regressions, n }) {
	return {
		gains: regressions,
		regressions: gains,
		n
	};
}

// src/stats/power.ts
/** Smallest true loss that a paired comparison of n units with discordance psi shows with power .80 at one-sided .05. */
function mde80(psi, n, delta = 0) {
	return 2.4864748605243863 * Math.sqrt(Math.max(0, psi - delta * delta)) / Math.sqrt(n);
}
/** Units needed to show "not worse than margin" with power .80 when nothing changed. */
function n80(psi, margin) {
	return 2.4864748605243863 ** 2 * psi / (margin * margin);
}

// src/stats/wilson.ts
/** Wilson's score interval of a proportion (E. B. Wilson, JASA 1927). n = 0 → [0, 1]. */
function wilsonInterval(successes, n, level) {
	if (n === 0) return {
		lo: 0,
		hi: 1
	};
	const z = normalQuantile(.5 + level / 2);
	const p = successes / n;
	const centre = p + z * z / (2 * n);
	const half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	const scale = 1 + z * z / n;
	return {
		lo: successes === 0 ? 0 : (centre - half) / scale,
		hi: successes === n ? 1 : (centre + half) / scale
	};
}

// src/checks/paired-scores.ts
/** Share of the runs in which `after` is right less that of `before`: −1…1, whole when the runs agree. */
function difference({ before, after, runs, known }, one) {
	const of = known ? known[one] : runs;
	return (after[one] * of - before[one] * runs) / (of * runs);
}
/** Whether some image is right in one run and wrong in another: right and wrong are then no longer all that there is. */
function varies({ before, after, runs, known }, at) {
	const mixed = (right, of) => right > 0 && right < of;
	return at.some((one) => mixed(after[one], runs) || mixed(before[one], known ? known[one] : runs));
}
/** Images that are right more often, or less often. */
function flips(pair, at) {
	let [gains, regressions] = [0, 0];
	for (const one of at) {
		const change = difference(pair, one);
		if (change > 0) gains++;
		else if (change < 0) regressions++;
	}
	return {
		gains,
		regressions,
		n: at.length
	};
}
/** Sums of the positive and the negative differences of averages. */
function differenceSums(pair, at) {
	let [gains, regressions] = [0, 0];
	for (const one of at) {
		const change = difference(pair, one);
		if (change > 0) gains += change;
		else regressions -= change;
	}
	return {
		gains,
		regressions,
		n: at.length
	};
}
/** Mean difference over the images; numerators of one denominator are added as whole numbers: no order of them rounds it otherwise. */
function meanDifference({ before, after, runs, known }, at) {
	const sums = new Float64Array(runs + 1);
	for (const one of at) {
		const of = known ? known[one] : runs;
		sums[of] += after[one] * of - before[one] * runs;
	}
	return sums.reduce((mean, sum, of) => sum === 0 ? mean : mean + sum / (of * runs * at.length), 0);
}
/** Groups as the units; images without one, or all where there are none, are groups of their own. */
function clustersOf$1(pair, at, units) {
	const alone = [];
	const sums = /* @__PURE__ */ new Map();
	for (const one of at) {
		const group = units && codeAt(units.groups, units.rows[one]);
		const known = group === null ? void 0 : sums.get(group);
		const entry = known ?? [0, 0];
		entry[0] += difference(pair, one);
		entry[1]++;
		if (group === null) alone.push(entry);
		else if (!known) sums.set(group, entry);
	}
	const entries = [...sums.values(), ...alone];
	return {
		...clusterDifference(Float64Array.from(entries, ([difference]) => difference), Float64Array.from(entries, ([, size]) => size)),
		delta: meanDifference(pair, at)
	};
}

// src/checks/paired-accuracy.ts
/** Discordance assumed while neither history nor this pull request tells it. */
const PSI = .05;
const LEAST_FLIPS = 10;
const LEVEL$1 = .95;
/** What pull requests may lose together since the last release, in tolerances of one. */
const ANCHOR_MARGINS = 2;
const COUNTED = {
	code: "deterministic",
	args: {}
};
/** Base's groups: what decides is not the pull request's. Head's where base has none, for they can only widen. */
function unitsOf({ baseRow, headRow }, base, head) {
	if (base.group) return {
		groups: base.group,
		rows: baseRow
	};
	return head.group ? {
		groups: head.group,
		rows: headRow
	} : null;
}
/**
* Accuracy of base and head on some of the judged images, and the claim that head is not worse than the tolerance. Runs that
* agree on every image are one run; where they do not, an image scores its average over them and t over images (or groups)
* takes the place of the tests for right and wrong.
*/
function pairedAccuracy(judgement, { at, slice, role, tolerance, code, past }, primary, units) {
	const { baseRight, headRight, pooled } = judgement;
	const n = at.length;
	const pair = {
		before: baseRight,
		after: headRight,
		runs: pooled,
		known: null
	};
	const [base, head] = [sum(at, baseRight) / pooled, sum(at, headRight) / pooled];
	const counts = flips(pair, at);
	const counted = primary.population === "fixed";
	const clusters = clustersWhere(pair, at, units, counted);
	const margin = typeof tolerance === "number" ? tolerance : Math.max(Number.EPSILON, tolerance.relative * base / n);
	const { gain, interval: bounds, method, p } = compare$3(pair, at, clusters, margin, primary, units);
	const interval = counted ? COUNTED : {
		...bounds,
		level: LEVEL$1,
		method: clusters ? methodOver(units) : method
	};
	const [deltaN, of] = clusters && units ? [clusters.groups, "group"] : [n, "image"];
	const delta = {
		value: gain,
		n: deltaN,
		of,
		interval
	};
	const { args, ...power } = powerOf(counts, clusters, margin, counted, past?.entries ?? []);
	const anchorMargin = ANCHOR_MARGINS * margin;
	const anchor = role === "primary" ? againstAnchor(judgement, at, anchorMargin, counted, units) : null;
	return {
		metric: {
			id: "accuracy",
			slice,
			unit: "ratio",
			better: "higher",
			base: clusters ? clusteredShare(at, baseRight, pooled, units) : share$1(base, n, counted),
			head: clusters ? clusteredShare(at, headRight, pooled, units) : share$1(head, n, counted),
			delta
		},
		claim: {
			metric: "accuracy",
			slice,
			role,
			code: counted ? code.counted : code.sampled,
			unit: "ratio",
			n,
			gain,
			margin,
			interval,
			anchor: anchor && {
				gain: anchor.gain,
				margin: anchorMargin
			},
			p: {
				...p,
				notInferiorToAnchor: anchor?.p.notInferior ?? null
			},
			...power,
			args: {
				...slice === null ? {} : { slice },
				n,
				baseRatio: base / n,
				headRatio: head / n,
				deltaPp: gain,
				...counted ? {} : {
					loPp: bounds.lo,
					hiPp: bounds.hi
				},
				limitPp: -margin,
				gains: counts.gains,
				regressions: counts.regressions,
				...past ? { testSet: past.testSet } : {},
				...anchor ? {
					anchorDeltaPp: anchor.gain,
					anchorLimitPp: -anchorMargin
				} : {},
				...pooled > 1 ? { pooled } : {},
				...args
			}
		}
	};
}
/** A share with Wilson's interval; none where it is counted, not sampled. */
function share$1(right, n, counted) {
	if (n === 0) return {
		value: null,
		reason: {
			code: "undefined",
			args: {}
		}
	};
	const wilson = {
		...wilsonInterval(right, n, LEVEL$1),
		level: LEVEL$1,
		method: "wilson"
	};
	return {
		value: right / n,
		n,
		of: "image",
		interval: counted ? COUNTED : wilson
	};
}
/** As `share`, with t over groups, or over images that several runs score. */
function clusteredShare(at, right, runs, units) {
	const none = {
		before: new Uint8Array(right.length),
		after: right,
		runs,
		known: null
	};
	const { delta, ...spread } = clustersOf$1(none, at, units);
	const { lo, hi } = clusterInterval({
		delta,
		...spread
	}, LEVEL$1);
	const interval = {
		lo: Math.max(0, lo),
		hi: Math.min(1, hi),
		level: LEVEL$1,
		method: methodOver(units)
	};
	return {
		value: delta,
		n: spread.groups,
		of: units ? "group" : "image",
		interval
	};
}
function methodOver(units) {
	return units ? "cluster-t" : "image-t";
}
/** null: right and wrong of single images decide, or nothing is sampled. */
function clustersWhere(pair, at, units, counted) {
	return !counted && (units || varies(pair, at)) ? clustersOf$1(pair, at, units) : null;
}
function compare$3(pair, at, clusters, margin, { population, test }, units) {
	const counts = flips(pair, at);
	const gain = meanDifference(pair, at);
	const sums = clusters && !units ? differenceSums(pair, at) : null;
	const compared = one(counts, gain, clusters, sums);
	if (test === "non-inferiority") return compared;
	const mirrored = clusters && {
		...clusters,
		delta: -clusters.delta
	};
	return equivalence(compared, one(mirror(counts), -gain, mirrored, sums && mirror(sums)));
	function one(of, by, groups, averages) {
		if (population === "fixed") return compareCounted(by, of.n, margin);
		if (groups && averages) return compareAverages(groups, averages, margin, LEVEL$1);
		return comparePaired(of, groups, margin, LEVEL$1);
	}
}
/** Head against the last release; null without one. What it cannot answer in any run is left out. */
function againstAnchor({ anchorRight, anchorKnown, headRight, pooled }, at, margin, counted, units) {
	if (anchorRight === null || anchorKnown === null) return null;
	const known = at.filter((one) => anchorKnown[one] > 0);
	const pair = {
		before: anchorRight,
		after: headRight,
		runs: pooled,
		known: anchorKnown
	};
	if (counted) return compareCounted(meanDifference(pair, known), known.length, margin);
	const clusters = clustersWhere(pair, known, units, counted);
	if (clusters && !units) return compareAverages(clusters, differenceSums(pair, known), margin, LEVEL$1);
	return comparePaired(flips(pair, known), clusters, margin, LEVEL$1);
}
/**
* What so many images can show. ψ, the share of answers that flip, is that of all earlier comparisons on this test set
* where there are any that flipped something; else this pull request's own where enough answers flip; else assumed. With
* groups the own standard error tells how much less n images are worth, with averages over runs how much more: ψ changes by as
* much. Where nothing is sampled there is nothing to show.
*/
function powerOf({ gains, regressions, n }, clusters, margin, counted, past) {
	if (counted) return {
		mde80: null,
		n80: null,
		args: {}
	};
	const own = gains + regressions >= LEAST_FLIPS ? (gains + regressions) / n : null;
	const earlier = flippedIn(past);
	const flipped = earlier ?? own ?? PSI;
	const psi = own !== null && clusters && clusters.se > 0 && Number.isFinite(clusters.se) ? n * clusters.se ** 2 * (flipped / own) : flipped;
	const args = {
		psi: flipped,
		psiSource: earlier !== null ? "history" : own !== null ? "this pull request" : "assumed",
		...earlier === null ? {} : { psiRuns: past.length }
	};
	return {
		mde80: mde80(psi, n),
		n80: n80(psi, margin),
		args
	};
}
/** Share of answers that flipped; null where none did, which tells of no share. */
function flippedIn(past) {
	let [flipped, judged] = [0, 0];
	for (const { n, gains, regressions } of past) {
		flipped += gains + regressions;
		judged += n;
	}
	return flipped === 0 ? null : flipped / judged;
}
function sum(at, column) {
	let total = 0;
	for (const one of at) total += column[one];
	return total;
}

// src/checks/test-set.ts
/**
* Names the images that both models are judged on, by content and label, whatever their order and paths: 16 hex digits,
* a multiset hash of 64 bits as `splitVersions` makes it. For finding comparisons on the same images, not for proving it.
*/
function testSetOf({ headRow, truth }, { content: { hashes } }) {
	const sums = /* @__PURE__ */ new Int32Array(2);
	const labels = new Map([...new Set(truth)].map((label) => [label, hashText(label)]));
	for (const [at, row] of headRow.entries()) {
		const [start, end] = [row * 32, row * 32 + 32];
		const hash = mix(hashBytes(hashes, start, end, BEGIN) ^ labels.get(truth[at]));
		addImage(sums, hash, hashBytes(hashes, start, end, hash));
	}
	return hex$1(sums);
}

// src/checks/evaluation/metric-regression/exhibits.ts
const SHOWN$4 = 100;
const BARS = 20;
/** Right answers, averages over the pooled runs; largest loss of accuracy first. */
function classes({ truth, baseRight, headRight, pooled }) {
	const counts = /* @__PURE__ */ new Map();
	for (const [at, name] of truth.entries()) {
		const count = counts.get(name) ?? {
			name,
			n: 0,
			base: 0,
			head: 0
		};
		counts.set(name, count);
		count.n++;
		count.base += baseRight[at] / pooled;
		count.head += headRight[at] / pooled;
	}
	const change = ({ n, base, head }) => (head - base) / n;
	return [...counts.values()].sort((a, b) => change(a) - change(b) || compare$2(a.name, b.name));
}
function classTable(judgement) {
	const all = classes(judgement);
	return {
		kind: "table",
		title: "Accuracy per class, largest loss first",
		columns: [
			{
				name: "class",
				unit: "text"
			},
			{
				name: "images",
				unit: "count"
			},
			{
				name: "base",
				unit: "ratio"
			},
			{
				name: "head",
				unit: "ratio"
			},
			{
				name: "change",
				unit: "ratio",
				change: true
			}
		],
		rows: all.slice(0, SHOWN$4).map(({ name, n, base, head }) => [
			name,
			n,
			base / n,
			head / n,
			(head - base) / n
		]),
		total: all.length
	};
}
function classBars(judgement) {
	return {
		kind: "bars",
		title: "Accuracy per class",
		unit: "ratio",
		bars: classes(judgement).slice(0, BARS).map(({ name, n, base, head }) => ({
			name,
			base: base / n,
			head: head / n
		}))
	};
}
/** Base's answer is the class itself: it had these right. Of several runs, the answer is the newest one's. */
function answersLost(judgement, data) {
	const { headRow, truth, baseRight, headRight, headAnswer, pooled } = judgement;
	const lost = [...headRow.keys()].filter((at) => headRight[at] < baseRight[at]);
	const always = lost.every((at) => baseRight[at] === pooled && headRight[at] === 0);
	const rows = lost.map((at) => [
		data.path.get(headRow[at]),
		truth[at],
		headAnswer[at]
	]).sort(([a], [b]) => compare$2(a, b));
	return {
		kind: "table",
		title: always ? "Images that base has right and head has wrong" : "Images that head has right less often",
		columns: [
			{
				name: "image",
				unit: "text"
			},
			{
				name: "class",
				unit: "text"
			},
			{
				name: "answer of head",
				unit: "text"
			}
		],
		rows: rows.slice(0, SHOWN$4),
		total: rows.length
	};
}
function compare$2(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/checks/evaluation/metric-regression/check.ts
/** Images named in a finding. */
const SHOWN$3 = 5;
/** Accuracy of head against base on the images that are the same on both sides. */
const check$14 = defineCheck({
	id: "evaluation/metric-regression",
	title: "Primary metric",
	failureTitle: "Primary metric regressed",
	why: "A drop is a regression only when it is larger than chance and larger than what was agreed to tolerate.",
	pitfalls: [5],
	cost: "cpu",
	needs: {
		judgement: {
			evidence: "judgement",
			at: "pair"
		},
		baseData: {
			evidence: "dataset",
			at: "base"
		},
		headData: {
			evidence: "dataset",
			at: "head"
		},
		history: {
			evidence: "history",
			at: "pair",
			optional: true
		}
	},
	options: strictObject({}),
	messages: {
		regression: {
			text: "accuracy {baseRatio} → {headRatio} ({deltaPp}, 95 % CI {loPp} … {hiPp}; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Look at the images that head loses (report.html), and train or label for them.",
			severity: "block"
		},
		"regression-counted": {
			text: "accuracy {baseRatio} → {headRatio} ({deltaPp}, counted; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Look at the images that head loses (report.html): they are all listed or counted there.",
			severity: "block"
		},
		"missing-prediction": {
			text: "head gives no usable answer ({why}) for {count} images that base answers, for example {example}",
			fix: "A model must answer every image that base answers; NaN usually comes from the export or the preprocessing.",
			severity: "block"
		},
		"nothing-to-judge": {
			text: "no image of the judged split {split} is the same on base and head ({baseCount} answered on base, {headCount} on head)",
			fix: "Change the test set in a pull request of its own, without changing the model.",
			severity: "block"
		}
	},
	references: ["Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Stat. Med. 1998", "Fagerland, Lydersen & Laake, The McNemar test for binary matched-pairs data, BMC Med. Res. Methodol. 2013"],
	run({ judgement, baseData, headData, history }, { target }) {
		const { primary } = target;
		if (primary === null) return {
			status: "not-applicable",
			reason: {
				code: "no-primary",
				args: {}
			}
		};
		const whole = wholeSplit(judgement, primary.population === "fixed");
		const findings = missing(judgement, headData);
		if (judgement.headRow.length === 0) {
			if (judgement.answered.base.length === 0 && findings.length === 0) return {
				status: "not-applicable",
				reason: {
					code: "first-test-set",
					args: { split: target.gateSplit }
				}
			};
			if (findings.length === 0) findings.push(nothingToJudge(judgement, target.gateSplit));
			return {
				status: "measured",
				metrics: whole,
				claims: [],
				findings,
				exhibits: []
			};
		}
		const testSet = testSetOf(judgement, headData);
		const subset = {
			at: [...judgement.headRow.keys()],
			slice: null,
			role: "primary",
			tolerance: primary.tolerance,
			code: {
				sampled: "regression",
				counted: "regression-counted"
			},
			past: history?.accuracy.find((one) => one.testSet === testSet) ?? {
				testSet,
				entries: []
			}
		};
		const { metric, claim } = pairedAccuracy(judgement, subset, primary, unitsOf(judgement, baseData, headData));
		return {
			status: "measured",
			metrics: [metric, ...whole],
			claims: [claim],
			findings,
			exhibits: [
				classTable(judgement),
				classBars(judgement),
				answersLost(judgement, headData)
			]
		};
	}
});
/** One finding for each reason: a broken export fails on every image. */
function missing({ headMissing }, data) {
	const byReason = /* @__PURE__ */ new Map();
	for (const [row, why] of headMissing) {
		const rows = byReason.get(why);
		if (rows) rows.push(row);
		else byReason.set(why, [row]);
	}
	return [...byReason].map(([why, rows]) => {
		const images = rows.map((row) => ({
			path: data.path.get(row),
			content: data.content.text(row)
		}));
		images.sort((a, b) => a.path < b.path ? -1 : 1);
		return {
			code: "missing-prediction",
			args: {
				why,
				count: rows.length,
				example: images[0].path
			},
			about: images.slice(0, SHOWN$3).map(({ path }) => ({
				kind: "image",
				side: "head",
				id: path
			})),
			age: "new",
			count: rows.length,
			subject: why,
			basis: images.map(({ content }) => content).join(" ")
		};
	});
}
function nothingToJudge({ answered }, split) {
	const args = {
		split,
		baseCount: answered.base.length,
		headCount: answered.head.length
	};
	return {
		code: "nothing-to-judge",
		args,
		about: [],
		age: "new",
		count: 1,
		subject: split,
		basis: JSON.stringify(args)
	};
}
/** What each side scores on its own judged split, when that is not the same set of images. */
function wholeSplit({ whole, headRow }, counted) {
	if (whole.base.n === headRow.length && whole.head.n === headRow.length) return [];
	return [{
		id: "accuracy-whole-split",
		slice: null,
		unit: "ratio",
		better: "higher",
		base: share$1(whole.base.right, whole.base.n, counted),
		head: share$1(whole.head.right, whole.head.n, counted),
		delta: {
			value: null,
			reason: {
				code: "different-images",
				args: {}
			}
		}
	}];
}

// src/checks/record-places.ts
/** A place of head; 0 = no line, no column. */
function place(path, line, column = 0) {
	const there = {
		kind: "file",
		side: "head",
		path
	};
	if (line > 0) there.line = line;
	if (line > 0 && column > 0) there.column = column;
	return there;
}
/** The line that names an image of head, or null where no line does (folders). */
function recordRef({ line, source }, row) {
	const file = source.values[source.codes[row]];
	return line[row] > 0 && file !== void 0 ? place(file, line[row]) : null;
}
/** The file that holds the annotations of an image of head. */
function annotationFile({ annotations, source }, row) {
	return annotations?.get(row) || (source.values[source.codes[row]] ?? "");
}
function imageRef({ path }, row) {
	return {
		kind: "image",
		side: "head",
		id: path.get(row)
	};
}

// src/checks/evaluation/test-set-change/basis.ts
/**
* Every image that changed, with what is said of it, on both sides and whatever the order. Its digest is what a waiver
* rests on: unlike the versions that are shown, which are sums of 64 bits, it cannot be met by another change.
*/
function basisOfChange({ added, edited, relabelled, removed }, { match, base, head }) {
	const stayed = [.../* @__PURE__ */ new Set([...edited, ...relabelled])];
	const formerly = [...removed, ...stayed.map((row) => match.headToBase[row])];
	return `${basisOf(base, formerly, answersOf(base))}\n${basisOf(head, [...added, ...stayed], answersOf(head))}`;
}
/** What is said of an image: its label, its mask, its boxes and what they are beyond that. */
function answersOf(dataset) {
	const { label, boxes, classes, rows } = dataset;
	const masks = masksOf(dataset);
	const { starts, order } = boxesByImage(boxes, rows);
	return (row) => {
		const all = Array.from(order.subarray(starts[row], starts[row + 1]), (box) => {
			const { xywh, crowd, shape } = boxes;
			const numbers = xywh.subarray(box * 4, box * 4 + 4);
			return JSON.stringify([
				classes[boxes.label[box]],
				...numbers,
				crowd[box],
				shape[box]
			]);
		});
		const mask = masks ? `${masks.text(row)} ` : "";
		return `${JSON.stringify(label.values[label.codes[row]])} ${mask}${all.sort().join(" ")}`;
	};
}

// src/checks/box-join.ts
/** Number of each class of one dataset in another, −2 where the other has no class of this name. */
function labelsIn(from, other) {
	const codes = new Map(other.classes.map((name, code) => [name, code]));
	return Int32Array.from(from.classes, (name) => codes.get(name) ?? -2);
}
/**
* Those of `boxes` that `others` of the other side do not have as often, of the same class on the same image. `imageOf` and
* `labelOf` give image and class as the other side numbers them, −1 = it has none.
*/
function without({ of, boxes }, others, imageOf, labelOf) {
	const mask = slotsFor(others.boxes.length) - 1;
	const first = new Int32Array(mask + 1).fill(-1);
	const next = new Int32Array(others.boxes.length);
	const theirs = wordsOf(others.of);
	for (const [at, box] of others.boxes.entries()) {
		const slot = hashOf(theirs, box, others.of.image[box], others.of.label[box]) & mask;
		next[at] = first[slot];
		first[slot] = at;
	}
	const ours = wordsOf(of);
	return boxes.filter((box) => {
		const image = imageOf(of.image[box]);
		const label = of.label[box] < 0 ? -1 : labelOf[of.label[box]];
		const slot = hashOf(ours, box, image, label) & mask;
		let before = -1;
		for (let at = first[slot]; at >= 0; before = at, at = next[at]) {
			const other = others.boxes[at];
			if (others.of.image[other] !== image || others.of.label[other] !== label) continue;
			if (!sameShape$1(others.of, other, of, box)) continue;
			if (before < 0) first[slot] = next[at];
			else next[before] = next[at];
			return false;
		}
		return true;
	});
}
function wordsOf({ xywh }) {
	return new Int32Array(xywh.buffer, xywh.byteOffset, xywh.length * 2);
}
function hashOf(words, box, image, label) {
	let hash = mix(image ^ mix(label));
	for (let word = box * 8; word < box * 8 + 8; word++) hash = mix(hash ^ words[word]);
	return hash;
}
/** NaN is NaN: what is no number on both sides is the same fault. */
function sameShape$1(a, i, b, j) {
	if (a.shape[i] !== b.shape[j] || a.crowd[i] !== b.crowd[j]) return false;
	for (let at = 0; at < 4; at++) if (!Object.is(a.xywh[i * 4 + at], b.xywh[j * 4 + at])) return false;
	return true;
}

// src/checks/evaluation/test-set-change/comparable.ts
function changesOf({ match, base, head, gateSplit }) {
	const [was, is] = [base.split.values.indexOf(gateSplit), head.split.values.indexOf(gateSplit)];
	const label = shareValues(base.label, head.label);
	const annotated = otherAnnotations({
		match,
		base,
		head,
		gateSplit
	});
	const changes = {
		removed: [],
		added: [],
		edited: [],
		relabelled: []
	};
	let [before, after, comparable] = [
		0,
		0,
		0
	];
	for (let row = 0; row < base.rows; row++) {
		if (base.split.codes[row] !== was) continue;
		before++;
		const partner = match.baseToHead[row];
		if (partner < 0 || head.split.codes[partner] !== is) changes.removed.push(row);
	}
	for (let row = 0; row < head.rows; row++) {
		if (head.split.codes[row] !== is) continue;
		after++;
		const partner = match.headToBase[row];
		if (partner < 0 || base.split.codes[partner] !== was) {
			changes.added.push(row);
			continue;
		}
		const [known, knows] = [base.content.kinds[partner] !== 0, head.content.kinds[row] !== 0];
		if (known !== knows) {
			if (known) changes.removed.push(partner);
			else changes.added.push(row);
			continue;
		}
		const same = match.sameContent[row] === 1 || !known;
		const said = label.base[partner] === label.head[row] && annotated[row] === 0 && isSameMask(base, partner, head, row);
		if (!same) changes.edited.push(row);
		if (!said) changes.relabelled.push(row);
		if (same && said) comparable++;
	}
	return {
		...changes,
		before,
		after,
		comparable
	};
}
/** 1 for rows of head that have an annotation which their partner lacks, or the other way round. */
function otherAnnotations({ match, base, head, gateSplit }) {
	const marks = new Uint8Array(head.rows);
	const [ours, theirs] = [head.boxes, base.boxes];
	if (!ours && !theirs) return marks;
	const here = judgedBoxes(head, gateSplit);
	const there = judgedBoxes(base, gateSplit);
	const fresh = here && there ? without(here, there, (image) => match.headToBase[image], labelsIn(head, base)) : here?.boxes;
	const gone = here && there ? without(there, here, (image) => match.baseToHead[image], labelsIn(base, head)) : there?.boxes;
	for (const box of fresh ?? []) marks[ours.image[box]] = 1;
	for (const box of gone ?? []) {
		const row = match.baseToHead[theirs.image[box]];
		if (row >= 0) marks[row] = 1;
	}
	return marks;
}
function judgedBoxes({ boxes, split }, gateSplit) {
	if (!boxes) return null;
	const gate = split.values.indexOf(gateSplit);
	const chosen = [];
	for (let box = 0; box < boxes.rows; box++) if (split.codes[boxes.image[box]] === gate) chosen.push(box);
	return {
		of: boxes,
		boxes: chosen
	};
}

// src/checks/evaluation/test-set-change/check.ts
const REFS$2 = 5;
/** Below this share of base's judged images a comparison is one of what happens to be left. */
const ENOUGH = .5;
const counts$1 = "{added} added, {removed} removed, {edited} edited, {relabelled} relabelled";
/** Whether base and head are asked the same questions. */
const check$13 = defineCheck({
	id: "evaluation/test-set-change",
	title: "The judged split",
	failureTitle: "The judged split changed",
	why: "When model and test set change together nobody knows which of the two moved the number.",
	pitfalls: [5],
	cost: "static",
	needs: {
		match: {
			evidence: "match",
			at: "pair"
		},
		base: {
			evidence: "dataset",
			at: "base"
		},
		head: {
			evidence: "dataset",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		changed: {
			text: `the judged split {split} changed: ${counts$1}; {comparable} of the {before} images of base ({comparableRatio}) are the same on both sides (version {from} → {to})`,
			fix: "Models are compared on the images that are the same on both sides.",
			severity: "info"
		},
		"hardly-comparable": {
			text: `most of the judged split {split} changed: ${counts$1}; only {comparable} of the {before} images of base ({comparableRatio}) are the same on both sides (version {from} → {to})`,
			fix: "Change the test set in one pull request and the model in another: then each can be seen for itself.",
			severity: "warn"
		}
	},
	references: [],
	run({ match, base, head }, { target: { gateSplit } }) {
		const given = {
			match,
			base,
			head,
			gateSplit
		};
		const changes = changesOf(given);
		if (changes.before === 0 && changes.after === 0) throw nothingJudged(gateSplit);
		if (changes.before === 0) return {
			status: "not-applicable",
			reason: {
				code: "nothing-judged-on-base",
				args: {}
			}
		};
		return {
			status: "measured",
			metrics: [metric$2(changes)],
			claims: [],
			findings: findingOf(changes, given),
			exhibits: []
		};
	}
});
/** Nothing on either side: no pull request did this, and none can be shown to be good. */
function nothingJudged(split) {
	return new GateError("empty-split", "user", `neither base nor head has an image in the judged split \`${split}\``, { hint: "Correct `data.splits` or `gate-split` in the configuration, or add images to the judged split." });
}
function findingOf(changes, given) {
	const { base, head, gateSplit } = given;
	const { before, added, removed, edited, relabelled, comparable } = changes;
	const rows = [
		...edited,
		...relabelled,
		...added
	];
	if (rows.length + removed.length === 0) return [];
	const share = comparable / before;
	const shown = rows.slice(0, REFS$2);
	const [from, to] = [base, head].map((data) => splitVersions(data).get(gateSplit) ?? "");
	const args = {
		added: added.length,
		removed: removed.length,
		edited: edited.length,
		relabelled: relabelled.length
	};
	return [{
		code: share < ENOUGH ? "hardly-comparable" : "changed",
		args: {
			split: gateSplit,
			...args,
			comparable,
			before,
			comparableRatio: share,
			from,
			to
		},
		about: [...shown.flatMap((row) => recordRef(head, row) ?? []), ...shown.map((row) => imageRef(head, row))],
		age: "new",
		count: rows.length + removed.length,
		subject: gateSplit,
		basis: basisOfChange(changes, given)
	}];
}
/** Share of each side's judged images that are the same on both. */
function metric$2({ before, after, comparable }) {
	const interval = {
		code: "deterministic",
		args: {}
	};
	const estimate = (value, n) => n === 0 ? {
		value: null,
		reason: {
			code: "undefined",
			args: {}
		}
	} : {
		value,
		n,
		of: "image",
		interval
	};
	const [was, is] = [comparable / before, comparable / after];
	return {
		id: "comparable-share",
		slice: null,
		unit: "ratio",
		better: "neither",
		base: estimate(was, before),
		head: estimate(is, after),
		delta: estimate(is - was, after)
	};
}

// src/checks/integrity/class-map-change/maps.ts
/** What became of the number of every class. A class whose number has another name, and no other number, was renamed. */
function mapFindings({ of, base, head, sorted = false }) {
	const [before, after] = [numbers(base), numbers(head)];
	const renamed = base.flatMap((name, at) => {
		const now = head[at];
		return now !== void 0 && !after.has(name) && !before.has(now) ? [{
			name,
			now,
			at
		}] : [];
	});
	const places = new Set(renamed.map(({ at }) => at));
	const moved = head.filter((name) => before.has(name) && before.get(name) !== after.get(name));
	const removed = base.filter((name, at) => !after.has(name) && !places.has(at));
	const added = head.filter((name, at) => !before.has(name) && !places.has(at));
	return [
		[sorted ? "reordered" : "renumbered", moved.map((name) => `${clip$2(name)} ${before.get(name)}→${after.get(name)}`)],
		["removed", removed.map((name) => `${clip$2(name)} ${before.get(name)}`)],
		["renamed", renamed.map(({ name, now, at }) => `${at} ${clip$2(name)}→${clip$2(now)}`)],
		["added", moved.length > 0 ? [] : added.map((name) => `${clip$2(name)} ${after.get(name)}`)]
	].flatMap(([code, classes]) => {
		if (classes.length === 0) return [];
		return {
			code,
			args: {
				of,
				count: classes.length,
				classes: listed(classes)
			},
			about: [],
			age: "new",
			count: classes.length,
			subject: of,
			basis: JSON.stringify([base, head])
		};
	});
}
function numbers(names) {
	return new Map(names.map((name, at) => [name, at]));
}

// src/checks/integrity/class-map-change/outputs.ts
/** Null wherever it is not certain what the output's axes are. */
function roomOf({ inputs, outputs }, task) {
	const [output, other] = outputs;
	if (!output?.dims || other || !output.dtype.startsWith("float")) return null;
	if (task === "classification" || task === "multi-label") return classifier(output);
	return task === "detection" && inputs.length === 1 ? detector(inputs[0], output) : null;
}
/** `[batch, classes]`; a single score is one of two classes, and says nothing of their number. */
function classifier({ name, dims }) {
	const width = dims?.length === 2 ? dims[1] : null;
	return typeof width === "number" && width > 1 ? {
		output: name,
		width,
		classes: [width]
	} : null;
}
/** Strides of the grids of the YOLO family, and boxes a cell. */
const STRIDES = [
	[
		8,
		16,
		32
	],
	[
		8,
		16,
		32,
		64
	],
	[16, 32]
];
const ANCHORS = [1, 3];
/**
* `[1, 4 + classes, cells]` or `[1, cells, 5 + classes]`: certain where the number of cells is that of the family's grids
* for the size of the input. Exporters differ in whether a row has an objectness, so both are allowed.
*/
function detector(input, { name, dims }) {
	const size = sizeOf$2(input);
	if (!size || dims?.length !== 3) return null;
	const cells = STRIDES.flatMap((strides) => {
		const whole = strides.every((stride) => size.width % stride === 0 && size.height % stride === 0);
		const count = strides.reduce((sum, stride) => sum + size.width / stride * (size.height / stride), 0);
		return whole ? ANCHORS.map((anchors) => anchors * count) : [];
	});
	const [, a, b] = dims;
	if (typeof a !== "number" || typeof b !== "number") return null;
	const width = cells.includes(b) ? a : cells.includes(a) ? b : 0;
	return width > 5 ? {
		output: name,
		width,
		classes: [width - 4, width - 5]
	} : null;
}
function sizeOf$2({ dims }) {
	if (dims?.length !== 4) return null;
	const [, a, b, c] = dims;
	const [height, width] = a === 3 || a === 1 ? [b, c] : [a, b];
	return typeof width === "number" && typeof height === "number" ? {
		width,
		height
	} : null;
}

// src/checks/integrity/class-map-change/sources.ts
/** Names that say nothing: `class_0`, `1`. */
const PLACEHOLDER = /^(class|cls|label)?[ _-]?\d+$/i;
/** The model's names: the configuration's, else those of its metadata. */
function namesOf(model) {
	return model ? model.configured?.names ?? metadataOf(model) : null;
}
function metadataOf({ classes }) {
	return classes?.every((name) => PLACEHOLDER.test(name)) ? null : classes;
}
/** What does not agree on head; old is what disagrees in the same way on base. */
function sourceFindings(head, base, task) {
	const known = new Set(base ? disagreements(base, task).map(keyOf$4) : []);
	return disagreements(head, task).map((one) => ({
		...one,
		age: known.has(keyOf$4(one)) ? "pre-existing" : "new"
	}));
}
function keyOf$4({ code, subject, basis }) {
	return JSON.stringify([
		code,
		subject,
		basis
	]);
}
function disagreements({ data, model }, task) {
	if (!model) return [];
	const metadata = metadataOf(model);
	const names = namesOf(model);
	const { configured } = model;
	const found = [...widthMismatch({
		data,
		model
	}, names, task)];
	if (configured && metadata) {
		const length = Math.max(configured.names.length, metadata.length);
		const examples = Array.from({ length }, (_, at) => at).filter((at) => configured.names[at] !== metadata[at]).map((at) => `${at} ${quote(configured.names[at])} / ${quote(metadata[at])}`);
		found.push(...disagree(model, configured.source, "metadata", examples, [configured.names, metadata]));
	}
	if (names) {
		const source = configured?.source ?? "metadata";
		const outputs = new Map(names.map((name, at) => [name, at]));
		const examples = [...data.classes.filter((name) => !outputs.has(name)).map((name) => `${clip$2(name)} / none`), ...data.numbered ? outOfOrder(data.classes, outputs) : []];
		found.push(...disagree(model, "dataset", source, examples, [data.classes, names]));
	}
	return found;
}
/** Classes that follow in another order: each that stands behind the one before it in the data and not in the outputs. */
function outOfOrder(classes, outputs) {
	const common = classes.flatMap((name, number) => outputs.has(name) ? [{
		name,
		number
	}] : []);
	return common.flatMap(({ name, number }, at) => {
		const before = common[at - 1];
		if (!before || outputs.get(before.name) < outputs.get(name)) return [];
		return [`${clip$2(name)} ${number} / ${clip$2(name)} ${outputs.get(name)}`];
	});
}
function widthMismatch({ data, model }, names, task) {
	const room = roomOf(model, task);
	if (!room || !names && task === "multi-label" && !data.numbered) return [];
	const count = (names ?? data.classes).length;
	if (room.classes.includes(count)) return [];
	const source = !names ? "dataset" : model.configured?.source ?? "metadata";
	return [{
		code: "width-mismatch",
		args: {
			output: room.output,
			width: room.width,
			count,
			source
		},
		about: [place(model.path, 0)],
		age: "new",
		count: 1,
		subject: "width",
		basis: `${room.width} ${count} ${source}`
	}];
}
function disagree(model, one, other, examples, lists) {
	if (examples.length === 0) return [];
	return [{
		code: "names-disagree",
		args: {
			one,
			other,
			count: examples.length,
			examples: listed(examples)
		},
		about: [place(model.path, 0)],
		age: "new",
		count: examples.length,
		subject: `${one} and ${other}`,
		basis: JSON.stringify(lists)
	}];
}
function quote(name) {
	return name === void 0 ? "none" : clip$2(name);
}

// src/checks/integrity/class-map-change/check.ts
/** Which number means which class: on base and head, in the data, the configuration and the model. */
const check$12 = defineCheck({
	id: "integrity/class-map-change",
	title: "Numbers of the classes",
	failureTitle: "Classes and their numbers do not agree",
	why: "A model counts classes by number: when the third class becomes the fourth, every answer has the name of its neighbour, and no program fails.",
	pitfalls: [2],
	cost: "static",
	needs: {
		base: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		head: {
			evidence: "dataset",
			at: "head"
		},
		baseModel: {
			evidence: "model",
			at: "base",
			optional: true
		},
		headModel: {
			evidence: "model",
			at: "head",
			optional: true
		}
	},
	options: strictObject({}),
	messages: {
		renumbered: {
			text: "{count} classes of the {of} have another number: {classes}",
			fix: "Add new classes at the end, so that the others keep their numbers; or release data, model and callers together.",
			severity: "block"
		},
		reordered: {
			text: "{count} classes of the {of} stand elsewhere in the order of their names: {classes}",
			fix: "Who numbers classes in that order (image folders, sorted labels) has other numbers from now on: list them in `data.classes`, new ones at the end.",
			severity: "warn"
		},
		removed: {
			text: "{count} classes of the {of} are gone: {classes}",
			fix: "Keep the class, if only without images: what the model cannot answer any more is not measured any more.",
			severity: "block"
		},
		renamed: {
			text: "{count} classes of the {of} have another name at the same number: {classes}",
			fix: "Make sure that it is the same thing under another name, and that callers know it.",
			severity: "warn"
		},
		added: {
			text: "{count} classes were added at the end of the {of}: {classes}",
			fix: "Nothing breaks by number; the model has to be trained for them.",
			severity: "info"
		},
		"width-mismatch": {
			text: "the output {output} is {width} wide, and {source} names {count} classes",
			fix: "Train and export the model with these classes, or list its outputs in their order: `model.classes`.",
			severity: "block"
		},
		"names-disagree": {
			text: "{one} and {other} do not agree on {count} classes: {examples}",
			fix: "Give every class one name and one number: in the data, in `model.classes`, and in what the model was exported with.",
			severity: "block"
		}
	},
	references: [],
	run({ base, head, baseModel, headModel }, { target }) {
		const now = {
			data: head,
			model: headModel
		};
		const was = base && {
			data: base,
			model: baseModel
		};
		return {
			status: "measured",
			metrics: [],
			claims: [],
			findings: [...was ? mapsOf(was, now).flatMap(mapFindings) : [], ...sourceFindings(now, was, target.task)],
			exhibits: []
		};
	}
});
/**
* Lists whose order means something: the outputs of the model where they have names, and the dataset where it numbers its
* classes itself, or where the model, having no names, can only count as the dataset does. Where there is no model, nobody
* here counts names that are only sorted: then their order is told, and no more.
*/
function mapsOf(base, head) {
	const [before, after] = [namesOf(base.model), namesOf(head.model)];
	const model = before && after ? [{
		of: "model",
		base: before,
		head: after
	}] : [];
	const numbered = head.data.numbered && base.data.numbered;
	const sorted = !numbered && !base.model && !head.model;
	const data = {
		of: "dataset",
		base: base.data.classes,
		head: head.data.classes,
		sorted
	};
	if (!numbered && after) return model;
	return model.some((one) => JSON.stringify([one.base, one.head]) === JSON.stringify([data.base, data.head])) ? [data] : [data, ...model];
}

// src/checks/integrity/image-quality/flagged.ts
/** References of a finding: enough to look at, few enough for a comment. */
const EXAMPLES = 5;
/** Worst pictures of a group that are shown in all. */
const SHOWN$2 = 20;
function flaggedOf(of) {
	const { issue, limit, scores, data, match } = of;
	const groups = /* @__PURE__ */ new Map();
	for (let row = 0; row < scores.length; row++) {
		const score = scores[row];
		if (!(score < limit)) continue;
		const old = match?.sameContent[row] === 1;
		const split = data.split.codes[row];
		const key = split * 2 + (old ? 1 : 0);
		const group = groups.get(key) ?? {
			split,
			age: old ? "pre-existing" : "new",
			rows: [],
			worst: []
		};
		groups.set(key, group);
		group.rows.push(row);
		if (score <= (group.worst[19]?.score ?? limit)) insert(group.worst, {
			row,
			path: data.path.get(row),
			score
		});
	}
	return {
		issue,
		limit,
		groups: [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
	};
}
function insert(worst, image) {
	const place = worst.findIndex((other) => worse(image, other) < 0);
	worst.splice(place < 0 ? worst.length : place, 0, image);
	if (worst.length > 20) worst.pop();
}
function worse(a, b) {
	return a.score - b.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
/** One finding a split: of the new pictures, or where there are none of the old ones. */
function foundOf({ issue, limit, groups }, data) {
	return groups.flatMap(({ split: code, age, rows, worst }) => {
		if (age !== "new" && groups.some((other) => other.split === code && other.age === "new")) return [];
		const split = data.split.values[code] ?? "";
		const { path, score } = worst[0];
		return [{
			code: issue,
			args: {
				count: rows.length,
				split,
				path,
				score: short(score),
				limit: short(limit)
			},
			about: worst.slice(0, EXAMPLES).flatMap((image) => refs$1(data, image)),
			age,
			count: rows.length,
			subject: split === "" ? "no split" : split,
			basis: rows.map((row) => data.content.text(row) || data.path.get(row)).sort().join("\n")
		}];
	});
}
/** The record in its manifest, if it has a line, and the image. */
function refs$1(data, { row, path }) {
	const line = data.line[row];
	const source = data.source.values[data.source.codes[row]];
	const image = {
		kind: "image",
		side: "head",
		id: path
	};
	return line > 0 && source !== void 0 ? [{
		kind: "file",
		side: "head",
		path: source,
		line
	}, image] : [image];
}
function short(value) {
	return Number(value.toFixed(3));
}

// src/evidence/pixels/types.ts
/** Per row of the dataset of the same side. */
const PIXEL_STATUS = [
	"ok",
	"absent",
	"missing",
	"unreadable",
	"unsupported-format",
	"too-large",
	"out-of-memory",
	"timeout",
	"crash"
];

// src/checks/integrity/image-quality/scores.ts
/** CleanVision's issue types of single pictures, in its words but for `grey` (grayscale). */
const ISSUES = [
	"dark",
	"light",
	"blurry",
	"low-information",
	"odd-aspect-ratio",
	"odd-size",
	"grey"
];
const OK$1 = PIXEL_STATUS.indexOf("ok");
/**
* Score of every picture, 0–1, lower is worse; NaN where nothing was decoded. CleanVision 0.3.7's definitions to the last
* digits (cleanvision/issue_managers/image_property.py).
*/
function scoresOf(issue, pixels, band) {
	const score = SCORES[issue];
	const scores = new Float64Array(pixels.rows).fill(NaN);
	for (let row = 0; row < pixels.rows; row++) if (pixels.status[row] === OK$1) scores[row] = score(pixels, row, band);
	return scores;
}
const SCORES = {
	dark: ({ quality }, row) => quality.dark[row],
	light: ({ quality }, row) => 1 - quality.light[row],
	blurry: ({ quality }, row) => Math.min(1, decay(quality.edges[row]) + contrast(quality.spread[row])),
	"low-information": ({ quality }, row) => Math.min(1, .1 * quality.entropy[row]),
	"odd-aspect-ratio": ({ width, height }, row) => Math.min(width[row] / height[row], height[row] / width[row]),
	"odd-size": (pixels, row, band) => band ? sizeScore(sizeOf$1(pixels, row), band) : 1,
	grey: ({ quality }, row) => 1 - quality.grey[row]
};
function decay(value) {
	return 1 - Math.exp(-.01 * value);
}
function contrast(spread) {
	const score = decay(spread);
	return score > .18 ? score : 0;
}
function sizeOf$1({ width, height }, row) {
	return Math.sqrt(width[row]) * Math.sqrt(height[row]);
}
function sizeScore(size, { middle, width }) {
	const distance = Math.abs(size - middle) / (width > 0 ? width : middle);
	return 1 - Math.min(1, distance);
}
/** null: no picture was decoded. */
function sizeBandOf(pixels) {
	const sizes = [];
	for (let row = 0; row < pixels.rows; row++) if (pixels.status[row] === OK$1) sizes.push(sizeOf$1(pixels, row));
	if (sizes.length === 0) return null;
	const sorted = Float64Array.from(sizes).sort();
	const [first, third] = [quantile(sorted, .25), quantile(sorted, .75)];
	const [least, most] = [first - 3 * (third - first), third + 3 * (third - first)];
	return {
		middle: (least + most) / 2,
		width: most - least
	};
}
/** Linear between neighbours, as numpy's. */
function quantile(sorted, share) {
	const place = (sorted.length - 1) * share;
	const below = Math.floor(place);
	const value = sorted[below];
	return value + ((sorted[below + 1] ?? value) - value) * (place - below);
}
/** CleanVision's own limit of a score: below it is an issue. */
function fixedLimit(issue, band, limits) {
	if (issue === "grey") return 1;
	if (issue === "odd-size") return band?.width === 0 ? 1 : .5;
	return limits[issue];
}
/** `limit`, or less where more than `share` of the pictures of base lie below it: what base has in number is ordinary. */
function calibrated(limit, base, share) {
	return base.filter((score) => score < limit).sort()[Math.floor(share * decoded(base))] ?? limit;
}
function decoded(scores) {
	let count = 0;
	for (const score of scores) if (!Number.isNaN(score)) count++;
	return count;
}
function countBelow(scores, limit) {
	let count = 0;
	for (const score of scores) if (score < limit) count++;
	return count;
}

// src/checks/integrity/image-quality/exhibits.ts
const BINS = 10;
/** The worst pictures; and of each issue that the pull request adds to, how the scores lie on base and on head. */
function exhibitsOf$1(issues, data) {
	const total = issues.reduce((sum, { flagged }) => sum + countOf(flagged), 0);
	if (total === 0) return [];
	return [{
		kind: "table",
		title: "Worst images",
		columns: [
			{
				name: "issue",
				unit: "text"
			},
			{
				name: "image",
				unit: "text"
			},
			{
				name: "split",
				unit: "text"
			},
			{
				name: "score",
				unit: "score"
			},
			{
				name: "limit",
				unit: "score"
			},
			{
				name: "brought by",
				unit: "text"
			}
		],
		rows: issues.flatMap(({ flagged }) => rowsOf(flagged, data)),
		total
	}, ...issues.filter(({ flagged }) => flagged.groups.some(({ age }) => age === "new")).filter(({ issue }) => issue !== "grey").map(distribution)];
}
function countOf({ groups }) {
	return groups.reduce((sum, { rows }) => sum + rows.length, 0);
}
/** New ones first, worst first, at most SHOWN in all. */
function rowsOf({ issue, limit, groups }, data) {
	const of = (wanted, by) => groups.flatMap(({ age, worst }) => age === wanted ? worst : []).sort(worse).map(({ row, path, score }) => {
		return [
			issue,
			path,
			data.split.values[data.split.codes[row]] ?? "",
			short(score),
			short(limit),
			by
		];
	});
	return [...of("new", "this pull request"), ...of("pre-existing", "base")].slice(0, 20);
}
function distribution({ issue, base, head }) {
	const [was, now] = [base && shares(base), shares(head)];
	return {
		kind: "bars",
		title: `Scores, ${issue.replaceAll("-", " ")}`,
		unit: "ratio",
		bars: Array.from({ length: BINS }, (_, bin) => ({
			name: `${(bin / BINS).toFixed(1)} to ${((bin + 1) / BINS).toFixed(1)}`,
			base: was?.[bin] ?? null,
			head: now[bin]
		}))
	};
}
/** Share of the decoded pictures whose score falls into each tenth. */
function shares(scores) {
	const counts = new Array(BINS).fill(0);
	for (const score of scores) if (!Number.isNaN(score)) counts[Math.min(9, Math.floor(score * BINS))]++;
	const n = Math.max(1, decoded(scores));
	return counts.map((count) => count / n);
}

// src/checks/integrity/image-quality/metrics.ts
/** Share of the decoded pictures of each side below the fixed limit; odd sizes by the band of the side itself. */
function metricOf(issue, { base, head }, bands, limits) {
	const now = share(head, fixedLimit(issue, bands.head, limits));
	const was = base === null ? null : share(base, fixedLimit(issue, bands.base, limits));
	const n = decoded(head);
	return {
		id: `${issue}-images`,
		slice: null,
		unit: "ratio",
		better: issue === "grey" ? "neither" : "lower",
		base: base === null ? lacking("absent-on-base") : estimate(was, decoded(base)),
		head: estimate(now, n),
		delta: base === null ? lacking("absent-on-base") : estimate(was === null || now === null ? null : now - was, n)
	};
}
function share(scores, limit) {
	const n = decoded(scores);
	return n === 0 ? null : countBelow(scores, limit) / n;
}
function estimate(value, n) {
	return value === null ? lacking("undefined") : {
		value,
		n,
		of: "image",
		interval: {
			code: "deterministic",
			args: {}
		}
	};
}
function lacking(code) {
	return {
		value: null,
		reason: {
			code,
			args: {}
		}
	};
}

// src/checks/integrity/image-quality/check.ts
const limit = (issue, value) => number$1().min(0).max(1).default(value).describe(`Score below which a picture is ${issue}, unless base has many; 0: never.`);
/** CleanVision's scores, with limits that follow what base has in number. */
const check$11 = defineCheck({
	id: "integrity/image-quality",
	title: "Image quality",
	failureTitle: "Images of poor quality were added",
	why: "A black, blurred or odd picture teaches a model nothing, and in the test set it makes every number a little more random.",
	pitfalls: [2, 4],
	cost: "cpu",
	needs: {
		match: {
			evidence: "match",
			at: "pair",
			optional: true
		},
		headData: {
			evidence: "dataset",
			at: "head"
		},
		basePixels: {
			evidence: "pixels",
			at: "base",
			optional: true
		},
		headPixels: {
			evidence: "pixels",
			at: "head"
		}
	},
	options: strictObject({
		dark: limit("dark", .32),
		light: limit("light", .05),
		blurry: limit("blurry", .29),
		"low-information": limit("of low information", .3),
		"odd-aspect-ratio": limit("of an odd aspect ratio", .35),
		"ordinary-share": number$1().min(0).max(1).default(.01).describe("A score that more than this share of base falls below is ordinary here."),
		"calibrate-from": int().min(1).default(100).describe("Decoded images of base from which on the limits follow it; with fewer they are fixed.")
	}),
	messages: {
		dark: message("{count} dark images in {split}"),
		light: message("{count} images in {split} that are nearly white"),
		blurry: message("{count} blurry images in {split}"),
		"low-information": message("{count} images in {split} that show nearly nothing"),
		"odd-aspect-ratio": message("{count} images of an odd aspect ratio in {split}"),
		"odd-size": message("{count} images of an odd size in {split}"),
		grey: message("{count} grey images in {split}")
	},
	references: ["CleanVision 0.3.7, https://github.com/cleanlab/cleanvision: the definitions of the scores", "Northcutt, Athalye & Mueller, Pervasive label errors in test sets, NeurIPS Datasets and Benchmarks 2021"],
	run({ match, headData, basePixels, headPixels }, { options }) {
		const own = {
			base: basePixels && sizeBandOf(basePixels),
			head: sizeBandOf(headPixels)
		};
		const issues = ISSUES.map((issue) => {
			const base = basePixels && scoresOf(issue, basePixels, own.base);
			const head = scoresOf(issue, headPixels, own.head);
			const follows = base !== null && decoded(base) >= options["calibrate-from"];
			const band = follows ? own.base : own.head;
			const fixed = fixedLimit(issue, band, options);
			const scores = issue === "odd-size" ? scoresOf(issue, headPixels, band) : head;
			const at = follows ? calibrated(fixed, base, options["ordinary-share"]) : fixed;
			return {
				issue,
				base,
				head: scores,
				metric: metricOf(issue, {
					base,
					head
				}, own, options),
				flagged: flaggedOf({
					issue,
					limit: at,
					scores,
					data: headData,
					match
				})
			};
		});
		return {
			status: "measured",
			metrics: issues.map(({ metric }) => metric),
			claims: [],
			findings: issues.flatMap(({ flagged }) => foundOf(flagged, headData)),
			exhibits: exhibitsOf$1(issues, headData)
		};
	}
});
function message(what) {
	return {
		text: `${what}, for example {path} (score {score}, limit {limit})`,
		fix: "Look at them: replace or remove what should not be there, or accept the finding if they are wanted.",
		severity: "warn"
	};
}

// src/checks/counts.ts
/** A number that was counted, not sampled; null: there is no base. */
function counted(value, n, of = "image") {
	if (value === null) return {
		value,
		reason: {
			code: "absent-on-base",
			args: {}
		}
	};
	return {
		value,
		n,
		of,
		interval: {
			code: "deterministic",
			args: {}
		}
	};
}
/** Things that should not be there; `n` of each side are the things that were looked at. */
function countMetric(id, slice, base, head, of = "image") {
	return {
		id,
		slice,
		unit: "count",
		better: "lower",
		base: counted(base?.value ?? null, base?.n ?? 0, of),
		head: counted(head.value, head.n, of),
		delta: counted(base && head.value - base.value, head.n, of)
	};
}

// src/checks/bounded-findings.ts
/** Findings of one code told one by one: more would bury what else there is to say on these lines. */
const SINGLY$2 = 50;
const REFS$1 = 5;
/**
* Findings of one code: new ones one by one in the order of files and lines, those beyond the bound as one that stands
* for them, and those that base has as well as one. Its message is `more`, with the arguments count, kind and file. Where
* there are more new ones than anybody sorts, `fresh` may lack some: `beyond` says how many.
*/
function bounded(fresh, old, more, beyond = 0) {
	const sorted = fresh.length > 1 ? inOrder(fresh) : fresh;
	const rest = sorted.slice(SINGLY$2);
	const made = [...sorted.slice(0, SINGLY$2)];
	if (rest.length > 0) {
		const count = rest.reduce((sum, one) => sum + one.count, beyond);
		const basis = `${rest.map(({ subject }) => subject).join("\n")} ${beyond}`;
		made.push({
			...standIn(rest[0], count, more),
			about: rest.slice(0, REFS$1).flatMap(fileRef),
			age: "new",
			basis
		});
	}
	if (old) made.push({
		...standIn(old.example, old.count, more),
		age: "pre-existing",
		basis: String(old.count)
	});
	return made;
}
function standIn(example, count, more) {
	const [place] = fileRef(example);
	return {
		code: more,
		args: {
			count,
			kind: example.code,
			file: place?.path ?? ""
		},
		about: place ? [place] : [],
		count,
		subject: example.code
	};
}
/** Findings of one code that are old, counted; `examples` need not hold all of them. */
function oldOnes(count, examples) {
	return count > 0 && examples.length > 0 ? {
		count,
		example: examples[0]
	} : null;
}
function inOrder(all) {
	const keyed = all.map((found) => ({
		found,
		ref: fileRef(found)[0]
	}));
	keyed.sort(({ found: a, ref: x }, { found: b, ref: y }) => compare$1(x?.path ?? "", y?.path ?? "") || (x?.line ?? 0) - (y?.line ?? 0) || (x?.column ?? 0) - (y?.column ?? 0) || compare$1(a.subject, b.subject));
	return keyed.map(({ found }) => found);
}
function fileRef({ about }) {
	return about.filter((ref) => ref.kind === "file").slice(0, 1);
}
function compare$1(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/checks/rest-of-problems.ts
/**
* Sets off what readers did not keep one by one, of which they have no more than a hash of each text: a problem of head
* is new for as many records as base does not say the same of, in whatever file. `fresh` are those of head's kept ones
* that base's kept ones do not have, `gone` the other way round.
*/
function setOffRest(fresh, gone, now, was) {
	const theirs = merged(was?.rest, gone);
	const ours = merged(now?.rest, []);
	const left = new Map(fresh.map(({ of }) => [textHash(of.text), 0]));
	let unmatched = 0;
	let their = 0;
	for (let our = 0; our < ours.length || their < theirs.length;) {
		const [mine, other] = [ours[our] ?? 1e400, theirs[their] ?? 1e400];
		if (mine < other) unmatched++;
		else if (mine > other && left.has(other)) left.set(other, left.get(other) + 1);
		if (mine <= other) our++;
		if (other <= mine) their++;
	}
	const told = fresh.flatMap(({ of, count }) => {
		const hash = textHash(of.text);
		const known = Math.min(left.get(hash), count);
		left.set(hash, left.get(hash) - known);
		return count > known ? [{
			of,
			count: count - known
		}] : [];
	});
	return now && unmatched > 0 ? [...told, {
		of: now,
		count: unmatched
	}] : told;
}
/** Hashes of both, a record each, ascending. */
function merged(rest = /* @__PURE__ */ new Float64Array(0), gone) {
	const all = new Float64Array(rest.length + gone.reduce((sum, { count }) => sum + count, 0));
	all.set(rest);
	let at = rest.length;
	for (const { of, count } of gone) {
		all.fill(textHash(of.text), at, at + count);
		at += count;
	}
	return all.sort();
}

// src/checks/problem-findings.ts
/**
* What readers found wrong with records, one finding a record, on its line. Old is what base says as well of the same file
* (also when it was renamed with its image), as often, on whatever line.
*/
function problemFindings(sides, codes, more) {
	const formerName = formerNames(sides);
	return codes.flatMap((code) => {
		const now = ofCode(sides.head, code);
		if (now.length === 0) return [];
		const told = distinct(code, newOnes$1(now, ofCode(sides.base, code), formerName));
		const old = total(now) - told.reduce((sum, { count }) => sum + count, 0);
		return bounded(told, oldOnes(old, [toFound$5(code, {
			of: now[0],
			count: old
		}, 0)]), more);
	});
}
/** Records at fault in these ways. */
function countProblems({ problems }, codes) {
	return total(problems.filter(({ code }) => codes.includes(code)));
}
function ofCode(dataset, code) {
	return dataset ? dataset.problems.filter((problem) => problem.code === code) : [];
}
function total(problems) {
	return problems.reduce((sum, { count }) => sum + count, 0);
}
function newOnes$1(now, was, formerName) {
	const before = grouped(was, (file) => file);
	const after = grouped(now, formerName);
	const fresh = [...after].flatMap(([key, group]) => unpaired(group, before.get(key) ?? []));
	const [rest, formerRest] = [now.find(isRest), was.find(isRest)];
	if (!rest && !formerRest) return fresh;
	const gone = [...before].flatMap(([key, group]) => unpaired(group, after.get(key) ?? []));
	return setOffRest(fresh, gone, rest, formerRest);
}
/** Problems that say the same of the same file, in the order of their lines. */
function grouped(problems, nameOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const problem of problems) {
		if (isRest(problem)) continue;
		const key = JSON.stringify([nameOf(problem.file), problem.text]);
		const group = groups.get(key);
		if (group) group.push(problem);
		else groups.set(key, [problem]);
	}
	for (const group of groups.values()) group.sort((a, b) => a.line - b.line || a.column - b.column);
	return groups;
}
/**
* Which of several equal problems are new can only be seen from their lines: those above an edit stay where they are,
* those below it all move by the same number, what is between is paired in order.
*/
function unpaired(now, was) {
	const most = Math.min(now.length, was.length);
	let above = 0;
	while (above < most && now[above].line === was[above].line) above++;
	const shift = (below) => now[now.length - 1 - below].line - was[was.length - 1 - below].line;
	let below = 0;
	while (above + below < most && shift(below) === shift(0)) below++;
	const between = most - above - below;
	return now.flatMap((of, at) => {
		const fromEnd = now.length - 1 - at;
		const known = at < above + between ? was[at] : fromEnd < below ? was[was.length - 1 - fromEnd] : null;
		const count = of.count - (known?.count ?? 0);
		return count > 0 ? [{
			of,
			count
		}] : [];
	});
}
function isRest({ rest }) {
	return rest !== void 0;
}
/** Equal ones are numbered, so that each is a finding of its own. */
function distinct(code, fresh) {
	const seen = /* @__PURE__ */ new Map();
	return fresh.map((one) => {
		const key = JSON.stringify([one.of.file, one.of.text]);
		const nth = seen.get(key) ?? 0;
		seen.set(key, nth + 1);
		return toFound$5(code, one, nth);
	});
}
/** A line is shown beside the finding; where there is none, the text says in which file. */
function toFound$5(code, { of, count }, nth) {
	return {
		code,
		args: {
			problem: of.line > 0 || of.text.includes(of.file) ? of.text : `${of.file}: ${of.text}`,
			count
		},
		about: [place(of.file, of.line, of.column)],
		age: "new",
		count: Math.max(1, count),
		subject: JSON.stringify(nth === 0 ? [of.file, of.text] : [
			of.file,
			of.text,
			nth
		]),
		basis: `${of.text} ${count}`
	};
}
/** What a file of head was called on base: its image's partner tells. Only asked for files with problems. */
function formerNames({ base, head, match }) {
	const index = head.annotations ? lazy(() => new RowIndex(head.annotations)) : null;
	const known = /* @__PURE__ */ new Map();
	return (file) => {
		const name = known.get(file) ?? formerName(file);
		known.set(file, name);
		return name;
	};
	function formerName(file) {
		if (!base || !match) return file;
		const row = index ? index().find(new TextEncoder().encode(file)) : -1;
		if (row >= 0) {
			const partner = match.headToBase[row];
			return partner >= 0 && base.annotations?.get(partner) || file;
		}
		const code = head.source.values.indexOf(file);
		if (code < 0 || base.source.values.includes(file)) return file;
		const member = head.source.codes.findIndex((of, at) => of === code && match.headToBase[at] >= 0);
		return member < 0 ? file : base.source.values[base.source.codes[match.headToBase[member]]];
	}
}
function lazy(make) {
	let made = null;
	return () => {
		made ??= make();
		return made;
	};
}

// src/checks/integrity/invalid-annotation/lint.ts
/** What is wrong with boxes; then what is worth a look at outlines. */
const FAULT_CODES = [
	"zero-area",
	"out-of-image",
	"repeated-box",
	"tiny-box"
];
const BOX_CODES = [
	...FAULT_CODES,
	"crossed-outline",
	"intricate-outline"
];
/** Pixels that a box may reach beyond the image: rounding, and formats that count from 1. */
const BEYOND = 1;
/** The same as a share of the side, where the size of the image is not stated. */
const BEYOND_SHARE = .01;
/** Boxes of less than this many pixels on a side. */
const TINY = 1;
/**
* What is wrong with boxes whatever the format: one pass over the columns, no object a box. A point or a line is an
* annotation of its own kind where the task is keypoints.
*/
function lintBoxes({ boxes, width, height }, pointsAllowed) {
	const faults = {
		"zero-area": [],
		"out-of-image": [],
		"repeated-box": [],
		"tiny-box": [],
		"crossed-outline": [],
		"intricate-outline": []
	};
	if (!boxes) return faults;
	const { rows, image, xywh, shape, crossed, normalised } = boxes;
	for (let box = 0; box < rows; box++) {
		if (crossed && crossed[box] > 0) faults[crossed[box] === 1 ? "crossed-outline" : "intricate-outline"].push(box);
		const w = xywh[box * 4 + 2];
		const h = xywh[box * 4 + 3];
		if (!(w > 0 && h > 0)) {
			if (!pointsAllowed || shape[box] === 0) faults["zero-area"].push(box);
			continue;
		}
		const wide = width ? width[image[box]] : 0;
		const high = height ? height[image[box]] : 0;
		const known = wide > 0 && high > 0;
		if (known || normalised) {
			const x = xywh[box * 4];
			const y = xywh[box * 4 + 1];
			const overX = !normalised ? BEYOND : known ? BEYOND / wide : BEYOND_SHARE;
			const overY = !normalised ? BEYOND : known ? BEYOND / high : BEYOND_SHARE;
			const right = normalised ? 1 : wide;
			const bottom = normalised ? 1 : high;
			if (!(x >= -overX && y >= -overY && x + w <= right + overX && y + h <= bottom + overY)) faults["out-of-image"].push(box);
		}
		if (normalised ? known && (w * wide < TINY || h * high < TINY) : w < TINY || h < TINY) faults["tiny-box"].push(box);
	}
	for (const box of repeated(boxes)) faults["repeated-box"].push(box);
	return faults;
}
/** Boxes that say what an earlier one says of the same image: class, box and outline. Exact. */
function* repeated(boxes) {
	const { rows, image, label } = boxes;
	const mask = slotsFor(rows) - 1;
	const slots = new Int32Array(mask + 1).fill(-1);
	const words = wordsOf(boxes);
	for (let box = 0; box < rows; box++) {
		let slot = hashOf(words, box, image[box], label[box]) & mask;
		for (; slots[slot] >= 0; slot = slot + 1 & mask) {
			const other = slots[slot];
			if (image[other] === image[box] && label[other] === label[box] && sameShape$1(boxes, other, boxes, box)) break;
		}
		if (slots[slot] < 0) slots[slot] = box;
		else yield box;
	}
}

// src/checks/integrity/invalid-annotation/box-findings.ts
/** New boxes at fault that are put in order; what is beyond is only counted. */
const SORTED$1 = 1e4;
const MORE$1 = {
	"zero-area": "further-invalid",
	"out-of-image": "further-invalid",
	"repeated-box": "further-odd",
	"tiny-box": "further-odd",
	"crossed-outline": "further-outlines",
	"intricate-outline": "further-outlines"
};
/** Faults of head's boxes; old is one that base's image has as well, of the same class and with the same numbers. */
function boxFindings(sides, head, base) {
	return BOX_CODES.flatMap((code) => {
		const faulty = head[code];
		if (faulty.length === 0) return [];
		const fresh = newOnes(sides, faulty, base?.[code] ?? []);
		const seen = /* @__PURE__ */ new Map();
		const told = fresh.slice(0, SORTED$1).map((box) => {
			const key = `${sides.head.path.get(sides.head.boxes.image[box])} ${keyOf$3(sides.head, box)}`;
			const nth = seen.get(key) ?? 0;
			seen.set(key, nth + 1);
			return toFound$4(code, sides.head, box, nth === 0 ? key : `${key} ${nth}`);
		});
		const example = toFound$4(code, sides.head, faulty[0], code);
		return bounded(told, oldOnes(faulty.length - fresh.length, [example]), MORE$1[code], fresh.length - told.length);
	});
}
function newOnes({ base, head, match }, faulty, before) {
	if (!base?.boxes || !match || before.length === 0) return faulty;
	const [ours, theirs] = [{
		of: head.boxes,
		boxes: faulty
	}, {
		of: base.boxes,
		boxes: before
	}];
	return without(ours, theirs, (image) => match.headToBase[image], labelsIn(head, base));
}
/** What a box says, wherever it stands; classes by name, for their numbers may change. */
function keyOf$3(dataset, box) {
	const { xywh, shape } = dataset.boxes;
	const at = box * 4;
	return `${classOf(dataset, box)} ${xywh[at]} ${xywh[at + 1]} ${xywh[at + 2]} ${xywh[at + 3]} ${shape[box]}`;
}
function classOf({ boxes, classes }, box) {
	return classes[boxes.label[box]] ?? "no class";
}
function toFound$4(code, head, box, subject) {
	const boxes = head.boxes;
	const row = boxes.image[box];
	const [x, y, w, h] = boxes.xywh.subarray(box * 4, box * 4 + 4);
	const image = head.path.get(row);
	const at = [
		x,
		y,
		w,
		h
	];
	return {
		code,
		args: {
			class: classOf(head, box),
			image,
			box: at.map((value) => String(Number(value.toPrecision(6)))).join(" "),
			size: sizeOf(head, boxes, row)
		},
		about: [place(annotationFile(head, row), boxes.line[box], boxes.column[box]), {
			kind: "image",
			side: "head",
			id: image,
			...!boxes.normalised && at.every(Number.isFinite) && { box: at }
		}],
		age: "new",
		count: 1,
		subject,
		basis: keyOf$3(head, box)
	};
}
function sizeOf({ width, height }, { normalised }, row) {
	if (normalised) return "1 × 1";
	return width?.[row] && height?.[row] ? `${width[row]} × ${height[row]}` : "unknown";
}

// src/checks/integrity/invalid-annotation/lint-masks.ts
/** What is wrong with a mask by itself; then what base has nowhere. */
const MASK_FAULT_CODES = [
	"unreadable-mask",
	"mask-size",
	"mask-value"
];
const MASK_CODES = [...MASK_FAULT_CODES, "new-mask-value"];
/** What nearly all losses and metrics leave out. */
const IGNORED = 255;
/** null: the annotations of this side are no pictures. */
function masked(data, masks, task) {
	if (!data || !masks || masks.rows === 0) return null;
	const classed = task === "semantic-segmentation" && !data.masks;
	return {
		data,
		masks,
		classed,
		named: classed ? namedValues(data.classes.length) : null
	};
}
function countMasks({ masks }) {
	return masks.status.reduce((sum, status) => sum + (PIXEL_STATUS[status] === "missing" ? 0 : 1), 0);
}
/** What is wrong with masks: one pass over the columns, no object a mask. */
function lintMasks(side, base) {
	const { masks, named, classed } = side;
	const faults = {
		"unreadable-mask": [],
		"mask-size": [],
		"mask-value": [],
		"new-mask-value": []
	};
	const known = classed && !named && base ? knownValues(base) : null;
	for (let row = 0; row < masks.rows; row++) {
		const status = PIXEL_STATUS[masks.status[row]];
		if (status === "missing" || status === "absent") continue;
		if (status !== "ok") faults["unreadable-mask"].push(row);
		else {
			if (!fits(masks, row)) faults["mask-size"].push(row);
			if (named && hasOther(masks, row, named)) faults["mask-value"].push(row);
			if (known && hasOther(masks, row, known)) faults["new-mask-value"].push(row);
		}
	}
	return faults;
}
/** Values that some mask of a side has; null: there are none, or not all of its masks are here. */
function knownValues({ masks }) {
	if (masks.status.includes(PIXEL_STATUS.indexOf("absent"))) return null;
	const known = new Uint8Array(32);
	for (let at = 0; at < masks.values.length; at++) known[at % 32] |= masks.values[at];
	return known.some((byte) => byte !== 0) ? known : null;
}
/** As many classes as there are names, from 0 or, 0 being everything else, from 1. */
function namedValues(classes) {
	if (classes === 0) return null;
	const named = new Uint8Array(32);
	for (let value = 0; value <= IGNORED; value++) if (value <= classes || value === IGNORED) named[value >> 3] |= 1 << (value & 7);
	return named;
}
/** A mask whose values are not known has none. */
function hasOther({ values }, row, than) {
	for (let at = 0; at < 32; at++) if (values[row * 32 + at] & ~than[at]) return true;
	return false;
}
/** A mask may lie as the picture is stored, where that is turned by its EXIF. */
function fits({ width, height, imageWidth, imageHeight }, row) {
	const [w, h, iw, ih] = [
		width[row],
		height[row],
		imageWidth[row],
		imageHeight[row]
	];
	return iw === 0 || w === iw && h === ih || w === ih && h === iw;
}

// src/checks/not-read.ts
/** Images that were not looked at, one finding for each split and reason. */
function notRead(head, base) {
	const before = base ? countUnread(base) : /* @__PURE__ */ new Map();
	return [...countUnread(head)].map(([subject, { split, why, count }]) => {
		return {
			about: [],
			age: (before.get(subject)?.count ?? 0) >= count ? "pre-existing" : "new",
			subject,
			code: "not-read",
			args: {
				count,
				split,
				why
			},
			count,
			basis: String(count)
		};
	});
}
function countUnread(read) {
	const { split, rows } = read.data;
	const counts = /* @__PURE__ */ new Map();
	for (let row = 0; row < rows; row++) {
		if (PIXEL_STATUS[read.pixels.status[row]] !== "absent") continue;
		const code = split.codes[row];
		const why = read.pixels.detail.get(row) ?? "";
		const key = `${code} ${why}`;
		const count = counts.get(key) ?? {
			split: split.values[code],
			why,
			count: 0
		};
		counts.set(key, count);
		count.count++;
	}
	const bySplit = (one) => split.values.indexOf(one.split);
	const sorted = [...counts.values()].sort((a, b) => bySplit(a) - bySplit(b) || (a.why < b.why ? -1 : 1));
	return new Map(sorted.map((one) => [JSON.stringify([one.split, one.why]), one]));
}

// src/checks/integrity/invalid-annotation/mask-findings.ts
/** New masks at fault that are put in order; what is beyond is only counted. */
const SORTED = 1e4;
/** Values told of one mask. */
const LISTED = 10;
const MORE = {
	"unreadable-mask": "further-invalid",
	"mask-size": "further-odd",
	"mask-value": "further-invalid",
	"new-mask-value": "further-odd"
};
/** Old is what base says as well of the same mask of the same image. */
function maskFindings(head, faults, base, match) {
	const known = base && faults["new-mask-value"].length > 0 ? knownValues(base) : null;
	const told = MASK_CODES.flatMap((code) => {
		const find = (row) => toFound$3(code, head, row, known);
		const fresh = [];
		const old = [];
		for (const row of faults[code]) (base && match && isOld(code, head, row, base, match) ? old : fresh).push(row);
		const first = fresh.slice(0, SORTED).map(find);
		return bounded(first, oldOnes(old.length, old.slice(0, 1).map(find)), MORE[code], fresh.length - first.length);
	});
	const unread = notRead(looked(head), base && looked(base));
	return [...told, ...unread.map((one) => ({
		...one,
		code: "masks-not-read"
	}))];
}
function isOld(code, head, row, base, { headToBase }) {
	const partner = headToBase[row];
	if (partner < 0) return false;
	const [is, was] = [head.masks, base.masks];
	if (!(is.content.kinds[row] === was.content.kinds[partner] && equalBytes(is.content.hashes, row * 32, row * 32 + 32, was.content.hashes, partner * 32, partner * 32 + 32)) || is.status[row] !== was.status[partner]) return false;
	if (code === "unreadable-mask") return true;
	if (code === "mask-size") return is.imageWidth[row] === was.imageWidth[partner] && is.imageHeight[row] === was.imageHeight[partner];
	if (code === "mask-value" && base.named) {
		const before = new Set(valuesAt(was, partner, base.named));
		return valuesAt(is, row, head.named).every((value) => before.has(value));
	}
	return false;
}
function toFound$3(code, head, row, known) {
	const { data, masks } = head;
	const path = masks.path.get(row);
	const { args, what } = describe(code, head, row, known);
	return {
		code,
		args: {
			path,
			...args
		},
		about: [place(path, 0), imageRef(data, row)],
		age: "new",
		count: 1,
		subject: data.path.get(row),
		basis: `${masks.content.text(row)} ${what}`
	};
}
/** Arguments of the message, and the fault in words that do not name the mask. */
function describe(code, { data, masks, named }, row, known) {
	if (code === "unreadable-mask") {
		const status = PIXEL_STATUS[masks.status[row]];
		return {
			args: {
				status,
				detail: masks.detail.get(row) ?? "as an earlier run found"
			},
			what: status
		};
	}
	if (code === "mask-size") {
		const size = `${masks.width[row]} × ${masks.height[row]}`;
		const of = `${masks.imageWidth[row]} × ${masks.imageHeight[row]}`;
		return {
			args: {
				size,
				image: data.path.get(row),
				of
			},
			what: `${size} ${of}`
		};
	}
	const values = list$1(valuesAt(masks, row, code === "mask-value" ? named : known));
	return {
		args: code === "mask-value" ? {
			values,
			last: data.classes.length - 1
		} : { values },
		what: values
	};
}
function looked({ data, masks }) {
	return {
		data,
		pixels: masks
	};
}
function list$1(values) {
	const rest = values.length - LISTED;
	return values.slice(0, LISTED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

// src/checks/integrity/invalid-annotation/messages.ts
const once = "Keep one of the records, or correct the name.";
const messages$2 = {
	"duplicate-record": {
		text: "a record too many: {problem}",
		fix: once,
		severity: "block"
	},
	"unknown-split": {
		text: "{problem} ({count} records)",
		fix: "Correct the records, or name the split under `data.splits`.",
		severity: "block"
	},
	"empty-label": {
		text: "a record without a class: {problem}",
		fix: "Give the image its label, or remove the record.",
		severity: "block"
	},
	"unknown-class": {
		text: "{problem} ({count} records)",
		fix: "Correct the label, or add the class at the end of the configured ones.",
		severity: "block"
	},
	"invalid-annotation": {
		text: "an annotation that is not read: {problem}",
		fix: "Correct the annotation, or remove it: it is not read as it stands.",
		severity: "block"
	},
	"odd-annotation": {
		text: "an odd annotation: {problem}",
		fix: "Look at it: it is read, and is hardly what was meant.",
		severity: "warn"
	},
	"zero-area": {
		text: "a box of {class} on {image} has no area: {box} (x y width height)",
		fix: "Draw it again, or remove it: the logarithm of its size is infinite in many losses.",
		severity: "block"
	},
	"out-of-image": {
		text: "a box of {class} on {image} leaves the image of {size}: {box} (x y width height)",
		fix: "Clip it to the image; if all boxes of an image do it, they belong to another size or orientation.",
		severity: "block"
	},
	"repeated-box": {
		text: "a box of {class} stands on {image} more than once: {box} (x y width height)",
		fix: "Remove the copy: it counts as a second object that no detector finds.",
		severity: "warn"
	},
	"tiny-box": {
		text: "a box of {class} on {image} is less than a pixel wide or high: {box} (x y width height)",
		fix: "Draw it again, or remove it: nothing can be seen in it.",
		severity: "warn"
	},
	"crossed-outline": {
		text: "the outline of a {class} on {image} crosses itself: its box is {box} (x y width height)",
		fix: "Look at it: a click slipped, or two parts became one; what lies inside depends on who fills it.",
		severity: "info"
	},
	"intricate-outline": {
		text: "the outline of a {class} on {image} is too intricate to say whether it crosses itself: its box is {box} (x y width height)",
		fix: "Look at it: drawn outlines are simpler by far.",
		severity: "info"
	},
	"unreadable-mask": {
		text: "the mask {path} cannot be decoded ({status}): {detail}",
		fix: "Replace the file, or remove it together with its image.",
		severity: "block"
	},
	"mask-size": {
		text: "the mask {path} has {size} pixels, its image {image} has {of}",
		fix: "Draw it on the image as it is, or scale it by nearest neighbour: a loader that scales it otherwise invents classes.",
		severity: "warn"
	},
	"mask-value": {
		text: "the mask {path} has values without a class: {values} (the classes are 0 to {last}; 255 is left out everywhere)",
		fix: "Correct the mask, or name the class in `data.classes`.",
		severity: "block"
	},
	"new-mask-value": {
		text: "the mask {path} has values that no mask on base has: {values}",
		fix: "If they are classes, name all classes in `data.classes`; if not, the mask was blurred or scaled on its way.",
		severity: "warn"
	},
	"masks-not-read": {
		text: "{count} masks of {split} were not read: {why}",
		fix: "Fetch them before the run (`git lfs fetch`, `dvc fetch`), let the run fetch them (`data.fetch: trusted-remote`), or accept that nothing is known of them.",
		severity: "warn"
	},
	"further-invalid": {
		text: "{count} further annotations at fault ({kind}), for example in {file}",
		fix: "Correct them like the ones shown one by one.",
		severity: "block"
	},
	"further-odd": {
		text: "{count} further annotations to look at ({kind}), for example in {file}",
		fix: "Look at them like the ones shown one by one.",
		severity: "warn"
	},
	"further-outlines": {
		text: "{count} further outlines to look at ({kind}), for example in {file}",
		fix: "Look at them like the ones shown one by one.",
		severity: "info"
	}
};

// src/checks/integrity/invalid-annotation/check.ts
const INVALID = [
	"duplicate-record",
	"unknown-split",
	"empty-label",
	"unknown-class",
	"invalid-annotation"
];
const ODD = ["odd-annotation"];
/** What readers found wrong with records, and what is wrong with boxes whatever the format. */
const check$10 = defineCheck({
	id: "integrity/invalid-annotation",
	title: "Annotations",
	failureTitle: "Annotations are invalid",
	why: "A box without area makes a loss infinite, a class that does not exist trains another one, and a record that no loader understands is left out in silence.",
	pitfalls: [2],
	cost: "cpu",
	needs: {
		base: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		head: {
			evidence: "dataset",
			at: "head"
		},
		match: {
			evidence: "match",
			at: "pair",
			optional: true
		},
		baseMasks: {
			evidence: "masks",
			at: "base",
			optional: true
		},
		headMasks: {
			evidence: "masks",
			at: "head",
			optional: true
		}
	},
	options: strictObject({}),
	messages: messages$2,
	references: [
		"Lin et al., Microsoft COCO: common objects in context, ECCV 2014 (format: cocodataset.org/#format-data)",
		"Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, Discrete & Computational Geometry 18, 1997",
		"Everingham et al., The Pascal visual object classes challenge, IJCV 2010"
	],
	run({ base, head, match, baseMasks, headMasks }, { target }) {
		const points = target.task === "keypoints";
		const now = lintBoxes(head, points);
		const was = base && lintBoxes(base, points);
		const sides = {
			base,
			head,
			match
		};
		const masksWere = masked(base, baseMasks, target.task);
		const masksNow = masked(head, headMasks, target.task);
		const faultsNow = masksNow && lintMasks(masksNow, masksWere);
		const codes = [...INVALID, ...ODD];
		const records = (side) => ({
			value: countProblems(side, codes),
			n: side.rows
		});
		const boxes = (side, faults) => ({
			value: countFaults(faults),
			n: side.boxes?.rows ?? 0
		});
		return {
			status: "measured",
			metrics: [
				countMetric("records-at-fault", null, base && records(base), records(head)),
				...head.boxes || base?.boxes ? [countMetric("boxes-at-fault", null, base && was && boxes(base, was), boxes(head, now), "box")] : [],
				...masksNow && faultsNow ? [maskMetric(masksNow, faultsNow, masksWere)] : []
			],
			claims: [],
			findings: [
				...problemFindings(sides, INVALID, "further-invalid"),
				...boxFindings(sides, now, was),
				...masksNow && faultsNow ? maskFindings(masksNow, faultsNow, masksWere, match) : [],
				...problemFindings(sides, ODD, "further-odd")
			],
			exhibits: []
		};
	}
});
function maskMetric(now, faults, was) {
	const count = (side, found) => {
		return {
			value: MASK_FAULT_CODES.reduce((sum, code) => sum + found[code].length, 0),
			n: countMasks(side)
		};
	};
	return countMetric("masks-at-fault", null, was && count(was, lintMasks(was, null)), count(now, faults), "mask");
}
function countFaults(faults) {
	return FAULT_CODES.reduce((sum, code) => sum + faults[code].length, 0);
}

// src/checks/integrity/missing-file/check.ts
const CODES$1 = [
	"missing-file",
	"outside-root",
	"not-an-image",
	"name-collision"
];
/** Records and the files that they name: nothing is decoded. */
const check$9 = defineCheck({
	id: "integrity/missing-file",
	title: "Files of the records",
	failureTitle: "Records name files that are not there",
	why: "A record without its file stops the training of one person, is left out in silence by another loader, and may be another file on a third machine.",
	pitfalls: [2],
	cost: "static",
	needs: {
		base: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		head: {
			evidence: "dataset",
			at: "head"
		},
		match: {
			evidence: "match",
			at: "pair",
			optional: true
		}
	},
	options: strictObject({}),
	messages: {
		"missing-file": {
			text: "a record names a file that is not there: {problem}",
			fix: "Commit the file (is it ignored by git, or in another folder?), or remove its record.",
			severity: "block"
		},
		"outside-root": {
			text: "a record leaves the root of the dataset: {problem}",
			fix: "Write the path relative to the root, with `/`, without `..`; URLs are never fetched.",
			severity: "block"
		},
		"not-an-image": {
			text: "where an image should be there is none: {problem}",
			fix: "Commit the image itself: symbolic links and submodules are not followed.",
			severity: "block"
		},
		"name-collision": {
			text: "names that are one name on some machines: {problem}",
			fix: "Rename one of them: they differ only in case or in the form of their accents.",
			severity: "block"
		},
		"further-records": {
			text: "{count} further records at fault ({kind}), for example in {file}",
			fix: "Correct them like the ones shown one by one.",
			severity: "block"
		}
	},
	references: [],
	run({ base, head, match }) {
		const count = (side) => ({
			value: countProblems(side, CODES$1),
			n: side.rows
		});
		return {
			status: "measured",
			metrics: [countMetric("records-without-file", null, base && count(base), count(head))],
			claims: [],
			findings: problemFindings({
				base,
				head,
				match
			}, CODES$1, "further-records"),
			exhibits: []
		};
	}
});

// src/evidence/dataset/types.ts
/** Text of the problem that stands for all of its code that were not kept one by one. */
const MORE_OF_THESE = "more of these";
const ORPHAN_KINDS = ["image", "label"];

// src/checks/integrity/orphan-file/check.ts
const CODES = {
	image: "image-without-record",
	label: "label-without-image"
};
/** Files in the dataset's folders that no record names. */
const check$8 = defineCheck({
	id: "integrity/orphan-file",
	title: "Files without a record",
	failureTitle: "Files that no record names",
	why: "An image that nobody trains on and nobody tests on was meant for one of both; a label without its image is work that was lost.",
	pitfalls: [2],
	cost: "static",
	needs: {
		base: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		head: {
			evidence: "dataset",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		"image-without-record": {
			text: "{file} lies among the images of the dataset, and no record names it",
			fix: "Add its record, or remove the file.",
			severity: "warn"
		},
		"label-without-image": {
			text: "{file} lies among the annotation files, and there is no image of its name",
			fix: "Commit the image (was it renamed without its label?), or remove the file.",
			severity: "warn"
		},
		"further-files": {
			text: "{count} further files ({kind}), for example {file}",
			fix: "Add what refers to them, or remove them.",
			severity: "warn"
		}
	},
	references: [],
	run({ base, head }) {
		const now = head.orphans;
		if (!now) return {
			status: "not-applicable",
			reason: {
				code: "no-orphans",
				args: {}
			}
		};
		const was = base?.orphans ?? null;
		const known = was && new RowIndex(was.path);
		return {
			status: "measured",
			metrics: ORPHAN_KINDS.map((kind) => {
				const count = (orphans, rows) => {
					const value = orphans.kind.filter((code) => ORPHAN_KINDS[code] === kind).length;
					return {
						value,
						n: value + rows
					};
				};
				const before = base && was ? count(was, base.rows) : null;
				return countMetric(CODES[kind], null, before, count(now, head.rows), "file");
			}),
			claims: [],
			findings: ORPHAN_KINDS.flatMap((kind) => findingsOf(kind, now, known)),
			exhibits: []
		};
	}
});
function findingsOf(kind, { rows, path, kind: kinds }, known) {
	const fresh = [];
	const old = [];
	for (let row = 0; row < rows; row++) {
		if (ORPHAN_KINDS[kinds[row]] !== kind) continue;
		if (!known || known.find(path.pool, path.start(row), path.ends[row]) < 0) fresh.push(toFound$2(kind, path.get(row)));
		else old.push(row);
	}
	const examples = old.slice(0, 1).map((row) => toFound$2(kind, path.get(row)));
	return bounded(fresh, oldOnes(old.length, examples), "further-files");
}
function toFound$2(kind, file) {
	return {
		code: CODES[kind],
		args: { file },
		about: [place(file, 0)],
		age: "new",
		count: 1,
		subject: file,
		basis: file
	};
}

// src/checks/integrity/unreadable-image/faults.ts
/** Images told one by one; what is beyond is told as one number for each kind of fault. */
const SINGLY$1 = 1e3;
function statusAt({ pixels }, row) {
	return PIXEL_STATUS[pixels.status[row]];
}
/** Neither sound nor merely not here; that a file is missing is for another check to say. */
function isFault(status) {
	return status !== "ok" && status !== "absent" && status !== "missing";
}
/** Images that cannot be decoded, new ones first, by path. Old: at fault on base, same path and bytes. */
function faultFindings(head, base) {
	const known = new Set(base ? faultyRows(base).map((row) => keyOf$2(base.data, row)) : []);
	const faults = faultyRows(head).map((row) => {
		const age = known.has(keyOf$2(head.data, row)) ? "pre-existing" : "new";
		return {
			row,
			path: head.data.path.get(row),
			status: statusAt(head, row),
			age
		};
	});
	faults.sort((a, b) => compare$1(a.age, b.age) || compare$1(a.path, b.path));
	return [...faults.slice(0, SINGLY$1).map((fault) => single$1(fault, head)), ...folded(faults.slice(SINGLY$1), head)];
}
function single$1({ row, path, status, age }, head) {
	return {
		code: "unreadable",
		args: {
			path,
			status,
			detail: head.pixels.detail.get(row) ?? "as an earlier run found"
		},
		about: [recordRef(head.data, row) ?? place(path, 0), imageRef(head.data, row)],
		age,
		count: 1,
		subject: path,
		basis: `${head.data.content.text(row)} ${status}`
	};
}
function folded(rest, { data }) {
	const groups = /* @__PURE__ */ new Map();
	for (const fault of rest) {
		const key = `${fault.age} ${fault.status}`;
		const known = groups.get(key);
		if (known) known.push(fault);
		else groups.set(key, [fault]);
	}
	return [...groups].sort(([a], [b]) => compare$1(a, b)).map(([subject, group]) => {
		const [{ row, path, status, age }] = group;
		return {
			code: "more-at-fault",
			args: {
				count: group.length,
				status,
				path
			},
			about: [recordRef(data, row) ?? place(path, 0), imageRef(data, row)],
			age,
			count: group.length,
			subject,
			basis: group.map((one) => keyOf$2(data, one.row)).join("\n")
		};
	});
}
function faultyRows(read) {
	const rows = [];
	for (let row = 0; row < read.data.rows; row++) if (isFault(statusAt(read, row))) rows.push(row);
	return rows;
}
function keyOf$2(data, row) {
	return `${data.path.get(row)} ${data.content.text(row)}`;
}

// src/checks/integrity/unreadable-image/splits.ts
/** Of every configured split, also of those without an image. */
function countSplits(read) {
	const { split, rows } = read.data;
	const counts = split.values.map(() => ({
		all: 0,
		faulty: 0,
		missing: 0
	}));
	for (let row = 0; row < rows; row++) {
		const count = counts[split.codes[row]];
		if (!count) continue;
		const status = statusAt(read, row);
		count.all++;
		if (status === "missing") count.missing++;
		else if (isFault(status)) count.faulty++;
	}
	return new Map(split.values.map((name, code) => [name, counts[code]]));
}
function splitMetrics(head, base) {
	return [...head].map(([slice, { faulty, all }]) => {
		const was = base?.get(slice);
		const before = was ? {
			value: was.faulty,
			n: was.all
		} : null;
		return countMetric("unreadable-images", slice, before, {
			value: faulty,
			n: all
		});
	});
}
/** Splits in which nothing could be decoded, though everything was looked at. */
function emptySplits(head, base) {
	return [...head].flatMap(([split, counts]) => {
		if (!isEmpty(counts)) return [];
		const was = base?.get(split);
		const old = was !== void 0 && isEmpty(was);
		const args = {
			split,
			count: counts.all
		};
		return [{
			...told(split, old),
			code: "empty-split",
			args,
			count: 1,
			basis: String(counts.all)
		}];
	});
}
function isEmpty({ all, faulty, missing }) {
	return all === faulty + missing;
}
function told(split, old) {
	return {
		about: [],
		age: old ? "pre-existing" : "new",
		subject: split
	};
}

// src/checks/integrity/unreadable-image/check.ts
/** Every picture is decoded once; what cannot be is told, with the line that names it. */
const check$7 = defineCheck({
	id: "integrity/unreadable-image",
	title: "Readable images",
	failureTitle: "Images that cannot be read",
	why: "A truncated picture is skipped in silence by one loader, kills the training of another, and makes every metric a metric of something else.",
	pitfalls: [2],
	cost: "cpu",
	needs: {
		baseData: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		headData: {
			evidence: "dataset",
			at: "head"
		},
		basePixels: {
			evidence: "pixels",
			at: "base",
			optional: true
		},
		headPixels: {
			evidence: "pixels",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		unreadable: {
			text: "{path} cannot be decoded ({status}): {detail}",
			fix: "Replace the file, or remove it and its record.",
			severity: "block"
		},
		"more-at-fault": {
			text: "{count} more images are at fault ({status}), for example {path}",
			fix: "Replace the files, or remove them and their records.",
			severity: "block"
		},
		"not-read": {
			text: "{count} images of {split} were not read: {why}",
			fix: "Fetch them before the run (`git lfs fetch`, `dvc fetch`, a `data-root`), let the run fetch them (`data.fetch: trusted-remote`), or accept that nothing is known of them.",
			severity: "warn"
		},
		"empty-split": {
			text: "the split {split} has no image that can be decoded ({count} listed)",
			fix: "Correct `data.splits`, or commit the images.",
			severity: "block"
		}
	},
	references: [],
	run({ baseData, headData, basePixels, headPixels }) {
		const head = {
			data: headData,
			pixels: headPixels
		};
		const base = baseData && basePixels ? {
			data: baseData,
			pixels: basePixels
		} : null;
		const [now, was] = [countSplits(head), base && countSplits(base)];
		return {
			status: "measured",
			metrics: splitMetrics(now, was),
			claims: [],
			findings: [
				...faultFindings(head, base),
				...notRead(head, base),
				...emptySplits(now, was)
			],
			exhibits: []
		};
	}
});

// src/checks/latency/latency-regression/limit.ts
const QUANTILES = {
	p50: "median",
	p95: "95th percentile"
};
/** Fewer A/A runs than these raise nothing. */
const LEAST_SELF_TIMED = 10;
/** So many of them may differ by more than half the margin. */
const MAY_DIFFER = .1;
/**
* A machine on which a model differs from itself by half the margin, in more than one A/A run of ten, finds slowdowns
* where there are none: there the margin (ln of the ratio) is twice the 90th percentile of |ln ratio| of its A/A runs, the
* least one of which no more than one in ten exceeds the half. It is never lowered.
*/
function limitOn(history, quantile, configured) {
	const own = {
		quantile,
		ratio: configured,
		raisedFor: null
	};
	const sizes = Float64Array.from(history?.latency ?? [], (run) => Math.abs(run[quantile])).sort();
	const n = sizes.length;
	const outside = sizes.filter((size) => size > Math.log(configured) / 2).length;
	if (n < 10 || outside <= MAY_DIFFER * n) return own;
	const ninetieth = sizes[Math.ceil(.9 * n) - 1];
	return {
		quantile,
		ratio: Math.exp(2 * ninetieth),
		raisedFor: {
			configured,
			outside,
			n
		}
	};
}

// src/checks/latency/latency-regression/check.ts
const LEAST_ROUNDS = 6;
/** A 95th percentile needs this many runs to have an order statistic above it (binomial, 99 %, one run beyond). */
const RUNS_FOR_P95 = 130;
const LEVEL = .95;
/** The machine's doing, not the pull request's: never new. */
const OF_MACHINE = {
	about: [],
	age: "pre-existing",
	count: 1
};
const ratio = (standard, what) => number$1().gt(1).max(10).default(standard).meta({ description: `tolerated head/base ratio of the ${what}` });
/** Time of one inference, base and head measured in turn. The round is the unit, never the single run. */
const check$6 = defineCheck({
	id: "latency/latency-regression",
	title: "Latency",
	failureTitle: "Inference became slower",
	why: "A slower model costs on every image, for ever; a single benchmark run finds a slowdown where there is none three times out of four.",
	pitfalls: [5, 10],
	cost: "cpu",
	needs: {
		latency: {
			evidence: "latency",
			at: "pair"
		},
		history: {
			evidence: "history",
			at: "pair",
			optional: true
		}
	},
	options: strictObject({
		"ratio-p50": ratio(1.05, QUANTILES.p50),
		"ratio-p95": ratio(1.1, QUANTILES.p95)
	}),
	messages: {
		slower: {
			text: "{metric} of one inference {baseMs} → {headMs} (× {times}, 95 % CI × {lo} … × {hi}; limit × {limit}; {n} rounds)",
			fix: "See the operators that were added (model/change), or raise the limit if the cost is wanted.",
			severity: "block"
		},
		unsteady: {
			text: "{count} of {sides} timed processes never became steady: the machine was busy",
			fix: "Use a quieter runner for latency: the intervals are wider than they need be.",
			severity: "info"
		},
		"limit-raised": {
			text: "{outside} of the last {n} A/A runs on this kind of machine differ by more than half of what {metric} may (× {limit}): the limit is × {raised} here",
			fix: "Use a quieter runner for latency: the limit falls back to what is configured as its A/A runs do.",
			severity: "info"
		},
		"few-self-timed": {
			text: "fewer than {least} A/A runs on this kind of machine ({n}): whether its noise needs a wider limit is not known",
			fix: "Let the measuring workflow run every night (`on: schedule`): each night adds one.",
			severity: "info"
		}
	},
	references: ["Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017", "Kalibera & Jones, Rigorous benchmarking in reasonable time, ISMM 2013"],
	run({ latency, history }, { options }) {
		const limits = (latency.runsPerRound >= RUNS_FOR_P95 ? ["p50", "p95"] : ["p50"]).map((quantile) => limitOn(history, quantile, options[`ratio-${quantile}`]));
		const made = limits.map((limit) => compare(latency, limit));
		return {
			status: "measured",
			metrics: made.flatMap(({ metrics }) => metrics),
			claims: made.map(({ claim }) => claim),
			findings: [
				...unsteady(latency),
				...limits.flatMap(raised),
				...fewSelfTimed(history)
			],
			exhibits: [rounds(latency)]
		};
	}
});
function compare({ base, head, rounds: n, pooled }, { quantile, ratio: limit }) {
	const logs = logRatio(base[quantile], head[quantile]);
	const enough = n >= LEAST_ROUNDS;
	const { lo, hi } = enough ? logRatioInterval(logs, LEVEL) : {
		lo: 0,
		hi: 0
	};
	const [baseMs, headMs] = [median(base[quantile]), median(head[quantile])];
	const id = `latency-${quantile}`;
	const interval = (from, to) => enough ? {
		lo: from,
		hi: to,
		level: LEVEL,
		method: "t-log-ratio"
	} : {
		code: "too-few",
		args: { n }
	};
	const estimate = (value, range) => ({
		value,
		n,
		of: "round",
		interval: range
	});
	const alone = {
		code: "paired-only",
		args: {}
	};
	return {
		metrics: [{
			id,
			slice: null,
			unit: "ms",
			better: "lower",
			base: estimate(baseMs, alone),
			head: estimate(headMs, alone),
			delta: estimate(headMs - baseMs, interval(baseMs * Math.expm1(lo), baseMs * Math.expm1(hi)))
		}],
		claim: {
			metric: id,
			slice: null,
			role: "limit",
			code: "slower",
			unit: "ms",
			n,
			gain: 0 - logs.mean,
			anchor: null,
			margin: Math.log(limit),
			interval: interval(-hi, -lo),
			p: enough ? probabilities(logs, limit) : {
				beyondMargin: 1,
				worse: 1,
				notInferior: 1,
				notInferiorToAnchor: null
			},
			mde80: null,
			n80: null,
			args: {
				metric: QUANTILES[quantile],
				baseMs,
				headMs,
				times: rounded(Math.exp(logs.mean)),
				lo: enough ? rounded(Math.exp(lo)) : "?",
				hi: enough ? rounded(Math.exp(hi)) : "?",
				limit: rounded(limit),
				n,
				...pooled > 1 ? { pooled } : {}
			}
		}
	};
}
function probabilities(logs, limit) {
	return {
		beyondMargin: slowerThan(logs, limit),
		worse: slowerThan(logs, 1),
		notInferior: notSlowerThan(logs, limit),
		notInferiorToAnchor: null
	};
}
/** Once a kind of machine: fewer A/A runs tell nothing of its noise. */
function fewSelfTimed(history) {
	if (history === null || history.latency.length >= 10) return [];
	const args = {
		least: 10,
		n: history.latency.length
	};
	return [{
		...OF_MACHINE,
		code: "few-self-timed",
		args,
		subject: "self-timed",
		basis: ""
	}];
}
function raised({ quantile, ratio, raisedFor }) {
	if (raisedFor === null) return [];
	const { configured, outside, n } = raisedFor;
	const args = {
		metric: QUANTILES[quantile],
		outside,
		n,
		limit: configured,
		raised: rounded(ratio)
	};
	return [{
		...OF_MACHINE,
		code: "limit-raised",
		args,
		subject: quantile,
		basis: ""
	}];
}
function unsteady({ unsteady: count, rounds: n, profile }) {
	if (count === 0) return [];
	const args = {
		count,
		sides: 2 * n
	};
	return [{
		...OF_MACHINE,
		code: "unsteady",
		args,
		subject: profile,
		basis: ""
	}];
}
function median(values) {
	const sorted = Float64Array.from(values).sort();
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
function rounded(value) {
	return Math.round(value * 1e3) / 1e3;
}
function rounds({ base, head, rounds: n }) {
	return {
		kind: "table",
		title: "Median of one inference, per round",
		columns: [
			{
				name: "round",
				unit: "count"
			},
			{
				name: "base",
				unit: "ms"
			},
			{
				name: "head",
				unit: "ms"
			},
			{
				name: "head to base",
				unit: "score"
			}
		],
		rows: Array.from({ length: n }, (_, round) => [
			round + 1,
			base.p50[round],
			head.p50[round],
			head.p50[round] / base.p50[round]
		]),
		total: n
	};
}

// src/checks/picture-clusters.ts
const OK = 0;
const HASH = 32;
/** Clusters of two and more, in the order of their first path. O(rows), over typed arrays. */
function clustersOf(data, pixels) {
	const clusters = duplicateRows(data, pixels).map((rows) => {
		const placed = rows.map((row) => ({
			row,
			path: data.path.get(row),
			split: splitOf(data, row)
		}));
		placed.sort((a, b) => compare$1(a.path, b.path) || compare$1(a.split, b.split));
		return {
			rows: placed.map(({ row }) => row),
			splits: [...new Set(placed.map(({ split }) => split))].sort(),
			ids: idsOf(data, pixels, rows)
		};
	});
	const first = new Map(clusters.map((cluster) => [cluster, data.path.get(cluster.rows[0])]));
	return clusters.sort((a, b) => compare$1(first.get(a), first.get(b)) || compare$1(a.ids[0], b.ids[0]));
}
function splitOf({ split }, row) {
	return split.values[split.codes[row]] ?? "";
}
/** What a picture is called: by its pixels where any of its images is decoded, else by its bytes. */
function nameOf(ids) {
	return ids.find((id) => id.startsWith("pixels:")) ?? ids[0];
}
/** Whether base lacks an image of this path, split, class and mask: what the pull request added, moved or relabelled. */
function novelty(data, base) {
	if (base === null) return () => true;
	let index = null;
	return (row) => {
		index ??= new RowIndex(base.path);
		const there = index.find(data.path.pool, data.path.start(row), data.path.ends[row]);
		if (there < 0 || splitOf(base, there) !== splitOf(data, row)) return true;
		return codeAt(base.label, there) !== codeAt(data.label, row) || !isSameMask(base, there, data, row);
	};
}
function newFirst(rows, isNew) {
	return [...rows.filter(isNew), ...rows.filter((row) => !isNew(row))];
}
/** Rows with equal decoded pixels or equal bytes (by id, so also where the bytes are not here), united. */
function duplicateRows(data, pixels) {
	const parent = new Int32Array(data.rows);
	for (let row = 0; row < data.rows; row++) parent[row] = row;
	join(parent, pixels.hash, pixels.status, (status) => status === OK);
	join(parent, data.content.hashes, data.content.kinds, (kind) => kind !== 0);
	const clusters = /* @__PURE__ */ new Map();
	for (let row = 0; row < data.rows; row++) {
		const top = root(parent, row);
		if (top === row) continue;
		const known = clusters.get(top);
		if (known) known.push(row);
		else clusters.set(top, [top, row]);
	}
	return [...clusters.values()];
}
/** Unites rows with equal hashes and equal kinds, in one pass of open addressing; hashes are their own hash. */
function join(parent, hashes, kinds, counts) {
	const mask = slotsFor(parent.length) - 1;
	const slots = new Int32Array(mask + 1).fill(-1);
	for (let row = 0; row < parent.length; row++) {
		if (!counts(kinds[row])) continue;
		const at = row * HASH;
		let slot = (hashes[at] | hashes[at + 1] << 8 | hashes[at + 2] << 16 | hashes[at + 3] << 24) & mask;
		for (; slots[slot] >= 0; slot = slot + 1 & mask) {
			const other = slots[slot];
			const there = other * HASH;
			if (kinds[other] === kinds[row] && equalBytes(hashes, at, at + HASH, hashes, there, there + HASH)) break;
		}
		if (slots[slot] < 0) slots[slot] = row;
		else unite(parent, slots[slot], row);
	}
}
/** The smaller row is the root, so that clusters do not depend on the order of joining. */
function unite(parent, a, b) {
	const [x, y] = [root(parent, a), root(parent, b)];
	if (x < y) parent[y] = x;
	else parent[x] = y;
}
function root(parent, row) {
	let top = row;
	while (parent[top] !== top) top = parent[top];
	for (let at = row; parent[at] !== top;) {
		const next = parent[at];
		parent[at] = top;
		at = next;
	}
	return top;
}
function idsOf({ content }, pixels, rows) {
	const ids = /* @__PURE__ */ new Set();
	for (const row of rows) {
		if (pixels.status[row] === OK) ids.add(`pixels:${hex(pixels.hash, row * HASH)}`);
		if (content.kind(row) !== "none") ids.add(content.text(row));
	}
	return [...ids].sort();
}
/** 128 bits are enough to name a picture. */
function hex(bytes, start) {
	let text = "";
	for (let i = start; i < start + 16; i++) text += bytes[i].toString(16).padStart(2, "0");
	return text;
}

// src/checks/leakage/conflicting-label/statements.ts
/** Boxes of shares are rounded to this part of the side where nobody knows the size of the image. */
const UNKNOWN_SIDE = 1e3;
/** The label, the mask, or the set of annotations: class and box, to the pixel. Only of `rows`, which are few beside all. */
function statementsOf(data, pixels, masks, rows) {
	if (masks && isMasked(data, masks)) return (row) => maskStatement(masks, row);
	return data.boxes ? boxStatements(data, pixels, rows) : (row) => codeAt(data.label, row);
}
/** Whether what is said of an image is its mask, and no box. */
function isMasked({ boxes }, masks) {
	return !boxes && masks !== null && masks.rows > 0;
}
function maskStatement({ status, hash }, row) {
	if (PIXEL_STATUS[status[row]] !== "ok") return null;
	return Buffer.from(hash.subarray(row * 32, row * 32 + 32)).toString("hex");
}
function boxStatements({ boxes, classes, rows: all }, pixels, rows) {
	const { image, label, xywh, normalised } = boxes;
	const wanted = new Uint8Array(all);
	for (const row of rows) wanted[row] = 1;
	const found = new Map(rows.map((row) => [row, /* @__PURE__ */ new Set()]));
	for (const [box, row] of image.entries()) {
		if (wanted[row] === 0) continue;
		const sides = [pixels.width[row] || UNKNOWN_SIDE, pixels.height[row] || UNKNOWN_SIDE];
		const at = [
			0,
			1,
			2,
			3
		].map((part) => Math.round(xywh[box * 4 + part] * (normalised ? sides[part % 2] : 1)));
		found.get(row).add(JSON.stringify([classes[label[box]] ?? "", ...at]));
	}
	const said = new Map([...found].map(([row, boxed]) => [row, [...boxed].sort().join("\n")]));
	return (row) => said.get(row) ?? null;
}
/** Annotations that only one of two images has. */
function onlyOnOne(first, second) {
	const [a, b] = [first, second].map((text) => new Set(text === "" ? [] : text.split("\n")));
	return [...a].filter((one) => !b.has(one)).length + [...b].filter((one) => !a.has(one)).length;
}

// src/checks/leakage/conflicting-label/check.ts
const PAIRS_SHOWN$1 = 50;
/** Equal pictures (by decoded pixels or by bytes) with different labels or annotations, across and inside splits. */
const check$5 = defineCheck({
	id: "leakage/conflicting-label",
	title: "One picture, one label",
	failureTitle: "The same picture has different labels",
	why: "One of two labels of the same picture is wrong: a model is punished for either answer, and a test that asks both cannot be passed.",
	pitfalls: [2, 3],
	cost: "cpu",
	needs: {
		baseData: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		headData: {
			evidence: "dataset",
			at: "head"
		},
		basePixels: {
			evidence: "pixels",
			at: "base",
			optional: true
		},
		headPixels: {
			evidence: "pixels",
			at: "head"
		},
		baseMasks: {
			evidence: "masks",
			at: "base",
			optional: true
		},
		headMasks: {
			evidence: "masks",
			at: "head",
			optional: true
		}
	},
	options: strictObject({}),
	messages: {
		"conflicting-labels": {
			text: "the same picture is {firstLabel} as {first} and {secondLabel} as {second} ({count} files)",
			fix: "Decide what it shows, and keep one of the files.",
			severity: "warn"
		},
		"conflicting-annotations": {
			text: "the same picture is annotated differently as {first} and {second}: {different} annotations are on one of them only ({count} files)",
			fix: "Decide which annotations are right, and keep one of the files.",
			severity: "warn"
		},
		"conflicting-masks": {
			text: "the same picture has one mask as {first} and another as {second} ({count} files)",
			fix: "Decide which mask is right, and keep one of the files.",
			severity: "warn"
		},
		"further-pictures": {
			text: "{count} further pictures of which two things are said ({kind}), for example in {file}",
			fix: "Decide for each, like for the ones shown one by one.",
			severity: "warn"
		}
	},
	references: ["Northcutt, Athalye & Mueller, Pervasive label errors in test sets, NeurIPS 2021"],
	run({ baseData, headData, basePixels, headPixels, baseMasks, headMasks }) {
		const head = conflictsOf(headData, headPixels, headMasks);
		const base = baseData && basePixels ? conflictsOf(baseData, basePixels, baseMasks) : null;
		const known = knownOf(base?.conflicts ?? []);
		const fresh = head.conflicts.filter((one) => !isKnown(one, known));
		const isNew = novelty(headData, baseData);
		const code = codeOf(headData, headMasks);
		const found = (conflict) => toFound$1(code, conflict, headData, head.statement, isNew);
		const old = head.conflicts.filter((one) => isKnown(one, known));
		const count = (side, { rows: n }) => ({
			value: side.conflicts.length,
			n
		});
		return {
			status: "measured",
			metrics: [countMetric("pictures-in-conflict", null, base && baseData && count(base, baseData), count(head, headData))],
			claims: [],
			findings: bounded(fresh.map(found), oldOnes(old.length, old.slice(0, 1).map(found)), "further-pictures"),
			exhibits: pairs(fresh)
		};
		function pairs(shown) {
			if (shown.length === 0 || code !== "conflicting-labels") return [];
			return [{
				kind: "pairs",
				title: "The same picture with two labels",
				pairs: shown.slice(0, PAIRS_SHOWN$1).map(({ cluster }) => {
					const [first, second] = pairOf$1(cluster, head.statement, isNew);
					const [a, b] = [first, second].map((row) => clip$2(head.statement(row)));
					const text = {
						code: "labelled-both",
						args: {
							first: a,
							second: b
						}
					};
					return {
						left: imageRef(headData, first),
						right: imageRef(headData, second),
						text
					};
				}),
				total: shown.length
			}];
		}
	}
});
function codeOf(data, masks) {
	if (isMasked(data, masks)) return "conflicting-masks";
	return data.boxes ? "conflicting-annotations" : "conflicting-labels";
}
function conflictsOf(data, pixels, masks) {
	const clusters = clustersOf(data, pixels);
	const statement = statementsOf(data, pixels, masks, clusters.flatMap(({ rows }) => rows));
	return {
		conflicts: clusters.flatMap((cluster) => {
			const said = new Set(cluster.rows.flatMap((row) => statement(row) ?? []));
			return said.size > 1 ? [{
				cluster,
				said: [...said].sort()
			}] : [];
		}),
		statement
	};
}
/** Id of a picture → what base says of it already. */
function knownOf(conflicts) {
	return new Map(conflicts.flatMap(({ cluster, said }) => cluster.ids.map((id) => [id, new Set(said)])));
}
function isKnown({ cluster, said }, known) {
	return cluster.ids.some((id) => {
		const before = known.get(id);
		return before !== void 0 && said.every((one) => before.has(one));
	});
}
/** Two images of which different things are said; what the pull request brought comes first. */
function pairOf$1({ rows }, statement, isNew) {
	const choice = newFirst(rows, isNew).filter((row) => statement(row) !== null);
	const [first] = choice;
	return [first, choice.find((row) => statement(row) !== statement(first))];
}
function toFound$1(code, { cluster, said }, data, statement, isNew) {
	const [first, second] = pairOf$1(cluster, statement, isNew);
	const [a, b] = [statement(first), statement(second)];
	const paths = {
		first: data.path.get(first),
		second: data.path.get(second),
		count: cluster.rows.length
	};
	const more = {
		"conflicting-labels": {
			firstLabel: clip$2(a),
			secondLabel: clip$2(b)
		},
		"conflicting-annotations": { different: onlyOnOne(a, b) },
		"conflicting-masks": {}
	};
	return {
		code,
		args: {
			...paths,
			...more[code]
		},
		about: [first, second].flatMap((row) => [recordRef(data, row) ?? place(data.path.get(row), 0), imageRef(data, row)]),
		age: "new",
		count: 1,
		subject: nameOf(cluster.ids),
		basis: JSON.stringify(said)
	};
}

// src/checks/leakage/exact-duplicate/findings.ts
/** Pictures told one by one; what is beyond is told as one number for each combination of splits. */
const SINGLY = 1e3;
/**
* Clusters that cross splits, new ones first. A picture is new in its splits unless base has it in all of them already: a
* further copy in the same splits is not a new leak, a copy in a further split is.
*/
function ordered(head, base) {
	const before = /* @__PURE__ */ new Map();
	for (const { ids, splits } of base) if (splits.length > 1) for (const id of ids) before.set(id, new Set(splits));
	const aged = head.filter(({ splits }) => splits.length > 1).map((cluster) => {
		return {
			cluster,
			age: cluster.ids.some((id) => {
				const there = before.get(id);
				return there !== void 0 && cluster.splits.every((split) => there.has(split));
			}) ? "pre-existing" : "new"
		};
	});
	return [...aged.filter(({ age }) => age === "new"), ...aged.filter(({ age }) => age !== "new")];
}
function acrossFindings(crossing, head) {
	const folded = /* @__PURE__ */ new Map();
	for (const one of crossing.slice(SINGLY)) {
		const key = `${one.age} ${one.cluster.splits.join("\0")}`;
		const known = folded.get(key);
		if (known) known.push(one);
		else folded.set(key, [one]);
	}
	return [...crossing.slice(0, SINGLY).map((one) => single(one, head)), ...[...folded].sort(([a], [b]) => compare$1(a, b)).map(([key, rest]) => more(key, rest, head))];
}
function single({ cluster, age }, head) {
	const { rows, splits, ids } = cluster;
	const { data } = head;
	const [first, second] = pairOf(cluster, head);
	return {
		code: "across-splits",
		args: {
			splits: splits.join(" and "),
			first: data.path.get(first),
			second: data.path.get(second),
			count: rows.length
		},
		about: newFirst([first, second], head.isNew).flatMap((row) => refs(data, row)),
		age,
		count: rows.length,
		subject: `${nameOf(ids)} ${splits.join("\0")}`,
		basis: rows.map((row) => `${data.path.get(row)} ${data.content.text(row)}`).join("\n")
	};
}
function more(key, rest, head) {
	const [{ cluster, age }] = rest;
	const { data } = head;
	const [first, second] = pairOf(cluster, head);
	const args = {
		count: rest.length,
		splits: cluster.splits.join(" and "),
		first: data.path.get(first),
		second: data.path.get(second)
	};
	const basis = rest.map((one) => nameOf(one.cluster.ids)).sort();
	return {
		code: "more-across-splits",
		args,
		about: newFirst([first, second], head.isNew).flatMap((row) => refs(data, row)),
		age,
		count: rest.length,
		subject: key,
		basis: basis.join(" ")
	};
}
/** One finding a split: what is new in it, or else what was there. */
function withinFindings(head, base, data) {
	const before = new Set(base.flatMap(({ ids, splits }) => splits.length === 1 ? ids.map((id) => `${splits} ${id}`) : []));
	const bySplit = /* @__PURE__ */ new Map();
	for (const cluster of head) {
		const [split, other] = cluster.splits;
		if (other !== void 0) continue;
		const group = bySplit.get(split) ?? {
			all: [],
			fresh: []
		};
		bySplit.set(split, group);
		group.all.push(cluster);
		if (!cluster.ids.some((id) => before.has(`${split} ${id}`))) group.fresh.push(cluster);
	}
	return [...bySplit].sort(([a], [b]) => compare$1(a, b)).map(([split, { all, fresh }]) => {
		const told = fresh.length > 0 ? fresh : all;
		const [first, second] = told[0].rows.map((row) => data.path.get(row));
		return {
			code: "within-split",
			args: {
				count: told.length,
				split,
				first,
				second
			},
			about: told[0].rows.slice(0, 2).flatMap((row) => refs(data, row)),
			age: fresh.length > 0 ? "new" : "pre-existing",
			count: told.length,
			subject: split,
			basis: told.map(({ ids }) => nameOf(ids)).sort().join(" ")
		};
	});
}
/** Two images of a cluster from different splits, the first from the gate split if one is there; new ones rather than old. */
function pairOf({ rows }, { data, gateSplit, isNew }) {
	const choice = newFirst(rows, isNew);
	const first = choice.find((row) => splitOf(data, row) === gateSplit) ?? choice[0];
	return [first, choice.find((row) => splitOf(data, row) !== splitOf(data, first))];
}
function refs(data, row) {
	const record = recordRef(data, row);
	return [...record ? [record] : [], imageRef(data, row)];
}

// src/checks/leakage/exact-duplicate/metrics.ts
/** With more splits than this only the pairs with the gate split are counted. */
const MOST_SPLITS = 10;
/** Pictures that are in both splits of a pair: pairs with the gate split, and others that have any. */
function metrics(base, head, gateSplit) {
	const splits = [.../* @__PURE__ */ new Set([...head.data.split.values, ...base?.data.split.values ?? []])].sort();
	const withGate = (a, b) => a === gateSplit || b === gateSplit;
	const wanted = splits.length > MOST_SPLITS ? withGate : () => true;
	const [now, was] = [countPairs(head, wanted), base && countPairs(base, wanted)];
	const size = {
		head: images(head.data),
		base: base && images(base.data)
	};
	const made = [];
	for (const [index, a] of splits.entries()) for (const b of splits.slice(index + 1)) {
		const key = keyOf$1(a, b);
		const [after, before] = [now.get(key) ?? 0, was && (was.get(key) ?? 0)];
		if (!withGate(a, b) && after === 0 && !before) continue;
		const n = (sizes) => (sizes.get(a) ?? 0) + (sizes.get(b) ?? 0);
		const former = before === null || !size.base ? null : {
			value: before,
			n: n(size.base)
		};
		made.push(countMetric("pictures-in-both", `${a} and ${b}`, former, {
			value: after,
			n: n(size.head)
		}));
	}
	return made;
}
function countPairs({ clusters }, counts) {
	const pairs = /* @__PURE__ */ new Map();
	for (const { splits } of clusters) for (const [index, a] of splits.entries()) for (const b of splits.slice(index + 1)) if (counts(a, b)) pairs.set(keyOf$1(a, b), (pairs.get(keyOf$1(a, b)) ?? 0) + 1);
	return pairs;
}
function keyOf$1(a, b) {
	return compare$1(a, b) < 0 ? `${a}\0${b}` : `${b}\0${a}`;
}
function images({ split }) {
	const counts = /* @__PURE__ */ new Map();
	const byCode = split.values.map(() => 0);
	for (const code of split.codes) if (code >= 0) byCode[code]++;
	for (const [code, name] of split.values.entries()) counts.set(name, byCode[code]);
	return counts;
}

// src/checks/leakage/exact-duplicate/check.ts
const PAIRS_SHOWN = 50;
/** The same picture in two splits: by decoded, oriented pixels, or by the ids of its bytes where they are not here. */
const check$4 = defineCheck({
	id: "leakage/exact-duplicate",
	title: "Exact duplicates across splits",
	failureTitle: "The same image is in two splits",
	why: "A model that has seen the test image in training is tested on its memory.",
	pitfalls: [3],
	cost: "cpu",
	needs: {
		baseData: {
			evidence: "dataset",
			at: "base",
			optional: true
		},
		headData: {
			evidence: "dataset",
			at: "head"
		},
		basePixels: {
			evidence: "pixels",
			at: "base",
			optional: true
		},
		headPixels: {
			evidence: "pixels",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		"across-splits": {
			text: "the same picture is in {splits}: {first} and {second} ({count} records)",
			fix: "Keep it in one split: remove the copy or its record, or move it back.",
			severity: "block"
		},
		"more-across-splits": {
			text: "{count} more pictures are in {splits}, for example {first} and {second}",
			fix: "Keep each in one split: remove the copies, or move them back.",
			severity: "block"
		},
		"within-split": {
			text: "{count} pictures are in {split} more than once, for example {first} and {second}",
			fix: "Remove the copies: they count double.",
			severity: "info"
		}
	},
	references: ["Kapoor & Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 2023", "Barz & Denzler, Do we train on test data? Purging CIFAR of near-duplicates, J. Imaging 2020"],
	run({ baseData, headData, basePixels, headPixels }, { target }) {
		const head = {
			data: headData,
			clusters: clustersOf(headData, headPixels)
		};
		const base = baseData && basePixels ? {
			data: baseData,
			clusters: clustersOf(baseData, basePixels)
		} : null;
		const crossing = ordered(head.clusters, base?.clusters ?? []);
		const side = {
			data: headData,
			gateSplit: target.gateSplit,
			isNew: novelty(headData, baseData ?? null)
		};
		return {
			status: "measured",
			metrics: metrics(base, head, target.gateSplit),
			claims: [],
			findings: [...acrossFindings(crossing, side), ...withinFindings(head.clusters, base?.clusters ?? [], headData)],
			exhibits: pairs(crossing)
		};
		function pairs(shown) {
			if (shown.length === 0) return [];
			const image = (row) => imageRef(headData, row);
			return [{
				kind: "pairs",
				title: "The same picture in two splits",
				pairs: shown.slice(0, PAIRS_SHOWN).map(({ cluster }) => {
					const [first, second] = pairOf(cluster, side);
					const text = {
						code: "in-splits",
						args: { splits: cluster.splits.join(" and ") }
					};
					return {
						left: image(first),
						right: image(second),
						text
					};
				}),
				total: shown.length
			}];
		}
	}
});

// src/checks/leakage/split-move/losses.ts
/** Fewer images to be judged on, and classes that nothing is judged on any more. Emptied altogether is shrunk to 0. */
function lossFindings({ match, base, head, gateSplit }) {
	const [before, after] = [gateRows(base, gateSplit), gateRows(head, gateSplit)];
	if (before.length === 0) return [];
	const found = [];
	if (after.length < before.length) {
		const removed = before.filter((row) => match.baseToHead[row] < 0).length;
		const gate = head.split.values.indexOf(gateSplit);
		const stay = before.filter((row) => {
			const partner = match.baseToHead[row];
			return partner >= 0 && head.split.codes[partner] === gate;
		});
		const moved = before.length - removed - stay.length;
		found.push({
			code: "judged-shrunk",
			args: {
				split: gateSplit,
				before: before.length,
				after: after.length,
				removed,
				moved
			},
			about: [],
			age: "new",
			count: before.length - after.length,
			subject: gateSplit,
			basis: `${before.length} ${after.length} ${removed} ${moved}`
		});
	}
	const [had, has] = [classesIn(base, before), classesIn(head, after)];
	const lost = after.length === 0 ? [] : [...had].filter((name) => !has.has(name)).sort();
	if (lost.length === 0) return found;
	found.push({
		code: "judged-class-lost",
		args: {
			split: gateSplit,
			count: lost.length,
			classes: listed(lost)
		},
		about: [],
		age: "new",
		count: lost.length,
		subject: gateSplit,
		basis: JSON.stringify(lost)
	});
	return found;
}
function gateRows({ split, rows }, gateSplit) {
	const gate = split.values.indexOf(gateSplit);
	const found = [];
	for (let row = 0; row < rows; row++) if (split.codes[row] === gate) found.push(row);
	return found;
}
/** Classes of images and of their annotations. */
function classesIn({ label, boxes, classes, rows: all }, rows) {
	const used = new Uint8Array(classes.length);
	const judged = new Uint8Array(all);
	for (const row of rows) {
		judged[row] = 1;
		if (label.codes[row] >= 0) used[label.codes[row]] = 1;
	}
	for (const [box, image] of boxes?.image.entries() ?? []) if (judged[image] === 1 && boxes.label[box] >= 0) used[boxes.label[box]] = 1;
	return new Set(classes.filter((_, code) => used[code] === 1));
}

// src/checks/leakage/split-move/moves.ts
const REFS = 5;
/** Splits that a model is not fitted to, by their usual names; every other one may be. */
const HELD_OUT = /^(val|dev|test|eval|hold)/i;
function findMoves({ match, base, head, gateSplit }) {
	const split = shareValues(base.split, head.split);
	const gate = split.values.indexOf(gateSplit);
	const moves = /* @__PURE__ */ new Map();
	for (let row = 0; row < head.rows; row++) {
		const partner = match.headToBase[row];
		if (partner < 0) continue;
		const [from, to] = [split.base[partner], split.head[row]];
		if (from === to || from !== gate && to !== gate) continue;
		const key = from * split.values.length + to;
		const known = moves.get(key);
		if (known) known.rows.push(row);
		else moves.set(key, {
			...named(split.values[from], split.values[to], gateSplit),
			rows: [row]
		});
	}
	return [...moves].sort(([a], [b]) => a - b).map(([, move]) => move);
}
function named(from, to, gateSplit) {
	if (from === gateSplit) return {
		code: "judged-into-other",
		from,
		to
	};
	return {
		code: HELD_OUT.test(from) ? "other-into-judged" : "trained-into-judged",
		from,
		to
	};
}
function moveFinding({ code, from, to, rows }, { head }) {
	const shown = rows.slice(0, REFS);
	return {
		code,
		args: {
			count: rows.length,
			from,
			to,
			example: head.path.get(rows[0])
		},
		about: [...shown.flatMap((row) => recordRef(head, row) ?? []), ...shown.map((row) => imageRef(head, row))],
		age: "new",
		count: rows.length,
		subject: JSON.stringify([from, to]),
		basis: basisOf(head, rows)
	};
}
/** Images of each move, and the annotations that moved with them. */
function moveTable(moves, { head: { boxes, rows } }) {
	if (moves.length === 0) return [];
	const moveOf = new Int32Array(rows).fill(-1);
	for (const [at, move] of moves.entries()) for (const row of move.rows) moveOf[row] = at;
	const annotations = new Int32Array(moves.length);
	for (const image of boxes?.image ?? []) if (moveOf[image] >= 0) annotations[moveOf[image]]++;
	return [{
		kind: "table",
		title: "Moves into and out of the judged split",
		columns: [
			{
				name: "from",
				unit: "text"
			},
			{
				name: "to",
				unit: "text"
			},
			{
				name: "images",
				unit: "count"
			},
			{
				name: "annotations",
				unit: "count"
			}
		],
		rows: moves.map((move, at) => [
			move.from,
			move.to,
			move.rows.length,
			boxes ? annotations[at] : null
		]),
		total: moves.length
	}];
}

// src/checks/leakage/split-move/check.ts
/** What came into the judged split from where a model may have seen it, and what left it. */
const check$3 = defineCheck({
	id: "leakage/split-move",
	title: "Moves into and out of the judged split",
	failureTitle: "The judged split gained or lost images or classes",
	why: "An image that was trained on yesterday and is tested on today is remembered, not recognised; one that left the test set is no longer asked.",
	pitfalls: [3, 5],
	cost: "static",
	needs: {
		match: {
			evidence: "match",
			at: "pair"
		},
		base: {
			evidence: "dataset",
			at: "base"
		},
		head: {
			evidence: "dataset",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		"trained-into-judged": {
			text: "images of {from} moved into {to}, which is judged: {count}, for example {example}",
			fix: "Move them back: models up to now were trained on them. New test images must be new to every model.",
			severity: "block"
		},
		"other-into-judged": {
			text: "images of {from} moved into {to}, which is judged: {count}, for example {example}",
			fix: "Make sure that no choice (epoch, threshold, architecture) was made on them.",
			severity: "warn"
		},
		"judged-into-other": {
			text: "images of {from}, which is judged, moved into {to}: {count}, for example {example}",
			fix: "Keep test images where they are: a model that trains on them cannot be compared with earlier ones.",
			severity: "warn"
		},
		"judged-shrunk": {
			text: "the judged split {split} has {after} images, {before} on base ({removed} removed, {moved} moved to other splits)",
			fix: "Say in the description why: fewer images show less, and a metric rises when the hard ones leave.",
			severity: "warn"
		},
		"judged-class-lost": {
			text: "nothing in {split} is of {classes} any more",
			fix: "Keep images of every class in the judged split: what is not tested may be lost without a word.",
			severity: "warn"
		}
	},
	references: ["Kapoor & Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 2023"],
	run({ match, base, head }, { target: { gateSplit } }) {
		const given = {
			match,
			base,
			head,
			gateSplit
		};
		const moves = findMoves(given);
		return {
			status: "measured",
			metrics: [],
			claims: [],
			findings: [...moves.map((move) => moveFinding(move, given)), ...lossFindings(given)],
			exhibits: moveTable(moves, given)
		};
	}
});

// src/checks/model/change/exhibits.ts
/** Rows of a table; the totals are told. */
const SHOWN$1 = 100;
/** Characters of a name or a list: names may have 64 KB, a cell should not. */
const LONGEST$1 = 200;
function exhibitsOf(base, head, change) {
	return [
		facts(base, head),
		operators(base, head),
		kinds(change),
		tensors(change)
	];
}
/** Versions, producer and signature; numbers stand among the metrics. */
function facts(base, head) {
	const fact = (name, of) => [
		name,
		of(base),
		of(head)
	];
	const metadata = [.../* @__PURE__ */ new Set([...base.metadata.keys(), ...head.metadata.keys()])].filter((key) => base.metadata.get(key) !== head.metadata.get(key)).sort().map((key) => fact(`metadata ${clip$1(key)}`, ({ metadata }) => metadata.has(key) ? clip$1(metadata.get(key)) : null));
	const rows = [
		fact("producer", ({ producer }) => clip$1(producer)),
		fact("IR version", ({ irVersion }) => irVersion),
		fact("operator sets", ({ opsets }) => list([...opsets].map(([domain, of]) => `${domain || "ai.onnx"} ${of}`))),
		fact("inputs", ({ inputs }) => list(inputs.map(portText$1))),
		fact("outputs", ({ outputs }) => list(outputs.map(portText$1))),
		fact("nodes", ({ nodes }) => nodes.length),
		fact("parameters", ({ parameters }) => parameters),
		fact("bytes", ({ bytes }) => bytes),
		fact("external data", ({ external }) => list(external)),
		...metadata
	];
	return table("Facts", text("fact", "base", "head"), rows);
}
/** Operators whose number changed, the largest changes first. */
function operators(base, head) {
	const rows = [.../* @__PURE__ */ new Set([...base.operators.keys(), ...head.operators.keys()])].sort().map((name) => [
		name,
		base.operators.get(name) ?? 0,
		head.operators.get(name) ?? 0
	]).filter(([, before, after]) => before !== after).sort((a, b) => Math.abs(b[2] - b[1]) - Math.abs(a[2] - a[1])).map(([name, before, after]) => [
		clip$1(name),
		before,
		after
	]);
	return table("Operators whose number changed", [...text("operator"), ...counts("base", "head")], rows);
}
/** How many tensors, weights and elements are of each kind; for pairs, the elements of head. */
function kinds(change) {
	const heads = (pairs) => pairs.map(([, head]) => head);
	const row = (name, tensors) => [
		name,
		tensors.length,
		tensors.filter(({ role }) => role === "weight").length,
		tensors.reduce((sum, { elements }) => sum + elements, 0)
	];
	const rows = [
		row("equal", heads(change.equal)),
		row("equal under another name", heads(change.renamed)),
		row("other values", heads(change.changed)),
		row("other shape", heads(change.reshaped)),
		row("other type", heads(change.retyped)),
		row("added", change.added),
		row("removed", change.removed),
		row("stored once more", change.copied),
		row("stored once less", change.merged)
	].filter(([, count]) => count !== 0);
	return table("Tensors", [...text(""), ...counts("tensors", "weights", "elements")], rows);
}
function tensors({ changed, reshaped, retyped, added, removed }) {
	const pair = (name) => (of) => [
		name,
		names(of),
		tensorText(of[0]),
		tensorText(of[1])
	];
	const rows = [
		...reshaped.map(pair("other shape")),
		...retyped.map(pair("other type")),
		...removed.map((tensor) => [
			"removed",
			clip$1(tensor.name),
			tensorText(tensor),
			null
		]),
		...added.map((tensor) => [
			"added",
			clip$1(tensor.name),
			null,
			tensorText(tensor)
		]),
		...changed.map(pair("other values"))
	];
	return table("Tensors that are not the same", text("change", "tensor", "base", "head"), rows);
}
function names([base, head]) {
	return base.name === head.name ? clip$1(base.name) : `${clip$1(base.name)} → ${clip$1(head.name)}`;
}
function tensorText({ dtype, dims }) {
	return `${dtype} [${dims.join(", ")}]`;
}
function portText$1({ name, dtype, dims }) {
	return `${clip$1(name)} ${dtype} ${dims === null ? "of any shape" : `[${dims.map((dim) => dim ?? "?").join(", ")}]`}`;
}
function list(items) {
	return clip$1([...items].join(", "));
}
function clip$1(value) {
	return value.length <= LONGEST$1 ? value : `${value.slice(0, LONGEST$1)}…`;
}
function table(title, columns, rows) {
	return {
		kind: "table",
		title,
		columns,
		rows: rows.slice(0, SHOWN$1),
		total: rows.length
	};
}
function text(...columns) {
	return columns.map((name) => ({
		name,
		unit: "text"
	}));
}
function counts(...columns) {
	return columns.map((name) => ({
		name,
		unit: "count"
	}));
}

// src/checks/model/change/measures.ts
/** Counted on one file each: no interval. */
function metricsOf(base, head, change) {
	const { changed, reshaped, retyped, added, removed } = change;
	const paired = changed.length + reshaped.length + retyped.length;
	return [
		metric$1("parameters", "count", "neither", base.parameters, head.parameters),
		metric$1("bytes", "byte", "lower", base.bytes, head.bytes),
		metric$1("nodes", "count", "neither", base.nodes.length, head.nodes.length),
		metric$1("tensors", "count", "neither", base.tensors.length, head.tensors.length),
		metric$1("tensors-of-its-own", "count", "neither", paired + removed.length, paired + added.length)
	];
}
function metric$1(id, unit, better, base, head) {
	const interval = {
		code: "deterministic",
		args: {}
	};
	const estimate = (value) => ({
		value,
		n: 1,
		of: "file",
		interval
	});
	return {
		id,
		slice: null,
		unit,
		better,
		base: estimate(base),
		head: estimate(head),
		delta: estimate(head - base)
	};
}

// src/checks/model/change/summary.ts
const messages$1 = {
	"same-network": {
		text: "the same network in another file: graph and all {tensors} tensors are equal",
		fix: "Metadata, names or versions differ: see the facts. A changed list of classes changes what the outputs mean.",
		severity: "info"
	},
	"same-weights": {
		text: "all {weights} weights equal by content, {renamed} of them under another name; nodes {before} → {after}, other constants: {constants}",
		fix: "Nothing was trained. Look at the operators and constants: a new export, another input size, or decoding moved into the graph.",
		severity: "info"
	},
	retrained: {
		text: "the same graph, {changed} of {tensors} tensors have other values",
		fix: "The network was trained again or its weights were edited: see the tensors.",
		severity: "info"
	},
	resized: {
		text: "the same graph, of {tensors} tensors {changed} with other values, {reshaped} with another shape or type",
		fix: "Layers became wider or narrower, for example for other classes: see the tensors.",
		severity: "info"
	},
	converted: {
		text: "{retyped} of {weights} weights with another type, the others equal; nodes {before} → {after}",
		fix: "Quantised or cast: nothing was trained, but the outputs are not the same.",
		severity: "info"
	},
	extended: {
		text: "all {weights} weights kept, {added} new; nodes {before} → {after}",
		fix: "A part was put onto a frozen network: see the operators and the new tensors.",
		severity: "info"
	},
	restructured: {
		text: "another graph: nodes {before} → {after}; of {weights} weights {kept} equal, {changed} with other values, {reshaped} with another shape or type, {removed} gone; {added} new",
		fix: "See the operators and the tensors.",
		severity: "info"
	}
};
/** What happened, in one sentence; none when the files are the same. */
function summary(base, head, change) {
	if (base.digest === head.digest) return [];
	const { code, args } = sentence(base, head, change);
	return [{
		code,
		args,
		about: [{
			kind: "file",
			side: "head",
			path: head.path
		}],
		age: "new",
		count: 1,
		subject: "model",
		basis: `${base.digest} ${head.digest}`
	}];
}
function sentence(base, head, change) {
	const { sameGraph, equal, renamed, changed, reshaped, retyped, added, removed, copied, merged } = change;
	const tensors = base.tensors.length;
	const nodes = {
		before: base.nodes.length,
		after: head.nodes.length
	};
	const others = changed.length + reshaped.length + retyped.length;
	const unpaired = added.length + removed.length;
	if (sameGraph && others + unpaired + copied.length + merged.length === 0) return {
		code: "same-network",
		args: { tensors }
	};
	const kept = (pair) => isWeight(pair[0]) && pair[0].digest === pair[1].digest;
	const weights = count(base.tensors, isWeight);
	const same = count([
		...equal,
		...renamed,
		...reshaped
	], kept) + count(merged, isWeight);
	const lost = weights - same;
	const fresh = count([
		...changed,
		...reshaped,
		...retyped
	], (pair) => isWeight(pair[1]) && !kept(pair));
	const gained = count(added, isWeight) + fresh;
	if (lost === 0 && gained === 0) {
		const constants = others + unpaired - count(reshaped, kept);
		return {
			code: "same-weights",
			args: {
				weights,
				renamed: count(renamed, kept),
				constants,
				...nodes
			}
		};
	}
	if (sameGraph && unpaired === 0) {
		const args = {
			tensors,
			changed: changed.length,
			reshaped: reshaped.length + retyped.length
		};
		return {
			code: args.reshaped === 0 ? "retrained" : "resized",
			args
		};
	}
	if (lost === 0) return {
		code: "extended",
		args: {
			weights,
			added: gained,
			...nodes
		}
	};
	const ofWeights = (pair) => isWeight(pair[0]) && !kept(pair);
	if (lost === count(retyped, ofWeights)) return {
		code: "converted",
		args: {
			weights,
			retyped: lost,
			...nodes
		}
	};
	return {
		code: "restructured",
		args: {
			weights,
			kept: same,
			changed: count(changed, ofWeights),
			reshaped: count([...reshaped, ...retyped], ofWeights),
			added: count(added, isWeight),
			removed: count(removed, isWeight),
			...nodes
		}
	};
}
function isWeight({ role }) {
	return role === "weight";
}
function count(items, is) {
	return items.filter(is).length;
}

// src/checks/model/change/align.ts
/** A table of 16 MB; real sequences are a few hundred long after their equal ends are cut off. */
const MOST_CELLS = 4e6;
/**
* Longest common subsequence: pairs of indices with equal tokens, in order. Of sequences that are too long for the
* table only the equal beginning and end.
*/
function align(a, b) {
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let tail = 0;
	while (tail < Math.min(a.length, b.length) - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
	const pairs = [];
	for (let index = 0; index < start; index++) pairs.push([index, index]);
	const middle = common(a.slice(start, a.length - tail), b.slice(start, b.length - tail));
	for (const [left, right] of middle) pairs.push([start + left, start + right]);
	for (let index = tail; index > 0; index--) pairs.push([a.length - index, b.length - index]);
	return pairs;
}
function common(a, b) {
	const width = b.length + 1;
	if ((a.length + 1) * width > MOST_CELLS) return [];
	/** Length of the longest common subsequence of what follows a[i] and b[j]. */
	const lengths = new Uint32Array((a.length + 1) * width);
	for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) lengths[i * width + j] = a[i] === b[j] ? lengths[(i + 1) * width + j + 1] + 1 : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
	const pairs = [];
	for (let i = 0, j = 0; i < a.length && j < b.length;) if (a[i] === b[j]) pairs.push([i++, j++]);
	else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
	else j++;
	return pairs;
}

// src/checks/model/change/trace.ts
function traceOf(model) {
	return new Tracer(model).trace();
}
function sameSteps(a, b) {
	return a.steps.length === b.steps.length && a.steps.every((step, index) => step === b.steps[index]);
}
var Tracer = class {
	#model;
	#tensors = /* @__PURE__ */ new Map();
	/** What stands for a value instead of its name: the step that makes it, or the order in which it first comes. */
	#values = /* @__PURE__ */ new Map();
	#uses = [];
	constructor(model) {
		this.#model = model;
	}
	trace() {
		for (const tensor of this.#model.tensors) {
			const key = keyOf(tensor.within, tensor.name);
			if (!this.#tensors.has(key)) this.#tensors.set(key, tensor);
		}
		for (const [index, { name }] of this.#model.inputs.entries()) this.#values.set(keyOf("", name), `input ${index}`);
		const steps = [];
		for (const node of this.#model.nodes) if (!isConstant(node)) steps.push(this.#step(node, steps.length));
		const outputs = this.#model.outputs.map(({ name }) => this.#value("", name, "output"));
		steps.push(JSON.stringify(outputs));
		return {
			steps,
			uses: this.#uses
		};
	}
	#step({ domain, operator, within, attributes, inputs, outputs }, index) {
		const from = inputs.map((name, slot) => this.#value(within, name, `${operator} ${slot}`));
		for (const [slot, name] of outputs.entries()) this.#values.set(keyOf(within, name), `${index}.${slot}`);
		return JSON.stringify([
			domain,
			operator,
			within,
			attributes,
			from,
			outputs.length
		]);
	}
	#value(within, name, role) {
		if (name === "") return "";
		const key = keyOf(within, name);
		const tensor = this.#tensors.get(key);
		if (tensor) {
			this.#uses.push({
				tensor,
				role
			});
			return "tensor";
		}
		const known = this.#values.get(key);
		if (known !== void 0) return known;
		const made = `value ${this.#values.size}`;
		this.#values.set(key, made);
		return made;
	}
};
function isConstant({ domain, operator }) {
	return domain === "" && operator === "Constant";
}
function keyOf(within, name) {
	return `${within}\0${name}`;
}

// src/checks/model/change/tensors.ts
/**
* By place where the graphs are the same, which no renaming and no retraining disturbs. Else by content first (exporters
* renumber: by name alone a new export looks like a retraining), then by names that people or modules gave, then by the
* order of uses, then by what names are left.
*/
function compareTensors(base, head) {
	const [before, after] = [traceOf(base), traceOf(head)];
	const sameGraph = sameSteps(before, after);
	const matching = new Matching(inOrderOfUse(base, before), inOrderOfUse(head, after));
	if (sameGraph) matching.byPlace(before.uses, after.uses);
	matching.byKey(({ name, digest, dims }) => `${name}\0${digest}\0${dims}`);
	matching.byKey(({ digest, dims, elements }) => elements > 1 ? `${digest}\0${dims}` : null);
	matching.byKey(({ digest, elements }) => elements > 1 ? digest : null);
	matching.byKey(({ name }) => givenName(name));
	const [left, right] = [roles(before), roles(after)];
	matching.byOrder((tensor, side) => `${(side === "base" ? left : right).get(tensor)} ${tensor.dims}`);
	matching.byOrder((tensor, side) => `${(side === "base" ? left : right).get(tensor)} ${tensor.dims.length}`);
	matching.byKey(({ name }) => bare(name));
	return matching.result(sameGraph);
}
var Matching = class {
	#left;
	#right;
	#pairs = [];
	constructor(left, right) {
		this.#left = new Set(left);
		this.#right = new Set(right);
	}
	byPlace(before, after) {
		for (const [index, { tensor }] of before.entries()) this.#pair(tensor, after[index].tensor);
	}
	/** Equal keys, one for one in the order of use; null = not to be matched so. */
	byKey(key) {
		const waiting = /* @__PURE__ */ new Map();
		for (const tensor of [...this.#right].reverse()) {
			const of = key(tensor);
			if (of === null) continue;
			const others = waiting.get(of);
			if (others) others.push(tensor);
			else waiting.set(of, [tensor]);
		}
		for (const tensor of [...this.#left]) {
			const of = key(tensor);
			const partner = of === null ? void 0 : waiting.get(of)?.pop();
			if (partner) this.#pair(tensor, partner);
		}
	}
	byOrder(token) {
		const [left, right] = [[...this.#left], [...this.#right]];
		const pairs = align(left.map((tensor) => token(tensor, "base")), right.map((tensor) => token(tensor, "head")));
		for (const [a, b] of pairs) this.#pair(left[a], right[b]);
	}
	#pair(a, b) {
		if (!this.#left.has(a) || !this.#right.has(b)) return;
		this.#left.delete(a);
		this.#right.delete(b);
		this.#pairs.push([a, b]);
	}
	result(sameGraph) {
		const pairs = {
			equal: [],
			renamed: [],
			changed: [],
			reshaped: [],
			retyped: []
		};
		for (const pair of this.#pairs) pairs[kindOf(pair)].push(pair);
		const known = (side) => new Set(this.#pairs.map((pair) => pair[side].digest));
		const [onBase, onHead] = [known(0), known(1)];
		const isCopy = (tensor, of) => tensor.elements > 1 && of.has(tensor.digest);
		const [left, right] = [[...this.#left], [...this.#right]];
		return {
			sameGraph,
			...pairs,
			added: right.filter((tensor) => !isCopy(tensor, onBase)),
			removed: left.filter((tensor) => !isCopy(tensor, onHead)),
			copied: right.filter((tensor) => isCopy(tensor, onBase)),
			merged: left.filter((tensor) => isCopy(tensor, onHead))
		};
	}
};
function kindOf([a, b]) {
	if (a.dtype !== b.dtype) return "retyped";
	if (String(a.dims) !== String(b.dims)) return "reshaped";
	if (a.digest !== b.digest) return "changed";
	return a.name === b.name ? "equal" : "renamed";
}
/** Tensors in the order in which they are first used, those that nothing uses last. */
function inOrderOfUse({ tensors }, { uses }) {
	return /* @__PURE__ */ new Set([...uses.map(({ tensor }) => tensor), ...tensors]);
}
function roles({ uses }) {
	const first = /* @__PURE__ */ new Map();
	for (const { tensor, role } of uses) if (!first.has(tensor)) first.set(tensor, role);
	return first;
}
/**
* Null for a name that an exporter counted out (`614`, `onnx::Conv_614`, `const_fold_opt__614`): the next export gives
* it to another tensor.
*/
function givenName(name) {
	const own = bare(name);
	return /^\d+$|^onnx::|__\d+$/.test(own) ? null : own;
}
/** Quantisers append a word. */
function bare(name) {
	return name.replace(/_quantized$/, "");
}

// src/checks/model/change/check.ts
/** The model as a reviewer would want to see it: what is the same, what was trained, what was added. */
const check$2 = defineCheck({
	id: "model/change",
	title: "Change of the model",
	failureTitle: "The model changed",
	why: "A binary file in a pull request shows nothing: was it retrained, exported again, or replaced?",
	pitfalls: [7],
	cost: "static",
	needs: {
		base: {
			evidence: "model",
			at: "base"
		},
		head: {
			evidence: "model",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: messages$1,
	references: [],
	run({ base, head }) {
		const change = compareTensors(base, head);
		return {
			status: "measured",
			metrics: metricsOf(base, head, change),
			claims: [],
			findings: summary(base, head, change),
			exhibits: exhibitsOf(base, head, change)
		};
	}
});

// src/checks/model/contract-change/shapes.ts
/** Names of dynamic dimensions promise nothing: `N`, `batch` and an unknown one are the same. */
function sameShape(a, b) {
	if (a === null || b === null) return a === b;
	return a.length === b.length && a.every((dim, axis) => sameDim(dim, b[axis]));
}
function sameDim(a, b) {
	return typeof a === "number" || typeof b === "number" ? a === b : true;
}
/**
* `narrowed`: a dimension is fixed that was dynamic; `widened`: only the other way; `changed`: another number of axes, or
* another size on an axis that is fixed on both sides.
*/
function shapeChange(base, head) {
	if (sameShape(base, head)) return "same";
	if (base === null) return "narrowed";
	if (head === null) return "widened";
	if (base.length !== head.length) return "changed";
	let narrowed = false;
	for (const [axis, before] of base.entries()) {
		const after = head[axis];
		if (typeof after !== "number" || before === after) continue;
		if (typeof before === "number") return "changed";
		narrowed = true;
	}
	return narrowed ? "narrowed" : "widened";
}
/** Sizes of the one axis, other than the first, that differs while both sizes are fixed; null if it is not the only one. */
function widthChange(base, head) {
	if (base === null || head === null || base.length !== head.length) return null;
	const axes = [...base.keys()].filter((axis) => !sameDim(base[axis], head[axis]));
	const [axis] = axes;
	if (axes.length !== 1 || axis === 0) return null;
	const [before, after] = [base[axis], head[axis]];
	return typeof before === "number" && typeof after === "number" ? {
		before,
		after
	} : null;
}
function shapeText(dims) {
	return dims === null ? "any shape" : `[${dims.map((dim) => dim ?? "?").join(", ")}]`;
}
function portText({ dtype, dims }) {
	return `${dtype} ${shapeText(dims)}`;
}

// src/checks/model/contract-change/breaks.ts
function breaksOf(base, head) {
	const before = new Map(base.inputs.map(({ name, dims }) => [name, dims]));
	const sameInputs = head.inputs.every(({ name, dims }) => !before.has(name) || sameShape(before.get(name), dims));
	return [
		...portBreaks("input", base.inputs, head.inputs, false),
		...portBreaks("output", base.outputs, head.outputs, sameInputs),
		...opsetBreaks(base, head),
		...irBreaks(base, head),
		...domainBreaks(base, head),
		...externalBreaks(base, head)
	];
}
/** By name; what is left over is a renaming where the type at the same place agrees and no size contradicts, else gone or new. */
function portBreaks(kind, base, head, widths) {
	const before = new Map(base.map((port) => [port.name, port]));
	const after = new Map(head.map((port) => [port.name, port]));
	const breaks = [];
	const known = new Set(before.keys());
	for (const [place, port] of base.entries()) {
		const { name } = port;
		const subject = `${kind} ${name}`;
		const kept = after.get(name);
		const there = head[place];
		if (kept) breaks.push(...portChange(kind, port, kept, widths));
		else if (there && !known.has(there.name) && isRenamed(port, there)) {
			known.add(there.name);
			breaks.push({
				code: `${kind}-renamed`,
				args: {
					name,
					after: there.name
				},
				subject
			});
			breaks.push(...portChange(kind, port, there, widths));
		} else breaks.push({
			code: `${kind}-removed`,
			args: {
				name,
				before: portText(port)
			},
			subject
		});
	}
	for (const port of head) if (!known.has(port.name)) breaks.push({
		code: `${kind}-added`,
		args: {
			name: port.name,
			after: portText(port)
		},
		subject: `${kind} ${port.name}`
	});
	return [...breaks, ...orderBreak(kind, base, head)];
}
function isRenamed(base, head) {
	return base.dtype === head.dtype && shapeChange(base.dims, head.dims) !== "changed";
}
function portChange(kind, base, head, widths) {
	const { name } = base;
	const subject = `${kind} ${name}`;
	if (base.dtype !== head.dtype) return [{
		code: `${kind}-type`,
		args: {
			name,
			before: portText(base),
			after: portText(head)
		},
		subject
	}];
	const change = shapeChange(base.dims, head.dims);
	if (change === "same") return [];
	const args = {
		name,
		before: shapeText(base.dims),
		after: shapeText(head.dims)
	};
	if (change !== "changed") return [{
		code: `${kind}-${change}`,
		args,
		subject
	}];
	const width = kind === "output" && widths ? widthChange(base.dims, head.dims) : null;
	if (width === null) return [{
		code: `${kind}-shape`,
		args,
		subject
	}];
	return [{
		code: "output-width",
		args: {
			...args,
			width: width.after,
			formerWidth: width.before
		},
		subject
	}];
}
/** Names that stand at another place than before. Python callers often take outputs by place. */
function orderBreak(kind, base, head) {
	const places = new Map(head.map(({ name }, place) => [name, place]));
	if (!base.some(({ name }, place) => places.has(name) && places.get(name) !== place)) return [];
	const names = (ports) => ports.map(({ name }) => name).join(", ");
	return [{
		code: `${kind}-order`,
		args: {
			before: names(base),
			after: names(head)
		},
		subject: `${kind}s`
	}];
}
/** Of the standard operators, and of the extensions that are used: exporters list others as well. */
function opsetBreaks(base, head) {
	const used = /* @__PURE__ */ new Set(["", ...head.nodes.map(({ domain }) => domain)]);
	return [...head.opsets].flatMap(([domain, after]) => {
		const before = base.opsets.get(domain);
		if (!used.has(domain) || before === void 0 || before === after) return [];
		return [{
			code: after > before ? "opset-raised" : "opset-lowered",
			args: {
				domain: domain || "ai.onnx",
				before,
				after
			},
			subject: `opset ${domain}`
		}];
	});
}
function irBreaks({ irVersion: before }, { irVersion: after }) {
	return after > before ? [{
		code: "ir-raised",
		args: {
			before,
			after
		},
		subject: "ir"
	}] : [];
}
/** Part of ONNX itself: every complete runtime has them. */
const STANDARD = /* @__PURE__ */ new Set([
	"",
	"ai.onnx.ml",
	"ai.onnx.training",
	"ai.onnx.preview",
	"ai.onnx.preview.training"
]);
function domainBreaks(base, head) {
	const before = foreignOperators(base);
	return [...foreignOperators(head)].flatMap(([domain, operators]) => {
		if (before.has(domain)) return [];
		return [{
			code: "domain-added",
			args: {
				domain,
				after: [...operators].sort().join(", ")
			},
			subject: domain
		}];
	});
}
/** Domain → operators that neither the standard nor the file itself defines. */
function foreignOperators({ nodes, functions }) {
	const domains = /* @__PURE__ */ new Map();
	for (const { domain, operator } of nodes) {
		if (STANDARD.has(domain) || functions.has(`${domain}::${operator}`)) continue;
		const operators = domains.get(domain);
		if (operators) operators.add(operator);
		else domains.set(domain, /* @__PURE__ */ new Set([operator]));
	}
	return domains;
}
function externalBreaks(base, head) {
	if (base.external.length > 0 || head.external.length === 0) return [];
	return [{
		code: "external-data",
		args: { after: head.external.join(", ") },
		subject: "external data"
	}];
}

// src/checks/model/contract-change/messages.ts
const newVersion = "Keep it as it was, or release the model as a new version together with its callers.";
const everyRuntime = "Make sure that every runtime that loads the model is new enough, or export with the old version.";
/** Inputs and outputs have codes of their own: what widens an input weakens the promise of an output. */
const messages = {
	"input-added": {
		text: "a new input {name}, {after}",
		fix: "Callers that do not give it fail. Make it a constant of the graph, or release a new version.",
		severity: "block"
	},
	"input-removed": {
		text: "the input {name} is gone, {before}",
		fix: `Callers that give it fail. ${newVersion}`,
		severity: "block"
	},
	"input-renamed": {
		text: "the input {name} is now called {after}",
		fix: "Export it under the old name (`input_names`).",
		severity: "block"
	},
	"input-type": {
		text: "the input {name} has another type: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"input-shape": {
		text: "the input {name} has another shape: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"input-narrowed": {
		text: "the input {name} is fixed where it was dynamic: {before} → {after}",
		fix: "Callers that give another size, for example a batch, fail. Export it dynamic (`dynamic_axes`, `dynamic_shapes`).",
		severity: "block"
	},
	"input-widened": {
		text: "the input {name} is dynamic where it was fixed: {before} → {after}",
		fix: "Nothing breaks; a runtime may be slower without fixed sizes.",
		severity: "info"
	},
	"input-order": {
		text: "the inputs stand in another order: {before} → {after}",
		fix: "Callers that give them by place are wrong: export them in the old order.",
		severity: "warn"
	},
	"output-added": {
		text: "a new output {name}, {after}",
		fix: "Callers that count the outputs must know; the others are not affected.",
		severity: "warn"
	},
	"output-removed": {
		text: "the output {name} is gone, {before}",
		fix: `Callers that read it fail. ${newVersion}`,
		severity: "block"
	},
	"output-renamed": {
		text: "the output {name} is now called {after}",
		fix: "Export it under the old name (`output_names`).",
		severity: "block"
	},
	"output-type": {
		text: "the output {name} has another type: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"output-shape": {
		text: "the output {name} has another shape: {before} → {after}",
		fix: newVersion,
		severity: "block"
	},
	"output-width": {
		text: "the output {name} is {width} wide, no longer {formerWidth}: {before} → {after}",
		fix: "Another number of classes? Class lists and decoding of every caller must change with it: release a new version.",
		severity: "block"
	},
	"output-narrowed": {
		text: "the output {name} is fixed where it was dynamic: {before} → {after}",
		fix: "Make sure that the size is really constant: callers believe it.",
		severity: "warn"
	},
	"output-widened": {
		text: "the output {name} is dynamic where it was fixed: {before} → {after}",
		fix: "Callers that reserve memory of the fixed size must ask for the size first.",
		severity: "warn"
	},
	"output-order": {
		text: "the outputs stand in another order: {before} → {after}",
		fix: "Callers that read them by place get the wrong one, without any error: export them in the old order.",
		severity: "block"
	},
	"opset-raised": {
		text: "the operator set {domain} rises from {before} to {after}",
		fix: everyRuntime,
		severity: "warn"
	},
	"opset-lowered": {
		text: "the operator set {domain} falls from {before} to {after}",
		fix: "Nothing breaks; an older exporter may have been used by mistake.",
		severity: "info"
	},
	"ir-raised": {
		text: "the IR version rises from {before} to {after}",
		fix: everyRuntime,
		severity: "warn"
	},
	"domain-added": {
		text: "operators of {domain}, which is not standard ONNX: {after}",
		fix: "Only runtimes with this extension load the model: export with standard operators.",
		severity: "block"
	},
	"external-data": {
		text: "tensors now lie outside the model, in {after}",
		fix: "Ship these files with the model, or save it as one file.",
		severity: "warn"
	}
};

// src/checks/model/contract-change/check.ts
/** Rows of the table, and characters of a text: names may have 64 KB. */
const SHOWN = 100;
const LONGEST = 200;
/** Everything that whoever loads the model relies on: names, types and shapes of inputs and outputs, operator sets. */
const check$1 = defineCheck({
	id: "model/contract-change",
	title: "Contract of the model",
	failureTitle: "The contract of the model changed",
	why: "A renamed input or a batch fixed at 1 passes every metric and breaks the service on the day of the release.",
	pitfalls: [1, 9],
	cost: "static",
	needs: {
		base: {
			evidence: "model",
			at: "base"
		},
		head: {
			evidence: "model",
			at: "head"
		}
	},
	options: strictObject({}),
	messages,
	references: ["ONNX, Open Neural Network Exchange Intermediate Representation: onnx.ai/onnx/repo-docs/IR.html", "ONNX versioning: onnx.ai/onnx/repo-docs/Versioning.html"],
	run({ base, head }) {
		const breaks = breaksOf(base, head);
		return {
			status: "measured",
			metrics: [metric("inputs", base.inputs.length, head.inputs.length), metric("outputs", base.outputs.length, head.outputs.length)],
			claims: [],
			findings: breaks.map((one) => toFound(one, head)),
			exhibits: breaks.length > 0 ? [signature(base, head)] : []
		};
	}
});
function toFound({ code, args, subject }, head) {
	const shown = Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? clip(value) : value]);
	return {
		code,
		args: Object.fromEntries(shown),
		about: [{
			kind: "file",
			side: "head",
			path: head.path
		}],
		age: "new",
		count: 1,
		subject,
		basis: JSON.stringify(args)
	};
}
/** Counted on one file each; the breaks themselves are the findings. */
function metric(id, base, head) {
	const interval = {
		code: "deterministic",
		args: {}
	};
	const estimate = (value) => ({
		value,
		n: 1,
		of: "file",
		interval
	});
	return {
		id,
		slice: null,
		unit: "count",
		better: "neither",
		base: estimate(base),
		head: estimate(head),
		delta: estimate(head - base)
	};
}
function signature(base, head) {
	const rows = [...ports("input", base.inputs, head.inputs), ...ports("output", base.outputs, head.outputs)];
	return {
		kind: "table",
		title: "Inputs and outputs",
		columns: [
			"",
			"name",
			"base",
			"head"
		].map((name) => ({
			name,
			unit: "text"
		})),
		rows: rows.slice(0, SHOWN),
		total: rows.length
	};
}
function ports(kind, base, head) {
	const before = new Map(base.map((port) => [port.name, portText(port)]));
	const after = new Map(head.map((port) => [port.name, portText(port)]));
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].map((name) => [
		kind,
		clip(name),
		clipped(before.get(name)),
		clipped(after.get(name))
	]);
}
function clipped(text) {
	return text === void 0 ? null : clip(text);
}
function clip(text) {
	return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

// src/checks/slices/slice-regression/slices.ts
/** Slices of one bare column: more would make Holm's correction swallow what a slice can show. */
const MOST_VALUES = 100;
/** Rules as they are; a bare column name is one slice for each value that `rows` have, those with the most images first. */
function declaredSlices(declared, data, rows, tolerance) {
	const unjudged = [];
	return {
		slices: declared.flatMap((slice) => {
			if (typeof slice !== "string") return [slice];
			if (!data.columns.has(slice)) return [{
				id: slice,
				where: { [slice]: "" },
				tolerance
			}];
			const values = valuesOf(slice, data, rows);
			if (values.length > 100) unjudged.push({
				column: slice,
				values: values.length
			});
			return values.slice(0, 100).sort().map((value) => ({
				id: `${slice}=${value}`,
				where: { [slice]: value },
				tolerance
			}));
		}),
		unjudged
	};
}
function valuesOf(column, data, rows) {
	const { codes, values } = data.columns.get(column);
	const counts = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const value = values[codes[row]];
		if (value !== void 0) counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value);
}
/** Columns that the slice names and the data lack. */
function unknownColumns({ where }, data) {
	return Object.keys(where).filter((column) => !data.columns.has(column));
}
/**
* Whether a row meets every condition; a value that is absent, or no number where a range is asked, does not. Each value
* of a column is looked at once. Null when the data lack a column.
*/
function membership(slice, data) {
	if (unknownColumns(slice, data).length > 0) return null;
	const conditions = Object.entries(slice.where).map(([name, wanted]) => {
		const { codes, values } = data.columns.get(name);
		return {
			codes,
			meets: Uint8Array.from(values, (value) => meets(value, wanted) ? 1 : 0)
		};
	});
	return (row) => conditions.every(({ codes, meets: met }) => met[codes[row]] === 1);
}
function meets(value, wanted) {
	if (typeof wanted === "string") return value === wanted;
	if (isList(wanted)) return wanted.includes(value);
	const number = value.trim() === "" ? NaN : Number(value);
	return Number.isFinite(number) && number >= (wanted.min ?? -1e400) && number <= (wanted.max ?? 1e400);
}
function isList(wanted) {
	return Array.isArray(wanted);
}

// src/checks/slices/slice-regression/check.ts
/**
* Declared slices, each against its own tolerance; Holm over all of them and the primary metric is the verdict's. Which
* image is in which slice is what base says: a pull request cannot move its failures out of a slice.
*/
const check = defineCheck({
	id: "slices/slice-regression",
	title: "Declared slices",
	failureTitle: "A slice regressed",
	why: "An average hides the night, the rare class and the other camera: a model can gain overall and fail where it matters.",
	pitfalls: [4],
	cost: "cpu",
	needs: {
		judgement: {
			evidence: "judgement",
			at: "pair"
		},
		baseData: {
			evidence: "dataset",
			at: "base"
		},
		headData: {
			evidence: "dataset",
			at: "head"
		}
	},
	options: strictObject({}),
	messages: {
		"slice-regression": {
			text: "slice {slice}: accuracy {baseRatio} → {headRatio} ({deltaPp}, 95 % CI {loPp} … {hiPp}; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Add training images of this slice, or look at what the new training leaves out.",
			severity: "block"
		},
		"slice-regression-counted": {
			text: "slice {slice}: accuracy {baseRatio} → {headRatio} ({deltaPp}, counted; limit {limitPp}; {gains} gained, {regressions} lost of {n})",
			fix: "Add training images of this slice, or look at what the new training leaves out.",
			severity: "block"
		},
		"slice-vanished": {
			text: "slice {slice} has no image any more that both models can be judged on; on base there are {baseCount}",
			fix: "Keep the images of the slice in the judged split, and change them in a pull request of their own.",
			severity: "block"
		},
		"empty-slice": {
			text: "slice {slice} has no judged image on base ({headCount} on head)",
			fix: "Correct its `where`, or add images: nothing is known of it.",
			severity: "warn"
		},
		"unknown-column": {
			text: "slice {slice} names the column {column}, which the data on {side} do not have (columns: {known})",
			fix: "Correct the column in the configuration, or give it back to the manifest.",
			severity: "block"
		},
		"values-not-judged": {
			text: "the column {column} has {values} values: only the {judged} with the most images are judged",
			fix: "Declare the slices that matter by rules with `where`.",
			severity: "warn"
		}
	},
	references: ["Holm, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 1979"],
	run({ judgement, baseData, headData }, { target }) {
		const { primary } = target;
		if (primary === null) return {
			status: "not-applicable",
			reason: {
				code: "no-primary",
				args: {}
			}
		};
		if (target.slices.length === 0) return {
			status: "not-applicable",
			reason: {
				code: "no-slices",
				args: {}
			}
		};
		const declared = declaredSlices(target.slices, baseData, judgement.answered.base, primary.tolerance);
		const findings = declared.unjudged.map(valuesNotJudged);
		const metrics = [];
		const claims = [];
		const units = unitsOf(judgement, baseData, headData);
		for (const slice of declared.slices) {
			const inSlice = membership(slice, baseData);
			findings.push(...unknownColumn(slice, baseData, headData));
			if (!inSlice) continue;
			const at = [...judgement.baseRow.keys()].filter((one) => inSlice(judgement.baseRow[one]));
			if (at.length === 0) findings.push(nothingIn(slice, judgement, baseData, headData));
			else {
				const subset = {
					at,
					slice: slice.id,
					role: "protected",
					tolerance: slice.tolerance,
					code: {
						sampled: "slice-regression",
						counted: "slice-regression-counted"
					},
					past: null
				};
				const { metric, claim } = pairedAccuracy(judgement, subset, primary, units);
				metrics.push(metric);
				claims.push(claim);
			}
		}
		return {
			status: "measured",
			metrics,
			claims,
			findings,
			exhibits: metrics.length > 0 ? [bars(metrics)] : []
		};
	}
});
const plain = {
	about: [],
	count: 1
};
/** New when base has images of the slice, so that this pull request took them away. */
function nothingIn(slice, { answered }, base, head) {
	const count = (data, rows) => rows.filter(membership(slice, data) ?? (() => false)).length;
	const args = {
		slice: slice.id,
		baseCount: count(base, answered.base),
		headCount: count(head, answered.head)
	};
	const shared = {
		...plain,
		args,
		subject: slice.id,
		basis: JSON.stringify(args)
	};
	if (args.baseCount > 0) return {
		...shared,
		code: "slice-vanished",
		age: "new"
	};
	return {
		...shared,
		code: "empty-slice",
		age: "pre-existing"
	};
}
/** Without the column on base nothing can be judged; without it on head the next pull request could not be. */
function* unknownColumn(slice, base, head) {
	const side = unknownColumns(slice, base).length > 0 ? "base" : "head";
	const data = side === "base" ? base : head;
	for (const column of unknownColumns(slice, data)) {
		const known = [...data.columns.keys()].slice(0, 10).join(", ") || "none";
		yield {
			...plain,
			code: "unknown-column",
			args: {
				slice: slice.id,
				column,
				side,
				known
			},
			age: side === "base" ? "pre-existing" : "new",
			subject: column,
			basis: known
		};
	}
}
function valuesNotJudged({ column, values }) {
	const args = {
		column,
		values,
		judged: 100
	};
	return {
		...plain,
		code: "values-not-judged",
		args,
		age: "pre-existing",
		subject: column,
		basis: String(values)
	};
}
function bars(metrics) {
	const value = ({ value }) => value;
	return {
		kind: "bars",
		title: "Accuracy per slice",
		unit: "ratio",
		bars: metrics.slice(0, 100).map((metric) => ({
			name: metric.slice ?? "",
			base: value(metric.base),
			head: value(metric.head)
		}))
	};
}

// src/checks/registry.generated.ts
const checks = [
	check$15,
	check$14,
	check$13,
	check$12,
	check$11,
	check$10,
	check$9,
	check$8,
	check$7,
	check$6,
	check$5,
	check$4,
	check$3,
	check$2,
	check$1,
	check
];

// src/engine/policy-change.ts
const shared = {
	pitfalls: [],
	cost: "static",
	references: []
};
/** The engine's own findings, described as checks are. */
const engineChecks = [
	{
		...shared,
		id: "policy/changed",
		title: "Configuration",
		failureTitle: "Configuration changed",
		why: "A change of the rules is judged by the old rules, and must be seen.",
		messages: { changed: {
			text: "the setting {key} changes: {before} → {after}",
			fix: "It takes effect for the pull requests after this one.",
			severity: "info"
		} }
	},
	{
		...shared,
		id: "policy/requirement-weakened",
		title: "Requirements",
		failureTitle: "Requirement weakened",
		why: "Loosening a limit in the pull request that fails it is how regressions get in.",
		messages: { weakened: {
			text: "the setting {key} is loosened: {before} → {after}",
			fix: "This pull request is judged by the old setting. Change the rules in a pull request of their own.",
			severity: "warn"
		} }
	},
	{
		...shared,
		id: "policy/not-proven",
		title: "Proof",
		failureTitle: "Not proven",
		why: "A test set that is too small can neither show that a model is good enough nor that it is not.",
		messages: {
			"not-proven": {
				text: "{metric} {deltaPp} (95 % CI {loPp} … {hiPp}; limit {limitPp}): {n} images are too few to decide",
				fix: "Add test images, widen the tolerance, or let a maintainer accept it.",
				severity: "block"
			},
			"anchor-not-proven": {
				text: "{metric} {anchorDeltaPp} since the last release (limit {anchorLimitPp}): {n} images do not show it to be within that limit",
				fix: "Win back what the pull requests since the release have lost together, release what is there, or let a maintainer accept it.",
				severity: "block"
			},
			"time-not-proven": {
				text: "{metric} of one inference × {times} (95 % CI × {lo} … × {hi}; limit × {limit}): {n} rounds on this machine are too few to decide",
				fix: "Run it again on a quieter machine, set `latency: {profile: full}` on the base branch, or let a maintainer accept it.",
				severity: "block"
			}
		}
	},
	{
		...shared,
		id: "policy/not-compared",
		title: "Comparison of the models",
		failureTitle: "Answers of the model not compared",
		why: "What did not run has not passed: a worse model would look the same here.",
		messages: {
			"no-primary": {
				text: "the model changes, and nothing compares its answers: target {target} declares no primary metric",
				fix: "Declare it, as `primary: {metric: accuracy, tolerance: 1pp}`, on the base branch.",
				severity: "warn"
			},
			"task-not-measured": {
				text: "the model changes, and nothing compares its answers: this version has no metric of {task}",
				fix: "Compare them elsewhere, or set `checks: {policy/not-compared: {severity: info}}` on the base branch.",
				severity: "warn"
			}
		}
	},
	{
		...shared,
		id: "policy/model-removed",
		title: "Presence of the model",
		failureTitle: "Model removed",
		why: "A gate without a model gates nothing.",
		messages: {
			missing: {
				text: "the configuration names {path}, which head does not have",
				fix: "Commit the model, or correct `model.path`.",
				severity: "block"
			},
			dropped: {
				text: "head no longer names a model; base had {path}",
				fix: "Keep `model` in the target, or remove the whole target in a pull request of its own.",
				severity: "block"
			}
		}
	},
	{
		...shared,
		id: "policy/target-removed",
		title: "Targets",
		failureTitle: "Target removed",
		why: "A target that is removed is no longer checked by anything.",
		messages: { removed: {
			text: "head removes the target {target}",
			fix: "Remove it in a pull request of its own that a maintainer merges.",
			severity: "block"
		} }
	}
];
/** What head's configuration changes against base's: every setting, and those that loosen the gate once more by name. */
function configurationChanges(base, head) {
	const before = flat(base.policy);
	const after = flat(head.policy);
	const changes = [];
	for (const key of [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort()) {
		const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
		if (was === is) continue;
		const rest = {
			args: {
				key,
				before: was ?? "absent",
				after: is ?? "absent"
			},
			about: [],
			age: "new",
			count: 1,
			subject: key,
			basis: `${was} → ${is}`
		};
		changes.push({
			check: "policy/changed",
			found: {
				...rest,
				code: "changed"
			}
		});
	}
	for (const { key, was, is } of weakenings(base.policy, head.policy)) {
		const args = {
			key,
			before: was,
			after: is
		};
		changes.push({
			check: "policy/requirement-weakened",
			found: {
				code: "weakened",
				args,
				about: [],
				age: "new",
				count: 1,
				subject: key,
				basis: `${was} → ${is}`
			}
		});
	}
	return changes;
}
/** Leaves by key path, as JSON text. */
function flat(value, path = "", into = /* @__PURE__ */ new Map()) {
	if (value !== null && typeof value === "object" && Object.keys(value).length > 0) for (const [key, inner] of Object.entries(value)) flat(inner, path ? `${path}.${key}` : key, into);
	else into.set(path, JSON.stringify(value) ?? "absent");
	return into;
}
const SEVERITIES = [
	"off",
	"info",
	"warn",
	"block"
];
const ON_INCONCLUSIVE = [
	"allow",
	"review",
	"block"
];
function weakenings(base, head) {
	const found = [];
	function add(key, was, is) {
		found.push({
			key,
			was: String(was),
			is: String(is)
		});
	}
	if (base.mode === "enforce" && head.mode === "advisory") add("mode", base.mode, head.mode);
	if (base.looks === "strict" && head.looks === "normal") add("looks", base.looks, head.looks);
	if (ON_INCONCLUSIVE.indexOf(head.onInconclusive) < ON_INCONCLUSIVE.indexOf(base.onInconclusive)) add("on-inconclusive", base.onInconclusive, head.onInconclusive);
	if (head.waivers.filter((who) => !base.waivers.includes(who)).length > 0) add("waivers", base.waivers.join(", "), head.waivers.join(", "));
	for (const [id, { severity }] of Object.entries(head.checks)) {
		const before = Object.hasOwn(base.checks, id) ? base.checks[id].severity : null;
		if (severity === null || severity === before) continue;
		if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(before ?? "block")) add(`checks.${id}.severity`, before ?? "default", severity);
	}
	for (const [id, { severity }] of Object.entries(base.checks)) if (severity === "block" && !Object.hasOwn(head.checks, id)) add(`checks.${id}.severity`, "block", "default");
	for (const [name, target] of Object.entries(base.targets)) if (Object.hasOwn(head.targets, name)) weakenedTarget(`targets.${name}`, target, head.targets[name], add);
	return found;
}
function weakenedTarget(key, base, head, add) {
	if (base.gateSplit !== head.gateSplit) add(`${key}.gate-split`, base.gateSplit, head.gateSplit);
	if (base.primary && !head.primary) add(`${key}.primary`, base.primary.metric, "absent");
	if (base.primary && head.primary && isLooser(base.primary.tolerance, head.primary.tolerance)) add(`${key}.primary.tolerance`, tolerance(base.primary.tolerance), tolerance(head.primary.tolerance));
	const after = new Map(head.slices.map((slice) => [sliceId(slice), slice]));
	for (const slice of base.slices) {
		const now = after.get(sliceId(slice));
		if (now === void 0) add(`${key}.slices`, sliceId(slice), "absent");
		else if (typeof slice !== "string" && typeof now !== "string") {
			if (now.tolerance > slice.tolerance) add(`${key}.slices.${slice.id}.tolerance`, tolerance(slice.tolerance), tolerance(now.tolerance));
			if (JSON.stringify(now.where) !== JSON.stringify(slice.where)) add(`${key}.slices.${slice.id}.where`, JSON.stringify(slice.where), JSON.stringify(now.where));
		}
	}
}
/** Absolute and relative tolerances cannot be ordered: a change of kind counts as loosening. */
function isLooser(base, head) {
	if (typeof base === "number" && typeof head === "number") return head > base;
	if (typeof base === "object" && typeof head === "object") return head.relative > base.relative;
	return true;
}
function tolerance(value) {
	return typeof value === "number" ? `${+(value * 100).toFixed(6)}pp` : `${+(value.relative * 100).toFixed(6)}%`;
}
function sliceId(slice) {
	return typeof slice === "string" ? slice : slice.id;
}
/** Head names a model that it lacks, or no longer names the one that base had. */
function modelRemoved(base, head, headHasModel) {
	const path = head?.model?.path ?? base?.model?.path;
	if (path === void 0 || head?.model && headHasModel) return [];
	const code = head?.model ? "missing" : "dropped";
	return [{
		check: "policy/model-removed",
		found: {
			code,
			args: { path },
			about: [{
				kind: "file",
				side: "head",
				path
			}],
			age: "new",
			count: 1,
			subject: path,
			basis: code
		}
	}];
}
/** Another model, and no metric by which it is judged: `oids` are of base's and head's, null where there is none. */
function notCompared(target, { task, primary }, oids) {
	if (primary !== null || oids.base === null || oids.head === null || oids.base === oids.head) return [];
	const code = task === "classification" ? "no-primary" : "task-not-measured";
	const rest = {
		args: {
			target,
			task
		},
		about: [],
		age: "new",
		count: 1
	};
	const basis = `${oids.base} → ${oids.head}`;
	return [{
		check: "policy/not-compared",
		found: {
			...rest,
			code,
			subject: target,
			basis
		}
	}];
}
/** Head's configuration lacks a target that the policy has. */
function targetRemoved(target, head) {
	if (head === null || Object.hasOwn(head.policy.targets, target)) return [];
	return [{
		check: "policy/target-removed",
		found: {
			code: "removed",
			args: { target },
			about: [],
			age: "new",
			count: 1,
			subject: target,
			basis: target
		}
	}];
}

// src/app/catalogue.ts
/** Everything that can stand in a report: the checks on disk, and the engine's own findings. */
const catalogue = new Map([...checks, ...engineChecks].map((check) => [check.id, check]));
const optionSchemas = new Map(checks.map((check) => [check.id, { options: check.options }]));

export { checkIdSchema as A, findingIdSchema as C, logRatioInterval as D, logRatio as E, digestSchema as M, reasonSchema as N, SIDES as O, textHash as S, rawSchema as T, equalBytes as _, notCompared as a, mix as b, MORE_OF_THESE as c, mde80 as d, n80 as f, SEED as g, RowIndex as h, modelRemoved as i, codeSchema as j, atName as k, ORPHAN_KINDS as l, ByteDictionary as m, optionSchemas as n, targetRemoved as o, EDIT_KINDS as p, configurationChanges as r, checks as s, catalogue as t, PIXEL_STATUS as u, grown as v, outcomeSchema as w, slotsFor as x, hashBytes as y };