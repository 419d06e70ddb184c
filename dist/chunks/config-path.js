// src/app/config-path.ts
/** Where the configuration lies in a repository. */
const CONFIG_PATH = ".github/cv-gate.yml";

export { CONFIG_PATH as t };