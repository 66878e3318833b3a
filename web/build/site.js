// node web/build/site.js PAGE SITE: makes of the built page the site for a static host: the same files, what keeps them for visits without a network,
// and every file that gets smaller also as .br and .gz.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { brotli, filesOf, sha256, targets } from "./files.js";

const [page, site] = process.argv.slice(2);
const from = (path) => new URL(`../${path}`, import.meta.url).pathname;
const script = (name, define) =>
  buildSync({ entryPoints: [from(`src/${name}`)], outfile: `${site}/${name}`, bundle: true, minify: true, target: targets, define, logLevel: "warning" });

rmSync(site, { recursive: true, force: true });
cpSync(page, site, { recursive: true, filter: (path) => !path.endsWith(".gz") });
cpSync(from("site"), site, { recursive: true });
script("offline.js");
const html = readFileSync(`${page}/index.html`, "utf8");
writeFileSync(`${site}/index.html`, html.replace("  </head>", `    <link rel="manifest" href="manifest.webmanifest">\n    <script src="offline.js" defer></script>\n  </head>`));

// An index.html is known as its folder: hosts may send it elsewhere.
const kept = filesOf(site).filter((name) => name !== "404.html").map((name) => {
  const bytes = readFileSync(`${site}/${name}`);
  return [name.replace(/(^|\/)index\.html$/, "$1") || "./", `sha256-${sha256(bytes, "base64")}`];
});
const files = JSON.stringify(Object.fromEntries(kept));
script("sw.js", { __FILES__: files, __VERSION__: JSON.stringify(sha256(files, "hex").slice(0, 16)) });

const texts = new Set([".html", ".js", ".css", ".svg", ".txt", ".wasm", ".webmanifest"]);
for (const name of filesOf(site)) {
  if (!texts.has(extname(name))) continue;
  const bytes = readFileSync(`${site}/${name}`);
  writeFileSync(`${site}/${name}.br`, brotli(bytes, name === "vanscape-plain.wasm" ? 9 : 11)); // the utmost takes half a minute, for the few browsers that load it a second will do
  writeFileSync(`${site}/${name}.gz`, gzipSync(bytes, { level: 9 }));
}
