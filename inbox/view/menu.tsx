// A button with a menu, by the keyboard too: arrows, Home, End and Escape.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'

export interface MenuItem {
  readonly label: string
  readonly isDangerous?: boolean
  readonly act: () => void
}

interface MenuProps {
  readonly label: string
  readonly icon: IconName
  readonly items: readonly MenuItem[]
  /** Shown when the pointer or the focus is near. */
  readonly isQuiet?: boolean
  /** In a list whose stops are reached by the arrow keys: whether it is that of the tab key. */
  readonly isStop?: boolean
}

const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

export const Menu = ({ label, icon, items, isQuiet = false, isStop }: MenuProps) => {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const id = useId()

  // At once: an effect after the paint would take the focus back from a menu closed meanwhile.
  useLayoutEffect(() => {
    if (!isOpen) return undefined
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const leave = ({ target }: Event) => {
      if (!root.current?.contains(target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [isOpen])

  const close = () => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
      return
    }
    const entries = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = entries.indexOf(document.activeElement as HTMLElement)
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    entries[move(at, entries.length)]?.focus()
  }

  return (
    <div
      class="menu"
      ref={root}
      data-open={isOpen}
      data-quiet={isQuiet}
      onKeyDown={isOpen ? press : undefined}
    >
      <button
        type="button"
        class="round"
        {...(isStop === undefined ? {} : { 'data-stop': '', tabIndex: isStop ? 0 : -1 })}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
      </button>
      {isOpen && (
        <div role="menu" id={id} aria-label={label} class="menu-items">
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={item.isDangerous ? 'dangerous' : ''}
              onClick={() => {
                close()
                item.act()
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
