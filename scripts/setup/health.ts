// Asks a deployment how it is, with some patience: a new address takes a while until it is known everywhere.

/** Seconds after which a try is given up. */
const TRY = 10

const lookOnce = async (address: string): Promise<string | undefined> => {
  try {
    const answer = await fetch(`${address}/health`, { signal: AbortSignal.timeout(TRY * 1000) })
    const text = await answer.text()
    return answer.ok ? undefined : `${answer.status} ${text}`
  } catch (error) {
    const { cause, message } = error as Error
    // An address with several hosts fails with one error for all of them, which has no message.
    return `no answer (${(cause instanceof Error && cause.message) || message})`
  }
}

/** Waits up to `seconds` for a 200, with a `pause` between two tries; answers undefined when it came, else the last thing that came in its place. */
export const waitForHealth = async (
  address: string,
  seconds: number,
  pause = 2,
): Promise<string | undefined> => {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const problem = await lookOnce(address)
    if (problem === undefined || Date.now() >= until) return problem
    await new Promise((resolve) => setTimeout(resolve, pause * 1000))
  }
}
