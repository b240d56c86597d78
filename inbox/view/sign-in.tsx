// Asks for a token, and says where one comes from.
import { useState } from 'preact/hooks'
import { type Session, sessionOf } from '../api/session.ts'
import { useWords } from '../text/language.tsx'

interface SignInProps {
  readonly isExpired: boolean
  readonly enter: (session: Session) => void
}

export const SignIn = ({ isExpired, enter }: SignInProps) => {
  const words = useWords()
  const [token, setToken] = useState('')
  const [hasFailed, setFailed] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const session = sessionOf(token.trim())
    if (session) enter(session)
    else setFailed(true)
  }
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <img src="/assets/icon.svg" alt="" width="56" height="56" />
        <h1>{words.signIn}</h1>
        <p class="quiet">{isExpired ? words.expired : words.signInHint}</p>
        <label for="token">{words.token}</label>
        <textarea
          id="token"
          value={token}
          onInput={({ currentTarget }) => setToken(currentTarget.value)}
          rows={4}
          required
          spellcheck={false}
          autocomplete="off"
          aria-invalid={hasFailed}
          aria-describedby={hasFailed ? 'token-problem' : undefined}
        />
        {hasFailed && (
          <p id="token-problem" class="problem" role="alert">
            {words.badToken}
          </p>
        )}
        <button type="submit" class="primary">
          {words.open}
        </button>
        <p class="hint">{words.localToken}</p>
        <pre tabIndex={0}>npm run -s token -- --scope chat:self --sub 1</pre>
        <p class="hint">{words.deployedToken}</p>
        <button type="button" class="plain" onClick={words.change}>
          {words.otherLanguage}
        </button>
      </form>
    </main>
  )
}
