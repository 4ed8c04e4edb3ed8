import { listed, missing, on, Refusal, sameRevision } from "../answers";
import { type KeptChannel, seen } from "../channels";
import { type Account, newId, now } from "../database";
import type { Schemas } from "../recorded";

type Channel = Schemas["ChannelView"];

const KINDS = ["email", "webhook", "telegram"] as const;
const EVENTS: Channel["events"] = [
  ...(["run.succeeded", "run.failed", "run.cancelled", "run.expired"] as const),
  "account.security",
];

function kept(account: Account, { channel = "" }: Record<string, string>): KeptChannel {
  const found = account.channels.find(({ view }) => view.id === channel);
  if (found === undefined) {
    throw missing("channel", channel);
  }
  return found;
}

const etagOf = ({ revision }: KeptChannel) => `"${revision}"`;

function change(channel: KeptChannel, to: Partial<Channel>): Channel {
  channel.view = { ...channel.view, ...to, changed: now() };
  channel.revision += 1;
  return channel.view;
}

function newCode(): string {
  return String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
    .padStart(6, "0")
    .slice(-6);
}

/** Where a channel leads, as it is shown: of an address without what may be secret in it. */
function targetOf(to: Schemas["NewChannel"]["to"]): string {
  if (to.kind !== "webhook") {
    return to.kind === "email" ? to.address : to.chat;
  }
  const url = new URL(to.url);
  if (url.protocol !== "https:") {
    throw new Refusal("invalid", {
      ...{ field: "to.url", detail: "a webhook is reached by https" },
      remedy: "Write one such as https://hooks.example.com/hypertrade.",
    });
  }
  return `${url.origin}${url.pathname}${url.search === "" ? "" : "?…"}`;
}

export const channels = [
  on("get", "/v1/me/channel-kinds", ({ database: { lacking } }) => ({
    status: 200,
    body: {
      kinds: KINDS.map((kind) => ({
        kind,
        available: !lacking.has(kind),
        remedy: lacking.get(kind) ?? null,
      })),
      events: EVENTS,
    },
  })),
  on("get", "/v1/me/channels", ({ account, query, database }) => ({
    status: 200,
    body: listed(
      account.channels.map((channel) => seen(channel, database.stepMs)),
      query,
    ),
  })),
  on("post", "/v1/me/channels", ({ account, body: { name, to, events } }) => {
    const hooked = to.kind === "webhook";
    const view: Channel = {
      ...{ id: newId(), kind: to.kind, name, target: targetOf(to), events },
      ...{ state: hooked ? "on" : "unconfirmed", problem: null, last: null },
      ...{ created: now(), changed: now() },
    };
    const code = hooked ? null : newCode();
    account.channels.unshift({ view, revision: 1, code, tested: null });
    return {
      status: 201,
      body: { channel: view, secret: hooked ? `whsec_${btoa(newId())}` : null },
    };
  }),
  on("get", "/v1/me/channels/{channel}", ({ account, params, database }) => {
    const channel = kept(account, params);
    return { status: 200, body: seen(channel, database.stepMs), etag: etagOf(channel) };
  }),
  on("patch", "/v1/me/channels/{channel}", ({ account, params, body, headers }) => {
    const channel = kept(account, params);
    sameRevision(headers, etagOf(channel), true);
    const { name = null, events = null, state = null } = body;
    const view = change(channel, {
      ...(name === null ? {} : { name }),
      ...(events === null ? {} : { events }),
      ...(state === null ? {} : { state, problem: null }),
    });
    return { status: 200, body: view, etag: etagOf(channel) };
  }),
  on("delete", "/v1/me/channels/{channel}", ({ account, params }) => {
    const gone = kept(account, params);
    account.channels = account.channels.filter((channel) => channel !== gone);
    return { status: 204, body: null };
  }),
  on("post", "/v1/me/channels/{channel}/confirm", ({ account, params, body }) => {
    const channel = kept(account, params);
    if (channel.code !== null && channel.code !== body.code) {
      throw new Refusal("invalid", {
        ...{ field: "code", detail: "this is not the code that was sent" },
        remedy: "Look at the message again, or ask for another code.",
      });
    }
    channel.code = null;
    return { status: 200, body: change(channel, { state: "on" }), etag: etagOf(channel) };
  }),
  on("post", "/v1/me/channels/{channel}/code", ({ account, params }) => {
    const channel = kept(account, params);
    channel.code = newCode();
    return { status: 202, body: channel.view };
  }),
  on("post", "/v1/me/channels/{channel}/test", ({ account, params }) => {
    const channel = kept(account, params);
    channel.tested = Date.now();
    return { status: 202, body: channel.view };
  }),
];
