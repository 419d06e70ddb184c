import { n as UsageError, t as GateError } from "./errors.js";
import { b as ZodError, f as object, h as string, l as int, s as boolean } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { o as shaSchema } from "./pull-request.js";

// src/host/github/events.ts
const repository = object({ id: int() });
const headRepository = object({
	id: int(),
	owner: object({ login: string() })
});
const pullRequestEvent = object({ pull_request: object({
	number: int().positive(),
	draft: boolean().optional(),
	created_at: datetime(),
	head: object({
		sha: shaSchema,
		ref: string(),
		repo: headRepository.nullable()
	}),
	base: object({
		sha: shaSchema,
		ref: string(),
		repo: repository
	})
}) });
const mergeGroupEvent = object({ merge_group: object({
	head_sha: shaSchema,
	base_sha: shaSchema,
	head_ref: string()
}) });
/** All zeros where the branch is new. */
const pushEvent = object({
	before: shaSchema,
	after: shaSchema,
	ref: string()
});
/** A run of a workflow, as an event and the API tell it alike. */
const workflowRun = object({
	id: int().positive(),
	run_attempt: int().positive(),
	event: string(),
	path: string(),
	head_sha: shaSchema,
	head_branch: string().nullable(),
	conclusion: string().nullable(),
	head_repository: headRepository.nullable()
});
const workflowRunEvent = object({ workflow_run: workflowRun });
const user = object({
	id: int(),
	login: string(),
	type: string()
});
const commentEvent = object({
	action: string(),
	issue: object({
		number: int().positive(),
		state: string(),
		locked: boolean().default(false),
		pull_request: object({}).nullish()
	}),
	comment: object({
		id: int(),
		body: string().nullable(),
		created_at: datetime(),
		user: user.nullable()
	}),
	sender: user
});
/** What happened, from the event's name and payload. */
function readEvent(name, payload) {
	try {
		return eventOf(name, payload);
	} catch (thrown) {
		if (!(thrown instanceof ZodError)) throw thrown;
		const [issue] = thrown.issues;
		const what = `the event ${name} has an unexpected shape: ${issue?.path.join(".")}: ${issue?.message}`;
		throw new GateError("event-strange", "host", what, {
			hint: "The payload is not GitHub's; a server of GitHub Enterprise may be older than this version supports.",
			cause: thrown
		});
	}
}
function eventOf(name, payload) {
	switch (name) {
		case "pull_request":
		case "pull_request_target": return {
			kind: "pull-request",
			pull: pullRequestEvent.parse(payload).pull_request
		};
		case "merge_group": {
			const { base_sha: base, head_sha: head, head_ref: ref } = mergeGroupEvent.parse(payload).merge_group;
			return {
				kind: "merge-group",
				base,
				head,
				ref
			};
		}
		case "push": return {
			kind: "push",
			...pushEvent.parse(payload)
		};
		case "workflow_run": return {
			kind: "measured",
			run: measuringRun(workflowRunEvent.parse(payload).workflow_run)
		};
		case "issue_comment": return {
			kind: "comment",
			said: commentEvent.parse(payload)
		};
		case "schedule": return { kind: "schedule" };
		default: throw new UsageError("event-not-supported", `the event ${JSON.stringify(name)} is not handled by this version`, { hint: "Measure `on: pull_request`, `merge_group` and `push`; talk `on: workflow_run`, `issue_comment` and `schedule`." });
	}
}
/** The run that a job publishes which needs the measuring one: the event itself tells the pull request. */
function ownRun(id, attempt, path, { head }) {
	const { id: repository = 0, owner } = head.repo ?? {};
	return {
		id,
		attempt,
		event: "pull_request",
		path,
		conclusion: null,
		head: {
			sha: head.sha,
			branch: head.ref,
			repository,
			owner: owner?.login ?? ""
		}
	};
}
function measuringRun(run) {
	const { id: repository = 0, owner } = run.head_repository ?? {};
	return {
		id: run.id,
		attempt: run.run_attempt,
		event: run.event,
		path: run.path.split("@", 1)[0],
		conclusion: run.conclusion,
		head: {
			sha: run.head_sha,
			branch: run.head_branch ?? "",
			repository,
			owner: owner?.login ?? ""
		}
	};
}

export { workflowRun as i, ownRun as n, readEvent as r, measuringRun as t };