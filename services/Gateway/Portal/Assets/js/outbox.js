// data-send-reliably on a form: it is kept (encrypted) before the first try and until the server has answered. While the line is down it waits,
// and is sent again with the same idempotency key: it arrives once. data-passing: a step on the way that stores nothing; it waits for the line too,
// but does not outlive its page (the draft does). data-token-from is where a fresh antiforgery token comes from.
import { say, sayReceived } from './connection.js';
import { list, put, remove } from './store.js';
import { clock, person } from './words.js';

const token = '__RequestVerificationToken';
// The answer is an address, or a page at most: a line that brings neither in this time has forgotten the question.
const longest = 20_000;
const soon = 6_000;
const pauses = [2, 4, 8, 15, 30, 60];

const page = (html) => new DOMParser().parseFromString(html, 'text/html');

/** What became of one try: received (with the address to go to), answered (with a page to show), session, token, later. */
async function post({ action, fields }) {
  let response;
  try {
    response = await fetch(action, {
      method: 'POST',
      body: new URLSearchParams(fields),
      // An address for a redirect: to follow it here would fetch the page twice, and note twice who read it.
      headers: { Accept: 'text/html', Prefer: 'return=minimal' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(longest),
    });
    if (response.status >= 500 || response.status === 429 || response.status === 408)
      return { outcome: 'later', seconds: Number(response.headers.get('Retry-After')) || undefined };
    if (response.status === 204) {
      const address = new URL(response.headers.get('Location'), response.url);
      return address.pathname.startsWith('/sign-in') ? { outcome: 'session' } : { outcome: 'received', address: address.href };
    }
    const html = await response.text();
    return { outcome: response.status === 400 ? 'token' : 'answered', html };
  } catch {
    return { outcome: 'later' };
  }
}

async function freshToken(item) {
  try {
    const response = await fetch(item.tokenFrom, { headers: { Accept: 'text/html' }, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(longest) });
    if (response.redirected && new URL(response.url).pathname.startsWith('/sign-in')) return 'session';
    if (response.status >= 500) return 'later';
    const fresh = page(await response.text()).querySelector(`form[data-send-reliably] [name=${token}], [name=${token}]`)?.value;
    if (!fresh) return 'answered';
    item.fields = item.fields.map(([name, value]) => (name === token ? [name, fresh] : [name, value]));
    return 'again';
  } catch {
    return 'later';
  }
}

async function attempt(item) {
  const first = await post(item);
  if (first.outcome !== 'token') return first;
  const fresh = item.tokenFrom ? await freshToken(item) : 'answered';
  if (fresh === 'again') {
    const second = await post(item);
    return second.outcome === 'token' ? { ...second, outcome: 'answered' } : second;
  }
  return fresh === 'answered' ? { ...first, outcome: fresh } : { outcome: fresh };
}

/** Tries until the server has answered or the page is left; resolves with the answer. */
function deliver(item, signal) {
  return new Promise((resolve) => {
    let tries = 0, timer, running = false, waited = false;
    const go = async () => {
      if (running || signal.aborted) return;
      running = true;
      clearTimeout(timer);
      say('sending');
      const slow = setTimeout(() => {
        waited = true;
        say('slow');
      }, soon);
      // Two tabs, one request: one of them sends.
      const result = await (navigator.locks?.request ?? ((_, work) => work()))
        .call(navigator.locks, 'cpts-outbox', () => (signal.aborted ? { outcome: 'left' } : attempt(item)));
      clearTimeout(slow);
      running = false;
      if (signal.aborted || !['later', 'session'].includes(result.outcome)) {
        removeEventListener('online', go);
        return resolve({ ...result, waited });
      }
      if (result.outcome === 'session') {
        say('session', { retry: go, open: `/sign-in?returnUrl=${encodeURIComponent(location.pathname)}` });
        return;
      }
      waited = true;
      say('queued', { retry: go });
      timer = setTimeout(go, 1000 * (result.seconds ?? pauses[Math.min(tries++, pauses.length - 1)]));
    };
    addEventListener('online', go, { signal });
    signal.addEventListener('abort', () => clearTimeout(timer));
    go();
  });
}

const forget = (who, name) => remove('outbox', who, name).catch(() => {});

async function finish(item, result, who) {
  if (result.outcome === 'left') return;
  await forget(who, item.name);
  if (result.outcome === 'received' && item.draft) await remove('draft', who, item.draft).catch(() => {});
}

/** The page that the server answered with, in the place of this one. */
function show(html) {
  const answer = page(html);
  const main = answer.querySelector('main');
  document.title = answer.title;
  if (!main) return say('refused');
  document.querySelector('main').replaceWith(document.adoptNode(main));
  say(null);
  scrollTo(0, 0);
  dispatchEvent(new Event('cpts:page'));
}

// What this page sends itself: who looks for what an earlier one left passes it over.
const own = new Set();

export default function outbox(form, signal) {
  form.addEventListener('submit', async (event) => {
    if (event.defaultPrevented) return;
    const data = new FormData(form, event.submitter);
    // Files that could not be uploaded ahead go the ordinary way.
    if ([...data.values()].some((value) => value instanceof File && value.size > 0)) return;
    event.preventDefault();
    const who = person();
    const fields = [...data].filter(([, value]) => typeof value === 'string');
    const key = fields.find(([name]) => name === (form.dataset.sendReliably || 'idempotencyKey'))?.[1];
    const item = { name: key ?? crypto.randomUUID(), action: event.submitter?.hasAttribute('formaction') ? event.submitter.formAction : form.action, fields, tokenFrom: form.dataset.tokenFrom, draft: form.dataset.draft ?? form.dataset.draftSent };
    const passing = 'passing' in form.dataset || 'passing' in (event.submitter?.dataset ?? {});
    form.inert = true;
    form.setAttribute('aria-busy', 'true');
    own.add(item.name);
    signal.addEventListener('abort', () => own.delete(item.name));
    // A browser that keeps nothing (no secure address, private window) still sends.
    if (!passing) await put('outbox', who, item.name, item).catch(() => {});
    const result = await deliver(item, signal);
    await finish(item, result, who);
    if (result.outcome === 'received') {
      form.dispatchEvent(new Event('cpts:sent'));
      if (result.waited) sayReceived(clock());
      else say('received', { value: clock() });
      location.assign(result.address);
    } else if (result.outcome === 'answered') {
      form.inert = false;
      show(result.html);
    }
  }, { signal });
}

let resuming = false;

/** Sends what an earlier page could not. */
export async function resume(signal) {
  if (resuming) return;
  resuming = true;
  const who = person();
  try {
    for (const { value: item } of await list('outbox', who)) {
      if (own.has(item.name)) continue;
      const result = await deliver(item, signal);
      await finish(item, result, who);
      if (result.outcome === 'received') say('received', { value: clock(), open: result.address });
      else if (result.outcome === 'answered') say('refused', { open: item.tokenFrom });
    }
  } finally {
    resuming = false;
  }
}
