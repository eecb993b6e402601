// Runs only where this device keeps something: drops what is another person's or too old, sends what waits.
import { resume } from './outbox.js';
import { list, tidy } from './store.js';
import { person } from './words.js';

export { eraseAll } from './store.js';
export const hasUnsent = async () => (await list('outbox', person())).length > 0;

export default async function kept(signal) {
  const who = person();
  if (!who) return;
  await tidy(who);
  if ((await list('outbox', who)).length) resume(signal);
}
