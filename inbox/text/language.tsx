// The language of the page, and what depends on it.
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { Person } from '../api/shapes.ts'
import { english } from './english.ts'
import { french, type Texts } from './french.ts'

const KEPT = 'language'

/** What was chosen before, else the first of the browser's languages that the inbox speaks, else French. */
const firstLanguage = (): 'fr' | 'en' => {
  const wanted = [localStorage.getItem(KEPT) ?? '', ...navigator.languages]
  const found = wanted.map((tag) => tag.slice(0, 2)).find((code) => code === 'fr' || code === 'en')
  return found === 'en' ? 'en' : 'fr'
}

const DAY = 86_400_000

/** The beginning of the day of a time, by the calendar of the browser. */
export const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

const daysAgo = (at: number): number => Math.round((dayOf(Date.now()) - dayOf(at)) / DAY)

const isThisYear = (at: number): boolean => new Date(at).getFullYear() === new Date().getFullYear()

const create = (texts: Texts, change: () => void) => {
  // Of the region of the browser, if it has this language.
  const locale = navigator.languages.find((tag) => tag.startsWith(texts.code)) ?? texts.code
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const clock = format({ hour: '2-digit', minute: '2-digit' })
  const weekday = format({ weekday: 'short' })
  const day = format({ day: 'numeric', month: 'short' })
  const year = format({ day: '2-digit', month: '2-digit', year: '2-digit' })
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const longYear = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const full = format({ dateStyle: 'long', timeStyle: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const list = new Intl.ListFormat(locale)
  const name = (person: Person | undefined, id: number): string =>
    person?.isAnonymized
      ? texts.anonymous
      : [person?.firstName, person?.lastName].filter(Boolean).join(' ') ||
        person?.username ||
        texts.number(id)
  return {
    ...texts,
    change,
    /** What a value of a table's column is called. */
    value: (column: string, value: string | number): string | number =>
      (column === 'status'
        ? texts.statuses[Number(value)]
        : (texts.values[column + value] ?? texts.values[value])) ?? value,
    clock: (at: number) => clock.format(at),
    full: (at: number) => full.format(at),
    list: (names: readonly string[]) => list.format(names),
    name,
    shortName: (person: Person | undefined, id: number): string =>
      (!person?.isAnonymized && person?.firstName) || name(person, id),
    /** As short as it can be said, for a list. */
    brief: (at: number): string => {
      const days = daysAgo(at)
      if (days <= 0) return clock.format(at)
      if (days === 1) return texts.yesterday
      if (days < 7) return weekday.format(at)
      return (isThisYear(at) ? day : year).format(at)
    },
    day: (at: number): string => {
      const days = daysAgo(at)
      if (days === 0) return texts.today
      if (days === 1) return texts.yesterday
      return (isThisYear(at) ? longDay : longYear).format(at)
    },
    ago: (at: number): string => {
      const minutes = Math.round((at - Date.now()) / 60_000)
      if (minutes > -60) return relative.format(Math.min(minutes, -1), 'minute')
      if (minutes > -1440) return relative.format(Math.round(minutes / 60), 'hour')
      return relative.format(Math.round(minutes / 1440), 'day')
    },
  }
}

export type Words = ReturnType<typeof create>

const Language = createContext<Words>(null as never)

export const useWords = (): Words => useContext(Language)

export const LanguageProvider = ({ children }: { children: ComponentChildren }) => {
  const [code, setCode] = useState(firstLanguage)
  const words = useMemo(
    () =>
      create(code === 'fr' ? french : english, () => {
        const next = code === 'fr' ? 'en' : 'fr'
        localStorage.setItem(KEPT, next)
        setCode(next)
      }),
    [code],
  )
  useLayoutEffect(() => {
    document.documentElement.lang = code
    document.title = words.title
  }, [words])
  return <Language.Provider value={words}>{children}</Language.Provider>
}
