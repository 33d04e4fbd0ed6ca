/** A clock for what changes on the screen by time alone. Ticks only while somebody looks at it. */
export class Ticker {
  nowMs = $state.raw(performance.now());

  /** Ticks every `everyMs` until the returned function is called. */
  start(everyMs: number): () => void {
    this.nowMs = performance.now();
    const timer = setInterval(() => {
      this.nowMs = performance.now();
    }, everyMs);
    return () => clearInterval(timer);
  }
}
