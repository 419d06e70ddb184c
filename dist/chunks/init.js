import { n as UsageError } from "./errors.js";
import { d as writeFiles, r as sha256, s as exists, t as Repository } from "./repository.js";
import { a as array, d as object, m as string } from "./schemas.js";
import { t as CONFIG_PATH } from "./config-path.js";
import { T as CodeColumn, c as imageFolders, o as readCsv, t as evidence } from "./evidence.js";
import { n as require_dist, t as load } from "./load-config.js";
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
/** `training` → `train`; null when it names no split. */
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
/** The first part of a file's name that names a split: `annotations/instances_val2017.json` → `val`. */
function splitOfFile(path) {
	return path.slice(path.lastIndexOf("/") + 1).split(/[_.\-\d]+/).map(splitName).find((one) => one !== null) ?? null;
}
/** Every folder above a file, the nearest first: `a/b/c.csv` → `a/b`, `a`, the root. */
function foldersAbove(path) {
	const parts = path.split("/").slice(0, -1);
	return parts.map((_, depth) => parts.slice(0, parts.length - depth).join("/")).concat("");
}

// src/app/init/coco-layout.ts
/** COCO files told apart by `train`, `val`, `test` in their names; the root is the nearest folder with their images. */
function cocoLayout(files, exists) {
	const splits = /* @__PURE__ */ new Map();
	for (const file of files) {
		const name = splitOfFile(file.path) ?? (files.length === 1 ? "test" : null);
		if (name && !splits.has(name)) splits.set(name, file);
	}
	const judged = splits.get("test") ?? splits.get("val");
	if (!judged) return null;
	const above = foldersAbove(judged.path).filter((folder) => [...splits.values()].every(({ path }) => folder === "" || path.startsWith(`${folder}/`)));
	const name = [...splits].find(([, file]) => file === judged)[0];
	const hasImages = (root) => imageFolders(root, name, judged.path).some((folder) => exists(folder ? `${folder}/${judged.first}` : `${judged.first}`));
	const root = above.find(hasImages) ?? above[0];
	return {
		format: "coco",
		root,
		file: null,
		splits: Object.fromEntries([...splits].map(([split, { path }]) => [split, root ? path.slice(root.length + 1) : path])),
		columns: {},
		classes: judged.classes,
		counts: Object.fromEntries([...splits].map(([split, { images }]) => [split, images]))
	};
}

// src/app/init/csv-layouts.ts
const COLUMNS = {
	image: [
		"image",
		"file",
		"filename",
		"file_name",
		"image_path",
		"path",
		"filepath",
		"img",
		"image_file"
	],
	label: [
		"label",
		"class",
		"category",
		"target",
		"class_name",
		"label_name",
		"y"
	],
	split: [
		"split",
		"subset",
		"set",
		"partition",
		"fold"
	]
};
/**
* Layouts of CSV manifests: one with a split column, or one a split side by side (`train.csv`, `test.csv`). `exists` tells
* whether the repository has a file.
*/
function csvLayouts(files, exists) {
	const found = [];
	const rejected = [];
	const parts = /* @__PURE__ */ new Map();
	const take = (path, made) => {
		if (typeof made === "string") rejected.push({
			path,
			why: made
		});
		else found.push(made);
	};
	for (const { path, bytes } of files) {
		const manifest = read(path, bytes);
		if (typeof manifest === "string" || manifest.columns.split !== null || splitOfFile(path) === null) {
			take(path, typeof manifest === "string" ? manifest : withSplitColumn(manifest, exists));
			continue;
		}
		const folder = foldersAbove(path)[0];
		parts.set(folder, [...parts.get(folder) ?? [], manifest]);
	}
	for (const [folder, manifests] of parts) take(folder || ".", oneASplit(manifests, exists));
	return {
		found,
		rejected
	};
}
function read(path, bytes) {
	const columns = {
		image: null,
		label: null,
		split: null
	};
	const values = {
		image: new CodeColumn(),
		label: new CodeColumn(),
		split: new CodeColumn()
	};
	let header = [];
	try {
		const rows = readCsv(bytes, path, (names) => {
			header = names;
			for (const role of Object.keys(COLUMNS)) columns[role] = names.find((name) => COLUMNS[role].includes(name.toLowerCase())) ?? null;
			const roleOf = (name) => Object.keys(columns).find((role) => columns[role] === name);
			return { columns: names.map((name) => roleOf(name) ? values[roleOf(name)] : null) };
		});
		if (columns.image === null) return `no column of image files (columns: ${header.slice(0, 8).join(", ")})`;
		if (columns.label === null) return `no column of labels (columns: ${header.slice(0, 8).join(", ")})`;
		const labels = [...values.label.build().values].sort();
		return {
			path,
			rows,
			columns,
			first: values.image.build().values[0] ?? null,
			labels,
			split: columns.split === null ? null : values.split.build()
		};
	} catch (error) {
		return error.message;
	}
}
function withSplitColumn(manifest, exists) {
	const { path, columns, labels, split } = manifest;
	if (split === null) return "no column that tells train from test: add one named `split`";
	const counts = /* @__PURE__ */ new Map();
	for (const value of split.values) counts.set(splitName(value) ?? value, {
		value,
		n: 0
	});
	for (const code of split.codes) counts.get(splitName(split.values[code]) ?? split.values[code]).n++;
	if (!counts.has("test") && !counts.has("val")) return `no split named test or val in the column \`${columns.split}\` (values: ${[...counts.keys()].slice(0, 5).join(", ")})`;
	const root = rootOf(manifest, exists);
	if (root === null) return `its first image ${JSON.stringify(manifest.first)} is not in the repository`;
	return {
		format: "csv",
		root,
		file: below(root, path),
		splits: Object.fromEntries([...counts].map(([name, { value }]) => [name, value])),
		columns: renamed(columns),
		classes: labels,
		counts: Object.fromEntries([...counts].map(([name, { n }]) => [name, n]))
	};
}
function oneASplit(manifests, exists) {
	const splits = /* @__PURE__ */ new Map();
	for (const manifest of manifests) {
		const name = splitOfFile(manifest.path);
		if (!splits.has(name)) splits.set(name, manifest);
	}
	const judged = splits.get("test") ?? splits.get("val");
	if (!judged) return `no manifest named test or val beside ${manifests[0].path}`;
	const root = rootOf(judged, exists);
	if (root === null) return `the first image of ${judged.path}, ${JSON.stringify(judged.first)}, is not in the repository`;
	return {
		format: "csv",
		root,
		file: null,
		splits: Object.fromEntries([...splits].map(([name, { path }]) => [name, below(root, path)])),
		columns: renamed(judged.columns),
		classes: [...new Set([...splits.values()].flatMap(({ labels }) => labels))].sort(),
		counts: Object.fromEntries([...splits].map(([name, { rows }]) => [name, rows]))
	};
}
/** The folder that the images' names start from: one at or above the manifest. */
function rootOf({ path, first }, exists) {
	if (first === null) return null;
	return foldersAbove(path).find((folder) => exists(folder ? `${folder}/${first}` : first)) ?? null;
}
function below(root, path) {
	return root === "" ? path : path.slice(root.length + 1);
}
function renamed(columns) {
	return Object.fromEntries(Object.entries(columns).flatMap(([role, name]) => name !== null && name !== role ? [[role, name]] : []));
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
const coco = object({
	images: array(object({ file_name: string() })),
	categories: array(object({ name: string() }))
});
const LARGEST_TEXT = 67108864;
const MOST_CANDIDATES = 50;
/** Looks at a repository that nobody laid out for this program: data layouts, splits, models, classes. */
async function detect(tree) {
	const files = await tree.list("");
	const all = Array.from({ length: files.rows }, (_, row) => files.path.get(row));
	const paths = all.filter((path) => !/\p{Cc}/u.test(path));
	const known = new Set(paths);
	const folders = folderLayouts(paths);
	const rejected = [...folders.rejected];
	const layouts = [];
	const csv = csvLayouts(await manifests(tree, paths, rejected), (path) => known.has(path));
	rejected.push(...csv.rejected);
	layouts.push(...csv.found);
	layouts.push(...folders.found);
	const coco = await cocoFiles(tree, paths);
	const cocoFound = coco.length > 0 ? cocoLayout(coco, (path) => known.has(path)) : null;
	if (cocoFound) layouts.push(cocoFound);
	const models = [];
	for (const path of paths.filter((one) => one.toLowerCase().endsWith(".onnx")).slice(0, MOST_CANDIDATES)) {
		const model = await describeModel(tree, path);
		if ("why" in model) rejected.push(model);
		else models.push(model);
	}
	const lists = await classLists(tree, paths);
	return {
		files: all.length,
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
async function manifests(tree, paths, rejected) {
	const found = [];
	for (const path of paths.filter((one) => /\.[ct]sv$/i.test(one)).slice(0, MOST_CANDIDATES)) {
		const bytes = await bytesOf(tree, path);
		if (bytes) found.push({
			path,
			bytes
		});
		else rejected.push({
			path,
			why: "too large to look at"
		});
	}
	return found;
}
async function cocoFiles(tree, paths) {
	const found = [];
	for (const path of paths.filter((one) => one.toLowerCase().endsWith(".json")).slice(0, MOST_CANDIDATES)) {
		const text = await textOf(tree, path);
		if (text === null || !text.includes("\"annotations\"") || !text.includes("\"categories\"")) continue;
		try {
			const { images, categories } = coco.parse(JSON.parse(text));
			const classes = categories.map(({ name }) => name);
			found.push({
				path,
				images: images.length,
				first: images[0]?.file_name ?? null,
				classes
			});
		} catch {}
	}
	return found;
}
async function bytesOf(tree, path) {
	try {
		return await tree.read(path, LARGEST_TEXT);
	} catch {
		return null;
	}
}
async function textOf(tree, path) {
	const bytes = await bytesOf(tree, path);
	try {
		return bytes && new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
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