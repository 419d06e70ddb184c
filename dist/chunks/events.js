import { i as workflowRun, n as ownRun, r as readEvent, t as measuringRun } from "./events2.js";

export { ownRun };