// The URL of an ambassador's image: stored as it was sent, or refused.
import { expect, it } from 'vitest'
import { invalidFields, shown } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signToken } from '../support/tokens.ts'
import { type Answer, send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors'
const token = await signToken({ scope: 'manager' })

const put = (image: string): Promise<Answer> =>
  send('PUT', PATH, { token, body: [{ id_ambassador: 1, status: 3, image }] })

const refused = (problem: string) => invalidFields({ '0.image': [`0.image ${problem}.`] })

it('is stored as it was sent, although a browser would write it in another way', async () => {
  const urls = [
    'HTTPS://EXAMPLE.com:443/./a b/../é?x=%zz&y=[]#🦉',
    'http://bücher.example',
    'https://example.com/\u00A0/\u200B.jpg',
  ]
  const stored = async (url: string) => {
    expect(await put(url)).toMatchObject({ status: 200 })
    return (await send('GET', PATH, { token })).body.data[0].image
  }
  expect(await answersTo(urls, stored)).toStrictEqual(
    Object.fromEntries(urls.map((url) => [url, url])),
  )
})

it('is refused with a control character anywhere, or white space around it', async () => {
  const urls = [
    ...'\0\t\n\v\f\r\u001B\u007F\u0085'.split('').map((one) => `https://exa${one}mple.com/a.jpg`),
    ...'\0\t\n\r\u009F'
      .split('')
      .flatMap((one) => [`${one}https://example.com/a.jpg`, `https://example.com/a.jpg${one}`]),
    'java\nscript:alert(1)',
    ' https://example.com/a.jpg',
    'https://example.com/a.jpg\u00A0',
    '\uFEFFhttps://example.com/a.jpg',
  ]
  expect(await answersTo(urls, async (url) => shown(await put(url)))).toStrictEqual(
    sameFor(urls, refused('must not have control characters, or white space around it')),
  )
})

it('is refused when it is no URL of the web', async () => {
  const urls = [
    '',
    'a.jpg',
    '//example.com/a.jpg',
    'javascript:alert(1)',
    'data:image/png,x',
    'https://',
  ]
  expect(await answersTo(urls, async (url) => shown(await put(url)))).toStrictEqual(
    sameFor(urls, refused('must be an http or https URL')),
  )
})
