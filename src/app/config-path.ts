/** Where the configuration lies in a repository. */
export const CONFIG_PATH = '.github/cv-gate.yml'
