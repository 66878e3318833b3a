// The address of the page, and the clipboard that it goes to.

export const address = {
  // A document of srcdoc has no address: the name of its frame stands for it.
  link: () => (location.protocol === "about:" ? name : location.hash.slice(1)),
  // A document without an address of its own, as in a sandboxed frame, may refuse.
  setLink(link) {
    try { history.replaceState(history.state, "", link ? `#${link}` : location.pathname + location.search); } catch { /* then the address stays */ }
  },
  whenChanged(heard) { addEventListener("hashchange", () => heard(location.hash.slice(1))); },
  // "" where the document has no address that leads back to it.
  whole: (link) => (/^(https?|file):$/.test(location.protocol) ? location.href.split("#")[0] + (link ? `#${link}` : "") : ""),
  // The folder of the page on a server, or "".
  folder: () => (/^https?:$/.test(location.protocol) ? new URL(".", location.href).href : ""),
};

// Answers whether it could.
export function copyText(text, done) {
  if (!navigator.clipboard) return done(false);
  navigator.clipboard.writeText(text).then(() => done(true), () => done(false));
}
