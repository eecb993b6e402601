// data-live="address": server-sent events {"referral": "<id>", "now": "Taken", "by": "<name>"}: the title counts them, a changed line says so and who has it,
// [data-live-banner] offers to refresh.
import { words } from './words.js';

let source;
let changed = new Set();

const count = (unread) => {
  const title = document.title.replace(/^\(\d+\) /, '');
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
};

// What is said beside a line: who has it now, where the event tells; else that it changed.
const say = (element, { now, by }) => words(element, now ? `live${now}Text` : 'liveLinesText', by ?? '');

const mark = (element, change) => {
  for (const line of document.querySelectorAll('[data-referral]')) {
    if (line.dataset.referral !== change.referral) continue;
    let note = line.querySelector('.cpts-worklist__changed');
    if (!note) {
      note = document.createElement('strong');
      note.className = 'cpts-worklist__changed';
      (line.querySelector('td, th') ?? line).append(' ', note);
    }
    note.textContent = say(element, change);
    // What somebody has is not offered any more; the cursor stays on the line.
    for (const button of line.querySelectorAll('[data-claim]')) {
      if (document.activeElement === button) (line.querySelector('.cpts-worklist__open') ?? document.querySelector('h1'))?.focus();
      button.hidden = Boolean(change.now) && change.now !== 'Free';
    }
  }
};

export default function live(element, signal) {
  const listen = () => {
    source?.close();
    source = new EventSource(element.dataset.live);
    const hear = (event) => {
      const change = JSON.parse(event.data);
      changed.add(change.referral);
      count(Number(element.dataset.liveUnread ?? 0) + changed.size);
      mark(element, change);
      document.querySelector('[data-live-banner]')?.removeAttribute('hidden');
    };
    source.addEventListener('change', hear);
  };
  const stop = () => source?.close();
  changed = new Set();
  count(Number(element.dataset.liveUnread ?? 0));
  listen();
  addEventListener('pagehide', stop, { signal });
  addEventListener('pageshow', (event) => event.persisted && listen(), { signal });
  signal.addEventListener('abort', stop);
}
