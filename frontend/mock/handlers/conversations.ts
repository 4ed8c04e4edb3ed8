import { listed, missing, on, sameRevision } from "../answers";
import { type Account, type KeptConversation, newId, now } from "../database";
import { copy, recorded, type Schemas } from "../recorded";
import { add, kept as keptStrategy, viewOf } from "../strategies";

type Turn = Schemas["ConversationView"]["turns"][number];

const etagOf = ({ revision }: KeptConversation) => `"${revision}"`;

/** Every turn that was recorded, by what was said. */
const TURNS: readonly Turn[] = [...recorded.conversation.turns, recorded.settled.turn];
/** What is answered to words of which no turn was recorded. */
const OPEN = TURNS.find(({ question }) => question !== null);

function kept(account: Account, { conversation = "" }: Record<string, string>): KeptConversation {
  const found = account.conversations.find(({ view }) => view.id === conversation);
  if (found === undefined) {
    throw missing("conversation", conversation);
  }
  return found;
}

function summaryOf({ turns, ...view }: Schemas["ConversationView"]) {
  return { ...view, turns: turns.length };
}

function start(account: Account, title: string, strategy: string | null): KeptConversation {
  const made: KeptConversation = {
    view: { id: newId(), strategy, title, turns: [], created: now(), updated: now() },
    revision: 1,
  };
  account.conversations.unshift(made);
  return made;
}

/** Takes a turn into the conversation; one that changes the strategy makes a version of it. */
function take(
  account: Account,
  talk: KeptConversation,
  turn: Turn,
  content: Schemas["VersionView"]["content"] | undefined,
): Schemas["SaidView"] {
  const { view } = talk;
  const strategy =
    view.strategy === null ? null : keptStrategy(account, { strategy: view.strategy });
  const before = strategy?.about.latest ?? null;
  if (strategy !== null && content !== undefined) {
    add(strategy, copy(content));
  }
  const taken: Turn = {
    ...turn,
    ...{ number: view.turns.length + 1, before, after: strategy?.about.latest ?? null, at: now() },
  };
  talk.view = { ...view, turns: [...view.turns, taken], updated: taken.at };
  talk.revision += 1;
  return {
    turn: taken,
    conversation: summaryOf(talk.view),
    strategy: strategy === null ? null : viewOf(strategy),
  };
}

function contentAfter(turn: Turn) {
  return turn.before === turn.after
    ? undefined
    : recorded.strategies
        .flatMap(({ view, versions }) =>
          view.id === recorded.conversation.strategy ? versions : [],
        )
        .find(({ number }) => number === turn.after)?.content;
}

export const conversations = [
  on("get", "/v1/strategies/{strategy}/conversations", ({ account, params, query }) => {
    const { about } = keptStrategy(account, params);
    const all = account.conversations.filter(({ view }) => view.strategy === about.id);
    return {
      status: 200,
      body: listed(
        all.map(({ view }) => summaryOf(view)),
        query,
      ),
    };
  }),
  on("post", "/v1/strategies/{strategy}/conversations", ({ account, params, body }) => {
    const { about } = keptStrategy(account, params);
    const made = start(account, body.title, about.id);
    return { status: 201, body: made.view, etag: etagOf(made) };
  }),
  on("get", "/v1/conversations/{conversation}", ({ account, params }) => {
    const talk = kept(account, params);
    return { status: 200, body: talk.view, etag: etagOf(talk) };
  }),
  on("patch", "/v1/conversations/{conversation}", ({ account, params, body, headers }) => {
    const talk = kept(account, params);
    sameRevision(headers, etagOf(talk), true);
    talk.view = { ...talk.view, title: body.title };
    talk.revision += 1;
    return { status: 200, body: talk.view, etag: etagOf(talk) };
  }),
  on("delete", "/v1/conversations/{conversation}", ({ account, params, headers }) => {
    const talk = kept(account, params);
    sameRevision(headers, etagOf(talk));
    account.conversations.splice(account.conversations.indexOf(talk), 1);
    return { status: 204, body: null };
  }),
  on("post", "/v1/conversations/{conversation}/turns", ({ account, params, body, headers }) => {
    const talk = kept(account, params);
    sameRevision(headers, etagOf(talk));
    const turn = TURNS.find(({ words }) => words === body.words) ?? OPEN;
    if (turn === undefined) {
      throw new Error("no turn with a question is recorded");
    }
    const said = take(account, talk, { ...copy(turn), words: body.words }, contentAfter(turn));
    return { status: 201, body: said };
  }),
  on(
    "post",
    "/v1/conversations/{conversation}/turns/{number}/undo",
    ({ account, params, headers }) => {
      const talk = kept(account, params);
      sameRevision(headers, etagOf(talk));
      const turn = talk.view.turns.find(({ number }) => number === Number(params["number"]));
      if (turn === undefined) {
        throw missing("turn", params["number"] ?? "");
      }
      turn.undone = now();
      const strategy = keptStrategy(account, { strategy: talk.view.strategy ?? "" });
      const { content } = viewOf(strategy, turn.before ?? 1).version;
      const undoing: Turn = {
        ...copy(turn),
        ...{ words: "", answer: "Undone.", changed: [], assumed: [], question: null },
        ...{ undoes: turn.number, undone: null },
      };
      return { status: 201, body: take(account, talk, undoing, content) };
    },
  ),
];
