import { listed, missing, on, sameRevision } from "../answers";
import { type Account, newId, now } from "../database";
import { recorded, type Schemas } from "../recorded";
import { isOver } from "../running";

const etagOf = ({ revision }: Account) => `"${revision}"`;

export function note(account: Account, what: Schemas["Audited"], subject = ""): void {
  const { id } = account.profile;
  account.audit.unshift({
    ...{ id: newId(), owner: id, actor: id, what, subject, address: "127.0.0.1" },
    ...{ request: newId(), details: {}, at: now() },
  });
}

export const account = [
  on("get", "/v1/me", ({ account }) => ({
    status: 200,
    body: account.profile,
    etag: etagOf(account),
  })),
  on("patch", "/v1/me", ({ account, body, headers }) => {
    sameRevision(headers, etagOf(account), true);
    account.profile = { ...account.profile, name: body.name };
    account.revision += 1;
    return { status: 200, body: account.profile, etag: etagOf(account) };
  }),
  on("get", "/v1/me/quota", ({ account, database }) => {
    const runs = database.runsOf(account);
    return {
      status: 200,
      body: {
        ...recorded.quota,
        running: runs.filter((run) => !isOver(run) && run.state !== "queued").length,
        queued: runs.filter(({ state }) => state === "queued").length,
        runs_today: account.runs.filter(({ begun }) => begun > 0).length,
      },
    };
  }),
  on("get", "/v1/me/audit", ({ account, query }) => ({
    status: 200,
    body: listed(account.audit, query),
  })),
  on("get", "/v1/api-keys", ({ account, query }) => ({
    status: 200,
    body: listed(account.keys, query),
  })),
  on("post", "/v1/api-keys", ({ account, body }) => {
    const key = `ht_${newId()}`;
    const kept: Schemas["ApiKeyView"] = {
      ...{ id: newId(), name: body.name, scopes: body.scopes, hint: key.slice(-4) },
      ...{ created: now(), expires: body.expires ?? null, revoked: null, last_used: null },
    };
    account.keys.unshift(kept);
    note(account, "key.created", kept.id);
    return { status: 201, body: { ...kept, key } };
  }),
  on("delete", "/v1/api-keys/{key}", ({ account, params }) => {
    const found = account.keys.find(({ id }) => id === params["key"]);
    if (found === undefined) {
      throw missing("API key", params["key"] ?? "");
    }
    found.revoked ??= now();
    note(account, "key.revoked", found.id);
    return { status: 204, body: null };
  }),
];
