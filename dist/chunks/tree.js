import { n as UsageError, t as GateError } from "./errors.js";
import { t as nearest } from "./nearest.js";
import { n as sha256 } from "./hash.js";
import { _ as tuple, d as number, h as string, l as int, m as strictObject, n as ZodObject, o as array, p as record, r as _enum, u as literal, v as union } from "./schemas.js";
import { n as optionSchemas } from "./catalogue.js";
import { i as StringsBuilder, n as Contents, r as Strings } from "./table.js";
import { ct as require_dist, st as shallow } from "./evidence.js";
import { r as severitySchema, t as modeSchema } from "./report.js";

// src/config/preprocess.ts
var import_dist = require_dist();
const side = int().min(1).max(16384);
const channel = union([number(), array(number()).min(1).max(4)]);
const positive = union([number().positive(), array(number().positive()).min(1).max(4)]);
const spelledOut = strictObject({
	resize: union([strictObject({ shorter: side }), strictObject({
		width: side,
		height: side,
		mode: _enum(["stretch", "letterbox"]).default("stretch"),
		pad: int().min(0).max(255).default(114),
		place: _enum(["center", "top-left"]).default("center")
	})]).optional(),
	crop: strictObject({
		size: union([side, tuple([side, side])]),
		place: literal("center").default("center")
	}).optional(),
	interpolation: _enum([
		"bilinear-antialias",
		"bicubic-antialias",
		"nearest-antialias",
		"bilinear-opencv",
		"nearest-opencv"
	]).default("bilinear-antialias"),
	color: _enum([
		"rgb",
		"bgr",
		"gray"
	]).default("rgb"),
	scale: number().positive().default(1),
	mean: channel.default(0),
	std: positive.default(1),
	layout: _enum(["nchw", "nhwc"]).default("nchw"),
	exif: _enum(["apply", "ignore"]).default("ignore")
});
const presets = [
	"imagenet",
	"yolo",
	"none"
];
const preprocess = union([_enum(presets), spelledOut]).meta({ description: "From the picture to the input of the network: a preset, or every step spelled out" });
const PRESETS = {
	imagenet: {
		exif: "ignore",
		color: "rgb",
		resize: { shorter: 256 },
		crop: {
			width: 224,
			height: 224
		},
		interpolation: "bilinear-antialias",
		scale: 1 / 255,
		mean: [
			.485,
			.456,
			.406
		],
		std: [
			.229,
			.224,
			.225
		],
		layout: "nchw"
	},
	yolo: {
		exif: "ignore",
		color: "rgb",
		resize: {
			input: "letterbox",
			pad: 114,
			place: "center"
		},
		crop: null,
		interpolation: "bilinear-opencv",
		scale: 1 / 255,
		mean: [0],
		std: [1],
		layout: "nchw"
	},
	none: {
		exif: "ignore",
		color: "rgb",
		resize: {
			input: "stretch",
			pad: 0,
			place: "center"
		},
		crop: null,
		interpolation: "bilinear-antialias",
		scale: 1,
		mean: [0],
		std: [1],
		layout: "nchw"
	}
};
/** Presets and defaults made explicit. */
function expandPreprocess(written) {
	if (typeof written === "string") return PRESETS[written];
	const { resize, crop, mean, std, ...rest } = written;
	const size = crop?.size;
	return {
		...rest,
		resize: resize ?? null,
		crop: size === void 0 ? null : typeof size === "number" ? {
			width: size,
			height: size
		} : {
			width: size[0],
			height: size[1]
		},
		mean: typeof mean === "number" ? [mean] : mean,
		std: typeof std === "number" ? [std] : std
	};
}

// src/config/values.ts
/** `1pp` → 0.01 (absolute), `2%` → {relative: 0.02} (of base's value). */
const tolerance = string({ error: "write `1pp` (percentage points, absolute) or `2%` (of the value on base)" }).regex(/^\d+(\.\d+)?(pp|%)$/, { error: "write `1pp` (percentage points, absolute) or `2%` (of the value on base)" }).refine((text) => Number.parseFloat(text) > 0, { error: "a tolerance of zero cannot be verified: no finite test set proves that nothing was lost; write `0.5pp` or more" }).refine((text) => Number.parseFloat(text) < 100, { error: "a tolerance of 100 or more tolerates everything" }).meta({
	description: "Tolerated loss: `1pp` is absolute, `2%` is of the value on base",
	examples: ["1pp", "2%"]
});
function parseTolerance(text) {
	const value = Number.parseFloat(text) / 100;
	return text.endsWith("pp") ? value : { relative: value };
}
/** A path below the repository root: no absolute path, drive, backslash, NUL, empty or dot segment. */
const path = string().min(1).refine(isInside, { error: "write a path below the repository root, with `/`, without `..`, `.`, `\\` or a drive" });
function isInside(text) {
	if (text === ".") return true;
	if (/[\\\u0000-\u001f]/.test(text) || /^[A-Za-z]:/.test(text) || text.startsWith("/")) return false;
	return text.replace(/\/$/, "").split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}
/** `./a/b/` as written → `a/b`; the root is `''`. */
function normalPath(text) {
	return text === "." ? "" : text.replace(/\/$/, "");
}

// src/config/convert.ts
function toPolicy(document, problems) {
	const targets = Object.entries(document.targets);
	if (targets.length === 0) problems.push({
		path: ["targets"],
		text: "name at least one target",
		onKey: true
	});
	return {
		mode: document.mode,
		onInconclusive: document["on-inconclusive"],
		looks: document.looks,
		waivers: ["maintain", "admin"],
		budgetMinutes: document.budget?.minutes ?? null,
		trainingCode: [],
		targets: Object.fromEntries(targets.map(([name, target]) => [name, toTargetPolicy(target, ["targets", name], problems)])),
		checks: Object.fromEntries(Object.entries(document.checks).flatMap(([id, written]) => {
			if (written === void 0) return [];
			const { severity, ...options } = written;
			return [[id, {
				severity: severity ?? null,
				options
			}]];
		}))
	};
}
function toTargetPolicy(target, path, problems) {
	const splits = splitsOf(target.data);
	const usual = target.data.splits === void 0 ? ["val"] : ["test", "val"];
	const gateSplit = target["gate-split"] ?? usual.find((name) => Object.hasOwn(splits, name));
	if (gateSplit === void 0) problems.push({
		path: [
			...path,
			"data",
			"splits"
		],
		text: "no split is named `test` or `val`: name the judged one in `gate-split`",
		onKey: true
	});
	else if (!Object.hasOwn(splits, gateSplit)) problems.push({
		path: [...path, "gate-split"],
		text: `\`${gateSplit}\` is not a split of \`data.splits\``,
		onKey: false
	});
	if (target.primary && target.task !== "classification") problems.push({
		path: [...path, "primary"],
		text: `metrics of \`${target.task}\` are not measured by this version: remove \`primary\``,
		onKey: true
	});
	if (target.primary && !target.model) problems.push({
		path: [...path, "primary"],
		text: "a primary metric needs a `model`",
		onKey: true
	});
	if (target.slices.length > 0 && !target.primary) problems.push({
		path: [...path, "slices"],
		text: "slices are judged by the `primary` metric: declare it",
		onKey: true
	});
	return {
		task: target.task,
		gateSplit: gateSplit ?? "",
		primary: target.primary ? {
			...target.primary,
			tolerance: parseTolerance(target.primary.tolerance)
		} : null,
		anchor: target.anchor ?? null,
		slices: target.slices.map((slice, index) => typeof slice === "string" ? slice : toSlice(slice, [
			...path,
			"slices",
			index
		], problems)),
		latency: {
			profile: target.latency.profile,
			batch: target.latency.batch
		}
	};
}
function toSlice(slice, path, problems) {
	const tolerance = parseTolerance(slice.tolerance);
	if (typeof tolerance !== "number") problems.push({
		path: [...path, "tolerance"],
		text: "write the tolerance of a slice in percentage points: `5pp`",
		onKey: false
	});
	if (Object.keys(slice.where).length === 0) problems.push({
		path: [...path, "where"],
		text: "name a column and its value",
		onKey: true
	});
	return {
		id: slice.id,
		where: slice.where,
		tolerance: typeof tolerance === "number" ? tolerance : tolerance.relative
	};
}
const TABLES = [
	"csv",
	"jsonl",
	"parquet"
];
function toPlacement(target, path, problems) {
	const { data, model } = target;
	const format = data.format ?? recognised(data);
	if (data.images?.digest && data.columns.digest === void 0) problems.push({
		path: [
			...path,
			"data",
			"images"
		],
		text: "name the column of the digests as `columns.digest`; or leave `digest` out: images are then known by reading them",
		onKey: true
	});
	const splits = splitsOf(data);
	if (Object.keys(splits).length === 0) problems.push({
		path: [
			...path,
			"data",
			"splits"
		],
		text: "name at least one split",
		onKey: true
	});
	const places = format !== "yolo" && (!TABLES.includes(format) || data.file === void 0);
	if (places) {
		for (const [name, place] of Object.entries(splits)) if (!isInside(place)) problems.push({
			path: [
				...path,
				"data",
				"splits",
				name
			],
			text: "write a path below `root`, without `..`",
			onKey: false
		});
	}
	return {
		data: {
			format,
			root: normalPath(data.root),
			file: data.file ?? null,
			splits: places ? Object.fromEntries(Object.entries(splits).map(([name, place]) => [name, normalPath(place)])) : splits,
			columns: toColumns(data.columns),
			classes: toClasses(data.classes),
			store: data.store,
			fetch: data.fetch,
			images: data.images ? { root: data.images.root } : null
		},
		model: model ? {
			path: normalPath(model.path),
			preprocess: expandPreprocess(model.preprocess),
			adapter: model.adapter ?? null,
			classes: toClasses(model.classes)
		} : null
	};
}
/** Format by the names of files. */
function recognised(data) {
	const places = data.file === void 0 ? Object.values(data.splits ?? {}) : [data.file];
	const all = (pattern) => places.length > 0 && places.every((place) => pattern.test(place));
	if (all(/\.json$/i)) return "coco";
	if (all(/\.jsonl$/i)) return "jsonl";
	if (all(/\.parquet$/i)) return "parquet";
	if (all(/\.tar$/i)) return "webdataset";
	if (all(/\.ya?ml$/i)) return "yolo";
	if (data.file !== void 0 || all(/\.[ct]sv$/i)) return "csv";
	return "folder";
}
const YOLO_SPLITS = {
	train: "train",
	val: "val",
	test: "test"
};
/** Only data.yaml tells its splits itself. */
function splitsOf(data) {
	if (data.splits !== void 0) return data.splits;
	return (data.format ?? recognised(data)) === "yolo" ? YOLO_SPLITS : {};
}
function toColumns({ image, label, split, group, time, digest }) {
	return {
		image,
		label,
		split,
		group: group ?? null,
		time: time ?? null,
		digest: digest ?? null
	};
}
function toClasses(written) {
	if (written === void 0) return null;
	return typeof written === "string" ? { file: normalPath(written) } : written;
}

// src/config/schema.ts
const name = string().min(1).max(200);
const classes = union([path, array(string()).min(1)]).meta({ description: "Class names in order, or a file with one a line" });
const data = strictObject({
	format: _enum([
		"folder",
		"csv",
		"jsonl",
		"parquet",
		"huggingface",
		"coco",
		"yolo",
		"voc",
		"labelme",
		"masks",
		"webdataset"
	]).optional().meta({ description: "Recognised from `file` and `splits` when absent" }),
	root: path.default(".").meta({ description: "Folder of the data" }),
	file: path.optional().meta({ description: "The manifest (CSV, TSV, JSONL, Parquet), COCO JSON or data.yaml, below root" }),
	splits: record(name, name).optional().meta({ description: "Split → folder (folder, masks, labelme), list of images (folder, voc), value of columns.split or, without `file`, a manifest each (csv, jsonl, parquet), JSON file (coco), shards (webdataset); of YOLO the keys train, val and test of data.yaml when absent" }),
	columns: strictObject({
		image: name.default("image"),
		label: name.default("label"),
		split: name.default("split"),
		group: name.optional().meta({ description: "Sampling unit: patient, video, scene" }),
		time: name.optional(),
		digest: name.optional().meta({ description: "sha-256 of the image file" })
	}).prefault({}),
	classes: classes.optional(),
	store: _enum([
		"git",
		"lfs",
		"dvc",
		"mount"
	]).default("git"),
	images: strictObject({
		root: string().regex(/^\$data(\/(?!\.{0,2}(\/|$))[^/\\\0]+)*\/?$/, { error: "write `$data`, or a folder below it" }),
		digest: literal("sha256").optional()
	}).optional().meta({ description: "Where the images lie when they are not in git; with `digest: sha256`, columns.digest names their bytes" }),
	fetch: _enum(["never", "trusted-remote"]).default("never").meta({ description: "Whether Git LFS or DVC content that is not on this machine may be fetched" })
});
const model = strictObject({
	path,
	preprocess: preprocess.default("imagenet"),
	adapter: _enum(["logits", "softmax"]).optional(),
	classes: classes.optional()
});
const range = strictObject({
	min: number().optional(),
	max: number().optional()
});
const slice = union([name, strictObject({
	id: name,
	where: record(name, union([
		string(),
		number().transform(String),
		array(union([string(), number().transform(String)])).min(1),
		range
	])),
	tolerance
})]);
const target = strictObject({
	task: _enum([
		"classification",
		"multi-label",
		"detection",
		"instance-segmentation",
		"semantic-segmentation",
		"keypoints",
		"regression",
		"retrieval"
	]),
	data,
	"gate-split": name.optional().meta({ description: "The split that is judged; default `test`, else `val`" }),
	model: model.optional(),
	primary: strictObject({
		metric: _enum(["accuracy"]),
		tolerance,
		population: _enum(["sample", "fixed"]).default("sample"),
		test: _enum(["non-inferiority", "equivalence"]).default("non-inferiority")
	}).optional(),
	anchor: name.optional().meta({ description: "Tag pattern or commit of the last release; default `v*`" }),
	slices: array(slice).max(20).default([]),
	latency: strictObject({
		provider: literal("cpu").default("cpu"),
		profile: _enum(["quick", "full"]).default("quick"),
		batch: int().min(1).max(1024).default(1)
	}).prefault({})
});
function documentSchema(checks) {
	return strictObject({
		version: literal(1),
		mode: modeSchema.default("advisory").meta({ description: "`advisory` reports and exits 0; `enforce` blocks" }),
		targets: record(string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: "name a target with letters, digits, `.`, `_` and `-`" }), target),
		checks: strictObject(Object.fromEntries([...checks].map(([id, { options }]) => [id, checkPolicy(options)]))).prefault({}),
		"on-inconclusive": _enum([
			"review",
			"allow",
			"block"
		]).default("review"),
		looks: _enum(["normal", "strict"]).default("normal"),
		budget: strictObject({ minutes: number().positive() }).optional()
	});
}
function checkPolicy(options) {
	const own = options instanceof ZodObject ? options.shape : {};
	return strictObject({
		severity: severitySchema.optional(),
		...own
	}).optional();
}
/** Keys that are planned and that this version refuses, rather than ignoring them. */
const NOT_YET = /* @__PURE__ */ new Set([
	"limits",
	"predictions",
	"waivers",
	"training-code",
	"report-images",
	"gpu-minutes",
	"require-gpu",
	"gpu-unavailable",
	"price-per-hour",
	"postprocess",
	"pretrained"
]);

// src/config/problems.ts
/** zod's issues as sentences; of a union's branches, the one that the value comes nearest to. */
function problemsOf(issues, schema, above = []) {
	return issues.flatMap((issue) => {
		const path = [...above, ...issue.path];
		if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({
			path: [...path, key],
			text: unknownKey(key, keysAt(schema, path)),
			onKey: true
		}));
		if (issue.code === "invalid_union") return problemsOf(closestBranch(issue.errors), schema, path);
		if (issue.code === "invalid_key") return [{
			path,
			text: issue.issues[0]?.message ?? "wrong name",
			onKey: true
		}];
		return [{
			path,
			text: sentence(issue),
			onKey: false
		}];
	});
}
function closestBranch(branches) {
	const matching = branches.filter((issues) => !issues.some((issue) => issue.code === "invalid_type" && issue.path.length === 0));
	const all = matching.length > 0 ? matching : branches;
	return all.reduce((best, issues) => issues.length < best.length ? issues : best, all[0] ?? []);
}
function unknownKey(key, known) {
	if (NOT_YET.has(key)) return `\`${key}\` is not supported by this version: remove it`;
	const close = nearest(key, known);
	return close ? `unknown key \`${key}\`: did you mean \`${close}\`?` : `unknown key \`${key}\`: known here are ${known.map((one) => `\`${one}\``).join(", ")}`;
}
function sentence(issue) {
	if (issue.input === void 0 && (issue.code === "invalid_type" || issue.code === "invalid_value")) return "is missing";
	if (issue.code === "invalid_type") return issue.message.startsWith("Invalid input") ? `expected ${article(issue.expected)}` : issue.message;
	if (issue.code === "invalid_value") return `expected ${issue.values.map((value) => `\`${String(value)}\``).join(" or ")}`;
	if (issue.code === "too_small") return `is too small: ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
	if (issue.code === "too_big") return `is too large: at most ${issue.maximum}`;
	return issue.message;
}
function article(kind) {
	return {
		object: "a mapping",
		record: "a mapping",
		array: "a list",
		string: "text (put it in quotes)",
		number: "a number",
		int: "a whole number"
	}[kind] ?? kind;
}
/** The keys that a mapping at this path may have. */
function keysAt(schema, path) {
	let shapes = [schema];
	for (const key of path) shapes = shapes.flatMap(opened).flatMap((shape) => inside(shape, String(key)));
	return [...new Set(shapes.flatMap(opened).flatMap((shape) => Object.keys(shape.def.shape ?? {})))];
}
function opened(shape) {
	if (shape.def.innerType) return opened(shape.def.innerType);
	return shape.def.options ? shape.def.options.flatMap(opened) : [shape];
}
function inside(shape, key) {
	const child = shape.def.shape && Object.hasOwn(shape.def.shape, key) ? shape.def.shape[key] : shape.def.valueType ?? shape.def.element;
	return child ? [child] : [];
}

// src/config/load.ts
const LARGEST = 1048576;
const MOST_ALIASES = 20;
const MOST_SHOWN = 10;
/** Reads one `.github/cv-gate.yml`. Everything wrong with it (ten at most) is one UsageError with line, column and remedy. */
function loadConfig(text, source) {
	if (text.length > LARGEST) throw wrong(source, [{
		line: 1,
		column: 1,
		text: "the file is larger than 1 MiB"
	}]);
	const lines = new import_dist.LineCounter();
	const place = (offset) => {
		const { line, col } = lines.linePos(offset);
		return {
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	};
	const composer = new import_dist.Composer({
		version: "1.2",
		schema: "core",
		merge: false,
		uniqueKeys: false,
		prettyErrors: false
	});
	const tokens = shallow(new import_dist.Parser(lines.addNewLine).parse(text), (offset, what) => {
		throw wrong(source, [{
			...place(offset),
			text: what
		}]);
	});
	const documents = [...composer.compose(tokens)];
	if (documents.length === 0) throw wrong(source, [{
		line: 1,
		column: 1,
		text: "the file is empty"
	}]);
	const faults = documents.flatMap((one) => [...one.errors, ...one.warnings]).map((error) => ({
		...place(error.pos[0]),
		text: yamlFault(error)
	}));
	if (documents.length > 1) faults.push({
		...place(documents[1].range[0]),
		text: "a second document: keep one"
	});
	const [document] = documents;
	const anchors = /* @__PURE__ */ new Set();
	(0, import_dist.visit)(document, (_, node) => {
		const at = (text, inner = node) => faults.push({
			...place(inner?.range?.[0] ?? 0),
			text
		});
		if ((0, import_dist.isAlias)(node)) {
			if (!anchors.has(node.source)) at(`the alias \`*${node.source}\` stands for nothing`);
		} else if ((0, import_dist.isNode)(node) && node.anchor) anchors.add(node.anchor);
		if (!(0, import_dist.isMap)(node)) return;
		const seen = /* @__PURE__ */ new Set();
		for (const { key } of node.items) {
			if (!(0, import_dist.isScalar)(key)) {
				at("a key is a word, not a mapping or a list", key);
				continue;
			}
			const name = String(key.value);
			if (seen.has(name)) at("this key stands twice: keep one", key);
			if (name === "__proto__" || name === "<<") at(`the key \`${name}\` is refused`, key);
			seen.add(name);
		}
	});
	if (faults.length > 0) throw wrong(source, faults);
	let value;
	try {
		value = document.toJS({ maxAliasCount: MOST_ALIASES });
	} catch (error) {
		throw wrong(source, [{
			line: 1,
			column: 1,
			text: `too many aliases (${error.message})`
		}]);
	}
	const root = document.contents;
	const schema = documentSchema(source.checks);
	const result = schema.safeParse(value, { reportInput: true });
	const problems = result.success ? [] : problemsOf(result.error.issues, schema);
	const read = result.success ? convert(result.data) : null;
	const all = [...problems, ...read?.problems ?? []];
	if (!result.success || read === null || all.length > 0) throw wrong(source, all.slice(0, MOST_SHOWN).map((problem) => ({
		...placeOf(root, problem, place),
		text: `${keyOf$1(problem.path)}: ${problem.text}`
	})), all.length);
	const originOf = (path) => {
		const offset = nodeAt(root, path)?.range?.[0];
		return offset === void 0 ? { kind: "default" } : {
			kind: "file",
			commit: source.commit,
			path: source.path,
			...place(offset)
		};
	};
	return {
		policy: read.policy,
		placements: read.placements,
		settings: settingsOf(result.data, originOf)
	};
}
function convert(document) {
	const problems = [];
	const placements = Object.fromEntries(Object.entries(document.targets).map(([name, target]) => [name, toPlacement(target, ["targets", name], problems)]));
	return {
		policy: toPolicy(document, problems),
		placements,
		problems
	};
}
/** Every leaf of the document with its defaults filled in. */
function settingsOf(value, originOf, path = [], into = []) {
	const inner = value !== null && typeof value === "object" ? Object.entries(value) : [];
	if (inner.length === 0) {
		if (path.length > 0 && value !== void 0) into.push({
			key: keyOf$1(path),
			value,
			origin: originOf(path)
		});
	} else for (const [key, one] of inner) settingsOf(one, originOf, [...path, Array.isArray(value) ? Number(key) : key], into);
	return into;
}
function nodeAt(root, path) {
	let node = root;
	for (const key of path) {
		if ((0, import_dist.isAlias)(node)) return node;
		if ((0, import_dist.isMap)(node)) node = node.items.find((pair) => (0, import_dist.isScalar)(pair.key) && String(pair.key.value) === String(key))?.value;
		else if ((0, import_dist.isSeq)(node)) node = node.items[Number(key)];
		else return null;
	}
	return node ?? null;
}
/** Where a problem stands: its key, its value, or the nearest mapping above that exists. */
function placeOf(root, { path, onKey }, place) {
	for (let length = path.length; length >= 0; length--) {
		const parent = length > 0 ? nodeAt(root, path.slice(0, length - 1)) : null;
		const pair = (0, import_dist.isMap)(parent) ? parent.items.find((one) => (0, import_dist.isPair)(one) && (0, import_dist.isScalar)(one.key) && String(one.key.value) === String(path[length - 1])) : null;
		const key = pair && (0, import_dist.isScalar)(pair.key) ? pair.key.range?.[0] : void 0;
		const value = nodeAt(root, path.slice(0, length))?.range?.[0];
		const offset = onKey || length < path.length ? key ?? value : value ?? key;
		if (offset !== void 0) return place(offset);
	}
	return {
		line: 1,
		column: 1
	};
}
function keyOf$1(path) {
	return path.map(String).join(".") || "the file";
}
function yamlFault(error) {
	if (error.message.startsWith("Maximum call stack")) return "nested too deeply";
	if (error.code === "TAG_RESOLVE_FAILED") return `tags are refused (${error.message})`;
	return error.message.split("\n")[0];
}
function wrong({ path }, faults, count = faults.length) {
	const shown = faults.slice(0, MOST_SHOWN);
	const [first] = shown;
	const others = shown.slice(1).map((fault) => `\n${path}:${fault.line}:${fault.column}: ${fault.text}`);
	const more = count > shown.length ? `\n… and ${count - shown.length} more` : "";
	return new UsageError("wrong-configuration", `${first.text}${others.join("")}${more}`, {
		hint: "Correct the configuration; editors complete and check it by the schema named in its first line.",
		place: {
			path,
			line: first.line,
			column: first.column
		}
	});
}

// src/app/load-config.ts
/** Reads a configuration against the options of the checks that this version has. */
const load = (text, at) => loadConfig(text, {
	...at,
	checks: optionSchemas
});

// src/host/dvc/yaml.ts
/** A `dvc.lock` of ten thousand stages. */
const DVC_FILE_LIMIT = 8388608;
/** What one `.dvc`, `dvc.lock` or `dvc.yaml` holds, every scalar as the text that stands there. */
var DvcFile = class {
	path;
	root;
	#lines = new import_dist.LineCounter();
	/** @throws GateError `dvc-file-invalid` */
	constructor(path, bytes) {
		this.path = path;
		this.root = this.#parse(bytes);
	}
	#parse(bytes) {
		let text;
		try {
			text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		} catch {
			throw this.fault(null, "it is not UTF-8");
		}
		try {
			const composer = new import_dist.Composer({
				schema: "failsafe",
				uniqueKeys: false,
				prettyErrors: false
			});
			const tokens = shallow(new import_dist.Parser(this.#lines.addNewLine).parse(text), (offset, what) => {
				throw this.fault(offset, what);
			});
			const documents = [...composer.compose(tokens)];
			if (documents.length === 0) return null;
			const [document] = documents;
			const fault = [...document.errors, ...document.warnings][0];
			if (fault) throw this.fault(fault.pos[0], fault.message.split("\n")[0]);
			if (documents.length > 1) throw this.fault(documents[1].range[0], "a second document");
			(0, import_dist.visit)(document, {
				Alias: (_, alias) => {
					throw this.fault(alias.range?.[0] ?? 0, "aliases are not read");
				},
				Map: (_, map) => this.#refuseTwice(map)
			});
			const root = document.contents;
			if ((0, import_dist.isMap)(root)) return root;
			if (root === null || (0, import_dist.isScalar)(root) && root.value === "") return null;
			throw this.fault(root.range?.[0] ?? 0, "expected a mapping");
		} catch (error) {
			if (error instanceof GateError) throw error;
			throw this.fault(null, "it is not YAML");
		}
	}
	#refuseTwice(map) {
		const seen = /* @__PURE__ */ new Set();
		for (const { key } of map.items) {
			if (!(0, import_dist.isScalar)(key)) throw this.fault(key?.range?.[0] ?? 0, "a key is no text");
			if (seen.has(String(key.value))) throw this.fault(key.range?.[0] ?? 0, `the key ${quote$1(key.value)} stands twice`);
			seen.add(String(key.value));
		}
	}
	/** Entries of a mapping, in their order; nothing where there is no mapping. */
	*entries(map) {
		if ((0, import_dist.isMap)(map)) for (const { key, value } of map.items) yield [String((0, import_dist.isScalar)(key) ? key.value : ""), value];
	}
	get(map, name) {
		for (const [key, value] of this.entries(map)) if (key === name) return value;
		return null;
	}
	text(map, name) {
		const value = this.get(map, name);
		if (value === null || value === void 0) return null;
		if ((0, import_dist.isScalar)(value) && typeof value.value === "string") return value.value;
		throw this.fault(value, `${quote$1(name)} is not a text`);
	}
	/** The items of a list; nothing where the name stands for nothing. */
	list(map, name) {
		const value = this.get(map, name);
		if ((0, import_dist.isSeq)(value)) return value.items;
		if (value === null || value === void 0 || (0, import_dist.isScalar)(value) && value.value === "") return [];
		throw this.fault(value, `${quote$1(name)} is not a list`);
	}
	placeOf(at) {
		const offset = typeof at === "number" ? at : rangeOf(at);
		if (offset === null) return { path: this.path };
		const { line, col } = this.#lines.linePos(offset);
		return {
			path: this.path,
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	}
	fault(at, text) {
		const place = this.placeOf(at);
		const where = [
			place.path,
			place.line,
			place.column
		].filter((part) => part !== void 0).join(":");
		return new GateError("dvc-file-invalid", "artifact", `${where}: ${text}`, {
			hint: "Write the file anew with DVC (`dvc add`, `dvc commit`, `dvc repro`) and commit it.",
			place
		});
	}
};
function rangeOf(node) {
	if ((0, import_dist.isMap)(node) || (0, import_dist.isSeq)(node) || (0, import_dist.isScalar)(node) || (0, import_dist.isAlias)(node)) return node.range?.[0] ?? null;
	return null;
}
function quote$1(value) {
	return JSON.stringify(String(value).slice(0, 200));
}

// src/host/dvc/outs.ts
const MD5 = /^([0-9a-f]{32})(\.dir)?$/;
/** Outs of a `.dvc` file (`outs`, `wdir`). */
function outsOfDvcFile(path, bytes) {
	const file = new DvcFile(path, bytes);
	const folder = resolvePath(folderOf(path), file.text(file.root, "wdir") || ".");
	return file.list(file.root, "outs").flatMap((out) => outOf(file, out, folder));
}
/**
* Outs of a `dvc.lock` (schema 2.0, or the older one without). Where a stage runs (`wdir`) stands in the `dvc.yaml` beside
* it; `pipeline` gives that file's bytes, null when there is none.
*/
function outsOfLock(path, bytes, pipeline) {
	const file = new DvcFile(path, bytes);
	const stages = file.get(file.root, "schema") === null ? file.root : file.get(file.root, "stages");
	const yaml = pipeline && new DvcFile(`${folderOf(path)}${folderOf(path) && "/"}dvc.yaml`, pipeline);
	const declared = yaml ? new Map(yaml.entries(yaml.get(yaml.root, "stages"))) : /* @__PURE__ */ new Map();
	return [...file.entries(stages)].flatMap(([name, stage]) => {
		const definition = declared.get(name) ?? declared.get(name.replace(/@.*$/, ""));
		const wdir = (yaml && definition !== void 0 ? yaml.text(definition, "wdir") : null) || ".";
		const folder = resolvePath(folderOf(path), wdir);
		return file.list(stage, "outs").flatMap((out) => outOf(file, out, folder));
	});
}
function outOf(file, out, folder) {
	if (!(0, import_dist.isMap)(out)) throw file.fault(out, "an out is not a mapping");
	const written = file.text(out, "path");
	if (!written) throw file.fault(out, "an out has no path");
	if (file.text(out, "cache") === "false") return [];
	const path = folder === null ? null : resolvePath(folder, written) || null;
	const place = file.placeOf(out);
	const hash = file.text(out, "hash") ?? "md5";
	if (path === null || hash !== "md5") return [{
		path: null,
		md5: null,
		folder: false,
		files: null,
		place
	}];
	const text = file.text(out, "md5");
	const files = file.list(out, "files");
	if (files.length > 0) return [{
		path,
		md5: null,
		folder: true,
		files: files.map((one) => {
			const [name, md5] = [file.text(one, "relpath") ?? "", file.text(one, "md5") ?? ""];
			if (!isBelow(name)) throw file.fault(one, `${JSON.stringify(name.slice(0, 200))} is no path below the out`);
			if (!/^[0-9a-f]{32}$/.test(md5)) throw file.fault(one, "a file has no md5 of 32 hex digits");
			return {
				path: name,
				md5
			};
		}),
		place
	}];
	const match = MD5.exec(text ?? "");
	if (!match) throw file.fault(out, "an out has no md5 of 32 hex digits");
	return [{
		path,
		md5: match[1],
		folder: match[2] !== void 0,
		files: null,
		place
	}];
}
/** A path of a manifest: relative, normal, going down only. */
function isBelow(path) {
	return path !== "" && !/[\\\0]|^[a-z]:/i.test(path) && path.split("/").every((one) => ![
		"",
		".",
		".."
	].includes(one));
}
/** `text` as seen from `folder`, `''` for the repository itself; null when it leaves it. */
function resolvePath(folder, text) {
	if (/[\\\0]|^\/|^~|^[a-z]:|^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return null;
	const segments = folder === "" ? [] : folder.split("/");
	for (const segment of text.split("/")) {
		if (segment === "" || segment === ".") continue;
		if (segment !== "..") segments.push(segment);
		else if (segments.pop() === void 0) return null;
	}
	return segments.join("/");
}
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/** Order in which the files of outs stand in a listing: a folder by what lies in it. */
function byPath(a, b) {
	return Buffer.compare(Buffer.from(keyOf(a)), Buffer.from(keyOf(b)));
}
function keyOf({ path, folder }) {
	return folder ? `${path}/` : `${path}`;
}

// src/host/dvc/manifest.ts
/** Four million files of a folder. */
const MANIFEST_LIMIT = 536870912;
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const [QUOTE, BACKSLASH, COMMA, COLON] = [
	34,
	92,
	44,
	58
];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [
	91,
	93,
	123,
	125
];
/**
* A `.dir` manifest: `[{"md5": …, "relpath": …}, …]`, other members ignored. Read byte by byte into columns, for
* `JSON.parse` would make an object of each of a million files. `name` and `place` are those of the out, for errors.
*
* @throws GateError `dvc-manifest-invalid`
*/
function readManifest(bytes, name, place) {
	const reader = new Reader(bytes, name, place);
	const path = new StringsBuilder();
	const md5 = [];
	reader.expect(OPEN_LIST);
	for (let first = true; !reader.takes(CLOSE_LIST); first = false) {
		if (!first) reader.expect(COMMA);
		const entry = reader.entry();
		if (!isBelow(entry.path)) throw reader.fault(`${quote(entry.path)} is no path below the folder`);
		if (!/^[0-9a-f]{32}$/.test(entry.md5)) throw reader.fault(`${quote(entry.path)} has no md5 of 32 hex digits`);
		path.push(entry.path);
		md5.push(entry.md5);
	}
	reader.expectEnd();
	return sorted(path.build(), md5, (text) => reader.fault(text));
}
/** Files in the order of their path bytes. */
function sorted(path, md5, fault) {
	const order = Int32Array.from(md5, (_, row) => row);
	const inOrder = order.every((row) => row === 0 || compare$1(path, row - 1, row) < 0);
	if (!inOrder) order.sort((a, b) => compare$1(path, a, b));
	const content = Contents.empty(order.length);
	const builder = new StringsBuilder();
	for (const [row, from] of order.entries()) {
		if (row > 0 && compare$1(path, order[row - 1], from) === 0) throw fault(`${quote(path.get(from))} is listed twice in the folder`);
		builder.pushRange(path.pool, path.start(from), path.ends[from]);
		content.set(row, "md5", md5[from]);
	}
	return {
		path: inOrder ? path : builder.build(),
		content
	};
}
function compare$1(strings, a, b) {
	return Buffer.compare(strings.bytes(a), strings.bytes(b));
}
function quote(text) {
	return JSON.stringify(text.slice(0, 200));
}
/** JSON of one shape: a list of flat mappings. */
var Reader = class {
	#bytes;
	#name;
	#place;
	#at = 0;
	constructor(bytes, name, place) {
		this.#bytes = bytes;
		this.#name = name;
		this.#place = place;
	}
	fault(text) {
		const message = `${this.#name}: the manifest of this folder is not usable: ${text}`;
		return new GateError("dvc-manifest-invalid", "artifact", message, {
			hint: "Write it anew with `dvc add` (or `dvc repro`), and push it with `dvc push`.",
			place: this.#place
		});
	}
	takes(byte) {
		this.#space();
		if (this.#bytes[this.#at] !== byte) return false;
		this.#at++;
		return true;
	}
	expect(byte) {
		if (!this.takes(byte)) throw this.fault(`expected ${String.fromCharCode(byte)} at byte ${this.#at}`);
	}
	expectEnd() {
		this.#space();
		if (this.#at < this.#bytes.length) throw this.fault(`something follows the list at byte ${this.#at}`);
	}
	entry() {
		let path = null;
		let md5 = null;
		this.expect(OPEN_MAP);
		for (let first = true; !this.takes(CLOSE_MAP); first = false) {
			if (!first) this.expect(COMMA);
			this.#space();
			const key = this.#string();
			this.expect(COLON);
			this.#space();
			const value = this.#bytes[this.#at] === QUOTE ? this.#string() : this.#word();
			if (key === "relpath") path = path === null ? value : this.#twice(key);
			else if (key === "md5") md5 = md5 === null ? value : this.#twice(key);
		}
		if (path === null || md5 === null) throw this.fault(`an entry before byte ${this.#at} lacks relpath or md5`);
		return {
			path,
			md5
		};
	}
	#twice(key) {
		throw this.fault(`an entry before byte ${this.#at} has "${key}" twice`);
	}
	#space() {
		for (;; this.#at++) {
			const byte = this.#bytes[this.#at];
			if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return;
		}
	}
	#string() {
		const from = this.#at;
		if (this.#bytes[from] !== QUOTE) throw this.fault(`expected a text at byte ${from}`);
		let escaped = false;
		let at = from + 1;
		for (; at < this.#bytes.length && this.#bytes[at] !== QUOTE; at++) if (this.#bytes[at] === BACKSLASH) {
			escaped = true;
			at++;
		}
		this.#at = at + 1;
		try {
			if (!escaped && at < this.#bytes.length) return decoder.decode(this.#bytes.subarray(from + 1, at));
			return JSON.parse(decoder.decode(this.#bytes.subarray(from, at + 1)));
		} catch {
			throw this.fault(`the text at byte ${from} is not JSON`);
		}
	}
	/** A number, true, false or null: members that nobody asks for. */
	#word() {
		const from = this.#at;
		while (/[-+.0-9a-zA-Z]/.test(String.fromCharCode(this.#bytes[this.#at] ?? 0))) this.#at++;
		if (this.#at === from) throw this.fault(`expected a text or a number at byte ${from}`);
		return "";
	}
};

// src/host/dvc/merge.ts
/**
* Files of git and of DVC below a folder in one order of path bytes. `parts` come in the order of their paths, so that
* one pass over both is enough.
*
* @throws GateError `dvc-overlap`: git and DVC have the same file
*/
function mergeFiles(git, parts, under, refused) {
	const dvc = expand(parts, under);
	const path = new StringsBuilder();
	const content = Contents.empty(git.rows + dvc.path.rows);
	let [a, b] = [0, 0];
	for (let row = 0; row < content.rows; row++) {
		const order = a === git.rows ? 1 : b === dvc.path.rows ? -1 : compare(git.path, a, dvc.path, b);
		if (order === 0) throw twice(git.path.get(a), dvc.outs[dvc.from[b]]);
		if (order < 0) copy(git.path, git.content, a++, path, content, row);
		else copy(dvc.path, dvc.content, b++, path, content, row);
	}
	return {
		rows: content.rows,
		path: path.build(),
		content,
		refused: [...git.refused, ...refused]
	};
}
function expand(parts, under) {
	const path = new StringsBuilder();
	const rows = parts.reduce((sum, { manifest }) => sum + (manifest?.path.rows ?? 1), 0);
	const content = Contents.empty(rows);
	const from = new Int32Array(rows);
	const inside = Buffer.from(under === "" ? "" : `${under}/`);
	let row = 0;
	for (const [index, { out, manifest }] of parts.entries()) {
		if (manifest === null) {
			path.push(out.path);
			content.set(row, "md5", out.md5);
			from[row++] = index;
			continue;
		}
		const prefix = Buffer.from(`${out.path}/`);
		const rest = inside.length > prefix.length ? inside.subarray(prefix.length) : /* @__PURE__ */ new Uint8Array();
		for (let file = 0; file < manifest.path.rows; file++) {
			const [start, end] = [manifest.path.start(file), manifest.path.ends[file]];
			if (!startsWith(manifest.path.pool, start, end, rest)) continue;
			path.pushRange(manifest.path.pool, start, end, prefix);
			content.kinds[row] = manifest.content.kinds[file];
			content.hashes.set(manifest.content.hash(file), row * 32);
			from[row++] = index;
		}
	}
	return {
		path: path.build(),
		content,
		from,
		outs: parts.map(({ out }) => out)
	};
}
function startsWith(pool, start, end, prefix) {
	if (end - start < prefix.length) return false;
	for (let i = 0; i < prefix.length; i++) if (pool[start + i] !== prefix[i]) return false;
	return true;
}
function compare(a, rowA, b, rowB) {
	return Buffer.compare(a.bytes(rowA), b.bytes(rowB));
}
function copy(path, content, from, toPath, to, row) {
	toPath.pushRange(path.pool, path.start(from), path.ends[from]);
	to.kinds[row] = content.kinds[from];
	to.hashes.set(content.hash(from), row * 32);
}
function twice(path, out) {
	const message = `${path}: git has this file, and DVC keeps it as ${out.path}`;
	return new GateError("dvc-overlap", "artifact", message, {
		hint: "Keep it in one of the two: `git rm --cached`, or `dvc remove`.",
		place: out.place
	});
}

// src/host/dvc/out-index.ts
/** Data folders that DVC keeps file by file have this many; each of them is a small file to read. */
const MOST_FILES = 2e5;
/** The outs of one commit, none inside another, in the order of their files. */
var Outs = class {
	#byPath;
	#sorted;
	#refused;
	/** @throws GateError `dvc-overlap` */
	constructor(all) {
		const known = /* @__PURE__ */ new Map();
		for (const out of all) {
			const before = out.path === null ? void 0 : known.get(out.path);
			if (before) throw overlap(out, before);
			if (out.path !== null) known.set(out.path, out);
		}
		for (const out of known.values()) for (const folder of foldersAbove(out.path)) if (known.has(folder)) throw overlap(out, known.get(folder));
		this.#byPath = known;
		this.#sorted = [...known.values()].sort(byPath);
		this.#refused = [...new Set(all.filter((out) => out.path === null).map((out) => out.place.path))].sort();
	}
	/** The out that is this path, or a folder above it. */
	covering(path) {
		const own = this.#byPath.get(path);
		if (own) return own;
		for (const folder of foldersAbove(path)) {
			const out = this.#byPath.get(folder);
			if (out) return out;
		}
		return null;
	}
	below(path) {
		return path === "" ? this.#sorted : this.#sorted.filter((out) => out.path.startsWith(`${path}/`));
	}
	/** Files of DVC at or below a folder that name something which is not read. */
	refused(under) {
		return this.#refused.filter((path) => under === "" || path === under || path.startsWith(`${under}/`)).map((path) => ({
			path,
			why: "dvc-outside"
		}));
	}
};
/** @throws GateError `dvc-file-invalid`, `dvc-overlap`, `file-too-large` */
async function readOuts(tree) {
	const files = await tree.list("");
	const rows = [];
	const pipelines = /* @__PURE__ */ new Map();
	for (let row = 0; row < files.rows; row++) {
		const bytes = files.path.bytes(row);
		const last = bytes[bytes.length - 1];
		if (last !== 99 && last !== 107 && last !== 108) continue;
		const path = files.path.get(row);
		if (/(^|\/)\.dvc\//.test(path)) continue;
		if (path.endsWith(".dvc") || /(^|\/)dvc\.lock$/.test(path)) rows.push(row);
		else if (/(^|\/)dvc\.yaml$/.test(path)) pipelines.set(path, row);
	}
	if (rows.length > MOST_FILES) throw new GateError("dvc-too-many", "artifact", `${rows.length} .dvc files, the limit is ${MOST_FILES}`, { hint: "Let DVC keep folders (`dvc add FOLDER`) rather than each file." });
	const stages = /* @__PURE__ */ new Map();
	for await (const { row, bytes } of tree.readEach(files, pipelines.values(), DVC_FILE_LIMIT)) if (bytes) stages.set(files.path.get(row), bytes);
	const all = [];
	for await (const { row, bytes, fault } of tree.readEach(files, rows, DVC_FILE_LIMIT)) {
		const path = files.path.get(row);
		if (bytes === null) throw new GateError(fault ?? "content-absent", "artifact", `${path}: it cannot be read (${fault})`, {
			hint: `Keep .dvc files in git, and below ${DVC_FILE_LIMIT} bytes.`,
			place: { path }
		});
		const pipeline = stages.get(path.replace(/dvc\.lock$/, "dvc.yaml")) ?? null;
		for (const out of path.endsWith(".dvc") ? outsOfDvcFile(path, bytes) : outsOfLock(path, bytes, pipeline)) all.push(out);
	}
	return new Outs(all);
}
function overlap(out, other) {
	const message = `${out.path}: DVC keeps it twice (${where(out)}, and ${other.path} by ${where(other)})`;
	return new GateError("dvc-overlap", "artifact", message, {
		hint: "Let one .dvc file or stage keep each path.",
		place: out.place
	});
}
function where({ place }) {
	return [place.path, place.line].filter((part) => part !== void 0).join(":");
}
function* foldersAbove(path) {
	for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) yield path.slice(0, at);
}

// src/host/dvc/tree.ts
/** A commit with what its `.dvc` files and `dvc.lock` name, as if the files were committed: readers need not know. */
var DvcTree = class {
	side;
	commit;
	/** The commit without what DVC keeps. */
	git;
	#project;
	#manifests = /* @__PURE__ */ new Map();
	#outs = null;
	constructor(git, project) {
		this.side = git.side;
		this.commit = git.commit;
		this.git = git;
		this.#project = project;
	}
	/** All that DVC keeps in this commit. */
	outs() {
		this.#outs ??= readOuts(this.git);
		return this.#outs;
	}
	/** Made of md5s as the commit names them: the same whether or not the content is on this machine. */
	async oid(path) {
		const outs = await this.outs();
		const covering = outs.covering(path);
		if (covering?.path === path) return idOf(covering);
		if (covering) {
			const rest = path.slice(covering.path.length + 1);
			const manifest = await this.#manifest(covering).catch((error) => {
				if (error instanceof GateError && error.code === "content-absent") return null;
				throw error;
			});
			if (manifest && !has(manifest, rest)) return null;
			return hex(`${idOf(covering)} ${rest}`);
		}
		const own = await this.git.oid(path);
		const below = outs.below(path);
		return below.length === 0 ? own : hex(own ?? "", ...below.map((out) => `\0${out.path} ${idOf(out)}`));
	}
	async list(under) {
		const [git, outs] = [await this.git.list(under), await this.outs()];
		const covering = outs.covering(under);
		const found = covering ? [covering] : outs.below(under);
		const refused = outs.refused(under);
		if (found.length === 0 && refused.length === 0) return git;
		const parts = [];
		for (const out of found) parts.push({
			out,
			manifest: out.folder ? await this.#manifest(out) : null
		});
		return mergeFiles(git, parts, under, refused);
	}
	async read(path, limit) {
		const md5 = await this.#md5Of(path);
		if (md5 === null) return this.git.read(path, limit);
		const bytes = await this.#project.cache.read(md5, limit);
		if (bytes) return bytes;
		throw this.#project.absent(path, { path });
	}
	async *stream(path, limit) {
		const md5 = await this.#md5Of(path);
		const chunks = md5 === null ? this.git.stream(path, limit) : await this.#project.cache.stream(md5, limit);
		if (chunks === null) throw this.#project.absent(path, { path });
		yield* chunks;
	}
	readEach(files, rows, limit) {
		return this.git.readEach(files, rows, limit);
	}
	/** Outs at, above or below these paths that are not wholly on this machine, and that a remote can be asked for by md5. */
	async absent(paths) {
		const outs = await this.outs();
		const wanted = new Set(paths.flatMap((path) => outs.covering(path) ?? outs.below(path)));
		const absent = [];
		for (const out of wanted) if (out.md5 !== null && !await this.#isHere(out)) absent.push(out);
		return absent;
	}
	async #isHere(out) {
		const { cache } = this.#project;
		if (!out.folder) return cache.has(out.md5);
		const manifest = await this.#manifest(out).catch(() => null);
		if (manifest === null) return false;
		for (let row = 0; row < manifest.path.rows; row++) if (!await cache.has(manifest.content.hex(row))) return false;
		return true;
	}
	/** md5 of a file that DVC keeps; null: it is git's. */
	async #md5Of(path) {
		const out = (await this.outs()).covering(path);
		if (!out) return null;
		if (out.path === path) {
			if (!out.folder) return out.md5;
			throw new GateError("not-a-file", "artifact", `${path}: a folder, kept by DVC`, {
				hint: "Name a file below it.",
				place: out.place
			});
		}
		const manifest = out.folder ? await this.#manifest(out) : null;
		const row = manifest ? find(manifest, path.slice(out.path.length + 1)) : -1;
		if (manifest && row >= 0) return manifest.content.hex(row);
		throw new GateError("file-missing", "artifact", `${path}: no such file in ${out.path}, which DVC keeps`, {
			hint: "Correct the path in .github/cv-gate.yml, or add the file (`dvc add`).",
			place: { path }
		});
	}
	#manifest(out) {
		const known = this.#manifests.get(out);
		if (known) return known;
		const reading = this.#readManifest(out);
		this.#manifests.set(out, reading);
		reading.catch(() => this.#manifests.delete(out));
		return reading;
	}
	async #readManifest(out) {
		const name = `${out.path}`;
		if (out.md5 === null) {
			const files = out.files ?? [];
			const fault = (text) => new GateError("dvc-manifest-invalid", "artifact", `${name}: ${text}`, {
				hint: "Write it anew with `dvc add`.",
				place: out.place
			});
			return sorted(Strings.of(files.map((one) => one.path)), files.map((one) => one.md5), fault);
		}
		const bytes = await this.#project.cache.read(out.md5, MANIFEST_LIMIT, ".dir");
		if (bytes) return readManifest(bytes, name, out.place);
		throw this.#project.absent(`${name} (the list of its files, ${out.md5}.dir)`, out.place);
	}
};
function idOf({ md5, folder, files }) {
	if (md5 === null) return hex(...(files ?? []).map((one) => `${one.md5} ${one.path}\0`));
	return `md5:${md5}${folder ? ".dir" : ""}`;
}
function hex(...parts) {
	return Buffer.from(sha256(...parts)).toString("hex");
}
/** First row whose path is not below `path` in the order of bytes. */
function lowerBound({ path: sortedPaths }, path) {
	let low = 0;
	let high = sortedPaths.rows;
	while (low < high) {
		const middle = low + high >>> 1;
		if (Buffer.compare(sortedPaths.bytes(middle), path) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
function find(manifest, path) {
	const row = lowerBound(manifest, Buffer.from(path));
	return row < manifest.path.rows && manifest.path.get(row) === path ? row : -1;
}
/** A file, or a folder of files. */
function has(manifest, path) {
	if (find(manifest, path) >= 0) return true;
	const row = lowerBound(manifest, Buffer.from(`${path}/`));
	return row < manifest.path.rows && manifest.path.get(row).startsWith(`${path}/`);
}

export { load as n, isInside as r, DvcTree as t };