// data-live="address": server-sent events {"referral": "<id>"}: the title counts them, a changed line says so, [data-live-banner] offers to refresh.
import { seat } from './live-seat.js';
import { words } from './words.js';

let source;
let changed = new Set();

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
  // Where the last stream stood: what changed between two of them is told by the next.
  let since = '';
  const hear = (event) => {
    since = event.lastEventId;
    const { referral } = JSON.parse(event.data);
    changed.add(referral);
    count(Number(element.dataset.liveUnread ?? 0) + changed.size);
    mark(element, referral);
    document.querySelector('[data-live-banner]')?.removeAttribute('hidden');
  };
  const listen = () => {
    source?.close();
    source = new EventSource(since ? `${element.dataset.live}?since=${since}` : element.dataset.live);
    source.addEventListener('change', hear);
    source.addEventListener('standing', (event) => (since = event.lastEventId));
  };
  const stop = () => source?.close();
  changed = new Set();
  count(Number(element.dataset.liveUnread ?? 0));
  seat(listen, stop, signal);
}
