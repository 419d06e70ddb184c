import { f as object, h as string, l as int } from "./schemas.js";
import { n as askMaybe } from "./retry.js";

// src/commands/rights.ts
/** GitHub's roles, each with all that the ones before it may. */
const ROLES = [
	"none",
	"read",
	"triage",
	"write",
	"maintain",
	"admin"
];
/** What every command needs; who of them may waive, the policy says. */
const LEAST_ROLE = "write";
/** The highest role that a `permission` can stand for: the API has four words for six roles. */
const HIGHEST = /* @__PURE__ */ new Map([
	["read", "triage"],
	["write", "maintain"],
	["admin", "admin"]
]);
/** A custom role counts as the permission that it is founded on; where role and permission disagree the lower one counts. */
function roleOf({ role, permission }) {
	const highest = HIGHEST.get(permission) ?? "none";
	const claimed = roleNamed(role) ?? roleNamed(permission) ?? "none";
	return atLeast(highest, claimed) ? claimed : highest;
}
/** A stranger cannot make the bot speak: who may not even triage gets no reply. */
function mayBeAnswered(person) {
	return atLeast(roleOf(person), "triage");
}
/** `waivers` is the policy's: names of roles (they and all above) and of people. Nobody waives who may not write. */
function mayDo({ kind }, person, waivers) {
	const role = roleOf(person);
	if (!atLeast(role, "write")) return false;
	return kind !== "waive" && kind !== "unwaive" || waivers.some((entry) => isMeant(entry, role, person));
}
/** A word that is a role of GitHub never means a person of that name. */
function isMeant(entry, role, person) {
	const named = roleNamed(entry.toLowerCase());
	if (named !== null) return atLeast(role, named);
	return entry.toLowerCase() === person.login.toLowerCase() || entry === person.role;
}
function roleNamed(name) {
	return ROLES.find((one) => one === name) ?? null;
}
function atLeast(role, least) {
	return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

// src/host/github/people.ts
const permission = object({
	permission: string(),
	role_name: string(),
	user: object({ id: int() }).nullable()
});
const NONE = {
	role: "none",
	permission: "none"
};
/** Asked from the API: `author_association` in a payload is no permission. A login that changed hands has no rights. */
async function standingOf(connection, { login, id }) {
	const request = {
		what: `ask for the rights of ${login}`,
		permission: "{contents: read}",
		schema: permission
	};
	const answer = await askMaybe(connection, request, (at) => connection.client.rest.repos.getCollaboratorPermissionLevel({
		...at,
		username: login
	}));
	if (answer === null || answer.user?.id !== id) return NONE;
	return {
		role: answer.role_name,
		permission: answer.permission
	};
}

// src/app/action/waivers.ts
/** How long a waiver holds: 30 days. */
const WAIVER_MS = 2592e6;
/** The waivers on pull requests as they stand at a time (milliseconds since 1970), oldest first. */
function waiversIn(said, { waivers: roles }, now) {
	const mayWaive = (one) => mayDo(one.intent, {
		...one.standing,
		login: one.author.login
	}, roles);
	return said.flatMap((one, index) => {
		const { intent, pull, comment, author } = one;
		if (intent.kind !== "waive") return [];
		const { finding, evidence, reason } = intent;
		const until = Date.parse(comment.created_at) + WAIVER_MS;
		const withdrawn = said.slice(index + 1).some((later) => withdraws(later.intent, finding) && mayWaive(later));
		return [{
			finding,
			evidence,
			by: author.login,
			reason,
			until: new Date(until).toISOString(),
			pull,
			comment: comment.id,
			state: stateOf(one, withdrawn, until)
		}];
	});
	function stateOf(one, withdrawn, until) {
		if (!mayWaive(one)) return "no-right";
		if (one.edited) return "edited";
		if (withdrawn) return "withdrawn";
		return now >= until ? "expired" : "valid";
	}
}
function withdraws(intent, finding) {
	return intent.kind === "unwaive" && intent.finding === finding;
}

export { mayDo as a, mayBeAnswered as i, waiversIn as n, standingOf as r, WAIVER_MS as t };