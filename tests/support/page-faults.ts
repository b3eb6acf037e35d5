import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds against WCAG 2.2 A and AA on a page, contrast included: rule, and where. The page must bypass its CSP. */
export async function accessFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
       violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`,
  )
}

/** Elements with text that reach over the edges of the window, and texts of blocks that lie upon one another. */
export const layoutFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(`(() => {
    const faults = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width) faults.push('the page scrolls to the side')
    const boxes = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (node.data.trim() === '' || element.closest('.unseen, .skip, option') || !element.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left < 2 || bottom - top < 2) continue
        if (left < -1 || right > width + 1) faults.push('over the edge: ' + node.data.trim().slice(0, 40))
        boxes.push({ left, right, top, bottom, text: node.data.trim().slice(0, 40) })
      }
    }
    const depth = 6 // line boxes of one paragraph overlap by their half-leading
    boxes.forEach((one, i) => boxes.slice(i + 1).forEach((other) => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      if (across > depth && down > depth) faults.push('upon one another: ' + one.text + ' / ' + other.text)
    }))
    return faults
  })()`)
