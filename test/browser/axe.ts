// The rules of axe-core, on a page as it is.
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What breaks a rule, with the elements that do. */
export const violations = async (page: Page): Promise<string[]> => {
  // Colours that are still fading are not those that are looked at.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(axe.source)
  const found = (await page.evaluate('axe.run()')) as axe.AxeResults
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
