import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { renderHtml } from '../../src/render/html.ts'
import type { Report } from '../../src/report/report.ts'
import { goldenCase } from '../lab/golden-reports.ts'
import { hostile } from '../render/fixtures.ts'
import { type Browser, chromium, missingChromium, startChromium } from './chromium.ts'
import {
  brokenWords,
  contrasts,
  folded,
  openEverything,
  paperColour,
  sticksOut,
  tapHeights,
  wrappedPem,
} from './measures.ts'
import { newTab, type Tab, type View } from './page.ts'

const REPORTS: Readonly<Record<string, () => Report>> = {
  'an intercepting proxy': () => reportOf(goldenCase('golden')),
  'an intermediate that is not sent': () => reportOf(goldenCase('an intermediate that is not sent')),
  'hostile text': () => hostile,
}
/** WCAG 2.2, 1.4.3, level AA. */
const LEAST_CONTRAST = 4.5
/** WCAG 2.2, 2.5.5. */
const LEAST_TAP = 44

describe.skipIf(chromium === null)(`the html report in a real browser${missingChromium}`, () => {
  let browser: Browser | undefined
  let folder: string
  let tab: Tab

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-html-'))
    browser = await startChromium(chromium ?? '')
    tab = await newTab(browser)
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(markup: string, view: View): Promise<string> {
    const file = join(folder, 'report.html')
    writeFileSync(file, markup)
    const url = pathToFileURL(file).href
    await tab.open(url, view)
    return url
  }

  for (const [name, report] of Object.entries(REPORTS)) {
    for (const width of [390, 1280]) {
      const show = () => open(renderHtml(report()), { width, scheme: 'light' })

      describe(`${name}, ${width} px wide`, () => {
        test('asks for nothing but itself, and the browser has nothing to complain of', async () => {
          const url = await show()
          await tab.inPage(openEverything, true)
          expect(tab.requested()).toEqual([url])
          expect(tab.complaints()).toEqual([])
        })

        test('never scrolls sideways, folded or open', async () => {
          await show()
          for (const open of [false, true]) {
            await tab.inPage(openEverything, open)
            expect(await tab.inPage(sticksOut, null)).toEqual({ by: 0, elements: [] })
          }
        })

        test('cuts no word of the drawing', async () => {
          await show()
          const { seen, broken } = await tab.inPage(brokenWords, null)
          expect(broken).toEqual([])
          expect(seen).toBeGreaterThanOrEqual(report().paths.length * 18)
        })

        test('wraps no line of PEM', async () => {
          await show()
          await tab.inPage(openEverything, true)
          const { seen, wrapped } = await tab.inPage(wrappedPem, null)
          expect(wrapped).toBe(0)
          expect(seen).toBeGreaterThanOrEqual(2)
        })

        test('opens every certificate by a press on it', async () => {
          await show()
          const closed = () => tab.inPage(() => document.querySelectorAll('.certificate:not([open])').length, null)
          let left = await closed()
          expect(left).toBeGreaterThanOrEqual(2)
          while (left > 0) {
            await tab.click('.certificate:not([open]) > summary')
            expect(await closed()).toBe(--left)
          }
          await tab.inPage(openEverything, true)
          expect(await tab.inPage(folded, null)).toEqual([])
        })

        test('opens everything by the keyboard alone', async () => {
          await show()
          const folds = await tab.inPage(() => document.querySelectorAll('details').length, null)
          for (let fold = 0; fold < folds; fold++) {
            await tab.press('Tab')
            await tab.press('Enter')
          }
          expect(await tab.inPage(folded, null)).toEqual([])
        })

        test('has folds that a thumb can hit', async () => {
          await show()
          await tab.inPage(openEverything, true)
          expect(Math.min(...(await tab.inPage(tapHeights, null)))).toBeGreaterThanOrEqual(LEAST_TAP)
        })

        test.each(['light', 'dark'] as const)('is legible where %s is preferred', async (scheme) => {
          await show()
          await tab.lookAs({ width, scheme })
          await tab.inPage(openEverything, true)
          const [red = 0] = await tab.inPage(paperColour, null)
          expect(red > 127).toBe(scheme === 'light')
          const { seen, faint } = await tab.inPage(contrasts, LEAST_CONTRAST)
          expect(faint).toEqual([])
          expect(seen).toBeGreaterThan(50)
        })
      })
    }

    test(`${name}: on paper nothing is folded and the paper is white, dark preferred or not`, async () => {
      await open(renderHtml(report()), { width: 720, scheme: 'dark' })
      expect(await tab.inPage(folded, null)).not.toEqual([])
      await tab.lookAs({ width: 720, scheme: 'dark', media: 'print' })
      expect(await tab.inPage(folded, null)).toEqual([])
      expect(await tab.inPage(paperColour, null)).toEqual([255, 255, 255])
      expect((await tab.inPage(contrasts, LEAST_CONTRAST)).faint).toEqual([])
      expect(await tab.inPage(sticksOut, null)).toEqual({ by: 0, elements: [] })
    })

    test(`${name}: as many pages are printed whether it is folded or not`, async () => {
      await open(renderHtml(report()), { width: 1280, scheme: 'light' })
      const pages = async () => (await tab.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length
      const ofFolded = await pages()
      await tab.inPage(openEverything, true)
      expect(ofFolded).toBeGreaterThan(1)
      expect(ofFolded).toBe(await pages())
    })
  }

  test('a command is copied as it was written, wrapped or not', async () => {
    await open(renderHtml(reportOf(goldenCase('golden'))), { width: 390, scheme: 'light' })
    await tab.inPage(openEverything, true)
    const copied = await tab.inPage(
      () =>
        [...document.querySelectorAll('.command')].map((command) => {
          getSelection()?.selectAllChildren(command)
          return getSelection()?.toString()
        }),
      null,
    )
    const steps = reportOf(goldenCase('golden')).remedies.flatMap((remedy) => remedy.steps)
    const commands = steps.filter(({ kind }) => kind === 'command').map(({ text }) => text)
    expect(new Set(copied)).toEqual(new Set(commands))
  })

  test('all of this notices a page that does it wrong', async () => {
    await open(WRONG, { width: 390, scheme: 'light' })
    expect(tab.requested()).toContain('http://127.0.0.1:9/x.png')
    expect(tab.complaints()).not.toEqual([])
    const { by, elements } = await tab.inPage(sticksOut, null)
    expect(by).toBeGreaterThan(0)
    expect(elements).toHaveLength(1)
    expect(await tab.inPage(brokenWords, null)).toEqual({ seen: 1, broken: ['certificate of it'] })
    expect((await tab.inPage(contrasts, LEAST_CONTRAST)).faint).toHaveLength(1)
    expect(await tab.inPage(wrappedPem, null)).toEqual({ seen: 1, wrapped: 1 })
    expect(Math.min(...(await tab.inPage(tapHeights, null)))).toBeLessThan(LEAST_TAP)
    await tab.lookAs({ width: 390, scheme: 'light', media: 'print' })
    expect(await tab.inPage(folded, null)).toEqual(['small'])
  })
})

const WRONG = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>wrong</title>
<script>console.error('something is wrong')</script><img alt="" width="1" height="1" src="http://127.0.0.1:9/x.png">
<p style="width: 500px">wide</p><p style="opacity: .4">faint</p><ol class="stages"><li style="width: 4rem">certificate of it</li></ol>
<pre class="pem" style="width: 4rem; white-space: pre-wrap">certificate of it</pre>
<details><summary>small</summary><p>hidden</p></details>`
