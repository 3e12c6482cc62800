// Where PDFs are parsed: a thread of its own, which may read what we ship and nothing else. What a document makes it do stays in here.
const home = new URL("/pdf/", self.location.href).href;

function ours(address: string | URL): URL {
  const asked = new URL(address, self.location.href);
  if (!asked.href.startsWith(home)) throw new TypeError("not one of our files");
  return asked;
}

const fetchOurs = self.fetch.bind(self);
self.fetch = async (input, init) => fetchOurs(ours(input instanceof Request ? input.url : input), init);
const openOurs = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, address: string | URL, wait?: unknown) {
  openOurs.call(this, method, ours(address), wait !== false);
};
for (const way of ["WebSocket", "EventSource", "WebTransport", "Worker", "BroadcastChannel", "indexedDB", "caches"]) Reflect.deleteProperty(self, way);

await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
postMessage("loaded");

export {};
