import { A as inUnit, E as change, O as duration, S as reason, T as toPlain, _ as waiverLines, b as refText, d as findings, f as grouped, i as gateRows, j as intervalText, p as headline, u as distinctErrors, z as visible } from "./fold.js";
import { r as powerLines } from "./comment2.js";

// src/render/terminal.ts
const COLORS = {
	red: 31,
	green: 32,
	yellow: 33,
	dim: 2,
	bold: 1
};
const STATE_WORDS = {
	ok: "ok",
	blocks: "BLOCKS",
	warns: "warns",
	open: "open",
	error: "ERROR",
	unchanged: "same",
	"not run": "not run",
	info: "noted"
};
const VERDICT_COLOR = {
	passed: "green",
	warned: "yellow",
	inconclusive: "yellow",
	unverified: "red",
	blocked: "red"
};
/** The report for a terminal: verdict, what blocks and how to mend it, one line a check, the judged metrics. */
function renderTerminal(report, catalogue, { width, color }) {
	const paint = (text, ...styles) => color ? `${styles.map((style) => `\u001b[${COLORS[style]}m`).join("")}${text}\u001b[0m` : text;
	const { words, todo } = headline(report, catalogue);
	const all = findings(report, catalogue);
	const lines = [
		paint(`CV gate: ${words}`, "bold", VERDICT_COLOR[report.conclusion]),
		todo,
		paint(`${report.commits.base.slice(0, 10)} → ${report.commits.head.slice(0, 10)} · ${duration(report.timing.seconds)}`, "dim")
	];
	for (const note of [...report.notes, ...report.targets.flatMap((target) => target.notes)]) lines.push(...wrap(`note: ${toPlain(reason(note))}`, width, ""));
	for (const { one, others } of grouped(all.filter((finding) => finding.blocking))) lines.push("", ...blocker(one, others.length, width, paint));
	for (const { code, message, hint, checks } of distinctErrors(report)) lines.push("", paint(`${code} (stops ${checks.join(", ")})`, "bold", "red"), ...wrap(visible(message, 500), width, "  "), ...wrap(`→ ${visible(hint, 500)}`, width, "  "));
	lines.push("", ...rowsOf(report, catalogue, width, paint));
	const metrics = judged(report);
	if (metrics.length > 0) lines.push("", ...metrics);
	for (const line of powerLines(report)) lines.push("", ...wrap(toPlain(line), width, ""));
	for (const line of waiverLines(report)) lines.push("", ...wrap(toPlain(line), width, ""));
	const warnings = all.filter((one) => one.severity === "warn");
	if (warnings.length > 0) lines.push("", ...warnings.slice(0, 10).flatMap((one) => wrap(`warning: ${toPlain(one.text)} → ${toPlain(one.fix)}`, width, "  ")));
	return `${lines.join("\n")}\n`;
}
function blocker(one, more, width, paint) {
	const where = one.finding.about.find((ref) => ref.kind === "file");
	const place = where ? ` (${visible(refText(where))})` : "";
	return [
		paint(`${one.finding.id}  ${one.meta?.failureTitle ?? one.check}`, "bold", "red"),
		...wrap(`${toPlain(one.text)}${place}`, width, "  "),
		...wrap(`→ ${toPlain(one.fix)}`, width, "  "),
		...more > 0 ? [`  and ${more} more of this kind (report.html)`] : []
	];
}
function rowsOf(report, catalogue, width, paint) {
	const colors = {
		ok: "green",
		blocks: "red",
		error: "red",
		warns: "yellow",
		open: "yellow"
	};
	const rows = gateRows(report, catalogue);
	const wide = Math.max(...rows.map((row) => row.check.length));
	return rows.map((row) => {
		const state = STATE_WORDS[row.state].padEnd(8);
		const color = colors[row.state] ?? "dim";
		const room = Math.max(20, width - wide - 12);
		const detail = toPlain(row.detail);
		return `${paint(state, color)} ${row.check.padEnd(wide)}  ${detail.length > room ? `${detail.slice(0, room - 1)}…` : detail}`;
	});
}
function judged(report) {
	return report.targets.flatMap((target) => Object.values(target.outcomes).flatMap((outcome) => {
		if (outcome.status !== "measured") return [];
		return outcome.metrics.filter((metric) => metric.delta.value !== null && outcome.claims.some((claim) => claim.metric === metric.id && claim.slice === metric.slice)).map((metric) => {
			const { base, head, delta, unit } = metric;
			const name = `${metric.id}${metric.slice === null ? "" : ` ${visible(metric.slice)}`}`;
			const show = (estimate) => estimate.value === null ? "–" : inUnit(estimate.value, unit);
			const interval = intervalText(delta, (value) => change(value, unit));
			return `${name}: ${show(base)} → ${show(head)}, Δ ${change(delta.value, unit)}${interval ? ` (95 % CI ${interval})` : ""}, n = ${delta.value === null ? 0 : delta.n}`;
		});
	}));
}
/** Lines of at most `width` characters, broken at spaces; words that are longer stay whole. */
function wrap(text, width, indent) {
	const lines = [];
	let line = indent;
	for (const word of text.split(" ")) {
		if (line.trim() !== "" && line.length + 1 + word.length > width) {
			lines.push(line);
			line = indent;
		}
		line = line.trim() === "" ? `${line}${word}` : `${line} ${word}`;
	}
	return [...lines, line];
}

export { renderTerminal as t };