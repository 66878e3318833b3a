// Files in and out of the page.

const largest = 1 << 28; // bytes that are read

export function saveFile(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000); // a download may begin late
}

// Gives taken the name and bytes of a file, or why it cannot be read.
async function read(file, taken) {
  try {
    if (file.size > largest) throw new Error("it is too large");
    taken(file.name, new Uint8Array(await file.arrayBuffer()), "");
  } catch (error) {
    taken(file.name, new Uint8Array(), String(error.message));
  }
}

export function pickFile(taken) {
  const input = document.createElement("input");
  input.type = "file";
  input.onchange = () => read(input.files[0], taken);
  input.click();
}

// A file that is dropped anywhere would otherwise replace the page.
export function whenDropped(taken) {
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (on) => document.documentElement.classList.toggle("dropping", on);
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files[0]) read(event.dataTransfer.files[0], taken);
  });
}
