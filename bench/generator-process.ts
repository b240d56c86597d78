// Sends the loads that the benchmark hands over, one after another.
import type { Sent } from './generator.ts'
import { type Load, sendMany } from './load.ts'

const answer = (sent: Sent): void => {
  process.send?.(sent)
}

process.on('message', (load: Load) => {
  sendMany(load).then(
    (seconds) => answer({ seconds }),
    (error: unknown) => answer({ problem: String(error) }),
  )
})
// Never alone.
process.on('disconnect', () => process.exit())
