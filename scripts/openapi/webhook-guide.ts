// The events in docs/webhooks.md, each with its example, as the document has them.
import { createOpenApiDocument } from './document.ts'

interface Sent {
  readonly post: {
    readonly summary: string
    readonly description: string
    readonly requestBody: {
      readonly content: { readonly 'application/json': { example: unknown } }
    }
  }
}

const PLACE = /(<!-- events: npm run openapi writes them -->\n)[^]*?(<!-- end -->)/

/** Sentences on who hears of it over a socket: a webhook is sent all that it wants. */
const WHO_IS_TOLD = / [^.]*\btold\b[^.]*\./g

const sectionOf = ([type, { post }]: readonly [string, Sent]): string => {
  const { example } = post.requestBody.content['application/json']
  const json = JSON.stringify(example, null, 2)
  const description = post.description.replaceAll(WHO_IS_TOLD, '')
  return `#### ${type}\n\n${post.summary}. ${description}\n\n\`\`\`json\n${json}\n\`\`\``
}

/** docs/webhooks.md with the events as they should be; throws when there is no place for them. */
export const withEvents = (text: string): string => {
  if (!PLACE.test(text)) throw new Error('docs/webhooks.md has no events to replace')
  const sent = Object.entries(createOpenApiDocument().webhooks as unknown as Record<string, Sent>)
  const sections = sent.map(sectionOf).join('\n\n')
  return text.replace(PLACE, (_, start: string, end: string) => `${start}\n${sections}\n\n${end}`)
}
