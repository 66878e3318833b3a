// A static host as plain as they come: it sends the files of a folder under a path, uncompressed, and knows nothing of the page.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { sha256 } from "../build/files.js";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".wasm": "application/wasm" };

// Resolves to {url, folder, broken, sent, close()}: folder may be changed, broken names files that it fails to send, and sent lists those that it did. A short
// one sends who asks for x.html to x, as some do.
export async function host(folder, { path = "/", port = 0, short = false } = {}) {
  const self = { folder, broken: new Set(), sent: [] };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    if (short && pathname.endsWith(".html")) return response.writeHead(308, { Location: pathname.replace(/(index)?\.html$/, "") }).end();
    const file = pathname.slice(path.length).replace(/(^|\/)$/, "$1index.html");
    const name = short && !extname(file) ? `${file}.html` : file;
    try {
      if (!pathname.startsWith(path) || self.broken.has(name)) throw new Error("it is not there");
      const bytes = await readFile(`${self.folder}/${name}`);
      const headers = { "Content-Type": types[extname(name)] ?? "application/octet-stream", "Cache-Control": "max-age=600", ETag: `"${sha256(bytes, "hex")}"` };
      if (request.headers["if-none-match"] === headers.ETag) return response.writeHead(304, headers).end();
      self.sent.push(name);
      response.writeHead(200, headers).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  self.url = `http://127.0.0.1:${server.address().port}${path}`;
  self.close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return self;
}
