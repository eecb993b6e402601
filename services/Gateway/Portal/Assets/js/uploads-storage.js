// Where the upload client remembers what it began: in the encrypted store, under a digest of the file; no name of a file stands anywhere in the clear.
import { list, put, remove } from './store.js';
import { person } from './words.js';

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const pieces = (container) => ({
  fingerprint: async (file) =>
    hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode([container.dataset.endpoint, person(), file.name, file.type, file.size, file.lastModified].join('\n')))),
  urlStorage: {
    findAllUploads: async () => (await list('upload', person())).map(({ name, value }) => ({ ...value, urlStorageKey: name })),
    findUploadsByFingerprint: async (fingerprint) =>
      (await list('upload', person())).filter(({ name }) => name === fingerprint).map(({ name, value }) => ({ ...value, urlStorageKey: name })),
    removeUpload: (name) => remove('upload', person(), name),
    addUpload: async (fingerprint, { uploadUrl, size, creationTime }) => {
      await put('upload', person(), fingerprint, { uploadUrl, size, creationTime });
      return fingerprint;
    },
  },
});
