// A line in a valley says nothing: no error, no end. Tells when a request has been quiet for a while, and ends it when it has been for long:
// on another connection the upload then goes on from where the server is.
const quiet = 6_000;
const gone = (request) => (request.getMethod() === 'PATCH' ? 15_000 : 8_000);

export default function watch(request, stalls) {
  const xhr = request.getUnderlyingObject();
  let still, lost;
  const calm = () => {
    clearTimeout(still);
    clearTimeout(lost);
  };
  const hear = () => {
    calm();
    still = setTimeout(stalls, quiet);
    lost = setTimeout(() => {
      const fail = xhr.onerror;
      xhr.abort();
      fail?.(new ProgressEvent('timeout'));
    }, gone(request));
  };
  xhr.upload.addEventListener('progress', hear);
  xhr.addEventListener('loadend', calm);
  hear();
}
