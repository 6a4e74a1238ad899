// What can be chosen in a select of any kind.

import { channel, guild, nameOf, person, recipientOf } from "./state.js";
import { texts } from "./texts.js";

const usersOf = () => {
  const members = guild()?.members;
  if (members) return members.map(({ user }) => ({ value: user.id, label: nameOf(user), description: `@${user.username}`, user }));
  const here = channel();
  return [person(), here ? recipientOf(here) : null].filter(Boolean).map((user) => ({ value: user.id, label: nameOf(user), user }));
};
const rolesOf = () => (guild()?.roles ?? []).map((role) => ({ value: role.id, label: `@${role.name.replace(/^@/, "")}` }));
const channelsOf = (types) => (guild()?.channels ?? [])
  .filter((one) => !types?.length || types.includes(one.type))
  .map((one) => ({ value: one.id, label: `#${one.name}` }));

export function optionsOf(part) {
  if (part.type === 5) return usersOf();
  if (part.type === 6) return rolesOf();
  if (part.type === 7) return [...usersOf(), ...rolesOf()];
  if (part.type === 8) return channelsOf(part.channel_types);
  return part.options ?? [];
}

export function chosenAtFirst(part) {
  if (part.type === 3 || part.type === 22) return (part.options ?? []).filter((option) => option.default).map((option) => option.value);
  return (part.default_values ?? []).map((one) => String(one.id));
}

export const leastOf = (part) => part.min_values ?? 1;
export const mostOf = (part) => part.max_values ?? 1;
export const placeholderOf = (part) => part.placeholder || texts.select;
