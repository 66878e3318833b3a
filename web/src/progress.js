// What the loader shows: a text, and a bar that is gone after an error, which nothing then covers.
const bar = () => document.getElementById("boot-bar");

// Shows how far loading is, as a text and as a part of 1.
export function showProgress(text, part) {
  if (!bar()) return;
  bar().value = part;
  document.getElementById("boot-text").textContent = text;
}

// Tells why there will be no page, in the loader or, once that is gone, in the page's line on its state.
export function showFailure(text) {
  bar()?.remove();
  const place = document.getElementById("boot-text") ?? document.getElementById("status");
  if (place) place.textContent = text;
}
