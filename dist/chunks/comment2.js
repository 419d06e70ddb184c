import { B as points, C as metricTable, E as reason, M as duration, O as toMarkdown, R as percent, S as exhibitMarkdown, T as table, V as codeSpan, _ as headline, a as link, b as honoured, c as gateRows, d as waivable, g as grouped, h as findings, l as withinBudget, m as distinctErrors, p as VERDICT_ICONS, s as STATE_ICONS, u as blockerLines, v as several, w as refText, x as waiverLines, y as tolerated, z as plain } from "./fold.js";

// src/render/power.ts
/** What this test set can tell at all, whatever the verdict: one line a primary claim that rests on a sample. */
function powerLines(report) {
	return report.targets.flatMap(({ name, outcomes }) => Object.values(outcomes).flatMap((outcome) => outcome.status === "measured" ? outcome.claims : []).flatMap((claim) => {
		const line = claim.role === "primary" ? powerLine(claim) : null;
		const target = several(report) ? [{ untrusted: name }, { own: " " }] : [];
		return line === null ? [] : [[...target, { own: line }]];
	}));
}
function powerLine({ n, mde80, n80, margin, args }) {
	if (mde80 === null || n80 === null) return null;
	const psi = typeof args.psi === "number" ? `, at ${percent(args.psi)} of answers flipping (${sourceOf(args)})` : "";
	const enough = n >= n80 ? "which it has" : `it has ${plain(n)}`;
	return `Power: these ${plain(n)} images show a loss of ${points(mde80).replace("+", "")} four times out of five; the tolerance of ${points(margin).replace("+", "")} needs ${plain(Math.ceil(n80))}, ${enough}${psi}.`;
}
function sourceOf({ psiSource, psiRuns }) {
	if (psiSource === "history" && typeof psiRuns === "number") return `history: ${plain(psiRuns)} earlier ${psiRuns === 1 ? "comparison" : "comparisons"} on this test set`;
	return psiSource === "this pull request" ? "as in this pull request" : "assumed";
}

// src/render/comment.ts
const MOST = 6e4;
const BLOCKERS = 5;
const FINDINGS_SHOWN = 40;
/** The one comment: right wherever the reader stops. */
function renderComment(report, catalogue, { marker, verified = false, foreign = null, run, answered = true, most = MOST, rows = 20 }) {
	const { icon, words, todo } = headline(report, catalogue);
	const all = findings(report, catalogue);
	const sections = [
		{
			priority: 0,
			text: `${(marker && markOf(marker)) ?? ""}## ${icon} CV gate: ${words}`
		},
		{
			priority: 0,
			text: provenance(report, verified)
		},
		{
			priority: 0,
			text: foreign === null ? "" : measuredByItself(foreign)
		},
		{
			priority: 0,
			text: `**${todo}**`
		},
		{
			priority: 1,
			text: notes(report)
		},
		{
			priority: 0,
			text: blockers(report, all, run && !answered ? run : null)
		},
		{
			priority: 1,
			text: failures(report)
		},
		{
			priority: 2,
			text: gateTable(report, catalogue)
		},
		{
			priority: 3,
			text: headlineMetrics(report, rows)
		},
		{
			priority: 4,
			text: powerLines(report).map((line) => toMarkdown(line)).join("\n")
		},
		{
			priority: 5,
			text: counts(all, report)
		},
		{
			priority: 2,
			text: waiverLines(report).map((line) => `- ${toMarkdown(line)}`).join("\n")
		},
		...details(report, catalogue, all, rows),
		{
			priority: 2,
			text: footer(report, run, answered)
		}
	];
	return withinBudget(sections, most);
}
/** The first line of the one comment. */
function markOf({ key, head, run }) {
	return `<!-- cv-gate:v1 key=${key} head=${head} run=${run} -->\n`;
}
function provenance({ commits, machine, timing, tool }, verified) {
	const age = commits.baseAgeDays === null ? "" : `, ${plain(commits.baseAgeDays)} d older`;
	const head = commits.head === "worktree" ? "working tree" : commits.head.slice(0, 10);
	return [
		`\`${commits.base.slice(0, 10)}\` (merge-base${age}) → \`${head}\``,
		machine.gpu === null ? "CPU" : codeSpan(machine.gpu),
		duration(timing.seconds),
		verified ? "**verified**" : "self-reported",
		`${timing.started.slice(0, 16).replace("T", " ")} UTC`,
		`cv-gate ${tool.version}`
	].join(" · ");
}
function measuredByItself(workflow) {
	return `> [!WARNING]
> ${codeSpan(workflow)} on this branch is not the base branch's: this pull request changes what measures it, or is behind. Look at that file before you believe what follows.`;
}
function notes(report) {
	const shown = [...report.notes, ...report.targets.flatMap((target) => target.notes)].filter((note) => note.code !== "no-anchor" && note.code !== "nothing-relevant-changed");
	return shown.length === 0 ? "" : `> [!NOTE]\n${shown.map((note) => `> ${toMarkdown(reason(note))}`).join("\n")}`;
}
/** At most five kinds, with what to do; those that are listed below carry what `/cv-waive` needs. */
function blockers(report, all, again) {
	const groups = grouped(all.filter((one) => one.blocking));
	if (groups.length === 0) return "";
	const lines = groups.slice(0, BLOCKERS).map((group) => `> ${blockerLines(report, group, "listed below").join("\n> ")}`);
	const more = groups.length > BLOCKERS ? `\n>\n> … and ${plain(groups.length - BLOCKERS)} more kinds below` : "";
	const counts = again ? `\n>\n> A waiver counts when ${link(again)} is started again: *Re-run all jobs*.` : "";
	return `> [!CAUTION]\n${lines.join("\n>\n")}${more}${counts}`;
}
function failures(report) {
	const rows = distinctErrors(report);
	if (rows.length === 0) return "";
	return `> [!WARNING]\n${rows.slice(0, BLOCKERS).map(({ code, message, hint, checks }) => `> **${code}** ${codeSpan(message)} (stops ${checks.join(", ")})\n> → ${codeSpan(hint)}`).join("\n>\n")}`;
}
function gateTable(report, catalogue) {
	const rows = gateRows(report, catalogue);
	const shown = rows.filter((row) => row.state !== "unchanged");
	const unchanged = rows.length - shown.length;
	const target = several(report);
	const made = table([
		"",
		...target ? ["target"] : [],
		"check",
		"result"
	], shown.map((row) => [
		STATE_ICONS[row.state],
		...target ? [codeSpan(row.target, true)] : [],
		row.title,
		toMarkdown(row.detail, true)
	]));
	const same = unchanged > 0 ? `➖ ${plain(unchanged)} check${unchanged === 1 ? "" : "s"} unchanged: base and head are the same for ${unchanged === 1 ? "it" : "them"}.` : "";
	return [shown.length > 0 ? made : "", same].filter(Boolean).join("\n\n");
}
/** What was judged: the metrics that have a claim, with what was tolerated and the verdict on it. */
function headlineMetrics(report, rows) {
	const judged = report.targets.flatMap(judgedMetrics).filter(({ metric }) => metric.delta.value !== null);
	if (judged.length === 0) return "";
	return metricTable(judged.map(({ metric }) => metric), rows, judged.map(({ limit }) => limit));
}
function judgedMetrics({ outcomes, judged }) {
	return Object.entries(outcomes).flatMap(([check, outcome]) => {
		if (outcome.status !== "measured") return [];
		return outcome.metrics.flatMap((metric) => {
			const same = (one) => one.metric === metric.id && one.slice === metric.slice;
			const claim = outcome.claims.find(same);
			const verdict = judged.find((one) => one.check === check && same(one))?.verdict;
			if (!claim) return [];
			return [{
				metric,
				limit: `${tolerated(claim)} ${verdict ? VERDICT_ICONS[verdict] : ""}`.trim()
			}];
		});
	});
}
function counts(all, report) {
	const number = (test) => all.filter(test).length;
	const judged = report.targets.flatMap((target) => target.judged);
	const notRun = report.targets.flatMap((target) => Object.values(target.outcomes)).filter((outcome) => outcome.status === "skipped" || outcome.status === "not-applicable").length;
	return [
		`new ${plain(number((one) => one.finding.age === "new"))}`,
		`pre-existing ${plain(number((one) => one.finding.age === "pre-existing"))}`,
		`tolerated ${plain(judged.filter((one) => one.toleratedLoss).length)}`,
		`waived ${plain(honoured(report))}`,
		`not run ${plain(notRun)}`
	].join(" · ");
}
/** One fold a family, with its findings, metrics and exhibits. */
function details(report, catalogue, all, rows) {
	const families = /* @__PURE__ */ new Map();
	for (const target of report.targets) for (const [id, outcome] of Object.entries(target.outcomes)) {
		if (outcome.status !== "measured") continue;
		const own = all.filter((one) => one.target === target.name && one.check === id);
		if (own.length === 0 && isQuiet(outcome)) continue;
		const exhibits = outcome.exhibits.map((exhibit) => exhibitMarkdown(exhibit, rows)).filter(Boolean);
		const parts = [
			list(own),
			outcome.metrics.length > 0 ? metricTable(outcome.metrics, rows) : "",
			...exhibits
		].filter(Boolean);
		if (parts.length === 0) continue;
		const family = id.split("/")[0];
		const title = `#### ${catalogue.get(id)?.title ?? id}${several(report) ? ` · ${codeSpan(target.name)}` : ""}`;
		families.set(family, [...families.get(family) ?? [], [title, ...parts].join("\n\n")]);
	}
	return [...families].map(([family, parts], index) => ({
		priority: 10 + index,
		text: `<details><summary>${family.charAt(0).toUpperCase()}${family.slice(1)}</summary>\n\n${parts.join("\n\n")}\n\n</details>`
	}));
}
/** Nothing to look at, nothing judged, and no number that moved: the row in the table above says it all. */
function isQuiet({ metrics, claims, exhibits }) {
	const still = ({ head, delta }) => (delta.value ?? head.value) === 0;
	return claims.length === 0 && exhibits.length === 0 && metrics.every(still);
}
const MARKS = {
	block: "⛔",
	warn: "⚠️",
	info: "ℹ️",
	off: ""
};
function list(own) {
	const lines = grouped(own).flatMap(({ one, others }) => [one, ...others.slice(0, 11)]).slice(0, FINDINGS_SHOWN).map(({ severity, finding, text, fix, blocking }) => {
		const record = finding.about.find((ref) => ref.kind === "file" && ref.line !== void 0);
		const place = record ? ` · ${codeSpan(refText(record))}` : "";
		const old = finding.age === "pre-existing" ? " *(pre-existing)*" : "";
		const remedy = severity === "warn" || severity === "block" && !blocking ? `<br>→ ${toMarkdown(fix)}` : "";
		const name = blocking ? `\`${waivable(finding)}\`` : finding.id;
		return `- ${MARKS[severity]} **${name}** ${toMarkdown(text)}${place}${old}${remedy}`;
	});
	const more = own.length - lines.length;
	return [...lines, ...more > 0 ? [`- … ${plain(more)} more in report.html`] : []].join("\n");
}
function footer({ timing, commits }, run, answered) {
	const stages = Object.entries(timing.stages).map(([name, seconds]) => `${name} ${duration(seconds)}`);
	const again = commits.head === "worktree" ? "cv-gate run --head worktree" : `cv-gate run --base ${commits.policy.slice(0, 10)} --head ${commits.head.slice(0, 10)}`;
	return `<sub>${[
		...run ? [`report.html is an artifact of ${link(run)}`] : [],
		...run && answered ? ["<code>/cv-help</code> lists the commands"] : [],
		...stages,
		`again on your machine: <code>${again}</code>`
	].join(" · ")}</sub>`;
}

export { powerLines as i, markOf as n, renderComment as r, MARKS as t };