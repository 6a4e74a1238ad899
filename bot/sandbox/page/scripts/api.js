// The people's door: every request names who acts.

import { state } from "./state.js";

export class Refused extends Error {
  constructor(status, error) {
    super(error.message);
    this.status = status;
    this.code = error.code;
  }
}

async function ask(method, path, body, { query = {}, files = [] } = {}) {
  const search = new URLSearchParams(query);
  if (state.personId) search.set("person", state.personId);
  const init = { method, headers: {} };
  if (files.length) init.body = formOf(body, files);
  else if (body !== undefined) {
    init.headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  const answer = await fetch(`/people/${path}?${search}`, init);
  if (answer.status === 204) return null;
  const text = await answer.text();
  if (answer.ok) return text ? JSON.parse(text) : null;
  throw new Refused(answer.status, errorIn(text) ?? { code: 0, message: answer.statusText });
}

function formOf(body, files) {
  const form = new FormData();
  form.append("payload_json", JSON.stringify(body));
  files.forEach((file, place) => form.append(`files[${place}]`, file, file.name));
  return form;
}

function errorIn(text) {
  try {
    return JSON.parse(text).error;
  } catch {
    return null;
  }
}

export const api = {
  world: () => ask("GET", "world"),
  messages: (channel, before) =>
    ask("GET", `channels/${channel}/messages`, undefined, { query: before ? { before, limit: 50 } : { limit: 50 } }),
  write: (channel, content, replyTo, files) =>
    ask("POST", `channels/${channel}/messages`, replyTo ? { content, reply_to: replyTo } : { content }, { files }),
  beginThread: (channel, body, files) => ask("POST", `channels/${channel}/threads`, body, { files }),
  changeThread: (id, change) => ask("PATCH", `channels/${id}`, change),
  endChannel: (id) => ask("DELETE", `channels/${id}`),
  leaveThread: (id) => ask("DELETE", `channels/${id}/thread-members/@me`),
  remove: (channel, message) => ask("DELETE", `channels/${channel}/messages/${message}`),
  openDirect: (userId) => ask("POST", "direct-messages", { user_id: userId }),
  acceptDirect: (accepts) => ask("PATCH", "me", { accepts_direct_messages: accepts }),
  commands: (channel) => ask("GET", `channels/${channel}/commands`),
  interact: (body, files) => ask("POST", "interactions", body, { files }),
  moveClock: (step) => ask("POST", "clock", step),
  violations: (after = 0) => ask("GET", "violations", undefined, { query: { after } }),
  clearViolations: () => ask("DELETE", "violations"),
  gateway: (action, resumable) => ask("POST", "gateway", { action, resumable }),
};

/** The address of the events of the person who acts. */
export function eventsAddress() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/people/events?person=${encodeURIComponent(state.personId)}`;
}
