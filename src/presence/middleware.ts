// Puts the admission of a caller in front of every batch of a request.
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../context.ts'
import { admit } from './service.ts'

export const admitCaller = createMiddleware<AppEnv>(async (c, next) => {
  admit(c.var, c.env)
  await next()
})
