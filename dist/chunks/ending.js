// src/host/ending.ts
/** Longer than a request or two take; a runner that cancels a job gives 7.5 s before it insists. */
const MOST_MS = 5e3;
const SIGNALS = {
	SIGINT: 2,
	SIGTERM: 15
};
const endings = /* @__PURE__ */ new Set();
/** Has something done should this process be told to end before it is through; returns what takes it back. */
function atEnd(ending) {
	endings.add(ending);
	return () => endings.delete(ending);
}
/** On SIGINT and SIGTERM: what must be done is done, within bounds, and the exit code is never 0. */
function endOnSignals(process) {
	for (const [signal, number] of Object.entries(SIGNALS)) process.once(signal, () => {
		process.stderr.write(`ended by ${signal}: nothing was decided\n`);
		setTimeout(() => process.exit(128 + number), MOST_MS);
		const all = [...endings].map(async (ending) => ending());
		Promise.allSettled(all).then(() => process.exit(128 + number));
	});
}
const UNVERIFIED = 2;
/** What cannot be written is an error of the machine; a reader that goes away (`| head`) changes nothing of the verdict. */
function endOnFullOutput(process) {
	for (const stream of [process.stdout, process.stderr]) stream.on("error", ({ code, message }) => {
		if (code === "EPIPE") return;
		if (stream === process.stdout) process.stderr.write(`error: the output cannot be written: ${message}\n`);
		process.exit(UNVERIFIED);
	});
}

export { endOnFullOutput as n, endOnSignals as r, atEnd as t };