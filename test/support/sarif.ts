type Json = Record<string, unknown>

/**
 * What the schema of SARIF 2.1.0 (OASIS, errata 01) asks of the properties that are written here, and the rules of its text
 * that no schema says: indexes that exist, URIs that are relative references, messages whose brackets are escaped.
 */
export function sarifFaults(log: Json): string[] {
  const faults: string[] = []
  const check = (holds: boolean, what: string) => holds || faults.push(what)
  const only = (value: Json, names: readonly string[], where: string) => {
    for (const name of Object.keys(value)) check(names.includes(name), `${where} has no property ${name}`)
  }
  only(log, ['$schema', 'version', 'runs'], 'sarifLog')
  check(log.version === '2.1.0', 'version')
  check(typeof log.$schema === 'string' && URL.canParse(log.$schema), '$schema is a URI')
  for (const run of log.runs as Json[]) {
    only(run, ['tool', 'columnKind', 'automationDetails', 'results', 'properties'], 'run')
    check(['utf16CodeUnits', 'unicodeCodePoints'].includes(String(run.columnKind)), 'columnKind')
    const { driver } = run.tool as { driver: Json }
    only(driver, ['name', 'semanticVersion', 'rules'], 'toolComponent')
    check(typeof driver.name === 'string' && driver.name !== '', 'driver.name is required')
    const rules = driver.rules as Json[]
    const ids = rules.map(({ id }) => id)
    check(new Set(ids).size === ids.length, 'rules are unique')
    for (const rule of rules) {
      only(rule, ['id', 'shortDescription', 'fullDescription'], 'reportingDescriptor')
      for (const text of [rule.shortDescription, rule.fullDescription])
        if (text !== undefined) check(typeof (text as Json).text === 'string', 'multiformatMessageString.text')
    }
    for (const result of run.results as Json[]) faults.push(...resultFaults(result, ids))
  }
  return faults
}

const RESULT = [
  'ruleId',
  'ruleIndex',
  'level',
  'message',
  'locations',
  'partialFingerprints',
  'baselineState',
  'occurrenceCount',
  'properties',
]

function resultFaults(result: Json, ids: readonly unknown[]): string[] {
  const faults: string[] = []
  const check = (holds: boolean, what: string) => holds || faults.push(what)
  for (const name of Object.keys(result)) check(RESULT.includes(name), `result has no property ${name}`)
  check(ids[result.ruleIndex as number] === result.ruleId, 'ruleIndex is the index of ruleId')
  check(['none', 'note', 'warning', 'error'].includes(String(result.level)), 'level')
  check(['new', 'unchanged', 'updated', 'absent'].includes(String(result.baselineState)), 'baselineState')
  check(Number.isInteger(result.occurrenceCount) && (result.occurrenceCount as number) >= 1, 'occurrenceCount')
  const { text } = result.message as { text: string }
  check(typeof text === 'string' && text !== '', 'message.text')
  // A link is [text](target); an escaped bracket opens none.
  check(!/(?<!\\)(\\\\)*\[[^\]]*\]\(/.test(text), 'a link in a message')
  for (const print of Object.values(result.partialFingerprints as Json))
    check(typeof print === 'string' && /^[0-9a-f]{10}$/.test(print), 'partialFingerprints')
  for (const location of result.locations as Json[]) {
    const { artifactLocation, region } = location.physicalLocation as { artifactLocation: Json; region: Json }
    check(isRelative(String(artifactLocation.uri)), `${artifactLocation.uri} is a relative reference`)
    check(artifactLocation.uriBaseId === '%SRCROOT%', 'uriBaseId')
    for (const value of Object.values(region)) check(Number.isInteger(value) && (value as number) >= 1, 'region')
    check(region.startLine !== undefined, 'startLine')
  }
  return faults
}

/** Neither scheme nor host, and nothing that RFC 3986 does not allow in a path. */
function isRelative(uri: string): boolean {
  return !uri.startsWith('/') && /^(?:[\w.!~*'()/-]|%[0-9A-F]{2})*$/.test(uri)
}
