// src/host/log/escape.ts
/** Control characters, line breaks, bidirectional and zero-width marks made visible: a log line stays one line of text. */
function oneLine(text) {
	return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (mark) => {
		return `\\u{${mark.codePointAt(0).toString(16).toUpperCase()}}`;
	});
}
/** A line that the runner cannot take for a workflow command: `::` counts at its start, `##[` anywhere. */
function logLine(text) {
	return oneLine(text).replace(/^(\s*)::/, "$1∶∶").replaceAll("##[", "#♯[");
}

export { oneLine as n, logLine as t };