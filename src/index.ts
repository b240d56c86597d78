import { app } from './app.ts'

export { Hub } from './realtime/hub.ts'

export default app
