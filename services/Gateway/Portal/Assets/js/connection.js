// The strip that says what becomes of what one sends. Its words are data attributes: data-offline-text, data-queued-text, data-sending-text,
// data-slow-text, data-received-text ("Reçu à {0}"), data-refused-text, data-session-text; data-retry-text and data-open-text name its button and its link.
import { words } from './words.js';

const states = ['offline', 'queued', 'sending', 'slow', 'received', 'refused', 'session'];
const looks = { session: 'queued', slow: 'sending' };
const arrived = 'cpts-received';
let shown;

const strip = () => document.querySelector('[data-connection]');

export function say(state, { value, retry, open } = {}) {
  const element = strip();
  if (!element) return;
  shown = state;
  element.classList.remove(...states.map((each) => `cpts-connection--${each}`));
  element.hidden = !state;
  element.replaceChildren();
  if (!state) return offline();
  element.classList.add(`cpts-connection--${looks[state] ?? state}`);
  const sentence = document.createElement('strong');
  sentence.textContent = words(element, `${state}Text`, value);
  element.append(sentence);
  if (retry) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'govuk-button govuk-button--secondary cpts-button--small';
    button.textContent = words(element, 'retryText');
    button.addEventListener('click', retry);
    element.append(button);
  }
  if (open) {
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = open;
    link.textContent = words(element, 'openText');
    element.append(link);
  }
}

/** Said here and once more on the next page: who waited for it is not to miss it. */
export function sayReceived(at) {
  say('received', { value: at });
  sessionStorage.setItem(arrived, at);
}

function offline() {
  if (!navigator.onLine && (!shown || shown === 'offline')) say('offline');
  else if (navigator.onLine && shown === 'offline') say(null);
}

export default function connection(element, signal) {
  addEventListener('offline', offline, { signal });
  addEventListener('online', offline, { signal });
  // The page is new, what was being said is not: whoever said it says it again.
  shown = null;
  offline();
  const at = sessionStorage.getItem(arrived);
  if (!at) return;
  sessionStorage.removeItem(arrived);
  say('received', { value: at });
}
