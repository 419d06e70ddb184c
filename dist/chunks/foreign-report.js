import { t as GateError } from "./errors.js";
import { n as reportSchema } from "./report.js";

// src/app/action/foreign-report.ts
/** A report that came over an artifact: hostile until it fits the schema and is about the commit that the run measured. */
function parseReport(text, run, head) {
	const refused = (why, cause) => new GateError("report-refused", "artifact", `report.json of run ${run} is refused: ${why}`, {
		hint: "Run the measuring workflow again, with the version of cv-gate that this workflow uses.",
		cause
	});
	let data;
	try {
		data = JSON.parse(text);
	} catch (cause) {
		throw refused("it is not JSON", cause);
	}
	const parsed = reportSchema.safeParse(data);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw refused(`${issue?.path.join(".") || "report"}: ${issue?.message ?? "not a report"}`, parsed.error);
	}
	if (parsed.data.commits.head !== head) throw refused(`it is not about commit ${head}`);
	return parsed.data;
}

export { parseReport as t };