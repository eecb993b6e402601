// Loaded by every page. Finds elements by their data attributes, on arrival and when a script has put another content in its place. One file, because on a bad line a second
// question costs more than a few kilobytes; only what few people ever need is fetched when its element is there.
import conditional from './conditional.js';
import connection from './connection.js';
import draft from './draft.js';
import draftSent from './draft-sent.js';
import { answerAll, answerUsual, fill, now } from './fill.js';
import insert from './insert.js';
import kept from './kept.js';
import live from './live.js';
import once from './once.js';
import outbox from './outbox.js';
import reload from './reload.js';
import uploads from './uploads.js';

const always = [
  ['[data-error-summary], [data-said]', (said) => said.focus()],
  ['form:has([data-shown-when], [data-stop])', conditional],
  ['[data-connection]', connection],
  ['[data-live]', live],
  ['form[data-draft]', draft],
  ['[data-draft-sent]:not(form)', draftSent],
  ['form[data-send-reliably]', outbox],
  ['[data-uploads]', uploads],
  ['[data-insert]', insert],
  ['[data-answer-all]', answerAll],
  ['[data-answer-usual]', answerUsual],
  ['[data-now]', now],
  ['[data-fill]', fill],
  ['[data-reload]', reload],
  ['[data-print]', (button, signal) => button.addEventListener('click', () => print(), { signal })],
];

const onDemand = [
  ['[data-shortcuts]', () => import('./shortcuts.js')],
  ['[data-passkey]', () => import('./passkey.js')],
  ['[data-carried]', () => import('./carried.js')],
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
  if (localStorage.getItem('cpts-kept')) attempt(() => kept(signal));
}

once();
run();
// A page that a script put in the place of another one begins at its title, for whoever hears it or has no mouse; faults have taken the focus.
addEventListener('cpts:page', () => {
  run();
  if (document.querySelector('[data-error-summary]')) return;
  const title = document.querySelector('h1');
  title?.setAttribute('tabindex', '-1');
  title?.focus({ preventScroll: true });
});
const afterwards = () => navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'all' }).catch(() => {});
if (document.readyState === 'complete') afterwards();
else addEventListener('load', afterwards);
