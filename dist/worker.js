import { t as Channel } from "./chunks/channel.js";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createHash } from "node:crypto";

// src/host/child/natives.ts
/** Loads a native package from the folder whose node_modules holds it (ESM ignores NODE_PATH). */
function requireFrom(folder) {
	return createRequire(join(folder, "package.json"));
}
function loadSharp(folder) {
	return requireFrom(folder)("sharp");
}
function loadOnnxRuntime(folder) {
	return requireFrom(folder)("onnxruntime-node");
}

// src/host/child/pictures.ts
/** 100 Mpx: more than any camera gives; decoded it takes 300 MB. */
const MOST_PIXELS = 1e8;
const SECONDS = 20;
/** Only the loaders that the formats need; everything else of libvips stays shut. */
function lockDown(sharp) {
	sharp.block({ operation: ["VipsForeignLoad"] });
	sharp.unblock({ operation: [
		"VipsForeignLoadJpegBuffer",
		"VipsForeignLoadPngBuffer",
		"VipsForeignLoadWebpBuffer",
		"VipsForeignLoadTiffBuffer",
		"VipsForeignLoadNsgifBuffer"
	] });
	sharp.cache(false);
	sharp.concurrency(1);
}
/** 8-bit sRGB samples of the first page; colour profiles are ignored, 16-bit samples lose their low byte. */
async function readPixels(sharp, bytes, orient) {
	const fault = refused(bytes);
	if (fault) return fault;
	try {
		const image = sharp(bytes, {
			limitInputPixels: MOST_PIXELS,
			failOn: "truncated",
			pages: 1,
			ignoreIcc: true,
			sequentialRead: true
		});
		const { data, info } = await (orient ? image.autoOrient() : image).timeout({ seconds: SECONDS }).toColourspace("srgb").raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
		return {
			status: "ok",
			pixels: {
				width: info.width,
				height: info.height,
				channels: info.channels,
				data
			}
		};
	} catch (error) {
		return faultOf(error);
	}
}
/** sha-256 over width and height (u32, little endian) and the RGB rows: equal exactly when the pictures look the same. */
function pixelHash(width, height, rgb) {
	const size = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
	size.setUint32(0, width, true);
	size.setUint32(4, height, true);
	return createHash("sha256").update(new Uint8Array(size.buffer)).update(rgb).digest();
}
const SIGNATURES = [
	["jpeg", [
		255,
		216,
		255
	]],
	["png", [
		137,
		80,
		78,
		71
	]],
	["webp", [
		82,
		73,
		70,
		70
	]],
	["tiff", [
		73,
		73,
		42,
		0
	]],
	["tiff", [
		77,
		77,
		0,
		42
	]],
	["gif", [
		71,
		73,
		70,
		56
	]]
];
/** By the first bytes, whatever the name says: an SVG named .png, a text file, an empty file. */
function refused(bytes) {
	if (bytes.length === 0) return {
		status: "unreadable",
		detail: "the file is empty"
	};
	return SIGNATURES.some(([, signature]) => signature.every((byte, at) => bytes[at] === byte)) ? null : {
		status: "unsupported-format",
		detail: "not a JPEG, PNG, WebP, TIFF or GIF file"
	};
}
function faultOf(error) {
	const detail = error.message.split("\n")[0].slice(0, 200);
	if (/pixel limit/i.test(detail)) return {
		status: "too-large",
		detail: `more than ${MOST_PIXELS / 1e6} Mpx`
	};
	if (/timeout/i.test(detail)) return {
		status: "timeout",
		detail: `more than ${SECONDS} s`
	};
	if (/out of memory|bad_alloc|allocat/i.test(detail)) return {
		status: "out-of-memory",
		detail
	};
	return {
		status: "unreadable",
		detail
	};
}

// src/imaging/picture.ts
/** From `channels` interleaved samples (1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha) to RGB; alpha is dropped. */
function toRgb(width, height, channels, samples) {
	if (channels === 3) return {
		width,
		height,
		data: samples
	};
	const data = new Uint8Array(width * height * 3);
	const [green, blue] = channels >= 3 ? [1, 2] : [0, 0];
	for (let from = 0, to = 0; to < data.length; from += channels, to += 3) {
		data[to] = samples[from];
		data[to + 1] = samples[from + green];
		data[to + 2] = samples[from + blue];
	}
	return {
		width,
		height,
		data
	};
}
/** `size` from the centre; offsets rounded half to even, as torchvision does. A picture smaller than `size` is padded with 0. */
function centerCrop(picture, width, height) {
	const left = halfToEven((picture.width - width) / 2);
	const top = halfToEven((picture.height - height) / 2);
	const data = new Uint8Array(width * height * 3);
	for (let y = Math.max(0, -top); y < Math.min(height, picture.height - top); y++) {
		const from = Math.max(0, left);
		const to = Math.min(picture.width, left + width);
		const row = (y + top) * picture.width;
		data.set(picture.data.subarray((row + from) * 3, (row + to) * 3), (y * width + from - left) * 3);
	}
	return {
		width,
		height,
		data
	};
}
/** Puts a picture on a larger canvas of one grey level. */
function pad(picture, width, height, left, top, level) {
	const data = new Uint8Array(width * height * 3).fill(level);
	for (let y = 0; y < picture.height; y++) data.set(picture.data.subarray(y * picture.width * 3, (y + 1) * picture.width * 3), ((y + top) * width + left) * 3);
	return {
		width,
		height,
		data
	};
}
/** Python's round(): half to even. */
function halfToEven(value) {
	const floor = Math.floor(value);
	if (value - floor !== .5) return Math.round(value);
	return floor % 2 === 0 ? floor : floor + 1;
}

// src/app/worker/decode.ts
/** Decodes pictures to oriented RGB and answers with size and hash of the pixels. */
async function serveDecode(channel, { header }) {
	const sharp = loadSharp(String(header.natives));
	lockDown(sharp);
	channel.send({ ready: true });
	return async (job) => {
		const { key } = job.header;
		const read = await readPixels(sharp, job.payload, true);
		if (read.status !== "ok") return channel.send({
			key,
			status: read.status,
			detail: read.detail
		});
		const { width, height, channels, data } = read.pixels;
		channel.send({
			key,
			status: "ok",
			width,
			height
		}, pixelHash(width, height, toRgb(width, height, channels, data).data));
	};
}

// src/host/child/session.ts
/** A model whose shape of use this program does not know; the text is for its author. */
var UnsupportedModel = class extends Error {};
/** One thread, no log of the old exporters' warnings; CPU. The bytes are the whole model: no file is opened. */
async function openNetwork(ort, bytes, threads) {
	const session = await ort.InferenceSession.create(bytes, {
		executionProviders: ["cpu"],
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		logSeverityLevel: 3,
		graphOptimizationLevel: "all"
	});
	const [input] = session.inputMetadata.filter((meta) => meta.isTensor);
	if (!input || session.inputMetadata.length !== 1) throw new UnsupportedModel(`the model has ${session.inputMetadata.length} inputs (${session.inputNames.join(", ")}): one image input is supported`);
	const dims = input.shape.map((dim) => typeof dim === "number" && dim > 0 ? dim : null);
	return {
		session,
		input: {
			name: input.name,
			type: input.type,
			dims
		},
		outputs: session.outputNames
	};
}
/** Height and width of the input, null where dynamic. */
function inputSize({ dims }, layout) {
	if (dims.length !== 4) throw new UnsupportedModel(`the model's input has ${dims.length} dimensions: an image input has 4`);
	const [height, width] = layout === "nchw" ? [dims[2], dims[3]] : [dims[1], dims[2]];
	return height && width ? {
		height,
		width
	} : null;
}
/** Float values as the tensor type that the model takes. */
function tensorOf(ort, { type }, values, dims) {
	if (type === "float32") return new ort.Tensor("float32", values, dims);
	if (type === "uint8") return new ort.Tensor("uint8", Uint8Array.from(values), dims);
	throw new UnsupportedModel(`the model takes ${type} input: float32 and uint8 are supported`);
}

// src/host/child/scores.ts
/** Class scores of one image: the first float output of shape [1, N] (or [1, N, 1, 1]). */
function classScores(results, names) {
	for (const name of names) {
		const output = results[name];
		if (output?.type !== "float32") continue;
		const wide = output.dims.filter((dim) => dim !== 1);
		if (output.dims.length >= 2 && output.dims[0] === 1 && wide.length <= 1) return output.data;
	}
	const shapes = names.map((name) => `${name}: ${results[name]?.type} [${results[name]?.dims.join(", ")}]`);
	throw new UnsupportedModel(`no output is a list of class scores, float32 [1, N]; the model gives ${shapes.join("; ")}`);
}
/** The best TOP of all scores; equal ones by class index. */
function best(all) {
	const classes = new Int32Array(5).fill(-1);
	const scores = new Float32Array(5).fill(NaN);
	let tied = 0;
	for (let index = 0; index < all.length; index++) {
		const score = all[index];
		if (!Number.isFinite(score)) return {
			outputs: all.length,
			classes,
			scores: new Float32Array(5),
			tied: 0,
			finite: false
		};
		let place = 5;
		while (place > 0 && (classes[place - 1] === -1 || score > scores[place - 1])) place--;
		if (place === 5) continue;
		classes.copyWithin(place + 1, place, 5 - 1);
		scores.copyWithin(place + 1, place, 5 - 1);
		classes[place] = index;
		scores[place] = score;
	}
	for (const score of all) if (score === scores[0]) tied++;
	for (let place = 0; place < 5; place++) if (classes[place] === -1) scores[place] = 0;
	return {
		outputs: all.length,
		classes,
		scores,
		tied,
		finite: all.length > 0
	};
}

// src/imaging/resample-opencv.ts
/** cv2.resize of 8-bit pictures: INTER_LINEAR in fixed point with 11-bit coefficients, INTER_NEAREST. Not antialiased. */
const ONE = 2048;
/** Columns past the border take the border's sample whole; rows weigh the border's row twice, which rounds differently. */
function axis(from, to, direction) {
	const scale = 1 / (to / from);
	const [low, high, lowWeight, highWeight] = [
		0,
		1,
		2,
		3
	].map(() => new Int32Array(to));
	for (let out = 0; out < to; out++) {
		const position = Math.fround((out + .5) * scale - .5);
		let index = Math.floor(position);
		let fraction = Math.fround(position - index);
		if (direction === "columns") {
			if (index < 0) [index, fraction] = [0, 0];
			if (index >= from - 1) [index, fraction] = [from - 1, 0];
		}
		low[out] = Math.max(0, index);
		high[out] = Math.min(from - 1, index + 1);
		lowWeight[out] = halfToEven(Math.fround(1 - fraction) * ONE);
		highWeight[out] = halfToEven(fraction * ONE);
	}
	return {
		low,
		high,
		lowWeight,
		highWeight
	};
}
function resizeOpenCv(picture, width, height, kind) {
	if (picture.width === width && picture.height === height) return picture;
	return kind === "nearest" ? nearest$1(picture, width, height) : linear(picture, width, height);
}
function linear({ width: from, height: fromHeight, data }, width, height) {
	const columns = axis(from, width, "columns");
	const rows = axis(fromHeight, height, "rows");
	const stride = width * 3;
	const wide = new Int32Array(fromHeight * stride);
	for (let y = 0; y < fromHeight; y++) for (let x = 0; x < width; x++) {
		const a = (y * from + columns.low[x]) * 3;
		const b = (y * from + columns.high[x]) * 3;
		for (let c = 0; c < 3; c++) wide[y * stride + x * 3 + c] = data[a + c] * columns.lowWeight[x] + data[b + c] * columns.highWeight[x];
	}
	const out = new Uint8Array(height * stride);
	for (let y = 0; y < height; y++) {
		const [a, b] = [rows.low[y] * stride, rows.high[y] * stride];
		const [wa, wb] = [rows.lowWeight[y], rows.highWeight[y]];
		for (let x = 0; x < stride; x++) out[y * stride + x] = (wa * (wide[a + x] >> 4) >> 16) + (wb * (wide[b + x] >> 4) >> 16) + 2 >> 2;
	}
	return {
		width,
		height,
		data: out
	};
}
function nearest$1({ width: from, height: fromHeight, data }, width, height) {
	const out = new Uint8Array(width * height * 3);
	for (let y = 0; y < height; y++) {
		const row = Math.min(fromHeight - 1, Math.floor(y * (1 / (height / fromHeight)))) * from;
		for (let x = 0; x < width; x++) {
			const at = (row + Math.min(from - 1, Math.floor(x * (1 / (width / from))))) * 3;
			out.set(data.subarray(at, at + 3), (y * width + x) * 3);
		}
	}
	return {
		width,
		height,
		data: out
	};
}

// src/imaging/resample-pillow.ts
/**
* Pillow's antialiased resampling of 8-bit pictures, to the bit: two passes of fixed-point convolution, horizontal
* first, coefficients rounded to 22 bits, each pass rounded to 8 bits. Source: Pillow's src/libImaging/Resample.c.
*/
const PRECISION = 22;
const HALF = 2 ** 21;
const FILTERS = {
	bilinear: {
		support: 1,
		weight: (x) => Math.max(0, 1 - Math.abs(x))
	},
	bicubic: {
		support: 2,
		weight: cubic
	}
};
/** Keys' cubic with a = −0.5. */
function cubic(value) {
	const a = -.5;
	const x = Math.abs(value);
	if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
	return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}
function taps(from, to, filter) {
	const scale = from / to;
	const stretch = Math.max(1, scale);
	const support = filter.support * stretch;
	const size = Math.ceil(support) * 2 + 1;
	const first = new Int32Array(to);
	const count = new Int32Array(to);
	const weights = new Int32Array(to * size);
	const exact = new Float64Array(size);
	for (let out = 0; out < to; out++) {
		const centre = (out + .5) * scale;
		const start = Math.max(0, Math.trunc(centre - support + .5));
		const end = Math.min(from, Math.trunc(centre + support + .5));
		let sum = 0;
		for (let i = 0; i < end - start; i++) {
			exact[i] = filter.weight((i + start - centre + .5) / stretch);
			sum += exact[i];
		}
		for (let i = 0; i < end - start; i++) {
			const weight = (sum === 0 ? exact[i] : exact[i] / sum) * 2 ** PRECISION;
			weights[out * size + i] = Math.trunc(weight + (weight < 0 ? -.5 : .5));
		}
		first[out] = start;
		count[out] = end - start;
	}
	return {
		first,
		count,
		weights,
		size
	};
}
function resizePillow(picture, width, height, kind) {
	if (kind === "nearest") return nearest(picture, width, height);
	const wide = picture.width === width ? picture : horizontal(picture, width, taps(picture.width, width, FILTERS[kind]));
	return wide.height === height ? wide : vertical(wide, height, taps(wide.height, height, FILTERS[kind]));
}
function horizontal({ width: from, height, data }, width, { first, count, weights, size }) {
	const out = new Uint8ClampedArray(width * height * 3);
	for (let y = 0; y < height; y++) {
		const row = y * from * 3;
		for (let x = 0; x < width; x++) {
			let [r, g, b] = [
				HALF,
				HALF,
				HALF
			];
			let at = row + first[x] * 3;
			for (let i = 0, w = x * size; i < count[x]; i++, w++, at += 3) {
				const weight = weights[w];
				r += data[at] * weight;
				g += data[at + 1] * weight;
				b += data[at + 2] * weight;
			}
			const to = (y * width + x) * 3;
			out[to] = r >> PRECISION;
			out[to + 1] = g >> PRECISION;
			out[to + 2] = b >> PRECISION;
		}
	}
	return {
		width,
		height,
		data: new Uint8Array(out.buffer)
	};
}
function vertical({ width, data }, height, { first, count, weights, size }) {
	const out = new Uint8ClampedArray(width * height * 3);
	const stride = width * 3;
	const sums = new Int32Array(stride);
	for (let y = 0; y < height; y++) {
		sums.fill(HALF);
		for (let i = 0; i < count[y]; i++) {
			const weight = weights[y * size + i];
			const row = (first[y] + i) * stride;
			for (let x = 0; x < stride; x++) sums[x] += data[row + x] * weight;
		}
		for (let x = 0; x < stride; x++) out[y * stride + x] = sums[x] >> PRECISION;
	}
	return {
		width,
		height,
		data: new Uint8Array(out.buffer)
	};
}
/** Source index per output index; the position is summed step by step, as ImagingScaleAffine does. */
function steps(from, to) {
	const out = new Int32Array(to);
	const step = from / to;
	for (let i = 0, position = step * .5; i < to; i++, position += step) out[i] = Math.min(from - 1, Math.floor(position));
	return out;
}
function nearest({ width: from, height: fromHeight, data }, width, height) {
	const out = new Uint8Array(width * height * 3);
	const columns = steps(from, width);
	const rows = steps(fromHeight, height);
	for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
		const at = (rows[y] * from + columns[x]) * 3;
		out.set(data.subarray(at, at + 3), (y * width + x) * 3);
	}
	return {
		width,
		height,
		data: out
	};
}

// src/imaging/preprocess.ts
/** Resized and cropped picture. `input`: the network's own size, null where it is dynamic. */
function shape(picture, preprocess, input) {
	const { resize, crop, interpolation } = preprocess;
	let shaped = picture;
	if (resize && "shorter" in resize) {
		const [width, height] = shorterTo(picture, resize.shorter);
		shaped = scale(picture, width, height, interpolation);
	} else if (resize) {
		const size = "input" in resize ? input : resize;
		const mode = "input" in resize ? resize.input : resize.mode;
		if (size) shaped = mode === "stretch" ? scale(picture, size.width, size.height, interpolation) : letterbox(picture, size, resize, interpolation);
	}
	return crop ? centerCrop(shaped, crop.width, crop.height) : shaped;
}
/** torchvision's Resize(n): the longer side is truncated. */
function shorterTo({ width, height }, shorter) {
	return width <= height ? [shorter, Math.trunc(shorter * height / width)] : [Math.trunc(shorter * width / height), shorter];
}
/** Ultralytics' letterbox: one scale for both sides, sides rounded, the rest filled; centred offsets rounded as ±0.1. */
function letterbox(picture, { width, height }, { pad: level, place }, interpolation) {
	const ratio = Math.min(width / picture.width, height / picture.height);
	const inner = {
		width: halfToEven(picture.width * ratio),
		height: halfToEven(picture.height * ratio)
	};
	const shrunk = scale(picture, inner.width, inner.height, interpolation);
	const left = place === "center" ? Math.round((width - inner.width) / 2 - .1) : 0;
	const top = place === "center" ? Math.round((height - inner.height) / 2 - .1) : 0;
	return pad(shrunk, width, height, left, top, level);
}
function scale(picture, width, height, interpolation) {
	const [kind, how] = interpolation.split("-");
	if (how === "antialias") return resizePillow(picture, width, height, kind);
	return resizeOpenCv(picture, width, height, kind === "nearest" ? "nearest" : "bilinear");
}
/** (x · scale − mean) / std as float32, one picture: [C, H, W] or [H, W, C]. */
function toTensor({ width, height, data }, { color, scale: factor, mean, std, layout }) {
	const channels = color === "gray" ? 1 : 3;
	const pixels = width * height;
	const tensor = new Float32Array(pixels * channels);
	for (let c = 0; c < channels; c++) {
		const table = levels(factor, mean[c % mean.length], std[c % std.length]);
		const source = color === "bgr" ? 2 - c : c;
		const [start, step] = layout === "nchw" ? [c * pixels, 1] : [c, channels];
		for (let pixel = 0, to = start; pixel < pixels; pixel++, to += step) tensor[to] = table[channels === 1 ? luma(data, pixel * 3) : data[pixel * 3 + source]];
	}
	return tensor;
}
/** Each of the 256 levels, normalised once, in float32 steps as the Python pipelines do. */
function levels(factor, mean, std) {
	const table = /* @__PURE__ */ new Float32Array(256);
	for (let level = 0; level < 256; level++) {
		const scaled = Math.fround(level * factor);
		table[level] = Math.fround(Math.fround(scaled - Math.fround(mean)) / Math.fround(std));
	}
	return table;
}
/** Pillow's L: ITU-R 601-2 in 16-bit fixed point. */
function luma(data, at) {
	return data[at] * 19595 + data[at + 1] * 38470 + data[at + 2] * 7471 + 32768 >> 16;
}

// src/app/worker/fatal.ts
/** Opens what the child cannot do without; tells the parent why when it cannot. */
async function openOrTell(channel, open) {
	try {
		return await open();
	} catch (error) {
		tellFatal(channel, error, "load");
		throw error;
	}
}
/** The model's fault, not one picture's. */
function tellFatal(channel, error, stage) {
	const detail = error instanceof Error ? error.message : String(error);
	channel.send({
		fatal: codeOf(error, detail, stage),
		detail: detail.slice(0, 500)
	});
}
function codeOf(error, detail, stage) {
	if (error instanceof UnsupportedModel) return "model-not-supported";
	if (/bad_alloc|allocat|out of memory|memory limit/i.test(detail)) return "model-out-of-memory";
	return stage === "load" ? "model-load-failed" : "model-run-failed";
}

// src/app/worker/predict.ts
/** Decodes, preprocesses and classifies one picture after the other. `stage` frames tell how far the current one came. */
async function servePredict(channel, { header, payload }) {
	const preprocess = header.preprocess;
	const sharp = loadSharp(String(header.natives));
	lockDown(sharp);
	const ort = loadOnnxRuntime(String(header.natives));
	const network = await openOrTell(channel, () => openNetwork(ort, payload, 1));
	const size = await openOrTell(channel, async () => inputSize(network.input, preprocess.layout));
	channel.send({ ready: true });
	return async (job) => {
		const { key } = job.header;
		const read = await readPixels(sharp, job.payload, preprocess.exif === "apply");
		if (read.status !== "ok") return channel.send({
			key,
			status: read.status,
			detail: read.detail
		});
		const { width, height, channels, data } = read.pixels;
		const picture = shape(toRgb(width, height, channels, data), preprocess, size);
		channel.send({
			key,
			stage: "inference"
		});
		try {
			const depth = preprocess.color === "gray" ? 1 : 3;
			const dims = preprocess.layout === "nchw" ? [
				1,
				depth,
				picture.height,
				picture.width
			] : [
				1,
				picture.height,
				picture.width,
				depth
			];
			const results = await network.session.run({ [network.input.name]: tensorOf(ort, network.input, toTensor(picture, preprocess), dims) });
			const { outputs, classes, scores, tied, finite } = best(classScores(results, network.outputs));
			if (!finite) return channel.send({
				key,
				status: "not-finite",
				detail: "the model gave NaN or infinity",
				outputs
			});
			channel.send({
				key,
				status: "ok",
				classes: [...classes],
				scores: [...scores],
				tied,
				outputs
			});
		} catch (error) {
			tellFatal(channel, error, "run");
		}
	};
}

// src/app/worker/time.ts
/** Times a model in this fresh process: warm-up, then windows of single runs, each in milliseconds. */
async function serveTime(channel, { header, payload }) {
	const job = header;
	const ort = loadOnnxRuntime(job.natives);
	const network = await openOrTell(channel, () => openNetwork(ort, payload, 1));
	try {
		const dims = inputDims(network.input, job);
		const feeds = { [network.input.name]: tensorOf(ort, network.input, noise(dims, job.seed), dims) };
		const run = async () => {
			const started = performance.now();
			await network.session.run(feeds);
			return performance.now() - started;
		};
		const warm = performance.now();
		let warmupRuns = 0;
		while (warmupRuns < job.warmup.runs || performance.now() - warm < job.warmup.seconds * 1e3) {
			await run();
			warmupRuns++;
		}
		const windows = [];
		for (let window = 0; window < job.windows; window++) {
			const times = [];
			for (let i = 0; i < job.runsPerWindow; i++) times.push(await run());
			windows.push(times);
		}
		channel.send({
			done: true,
			warmupRuns,
			windows
		});
	} catch (error) {
		tellFatal(channel, error, "run");
	}
	return async () => {};
}
/** Dynamic dimensions filled in: the batch, then the size that the preprocessing gives, else 224. */
function inputDims({ dims }, { batch, preprocess }) {
	const { crop, resize } = preprocess;
	const size = crop ?? (resize && "width" in resize ? resize : null);
	const rows = preprocess.layout === "nchw" ? 2 : 1;
	return dims.map((dim, axis) => {
		if (dim !== null) return dim;
		if (axis === 0) return batch;
		if (axis === rows) return size?.height ?? 224;
		return axis === rows + 1 ? size?.width ?? 224 : preprocess.color === "gray" ? 1 : 3;
	});
}
/** Uniform in [0, 1), the same for both sides (mulberry32). */
function noise(dims, seed) {
	const values = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
	let state = seed | 0;
	for (let i = 0; i < values.length; i++) {
		state = state + 1831565813 | 0;
		let t = Math.imul(state ^ state >>> 15, 1 | state);
		t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
		values[i] = ((t ^ t >>> 14) >>> 0) / 4294967296;
	}
	return values;
}

// src/app/worker/main.ts
/** The child: the first frame names the mode, then one job at a time, in order. It ends with its parent. */
function main() {
	const channel = Channel.inherited();
	channel.onBroken = () => process.exit(0);
	let work = null;
	let last = Promise.resolve();
	channel.onFrame = (frame) => {
		if (work === null) {
			work = start(channel, frame);
			last = work.catch(() => {});
		} else {
			const server = work;
			last = last.then(async () => (await server)(frame));
		}
	};
}
async function start(channel, frame) {
	switch (frame.header.mode) {
		case "decode": return serveDecode(channel, frame);
		case "predict": return servePredict(channel, frame);
		case "time": return serveTime(channel, frame);
		default: throw new Error(`unknown mode ${String(frame.header.mode)}`);
	}
}

// src/worker.ts
main();

export {  };