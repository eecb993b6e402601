// data-live="address?since=instant": server-sent events {"referral": "<id>", "now": "Taken", "by": "<name>"}: the title counts them beside [data-counted] lines,
// a changed line says so and who has it, [data-live-banner] offers to refresh. While no events come through, [data-live-refresh] says so and offers the same.
import { seat } from './live-seat.js';
import { words } from './words.js';

let source;
let changed = new Set();

// A line that holds events back neither opens nor fails.
const patience = 8000;

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
  const address = new URL(element.dataset.live, location);
  const deaf = (is) => {
    const refresh = element.querySelector('[data-live-refresh]');
    if (refresh) refresh.hidden = !is;
  };
  // Until when the last stream has looked: what changed between two of them is told by the next.
  const stands = (event) => event.lastEventId && address.searchParams.set('since', event.lastEventId);
  const hear = (event) => {
    stands(event);
    const change = JSON.parse(event.data);
    changed.add(change.referral);
    count(Number(element.dataset.liveUnread ?? 0) + [...changed].filter((id) => !document.querySelector(`[data-counted][data-referral="${id}"]`)).length);
    mark(element, change);
    document.querySelector('[data-live-banner]')?.removeAttribute('hidden');
  };
  const listen = () => {
    source?.close();
    const own = (source = new EventSource(address));
    setTimeout(() => own === source && own.readyState === EventSource.CONNECTING && deaf(true), patience);
    own.addEventListener('open', () => deaf(false));
    own.addEventListener('error', () => deaf(true));
    own.addEventListener('change', hear);
    own.addEventListener('standing', stands);
  };
  const stop = () => source?.close();
  changed = new Set();
  count(Number(element.dataset.liveUnread ?? 0));
  seat(listen, stop, signal);
}
