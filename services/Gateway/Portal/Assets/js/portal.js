// Loaded by every page. Finds elements by their data attributes, on arrival and when a script has put another content in its place; what few pages need is fetched when its element is there.
import conditional from './conditional.js';
import connection from './connection.js';
import { answerAll, now } from './fill.js';
import insert from './insert.js';
import live from './live.js';
import once from './once.js';

const always = [
  ['[data-error-summary]', (summary) => summary.focus()],
  ['form:has([data-shown-when], [data-stop])', conditional],
  ['[data-connection]', connection],
  ['[data-live]', live],
  ['[data-insert]', insert],
  ['[data-answer-all]', answerAll],
  ['[data-now]', now],
  ['[data-reload]', (button, signal) => {
    button.addEventListener('click', () => location.reload(), { signal });
    addEventListener('online', () => location.reload(), { signal });
  }],
  ['[data-print]', (button, signal) => button.addEventListener('click', () => print(), { signal })],
];

const onDemand = [
  ['form[data-draft]', () => import('./draft.js')],
  ['[data-draft-sent]:not(form)', () => import('./draft-sent.js')],
  ['form[data-send-reliably]', () => import('./outbox.js')],
  ['[data-uploads]', () => import('./uploads.js')],
  ['[data-shortcuts]', () => import('./shortcuts.js')],
  ['[data-passkey]', () => import('./passkey.js')],
];

// One part that fails takes no other with it.
const attempt = async (work) => {
  try {
    await work();
  } catch (error) {
    console.error(error);
  }
};

let round;

function run() {
  round?.abort();
  round = new AbortController();
  const { signal } = round;
  document.documentElement.classList.add('js');
  for (const [selector, start] of always)
    for (const element of document.querySelectorAll(selector)) attempt(() => start(element, signal));
  for (const [selector, load] of onDemand) {
    const elements = document.querySelectorAll(selector);
    if (elements.length)
      attempt(async () => {
        const { default: start } = await load();
        if (!signal.aborted) for (const element of elements) attempt(() => start(element, signal));
      });
  }
  if (localStorage.getItem('cpts-kept')) attempt(async () => (await import('./kept.js')).default(signal));
}

once();
run();
addEventListener('cpts:page', run);
navigator.serviceWorker?.register('/sw.js').catch(() => {});
