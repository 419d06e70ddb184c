import { a as writeOutputs, i as tokenForGit, n as readInputs, o as writeSummary, r as readJob, t as annotate } from "./runner.js";

export { annotate, readJob };