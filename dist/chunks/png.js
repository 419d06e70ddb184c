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

export { malformed as a, u16le as c, u32le as d, unsupported as f, isText as i, u24le as l, exifOrientation as n, truncated as o, i32le as r, u16be as s, pngHeader as t, u32be as u };