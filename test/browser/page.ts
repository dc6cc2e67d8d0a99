import type { Browser } from './chromium.ts'
import type { DevtoolsEvent } from './devtools.ts'

export interface View {
  /** CSS pixels; below 600 as on a phone. */
  readonly width: number
  readonly scheme: 'light' | 'dark'
  readonly media?: 'print'
}

/** A tab of the browser, in which one page after the other is opened. */
export interface Tab {
  /** Loads the page anew and forgets what the one before asked for. */
  open(url: string, view: View): Promise<void>
  lookAs(view: View): Promise<void>
  /** Runs a function in the page. It must stand alone: it is sent as its source text. */
  inPage<Given, Found>(look: (given: Given) => Found, given: Given): Promise<Found>
  /** A press of the left button in the middle of the first element that matches, scrolled into view before. */
  click(selector: string): Promise<void>
  press(key: 'Enter' | 'Tab'): Promise<void>
  /** The page on A4, as PDF. */
  pdf(): Promise<Buffer>
  /** All that the page asked for, itself first. */
  requested(): readonly string[]
  /** Console messages, exceptions and violations of the policy. */
  complaints(): readonly string[]
}

export async function newTab({ devtools }: Browser): Promise<Tab> {
  const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: true })
  const send = (method: string, params: object = {}) => devtools.send(method, params, String(sessionId))
  let requested: readonly string[] = []
  let complaints: readonly string[] = []
  let loaded = () => {}
  devtools.listen((event) => {
    if (event.sessionId !== sessionId) return
    if (event.method === 'Page.loadEventFired') loaded()
    if (event.method === 'Network.requestWillBeSent') requested = [...requested, requestedBy(event)]
    if (COMPLAINTS.has(event.method)) complaints = [...complaints, JSON.stringify(event.params)]
  })
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await send(`${domain}.enable`)

  const inPage: Tab['inPage'] = async (look, given) => {
    const expression = `(${look.toString()})(${JSON.stringify(given ?? null)})`
    const answer = await send('Runtime.evaluate', { expression, returnByValue: true })
    if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails))
    return (answer.result as { value: never }).value
  }
  const lookAs: Tab['lookAs'] = async ({ width, scheme, media }) => {
    const mobile = width < 600
    const size = { width, height: mobile ? 844 : 800, deviceScaleFactor: 1, mobile }
    await send('Emulation.setDeviceMetricsOverride', size)
    const features = [{ name: 'prefers-color-scheme', value: scheme }]
    await send('Emulation.setEmulatedMedia', { media: media ?? '', features })
  }
  return {
    inPage,
    lookAs,
    requested: () => requested,
    complaints: () => complaints,
    open: async (url, view) => {
      await lookAs(view)
      requested = []
      complaints = []
      const load = new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${url} is not loaded`)), LOAD_MS)
        loaded = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      await Promise.all([load, send('Page.navigate', { url })])
    },
    click: async (selector) => {
      const button = { ...(await inPage(middleOf, selector)), button: 'left', clickCount: 1 }
      await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button })
      await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button })
    },
    press: async (key) => {
      const stroke = { key, code: key, windowsVirtualKeyCode: KEYS[key] }
      const text = key === 'Enter' ? { text: '\r' } : {}
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke, ...text })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke })
    },
    pdf: async () => {
      const { data } = await send('Page.printToPDF', { paperWidth: 8.27, paperHeight: 11.69 })
      return Buffer.from(String(data), 'base64')
    },
  }
}

const LOAD_MS = 10_000
const KEYS = { Enter: 13, Tab: 9 }
const COMPLAINTS = new Set(['Log.entryAdded', 'Runtime.consoleAPICalled', 'Runtime.exceptionThrown'])

function requestedBy({ params }: DevtoolsEvent): string {
  return (params.request as { url: string }).url
}

function middleOf(selector: string): { readonly x: number; readonly y: number } {
  const element = document.querySelector(selector)
  if (element === null) throw new Error(`no ${selector}`)
  element.scrollIntoView({ block: 'center' })
  const box = element.getBoundingClientRect()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
