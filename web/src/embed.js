// <vanscape-landscape model="toggle-switch" pair="Px,Py" autoplay></vanscape-landscape> shows the moving landscape of a model in another page:
//
//   <script src="https://…/embed.js" async></script>
//
// Attributes, all but the first to be left out, and all to be changed at any time:
//   model     of the gallery, or
//   link      what stands behind the # of a page's address, for any model with any settings
//   pair      species along the edges, as in "Px,Py"
//   view      map, surface or stills
//   autoplay  begins by itself once it is seen, and plays again and again; otherwise at a press
//
// It loads nothing until it begins. Several on a page take turns: one that begins by itself waits until no other one solves, or until that has said nothing
// for 20 s.
//
// Methods play(), pause(), which also holds the solver, and seek(time); the property state, null at first, and the event "state" with it as its detail.
// They are made of messages, which a page with a frame of its own may use as well:
//
//   to the frame      {vanscape: "open", link}   shows what a link names
//                     {vanscape: "time", time}   goes to a time, when it is solved
//                     {vanscape: "play"}, {vanscape: "pause"}
//   from the frame    {vanscape: "state", model, status, time, end, playing, fault, height}
//
// at each change, ten times a second at most. status is loading, solving, paused, stopped, finished or failed, and fault then says why; time is the one
// that is shown, end the last there will be, and height that of the frame, in pixels, at which the pictures fill its width.
(() => {
  const site = new URL(".", document.currentScript.src);
  const busy = new Set(["loading", "solving"]);
  const patience = 20000; // ms for a frame to say anything; then it is the next one's turn

  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { display: block; position: relative; height: 400px; border: 1px solid rgb(128 128 128 / 40%); border-radius: 10px; overflow: hidden; }
    :host([hidden]) { display: none; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    button { position: absolute; inset: 0; width: 100%; border: 0; background: none; color: inherit; font: 500 16px/1.4 system-ui, sans-serif; cursor: pointer; }
    button:focus-visible { outline: 2px solid; outline-offset: -6px; border-radius: 10px; }
  `);

  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && !target.loaded) waiting.add(target);
      else waiting.delete(target);
    }
    next();
  });

  // Whose turn it is, and who waits for it.
  let solving = null;
  const waiting = new Set();

  function next() {
    const [first] = waiting;
    if (solving || !first) return;
    waiting.delete(first);
    solving = first;
    first.load();
  }

  class Landscape extends HTMLElement {
    static observedAttributes = ["model", "link", "pair", "view"];
    state = null;
    #frame = null;
    #heard = (event) => this.#hear(event);

    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [style];
      const button = document.createElement("button");
      button.textContent = "▶ Show the probability landscape";
      button.onclick = () => this.load();
      this.shadowRoot.replaceChildren(button);
      addEventListener("message", this.#heard);
      if (this.hasAttribute("autoplay")) seen.observe(this);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#heard);
      seen.unobserve(this);
      this.#frame = this.state = null;
      this.#rest();
    }

    attributeChangedCallback() {
      if (this.#frame) this.#post({ vanscape: "open", link: this.#link() });
    }

    // Shows the page in the frame, whoever's turn it is.
    load() {
      if (this.#frame) return;
      waiting.delete(this);
      this.#frame = document.createElement("iframe");
      this.#frame.title = "Probability landscape";
      this.#frame.src = `${site}#${this.#link()}`;
      this.shadowRoot.replaceChildren(this.#frame);
      const frame = this.#frame;
      setTimeout(() => { if (this.#frame === frame && !this.state) this.#rest(); }, patience);
    }

    get loaded() { return this.#frame !== null; }

    play() {
      if (this.#frame) this.#post({ vanscape: "play" });
      else this.load();
    }

    pause() { this.#post({ vanscape: "pause" }); }

    seek(time) { this.#post({ vanscape: "time", time }); }

    #link() {
      const more = new URLSearchParams({ chrome: "none" });
      for (const name of ["pair", "view"]) if (this.hasAttribute(name)) more.set(name, this.getAttribute(name));
      if (this.hasAttribute("autoplay")) more.set("play", "1");
      return `${this.getAttribute("link") ?? `m=${encodeURIComponent(this.getAttribute("model"))}`}&${more}`;
    }

    #post(message) { this.#frame?.contentWindow.postMessage(message, site.origin); }

    #hear({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== site.origin || data?.vanscape !== "state") return;
      const { vanscape, height, ...state } = data;
      this.state = state;
      this.style.height = `${height}px`;
      if (!busy.has(state.status)) this.#rest();
      this.dispatchEvent(new CustomEvent("state", { detail: state }));
    }

    // Gives the turn to the next one.
    #rest() {
      waiting.delete(this);
      if (solving === this) solving = null;
      next();
    }
  }

  if (!customElements.get("vanscape-landscape")) customElements.define("vanscape-landscape", Landscape);
})();
