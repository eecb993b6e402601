// Keeps what never changes under its name (style, scripts, font) and one page that says the line is down. No page with content, no reply of the API, nothing of anybody.
const cacheName = `cpts-${VERSION}`;
const offline = '/offline';
const fixed = /^\/(?:js\/.+|fonts\/.+|[^/]+)\.(?:js|css|woff2)$/;
// Fingerprinted by the host (name.abc123.css) or by the build (name-ABC123.js): another content has another name.
const named = /[.-][A-Za-z0-9_]{8,12}\.(?:js|css|woff2)$/;

async function install() {
  const cache = await caches.open(cacheName);
  // Without cookies: the page of nobody in particular.
  const page = await fetch(offline, { credentials: 'omit', cache: 'no-store' });
  if (!page.ok) return;
  const html = await page.clone().text();
  await cache.put(offline, page);
  const style = [...html.matchAll(/href="([^"]+\.css)"/g)].map(([, href]) => new URL(href, `${location.origin}/`).href);
  await cache.addAll(style);
}

async function clean() {
  for (const name of await caches.keys()) if (name.startsWith('cpts-') && name !== cacheName) await caches.delete(name);
  await clients.claim();
}

async function asset(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && named.test(new URL(request.url).pathname)) await cache.put(request, response.clone());
  return response;
}

// A line in a valley says nothing at all, and connections from before it may lead nowhere: the page is asked for again on another one, and whoever
// waits for it is told after a while. What was asked in vain is given up: a browser has six connections to a host, and would wait for a free one.
const patience = [6_000, 6_000, 8_000];
const after = (time) => new Promise((done) => setTimeout(done, time));

function ask(request) {
  const giving = new AbortController();
  const answer = fetch(request, { signal: giving.signal }).then((response) => ({ response, giving }));
  answer.catch(() => {});
  return { answer, giving };
}

async function patiently(request) {
  const asked = [];
  let came;
  try {
    for (const time of patience) {
      asked.push(ask(request));
      came = await Promise.race([...asked.map(({ answer }) => answer), after(time)]);
      if (came) return came.response;
    }
    throw new Error('silence');
  } finally {
    for (const { giving } of asked) if (giving !== came?.giving) giving.abort();
  }
}

async function page(request) {
  try {
    return await patiently(request);
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(offline);
    if (kept) return kept;
    throw error;
  }
}

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(install());
});
addEventListener('activate', (event) => event.waitUntil(clean()));
addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (fixed.test(pathname) && pathname !== '/sw.js') event.respondWith(asset(request));
});
