import { loadConfig } from '#config/load'
import { optionSchemas } from './catalogue.ts'
import type { LoadConfig } from './sides.ts'

/** Reads a configuration against the options of the checks that this version has. */
export const load: LoadConfig = (text, at) => loadConfig(text, { ...at, checks: optionSchemas })
