// Commands as text: "/find goal: learn sql time: 3h/week for 6 weeks".

const subCommand = 1;
const subCommandGroup = 2;
const chatInput = 1;

/** Every command that can be used, sub-commands each for themselves, by name. */
export function usable(commands) {
  return commands
    .filter((command) => (command.type ?? chatInput) === chatInput)
    .flatMap((command) => leaves(command, command, [command.name]));
}

function leaves(command, node, path) {
  const inner = (node.options ?? []).filter((option) => option.type === subCommand || option.type === subCommandGroup);
  if (inner.length) return inner.flatMap((option) => leaves(command, option, [...path, option.name]));
  return [{ command, path, name: path.join(" "), description: node.description, options: node.options ?? [] }];
}

/** The command whose whole name the text begins with, and what follows it; null where there is none yet. */
export function commandIn(text, known) {
  if (!text.startsWith("/")) return null;
  const said = text.slice(1);
  let best = null;
  for (const leaf of known) {
    const pattern = new RegExp(`^${leaf.path.map(escaped).join("\\s+")}(?=\\s)`, "i");
    const match = pattern.exec(said);
    if (match && (!best || leaf.path.length > best.leaf.path.length)) best = { leaf, rest: said.slice(match[0].length).replace(/^\s+/, "") };
  }
  return best;
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Splits "learn sql time: 3h level: beginner" at the known options. `lead` stands before the first of them. */
export function splitOptions(text, names) {
  if (!names.length) return { lead: text, given: [] };
  const byLength = [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(`(^|\\s)(${byLength.map(escaped).join("|")}):[^\\S\\n]?`, "giu");
  const marks = [...text.matchAll(pattern)];
  if (!marks.length) return { lead: text, given: [] };
  const given = marks.map((mark, index) => {
    const from = mark.index + mark[0].length;
    const isLast = index === marks.length - 1;
    const value = text.slice(from, isLast ? text.length : marks[index + 1].index);
    return { name: names.find((name) => name.toLowerCase() === mark[2].toLowerCase()), value: isLast ? value.trimStart() : value.trim() };
  });
  return { lead: text.slice(0, marks[0].index).trim(), given };
}

/** The options in the nesting in which Discord sends them. */
export function nestedOptions(leaf, options) {
  const [, ...inner] = leaf.path;
  return inner.reduceRight((content, name, index) => {
    const isGroup = inner.length === 2 && index === 0;
    return [{ name, type: isGroup ? subCommandGroup : subCommand, options: content }];
  }, options);
}

/** A command with its values, as people write it. */
export const written = (name, options) => `/${name}${options.map((option) => ` ${option.name}: ${option.value}`).join("")}`;
