import { expect, test } from 'vitest'
import { logLine } from './escape.ts'
import { createLog, progressText } from './log.ts'

test.each([
  ['a\n::error::x', 'a\\u{A}::error::x'],
  ['::add-mask::x', '\u2236\u2236add-mask::x'],
  ['  ##[error]x', '  #\u266f[error]x'],
  ['name ##[error]x', 'name #\u266f[error]x'],
  ['\u202Egnp.exe', '\\u{202E}gnp.exe'],
  ['\u001b[31mred', '\\u{1B}[31mred'],
])('%j cannot become a workflow command, a new line or hidden text', (text, shown) => {
  expect(logLine(text)).toBe(shown)
})

test('stages add up, and progress has counts, rate and time left', async () => {
  let now = 0
  let written = ''
  const log = createLog({ write: (text) => (written += text) }, { style: 'lines', debug: false, now: () => now })
  await log.stage('decode', async (progress) => {
    progress.total(100)
    for (let i = 0; i < 100; i++) {
      now += 200
      progress.step()
    }
  })
  await expect(log.stage('decode', async () => Promise.reject(new Error('x')))).rejects.toThrow('x')
  expect(log.seconds.get('decode')).toBe(20)
  expect(written).toContain('decode 50/100 · 5.0/s · 10 s left\n')
  expect(written).toContain('decode: 100 in 20.0 s\n')
  expect(progressText('x', 5, null, 1)).toBe('x 5 · 5.0/s')
  expect(progressText('x', 2, 8, 58)).toBe('x 2/8 · 29 s each · 174 s left')
})
