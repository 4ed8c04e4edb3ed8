import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { useTranslation } from "react-i18next";
import type { Schemas, Tagged } from "../../../shared/api/client";
import { strategyKeys, strategyOne } from "../../../shared/api/queries/strategies";
import { Failed, Loading } from "../../../shared/ui/States";
import { tabKeeper } from "./keeping";
import { platformOf } from "./platform";
import { DraftStore } from "./store";
import type { Draft } from "./types";

const DraftContext = createContext<Draft | null>(null);

/** The strategy being edited. */
export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (draft === null) {
    throw new Error("no draft: the component stands outside of the builder");
  }
  return draft;
}

interface DraftProviderProps {
  strategyId: string;
  children: ReactNode;
}

/** Reads a strategy, and holds what is being made of it. */
export function DraftProvider({ strategyId, children }: DraftProviderProps) {
  const { data, error, refetch } = useQuery(strategyOne(strategyId));
  if (data !== undefined) {
    return (
      <Drafting key={strategyId} read={data}>
        {children}
      </Drafting>
    );
  }
  return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
}

interface DraftingProps {
  read: Tagged<Schemas["StrategyView"]>;
  children: ReactNode;
}

function Drafting({ read, children }: DraftingProps) {
  const { t } = useTranslation("builder");
  const queries = useQueryClient();
  const [store] = useState(
    () =>
      new DraftStore({
        view: read.data,
        etag: read.etag,
        platform: platformOf(read.data.id),
        keeper: tabKeeper(read.data.id),
        steps: {
          accepted: t("step.accepted"),
          theirs: t("step.theirs"),
          recovered: t("step.recovered"),
        },
        onSaved(view, etag) {
          const key = strategyKeys.one(view.id);
          void queries.cancelQueries({ queryKey: key, exact: true });
          queries.setQueryData(key, { data: view, etag });
          void queries.invalidateQueries({ queryKey: [...strategyKeys.all, "list"] });
          void queries.invalidateQueries({ queryKey: [...key, "versions"] });
        },
      }),
  );

  useEffect(() => {
    store.open();
    const warn = (event: BeforeUnloadEvent) => {
      if (store.snapshot().saving !== "saved") {
        event.preventDefault();
      }
    };
    const hide = () => {
      const { saving } = store.snapshot();
      if (document.visibilityState === "hidden" && saving === "waiting") {
        void store.flush().catch(() => {}); // told once somebody looks again
      }
    };
    window.addEventListener("beforeunload", warn);
    window.addEventListener("online", store.online);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("online", store.online);
      document.removeEventListener("visibilitychange", hide);
      store.close();
    };
  }, [store]);

  useEffect(() => store.seen(read.data, read.etag), [store, read]);

  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  const draft = useMemo<Draft>(() => {
    const { history, strategy, etag, saving, refusal, conflict } = state;
    return {
      strategy,
      etag,
      saving,
      refusal,
      conflict,
      content: history.present,
      kind: history.present.kind,
      problems: [...state.problems],
      canUndo: history.done.length > 0,
      canRedo: history.undone.length > 0,
      undoLabel: history.done.at(-1)?.label ?? null,
      redoLabel: history.undone.at(-1)?.label ?? null,
      follow: store.follow,
      change: store.change,
      undo: store.undo,
      redo: store.redo,
      resolve: store.resolve,
      accept: store.accept,
      described: store.described,
      flush: store.flush,
    };
  }, [state, store]);

  return <DraftContext value={draft}>{children}</DraftContext>;
}
