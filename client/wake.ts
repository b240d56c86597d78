// When to look whether the network is there, instead of waiting for it to be missed.

interface Target {
  addEventListener(type: string, listener: () => void): void
  removeEventListener(type: string, listener: () => void): void
}

/** What a browser has; Node and Workers have less. */
interface Browser extends Partial<Target> {
  readonly document?: Target & { readonly visibilityState: string }
}

/** Tells when the network may be there again, or the page is shown, and when the network is gone. Answers a function that ends it. */
export const watchNetwork = (onThere: () => void, onGone: () => void): (() => void) => {
  const browser = globalThis as unknown as Browser
  const page = browser.document
  const onVisible = () => {
    if (page?.visibilityState === 'visible') onThere()
  }
  const events = [
    ['online', onThere],
    ['pageshow', onThere],
    ['offline', onGone],
  ] as const
  for (const [event, listener] of events) browser.addEventListener?.(event, listener)
  page?.addEventListener('visibilitychange', onVisible)
  return () => {
    for (const [event, listener] of events) browser.removeEventListener?.(event, listener)
    page?.removeEventListener('visibilitychange', onVisible)
  }
}
