import { t as closeLost } from "./check-run.js";
import { t as livelyPulls } from "./pull-request.js";

// src/app/action/sweep.ts
const HOUR_MS = 36e5;
/** No job of GitHub's runs longer than six hours. */
const LOST_AFTER_MS = 6 * HOUR_MS;
const LIVELY_MS = 336 * HOUR_MS;
/** Concludes checks that a lost runner left in progress: a pull request would wait for them for ever. */
async function sweep(connection, { check }, { log }) {
	if (check === null) return log.info("no check run is written here (input `check`): there is nothing to sweep");
	const now = connection.waiter.now();
	let closed = 0;
	const pulls = await livelyPulls(connection, now - LIVELY_MS);
	for (const { head: sha } of pulls) closed += await closeLost(connection, {
		name: check,
		sha
	}, now - LOST_AFTER_MS);
	log.info(`${pulls.length} pull requests looked at, ${closed} lost checks concluded`);
}

export { sweep };