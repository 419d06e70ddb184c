// A pull request on a GitHub of this machine, to look at and to talk to: npm run fake-github [-- <theme>/<case>]
// The built action (dist/) measures it, comments, and answers what is typed on the page.
import { join } from 'node:path'
import { FIXTURES } from '#test/built'
import { showPull } from '#test/fake-github/by-hand/show'

const PORT = 4780
const [theme, name] = (process.argv[2] ?? 'textures/blocked-demo').split('/')
if (!theme || !name) throw new Error('usage: npm run fake-github -- <theme>/<case>, as below fixtures/')
const shown = await showPull(join(FIXTURES, theme), name, PORT)
console.log(`${shown.address}  (Ctrl-C ends it)`)
await new Promise((resolve) => process.once('SIGINT', resolve))
await shown.close()
