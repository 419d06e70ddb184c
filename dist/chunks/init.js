import { n as UsageError } from "./errors.js";
import { d as writeFiles, r as sha256, s as exists, t as Repository } from "./repository.js";
import { t as CONFIG_PATH } from "./config-path.js";
import { o as load, s as require_dist, t as evidence } from "./evidence.js";
import { d as n80, u as mde80 } from "./catalogue.js";

// src/app/init/layouts.ts
const IMAGE = /\.(jpe?g|png|webp|tiff?|gif)$/i;
const SPLITS = {
	train: "train",
	training: "train",
	val: "val",
	valid: "val",
	validation: "val",
	dev: "val",
	test: "test",
	testing: "test",
	eval: "test"
};
function splitName(text) {
	const name = text.toLowerCase();
	return Object.hasOwn(SPLITS, name) ? SPLITS[name] : null;
}
/** Image folders `root/split/class/…image`: one layout for each root that has at least two classes. */
function folderLayouts(paths) {
	const roots = /* @__PURE__ */ new Map();
	for (const path of paths) {
		if (!IMAGE.test(path)) continue;
		const parts = path.split("/");
		const at = parts.findIndex((part, index) => index < parts.length - 2 && splitName(part) !== null);
		if (at < 0) continue;
		const root = parts.slice(0, at).join("/");
		const splits = roots.get(root) ?? /* @__PURE__ */ new Map();
		roots.set(root, splits);
		const name = splitName(parts[at]);
		const split = splits.get(name) ?? {
			place: parts[at],
			classes: /* @__PURE__ */ new Map()
		};
		splits.set(name, split);
		if (split.place !== parts[at]) continue;
		split.classes.set(parts[at + 1], (split.classes.get(parts[at + 1]) ?? 0) + 1);
	}
	const found = [];
	const rejected = [];
	for (const [root, splits] of roots) {
		const classes = [...new Set([...splits.values()].flatMap((split) => [...split.classes.keys()]))].sort();
		if (classes.length < 2) rejected.push({
			path: root || ".",
			why: `only one folder below its splits (${classes.join(", ")}): no classes to tell apart`
		});
		else if (!splits.has("test") && !splits.has("val")) rejected.push({
			path: root || ".",
			why: "no split named test or val: nothing to judge"
		});
		else found.push({
			format: "folder",
			root,
			file: null,
			splits: Object.fromEntries([...splits].map(([name, split]) => [name, split.place])),
			columns: {},
			classes,
			counts: Object.fromEntries([...splits].map(([name, split]) => [name, [...split.classes.values()].reduce((a, b) => a + b, 0)]))
		});
	}
	return {
		found,
		rejected
	};
}
const IMAGE_COLUMNS = [
	"image",
	"file",
	"filename",
	"file_name",
	"image_path",
	"path",
	"filepath",
	"img",
	"image_file"
];
const LABEL_COLUMNS = [
	"label",
	"class",
	"category",
	"target",
	"class_name",
	"label_name",
	"y"
];
const SPLIT_COLUMNS = [
	"split",
	"subset",
	"set",
	"partition",
	"fold"
];
/** A CSV manifest by its header and rows (fields already unquoted). `folder` holds the file; images lie relative to it. */
function csvLayout(path, header, rows, exists) {
	const pick = (names) => header.find((column) => names.includes(column.toLowerCase()));
	const [image, label, split] = [
		pick(IMAGE_COLUMNS),
		pick(LABEL_COLUMNS),
		pick(SPLIT_COLUMNS)
	];
	if (!image) return {
		path,
		why: `no column of image files (columns: ${header.slice(0, 8).join(", ")})`
	};
	if (!label) return {
		path,
		why: `no column of labels (columns: ${header.slice(0, 8).join(", ")})`
	};
	if (!split) return {
		path,
		why: "no column that tells train from test: add one named `split`"
	};
	const at = {
		image: header.indexOf(image),
		label: header.indexOf(label),
		split: header.indexOf(split)
	};
	const values = /* @__PURE__ */ new Map();
	const classes = /* @__PURE__ */ new Set();
	let first = null;
	for (const row of rows) {
		first ??= row[at.image] ?? null;
		classes.add(row[at.label] ?? "");
		const value = row[at.split] ?? "";
		const name = splitName(value) ?? value;
		const entry = values.get(name) ?? {
			value,
			n: 0
		};
		entry.n++;
		values.set(name, entry);
	}
	if (!values.has("test") && !values.has("val")) return {
		path,
		why: `no split named test or val in the column \`${split}\` (values: ${[...values.keys()].slice(0, 5).join(", ")})`
	};
	const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
	const root = [
		folder,
		"",
		...[
			"images",
			"img",
			"data"
		].map((name) => folder ? `${folder}/${name}` : name)
	].find((one) => first !== null && exists(one ? `${one}/${first}` : first));
	if (root === void 0) return {
		path,
		why: `its first image ${JSON.stringify(first)} is not in the repository`
	};
	const file = root === "" ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
	if (file === null) return {
		path,
		why: `its images lie below ${root}, the manifest does not`
	};
	return {
		format: "csv",
		root,
		file,
		splits: Object.fromEntries([...values].map(([name, { value }]) => [name, value])),
		columns: Object.fromEntries(Object.entries({
			image,
			label,
			split
		}).filter(([name, column]) => name !== column)),
		classes: [...classes].sort(),
		counts: Object.fromEntries([...values].map(([name, { n }]) => [name, n]))
	};
}
/** COCO files of one folder, told apart by `train`, `val`, `test` in their names. */
function cocoLayout(files) {
	const splits = /* @__PURE__ */ new Map();
	for (const file of files) {
		const name = file.path.split(/[/_.\-\d]+/).map(splitName).find((one) => one !== null) ?? (files.length === 1 ? "test" : null);
		if (name && !splits.has(name)) splits.set(name, file);
	}
	if (!splits.has("test") && !splits.has("val")) return null;
	const root = [...splits.values()].map(({ path }) => path.split("/").slice(0, -1)).reduce((a, b) => a.slice(0, a.findIndex((part, at) => part !== b[at]) < 0 ? Math.min(a.length, b.length) : a.findIndex((part, at) => part !== b[at]))).join("/");
	return {
		format: "coco",
		root,
		file: null,
		splits: Object.fromEntries([...splits].map(([name, { path }]) => [name, root ? path.slice(root.length + 1) : path])),
		columns: {},
		classes: [...splits.values()][0].classes,
		counts: Object.fromEntries([...splits].map(([name, { images }]) => [name, images]))
	};
}

// src/app/init/write-config.ts
var import_dist = require_dist();
const PSI = .05;
/** The tolerance, in steps of half a point, that the judged split can verify with power .80 at 5 % of answers flipping. */
function verifiable(n) {
	return `${Math.max(.5, Math.ceil(mde80(PSI, Math.max(1, n)) * 200) / 2)}pp`;
}
function powerText(n, tolerance) {
	const margin = Number.parseFloat(tolerance) / 100;
	const one = Math.ceil(n80(PSI, .01)).toLocaleString("en");
	return `${n} judged images: a tolerance of ${tolerance} can be verified${margin > .01 ? `; 1pp needs ${one}` : ""} (power .80, when 5 % of the answers flip)`;
}
function renderConfig({ layout, model, classFile, gateSplit, tolerance, guesses, power }) {
	const classification = layout.format !== "coco";
	const data = {
		format: layout.format,
		root: layout.root || ".",
		...layout.file ? { file: layout.file } : {},
		splits: layout.splits,
		...Object.keys(layout.columns).length > 0 ? { columns: layout.columns } : {}
	};
	const target = {
		task: classification ? "classification" : "detection",
		data,
		...gateSplit !== "test" ? { "gate-split": gateSplit } : {},
		...model ? { model: {
			path: model.path,
			preprocess: preprocessOf(model),
			...classFile ? { classes: classFile } : {}
		} } : {},
		...model && classification ? { primary: {
			metric: "accuracy",
			tolerance
		} } : {}
	};
	const body = (0, import_dist.stringify)({
		version: 1,
		mode: "advisory",
		targets: { main: target }
	}, {
		lineWidth: 120,
		flowCollectionPadding: false
	});
	return `${[
		"# yaml-language-server: $schema=https://raw.githubusercontent.com/cv-gate/cv-gate/v0.1.0/dist/config.schema.json",
		"# Written by `cv-gate init`. mode: advisory reports and never blocks; change it to enforce when you trust it.",
		...guesses.map((guess) => `# Guessed: ${guess}`),
		`# ${power}.`
	].map((line) => line.replace(/[\r\n]+/g, " ")).join("\n")}\n${body}`;
}
/** ImageNet's when the input is 224 × 224; otherwise the picture is stretched to the input and scaled to 0 … 1. */
function preprocessOf({ input }) {
	if (input === null || input.width === 224 && input.height === 224) return "imagenet";
	return {
		resize: {
			width: input.width,
			height: input.height
		},
		scale: .00392156862745098
	};
}

// src/app/init/detect.ts
const LARGEST_TEXT = 67108864;
const MOST_CANDIDATES = 50;
/** Looks at a repository that nobody laid out for this program: data layouts, splits, models, classes. */
async function detect(tree) {
	const files = await tree.list("");
	const paths = Array.from({ length: files.rows }, (_, row) => files.path.get(row));
	const known = new Set(paths);
	const folders = folderLayouts(paths);
	const rejected = [...folders.rejected];
	const layouts = [];
	for (const path of paths.filter((one) => one.toLowerCase().endsWith(".csv")).slice(0, MOST_CANDIDATES)) {
		const text = await textOf(tree, path);
		const [header, ...rows] = text === null ? [] : parseCsv(text);
		const layout = header ? csvLayout(path, header, rows, (image) => known.has(image)) : {
			path,
			why: "empty or too large to look at"
		};
		if ("why" in layout) rejected.push(layout);
		else layouts.push(layout);
	}
	layouts.push(...folders.found);
	const coco = await cocoFiles(tree, paths);
	const cocoFound = coco.length > 0 ? cocoLayout(coco) : null;
	if (cocoFound) layouts.push(cocoFound);
	const models = [];
	for (const path of paths.filter((one) => one.toLowerCase().endsWith(".onnx")).slice(0, MOST_CANDIDATES)) {
		const model = await describeModel(tree, path);
		if ("why" in model) rejected.push(model);
		else models.push(model);
	}
	const lists = await classLists(tree, paths);
	return {
		files: paths.length,
		layouts,
		models,
		rejected,
		proposal: propose(layouts, models, lists)
	};
}
/** Text files with one name a line: class lists, perhaps. */
async function classLists(tree, paths) {
	const found = [];
	for (const path of paths.filter((one) => /\.(txt|names)$/i.test(one)).slice(0, MOST_CANDIDATES)) {
		const names = (await textOf(tree, path))?.replace(/\r?\n$/, "").split(/\r?\n/);
		if (names && names.length > 1) found.push({
			path,
			names
		});
	}
	return found;
}
function propose(layouts, models, lists) {
	const total = (layout) => Object.values(layout.counts).reduce((a, b) => a + b, 0);
	const layout = [...layouts].sort((a, b) => total(b) - total(a))[0];
	if (!layout) return null;
	const gateSplit = Object.hasOwn(layout.splits, "test") ? "test" : "val";
	const n = layout.counts[gateSplit] ?? 0;
	const listOf = (one) => lists.find(({ names }) => names.length === one.outputs && layout.classes.every((name) => names.includes(name)));
	const fitting = models.filter((one) => layout.format === "coco" || one.outputs === layout.classes.length || one.outputs !== null && (one.classes !== null || listOf(one) !== void 0));
	const model = fitting[0] ?? null;
	const list = model !== null && layout.format !== "coco" && model.classes === null && model.outputs !== layout.classes.length ? listOf(model) ?? null : null;
	const tolerance = verifiable(n);
	const guesses = [
		...layouts.length > 1 ? [`the data: ${layouts.length} layouts were found, the largest is used`] : [],
		...fitting.length > 1 ? [`the model: ${fitting.map((one) => one.path).join(", ")} fit; the first is used`] : [],
		...model ? [`preprocess (${JSON.stringify(preprocessOf(model))}): compare it with the training code`, ...list ? [`model.classes: ${list.path} has one name for each score`] : []] : ["no model: none of the ONNX files gives as many scores as there are classes"]
	];
	return {
		layout,
		model,
		classFile: list?.path ?? null,
		gateSplit,
		tolerance,
		guesses,
		power: powerText(n, tolerance)
	};
}
async function describeModel(tree, path) {
	const scene = {
		placement: { head: {
			model: {
				path,
				preprocess: {},
				adapter: null,
				classes: null
			},
			data: {}
		} },
		tree: { head: tree }
	};
	try {
		const structure = await evidence.compute(scene, "head", () => Promise.reject(/* @__PURE__ */ new Error("needs nothing")), { hash: sha256 });
		const scores = structure.outputs.find(({ dims, dtype }) => dtype === "float32" && dims?.length === 2 && typeof dims[1] === "number");
		const dims = structure.inputs[0]?.dims ?? [];
		const [height, width] = dims[3] === 3 ? [dims[1], dims[2]] : [dims[2], dims[3]];
		return {
			path,
			outputs: scores ? Number(scores.dims[1]) : null,
			classes: structure.classes,
			input: typeof height === "number" && typeof width === "number" ? {
				height,
				width
			} : null
		};
	} catch (error) {
		return {
			path,
			why: error.message
		};
	}
}
async function cocoFiles(tree, paths) {
	const found = [];
	for (const path of paths.filter((one) => one.toLowerCase().endsWith(".json")).slice(0, MOST_CANDIDATES)) {
		const text = await textOf(tree, path);
		if (text === null || !text.includes("\"annotations\"") || !text.includes("\"categories\"")) continue;
		try {
			const { images, categories } = JSON.parse(text);
			if (Array.isArray(images) && Array.isArray(categories)) found.push({
				path,
				images: images.length,
				classes: categories.map(({ name }) => String(name))
			});
		} catch {}
	}
	return found;
}
async function textOf(tree, path) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(await tree.read(path, LARGEST_TEXT));
	} catch {
		return null;
	}
}
/** Enough of CSV to guess by; the run itself reads the manifest strictly. */
function parseCsv(text) {
	return text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/).filter((line) => line !== "").map((line) => (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((field) => field.replace(/,$/, "").replace(/^"(.*)"$/s, "$1").replaceAll("\"\"", "\"")).slice(0, line.split(",").length));
}

// src/app/init/workflows.generated.ts
const WORKFLOWS = {
	"single.yml": "# One file, one job: for repositories where everybody who can open a pull request is trusted.\n# The job `cv-gate` is the check to require under Settings → Rules.\nname: cv-gate\non:\n  pull_request:\n  merge_group:\npermissions: {}\nconcurrency:\n  group: cv-gate-${{ github.event.pull_request.number || github.ref }}\n  cancel-in-progress: true\njobs:\n  cv-gate:\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    permissions:\n      contents: read\n      pull-requests: write\n    steps:\n      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2\n        with:\n          persist-credentials: false\n          lfs: false\n          submodules: false\n      - id: gate\n        # Pin the commit of the release you use.\n        uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n      - if: ${{ !cancelled() && steps.gate.outputs.report-dir != '' }}\n        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2\n        with:\n          name: cv-gate-report-${{ steps.gate.outputs.artefacts }}\n          path: ${{ steps.gate.outputs.report-dir }}\n          overwrite: true\n",
	"cv-gate.yml": "# The half that measures: read rights only, on pull requests of the repository and of forks alike. cv-gate-bot.yml talks.\n# The job `cv-gate` is the check to require under Settings → Rules.\nname: cv-gate\non:\n  pull_request:\n  merge_group:\npermissions: {}\nconcurrency:\n  group: cv-gate-${{ github.event.pull_request.number || github.ref }}\n  cancel-in-progress: true\njobs:\n  cv-gate:\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    permissions:\n      contents: read\n    steps:\n      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2\n        with:\n          persist-credentials: false\n          lfs: false\n          submodules: false\n      - id: gate\n        # Pin the commit of the release you use, the same in both files.\n        uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          comment: 'false'\n      - if: ${{ !cancelled() && steps.gate.outputs.report-dir != '' }}\n        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2\n        with:\n          name: cv-gate-report-${{ steps.gate.outputs.artefacts }}\n          path: ${{ steps.gate.outputs.report-dir }}\n          overwrite: true\n",
	"cv-gate-bot.yml": "# The half that talks: runs from the default branch when cv-gate.yml has ended, opens no file of a pull request, reads\n# the report of that run as hostile input and writes the one comment. Needed where forks open pull requests.\nname: cv-gate-bot\non:\n  workflow_run: # zizmor: ignore[dangerous-triggers] nothing of the pull request is checked out or executed here\n    workflows: [cv-gate]\n    types: [completed]\npermissions: {}\nconcurrency:\n  group: cv-gate-bot-${{ github.event.workflow_run.head_repository.id }}-${{ github.event.workflow_run.head_branch }}\n  cancel-in-progress: false\njobs:\n  comment:\n    if: ${{ github.event.workflow_run.event == 'pull_request' }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n      actions: read\n      contents: read\n      pull-requests: write\n    steps:\n      # Pin the commit of the release you use, the same in both files.\n      - uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n"
};

// src/app/cli/init.ts
const WORKFLOW_FOLDER = ".github/workflows";
/** Looks, says what it found, guessed and rejected, and writes an advisory configuration that runs. */
async function init({ args, terminal, around }) {
	const repository = await Repository.open(around.cwd, around.env);
	try {
		const found = await detect(await repository.worktree());
		terminal.stdout.write(describe(found));
		if (!found.proposal) throw new UsageError("nothing-found", "no dataset layout was recognised", { hint: "Write .github/cv-gate.yml by hand: see \"Configuration\" in the README. Recognised are image folders (split/class/image), CSV manifests with image, label and split, COCO JSON." });
		const config = renderConfig(found.proposal);
		load(config, {
			path: CONFIG_PATH,
			commit: "worktree"
		});
		const files = {
			[CONFIG_PATH]: config,
			...workflows(args.has("two-files"))
		};
		if (args.has("dry-run")) {
			for (const [path, text] of Object.entries(files)) terminal.stdout.write(`\n── ${path} ──\n${text}`);
			return 0;
		}
		for (const path of Object.keys(files)) if (!args.has("force") && await exists(`${repository.root}/${path}`)) throw new UsageError("file-exists", `${path} exists`, {
			hint: "Give --force to overwrite it, or --dry-run to see what would be written.",
			place: { path }
		});
		for (const path of await writeFiles(repository.root, files)) terminal.stdout.write(`wrote ${path}\n`);
		terminal.stdout.write(next(Object.keys(files)));
		return 0;
	} finally {
		await repository.close();
	}
}
/** One file that measures and talks; or two: one measures without rights, the other talks from the default branch. */
function workflows(pair) {
	const measuring = `${WORKFLOW_FOLDER}/cv-gate.yml`;
	if (!pair) return { [measuring]: WORKFLOWS["single.yml"] };
	return {
		[measuring]: WORKFLOWS["cv-gate.yml"],
		[`${WORKFLOW_FOLDER}/cv-gate-bot.yml`]: WORKFLOWS["cv-gate-bot.yml"]
	};
}
function next([config, ...files]) {
	return `
Next
  1. Read ${config}, above all what is marked as guessed.
  2. Try it: cv-gate run --head worktree
  3. Pin the release in ${files.join(" and ")}, commit all of it, open a pull request.
  4. When you trust it: mode: enforce, and require the check \`cv-gate\` under Settings → Rules.
${files.length > 1 ? "\nThe half that comments works once it is on the default branch.\n" : ""}`;
}
function describe({ files, layouts, models, rejected, proposal }) {
	const counts = (layout) => Object.entries(layout.counts).map(([name, n]) => `${name} ${n}`).join(", ");
	return `${[
		`looked at ${files} files`,
		...layouts.map((layout) => `found    ${layout.format} data in ${layout.root || "."}${layout.file ? `/${layout.file}` : ""}: ${layout.classes.length} classes; ${counts(layout)}`),
		...models.map((model) => `found    model ${model.path}: ${model.outputs === null ? "no list of class scores" : `${model.outputs} scores`}${model.classes ? ", names its classes" : ""}`),
		...rejected.slice(0, 20).map(({ path, why }) => `rejected ${path}: ${why}`),
		...proposal ? [...proposal.guesses.map((guess) => `guessed  ${guess}`), `note     ${proposal.power}`] : []
	].map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, "�")).join("\n")}\n`;
}

export { init };