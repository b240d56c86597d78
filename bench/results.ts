// The figures of a run.
import type { Cost, RouteCost } from './costs.ts'
import type { FarRequest } from './far-database.ts'
import type { Realtime } from './realtime.ts'
import type { Throughput } from './throughput.ts'

/** What was measured; null for a part that was not asked for. */
export interface Results {
  readonly throughput: { readonly lines: readonly Throughput[]; readonly pinning: string } | null
  readonly far: readonly FarRequest[] | null
  readonly costs: { readonly routes: readonly RouteCost[]; readonly crowd: Cost } | null
  readonly realtime: Realtime | null
  /** Milliseconds. */
  readonly startup: number | null
  readonly gzipBytes: number
  readonly rooms: { readonly few: number; readonly many: number }
  readonly rounds: number
  readonly requestsPerRound: number
  readonly farRequests: number
}
