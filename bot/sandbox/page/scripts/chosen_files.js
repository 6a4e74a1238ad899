// Files that a person chooses, drops or pastes, before they are sent.

import { sizeWords } from "./attachments.js";
import { el, icon } from "./dom.js";
import { texts } from "./texts.js";

const largest = 10 * 1024 * 1024;

/** What is wrong with a file, in words; null where it can be sent. */
export const wrongWith = (file) => (file.size > largest ? texts.fileTooLarge(file.name, sizeWords(largest)) : null);

/** The input, itself unseen, with which the browser asks for files; `took` gets what was chosen. */
export function fileInput({ isMany = false, testId, took }) {
  const input = el("input", { type: "file", hidden: true, multiple: isMany, "data-testid": testId });
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    if (files.length) took(files);
  });
  return input;
}

/** A chosen file: its name, its size, and a button that takes it away. */
export function fileLine(file, remove) {
  const wrong = wrongWith(file);
  return el("li", { class: wrong ? "chosen-file is-wrong" : "chosen-file", "data-testid": "chosen-file" }, icon("file"),
    el("span", { class: "chosen-words" }, el("span", { class: "chosen-name" }, file.name), el("span", { class: "file-size" }, wrong ?? sizeWords(file.size))),
    el("button", { class: "icon-button", type: "button", "aria-label": texts.removeFile(file.name), onclick: remove }, icon("close")));
}

const hasFiles = (event) => Boolean(event.dataTransfer?.types.includes("Files"));

/** Lets files be dropped on the element; while some are held over it, it has the class `is-dropping`. */
export function takeDrops(node, took) {
  node.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    node.classList.add("is-dropping");
  });
  node.addEventListener("dragleave", (event) => {
    if (!node.contains(event.relatedTarget)) node.classList.remove("is-dropping");
  });
  node.addEventListener("drop", (event) => {
    node.classList.remove("is-dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    took([...event.dataTransfer.files]);
  });
}

/** Files that are pasted go where `took` puts them; text is pasted as ever. */
export function takePastes(node, took) {
  node.addEventListener("paste", (event) => {
    const files = [...event.clipboardData?.files ?? []];
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    took(files);
  }, true);
}

/** A file that misses its place must not be opened instead of the page. */
export function ignoreOtherDrops() {
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => hasFiles(event) && event.preventDefault());
}
