import { createReadStream } from 'node:fs'
import { CocoReader } from '#formats/coco/read'

/** Reads one COCO file and prints CPU seconds (user + system) of this process, start included, and its peak memory. */
async function load(path: string): Promise<void> {
  const problems: string[] = []
  const reader = new CocoReader(path, (_, text) => problems.push(text))
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) reader.push(chunk)
  const { images, annotations } = reader.end()
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  console.log(
    JSON.stringify({
      images: images.rows,
      annotations: annotations.rows,
      problems: problems.length,
      cpu: (userCPUTime + systemCPUTime) / 1e6,
      mib: maxRSS / 1024,
    }),
  )
}
await load(process.argv[2]!)
