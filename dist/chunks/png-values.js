import { n as unzlibSync } from "./browser.js";

// src/formats/image/bytes.ts
/** Unsigned integers at any place; what lies beyond the end reads as NaN, which fails every comparison. */
function u16le(bytes, at) {
	return bytes[at] + bytes[at + 1] * 256;
}
function u16be(bytes, at) {
	return bytes[at] * 256 + bytes[at + 1];
}
function u24le(bytes, at) {
	return u16le(bytes, at) + bytes[at + 2] * 65536;
}
function u32le(bytes, at) {
	return u16le(bytes, at) + u16le(bytes, at + 2) * 65536;
}
function u32be(bytes, at) {
	return u16be(bytes, at) * 65536 + u16be(bytes, at + 2);
}
function i32le(bytes, at) {
	const value = u32le(bytes, at);
	return value >= 2147483648 ? value - 4294967296 : value;
}
function isText(bytes, at, text) {
	for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
	return true;
}
function truncated(what) {
	return {
		fault: "truncated",
		detail: `the file ends within ${what}`
	};
}
function malformed(detail) {
	return {
		fault: "malformed",
		detail
	};
}
function unsupported(detail) {
	return {
		fault: "unsupported",
		detail
	};
}

// src/formats/image/exif.ts
const ORIENTATION = 274;
const SHORT = 3;
/**
* Orientation in an EXIF block (a TIFF file of its own, with or without `Exif\0\0` before it): the first directory is
* looked through once, no pointer but its own is followed. 1 when there is none, or nonsense.
*/
function exifOrientation(block) {
	const exif = isText(block, 0, "Exif\0\0") ? block.subarray(6) : block;
	const little = isText(exif, 0, "II");
	if (!little && !isText(exif, 0, "MM")) return 1;
	const [u16, u32] = little ? [u16le, u32le] : [u16be, u32be];
	const directory = u32(exif, 4);
	const entries = u16(exif, directory);
	for (let index = 0; index < entries; index++) {
		const at = directory + 2 + index * 12;
		if (!(at + 12 <= exif.length)) return 1;
		if (u16(exif, at) !== ORIENTATION) continue;
		const value = u16(exif, at + 2) === SHORT ? u16(exif, at + 8) : 1;
		return value >= 1 && value <= 8 ? value : 1;
	}
	return 1;
}

// src/formats/image/png.ts
/** By colour type: what it is, whether with alpha, and the depths that it may have. */
const TYPES = {
	0: [
		"grey",
		false,
		[
			1,
			2,
			4,
			8,
			16
		]
	],
	2: [
		"rgb",
		false,
		[8, 16]
	],
	3: [
		"palette",
		false,
		[
			1,
			2,
			4,
			8
		]
	],
	4: [
		"grey",
		true,
		[8, 16]
	],
	6: [
		"rgb",
		true,
		[8, 16]
	]
};
/** IHDR, then the chunks before the first IDAT: each is at least twelve bytes on. */
function pngHeader(bytes) {
	if (bytes.length >= 8 && !isText(bytes, 4, "\r\n\n")) return malformed("a PNG file changed as if it were text");
	if (bytes.length < 33) return truncated("the PNG header");
	if (!isText(bytes, 12, "IHDR") || u32be(bytes, 8) !== 13) return malformed("the PNG file does not begin with IHDR");
	const [width, height] = [u32be(bytes, 16), u32be(bytes, 20)];
	if (width > 2147483647 || height > 2147483647) return malformed(`a PNG picture of ${width} × ${height}`);
	const [bits, type] = [bytes[24], bytes[25]];
	const known = TYPES[type];
	if (!known?.[2].includes(bits)) return malformed(`PNG colour type ${type} with ${bits} bits`);
	let alpha = known[1];
	let orientation = 1;
	for (let at = 33; at + 8 <= bytes.length && !isText(bytes, at + 4, "IDAT"); at += 12 + u32be(bytes, at)) {
		if (isText(bytes, at + 4, "tRNS")) alpha = true;
		if (isText(bytes, at + 4, "eXIf")) orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + u32be(bytes, at)));
	}
	return {
		format: "png",
		width,
		height,
		bits,
		kind: known[0],
		alpha,
		orientation,
		frames: 1
	};
}

// src/formats/image/png-values.ts
const MOST_PIXELS = 33554432;
/** Masks have few values; photographs have more than anyone wants to count. */
const MOST_VALUES = 256;
/**
* The distinct pixels of a PNG: indices of a palette, greys, or colours (PNG 1.2, sections 4 and 6). null: interlaced, of
* 16 bits a sample, larger than 32 Mpx, of more than `MOST_VALUES` values, or broken.
*/
function pngValues(bytes) {
	const header = isText(bytes, 1, "PNG") ? pngHeader(bytes) : null;
	if (header === null || "fault" in header || header.bits === 16 || bytes[28] !== 0) return null;
	const { width, height, bits } = header;
	if (width * height > MOST_PIXELS) return null;
	const samples = [
		1,
		0,
		3,
		1,
		2,
		0,
		4
	][bytes[25]];
	const line = Math.ceil(width * bits * samples / 8);
	const raw = inflated(bytes, (line + 1) * height);
	if (raw === null) return null;
	const values = /* @__PURE__ */ new Set();
	const step = Math.max(1, bits * samples >> 3);
	for (let row = 0; row < height; row++) {
		const at = row * (line + 1);
		if (!unfilter(raw, at, line, step, row === 0)) return null;
		collect(raw.subarray(at + 1, at + 1 + line), width, bits, samples, values);
		if (values.size > 256) return null;
	}
	return values;
}
/** As `pngValues`, of indices of a palette and of greys only. */
function pngIndices(bytes) {
	return bytes[25] === 0 || bytes[25] === 3 ? pngValues(bytes) : null;
}
/** All IDAT chunks as one stream; what it has beyond `length` is not kept. */
function inflated(bytes, length) {
	const parts = [];
	for (let at = 8; at < bytes.length; at += 12 + u32be(bytes, at)) {
		if (!(at + 12 + u32be(bytes, at) <= bytes.length)) return null;
		if (isText(bytes, at + 4, "IDAT")) parts.push(bytes.subarray(at + 8, at + 8 + u32be(bytes, at)));
	}
	if (parts.every((part) => part.length < 7)) return null;
	try {
		const raw = unzlibSync(Buffer.concat(parts), { out: new Uint8Array(length) });
		return raw.length === length ? raw : null;
	} catch {
		return null;
	}
}
/** Undoes the filter of a line in place; false: there is no such filter. */
function unfilter(raw, at, length, step, isFirst) {
	const filter = raw[at];
	if (filter === 0) return true;
	const above = at - length - 1;
	for (let i = 1; i <= length; i++) {
		const left = i > step ? raw[at + i - step] : 0;
		const up = isFirst ? 0 : raw[above + i];
		const corner = isFirst || i <= step ? 0 : raw[above + i - step];
		if (filter === 1) raw[at + i] += left;
		else if (filter === 2) raw[at + i] += up;
		else if (filter === 3) raw[at + i] += left + up >> 1;
		else if (filter === 4) raw[at + i] += paeth(left, up, corner);
		else return false;
	}
	return true;
}
function paeth(left, up, corner) {
	const [a, b, c] = [
		Math.abs(up - corner),
		Math.abs(left - corner),
		Math.abs(left + up - 2 * corner)
	];
	return a <= b && a <= c ? left : b <= c ? up : corner;
}
function collect(line, width, bits, samples, values) {
	if (samples > 1) {
		for (let at = 0; at < line.length; at += samples) {
			let value = 0;
			for (let i = 0; i < samples; i++) value = value * 256 + line[at + i];
			values.add(value);
		}
		return;
	}
	const mask = (1 << bits) - 1;
	for (let x = 0; x < width; x++) values.add(line[x * bits >> 3] >> 8 - bits - (x * bits & 7) & mask);
}

export { i32le as a, truncated as c, u24le as d, u32be as f, exifOrientation as i, u16be as l, unsupported as m, pngValues as n, isText as o, u32le as p, pngHeader as r, malformed as s, pngIndices as t, u16le as u };