import { t as Channel } from "./chunks/channel.js";
import { n as sha256 } from "./chunks/hash.js";
import { a as i32le, c as truncated, d as u24le, f as u32be, i as exifOrientation, l as u16be, m as unsupported, o as isText, p as u32le, r as pngHeader, s as malformed, t as pngIndices, u as u16le } from "./chunks/png-values.js";
import { createRequire } from "node:module";
import { join } from "node:path";

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
/** Samples of the first page, as stored: colour profiles are ignored, EXIF's orientation is not applied. */
async function readSamples(sharp, bytes, { format, kind, deep }) {
	const space = {
		grey: deep ? "grey16" : "b-w",
		rgb: deep ? "rgb16" : "srgb",
		cmyk: "cmyk"
	}[kind];
	try {
		const image = sharp(bytes, {
			limitInputPixels: MOST_PIXELS,
			failOn: format === "tiff" ? "error" : "truncated",
			pages: 1,
			ignoreIcc: true,
			sequentialRead: true
		});
		if (kind === "cmyk") image.pipelineColourspace("cmyk");
		const { data, info } = await image.timeout({ seconds: SECONDS }).toColourspace(space).raw({ depth: deep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
		return {
			status: "ok",
			samples: {
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

// src/imaging/difference.ts
/** How much two pictures of one size differ; of two sizes, everything changed and no mean is defined (0). */
function differenceOf(before, after) {
	if (before.width !== after.width || before.height !== after.height) return {
		changed: 1,
		mean: 0
	};
	const [a, b] = [before.data, after.data];
	let sum = 0;
	let pixels = 0;
	for (let at = 0; at < a.length; at += 3) {
		const gap = Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2]);
		sum += gap;
		if (gap > 0) pixels++;
	}
	return {
		changed: 3 * pixels / a.length,
		mean: sum / (255 * a.length)
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
	const left = halfToEven$1((picture.width - width) / 2);
	const top = halfToEven$1((picture.height - height) / 2);
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
function halfToEven$1(value) {
	const floor = Math.floor(value);
	if (value - floor !== .5) return Math.round(value);
	return floor % 2 === 0 ? floor : floor + 1;
}

// src/imaging/raster.ts
/** RGB to look at: grey spread over three channels, alpha dropped, of 16 bits the upper 8. */
function pictureOf({ width, height, channels, data }) {
	return toRgb(width, height, channels, data);
}
/** Its last channel, the alpha, is full everywhere. */
function isOpaque(samples, channels) {
	for (let at = channels - 1; at < samples.length; at += channels) if (samples[at] !== 255) return false;
	return true;
}
/** Turned and mirrored as EXIF's orientation (1–8) says. */
function orient(raster, orientation) {
	if (orientation <= 1) return raster;
	const { width, height, channels, data, low } = raster;
	const size = orientation >= 5 ? {
		width: height,
		height: width
	} : {
		width,
		height
	};
	const turned = (samples) => turn(samples, width, height, channels, orientation);
	return {
		...size,
		channels,
		data: turned(data),
		low: low && turned(low)
	};
}
/** Per orientation: where the first pixel of the result lies, and the steps to the next one in its row and column. */
function turn(samples, width, height, channels, orientation) {
	const [right, down] = [1, width];
	const last = width * height - 1;
	const [start, step, rowStep] = [
		[
			width - 1,
			-right,
			down
		],
		[
			last,
			-right,
			-down
		],
		[
			last - width + 1,
			right,
			-down
		],
		[
			0,
			down,
			right
		],
		[
			last - width + 1,
			-down,
			right
		],
		[
			last,
			-down,
			-right
		],
		[
			width - 1,
			down,
			-right
		]
	][orientation - 2];
	const [wide, high] = orientation >= 5 ? [height, width] : [width, height];
	const out = new Uint8Array(samples.length);
	for (let y = 0, to = 0; y < high; y++) for (let x = 0, pixel = start + y * rowStep; x < wide; x++, pixel += step) for (let channel = 0; channel < channels; channel++) out[to++] = samples[pixel * channels + channel];
	return out;
}
/** CMYK samples (0: no ink) as RGB, without a colour profile, as Pillow does: (255 − k) · (255 − ink) / 255, rounded. */
function cmykToRgb(width, height, samples) {
	const data = new Uint8Array(width * height * 3);
	for (let from = 0, to = 0; to < data.length; from += 4) {
		const light = 255 - samples[from + 3];
		for (let ink = 0; ink < 3; ink++) {
			const product = samples[from + ink] * light + 128;
			data[to++] = Math.max(0, light - ((product >> 8) + product >> 8));
		}
	}
	return {
		width,
		height,
		channels: 3,
		data,
		low: null
	};
}

// src/app/worker/pixel-hash.ts
/**
* sha-256 of what a picture shows: width and height (u32, little endian), then the RGB rows (grey spread over three
* channels, of 16 bits the upper 8). Two more planes follow only where they tell something: `alpha` and the alpha rows,
* unless the picture is opaque; `16 bit` and the lower bytes (RGB, then alpha), unless all are zero or equal to the upper
* ones, as in an 8-bit picture that was widened. So equal hashes are equal pixels, and the same picture as grey, RGB,
* palette, opaque RGBA or widened to 16 bits has one hash. `raster` is turned upright before.
*/
function pixelHash({ width, height, channels, data, low }) {
	const size = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
	size.setUint32(0, width, true);
	size.setUint32(4, height, true);
	const parts = [new Uint8Array(size.buffer), toRgb(width, height, channels, data).data];
	const telling = low !== null && !isWidened(data, low);
	const hasAlpha = channels % 2 === 0 && !(isOpaque(data, channels) && (!telling || isOpaque(low, channels)));
	if (hasAlpha) parts.push("alpha", alphaOf(data, channels));
	if (telling) parts.push("16 bit", toRgb(width, height, channels, low).data);
	if (telling && hasAlpha) parts.push(alphaOf(low, channels));
	return sha256(...parts);
}
function isWidened(data, low) {
	let zero = true;
	let repeated = true;
	for (let at = 0; at < low.length && (zero || repeated); at++) {
		if (low[at] !== 0) zero = false;
		if (low[at] !== data[at]) repeated = false;
	}
	return zero || repeated;
}
function alphaOf(samples, channels) {
	const alpha = new Uint8Array(samples.length / channels);
	for (let from = channels - 1, to = 0; to < alpha.length; from += channels) alpha[to++] = samples[from];
	return alpha;
}

// src/formats/image/bmp.ts
const BITS = [
	1,
	4,
	8,
	16,
	24,
	32
];
const COMPRESSIONS = [
	"none",
	"run lengths of 8 bits",
	"run lengths of 4 bits",
	"masks",
	"JPEG",
	"PNG",
	"masks with alpha"
];
const [NONE, MASKS, MASKS_ALPHA] = [
	0,
	3,
	6
];
const FILE_HEADER = 14;
const CORE = 12;
/** OS/2 1, Windows 3, 3 with masks, with alpha, OS/2 2, Windows 4, 5. */
const INFO_SIZES = [
	CORE,
	40,
	52,
	56,
	64,
	108,
	124
];
function bmpLayout(bytes) {
	if (bytes.length < 26) return truncated("the BMP header");
	const info = u32le(bytes, 14);
	if (!INFO_SIZES.includes(info)) return malformed(`a BMP header of ${info} bytes`);
	if (bytes.length < FILE_HEADER + info) return truncated("the BMP header");
	const core = info === CORE;
	const width = core ? u16le(bytes, 18) : i32le(bytes, 18);
	const signed = core ? u16le(bytes, 20) : i32le(bytes, 22);
	const height = Math.abs(signed);
	const bits = u16le(bytes, core ? 24 : 28);
	if (width <= 0 || height === 0) return malformed(`a BMP picture of ${width} × ${signed}`);
	if (!BITS.includes(bits)) return unsupported(`a BMP picture of ${bits} bits a pixel`);
	const compression = core ? NONE : u32le(bytes, 30);
	const masked = compression === MASKS || compression === MASKS_ALPHA;
	if (compression !== NONE && !(masked && bits >= 16)) return unsupported(`a BMP picture compressed by ${COMPRESSIONS[compression] ?? `method ${compression}`}, ${bits} bits`);
	const masks = masksOf(bytes, info, bits, masked, compression === MASKS_ALPHA);
	if ("fault" in masks) return masks;
	const outside = masked && info === 40 ? compression === MASKS_ALPHA ? 16 : 12 : 0;
	const palette = bits > 8 ? null : paletteOf(bytes, FILE_HEADER + info, bits, core);
	if (palette && "fault" in palette) return palette;
	const pixelsAt = u32le(bytes, 10);
	if (pixelsAt < FILE_HEADER + info + outside) return malformed(`BMP pixels at ${pixelsAt}, within the header`);
	const stride = Math.ceil(width * bits / 32) * 4;
	return {
		width,
		height,
		topDown: signed < 0,
		bits,
		masks,
		palette,
		pixelsAt,
		stride
	};
}
function bmpHeader(bytes) {
	const layout = bmpLayout(bytes);
	if ("fault" in layout) return layout;
	const { width, height, bits, palette, masks } = layout;
	const kind = palette ? isGrey(layout) ? "grey" : "palette" : "rgb";
	return {
		format: "bmp",
		width,
		height,
		bits: bits >= 16 ? 8 : bits,
		kind,
		alpha: masks[3] !== 0,
		orientation: 1,
		frames: 1
	};
}
/** Its palette is black and white, or 0–255. */
function isGrey({ palette, bits }) {
	if (!palette || bits === 4 || palette.length !== 3 * 2 ** bits) return false;
	const step = bits === 1 ? 255 : 1;
	return palette.every((value, at) => value === Math.floor(at / 3) * step);
}
function masksOf(bytes, info, bits, masked, alpha) {
	if (!masked) return bits === 16 ? [
		31744,
		992,
		31,
		0
	] : [
		16711680,
		65280,
		255,
		0
	];
	const count = alpha || info >= 56 ? 4 : 3;
	if (bytes.length < 54 + 4 * count) return truncated("the BMP masks");
	const [r, g, b, a = 0] = Array.from({ length: count }, (_, i) => u32le(bytes, 54 + 4 * i));
	const masks = [
		r,
		g,
		b,
		a
	];
	let taken = 0;
	for (const [index, mask] of masks.entries()) {
		if (mask === 0 && index === 3) continue;
		if (mask === 0 || mask >= 2 ** bits || (mask & taken) !== 0 || !/^0*1+0*$/.test(mask.toString(2))) return malformed(`a BMP colour mask of ${mask.toString(16)}`);
		taken |= mask;
	}
	return masks;
}
function paletteOf(bytes, at, bits, core) {
	const used = core ? 0 : u32le(bytes, 46);
	if (used > 2 ** bits) return malformed(`a BMP palette of ${used} colours for ${bits} bits`);
	const colours = used || 2 ** bits;
	const step = core ? 3 : 4;
	if (bytes.length < at + colours * step) return truncated("the BMP palette");
	const palette = new Uint8Array(colours * 3);
	for (let colour = 0; colour < colours; colour++) for (let channel = 0; channel < 3; channel++) palette[colour * 3 + channel] = bytes[at + colour * step + 2 - channel];
	return palette;
}

// src/formats/image/raster-fault.ts
/** What a picture without a header is to those who want its pixels. */
function rasterFault({ fault, detail }) {
	return {
		status: fault === "unsupported" || fault === "not-an-image" ? "unsupported-format" : "unreadable",
		detail
	};
}

// src/formats/image/bmp-pixels.ts
/**
* Decodes BMP: 1, 4, 8 bits with palette, 16 and 32 with masks, 24; bottom-up and top-down. Run lengths are refused.
* Channels of fewer than 8 bits are scaled as Pillow does, floor(255 · v / max). The fourth byte of 32-bit pixels counts
* only when an alpha mask says so.
*/
function decodeBmp(bytes, mostPixels) {
	const layout = bmpLayout(bytes);
	if ("fault" in layout) return rasterFault(layout);
	const { width, height, stride, pixelsAt } = layout;
	if (width * height > mostPixels) return {
		status: "too-large",
		detail: `${width} × ${height}: more than ${mostPixels / 1e6} Mpx`
	};
	if (pixelsAt + stride * height > bytes.length) return {
		status: "unreadable",
		detail: `${width} × ${height} pixels, and the file ends before the last row`
	};
	if (layout.palette) return indexed(bytes, layout, layout.palette);
	return layout.bits === 24 ? direct(bytes, layout) : masked(bytes, layout);
}
/** Where a row of the picture begins in the file. */
function rowAt({ topDown, height, stride, pixelsAt }, y) {
	return pixelsAt + (topDown ? y : height - 1 - y) * stride;
}
function indexed(bytes, layout, palette) {
	const { width, height, bits } = layout;
	const grey = isGrey(layout);
	const channels = grey ? 1 : 3;
	const data = new Uint8Array(width * height * channels);
	const [perByte, mask] = [8 / bits, 2 ** bits - 1];
	for (let y = 0, to = 0; y < height; y++) {
		const row = rowAt(layout, y);
		for (let x = 0; x < width; x++, to += channels) {
			const shift = 8 - bits * (x % perByte + 1);
			const index = bytes[row + Math.floor(x / perByte)] >> shift & mask;
			if (index * 3 >= palette.length) return {
				status: "unreadable",
				detail: `colour ${index} of a palette of ${palette.length / 3}`
			};
			data[to] = palette[index * 3];
			if (grey) continue;
			data[to + 1] = palette[index * 3 + 1];
			data[to + 2] = palette[index * 3 + 2];
		}
	}
	return {
		width,
		height,
		channels,
		data,
		low: null
	};
}
function direct(bytes, layout) {
	const { width, height } = layout;
	const data = new Uint8Array(width * height * 3);
	for (let y = 0, to = 0; y < height; y++) for (let x = 0, from = rowAt(layout, y); x < width; x++, from += 3, to += 3) {
		data[to] = bytes[from + 2];
		data[to + 1] = bytes[from + 1];
		data[to + 2] = bytes[from];
	}
	return {
		width,
		height,
		channels: 3,
		data,
		low: null
	};
}
function masked(bytes, layout) {
	const { width, height, bits, masks } = layout;
	const channels = masks[3] === 0 ? 3 : 4;
	const [read, step] = bits === 16 ? [u16le, 2] : [u32le, 4];
	const parts = masks.slice(0, channels).map((mask) => {
		let unit = 1;
		while (mask / unit % 2 === 0) unit *= 2;
		return {
			unit,
			size: mask / unit + 1
		};
	});
	const data = new Uint8Array(width * height * channels);
	for (let y = 0, to = 0; y < height; y++) for (let x = 0, from = rowAt(layout, y); x < width; x++, from += step) {
		const pixel = read(bytes, from);
		for (const { unit, size } of parts) data[to++] = Math.floor(Math.floor(pixel / unit) % size * 255 / (size - 1));
	}
	return {
		width,
		height,
		channels,
		data,
		low: null
	};
}

// src/formats/image/pnm.ts
/** Longer comments and numbers than a header can have. */
const HEADER_LIMIT = 65536;
/** `P1`–`P6`, then width, height and (not for bitmaps) the largest value, with comments between them. */
function pnmLayout(bytes) {
	const kind = bytes[1] - 48;
	const bitmap = kind === 1 || kind === 4;
	const numbers = [];
	let at = 2;
	while (numbers.length < (bitmap ? 2 : 3)) {
		const start = skipSpace(bytes, at);
		if (start >= HEADER_LIMIT) return malformed("a PNM header of more than 64 KiB");
		let value = 0;
		for (at = start; isDigit(bytes[at]); at++) value = Math.min(value * 10 + bytes[at] - 48, 2 ** 31);
		if (at >= bytes.length) return truncated("the PNM header");
		if (at === start) return malformed(`a PNM header with ${shown(bytes[at])} where a number is expected`);
		numbers.push(value);
	}
	if (!isSpace(bytes[at])) return malformed(`a PNM header with ${shown(bytes[at])} behind a number`);
	const [width, height, most = 1] = numbers;
	if (width === 0 || height === 0) return malformed(`a PNM picture of ${width} × ${height}`);
	if (most === 0 || most > 65535) return malformed(`a PNM picture with samples up to ${most}`);
	return {
		width,
		height,
		channels: kind === 3 || kind === 6 ? 3 : 1,
		bitmap,
		ascii: kind <= 3,
		most,
		pixelsAt: at + 1
	};
}
function pnmHeader(bytes) {
	const layout = pnmLayout(bytes);
	if ("fault" in layout) return layout;
	const { width, height, channels, bitmap, most } = layout;
	return {
		format: "pnm",
		width,
		height,
		bits: bitmap ? 1 : most > 255 ? 16 : 8,
		kind: channels === 1 ? "grey" : "rgb",
		alpha: false,
		orientation: 1,
		frames: 1
	};
}
function isSpace(byte) {
	return byte === 32 || byte !== void 0 && byte >= 9 && byte <= 13;
}
function isDigit(byte) {
	return byte !== void 0 && byte >= 48 && byte <= 57;
}
function shown(byte) {
	return byte > 32 && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`;
}
/** Behind white space and comments, which go from # to the end of the line. */
function skipSpace(bytes, start) {
	let at = start;
	for (;;) {
		while (isSpace(bytes[at])) at++;
		if (bytes[at] !== 35) return at;
		while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
	}
}

// src/formats/image/pnm-pixels.ts
/**
* Decodes PBM, PGM and PPM, ASCII and binary. Samples up to 255 are scaled to 8 bits, larger ones to 16: v · full /
* largest, halves to even as Pillow does. What follows the first picture is not read.
*/
function decodePnm(bytes, mostPixels) {
	const layout = pnmLayout(bytes);
	if ("fault" in layout) return rasterFault(layout);
	const { width, height, channels, ascii, most } = layout;
	if (width * height > mostPixels) return {
		status: "too-large",
		detail: `${width} × ${height}: more than ${mostPixels / 1e6} Mpx`
	};
	if (bytes.length - layout.pixelsAt < leastBytes(layout)) return short(layout);
	const count = width * height * channels;
	const wide = most > 255;
	const data = new Uint8Array(count);
	const low = wide ? new Uint8Array(count) : null;
	const full = wide ? 65535 : 255;
	const store = (at, sample) => {
		const value = most === full ? sample : halfToEven(sample * full / most);
		data[at] = wide ? value >> 8 : value;
		if (low) low[at] = value & 255;
	};
	return (ascii ? readAscii : readBinary)(bytes, layout, count, store) ?? {
		width,
		height,
		channels,
		data,
		low
	};
}
function short({ width, height }) {
	return unreadable(`${width} × ${height} pixels, and the file ends before the last one`);
}
function unreadable(detail) {
	return {
		status: "unreadable",
		detail
	};
}
/** Without these nothing is allocated. */
function leastBytes({ width, height, channels, bitmap, ascii, most }) {
	if (bitmap) return ascii ? width * height : Math.ceil(width / 8) * height;
	if (ascii) return width * height * channels * 2 - 1;
	return width * height * channels * (most > 255 ? 2 : 1);
}
function readBinary(bytes, layout, count, store) {
	const { width, bitmap, most, pixelsAt } = layout;
	if (bitmap) {
		const stride = Math.ceil(width / 8);
		for (let i = 0; i < count; i++) {
			const x = i % width;
			store(i, 1 - (bytes[pixelsAt + (i - x) / width * stride + (x >> 3)] >> 7 - (x & 7) & 1));
		}
		return null;
	}
	for (let i = 0, at = pixelsAt; i < count; i++) {
		const value = most > 255 ? bytes[at++] * 256 + bytes[at++] : bytes[at++];
		if (value > most) return unreadable(`a sample of ${value}, where the largest is ${most}`);
		store(i, value);
	}
	return null;
}
function readAscii(bytes, layout, count, store) {
	const { bitmap, most } = layout;
	for (let i = 0, at = layout.pixelsAt; i < count; i++) {
		at = skipSpace(bytes, at);
		if (at >= bytes.length) return short(layout);
		const start = at;
		let value = 0;
		while (isDigit(bytes[at]) && value <= most && !(bitmap && at > start)) value = value * 10 + bytes[at++] - 48;
		if (at === start) return unreadable(`${shown(bytes[at])} where a sample is expected`);
		if (value > most) return unreadable(`a sample of ${value} or more, where the largest is ${most}`);
		if (!bitmap && at < bytes.length && !isSpace(bytes[at]) && bytes[at] !== 35) return unreadable(`${shown(bytes[at])} behind a sample`);
		store(i, bitmap ? 1 - value : value);
	}
	return null;
}
function halfToEven(value) {
	const floor = Math.floor(value);
	return value - floor === .5 ? floor + floor % 2 : Math.round(value);
}

// src/formats/image/gif.ts
const [EXTENSION, PICTURE, TRAILER, CONTROL] = [
	33,
	44,
	59,
	249
];
/** The canvas, then block by block to the trailer: every step is at least one byte on. */
function gifHeader(bytes) {
	if (bytes.length < 13) return truncated("the GIF header");
	const flags = bytes[10];
	const { frames, alpha } = blocks(bytes, 13 + colours(flags));
	return {
		format: "gif",
		width: u16le(bytes, 6),
		height: u16le(bytes, 8),
		bits: (flags & 7) + 1,
		kind: "palette",
		alpha,
		orientation: 1,
		frames
	};
}
function blocks(bytes, start) {
	let frames = 0;
	let alpha = false;
	for (let at = start; at < bytes.length;) {
		const kind = bytes[at];
		if (kind === TRAILER) return {
			frames,
			alpha
		};
		if (kind === EXTENSION) {
			if (bytes[at + 1] === CONTROL && (bytes[at + 3] & 1) === 1) alpha = true;
			at = skip(bytes, at + 2);
		} else if (kind === PICTURE) {
			frames++;
			at = skip(bytes, at + 11 + colours(bytes[at + 9]));
		} else break;
	}
	return {
		frames: null,
		alpha
	};
}
/** Bytes of the palette that the flags announce. */
function colours(flags) {
	return flags & 128 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
/** Behind a list of sub-blocks. */
function skip(bytes, start) {
	let at = start;
	while (bytes[at] > 0) at += bytes[at] + 1;
	return at + 1;
}

// src/formats/image/jpeg.ts
const [SOI, EOI, SOS, APP1] = [
	216,
	217,
	218,
	225
];
/** Markers without a length: TEM, RST0–7. */
const bare = (marker) => marker === 1 || marker >= 208 && marker <= 215;
/** SOF0–15 without DHT, JPG and DAC. */
const isFrame = (marker) => marker >= 192 && marker <= 207 && marker !== 196 && marker !== 200 && marker !== 204;
/** Walks the segments up to the first scan: each is at least two bytes on. */
function jpegHeader(bytes) {
	let orientation = 1;
	let frame = null;
	let at = 2;
	for (;;) {
		while (at < bytes.length && bytes[at] !== 255) at++;
		while (at < bytes.length && bytes[at] === 255) at++;
		const marker = bytes[at++];
		if (marker === void 0) break;
		if (bare(marker) || marker === 0) continue;
		if (marker === SOI) return malformed("a second start of a JPEG file");
		if (marker === EOI || marker === SOS) {
			if (!frame) return malformed("the JPEG file has no frame header");
			break;
		}
		const length = u16be(bytes, at);
		if (length < 2) return malformed(`a JPEG segment of ${length} bytes`);
		if (isFrame(marker)) {
			if (frame) return malformed("two frame headers in one JPEG file");
			if (!(at + 8 <= bytes.length)) return truncated("the frame header");
			const components = bytes[at + 7];
			if (components !== 1 && components !== 3 && components !== 4) return unsupported(`a JPEG file of ${components} components`);
			if (bytes[at + 2] !== 8) return unsupported(`a JPEG file of ${bytes[at + 2]} bits a sample`);
			frame = {
				height: u16be(bytes, at + 3),
				width: u16be(bytes, at + 5),
				bits: 8,
				kind: components === 1 ? "grey" : components === 3 ? "rgb" : "cmyk"
			};
		} else if (marker === APP1 && isText(bytes, at + 2, "Exif\0\0")) orientation = exifOrientation(bytes.subarray(at + 2, at + length));
		if (!(at + length <= bytes.length)) break;
		at += length;
	}
	return frame ? {
		format: "jpeg",
		...frame,
		alpha: false,
		orientation,
		frames: 1
	} : truncated("the segments before it");
}

// src/formats/image/tiff.ts
const TAG = {
	width: 256,
	height: 257,
	bits: 258,
	photometric: 262,
	orientation: 274,
	samples: 277,
	extra: 338,
	format: 339
};
const [BYTE, SHORT, LONG] = [
	1,
	3,
	4
];
const UNSIGNED = 1;
/** More directories than any scanner makes: what has more is counted no further. */
const MOST_PAGES = 1e4;
const KINDS = {
	0: "grey",
	1: "grey",
	2: "rgb",
	3: "palette",
	5: "cmyk",
	6: "rgb"
};
/** The first directory, and the number of those that it is chained to; a chain that bites its tail is malformed. */
function tiffHeader(bytes) {
	const [u16, u32] = isText(bytes, 0, "II") ? [u16le, u32le] : [u16be, u32be];
	const first = u32(bytes, 4);
	const entries = u16(bytes, first);
	if (!(first + 2 + entries * 12 <= bytes.length)) return truncated("the first TIFF directory");
	/** First value of a tag; `whole` values of SHORT lists are looked up where they lie. */
	const values = (tag) => {
		for (let index = 0; index < entries; index++) {
			const at = first + 2 + index * 12;
			if (u16(bytes, at) !== tag) continue;
			const [type, count] = [u16(bytes, at + 2), Math.min(u32(bytes, at + 4), 8)];
			const width = type === BYTE ? 1 : type === SHORT ? 2 : type === LONG ? 4 : 0;
			const place = count * width <= 4 ? at + 8 : u32(bytes, at + 8);
			const read = type === BYTE ? (where) => bytes[where] : (where) => (width === 2 ? u16 : u32)(bytes, where);
			return width === 0 ? [] : Array.from({ length: count }, (_, i) => read(place + i * width));
		}
		return [];
	};
	const one = (tag, otherwise) => values(tag)[0] ?? otherwise;
	const samples = one(TAG.samples, 1);
	const [bits = 1, ...others] = values(TAG.bits);
	const photometric = one(TAG.photometric, 1);
	const kind = KINDS[photometric];
	if (kind === void 0) return unsupported(`a TIFF file of photometric interpretation ${photometric}`);
	const colours = kind === "grey" || kind === "palette" ? 1 : kind === "rgb" ? 3 : 4;
	if (!(samples >= colours && samples <= colours + 1)) return unsupported(`a TIFF file of ${samples} samples a pixel, where ${colours} colours are expected`);
	if (one(TAG.format, UNSIGNED) !== UNSIGNED) return unsupported("a TIFF file of signed or floating-point samples");
	if (![
		1,
		2,
		4,
		8,
		16
	].includes(bits) || others.some((other) => other !== bits)) return unsupported(`a TIFF file of ${[bits, ...others].join(", ")} bits a sample`);
	const pages = countPages(bytes, first, u16, u32);
	if (pages === "cyclic") return malformed("the directories of the TIFF file form a circle");
	const turned = one(TAG.orientation, 1);
	return {
		format: "tiff",
		width: one(TAG.width, 0),
		height: one(TAG.height, 0),
		bits,
		kind,
		alpha: samples > colours,
		orientation: turned >= 1 && turned <= 8 ? turned : 1,
		frames: pages
	};
}
function countPages(bytes, first, u16, u32) {
	const seen = /* @__PURE__ */ new Set();
	for (let at = first; at !== 0; at = u32(bytes, at + 2 + u16(bytes, at) * 12)) {
		if (seen.has(at)) return "cyclic";
		if (!(at + 2 <= bytes.length)) return null;
		seen.add(at);
		if (seen.size >= MOST_PAGES) return null;
	}
	return seen.size;
}

// src/formats/image/webp.ts
const [ALPHA, ANIMATION] = [16, 2];
/** VP8 (lossy), VP8L (lossless) or VP8X (canvas, then chunks, each at least eight bytes on). */
function webpHeader(bytes) {
	if (bytes.length < 30) return truncated("the WebP header");
	const one = {
		format: "webp",
		bits: 8,
		kind: "rgb",
		orientation: 1,
		frames: 1
	};
	if (isText(bytes, 12, "VP8 ")) {
		if (u24le(bytes, 23) !== 2752925) return malformed("the WebP file does not begin with a key frame");
		return {
			...one,
			width: u16le(bytes, 26) & 16383,
			height: u16le(bytes, 28) & 16383,
			alpha: false
		};
	}
	if (isText(bytes, 12, "VP8L")) {
		if (bytes[20] !== 47) return malformed("the WebP file lacks the mark of a lossless picture");
		const bits = u32le(bytes, 21);
		const height = Math.floor(bits / 16384) & 16383;
		return {
			...one,
			width: (bits & 16383) + 1,
			height: height + 1,
			alpha: (bits & 268435456) !== 0
		};
	}
	if (!isText(bytes, 12, "VP8X")) return malformed("the WebP file holds no picture");
	const flags = bytes[20];
	const canvas = {
		width: u24le(bytes, 24) + 1,
		height: u24le(bytes, 27) + 1,
		alpha: (flags & ALPHA) !== 0
	};
	return {
		...one,
		...canvas,
		...chunks(bytes, (flags & ANIMATION) !== 0)
	};
}
function chunks(bytes, animated) {
	let orientation = 1;
	let frames = 0;
	let at = 30;
	for (; at + 8 <= bytes.length;) {
		const size = u32le(bytes, at + 4);
		if (isText(bytes, at, "ANMF")) frames++;
		if (isText(bytes, at, "EXIF")) orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + size));
		at += 8 + size + (size & 1);
	}
	const whole = at === bytes.length && at >= 8 + u32le(bytes, 4);
	return {
		orientation,
		frames: animated ? whole ? frames : null : 1
	};
}

// src/formats/image-header.ts
/** Known by their first bytes, whatever the name says. */
const SIGNATURES = [
	["jpeg", "ÿØÿ"],
	["png", "PNG"],
	["webp", "RIFF????WEBP"],
	["tiff", "II*\0"],
	["tiff", "MM\0*"],
	["gif", "GIF87a"],
	["gif", "GIF89a"],
	["bmp", "BM"],
	["pnm", "P"]
];
const READERS = {
	jpeg: jpegHeader,
	png: pngHeader,
	webp: webpHeader,
	tiff: tiffHeader,
	gif: gifHeader,
	bmp: bmpHeader,
	pnm: pnmHeader
};
/** The format that the first bytes announce, or null. */
function sniffImage(bytes) {
	for (const [format, signature] of SIGNATURES) if (startsWith(bytes, signature) && (format !== "pnm" || isPnm(bytes))) return format;
	return null;
}
/**
* Width, height and kind of a picture, from its first bytes (all of them, for TIFF and to count frames): time linear in
* the bytes, no memory. Equal to what libvips says of the same files.
*/
function readImageHeader(bytes) {
	const format = sniffImage(bytes);
	if (format === null) return {
		fault: "not-an-image",
		detail: whatElse(bytes)
	};
	const header = READERS[format](bytes);
	if ("fault" in header || header.width > 0 && header.height > 0) return header;
	return {
		fault: "malformed",
		detail: `a picture of ${header.width} × ${header.height}`
	};
}
function startsWith(bytes, signature) {
	if (bytes.length < signature.length) return false;
	for (let at = 0; at < signature.length; at++) if (signature[at] !== "?" && bytes[at] !== signature.charCodeAt(at)) return false;
	return true;
}
/** `P1`–`P6` and white space: a text that happens to begin with P is none. */
function isPnm(bytes) {
	const [, kind, space] = bytes;
	if (kind === void 0 || kind < 49 || kind > 54) return false;
	return space === 35 || space === 32 || space >= 9 && space <= 13;
}
/** Kinds that people take for pictures, so that the reason is the right one; in small letters, `?` is any byte. */
const OTHERS = [
	["a Git LFS pointer", "version https://git-lfs"],
	["an SVG picture", "<svg"],
	["an XML text (SVG?)", "<?xml"],
	["an HTML page", "<!doctype html"],
	["an HTML page", "<html"],
	["a PDF document", "%pdf"],
	["a PostScript document", "%!ps"],
	["a ZIP archive", "pk"],
	["a HEIC or AVIF picture", "????ftyp"],
	["a JPEG 2000 picture", "ÿoÿq"],
	["a JPEG 2000 picture", "\0\0\0\fjp"],
	["a JPEG XL picture", "\0\0\0\fjxl"],
	["a Photoshop document", "8bps"],
	["a BigTIFF picture", "ii+\0"],
	["a BigTIFF picture", "mm\0+"],
	["a PAM picture", "p7\n"],
	["an OpenEXR picture", "v/1"],
	["a NumPy array", "?numpy"]
];
function whatElse(bytes) {
	if (bytes.length === 0) return "the file is empty";
	const start = new TextDecoder("latin1").decode(bytes.subarray(0, 256)).replace("ï»¿", "").trimStart().toLowerCase();
	const is = (signature) => [...signature].every((char, at) => char === "?" || char === start[at]);
	const other = OTHERS.find(([, signature]) => is(signature));
	return `${other ? `${other[0]}: ` : ""}not a JPEG, PNG, WebP, TIFF, GIF, BMP or PNM file`;
}

// src/app/worker/read-picture.ts
/** The first picture of a file, whatever its name says: the header first, then the decoder of its format. */
async function readPicture(sharp, bytes) {
	if (bytes.length === 0) return {
		status: "unreadable",
		detail: "the file is empty"
	};
	const header = readImageHeader(bytes);
	if ("fault" in header) return rasterFault(header);
	const { width, height, orientation } = header;
	if (width * height > 1e8) return {
		status: "too-large",
		detail: `${width} × ${height}: more than ${MOST_PIXELS / 1e6} Mpx`
	};
	const read = await decode(sharp, bytes, header);
	return "status" in read ? read : {
		status: "ok",
		raster: read,
		orientation
	};
}
async function decode(sharp, bytes, header) {
	if (header.format === "bmp") return decodeBmp(bytes, MOST_PIXELS);
	if (header.format === "pnm") return decodePnm(bytes, MOST_PIXELS);
	const { kind, alpha } = header;
	const deep = header.bits === 16;
	if (kind === "cmyk" && deep) return {
		status: "unsupported-format",
		detail: "a CMYK picture of 16 bits a sample"
	};
	const stored = kind === "cmyk" || kind === "grey" && !alpha ? kind : "rgb";
	const read = await readSamples(sharp, bytes, {
		format: header.format,
		kind: stored,
		deep
	});
	if (read.status !== "ok") return read;
	const { width, height, channels, data } = read.samples;
	if (kind === "cmyk" && channels >= 4) return cmykToRgb(width, height, pick(data, channels, [
		0,
		1,
		2,
		3
	]));
	const kept = kind !== "grey" || channels <= 2 ? channels : channels === 3 ? 1 : 2;
	if (kept < 1 || kept > 4) return {
		status: "unreadable",
		detail: `the decoder gave ${channels} channels`
	};
	const size = {
		width,
		height,
		channels: kept
	};
	const places = kept === 2 ? [0, channels - 1] : Array.from({ length: kept }, (_, at) => at);
	if (!deep) return {
		...size,
		data: pick(data, channels, places),
		low: null
	};
	const [low, high] = bytesOf(data);
	return {
		...size,
		data: pick(high, channels, places),
		low: pick(low, channels, places)
	};
}
/** Some of `channels` interleaved samples. */
function pick(samples, channels, places) {
	if (places.length === channels) return samples;
	const out = new Uint8Array(samples.length / channels * places.length);
	for (let from = 0, to = 0; to < out.length; from += channels) for (const place of places) out[to++] = samples[from + place];
	return out;
}
/** Lower and upper bytes of 16-bit samples in the order of this machine. */
function bytesOf(samples) {
	const wide = new Uint16Array(samples.buffer, samples.byteOffset, samples.length >> 1);
	const high = new Uint8Array(wide.length);
	for (let at = 0; at < wide.length; at++) high[at] = wide[at] >> 8;
	return [new Uint8Array(wide), high];
}

// src/app/worker/compare.ts
/** Decodes two versions of a picture (their bytes one after the other, the length of the first before them) and compares the pixels. */
async function serveCompare(channel, { header }) {
	const sharp = loadSharp(String(header.natives));
	lockDown(sharp);
	channel.send({ ready: true });
	return async (job) => {
		const { key } = job.header;
		const { payload } = job;
		const length = new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getUint32(0, true);
		const rasters = [];
		for (const bytes of [payload.subarray(4, 4 + length), payload.subarray(4 + length)]) {
			const read = await readPicture(sharp, bytes);
			if (read.status !== "ok") return channel.send({
				key,
				status: read.status,
				detail: read.detail
			});
			rasters.push(orient(read.raster, read.orientation));
		}
		const [before, after] = rasters;
		const same = Buffer.compare(pixelHash(before), pixelHash(after)) === 0;
		const { changed, mean } = same ? {
			changed: 0,
			mean: 0
		} : differenceOf(pictureOf(before), pictureOf(after));
		const resized = before.width !== after.width || before.height !== after.height;
		channel.send({
			key,
			status: "ok",
			same,
			resized,
			changed,
			mean
		});
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
/** `verticalFirst`: the passes in the other order, which Pillow 13 takes for some pictures (quality.ts). */
function resizePillow(picture, width, height, kind, verticalFirst = false) {
	if (kind === "nearest") return nearest$1(picture, width, height);
	const across = (one) => one.width === width ? one : horizontal(one, width, taps(one.width, width, FILTERS[kind]));
	const down = (one) => one.height === height ? one : vertical(one, height, taps(one.height, height, FILTERS[kind]));
	return verticalFirst ? across(down(picture)) : down(across(picture));
}
function horizontal({ width: from, height, data }, width, { first, count, weights, size }) {
	const out = new Uint8ClampedArray(width * height * 3);
	for (let y = 0; y < height; y++) {
		const row = y * from * 3;
		for (let x = 0; x < width; x++) {
			let r = HALF;
			let g = HALF;
			let b = HALF;
			const last = x * size + count[x];
			for (let w = x * size, at = row + first[x] * 3; w < last; w++, at += 3) {
				const weight = weights[w];
				r = r + Math.imul(data[at], weight) | 0;
				g = g + Math.imul(data[at + 1], weight) | 0;
				b = b + Math.imul(data[at + 2], weight) | 0;
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
			for (let x = 0; x < stride; x++) sums[x] = sums[x] + Math.imul(data[row + x], weight) | 0;
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
function nearest$1({ width: from, height: fromHeight, data }, width, height) {
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

// src/imaging/quality.ts
/**
* CleanVision 0.3.7's raw values, from the pixels as stored (it does not apply EXIF's orientation). Where it looks at
* numbers that show nothing (indices of a palette, inks, one-bit samples) the pixels that are shown are taken instead; of 16
* bits the upper 8. Source: cleanvision/issue_managers/image_property.py.
*/
function qualityOf(raster) {
	const { width, height, channels, data } = raster;
	const grey = channels <= 2;
	const upper = new Uint32Array((FULL >> LOWER_BITS) + 1);
	const counts = grey ? [countEvery(data, 0, channels)] : countColours(data, channels, upper);
	const [light, dark] = grey ? greyPercentiles(counts[0]) : colourPercentiles(raster, upper);
	const level = greyOf(shrunk(raster));
	return {
		dark,
		light,
		entropy: entropyOf(counts, width * height),
		edges: Math.sqrt(edgeVariance(level)),
		spread: spreadOf(level.data),
		grey
	};
}
/** Histogram of one channel. */
function countEvery(data, channel, channels) {
	const count = /* @__PURE__ */ new Uint32Array(256);
	for (let at = channel; at < data.length; at += channels) count[data[at]]++;
	return count;
}
/** Histograms of all channels, and into `upper` the upper bits of brightness: one pass. */
function countColours(data, channels, upper) {
	const [red, green, blue] = [
		/* @__PURE__ */ new Uint32Array(256),
		/* @__PURE__ */ new Uint32Array(256),
		/* @__PURE__ */ new Uint32Array(256)
	];
	for (let at = 0; at < data.length; at += channels) {
		const r = data[at];
		const g = data[at + 1];
		const b = data[at + 2];
		red[r]++;
		green[g]++;
		blue[b]++;
		upper[RED[r] + GREEN[g] + BLUE[b] >> LOWER_BITS]++;
	}
	return channels === 4 ? [
		red,
		green,
		blue,
		countEvery(data, 3, 4)
	] : [
		red,
		green,
		blue
	];
}
/** Bits, over all channels' histograms as if they were one. */
function entropyOf(counts, pixels) {
	let entropy = 0;
	for (const count of counts) for (const one of count) {
		const share = one / (pixels * counts.length);
		if (share > 0) entropy -= share * Math.log2(share);
	}
	return entropy;
}
const QUANTILES = [.05, .99];
function greyPercentiles(count) {
	const total = count.reduce((sum, one) => sum + one, 0);
	return QUANTILES.map((quantile) => percentile(total, quantile, (rank) => valueAt(count, rank) / 255));
}
/** Of √(.241 R² + .691 G² + .068 B²), ranked as whole numbers: by their upper bits, then exactly within those bins. */
function colourPercentiles({ width, height, channels, data }, upper) {
	const total = width * height;
	const places = new Uint8Array(upper.length);
	let bins = 0;
	for (const quantile of QUANTILES) for (const rank of ranksOf(total, quantile)) {
		const bin = valueAt(upper, rank);
		if (places[bin] === 0) places[bin] = ++bins;
	}
	const lower = new Uint32Array(bins + 1 << LOWER_BITS);
	for (let at = 0; at < data.length; at += channels) {
		const key = RED[data[at]] + GREEN[data[at + 1]] + BLUE[data[at + 2]];
		const place = places[key >> LOWER_BITS];
		if (place > 0) lower[place << LOWER_BITS | key & LOWER]++;
	}
	const brightness = (rank) => {
		const bin = valueAt(upper, rank);
		const before = upper.subarray(0, bin).reduce((sum, one) => sum + one, 0);
		const within = lower.subarray(places[bin] << LOWER_BITS, places[bin] + 1 << LOWER_BITS);
		return Math.sqrt((bin << LOWER_BITS | valueAt(within, rank - before)) / FULL);
	};
	return QUANTILES.map((quantile) => percentile(total, quantile, brightness));
}
const LOWER_BITS = 14;
const LOWER = 16383;
const FULL = 65025e3;
const squares = (weight) => Int32Array.from({ length: 256 }, (_, value) => weight * value * value);
const [RED, GREEN, BLUE] = [
	squares(241),
	squares(691),
	squares(68)
];
/** Value of the sorted values at `rank`, from how often each occurs. */
function valueAt(count, rank) {
	let seen = 0;
	for (let value = 0; value < count.length; value++) {
		seen += count[value];
		if (seen > rank) return value;
	}
	return count.length - 1;
}
/** The two neighbours of a quantile. */
function ranksOf(total, quantile) {
	const rank = Math.floor((total - 1) * quantile);
	return [rank, Math.min(rank + 1, total - 1)];
}
function percentile(total, quantile, at) {
	const [below, above] = ranksOf(total, quantile);
	const value = at(below);
	return value + (at(above) - value) * ((total - 1) * quantile - below);
}
/** The longer side at most this. */
const LONGEST = 64;
/** As the bicubic `resize` of Pillow 13 does it: colours weighted by their alpha, tall pictures shrunk in height first. */
function shrunk(raster) {
	const { width, height, channels, data } = raster;
	const longer = Math.max(width, height);
	if (longer <= LONGEST) return pictureOf(raster);
	const [wide, high] = [width, height].map((side) => Math.max(1, Math.floor(side * LONGEST / longer)));
	const resize = (rgb) => resizePillow({
		width,
		height,
		data: rgb
	}, wide, high, "bicubic", height - high > 2 * (width - wide));
	const rgb = pictureOf(raster).data;
	if (channels % 2 === 1 || isOpaque(data, channels)) return resize(rgb);
	const alpha = spread(data, channels);
	const colours = resize(weighted(rgb, alpha));
	return {
		...colours,
		data: unweighted(colours.data, resize(alpha).data)
	};
}
/** Alpha three times a pixel, so that it lies beside the colours. */
function spread(data, channels) {
	const alpha = new Uint8Array(data.length / channels * 3);
	for (let from = channels - 1, to = 0; to < alpha.length; from += channels, to += 3) alpha.fill(data[from], to, to + 3);
	return alpha;
}
function weighted(rgb, alpha) {
	return rgb.map((value, at) => {
		const product = value * alpha[at] + 128;
		return (product >> 8) + product >> 8;
	});
}
function unweighted(rgb, alpha) {
	return rgb.map((value, at) => {
		const by = alpha[at];
		return by === 0 || by === 255 ? value : Math.min(255, Math.floor(255 * value / by));
	});
}
/** ITU-R 601 luma in Pillow's fixed point. */
function greyOf({ width, height, data }) {
	const level = new Uint8Array(width * height);
	for (let from = 0, to = 0; to < level.length; from += 3) level[to++] = data[from] * 19595 + data[from + 1] * 38470 + data[from + 2] * 7471 + 32768 >> 16;
	return {
		width,
		height,
		data: level
	};
}
/** Variance after Pillow's FIND_EDGES (8 × the middle − its neighbours, cut to 0–255; the border stays as it is). */
function edgeVariance({ width, height, data }) {
	let [sum, squared] = [0, 0];
	for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at++) {
		let value = data[at];
		if (x > 0 && y > 0 && x < width - 1 && y < height - 1) {
			let around = -value;
			for (const row of [
				at - width,
				at,
				at + width
			]) around += data[row - 1] + data[row] + data[row + 1];
			value = Math.min(255, Math.max(0, 8 * value - around));
		}
		sum += value;
		squared += value * value;
	}
	const pixels = width * height;
	return (squared - sum * sum / pixels) / pixels;
}
/** Standard deviation of the 256 counts of a histogram. */
function spreadOf(level) {
	const counts = /* @__PURE__ */ new Uint32Array(256);
	for (const value of level) counts[value]++;
	const mean = level.length / 256;
	return Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 256);
}

// src/app/worker/decode.ts
/** Decodes pictures and answers with size and hash of the upright pixels, and with what their quality is judged by. */
async function serveDecode(channel, { header }) {
	const sharp = loadSharp(String(header.natives));
	lockDown(sharp);
	channel.send({ ready: true });
	return async (job) => {
		const { key } = job.header;
		const read = await readPicture(sharp, job.payload);
		if (read.status !== "ok") return channel.send({
			key,
			status: read.status,
			detail: read.detail
		});
		const upright = orient(read.raster, read.orientation);
		const { width, height } = upright;
		const indices = header.indices === true ? { indices: indicesOf(job.payload) } : {};
		channel.send({
			key,
			status: "ok",
			width,
			height,
			quality: qualityOf(read.raster),
			...indices
		}, pixelHash(upright));
	};
}
function indicesOf(bytes) {
	const values = pngIndices(bytes);
	return values && [...values];
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
		lowWeight[out] = halfToEven$1(Math.fround(1 - fraction) * ONE);
		highWeight[out] = halfToEven$1(fraction * ONE);
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
	return kind === "nearest" ? nearest(picture, width, height) : linear(picture, width, height);
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
function nearest({ width: from, height: fromHeight, data }, width, height) {
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
		width: halfToEven$1(picture.width * ratio),
		height: halfToEven$1(picture.height * ratio)
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
		const read = await readPicture(sharp, job.payload);
		if (read.status !== "ok") return channel.send({
			key,
			status: read.status,
			detail: read.detail
		});
		const raster = preprocess.exif === "apply" ? orient(read.raster, read.orientation) : read.raster;
		const picture = shape(pictureOf(raster), preprocess, size);
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
		case "compare": return serveCompare(channel, frame);
		case "predict": return servePredict(channel, frame);
		case "time": return serveTime(channel, frame);
		default: throw new Error(`unknown mode ${String(frame.header.mode)}`);
	}
}

// src/worker.ts
main();

export {  };