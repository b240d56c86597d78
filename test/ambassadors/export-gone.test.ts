// The export of one ambassador for a client that hangs up while a page of it is being read.
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import worker from '../../src/index.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors } from '../support/factories.ts'
import { intercepted } from '../support/intercepted.ts'
import { signToken } from '../support/tokens.ts'
import { create } from '../support/worker.ts'

it('is no error, and the page is nobody’s', async () => {
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await env.DB.batch([
    env.DB.prepare('update chatroom_pivots set has_posted = 1'),
    env.DB.prepare(
      `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
       with recursive n(id) as (select 1 union all select id + 1 from n where id < 3000)
       select 3, id, 1, 1, 0, 'x', id from n`,
    ),
  ])
  const log = watchConsole()
  const held = { calls: 0, isFree: false }
  const { binding } = intercepted(env.DB, async (carryOut) => {
    const answer = await carryOut()
    held.calls += 1
    while (held.calls > 1 && !held.isFree) await scheduler.wait(5)
    return answer
  })
  const headers = { Authorization: `Bearer ${await signToken({ scope: 'manager' })}` }
  const request = new Request('https://chat.example.com/api/v2/manager/ambassadors/1/export', {
    headers,
  })
  const response = await worker.fetch(request, { ...env, DB: binding }, createExecutionContext())
  const reader = response.body!.getReader()
  await reader.read()
  const reading = reader.read()
  await scheduler.wait(50)
  const cancelled = reader.cancel()
  await scheduler.wait(20)
  held.isFree = true
  await Promise.all([cancelled, reading])
  await scheduler.wait(50)
  expect(log.map(({ method }) => method)).toStrictEqual(['log'])
  expect(logLines(log)).toMatchObject([{ level: 'info', status: 200, reason: 'client_gone' }])
  expect(held.calls).toBe(2)
})
