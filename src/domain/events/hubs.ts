// Which hubs a brand has, and where they are.
import { databaseUnavailable, misconfiguration } from '../../contract/failure.ts'

/** 1 to 64: more would cost more to tell than they spread. */
const COUNT = /^([1-9]|[1-5]\d|6[0-4])$/
const JURISDICTION = /^(eu|fedramp|us)$/

type HubStub = ReturnType<Env['HUB']['get']>

type Configuration = Partial<Pick<Env, 'HUBS' | 'JURISDICTIONS'>>

const settingsOf = (name: string, text: string | undefined, value: RegExp): Map<number, string> => {
  const settings = new Map<number, string>()
  for (const part of (text ?? '').split(',')) {
    const setting = part.trim()
    if (setting === '') continue
    const [, idBrand, found = ''] = /^([1-9]\d*)\s*=\s*(\w+)$/.exec(setting) ?? []
    if (idBrand === undefined || !value.test(found)) {
      throw databaseUnavailable(misconfiguration(`${name} has ${setting}`))
    }
    settings.set(Number(idBrand), found)
  }
  return settings
}

/** How many hubs a brand has: 1, or what `HUBS` (`3=4`) says. Throws 503 when misconfigured. */
const hubCount = ({ HUBS }: Configuration, idBrand: number): number =>
  Number(settingsOf('HUBS', HUBS, COUNT).get(idBrand) ?? 1)

/** FNV-1a: integrations have names, which must be spread like ids. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}

/** Which of a brand's hubs somebody's sockets are at. */
export const hubIndexOf = (env: Configuration, idBrand: number, who: number | string): number =>
  (typeof who === 'number' ? who : hashOf(who)) % hubCount(env, idBrand)

/** An object of a brand by its name, in the jurisdiction that `JURISDICTIONS` (`3=eu`) gives the brand. */
export const objectAt = <Class extends Rpc.DurableObjectBranded>(
  objects: DurableObjectNamespace<Class>,
  { JURISDICTIONS }: Configuration,
  idBrand: number,
  name: string,
): DurableObjectStub<Class> => {
  const jurisdiction = settingsOf('JURISDICTIONS', JURISDICTIONS, JURISDICTION).get(idBrand)
  // The local runtime has no jurisdictions.
  const namespace =
    jurisdiction === undefined
      ? objects
      : objects.jurisdiction(jurisdiction as DurableObjectJurisdiction)
  return namespace.get(namespace.idFromName(name))
}

/** The binding of the hubs. An environment that does not repeat it has none. */
const boundHubs = ({ HUB }: Partial<Pick<Env, 'HUB'>>): Env['HUB'] => {
  if (HUB !== undefined) return HUB
  throw databaseUnavailable(misconfiguration('bind the Durable Object HUB, as wrangler.toml does'))
}

/** A hub of a brand. Throws 503 when misconfigured. */
export const hubAt = (env: Env, idBrand: number, index: number): HubStub =>
  objectAt(boundHubs(env), env, idBrand, `${idBrand}/${index}`)

/** Throws 503 when the hubs are misconfigured: nobody can listen then. */
export const checkHubs = (env: Env): void => {
  settingsOf('HUBS', env.HUBS, COUNT)
  settingsOf('JURISDICTIONS', env.JURISDICTIONS, JURISDICTION)
  boundHubs(env)
}

/** All hubs of a brand. */
export const hubsOf = (env: Env, idBrand: number): HubStub[] =>
  Array.from({ length: hubCount(env, idBrand) }, (_, index) => hubAt(env, idBrand, index))
