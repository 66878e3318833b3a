// The editor of the model's text. What the text means is known in Go: this file asks it for the words to colour and to complete, and shows where it
// found an error. It lies in a shadow root, since CodeMirror brings its own style sheet and the page's policy takes none into the document.
import { autocompletion, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";

// The classes of crn.WordKind and of names by what they stand for, in the order of app/page/words.go.
const looks = ["comment", "keyword", "number", "name", "function", "mark", "species", "parameter"].map((name) => Decoration.mark({ class: `w-${name}` }));

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--sunk)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "inherit", overflow: "auto" },
  ".cm-content": { padding: "6px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 8px 0 6px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "1.5px" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--muted)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "22px", padding: "0 4px 0 6px", fontSize: "11px" },
  ".cm-gutter-lint": { width: "10px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0" },
  ".cm-lint-marker": { width: "8px", height: "8px", margin: "5px 1px", borderRadius: "50%", backgroundColor: "var(--bad)", content: "normal" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 9%, transparent)" },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad) 1px", textUnderlineOffset: "3px" },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--bad)" },
  ".cm-tooltip": { border: "1px solid var(--line)", borderRadius: "6px", backgroundColor: "var(--panel)", color: "var(--ink)", font: "13px/1.4 var(--font)", maxWidth: "360px" },
  ".cm-diagnostic": { padding: "5px 9px", margin: "0", border: "none" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "12.5px", maxHeight: "180px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { marginLeft: "10px", fontStyle: "normal", opacity: "0.8" },
  ".w-comment": { color: "var(--muted)", fontStyle: "italic" },
  ".w-keyword": { color: "var(--accent)", fontWeight: "600" },
  ".w-function": { color: "var(--c4)" },
  ".w-number": { color: "var(--c2)" },
  ".w-species": { color: "var(--c1)" },
  ".w-parameter": { color: "var(--c3)" },
  ".w-mark": { color: "var(--muted)" },
});

// Colours what is in view. words(text) gives, for each word, three numbers: start, end and look.
const painter = (words) =>
  ViewPlugin.fromClass(
    class {
      constructor(view) { this.decorations = this.paint(view); }
      update(update) {
        if (update.docChanged || update.viewportChanged || update.transactions.some((t) => t.reconfigured || t.isUserEvent("paint"))) this.decorations = this.paint(update.view);
      }
      paint(view) {
        const set = new RangeSetBuilder();
        for (const { from, to } of view.visibleRanges) {
          const found = words(view.state.sliceDoc(from, to));
          for (let i = 0; i < found.length; i += 3) set.add(from + found[i], from + found[i + 1], looks[found[i + 2]]);
        }
        return set.finish();
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );

// Offers the names that begin with what stands before the cursor. names() gives objects {label, detail}.
const completer = (names) => (context) => {
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}\p{M}_]*/u);
  if (!word && !context.explicit) return null;
  if (/#/.test(context.state.doc.lineAt(context.pos).text.slice(0, context.pos - context.state.doc.lineAt(context.pos).from))) return null;
  const typed = word?.text ?? "";
  const options = names(typed);
  return options.length ? { from: word ? word.from : context.pos, options, validFor: /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u } : null;
};

// Typing over a selection: the browser would give the new text the colours of the old as an inline style, which the page's policy refuses.
const overtype = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || event.isComposing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data ?? ""), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

// openEditor fills the element host. spec: {text, label, changed(text), run(), words(text), names(typed)}. Returns {set(text), refuse(from, to, message),
// accept(), goTo(position)}: positions are counted in UTF-16 units, as everywhere in a browser.
export function openEditor(host, spec) {
  const root = host.attachShadow({ mode: "open" });
  let quiet = false; // the text comes from Go
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: spec.text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        autocompletion({ override: [completer(spec.names)], icons: false }),
        keymap.of([
          { key: "Mod-Enter", run: () => (spec.run(), true) },
          { key: "Ctrl-Space", run: startCompletion },
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        painter(spec.words),
        overtype,
        theme,
        EditorView.contentAttributes.of({ id: "text", tabindex: "0", "aria-label": spec.label, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) spec.changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  host.addEventListener("keydown", (event) => event.stopPropagation()); // keys that mean something elsewhere on the page
  const length = () => view.state.doc.length;
  return {
    // Puts in another text, by the piece that differs: the cursor stays, and undo brings the one before back.
    set(text) {
      const old = view.state.doc.toString();
      let from = 0;
      while (from < old.length && from < text.length && old[from] === text[from]) from++;
      let end = 0;
      while (end < old.length - from && end < text.length - from && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
      if (old === text) return;
      quiet = true;
      view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) } });
      quiet = false;
    },
    refuse(from, to, message) {
      const end = Math.min(to, length());
      view.dispatch(setDiagnostics(view.state, [{ from: Math.min(from, end), to: end, severity: "error", message }]));
    },
    accept() {
      view.dispatch(setDiagnostics(view.state, []), { userEvent: "paint" });
    },
    goTo(position) {
      view.focus();
      view.dispatch({ selection: { anchor: Math.min(position, length()) }, scrollIntoView: true });
    },
  };
}

globalThis.openEditor = openEditor;
