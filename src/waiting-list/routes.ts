// HTTP for the waiting list: validated values in, one verb, presented rows out.
import * as z from 'zod/mini'
import { route } from '../http/route.ts'
import { presentEntry } from '../domain/waiting-list/present.ts'
import { JoinWaitingList, TakeEntry, WaitingPath, WaitingQuery } from './schema.ts'
import { WaitingEntry } from '../domain/waiting-list/schema.ts'
import { joinWaitingList, listEntries, takeEntry } from './service.ts'

const ALL = '/api/v2/chat/waiting-list'

export const waitingListRoutes = [
  route(
    {
      id: 'listWaitingList',
      method: 'get',
      path: ALL,
      scopes: ['chat:self', 'chat:brand'],
      self: 'everybody',
      brand: 'required',
      query: WaitingQuery,
      answers: { 200: z.array(WaitingEntry) },
    },
    async (c) => {
      const entries = await listEntries(c.var, c.req.valid('query'))
      return c.json(entries.map(presentEntry))
    },
  ),
  route(
    {
      id: 'joinWaitingList',
      method: 'post',
      path: ALL,
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'required',
      body: JoinWaitingList,
      answers: { 201: WaitingEntry, 200: WaitingEntry },
      events: ['waiting.created'],
      refusals: [409],
      takesIdempotencyKey: true,
    },
    async (c) => {
      const { 'Idempotency-Key': key } = c.req.valid('header')
      const { entry, isNew } = await joinWaitingList(c.var, c.req.valid('json'), key)
      return c.json(presentEntry(entry), isNew ? 201 : 200)
    },
  ),
  route(
    {
      id: 'takeWaitingEntry',
      method: 'patch',
      path: `${ALL}/{id}`,
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'optional',
      params: WaitingPath,
      body: TakeEntry,
      answers: { 200: WaitingEntry },
      events: ['chatroom.created', 'waiting.handled'],
      refusals: [409],
    },
    async (c) => {
      const { id_ambassador: idAmbassador } = c.req.valid('json')
      return c.json(presentEntry(await takeEntry(c.var, c.req.valid('param').id, idAmbassador)))
    },
  ),
]
