import { E as reason, G as parseCommand, M as duration, O as toMarkdown, V as codeSpan, W as PLACEHOLDER, _ as headline, a as link, c as gateRows, f as waiveCommand, g as grouped, h as findings, i as commit, l as withinBudget, m as distinctErrors, o as word, r as checkNames, s as STATE_ICONS, u as blockerLines, v as several, w as refText, x as waiverLines, z as plain } from "./fold.js";
import { a as mayDo, i as mayBeAnswered, r as standingOf, t as WAIVER_MS } from "./waivers.js";
import { i as placeText, r as asGateError, t as GateError } from "./errors.js";
import { a as react, i as commentsOf, n as whoAmI, o as replyOnce, t as isOwn } from "./identity.js";
import { n as fileAt, t as parseReport } from "./foreign-report.js";
import { i as pullOf } from "./pull-request.js";
import { t as catalogue } from "./catalogue.js";
import { t as load } from "./load-config.js";
import { c as downloadReport, f as unpack, i as rerun$1, n as attemptStarted, r as newestRun } from "./json-bounds.js";

// src/commands/usage.ts
/** What each command looks like and does; the README's table and the bot's help are made of it. */
const COMMANDS = {
	recheck: {
		usage: "/cv-recheck [CHECK…] [--force]",
		text: "run the gate again on the newest commit; `--force` measures the checks named, or all, anew and pools with what was measured before"
	},
	waive: {
		usage: "/cv-waive FINDING@EVIDENCE REASON",
		text: "accept a finding that blocks, for 30 days and as long as its evidence stays the same"
	},
	unwaive: {
		usage: "/cv-unwaive FINDING",
		text: "withdraw the waivers of a finding"
	},
	explain: {
		usage: "/cv-explain CHECK or FINDING",
		text: "what it means, and what to do"
	},
	status: {
		usage: "/cv-status",
		text: "the newest verdict, and what stands in the way of merging"
	},
	help: {
		usage: "/cv-help",
		text: "these commands, and who may give them"
	}
};

// src/render/reply-explain.ts
const PLACES = 10;
/** A check by its description and newest results, a finding by what the newest report says of it. */
function explanation(what, report, catalogue) {
	const meta = catalogue.get(what);
	if (meta) return aboutCheck(meta, report, catalogue);
	if (what.includes("/")) return [`There is no check ${codeSpan(what)}.`, checkNames(catalogue)];
	if (report === null) return [`There is no report for this pull request yet, so finding ${codeSpan(what)} is not known.`];
	const found = findings(report, catalogue).filter(({ finding }) => finding.id === what);
	if (found.length === 0) return [`The newest report, of ${commit(report.commits.head)}, holds no finding ${codeSpan(what)}: it is solved, or was never there. \`/cv-status\` lists what blocks.`];
	return found.flatMap((one) => aboutFinding(one, report));
}
function aboutCheck(meta, report, catalogue) {
	const now = (report === null ? [] : gateRows(report, catalogue).filter(({ check }) => check === meta.id)).map(({ state, target, detail }) => {
		const name = report !== null && several(report) ? `${codeSpan(target)} ` : "";
		return `${STATE_ICONS[state]} ${name}${toMarkdown(detail)}`;
	});
	const messages = Object.entries(meta.messages).map(([code, { severity, text, fix }]) => `- **${code}** (${severity} unless configured): ${text}\n  → ${fix}`);
	return [
		`**${meta.title}** \`${meta.id}\`: ${meta.why}`,
		now.length > 0 ? `In the newest report: ${now.join("; ")}.` : "",
		"What it can find:",
		...messages,
		`\`cv-gate explain ${meta.id}\` prints its options too.`
	];
}
const MEANS = {
	block: "a blocker",
	warn: "a warning: it does not block",
	info: "for information: it does not block",
	off: "switched off"
};
function aboutFinding({ finding, check, meta, target, severity, blocking, text, fix }, report) {
	const { id, age, about } = finding;
	const places = about.slice(0, PLACES).map((ref) => `- ${codeSpan(`${ref.side}: ${refText(ref)}`)}`);
	const more = about.length - places.length;
	return [
		`**${id}** ${several(report) ? `${codeSpan(target)} ` : ""}${toMarkdown(text)}`,
		fix.length > 0 ? `→ ${toMarkdown(fix)}` : "",
		`${[
			`It is ${MEANS[severity]}`,
			age === "new" ? "caused by this pull request" : "on base already",
			`found by ${codeSpan(check)}`
		].join(", ")}.`,
		blocking ? `Solve it, or let a maintainer accept it with \`${waiveCommand(finding)}\`, a reason in the place of the last word.` : "",
		meta?.why ?? "",
		[...places, ...more > 0 ? [`- … ${plain(more)} more places in report.html`] : []].join("\n")
	];
}

// src/render/reply-status.ts
const SHOWN = 5;
/** The newest verdict, what stands in the way, and what was waived. */
function statusOf({ head, report, run }, catalogue) {
	const measuring = run === null ? "" : `${link(run)} is measuring ${commit(head)} now: the comment follows when it ends.`;
	if (report === null) return [measuring || `There is no report for this pull request yet, and no run in progress for ${commit(head)}. Push a commit, or close and reopen the pull request: either starts a run.`];
	const { icon, words, todo } = headline(report, catalogue);
	const stale = report.commits.head === head ? "" : ` It is of an older commit: the pull request is at ${commit(head)}.`;
	return [
		`${icon} **${words}** at ${commit(report.commits.head)}.${stale}`,
		measuring,
		todo,
		...blocking(report, catalogue),
		failures(report),
		waived(report),
		looks(report)
	];
}
function blocking(report, catalogue) {
	const groups = grouped(findings(report, catalogue).filter((one) => one.blocking));
	const lines = groups.slice(0, SHOWN).map((group) => `- ${blockerLines(report, group, "listed in the comment").join("\n  ")}`);
	return groups.length > SHOWN ? [...lines, `- … ${plain(groups.length - SHOWN)} more kinds in the comment`] : lines;
}
function failures(report) {
	return distinctErrors(report).slice(0, SHOWN).map(({ code, message, hint }) => `- 🚧 **${code}** ${codeSpan(message)}\n  → ${codeSpan(hint)}`).join("\n");
}
function waived(report) {
	const lines = waiverLines(report).map((line) => `- ${toMarkdown(line)}`);
	return lines.length === 0 ? "Nothing is waived." : lines.join("\n");
}
function looks({ looks: counted }) {
	if ("code" in counted) return `Looks: ${toMarkdown(reason(counted))}.`;
	return `Looks: ${plain(counted.k)}; what is shown must hold at α = ${plain(counted.alpha)}.`;
}

// src/render/reply.ts
const MOST = 1e4;
const NAMES = 20;
/** The comment that answers the comment `to`. Its first line is the marker by which a second answer is known. */
function renderReply(to, reply, catalogue) {
	const [first, ...more] = partsOf(reply, catalogue);
	const sections = more.map((text, index) => ({
		priority: index + 1,
		text
	}));
	const marker = `${replyMark(to)}${isDone(reply) ? "done " : ""}-->`;
	return withinBudget([{
		priority: 0,
		text: `${marker}\n${first}`
	}, ...sections], MOST);
}
/** What an answer to a comment begins with; `done` follows where what was asked for happened, or was told. */
function replyMark(to) {
	return `<!-- cv-gate:reply to=${to} `;
}
const DONE = /* @__PURE__ */ new Set([
	"help",
	"status",
	"explained",
	"rerun",
	"read-at-end"
]);
/** Whether what was asked for happened, or was told. */
function isDone({ kind }) {
	return DONE.has(kind);
}
/** Paragraphs, those that matter most first. */
function partsOf(reply, catalogue) {
	switch (reply.kind) {
		case "help": return [
			"What can be asked on a pull request, in the first line of a new comment:",
			usages(),
			who(reply.waivers)
		];
		case "status": return statusOf(reply, catalogue);
		case "explained": return explanation(reply.what, reply.report, catalogue);
		case "rerun": return [rerun(reply)];
		case "read-at-end": return [readAtEnd(reply)];
		case "unknown-check": return [`There is no check ${codeSpan(reply.check)}. Nothing was started.`, checkNames(catalogue)];
		case "head-moved": return [`${word(reply.command)} was not followed: it was written before ${commit(reply.to)} was pushed. Look at the new commit and its report first, then write the command again.`];
		case "still-running": return [`${word(reply.command)} was not followed: ${link(reply.run)} is still in progress, and may have read the comments already. Write the command again when it has ended.`];
		case "no-run": return [`${word(reply.command)} was not followed: there is no run of ${codeSpan(reply.workflow)} for ${commit(reply.head)} that can be started again. GitHub keeps runs for 30 days, and a pull request with a conflict gets none. Push a commit, or close and reopen the pull request: either starts a new run.`];
		case "no-report": return [`${word(reply.command)} was not followed: there is no report for ${commit(reply.head)} yet. Wait until its run has ended; if it failed before it could report, its log says why.`];
		case "unknown-finding": return [`The newest report, of ${commit(reply.head)}, holds no finding ${codeSpan(reply.finding)}: it is solved, or was never there. Nothing was waived. ${word("status")} lists what blocks.`];
		case "other-evidence": return [`Nothing was waived: finding **${reply.finding.id}** rests on other evidence than ${codeSpan(reply.given)} now. Look at it again; if it may still be accepted, the command is \`${waiveCommand(reply.finding)}\`, with your reason in the place of the word “${PLACEHOLDER}”.`];
		case "not-a-blocker": return [`Nothing was waived: finding ${codeSpan(reply.finding)} does not block, so there is nothing to accept. ${word("status")} lists what blocks.`];
		case "nothing-waived": return [`Finding ${codeSpan(reply.finding)} is not waived here: there is nothing to withdraw.`];
		case "no-right": return [`${word(reply.command)} was not followed: your role here is ${codeSpan(reply.role)}.`, who(reply.waivers)];
		case "cooldown": return [`Nothing was started: a pull request has one recheck a minute and ten an hour. Write the command again in ${duration(reply.seconds)}; until then the newest report stands.`];
		case "malformed": return malformed(reply.command, reply.why);
		case "failed": return [
			`${word(reply.command)} was not followed: ${reply.message.split("\n").map((line) => codeSpan(line)).join("\n")}`,
			`→ ${codeSpan(reply.hint)}`,
			"No verdict was changed by this. Write the command again when it is mended."
		];
	}
}
function rerun({ intent, head, run, until }) {
	const started = `${link(run)} was started again for ${commit(head)}`;
	const then = "The comment and the check change when it has ended.";
	if (intent.kind === "unwaive") return `Waivers of finding **${intent.finding}** no longer count: ${started}. ${then}`;
	if (intent.kind === "waive") {
		const end = until === void 0 ? "for 30 days" : `until ${codeSpan(until.slice(0, 10))}`;
		return `Finding **${intent.finding}** is accepted ${end}, as long as its evidence stays the same and your comment is not edited: ${started}, and will say so. ${then} \`/cv-unwaive ${intent.finding}\` withdraws it.`;
	}
	const named = intent.checks.map((check) => codeSpan(check)).join(", ");
	return `${started}: ${intent.force ? `${named || "every check"} is measured anew and pooled with what was measured before` : "what could not be measured is tried again, and what was measured on the same model and data stands"}. ${then}`;
}
/** A run asks for the waivers when it has measured. */
function readAtEnd({ intent, run }) {
	return `${intent.kind === "waive" ? `Finding **${intent.finding}** is accepted for 30 days` : `Waivers of finding **${intent.finding}** no longer count`}: ${link(run)} is still in progress, and reads the comments when it has measured. If its report does not say so, it ended too soon: write \`/cv-recheck\` then.`;
}
function malformed(command, why) {
	const wrong = `That command was not understood: ${toMarkdown(reason(why))}.`;
	if (command === null) return [wrong, usages()];
	return [
		wrong,
		`Expected: \`${COMMANDS[command].usage}\`, alone in the first line. What you want to say besides goes on the lines below.`,
		WHERE[command] ?? ""
	];
}
/** Where to find what a command names. */
const WHERE = {
	waive: `The gate's comment has the line beside each finding that blocks, and so has the answer to ${word("status")}: copy it, and put your reason in the place of the word “${PLACEHOLDER}”.`,
	unwaive: `The waivers that there are stand in the gate's comment and in the answer to ${word("status")}.`,
	recheck: `Names of checks are like \`leakage/exact-duplicate\`; without a name all are meant.`,
	explain: `Names of checks are like \`leakage/exact-duplicate\`; ids of findings stand in the gate's comment.`
};
function usages() {
	return Object.values(COMMANDS).map(({ usage, text }) => `- \`${usage}\`: ${text}`).join("\n");
}
function who(waivers) {
	return `Commands are for those who may write to this repository; \`/cv-waive\` and \`/cv-unwaive\` for those of them whom the configuration on the base branch names: ${waivers.slice(0, NAMES).map((entry) => codeSpan(entry)).join(", ") || "nobody"}.`;
}

// src/app/action/answer.ts
const MINUTE_MS = 6e4;
const ATTEMPTS_AN_HOUR = 10;
/** Does what is asked by somebody who may ask it. */
async function answerTo(intent, asked) {
	const { connection, pull, workflow, waivers } = asked;
	if (intent.kind === "help") return {
		kind: "help",
		waivers
	};
	const run = await newestRun(connection, {
		...pull,
		path: workflow
	});
	if (intent.kind === "explain") return {
		kind: "explained",
		what: intent.what,
		report: run && await reportOf(run, connection)
	};
	if (intent.kind === "status") {
		const report = run && await reportOf(run, connection);
		const measuring = run && isRunning(run) ? refOf(run) : null;
		return {
			kind: "status",
			head: pull.head,
			report,
			run: measuring
		};
	}
	return (run && await instead(intent, run, asked)) ?? await runAgain(intent, run, asked);
}
/** What is said instead of running again, or null. */
async function instead(intent, run, { connection, said, pull }) {
	const command = intent.kind;
	if (Date.parse(run.created_at) > Date.parse(said.comment.created_at)) return {
		kind: "head-moved",
		command,
		to: pull.head
	};
	if (intent.kind === "recheck") {
		const unknown = intent.checks.find((check) => !catalogue.has(check));
		if (unknown) return {
			kind: "unknown-check",
			check: unknown
		};
		if (isRunning(run)) return whileRunning(intent, run);
		const seconds = await tooSoon(run, connection);
		return seconds > 0 ? {
			kind: "cooldown",
			seconds
		} : null;
	}
	const report = await reportOf(run, connection);
	if (report === null && !isRunning(run)) return {
		kind: "no-report",
		command,
		head: pull.head
	};
	return (report && wrongWaiver(intent, report, pull.head)) ?? (isRunning(run) ? whileRunning(intent, run) : null);
}
async function runAgain(intent, run, { connection, said, pull, workflow }) {
	if (run === null) return noRun(intent, pull, workflow);
	if (await rerun$1(connection, run) === "refused") {
		const now = await newestRun(connection, {
			...pull,
			path: workflow
		});
		return now && isRunning(now) ? whileRunning(intent, now) : noRun(intent, pull, workflow);
	}
	const until = new Date(Date.parse(said.comment.created_at) + WAIVER_MS).toISOString();
	return {
		kind: "rerun",
		intent,
		head: pull.head,
		run: refOf(run),
		until
	};
}
function noRun({ kind: command }, { head }, workflow) {
	return {
		kind: "no-run",
		command,
		head,
		workflow
	};
}
function whileRunning(intent, run) {
	return intent.kind === "recheck" ? {
		kind: "still-running",
		command: intent.kind,
		run: refOf(run)
	} : {
		kind: "read-at-end",
		intent,
		run: refOf(run)
	};
}
function wrongWaiver(intent, report, head) {
	const { finding: id } = intent;
	if (intent.kind === "unwaive") return report.waivers.some(({ finding, state }) => finding === id && state !== "withdrawn") ? null : {
		kind: "nothing-waived",
		finding: id
	};
	const finding = findingOf(report, id);
	if (finding === null) return {
		kind: "unknown-finding",
		finding: id,
		head
	};
	if (!finding.evidence.startsWith(intent.evidence)) return {
		kind: "other-evidence",
		finding,
		given: intent.evidence
	};
	return report.targets.some(({ blockers, waived }) => blockers.includes(id) || waived.includes(id)) ? null : {
		kind: "not-a-blocker",
		finding: id
	};
}
function findingOf({ targets }, id) {
	for (const outcome of targets.flatMap(({ outcomes }) => Object.values(outcomes))) {
		const found = outcome.status === "measured" ? outcome.findings.find((finding) => finding.id === id) : void 0;
		if (found) return found;
	}
	return null;
}
/**
* Seconds to wait, 0 when none: at most one attempt a minute and ten an hour, by when they began, which nobody can
* change but who may start runs.
*/
async function tooSoon({ id, run_attempt, run_started_at, created_at }, connection) {
	const since = (began, rest) => Math.max(0, Math.ceil((began + rest - connection.waiter.now()) / 1e3));
	const soon = since(Date.parse(run_started_at ?? created_at), MINUTE_MS);
	const tenth = run_attempt - ATTEMPTS_AN_HOUR + 1;
	if (tenth < 1) return soon;
	return Math.max(soon, since(await attemptStarted(connection, id, tenth), 60 * MINUTE_MS));
}
async function reportOf(run, connection) {
	const archive = await downloadReport(connection, run.id);
	return archive && parseReport(unpack(archive, "report.json"), run.id, run.head_sha);
}
function isRunning({ status }) {
	return status !== "completed";
}
function refOf({ id, html_url: url }) {
	return {
		id,
		url
	};
}

// src/app/action/command.ts
/** Requests of this hour that are left to measuring and reporting, whatever number of commands is written. */
const RESERVED_REQUESTS = 500;
/**
* A comment on a pull request. A command never measures and opens no file of the pull request: it runs the pull request's
* own run again, which reads the comments, so that the required check turns.
*/
async function command(connection, said, inputs, { log }) {
	const silence = whySilent(said);
	if (silence !== null) return log.info(silence);
	const author = said.comment.user;
	const intent = parseCommand(said.comment.body ?? "");
	if (intent === null) return log.info("the comment is no command");
	const person = {
		...await standingOf(connection, author),
		login: author.login
	};
	const id = said.comment.id;
	if (connection.spent.remaining < RESERVED_REQUESTS) throw floodError(connection.spent.remaining);
	if (!mayBeAnswered(person)) {
		await react(connection, id, "-1");
		return log.info("its author may not give commands here");
	}
	const pull = await pullOf(connection, said.issue.number);
	if (!pull.open) return log.info("the pull request is closed");
	const identity = await whoAmI(connection);
	const isOurs = ({ user }) => isOwn(user, identity);
	const marker = replyMark(id);
	const comments = await commentsOf(connection, pull.number);
	const before = comments.find((one) => isOurs(one) && one.body?.startsWith(marker));
	if (before) {
		const content = before.body.startsWith(`${marker}done `) ? "rocket" : "-1";
		if (!comments.find((one) => one.id === id)?.reactions?.[content]) await react(connection, id, content);
		return log.info("it was answered before");
	}
	const reply = await answer(intent, person);
	await replyOnce(connection, pull.number, {
		body: renderReply(id, reply, catalogue),
		marker
	}, isOurs);
	await react(connection, id, isDone(reply) ? "rocket" : "-1");
	log.info(`${intent.kind}: ${reply.kind}`);
	async function answer(intent, person) {
		if (intent.kind === "malformed") return intent;
		const command = intent.kind;
		try {
			const waivers = await waiversOf(connection, pull, inputs);
			if (!mayDo(intent, person, waivers)) return {
				kind: "no-right",
				command,
				role: person.role,
				waivers
			};
			await react(connection, id, "eyes");
			return await answerTo(intent, {
				connection,
				said,
				pull,
				workflow: inputs.measuringWorkflow,
				waivers
			});
		} catch (thrown) {
			const error = asGateError(thrown);
			const [message, { hint }] = [`${placeText(error)}${error.message}`, error];
			log.warn(`${message} → ${hint}`);
			return {
				kind: "failed",
				command,
				message,
				hint
			};
		}
	}
}
/** Why nothing is to be said to a comment at all, or null. */
function whySilent({ action, issue, comment, sender }) {
	if (action !== "created") return `the comment was ${action}: only a new one is a command`;
	if (!issue.pull_request) return "the comment is on an issue, not on a pull request";
	if (issue.state !== "open") return "the pull request is closed";
	if (issue.locked) return "the conversation is locked";
	if (comment.user === null) return "the comment has no author";
	if (comment.user.type !== "User" || sender.type !== "User") return "the comment is of a bot";
	return comment.user.id === sender.id ? null : "the comment is not of whoever sent it";
}
function floodError(left) {
	const what = `commands are not followed for now: of this hour's requests to GitHub ${left} are left, which measuring and reporting need`;
	return new GateError("github-limit", "host", what, { hint: "Write the command again within the hour to come." });
}
/** Who may waive, from the configuration at the tip of the base branch. */
async function waiversOf(connection, { baseRef }, { config }) {
	const file = await fileAt(connection, config, baseRef);
	if (file === null) return ["maintain", "admin"];
	return load(file.text, {
		path: config,
		commit: baseRef
	}).policy.waivers;
}

export { command };