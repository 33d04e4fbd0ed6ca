/** How many pixels of the monitor a style sheet's pixel has: what lies on whole ones is sharp. */

let zoom = $state(1);
let reported = $state(window.devicePixelRatio);

/** Chromium counts the zoom of a page as pixels of the monitor; WebKit tells the monitor's alone. */
const COUNTS_ZOOM = /\bChrome\//.test(navigator.userAgent);

/** How large the web view draws this window, in percent. */
export function useZoom(percent: number): void {
  zoom = percent / 100;
}

/** The monitor may have changed: the window was moved to another one, or its size was. */
export function lookAgain(): void {
  reported = window.devicePixelRatio;
}

/** The pixels of the monitor in a pixel of a style sheet, now. */
export function density(): number {
  return COUNTS_ZOOM ? reported : reported * zoom;
}
