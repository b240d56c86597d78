// Shows the OpenAPI document with Scalar; everything that would talk to another origin is off.

// The zod in Scalar would try whether it may evaluate strings. It may not, and the browser would report that.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

// @ts-expect-error: the build puts it here.
await import('./scalar.js')

/** @type {typeof import('@scalar/api-reference')} */
const { createApiReference } = Reflect.get(globalThis, 'Scalar')

const [served, guides] = await Promise.all(
  ['/openapi.json', '/assets/guides.md'].map(async (path) => {
    const text = await (await fetch(path)).text()
    // What is written for `npm run dev` is for the service that shows it here.
    return text.replaceAll('http://localhost:8787', location.origin)
  }),
)
const content = JSON.parse(/** @type {string} */ (served))
content.info.description += `\n\n${guides}`

createApiReference('#reference', {
  content,
  agent: { disabled: true },
  documentDownloadType: 'json',
  hiddenClients: true,
  hideClientButton: true,
  mcp: { disabled: true },
  proxyUrl: '',
  showDeveloperTools: 'never',
  telemetry: false,
  withDefaultFonts: false,
})
