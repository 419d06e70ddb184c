import { Socket } from "node:net";

// src/host/child/channel.ts
/** Larger frames are refused: a child that a picture has taken over must not fill the parent's memory. */
const LARGEST_HEADER = 4194304;
const LARGEST_PAYLOAD = 1073741824;
var Channel = class Channel {
	#stream;
	#chunks = [];
	#buffered = 0;
	onFrame = () => {};
	onBroken = () => {};
	constructor(stream) {
		this.#stream = stream;
		stream.on("data", (chunk) => this.#take(chunk));
		stream.on("error", () => this.onBroken());
		stream.on("end", () => this.onBroken());
	}
	/** The child's end: the socket that it inherits as file descriptor 3. */
	static inherited() {
		return new Channel(new Socket({
			fd: 3,
			readable: true,
			writable: true
		}));
	}
	send(header, payload = /* @__PURE__ */ new Uint8Array()) {
		const text = Buffer.from(JSON.stringify(header));
		const sizes = Buffer.alloc(8);
		sizes.writeUInt32LE(text.length, 0);
		sizes.writeUInt32LE(payload.length, 4);
		this.#stream.write(Buffer.concat([sizes, text]));
		if (payload.length > 0) this.#stream.write(payload);
	}
	close() {
		this.#stream.destroy();
	}
	#take(chunk) {
		this.#chunks.push(chunk);
		this.#buffered += chunk.length;
		while (this.#buffered >= 8) {
			if (this.#chunks.length > 1 && this.#chunks[0].length < 8) this.#chunks = [Buffer.concat(this.#chunks)];
			const first = this.#chunks[0];
			const [header, payload] = [first.readUInt32LE(0), first.readUInt32LE(4)];
			if (header > LARGEST_HEADER || payload > LARGEST_PAYLOAD) {
				this.#broken();
				return;
			}
			if (this.#buffered < 8 + header + payload) return;
			const all = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
			const end = 8 + header + payload;
			this.#chunks = end < all.length ? [all.subarray(end)] : [];
			this.#buffered -= end;
			const parsed = parse(all.toString("utf8", 8, 8 + header));
			if (parsed === null) {
				this.#broken();
				return;
			}
			this.onFrame({
				header: parsed,
				payload: all.subarray(8 + header, end)
			});
		}
	}
	#broken() {
		this.#stream.destroy();
		this.onBroken();
	}
};
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

export { Channel as t };