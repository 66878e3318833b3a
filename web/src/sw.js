// Keeps the whole site for visits without a network. __FILES__ are its files with their check sums and __VERSION__ is theirs together, put in by the
// build: what a cache holds is one version and whole, whatever a host has in between.
import { vectors } from "./vectors.js";

const files = __FILES__;
delete files[vectors ? "vanscape-plain.wasm" : "vanscape.wasm"]; // the program for other browsers
const { scope } = registration;
const own = `vanscape ${scope} `; // other apps on this host have caches too
const name = own + __VERSION__;

async function fill() {
  const cache = await caches.open(name);
  await cache.addAll(Object.entries(files).map(([path, integrity]) => new Request(path, { cache: "no-cache", integrity })));
}

async function takeOver() {
  for (const key of await caches.keys()) if (key.startsWith(own) && key !== name) await caches.delete(key);
  await clients.claim();
}

async function answer(path, request) {
  const cache = await caches.open(name);
  const kept = await cache.match(path, { ignoreVary: true });
  if (!kept) return fetch(request);
  return kept.redirected ? new Response(kept.body, kept) : kept; // a browser takes no page that a host has sent from another address
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", ({ data }) => { if (data === "take over") skipWaiting(); });
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const place = origin + pathname;
  if (event.request.method !== "GET" || !place.startsWith(scope)) return;
  const path = decodeURI(place.slice(scope.length)).replace(/(^|\/)index\.html$/, "$1") || "./";
  if (Object.hasOwn(files, path)) event.respondWith(answer(path, event.request));
});
