// What the builds of the site and of the single file share.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

export const sha256 = (bytes, coding) => createHash("sha256").update(bytes).digest(coding);

// The browsers that the page is for, as in the Makefile.
export const targets = ["chrome105", "firefox113", "safari16.4"];

// The files of a folder and of those in it, by their paths from there, in one order on every machine.
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(folder.length + 1))
    .sort();

// Packs with a quality, of which 11 is the best. What was packed once is kept.
export function brotli(bytes, quality) {
  const kept = `bin/brotli/${sha256(bytes, "hex")}-${quality}`;
  try { return readFileSync(kept); } catch { /* then it is packed */ }
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  mkdirSync("bin/brotli", { recursive: true });
  writeFileSync(kept, packed);
  return packed;
}
