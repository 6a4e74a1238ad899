// Building elements. Data only ever becomes text or attributes, never markup.

const asProperty = new Set(["value", "checked", "disabled", "hidden", "textContent", "className", "tabIndex", "open", "multiple"]);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (asProperty.has(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
  return node;
}

export const byId = (id) => document.getElementById(id);

const paths = {
  menu: "M3 6h18M3 12h18M3 18h18",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-4 3-6 6.500-6s6.500 2 6.500 6M16 4.500a3.200 3.200 0 0 1 0 6.300M18 14.500c2.200.8 3.500 2.700 3.500 5.500",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.500 2",
  console: "M4 5h16v14H4zM7.500 9.500 10 12l-2.500 2.500M12.500 15H16",
  theme: "M20 14.500A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500Z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  reply: "M10 6 4 12l6 6M4 12h9c4 0 7 2 7 6",
  close: "M5 5l14 14M19 5 5 19",
  send: "M4 12 20 4l-5 16-3.500-6.500L4 12Z",
  home: "M4 6h16v10H11l-5 4v-4H4z",
  hash: "M9 4 7 20M17 4l-2 16M4 9h16M3.500 15h16",
  spark: "M12 3l2 6.500L20.500 12 14 14.200 12 21l-2-6.800L3.500 12 10 9.500z",
  down: "M6 9l6 6 6-6",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  link: "M13 5h6v6M19 5l-9 9M17 14v5H5V7h5",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  thread: "M6 4v8a4 4 0 0 0 4 4h9M15 12l4 4-4 4",
  plus: "M12 5v14M5 12h14",
  slash: "M15 4 9 20",
  bolt: "M13 3 6 13h5l-1 8 8-11h-5.500z",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

let counter = 0;
export const freshId = (stem) => `${stem}-${(counter += 1)}`;

/** A link that may be followed: http and https only. */
export function safeUrl(text) {
  try {
    const url = new URL(text, location.href);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
