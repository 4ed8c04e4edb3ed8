import { lazy, Suspense } from "react";
import { Loading } from "../../../shared/ui/States";

const ChatPane = lazy(() =>
  import("../chat/ChatPane").then((module) => ({ default: module.ChatPane })),
);
const VersionsPane = lazy(() =>
  import("../versions/VersionsPane").then((module) => ({ default: module.VersionsPane })),
);
const SetupPane = lazy(() =>
  import("../setup/SetupPane").then((module) => ({ default: module.SetupPane })),
);
const RulesView = lazy(() =>
  import("../rules/RulesView").then((module) => ({ default: module.RulesView })),
);
const WordsView = lazy(() =>
  import("../words/WordsView").then((module) => ({ default: module.WordsView })),
);
const CodeView = lazy(() =>
  import("../code/CodeView").then((module) => ({ default: module.CodeView })),
);

export const PANES = ["chat", "setup", "versions"] as const;
export type PaneName = (typeof PANES)[number];
export const VIEWS = ["rules", "words", "code"] as const;
export type ViewName = (typeof VIEWS)[number];

/** Each comes once somebody looks at it: the editor and the chat are large. */
export function Pane({ name }: { name: PaneName }) {
  const Shown = { chat: ChatPane, setup: SetupPane, versions: VersionsPane }[name];
  return (
    <Suspense fallback={<Loading />}>
      <Shown />
    </Suspense>
  );
}

export function View({ name }: { name: ViewName }) {
  const Shown = { rules: RulesView, words: WordsView, code: CodeView }[name];
  return (
    <Suspense fallback={<Loading />}>
      <Shown />
    </Suspense>
  );
}
