// From what stands in an option's chip to the value that is sent, or to the words that say what is wrong.

import { fileIn, takesFile } from "./file_chip.js";
import { channel, guild, nameOf, person, recipientOf } from "./state.js";
import { texts } from "./texts.js";

const kinds = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10 };

const users = () => {
  const here = channel();
  const all = guild()?.members.map((member) => member.user) ?? [person(), here && recipientOf(here)].filter(Boolean);
  return all.map((user) => ({ name: nameOf(user), description: `@${user.username}`, value: user.id, user }));
};
const roles = () => (guild()?.roles ?? []).map((role) => ({ name: `@${role.name.replace(/^@/, "")}`, value: role.id }));
const channels = (types) => (guild()?.channels ?? []).filter((one) => !types?.length || types.includes(one.type)).map((one) => ({ name: `#${one.name}`, value: one.id }));

/** What an option can be chosen from, or null where anything may be typed. */
export function choicesOf(option) {
  if (option.choices?.length) return option.choices;
  if (option.type === kinds.boolean) return [{ name: texts.yes, value: true }, { name: texts.no, value: false }];
  if (option.type === kinds.user) return users();
  if (option.type === kinds.role) return roles();
  if (option.type === kinds.mentionable) return [...users(), ...roles()];
  if (option.type === kinds.channel) return channels(option.channel_types);
  return null;
}

const bare = (text) => text.trim().toLowerCase().replace(/^[@#]/, "");

/** The choices that fit what is typed, those that begin with it first. */
export function fitting(choices, typed) {
  const wanted = bare(typed);
  if (!wanted) return choices;
  const starts = choices.filter((choice) => bare(choice.name).startsWith(wanted));
  const rest = choices.filter((choice) => !starts.includes(choice) && `${choice.name} ${choice.description ?? ""}`.toLowerCase().includes(wanted));
  return [...starts, ...rest];
}

const yesWords = new Set(["true", "yes", "y", "1", "on"]);
const noWords = new Set(["false", "no", "n", "0", "off"]);

function chosenFrom(choices, typed, option) {
  const wanted = bare(typed);
  if (option.type === kinds.boolean && (yesWords.has(wanted) || noWords.has(wanted))) return choices[yesWords.has(wanted) ? 0 : 1];
  const mentioned = /^<[@#][!&]?(\d+)>$/.exec(typed.trim());
  const exact = choices.find((choice) => bare(choice.name) === wanted || String(choice.value).toLowerCase() === wanted || choice.value === mentioned?.[1]);
  if (exact) return exact;
  const starts = choices.filter((choice) => bare(choice.name).startsWith(wanted));
  return starts.length === 1 ? starts[0] : null;
}

/** `{value}` or `{wrong: words}` for an entry `{text, picked}`; null where nothing is given. */
export function valueOf(option, entry) {
  if (takesFile(option)) return fileIn(option, entry);
  if (entry?.picked) return { value: entry.picked.value };
  const text = entry?.text.trim() ?? "";
  if (!text) return null;
  const choices = choicesOf(option);
  if (choices) {
    const choice = chosenFrom(choices, text, option);
    return choice ? { value: choice.value } : { wrong: texts.chooseOfList(option.name) };
  }
  if (option.type === kinds.integer || option.type === kinds.number) return numberIn(option, text);
  return textIn(option, text);
}

function numberIn(option, text) {
  const value = Number(text);
  const isWhole = option.type === kinds.integer;
  if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value))) return { wrong: isWhole ? texts.wholeNumber(option.name) : texts.number(option.name) };
  if (option.min_value !== undefined && value < option.min_value) return { wrong: texts.tooSmall(option.name, option.min_value) };
  if (option.max_value !== undefined && value > option.max_value) return { wrong: texts.tooLarge(option.name, option.max_value) };
  return { value };
}

function textIn(option, text) {
  const length = [...text].length;
  if (option.min_length !== undefined && length < option.min_length) return { wrong: texts.tooShort(option.name, option.min_length) };
  const most = option.max_length ?? 6000;
  return length > most ? { wrong: texts.tooLong(option.name, most) } : { value: text };
}
