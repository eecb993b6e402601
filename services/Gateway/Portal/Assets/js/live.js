// data-live="/live": server-sent events. {"unread": 3, "referral": "<id>"}: the title counts, a changed line says so, [data-live-banner] offers to refresh.
import { words } from './words.js';

let source;

const count = (unread) => {
  const title = document.title.replace(/^\(\d+\) /, '');
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
};

const mark = (id) => {
  for (const line of document.querySelectorAll('[data-live-lines] [data-referral]')) {
    if (line.dataset.referral !== id || line.querySelector('.cpts-worklist__changed')) continue;
    const note = document.createElement('strong');
    note.className = 'cpts-worklist__changed';
    note.textContent = words(line.closest('[data-live-lines]'), 'liveLines');
    (line.querySelector('td, th') ?? line).append(' ', note);
  }
};

export default function live(element, signal) {
  const listen = () => {
    source?.close();
    source = new EventSource(element.dataset.live);
    const hear = (event) => {
      const { unread, referral } = JSON.parse(event.data);
      if (unread !== undefined) count(unread);
      if (referral) mark(referral);
      if (referral || event.type === 'change') document.querySelector('[data-live-banner]')?.removeAttribute('hidden');
    };
    source.addEventListener('message', hear);
    source.addEventListener('change', hear);
  };
  const stop = () => source?.close();
  count(Number(element.dataset.liveUnread ?? 0));
  listen();
  addEventListener('pagehide', stop, { signal });
  addEventListener('pageshow', (event) => event.persisted && listen(), { signal });
  signal.addEventListener('abort', stop);
}
