// What a picture is held against: axe, the edges of the window, the size of what a finger has to hit, the QR's modules,
// and the contrast of every amount of money.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What is wrong with the page as it is drawn now, one sentence each. A page that `scrolls` may be higher than its window,
 * as at 200 %: then everything has to be reached by scrolling down, and nothing may be lost sideways.
 */
export async function inspect(page, { scrolls }) {
  await page.run(axe);
  await page.run(`window.scrollsDown = ${scrolls}; scrollTo(0, 0)`);
  const faint = await page.run(faintMoney);
  const others = await page.run(async () => {
    const found = [];
    const results = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    for (const violation of results.violations) {
      found.push(`${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`);
    }
    const { scrollsDown } = window;
    const { scrollWidth, scrollHeight } = document.documentElement;
    const lowest = scrollsDown ? scrollHeight : innerHeight;
    if (scrollWidth > innerWidth || scrollHeight > lowest) found.push('the page is larger than the window');
    for (const button of document.querySelectorAll('button')) {
      if (!button.checkVisibility()) continue;
      const { left, top, right, bottom, height } = button.getBoundingClientRect();
      // What stands in a list may be scrolled to; the answers of a dialog may not have to be.
      const inside =
        button.closest('ul, .staff, .panel, .books, .card, [data-testid=refunds]') &&
        !button.closest('.card > .answers');
      const name = button.dataset.testid ?? button.textContent.trim();
      if (height < 47.5) found.push(`button ${name} is only ${height} px high`);
      // A dialog stays where the window is, however far the page is scrolled.
      const end = button.closest('[role=dialog]') ? innerHeight : lowest;
      if (left < -1 || right > innerWidth + 1 || (!inside && (top < -1 || bottom > end + 1))) {
        found.push(`button ${name} is outside the window`);
      }
      if (button.scrollWidth > button.clientWidth + 1) found.push(`button ${name} cuts its words off`);
    }
    for (const box of document.querySelectorAll('.staff, .result, .reason, [role=dialog] > .card')) {
      if (scrollsDown) break;
      if (box.scrollHeight > box.clientHeight + 1) found.push(`${box.className} has to be scrolled`);
    }
    for (const box of scrollsDown ? document.querySelectorAll('#app *') : []) {
      const { overflowY, webkitLineClamp, fontSize } = getComputedStyle(box);
      if (webkitLineClamp !== 'none') continue; // Shortened on purpose, with an ellipsis; the whole stands elsewhere.
      // A line may be a little lower than the tallest letter of its font.
      const slack = 2 + Number.parseFloat(fontSize) / 8;
      const isCut = box.scrollHeight > box.clientHeight + slack && box.clientHeight > 0;
      if (isCut && /hidden|clip/.test(overflowY) && box.checkVisibility() && !box.closest('.spoken, svg')) {
        found.push(`${box.className || box.tagName} cuts its words off below`);
      }
    }
    const qr = document.querySelector('[data-testid=qr]');
    if (qr) {
      const perModule = (qr.getBoundingClientRect().width * devicePixelRatio) / qr.viewBox.baseVal.width;
      if (perModule < 8 || Math.abs(perModule - Math.round(perModule)) > 0.001) {
        found.push(`a module of the QR is ${perModule} device pixels wide`);
      }
      const place = qr.parentElement.getBoundingClientRect();
      const { left, top, right, bottom } = qr.getBoundingClientRect();
      if (
        left < place.left - 1 ||
        right > place.right + 1 ||
        top < place.top - 1 ||
        bottom > place.bottom + 1
      ) {
        found.push('the QR is larger than its place');
      }
      qr.scrollIntoView({ block: 'nearest' });
      const shown = qr.getBoundingClientRect();
      if (shown.top < 0 || shown.bottom > innerHeight) found.push('the QR is larger than the window');
      scrollTo(0, 0);
    }
    return found;
  });
  return [...faint, ...others];
}

/** Runs in the page. Money is read at arm's length and in sunlight: 7:1, whatever the size of its letters. */
function faintMoney() {
  const LEAST = 7;
  const MONEY = /\d\s*(円|yen|pt|ポイント|マネー)|[¥￥]\s*\d/;
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const found = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { data, parentElement: element } = words.currentNode;
    if (!MONEY.test(data) || !element.checkVisibility() || element.closest('.spoken, :disabled')) continue;
    const ground = groundOf(element);
    if (!ground) continue;
    const ratio = contrast(rgb(getComputedStyle(element).color), ground);
    if (ratio < LEAST) found.push(`the amount ${data.trim()} has a contrast of ${ratio.toFixed(2)}:1`);
  }
  return found;

  /** The colour behind an element; null where it is a picture. */
  function groundOf(element) {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (backgroundImage !== 'none') return null;
      const colour = rgb(backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  }

  function rgb(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  }

  /** As WCAG 2 defines it. */
  function contrast(a, b) {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(colour) {
    const [r, g, b] = Array.from(colour)
      .slice(0, 3)
      .map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}
