// The way to the objects of webhooks.
import { FailureError } from '../../contract/failure.ts'
import { objectAt } from '../events/hubs.ts'

type WebhookStub = ReturnType<Env['WEBHOOK']['get']>

/** Which webhook an object is of. */
export interface WebhookKey {
  readonly idBrand: number
  readonly idWebhook: number
}

const objectOf = (env: Env, { idBrand, idWebhook }: WebhookKey): WebhookStub =>
  objectAt(env.WEBHOOK, env, idBrand, `${idBrand}/${idWebhook}`)

/** Lets webhooks look at the log. One that does not hear of it looks by itself. */
export const wakeWebhooks = async (
  env: Env,
  idBrand: number,
  ids: readonly number[],
): Promise<void> => {
  const calls = ids.map(async (idWebhook) => {
    const who = { idBrand, idWebhook }
    await objectOf(env, who).wake(who)
  })
  await Promise.allSettled(calls)
}

/** Lets a webhook know that it was made, changed or deleted. */
export const changeWebhook = async (env: Env, who: WebhookKey): Promise<void> => {
  await Promise.allSettled([(async () => objectOf(env, who).change(who))()])
}

/** Asks the object of a webhook. Throws 503 when it can't answer. */
export const askWebhook = async <Result>(
  env: Env,
  who: WebhookKey,
  ask: (object: WebhookStub) => Promise<Result>,
): Promise<Result> => {
  try {
    return await ask(objectOf(env, who))
  } catch (error) {
    throw new FailureError({
      kind: 'unavailable',
      message: 'The webhook cannot answer at the moment. Try again later.',
      reason: `webhook_${error instanceof Error ? error.name : 'error'}`,
    })
  }
}
