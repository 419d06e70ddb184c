import { t as logLine } from "./escape.js";

// src/host/log/log.ts
const REDRAW_MS = 100;
const LINE_MS = 1e4;
function createLog(output, options) {
	const seconds = /* @__PURE__ */ new Map();
	const live = options.style === "live";
	let drawn = false;
	function clear() {
		if (drawn) output.write("\r\x1B[K");
		drawn = false;
	}
	function print(text) {
		if (options.style === "silent") return;
		clear();
		output.write(`${logLine(text)}\n`);
	}
	return {
		seconds,
		info: print,
		warn: (text) => print(`warning: ${text}`),
		debug: (text) => options.debug ? print(`debug: ${text}`) : void 0,
		async stage(name, work) {
			const started = options.now();
			let last = started;
			let total = null;
			let done = 0;
			const progress = {
				total(count) {
					total = count;
				},
				step(count = 1) {
					done += count;
					const now = options.now();
					if (options.style === "silent" || now - last < (live ? REDRAW_MS : LINE_MS)) return;
					last = now;
					const text = progressText(name, done, total, (now - started) / 1e3);
					if (!live) return print(text);
					clear();
					output.write(logLine(text).slice(0, (output.columns ?? 80) - 1));
					drawn = true;
				}
			};
			try {
				return await work(progress);
			} finally {
				const spent = (options.now() - started) / 1e3;
				seconds.set(name, (seconds.get(name) ?? 0) + spent);
				if (spent >= .2 || done > 0) print(`${name}${done > 0 ? `: ${done}` : ""} in ${spent.toFixed(1)} s`);
			}
		}
	};
}
/** `decode 1200/5000 · 310/s · 12 s left` */
function progressText(name, done, total, seconds) {
	const rate = seconds > 0 ? done / seconds : 0;
	const parts = [total === null ? `${name} ${done}` : `${name} ${done}/${total}`];
	if (rate > 0) parts.push(rate >= 10 ? `${rate.toFixed(0)}/s` : rate >= .5 ? `${rate.toFixed(1)}/s` : `${(1 / rate).toFixed(0)} s each`);
	if (total !== null && rate > 0) parts.push(`${Math.ceil((total - done) / rate)} s left`);
	return parts.join(" · ");
}

export { createLog as t };