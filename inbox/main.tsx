// The inbox at /inbox: takes the token from the address, or asks for one.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import {
  forgetToken,
  keepToken,
  keptToken,
  type Session,
  sessionOf,
  takeFragment,
} from './api/session.ts'
import { ManagerView } from './manager/manager-view.tsx'
import { LanguageProvider } from './text/language.tsx'
import { drafts } from './view/composer.tsx'
import { InboxView } from './view/inbox-view.tsx'
import { SignIn } from './view/sign-in.tsx'

// Before anything else: what is in the address bar may be seen, copied and shared.
const brought = takeFragment()
if (brought.token !== null) keepToken(brought.token)
// The page is there already, and only its fragment is another one.
addEventListener('hashchange', () => {
  if (/[#&]token=/.test(location.hash)) location.reload()
})

/** Whom the address asks to talk with, once. */
const takePeer = (): number | null => {
  const { peer } = brought
  brought.peer = null
  return peer
}

const App = () => {
  const [session, setSession] = useState<Session | null>(() => sessionOf(keptToken() ?? ''))
  const [isExpired, setExpired] = useState(false)
  const [isManaging, setManaging] = useState(false)
  const leave = (hasExpired: boolean) => {
    forgetToken()
    drafts.clear()
    setExpired(hasExpired)
    setSession(null)
  }
  const enter = (entered: Session) => {
    keepToken(entered.token)
    setSession(entered)
  }
  if (session === null) return <SignIn isExpired={isExpired} enter={enter} />
  const { me, isManager } = session
  if (me !== null && !isManaging) {
    return (
      <InboxView
        session={session}
        me={me}
        takePeer={takePeer}
        leave={() => leave(false)}
        expire={() => leave(true)}
        openManager={isManager ? () => setManaging(true) : null}
      />
    )
  }
  return (
    <ManagerView
      session={session}
      leave={() => leave(false)}
      openInbox={me === null ? null : () => setManaging(false)}
    />
  )
}

const root = document.getElementById('app')
if (root) {
  render(
    <LanguageProvider>
      <App />
    </LanguageProvider>,
    root,
  )
}
