// data-live="address": server-sent events {"referral": "<id>"}: the title counts them beside [data-counted] lines, a changed line says so, [data-live-banner] offers to refresh.
// While no events come through, [data-live-refresh] says so and offers the same.
import { words } from './words.js';

let source;
let changed = new Set();

// A line that holds events back neither opens nor fails.
const patience = 8000;

const count = (unread) => {
  const title = document.title.replace(/^\(\d+\) /, '');
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
};

const mark = (element, id) => {
  for (const line of document.querySelectorAll('[data-referral]')) {
    if (line.dataset.referral !== id || line.querySelector('.cpts-worklist__changed')) continue;
    const note = document.createElement('strong');
    note.className = 'cpts-worklist__changed';
    note.textContent = words(element, 'liveLinesText');
    (line.querySelector('td, th') ?? line).append(' ', note);
  }
};

export default function live(element, signal) {
  const deaf = (is) => {
    const refresh = element.querySelector('[data-live-refresh]');
    if (refresh) refresh.hidden = !is;
  };
  const listen = () => {
    source?.close();
    const own = (source = new EventSource(element.dataset.live));
    setTimeout(() => own === source && own.readyState === EventSource.CONNECTING && deaf(true), patience);
    own.addEventListener('open', () => deaf(false));
    own.addEventListener('error', () => deaf(true));
    const hear = (event) => {
      const { referral } = JSON.parse(event.data);
      changed.add(referral);
      count(Number(element.dataset.liveUnread ?? 0) + [...changed].filter((id) => !document.querySelector(`[data-counted][data-referral="${id}"]`)).length);
      mark(element, referral);
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
