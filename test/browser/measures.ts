/**
 * What is measured inside a page. Each of these functions is sent to the browser as its source text, so each stands
 * alone: nothing outside its own braces is there.
 */

/**
 * Pixels that the page is wider than the window, and what sticks out of it. Not `innerWidth`: a phone zooms out until
 * all is seen, and then says that its window is as wide as the page.
 */
export function sticksOut(): { readonly by: number; readonly elements: readonly string[] } {
  const { clientWidth, scrollWidth } = document.documentElement
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right } = element.getBoundingClientRect()
    return left < -0.5 || right > clientWidth + 0.5
  })
  return {
    by: scrollWidth - clientWidth,
    elements: wide.map((element) => element.outerHTML.slice(0, 80)),
  }
}

/** Words of the drawing that are not on one line of their own. */
export function brokenWords(): { readonly seen: number; readonly broken: readonly string[] } {
  const texts = [...document.querySelectorAll('.stages li, .chip')].flatMap((element) =>
    [...element.childNodes, ...[...element.children].flatMap((child) => [...child.childNodes])].filter(
      (node): node is Text => node instanceof Text && node.data.trim() !== '',
    ),
  )
  const broken = texts.filter((text) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1
  })
  return { seen: texts.length, broken: broken.map(({ data }) => data) }
}

/** Certificates in PEM of which a line is wrapped: as many lines are drawn as there are. */
export function wrappedPem(): { readonly seen: number; readonly wrapped: number } {
  const texts = [...document.querySelectorAll('.pem')].flatMap((pem) =>
    pem.firstChild === null ? [] : [pem.firstChild],
  )
  const wrapped = texts.filter((text) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    const drawn = new Set(
      [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)),
    )
    return drawn.size > (text.textContent ?? '').trim().split('\n').length
  })
  return { seen: texts.length, wrapped: wrapped.length }
}

/** Heights of everything that can be tapped, in CSS pixels. */
export function tapHeights(): readonly number[] {
  return [...document.querySelectorAll('summary')]
    .filter((summary) => summary.checkVisibility())
    .map((summary) => summary.getBoundingClientRect().height)
}

export function openEverything(open: boolean): void {
  for (const details of document.querySelectorAll('details')) details.open = open
}

/** Folds whose inside takes no room on the page. */
export function folded(): readonly string[] {
  return [...document.querySelectorAll('details')]
    .filter((details) =>
      [...details.children].some(
        (child) =>
          child.tagName !== 'SUMMARY' && !(child.checkVisibility() && child.getBoundingClientRect().height > 0),
      ),
    )
    .map((details) => details.querySelector('summary')?.textContent ?? '')
}

/** The page's own background, as bytes of sRGB. */
export function paperColour(): readonly number[] {
  const pen = document.createElement('canvas').getContext('2d')
  const probe = document.body.appendChild(document.createElement('i'))
  probe.style.backgroundColor = 'Canvas'
  if (pen === null) throw new Error('no canvas')
  pen.fillStyle = getComputedStyle(probe).backgroundColor
  pen.fillRect(0, 0, 1, 1)
  probe.remove()
  return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)]
}

/** Contrast of each visible text against what lies behind it, by WCAG 2.2 (1.4.3); the faint ones below `least`. */
export function contrasts(least: number): { readonly seen: number; readonly faint: readonly string[] } {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number]
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (pen === null) throw new Error('no canvas')
  const parse = (text: string): Colour => {
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = text
    pen.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  }
  const over = (top: Colour, under: Colour, opacity: number): Colour => {
    const share = top[3] * opacity
    const mixed = (index: 0 | 1 | 2) => top[index] * share + under[index] * (1 - share)
    return [mixed(0), mixed(1), mixed(2), 1]
  }
  const luminance = (colour: Colour): number => {
    const linear = (byte: number) => {
      const part = byte / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    }
    return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
  }
  const probe = document.body.appendChild(document.createElement('i'))
  probe.style.backgroundColor = 'Canvas'
  const canvas = parse(getComputedStyle(probe).backgroundColor)
  probe.remove()
  const look = (element: Element): { readonly paper: Colour; readonly opacity: number } => {
    const style = getComputedStyle(element)
    const behind = element.parentElement === null ? { paper: canvas, opacity: 1 } : look(element.parentElement)
    const opacity = behind.opacity * Number(style.opacity)
    return { paper: over(parse(style.backgroundColor), behind.paper, opacity), opacity }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const faint: string[] = []
  let seen = 0
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (element === null || text === '' || !element.checkVisibility()) continue
    const { paper, opacity } = look(element)
    const inks = [luminance(over(parse(getComputedStyle(element).color), paper, opacity)), luminance(paper)]
    const ratio = (Math.max(...inks) + 0.05) / (Math.min(...inks) + 0.05)
    seen++
    if (ratio < least) faint.push(`${ratio.toFixed(2)} ${text.slice(0, 40)}`)
  }
  return { seen, faint }
}
