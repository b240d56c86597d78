// A message that has not been acknowledged, or has been refused.
import type { Outgoing } from '../state/outbox-database.ts'
import { useWords } from '../text/language.tsx'
import { Icon } from './icon.tsx'
import { useInbox } from './inbox-context.ts'

export const PendingRow = ({ entry }: { entry: Outgoing }) => {
  const inbox = useInbox()
  const words = useWords()
  const hasFailed = entry.refusal !== null
  return (
    <article
      class="message"
      data-own="true"
      data-first="true"
      data-last="true"
      data-pending={!hasFailed}
      data-failed={hasFailed}
      aria-label={`${words.you}, ${hasFailed ? words.notSent : words.sending}`}
    >
      <div class="bubble-side">
        <div class="bubble">
          <span dir="auto" class="said">
            {entry.content}
          </span>
          <span class="stamp">
            <Icon name={hasFailed ? 'alert' : 'clock'} />
            <span class="hidden">{hasFailed ? words.notSent : words.sending}</span>
          </span>
        </div>
        {hasFailed && (
          <p class="refusal" role="alert">
            {words.notSent} : {entry.refusal}{' '}
            <button type="button" class="small" onClick={() => inbox.again(entry.key)}>
              {words.sendAgain}
            </button>{' '}
            <button type="button" class="small" onClick={() => inbox.discard(entry.key)}>
              {words.discard}
            </button>
          </p>
        )}
      </div>
    </article>
  )
}
