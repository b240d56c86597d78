// HTTP for ambassadors: validated values in, one verb, presented rows out.
import { NDJSON, ndjson } from '../http/ndjson.ts'
import { route } from '../http/route.ts'
import { envelope } from '../contract/lists/envelope.ts'
import { ExportLine } from './export-schema.ts'
import { exportAmbassador } from './export-service.ts'
import { presentAmbassador } from '../domain/ambassadors/present.ts'
import { presentManagedAmbassador } from './present.ts'
import { PatchAmbassadors, PutAmbassadors, PutQuery, PutResult } from './put-schema.ts'
import { Ambassador } from '../domain/ambassadors/schema.ts'
import {
  AmbassadorList,
  AmbassadorPath,
  AmbassadorsQuery,
  ManagedAmbassador,
  ManagedAmbassadorList,
  ManagedAmbassadorPath,
  ManagedAmbassadorsQuery,
  ShopCustomer,
  UpdateAmbassador,
} from './schema.ts'
import {
  anonymizeAmbassador,
  getAmbassador,
  getOrCreateClient,
  listAmbassadors,
  putAmbassadors,
  updateAmbassador,
} from './service.ts'

const ALL = '/api/v2/chat/ambassadors'
const MANAGED = '/api/v2/manager/ambassadors'

/** Bytes that 1,000 ambassadors may take. */
const LARGEST_PUT = 1024 * 1024

export const ambassadorRoutes = [
  route(
    {
      id: 'listAmbassadors',
      method: 'get',
      path: ALL,
      scopes: ['chat:self', 'chat:brand'],
      self: 'everybody',
      brand: 'required',
      query: AmbassadorsQuery,
      answers: { 200: AmbassadorList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listAmbassadors(c.var, query)
      const data = slice.rows.map((row) => presentAmbassador(row, c.var))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
  route(
    {
      id: 'getOrCreateShopCustomer',
      method: 'post',
      path: `${ALL}/shop-customer`,
      scopes: ['chat:brand'],
      brand: 'required',
      body: ShopCustomer,
      answers: { 200: Ambassador },
      events: ['ambassador.updated'],
    },
    async (c) =>
      c.json(presentAmbassador(await getOrCreateClient(c.var, c.req.valid('json')), c.var)),
  ),
  route(
    {
      id: 'updateAmbassador',
      method: 'patch',
      path: `${ALL}/{ambassador}`,
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'optional',
      params: AmbassadorPath,
      body: UpdateAmbassador,
      answers: { 200: Ambassador },
      events: ['ambassador.updated'],
    },
    async (c) => {
      const { ambassador: id } = c.req.valid('param')
      const ambassador = await updateAmbassador(c.var, id, c.req.valid('json'))
      return c.json(presentAmbassador(ambassador, c.var))
    },
  ),
  route(
    {
      id: 'listManagedAmbassadors',
      method: 'get',
      path: MANAGED,
      scopes: ['manager'],
      brand: 'optional',
      query: ManagedAmbassadorsQuery,
      answers: { 200: ManagedAmbassadorList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const slice = await listAmbassadors(c.var, query)
      const data = slice.rows.map((row) => presentManagedAmbassador(row, c.var))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
  route(
    {
      id: 'putAmbassadors',
      method: 'put',
      path: MANAGED,
      scopes: ['manager'],
      brand: 'optional',
      query: PutQuery,
      body: PutAmbassadors,
      bodyLimit: LARGEST_PUT,
      answers: { 200: PutResult },
      events: ['ambassador.updated'],
    },
    async (c) => {
      const { dry_run: isDryRun = false } = c.req.valid('query')
      return c.json(await putAmbassadors(c.var, c.req.valid('json'), isDryRun))
    },
  ),
  route(
    {
      id: 'patchAmbassadors',
      method: 'patch',
      path: MANAGED,
      scopes: ['manager'],
      brand: 'optional',
      query: PutQuery,
      body: PatchAmbassadors,
      bodyLimit: LARGEST_PUT,
      answers: { 200: PutResult },
      events: ['ambassador.updated'],
    },
    async (c) => {
      const { dry_run: isDryRun = false } = c.req.valid('query')
      return c.json(await putAmbassadors(c.var, c.req.valid('json'), isDryRun))
    },
  ),
  route(
    {
      id: 'getManagedAmbassador',
      method: 'get',
      path: `${MANAGED}/{id}`,
      scopes: ['manager'],
      brand: 'optional',
      params: ManagedAmbassadorPath,
      answers: { 200: ManagedAmbassador },
    },
    async (c) => {
      const ambassador = await getAmbassador(c.var, c.req.valid('param').id)
      return c.json(presentManagedAmbassador(ambassador, c.var))
    },
  ),
  route(
    {
      id: 'exportAmbassador',
      method: 'get',
      path: `${MANAGED}/{id}/export`,
      scopes: ['manager'],
      brand: 'optional',
      params: ManagedAmbassadorPath,
      mediaType: NDJSON,
      answers: { 200: ExportLine },
    },
    async (c) => {
      const { id } = c.req.valid('param')
      return ndjson(c, await exportAmbassador(c.var, id), `ambassador-${id}.ndjson`)
    },
  ),
  route(
    {
      id: 'anonymizeAmbassador',
      method: 'patch',
      path: `${MANAGED}/{id}/anonymize`,
      scopes: ['manager'],
      brand: 'optional',
      params: ManagedAmbassadorPath,
      answers: { 200: Ambassador },
      events: ['ambassador.updated'],
    },
    async (c) => {
      const ambassador = await anonymizeAmbassador(c.var, c.req.valid('param').id)
      return c.json(presentAmbassador(ambassador, c.var))
    },
  ),
]
