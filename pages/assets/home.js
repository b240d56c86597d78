// Says in words whether the service answers, and what to do when it does not.
const health = /** @type {HTMLElement} */ (document.getElementById('health'))

/** @type {(state: 'well' | 'ill', text: string) => void} */
const show = (state, text) => {
  health.dataset['state'] = state
  // What stands between backticks is a command.
  const parts = text.split('`').map((part, index) => {
    if (index % 2 === 0) return part
    const code = document.createElement('code')
    code.textContent = part
    return code
  })
  health.replaceChildren(...parts)
}

try {
  const response = await fetch('/health', { cache: 'no-store' })
  const { message } = await response.json()
  if (response.ok) show('well', 'The service and its database answer.')
  else show('ill', message)
} catch {
  show('ill', 'The service does not answer.')
}
