import { app } from './app.ts'

export { Hub } from './realtime/hub.ts'
export { Webhook } from './webhooks/webhook.ts'

export default app
