// src/engine/exit.ts
/** Exit code of a run, and with it the required check: 0 success, 1 blocked or not accepted, 2 unverified. */
function exitCode(report) {
	return report.mode === "advisory" ? 0 : enforcedExit(report);
}
/** Of a run that ended in an error: 3 wrong use or configuration, 2 anything else. */
function errorExit({ owner }) {
	return owner === "user" ? 3 : 2;
}
/** The only place where a check run's `success` is made: from a report, by the same rule as the exit code. */
function checkConclusion(report) {
	if (exitCode(report) === 0) return "success";
	return report.conclusion === "inconclusive" ? "action_required" : "failure";
}
/** What the exit code would be in `enforce` mode. */
function enforcedExit({ conclusion, targets }) {
	switch (conclusion) {
		case "passed":
		case "warned": return 0;
		case "inconclusive": return isAccepted(targets) ? 0 : 1;
		case "blocked": return 1;
		case "unverified": return 2;
	}
}
/** Inconclusive, and the policy accepts it: nothing blocks. */
function isAccepted(targets) {
	return targets.every((target) => target.blockers.length === 0);
}

export { errorExit as n, exitCode as r, checkConclusion as t };