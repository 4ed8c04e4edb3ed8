import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, once, type Schemas, tagged } from "../../../shared/api/client";
import { isProblem, Unreachable } from "../../../shared/api/problem";
import { conversationKeys, conversationOne } from "../../../shared/api/queries/conversations";
import { useDraft } from "../draft";

export interface Saying {
  words: string;
  /** The conversation to say it in; a new one is started where there is none. */
  conversation: string | null;
  keys: { start: string; say: string };
}

const LONGEST_TITLE = 60;

/** Somebody else said something meanwhile: what is on the screen is not what it was. */
export function isStale(error: unknown): boolean {
  return isProblem(error) && error.status === 412;
}

/** What is said, again: under the same name only where it may have arrived already. */
export function again(said: Saying, error: unknown): Saying {
  return error instanceof Unreachable ? said : { ...said, keys: newKeys() };
}

export function newKeys(): Saying["keys"] {
  return { start: once(), say: once() };
}

/** Speaks in a conversation, and takes over what that made of the strategy. */
export function useTalk(onStarted: (conversation: string) => void) {
  const { strategy, flush, accept } = useDraft();
  const queries = useQueryClient();

  const heard = async (said: Schemas["SaidView"], before: number | null) => {
    const { id } = said.conversation;
    await queries.invalidateQueries({ queryKey: conversationKeys.one(id) });
    void queries.invalidateQueries({ queryKey: conversationKeys.about(strategy.id) });
    if (said.turn.after !== before) {
      const path = { strategy: strategy.id };
      const now = await tagged(api.GET("/v1/strategies/{strategy}", { params: { path } }));
      accept(now.data, now.etag);
    }
  };
  const reload = (conversation: string | null) => async (error: unknown) => {
    if (isStale(error) && conversation !== null) {
      await queries.invalidateQueries({ queryKey: conversationKeys.one(conversation) });
    }
  };

  const say = useMutation({
    mutationFn: async ({ words, conversation, keys }: Saying) => {
      await flush(); // the words are about what is on the screen
      const talk = conversation ?? (await start(strategy.id, words, keys.start));
      if (conversation === null) {
        onStarted(talk);
      }
      const { etag } = await queries.ensureQueryData(conversationOne(talk));
      const said = await answer(
        api.POST("/v1/conversations/{conversation}/turns", {
          params: {
            path: { conversation: talk },
            header: { "If-Match": etag, "Idempotency-Key": keys.say },
          },
          body: { words },
        }),
      );
      await heard(said, said.turn.before);
    },
    onError: (error, { conversation }) => reload(conversation)(error),
  });

  const undo = useMutation({
    mutationFn: async ({ conversation, number }: { conversation: string; number: number }) => {
      await flush();
      const { etag } = await queries.ensureQueryData(conversationOne(conversation));
      const said = await answer(
        api.POST("/v1/conversations/{conversation}/turns/{number}/undo", {
          params: {
            path: { conversation, number },
            header: { "If-Match": etag, "Idempotency-Key": once() },
          },
        }),
      );
      await heard(said, said.turn.before);
    },
    onError: (error, { conversation }) => reload(conversation)(error),
  });

  return { say, undo };
}

async function start(strategy: string, words: string, key: string): Promise<string> {
  const line = words.trim().split("\n")[0] ?? "";
  const title = line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1)}…` : line;
  const { id } = await answer(
    api.POST("/v1/strategies/{strategy}/conversations", {
      params: { path: { strategy }, header: { "Idempotency-Key": key } },
      body: { title },
    }),
  );
  return id;
}
