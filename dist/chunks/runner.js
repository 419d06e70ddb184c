import { a as writeSummary, i as writeOutputs, n as readJob, r as tokenForGit, t as annotate } from "./runner2.js";

export { annotate, readJob };