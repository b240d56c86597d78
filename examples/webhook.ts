// A receiver of webhooks: verifies what comes, and prints it. `npm run example:webhook` runs it.
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

const { CHAT_WEBHOOK_SECRET: secret = '', PORT = '9000' } = process.env
const webhook = new Webhook(secret)
const seen = new Set<string>()

/** Throws for a request that is forged or too old. */
const receive = async (request: IncomingMessage): Promise<void> => {
  const headers = request.headers as Record<string, string>
  // As it came: parsed and written again, the body would have another signature.
  const event = webhook.verify(await text(request), headers) as { type: string; data: unknown }
  const id = headers['webhook-id'] ?? ''
  // An event may come more than once, with the same id.
  if (!seen.has(id)) console.log(id, event.type, JSON.stringify(event.data))
  seen.add(id)
}

createServer((request, response) => {
  receive(request).then(
    () => response.writeHead(204).end(),
    () => response.writeHead(401).end(),
  )
}).listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on port ${PORT}.`))
