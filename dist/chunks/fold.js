import { t as REASONS } from "./reasons.js";

// src/commands/grammar.ts
const PREFIX = "/cv-";
const LONGEST_BODY = 65536;
const LONGEST_LINE = 1e3;
const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;
const LONGEST_CHECK = 80;
const FINDING_DIGITS = 10;
const EVIDENCE_DIGITS = 8;
/** What stands in the place of a reason in the lines that we offer to copy. */
const PLACEHOLDER = "reason";
const FORCE = "--force";
const READERS = /* @__PURE__ */ new Map([
	["/cv-recheck", ["recheck", recheck]],
	["/cv-waive", ["waive", waive]],
	["/cv-unwaive", ["unwaive", unwaive]],
	["/cv-explain", ["explain", explain]],
	["/cv-status", ["status", (rest) => alone({ kind: "status" }, rest)]],
	["/cv-help", ["help", (rest) => alone({ kind: "help" }, rest)]]
]);
/**
* Reads the first line of a comment that is not blank; null when it is no command, and the bot stays silent. A command
* begins with its first character: in a quote, a list, code or after a space it is talk about a command. What stands
* below is not read.
*/
function parseCommand(body) {
	if (body.length > LONGEST_BODY) return null;
	const line = firstLine(body);
	if (!line.startsWith(PREFIX)) return null;
	const [word, rest] = cut(line);
	if (word.includes("/", 1)) return null;
	const [command, read] = READERS.get(word) ?? [null, () => reason$1("unknown-command", { word })];
	const said = unreadable(line) ?? read(rest);
	return "kind" in said ? said : {
		kind: "malformed",
		command,
		why: said
	};
}
/** The line that `parseCommand` reads as this. */
function formatCommand(intent) {
	const word = `${PREFIX}${intent.kind}`;
	switch (intent.kind) {
		case "recheck": return [
			word,
			...intent.checks,
			...intent.force ? [FORCE] : []
		].join(" ");
		case "waive": return `${word} ${intent.finding}@${intent.evidence} ${intent.reason}`;
		case "unwaive": return `${word} ${intent.finding}`;
		case "explain": return `${word} ${intent.what}`;
		case "status":
		case "help": return word;
	}
}
function recheck(rest) {
	const checks = /* @__PURE__ */ new Set();
	let force = false;
	for (const word of wordsOf(rest)) if (word === FORCE) force = true;
	else if (isCheckId(word)) checks.add(word);
	else return reason$1(word.startsWith("-") ? "unknown-option" : "not-a-check", { word });
	return {
		kind: "recheck",
		checks: [...checks],
		force
	};
}
function waive(rest) {
	const [target, why] = cut(rest);
	const [finding, evidence, ...more] = target.split("@");
	if (!isHex(finding, FINDING_DIGITS) || !isHex(evidence, 8) || more.length > 0) return notOne("not-a-finding-and-evidence", target);
	if (why.length < SHORTEST_REASON) return reason$1("reason-too-short", { least: SHORTEST_REASON });
	if (why.length > LONGEST_REASON) return reason$1("reason-too-long", {
		most: LONGEST_REASON,
		length: why.length
	});
	if (why === "reason" || why === `<${"reason"}>`) return reason$1("reason-is-placeholder", {});
	return {
		kind: "waive",
		finding,
		evidence,
		reason: why
	};
}
function unwaive(rest) {
	const [finding, more] = cut(rest);
	if (!isHex(finding, FINDING_DIGITS)) return notOne("not-a-finding", finding);
	return alone({
		kind: "unwaive",
		finding
	}, more);
}
function explain(rest) {
	const [what, more] = cut(rest);
	if (!isHex(what, FINDING_DIGITS) && !isCheckId(what)) return notOne("not-a-check-or-finding", what);
	return alone({
		kind: "explain",
		what
	}, more);
}
/** The intent, unless the line goes on. */
function alone(intent, rest) {
	return rest === "" ? intent : reason$1("words-too-many", { word: rest });
}
function notOne(code, word) {
	return word === "" ? reason$1("nothing-named", {}) : reason$1(code, { word });
}
function reason$1(code, args) {
	return {
		code,
		args
	};
}
function firstLine(body) {
	let from = 0;
	while (from < body.length) {
		const newline = body.indexOf("\n", from);
		const end = newline === -1 ? body.length : newline;
		const line = body.slice(from, body[end - 1] === "\r" ? end - 1 : end);
		for (let at = 0; at < line.length; at++) if (!isBlank(line[at])) return line;
		from = end + 1;
	}
	return "";
}
/** Why the line is none that a command may stand in: one look-alike letter and it means something else to a reader. */
function unreadable(line) {
	if (line.length > LONGEST_LINE) return reason$1("line-too-long", {
		most: LONGEST_LINE,
		length: line.length
	});
	let column = 1;
	for (const character of line) {
		const point = character.codePointAt(0);
		if ((point < 32 || point > 126) && !isBlank(character)) return reason$1("not-plain-ascii", {
			column,
			character: `U+${point.toString(16).toUpperCase().padStart(4, "0")}`
		});
		column++;
	}
	return null;
}
/** The first word, and the rest without blanks around it. */
function cut(text) {
	let end = 0;
	while (end < text.length && !isBlank(text[end])) end++;
	return [text.slice(0, end), text.slice(end).trim()];
}
function* wordsOf(text) {
	for (let rest = text; rest !== "";) {
		const [word, more] = cut(rest);
		yield word;
		rest = more;
	}
}
function isBlank(character) {
	return character === " " || character === "	";
}
function isHex(text, digits) {
	return text?.length === digits && [...text].every((digit) => "0123456789abcdef".includes(digit));
}
/** `family/name`, each of words of a–z and 0–9 that begin with a letter where the part begins, joined by `-`. */
function isCheckId(text) {
	const parts = text.split("/");
	return text.length <= LONGEST_CHECK && parts.length === 2 && parts.every(isCheckPart);
}
function isCheckPart(part) {
	const isWord = (word) => word !== "" && [...word].every((letter) => isLetter(letter) || isDigit(letter));
	return isLetter(part.charAt(0)) && part.split("-").every(isWord);
}
function isLetter(character) {
	return character >= "a" && character <= "z";
}
function isDigit(character) {
	return character >= "0" && character <= "9";
}

// src/render/escape.ts
/** Untrusted text never leaves this file unescaped: control, bidirectional and invisible characters become visible. */
const LONGEST = 200;
function visible(text, longest = LONGEST) {
	const shown = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (mark) => `\\u{${mark.codePointAt(0).toString(16).toUpperCase()}}`);
	const points = Array.from(shown);
	return points.length <= longest ? shown : `${points.slice(0, longest - 1).join("")}…`;
}
/** A Markdown code span: fenced by more backticks than the text has in a row. In a table cell pipes are escaped too. */
function codeSpan(text, cell = false) {
	const shown = visible(text);
	if (shown.trim() === "") return "*(empty)*";
	const runs = shown.match(/`+/g) ?? [];
	const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
	const padded = shown.startsWith("`") || shown.endsWith("`") || shown.startsWith(" ") && shown.endsWith(" ") ? ` ${shown} ` : shown;
	return `${fence}${cell ? inCell(padded) : padded}${fence}`;
}
/** A backslash before a pipe would take its escape away: no code span of a table can hold both. */
function inCell(text) {
	return text.replaceAll("\\|", "\\\\u{7C}").replaceAll("|", "\\|");
}
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
function html(text, longest = 1e3) {
	return visible(text, longest).replace(/[&<>"']/g, (mark) => ENTITIES[mark]);
}

// src/render/numbers.ts
const MINUS = "−";
function signed(text) {
	return text.replace("-", MINUS);
}
function fixed(value, digits) {
	const text = value.toFixed(digits);
	return signed(Number(text) === 0 ? 0 .toFixed(digits) : text);
}
/** 0.0314 → `3.1 %`. */
function percent(ratio) {
	return `${fixed(ratio * 100, 1)} %`;
}
/** −0.041 → `−4.1 pp`; small differences keep a second digit. */
function points(difference) {
	const digits = difference !== 0 && Math.abs(difference) < .001 ? 2 : 1;
	const text = fixed(difference * 100, digits);
	return `${difference > 0 && !text.startsWith(MINUS) ? "+" : ""}${text} pp`;
}
/** Three digits or so; below a tenth of a millisecond in microseconds. */
function milliseconds(ms) {
	const size = Math.abs(ms);
	if (size > 0 && size < .1) return `${fixed(ms * 1e3, size >= .01 ? 1 : 2)} µs`;
	return `${fixed(ms, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)} ms`;
}
function bytes(count) {
	const size = Math.abs(count);
	if (size < 1e3) return `${signed(String(count))} B`;
	if (size < 1e6) return `${fixed(count / 1e3, 1)} kB`;
	return size < 1e9 ? `${fixed(count / 1e6, 1)} MB` : `${fixed(count / 1e9, 2)} GB`;
}
/** Whole numbers in groups of three, others with three significant digits. */
function plain(value) {
	if (Number.isInteger(value)) return signed(value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ","));
	return signed(Math.abs(value) >= 1e3 ? value.toFixed(0) : String(Number(value.toPrecision(3))));
}
function inUnit(value, unit) {
	if (unit === "ratio") return percent(value);
	if (unit === "ms") return milliseconds(value);
	if (unit === "byte") return bytes(value);
	return unit === "count" || unit === "score" ? plain(value) : `${plain(value)} ${unit}`;
}
/** A difference: ratios in percentage points, always with its sign. */
function change(value, unit) {
	if (unit === "ratio") return points(value);
	const text = inUnit(value, unit);
	return value > 0 ? `+${text}` : text;
}
/** A number in a column of a table. */
function inColumn(value, { unit, change: difference }) {
	if (unit === "text") return plain(value);
	return difference ? change(value, unit) : inUnit(value, unit);
}
function isInterval(interval) {
	return "lo" in interval;
}
/** `300 images`, `1 file`. */
function countOf({ n, of }) {
	return `${plain(n)} ${of}${n === 1 ? "" : of.endsWith("x") ? "es" : "s"}`;
}
/** `−5.9 pp … −2.2 pp`, or an empty string where there is none. */
function intervalText(estimate, show) {
	if (estimate.value === null || !isInterval(estimate.interval)) return "";
	return `${show(estimate.interval.lo)} … ${show(estimate.interval.hi)}`;
}
/** An argument by the ending of its name: `…Ratio`, `…Pp`, `…Ms`, `…Bytes`. */
function argument(name, value) {
	if (name.endsWith("Ratio")) return percent(value);
	if (name.endsWith("Pp")) return points(value);
	if (name.endsWith("Ms")) return milliseconds(value);
	return name.endsWith("Bytes") ? bytes(value) : plain(value);
}
function duration(seconds) {
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	if (seconds < 60) return `${Math.round(seconds)} s`;
	const minutes = Math.floor(seconds / 60);
	return `${minutes} min ${Math.round(seconds - minutes * 60)} s`;
}

// src/render/fragments.ts
/** A template with its `{places}` filled in. A place without argument stays as it is; an empty text leaves nothing. */
function fill(template, args) {
	return template.split(/(\{\w+\})/).flatMap((part) => {
		const name = /^\{(\w+)\}$/.exec(part)?.[1];
		if (name === void 0 || !Object.hasOwn(args, name)) return part === "" ? [] : [{ own: part }];
		const value = args[name];
		if (typeof value === "number") return [{ own: argument(name, value) }];
		return value === "" ? [] : [{ untrusted: value }];
	});
}
function reason({ code, args }) {
	const template = Object.hasOwn(REASONS, code) ? REASONS[code] : null;
	return template === null ? unknown(code, args) : fill(template, args);
}
/** A code that this version does not know is shown as code and arguments. */
function unknown(code, args) {
	return [
		{ untrusted: code },
		{ own: " " },
		{ untrusted: JSON.stringify(args) }
	];
}
function toMarkdown(fragments, cell = false) {
	return fragments.map((part) => "own" in part ? cell ? part.own.replaceAll("|", "\\|") : part.own : codeSpan(part.untrusted, cell)).join("");
}
function toHtml(fragments) {
	return fragments.map((part) => "own" in part ? html(part.own, 1e4).replace(/`([^`]*)`/g, "<code>$1</code>") : `<code>${html(part.untrusted)}</code>`).join("");
}
function toPlain(fragments) {
	return fragments.map((part) => "own" in part ? part.own : visible(part.untrusted)).join("");
}

// node_modules/markdown-table/index.js
/**
* @typedef {Options} MarkdownTableOptions
*   Configuration.
*/
/**
* @typedef Options
*   Configuration.
* @property {boolean | null | undefined} [alignDelimiters=true]
*   Whether to align the delimiters (default: `true`);
*   they are aligned by default:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   Pass `false` to make them staggered:
*
*   ```markdown
*   | Alpha | B |
*   | - | - |
*   | C | Delta |
*   ```
* @property {ReadonlyArray<string | null | undefined> | string | null | undefined} [align]
*   How to align columns (default: `''`);
*   one style for all columns or styles for their respective columns;
*   each style is either `'l'` (left), `'r'` (right), or `'c'` (center);
*   other values are treated as `''`, which doesn’t place the colon in the
*   alignment row but does align left;
*   *only the lowercased first character is used, so `Right` is fine.*
* @property {boolean | null | undefined} [delimiterEnd=true]
*   Whether to end each row with the delimiter (default: `true`).
*
*   > 👉 **Note**: please don’t use this: it could create fragile structures
*   > that aren’t understandable to some markdown parsers.
*
*   When `true`, there are ending delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no ending delimiters:
*
*   ```markdown
*   | Alpha | B
*   | ----- | -----
*   | C     | Delta
*   ```
* @property {boolean | null | undefined} [delimiterStart=true]
*   Whether to begin each row with the delimiter (default: `true`).
*
*   > 👉 **Note**: please don’t use this: it could create fragile structures
*   > that aren’t understandable to some markdown parsers.
*
*   When `true`, there are starting delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no starting delimiters:
*
*   ```markdown
*   Alpha | B     |
*   ----- | ----- |
*   C     | Delta |
*   ```
* @property {boolean | null | undefined} [padding=true]
*   Whether to add a space of padding between delimiters and cells
*   (default: `true`).
*
*   When `true`, there is padding:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there is no padding:
*
*   ```markdown
*   |Alpha|B    |
*   |-----|-----|
*   |C    |Delta|
*   ```
* @property {((value: string) => number) | null | undefined} [stringLength]
*   Function to detect the length of table cell content (optional);
*   this is used when aligning the delimiters (`|`) between table cells;
*   full-width characters and emoji mess up delimiter alignment when viewing
*   the markdown source;
*   to fix this, you can pass this function,
*   which receives the cell content and returns its “visible” size;
*   note that what is and isn’t visible depends on where the text is displayed.
*
*   Without such a function, the following:
*
*   ```js
*   markdownTable([
*     ['Alpha', 'Bravo'],
*     ['中文', 'Charlie'],
*     ['👩‍❤️‍👩', 'Delta']
*   ])
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo |
*   | - | - |
*   | 中文 | Charlie |
*   | 👩‍❤️‍👩 | Delta |
*   ```
*
*   With [`string-width`](https://github.com/sindresorhus/string-width):
*
*   ```js
*   import stringWidth from 'string-width'
*
*   markdownTable(
*     [
*       ['Alpha', 'Bravo'],
*       ['中文', 'Charlie'],
*       ['👩‍❤️‍👩', 'Delta']
*     ],
*     {stringLength: stringWidth}
*   )
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo   |
*   | ----- | ------- |
*   | 中文  | Charlie |
*   | 👩‍❤️‍👩    | Delta   |
*   ```
*/
/**
* @param {string} value
*   Cell value.
* @returns {number}
*   Cell size.
*/
function defaultStringLength(value) {
	return value.length;
}
/**
* Generate a markdown
* ([GFM](https://docs.github.com/en/github/writing-on-github/working-with-advanced-formatting/organizing-information-with-tables))
* table.
*
* @param {ReadonlyArray<ReadonlyArray<string | null | undefined>>} table
*   Table data (matrix of strings).
* @param {Readonly<Options> | null | undefined} [options]
*   Configuration (optional).
* @returns {string}
*   Result.
*/
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	/** @type {Array<number>} Character codes as symbols for alignment per column. */
	const alignments = [];
	/** @type {Array<Array<string>>} Cells per row. */
	const cellMatrix = [];
	/** @type {Array<Array<number>>} Sizes of each cell per row. */
	const sizeMatrix = [];
	/** @type {Array<number>} */
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		/** @type {Array<string>} */
		const row = [];
		/** @type {Array<number>} */
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	/** @type {Array<string>} */
	const row = [];
	/** @type {Array<number>} */
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	/** @type {Array<string>} */
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		columnIndex = -1;
		/** @type {Array<string>} */
		const line = [];
		while (++columnIndex < mostCellsPerRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					if (size % 2) {
						before = " ".repeat(size / 2 + .5);
						after = " ".repeat(size / 2 - .5);
					} else {
						before = " ".repeat(size / 2);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== mostCellsPerRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
/**
* @param {string | null | undefined} [value]
*   Value to serialize.
* @returns {string}
*   Result.
*/
function serialize(value) {
	return value === null || value === void 0 ? "" : String(value);
}
/**
* @param {string | null | undefined} value
*   Value.
* @returns {number}
*   Alignment.
*/
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}

// src/render/tables.ts
/** A Markdown table whose cells are already escaped. */
function table(header, rows, align) {
	return markdownTable([[...header], ...rows.map((row) => [...row])], {
		align: align ? [...align] : null,
		alignDelimiters: false,
		padding: true
	});
}
function refText(ref) {
	if (ref.kind === "file") return [
		ref.path,
		ref.line,
		ref.column
	].filter((part) => part !== void 0).join(":");
	return ref.kind === "image" ? ref.id : ref.name;
}
/** Base | Head | Δ | 95 % CI | n, one row a metric; with `limits` (one a metric) also what was tolerated and became of it. */
function metricTable(metrics, most, limits) {
	const rows = metrics.slice(0, most).map((metric, at) => {
		const { base, head, delta, unit } = metric;
		const show = (estimate) => estimate.value === null ? toMarkdown(reason(estimate.reason), true) : inUnit(estimate.value, unit);
		return [
			metric.slice === null ? metric.id : `${metric.id} ${codeSpan(metric.slice, true)}`,
			show(base),
			show(head),
			delta.value === null ? "" : change(delta.value, unit),
			intervalText(delta, (value) => change(value, unit)),
			delta.value === null ? "" : countOf(delta),
			...limits ? [limits[at]] : []
		];
	});
	const made = table([
		"metric",
		"base",
		"head",
		"Δ",
		"95 % CI of Δ",
		"n",
		...limits ? ["limit"] : []
	], rows, [
		"l",
		"r",
		"r",
		"r",
		"l",
		"r",
		...limits ? ["l"] : []
	]);
	return metrics.length > most ? `${made}\n\n… and ${plain(metrics.length - most)} more in report.html` : made;
}
/** An exhibit as Markdown, at most `most` rows of it. */
function exhibitMarkdown(exhibit, most) {
	const title = `**${exhibit.title}**`;
	switch (exhibit.kind) {
		case "table": {
			if (exhibit.rows.length === 0) return "";
			const align = exhibit.columns.map(({ unit }) => unit === "text" ? "l" : "r");
			const rows = exhibit.rows.slice(0, most).map((row) => row.map((value, at) => cell(value, exhibit.columns[at])));
			return `${title}\n\n${table(exhibit.columns.map((column) => column.name), rows, align)}${rest(exhibit.total, Math.min(most, exhibit.rows.length))}`;
		}
		case "bars": return `${title}\n\n${table([
			"",
			"base",
			"head",
			""
		], exhibit.bars.slice(0, most).map(({ name, base, head }) => [
			codeSpan(name, true),
			number(base, exhibit.unit),
			number(head, exhibit.unit),
			bar(head ?? 0, scale(exhibit))
		]), [
			"l",
			"r",
			"r",
			"l"
		])}${rest(exhibit.bars.length, Math.min(most, exhibit.bars.length))}`;
		case "pairs": return `${title}\n\n${table([
			"one",
			"other",
			""
		], exhibit.pairs.slice(0, most).map(({ left, right, text }) => [
			codeSpan(refText(left), true),
			codeSpan(refText(right), true),
			toMarkdown(reason(text), true)
		]))}${rest(exhibit.total, Math.min(most, exhibit.pairs.length))}`;
		default: return `${title}: see report.html`;
	}
}
function cell(value, column) {
	if (value === null || value === "") return "";
	return typeof value === "string" ? codeSpan(value, true) : inColumn(value, column);
}
function number(value, unit) {
	return value === null ? "" : inUnit(value, unit);
}
function scale({ unit, bars }) {
	return unit === "ratio" ? 1 : Math.max(1e-12, ...bars.flatMap(({ base, head }) => [base ?? 0, head ?? 0]));
}
const EIGHTHS = [
	"",
	"▏",
	"▎",
	"▍",
	"▌",
	"▋",
	"▊",
	"▉"
];
/** Ten full blocks are the whole. */
function bar(value, whole) {
	const eighths = Math.round(Math.max(0, Math.min(1, value / whole)) * 80);
	return `${"█".repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8]}`;
}
function rest(total, shown) {
	return total > shown ? `\n\n… ${plain(total - shown)} more in report.html` : "";
}

// src/render/waivers.ts
const MEANS = {
	void: "void, for the finding rests on other evidence now: look again, and waive it anew if it still holds",
	unused: "unused, for nothing that blocks has this id",
	expired: "expired",
	edited: "not honoured, for the comment was edited: write a new one",
	withdrawn: "withdrawn"
};
const SHOWN = 50;
/** Who accepted what, why and until when, and what became of it: one line a waiver, those that count first. */
function waiverLines({ waivers }) {
	const rightful = waivers.filter(isRightful);
	const sorted = rightful.sort((a, b) => Number(b.state === "honoured") - Number(a.state === "honoured"));
	const lines = sorted.slice(0, SHOWN).map((waiver) => {
		const { finding, evidence, by, reason, until, pull, state } = waiver;
		const standing = state === "honoured" ? `until ${until.slice(0, 10)}` : MEANS[state];
		return [
			{ own: `waiver of \`${finding}@${evidence}\` by ` },
			{ untrusted: by },
			{ own: ` (pull request ${pull}), ${standing}: ` },
			{ untrusted: reason }
		];
	});
	if (sorted.length > SHOWN) lines.push([{ own: `and ${sorted.length - SHOWN} more waivers` }]);
	const foreign = waivers.length - rightful.length;
	if (foreign > 0) lines.push([{ own: `not honoured: ${foreign} of people who may not waive here` }]);
	return lines;
}
function isRightful(waiver) {
	return waiver.state !== "no-right";
}
function honoured({ waivers }) {
	return waivers.filter(({ state }) => state === "honoured").length;
}

// src/render/view.ts
const ICONS = {
	passed: "✅",
	warned: "⚠️",
	inconclusive: "❔",
	unverified: "🚧",
	blocked: "⛔"
};
function isAccepted(report) {
	return report.targets.every((target) => target.blockers.length === 0);
}
function headline(report, catalogue) {
	const { conclusion, mode } = report;
	const adopting = report.notes.some((note) => note.code === "adopting");
	const waived = honoured(report);
	const words = `${verdictWords(report, catalogue)}${waived > 0 ? ` (${waived} waived)` : ""}`;
	const prefix = mode === "advisory" ? `${adopting ? "adopting" : "advisory"}: ${enforcedFails(report) ? "would be " : ""}` : "";
	return {
		icon: ICONS[conclusion],
		words: `${prefix}${words}`,
		todo: todo(report)
	};
}
function enforcedFails(report) {
	return report.conclusion === "blocked" || report.conclusion === "unverified" || report.conclusion === "inconclusive" && !isAccepted(report);
}
function verdictWords(report, catalogue) {
	if (report.conclusion === "passed") return report.notes.some((note) => note.code === "nothing-relevant-changed") ? "passed, nothing relevant changed" : "passed";
	if (report.conclusion === "warned") return "passed with warnings";
	if (report.conclusion === "inconclusive") return isAccepted(report) ? "not proven, accepted by the policy" : "not proven, needs a decision";
	if (report.conclusion === "unverified") return `unverified, ${errors(report).length} of its checks could not run`;
	const titles = /* @__PURE__ */ new Map();
	for (const { meta, check } of findings(report, catalogue).filter((one) => one.blocking)) {
		const title = meta?.failureTitle ?? check;
		titles.set(title, (titles.get(title) ?? 0) + 1);
	}
	return `blocked: ${[...titles].map(([title, count]) => count > 1 ? `${lower(title)} (${count})` : lower(title)).join(", ")}`;
}
function lower(title) {
	return title.charAt(0).toLowerCase() + title.slice(1);
}
function todo(report) {
	const text = enforcedTodo(report);
	return report.mode === "advisory" && enforcedFails(report) ? `Advisory mode stops nothing. Once enforced, ${lower(text)}` : text;
}
function enforcedTodo(report) {
	switch (report.conclusion) {
		case "passed": return "Nothing to do.";
		case "warned": return "It may be merged; read the warnings first.";
		case "inconclusive": return isAccepted(report) ? "It may be merged; the test set is too small to say more." : "A maintainer has to decide, or the test set has to grow.";
		case "unverified": return "It may not be merged: what could not be measured is not known to be good.";
		case "blocked": return "It may not be merged before what follows is solved.";
	}
}
/** A finding with what this program knows of it. Its words are made when they are read: of forty thousand few are. */
var FindingView = class {
	target;
	check;
	meta;
	finding;
	severity;
	blocking;
	#message;
	constructor(target, blocking, check, finding, meta) {
		this.target = target.name;
		this.check = check;
		this.meta = meta;
		this.finding = finding;
		this.severity = Object.hasOwn(target.severities, finding.id) ? target.severities[finding.id] : "warn";
		this.blocking = blocking;
		this.#message = meta && Object.hasOwn(meta.messages, finding.code) ? meta.messages[finding.code] : null;
	}
	get text() {
		const { code, args } = this.finding;
		return this.#message ? fill(this.#message.text, args) : unknown(code, args);
	}
	get fix() {
		return this.#message ? fill(this.#message.fix, this.finding.args) : [];
	}
};
const ORDER = [
	"block",
	"warn",
	"info",
	"off"
];
/** All findings that are not switched off, worst first, new before old. */
function findings(report, catalogue) {
	return report.targets.flatMap((target) => {
		const blockers = new Set(target.blockers);
		return Object.entries(target.outcomes).flatMap(([id, outcome]) => {
			const check = id;
			const meta = catalogue.get(check) ?? null;
			return outcome.status === "measured" ? outcome.findings.map((one) => new FindingView(target, blockers.has(one.id), check, one, meta)) : [];
		});
	}).filter((one) => one.severity !== "off").sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || Number(a.finding.age !== "new") - Number(b.finding.age !== "new"));
}
/** What failed, each failure once although several checks may have needed it. */
function errors(report) {
	return report.targets.flatMap((target) => Object.entries(target.outcomes).flatMap(([check, outcome]) => outcome.status === "error" ? [{
		target: target.name,
		check,
		code: outcome.code,
		message: outcome.message,
		hint: outcome.hint
	}] : []));
}
/** The same failure of several checks as one row. */
function distinctErrors(report) {
	const byMessage = /* @__PURE__ */ new Map();
	for (const error of errors(report)) {
		const key = `${error.target}\0${error.code}\0${error.message}`;
		const known = byMessage.get(key);
		if (known) known.checks.push(error.check);
		else byMessage.set(key, {
			...error,
			checks: [error.check]
		});
	}
	return [...byMessage.values()];
}
/** A name from the configuration: only shown when there is more than one. */
function several(report) {
	return report.targets.length > 1;
}
/** Findings of one kind together: twelve leaks are one thing to do, not twelve. */
function grouped(views) {
	const groups = /* @__PURE__ */ new Map();
	for (const view of views) {
		const key = `${view.target}\0${view.check}\0${view.finding.code}`;
		const known = groups.get(key);
		if (known) known.others.push(view);
		else groups.set(key, {
			one: view,
			others: []
		});
	}
	return [...groups.values()];
}
const VERDICT_ICONS = {
	pass: "✅",
	fail: "⛔",
	inconclusive: "❔"
};
/** Latency is judged on the scale of −ln ratio, the rest as a difference. */
function tolerated({ unit, margin }) {
	return unit === "ms" ? `× ${plain(Math.exp(margin))}` : change(-margin, unit);
}

// src/render/blockers.ts
/** `3a91c07be2@5f0c21aa`: the finding, and the first digits of what it rests on. */
function waivable({ id, evidence }) {
	return `${id}@${evidence.slice(0, 8)}`;
}
/** The command that accepts a finding, for copying; a reason has yet to be put into it. */
function waiveCommand({ id: finding, evidence }) {
	return formatCommand({
		kind: "waive",
		finding,
		evidence: evidence.slice(0, 8),
		reason: PLACEHOLDER
	});
}
/** What blocks, how to mend it and how to accept it: a line each. `others` says where the ones of its kind are listed. */
function blockerLines(report, { one, others }, listed) {
	const where = one.finding.about.find((ref) => ref.kind === "file");
	const target = several(report) ? `${codeSpan(one.target)} ` : "";
	const place = where ? ` (${codeSpan(refText(where))})` : "";
	const more = others.length > 0 ? ` — and ${plain(others.length)} more of this kind, ${listed}` : "";
	return [
		`**${one.finding.id}** ${target}${toMarkdown(one.text)}${place}${more}`,
		`→ ${toMarkdown(one.fix)}`,
		`or accept it: \`${waiveCommand(one.finding)}\``
	];
}

// src/render/budget.ts
/** Sections in their order, whole ones left out by priority until all fit; what was left out is counted. */
function withinBudget(sections, most) {
	const kept = sections.filter((section) => section.text !== "");
	let dropped = 0;
	for (;;) {
		const note = dropped > 0 ? `*${dropped} section${dropped === 1 ? "" : "s"} left out here for length: see report.html.*` : "";
		const text = [...kept.map((section) => section.text), note].filter(Boolean).join("\n\n");
		if (text.length + 1 <= most) return `${text}\n`;
		const worst = Math.max(...kept.map((section) => section.priority));
		if (worst <= 0) return `${text.slice(0, most - 2)}…\n`;
		const at = kept.findLastIndex((section) => section.priority === worst);
		kept.splice(at, 1);
		dropped++;
	}
}

// src/render/gate-rows.ts
const STATE_ICONS = {
	ok: "✅",
	blocks: "⛔",
	warns: "⚠️",
	open: "❔",
	error: "🚧",
	unchanged: "➖",
	"not run": "➖",
	info: "ℹ️"
};
/** One row a check, in the order of the report. */
function gateRows(report, catalogue) {
	const all = findings(report, catalogue);
	return report.targets.flatMap((target) => Object.entries(target.outcomes).map(([id, outcome]) => {
		const check = id;
		const own = all.filter((one) => one.target === target.name && one.check === check);
		const meta = catalogue.get(check);
		const state = stateOf(target, check, outcome, own);
		const title = (state === "blocks" || state === "warns" ? meta?.failureTitle : meta?.title) ?? check;
		return {
			target: target.name,
			check,
			title,
			state,
			detail: detailOf(outcome, own)
		};
	}));
}
function stateOf(target, check, outcome, own) {
	if (outcome.status === "error") return "error";
	if (outcome.status === "unchanged") return "unchanged";
	if (outcome.status !== "measured") return "not run";
	if (own.some((one) => one.blocking)) return "blocks";
	if (own.some((one) => one.severity === "warn")) return "warns";
	if (target.judged.some((one) => one.check === check && one.verdict === "inconclusive")) return "open";
	return own.length > 0 ? "info" : "ok";
}
function detailOf(outcome, own) {
	if (outcome.status === "error") return [{ untrusted: outcome.message }];
	if (outcome.status === "unchanged") return [{ own: "base and head are the same" }];
	if (outcome.status !== "measured") return [{ own: "not run: " }, ...reason(outcome.reason)];
	const count = (test) => own.filter(test).length;
	return [{ own: [
		[count((one) => one.blocking), "blocking"],
		[count((one) => one.severity === "warn"), "to look at"],
		[count((one) => one.severity === "info" && one.finding.age === "new"), "noted"],
		[count((one) => one.finding.age === "pre-existing"), "pre-existing"]
	].flatMap(([n, what]) => n > 0 ? [`${n} ${what}`] : []).join(", ") || "nothing found" }];
}

// src/render/reply-words.ts
/** A link only where the address is a plain one: letters, digits and the marks of a path. */
function link({ id, url }) {
	return /^https?:\/\/[\w.:/-]+$/.test(url) ? `[run ${id}](${url})` : `run ${id}`;
}
function commit(sha) {
	return codeSpan(sha.slice(0, 10));
}
function word(command) {
	return `\`/cv-${command}\``;
}
function checkNames(catalogue) {
	return `Checks are ${[...catalogue.keys()].map((id) => codeSpan(id)).join(", ")}.`;
}

// src/engine/fold.ts
/** Of a report: nobody reads more, and whoever publishes it refuses more. */
const MOST_FINDINGS = 1e5;
const REFS = 5;
/**
* Outcomes with at most so many findings: past that the largest groups of one check, code and age become one finding each,
* which counts them all and rests on all of them (a waiver of it dies when any changes). `folded` says how many went in.
*/
function folded(outcomes, most) {
	let left = 0;
	const groups = [];
	for (const raw of outcomes.values()) {
		if (raw.status !== "measured") continue;
		left += raw.findings.length;
		if (raw.findings.length > 1) groups.push(...groupsOf(raw.findings));
	}
	if (left <= most) return {
		outcomes,
		folded: 0
	};
	const instead = /* @__PURE__ */ new Map();
	let count = 0;
	for (const group of groups.sort((a, b) => b.length - a.length)) {
		if (left <= most) break;
		left -= group.length - 1;
		count += group.length;
		for (const found of group) instead.set(found, null);
		instead.set(group[0], one(group));
	}
	const kept = (found) => instead.get(found) ?? (instead.has(found) ? [] : [found]);
	const made = [...outcomes].map(([id, raw]) => [id, raw.status === "measured" ? {
		...raw,
		findings: raw.findings.flatMap(kept)
	} : raw]);
	return {
		outcomes: new Map(made),
		folded: count
	};
}
function groupsOf(findings) {
	const groups = /* @__PURE__ */ new Map();
	for (const found of findings) {
		const key = `${found.code} ${found.age}`;
		const known = groups.get(key);
		if (known) known.push(found);
		else groups.set(key, [found]);
	}
	return [...groups.values()];
}
function one(group) {
	const [first] = group;
	return {
		...first,
		about: group.flatMap(({ about }) => about.slice(0, 1)).slice(0, REFS),
		count: group.reduce((sum, { count }) => sum + count, 0),
		subject: `all ${first.age}`,
		basis: group.map(({ subject, basis }) => `${subject}\0${basis}`).join("\n")
	};
}

export { change as A, points as B, metricTable as C, toHtml as D, reason as E, intervalText as F, parseCommand as G, html as H, isInterval as I, milliseconds as L, duration as M, inColumn as N, toMarkdown as O, inUnit as P, percent as R, exhibitMarkdown as S, table as T, visible as U, codeSpan as V, PLACEHOLDER as W, headline as _, link as a, honoured as b, gateRows as c, waivable as d, waiveCommand as f, grouped as g, findings as h, commit as i, countOf as j, toPlain as k, withinBudget as l, distinctErrors as m, folded as n, word as o, VERDICT_ICONS as p, checkNames as r, STATE_ICONS as s, MOST_FINDINGS as t, blockerLines as u, several as v, refText as w, waiverLines as x, tolerated as y, plain as z };