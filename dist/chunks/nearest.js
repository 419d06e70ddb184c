// src/config/nearest.ts
/** Damerau–Levenshtein distance (optimal string alignment). */
function distance(a, b) {
	const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			let best = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, rows[i - 2][j - 2] + 1);
			row.push(best);
		}
		rows.push(row);
	}
	return rows[a.length][b.length];
}
const LONGEST = 200;
/** The known name that is most like `wrong`, or null when none is alike. */
function nearest(wrong, known) {
	const asked = wrong.slice(0, LONGEST).toLowerCase();
	let best = null;
	let least = Math.max(2, Math.floor(asked.length / 2)) + 1;
	for (const candidate of known) {
		const name = candidate.toLowerCase();
		const steps = asked.length >= 3 && (name.startsWith(asked) || asked.startsWith(name)) ? Math.min(2, distance(asked, name)) : distance(asked, name);
		if (steps < least) [best, least] = [candidate, steps];
	}
	return best;
}

export { nearest as t };