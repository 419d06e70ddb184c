import { n as UsageError, t as GateError } from "./errors.js";
import { c as exists$1, f as writeFiles, t as Repository } from "./repository.js";
import { t as CONFIG_PATH } from "./config-path.js";
import { n as isInside, t as load } from "./load-config.js";
import { A as resolvePath, C as IMAGE_EXTENSIONS, D as hasImageExtension, E as folderOf, O as joinPath, P as CodeColumn, T as byCodePoint, _ as CsvReader, b as SPLIT, c as YOLO_DATA_LIMIT, d as TarReader, f as readMasksDataset, g as openParquet, h as readColumn, j as stemOf, k as normalPath, l as readYoloData, o as readerOf, s as yoloRoots, t as evidence, v as imageFolders$1, w as baseName, x as TreeContents, y as CocoReader } from "./evidence.js";
import { r as require_dist } from "./config.js";
import { d as mde80, f as n80 } from "./catalogue.js";
import { n as pngValues } from "./png-values.js";
import { n as sha256 } from "./hash.js";
import { t as DvcTree } from "./tree.js";

// src/app/init/layout.ts
/** Largest layout that a first look reads: longer manifests are taken without counts. */
const READ_LIMIT = 268435456;
/** Split → place below `root`; what is judged must be among them. */
function judged(splits) {
	return splits.has("test") ? "test" : splits.has("val") ? "val" : null;
}
/** `coco in data (train.json, test.json)`: of two layouts in one folder, which. */
function whereabouts({ format, root, file, splits }) {
	const places = file ?? Object.values(splits).join(", ");
	return `${format} in ${root || "."}${places === "" ? "" : ` (${places})`}`;
}
function below(root, path) {
	if (path === root) return ".";
	return root === "" ? path : path.slice(root.length + 1);
}

// src/app/init/image-names.ts
const ENDINGS = IMAGE_EXTENSIONS.flatMap((name) => [`.${name}`, `.${name.toUpperCase()}`]);
/** Folders looked at for names that several have: a table may ask for as many as it has columns. */
const MOST_FOLDERS$1 = 2e7;
const encoder$1 = new TextEncoder();
/** Whether a name is that of an image, as far as its extension tells. */
function isImage(name) {
	const bytes = encoder$1.encode(name);
	return hasImageExtension(bytes, 0, bytes.length);
}
/** The images of a repository by their names, which may lack their extensions. */
var ImageNames = class {
	#listing;
	#left = MOST_FOLDERS$1;
	#byName = /* @__PURE__ */ new Map();
	constructor(listing) {
		this.#listing = listing;
	}
	/** Whether the commit has an image of this path. */
	has(path) {
		return this.#listing.has(path) || !isImage(path) && ENDINGS.some((ending) => this.#listing.has(path + ending));
	}
	/** Where images of this name lie: where a table's images may be instead. */
	folderWith(name) {
		const by = isImage(name) ? "name" : "stem";
		let known = this.#byName.get(by);
		if (known === void 0) {
			known = /* @__PURE__ */ new Map();
			this.#byName.set(by, known);
			for (const { path, files } of this.#listing.folders.values()) for (const row of files.get("image") ?? []) {
				const base = this.#listing.path(row).slice(path === "" ? 0 : path.length + 1);
				const key = by === "name" ? base : stemOf(base);
				known.set(key, {
					folder: path,
					alone: !known.has(key)
				});
			}
		}
		return known.get(name) ?? null;
	}
	/** The only folder from which this name, perhaps with folders of its own, leads to an image. */
	folderOf(name) {
		const within = folderOf(name);
		const base = within === "" ? name : name.slice(within.length + 1);
		const known = this.folderWith(base);
		if (known === null) return null;
		if (within === "") return known.alone ? known.folder : null;
		const found = [];
		for (const path of known.alone ? [known.folder] : this.#listing.folders.keys()) {
			if (this.#left-- <= 0) return null;
			if (`/${path}`.endsWith(`/${within}`) && this.has(joinPath(path, base))) found.push(path);
		}
		return found.length === 1 ? found[0].slice(0, -within.length).replace(/\/$/, "") : null;
	}
};

// src/app/init/split-names.ts
/** No repository has more datasets; each costs a few reads. */
const MOST_GROUPS$2 = 1e3;
const SPLITS = /* @__PURE__ */ new Map([
	["train", "train"],
	["training", "train"],
	["val", "val"],
	["valid", "val"],
	["validation", "val"],
	["dev", "val"],
	["test", "test"],
	["testing", "test"],
	["eval", "test"]
]);
/** `training`, `train2017`, `train_images` → `train`; null when it names no split. */
function splitName(text) {
	const name = text.toLowerCase();
	return SPLITS.get(name) ?? SPLITS.get(name.replace(/[_-]?(set|images|imgs|data)?[_-]?\d{0,4}$/, "")) ?? null;
}
/** What the file's name or the nearest folder above says: `train/_annotations.coco.json` → `train`. */
function splitOfFile(path) {
	const folders = path.split("/").slice(0, -1).reverse();
	return splitInName(path) ?? folders.map(splitName).find((one) => one !== null) ?? null;
}
/** The first part of a file's name that names a split: `annotations/instances_val2017.json`, `ValImages.txt` → `val`. */
function splitInName(path) {
	const part = splitPart(path);
	return part && splitName(part[0]);
}
/** The path with that part left out: the same for the files of all splits that are called alike. */
function withoutSplit(path) {
	const part = splitPart(path);
	if (part === null) return path;
	const from = path.lastIndexOf("/") + 1 + part.index;
	return `${path.slice(0, from)}*${path.slice(from + part[0].length)}`;
}
function splitPart(path) {
	const parts = path.slice(path.lastIndexOf("/") + 1).matchAll(/[A-Z]?[a-z]+|[A-Z]+/g);
	for (const part of parts) if (splitName(part[0]) !== null) return part;
	return null;
}
/** Folders of images that are named as splits, by the folder in which they lie side by side. */
function splitFolders(look) {
	const groups = /* @__PURE__ */ new Map();
	for (const folder of look.folders.values()) {
		const name = folder.parent && folder.below > 0 ? splitName(folder.name) : null;
		if (name === null) continue;
		const group = groups.get(folder.parent) ?? /* @__PURE__ */ new Map();
		if (group.size === 0 && groups.size === MOST_GROUPS$2) break;
		groups.set(folder.parent, group);
		if (!group.has(name)) group.set(name, folder);
	}
	for (const [parent, splits] of groups) groups.set(parent, new Map(inOrder(splits)));
	return groups;
}
/** train, val, test, whatever else. */
function inOrder(splits) {
	const order = [
		"train",
		"val",
		"test"
	];
	return [...splits].sort(([a], [b]) => (order.indexOf(a) + 4) % 4 - (order.indexOf(b) + 4) % 4);
}
/** Every folder above a file, the nearest first: `a/b/c.csv` → `a/b`, `a`, the root. */
function foldersAbove(path) {
	const parts = path.split("/").slice(0, -1);
	return parts.map((_, depth) => parts.slice(0, parts.length - depth).join("/")).concat("");
}
/** The deepest folder that holds all of these paths. */
function commonFolder(paths) {
	return foldersAbove(paths[0]).find((folder) => paths.every((path) => folder === "" || path.startsWith(`${folder}/`)));
}

// src/app/init/look.ts
/** Files of one kind that are opened, the likeliest first. */
const MOST_CANDIDATES = 50;
/** More files of a kind than this side by side are annotations of single images, or images. */
const FEW = 20;
/** Of these so many side by side are no news. */
const PER_IMAGE = /* @__PURE__ */ new Set([
	"txt",
	"json",
	"xml"
]);
/** What of a file is looked at to recognise it. */
const HEAD = 65536;
/** Read whole, for that costs no process of its own. */
const SMALL = 262144;
/** Beginnings that one layout may open, and bytes that all may read: a repository holds as many files as it likes. */
const MOST_HEADS = 200;
/** Annotation files of single images that are all read for the sake of their classes. */
const MOST_FILES$1 = 5e4;
const MOST_BYTES = 2147483648;
/** No dataset lies deeper; an index of deeper folders could be made to grow without bound. */
const DEEPEST = 32;
const decoder$2 = new TextDecoder();
/** Lines that are not blank, without the spaces around them. */
function linesOf(text) {
	return text.split(/[\r\n]/).flatMap((line) => line.trim() || []);
}
/** A repository that nobody laid out for this program: its folders, and bounded reads of its files. */
var Look = class {
	files;
	/** By path, a parent before its children; hidden folders are left out. */
	folders;
	tree;
	names;
	#contents;
	/** What DVC keeps; whether it is really there, only its cache knows. */
	dvc;
	#heads = /* @__PURE__ */ new Map();
	#stops = /* @__PURE__ */ new Set();
	#left = MOST_HEADS;
	#files = MOST_FILES$1;
	#bytes = MOST_BYTES;
	constructor(tree, files) {
		this.tree = tree;
		this.files = files;
		this.#contents = new TreeContents(files);
		const { folders, dvc } = indexOf(files);
		this.folders = folders;
		this.dvc = dvc;
		this.names = new ImageNames(this);
	}
	path(row) {
		return this.files.path.get(row);
	}
	/** Whether a commit has this file, or DVC may have it. */
	has(path) {
		return this.#contents.findText(path) >= 0 || this.dvc.some((out) => path === out || path.startsWith(`${out}/`));
	}
	row(path) {
		return this.#contents.findText(path);
	}
	/** Paths of the files right in a folder. */
	in(folder, kind, most = MOST_CANDIDATES) {
		return (folder.files.get(kind) ?? []).slice(0, most).map((row) => this.path(row));
	}
	/** Paths of an image of each of the first folders with any, below `folder`. */
	images(folder, most) {
		const found = [];
		for (const stack = [folder]; stack.length > 0 && found.length < most;) {
			const next = stack.pop();
			found.push(...this.in(next, "image", most - found.length));
			for (const child of next.folders) if (child.below > 0) stack.push(child);
		}
		return found;
	}
	/** Files of these kinds that may describe a dataset: few side by side, named as splits, near the root. */
	candidates(...kinds) {
		const few = [];
		const many = [];
		let others = 0;
		for (const folder of this.folders.values()) for (const kind of kinds) {
			const rows = folder.files.get(kind) ?? [];
			if (rows.length > FEW && !PER_IMAGE.has(kind)) others += rows.length;
			if (rows.length <= FEW) for (const row of rows) few.push(this.path(row));
			else if (many.length < MOST_CANDIDATES) many.push(...this.in(folder, kind));
		}
		const rank = new Map(few.map((path) => [path, rankOf(path)]));
		if (few.length > 1) few.sort((a, b) => rank.get(a) - rank.get(b));
		const all = few.length + others;
		if (all > MOST_CANDIDATES) this.stop(`after ${MOST_CANDIDATES} of ${all} files of the kind ${kinds.join(", ")}: those named as splits come first, then those nearest to the root`);
		return [...few, ...many].slice(0, MOST_CANDIDATES);
	}
	/** Whether so many files of annotations may be read, each for some images' sake: those of all datasets are counted. */
	mayRead(files) {
		if (files > this.#files) return false;
		this.#files -= files;
		return true;
	}
	/** What is not looked at, because there is more of it than a first look reads. */
	stop(what) {
		this.#stops.add(what);
	}
	get stops() {
		return [...this.#stops];
	}
	/** Another layout is looked for: what one has opened is not taken from the next. */
	begin() {
		this.#left = MOST_HEADS;
	}
	/** Beginnings of files as text; those that are not on this machine are left out. */
	async heads(paths) {
		const large = [];
		const known = paths.filter((path) => !this.#heads.has(path)).map((path) => this.row(path)).filter((row) => row >= 0).slice(0, this.#left);
		this.#left -= known.length;
		for await (const { row, bytes, fault } of this.tree.readEach(this.files, known, SMALL)) {
			const path = this.path(row);
			if (fault === "file-too-large") large.push(path);
			else this.#heads.set(path, bytes && {
				bytes: bytes.slice(0, HEAD),
				whole: bytes.length <= HEAD
			});
		}
		for (const path of large) this.#heads.set(path, await this.#headOfLarge(path));
		const found = /* @__PURE__ */ new Map();
		for (const path of paths) {
			const head = this.#heads.get(path);
			if (head) found.set(path, decoder$2.decode(head.bytes));
		}
		return found;
	}
	async head(path) {
		return (await this.heads([path])).get(path) ?? null;
	}
	/** As `Tree.stream`: throws what cannot be read, and what is larger than `limit` or than all that may be read. */
	async *stream(path, limit) {
		const head = this.#heads.get(path);
		for await (const chunk of head?.whole ? [head.bytes] : this.tree.stream(path, Math.min(limit, MOST_BYTES))) {
			this.#bytes -= chunk.length;
			if (this.#bytes < 0) throw new GateError("too-much-to-look-at", "artifact", `${path}: too much to read for a first look`, { hint: "Write .github/cv-gate.yml by hand." });
			yield chunk;
		}
	}
	/** null when it is not on this machine, or larger than `limit`. */
	async bytes(path, limit) {
		const head = this.#heads.get(path);
		try {
			const bytes = head?.whole ? head.bytes : await this.tree.read(path, Math.min(limit, this.#bytes));
			this.#bytes -= bytes.length;
			return bytes;
		} catch {
			return null;
		}
	}
	async #headOfLarge(path) {
		const head = new Uint8Array(HEAD);
		let length = 0;
		try {
			for await (const chunk of this.tree.stream(path, Number.MAX_SAFE_INTEGER)) {
				const part = chunk.subarray(0, HEAD - length);
				head.set(part, length);
				length += part.length;
				if (length === HEAD) break;
			}
		} catch {
			return null;
		}
		return {
			bytes: head.subarray(0, length),
			whole: false
		};
	}
};
/** Names of splits before others, then what lies nearer to the root. */
function rankOf(path) {
	return (splitInName(path) === null ? 64 : 0) + path.split("/").length;
}
function indexOf(files) {
	const root = newFolder("", "", null);
	const folders = /* @__PURE__ */ new Map([["", root]]);
	const dvc = [];
	let last = root;
	for (let row = 0; row < files.rows; row++) {
		const path = files.path.get(row);
		const at = folderOf(path);
		if (at !== last.path) {
			const folder = folderAt(at, folders);
			if (folder === null) continue;
			last = folder;
		}
		const kind = kindOf(files, row, path);
		if (kind === "dvc") dvc.push(path.slice(0, -4));
		const rows = last.files.get(kind);
		if (rows) rows.push(row);
		else last.files.set(kind, [row]);
	}
	for (const folder of [...folders.values()].reverse()) {
		folder.below += folder.files.get("image")?.length ?? 0;
		if (folder.parent) folder.parent.below += folder.below;
	}
	return {
		folders,
		dvc
	};
}
function folderAt(path, folders) {
	const known = folders.get(path);
	if (known) return known;
	const parts = path.split("/");
	if (parts.length > DEEPEST || parts.some((part) => part.startsWith("."))) return null;
	let parent = folders.get("");
	for (const [depth, name] of parts.entries()) {
		const below = parts.slice(0, depth + 1).join("/");
		let folder = folders.get(below);
		if (!folder) {
			folder = newFolder(below, name, parent);
			folders.set(below, folder);
			parent.folders.push(folder);
		}
		parent = folder;
	}
	return parent;
}
function newFolder(path, name, parent) {
	return {
		path,
		name,
		parent,
		folders: [],
		files: /* @__PURE__ */ new Map(),
		below: 0
	};
}
function kindOf({ path: { pool, ends } }, row, path) {
	if (hasImageExtension(pool, row === 0 ? 0 : ends[row - 1], ends[row])) return "image";
	const dot = path.lastIndexOf(".");
	return dot > path.lastIndexOf("/") && path.length - dot <= 9 ? path.slice(dot + 1).toLowerCase() : "";
}

// src/app/init/store.ts
/** Where the bytes of a layout lie: its first file that is a pointer tells, or what the repository says of such files. */
async function storeOf(look, { root, splits }) {
	const within = (path) => root === "" || path === root || path.startsWith(`${root}/`);
	const kinds = /* @__PURE__ */ new Set();
	const folder = look.folders.get(root);
	for (const path of folder ? look.images(folder, 50) : []) kinds.add(look.files.content.kind(look.row(path)));
	if (kinds.has("md5") || look.dvc.some((out) => within(out) || root.startsWith(`${out}/`))) return "dvc";
	const places = Object.values(splits).map((place) => look.row(root === "" ? place : `${root}/${place}`));
	for (const row of places) if (row >= 0) kinds.add(look.files.content.kind(row));
	if (kinds.has("sha256")) return "lfs";
	return (await look.head(".gitattributes"))?.split("\n").some(isLfsOfImages) ? "lfs" : "git";
}
/** `*.jpg filter=lfs diff=lfs merge=lfs -text` */
function isLfsOfImages(line) {
	const [pattern, ...attributes] = line.trim().split(/\s+/);
	if (!attributes.includes("filter=lfs")) return false;
	return isImage(pattern) || /\.(tar|parquet)$/i.test(pattern) || /\/\*\*?$/.test(pattern);
}

// src/app/init/write-config.ts
var import_dist = require_dist();
const PSI = .05;
/** The tolerance, in steps of half a point, that the judged split can verify with power .80 at 5 % of answers flipping. */
function verifiable(n) {
	return n === null ? "1pp" : `${Math.max(.5, Math.ceil(mde80(PSI, Math.max(1, n)) * 200) / 2)}pp`;
}
function powerText(task, n, tolerance) {
	const one = Math.ceil(n80(PSI, .01)).toLocaleString("en");
	if (n === null) return `too many judged images to count: a tolerance of 1pp needs ${one} (power .80, when 5 % of the answers flip)`;
	if (task !== "classification") return `${n} judged images`;
	return `${n} judged images: a tolerance of ${tolerance} can be verified${Number.parseFloat(tolerance) / 100 > .01 ? `; 1pp needs ${one}` : ""} (power .80, when 5 % of the answers flip)`;
}
function renderConfig({ layout, store, model, classFile, gateSplit, tolerance, guesses, power }) {
	const data = {
		format: layout.format,
		root: layout.root || ".",
		...layout.file ? { file: layout.file } : {},
		splits: layout.splits,
		...layout.images === void 0 ? {} : { images: { root: layout.images } },
		...Object.keys(layout.columns).length > 0 ? { columns: layout.columns } : {},
		...store === "git" ? {} : { store }
	};
	const target = {
		task: layout.task,
		data,
		...gateSplit !== "test" ? { "gate-split": gateSplit } : {},
		...model ? { model: {
			path: model.path,
			preprocess: preprocessOf(layout, model),
			...classFile ? { classes: classFile } : {}
		} } : {},
		...model && layout.task === "classification" ? { primary: {
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
/** YOLO's for its layout; ImageNet's when the input is 224 × 224; otherwise the picture is stretched to the input and scaled to 0 … 1. */
function preprocessOf({ format }, { input }) {
	if (format === "yolo") return "yolo";
	if (input === null || input.width === 224 && input.height === 224) return "imagenet";
	return {
		resize: {
			width: input.width,
			height: input.height
		},
		scale: .00392156862745098
	};
}

// src/app/init/choose.ts
/** The largest layout, with a model that fits it. */
async function choose(look, layouts, models) {
	const size = (one) => Object.keys(one.splits).length;
	const [layout, ...others] = [...layouts].sort((a, b) => total(b) - total(a) || size(b) - size(a));
	if (!layout) return null;
	const gateSplit = judged(new Map(Object.entries(layout.splits)));
	const n = layout.counts[gateSplit] ?? null;
	const lists = await classLists(look);
	const fitting = fittingModels(layout, models, lists);
	const [model = null] = fitting;
	const list = model && needsList(layout, model) ? listOf(layout, model, lists) ?? null : null;
	const tolerance = verifiable(n);
	const store = await storeOf(look, layout);
	const classification = layout.task === "classification";
	const guesses = [
		...others.length > 0 ? [choice(layout, others)] : [],
		...layout.guesses,
		...store === "git" ? [] : [`store: ${STORES[store]}`],
		...fitting.length > 1 ? [`the model: ${fitting.map(({ path }) => path).join(", ")} fit; the first is used`] : [],
		...model ? [`preprocess (${JSON.stringify(preprocessOf(layout, model))}): compare it with the training code`, ...list ? [`model.classes: ${list.path} has one name for each score`] : []] : [classification && models.length > 0 ? "no model: none of the ONNX files gives as many scores as there are classes" : "no model: there is no ONNX file"],
		...classification ? [] : [`no primary metric: those of ${layout.task} are not measured by this version; the data and the model are compared`]
	];
	return {
		layout,
		store,
		model,
		classFile: list?.path ?? null,
		gateSplit,
		tolerance,
		guesses,
		power: powerText(layout.task, n, tolerance)
	};
}
const STORES = {
	dvc: "the images are tracked by DVC",
	lfs: "the images are in Git LFS"
};
/** Images of all splits; what is too large to count is more than what was counted. */
function total({ counts }) {
	return Object.values(counts).reduce((sum, n) => sum + (n ?? Number.POSITIVE_INFINITY), 0);
}
function choice(layout, others) {
	const all = others.map(whereabouts);
	const more = all.length > 3 ? ` and ${all.length - 3} more` : "";
	const why = total(layout) > total(others[0]) ? "it has the most images" : "it has as many images as any, and says the most of them";
	return `the data: ${others.length + 1} layouts were found; ${whereabouts(layout)} is used, for ${why} (not ${all.slice(0, 3).join(", ")}${more})`;
}
/** Text files with one name a line: class lists, perhaps. */
async function classLists(look) {
	return [...await look.heads(look.candidates("txt", "names"))].map(([path, head]) => ({
		path,
		names: linesOf(head)
	})).filter(({ names }) => names.length > 1);
}
/** A model fits when its scores are as many as the classes, or when it, or a list of names, says what they stand for. */
function fittingModels(layout, models, lists) {
	if (layout.task !== "classification") return [...models];
	return models.filter((one) => one.outputs === layout.classes?.length || one.outputs !== null && (one.classes !== null || listOf(layout, one, lists) !== void 0));
}
function needsList({ task, classes }, model) {
	return task === "classification" && model.classes === null && model.outputs !== classes?.length;
}
function listOf({ classes }, model, lists) {
	if (classes === null) return void 0;
	return lists.find(({ names }) => names.length === model.outputs && classes.every((name) => names.includes(name)));
}

// src/app/init/reason.ts
/** The message of an error without the path that it begins with: that stands before it already. */
function reasonOf(error, path) {
	const { message } = error;
	return message.startsWith(path) ? message.slice(path.length).replace(/^:\s*/, "line ").replace(/^line (?!\d)/, "") : message;
}
/** Why the images of a manifest are not used, with what to do. */
function imagesElsewhere(look, name) {
	if (!name) return "it lists no image";
	const what = `its first image ${JSON.stringify(name)} is not in the repository`;
	const found = look.names.folderWith(baseName(name));
	if (found === null) return `${what}: commit the images, track them with Git LFS or DVC, or see \`data.images\` for images outside git`;
	const orName = normalPath(name) !== null && `/${found.folder}`.endsWith(`/${folderOf(name)}`) ? ", or name the folder: `data.images: {root: …}`" : "";
	return `${what} where it says; a file of that name lies in ${JSON.stringify(found.folder || ".")}: write paths as seen from the folder of this file, or from one above it${orName}`;
}

// src/app/init/layouts/home.ts
/** The nearest folder above all places that leads to the images; else the one that has them, wherever it is. */
function homeOf(look, first, places) {
	const common = commonFolder(places);
	const above = foldersAbove(joinPath(common, "x")).find((folder) => isHome(look, first, folder));
	if (above !== void 0) return {
		root: above,
		images: ""
	};
	const name = normalPath(first[0] ?? "");
	const folder = name === null ? null : look.names.folderOf(name);
	if (folder === null) return null;
	const root = commonFolder([...places, joinPath(folder, "x")]);
	return folder !== root && isHome(look, first, folder) ? {
		root,
		images: below(root, folder)
	} : null;
}
/** The folder of images: where it is named as the judged split, perhaps another for each split. */
function folderOfSplits(look, splits, gate, { root, images }) {
	const own = images.replace(gate, () => SPLIT);
	return [...splits].every(([name, first]) => isHome(look, first, folderOfSplit(root, own, name))) ? own : images;
}
function folderOfSplit(root, images, split) {
	return joinPath(root, images.replace(SPLIT, () => split));
}
/** Whether most of the first images are there, seen from a folder. */
function isHome(look, first, folder) {
	return first.filter((image) => {
		const name = normalPath(image);
		return name !== null && look.names.has(joinPath(folder, name));
	}).length * 2 > first.length;
}

// src/app/init/layouts/coco.ts
/** Images whose files are looked for. */
const SAMPLE$2 = 20;
/** Datasets of a repository that are read: instances, keypoints and panoptic files of the same images are three. */
const MOST_GROUPS$1 = 5;
/** COCO JSON files told apart by `train`, `val`, `test` in their names or folders. */
async function coco(look) {
	const found = [];
	const rejected = [];
	const heads = await look.heads(look.candidates("json"));
	const groups = /* @__PURE__ */ new Map();
	for (const [path, head] of heads) if (isCoco(head)) groups.set(groupOf(path), [...groups.get(groupOf(path)) ?? [], path]);
	if (groups.size > MOST_GROUPS$1) look.stop(`after ${MOST_GROUPS$1} of ${groups.size} datasets of COCO files`);
	for (const paths of [...groups.values()].slice(0, MOST_GROUPS$1)) {
		const splits = /* @__PURE__ */ new Map();
		for (const path of paths) {
			const name = splitOfFile(path) ?? (paths.length === 1 ? "test" : null);
			if (name === null || splits.has(name)) {
				const why = name === null ? "its name tells no split (train, val, test)" : `a second file of the split ${name}`;
				rejected.push({
					path,
					why
				});
				continue;
			}
			const file = await read$7(look, path);
			if (typeof file === "string") rejected.push({
				path,
				why: file
			});
			else splits.set(name, file);
		}
		if (splits.size > 0) place$1(look, splits, found, rejected);
	}
	return {
		found,
		rejected
	};
}
/** Lists of images with their file names, or annotations that name images; results and LabelMe files are neither. */
function isCoco(head) {
	if (!/^[\s\ufeff]*\{/.test(head) || /"imagePath"|"shapes"\s*:/.test(head)) return false;
	if (/"images"\s*:\s*\[/.test(head) && /"(file_name|annotations|categories)"/.test(head)) return true;
	return /"(annotations|categories)"\s*:\s*\[/.test(head) && /"(image_id|supercategory|bbox|segments_info)"/.test(head);
}
/** `annotations/instances_val2017.json` and its train file have one name: what is left without the split. */
function groupOf(path) {
	const parts = path.split("/");
	const name = parts.pop().split(/[_.\-\d]+/).filter((part) => splitName(part) === null);
	return [...parts.map((part) => splitName(part) === null ? part : "*"), name.join("_")].join("/");
}
async function read$7(look, path) {
	try {
		const reader = new CocoReader(path, () => {});
		for await (const chunk of look.stream(path, READ_LIMIT * 4)) reader.push(chunk);
		const file = reader.end();
		const rows = Math.min(SAMPLE$2, file.images.rows);
		const images = Array.from({ length: rows }, (_, row) => file.images.fileName.get(row));
		const { name } = file.categories;
		return {
			path,
			images,
			count: file.images.rows,
			classes: [...new Set(name)],
			task: taskOf(file)
		};
	} catch (error) {
		return reasonOf(error, path);
	}
}
function taskOf({ annotations, categories, panoptic }) {
	if (categories.joints.some((joints) => joints > 0)) return "keypoints";
	const shaped = annotations.shape.reduce((sum, shape) => sum + (shape === 0 ? 0 : 1), 0);
	return panoptic !== null || shaped * 2 > annotations.rows ? "instance-segmentation" : "detection";
}
/** The root is the nearest folder above all files that leads to their images. */
function place$1(look, files, found, rejected) {
	const name = judged(files);
	const [any] = files.values();
	if (name === null) {
		rejected.push({
			path: any.path,
			why: "no split named test or val beside it: nothing to judge"
		});
		return;
	}
	const usual = (root, split, { path, images }) => {
		const here = imageFolders$1(root, split, path).map((folder) => images.filter((image) => exists(look, folder, image)));
		return Math.max(...here.map((one) => one.length)) * 2 > images.length;
	};
	const test = files.get(name);
	const above = foldersAbove(test.path).filter((folder) => [...files.values()].every(({ path }) => folder === "" || path.startsWith(`${folder}/`)));
	const paths = [...files.values()].map(({ path }) => path);
	const near = above.find((folder) => usual(folder, name, test));
	const home = near === void 0 ? homeOf(look, test.images, paths) : {
		root: near,
		images: ""
	};
	if (home === null) {
		const [first = null] = test.images;
		const { folder: images } = look.names.folderWith(baseName(first ?? "")) ?? {};
		const why = imagesElsewhere(look, first);
		rejected.push({
			path: test.path,
			why,
			...images === void 0 ? {} : { images }
		});
		return;
	}
	const { root } = home;
	const named = [...files].map(([split, file]) => [split, file.images]);
	const images = near === void 0 ? folderOfSplits(look, named, name, home) : "";
	const there = (root, split, file) => near === void 0 ? isHome(look, file.images, folderOfSplit(root, images, split)) : usual(root, split, file);
	const kept = /* @__PURE__ */ new Map();
	for (const [split, file] of files) if (there(root, split, file)) kept.set(split, file);
	else rejected.push({
		path: file.path,
		why: imagesElsewhere(look, file.images[0] ?? null)
	});
	const guesses = test.task === "instance-segmentation" ? [`task: ${test.path} has outlines; write detection to compare boxes only`] : [];
	found.push({
		format: "coco",
		task: test.task,
		root,
		file: null,
		...images === "" ? {} : { images },
		splits: Object.fromEntries([...kept].map(([split, { path }]) => [split, below(root, path)])),
		columns: {},
		classes: test.classes,
		counts: Object.fromEntries([...kept].map(([split, { count }]) => [split, count])),
		guesses
	});
}
function exists(look, folder, image) {
	const name = normalPath(image);
	return name !== null && look.has(joinPath(folder, name));
}

// src/app/init/layouts/foreign.ts
/** Files that are opened, the first of each folder. */
const MOST_FILES = 100;
const EACH = 3;
const CONVERT = "are not read: convert them to COCO JSON, Pascal VOC or YOLO";
const EXPORT = "are not read: export them as COCO JSON, Pascal VOC or YOLO";
const NUMBER$1 = String.raw`-?\d+(\.\d+)?`;
const CORNERS = new RegExp(`^(${NUMBER$1}\\s+){8}[A-Za-z][\\w-]*\\s+\\d$`);
const KITTI = new RegExp(`^[A-Za-z_]+(\\s+${NUMBER$1}){14,15}$`);
/** Annotations that people have and nobody here reads, told by what stands in them, not by whose dataset it is. */
const FORMATS = [
	{
		kind: "xml",
		is: (head) => /<annotations>/.test(head) && /<(image|meta|track)[\s>]/.test(head),
		what: `annotations in CVAT's own XML ${EXPORT}`
	},
	{
		kind: "json",
		is: (head) => /"(geometryType|classTitle)"\s*:/.test(head),
		what: `annotations of Supervisely ${EXPORT}`
	},
	{
		kind: "json",
		is: (head) => /"shape_attributes"\s*:/.test(head),
		what: `annotations of the VGG Image Annotator ${EXPORT}`
	},
	{
		kind: "json",
		is: (head) => /"from_name"\s*:/.test(head) && /"result"\s*:/.test(head),
		what: `annotations as Label Studio keeps them ${EXPORT}`
	},
	{
		kind: "json",
		is: (head) => /"(box2d|poly2d)"\s*:/.test(head),
		what: `annotations of Scalabel, as BDD100K has them, ${CONVERT}`
	},
	{
		kind: "json",
		is: (head) => /^\s*\[/.test(head) && /"coordinates"\s*:\s*\{/.test(head),
		what: `annotations of Create ML ${CONVERT}`
	},
	{
		kind: "json",
		is: (head, _, { files }) => !files.has("image") && /"shapes"\s*:/.test(head) && /"imagePath"\s*:/.test(head),
		what: "LabelMe files apart from their images: move each beside its image, in a folder a split"
	},
	{
		kind: "odgt",
		is: (head) => /"gtboxes"\s*:/.test(head),
		what: `boxes in odgt, as CrowdHuman has them, ${CONVERT}`
	},
	{
		kind: "txt",
		is: (_, lines) => lines.slice(0, 3).some((line) => CORNERS.test(line)),
		what: `corners in pixels with a class behind them, as DOTA's labelTxt has them, ${CONVERT.replace("COCO JSON, Pascal VOC or YOLO", "YOLO, `class x1 y1 … y4` in shares of the image")}`
	},
	{
		kind: "txt",
		is: (_, [line = ""]) => KITTI.test(line),
		what: `label files of KITTI ${CONVERT}`
	},
	{
		kind: "txt",
		is: (_, [line = ""]) => /^\d+(,-?\d+){7,9},?$/.test(line),
		what: `boxes in pixels between commas, as VisDrone has them, ${CONVERT}`
	},
	{
		kind: "txt",
		is: (_, [name = "", n = "", box = ""]) => isImage(name) && /^\d+$/.test(n) && /^(-?\d+\s+){3}-?\d+/.test(box),
		what: `boxes on lines of their own below each image, as WIDER FACE has them, ${CONVERT}`
	}
];
/** What nobody here reads, one rejection a format. */
async function foreign(look) {
	const paths = /* @__PURE__ */ new Map();
	for (const folder of look.folders.values()) for (const kind of new Set(FORMATS.map((one) => one.kind))) for (const path of look.in(folder, kind, EACH)) if (paths.size < MOST_FILES) paths.set(path, folder);
	const rejected = /* @__PURE__ */ new Map();
	for (const [path, head] of await look.heads([...paths.keys()])) {
		const folder = paths.get(path);
		const format = FORMATS.find(({ kind, is }) => path.toLowerCase().endsWith(`.${kind}`) && is(head, linesOf(head), folder));
		if (format && !rejected.has(format)) rejected.set(format, {
			path: folder.path || path,
			why: format.what
		});
	}
	return {
		found: [],
		rejected: [...rejected.values()]
	};
}

// src/app/init/layouts/columns.ts
const NAMES$1 = {
	image: [
		"image",
		"file_name",
		"filename",
		"image_path",
		"image_file",
		"filepath",
		"file_path",
		"file",
		"path",
		"img",
		"img_path",
		"image_name",
		"img_name",
		"photo",
		"picture"
	],
	label: [
		"label",
		"class",
		"class_name",
		"category",
		"label_name",
		"target",
		"y",
		"class_id",
		"label_id",
		"category_id",
		"class_index",
		"labels",
		"fine_label",
		"diagnosis",
		"dx",
		"species",
		"breed",
		"tag"
	],
	split: [
		"split",
		"subset",
		"set",
		"partition",
		"fold"
	]
};
function named(role, all) {
	const names = NAMES$1[role];
	const plain = (one) => one.toLowerCase().replace(/[\s_-]+/g, "");
	return names.map((name) => all.find((one) => plain(one) === plain(name))).find((one) => one !== void 0) ?? null;
}
function labelOf$1(names) {
	return named("label", names);
}
/**
* What the columns are for, by their names, and by the first record where no name tells the images. `boxed`: boxes stand
* in `objects`, and labels are asked for nowhere else.
*/
function columnsOf(first, look, boxed = false) {
	const all = [...first.keys()];
	const list = all.slice(0, 8).join(", ");
	if (!boxed && all.some((name) => /^(x_?min|bbox|boxes|bboxes|x1|objects)$/i.test(name))) return `a table of boxes (columns: ${list}): write them as COCO JSON, Pascal VOC or YOLO`;
	const image = named("image", all);
	const split = named("split", all);
	const others = all.filter((name) => name !== image);
	const likely = image === null ? others : [image, ...others];
	const label = boxed ? "label" : labelOf$1(all);
	const stems = likely.filter((name) => name !== label && name !== split);
	const filed = likely.find((name) => isImage(first.get(name))) ?? stems.find((name) => look.names.folderOf(first.get(name)) !== null) ?? image;
	if (filed === null) return `no column of image files (columns: ${list}): call the one with their names \`image\``;
	const marks = all.filter((name) => /^\s*[01](\.0)?\s*$/.test(first.get(name)));
	if (label === null && marks.length > 1 && marks.length === all.length - 1) return `a column a class (${marks.slice(0, 5).map((name) => name.trim()).join(", ")}): write one column \`label\` with the name of the class`;
	if (label === null) return `no column of labels (columns: ${list}): call it \`label\`, or name it by hand in \`data.columns\``;
	const guesses = filed === image ? [] : [`columns.image: the values of \`${filed}\` are names of images`];
	return {
		columns: {
			image: filed,
			label,
			split
		},
		guesses
	};
}

// src/app/init/layouts/csv-manifest.ts
const decoder$1 = new TextDecoder();
/** The header and the first record decide; only a manifest is read to its end. null: a list without a header. */
async function readCsvManifest(look, path, head) {
	try {
		const first = firstRecord(path, head);
		if (isHeaderless(first, look)) return null;
		const known = columnsOf(first, look);
		if (typeof known === "string") return known;
		const { columns, guesses } = known;
		const image = new CodeColumn();
		const label = new CodeColumn();
		const split = new CodeColumn();
		const reader = new CsvReader(path, (names) => ({ columns: names.map((name) => {
			if (name === columns.image) return image;
			return name === columns.label ? label : name === columns.split ? split : null;
		}) }));
		for await (const chunk of look.stream(path, READ_LIMIT)) reader.push(chunk);
		const rows = reader.end();
		const splits = /* @__PURE__ */ new Map();
		const { codes, values } = split.build();
		for (const value of values) splits.set(value, 0);
		for (const code of codes) splits.set(values[code], splits.get(values[code]) + 1);
		const labels = [...label.build().values].sort();
		return {
			format: "csv",
			task: "classification",
			path,
			columns,
			rows,
			first: image.build().values.slice(0, 20),
			labels,
			splits,
			guesses
		};
	} catch (error) {
		return reasonOf(error, path);
	}
}
/** The names of the columns with the values of the first record. */
function firstRecord(path, head) {
	const first = /* @__PURE__ */ new Map();
	const end = Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\r")) + 1;
	const whole = end > 0 ? head.slice(0, end) : head;
	const reader = new CsvReader(path, (names) => {
		for (const name of names) first.set(name, "");
		return { columns: names.map((name) => ({ push: (bytes, start, end) => {
			if (first.get(name) === "") first.set(name, decoder$1.decode(bytes.subarray(start, end)));
		} })) };
	});
	const bytes = new TextEncoder().encode(whole);
	reader.push(bytes);
	reader.end();
	return first;
}
/** `class/image.jpg,label` from the first line on: a list of a split. */
function isHeaderless(first, look) {
	const [name] = first.keys();
	return name?.includes("/") === true && (isImage(name) || look.names.folderOf(name) !== null);
}

// src/app/init/layouts/jsonl-manifest.ts
/** The first record decides; only a manifest is read to its end. */
async function readJsonlManifest(look, path, head) {
	const record = recordOf(linesOf(head)[0] ?? "");
	if (record === null) return "its first line is no JSON object";
	const boxed = record.has("objects");
	const known = columnsOf(new Map([...record].map(([name, value]) => [name, textOf$1(value)])), look, boxed);
	if (typeof known === "string") return known;
	const { columns, guesses } = known;
	const bytes = await look.bytes(path, READ_LIMIT);
	if (bytes === null) return "too large for a first look, or not on this machine";
	const labels = /* @__PURE__ */ new Set();
	const splits = /* @__PURE__ */ new Map();
	const first = [];
	let rows = 0;
	let line = 0;
	for (const text of new TextDecoder().decode(bytes).split(/\r?\n/)) {
		line++;
		if (text.trim() === "") continue;
		const one = recordOf(text);
		if (one === null) return `line ${line} is no JSON object`;
		rows++;
		if (rows <= 20) first.push(textOf$1(one.get(columns.image)));
		if (columns.split !== null) {
			const split = textOf$1(one.get(columns.split));
			splits.set(split, (splits.get(split) ?? 0) + 1);
		}
		labels.add(textOf$1(one.get(columns.label)));
	}
	labels.delete("");
	return {
		format: "jsonl",
		task: boxed ? "detection" : "classification",
		path,
		columns,
		rows,
		first,
		labels: [...labels].sort(),
		splits,
		guesses
	};
}
/** By name, for `__proto__` is one like any other. */
function recordOf(line) {
	try {
		const value = JSON.parse(line.replace(/^\ufeff/, ""));
		return typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : null;
	} catch {
		return null;
	}
}
function textOf$1(value) {
	return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

// src/app/init/layouts/manifest.ts
function withSplitColumn(look, manifest) {
	const { path, columns } = manifest;
	const values = /* @__PURE__ */ new Map();
	const counts = /* @__PURE__ */ new Map();
	const other = [];
	for (const [value, rows] of manifest.splits) {
		const name = splitName(value);
		if (name === null || values.has(name)) other.push(value);
		else {
			values.set(name, value);
			counts.set(name, rows);
		}
	}
	if (judged(values) === null) return `no split named test or val in the column \`${columns.split}\` (values: ${[...manifest.splits.keys()].slice(0, 5).join(", ")})`;
	const home = homeFor(look, manifest);
	if (home === null) return imagesElsewhere(look, manifest.first[0]);
	const { root } = home;
	const left = other.length > 0 ? [`the splits: records with ${other.slice(0, 5).join(", ")} in \`${columns.split}\` are left out`] : [];
	return layoutOf$1(manifest, home, {
		file: below(root, path),
		splits: Object.fromEntries(values),
		counts: Object.fromEntries(counts),
		guesses: [...manifest.guesses, ...left]
	});
}
/** A manifest a split, side by side; the judged one tells the columns. */
function oneASplit(look, parts, rejected) {
	const splits = new Map(parts);
	const gate = judged(splits);
	const [any] = splits.values();
	if (gate === null) return `no manifest with labels named test or val beside ${JSON.stringify(any.manifest.path)}: nothing to judge; write one, or a column \`split\``;
	const test = splits.get(gate).manifest;
	const home = homeFor(look, test, [...splits.values()].map(({ place }) => place));
	if (home === null) return `${test.path}: ${imagesElsewhere(look, test.first[0])}`;
	const { root } = home;
	const named = [...splits].map(([name, { manifest }]) => [name, manifest.first]);
	const images = test.embedded ? "" : folderOfSplits(look, named, gate, home);
	for (const [name, { manifest }] of splits) {
		const { image, label } = manifest.columns;
		const why = image !== test.columns.image || label !== test.columns.label || manifest.task !== test.task ? `its columns are called otherwise than those of ${JSON.stringify(test.path)}` : !manifest.embedded && !isHome(look, manifest.first, folderOfSplit(root, images, name)) ? imagesElsewhere(look, manifest.first[0]) : null;
		if (why === null) continue;
		splits.delete(name);
		rejected.push({
			path: manifest.path,
			why
		});
	}
	return layoutOf$1({
		...test,
		labels: [...new Set([...splits.values()].flatMap(({ manifest }) => manifest.labels))].sort()
	}, {
		root,
		images
	}, {
		file: null,
		splits: Object.fromEntries([...splits].map(([name, { place }]) => [name, below(root, place)])),
		counts: Object.fromEntries([...splits].map(([name, { rows }]) => [name, rows])),
		guesses: test.guesses
	});
}
function alone(look, manifest) {
	const home = homeFor(look, manifest);
	if (home === null) return `no column that tells train from test, and ${imagesElsewhere(look, manifest.first[0])}`;
	if (manifest.first.some((image) => image.split("/").slice(0, -1).some((name) => splitName(name) === "train"))) return "no column that tells train from test, and images of train are in it: add a column `split`";
	return layoutOf$1(manifest, home, {
		file: null,
		splits: { test: below(home.root, manifest.path) },
		counts: { test: manifest.rows },
		guesses: [...manifest.guesses, `the split: ${manifest.path} has no column that tells train from test, so all of it is judged; add one named \`split\``]
	});
}
function layoutOf$1({ format, task, columns, labels }, { root, images }, parts) {
	const named = Object.entries(columns).filter(([role, name]) => name !== null && name !== role);
	const classes = task === "detection" ? null : labels;
	const elsewhere = images === "" ? {} : { images };
	return {
		format,
		task,
		root,
		columns: Object.fromEntries(named),
		classes,
		...elsewhere,
		...parts
	};
}
function homeFor(look, { first, embedded, path }, places = [path]) {
	return embedded ? {
		root: commonFolder(places),
		images: ""
	} : homeOf(look, first, places);
}

// src/app/init/layouts/shards.ts
/** Each costs a read of its first file. */
const MOST_GROUPS = 50;
/** Files of a kind that make up splits by their names or their folders, by the folder in which all of them lie. */
function shardsOf(look, kind) {
	const groups = /* @__PURE__ */ new Map();
	const add = (root, name, shards) => {
		const group = groups.get(root) ?? /* @__PURE__ */ new Map();
		if (!group.has(name)) groups.set(root, group.set(name, shards));
	};
	for (const folder of look.folders.values()) {
		if (groups.size === MOST_GROUPS) {
			look.stop(`after ${MOST_GROUPS} folders of ${kind} files`);
			break;
		}
		if (!folder.files.has(kind)) continue;
		const paths = look.in(folder, kind, Number.POSITIVE_INFINITY);
		const bySplit = /* @__PURE__ */ new Map();
		for (const path of paths) {
			const name = splitInName(path);
			const own = name === null ? null : bySplit.get(name);
			if (own) own.push(path);
			else if (name !== null) bySplit.set(name, [path]);
		}
		for (const [name, own] of bySplit) add(folder, name, {
			place: placeOf(own, paths),
			paths: own
		});
		const name = bySplit.size === 0 && folder.parent ? splitName(folder.name) : null;
		if (name !== null) add(folder.parent, name, {
			place: PATTERN.test(folder.path) ? null : folder.path,
			paths
		});
	}
	return groups;
}
/** What a path of the configuration would take for more than a name. */
const PATTERN = /[*{}]/;
/** The path of a single file; of several what they have in common, with one `*`. */
function placeOf(own, all) {
	const [first] = own;
	if (own.some((path) => PATTERN.test(path))) return null;
	if (own.length === 1) return first;
	let start = 0;
	while (own.every((path) => path[start] === first[start])) start++;
	while (/\d/.test(first[start - 1] ?? "")) start--;
	const prefix = first.slice(0, start);
	const suffix = first.slice(first.lastIndexOf("."));
	return all.filter((path) => path.startsWith(prefix) && path.endsWith(suffix)).length === own.length ? `${prefix}*${suffix}` : null;
}
/** Why the shards of a group cannot be named, or null. */
function unnamed(splits) {
	const [name] = [...splits].find(([, { place }]) => place === null) ?? [];
	return name === void 0 ? null : `no pattern with one \`*\` names the files of ${name} and no others: give each split a folder of its own`;
}

// src/app/init/layouts/parquet.ts
/** Parquet: shards of each split as Hugging Face writes them, with the images inside, or a manifest. */
async function parquet(look) {
	const found = [];
	const rejected = [];
	const taken = /* @__PURE__ */ new Set();
	const take = (path, made) => {
		if (typeof made === "string") rejected.push({
			path,
			why: made
		});
		else found.push(made);
	};
	for (const [root, splits] of shardsOf(look, "parquet")) {
		const parts = /* @__PURE__ */ new Map();
		const nameless = unnamed(splits);
		if (nameless !== null) take(root.path || ".", nameless);
		for (const [name, { place, paths }] of splits) {
			for (const path of paths) taken.add(path);
			if (place === null || /(^|\/)metadata\.parquet$/.test(paths[0])) continue;
			const manifest = await readParquetManifest(look, paths[0]);
			if (typeof manifest === "string") take(paths[0], manifest);
			else parts.set(name, {
				manifest,
				place,
				rows: await rowsOf(look, paths.slice(1), manifest.rows)
			});
		}
		if (nameless === null && parts.size > 0) take(root.path || ".", oneASplit(look, parts, rejected));
	}
	for (const path of look.candidates("parquet")) {
		if (taken.has(path)) continue;
		const manifest = await readParquetManifest(look, path);
		if (typeof manifest === "string") take(path, manifest);
		else take(path, manifest.columns.split === null ? alone(look, manifest) : withSplitColumn(look, manifest));
	}
	return {
		found,
		rejected
	};
}
async function rowsOf(look, paths, first) {
	let rows = first;
	for (const path of paths) {
		const bytes = await look.bytes(path, READ_LIMIT);
		if (bytes === null) return null;
		try {
			rows += openParquet(bytes, path).rows;
		} catch {
			return null;
		}
	}
	return rows;
}
async function readParquetManifest(look, path) {
	const bytes = await look.bytes(path, READ_LIMIT);
	if (bytes === null) return "too large for a first look, or not on this machine";
	try {
		const file = openParquet(bytes, path);
		const boxed = file.columns.some(({ path: [top] }) => top === "objects");
		const known = columnsOf(firstRow(file), look, boxed);
		if (typeof known === "string") return known;
		const { columns, guesses } = known;
		if (file.columns.some(({ path }) => path.length > 1 && path[0] === columns.label)) return `the column \`${columns.label}\` holds a structure, as of a mask, and no label: tables of masks are not read; write images and masks as files`;
		const inside = embeddedColumn(file);
		const image = inside ?? columns.image;
		const splits = /* @__PURE__ */ new Map();
		if (columns.split !== null) for (const value of valuesOf$1(file, columns.split)) splits.set(value, (splits.get(value) ?? 0) + 1);
		return {
			format: "parquet",
			task: boxed ? "detection" : "classification",
			path,
			columns: {
				...columns,
				image
			},
			rows: file.rows,
			first: inside === null ? firstOf(valuesOf$1(file, image)) : [],
			embedded: inside !== null,
			labels: classNames(file, columns.label) ?? [...new Set(valuesOf$1(file, columns.label))].sort(),
			splits,
			guesses: inside === null ? guesses : []
		};
	} catch (error) {
		return reasonOf(error, path);
	}
}
const LONGEST_NAME = 4096;
/** Names of the columns; only of texts a value, for the images may be among them. */
function firstRow(file) {
	const first = /* @__PURE__ */ new Map();
	for (const { path } of file.columns) first.set(path[0], "");
	const inside = embeddedColumn(file);
	if (inside !== null) first.set(inside, "inside.png");
	for (const column of inside === null ? file.columns : []) {
		if (column.path.length > 1 || column.type !== "bytes" || !column.text) continue;
		const value = valuesOf$1(file, column.path[0]).next().value ?? "";
		if (value.length <= LONGEST_NAME) first.set(column.path[0], value);
	}
	return first;
}
/** The column that is a structure with the bytes of the image. */
function embeddedColumn({ columns }) {
	return columns.find(({ path: [, field], type, path }) => path.length === 2 && field === "bytes" && type === "bytes")?.path[0] ?? null;
}
function firstOf(values) {
	const first = [];
	for (const value of values) if (first.push(value) === 20) break;
	return first;
}
function* valuesOf$1(file, name) {
	const column = file.columns.find(({ path }) => path.length === 1 && path[0] === name);
	if (!column) return;
	for (const [group, { rows }] of file.groups.entries()) {
		const values = readColumn(file, column, group);
		for (let row = 0; row < rows; row++) if (values.has[row] === 1) yield textOf(values, column, row);
	}
}
function textOf(values, { type }, row) {
	return type === "bytes" ? new TextDecoder().decode(values.bytes(row)) : String(values.number(row));
}
/** Hugging Face's features name the classes that the labels count. */
function classNames({ keyValues }, label) {
	try {
		const features = JSON.parse(keyValues.get("huggingface") ?? "null")?.info?.features;
		const names = Object.hasOwn(features ?? {}, label) ? features[label]?.names : null;
		return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : null;
	} catch {
		return null;
	}
}

// src/app/init/layouts/huggingface.ts
const NAMES = [
	"metadata.csv",
	"metadata.jsonl",
	"metadata.parquet"
];
/** Hugging Face's ImageFolder with metadata: a folder a split, in it a metadata file whose `file_name` names the images. */
async function huggingface(look) {
	const found = [];
	const rejected = [];
	for (const [parent, splits] of splitFolders(look)) {
		const files = /* @__PURE__ */ new Map();
		for (const [name, folder] of splits) {
			const path = NAMES.map((one) => joinPath(folder.path, one)).find((one) => look.row(one) >= 0);
			if (path !== void 0) files.set(name, path);
		}
		if (files.size === 0) continue;
		const made = await read$6(look, parent, splits, files);
		if (typeof made === "string") rejected.push({
			path: parent.path || ".",
			why: made
		});
		else found.push(made);
	}
	return {
		found,
		rejected
	};
}
async function read$6(look, parent, splits, files) {
	const gate = judged(files);
	if (gate === null) return "metadata of no split named test or val: nothing to judge";
	const known = /* @__PURE__ */ new Map();
	for (const [name, path] of files) {
		const about = await describe$1(look, path);
		if (typeof about === "string") return `${path}: ${about}`;
		known.set(name, about);
	}
	const { task, columns } = known.get(gate);
	const classes = [...known.values()].flatMap((one) => one.classes ?? []);
	const without = [...splits].filter(([name]) => !files.has(name));
	return {
		format: "huggingface",
		task,
		root: parent.path,
		file: null,
		splits: Object.fromEntries([...files.keys()].map((name) => [name, splits.get(name).name])),
		columns,
		classes: task === "classification" ? [...new Set(classes)].sort() : null,
		counts: Object.fromEntries([...known].map(([name, { rows }]) => [name, rows])),
		guesses: without.map(([, { path }]) => `the splits: ${path} has no metadata file and is left out`)
	};
}
/** Of metadata.jsonl and metadata.parquet boxes may stand in `objects`. */
async function describe$1(look, path) {
	const head = await look.head(path);
	if (head === null) return "its content is not on this machine";
	const manifest = path.endsWith(".parquet") ? await readParquetManifest(look, path) : await (path.endsWith(".csv") ? readCsvManifest : readJsonlManifest)(look, path, head);
	if (manifest === null || typeof manifest === "string") return manifest ?? "no header";
	const { task, columns, labels, rows } = manifest;
	if (columns.image !== "file_name") return "no column `file_name`";
	return {
		task,
		columns: columns.label === "label" ? {} : { label: columns.label },
		classes: labels,
		rows
	};
}

// src/app/init/layouts/image-folders.ts
/** Parts of datasets of other kinds, never classes where images stand among them. */
const PARTS = /* @__PURE__ */ new Set([
	"images",
	"image",
	"imgs",
	"img",
	"img_dir",
	"jpegimages",
	"leftimg8bit"
]);
const ANNOTATIONS = /* @__PURE__ */ new Set([
	"labels",
	"masks",
	"annotations",
	"ann_dir",
	"gtfine",
	"segmentationclass",
	"segmentationobject",
	"gt"
]);
const MOST_REJECTED$1 = 20;
/** Image folders: `split/class/image`. */
async function imageFolders(look) {
	const found = [];
	const rejected = [];
	const groups = splitFolders(look);
	for (const [parent, splits] of groups) {
		if (isAnnotated$1(parent, splits)) continue;
		const made = read$5(parent, splits);
		if (made === null) continue;
		if (typeof made === "string") rejected.push({
			path: parent.path || ".",
			why: made,
			bare: true
		});
		else found.push(made);
	}
	if (found.length === 0) rejected.push(...otherwise$1(look, groups));
	return {
		found,
		rejected: rejected.slice(0, MOST_REJECTED$1)
	};
}
/** `images/train` beside `labels/train`, or these: what lies below is no class. */
function isAnnotated$1(parent, splits) {
	if (ANNOTATIONS.has(parent.name.toLowerCase())) return true;
	if (!PARTS.has(parent.name.toLowerCase())) return false;
	const names = new Set([...splits.values()].map(({ name }) => name));
	return parent.parent.folders.filter(({ name }) => ANNOTATIONS.has(name.toLowerCase())).some(({ folders }) => folders.some(({ name }) => names.has(name)));
}
function read$5(parent, splits) {
	const names = [...splits.values()].flatMap(({ folders }) => folders.filter(({ below }) => below > 0).map(({ name }) => name));
	const classes = [...new Set(names)].sort(byCodePoint);
	if (classes.length > 0 && classes.every((name) => splitName(name) !== null)) return null;
	const twice = [...splits.values()].flatMap(({ folders, name }) => folders.filter((one) => one.below > 0 && splitName(one.name) === splitName(name)));
	if (twice.length > 0) return `${JSON.stringify(twice[0].path)} is a split within itself, as archives leave it, and no class: move what lies in it one folder up`;
	if (classes.filter((name) => PARTS.has(name.toLowerCase())).length > 0 || classes.length > 0 && classes.every((name) => ANNOTATIONS.has(name.toLowerCase()))) return `${classes.slice(0, 5).join(", ")} below its splits are parts of a dataset, not classes, and no annotations that can be read were found with them`;
	if (classes.length === 0) return "images right in the folders of its splits: no class folders, and no annotations or manifest that can be read";
	if (classes.length === 1) return `only one folder below its splits (${classes[0]}): no classes to tell apart`;
	if (judged(splits) === null) return "no split named test or val: nothing to judge";
	const loose = [...splits.values()].filter(({ files }) => files.has("image")).map(({ name }) => name);
	return {
		format: "folder",
		task: "classification",
		root: parent.path,
		file: null,
		splits: Object.fromEntries([...splits].map(([name, folder]) => [name, folder.name])),
		columns: {},
		classes,
		counts: Object.fromEntries([...splits].map(([name, { below }]) => [name, below])),
		guesses: loose.length > 0 ? [`the classes: images right in ${loose.join(", ")} have none`] : []
	};
}
/** Classes above the splits, or without any. */
function otherwise$1(look, groups) {
	const rejected = [];
	for (const folder of look.folders.values()) {
		const holders = folder.folders.filter((child) => groups.has(child) && splitName(child.name) === null);
		if (holders.length > 1) {
			const why = `splits below each class (${holders[0].name}/…): move the images to train/${holders[0].name} and test/${holders[0].name}, or list them in train.txt and test.txt`;
			rejected.push({
				path: folder.path || ".",
				why,
				bare: true
			});
		}
		const classes = folder.folders.filter((one) => imagesIn(one) >= 5 && isClass(one.name));
		if (classes.length > 1 && !groups.has(folder)) {
			const line = look.in(classes[0], "image", 1)[0].slice(folder.path === "" ? 0 : folder.path.length + 1);
			const why = `folders of images, classes perhaps, but no splits: move them into train/ and test/, or write lists train.txt and test.txt there with ${JSON.stringify(line)} a line`;
			rejected.push({
				path: folder.path || ".",
				why,
				bare: true
			});
		}
	}
	return rejected;
}
/** What to say where nothing else is to be said. */
function fullestFolder(look) {
	const [folder] = [...look.folders.values()].sort((a, b) => imagesIn(b) - imagesIn(a));
	if (!folder || imagesIn(folder) === 0) return [];
	const n = imagesIn(folder);
	const why = `${n} ${n === 1 ? "image" : "images"}, but neither splits nor annotations that can be read`;
	return [{
		path: folder.path || ".",
		why
	}];
}
function imagesIn({ files }) {
	return files.get("image")?.length ?? 0;
}
function isClass(name) {
	return splitName(name) === null && !PARTS.has(name.toLowerCase()) && !ANNOTATIONS.has(name.toLowerCase());
}

// src/app/init/placement.ts
/** As the configuration will say it, for a reader that is asked what it makes of it. */
function placementOf({ format, root, file, splits, columns, images }) {
	return {
		format,
		root,
		file,
		splits,
		columns: {
			image: "image",
			label: "label",
			split: "split",
			group: null,
			time: null,
			digest: null,
			...columns
		},
		classes: null,
		store: "git",
		fetch: "never",
		images: images === void 0 ? null : { root: images }
	};
}

// src/app/init/classes.ts
/** Masks whose values are counted, and bytes of one. */
const MASKS$1 = 20;
const MASK_LIMIT = 4194304;
/** As the reader of its format finds them in all annotation files; null: too many, or it finds something broken. */
async function withClasses(look, layout) {
	const images = Object.values(layout.counts).reduce((sum, n) => sum + (n ?? Number.POSITIVE_INFINITY), 0);
	if (!look.mayRead(images)) return layout;
	try {
		const data = await readerOf(layout.format).read(placementOf(layout), layout.task, look.tree, sha256);
		if (data.boxes === null) return {
			...layout,
			values: await valuesOf(look, data)
		};
		return {
			...layout,
			classes: data.classes
		};
	} catch (error) {
		if (!(error instanceof GateError)) throw error;
		return layout;
	}
}
/** Distinct values of the first masks, which stand for classes without telling their names; null: no PNG among them. */
async function valuesOf(look, { annotations }) {
	const values = /* @__PURE__ */ new Set();
	let masks = 0;
	for (let row = 0; masks < MASKS$1 && row < Math.min(annotations?.rows ?? 0, 40); row++) {
		const path = annotations.get(row);
		const bytes = /\.png$/i.test(path) ? await look.bytes(path, MASK_LIMIT) : null;
		const own = bytes && pngValues(bytes);
		if (!own) continue;
		masks++;
		for (const value of own) values.add(value);
	}
	return masks === 0 || values.size > 256 ? null : {
		n: values.size,
		masks
	};
}

// src/app/init/layouts/labelme.ts
/** Annotation files that are opened, of each dataset. */
const SAMPLE$1 = 8;
const MOST_FOLDERS = 50;
/** LabelMe: a JSON beside each image, in a folder a split. */
async function labelme(look) {
	const found = [];
	const rejected = [];
	const groups = splitFolders(look);
	for (const [parent, splits] of groups) {
		if (found.length + rejected.length === MOST_FOLDERS) {
			look.stop(`after ${MOST_FOLDERS} datasets of LabelMe`);
			break;
		}
		const kept = /* @__PURE__ */ new Map();
		const heads = [];
		for (const [name, split] of splits) {
			const folder = annotated(split);
			const own = folder ? await headsOf(look, [folder]) : [];
			if (own.length > 0) kept.set(name, split);
			heads.push(...own);
		}
		if (heads.length === 0) continue;
		const why = judged(kept) === null ? "no split named test or val has them: nothing to judge" : null;
		const without = [...splits.values()].filter((split) => ![...kept.values()].includes(split));
		if (why === null) found.push(await withClasses(look, layoutOf(parent, kept, without, heads)));
		else rejected.push({
			path: parent.path || ".",
			why: `LabelMe files, but ${why}`
		});
	}
	if (found.length > 0) return {
		found,
		rejected
	};
	const alone = [...look.folders.values()].filter((folder) => isAnnotated(folder)).slice(0, MOST_FOLDERS);
	for (const folder of alone) {
		if ([...groups.values()].some((splits) => [...splits.values()].some((split) => isBelow$1(folder, split)))) continue;
		if ((await headsOf(look, [folder])).length === 0) continue;
		rejected.push({
			path: folder.path || ".",
			why: "LabelMe files, but no folder a split: move image and JSON together to train/ and test/"
		});
	}
	return {
		found,
		rejected
	};
}
/** The first folder of a split that has images and JSON side by side. */
function annotated(split) {
	for (const stack = [split]; stack.length > 0;) {
		const folder = stack.pop();
		if (isAnnotated(folder)) return folder;
		stack.push(...folder.folders.filter(({ below }) => below > 0).slice(0, MOST_FOLDERS));
	}
	return null;
}
function isAnnotated({ files }) {
	return files.has("image") && files.has("json");
}
function isBelow$1(folder, above) {
	for (let one = folder; one; one = one.parent) if (one === above) return true;
	return false;
}
/** Beginnings of the first files that are LabelMe's. */
async function headsOf(look, folders) {
	return [...(await look.heads(folders.flatMap((folder) => look.in(folder, "json", SAMPLE$1)))).values()].filter((head) => /"shapes"\s*:/.test(head) && /"(imagePath|imageHeight|version)"\s*:/.test(head));
}
function layoutOf(parent, splits, without, heads) {
	const shapes = heads.flatMap((head) => [...head.matchAll(/"shape_type"\s*:\s*"(\w+)"/g)].map(([, type]) => type));
	const task = shapes.filter((type) => type === "polygon" || type === "mask").length * 2 > shapes.length ? "instance-segmentation" : "detection";
	return {
		format: "labelme",
		task,
		root: parent.path,
		file: null,
		splits: Object.fromEntries([...splits].map(([name, folder]) => [name, folder.name])),
		columns: {},
		classes: null,
		counts: Object.fromEntries([...splits].map(([name, { below }]) => [name, below])),
		guesses: [...without.map(({ path }) => `the splits: no image of ${path} has a JSON beside it; it is left out`), `task: the first files hold ${task === "detection" ? "rectangles" : "outlines"}; write ${task === "detection" ? "instance-segmentation for outlines" : "detection to compare boxes only"}`]
	};
}

// src/app/init/layouts/lists.ts
const LIST_LIMIT$2 = 67108864;
const LONGEST_LINE = 4096;
const SLASH = 47;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const SEPARATORS = /* @__PURE__ */ new Set([
	32,
	9,
	44,
	59
]);
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Class folders and lists of the images of each split: `class/image` a line, perhaps with a label behind it. */
async function lists(look) {
	const found = [];
	const rejected = [];
	const alike = /* @__PURE__ */ new Map();
	const put = (groups, key, name, list) => {
		const group = groups.get(key) ?? /* @__PURE__ */ new Map();
		groups.set(key, group);
		if (group.has(name)) rejected.push({
			path: list.path,
			why: `a second list of the split ${name}`,
			bare: true
		});
		else group.set(name, list);
	};
	const heads = await look.heads(look.candidates("txt", "csv", "tsv").filter((path) => splitInName(path) !== null));
	for (const [path, head] of heads) {
		const [line = ""] = linesOf(head);
		if (isListed(look, record(line))) {
			const list = await read$4(look, path);
			if (list !== null) put(alike, withoutSplit(path), splitInName(path), list);
		} else if (line.startsWith("/") && isListed(look, record(line.slice(1)))) rejected.push({
			path,
			why: "a list whose paths begin with \"/\": write them as seen from the folder of the images, without it",
			bare: true
		});
	}
	const groups = /* @__PURE__ */ new Map();
	for (const [key, group] of alike) if (group.size > 1) groups.set(key, group);
	else for (const [name, list] of group) put(groups, `${folderOf(list.path)}\0${list.path.slice(list.path.lastIndexOf("."))}`, name, list);
	for (const splits of groups.values()) {
		const made = place(look, splits);
		const [any] = splits.values();
		const { path } = splits.get(judged(splits) ?? "") ?? any;
		if (typeof made === "string") rejected.push({
			path,
			why: made,
			bare: true
		});
		else found.push(made);
	}
	return {
		found,
		rejected
	};
}
/** Whether a line names an image with its class before or behind it. */
function isListed(look, found) {
	if (found === null || found.label === "" && !found.image.includes("/")) return false;
	return isImage(found.image) || look.names.folderOf(found.image) !== null;
}
async function read$4(look, path) {
	const bytes = await look.bytes(path, LIST_LIMIT$2);
	if (bytes === null) return null;
	const folders = /* @__PURE__ */ new Set();
	const labels = /* @__PURE__ */ new Set();
	let images = 0;
	const first = [];
	for (const line of linesOf(decoder.decode(bytes))) {
		const found = record(line);
		if (found === null) continue;
		const { image, label } = found;
		if (images++ < 20) first.push(image);
		folders.add(folderOf(image));
		if (label !== "") labels.add(label);
	}
	const yesOrNo = labels.has("-1") && [...labels].every((label) => /^(-1|0|1)$/.test(label));
	return images === 0 || yesOrNo ? null : {
		path,
		images,
		first,
		folders,
		labels
	};
}
/** A line goes on with its label behind the extension of an image, or behind the name in its last folder, and a separator. */
function record(line) {
	const bytes = encoder.encode(line);
	if (bytes.length > LONGEST_LINE) return null;
	const ends = [...bytes.keys()].filter((at) => SEPARATORS.has(bytes[at])).concat(bytes.length);
	const bare = [bytes.length, ...ends].find((at) => hasImageExtension(bytes, 0, at)) ?? ends.find((at) => at > bytes.lastIndexOf(SLASH));
	const image = normalPath(decoder.decode(bytes.subarray(0, bare)));
	return image === null ? null : {
		image,
		label: decoder.decode(bytes.subarray(bare + 1)).trim()
	};
}
function place(look, splits) {
	const gate = judged(splits);
	if (gate === null) return "a list of images, but none of test or val beside it: nothing to judge";
	const all = [...splits.values()];
	const { first } = splits.get(gate);
	const paths = all.map(({ path }) => path);
	const home = homeOf(look, first, paths);
	if (home === null) return imagesElsewhere(look, first[0]);
	const { root } = home;
	const own = folderOfSplits(look, [...splits].map(([name, list]) => [name, list.first]), gate, home);
	const labels = [...new Set(all.flatMap((list) => [...list.labels]))];
	if (labels.some(isSeveral)) return "a list of images with several values a line: write one label behind each image";
	const { lead, folders } = labels.length > 0 ? {
		lead: "",
		folders: labels
	} : classFolders(splits);
	if (labels.length === 0 && folders.length > 1 && folders.every((name) => splitName(name) !== null)) return "a list of images in folders of splits: no classes to tell apart; write the name of its class behind each image";
	if (folders.length < 2) return oneClass(labels, joinPath(lead, folders[0] ?? ""));
	const images = joinPath(own, lead);
	return {
		format: "folder",
		task: "classification",
		root,
		file: null,
		...images === "" ? {} : { images },
		splits: Object.fromEntries([...splits].map(([name, { path }]) => [name, below(root, path)])),
		columns: {},
		classes: folders.sort(),
		counts: Object.fromEntries([...splits].map(([name, { images }]) => [name, images])),
		guesses: labels.length > 0 ? ["the classes: what follows an image in the lists"] : []
	};
}
/** Whether numbers follow a number, or more than two a name. */
function isSeveral(label) {
	const words = label.split(/[\s,;]+/);
	if (NUMBER.test(words[0]) && /^-?\d/.test(words[1] ?? "")) return true;
	return words.length > 3 && words.slice(-3).every((word) => NUMBER.test(word));
}
function oneClass([label], folder) {
	return `a list of images that all ${label === void 0 ? `lie in ${JSON.stringify(folder)}` : `have the label ${JSON.stringify(label)}`}: no classes to tell apart; give each class a folder, or write its name behind each image`;
}
/** The folders that all lines begin with, `{split}` for one that is named as the split of each list, and those below. */
function classFolders(splits) {
	const lead = [];
	let rests = [...splits].flatMap(([split, { folders }]) => [...folders].map((path) => ({
		split,
		path
	})));
	for (;;) {
		const tops = new Set(rests.map(({ path }) => topOf(path)));
		const [only] = tops;
		const perSplit = tops.size > 1 && rests.every(({ split, path }) => topOf(path) === split);
		if (only === "" || tops.size > 1 && !perSplit) return {
			lead: lead.join("/"),
			folders: [...tops].filter((name) => name !== "")
		};
		lead.push(perSplit ? SPLIT : only);
		rests = rests.map(({ split, path }) => ({
			split,
			path: path.slice(topOf(path).length + 1)
		}));
	}
}
function topOf(path) {
	const slash = path.indexOf("/");
	return slash < 0 ? path : path.slice(0, slash);
}

// src/app/init/layouts/manifests.ts
/** Tables that list images: one with a split column, one a split side by side (`train.csv`, `test.csv`), or one alone. */
async function manifests(look) {
	const found = [];
	const rejected = [];
	const groups = /* @__PURE__ */ new Map();
	const take = (path, made) => {
		if (typeof made === "string") rejected.push({
			path,
			why: made
		});
		else found.push(made);
	};
	const heads = await look.heads(look.candidates("csv", "tsv", "jsonl", "ndjson"));
	for (const [path, head] of heads) {
		const folder = foldersAbove(path)[0];
		if (/(^|\/)metadata\.(csv|jsonl)$/.test(path) && splitName(folder.slice(folder.lastIndexOf("/") + 1))) continue;
		const manifest = await (/\.[ct]sv$/i.test(path) ? readCsvManifest : readJsonlManifest)(look, path, head);
		if (manifest === null) continue;
		if (typeof manifest === "string") {
			take(path, manifest);
			continue;
		}
		const name = splitInName(path);
		if (manifest.columns.split !== null && (name === null || manifest.splits.size > 1)) take(path, withSplitColumn(look, manifest));
		else if (name === null) take(path, alone(look, manifest));
		else {
			const key = `${folder}\0${manifest.format}`;
			const group = groups.get(key) ?? /* @__PURE__ */ new Map();
			groups.set(key, group);
			if (group.has(name)) rejected.push({
				path,
				why: `a second manifest of the split ${name}`
			});
			else group.set(name, {
				manifest,
				place: path,
				rows: manifest.rows
			});
		}
	}
	for (const [key, parts] of groups) take(key.slice(0, key.indexOf("\0")) || ".", oneASplit(look, parts, rejected));
	return {
		found,
		rejected
	};
}

// src/app/init/layouts/masks.ts
/** What folders of masks are called; whether they are, the reader says. */
const MASKS = /mask|label|ann|gt|seg|truth/i;
/** Folders of images within that of a split, or around those of the splits. */
const IMAGES$1 = /^(images?|imgs?|img_dir|jpegimages|leftimg8bit)$/i;
const NAMELESS_VALUES = "classes: the values of the masks have no names; give them in data.classes";
const AMONG = "_mask.png";
/** Each costs an index of its files. */
const MOST_TRIED = 20;
/** Semantic masks: an image a mask, of the same stem, in sibling folders above or below those of the splits. */
async function masks(look) {
	const found = [];
	const rejected = [];
	const siblings = new MaskSiblings();
	let tried = 0;
	for (const [parent, splits] of splitFolders(look)) {
		const above = siblings.of(parent) !== null;
		const root = above ? parent.parent : parent;
		const places = /* @__PURE__ */ new Map();
		for (const [name, split] of splits) places.set(name, split.folders.find((folder) => IMAGES$1.test(folder.name)) ?? split);
		if (![...places.values()].some((images) => above || siblings.of(images) !== null || hasMasksAmong(look, images)) || MASKS.test(parent.name) || tried++ >= MOST_TRIED) continue;
		const made = await read$3(look, root, places);
		if (typeof made === "string") rejected.push({
			path: root.path || ".",
			why: made
		});
		else if (made) found.push(made);
	}
	for (const folder of look.folders.values()) {
		const target = IMAGES$1.test(folder.name) && folder.files.has("image") ? siblings.of(folder) : null;
		if (target === null || splitName(folder.parent.name) !== null || tried++ >= MOST_TRIED) continue;
		if (await read$3(look, folder.parent, /* @__PURE__ */ new Map([["test", folder]])) === null) continue;
		const why = `images with masks in ${JSON.stringify(target.path)}, but no folder a split: move them to ${folder.name}/train and ${folder.name}/test, the masks to ${target.name}/train and ${target.name}/test`;
		rejected.push({
			path: folder.path,
			why,
			bare: true
		});
	}
	const told = new Set(rejected.map(({ path }) => folderOf(path)));
	for (const folder of found.length > 0 ? [] : look.folders.values()) {
		const images = MASKS.test(folder.name) && folder.files.has("image") ? imagesOf$1(look, folder) : null;
		if (images === null || told.has(folderOf(images)) || rejected.length >= MOST_TRIED) continue;
		told.add(folderOf(images));
		const why = `the pictures in ${JSON.stringify(folder.path)} are named like masks of these, but neither folders nor names are such as are paired: move the images to images/train and images/test, the masks to masks/train and masks/test, each mask with the name of its image`;
		rejected.push({
			path: images,
			why,
			bare: true
		});
	}
	return {
		found,
		rejected
	};
}
/** `a_mask.png` beside `a.jpg`. */
function hasMasksAmong(look, folder) {
	return look.in(folder, "image").filter((path) => path.endsWith(AMONG)).some((path) => look.names.has(path.slice(0, -9)));
}
/** The folder beside this one that has an image for its first picture, whose name may have an ending (`a_mask`). */
function imagesOf$1(look, folder) {
	const [first] = look.in(folder, "image", 1);
	if (first === void 0) return null;
	const stem = stemOf(baseName(first));
	const names = [stem, stem.replace(/[_-][a-z]+$/i, "")];
	return (folder.parent?.folders.filter((one) => one.files.has("image") && !MASKS.test(one.name)) ?? []).slice(0, MOST_TRIED).find(({ path }) => names.some((name) => look.names.has(joinPath(path, name))))?.path ?? null;
}
/** A folder of pictures beside this one that is called as masks are. */
var MaskSiblings = class {
	/** By the folder around them: there may be many beside each other. */
	#named = /* @__PURE__ */ new Map();
	of({ parent, name }) {
		if (parent === null) return null;
		const named = this.#named.get(parent) ?? parent.folders.filter((one) => one.below > 0 && MASKS.test(one.name));
		this.#named.set(parent, named);
		return named.find((one) => one.name !== name && (splitName(name) === null || one.name.startsWith(name))) ?? null;
	}
};
/** What the reader makes of it; null when most images have no mask. */
async function read$3(look, root, places) {
	const layout = {
		format: "masks",
		task: "semantic-segmentation",
		root: root.path,
		file: null,
		splits: Object.fromEntries([...places].map(([name, folder]) => [name, below(root.path, folder.path)])),
		columns: {},
		classes: null,
		counts: {},
		guesses: [NAMELESS_VALUES]
	};
	const data = await readMasksDataset(placementOf(layout), look.tree);
	const { split, annotations, rows } = data;
	const counts = /* @__PURE__ */ new Map();
	for (const name of split.values) counts.set(name, {
		images: 0,
		masks: 0
	});
	for (let row = 0; row < rows; row++) {
		const count = counts.get(split.values[split.codes[row]]);
		count.images++;
		if (annotations && annotations.ends[row] > annotations.start(row)) count.masks++;
	}
	const kept = new Map([...counts].filter(([, { images, masks }]) => masks * 2 > images));
	if (kept.size === 0) return null;
	if (judged(kept) === null) return "images with masks, but of no split named test or val: nothing to judge";
	const without = [...counts.keys()].filter((name) => !kept.has(name));
	return {
		...layout,
		values: await valuesOf(look, data),
		splits: Object.fromEntries([...kept.keys()].map((name) => [name, layout.splits[name]])),
		counts: Object.fromEntries([...kept].map(([name, { images }]) => [name, images])),
		guesses: [...layout.guesses, ...without.map((name) => `the splits: ${joinPath(root.path, layout.splits[name])} has no masks and is left out`)]
	};
}

// src/app/init/layouts/voc.ts
const LIST_LIMIT$1 = 16777216;
const MOST_ROOTS = 20;
/** Beside folders of annotations that VOC calls otherwise. */
const IMAGES = [
	"images",
	"Images",
	"image"
];
/** Where the lists of splits lie, and what task they are for. */
const LISTS = [
	["ImageSets/Main", "detection"],
	["ImageSets", "detection"],
	["ImageSets/Segmentation", "semantic-segmentation"]
];
/** Pascal VOC: `Annotations`, `JPEGImages` and the lists of `ImageSets` in one folder. */
async function voc(look) {
	const found = [];
	const rejected = [];
	const taken = /* @__PURE__ */ new Set();
	for (const [parent, splits] of splitFolders(look)) {
		const made = await inSplitFolders(look, parent, splits);
		if (made === null) continue;
		for (const split of splits.values()) taken.add(split);
		if (typeof made === "string") rejected.push({
			path: parent.path || ".",
			why: made
		});
		else found.push(await withClasses(look, made));
	}
	for (const root of look.folders.values()) {
		if (found.length + rejected.length === MOST_ROOTS) {
			look.stop(`after ${MOST_ROOTS} folders like those of Pascal VOC`);
			break;
		}
		const images = look.folders.get(joinPath(root.path, "JPEGImages"));
		const made = (images?.below ?? 0) > 0 && has(look, root, "Annotations", "SegmentationClass", "ImageSets") ? await read$2(look, root, images) : taken.has(root) ? null : await otherwise(look, root);
		if (typeof made === "string") rejected.push({
			path: root.path || ".",
			why: made
		});
		else if (made) found.push(await withClasses(look, made));
	}
	return {
		found,
		rejected
	};
}
function has(look, root, ...names) {
	return names.some((name) => look.folders.has(joinPath(root.path, name)));
}
async function read$2(look, root, images) {
	const boxes = has(look, root, "Annotations", "annotations");
	if (!boxes && !has(look, root, "SegmentationClass")) return "Pascal VOC with neither XML in Annotations nor masks in SegmentationClass";
	for (const [folder, task] of boxes ? LISTS : LISTS.slice(-1)) {
		const lists = look.folders.get(joinPath(root.path, folder));
		const splits = lists ? listsOf(look, lists) : /* @__PURE__ */ new Map();
		const counts = {};
		const empty = [];
		for (const [name, path] of [...splits]) {
			const count = await countOf(look, path);
			if (count !== 0) counts[name] = count;
			else if (splits.delete(name)) empty.push(`the splits: ${path} is empty and is left out`);
		}
		if (splits.size === 0) continue;
		if (judged(splits) === null) return `no list named test or val in ${JSON.stringify(folder)}: nothing to judge`;
		const masks = task === "detection" && has(look, root, "SegmentationClass");
		return {
			format: "voc",
			task,
			root: root.path,
			file: null,
			splits: Object.fromEntries([...splits].map(([name, path]) => [name, below(root.path, path)])),
			columns: {},
			classes: null,
			counts,
			guesses: [
				...empty,
				...masks ? ["task: there are masks too; for semantic-segmentation name the lists of ImageSets/Segmentation in splits"] : [],
				...boxes ? [] : [NAMELESS_VALUES]
			]
		};
	}
	const first = look.in(images, "image", 1)[0] ?? "";
	const stem = first.slice(first.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
	const where = `ImageSets/${boxes ? "Main" : "Segmentation"}`;
	return `Pascal VOC without lists of its splits: write ${where}/train.txt and ${where}/test.txt with the stem of an image a line (${JSON.stringify(stem)})`;
}
/** `train.txt`, `val.txt`, `test.txt`, or `trainval.txt` where there is no `train.txt`; lists of one class are passed over. */
function listsOf(look, folder) {
	const splits = /* @__PURE__ */ new Map();
	const all = new Map(look.in(folder, "txt", Number.POSITIVE_INFINITY).map((path) => [path.slice(folder.path.length + 1, -4).toLowerCase(), path]));
	for (const [stem, path] of all) {
		const name = stem.includes("_") ? null : splitName(stem);
		if (name !== null && !splits.has(name)) splits.set(name, path);
	}
	const both = all.get("trainval");
	if (both !== void 0 && !splits.has("train") && !splits.has("val")) splits.set("train", both);
	return splits;
}
async function countOf(look, path) {
	const bytes = await look.bytes(path, LIST_LIMIT$1);
	return bytes && linesOf(new TextDecoder().decode(bytes)).length;
}
/** A folder a split, with the XML beside the images (Roboflow), or `images/train` beside `annotations/train`. */
async function inSplitFolders(look, parent, splits) {
	const root = parent.name === "images" ? parent.parent : parent;
	const kept = /* @__PURE__ */ new Map();
	for (const [name, split] of splits) {
		const inside = split.folders.find((folder) => folder.name === "images");
		const images = inside ?? split;
		const xml = inside ? joinPath(split.path, "annotations") : joinPath(root.path, `annotations/${split.name}`);
		const folder = images.files.has("xml") ? images : look.folders.get(xml);
		if (folder && await isVoc(look, folder)) kept.set(name, images);
	}
	if (kept.size === 0) return null;
	if (judged(kept) === null) return "Pascal VOC annotations, but no split named test or val: nothing to judge";
	return {
		format: "voc",
		task: "detection",
		root: root.path,
		file: null,
		splits: Object.fromEntries([...kept].map(([name, { path }]) => [name, below(root.path, path)])),
		columns: {},
		classes: null,
		counts: Object.fromEntries([...kept].map(([name, folder]) => [name, folder.below])),
		guesses: []
	};
}
/** XML that no list and no folder puts into splits. */
async function otherwise(look, folder) {
	if (!folder.files.has("xml") || folder.parent === null) return null;
	const { path } = folder.parent;
	const sibling = IMAGES.map((name) => look.folders.get(joinPath(path, name))).find((one) => one && one.below > 0);
	const beside = folder.files.has("image");
	if (!beside && !sibling || !await isVoc(look, folder)) return null;
	return `Pascal VOC annotations ${beside ? "beside the images" : `apart from the images in ${JSON.stringify(sibling.path)}`}, but neither lists nor folders of splits: move image and XML together to train/ and test/`;
}
async function isVoc(look, folder) {
	const [first] = look.in(folder, "xml", 1);
	const head = first === void 0 ? null : await look.head(first);
	return head !== null && /<annotation[\s>]/.test(head) && /<(object|bndbox|filename)[\s/>]/.test(head);
}

// src/app/init/layouts/webdataset.ts
/** A class beside an image takes a few bytes, a record some hundred. */
const RECORD_LIMIT = 65536;
const UNLABELLED = "shards whose samples have neither a `cls` nor a label in their `json`";
/** Folders of shards of no split, of each of which one is read. */
const MOST_SPLITLESS = 5;
/** Tar shards of WebDataset: `train-000000.tar`, with `key.jpg` and `key.cls` or `key.json` in them. */
async function webdataset(look) {
	const found = [];
	const rejected = [];
	const named = /* @__PURE__ */ new Set();
	for (const [root, splits] of shardsOf(look, "tar")) {
		for (const { paths } of splits.values()) for (const path of paths) named.add(path);
		const made = await read$1(look, root, splits);
		if (made === null) continue;
		if (typeof made === "string") rejected.push({
			path: root.path || ".",
			why: made
		});
		else found.push(made);
	}
	return {
		found,
		rejected: [...rejected, ...await splitless(look, named)]
	};
}
/** Shards whose names and folders tell no split. */
async function splitless(look, named) {
	const rejected = [];
	const firsts = [...look.folders.values()].flatMap((folder) => look.in(folder, "tar", 1));
	for (const path of firsts.filter((first) => !named.has(first)).slice(0, MOST_SPLITLESS)) {
		const samples = {
			images: 0,
			classes: /* @__PURE__ */ new Set(),
			label: null
		};
		await readShard(look, path, samples, READ_LIMIT).catch(() => 0);
		if (samples.images === 0) continue;
		rejected.push({
			path,
			why: samples.classes.size === 0 ? UNLABELLED : "shards that tell no split: name them train-000000.tar and test-000000.tar, or move them to train/ and test/"
		});
	}
	return rejected;
}
async function read$1(look, root, splits) {
	const gate = judged(splits);
	const nameless = unnamed(splits);
	if (nameless !== null) return nameless;
	const counts = {};
	const classes = /* @__PURE__ */ new Set();
	let label = null;
	for (const [name, { paths }] of [...splits].sort(([a], [b]) => Number(b === gate) - Number(a === gate))) {
		const samples = {
			images: 0,
			classes,
			label: null
		};
		let left = READ_LIMIT;
		for (const path of paths) {
			try {
				left = await readShard(look, path, samples, left);
			} catch (error) {
				return `${path}: ${reasonOf(error, path)}`;
			}
			if (samples.images === 0 && left > 0) return gate === null ? null : `no images in ${JSON.stringify(path)}`;
			if (left <= 0) break;
		}
		counts[name] = left > 0 ? samples.images : null;
		label ??= samples.label;
	}
	if (gate === null) return "shards, but of no split named test or val: nothing to judge";
	if (classes.size === 0) return UNLABELLED;
	return {
		format: "webdataset",
		task: "classification",
		root: root.path,
		file: null,
		splits: Object.fromEntries([...splits].map(([name, { place }]) => [name, below(root.path, place)])),
		columns: label === null || label === "label" ? {} : { label },
		classes: Object.values(counts).includes(null) ? null : [...classes].sort(),
		counts,
		guesses: []
	};
}
/** What is left of the bytes that a first look may read; 0 when it had to stop. */
async function readShard(look, path, samples, limit) {
	let left = limit;
	const reader = new TarReader(path, {
		file({ name, size }) {
			if (isImage(name)) samples.images++;
			const kind = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
			if (kind !== "cls" && kind !== "json" || size > RECORD_LIMIT) return null;
			const bytes = [];
			return {
				push: (chunk) => void bytes.push(...chunk),
				end: () => note(samples, kind, Uint8Array.from(bytes))
			};
		},
		special: () => {}
	});
	for await (const chunk of look.stream(path, Number.MAX_SAFE_INTEGER)) {
		reader.push(chunk);
		left -= chunk.length;
		if (left <= 0) return 0;
	}
	reader.end();
	return left;
}
function note(samples, kind, bytes) {
	const text = new TextDecoder().decode(bytes).trim();
	if (kind === "cls") samples.classes.add(text);
	const record = kind === "json" ? recordOf(text) : null;
	const label = record && labelOf$1([...record.keys()]);
	if (!label) return;
	samples.label ??= label;
	samples.classes.add(String(record.get(label)));
}

// src/app/init/layouts/yolo.ts
const LIST_LIMIT = 67108864;
/** Label files that are opened. */
const SAMPLE = 8;
/** Images for which a label file is looked for. */
const MOST_IMAGES = 1e3;
/** YOLO by its data.yaml, whatever it is called and wherever it lies. */
async function yolo(look) {
	const found = [];
	const rejected = [];
	const heads = await look.heads(look.candidates("yaml", "yml"));
	for (const [path, head] of heads) {
		if (!/^["']?(names|nc)["']?\s*:/m.test(head) || !/^["']?(train|val|validation|test)["']?\s*:/im.test(head)) continue;
		const made = await read(look, path).catch((error) => reasonOf(error, path));
		if (typeof made === "string") rejected.push({
			path,
			why: made
		});
		else found.push(made);
	}
	const bare = await withoutYaml(look, found);
	const refused = new Set(rejected.map(({ path }) => folderOf(path) || "."));
	return {
		found,
		rejected: [...rejected, ...bare.filter(({ path }) => !refused.has(path))]
	};
}
async function read(look, path) {
	const bytes = await look.bytes(path, YOLO_DATA_LIMIT);
	if (bytes === null) return "too large for a data.yaml, or not on this machine";
	const data = readYoloData(bytes, path);
	const places = /* @__PURE__ */ new Map();
	const unlabelled = [];
	let missing = "";
	const keys = /* @__PURE__ */ new Map();
	for (const name of [
		"train",
		"val",
		"test"
	]) {
		const key = [name, ...data.splits.keys()].find((one) => data.splits.has(one) && splitName(one) === name);
		const entries = data.splits.get(key ?? "");
		if (!entries) continue;
		keys.set(name, key);
		const there = placesOf(look, path, data, entries.map(({ text }) => text));
		const nowhere = await imagesMissing(look, there, folderOf(path));
		if (nowhere !== null) missing ||= nowhere;
		else if (there.length > 0 && await isUnlabelled(look, there, folderOf(path))) unlabelled.push(`the splits: no label file was found for the images of \`${name}: ${entries[0].text}\`; it is left out`);
		else if (there.length > 0) places.set(name, there);
		else missing ||= `\`${name}: ${entries[0].text}\` is neither a folder of images nor a list in the repository${wayOut(path, data)}`;
	}
	const gate = judged(places);
	if (gate === null) return missing || unlabelled[0] || "neither `val` nor `test`: nothing to judge; give one of them images of its own";
	const counts = {};
	const needed = [path];
	const judgedImages = [];
	for (const [name, there] of places) {
		let images = 0;
		for (const place of there) {
			const one = await imagesAt(look, place, folderOf(path));
			needed.push(place, ...one.folders);
			if (name === gate) judgedImages.push(...one.first);
			images = images === null || one.count === null ? null : images + one.count;
		}
		counts[name] = images;
	}
	const root = commonFolder(needed);
	const labels = await looksOf(look, judgedImages.slice(0, SAMPLE));
	return {
		format: "yolo",
		task: data.keypoints ? "keypoints" : labels.task,
		root,
		file: below(root, path),
		splits: Object.fromEntries([...places.keys()].map((name) => [name, keys.get(name)])),
		columns: {},
		classes: data.names.map(({ text }) => text),
		counts,
		guesses: [
			...unlabelled,
			...missing ? [`the splits: ${missing}; it is left out`] : [],
			...data.keypoints ? [] : labels.guesses
		]
	};
}
/** Many such files name a folder of the machine that they were written on. */
function wayOut(file, { root }) {
	if (root === null || resolvePath(folderOf(file), root.text) !== null) return "";
	return `: \`path: ${root.text}\` leads out of it; write the path as seen from this file, or none`;
}
/** Folders and lists of a split that are there, where the evidence looks for them, or beside the file. */
function placesOf(look, file, { root }, entries) {
	const beside = folderOf(file);
	const roots = [...yoloRoots(file, root?.text ?? null), beside];
	for (const base of roots) {
		if (base === null) continue;
		const there = entries.flatMap((text) => {
			return [text, ...text.startsWith("../") ? [text.slice(3)] : []].map((one) => resolvePath(base, one)).find((one) => one !== null && isPlace(look, one)) ?? [];
		});
		if (there.length > 0) return there;
	}
	return [];
}
function isPlace(look, path) {
	return (look.folders.get(path)?.below ?? 0) > 0 || /\.txt$/i.test(path) && look.row(path) >= 0;
}
/** Images of a folder or a list, the first of them, and where they and their labels lie: the root must hold all of it. */
async function imagesAt(look, place, beside, most = SAMPLE) {
	const folder = look.folders.get(place);
	if (folder) return {
		count: folder.below,
		folders: [`${aboveImages(place)}/`],
		first: look.images(folder, most)
	};
	const bytes = await look.bytes(place, LIST_LIMIT);
	if (!bytes) return {
		count: null,
		folders: [],
		first: []
	};
	const lines = linesOf(new TextDecoder().decode(bytes));
	const first = lines.slice(0, most).flatMap((line) => {
		return [
			folderOf(place),
			beside,
			""
		].map((base) => resolvePath(base, line)).find((path) => path !== null && look.has(path)) ?? [];
	});
	return {
		count: lines.length,
		folders: first.slice(0, 1).map((one) => `${aboveImages(folderOf(one))}/`),
		first
	};
}
/** Why a list is of no use: none of its first images is there. */
async function imagesMissing(look, places, beside) {
	for (const place of places) {
		if (look.folders.has(place) || (await imagesAt(look, place, beside)).first.length > 0) continue;
		const [line] = linesOf(await look.head(place) ?? "");
		if (line !== void 0) return `${place}: ${imagesElsewhere(look, line)}`;
	}
	return null;
}
/** Not one label file for the first images of its folders: what is published to be predicted, not to be judged by. */
async function isUnlabelled(look, places, beside) {
	for (const place of places) {
		const { first } = await imagesAt(look, place, beside, MOST_IMAGES);
		if (first.length === 0 || first.some((image) => look.row(labelOf(image)) >= 0)) return false;
	}
	return true;
}
/** Label files lie in `labels` beside `images`. */
function aboveImages(place) {
	const parts = place.split("/");
	const at = parts.lastIndexOf("images");
	return at < 0 ? place : parts.slice(0, at).join("/");
}
/** What the first label files hold: five numbers a line are boxes, more are outlines, nine on every line turned boxes. */
async function looksOf(look, images) {
	const widths = [...(await look.heads(images.map(labelOf))).values()].flatMap(linesOf).map((line) => line.split(/\s+/).length).filter((width) => width >= 5);
	if (widths.length > 0 && widths.every((width) => width === 9)) return {
		task: "detection",
		guesses: ["task: four corners a line are taken for turned boxes; write instance-segmentation if they are outlines"]
	};
	if (widths.filter((width) => width > 5).length * 2 > widths.length) return {
		task: "instance-segmentation",
		guesses: ["task: the label files hold outlines; write detection to compare boxes only"]
	};
	return {
		task: "detection",
		guesses: widths.length > 0 ? [] : ["task: none of the first images has a label file with boxes"]
	};
}
function labelOf(image) {
	const parts = image.replace(/\.[^.]*$/, ".txt").split("/");
	const at = parts.lastIndexOf("images", parts.length - 2);
	if (at >= 0) parts[at] = "labels";
	return parts.join("/");
}
/** Images with label files that no data.yaml describes: in folders of splits, else in any folder. */
async function withoutYaml(look, found) {
	const rejected = [];
	const told = (folder) => [...found.map(({ root }) => root), ...rejected.map(({ path }) => path === "." ? "" : path)].some((root) => root === "" || `${folder.path}/`.startsWith(`${root}/`));
	for (const [parent, splits] of splitFolders(look)) {
		const [folder] = splits.values();
		if (told(parent) || !await isLabelled(look, folder)) continue;
		const root = parent.name === "images" ? parent.parent : parent;
		rejected.push(bare(root, [...splits].map(([name, one]) => `${name}: ${imagesOf(root, one)}`)));
		if (rejected.length === SAMPLE) return rejected;
	}
	const folders = [...look.folders.values()].filter((folder) => folder.files.has("image") && !told(folder));
	for (const folder of folders.slice(0, SAMPLE)) {
		if (told(folder) || !await isLabelled(look, folder)) continue;
		const root = folder.name === "images" && folder.parent ? folder.parent : folder;
		rejected.push(bare(root, ["train: train.txt", "val: val.txt"], " (lists of images)"));
	}
	return rejected;
}
async function isLabelled(look, folder) {
	const [line] = [...(await look.heads(look.images(folder, SAMPLE).map(labelOf))).values()].flatMap(linesOf);
	return line !== void 0 && /^\d+(\s+[\d.eE+-]+){4,}$/.test(line);
}
function bare(root, places, what = "") {
	const why = `label files as YOLO has them, but no data.yaml that tells splits and class names: write ${JSON.stringify(joinPath(root.path, "data.yaml"))} with \`path: .\`, \`${places.join("`, `")}\`${what} and \`names: [first, second, …]\``;
	return {
		path: root.path || ".",
		why
	};
}
function imagesOf(root, split) {
	const inside = split.folders.find(({ name }) => name === "images");
	return below(root.path, (inside ?? split).path);
}

// src/app/init/models.ts
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
			why: reasonOf(error, path)
		};
	}
}

// src/app/init/detect.ts
/** What says the most of its images first: of two layouts of as many images, it is the one that is used. */
const LAYOUTS = [
	coco,
	yolo,
	voc,
	labelme,
	masks,
	huggingface,
	manifests,
	parquet,
	webdataset,
	lists,
	foreign,
	imageFolders
];
/** Looks at a repository that nobody laid out for this program: data layouts, splits, models, classes. */
async function detect(tree) {
	const files = await tree.list("");
	const look = new Look(tree, files);
	const layouts = [];
	const rejected = [];
	for (const recognise of LAYOUTS) {
		if (recognise === foreign && layouts.length > 0) continue;
		look.begin();
		const one = await recognise(look).catch((error) => {
			if (!(error instanceof GateError)) throw error;
			return {
				found: [],
				rejected: [{
					path: error.place?.path ?? ".",
					why: error.message
				}]
			};
		});
		rejected.push(...one.rejected);
		for (const layout of one.found) {
			const why = unwritable(layout) ?? annotatedOtherwise(layout, rejected);
			if (why === null) layouts.push(ordered(layout));
			else rejected.push({
				path: layout.root || ".",
				why
			});
		}
	}
	if (layouts.length === 0 && rejected.length === 0) rejected.push(...fullestFolder(look));
	look.begin();
	const models = [];
	for (const path of look.candidates("onnx")) {
		const model = isInside(path) ? await describeModel(tree, path) : {
			path,
			why: NAMELESS
		};
		if ("why" in model) rejected.push(model);
		else models.push(model);
	}
	const proposal = await choose(look, layouts, models);
	return {
		files: files.rows,
		layouts,
		models,
		rejected: rejected.filter((one) => isNews(one, layouts, rejected)),
		stops: look.stops,
		proposal
	};
}
function ordered(layout) {
	const { splits, counts } = layout;
	const fromEntries = (record) => Object.fromEntries(inOrder(Object.entries(record)));
	return {
		...layout,
		splits: fromEntries(splits),
		counts: fromEntries(counts)
	};
}
const NAMELESS = "its path has control characters, `\\` or a drive, or is not UTF-8: a configuration cannot name it";
/** Folders are no classes where annotations that cannot be used name images in them. */
function annotatedOtherwise({ format, images, root }, rejected) {
	if (format !== "folder" || images !== void 0) return null;
	const by = rejected.find(({ images }) => images !== void 0 && (root === "" || isBelow(`${images}/`, root)));
	return by ? `${JSON.stringify(by.path)} names images in its folders: they are no classes` : null;
}
/** What the configuration's own rules refuse. */
function unwritable({ root, file, splits, columns, images = "." }) {
	const places = [
		root || ".",
		file ?? ".",
		images,
		...Object.values(splits)
	];
	const names = [
		...Object.keys(splits),
		...Object.values(splits),
		...Object.values(columns)
	];
	if (places.every((place) => isInside(place)) && names.every(isNameable) && places.every(isNameable)) return null;
	return NAMELESS;
}
function isNameable(name) {
	return name !== "" && name.length <= 200 && !/[\p{Cc}\ufffd]/u.test(name);
}
/** Images without a manifest are no news where something else describes them, be it in vain. */
function isNews({ bare, path }, layouts, rejected) {
	if (!bare) return true;
	return ![...layouts.map(({ root }) => root || "."), ...rejected.flatMap((one) => one.bare ? [] : one.path)].some((other) => path === "." || other === "." || other === path || isBelow(path, other) || isBelow(other, path));
}
function isBelow(path, folder) {
	return path.startsWith(`${folder}/`);
}

// src/app/init/dvc-files.ts
/** The working tree with what DVC keeps of it, as far as this machine has the lists of its files. */
async function withDvc(repository, git) {
	const project = await repository.openDvc(git);
	if (await git.oid(".dvc") === null && project.parts.size === 1) return {
		tree: git,
		rejected: []
	};
	const tree = new DvcTree(git, project);
	try {
		await tree.list("");
		return {
			tree,
			rejected: []
		};
	} catch (error) {
		if (!(error instanceof GateError)) throw error;
		const path = error.place?.path ?? ".dvc";
		return {
			tree: git,
			rejected: [{
				path,
				why: `${reasonOf(error, path)}. ${error.hint}`
			}]
		};
	}
}

// src/app/init/workflows.generated.ts
const WORKFLOWS = {
	"single.yml": "# One file, one job: for repositories where everybody who can open a pull request is trusted.\n# The job `cv-gate` is the check to require under Settings → Rules. Save it as .github/workflows/cv-gate.yml.\nname: cv-gate\non:\n  pull_request:\n    # ready_for_review: a draft was judged as advisory. edited: another base branch has another policy.\n    types: [opened, synchronize, reopened, ready_for_review, edited]\n  merge_group:\n  push: # what was merged is compared for history\n    branches: [main] # your default branch\n  schedule: # every night: the model against itself, for the noise of this machine\n    - cron: 43 2 * * *\npermissions: {}\nconcurrency: # a new push ends the run for the old one; on the default branch each adds to what the one before has left\n  group: cv-gate-${{ github.event.pull_request.number || github.ref }}\n  cancel-in-progress: ${{ github.event_name != 'push' && github.event_name != 'schedule' }}\njobs:\n  cv-gate:\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    permissions:\n      contents: read\n      actions: read # artifacts of earlier runs: how often this pull request was judged, what was measured before\n      pull-requests: write # the comment; in the run of a fork GitHub makes it read\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false\n          lfs: false\n          submodules: false\n      - id: gate\n        # Pin the commit of the release you use.\n        uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n      - if: ${{ !cancelled() && steps.gate.outputs.report-dir != '' }}\n        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        with:\n          name: cv-gate-report-${{ steps.gate.outputs.artefacts }}\n          path: ${{ steps.gate.outputs.report-dir }}\n          overwrite: true\n      - if: ${{ !cancelled() && steps.gate.outputs.history-dir != '' }} # only after a push and at night\n        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        with:\n          name: cv-gate-history\n          path: ${{ steps.gate.outputs.history-dir }}\n          retention-days: 90\n          overwrite: true\n      - if: ${{ !cancelled() && steps.gate.outputs.records-dir != '' }} # what need not be measured again\n        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        with:\n          name: cv-gate-records\n          path: ${{ steps.gate.outputs.records-dir }}\n          retention-days: 30\n          overwrite: true\n",
	"cv-gate.yml": "# The half that measures: read rights only, on pull requests of the repository and of forks alike. cv-gate-bot.yml talks.\n# The job `cv-gate` is the check to require under Settings → Rules.\nname: cv-gate\non:\n  pull_request:\n    # ready_for_review: a draft was judged as advisory. edited: another base branch has another policy.\n    types: [opened, synchronize, reopened, ready_for_review, edited]\n  merge_group:\n  push: # what was merged is compared for history\n    branches: [main] # your default branch\n  schedule: # every night: the model against itself, for the noise of this machine\n    - cron: 43 2 * * *\npermissions: {}\nconcurrency: # a new push ends the run for the old one; on the default branch each adds to what the one before has left\n  group: cv-gate-${{ github.event.pull_request.number || github.ref }}\n  cancel-in-progress: ${{ github.event_name != 'push' && github.event_name != 'schedule' }}\njobs:\n  cv-gate:\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    permissions:\n      contents: read\n      actions: read # artifacts of earlier runs: how often this pull request was judged, what was measured before\n      pull-requests: read # comments with /cv-waive\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false\n          lfs: false\n          submodules: false\n      - id: gate\n        # Pin the commit of the release you use, the same in both files.\n        uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          comment: 'false'\n          annotations: 'false' # cv-gate-bot.yml marks the lines\n      - if: ${{ !cancelled() && steps.gate.outputs.report-dir != '' }}\n        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        with:\n          name: cv-gate-report-${{ steps.gate.outputs.artefacts }}\n          path: ${{ steps.gate.outputs.report-dir }}\n          overwrite: true\n      - if: ${{ !cancelled() && steps.gate.outputs.history-dir != '' }} # only after a push and at night\n        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        with:\n          name: cv-gate-history\n          path: ${{ steps.gate.outputs.history-dir }}\n          retention-days: 90\n          overwrite: true\n      - if: ${{ !cancelled() && steps.gate.outputs.records-dir != '' }} # what need not be measured again\n        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        with:\n          name: cv-gate-records\n          path: ${{ steps.gate.outputs.records-dir }}\n          retention-days: 30\n          overwrite: true\n",
	"cv-gate-bot.yml": "# The half that talks: always the file of the default branch. It opens no file of a pull request; the report of the\n# measuring run is hostile input. Needed where forks open pull requests, and for commands (/cv-recheck, /cv-waive …).\nname: cv-gate-bot\non:\n  workflow_run: # zizmor: ignore[dangerous-triggers] nothing of the pull request is checked out or executed here\n    workflows: [cv-gate]\n    types: [completed]\n  issue_comment:\n    types: [created]\n  schedule:\n    - cron: 17 */6 * * *\npermissions: {}\njobs:\n  publish:\n    if: ${{ github.event_name == 'workflow_run' && github.event.workflow_run.event == 'pull_request' }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n      contents: read\n      actions: read # the report\n      pull-requests: write # the comment\n      checks: write # marks on the lines of the diff\n    steps:\n      # Pin the commit of the release you use, the same in both files.\n      - uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          check: cv-gate report # beside the required check, which is the job `cv-gate` of the other file\n  command:\n    # Anybody can start this by a comment: who wrote it, and whether they may, is asked from the API before anything is done.\n    if: ${{ github.event.issue.pull_request && github.event.comment.user.type == 'User' && contains(github.event.comment.body, '/cv-') }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n      contents: read\n      actions: write # runs the measuring run again\n      pull-requests: write # reaction and reply\n    steps:\n      - uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n  sweep:\n    if: ${{ github.event_name == 'schedule' }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    concurrency:\n      group: cv-gate-sweep\n      cancel-in-progress: false\n    permissions:\n      checks: write # ends what a lost runner left in progress\n      pull-requests: read\n    steps:\n      - uses: cv-gate/cv-gate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          check: cv-gate report\n"
};

// src/app/cli/init.ts
const WORKFLOW_FOLDER = ".github/workflows";
/** Looks, says what it found, guessed and rejected, and writes an advisory configuration that runs. */
async function init({ args, terminal, around }) {
	const repository = await Repository.open(around.cwd, around.env);
	try {
		const config = args.has("keep-config") ? await kept(repository) : await proposed(repository, terminal);
		const shipped = workflows(args.has("two-files"), await repository.defaultBranchName());
		const files = {
			...config,
			...shipped
		};
		if (args.has("dry-run")) {
			for (const [path, text] of Object.entries(files)) terminal.stdout.write(`\n── ${path} ──\n${text}`);
			return 0;
		}
		for (const path of Object.keys(files)) if (!args.has("force") && await exists$1(`${repository.root}/${path}`)) throw new UsageError("file-exists", `${path} exists`, {
			hint: `Give --force to overwrite it, --keep-config to leave ${CONFIG_PATH} as it is, or --dry-run to see what would be written.`,
			place: { path }
		});
		for (const path of await writeFiles(repository.root, files)) terminal.stdout.write(`wrote ${path}\n`);
		terminal.stdout.write(next(Object.keys(shipped)));
		return 0;
	} finally {
		await repository.close();
	}
}
/** Nothing to write: the configuration that there is was tuned by somebody. */
async function kept({ root }) {
	if (await exists$1(`${root}/${".github/cv-gate.yml"}`)) return {};
	throw new UsageError("no-configuration", `there is no ${CONFIG_PATH} to keep`, { hint: "Leave --keep-config out: `cv-gate init` writes one." });
}
async function proposed(repository, { stdout }) {
	const { tree, rejected } = await withDvc(repository, await repository.worktree());
	const detected = await detect(tree);
	const found = {
		...detected,
		rejected: [...rejected, ...detected.rejected]
	};
	stdout.write(describe(found));
	if (!found.proposal) throw new UsageError("nothing-found", "no dataset layout was recognised", { hint: "Write .github/cv-gate.yml by hand: see \"Configuration\" in the README. Recognised are image folders (split/class/image), class folders with lists of splits, CSV, TSV and JSONL manifests, Parquet, Hugging Face folders, COCO, YOLO, Pascal VOC, LabelMe, semantic masks and WebDataset shards." });
	const config = renderConfig(found.proposal);
	load(config, {
		path: CONFIG_PATH,
		commit: "worktree"
	});
	return { [CONFIG_PATH]: config };
}
/** One file that measures and talks; or two: one measures without rights, the other talks from the default branch. */
function workflows(pair, defaultBranch) {
	const another = defaultBranch !== null && defaultBranch !== "main" && /^[\w./-]+$/.test(defaultBranch);
	const onBranch = (text) => another ? text.replace("[main]", `['${defaultBranch}']`) : text;
	const measuring = `${WORKFLOW_FOLDER}/cv-gate.yml`;
	if (!pair) return { [measuring]: onBranch(WORKFLOWS["single.yml"]) };
	return {
		[measuring]: onBranch(WORKFLOWS["cv-gate.yml"]),
		[`${WORKFLOW_FOLDER}/cv-gate-bot.yml`]: WORKFLOWS["cv-gate-bot.yml"]
	};
}
function next(files) {
	return `
Next
  1. Read ${CONFIG_PATH}, above all what is marked as guessed.
  2. Try it: cv-gate run --head worktree (only what differs is measured: add --base <an older commit> to see it work)
  3. Pin the release in ${files.join(" and ")}, commit all of it, open a pull request.
  4. When you trust it: mode: enforce, and require the check \`cv-gate\` under Settings → Rules.
${files.length > 1 ? "\nThe half that comments works once it is on the default branch.\n" : ""}`;
}
const MOST_REJECTED = 20;
function classesOf({ classes, values }) {
	if (classes) return `${classes.length} ${classes.length === 1 ? "class" : "classes"}`;
	if (values) return `${values.n} values in the first ${values.masks} masks`;
	return "classes not counted";
}
function describe({ files, layouts, models, rejected, stops, proposal }) {
	const counts = ({ counts }) => Object.entries(counts).map(([name, n]) => `${name} ${n ?? "not counted"}`).join(", ");
	return `${[
		`looked at ${files} files`,
		...layouts.map((layout) => {
			return `found    ${whereabouts(layout)}: ${layout.task}, ${classesOf(layout)}; ${counts(layout)}`;
		}),
		...models.map((model) => `found    model ${model.path}: ${model.outputs === null ? "no list of class scores" : `${model.outputs} scores`}${model.classes ? ", names its classes" : ""}`),
		...rejected.slice(0, MOST_REJECTED).map(({ path, why }) => `rejected ${path}: ${why}`),
		...rejected.length > MOST_REJECTED ? [`rejected ${rejected.length - MOST_REJECTED} more`] : [],
		...stops.map((stop) => `stopped  ${stop}`),
		...proposal ? [...proposal.guesses.map((guess) => `guessed  ${guess}`), `note     ${proposal.power}`] : []
	].map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, "�")).join("\n")}\n`;
}

export { init };