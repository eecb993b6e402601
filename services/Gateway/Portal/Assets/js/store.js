// What this device keeps for a person: drafts, requests on their way, uploads begun. Encrypted with a key of this browser that no script can read out;
// in the clear stand only whose it is, of which kind, and until when.
const days = 24 * 60 * 60 * 1000;
const flag = 'cpts-kept';

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;

const database = () =>
  (opened ??= (() => {
    const request = indexedDB.open('cpts', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('keys');
      request.result.createObjectStore('items', { keyPath: 'id' });
    };
    return settled(request);
  })());

const on = async (name, mode, work) => settled(work((await database()).transaction(name, mode).objectStore(name)));

async function key() {
  const known = await on('keys', 'readonly', (keys) => keys.get('device'));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  // Two tabs may make one each: the first that is kept is the key.
  await on('keys', 'readwrite', (keys) => keys.add(made, 'device')).catch(() => {});
  return on('keys', 'readonly', (keys) => keys.get('device'));
}

const idOf = (kind, person, name) => `${kind}:${person}:${name}`;
const boundTo = (id) => new TextEncoder().encode(id);

async function unsealed({ id, iv, data, name, at }) {
  const clear = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: boundTo(id) }, await key(), data);
  return { name, at, value: JSON.parse(new TextDecoder().decode(clear)) };
}

export async function put(kind, person, name, value) {
  const id = idOf(kind, person, name);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo(id) }, await key(), new TextEncoder().encode(JSON.stringify(value)));
  const at = Date.now();
  await on('items', 'readwrite', (items) => items.put({ id, kind, person, name, at, until: at + 7 * days, iv, data }));
  localStorage.setItem(flag, '1');
}

export async function get(kind, person, name) {
  const item = await on('items', 'readonly', (items) => items.get(idOf(kind, person, name)));
  return item && item.until > Date.now() ? unsealed(item) : undefined;
}

export async function list(kind, person) {
  const items = await on('items', 'readonly', (all) => all.getAll());
  return Promise.all(items.filter((item) => item.kind === kind && item.person === person && item.until > Date.now()).map(unsealed));
}

export const remove = (kind, person, name) => on('items', 'readwrite', (items) => items.delete(idOf(kind, person, name)));

/** Removes what is out of date or, of another person, no request on its way: that one waits for whom it belongs to. */
export async function tidy(person) {
  const items = await on('items', 'readonly', (all) => all.getAll());
  const gone = items.filter((item) => item.until <= Date.now() || (item.person !== person && item.kind !== 'outbox'));
  for (const { id } of gone) await on('items', 'readwrite', (all) => all.delete(id));
  if (gone.length === items.length) localStorage.removeItem(flag);
}

/** Everything, and the key with it: what a copy of this browser's files still holds can never be read. */
export async function eraseAll() {
  await on('items', 'readwrite', (items) => items.clear());
  await on('keys', 'readwrite', (keys) => keys.clear());
  localStorage.removeItem(flag);
}
