// src/contract/errors.ts
/**
* Every error that this program raises on purpose. `owner` decides log level and exit: an error of the user's
* configuration ends the run with exit 3; any other makes the check that needed it `error`, the conclusion `unverified`.
* `message` says what and where, `hint` what to do. Untrusted text in either is escaped where it is shown, not here.
*/
var GateError = class extends Error {
	code;
	owner;
	hint;
	place;
	constructor(code, owner, message, options) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.name = "GateError";
		this.code = code;
		this.owner = owner;
		this.hint = options.hint;
		this.place = options.place ?? null;
	}
};
/** A wrong command line or configuration: exit code 3. */
var UsageError = class extends GateError {
	constructor(code, message, options) {
		super(code, "user", message, options);
		this.name = "UsageError";
	}
};
function asGateError(error) {
	if (error instanceof GateError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new GateError("internal", "us", message, {
		hint: "This is a defect of cv-gate: please report it with the log of this run.",
		cause: error
	});
}
/** `path:line:column: `, or nothing where the message itself begins with the place. */
function placeText({ place, message }) {
	if (place === null) return "";
	const { path, line, column } = place;
	if (message.startsWith(line === void 0 ? path : `${path}:${line}:`)) return "";
	return `${[
		path,
		line,
		column
	].filter((part) => part !== void 0).join(":")}: `;
}

export { placeText as i, UsageError as n, asGateError as r, GateError as t };