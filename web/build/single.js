// node web/build/single.js PAGE FILE: makes of the built page one file of HTML that needs neither a server nor any other file.
import { readFileSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { brotli, filesOf, sha256, targets } from "./files.js";

const [page, file] = process.argv.slice(2);
const read = (name, coding = "utf8") => readFileSync(`${page}/${name}`, coding);
const dataAddress = (name) => `data:image/${name.endsWith(".svg") ? "svg+xml" : "png"};base64,${read(name, "base64")}`;

const pictures = Object.fromEntries(filesOf(page).filter((name) => /\.(png|svg)$/.test(name)).map((name) => [name, dataAddress(name)]));
const main = buildSync({
  entryPoints: [new URL("../src/single.js", import.meta.url).pathname],
  bundle: true,
  target: targets,
  minify: true,
  format: "iife",
  write: false,
  logLevel: "warning",
  define: { __PICTURES__: JSON.stringify(pictures), __WORKER__: JSON.stringify(`${read("wasm_exec.js")}\n${read("worker.js")}`) },
}).outputFiles[0].text;
const scripts = [read("wasm_exec.js"), read("editor.js"), main];
const style = read("style.css");
for (const text of [...scripts, style]) if (/<\/(script|style)|<!--/i.test(text)) throw new Error("a script or the style would end before its end");

const sums = (texts) => texts.map((text) => `'sha256-${sha256(text, "base64")}'`).join(" ");
const policy = `default-src 'none'; script-src ${sums(scripts)} 'wasm-unsafe-eval'; style-src ${sums([style])}; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'`;
const program = read("vanscape.wasm", null);
const beside = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const licences = [read("licences.txt"), beside("../node_modules/base64-js/LICENSE"), beside("brotli-licence.txt")].join("\n");

let html = read("index.html");
const put = (place, text) => {
  const [before, after, ...more] = html.split(place);
  if (after === undefined || more.length) throw new Error(`index.html should have one ${place}`);
  html = before + text + after;
};
put(/(?<=Content-Security-Policy" content=")[^"]*/, policy);
put(/(?<=rel="icon" href=")[^"]*/, pictures["icon.svg"]);
put(/(?<=<img src=")[^"]*/, pictures["icon.svg"]);
put(`<link rel="stylesheet" href="style.css">`, `<style>${style}</style>`);
put(`    <script src="boot.js"></script>\n`, "");
for (const [i, name] of ["wasm_exec", "editor", "page"].entries()) put(`<script src="${name}.js" defer></script>`, `<script>${scripts[i]}</script>`);
put("</body>", `  <!--\n${licences.replaceAll("--", "- -")}\n-->\n  <script type="text/plain" id="program" data-bytes="${program.length}">${brotli(program, 11).toString("base64")}</script>\n  </body>`);
writeFileSync(file, html);
