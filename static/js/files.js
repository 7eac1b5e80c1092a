// Files that are dropped on the card of files, or pasted anywhere but in a field with words, are attached.
const card = document.querySelector("[data-drop]");
const input = card?.querySelector("input[type=file]");

function attach(files) {
  input.files = files;
  input.form.requestSubmit();
}

function hold(event, state) {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  card.dataset.drop = state;
}

card?.addEventListener("dragover", (event) => hold(event, "over"));
card?.addEventListener("dragleave", (event) => hold(event, ""));
card?.addEventListener("drop", (event) => {
  hold(event, "");
  if (event.dataTransfer.files.length) attach(event.dataTransfer.files);
});

document.addEventListener("paste", (event) => {
  const { files, types } = event.clipboardData;
  if (card && files.length && !types.includes("text/plain")) attach(files);
});
