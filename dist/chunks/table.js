// src/contract/table.ts
/** Columns over typed arrays: a million images are columns, never a million objects. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
/** A column of strings in one UTF-8 pool; `ends[row]` is where row's bytes end (at most 4 GiB in all). */
var Strings = class {
	pool;
	ends;
	constructor(pool, ends) {
		this.pool = pool;
		this.ends = ends;
	}
	static of(values) {
		const builder = new StringsBuilder();
		for (const value of values) builder.push(value);
		return builder.build();
	}
	get rows() {
		return this.ends.length;
	}
	start(row) {
		return row === 0 ? 0 : this.ends[row - 1];
	}
	bytes(row) {
		return this.pool.subarray(this.start(row), this.ends[row]);
	}
	get(row) {
		return decoder.decode(this.bytes(row));
	}
};
var StringsBuilder = class {
	#pool = /* @__PURE__ */ new Uint8Array(4096);
	#to = viewOf(this.#pool);
	/** Bytes of the last `pushRange`, and a view of them. */
	#source = this.#pool;
	#from = this.#to;
	#used = 0;
	#ends = /* @__PURE__ */ new Uint32Array(256);
	#rows = 0;
	push(value) {
		this.#reserve(value.length * 3);
		this.#used += encoder.encodeInto(value, this.#pool.subarray(this.#used)).written;
		this.#endRow();
	}
	pushBytes(value) {
		this.#reserve(value.length);
		this.#pool.set(value, this.#used);
		this.#used += value.length;
		this.#endRow();
	}
	/** `bytes[start, end)` as one row; `prefix` before it. A loop, for a view a row costs more than the bytes. */
	pushRange(bytes, start, end, prefix = null) {
		this.#reserve(end - start + (prefix?.length ?? 0));
		if (prefix) {
			this.#pool.set(prefix, this.#used);
			this.#used += prefix.length;
		}
		if (bytes !== this.#source) {
			this.#source = bytes;
			this.#from = viewOf(bytes);
		}
		this.#used = copyRange(this.#from, start, end, this.#to, this.#used);
		this.#endRow();
	}
	/** The row that was pushed last. */
	last() {
		return decoder.decode(this.#pool.subarray(this.#rows < 2 ? 0 : this.#ends[this.#rows - 2], this.#used));
	}
	/** A column of the first `count` rows of a table. */
	pushCells({ view, starts, ends, width }, column, count, prefix) {
		let bytes = (prefix?.length ?? 0) * count;
		for (let row = 0, i = column; row < count; row++, i += width) bytes += ends[i] - starts[i];
		this.#reserve(bytes);
		while (this.#rows + count > this.#ends.length) this.#widen();
		const to = this.#to;
		let used = this.#used;
		for (let row = 0, i = column; row < count; row++, i += width) {
			if (prefix) {
				this.#pool.set(prefix, used);
				used += prefix.length;
			}
			used = copyRange(view, starts[i], ends[i], to, used);
			this.#ends[this.#rows++] = used;
		}
		this.#used = used;
	}
	#endRow() {
		if (this.#rows === this.#ends.length) this.#widen();
		this.#ends[this.#rows++] = this.#used;
	}
	#widen() {
		const wider = new Uint32Array(this.#ends.length * 4);
		wider.set(this.#ends);
		this.#ends = wider;
	}
	#reserve(more) {
		if (this.#used + more <= this.#pool.length) return;
		const wider = new Uint8Array(Math.max(roomBeyond(this.#pool.length), this.#used + more));
		wider.set(this.#pool.subarray(0, this.#used));
		this.#pool = wider;
		this.#to = viewOf(wider);
	}
	build() {
		return new Strings(this.#pool.subarray(0, this.#used), this.#ends.subarray(0, this.#rows));
	}
};
/**
* Bytes of room for a column that fills `length`. Copies cost memory and time, room that is never written costs nothing:
* a column of a megabyte gets 64 at once.
*/
function roomBeyond(length) {
	return length < 1 << 20 ? length * 4 : Math.max(length * 4, 1 << 26);
}
/** Copies from[start, end) to `at`, four bytes at once where four are left; returns where the copy ends. */
function copyRange(from, start, end, to, at) {
	let next = at;
	let i = start;
	for (; i < end - 3; i += 4, next += 4) to.setInt32(next, from.getInt32(i));
	for (; i < end; i++) to.setUint8(next++, from.getUint8(i));
	return next;
}
function viewOf(bytes) {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
function codeAt(column, row) {
	const code = column.codes[row];
	return code < 0 ? null : column.values[code];
}
/** Two columns over one dictionary: the values of `base` in their order, then those that only `head` has. */
function shareValues(base, head) {
	const values = [...base.values];
	const code = new Map(values.map((value, index) => [value, index]));
	const own = head.values.map((value) => code.get(value) ?? values.push(value) - 1);
	return {
		values,
		base: base.codes,
		head: head.codes.map((at) => at < 0 ? -1 : own[at])
	};
}
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** What names the bytes of an image without reading them. */
const CONTENT_KINDS = [
	"none",
	"git",
	"sha256",
	"md5"
];
/** What follows the 16 bytes of an md5: its 32 bytes are then nobody else's, for records are kept by them alone. */
const AFTER_MD5 = encoder.encode("md5, of DVC file");
/**
* Fixed-width content ids: a git blob id (sha-1 or sha-256 repository), a sha-256 of the bytes (LFS, digest column), or
* their md5 (DVC).
*/
var Contents = class Contents {
	kinds;
	/** 32 bytes a row; a 20-byte git id is padded with zeros. */
	hashes;
	constructor(kinds, hashes) {
		this.kinds = kinds;
		this.hashes = hashes;
	}
	static empty(rows) {
		return new Contents(new Uint8Array(rows), new Uint8Array(rows * 32));
	}
	get rows() {
		return this.kinds.length;
	}
	kind(row) {
		return CONTENT_KINDS[this.kinds[row]];
	}
	hash(row) {
		return this.hashes.subarray(row * 32, row * 32 + 32);
	}
	/** Row `from` of other contents as row `row`. */
	copy(row, { kinds, hashes }, from) {
		this.kinds[row] = kinds[from];
		for (let i = 0; i < 32; i++) this.hashes[row * 32 + i] = hashes[from * 32 + i];
	}
	set(row, kind, hex) {
		this.kinds[row] = CONTENT_KINDS.indexOf(kind);
		for (let i = 0; i < hex.length / 2; i++) this.hashes[row * 32 + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
		if (kind === "md5") this.hashes.set(AFTER_MD5, row * 32 + 16);
	}
	hex(row) {
		let hex = "";
		for (let i = row * 32; i < row * 32 + 32; i++) hex += HEX[this.hashes[i]];
		if (this.kind(row) === "md5") return hex.slice(0, 32);
		return this.kind(row) === "git" && hex.endsWith("0".repeat(24)) ? hex.slice(0, 40) : hex;
	}
	/** `git:<hex>`, `sha256:<hex>`, `md5:<hex>`, or `''` when nothing names the bytes. */
	text(row) {
		const kind = this.kind(row);
		return kind === "none" ? "" : `${kind}:${this.hex(row)}`;
	}
};

export { codeAt as a, viewOf as c, StringsBuilder as i, Contents as n, roomBeyond as o, Strings as r, shareValues as s, CONTENT_KINDS as t };