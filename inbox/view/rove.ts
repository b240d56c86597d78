// Moves the focus inside a list by the arrow keys, so that a long list is one stop of the tab key.

/** For `onKeyDown` of the list; its stops have `data-stop`. */
export const rove = (event: KeyboardEvent): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const target = event.target as HTMLElement
  if (step === 0 || target.dataset['stop'] === undefined) return
  const list = event.currentTarget as HTMLElement
  const stops = [...list.querySelectorAll<HTMLElement>('[data-stop]')]
  const next = stops[stops.indexOf(target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
