import { n as shallow, r as require_dist, t as SPLIT_LIST } from "./config.js";
import { n as UsageError } from "./errors.js";
import { _ as tuple, d as number, h as string, l as int, m as strictObject, n as ZodObject, o as array, p as record, r as _enum, u as literal, v as union } from "./schemas.js";
import { t as nearest } from "./nearest.js";
import { i as severitySchema, n as modeSchema } from "./report.js";
import { n as optionSchemas } from "./catalogue.js";

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
		waivers: document.waivers,
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
/** Their records name images. */
const NAMING = [
	"csv",
	"jsonl",
	"parquet",
	"coco"
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
	const named = format === "folder" && Object.values(splits).every((place) => SPLIT_LIST.test(place)) || NAMING.includes(format);
	if (data.images !== void 0 && !data.images.root.startsWith("$") && (!named || data.images?.digest)) problems.push({
		path: [
			...path,
			"data",
			"images"
		],
		text: "a folder of the repository is for tables (csv, jsonl, parquet), COCO and lists of images, without `digest`; images outside git lie below `$data`",
		onKey: true
	});
	const perSplit = data.images?.root.includes("{split}") === true;
	if (perSplit && (!named || data.file !== void 0)) problems.push({
		path: [
			...path,
			"data",
			"images"
		],
		text: "`{split}` is for a manifest or a list a split: `splits: {train: train.csv, test: test.csv}`, without `file`",
		onKey: true
	});
	for (const name of perSplit ? Object.keys(splits) : []) if (!isInside(name)) problems.push({
		path: [
			...path,
			"data",
			"splits",
			name
		],
		text: "as `{split}` in `images.root` its name is a folder: write it without `..`",
		onKey: true
	});
	if (Object.keys(splits).length === 0) problems.push({
		path: [
			...path,
			"data",
			"splits"
		],
		text: "name at least one split",
		onKey: true
	});
	const places = format !== "yolo" && (!NAMING.includes(format) || data.file === void 0);
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
		root: string().regex(/^(\$data|(?!\$|\.{0,2}(\/|$))[^/\\\0]+)(\/(?!\.{0,2}(\/|$))[^/\\\0]+)*\/?$/, { error: "write `$data`, or a folder below it; or a folder of the repository, below `root`" }),
		digest: literal("sha256").optional()
	}).optional().meta({ description: "Where the images lie when they are not in git (`$data`); with `digest: sha256`, columns.digest names their bytes. Of a table (csv, jsonl, parquet), COCO or a list of images also the folder below `root` that it names its images from, in which {split} stands for the name of the split" }),
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
		waivers: array(string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/, { error: "write a role of GitHub (`maintain`, `admin`) or the login of a person, without `@`" })).default(["maintain", "admin"]),
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
		text: `${keyOf(problem.path)}: ${problem.text}`
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
			key: keyOf(path),
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
function keyOf(path) {
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

export { isInside as n, load as t };