// The client of the upload protocol, fetched until it is there. A browser may remember that a module did not come: under another address it asks again.
const gone = 20_000;
const pause = 3_000;

const address = (tries) => new URL(tries ? `${TUS}?${tries}` : TUS, import.meta.url).href;
const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), gone));

export default async function client(stalls, signal) {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      const { Upload } = await Promise.race([import(address(tries)), late()]);
      return Upload;
    } catch {
      stalls();
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return undefined;
}
